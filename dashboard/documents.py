"""The files a browser fetches: values of one indicator for all years, names of areas, the directory of the region.

Only protected numbers get here. Numbers travel as whole numbers of the last decimal shown, which is what a reader sees,
what the classes are drawn from and a third of the bytes.
"""

import json
from typing import Any

import numpy as np
import pandas as pd

from indicators.catalogue import Art, Indikator
from indicators.rankings import rank_table
from indicators.revisions.quality import Guete
from indicators.status import Status
from layouts import texts
from layouts.classification import limits_by_method, palette_of, rounded, wide
from layouts.extent import field_areas, field_level, field_year
from layouts.palettes import NO_DATA, PALETTES, SUPPRESSED, SYMBOL_GROUND, UNRELIABLE
from layouts.quality import quality_letters
from layouts.region import Region, indicator_of, region_names, top_level


def dump(content: Any) -> bytes:
    """Compact UTF-8 JSON without NaN."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def values_document(region: Region, indikator: str, stand: str, ebene: str) -> bytes:
    """All years of one indicator at one level: values, counts, statuses, ranks, reference values, class limits."""
    entry = indicator_of(region, indikator)
    years = region.years(indikator, stand, ebene)
    published = region.published(indikator, stand)
    level = wide(published, ebene, region.areas(stand, ebene).index, years)
    scale = 10**entry.stellen
    shown = rounded(level["wert"], scale)
    observed = shown[~np.isnan(shown)]
    ranks = rank_table(published, region.hierarchy(stand), entry, ebene)
    document = {
        "indikator": indikator,
        "jahre": list(years),
        "stellen": entry.stellen,
        "w": steps(shown),
        "z": None if entry.art is not Art.ANTEIL else steps(level["fallzahl"].to_numpy().T),
        "s": _letters(level["status"]),
        "g": quality_letters(region, stand, level),
        "r": [steps([ranks[y].rank_best for y in years]), steps([ranks[y].rank_worst for y in years])],
        "n": [int(ranks[y].rank_best.notna().sum()) for y in years],
        "gruppen": _references(published, region, stand, region.group_level.id, years, scale),
        "region": next(iter(_references(published, region, stand, top_level(region).id, years, scale).values())),
        "grenzen": limits_by_method(observed / scale, entry),
        "tiefster": float(observed.min() / scale) if observed.size else 0.0,
        "hoechster": float(observed.max() / scale) if observed.size else 1.0,
    }
    return dump(document)


def year_limits_document(region: Region, indikator: str, stand: str, ebene: str) -> bytes:
    """Class limits drawn up for each year alone: year → method → number of classes → inner limits."""
    entry = indicator_of(region, indikator)
    years = region.years(indikator, stand, ebene)
    level = wide(region.published(indikator, stand), ebene, region.areas(stand, ebene).index, years)
    scale = 10**entry.stellen
    document = {}
    for year, row in zip(years, rounded(level["wert"], scale), strict=True):
        document[year] = limits_by_method(row[~np.isnan(row)] / scale, entry)
    return dump(document)


def names_document(region: Region, stand: str, ebene: str) -> bytes:
    """Keys, codes, names and groups of the areas of one level, in the order of all values."""
    areas = region.areas(stand, ebene)
    groups = region.group_of(stand, ebene)
    return dump(
        {
            "ids": list(areas.index),
            "kuerzel": list(areas["kuerzel"]),
            "namen": list(areas["name"]),
            "gruppe": [None if pd.isna(group) else str(group) for group in groups],
        }
    )


def directory_document(region: Region, geometry: dict[str, dict[str, dict[str, str]]]) -> bytes:
    """What there is to choose, and every word and colour the browser writes; `geometry`: URLs by stand and level."""
    config = region.config
    stands = [stand.id for stand in config.gebietsstaende]
    levels = [level.id for level in config.ebenen]
    groups = {stand: dict(region.groups(stand)) for stand in stands}
    return dump(
        {
            "regionsname": config.region.name,
            "vermerk": region.marking,
            "regionen": {stand: region_names(region, stand) for stand in stands},
            "gruppenebene": region.group_level.id,
            "gruppenname": region.group_level.name,
            "ebenen": [{"id": e.id, "name": e.name, "mehrzahl": e.mehrzahl} for e in config.ebenen],
            "staende": [{"id": s.id, "name": s.name} for s in config.gebietsstaende],
            "gruppen": groups,
            "gruppenfolge": {stand: list(names) for stand, names in groups.items()},
            "raeume": geometry,
            "felder": _fields(region, stands),
            "indikatoren": {
                key: _indicator_entry(region, indikator, stands, levels)
                for key, indikator in region.catalogue.indikatoren.items()
            },
            "paletten": {p.id: {str(k): list(colours) for k, colours in p.steps.items()} for p in PALETTES.values()},
            "zeichenfarben": {"fehlt": NO_DATA, "gesperrt": SUPPRESSED, "unsicher": UNRELIABLE, "grund": SYMBOL_GROUND},
            "signs": {status.value: status.sign for status in Status},
            "texte": texts.BROWSER,
            "methoden": texts.METHODS,
            "bezuege": texts.LIMIT_SCOPE,
            "lesarten": texts.READINGS,
            "gueten": {guete.letter: guete.value for guete in Guete},
            "richtungen": texts.DIRECTION,
            "richtungen_veraenderung": texts.DIRECTION_OF_CHANGE,
        }
    )


def _fields(region: Region, stands: list[str]) -> dict[str, Any]:
    """Names, colours and signs of the Handlungsfelder, their level, and the Gebietsstände that have them."""
    if region.fields is None:
        return {}
    return {
        "ebene": field_level(region),
        "staende": [stand for stand in stands if region.field_years(stand)],
        "namen": {key: entry.kurz for key, entry in region.fields.handlungsfelder.items()},
    }


def fields_document(region: Region, stand: str) -> bytes:
    """Areas of each Handlungsfeld on one Gebietsstand."""
    fields = {} if region.fields is None else region.fields.handlungsfelder
    return dump({"jahr": field_year(region, stand), "raeume": {key: field_areas(region, stand, key) for key in fields}})


def _indicator_entry(region: Region, indikator: Indikator, stands: list[str], levels: list[str]) -> dict[str, Any]:
    years = {
        stand: {level: list(found) for level in levels if (found := region.years(indikator.id, stand, level))}
        for stand in stands
    }
    return {
        "name": indikator.name,
        "kurz": indikator.kurz or indikator.name,
        "thema": indikator.themenfeld,
        "suche": indikator.definition,
        "zaehler": indikator.zaehler_text,
        "einheit": indikator.einheit,
        "art": indikator.art.value,
        "richtung": indikator.richtung.value,
        "palette": palette_of(indikator),
        "jahre": {stand: by_level for stand, by_level in years.items() if by_level},
    }


def _whole(row: Any) -> list[int | None]:
    return [None if np.isnan(value) else int(value) for value in np.asarray(row, dtype=np.float64)]


def steps(rows: Any) -> list[list[int | None]]:
    """Rows of years as differences to the last year with a number: small numbers, a sixth fewer bytes.

    The first number of an area stands as it is; null stays null.
    """
    before: dict[int, int] = {}
    stepped = []
    for row in rows:
        whole = _whole(row)
        stepped.append([None if value is None else value - before.get(i, 0) for i, value in enumerate(whole)])
        before |= {i: value for i, value in enumerate(whole) if value is not None}
    return stepped


def _letters(statuses: pd.DataFrame) -> list[str]:
    """One letter per area and year; an empty text where every value is observed."""
    letters = {status.value: status.letter for status in Status}
    rows = ["".join(letters[str(status)] for status in statuses[year]) for year in statuses.columns]
    return ["" if set(row) == {"o"} else row for row in rows]


def _references(
    published: pd.DataFrame, region: Region, stand: str, ebene: str, years: tuple[int, ...], scale: int
) -> dict[str, list[int | None]]:
    areas = region.areas(stand, ebene).index
    values = rounded(wide(published, ebene, areas, years)["wert"], scale).T
    return {str(key): _whole(row) for key, row in zip(areas, values, strict=True)}
