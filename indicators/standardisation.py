"""z-values of indicators over the valid areas of a region, or of each Kommune."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Richtung

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
    by_group = usable.groupby(codes)
    n, mean = by_group.count(), by_group.mean()
    low, high = by_group.min(), by_group.max()
    largest = np.maximum(high.abs(), low.abs())
    constant = (n > 0) & (high - low <= ROUNDING * largest)
    sd = by_group.std(ddof=0).mask(constant, 0.0)
    z = _measure(usable, codes, mean, sd.mask(constant)) * signs + 0.0  # no negative zero
    flat = _spread(constant, codes, usable.index) & usable.notna()
    z = z.mask(flat.astype(bool), 0.0)
    figures = (_label(part, names, groups) for part in (mean, sd, n, constant))
    return Standardised(z, *figures)


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
    return _measure(usable, codes, mean, sd.where(sd > 0)) * _signs(directions, values.columns) + 0.0


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


def _signs(directions: pd.Series, indicators: pd.Index) -> pd.Series:
    absent = indicators.difference(directions.index)
    if len(absent):
        raise KeyError(f"no direction for {', '.join(map(repr, absent[:5]))}")
    return directions.reindex(indicators).replace(0, 1).astype(float)


def _arrange(
    values: pd.DataFrame, valid: pd.Series, groups: pd.Series | None
) -> tuple[pd.DataFrame, npt.NDArray[np.intp], pd.Index]:
    """Usable values, the number of each area's group (−1 = none) and the names of the groups."""
    valid = valid.reindex(values.index, fill_value=False).astype(bool)
    if groups is None:
        return values.where(valid, axis=0).astype(float), np.zeros(len(values), dtype=np.intp), pd.Index([""])
    codes, names = pd.factorize(groups.reindex(values.index))
    usable = values.where(valid & ~in_small_groups(valid, groups), axis=0).astype(float)
    return usable, codes, pd.Index(names)


def _spread(by_group: pd.DataFrame, codes: npt.NDArray[np.intp], areas: pd.Index) -> pd.DataFrame:
    """Figures of the groups written to each of their areas; NaN for areas without group."""
    return by_group.reindex(codes).set_axis(areas)


def _measure(usable: pd.DataFrame, codes: npt.NDArray[np.intp], mean: pd.DataFrame, sd: pd.DataFrame) -> pd.DataFrame:
    return (usable - _spread(mean, codes, usable.index)) / _spread(sd, codes, usable.index)


def _label(by_group: pd.DataFrame, names: pd.Index, groups: pd.Series | None) -> pd.Series:
    """Figures by indicator, or by (group, indicator)."""
    if groups is None:
        return pd.Series(by_group.to_numpy()[0], index=by_group.columns)
    both = pd.MultiIndex.from_product([names, by_group.columns], names=["gruppe", "indikator"])
    return pd.Series(by_group.reindex(range(len(names))).to_numpy().ravel(), index=both)


def _unlabel(figures: pd.Series, names: pd.Index, groups: pd.Series | None, columns: pd.Index) -> pd.DataFrame:
    """Undo `_label` for the groups in `names`."""
    if groups is None:
        return figures.reindex(columns).to_frame(0).T
    both = pd.MultiIndex.from_product([names, columns])
    return pd.DataFrame(figures.reindex(both).to_numpy().reshape(len(names), -1), columns=columns)
