"""Sentences written by rule, from protected findings only: headlines, profiles, sources. Also alternative texts."""

from collections.abc import Iterable
from typing import Any, assert_never

import pandas as pd

from indicators.catalogue import AREA_KM2, Art, Indikator, Stand
from indicators.findings import ABOVE, NOT_DISTINCT
from indicators.revisions.quality import Guete
from indicators.status import Status
from layouts.formatting import (
    dative_unit,
    format_date,
    format_number,
    format_range,
    format_rank,
    format_signed,
    format_value,
    plural_unit,
    round_half_up,
    with_unit,
)
from layouts.region import Region, indicator_of, level_of, stand_of
from layouts.texts import BROWSER

WHY_NOT_SHOWN = {
    Status.SUPPRESSED: "Der Wert ist geheim zu halten: Er beruht auf wenigen Personen, oder aus ihm ließe sich ein "
    "anderer solcher Wert errechnen.",
    Status.MISSING: "Für diesen Raum und dieses Jahr liegen keine Daten vor.",
    Status.UNRELIABLE: "Die Bezugsgröße ist für eine verlässliche Quote zu klein; die Anzahl wird gezeigt.",
    Status.UNDEFINED: "Es gibt hier niemanden in der Bezugsgruppe; eine Quote ist nicht sinnvoll.",
    Status.NOT_CLASSIFIED: "Der Raum hat zu wenige Einwohnerinnen und Einwohner, um eingestuft zu werden.",
}


def explain_signs(states: Iterable[Status]) -> str:
    """What the signs in tables mean; the last one only where it can be seen.

    Examples
    --------
    >>> explain_signs([Status.OBSERVED])
    'Zeichen: • geheim zu halten, / nicht verlässlich, … liegt nicht vor, x nicht sinnvoll'
    """
    always = (
        f"Zeichen: {Status.SUPPRESSED.sign} geheim zu halten, {Status.UNRELIABLE.sign} nicht verlässlich, "
        f"{Status.MISSING.sign} liegt nicht vor, {Status.UNDEFINED.sign} nicht sinnvoll"
    )
    few = f", {Status.NOT_CLASSIFIED.sign} {BROWSER[Status.NOT_CLASSIFIED]}: zu wenige Menschen"
    return always + few if Status.NOT_CLASSIFIED in set(states) else always


# a key of eight digits says nothing; then the name stands alone (as in assets/45_elements.js)
LONG_CODE = 6


def area_label(region: Region, stand: str, ebene: str, key: str) -> str:
    """`A1a Soziale Stadt Alsdorf Mitte (Alsdorf)`; only the name on the group level and above."""
    group = region.group_of(stand, ebene)[key]
    own = own_name(region, stand, ebene, key)
    return own if pd.isna(group) or group == key else placed(own, region.groups(stand)[group])


def placed(own: str, group: str) -> str:
    """An area with the place it lies in, without brackets in brackets.

    Examples
    --------
    >>> placed("A1a", "Alsdorf"), placed("S1", "Stolberg (Rhld.)")
    ('A1a (Alsdorf)', 'S1, Stolberg (Rhld.)')
    """
    return f"{own}, {group}" if "(" in f"{own}{group}" else f"{own} ({group})"


def own_name(region: Region, stand: str, ebene: str, key: str) -> str:
    """Code and name below the group level, the name alone on it and above."""
    area = region.areas(stand, ebene).loc[key]
    return _own_name(key, str(area["kuerzel"]), str(area["name"]), region.group_of(stand, ebene)[key])


def own_names(region: Region, stand: str, ebene: str) -> dict[str, str]:
    """`own_name` of all areas of a level."""
    areas = region.areas(stand, ebene)
    rows = zip(areas.index, areas["kuerzel"], areas["name"], region.group_of(stand, ebene), strict=True)
    return {str(key): _own_name(str(key), str(code), str(name), group) for key, code, name, group in rows}


def _own_name(key: str, code: str, name: str, group: Any) -> str:
    if pd.isna(group) or group == key or name == code or len(code) > LONG_CODE:
        return name
    return f"{code} {name}"


