"""Published figures of one level and year, arranged for rules: standardised once, compared often."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Catalogue
from indicators.handlungsfelder.rules import Groesse
from indicators.hierarchy import Hierarchy
from indicators.standardisation import DIRECTIONS, standardise
from indicators.status import Status

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]


class Grund(StrEnum):
    """Why a condition is unknown in an area."""

    BEKANNT = ""
    GESPERRT = "gesperrt"  # secret; the public cannot tell why (S3)
    FEHLT = "fehlt"
    UNSICHER = "unsicher"  # too few people for a rate (P3)
    UNDEFINIERT = "undefiniert"  # denominator 0
    UNGUELTIG = "ungueltig"  # the area takes no part in standardisation (P4)
    OHNE_VERGLEICH = "ohne_vergleich"  # the Kommune or the region has no published value


GRUENDE = tuple(Grund)
_OF_STATUS = {
    Status.OBSERVED: Grund.BEKANNT,
    Status.SUPPRESSED: Grund.GESPERRT,
    Status.MISSING: Grund.FEHLT,
    Status.UNRELIABLE: Grund.UNSICHER,
    Status.UNDEFINED: Grund.UNDEFINIERT,
    Status.NOT_CLASSIFIED: Grund.UNGUELTIG,
}


@dataclass(frozen=True, eq=False)
class Measure:
    """One indicator at n areas; arrays have the shape (n,), NaN = not published.

    `status` holds positions in `GRUENDE`. `kommune` is the value of each area's own Kommune, `region` that of the
    region; `mean`, `sd` and `n` are what z was made with, `constant` says that the values did not differ.
    """

    wert: Floats
    fallzahl: Floats
    status: Codes
    z: Floats
    kommune: Floats
    region: float
    mean: float
    sd: float
    n: int
    constant: bool
    sorted_valid: Floats

    def figures(self, groesse: Groesse) -> Floats:
        """What a condition on this quantity looks at."""
        match groesse:
            case Groesse.Z:
                return self.z
            case Groesse.ANZAHL:
                return self.fallzahl
            case Groesse.GEGEN_KOMMUNE:
                return self.wert - self.kommune
            case Groesse.GEGEN_REGION:
                return self.wert - self.region
            case Groesse.WERT | Groesse.QUANTIL:
                return self.wert

    def quantile(self, share: float) -> float:
        """Quantile of the published values of the valid areas, linear between two; NaN where there is none."""
        return float(np.quantile(self.sorted_valid, share)) if len(self.sorted_valid) else np.nan


@dataclass(frozen=True, eq=False)
class Measures:
    """Everything the rules of a region look at, at the areas of one level in one year.

    `gruppe` is the key of each area's Kommune ("" on the levels above), `gueltig` whether it takes part in
    standardisation, `einwohner` its published residents (NaN where nobody asked, or not published).
    """

    ebene: str
    jahr: int
    areas: pd.Index
    gruppe: npt.NDArray[np.object_]
    gueltig: npt.NDArray[np.bool_]
    einwohner: Floats
    by_indicator: Mapping[str, Measure]


def measure(
    published: Mapping[str, pd.DataFrame],
    catalogue: Catalogue,
    hierarchy: Hierarchy,
    valid: pd.Series,
    levels: tuple[str, str],
    jahr: int,
    residents: str | None = None,
) -> Measures:
    """Read, standardise and compare once what rules with any limits will ask for.

    Parameters
    ----------
    published : mapping of str to DataFrame
        Result of `publish_indicator` by id, of one Gebietsstand; nothing else than published figures may come in.
    catalogue : Catalogue
        Brings the directions.
    hierarchy : Hierarchy
        Levels and areas of that Gebietsstand.
    valid : Series of bool
        By area: takes part in mean, spread and quantiles (`indicators.validity.valid_areas`).
    levels : tuple of str
        Level of the areas and level of their Kommunen.
    jahr : int
        Year; an indicator without it is missing everywhere.
    residents : str, optional
        Id of the indicator that counts residents; must be among `published`.

    Returns
    -------
    Measures
        Areas in the hierarchy's order; every indicator of `published`.

    Raises
    ------
    KeyError
        If an indicator is not in the catalogue.

    Notes
    -----
    z over all valid areas of the level (region as reference scope). A value that is not published is NaN in every
    array, so nothing made from it can be published either (D1).
    """
    ebene, group_level = levels
    areas = hierarchy.areas(ebene)
    groups = _groups(hierarchy, ebene, group_level)
    rows = {name: _read(frame, areas, ebene, jahr) for name, frame in published.items()}
    values = pd.DataFrame({name: row["wert"] for name, row in rows.items()}, index=areas)
    directions = pd.Series({name: DIRECTIONS[catalogue.indikatoren[name].richtung] for name in published}, dtype=int)
    made = standardise(values, directions, valid, None)
    usable = valid.reindex(areas, fill_value=False).to_numpy(dtype=bool)
    by_indicator = {}
    for name, frame in published.items():
        wert = values[name].to_numpy(dtype=float)
        by_indicator[name] = Measure(
            wert=wert,
            fallzahl=rows[name]["fallzahl"].to_numpy(dtype=float),
            status=_codes(rows[name]["status"]),
            z=made.z[name].to_numpy(dtype=float),
            kommune=_of_groups(frame, groups, hierarchy.areas(group_level), group_level, jahr),
            region=_of_region(frame, hierarchy, jahr),
            mean=float(made.mean[name]),
            sd=float(made.sd[name]),
            n=int(made.n[name]),
            constant=bool(made.constant[name]),
            sorted_valid=np.sort(wert[usable & ~np.isnan(wert)]),
        )
    people = by_indicator[residents].fallzahl if residents is not None else np.full(len(areas), np.nan)
    return Measures(ebene, jahr, areas, groups, usable, people, by_indicator)


def _read(published: pd.DataFrame, areas: pd.Index, ebene: str, jahr: int) -> pd.DataFrame:
    """Rows of one level and year by area; an area without row is missing."""
    index = published.index
    # by code: comparing the texts of every row, or looking keys up in the index, would take ten times as long
    chosen = np.ones(len(index), dtype=bool)
    for name, key in (("ebene", ebene), ("jahr", jahr)):
        position = index.names.index(name)
        chosen &= index.codes[position] == index.levels[position].get_indexer(pd.Index([key]))[0]  # type: ignore[attr-defined]
    rows = np.flatnonzero(chosen)
    block = published[["wert", "fallzahl", "status"]].iloc[rows]
    keys = index.get_level_values("area").take(rows)
    return block.set_axis(keys) if keys.equals(areas) else block.set_axis(keys).reindex(areas)


def _codes(status: pd.Series) -> Codes:
    texts = status.astype(object).fillna(Status.MISSING)
    codes = {str(name): GRUENDE.index(grund) for name, grund in _OF_STATUS.items()}
    return np.asarray(texts.map(codes).to_numpy(), dtype=np.int8)


def _groups(hierarchy: Hierarchy, ebene: str, group_level: str) -> npt.NDArray[np.object_]:
    """Key of each area's area on the group level; "" where the level lies above it."""
    position, target = hierarchy.ebenen.index(ebene), hierarchy.ebenen.index(group_level)
    if position > target:
        return np.full(len(hierarchy.areas(ebene)), "", dtype=object)
    keys = np.arange(len(hierarchy.areas(ebene)))
    for level in hierarchy.ebenen[position:target]:
        keys = hierarchy.parent_positions(level)[keys]
    return np.asarray(hierarchy.areas(group_level), dtype=object)[keys]


def _of_groups(
    published: pd.DataFrame, groups: npt.NDArray[np.object_], of_level: pd.Index, level: str, jahr: int
) -> Floats:
    values = _read(published, of_level, level, jahr)["wert"].to_numpy(dtype=float)
    positions = of_level.get_indexer(pd.Index(groups))
    return np.where(positions < 0, np.nan, values[positions])


def _of_region(published: pd.DataFrame, hierarchy: Hierarchy, jahr: int) -> float:
    return float(_read(published, hierarchy.areas(hierarchy.top), hierarchy.top, jahr)["wert"].iloc[0])
