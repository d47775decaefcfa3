"""Suppression of a whole Gebietsstand: all quantities of the catalogue, their hierarchies and their relations."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.aggregation import arrange_counts, sum_upwards
from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection.pattern import Pattern
from indicators.protection.primary import Demand, compute_demand
from indicators.protection.quantities import LinkedTables, Quantity
from indicators.protection.secondary import Cells, Reason, hide_complements
from indicators.protection.tree import Tree, compute_room, imply_missing

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

# Stands for "no limit". Small enough for exact sums, large enough that no reader can exclude it.
_FAR = 10.0


@dataclass(frozen=True, eq=False)
class QuantityProtection:
    """What protection knows of one quantity; INTERNAL, holds raw counts. Arrays of shape (A, Y)."""

    counts: Floats
    demand: Demand
    cells: Cells
    linked: Mask
    hidden: Mask
    reasons: Mapping[tuple[int, int], Reason]


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
    tables = LinkedTables.of(catalogue)
    cube = sum_upwards(arrange_counts(counts, tables.variables, (), hierarchy), hierarchy)
    tree = Tree.of(hierarchy)
    totals = {name: cube.total(name) for name in tables.quantities}
    found: dict[Quantity, QuantityProtection] = {}
    pending = True
    while pending:
        pending = False
        for group in tables.groups:
            linked = {name: _linked(name, tables, totals, found) for name in group}
            if all(name in found and not (linked[name] & ~found[name].hidden).any() for name in group):
                continue
            pending = True
            found |= _protect_group(group, tables, tree, totals, linked, found)
    return RegionProtection(hierarchy, tree, tables, cube.years, found)


def _linked(
    name: Quantity,
    tables: LinkedTables,
    totals: Mapping[Quantity, Floats],
    found: Mapping[Quantity, QuantityProtection],
) -> Mask:
    """Cells whose denominator is hidden: the rate would give it away, and count and rate go together (D2)."""
    cells = np.zeros(totals[name].shape, dtype=bool)
    for denominator in tables.quantities[name].denominators:
        if denominator in found:
            cells |= found[denominator].hidden & ~np.isnan(totals[name])
    return cells


def _protect_group(
    group: tuple[Quantity, ...],
    tables: LinkedTables,
    tree: Tree,
    totals: Mapping[Quantity, Floats],
    linked: Mapping[Quantity, Mask],
    found: Mapping[Quantity, QuantityProtection],
) -> dict[Quantity, QuantityProtection]:
    parts = {}
    for name in group:
        quantity = tables.quantities[name]
        rules = [(r, totals[r.denominator] if r.denominator is not None else None) for r in quantity.rules]
        demand = compute_demand(totals[name], rules)
        before = found[name].hidden if name in found else np.zeros_like(linked[name])
        cells = _cells(tree, totals[name], demand, linked[name])
        hidden, reasons = demand.cells | linked[name] | before, dict(found[name].reasons if name in found else {})
        if quantity.additive and hidden.any():
            hidden, added = hide_complements(tree, cells, hidden)
            reasons |= added
        parts[name] = QuantityProtection(totals[name], demand, cells, linked[name], hidden, reasons)
    relations = tables.relations_of(group)
    if relations and any(part.hidden.any() for part in parts.values()):
        from indicators.protection.relations import hide_across  # scipy is only needed where tables overlap

        return hide_across(tree, parts, relations)
    return parts


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
