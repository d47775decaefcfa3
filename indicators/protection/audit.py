"""Attack on the published numbers: what a reader who builds every equation can say about each hidden count."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from indicators.catalogue import Art, Catalogue, Indikator
from indicators.hierarchy import Hierarchy
from indicators.protection.bounds import solve_bounds
from indicators.protection.equations import relation_equations
from indicators.protection.holdings import QuantityProtection, RegionProtection
from indicators.protection.quantities import LinkedTables, Quantity, denominator_of, quantity_of

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TOLERANCE = 1e-3
_FAR = 1e10  # "no limit": exact enough in sums of some ten thousand cells


def limit(bound: float) -> float:
    """A bound as it is, NaN where it only stands for "no limit"."""
    return float("nan") if abs(bound) > _FAR / 1000 else bound


class Knowledge(StrEnum):
    """What a reader makes use of besides the published numbers."""

    EQUATIONS = "equations"  # sums, rates and denominators
    ZEROS = "zeros"  # also that zeros are shown, so that a hidden count is 1 at least


@dataclass(frozen=True, eq=False)
class Attack:
    """What a reader knows; arrays of shape (A, Y) per quantity.

    Parameters
    ----------
    known : mapping of Quantity to ndarray of float
        Counts read off or divided out; NaN = unknown.
    low, high : mapping of Quantity to ndarray of float
        Interval the equations leave, equal to the count where it is known. Exact for protected cells.
    """

    known: Mapping[Quantity, Floats]
    low: Mapping[Quantity, Floats]
    high: Mapping[Quantity, Floats]

    def breaches(self, protection: RegionProtection) -> dict[Quantity, Mask]:
        """Protected cells, of quantities and of rests, whose interval is narrower than demanded (S2)."""
        found = {}
        for name, part in protection.everything.items():
            demand = part.demand
            wide_up = self.high[name] >= part.counts + part.cells.need_up - TOLERANCE
            wide_down = self.low[name] <= part.counts - part.cells.need_down + TOLERANCE
            found[name] = demand.cells & ~(wide_up & wide_down)
        return found


def attack_published(
    catalogue: Catalogue,
    published: Mapping[str, pd.DataFrame],
    protection: RegionProtection,
    knowledge: Knowledge = Knowledge.ZEROS,
) -> Attack:
    """Collect all published numbers of a Gebietsstand and solve for the hidden ones.

    Parameters
    ----------
    catalogue : Catalogue
        The indicators and the declared sums.
    published : mapping of str to DataFrame
        Result of `publish_indicator` per indicator.
    protection : RegionProtection
        Tells which cells exist and how far delivered totals differ from their parts: the reader is taken to know that.
    knowledge : Knowledge
        What the reader makes use of, everything by default.

    Returns
    -------
    Attack
        INTERNAL.

    Raises
    ------
    BoundsError
        If published numbers contradict each other.

    Notes
    -----
    Equations: whole = Σ parts on every level, declared sums and sums of variables within every area, Z ≤ N where N is
    published and Z is a number of cases out of N, counts divided out of rates, both counts of a change, and Z ≥ 1 of
    every hidden count that would be shown if it were 0.
    """
    known = read_known(catalogue, published, protection.hierarchy, protection.tables, protection.years)
    intervals: dict[Quantity, tuple[Floats, Floats]] = {}
    for group in protection.tables.groups:
        intervals |= _solve_group(protection, group, known, knowledge)
    low, high = ({name: pair[side] for name, pair in intervals.items()} for side in (0, 1))
    return Attack(known, low, high)


def read_known(
    catalogue: Catalogue,
    published: Mapping[str, pd.DataFrame],
    hierarchy: Hierarchy,
    tables: LinkedTables,
    years: npt.NDArray[np.int64],
) -> dict[Quantity, Floats]:
    """Every count that can be read off or divided out of the published frames.

    Parameters
    ----------
    catalogue, published
        As for `attack_published`.
    hierarchy : Hierarchy
        Gives the positions of the areas.
    tables : LinkedTables
        Quantities wanted.
    years : ndarray of int
        Columns wanted.

    Returns
    -------
    dict of Quantity to ndarray of float, shape (A, Y)
        NaN = not published.
    """
    known = {name: np.full((len(hierarchy.all_areas), len(years)), np.nan) for name in tables.quantities}
    for indikator_id, frame in published.items():
        indikator = catalogue.indikatoren[indikator_id]
        counted = quantity_of(indikator.zaehler)
        if counted not in known:
            continue
        areas = _positions(frame.index, hierarchy)
        jahre = frame.index.get_level_values("jahr").to_numpy(dtype=np.int64)
        numerator, denominator = _read_counts(indikator, frame)
        _note(known[counted], years, areas, jahre, numerator)
        below = denominator_of(indikator)
        if indikator.abstand_jahre is not None:
            _note(known[counted], years, areas, jahre - indikator.abstand_jahre, denominator)
        elif below is not None:
            _note(known[below], years, areas, jahre, denominator)
    return known


def _read_counts(indikator: Indikator, frame: pd.DataFrame) -> tuple[Floats, Floats]:
    """Z and N of every row, one divided out of the rate where only the other is shown."""
    wert = frame["wert"].to_numpy(dtype=float)
    if indikator.art is Art.WERT:
        return wert, np.full(len(frame), np.nan)
    numerator, denominator = frame["fallzahl"].to_numpy(dtype=float), frame["nenner"].to_numpy(dtype=float)
    if indikator.art is Art.ANTEIL:
        numerator = np.where(np.isnan(numerator), wert * denominator / indikator.faktor, numerator)
        with np.errstate(divide="ignore", invalid="ignore"):
            divided = np.where(wert != 0, indikator.faktor * numerator / wert, np.nan)
        denominator = np.where(np.isnan(denominator), divided, denominator)
    return numerator, denominator


def _positions(index: pd.Index, hierarchy: Hierarchy) -> npt.NDArray[np.intp]:
    areas, levels = index.get_level_values("area"), index.get_level_values("ebene")
    positions = np.full(len(index), -1, dtype=np.intp)
    for ebene in hierarchy.ebenen:
        here = np.asarray(levels == ebene)
        keys = hierarchy.areas(ebene).astype(object)
        positions[here] = keys.get_indexer(areas[here].astype(object)) + hierarchy.slices[ebene].start
    return positions


def _note(
    known: Floats,
    years: npt.NDArray[np.int64],
    areas: npt.NDArray[np.intp],
    jahre: npt.NDArray[np.int64],
    counts: Floats,
) -> None:
    seen = ~np.isnan(counts) & np.isin(jahre, years)
    known[areas[seen], np.searchsorted(years, jahre[seen])] = counts[seen]


def _solve_group(
    protection: RegionProtection,
    group: tuple[Quantity, ...],
    known: Mapping[Quantity, Floats],
    knowledge: Knowledge,
) -> dict[Quantity, tuple[Floats, Floats]]:
    """Intervals of linked quantities, year by year."""
    tree, tables = protection.tree, protection.tables
    relations = tables.relations_of(group)
    names = (*group, *tables.rests_of(group))
    others = dict.fromkeys(m for r in relations for m in (r.whole, *r.parts) if m not in names)
    parts = [protection.everything[name] for name in names]
    free = (len(others) * tree.size, len(protection.years))
    unseen = np.full((tree.size, len(protection.years)), np.nan)
    seen = np.vstack([*(known.get(name, unseen) for name in names), np.full(free, np.nan)])
    truth = np.vstack([*(part.cells.counts for part in parts), np.zeros(free)])
    lower = np.vstack([*(_floor(part, knowledge) for part in parts), np.zeros(free)])
    upper = np.vstack([*(_ceiling(name, protection, known) for name in names), np.full(free, _FAR)])
    targets = np.vstack([*(part.demand.cells for part in parts), np.zeros(free, dtype=bool)])
    low, high = seen.copy(), seen.copy()
    for year in np.flatnonzero((targets | np.isnan(seen)).any(axis=0)).tolist():
        bound = {name: ~np.isnan(part.cells.counts[:, year]) & tables.is_additive(name)
                 for name, part in zip(names, parts, strict=True)}  # fmt: skip
        equations = relation_equations(tree, (*names, *others), bound, relations)
        unknown = np.flatnonzero(np.isnan(seen[:, year]))
        differences = _differences(equations, np.nan_to_num(truth[:, year]), len(names) * tree.size)
        sums = differences - equations @ np.nan_to_num(seen[:, year])
        low[unknown, year], high[unknown, year] = solve_bounds(
            equations[:, unknown], sums, lower[unknown, year], upper[unknown, year], targets[unknown, year]
        )
    cells = {name: slice(i * tree.size, (i + 1) * tree.size) for i, name in enumerate(names)}
    return {name: (low[cells[name]], high[cells[name]]) for name in names}


def _floor(part: QuantityProtection, knowledge: Knowledge) -> Floats:
    """Smallest count possible: 1 for what would be shown if it were 0."""
    floor = np.maximum(part.demand.floor, -_FAR)
    match knowledge:
        case Knowledge.EQUATIONS:
            return floor
        case Knowledge.ZEROS:
            return np.where(part.cells.known, part.cells.counts - part.cells.down, floor)
        case _:
            assert_never(knowledge)


def _ceiling(name: Quantity, protection: RegionProtection, known: Mapping[Quantity, Floats]) -> Floats:
    """Smallest published denominator, where the count is really a part of it."""
    part = protection.everything[name]
    ceiling = np.full(part.counts.shape, _FAR)
    if name in protection.rests:
        return ceiling
    for rule in protection.tables.quantities[name].rules:
        if rule.denominator is not None and not np.isinf(part.demand.floor).any():
            totals = known[rule.denominator]
            ceiling = np.where(part.counts <= totals, np.minimum(ceiling, totals), ceiling)
    return ceiling


def _differences(equations: csr_array, truth: Floats, rests_from: int) -> Floats:
    """By how much totals differ from their parts; an unknown rest takes up what is left, but cannot be negative."""
    differences = equations @ truth
    rests = equations[:, rests_from:]
    total: Floats = np.where((rests > 0).sum(axis=1) > 0, 0.0, differences)
    return np.where((rests < 0).sum(axis=1) > 0, np.minimum(total, 0), total)
