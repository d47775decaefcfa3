"""Suppression of a whole Gebietsstand: all quantities of the catalogue, their hierarchies and their relations."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.aggregation import arrange_counts, sum_upwards
from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection.pattern import Pattern
from indicators.protection.primary import Demand, compute_demand
from indicators.protection.quantities import LinkedTables, Quantity
from indicators.protection.secondary import ROUNDING, Cells, Reason, hide_complements
from indicators.protection.tree import Tree, compute_room, imply_missing

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

# Stands for "no limit". Small enough for exact sums, large enough that no reader can exclude it.
_FAR = 10.0


@dataclass(frozen=True, eq=False)
class RegionCounts:
    """Counts of one Gebietsstand on all levels, before protection; INTERNAL. Arrays of shape (A, Y)."""

    hierarchy: Hierarchy
    tree: Tree
    tables: LinkedTables
    years: npt.NDArray[np.int64]
    totals: Mapping[Quantity, Floats]

    @classmethod
    def of(cls, catalogue: Catalogue, counts: pd.DataFrame, hierarchy: Hierarchy) -> "RegionCounts":
        """Sum up what was delivered; arguments as for `compute_pattern`."""
        tables = LinkedTables.of(catalogue)
        cube = sum_upwards(arrange_counts(counts, tables.variables, (), hierarchy), hierarchy)
        totals = {name: cube.total(name) for name in tables.quantities}
        return cls(hierarchy, Tree.of(hierarchy), tables, cube.years, totals)

    def demand(self, name: Quantity) -> Demand:
        """What the primary rules demand of one quantity."""
        rules = [
            (r, self.totals[r.denominator] if r.denominator is not None else None)
            for r in self.tables.quantities[name].rules
        ]
        return compute_demand(self.totals[name], rules)


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
    """Result for one Gebietsstand; INTERNAL, never leaves the protection package except as `pattern`."""

    hierarchy: Hierarchy
    tree: Tree
    tables: LinkedTables
    years: npt.NDArray[np.int64]
    quantities: Mapping[Quantity, QuantityProtection]

    @property
    def pattern(self) -> Pattern:
        """Which cells are suppressed, and nothing else."""
        return Pattern(self.years, {name: part.hidden for name, part in self.quantities.items()})


def compute_pattern(catalogue: Catalogue, counts: pd.DataFrame, hierarchy: Hierarchy) -> Pattern:
    """Decide which cells of a Gebietsstand are suppressed in all indicators together.

    Parameters
    ----------
    catalogue : Catalogue
        All indicators that are published, and the sums it declares.
    counts : DataFrame
        As for `publish_indicator`, with all variables.
    hierarchy : Hierarchy
        Levels and areas of the same Gebietsstand.

    Returns
    -------
    Pattern
        Holds no counts and does not tell primary from secondary: it may be cached.

    Raises
    ------
    UnknownAreaError
        If counts name an area or level the hierarchy does not know.

    Notes
    -----
    Rules P1, P2, S1, S2 and D2. Years are settled one after the other and only look back, so a new year does not change
    what was published of earlier ones.

    Examples
    --------
    >>> parents = {"raum": pd.Series(dict.fromkeys("abcd", "r")), "region": pd.Series({"r": None})}
    >>> sizes = {"raum": pd.Series(dict.fromkeys("abcd", 1.0)), "region": pd.Series({"r": 4.0})}
    >>> catalogue = Catalogue.model_validate({"themenfelder": ["t"], "indikatoren": {"z": {
    ...     "name": "z", "themenfeld": "t", "art": "anzahl", "zaehler": "z", "einheit": "Personen", "quelle": "q",
    ...     "definition": "d", "zaehler_text": "z", "geheimhaltung": {"min_zaehler": 10}}}})
    >>> counts = pd.DataFrame({"ebene": "raum", "area": list("abcd"), "jahr": 2020, "quelle": "amt", "variable": "z",
    ...                        "stichtag": pd.Timestamp("2020-12-31"), "wert": [412.0, 7.0, 300.0, 281.0]})
    >>> compute_pattern(catalogue, counts, Hierarchy(("raum", "region"), parents, sizes)).suppressed(("z",)).ravel()
    array([False,  True, False,  True, False])
    """
    return protect_region(catalogue, counts, hierarchy).pattern


def protect_region(catalogue: Catalogue, counts: pd.DataFrame, hierarchy: Hierarchy) -> RegionProtection:
    """Like `compute_pattern`, with everything the internal protocol and the audit need.

    Parameters
    ----------
    catalogue, counts, hierarchy
        As for `compute_pattern`.

    Returns
    -------
    RegionProtection
        INTERNAL: holds raw counts.
    """
    return protect_counts(RegionCounts.of(catalogue, counts, hierarchy), {})


def protect_counts(region: RegionCounts, imposed: Mapping[Quantity, Imposed]) -> RegionProtection:
    """Protect counts that are already summed up.

    Parameters
    ----------
    region : RegionCounts
        All levels of one Gebietsstand.
    imposed : mapping of Quantity to Imposed
        What other Gebietsstände impose; empty where there is but one.

    Returns
    -------
    RegionProtection
        INTERNAL: holds raw counts.
    """
    found: dict[Quantity, QuantityProtection] = {}
    pending = True
    while pending:
        pending = False
        for group in region.tables.groups:
            linked = {name: _linked(name, region, found) for name in group}
            if all(name in found and not (linked[name] & ~found[name].hidden).any() for name in group):
                continue
            pending = True
            found |= _protect_group(group, region, linked, found, imposed)
    return RegionProtection(region.hierarchy, region.tree, region.tables, region.years, found)


def _linked(name: Quantity, region: RegionCounts, found: Mapping[Quantity, QuantityProtection]) -> Mask:
    """Cells whose denominator is hidden: the rate would give it away, and count and rate go together (D2)."""
    cells = np.zeros(region.totals[name].shape, dtype=bool)
    for denominator in region.tables.quantities[name].denominators:
        if denominator in found:
            cells |= found[denominator].hidden & ~np.isnan(region.totals[name])
    return cells


def _protect_group(
    group: tuple[Quantity, ...],
    region: RegionCounts,
    linked: Mapping[Quantity, Mask],
    found: Mapping[Quantity, QuantityProtection],
    imposed: Mapping[Quantity, Imposed],
) -> dict[Quantity, QuantityProtection]:
    tree, parts, natural = region.tree, {}, {}
    for name in group:
        totals, demand = region.totals[name], region.demand(name)
        before = found[name].hidden if name in found else np.zeros_like(linked[name])
        foreign = imposed[name].hidden if name in imposed else np.zeros_like(linked[name])
        natural[name] = cells = _cells(tree, totals, demand, linked[name])
        if name in imposed:
            cells = _restrict(cells, demand, imposed[name])
        hidden, reasons = (
            demand.cells | linked[name] | before | foreign,
            dict(found[name].reasons if name in found else {}),
        )
        if region.tables.quantities[name].additive and hidden.any():
            hidden, added = hide_complements(tree, cells, hidden)
            reasons |= added
        parts[name] = QuantityProtection(totals, demand, cells, linked[name], hidden, reasons, foreign)
    relations = region.tables.relations_of(group)
    if relations and any(part.hidden.any() for part in parts.values()):
        from indicators.protection.relations import hide_across  # scipy is only needed where tables overlap

        parts = hide_across(tree, parts, relations)
    parts = {name: replace(part, cells=natural[name]) for name, part in parts.items()}
    return {
        name: _show_determined(tree, part, imposed[name].blocked) if name in imposed else part
        for name, part in parts.items()
    }


def _restrict(cells: Cells, demand: Demand, imposed: Imposed) -> Cells:
    """Take into account what readers know from another Gebietsstand, and what is protected there already."""
    free = ~imposed.fixed
    # In a year published elsewhere too, cells hidden for their denominator alone are known or protected there.
    alone = ~(imposed.blocked | imposed.covered).any(axis=0)
    open_demand = demand.cells & ~imposed.covered | alone
    return replace(
        cells,
        up=cells.up * free,
        down=cells.down * free,
        need_up=np.maximum(cells.need_up * open_demand, np.minimum(imposed.moves, cells.up)),
        need_down=np.maximum(cells.need_down * open_demand, np.minimum(imposed.moves, cells.down)),
    )


def _show_determined(tree: Tree, part: QuantityProtection, blocked: Mask) -> QuantityProtection:
    """Show blocked cells again that follow from those shown: hiding them keeps nothing secret."""
    up, down = part.cells.room(tree, part.hidden)
    shown = blocked & part.hidden & ~part.demand.cells & ~part.linked & (up + down < ROUNDING)
    return replace(part, hidden=part.hidden & ~shown)


def _cells(tree: Tree, counts: Floats, demand: Demand, linked: Mask) -> Cells:
    known = ~np.isnan(counts)
    implied = imply_missing(tree, counts)
    far = _FAR * np.nansum(np.abs(implied[tree.levels[0]])) + _FAR**4
    numbers = np.nan_to_num(implied)
    up = np.where(known, np.minimum(np.where(known, demand.ceiling, np.inf), far) - numbers, far)
    down = np.minimum(numbers - demand.floor, far)
    # A cell hidden only for its denominator's sake must still not be the one unknown of an equation (S1).
    need_up = np.where(linked & (numbers == 0), np.maximum(demand.up, np.minimum(1, up)), demand.up)
    need_down = np.where(linked & (numbers != 0), np.maximum(demand.down, np.minimum(1, down)), demand.down)
    everything = ~np.isnan(implied)
    most_up, most_down = compute_room(tree, implied, everything, up, down)
    return Cells(implied, known, up, down, np.minimum(need_up, most_up), np.minimum(need_down, most_down))
