"""Sentences about an index, written by rule."""

import pandas as pd

from indicators.indices.definitions import Bezug, Index, IndexArt
from indicators.standardisation import SMALLEST_GROUP
from indicators.status import Status
from indicators.validity import Gueltig, Gueltigkeit
from layouts.formatting import NO_VALUE, format_number, format_signed
from layouts.indizes.reading import IndexView, Reading
from layouts.region import Region, indicator_of, level_of, stand_of
from layouts.sentences import area_label, own_name, source_texts, synthetic_notice
from layouts.texts import BROWSER

CAUTION = "Der Index dient der schnellen Orientierung; Maßnahmen folgen aus Einzelindikatoren und Fallzahlen."
LISTED = 3  # names in a sentence; more are counted
DECIMALS = 2


def format_index(value: float | None) -> str:
    """An index value, always with its sign."""
    return format_signed(value, DECIMALS)


def format_sign(short: str) -> str:
    """`2+/-` as it is printed: `2±`."""
    return short.replace("+/-", "±").replace("-", "\u2212")


def format_limits(index: Index, position: int) -> str:
    """`bis −1`, `über −1 bis 1`, `über 1,5`: the limit belongs to the class below."""
    limits = [None, *(_plain(limit) for limit in index.limits), None]
    low, high = limits[position], limits[position + 1]
    if low is None:
        return f"bis {high}"
    return f"über {low}" if high is None else f"über {low} bis {high}"


def _plain(number: float) -> str:
    decimals = next(d for d in range(4) if d == 3 or round(number, d) == number)
    return format_number(number, decimals)


def index_title(region: Region, view: IndexView) -> str:
    """Name, place and year."""
    selection = view.selection
    year = "" if selection.jahr is None else f" {selection.jahr}"
    place = "" if selection.innerhalb is None else f" – {region.groups(selection.stand)[selection.innerhalb]}"
    return f"{view.definition.name}{year}{place}"


def index_headline(region: Region, view: IndexView) -> str:
    """What stands out, by rule; what could not be classified."""
    level = level_of(region, view.ebene)
    inside = list(view.inside)
    classes = view.classes.loc[inside]
    known = classes[classes >= 0]
    if known.empty:
        return f"Für diese Auswahl lässt sich kein Index bilden. {_unclassified(view, level.mehrzahl)}".strip()
    said = _group_finding(region, view, known) if view.groups is not None else _index_finding(region, view, known)
    return f"{said} {_unclassified(view, level.mehrzahl)}".strip()


def _index_finding(region: Region, view: IndexView, known: "pd.Series[int]") -> str:
    level = level_of(region, view.ebene)
    values = view.main.figures.loc[known.index, "index"].dropna()
    top = len(view.class_names) - 1
    n = int((known == top).sum())
    share = (
        # no case ending that a region's own word would have to follow
        f"{level.mehrzahl} der Klasse „{view.class_names[top]}“: {n} von {len(known)} eingestuften."
    )
    if view.selection.bezug is Bezug.KOMMUNE and view.selection.innerhalb is None:
        return share
    high, low = (
        area_label(region, view.selection.stand, view.ebene, str(key)) for key in (values.idxmax(), values.idxmin())
    )
    highest, lowest = format_index(values.max()), format_index(values.min())
    dynamic = view.main.index.art is IndexArt.DYNAMIK
    most, least = (
        ("Am ungünstigsten verändert hat sich", "am günstigsten") if dynamic else ("Am höchsten", "am niedrigsten")
    )
    if dynamic:
        return f"{share} {most} {high} ({highest}), {least} {low} ({lowest})."
    return f"{share} {most} ist der Index in {high} mit {highest}, {least} in {low} mit {lowest}."


def _group_finding(region: Region, view: IndexView, known: "pd.Series[int]") -> str:
    """The worst corner of Status × Dynamik, named; else the lowest status."""
    level = level_of(region, view.ebene)
    status, dynamik = view.readings
    lowest, worst = status.index.klassen[-1].name, dynamik.index.klassen[-1].name
    keys = known.index
    is_low = status.classes.loc[keys] == len(status.index.klassen) - 1
    is_worse = dynamik.classes.loc[keys] == len(dynamik.index.klassen) - 1
    n_low, both = int(is_low.sum()), keys[is_low & is_worse]
    first = f"{level.mehrzahl} mit Status „{lowest}“: {n_low} von {len(known)} eingestuften"
    if not len(both):
        return f"{first}{', keiner davon zugleich mit Dynamik „' + worst + '“' if n_low else ''}."
    names = [own_name(region, view.selection.stand, view.ebene, str(key)) for key in both[:LISTED]]
    rest = f" und {len(both) - LISTED} weitere" if len(both) > LISTED else ""
    return f"{first}; {len(both)} davon zugleich mit Dynamik „{worst}“: {', '.join(names)}{rest}."