def headline(
    region: Region, indikator: Indikator, stand: str, ebene: str, jahr: int, innerhalb: str | None, frame: pd.DataFrame
) -> str:
    """Highest and lowest area and the reference value. `frame`: published rows of the shown areas and year, by area."""
    values = frame["wert"].dropna()
    if values.empty:
        return f"Für {jahr} lässt sich auf dieser Ebene kein Wert zeigen."
    if len(frame) == 1:
        return f"{area_label(region, stand, ebene, frame.index[0])}: {_show(indikator, values.iloc[0])}."
    sentence = extremes_part(region, indikator, stand, ebene, values)
    reference = _reference(region, indikator, stand, jahr, innerhalb)
    return f"{sentence}{reference}.{without_value(level_of(region, ebene).mehrzahl, len(values), len(frame))}"


def without_value(mehrzahl: str, known: int, areas: int) -> str:
    """` Sozialräume ohne Wert: 6 von 93.`, as "highest" is only true of the others; nothing where all have one."""
    # no case ending that a region's own word would have to follow
    hidden = areas - known
    return f" {mehrzahl} ohne Wert: {format_number(hidden)} von {format_number(areas)}." if hidden else ""


def extremes_part(region: Region, indikator: Indikator, stand: str, ebene: str, values: "pd.Series[float]") -> str:
    """Highest and lowest area with their values; `values`: published, without missing ones, by area."""
    if values.nunique() == 1:
        only = area_label(region, stand, ebene, str(values.index[0]))
        where = only if len(values) == 1 else f"Alle {len(values)} {level_of(region, ebene).mehrzahl} mit Wert"
        return f"{where}: {_show(indikator, values.iloc[0])}"
    high, low = (_extreme_areas(region, stand, ebene, values, indikator.stellen, highest) for highest in (True, False))
    most, least = _extreme_words(indikator, float(values.min()), float(values.max()))
    highest, lowest = (_said(indikator, float(value)) for value in (values.max(), values.min()))
    return f"{most} in {high} {highest}, {least} in {low} {lowest}"


def _said(indikator: Indikator, value: float) -> str:
    """A value in a sentence: `mit 45,2 Jahren`; a change, whose direction the verb tells: `um 4,3 Prozentpunkte`."""
    unit = dative_unit(indikator.einheit)
    if indikator.art is not Art.VERAENDERUNG:
        return f"mit {format_value(value, indikator.stellen, unit)}"
    if not round_half_up(value, indikator.stellen):
        return f"mit {format_signed(value, indikator.stellen, unit)}"
    return f"um {format_value(abs(value), indikator.stellen, indikator.einheit)}"


def _extreme_words(indikator: Indikator, lowest: float, highest: float) -> tuple[str, str]:
    match indikator.art:
        case Art.ANZAHL:
            return "Am meisten", "am wenigsten"
        case Art.VERAENDERUNG:
            return (
                "Am stärksten gestiegen" if highest > 0 else "Am wenigsten gesunken",
                "am stärksten gesunken" if lowest < 0 else "am wenigsten gestiegen",
            )
        case Art.ANTEIL | Art.WERT:
            return "Am höchsten", "am niedrigsten"
    assert_never(indikator.art)


def extreme_titles(indikator: Indikator) -> tuple[str, str]:
    """Headings of the lists of the highest and the lowest areas."""
    return ("Am meisten", "Am wenigsten") if indikator.art is Art.ANZAHL else ("Am höchsten", "Am niedrigsten")


def _extreme_areas(
    region: Region, stand: str, ebene: str, values: "pd.Series[float]", decimals: int, highest: bool
) -> str:
    # as shown: areas that read the same are named as equals
    shown = values.map(lambda value: round_half_up(value, decimals))
    extreme = shown.max() if highest else shown.min()
    found = [area_label(region, stand, ebene, str(key)) for key in values.index[shown == extreme]]
    return found[0] if len(found) == 1 else f"{found[0]} und {len(found) - 1} weiteren"


def _reference(region: Region, indikator: Indikator, stand: str, jahr: int, innerhalb: str | None) -> str:
    if indikator.art is Art.ANZAHL:
        return ""
    places = [(region.config.ebenen[-1].id, str(region.areas(stand, region.config.ebenen[-1].id).index[0]))]
    if innerhalb is not None:
        places.insert(0, (region.group_level.id, innerhalb))
    published = region.published(indikator.id, stand)
    parts = []
    for ebene, key in places:
        value = published["wert"].get((ebene, key, jahr), float("nan"))
        if not pd.isna(value):
            parts.append(f"{region.areas(stand, ebene).loc[key, 'name']}: {_show(indikator, value)}")
    return f"; {', '.join(parts)}" if parts else ""


