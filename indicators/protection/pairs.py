"""One level of an older and a newer Gebietsstand side by side: what the newer one imposes on the older one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.hierarchy import Hierarchy
from indicators.protection.holdings import Imposed, RegionCounts, RegionProtection
from indicators.protection.pieces import ChangedAreas, largest_pieces
from indicators.protection.primary import Demand, small_counts
from indicators.protection.quantities import LinkedTables, Quantity
from indicators.protection.tree import Tree

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]
Place = tuple[Positions, int]  # some areas in one year

EQUAL = 1e-9
NARROW = 1e-3


@dataclass(frozen=True)
class Link:
    """How the areas of one level belong together in two Gebietsstände.

    Parameters
    ----------
    newer, older : str
        The Gebietsstände.
    ebene : str
        The level.
    same : tuple of (str, str)
        Newer and older key of areas that cover the same ground.
    changed : tuple of ChangedAreas
        All other areas that cover some common ground.
    """

    newer: str
    older: str
    ebene: str
    same: tuple[tuple[str, str], ...]
    changed: tuple[ChangedAreas, ...]


@dataclass(frozen=True, eq=False)
class Pair:
    """One level of an older and a newer Gebietsstand in the years both know; INTERNAL, holds raw counts.

    `demands` are the primary rules' demands in the older one.
    """

    older: RegionCounts
    newer: RegionProtection
    link: Link
    demands: Mapping[Quantity, Demand]
    shared: Mapping[Quantity, Mask]

    @cached_property
    def columns(self) -> tuple[npt.NDArray[np.int64], Positions, Positions]:
        """Common years and their columns in the older and the newer Gebietsstand."""
        return np.intersect1d(self.older.years, self.newer.years, return_indices=True)

    @cached_property
    def same_cells(self) -> tuple[tuple[Positions, ...], tuple[Positions, ...]]:
        """Index of the same cells in arrays of the older and of the newer Gebietsstand."""
        _, older_years, newer_years = self.columns
        older = find_areas(self.older.hierarchy, self.link.ebene, (old for _, old in self.link.same))
        newer = find_areas(self.newer.hierarchy, self.link.ebene, (new for new, _ in self.link.same))
        return np.ix_(older, older_years), np.ix_(newer, newer_years)

    def impose_same(self, name: Quantity, imposed: Imposed) -> None:
        """The same cell is hidden where it is hidden in the newer Gebietsstand, or where both counts differ."""
        ours, theirs = self.same_cells
        part = self.newer.quantities[name]
        mine, other, hidden = self.older.totals[name][ours], part.counts[theirs], part.hidden[theirs]
        both = ~np.isnan(mine) & ~np.isnan(other) & self.shared[name]
        equal = both & (np.abs(mine - other) < EQUAL)
        imposed.hidden[ours] |= both & (hidden | ~equal)
        imposed.fixed[ours] |= equal & ~hidden
        imposed.covered[ours] |= equal

    def harmful_years(
        self, group: tuple[Quantity, ...], changed: ChangedAreas, imposed: Mapping[Quantity, Imposed]
    ) -> Iterator[int]:
        """Common years in which the older areas of moved borders would give something away."""
        for year in range(len(self.columns[0])):
            linked = [name for name in group if self.is_linked(name, changed, year)]
            harmless = all(self._is_harmless(name, changed, year, imposed[name]) for name in linked)
            if linked and not (harmless and self._rests_are_harmless(group, changed, year)):
                yield year

    def block(self, name: Quantity, changed: ChangedAreas, year: int, imposed: Imposed) -> None:
        """Hide the older areas of moved borders in one common year."""
        areas, column = self._ours(changed, year)
        known = areas[~np.isnan(self.older.totals[name][areas, column])]
        imposed.hidden[known, column] = True
        imposed.blocked[known, column] = True

    def is_linked(self, name: Quantity, changed: ChangedAreas, year: int) -> bool:
        """Whether both Gebietsstände have counts of the same day for areas of moved borders."""
        if not self.shared[name][year]:
            return False
        ours, theirs = self._totals(name, changed, year)
        return not (np.isnan(ours).all() or np.isnan(theirs).all())

    @cached_property
    def _places(self) -> dict[ChangedAreas, tuple[Positions, Positions]]:
        """Positions of the older and the newer areas of moved borders."""
        ebene, older, newer = self.link.ebene, self.older.hierarchy, self.newer.hierarchy
        return {c: (find_areas(older, ebene, c.older), find_areas(newer, ebene, c.newer)) for c in self.link.changed}

    def _ours(self, changed: ChangedAreas, year: int) -> Place:
        return self._places[changed][0], int(self.columns[1][year])

    def _theirs(self, changed: ChangedAreas, year: int) -> Place:
        return self._places[changed][1], int(self.columns[2][year])

    def _totals(self, name: Quantity, changed: ChangedAreas, year: int) -> tuple[Floats, Floats]:
        ours = self.older.totals[name][self._ours(changed, year)]
        return ours, self.newer.quantities[name].counts[self._theirs(changed, year)]

    def _is_harmless(self, name: Quantity, changed: ChangedAreas, year: int, imposed: Imposed) -> bool:
        """Whether all areas of both are shown down to the finest level and no piece can be narrowed too far."""
        if not self.older.tables.quantities[name].additive:
            return True
        hidden, secret = self.newer.quantities[name].hidden, self.demands[name].cells | imposed.hidden
        if _any_below(self.newer.tree, hidden, self._theirs(changed, year)):
            return False
        if _any_below(self.older.tree, secret, self._ours(changed, year)):
            return False
        if self._has_small_complement(name, changed, year):
            return False
        ours, theirs = self._totals(name, changed, year)
        totals = np.concatenate([theirs, ours])
        if np.isnan(totals).any():
            return False
        return changed.nested or self._pieces_are_wide(name, changed, year, totals)

    def _rests_are_harmless(self, group: tuple[Quantity, ...], changed: ChangedAreas, year: int) -> bool:
        """Whether what is left of a whole is nowhere too small, neither in an area nor in a piece."""
        for name in self.older.tables.rests_of(group):
            least = self.older.tables.rests[name].rule.least
            ours = self.older.rests[name][self._ours(changed, year)]
            theirs = self.newer.rests[name].counts[self._theirs(changed, year)]
            totals = np.concatenate([theirs, ours])
            if small_counts(ours, least).any():
                return False
            if not (np.isnan(totals).any() or changed.nested or are_wide(changed, totals, least)):
                return False
        return True

    def _has_small_complement(self, name: Quantity, changed: ChangedAreas, year: int) -> bool:
        """Whether a count out of this one is secret for its complement (P2) in one of the older areas.

        The newer totals can keep that count from rising to its denominator, so the denominator must not be known.
        """
        return any(
            self.demands[other].complement[self._ours(changed, year)].any()
            for other, quantity in self.older.tables.quantities.items()
            if name in quantity.denominators
        )

    def _pieces_are_wide(self, name: Quantity, changed: ChangedAreas, year: int, totals: Floats) -> bool:
        rules = self.older.tables.quantities[name].rules
        if not are_wide(changed, totals, max(_related_least(self.older.tables, name))):
            return False
        for rule in rules:
            if rule.complement and rule.denominator is not None:
                ours, theirs = self._totals(rule.denominator, changed, year)
                complements = np.concatenate([theirs, ours]) - totals
                if not np.isnan(complements).any() and not are_wide(changed, complements, rule.least):
                    return False
        return True


def find_areas(hierarchy: Hierarchy, ebene: str, keys: Iterable[str]) -> Positions:
    """Positions among the areas of all levels (`Hierarchy.slices`)."""
    places = hierarchy.areas(ebene).astype(object).get_indexer(pd.Index(list(keys), dtype=object))
    start: int = hierarchy.slices[ebene].start
    return places + start


def are_wide(changed: ChangedAreas, totals: Floats, least: float) -> bool:
    """Whether every piece can be as large as demanded, or is zero for certain.

    Parameters
    ----------
    changed : ChangedAreas
        Areas and their pieces.
    totals : ndarray of float, shape (areas,)
        Counts of the newer, then of the older areas.
    least : float
        Smallest positive count that may be known.

    Examples
    --------
    >>> moved = ChangedAreas(("a", "b"), ("A", "B"), (("a", "A"), ("b", "A"), ("b", "B")))
    >>> are_wide(moved, np.array([139.0, 61.0, 143.0, 57.0]), 10)  # 143 − 139 = 4
    False
    """
    if least <= 1:
        return True
    if (totals < 0).any():
        return False  # pieces of a balance have no lower bound
    largest = largest_pieces(changed, totals, least)
    return largest is not None and not ((largest > NARROW) & (largest < least - NARROW)).any()


def _related_least(tables: LinkedTables, name: Quantity) -> Iterator[int]:
    """Thresholds of quantities that cannot be larger than this one or add up with it."""
    yield 0
    group = next(group for group in tables.groups if name in group)
    for other, quantity in tables.quantities.items():
        if other in group or name in quantity.denominators:
            yield from (rule.least for rule in quantity.rules)


def _any_below(tree: Tree, cells: Mask, place: Place) -> bool:
    """Whether a cell in some areas, or in areas below them, is marked."""
    areas, year = place
    marked = cells[:, year].copy()
    if areas.min(initial=tree.size) >= tree.levels[0].stop:
        for level in tree.levels[:-1]:
            np.logical_or.at(marked, tree.wholes[level], marked[level])
    return bool(marked[areas].any())
