"""Sentences written by rule, from protected findings only: headlines, profiles, sources. Also alternative texts."""

from typing import Any

import pandas as pd

from indicators.catalogue import Art, Indikator, Stand
from indicators.findings import ABOVE, BELOW, NOT_DISTINCT
from indicators.status import Status
from layouts.formatting import (
    format_date,
    format_number,
    format_range,
    format_rank,
    format_signed,
    format_value,
    plural_unit,
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


def area_label(region: Region, stand: str, ebene: str, key: str) -> str:
    """`A1a Soziale Stadt Alsdorf Mitte (Alsdorf)`; only the name on the group level and above."""
    group = region.group_of(stand, ebene)[key]
    own = own_name(region, stand, ebene, key)
    return own if pd.isna(group) or group == key else f"{own} ({region.groups(stand)[group]})"


def own_name(region: Region, stand: str, ebene: str, key: str) -> str:
    """Code and name below the group level, the name alone on it and above."""
    area = region.areas(stand, ebene).loc[key]
    group = region.group_of(stand, ebene)[key]
    if pd.isna(group) or group == key or area["name"] == area["kuerzel"]:
        return str(area["name"])
    return f"{area['kuerzel']} {area['name']}"


def headline(
    region: Region, indikator: Indikator, stand: str, ebene: str, jahr: int, innerhalb: str | None, frame: pd.DataFrame
) -> str:
    """Highest and lowest area and the reference value. `frame`: published rows of the shown areas and year, by area."""
    values = frame["wert"].dropna()
    level = level_of(region, ebene)
    if values.empty:
        return f"Für {jahr} lässt sich auf dieser Ebene kein Wert zeigen."
    if len(frame) == 1:
        return f"{area_label(region, stand, ebene, frame.index[0])}: {_show(indikator, values.iloc[0])}."
    sentence = _extremes_part(region, indikator, stand, ebene, values)
    reference = _reference(region, indikator, stand, jahr, innerhalb)
    hidden = len(frame) - len(values)
    # no case ending that a region's own word for its areas would have to follow
    note = (
        f" {level.mehrzahl} ohne darstellbaren Wert: {format_number(hidden)} von {format_number(len(frame))}."
        if hidden
        else ""
    )
    return f"{sentence}{reference}.{note}"


def _extremes_part(region: Region, indikator: Indikator, stand: str, ebene: str, values: "pd.Series[float]") -> str:
    if values.nunique() == 1:
        only = area_label(region, stand, ebene, str(values.index[0]))
        where = only if len(values) == 1 else f"Alle {len(values)} {level_of(region, ebene).mehrzahl} mit Wert"
        return f"{where}: {_show(indikator, values.iloc[0])}"
    high, low = _extreme_areas(region, stand, ebene, values, True), _extreme_areas(region, stand, ebene, values, False)
    most, least = ("Am meisten", "am wenigsten") if indikator.art is Art.ANZAHL else ("Am höchsten", "am niedrigsten")
    return (
        f"{most} in {high} mit {_show(indikator, values.max())}, {least} in {low} mit {_show(indikator, values.min())}"
    )


def _extreme_areas(region: Region, stand: str, ebene: str, values: "pd.Series[float]", highest: bool) -> str:
    extreme = values.max() if highest else values.min()
    found = [area_label(region, stand, ebene, str(key)) for key in values.index[values == extreme]]
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
    status = Status(str(row["status"]))
    if status is Status.OBSERVED:
        return _show(indikator, row["wert"])
    return f"{status.sign} {BROWSER[status.value]}"


def _show(indikator: Indikator, value: float) -> str:
    return format_value(value, indikator.stellen, indikator.einheit)


def source_line(region: Region, indikator: str, stand: str, ebene: str, jahr: int) -> str:
    """`Datenquelle: …, Stichtag 31.12.2022; eigene Berechnung. Kartengrundlage: …, Gebietsstand …`"""
    entry = indicator_of(region, indikator)
    rows = _rows(region, indikator, stand, ebene, jahr)
    texts = list(
        dict.fromkeys(region.config.quellen[key].text for key in _source_keys(rows) if key in region.config.quellen)
    ) or [entry.quelle]
    days = rows["stichtag"].dropna()
    word = "Stichtag" if entry.stand is Stand.STICHTAG else "Zeitraum bis"
    when = f", {word} {format_date(days.max())}" if len(days) else f", {jahr}"
    vintage = stand_of(region, stand)
    computed = "" if entry.art is Art.WERT else "; eigene Berechnung"
    return (
        f"Datenquelle: {'; '.join(texts)}{when}{computed}. Kartengrundlage: {vintage.kartengrundlage}, "
        f"Gebietsstand {vintage.name}. Datenstand {region.config.region.datenversion}."
    )


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


def profile_sentence(region: Region, indikator: Indikator, row: "pd.Series[Any]", names: tuple[str, str | None]) -> str:
    """Rank, against Kommune and region, caution for small numbers; `names` = (region, group or None)."""
    status = Status(str(row["status"]))
    if status is not Status.OBSERVED:
        return WHY_NOT_SHOWN[status]
    parts = []
    for reference, verdict, name in (
        ("region_wert", "against_region", names[0]),
        ("parent_wert", "against_parent", names[1]),
    ):
        if name is None or pd.isna(row[reference]) or row[verdict] is None:
            continue
        parts.append(_comparison(indikator, row["wert"], row[reference], str(row[verdict]), name))
    if not parts:
        return ""
    return "Der Wert liegt " + " und ".join(parts) + "."


def _comparison(indikator: Indikator, value: float, reference: float, verdict: str, name: str) -> str:
    if verdict == NOT_DISTINCT:
        return f"nicht eindeutig anders als in {name}"
    word = {ABOVE: "über", BELOW: "unter"}[verdict]
    gap = format_number(abs(value - reference), indikator.stellen)
    unit = plural_unit(indikator.einheit)
    return f"{gap} {unit} {word} dem von {name}" if gap.strip("0,") else f"gleichauf mit {name}"


def profile_rows(indikator: Indikator, row: "pd.Series[Any]", names: tuple[str, str | None]) -> list[tuple[str, str]]:
    """Name and value of each line of a profile; lines without meaning for this kind of number are left out."""
    unit, decimals = indikator.einheit, indikator.stellen
    lines: list[tuple[str, str]] = []
    if indikator.art is Art.ANTEIL and not pd.isna(row["fallzahl"]):
        lines.append((indikator.zaehler_text, format_number(row["fallzahl"])))
    if indikator.art is Art.ANTEIL and not pd.isna(row["nenner"]) and indikator.nenner_text:
        base = format_number(row["nenner"], 2 if "flaeche_km2" in indikator.nenner else 0)
        lines.append((f"von: {indikator.nenner_text}", base))
    if indikator.art is not Art.ANZAHL:
        if names[1] is not None:
            lines.append((names[1], format_value(row["parent_wert"], decimals, unit)))
        lines.append((names[0], format_value(row["region_wert"], decimals, unit)))
    if not pd.isna(row["rank_best"]) and row["ranked"] > 1:
        lines.append(
            (
                "Rang (1 = höchster Wert)",
                format_rank(int(row["rank_best"]), int(row["rank_worst"]), int(row["ranked"])).removeprefix("Rang "),
            )
        )
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
