"""z-values of indicators over the valid areas of a region, or of each Kommune."""

from dataclasses import dataclass

import numpy as np
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
    valid = valid.reindex(values.index, fill_value=False).astype(bool)
    signs = _signs(directions, values.columns)
    if groups is None:
        return _standardise_once(values.where(valid, axis=0), signs)
    groups = groups.reindex(values.index)
    by_group = {}
    for group in groups.dropna().unique():
        members = valid & (groups == group).fillna(False).astype(bool)
        usable = values[members] if members.sum() >= SMALLEST_GROUP else values[members] * np.nan
        by_group[group] = _standardise_once(usable, signs)
    return _join(values, by_group)


def standardise_against(
    values: pd.DataFrame, directions: pd.Series, valid: pd.Series, mean: pd.Series, sd: pd.Series
) -> pd.DataFrame:
    """z-values against μ and σ of another year, so that years can be compared with each other.

    Parameters
    ----------
    values, directions, valid
        As for `standardise`.
    mean, sd : Series of float
        By indicator, of the base year (`Standardised.mean`, `Standardised.sd`).

    Returns
    -------
    DataFrame
        Areas × indicators; NaN as in `Standardised.z`, and where the base year has no spread: a step away from values
        that did not differ cannot be measured in them.

    Examples
    --------
    >>> values = pd.DataFrame({"quote": [8.0, 4.0]}, index=["a", "b"])
    >>> valid = pd.Series(True, index=["a", "b"])
    >>> standardise_against(values, pd.Series({"quote": 1}), valid, pd.Series({"quote": 4.0}), pd.Series({"quote": 2.0})
    ...                     )["quote"].tolist()
    [2.0, 0.0]
    """
    signs = _signs(directions, values.columns)
    valid = valid.reindex(values.index, fill_value=False).astype(bool)
    spread = sd.reindex(values.columns)
    z = (values - mean.reindex(values.columns)) / spread.where(spread > 0) * signs
    return z.where(valid, axis=0)


def _signs(directions: pd.Series, indicators: pd.Index) -> pd.Series:
    absent = indicators.difference(directions.index)
    if len(absent):
        raise KeyError(f"no direction for {', '.join(map(repr, absent[:5]))}")
    return directions.reindex(indicators).replace(0, 1).astype(float)


def _standardise_once(usable: pd.DataFrame, signs: pd.Series) -> Standardised:
    n = usable.count()
    mean, sd = usable.mean(), usable.std(ddof=0)
    constant = (n > 0) & (usable.max() - usable.min() <= ROUNDING * usable.abs().max())
    sd = sd.mask(constant, 0.0)
    z = (usable - mean) / sd.mask(constant) * signs
    flat = usable * 0.0
    return Standardised(z.mask(constant.reindex(z.columns), flat, axis=1), mean, sd, n, constant)


def _join(values: pd.DataFrame, by_group: dict[object, Standardised]) -> Standardised:
    """One result of all groups; areas without group have no z."""
    if not by_group:
        nothing = _standardise_once(values * np.nan, pd.Series(1.0, index=values.columns))
        index = pd.MultiIndex.from_product([[], values.columns], names=["gruppe", "indikator"])
        parts = (part.iloc[:0].set_axis(index) for part in (nothing.mean, nothing.sd, nothing.n, nothing.constant))
        return Standardised(nothing.z, *parts)
    z = pd.concat([part.z for part in by_group.values()]).reindex(values.index)
    figures = [
        pd.concat({group: getattr(part, name) for group, part in by_group.items()}, names=["gruppe", "indikator"])
        for name in ("mean", "sd", "n", "constant")
    ]
    return Standardised(z, *figures)
