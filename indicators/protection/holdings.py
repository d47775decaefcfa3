"""What protection holds while it works: raw counts, demands and hidden cells of a whole Gebietsstand. All INTERNAL."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.aggregation import arrange_counts, sum_upwards
from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection.lots import Lots
from indicators.protection.pattern import Pattern
from indicators.protection.primary import Demand, compute_demand
from indicators.protection.quantities import LinkedTables, Quantity, Relation
from indicators.protection.secondary import Cells, Reason
from indicators.protection.tree import Tree

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RegionCounts:
    """Counts of one Gebietsstand on all levels, before protection; INTERNAL. Arrays of shape (A, Y).

    `rests` are the counts readers can compute although nobody publishes them.
    """

    hierarchy: Hierarchy
    tree: Tree
    tables: LinkedTables
    years: npt.NDArray[np.int64]
    totals: Mapping[Quantity, Floats]
    rests: Mapping[Quantity, Floats]
    lots: Lots

    @classmethod
    def of(cls, catalogue: Catalogue, counts: pd.DataFrame, hierarchy: Hierarchy, lots: Lots) -> "RegionCounts":
        """Sum up what was delivered; arguments as for `compute_pattern`."""
        tables = LinkedTables.of(catalogue)
        cube = sum_upwards(arrange_counts(counts, tables.variables, (), hierarchy), hierarchy)
        totals = {name: cube.total(name) for name in tables.quantities}
        rests = {name: _rest(rest.relation, totals) for name, rest in tables.rests.items()}
        return cls(hierarchy, Tree.of(hierarchy), tables, cube.years, totals, rests, lots)

    def demand(self, name: Quantity) -> Demand:
        """What the primary rules demand of one quantity."""
        rules = [
            (r, self.totals[r.denominator] if r.denominator is not None else None)
            for r in self.tables.quantities[name].rules
        ]
        return compute_demand(self.totals[name], rules)

    def rest_demand(self, name: Quantity) -> Demand:
        """What is demanded of a rest."""
        return compute_demand(self.rests[name], [(self.tables.rests[name].rule, None)])


def _rest(relation: Relation, totals: Mapping[Quantity, Floats]) -> Floats:
    """Whole minus published parts; missing where the delivered counts contradict the equation."""
    rest = totals[relation.whole] - sum(totals[part] for part in relation.parts if part in totals)
    return np.where(rest < 0, np.nan, rest)


@dataclass(frozen=True, eq=False)
class Imposed:
    """What other Gebietsstände impose on one quantity; arrays of shape (A, Y).

    Parameters
    ----------
    hidden : ndarray of bool
        Must be hidden.
    fixed : ndarray of bool
        Read off another Gebietsstand: hiding such a cell protects nothing.
    covered : ndarray of bool
        Protected in another Gebietsstand as the same cell.
    blocked : ndarray of bool
        Hidden for the sake of pieces; may be shown where the cells shown determine it anyway.
    moves : ndarray of float
        How far a reader must hold a rise and a fall possible because a cell elsewhere is hidden behind this one.
    """

    hidden: Mask
    fixed: Mask
    covered: Mask
    blocked: Mask
    moves: Floats

    @classmethod
    def nothing(cls, shape: tuple[int, ...]) -> "Imposed":
        """Start from here."""
        masks = [np.zeros(shape, dtype=bool) for _ in range(4)]
        return cls(masks[0], masks[1], masks[2], masks[3], np.zeros(shape))


@dataclass(frozen=True, eq=False)
class QuantityProtection:
    """What protection knows of one quantity; INTERNAL, holds raw counts. Arrays of shape (A, Y).

    `imposed` are the cells hidden for another Gebietsstand.
    """

    counts: Floats
    demand: Demand
    cells: Cells
    linked: Mask
    hidden: Mask
    reasons: Mapping[tuple[int, int], Reason]
    imposed: Mask


@dataclass(frozen=True, eq=False)
class RegionProtection:
    """Result for one Gebietsstand; INTERNAL, never leaves the protection package except as `pattern`.

    Nobody publishes `rests`, so nothing of them is hidden: they have demands only.
    """

    hierarchy: Hierarchy
    tree: Tree
    tables: LinkedTables
    years: npt.NDArray[np.int64]
    quantities: Mapping[Quantity, QuantityProtection]
    rests: Mapping[Quantity, QuantityProtection]

    @property
    def everything(self) -> Mapping[Quantity, QuantityProtection]:
        """Quantities and rests."""
        return {**self.quantities, **self.rests}

    @property
    def pattern(self) -> Pattern:
        """Which cells are suppressed, and nothing else."""
        return Pattern(self.years, {name: part.hidden for name, part in self.quantities.items()})