def shown_value(indikator: Indikator, row: "pd.Series[Any]") -> str:
    """The value with its unit, or the official sign and what it means."""
    return format_shown(indikator, Status(str(row["status"])), row["wert"])


def format_shown(indikator: Indikator, status: Status, value: float) -> str:
    """`12,3 %` or `• geheim zu halten`."""
    return _show(indikator, value) if status is Status.OBSERVED else f"{status.sign} {BROWSER[status.value]}"


def format_figure(indikator: Indikator, value: float) -> str:
    """A value in a list: counts stand without their unit, which the title names."""
    return format_number(value) if indikator.art is Art.ANZAHL else _show(indikator, value)


def shown_number(indikator: Indikator, value: float) -> str:
    """A value of this indicator with its unit."""
    return _show(indikator, value)


def _show(indikator: Indikator, value: float) -> str:
    if indikator.art is Art.VERAENDERUNG:
        return format_signed(value, indikator.stellen, indikator.einheit)
    return format_value(value, indikator.stellen, indikator.einheit)


def source_line(region: Region, indikator: str, stand: str, ebene: str, jahr: int) -> str:
    """`Datenquelle: …, Stichtag 31.12.2022; eigene Berechnung. Kartengrundlage: …, Gebietsstand …`"""
    entry = indicator_of(region, indikator)
    rows = _rows(region, indikator, stand, ebene, jahr)
    texts = source_texts(region, indikator, stand, ebene, jahr)
    days = rows["stichtag"].dropna()
    word = "Stichtag" if entry.stand is Stand.STICHTAG else "Zeitraum bis"
    when = f", {word} {format_date(days.max())}" if len(days) else f", {jahr}"
    vintage = stand_of(region, stand)
    computed = "" if entry.art is Art.WERT else "; eigene Berechnung"
    recounted = len(days) and days.max() < pd.Timestamp(vintage.gueltig_ab)
    quality = f", {Guete.AUSGEZAEHLT.value}" if recounted else ""
    return (
        f"Datenquelle: {'; '.join(texts)}{when}{computed}. Kartengrundlage: {vintage.kartengrundlage}, "
        f"Gebietsstand {vintage.name}{quality}. Datenstand {region.config.region.datenversion}."
    )


def source_texts(region: Region, indikator: str, stand: str, ebene: str, jahr: int) -> list[str]:
    """Texts of the sources behind one level and year of an indicator."""
    keys = source_keys(region, indikator, stand, ebene, jahr)
    known = region.config.quellen
    return list(dict.fromkeys(known[key].text for key in keys if key in known)) or [
        indicator_of(region, indikator).quelle
    ]


def source_keys(region: Region, indikator: str, stand: str, ebene: str, jahr: int) -> list[str]:
    """Keys of the sources behind one level and year of an indicator."""
    return _source_keys(_rows(region, indikator, stand, ebene, jahr))


def synthetic_notice(region: Region, indikator: str, stand: str, ebene: str, jahr: int) -> str | None:
    """The region's notice where at least one value shown comes from a synthetic source, or the borders do."""
    rows = _rows(region, indikator, stand, ebene, jahr)
    sources = region.config.quellen
    vintage = stand_of(region, stand)
    keys = {*_source_keys(rows)}
    if vintage.quelle is not None and ebene == region.config.ebenen[0].id:
        keys.add(vintage.quelle)
    return region.config.region.hinweis if any(key in sources and sources[key].synthetisch for key in keys) else None


def _rows(region: Region, indikator: str, stand: str, ebene: str, jahr: int) -> pd.DataFrame:
    published = region.published(indikator, stand)
    index = published.index
    return published[(index.get_level_values("ebene") == ebene) & (index.get_level_values("jahr") == jahr)]


def _source_keys(rows: pd.DataFrame) -> list[str]:
    return sorted({part for joined in rows["quelle"].dropna().unique() for part in str(joined).split("+")})


