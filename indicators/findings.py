"""What the published figures say about an area: comparison, rank, change, extremes, correlation."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import AREA_KM2, Art, Indikator
from indicators.hierarchy import Hierarchy
from indicators.intervals import wilson_interval
from indicators.ranks import rank_ranges

Floats = npt.NDArray[np.float64]
Integers = pd.arrays.IntegerArray

ABOVE, BELOW, NOT_DISTINCT = "ueber", "unter", "nicht_eindeutig"
LEAST_PAIRS = 3  # two points always lie on a line


@dataclass(frozen=True)
class Extremes:
    """Highest and lowest published value of a level; several areas where they tie."""

    highest: tuple[str, ...]
    highest_wert: float
    lowest: tuple[str, ...]
    lowest_wert: float


def area_findings(
    published: pd.DataFrame, hierarchy: Hierarchy, indikator: Indikator, ebene: str, area: str
) -> pd.DataFrame:
    """Everything a profile says about one area and one indicator, year by year.

    Parameters
    ----------
    published : DataFrame
        Result of `publish_indicator`.
    hierarchy : Hierarchy
        Levels and areas it was made with.
    indikator : Indikator
        The same catalogue entry.
    ebene, area : str
        Level and key of the area.

    Returns
    -------
    DataFrame
        Index jahr. `wert`, `fallzahl`, `nenner`, `status` of the area; `parent_wert`, `region_wert` (NaN unless
        observed); `rank_best`, `rank_worst` (Int64, NA unless observed; 1 = highest); `ranked` (number of observed
        areas of the level); `ci_low`, `ci_high` (unit of wert, NaN where no interval exists); `change` (to the last
        earlier year with a value, unit of wert) and `change_from` (that year, Int64); `against_region`,
        `against_parent` ("ueber", "unter", "nicht_eindeutig" or None). Without any row: an empty frame.

    Raises
    ------
    KeyError
        If the level has no such area.

    Notes
    -----
    Shares of a population have Wilson intervals: a reference value inside is "nicht_eindeutig", and ranks are the
    ranges the intervals leave. Other kinds are compared as they are. Counts (`anzahl`) are not compared with
    their own totals: both comparisons are None. The region is not compared with itself.

    Examples
    --------
    >>> from indicators.publication import publish_indicator
    >>> parents = {"raum": pd.Series({"a": "r", "b": "r"}), "region": pd.Series({"r": None})}
    >>> sizes = {"raum": pd.Series({"a": 1.0, "b": 1.0}), "region": pd.Series({"r": 2.0})}
    >>> tree = Hierarchy(("raum", "region"), parents, sizes)
    >>> counts = pd.DataFrame({"ebene": "raum", "area": ["a", "b", "a", "b"], "jahr": 2020, "quelle": "amt",
    ...                        "stichtag": pd.Timestamp("2020-12-31"), "variable": ["z", "z", "n", "n"],
    ...                        "wert": [100.0, 900.0, 1000.0, 3000.0]})
    >>> rate = Indikator(id="q", name="q", themenfeld="t", zaehler="z", nenner="n", einheit="%", faktor=100,
    ...                  quelle="q", definition="d", zaehler_text="z")
    >>> found = area_findings(publish_indicator(rate, counts, tree), tree, rate, "raum", "a").loc[2020]
    >>> print(found["wert"], found["region_wert"], found["rank_best"], found["against_region"])
    10.0 25.0 2 unter
    """
    level = read_level(published, hierarchy, ebene)
    here = int(hierarchy.areas(ebene).get_indexer(pd.Index([area]))[0])
    if here < 0:
        raise KeyError(f"area {area!r} unknown at level {ebene!r}")
    low, high = value_intervals(level, indikator)
    best, worst, ranked = _ranks(level, low, high, here)
    change, change_from = _changes(level.wert[here], level.years)
    parent_level, parent = hierarchy.parent_level(ebene), hierarchy.parent(ebene, area)
    parent_wert = _reference(published, hierarchy, parent_level, parent, level.years)
    region_wert = _reference(published, hierarchy, hierarchy.top, hierarchy.region, level.years)
    nothing = np.full(len(level.years), np.nan)
    is_count = indikator.art is Art.ANZAHL
    against_region = nothing if is_count or ebene == hierarchy.top else region_wert
    against_parent = nothing if is_count else parent_wert
    index = pd.Index(level.years, name="jahr")
    own = (level.wert[here], low[here], high[here])
    return pd.DataFrame(
        {
            "wert": level.wert[here],
            "fallzahl": level.fallzahl[here],
            "nenner": level.nenner[here],
            "status": level.status[here],
            "parent_wert": parent_wert,
            "region_wert": region_wert,
            "rank_best": best,
            "rank_worst": worst,
            "ranked": ranked,
            "ci_low": low[here],
            "ci_high": high[here],
            "change": change,
            "change_from": change_from,
            # As Series, because an array of texts would turn None into NaN.
            "against_region": pd.Series(compare_values(*own, against_region), index, dtype=object),
            "against_parent": pd.Series(compare_values(*own, against_parent), index, dtype=object),
        },
        index=index,
    )


def extremes(
    published: pd.DataFrame,
    ebene: str,
    jahr: int,
    parent: str | None = None,
    hierarchy: Hierarchy | None = None,
) -> Extremes | None:
    """Find the highest and the lowest published value of a level in one year.

    Parameters
    ----------
    published : DataFrame
        Result of `publish_indicator`.
    ebene, jahr : str, int
        Level and year.
    parent : str, optional
        Only areas directly under this one; needs `hierarchy`.
    hierarchy : Hierarchy, optional
        Tells whose children the areas are.

    Returns
    -------
    Extremes or None
        None where no value is observed. Suppressed areas never count, in either direction (rule D1).

    Raises
    ------
    ValueError
        If a parent is given without a hierarchy.

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["raum"], ["a", "b", "c"], [2020]], names=["ebene", "area", "jahr"])
    >>> extremes(pd.DataFrame({"wert": [3.0, float("nan"), 8.0]}, index), "raum", 2020)
    Extremes(highest=('c',), highest_wert=8.0, lowest=('a',), lowest_wert=3.0)
    """
    index = published.index
    rows = (index.get_level_values("ebene") == ebene) & (index.get_level_values("jahr") == jahr)
    if parent is not None:
        if hierarchy is None:
            raise ValueError("extremes within a parent need the hierarchy")
        rows &= index.get_level_values("area").isin(hierarchy.children(ebene, parent))
    wert = published.loc[rows, "wert"].droplevel(["ebene", "jahr"]).dropna()
    if wert.empty:
        return None
    top, bottom = float(wert.max()), float(wert.min())
    highest, lowest = wert.index[wert == top], wert.index[wert == bottom]
    return Extremes(tuple(map(str, highest)), top, tuple(map(str, lowest)), bottom)


def correlation(
    x: "pd.Series[float] | npt.ArrayLike", y: "pd.Series[float] | npt.ArrayLike"
) -> tuple[float, int] | None:
    """Pearson correlation of two indicators over the areas where both are observed.

    Parameters
    ----------
    x, y : Series or array_like of float
        Published values; NaN = not observed. Two Series are matched by their index, arrays by position.

    Returns
    -------
    r, n : float in [−1, 1], int
        Coefficient and number of pairs; None below three pairs or where one side does not vary.

    Examples
    --------
    >>> correlation([1.0, 2.0, 3.0, float("nan")], [2.0, 4.0, 6.0, 1.0])
    (1.0, 3)
    """
    if isinstance(x, pd.Series) and isinstance(y, pd.Series):
        x, y = x.align(y, join="inner")
    a, b = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    if len(a) < LEAST_PAIRS or np.ptp(a) == 0 or np.ptp(b) == 0:
        return None
    r = float(np.corrcoef(a, b)[0, 1])
    return min(1.0, max(-1.0, r)), len(a)


@dataclass(frozen=True, eq=False)
class LevelFigures:
    """Published figures of one level; arrays of shape (areas, years) in the hierarchy's order."""

    years: npt.NDArray[np.int64]
    wert: Floats
    fallzahl: Floats
    nenner: Floats
    status: npt.NDArray[np.object_]


