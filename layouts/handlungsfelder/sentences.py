"""Sentences and words of the Handlungsfelder, written by rule from protected findings only."""

from math import isnan

from geodata.config import Level
from indicators.catalogue import Indikator
from indicators.handlungsfelder.kleene import MET, NOT_MET, UNKNOWN, Erfuellung
from indicators.handlungsfelder.measures import Grund
from indicators.handlungsfelder.rules import Bedingung, Groesse, Vergleich
from layouts.formatting import NO_VALUE, format_date, format_number, format_signed, format_value, plural_unit
from layouts.handlungsfelder.view import Extent, FieldView
from layouts.region import indicator_of, level_of, stand_of
from layouts.sentences import area_label

WHAT_IF = "Was wäre, wenn"
NEED, NO_NEED, UNDECIDED = "Gestaltungsbedarf", "kein Gestaltungsbedarf", "nicht feststellbar"
STATES = {MET: NEED, NOT_MET: NO_NEED, UNKNOWN: UNDECIDED}
FULFILMENT = {
    Erfuellung.ERFUELLT: "erfüllt",
    Erfuellung.NICHT_ERFUELLT: "nicht erfüllt",
    Erfuellung.UNBEKANNT: "nicht feststellbar",
}
ADVICE = (
    "Handlungsfelder geben Orientierung. Maßnahmen sind aus den einzelnen Indikatoren und den Fallzahlen abzuleiten."
)
REASONS = {
    Grund.BEKANNT: "",
    Grund.GESPERRT: "• geheim zu halten",
    Grund.FEHLT: "Daten liegen nicht vor",
    Grund.UNSICHER: "/ nicht verlässlich (zu kleine Bezugsgröße)",
    Grund.UNDEFINIERT: "x nicht sinnvoll (Bezugsgröße 0)",
    Grund.UNGUELTIG: "zu wenige Einwohnerinnen und Einwohner für eine Einstufung",
    Grund.OHNE_VERGLEICH: "ohne Vergleichswert",
}
SIGNS = {
    Grund.BEKANNT: NO_VALUE,
    Grund.GESPERRT: "•",
    Grund.FEHLT: "…",
    Grund.UNSICHER: "/",
    Grund.UNDEFINIERT: "x",
    Grund.UNGUELTIG: "()",
    Grund.OHNE_VERGLEICH: NO_VALUE,
}
MOST_NAMED = 2  # areas in a headline
_COMPARED = {
    Vergleich.MINDESTENS: "≥",
    Vergleich.HOECHSTENS: "≤",
    Vergleich.UEBER: ">",
    Vergleich.UNTER: "<",
}

_SPELLED_MEAN = {
    Vergleich.MINDESTENS: "ab dem",
    Vergleich.HOECHSTENS: "bis zum",
    Vergleich.UEBER: "über dem",
    Vergleich.UNTER: "unter dem",
}
_SPELLED = {
    Vergleich.MINDESTENS: "ab",
    Vergleich.HOECHSTENS: "bis",
    Vergleich.UEBER: "mehr als",
    Vergleich.UNTER: "weniger als",
}


def dative_plural(word: str) -> str:
    """German dative of a plural: `Sozialräume` → `Sozialräumen`; what ends in n or s stays.

    Examples
    --------
    >>> [dative_plural(word) for word in ("Sozialräume", "Kommunen", "Stadtviertel", "Blocks")]
    ['Sozialräumen', 'Kommunen', 'Stadtvierteln', 'Blocks']
    """
    return word if word.endswith(("n", "s")) else f"{word}n"


def format_people(people: float) -> str:
    """A sum that contains something hidden is no number."""
    return NO_VALUE if isnan(people) else format_number(people)


def quantile_name(share: float) -> str:
    """`Median`, `75-%-Quantil`."""
    return (
        "Median" if share == 0.5 else f"{format_number(100 * share, 0 if (100 * share).is_integer() else 1)}-%-Quantil"
    )


