"""Suppression of a whole Gebietsstand: all quantities of the catalogue, their hierarchies and their relations."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection.holdings import Imposed, QuantityProtection, RegionCounts, RegionProtection
from indicators.protection.lots import Lots
from indicators.protection.pattern import Pattern
from indicators.protection.primary import Demand
from indicators.protection.quantities import Quantity, Relation
from indicators.protection.secondary import ROUNDING, Cells, hide_complements
from indicators.protection.tree import Tree, compute_room, imply_missing

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

# Stands for "no limit". Small enough for exact sums, large enough that no reader can exclude it.
_FAR = 10.0


def compute_pattern(
    catalogue: Catalogue, counts: pd.DataFrame, hierarchy: Hierarchy, lots: Lots | None = None
) -> Pattern:
    """Decide which cells of a Gebietsstand are suppressed in all indicators together.

    Parameters
    ----------
    catalogue : Catalogue
        All indicators that are published, and the sums it declares.
    counts : DataFrame
        As for `publish_indicator`, with all variables.
    hierarchy : Hierarchy
        Levels and areas of the same Gebietsstand.
    lots : Lots, optional
        Decide which cell is hidden for another's sake; drawn from the counts by default.

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
    >>> region = Hierarchy(("raum", "region"), parents, sizes)
    >>> compute_pattern(catalogue, counts, region, Lots(None)).suppressed(("z",)).ravel()
    array([False,  True, False,  True, False])
    """
    return protect_region(catalogue, counts, hierarchy, lots).pattern


def protect_region(
    catalogue: Catalogue, counts: pd.DataFrame, hierarchy: Hierarchy, lots: Lots | None = None
) -> RegionProtection:
    """Like `compute_pattern`, with everything the internal protocol and the audit need.

    Parameters
    ----------
    catalogue, counts, hierarchy, lots
        As for `compute_pattern`.

    Returns
    -------
    RegionProtection
        INTERNAL: holds raw counts.
    """
    return protect_counts(RegionCounts.of(catalogue, counts, hierarchy, lots or Lots.of(counts)), {})


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
    rests = {name: _protect_rest(name, region) for name in region.rests}
    pending = True
    while pending:
        pending = False
        for group in region.tables.groups:
            linked = {name: _linked(name, region, found) for name in group}
            if all(name in found and not (linked[name] & ~found[name].hidden).any() for name in group):
                continue
            pending = True
            found |= _protect_group(group, region, linked, found, imposed, rests)
    return RegionProtection(region.hierarchy, region.tree, region.tables, region.years, found, rests)


def _protect_rest(name: Quantity, region: RegionCounts) -> QuantityProtection:
    """Demands of a rest; it is never shown, so there is nothing to hide."""
    counts, demand = region.rests[name], region.rest_demand(name)
    nothing = np.zeros(counts.shape, dtype=bool)
    cells = _cells(region.tree, counts, demand, nothing, ~nothing, np.ones(region.tree.size))
    return QuantityProtection(counts, demand, replace(cells, known=nothing), nothing, nothing, {}, nothing)


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
    rests: Mapping[Quantity, QuantityProtection],
) -> dict[Quantity, QuantityProtection]:
    tree, parts, natural = region.tree, {}, {}
    for name in group:
        totals, demand = region.totals[name], region.demand(name)
        before = found[name].hidden if name in found else np.zeros_like(linked[name])
        foreign = imposed[name].hidden if name in imposed else np.zeros_like(linked[name])
        unseen = linked[name] | (foreign & ~imposed[name].covered) if name in imposed else linked[name]
        lots = region.lots.draw(name, region.hierarchy) * (1 + region.tables.shares_of(name))
        natural[name] = cells = _cells(tree, totals, demand, linked[name], unseen, lots)
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
    left = {name: _restrict_rest(rests[name], name, region, imposed) for name in region.tables.rests_of(group)}
    if relations and any(part.hidden.any() or part.demand.cells.any() for part in [*parts.values(), *left.values()]):
        from indicators.protection.relations import hide_across  # scipy is only needed where tables overlap

        together = parts | left
        reachable = _clamp_needs({name: part.cells for name, part in together.items()}, relations)
        natural = _clamp_needs(natural | {name: rest.cells for name, rest in left.items()}, relations)
        parts = hide_across(tree, {n: replace(part, cells=reachable[n]) for n, part in together.items()}, relations)
    parts = {name: replace(parts[name], cells=natural[name]) for name in group}
    return {
        name: _show_determined(tree, part, imposed[name].blocked) if name in imposed else part
        for name, part in parts.items()
    }


def _clamp_needs(cells: Mapping[Quantity, Cells], relations: Sequence[Relation]) -> dict[Quantity, Cells]:
    """Ask of no cell what the floors and ceilings of its equation rule out: 2 = 1 + 1 cannot be 1 if nothing is 0."""
    clamped = dict(cells)
    for relation in relations:
        members = (relation.whole, *relation.parts)
        if not all(member in cells for member in members):
            continue
        whole, parts = cells[relation.whole], [cells[part] for part in relation.parts]
        ups, downs = sum(part.up for part in parts), sum(part.down for part in parts)
        for name, up, down in (
            (relation.whole, ups, downs),
            *(
                (n, whole.up + downs - c.down, whole.down + ups - c.up)
                for n, c in zip(relation.parts, parts, strict=True)
            ),
        ):
            old = clamped[name]
            clamped[name] = replace(old, need_up=np.fmin(old.need_up, up), need_down=np.fmin(old.need_down, down))
    return clamped


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


def _restrict_rest(
    rest: QuantityProtection, name: Quantity, region: RegionCounts, imposed: Mapping[Quantity, Imposed]
) -> QuantityProtection:
    """Leave a rest alone where another Gebietsstand protects it as the same cell."""
    relation = region.tables.rests[name].relation
    members = [member for member in (relation.whole, *relation.parts) if member in region.totals]
    if not all(member in imposed for member in members):
        return rest
    open_demand = ~np.logical_and.reduce([imposed[member].covered for member in members])
    cells = rest.cells
    return replace(
        rest, cells=replace(cells, need_up=cells.need_up * open_demand, need_down=cells.need_down * open_demand)
    )


def _show_determined(tree: Tree, part: QuantityProtection, blocked: Mask) -> QuantityProtection:
    """Show blocked cells again that follow from those shown: hiding them keeps nothing secret."""
    up, down = part.cells.room(tree, part.hidden)
    shown = blocked & part.hidden & ~part.demand.cells & ~part.linked & (up + down < ROUNDING)
    return replace(part, hidden=part.hidden & ~shown)


def _cells(tree: Tree, counts: Floats, demand: Demand, linked: Mask, unseen: Mask, lots: Floats) -> Cells:
    """Demands and limits of all cells; `unseen` are those of which readers would not see whether they are zero."""
    known = ~np.isnan(counts)
    implied = imply_missing(tree, counts)
    far = _FAR * np.nansum(np.abs(implied[tree.levels[0]])) + _FAR**4
    numbers = np.nan_to_num(implied)
    up = np.where(known, np.minimum(np.where(known, demand.ceiling, np.inf), far) - numbers, far)
    floor = np.where(known & ~unseen & (demand.floor == 0), np.minimum(numbers, 1), demand.floor)
    down = np.minimum(numbers - floor, far)
    # A cell hidden only for its denominator's sake must still not be the one unknown of an equation (S1).
    need_up = np.where(linked & (numbers == 0), np.maximum(demand.up, np.minimum(1, up)), demand.up)
    need_down = np.where(linked & (numbers != 0), np.maximum(demand.down, np.minimum(1, down)), demand.down)
    everything = ~np.isnan(implied)
    most_up, most_down = compute_room(tree, implied, everything, up, down)
    need = np.minimum(need_up, most_up), np.minimum(need_down, most_down)
    return Cells(implied, known, up, down, *need, lots)