def read_level(published: pd.DataFrame, hierarchy: Hierarchy, ebene: str) -> LevelFigures:
    """Published figures of one level as arrays; rows in the hierarchy's order, columns in ascending years."""
    block = published.loc[published.index.get_level_values("ebene") == ebene]
    areas = len(hierarchy.areas(ebene))
    years = block.index.get_level_values("jahr")[: len(block) // areas]

    def column(name: str) -> Floats:
        return block[name].to_numpy(dtype=float).reshape(areas, -1)

    status = block["status"].to_numpy(dtype=object).reshape(areas, -1)
    return LevelFigures(years.to_numpy(dtype=np.int64), column("wert"), column("fallzahl"), column("nenner"), status)


def value_intervals(level: LevelFigures, indikator: Indikator) -> tuple[Floats, Floats]:
    """Wilson intervals in the unit of wert; NaN where Z is no part of N."""
    if indikator.art is not Art.ANTEIL or AREA_KM2 in indikator.nenner:
        return np.full_like(level.wert, np.nan), np.full_like(level.wert, np.nan)
    low, high = wilson_interval(level.fallzahl, level.nenner)
    observed = ~np.isnan(level.wert)
    return np.where(observed, low * indikator.faktor, np.nan), np.where(observed, high * indikator.faktor, np.nan)


def _ranks(
    level: LevelFigures, low: Floats, high: Floats, here: int
) -> tuple[Integers, Integers, npt.NDArray[np.intp]]:
    """Best and worst rank of one area per year, and how many areas are ranked."""
    best, worst = np.full(len(level.years), np.nan), np.full(len(level.years), np.nan)
    for year in range(len(level.years)):
        if not np.isnan(level.wert[here, year]):
            ranges = rank_ranges(level.wert[:, year], low[:, year], high[:, year])
            best[year], worst[year] = ranges.loc[here]
    ranked = np.count_nonzero(~np.isnan(level.wert), axis=0)
    return pd.array(best, dtype="Int64"), pd.array(worst, dtype="Int64"), ranked


def _reference(
    published: pd.DataFrame, hierarchy: Hierarchy, ebene: str | None, area: str | None, years: npt.NDArray[np.int64]
) -> Floats:
    """Values of a coarser area in the given years; NaN where it has none."""
    if ebene is None or area is None:
        return np.full(len(years), np.nan)
    level = read_level(published, hierarchy, ebene)
    row = level.wert[hierarchy.areas(ebene).get_indexer(pd.Index([area]))[0]]
    return pd.Series(row, index=level.years).reindex(years).to_numpy()


def _changes(wert: Floats, years: npt.NDArray[np.int64]) -> tuple[Floats, Integers]:
    """Difference to the last earlier year with a value, and that year."""
    observed = np.flatnonzero(~np.isnan(wert))
    change, change_from = np.full(len(wert), np.nan), np.full(len(wert), np.nan)
    change[observed[1:]] = np.diff(wert[observed])
    change_from[observed[1:]] = years[observed[:-1]]
    return change, pd.array(change_from, dtype="Int64")


def compare_values(wert: Floats, low: Floats, high: Floats, reference: Floats) -> npt.NDArray[np.object_]:
    """Position of values against reference values.

    Parameters
    ----------
    wert, low, high, reference : ndarray of float, shape (n,)
        Values, their intervals (NaN: the value itself is compared) and what they are compared with, in one unit.

    Returns
    -------
    ndarray of object, shape (n,)
        "ueber", "unter", "nicht_eindeutig", or None where either side is NaN.

    Examples
    --------
    >>> nothing = np.full(3, np.nan)
    >>> compare_values(np.array([4.0, 6.0, np.nan]), nothing, nothing, np.array([5.0, 5.0, 5.0])).tolist()
    ['unter', 'ueber', None]
    """
    lowest, highest = np.where(np.isnan(low), wert, low), np.where(np.isnan(high), wert, high)
    found = np.full(len(wert), None, dtype=object)
    known = ~(np.isnan(wert) | np.isnan(reference))
    found[known] = NOT_DISTINCT
    found[known & (lowest > reference)] = ABOVE
    found[known & (highest < reference)] = BELOW
    return found
