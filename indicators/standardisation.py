"""z-values of indicators over the valid areas of a region, or of each Kommune."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Richtung

Floats = npt.NDArray[np.float64]

SMALLEST_GROUP = 8  # fewer areas have no mean and spread worth comparing with
ROUNDING = 1e-12  # relative spread that floating point alone can cause

DIRECTIONS = {Richtung.BELASTEND: 1, Richtung.ENTLASTEND: -1, Richtung.NEUTRAL: 0}


@dataclass(frozen=True, eq=False)
class Standardised:
    """z-values and what they were made with.

    Attributes
    ----------
    z
        Areas × indicators; high = more burdened. NaN where there is no value, the area is not valid, or its group is
        too small.
    mean, sd, n
        μ, population σ and number of areas behind them; index indicator, or (group, indicator) if made by group.
        μ and σ are NaN where n = 0 or the group is too small.
    constant
        True where σ = 0: every z is 0 and says nothing. Index as `mean`.
    """

    z: pd.DataFrame
    mean: pd.Series
    sd: pd.Series
    n: pd.Series
    constant: pd.Series


def standardise(
    values: pd.DataFrame, directions: pd.Series, valid: pd.Series, groups: pd.Series | None = None
) -> Standardised:
    """Standardise each indicator over the valid areas that have a value.

    Parameters
    ----------
    values : DataFrame
        Areas × indicators, published values in any unit; NaN = no usable value (suppressed, missing, unreliable).
    directions : Series of int
        By indicator: +1 burdening, −1 relieving, 0 neutral (see `DIRECTIONS`). A neutral indicator keeps the sign of
        its value, for rules that ask for it; an index must not contain one.
    valid : Series of bool
        By area; an area that is not named is not valid.
    groups : Series, optional
        Area → Kommune: standardise inside each. An area without group gets no z.

    Returns
    -------
    Standardised
        Areas and indicators in the order of `values`.

    Raises
    ------
    KeyError
        If an indicator has no direction.

    Notes
    -----
    z_ij = s_j · (x_ij − μ_j)/σ_j, unweighted, σ the population standard deviation (÷ n), as in Berlin's Monitoring
    Soziale Stadtentwicklung. σ = 0 gives z = 0 with a flag; a spread below 1e−12 of the largest value is rounding and
    counts as 0. A group with fewer than 8 valid areas gives no z at all.

    Examples
    --------
    >>> values = pd.DataFrame({"quote": [2.0, 4.0, 6.0, 99.0]}, index=list("abcd"))
    >>> valid = pd.Series([True, True, True, False], index=list("abcd"))
    >>> made = standardise(values, pd.Series({"quote": 1}), valid)
    >>> made.z["quote"].round(4).tolist(), float(made.mean["quote"]), int(made.n["quote"])
    ([-1.2247, 0.0, 1.2247, nan], 4.0, 3)
    """
    usable, codes, names = _arrange(values, valid, groups)
    signs = _signs(directions, values.columns)
    moments = _moments(usable, codes, len(names))
    z = _measure(usable, codes, moments.mean, np.where(moments.constant, np.nan, moments.sd)) * signs + 0.0
    z[moments.constant[codes] & ~np.isnan(usable)] = 0.0
    figures = (_label(part[: len(names)], names, groups, values.columns) for part in moments)
    return Standardised(pd.DataFrame(z, index=values.index, columns=values.columns), *figures)


def standardise_against(
    values: pd.DataFrame,
    directions: pd.Series,
    valid: pd.Series,
    base: Standardised,
    groups: pd.Series | None = None,
) -> pd.DataFrame:
    """z-values against μ and σ of another year, so that years can be compared with each other.

    Parameters
    ----------
    values, directions, valid, groups
        As for `standardise`.
    base : Standardised
        The base year, made with the same indicators and kind of groups.

    Returns
    -------
    DataFrame
        Areas × indicators; NaN as in `Standardised.z`, and where the base year has no spread: a step away from values
        that did not differ cannot be measured in them.

    Examples
    --------
    >>> values = pd.DataFrame({"quote": [2.0, 4.0, 6.0]}, index=list("abc"))
    >>> valid, signs = pd.Series(True, index=list("abc")), pd.Series({"quote": 1})
    >>> base = standardise(values, signs, valid)
    >>> standardise_against(values + 2, signs, valid, base)["quote"].round(4).tolist()
    [0.0, 1.2247, 2.4495]
    """
    usable, codes, names = _arrange(values, valid, groups)
    mean, sd = (_unlabel(part, names, groups, values.columns) for part in (base.mean, base.sd))
    z = _measure(usable, codes, mean, np.where(sd > 0, sd, np.nan)) * _signs(directions, values.columns) + 0.0
    return pd.DataFrame(z, index=values.index, columns=values.columns)


def in_small_groups(valid: pd.Series, groups: pd.Series) -> pd.Series:
    """Whether an area has no group, or one with fewer than 8 valid areas; by area, in the order of `valid`.

    Examples
    --------
    >>> areas = [str(number) for number in range(9)]
    >>> valid = pd.Series(True, index=areas)
    >>> in_small_groups(valid, pd.Series(["A"] * 8 + ["B"], index=areas)).tolist()
    [False, False, False, False, False, False, False, False, True]
    """
    codes, names = pd.factorize(groups.reindex(valid.index))
    members = np.bincount(codes[valid.to_numpy(dtype=bool) & (codes >= 0)], minlength=len(names))
    too_small = np.append(members < SMALLEST_GROUP, True)  # the last one is for −1, no group
    return pd.Series(too_small[codes], index=valid.index)


class _Moments(NamedTuple):
    """Figures of the groups, arrays of shape (groups + 1, indicators); the last row is for areas without group."""

    mean: Floats
    sd: Floats
    n: npt.NDArray[np.int64]
    constant: npt.NDArray[np.bool_]


def _moments(usable: Floats, codes: npt.NDArray[np.intp], groups: int) -> _Moments:
    bins = np.where(codes < 0, groups, codes)
    there = ~np.isnan(usable)
    n = _sum_by_group(there.astype(float), bins, groups)
    with np.errstate(invalid="ignore"):
        mean = _sum_by_group(np.where(there, usable, 0.0), bins, groups) / n
        deviations = np.where(there, usable - mean[bins], 0.0)
        sd = np.sqrt(_sum_by_group(deviations**2, bins, groups) / n)
    low, high = np.full(n.shape, np.inf), np.full(n.shape, -np.inf)
    np.minimum.at(low, bins, np.where(there, usable, np.inf))
    np.maximum.at(high, bins, np.where(there, usable, -np.inf))
    constant = (n > 0) & (high <= low + ROUNDING * np.maximum(np.abs(high), np.abs(low)))
    return _Moments(mean, np.where(constant, 0.0, sd), n.astype(np.int64), constant)


def _sum_by_group(numbers: Floats, bins: npt.NDArray[np.intp], groups: int) -> Floats:
    columns = [np.bincount(bins, weights=column, minlength=groups + 1) for column in numbers.T]
    return np.column_stack(columns) if columns else np.empty((groups + 1, 0))


def _signs(directions: pd.Series, indicators: pd.Index) -> Floats:
    absent = indicators.difference(directions.index)
    if len(absent):
        raise KeyError(f"no direction for {', '.join(map(repr, absent[:5]))}")
    signs = directions.reindex(indicators).to_numpy(dtype=float)
    return np.where(signs == 0, 1.0, signs)


def _arrange(
    values: pd.DataFrame, valid: pd.Series, groups: pd.Series | None
) -> tuple[Floats, npt.NDArray[np.intp], pd.Index]:
    """Usable values, the number of each area's group (−1 = none) and the names of the groups."""
    usable = values.to_numpy(dtype=float, copy=True)
    valid = valid.reindex(values.index, fill_value=False).astype(bool)
    if groups is None:
        usable[~valid.to_numpy()] = np.nan
        return usable, np.zeros(len(values), dtype=np.intp), pd.Index([""])
    codes, names = pd.factorize(groups.reindex(values.index))
    usable[~valid.to_numpy() | in_small_groups(valid, groups).to_numpy()] = np.nan
    return usable, codes, pd.Index(names)


def _measure(usable: Floats, codes: npt.NDArray[np.intp], mean: Floats, sd: Floats) -> Floats:
    """Distance of each area from the mean of its group in steps of its spread."""
    distances: Floats = (usable - mean[codes]) / sd[codes]
    return distances


def _label(
    by_group: npt.NDArray[np.generic], names: pd.Index, groups: pd.Series | None, columns: pd.Index
) -> pd.Series:
    """Figures by indicator, or by (group, indicator)."""
    if groups is None:
        return pd.Series(by_group[0], index=columns)
    both = pd.MultiIndex.from_product([names, columns], names=["gruppe", "indikator"])
    return pd.Series(by_group.ravel(), index=both)


def _unlabel(figures: pd.Series, names: pd.Index, groups: pd.Series | None, columns: pd.Index) -> Floats:
    """Undo `_label` for the groups in `names`, with a last row of NaN."""
    if groups is None:
        rows = figures.reindex(columns).to_numpy(dtype=float)[np.newaxis]
    else:
        both = pd.MultiIndex.from_product([names, columns])
        rows = figures.reindex(both).to_numpy(dtype=float).reshape(len(names), -1)
    return np.vstack([rows, np.full((1, len(columns)), np.nan)])