def format_limit(leaf: Bedingung, entry: Indikator) -> str:
    """Comparison and limit as the rule says it: `z ≥ 1,00`, `≥ 20,0 %`, `< Median`."""
    sign, limit = _COMPARED[leaf.vergleich], leaf.grenze
    match leaf.groesse:
        case Groesse.Z:
            return f"z {sign} {format_number(limit, 2)}"
        case Groesse.QUANTIL:
            return f"{sign} {quantile_name(limit)}"
        case Groesse.ANZAHL:
            return f"Anzahl {sign} {format_number(limit)}"
        case Groesse.GEGEN_KOMMUNE | Groesse.GEGEN_REGION:
            return f"{sign} {format_signed(limit, entry.stellen, plural_unit(entry.einheit))}"
        case Groesse.WERT:
            return f"{sign} {format_value(limit, entry.stellen, entry.einheit)}"


def spell_limit(leaf: Bedingung, entry: Indikator) -> str:
    """A limit for those who do not read z-values: `ab 1 Standardabweichung über dem Mittel (z ≥ 1,00)`."""
    words = format_limit(leaf, entry)
    if leaf.groesse is not Groesse.Z or leaf.grenze < 0:
        return words
    words = words.replace(" ", "\u00a0")
    if leaf.grenze == 0:
        return f"{_SPELLED_MEAN[leaf.vergleich]} Mittel ({words})"
    size = format_number(leaf.grenze, 0 if leaf.grenze.is_integer() else 2)
    unit = "Standardabweichung" if leaf.grenze == 1 else "Standardabweichungen"
    return f"{_SPELLED[leaf.vergleich]} {size} {unit} über dem Mittel ({words})"


def format_compared(leaf: Bedingung, entry: Indikator, figure: float) -> str:
    """A figure or distance in the unit of the condition."""
    if isnan(figure):
        return NO_VALUE
    match leaf.groesse:
        case Groesse.Z:
            return format_signed(figure, 2)
        case Groesse.ANZAHL:
            return format_signed(figure, 0)
        case Groesse.WERT | Groesse.QUANTIL | Groesse.GEGEN_KOMMUNE | Groesse.GEGEN_REGION:
            return format_signed(figure, entry.stellen, plural_unit(entry.einheit))


def counted_places(count: int, level: Level) -> str:
    """`1 Sozialraum`, `43 Sozialräumen`: a count with its level in the dative."""
    return f"{format_number(count)} {level.name if count == 1 else dative_plural(level.mehrzahl)}"


def field_title(view: FieldView) -> str:
    """Title of the view; a view of changed limits says so first."""
    name = view.field.name if view.field else f"Handlungsfelder je {level_of(view.region, view.ebene).name}"
    where = view.region.groups(view.selection.stand).get(view.selection.innerhalb or "")
    title = ", ".join(part for part in (f"{name} {view.selection.jahr}", where) if part)
    return f"{WHAT_IF}: {title}" if view.changed else title


def field_headline(view: FieldView) -> str:
    """What the map says, in two or three sentences."""
    parts = [_first(view), *(_of_field(view) if view.field else _of_all(view)), _unknown(view)]
    return " ".join(part for part in parts if part)


def _first(view: FieldView) -> str:
    extent = view.extent(view.selection.feld)
    share = f"{format_number(extent.areas)} von {counted_places(extent.shown, level_of(view.region, view.ebene))}"
    if view.changed:
        before = _base_areas(view)
        same = before == extent.areas
        share = f"{share} ({'wie' if same else f'statt {format_number(before)}'} ohne Änderung)"
    where = "" if view.theme is None else f", deren Kommune „{view.theme.name}“ als Schwerpunkt genannt hat,"
    have = "hat" if extent.areas == 1 else "haben"
    if view.field is None:
        return f"{share}{where} {have} in mindestens einem Handlungsfeld {NEED}."
    return f"{share}{where} {have} hier {NEED}."


def _base_areas(view: FieldView) -> int:
    frame = view.base.frame[view.shown]
    states = frame.max(axis=1) if view.selection.feld is None else frame[view.selection.feld]
    return int((states == MET).sum())


def _of_field(view: FieldView) -> list[str]:
    assert view.field is not None
    extent = view.extent(view.field.id)
    if not extent.areas:
        return []
    total = view.evaluation.groups[view.shown].nunique()
    people = "" if isnan(extent.people) else f"; dort leben {format_number(extent.people)} Menschen"
    if view.selection.innerhalb is not None:
        return [f"Dort leben {format_number(extent.people)} Menschen."] if people else []
    lie = "Er liegt" if extent.areas == 1 else "Sie liegen"
    within = counted_places(total, view.region.group_level)
    return [f"{lie} in {format_number(extent.groups)} von {within}{people}."]


