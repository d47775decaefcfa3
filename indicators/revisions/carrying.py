"""Counts carried from the areas of one Gebietsstand to those of another, with bounds and honest rounding."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.revisions.quality import METHODS

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]

HALF_ROUNDING = 5.0  # residents of pieces are rounded to tens


@dataclass(frozen=True, eq=False)
class Pieces:
    """Pieces of one level of a crosswalk by position of their areas; shape (p,) each.

    Parameters
    ----------
    source, target : ndarray of int
        Positions of the old and the new area.
    weight, weight_by_area : ndarray of float
        Share of the old area's count that goes into the piece; by the best method, and by territory alone.
    residents : ndarray of float
        NaN = unknown.
    method : ndarray of int
        Position in `METHODS`.
    uncovered : ndarray of bool, shape (targets,)
        New areas with people on territory that the old Gebietsstand does not have, and those without any piece.
    """

    source: Positions
    target: Positions
    weight: Floats
    weight_by_area: Floats
    residents: Floats
    method: Positions
    uncovered: Mask

    @classmethod
    def of(cls, pieces: pd.DataFrame, sources: pd.Index, targets: pd.Index) -> "Pieces":
        """Pieces of one level (columns as in the frame of `geodata.crosswalks.Crosswalk`) among given areas."""
        source = sources.astype(object).get_indexer(pd.Index(pieces["old"].astype(object)))
        target = targets.astype(object).get_indexer(pd.Index(pieces["new"].astype(object)))
        both = (source >= 0) & (target >= 0)
        uncovered = np.bincount(target[both], minlength=len(targets)) == 0
        outside = (source < 0) & (target >= 0) & (pieces["weight_back"].to_numpy(dtype=float) > 0)
        uncovered[target[outside]] = True
        km2 = pieces["area_km2"].to_numpy(dtype=float)
        whole = np.bincount(source[source >= 0], km2[source >= 0], len(sources))[source]
        by_area = np.divide(km2, whole, out=np.zeros(len(km2)), where=whole > 0)
        method = pd.Index(METHODS).get_indexer(pd.Index(pieces["method"].astype(object)))
        return cls(
            source[both],
            target[both],
            pieces["weight"].to_numpy(dtype=float)[both],
            by_area[both],
            pieces["residents"].to_numpy(dtype=float)[both],
            method[both],
            uncovered,
        )

    def carry(self, counts: Floats, weights: Floats) -> Floats:
        """Counts of the new areas, shape (targets, Y); NaN where a part is missing."""
        carried = np.zeros((len(self.uncovered), counts.shape[1]))
        used = weights > 0
        np.add.at(carried, self.target[used], weights[used, None] * counts[self.source[used]])
        carried[self.uncovered] = np.nan
        return carried

    def touched(self, cells: Mask) -> Mask:
        """New areas into which something of the marked old cells goes, shape (targets, Y)."""
        reached = np.zeros((len(self.uncovered), cells.shape[1]), dtype=bool)
        used = self.weight > 0
        np.logical_or.at(reached, self.target[used], cells[self.source[used]])
        return reached

    @property
    def worst_method(self) -> Positions:
        """Position in `METHODS` of the least exact part of every new area."""
        worst = np.zeros(len(self.uncovered), dtype=np.intp)
        used = self.weight > 0
        np.maximum.at(worst, self.target[used], self.method[used])
        return worst

    def bound(self, counts: Floats) -> tuple[Floats, Floats]:
        """Smallest and largest possible counts of the new areas, shape (targets, Y); NaN where a part is missing.

        Notes
        -----
        A piece of V_i can hold [max(0, V_i − Σ_{k≠j} P_ik), min(V_i, P_ij)] with P the residents, who are taken for
        the eligible population only if no area has more cases than residents. Otherwise, and where residents are not
        known, a part of an area can hold anything from 0 to V_i.
        """
        people = self.residents + HALF_ROUNDING
        sums = np.bincount(self.source, people, counts.shape[0])
        alone = (np.bincount(self.source, minlength=counts.shape[0]) == 1)[self.source]
        everybody = np.nan_to_num(counts, nan=0.0).max(axis=1, initial=0.0)
        if not (everybody <= np.where(np.isnan(sums), -1.0, sums))[self.source[~alone]].all():
            people = np.full_like(people, np.inf)
            sums = np.full_like(sums, np.inf)
        values = counts[self.source]
        with np.errstate(invalid="ignore"):
            others = np.where(np.isinf(people), np.inf, sums[self.source] - people)
            low, high = np.maximum(0.0, values - others[:, None]), np.minimum(values, people[:, None])
        low = np.where(alone[:, None] | np.isnan(values), values, low)
        high = np.where(alone[:, None] | np.isnan(values), values, high)
        ones = np.ones(len(self.weight))
        every = Pieces(np.arange(len(ones)), self.target, ones, ones, self.residents, self.method, self.uncovered)
        return every.carry(low, ones), every.carry(high, ones)


def carry_counts(counts: pd.DataFrame, pieces: pd.DataFrame, areas: pd.Index) -> pd.DataFrame:
    """Carry counts from the areas of one Gebietsstand to those of another.

    Parameters
    ----------
    counts : DataFrame
        Index: old areas; one column per year (or whatever); NaN = missing or suppressed.
    pieces : DataFrame
        Pieces of the level: columns `old`, `new` (missing for territory of one side only), `weight`, `weight_back`,
        `area_km2`, `residents`, `method`.
    areas : Index
        New areas wanted, in order.

    Returns
    -------
    DataFrame
        Index `areas`, columns of `counts`. NaN where a source with weight > 0 is NaN, and where an inhabited part lies
        outside the old Gebietsstand; never 0 instead.

    Notes
    -----
    V_j = Σ_i V_i·w_ij with Σ_j w_ij = 1. Only for counts: rates, medians and indices are computed anew, never carried.

    Examples
    --------
    >>> pieces = pd.DataFrame({"old": ["a", "a", "b"], "new": ["a1", "a2", "b"], "weight": [0.25, 0.75, 1.0],
    ...                        "weight_back": 1.0, "area_km2": 1.0, "residents": float("nan"),
    ...                        "method": ["flaeche", "flaeche", "exakt"]})
    >>> counts = pd.DataFrame({2020: [40.0, float("nan")]}, index=["a", "b"])
    >>> carry_counts(counts, pieces, pd.Index(["a1", "a2", "b"]))[2020].tolist()
    [10.0, 30.0, nan]
    """
    placed = Pieces.of(pieces, counts.index, areas)
    return pd.DataFrame(placed.carry(counts.to_numpy(dtype=float), placed.weight), index=areas, columns=counts.columns)


def round_keeping_totals(values: Floats, groups: Positions) -> Floats:
    """Whole numbers whose sum over each group is the rounded sum of the values (largest remainder).

    Parameters
    ----------
    values : ndarray of float, shape (n, Y)
        NaN stays NaN and counts for nothing.
    groups : ndarray of int, shape (n,)
        Number of each row's group.

    Examples
    --------
    >>> round_keeping_totals(np.array([[3.4], [3.3], [3.3], [7.5]]), np.array([0, 0, 0, 1])).ravel().tolist()
    [4.0, 3.0, 3.0, 8.0]
    """
    rounded: Floats = np.floor(values)
    for column in range(values.shape[1]):
        known = np.flatnonzero(~np.isnan(values[:, column]))
        exact, own = values[known, column], groups[known]
        fraction = exact - rounded[known, column]
        # .5 and sums like 0.1 + 0.2 must not depend on the last bit
        missing = np.floor(np.bincount(own, fraction) + 0.5 + 1e-9).astype(np.int64)
        order = np.lexsort((-np.round(fraction, 9), own))
        first = np.searchsorted(own[order], own[order])
        rank = np.arange(len(order)) - first
        rounded[known[order], column] += rank < missing[own[order]]
    return rounded
