"""How firm the classes of an index are: what happens if one indicator is left out or weighs a fifth more or less."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.indices.components import IndexSource, read_components
from indicators.indices.definitions import Index
from indicators.indices.weighting import DIGITS, index_classes, weighted_sums
from indicators.indices.years import IndexYear, compute_year
from indicators.standardisation import standardise

WEIGHT_STEP = 0.2
LEFT_OUT, LESS, MORE = "ohne", "gewicht_minus", "gewicht_plus"


@dataclass(frozen=True, eq=False)
class Stability:
    """Stability of the classes of one index and year.

    Attributes
    ----------
    variants
        One row per variant: columns `variante` (ohne, gewicht_minus, gewicht_plus), `indikator`, `n` (areas that have
        an index with and without the change), `gleich` (how many of them keep their class), `anteil_gleich` (NaN
        where n = 0).
    areas
        By area, areas with an index: columns `klasse` (as published by us), `anteil_gleich` (share of the variants in
        which it stays), `klasse_von`, `klasse_bis`, `rank_best`, `rank_worst` (lowest and highest over all variants and
        the index itself).
    anteil_ohne, anteil_gewicht
        Share of the areas that keep their class in every variant of leaving out, of weighing; NaN without areas.
    """

    variants: pd.DataFrame
    areas: pd.DataFrame
    anteil_ohne: float
    anteil_gewicht: float


def compute_stability(index: Index, source: IndexSource, jahr: int) -> Stability | None:
    """Recompute an index with one indicator less, and with each weight changed by 20 %.

    Parameters
    ----------
    index : Index
        Definition.
    source : IndexSource
        Published figures.
    jahr : int
        Year.

    Returns
    -------
    Stability or None
        None where the year has no index.

    Notes
    -----
    Deterministic: J variants with weight 0 for one of the J indicators (none for J = 1), and 2·J with 0.8 or 1.2 of one
    weight. Every variant is standardised again over the same valid areas. An area that has no index in a variant, as
    too few of its indicators are left, is not counted there.
    """
    components = read_components(index, source, {jahr})
    if jahr not in components.years:
        return None
    year = compute_year(index, source, components, components.years.index(jahr))
    if np.isnan(year.values).all():
        return None
    names, weights = _variants(year)
    values = _recompute(index, year, weights) if names else np.empty((len(source.areas), 0))
    classes = index_classes(np.column_stack([year.values, values]), index.limits)
    ranks = _ranks(np.column_stack([year.values, values]), year.groups)
    there = classes[:, 0] >= 0
    kept = classes[:, 1:] == classes[:, :1]
    counted = there[:, np.newaxis] & (classes[:, 1:] >= 0)
    left_out = np.array([kind == LEFT_OUT for kind, _ in names], dtype=bool)
    return Stability(
        _tell_variants(names, kept, counted),
        _tell_areas(index, source.areas, classes, ranks, kept & counted, counted)[there],
        _share_always(kept, counted, left_out),
        _share_always(kept, counted, ~left_out),
    )


def _variants(year: IndexYear) -> tuple[list[tuple[str, str]], npt.NDArray[np.float64]]:
    """Kind and indicator of each variant, and its weights, shape (variants, parts)."""
    factors = {LEFT_OUT: 0.0, LESS: 1 - WEIGHT_STEP, MORE: 1 + WEIGHT_STEP}
    names: list[tuple[str, str]] = []
    rows = []
    for kind, factor in factors.items():
        for position, part in enumerate(year.parts):
            if len(year.parts) > 1:
                changed = year.weights.copy()
                changed[position] *= factor
                names.append((kind, part.indikator))
                rows.append(changed)
    return names, np.array(rows).reshape(len(rows), len(year.parts))


def _recompute(index: Index, year: IndexYear, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Index of every variant, shape (areas, variants)."""
    sums, _ = weighted_sums(year.standard.z.to_numpy(), weights, index.mindestanteil)
    frame = pd.DataFrame(sums, index=year.verdict.index)
    upwards = pd.Series(1, index=frame.columns)
    return standardise(frame, upwards, year.valid, year.groups).z.to_numpy(dtype=float)


def _ranks(values: npt.NDArray[np.float64], groups: pd.Series | None) -> npt.NDArray[np.float64]:
    codes = np.zeros(len(values)) if groups is None else pd.factorize(groups)[0]
    ranks = pd.DataFrame(np.round(values, DIGITS)).groupby(codes).rank(method="min", ascending=False)
    return ranks.to_numpy(dtype=float)


def _tell_variants(
    names: Sequence[tuple[str, str]], kept: npt.NDArray[np.bool_], counted: npt.NDArray[np.bool_]
) -> pd.DataFrame:
    table = pd.DataFrame(names, columns=["variante", "indikator"])
    n, same = counted.sum(axis=0), (kept & counted).sum(axis=0)
    table["n"], table["gleich"] = n, same
    table["anteil_gleich"] = np.divide(same, n, out=np.full(len(n), np.nan), where=n > 0)
    return table


def _tell_areas(
    index: Index,
    areas: pd.Index,
    classes: npt.NDArray[np.int64],
    ranks: npt.NDArray[np.float64],
    kept: npt.NDArray[np.bool_],
    counted: npt.NDArray[np.bool_],
) -> pd.DataFrame:
    names = pd.Index([one.name for one in index.klassen])
    highest = len(names)
    lowest_class = np.where(classes < 0, highest, classes).min(axis=1)
    tried = counted.sum(axis=1)

    def named(codes: npt.NDArray[np.int64]) -> pd.Series:
        made = pd.Categorical.from_codes(np.where(codes == highest, -1, codes), names, ordered=True)
        return pd.Series(made, index=areas)

    share = np.divide(kept.sum(axis=1), tried, out=np.full(len(areas), np.nan), where=tried > 0)
    return pd.DataFrame(
        {
            "klasse": named(classes[:, 0]),
            "anteil_gleich": share,
            "klasse_von": named(lowest_class),
            "klasse_bis": named(classes.max(axis=1)),
            "rank_best": pd.DataFrame(ranks, index=areas).min(axis=1).astype("Int64"),
            "rank_worst": pd.DataFrame(ranks, index=areas).max(axis=1).astype("Int64"),
        },
        index=areas,
    )


def _share_always(kept: npt.NDArray[np.bool_], counted: npt.NDArray[np.bool_], chosen: npt.NDArray[np.bool_]) -> float:
    """Share of the areas counted in at least one of the chosen variants that keep their class in all of them."""
    tried = np.asarray(counted[:, chosen].any(axis=1))
    if not tried.any():
        return float("nan")
    always = np.asarray((kept | ~counted)[:, chosen].all(axis=1))
    return float(always[tried].mean())
