"""Delivered counts of all levels as one cube, and their sums up to coarser levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import AREA_KM2
from indicators.hierarchy import Hierarchy

NO_DATE = np.iinfo(np.int64).min  # what NaT is as an integer; the smallest, so a maximum ignores it


class UnknownAreaError(Exception):
    """Counts name an area or a level the hierarchy does not have."""


@dataclass(frozen=True, eq=False)
class Cube:
    """Counts by area, variable and year; the areas of all levels in one row (`Hierarchy.slices`).

    Parameters
    ----------
    variables : tuple of str
        Names along the second axis.
    years : ndarray of int, shape (Y,)
        Ascending, along the third axis.
    source_names : tuple of str
        Source keys, sorted; bit i of `sources` stands for the i-th.
    values : ndarray of float, shape (A, V, Y)
        NaN = missing.
    sources : ndarray of int, shape (A, V, Y)
        Bit set of sources behind the value; 0 where missing.
    dates : ndarray of int, shape (A, V, Y)
        Latest stichtag in microseconds since 1970; `NO_DATE` where missing.
    """

    variables: tuple[str, ...]
    years: npt.NDArray[np.int64]
    source_names: tuple[str, ...]
    values: npt.NDArray[np.float64]
    sources: npt.NDArray[np.int64]
    dates: npt.NDArray[np.int64]

    def total(self, names: Sequence[str]) -> npt.NDArray[np.float64]:
        """Sum of several variables, shape (A, Y); NaN where one part is missing."""
        totals: npt.NDArray[np.float64] = self.values[:, self._positions(names)].sum(axis=1)
        return totals

    def sources_of(self, names: Sequence[str]) -> npt.NDArray[np.int64]:
        """Bit set of the sources of several variables, shape (A, Y)."""
        sets: npt.NDArray[np.int64] = np.bitwise_or.reduce(self.sources[:, self._positions(names)], axis=1)
        return sets

    def dates_of(self, names: Sequence[str]) -> npt.NDArray[np.int64]:
        """Latest stichtag of several variables, shape (A, Y)."""
        latest: npt.NDArray[np.int64] = self.dates[:, self._positions(names)].max(axis=1)
        return latest

    def _positions(self, names: Sequence[str]) -> list[int]:
        return [self.variables.index(name) for name in names]


def arrange_counts(counts: pd.DataFrame, zaehler: Sequence[str], nenner: Sequence[str], hierarchy: Hierarchy) -> Cube:
    """Put the delivered counts of one indicator into a cube.

    Parameters
    ----------
    counts : DataFrame
        Columns ebene, area, jahr, stichtag, variable, wert, quelle of one Gebietsstand, in any order and with any
        number of other variables; text columns may be categorical.
    zaehler, nenner : sequence of str
        Variables to take. The years are those in which a variable of `zaehler` has a value. `flaeche_km2` comes from
        the hierarchy.
    hierarchy : Hierarchy
        Levels and areas.

    Returns
    -------
    Cube
        Delivered values only, nothing summed. Of two values in one year the one with the later stichtag stays.

    Raises
    ------
    UnknownAreaError
        If a value belongs to an area or level the hierarchy does not know.

    Examples
    --------
    >>> one = Hierarchy(("region",), {"region": pd.Series({"r": None})}, {"region": pd.Series({"r": 3.0})})
    >>> counts = pd.DataFrame({"ebene": ["region"], "area": ["r"], "jahr": [2020], "variable": ["ew"],
    ...                        "stichtag": pd.to_datetime(["2020-12-31"]), "wert": [60.0], "quelle": ["amt"]})
    >>> arrange_counts(counts, ["ew"], ["flaeche_km2"], one).values.tolist()
    [[[60.0], [3.0]]]
    """
    variables = tuple(dict.fromkeys((*zaehler, *nenner)))
    rows = counts[counts["variable"].isin(variables) & counts["wert"].notna()]
    years = np.unique(rows.loc[rows["variable"].isin(zaehler), "jahr"].to_numpy(dtype=np.int64))
    rows = rows[rows["jahr"].isin(years)].sort_values("stichtag", kind="stable")
    source_codes, source_names = _codes(rows["quelle"])
    shape = (len(hierarchy.all_areas), len(variables), len(years))
    # Beyond 62 sources a 64-bit set is full; Python integers then do the same more slowly.
    bit_type = np.int64 if len(source_names) < 63 else object
    bits = np.array([1 << i for i in range(len(source_names))], dtype=bit_type)
    values, sources, dates = np.full(shape, np.nan), np.zeros(shape, dtype=bits.dtype), np.full(shape, NO_DATE)
    cells = (
        _area_positions(rows, hierarchy),
        _positions_among(rows["variable"], variables),
        np.searchsorted(years, rows["jahr"].to_numpy(dtype=np.int64)),
    )
    values[cells] = rows["wert"].to_numpy(dtype=float)
    sources[cells] = bits[source_codes]
    dates[cells] = rows["stichtag"].to_numpy().astype("datetime64[us]").astype(np.int64)
    if AREA_KM2 in variables:
        values[:, variables.index(AREA_KM2)] = hierarchy.all_area_km2[:, None]
    return Cube(variables, years, source_names, values, sources, dates)


def sum_upwards(cube: Cube, hierarchy: Hierarchy) -> Cube:
    """Fill coarser levels with the sums of their parts, level by level.

    Parameters
    ----------
    cube : Cube
        Delivered counts.
    hierarchy : Hierarchy
        Levels and parents.

    Returns
    -------
    Cube
        A delivered value stays, whatever its parts add up to; otherwise the sum of all direct parts, and NaN as soon
        as one part is missing or there is none. Sources and dates of a sum are those of its parts.

    Notes
    -----
    Only counts may pass through here. Rates follow from ΣZ and ΣN, never from other rates (domain rule).

    Examples
    --------
    >>> parents = {"raum": pd.Series({"a": "r", "b": "r"}), "region": pd.Series({"r": None})}
    >>> sizes = {"raum": pd.Series({"a": 1.0, "b": 1.0}), "region": pd.Series({"r": 2.0})}
    >>> tree = Hierarchy(("raum", "region"), parents, sizes)
    >>> ones = np.ones((3, 1, 1), dtype=np.int64)
    >>> cube = Cube(("ew",), np.array([2020]), ("amt",), np.array([4.0, 5.0, np.nan]).reshape(3, 1, 1), ones, ones)
    >>> sum_upwards(cube, tree).values.ravel().tolist()
    [4.0, 5.0, 9.0]
    """
    values, sources, dates = cube.values.copy(), cube.sources.copy(), cube.dates.copy()
    for finer, coarser in pairwise(hierarchy.ebenen):
        parts, whole = hierarchy.slices[finer], hierarchy.slices[coarser]
        positions = hierarchy.parent_positions(finer)
        sums = np.zeros_like(values[whole])
        np.add.at(sums, positions, values[parts])
        sums[np.bincount(positions, minlength=len(sums)) == 0] = np.nan
        part_sources, part_dates = np.zeros_like(sources[whole]), np.full_like(dates[whole], NO_DATE)
        np.bitwise_or.at(part_sources, positions, sources[parts])
        np.maximum.at(part_dates, positions, dates[parts])
        summed = np.isnan(values[whole])
        values[whole] = np.where(summed, sums, values[whole])
        sources[whole] = np.where(summed, part_sources, sources[whole])
        dates[whole] = np.where(summed, part_dates, dates[whole])
    if AREA_KM2 in cube.variables:
        values[:, cube.variables.index(AREA_KM2)] = hierarchy.all_area_km2[:, None]
    return Cube(cube.variables, cube.years, cube.source_names, values, sources, dates)


def _codes(texts: "pd.Series[str]") -> tuple[npt.NDArray[np.intp], tuple[str, ...]]:
    codes, names = pd.factorize(texts, sort=True)
    return codes, tuple(str(name) for name in names)


def _positions_among(texts: "pd.Series[str]", names: Sequence[str]) -> npt.NDArray[np.intp]:
    codes, found = _codes(texts)
    return pd.Index(names).get_indexer(pd.Index(found))[codes] if found else codes


def _area_positions(rows: pd.DataFrame, hierarchy: Hierarchy) -> npt.NDArray[np.intp]:
    levels, level_names = _codes(rows["ebene"])
    areas, area_names = _codes(rows["area"])
    keys = pd.Index(area_names, dtype=object)
    positions = np.full(len(rows), -1, dtype=np.intp)
    for code, ebene in enumerate(level_names):
        if ebene not in hierarchy.ebenen:
            raise UnknownAreaError(f"counts name level {ebene!r}; the region has {', '.join(hierarchy.ebenen)}")
        here = levels == code
        found = hierarchy.areas(ebene).astype(object).get_indexer(keys)[areas[here]]
        if (found < 0).any():
            unknown = sorted({area_names[i] for i in areas[here][found < 0]})
            raise UnknownAreaError(
                f"{len(unknown)} area keys unknown at level {ebene} ({', '.join(map(repr, unknown[:5]))}); "
                "check that counts and hierarchy belong to the same gebietsstand"
            )
        positions[here] = found + hierarchy.slices[ebene].start
    return positions
