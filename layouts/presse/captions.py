"""What stands below a picture, and what is read out in its place."""

from collections.abc import Sequence
from itertools import pairwise

from indicators.catalogue import Art
from indicators.status import Status
from layouts.formatting import NARROW_SPACE, format_number, format_range
from layouts.presse.headlines import FEW, View, leading_groups
from layouts.sheets.sheet import Form, LegendRow, MarkKind
from layouts.texts import BROWSER

ALT_LENGTH = 600
ELLIPSIS = "…"


def caption(view: View) -> str:
    """What, where and when; what stands out; what is missing; who drew it from what."""
    sheet = view.sheet
    parts = [
        f"{sheet.marking}." if sheet.marking else "",
        f"{sheet.synthetic}." if sheet.synthetic else "",
        f"{sheet.topic}, {sheet.kicker}.",
        sheet.headline,
        chosen_sentence(view),
        hidden_sentence(view),
        credit(view),
    ]
    return " ".join(part for part in parts if part)


def hidden_sentence(view: View) -> str:
    """How many areas are secret and how they are drawn; nothing where none is."""
    hidden = sum(area.status is Status.SUPPRESSED for area in view.sheet.areas)
    if not hidden:
        return ""
    rest = "sind geheim zu halten und schraffiert gezeichnet"
    one = "ist geheim zu halten und schraffiert gezeichnet"
    return f"Werte von {format_number(hidden)} Räumen {rest}." if hidden > 1 else f"Der Wert eines Raums {one}."


def chosen_sentence(view: View) -> str:
    """The area with the dark line around it."""
    chosen = view.sheet.chosen
    return f"Hervorgehoben: {chosen.label}, {chosen.value}." if chosen else ""


def credit(view: View) -> str:
    """`Grafik: … Datenquelle: …, Stichtag 31.12.2022 …`"""
    return f"Grafik: {view.sheet.publisher}. {view.sheet.source}"


def alternative_text(view: View) -> str:
    """Kind of picture, subject, range and pattern; what is least needed is left out where it gets too long."""
    sheet = view.sheet
    kind = "Karte mit Kreisen" if sheet.form is Form.SYMBOLS else "Karte mit Flächenfarben"
    parts = [
        (0, f"{sheet.marking}." if sheet.marking else ""),
        (0, f"{sheet.synthetic}." if sheet.synthetic else ""),
        (0, f"{kind}: {sheet.topic}, {sheet.kicker}."),
        (1, _range(view)),
        (1, chosen_sentence(view)),
        (2, _pattern(view)),
        (4, sheet.headline),
        (3, _signs(view)),
    ]
    return _fitted([part for part in parts if part[1]])


def _fitted(parts: list[tuple[int, str]]) -> str:
    kept = list(parts)
    while len(text := " ".join(words for _, words in kept)) > ALT_LENGTH and any(rank for rank, _ in kept):
        kept.remove(max(kept, key=lambda part: part[0]))
    if len(text) <= ALT_LENGTH:
        return text
    return text[: ALT_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:") + ELLIPSIS


def _range(view: View) -> str:
    values = [area.value for area in view.observed]
    if not values:
        return "Kein Raum hat einen Wert, der gezeigt werden kann."
    low, high = min(values), max(values)
    unit = "" if view.entry.art is Art.ANZAHL else view.sheet.unit
    if low == high:
        spread = f"Alle Werte betragen {view.figure(low)}"
    else:
        spread = f"Die Werte reichen von {format_range(low, high, view.sheet.decimals, unit)}"
    mark = next((mark for mark in view.sheet.legend.marks if mark.kind is MarkKind.REGION), None)
    return f"{spread}; {mark.name}: {mark.value}{f'{NARROW_SPACE}{unit}' if unit else ''}." if mark else f"{spread}."


def _pattern(view: View) -> str:
    rows = view.sheet.legend.rows
    if view.sheet.form is Form.SYMBOLS:
        return f"{BROWSER['kreise']}."
    if len(rows) < 2:
        return ""
    top = [area for area in view.observed if area.klass == len(rows) - 1]
    leading = [f"{name} ({format_number(n)})" for name, n in leading_groups(view, top)]
    where = f", am meisten in {_listed(leading)}" if leading and len(top) > FEW else ""
    return (
        f"{len(rows)} Klassen{_shading(rows)}. Höchste Klasse ({rows[0].text}): {_areas(rows[0])}{where}; "
        f"niedrigste ({rows[-1].text}): {_areas(rows[-1])}."
    )


def _shading(rows: Sequence[LegendRow]) -> str:
    """Only where every class is darker than the one below it."""
    light = [_lightness(row.fill.colour) for row in rows]  # highest class first
    return " von hell nach dunkel" if all(upper < lower for upper, lower in pairwise(light)) else ""


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _areas(row: LegendRow) -> str:
    return "1 Raum" if row.n == "1" else f"{row.n} Räume"


def _signs(view: View) -> str:
    rows = [f"{row.text.lstrip('•/x ')}: {row.n}" for row in view.sheet.legend.signs]
    return f"Ohne Wert – {'; '.join(rows)}." if rows else ""


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"