def _of_all(view: FieldView) -> list[str]:
    counted = {name: view.extent(name) for name in view.fields}
    name = max(counted, key=lambda key: counted[key].areas)
    if not counted[name].areas:
        return []
    where = counted_places(counted[name].areas, level_of(view.region, view.ebene))
    if view.selection.innerhalb is None:
        where += f" in {counted_places(counted[name].groups, view.region.group_level)}"
    sentences = [f"Am häufigsten ist „{view.fields[name].name}“ (in {where})."]
    found = (view.frame == MET).sum(axis=1)
    most = int(found.max())
    if most > 1:
        names = [
            area_label(view.region, view.selection.stand, view.ebene, str(key)) for key in found.index[found == most]
        ]
        where = " und ".join(names) if len(names) <= MOST_NAMED else f"{names[0]} und {len(names) - 1} weiteren"
        kind = "Alle" if most == len(view.fields) else format_number(most)
        sentences.append(f"{kind} Felder treffen in {where} zusammen.")
    return sentences


def _unknown(view: FieldView) -> str:
    n = view.extent(view.selection.feld).unknown
    if not n:
        return ""
    why = "weil Angaben fehlen oder geheim zu halten sind"
    return f"In {format_number(n)} weiteren lässt es sich nicht feststellen, {why}."


def field_sources(view: FieldView) -> str:
    """Who made the rules and the data, on which borders."""
    rules = [view.field] if view.field else list(view.fields.values())
    made = list(dict.fromkeys(field.quelle for field in rules))
    names = {leaf.indikator for field in rules for leaf in field.conditions.values()}
    data = _providers([indicator_of(view.region, name).quelle for name in view.rules.indikatoren if name in names])
    vintage = stand_of(view.region, view.selection.stand)
    when = f", {view.selection.jahr}"
    changed = f"{WHAT_IF}: Grenzwerte geändert, kein Ergebnis des Berichts. " if view.changed else ""
    return (
        f"{changed}Regeln: {'; '.join(made)}. Datenquelle: {'; '.join(data)}{when}; eigene Berechnung. "
        f"Kartengrundlage: {vintage.kartengrundlage}, Gebietsstand {vintage.name}. "
        f"Datenstand {view.region.config.region.datenversion}."
    )


def _providers(sources: list[str]) -> list[str]:
    """Who delivered, each once and without the details that stand with the single indicator."""
    parts = [part for source in sources for part in source.split("; ")]
    return list(dict.fromkeys(part.split(",")[0] for part in parts))


def area_words(view: FieldView, area: str) -> list[str]:
    """What the bubble and the accessible name say of an area."""
    row = view.by_area[area]
    chosen = [view.field] if view.field else list(view.fields.values())
    if view.field is not None:
        state = row[view.field.id]
        hand = ", von Hand" if view.by_hand(area, view.field.id) else ""
        return [f"{view.field.kurz}: {STATES[state]}{hand}"]
    met = [field for field in chosen if row[field.id] == MET]
    unknown = [field for field in chosen if row[field.id] == UNKNOWN]
    words = [f"{len(met)} {'Handlungsfeld' if len(met) == 1 else 'Handlungsfelder'}"]
    words += [field.kurz + (" (von Hand)" if view.by_hand(area, field.id) else "") for field in met]
    return words + [f"{field.kurz}: {UNDECIDED}" for field in unknown]


def override_words(view: FieldView, area: str, field: str) -> str | None:
    """Who decided by hand, when, and why."""
    override = view.evaluation.overrides.get((area, field))
    if override is None:
        return None
    state = "zugeordnet" if override.zugeordnet else "nicht zugeordnet"
    return f"Von Hand {state}: {override.begruendung} ({override.autor}, {format_date(override.datum)})"


def extent_words(extent: Extent, view: FieldView) -> str:
    """`43 in 9 Kommunen · 210.345 Menschen`."""
    where = f" in {counted_places(extent.groups, view.region.group_level)}" if view.selection.innerhalb is None else ""
    people = "" if isnan(extent.people) else f" · {format_number(extent.people)} Menschen"
    return f"{format_number(extent.areas)}{where}{people}"
