"""Residents of the pieces by year and age, tied to the official totals of the Kommunen."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.demo.chance import YEARS, Counts, Floats, binomial_quantile, steady_chance

FEWEST_RESIDENTS = 760  # of an area; the report of 2018 names 700 as the smallest

# Lower age limits of the classes; "65" stands for 65 to under the Regelaltersgrenze (near 66 in these years).
AGES = (0, 3, 6, 10, 15, 18, 20, 21, 25, 35, 45, 55, 65, 66, 80)
_SHARES = np.array([27, 26, 34, 44, 28, 22, 13, 60, 143, 121, 142, 131, 11.5, 130, 61]) / 1000
_AGEING = np.array([-10, -10, -9, -8, -5, -6, -7, -8, -9, -5, 2, 9, 14, 16, 20]) / 100
_FAMILIES = np.array([9, 10, 11, 10, 7, 2, -2, -4, -3, 6, 3, -2, -4, -5, -6]) / 100
_STUDENTS = np.array([-12, -18, -22, -24, -20, 16, 30, 48, 30, 0, -16, -20, -22, -24, -20]) / 100
_DEPRIVED = np.array([5, 5, 5, 4, 3, 2, 1, 1, 1, 0, -1, -1, -2, -2, -2]) / 100
_PER_YEAR = np.array([14, 12, 6, -4, -12, -10, -6, -4, 4, 5, -26, 16, 14, 2, 28]) / 1000

# Sums of age classes: name -> (from, to); 200 = open end, 66 = Regelaltersgrenze.
AGE_GROUPS: Mapping[str, tuple[int, int]] = {
    "ew_u3": (0, 3),
    "ew_3_u6": (3, 6),
    "ew_u6": (0, 6),
    "ew_6_u10": (6, 10),
    "ew_6_u15": (6, 15),
    "ew_u15": (0, 15),
    "ew_15_u18": (15, 18),
    "ew_u18": (0, 18),
    "ew_u21": (0, 21),
    "ew_ab10": (10, 200),
    "ew_15_u25": (15, 25),
    "ew_25_u65": (25, 65),
    "ew_15_u65": (15, 65),
    "ew_20_u65": (20, 65),
    "ew_18_u_rag": (18, 66),
    "ew_15_u_rag": (15, 66),
    "ew_u_rag": (0, 66),
    "ew_ab_rag": (66, 200),
    "ew_u65": (0, 65),
    "ew_65plus": (65, 200),
    "ew_80plus": (80, 200),
    "ew_18plus": (18, 200),
}


def complete_series(residents: pd.DataFrame) -> pd.DataFrame:
    """Residents of each Kommune for every 31.12. from 2013 to 2022 on the base of the census of 2011.

    Parameters
    ----------
    residents : DataFrame
        Known values: ags, stichtag, einwohner.

    Returns
    -------
    DataFrame
        Index ags, columns 2013…2022. Known years unchanged, gaps linear; after the last known year half the growth
        of 2014–2018 goes on, and 2022 has 0.8 % more (refugees from Ukraine). The latter is an assumption.
    """
    known = residents.assign(jahr=residents["stichtag"].dt.year).pivot(index="ags", columns="jahr", values="einwohner")
    years = range(2013, 2023)
    series = known.reindex(columns=list(years)).astype(float)
    growth = (series[2018] / series[2014]) ** 0.25 - 1
    for ags in series.index:
        last = int(series.loc[ags].dropna().index.max())
        for year in range(last + 1, 2023):
            extra = 0.008 if year == 2022 else 0.0
            series.at[ags, year] = series.at[ags, year - 1] * (1 + 0.5 * growth[ags] + extra)
    return series.interpolate(axis=1).round().astype(int)


def largest_remainder(shares: Floats, total: int) -> Counts:
    """Whole numbers in proportion to `shares` that add up to `total`.

    Examples
    --------
    >>> largest_remainder(np.array([1.0, 1.0, 1.0]), 10).tolist()
    [4, 3, 3]
    """
    exact = shares / shares.sum() * total
    counts = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[: total - counts.sum()]] += 1
    return np.asarray(counts)


def residents_by_year(atoms: gpd.GeoDataFrame, series: pd.DataFrame, rng: np.random.Generator) -> Counts:
    """Residents of the pieces (pieces × 10 years from 2013) that add up to the Kommunen."""
    area = atoms["code_2018"]
    weight = atoms["einwohner_gewicht"] + 25.0
    weight = weight * (FEWEST_RESIDENTS / weight.groupby(area).transform("sum")).clip(lower=1.0)
    areas = sorted(set(area))
    slope = area.map(dict(zip(areas, (0.009 * rng.standard_normal(len(areas))).tolist(), strict=True))).to_numpy()
    years = np.asarray(series.columns, dtype=int)
    shares = weight.to_numpy()[:, None] * np.exp(slope[:, None] * (years - 2018))
    result = np.zeros(shares.shape, dtype=np.int64)
    for ags, totals in series.iterrows():
        rows = (atoms["ags"] == ags).to_numpy()
        for i, total in enumerate(totals):
            result[rows, i] = largest_remainder(shares[rows, i], int(total))
    return result


def age_classes(residents: Counts, factors: pd.DataFrame, families: Floats, rng: np.random.Generator) -> list[Counts]:
    """Residents by class of `AGES` (list of pieces × years); the classes add up to the residents."""
    years = np.asarray(YEARS) - 2018
    logs = (
        np.log(_SHARES / _SHARES.sum())[None, None, :]
        + factors["a"].to_numpy()[:, None, None] * _AGEING
        + families[:, None, None] * _FAMILIES
        + factors["u"].to_numpy()[:, None, None] * _STUDENTS
        + factors["d"].to_numpy()[:, None, None] * _DEPRIVED
        + years[None, :, None] * _PER_YEAR
    )
    shares = np.exp(logs) / np.exp(logs).sum(axis=2, keepdims=True)
    left, left_share, classes = residents.copy(), np.ones(residents.shape), []
    for i in range(len(AGES) - 1):
        part = np.clip(shares[:, :, i] / left_share, 0, 1)
        count = binomial_quantile(steady_chance(rng, len(residents)), left, part)
        classes.append(count)
        left, left_share = left - count, left_share - shares[:, :, i]
    return [*classes, left]


def age_groups(classes: list[Counts]) -> dict[str, Counts]:
    """The groups of `AGE_GROUPS` as sums of classes."""
    return {
        name: sum((c for c, age in zip(classes, AGES, strict=True) if low <= age < high), np.zeros_like(classes[0]))
        for name, (low, high) in AGE_GROUPS.items()
    }


def median_age(classes: Floats) -> Floats:
    """Median age from counts by class (rows × classes), linear within the class; NaN without residents."""
    upper = np.array([*AGES[1:], 100.0])
    lower = np.asarray(AGES, dtype=float)
    total = classes.sum(axis=1)
    cumulated = classes.cumsum(axis=1)
    at = (cumulated >= total[:, None] / 2).argmax(axis=1)
    rows = np.arange(len(classes))
    inside = classes[rows, at]
    below = cumulated[rows, at] - inside
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(lower[at] + (total / 2 - below) / inside * (upper[at] - lower[at]))