def profile_sentence(indikator: Indikator, row: "pd.Series[Any]", places: tuple[str | None, str | None]) -> str:
    """Against region and group, caution where the difference is not real; `places` = (region, group), None = not.

    Places are told as `place_phrases` does: „in Astadt“.
    """
    status = Status(str(row["status"]))
    if status is not Status.OBSERVED:
        return WHY_NOT_SHOWN[status]
    compared = [
        (str(row[verdict]), float(row[reference]), name)
        for reference, verdict, name in zip(
            ("region_wert", "parent_wert"), ("against_region", "against_parent"), places, strict=True
        )
        if name is not None and not pd.isna(row[reference]) and row[verdict] is not None
    ]
    alike = [name for verdict, _, name in compared if verdict == NOT_DISTINCT]
    if len(alike) == 2:
        return f"Der Wert weicht weder von dem {alike[0]} noch von dem {alike[1]} eindeutig ab."
    clauses = [
        f"liegt {_gap(indikator, row['wert'], reference, verdict)} {name}"
        for verdict, reference, name in compared
        if verdict != NOT_DISTINCT
    ]
    if len(clauses) == 2:
        clauses[1] = clauses[1].removeprefix("liegt ")
    clauses += [f"weicht von dem {name} nicht eindeutig ab" for name in alike]
    return f"Der Wert {' und '.join(clauses)}." if clauses else ""


def _gap(indikator: Indikator, value: float, reference: float, verdict: str) -> str:
    gap = format_number(abs(value - reference), indikator.stellen)
    if not gap.strip("0,"):
        return "gleichauf mit dem"
    return f"{with_unit(gap, plural_unit(indikator.einheit))} {'höher' if verdict == ABOVE else 'niedriger'} als"


def profile_rows(
    indikator: Indikator, row: "pd.Series[Any]", names: tuple[str | None, str | None]
) -> list[tuple[str, str]]:
    """Name and value of each line of a profile; lines without meaning for this kind of number are left out."""
    unit, decimals = indikator.einheit, indikator.stellen
    lines: list[tuple[str, str]] = []
    if indikator.art is Art.ANTEIL and not pd.isna(row["fallzahl"]):
        lines.append((indikator.zaehler_text, format_number(row["fallzahl"])))
    if indikator.art is Art.ANTEIL and not pd.isna(row["nenner"]) and indikator.nenner_text:
        base = format_number(row["nenner"], 2 if AREA_KM2 in indikator.nenner else 0)
        lines.append((f"von: {indikator.nenner_text}", base))
    if indikator.art is not Art.ANZAHL:
        references = ((names[1], row["parent_wert"]), (names[0], row["region_wert"]))
        lines += [(name, _show(indikator, value)) for name, value in references if name is not None]
    if not pd.isna(row["rank_best"]) and row["ranked"] > 1:
        rank = format_rank(int(row["rank_best"]), int(row["rank_worst"]), int(row["ranked"])).removeprefix("Rang ")
        lines.append(("Rang unter allen (1 = höchster Wert)", rank))
    if not pd.isna(row["ci_low"]):
        lines.append(("Unsicherheit (95 %)", format_range(row["ci_low"], row["ci_high"], decimals, unit)))
    if not pd.isna(row["change"]):
        change = format_signed(row["change"], decimals, plural_unit(unit))
        lines.append((f"Veränderung seit {int(row['change_from'])}", change))
    return lines


def correlation_sentence(x: Indikator, y: Indikator, result: tuple[float, int] | None, mehrzahl: str) -> str:
    """How closely two indicators go together, in words and with r."""
    if result is None:
        return "Ein Zusammenhang lässt sich hier nicht berechnen: zu wenige gemeinsame Werte oder keine Unterschiede."
    r, n = result
    strength = next(
        word
        for limit, word in (
            (0.2, "kaum ein"),
            (0.4, "ein schwacher"),
            (0.6, "ein mittlerer"),
            (0.8, "ein starker"),
            (2.0, "ein sehr starker"),
        )
        if abs(r) < limit
    )
    direction = "" if abs(r) < 0.2 else (" gleichgerichteter" if r > 0 else " gegenläufiger")
    return (
        f"Zwischen „{x.name}“ und „{y.name}“ besteht {strength}{direction} Zusammenhang "
        f"(r = {format_number(r, 2)}, {n} {mehrzahl}). Ein Zusammenhang ist noch keine Ursache."
    )
