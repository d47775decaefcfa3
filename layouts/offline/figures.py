"""Numbers of the offline file: published values of all years of one indicator at one level, once for all scenes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Art, Indikator
from indicators.findings import ABOVE, BELOW, NOT_DISTINCT, compare_values, read_level, value_intervals
from indicators.status import Status
from layouts.classification import rounded, wide
from layouts.offline.signs import LETTERS
from layouts.region import Region, indicator_of, level_of, region_names, top_level
from layouts.selection import Selection, change_years
from layouts.sentences import own_names
from layouts.sheets.changes import read_changes

VERDICTS = {ABOVE: "+", BELOW: "-", NOT_DISTINCT: "=", None: " "}
Place = tuple[str, str, str]  # indicator, Gebietsstand, level


def build_figures(region: Region, selection: Selection) -> dict[str, Any]:
    """Values or changes of all areas of a level, in all years a map of the selection can show; years × areas."""
    return _values(region, selection) if selection.basis is None else _changes(region, selection, selection.basis)


def map_years(region: Region, selection: Selection) -> tuple[int, ...]:
    """Years that a map of this selection can show."""
    if selection.basis is not None:
        return change_years(region, selection.indikator, selection.ebene, selection.basis)
    return region.years(selection.indikator, selection.stand, selection.ebene)


def _values(region: Region, selection: Selection) -> dict[str, Any]:
    """Values, counts, signs, and how each value stands to Kommune and region."""
    place = (selection.indikator, selection.stand, selection.ebene)
    entry = indicator_of(region, selection.indikator)
    years = region.years(*place)
    level = wide(
        region.published(*place[:2]), selection.ebene, region.areas(selection.stand, selection.ebene).index, years
    )
    values = rounded(level["wert"], 10**entry.stellen)
    letters = {status.value: status.letter for status in Status}
    return _about(entry, entry.kurz or entry.name, years, values) | {
        "z": _whole(level["fallzahl"].to_numpy(dtype=float).T) if entry.art is Art.ANTEIL else None,
        "s": ["".join(letters[str(status)] for status in level["status"][year]) for year in years],
        "gruppen": _whole(rounded(_level(region, entry, place, region.group_level.id), 10**entry.stellen)),
        "region": [
            row[0] for row in _whole(rounded(_level(region, entry, place, top_level(region).id), 10**entry.stellen))
        ],
        "gegen": _verdicts(region, entry, place, years),
    }


def _changes(region: Region, selection: Selection, basis: int) -> dict[str, Any]:
    """Changes since the base year, and why there is none."""
    whole = replace(selection, innerhalb=None, feld=None, raum=None)
    years = map_years(region, selection)
    themes = [read_changes(region, replace(whole, jahr=jahr), basis) for jahr in years]
    scale = 10 ** themes[0].entry.stellen
    top = top_level(region).id
    key = str(region.areas(selection.stand, top).index[0])

    def upper(ebene: str, keys: Sequence[str]) -> list[list[int | None]]:
        return _whole(rounded(pd.DataFrame([[t.upper(ebene, k) for t in themes] for k in keys]), scale))

    values = np.array([rounded(theme.rows[["wert"]], scale)[0] for theme in themes])
    return _about(themes[0].entry, themes[0].value_name, years, values) | {
        "z": None,
        "s": [
            "".join(
                LETTERS[refusal or Status(str(status))]
                for refusal, status in zip(theme.rows["refusal"], theme.rows["status"], strict=True)
            )
            for theme in themes
        ],
        "gruppen": upper(region.group_level.id, list(region.groups(selection.stand))),
        "region": [row[0] for row in upper(top, [key])],
        "gegen": {},
    }


def _about(entry: Indikator, name: str, years: tuple[int, ...], values: npt.NDArray[np.float64]) -> dict[str, Any]:
    """Name, unit and values, and the ends of the scale."""
    observed = values[~np.isnan(values)] / 10**entry.stellen
    return {
        "name": name,
        "einheit": entry.einheit,
        "stellen": entry.stellen,
        "art": entry.art.value,
        "zaehler": entry.zaehler_text,
        "jahre": list(years),
        "w": _whole(values),
        "tiefster": float(observed.min()) if observed.size else 0.0,
        "hoechster": float(observed.max()) if observed.size else 1.0,
    }


def build_names(region: Region, stand: str, ebene: str) -> dict[str, Any]:
    """Names of the areas of a level and of what they belong to, in the order of the values."""
    groups = region.groups(stand)
    keys = list(groups)
    of_area = region.group_of(stand, ebene)
    labels = own_names(region, stand, ebene)
    areas = region.areas(stand, ebene)
    coded = zip(labels.values(), areas["kuerzel"], areas["name"], strict=True)
    return {
        "namen": list(labels.values()),
        "kurz": [str(name) if label == name else str(code) for label, code, name in coded],
        "gruppe": [-1 if pd.isna(g) or g == key else keys.index(str(g)) for key, g in of_area.items()],
        "gruppen": [groups[key] for key in keys],
        "gruppenname": region.group_level.name,
        "ebene": level_of(region, ebene).name,
        "mehrzahl": level_of(region, ebene).mehrzahl,
        "region": region_names(region, stand)["name"],
        "regionkurz": region_names(region, stand)["kurz"],
    }


def _level(region: Region, entry: Indikator, place: Place, ebene: str) -> pd.DataFrame:
    """Areas × years of another level, in the years of this one."""
    values = region.published(entry.id, place[1])["wert"].xs(ebene, level="ebene")
    areas = region.areas(place[1], ebene).index
    return values.unstack("jahr").reindex(index=areas, columns=list(region.years(*place)))


def _verdicts(region: Region, entry: Indikator, place: Place, years: tuple[int, ...]) -> dict[str, list[str]]:
    """One sign per year and area: above, below, not distinct, or nothing to compare; by the rule of the profile."""
    ebene, stand = place[2], place[1]
    if entry.art is Art.ANZAHL or ebene == top_level(region).id:
        return {}
    hierarchy, published = region.hierarchy(stand), region.published(entry.id, stand)
    level = read_level(published, hierarchy, ebene)
    low, high = value_intervals(level, entry)
    order = hierarchy.areas(ebene).get_indexer(region.areas(stand, ebene).index)
    columns = pd.Index(level.years).get_indexer(pd.Index(years))
    own = [part[order][:, columns] for part in (level.wert, low, high)]

    def against(reference: npt.NDArray[np.float64]) -> list[str]:
        wert, lowest, highest, other = (part.ravel() for part in (*own, reference))
        found = compare_values(wert, lowest, highest, other).reshape(reference.shape)
        return ["".join(VERDICTS[verdict] for verdict in row) for row in found.T]

    verdicts = {"region": against(np.broadcast_to(_level(region, entry, place, top_level(region).id), own[0].shape))}
    if ebene != region.group_level.id:
        groups = _level(region, entry, place, region.group_level.id)
        verdicts["gruppe"] = against(groups.reindex(region.group_of(stand, ebene)).to_numpy(dtype=np.float64))
    return verdicts


def _whole(rows: Any) -> list[list[int | None]]:
    return [[None if np.isnan(value) else int(value) for value in row] for row in rows]