def _unclassified(view: IndexView, mehrzahl: str) -> str:
    """How many have no class, and how many of them for secrecy's sake."""
    inside = list(view.inside)
    without = view.status.loc[inside][view.classes.loc[inside] < 0]
    incomplete = int(view.incomplete.loc[inside].sum())
    hidden = int((without == Status.SUPPRESSED.value).sum())
    parts = []
    if len(without):
        share = "alle" if hidden == len(without) else f"davon {hidden}"
        why = f", {share} wegen Geheimhaltung" if hidden else ""
        parts.append(f"{mehrzahl} ohne Einstufung: {len(without)}{why}")
    if incomplete:
        parts.append(f"mit unvollständigem Index: {incomplete}" if parts else f"Unvollständiger Index: {incomplete}")
    return f"{'; '.join(parts)}." if parts else ""


def why_not_valid(region: Region, view: IndexView, reading: Reading, area: str) -> str | None:
    """Why an area takes no part in an index; None where it does."""
    verdict = reading.rows[area]["gueltig"]
    if not isinstance(verdict, str) or verdict == Gueltig.GUELTIG:
        return None
    rule = rule_of(region, reading.index)
    group = region.group_level.name
    match Gueltig(verdict):
        case Gueltig.ZU_KLEIN:
            return f"weniger als {rule.mindestens} Einwohnerinnen und Einwohner"
        case Gueltig.UNBEKANNT:
            return "die Zahl der Einwohnerinnen und Einwohner ist geheim zu halten oder liegt nicht vor"
        case Gueltig.OHNE_KLASSE:
            return "die herausgebende Stelle hat keine Klasse veröffentlicht"
        case Gueltig.KOMMUNE_ZU_KLEIN:
            return f"{group}: zu wenige gültige Räume für einen Vergleich untereinander"
        case Gueltig.AUSGENOMMEN:
            named = [
                one.grund for one in rule.ausnahmen if one.raum == area and reading.jahr and one.holds(reading.jahr)
            ]
            return f"ausgenommen: {'; '.join(named)}" if named else "ausgenommen"
    return None


def rule_of(region: Region, index: Index) -> Gueltigkeit:
    """Which areas are valid for an index."""
    return region.indices.validity(index)


def area_flags(region: Region, view: IndexView, reading: Reading, area: str) -> list[str]:
    """What a reader must know of one area before using its index."""
    row = reading.rows[area]
    prefix = "" if len(view.readings) == 1 else f"{reading.index.kurz or reading.index.name}: "
    reason = why_not_valid(region, view, reading, area)
    if reason is not None:
        return [f"{prefix}ungültig – {reason}. Der Raum geht nicht in Mittelwert, Streuung und Rang ein."]
    lacking = [
        f"{indicator_of(region, name).kurz or indicator_of(region, name).name} ({BROWSER[str(part['status'])]})"
        for name in reading.names
        if (part := reading.part_table.get((area, name))) is not None and part["status"] != Status.OBSERVED
    ]
    if str(row["status"]) == Status.OBSERVED:
        if not lacking:
            return []
        hidden = " Ein Bestandteil ist geheim zu halten." if row["luecke"] == Status.SUPPRESSED.value else ""
        return [
            f"{prefix}unvollständig – ohne {', '.join(lacking)}; die Gewichte der übrigen sind hochgerechnet.{hidden}"
        ]
    why = "wegen Geheimhaltung " if row["status"] == Status.SUPPRESSED.value else ""
    listed = f": {', '.join(lacking)}" if lacking else ""
    return [f"{prefix}kein Index – {why}fehlen zu viele Bestandteile{listed}."]


def class_phrase(view: IndexView, area: str) -> str:
    """Class or group of an area in words."""
    position = int(view.classes[area])
    return NO_VALUE if position < 0 else view.class_names[position]


def index_source_line(region: Region, view: IndexView) -> str:
    """Sources of all parts, borders and data version."""
    selection = view.selection
    if selection.jahr is None:
        return ""
    found: list[str] = []
    for reading in view.readings:
        for name in reading.names:
            found += source_texts(region, name, selection.stand, view.ebene, selection.jahr)
    vintage = stand_of(region, selection.stand)
    return (
        f"Datenquellen: {'; '.join(dict.fromkeys(found))}, {selection.jahr}; eigene Berechnung. Kartengrundlage: "
        f"{vintage.kartengrundlage}, Gebietsstand {vintage.name}. Datenstand {region.config.region.datenversion}."
    )


def index_notice(region: Region, view: IndexView) -> str | None:
    """The region's notice where a part, or the borders, come from a synthetic source."""
    selection = view.selection
    if selection.jahr is None:
        return None
    notices = (
        synthetic_notice(region, name, selection.stand, view.ebene, selection.jahr)
        for reading in view.readings
        for name in reading.names
    )
    return next((notice for notice in notices if notice is not None), None)


def scope_phrase(region: Region, bezug: Bezug) -> str:
    """Over which areas means and spreads are taken."""
    if bezug is Bezug.REGION:
        return f"alle gültigen Räume der Region ({region.config.region.name})"
    return f"die gültigen Räume im selben Gebiet ({region.group_level.name}; mindestens {SMALLEST_GROUP})"
