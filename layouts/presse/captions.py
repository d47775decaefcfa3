"""What stands below a picture, and what is read out in its place."""

from collections.abc import Sequence
from itertools import pairwise

from indicators.catalogue import Art
from indicators.status import Status
from layouts.formatting import format_number, format_range, with_unit
from layouts.presse.headlines import FEW, leading_groups
from layouts.presse.views import View
from layouts.sheets.sheet import Form, LegendRow, MarkKind, Sheet
from layouts.texts import BROWSER

ALT_LENGTH = 600
KINDS = {Form.SYMBOLS: "Karte mit Kreisen", Form.CHOROPLETH: "Karte mit Flächenfarben"}
ELLIPSIS = "…"


def caption(sheet: Sheet, views: Sequence[View]) -> str:
    """What, where and when; what stands out; what is missing; who drew it from what."""
    parts = [
        f"{sheet.marking}." if sheet.marking else "",
        f"{sheet.synthetic}." if sheet.synthetic else "",
        f"{sheet.topic}, {sheet.kicker}.",
        sheet.headline,
        *(_about(view, views, _chosen(view)) for view in views),
        *(_about(view, views, _hidden(view)) for view in views),
        f"Grafik: {sheet.publisher}.",
        sheet.source,
    ]
    return " ".join(part for part in parts if part)


def alternative_text(sheet: Sheet, views: Sequence[View]) -> str:
    """Kind of picture, subject, range and pattern; what is least needed is left out where it gets too long."""
    kind = "Zwei Karten" if len(views) > 1 else KINDS[sheet.form]
    parts = [
        (0, f"{sheet.marking}." if sheet.marking else ""),
        (0, f"{sheet.synthetic}." if sheet.synthetic else ""),
        (0, f"{kind}: {sheet.topic}, {sheet.kicker}."),
        *((1, _about(view, views, _range(view))) for view in views),
        *((1, _about(view, views, _chosen(view))) for view in views),
        *((2, _about(view, views, _pattern(view))) for view in views),
        (4, sheet.headline),
        *((3, _about(view, views, _signs(view))) for view in views),
    ]
    return _fitted([part for part in parts if part[1]])


def _about(view: View, views: Sequence[View], sentence: str) -> str:
    """A sentence with the name of its map before it, where there is another one."""
    return f"{view.entry.name}: {sentence}" if sentence and len(views) > 1 else sentence


def _hidden(view: View) -> str:
    """How many areas are secret and how they are drawn; nothing where none is."""
    hidden = sum(area.status is Status.SUPPRESSED for area in view.sheet.areas)
    if hidden <= 1:
        return "Der Wert eines Raums ist geheim zu halten und schraffiert gezeichnet." if hidden else ""
    return f"Werte von {format_number(hidden)} Räumen sind geheim zu halten und schraffiert gezeichnet."


def _chosen(view: View) -> str:
    """The area with the dark line around it."""
    chosen = view.sheet.chosen
    return f"Hervorgehoben: {chosen.label}, {chosen.value}." if chosen else ""


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
    return f"{spread}; {mark.name}: {with_unit(mark.value, unit)}." if mark else f"{spread}."


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
