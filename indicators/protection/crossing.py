"""Attack across Gebietsstände: what a reader who lays their published numbers over each other can say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Catalogue
from indicators.protection.audit import TOLERANCE, read_known
from indicators.protection.ground import FAR, Bounds, Ground
from indicators.protection.holdings import QuantityProtection, RegionProtection
from indicators.protection.pairs import Link
from indicators.protection.quantities import LinkedTables, Quantity, Relation
from indicators.protection.vintages import Days, shared_years

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Known = Mapping[str, Mapping[Quantity, Floats]]
Row = tuple[object, ...]

COLUMNS = ("gebietsstand", "variable", "ebene", "area", "jahr", "unten", "oben")
_ROUNDS = 3


def attack_across(
    catalogue: Catalogue,
    published: Mapping[str, Mapping[str, pd.DataFrame]],
    protections: Mapping[str, RegionProtection],
    links: Sequence[Link],
    days: Mapping[str, Days],
) -> pd.DataFrame:
    """Look for protected cells, and for pieces between moved borders, that all Gebietsstände together give away.

    Parameters
    ----------
    catalogue : Catalogue
        The indicators.
    published : mapping of str to mapping of str to DataFrame
        Result of `publish_indicator` by Gebietsstand and indicator.
    protections : mapping of str to RegionProtection
        Of the same Gebietsstände, newest first: which cells exist and what they demand.
    links : sequence of Link
        Of every pair and level.
    days : mapping of str to frozenset
        `delivered_days` of the counts.

    Returns
    -------
    DataFrame
        INTERNAL, one row per breach, empty if there is none: `gebietsstand`, `variable`, `ebene`, `area` (of a piece:
        newer ∩ older), `jahr`, `unten`, `oben` (interval derived).

    Notes
    -----
    Equations: same cells are one unknown, whole = Σ parts, area = Σ pieces, Z ≤ published N, counts ≥ 0 and ≥ 1 where a
    zero would be shown; exact for every quantity (linear programs where equations form circles). Declared sums and
    their rests hand intervals from one quantity to the others, and so do N and Z to the complement N − Z.

    An older area can be the union of several cells that are each known to be 1 at least: of such an area no lower bound
    below their number can be asked.
    """
    known = {
        stand: read_known(catalogue, published[stand], p.hierarchy, p.tables, p.years)
        for stand, p in protections.items()
    }
    rows: list[Row] = []
    grounds: dict[tuple[int, ...], Ground] = {}
    for names, year, active in _common_years(protections, links, days):
        ground = grounds.setdefault(active, Ground.of(protections, [links[i] for i in active]))
        rows += Crossing(ground, names, year).attack(known)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _common_years(
    protections: Mapping[str, RegionProtection], links: Sequence[Link], days: Mapping[str, Days]
) -> Iterator[tuple[tuple[Quantity, ...], int, tuple[int, ...]]]:
    """Quantities to attack together, a year, and the links between Gebietsstände with counts of the same day."""
    tables = next(iter(protections.values())).tables
    active: dict[tuple[Quantity, int], list[int]] = {}
    for i, link in enumerate(links):
        years = np.intersect1d(protections[link.newer].years, protections[link.older].years)
        for name, mask in shared_years(tables, years, days[link.newer], days[link.older]).items():
            if tables.quantities[name].additive:
                for year in years[mask].tolist():
                    active.setdefault((name, year), []).append(i)
    asked = set()
    for (name, year), found in active.items():
        names = tuple(other for other in _connected(tables, name) if active.get((other, year)) == found)
        if (names, year) not in asked:
            asked.add((names, year))
            yield names, year, tuple(found)


def _connected(tables: LinkedTables, name: Quantity) -> list[Quantity]:
    """The group of a quantity and the denominators of its members."""
    group = next(group for group in tables.groups if name in group)
    divided = [d for member in group for d in tables.quantities[member].denominators]
    return sorted({*group, *divided})


@dataclass(frozen=True, eq=False)
class Crossing:
    """Attack on some connected quantities in one year."""

    ground: Ground
    names: tuple[Quantity, ...]
    year: int

    @property
    def tables(self) -> LinkedTables:
        """Quantities and relations of the catalogue."""
        return next(iter(self.ground.protections.values())).tables

    def attack(self, known: Known) -> list[Row]:
        """Breaches."""
        rests = [r for r in self.tables.rests if r in self.tables.rests_of(self.names)]
        bounds = {name: self._seen(name, known) for name in self.names}
        bounds |= {rest: (np.zeros(self.ground.unknowns), np.full(self.ground.unknowns, FAR)) for rest in rests}
        relations = [r for r in self.tables.relations if all(member in bounds for member in (r.whole, *r.parts))]
        valid = {relation: self._valid(relation) for relation in relations}
        nothing = np.zeros(self.ground.unknowns, dtype=bool)
        for rounds_left in range(_ROUNDS if relations else 0, -1, -1):  # programs in the last round, when most is known
            for name in self.names:
                targets, enough = self._targets(name)
                asked = nothing if rounds_left else targets
                solved = self.ground.solve(name, self.year, bounds[name], asked, enough)
                if solved is None:
                    return []
                bounds[name] = solved
            for relation, where in valid.items():
                _hand_on(relation, bounds, where)
        rows: list[Row] = []
        for name in (*self.names, *rests):
            rows += self._narrow_cells(name, bounds)
            rows += self._narrow_pieces(name, bounds)
        return rows

    def _targets(self, name: Quantity) -> tuple[Mask, Bounds]:
        """Protected cells, and all pieces where anything is protected; and the interval each must leave possible."""
        ground = self.ground
        targets = np.zeros(ground.unknowns, dtype=bool)
        low, high = np.full(ground.unknowns, np.inf), np.full(ground.unknowns, -np.inf)
        for stand, (column, part) in ground.columns(name, self.year).items():
            cells = np.flatnonzero(part.demand.cells[:, column])
            numbers, counts = ground.numbers[stand][cells], part.counts[cells, column]
            targets[numbers] = True
            np.minimum.at(low, numbers, counts - part.cells.need_down[cells, column])
            np.maximum.at(high, numbers, counts + part.cells.need_up[cells, column])
        targets[ground.size :] = self._least(name) > 1
        high[ground.size :] = self._least(name)
        return targets, (low, high)

    def _least(self, name: Quantity) -> int:
        if name in self.tables.rests:
            return self.tables.rests[name].rule.least
        return max((rule.least for rule in self.tables.quantities[name].rules), default=0)

    def _seen(self, name: Quantity, known: Known) -> Bounds:
        """Bounds before any equation: what is published, and published denominators."""
        ground = self.ground
        lower, upper = ground.floors(name, self.year), np.full(ground.unknowns, FAR)
        columns = ground.columns(name, self.year)
        for stand, (column, part) in columns.items():
            for rule in self.tables.quantities[name].rules:
                if rule.denominator is not None:
                    totals = known[stand][rule.denominator][:, column]
                    fits = np.flatnonzero(part.counts[:, column] <= totals)
                    np.minimum.at(upper, ground.numbers[stand][fits], totals[fits])
        for stand, (column, _) in columns.items():
            seen = known[stand][name][:, column]
            shown = ~np.isnan(seen)
            lower[ground.numbers[stand][shown]] = upper[ground.numbers[stand][shown]] = seen[shown]
        return lower, upper

    def _valid(self, relation: Relation) -> Mask:
        """Unknowns in which the delivered counts satisfy a relation; pieces where every area does."""
        valid = np.ones(self.ground.unknowns, dtype=bool)
        for stand, (column, whole) in self.ground.columns(relation.whole, self.year).items():
            protection = self.ground.protections[stand]
            left = whole.cells.counts[:, column] - sum(
                protection.everything[part].cells.counts[:, column] for part in relation.parts
            )
            wrong = ~(np.abs(left) < TOLERANCE)
            valid[self.ground.numbers[stand][wrong]] = False
            if wrong.any():
                valid[self.ground.size :] = False
        return valid

    def _narrow_cells(self, name: Quantity, bounds: Mapping[Quantity, Bounds]) -> list[Row]:
        rows: list[Row] = []
        anything = self.ground.floors(name, self.year), np.full(self.ground.unknowns, FAR)
        nothing = np.zeros(self.ground.unknowns, dtype=bool)
        unavoidable = self.ground.solve(name, self.year, anything, nothing, anything)
        for stand, (column, part) in self.ground.columns(name, self.year).items():
            numbers, hierarchy = self.ground.numbers[stand], self.ground.protections[stand].hierarchy
            low, high = bounds[name][0][numbers], bounds[name][1][numbers]
            least_low = low * 0 if unavoidable is None else unavoidable[0][numbers]
            wide = high >= part.counts[:, column] + part.cells.need_up[:, column] - TOLERANCE
            lowest = np.maximum(part.counts[:, column] - part.cells.need_down[:, column], least_low)
            wide &= low <= lowest + TOLERANCE
            wide |= self._complements_are_open(stand, name, column, part, bounds)
            for cell in np.flatnonzero(part.demand.cells[:, column] & ~wide).tolist():
                ebene = next(e for e in hierarchy.ebenen if cell < hierarchy.slices[e].stop)
                area = str(hierarchy.all_areas[cell])
                rows.append((stand, " + ".join(name), ebene, area, self.year, float(low[cell]), float(high[cell])))
        return rows

    def _complements_are_open(
        self, stand: str, name: Quantity, column: int, part: QuantityProtection, bounds: Mapping[Quantity, Bounds]
    ) -> Mask:
        """Cells secret for their complement alone whose complement may be anything although Z may not: N is hidden."""
        open_ = part.demand.complement[:, column] & ~part.demand.small[:, column]
        if name not in self.tables.quantities:
            return open_
        numbers, protection = self.ground.numbers[stand], self.ground.protections[stand]
        for rule in self.tables.quantities[name].rules:
            if rule.complement and rule.denominator is not None:
                if rule.denominator not in bounds:
                    return open_ & False
                totals = protection.quantities[rule.denominator].counts[:, column]
                largest = (bounds[rule.denominator][1] - bounds[name][0])[numbers]
                smallest = (bounds[rule.denominator][0] - bounds[name][1])[numbers]
                open_ &= (largest >= np.minimum(rule.least, totals) - TOLERANCE) & (smallest <= TOLERANCE)
        return open_

    def _narrow_pieces(self, name: Quantity, bounds: Mapping[Quantity, Bounds]) -> list[Row]:
        size = self.ground.size
        low, high = bounds[name][0][size:], bounds[name][1][size:]
        demanded = np.full(len(high), float(self._least(name)))
        quantity = self.tables.quantities.get(name)
        for rule in () if quantity is None else quantity.rules:
            if (
                rule.denominator is not None and rule.denominator in bounds
            ):  # fewer people than the threshold: no equation is needed to know that
                demanded = np.minimum(demanded, bounds[rule.denominator][1][size:])
        narrow = (high > TOLERANCE) & (high < demanded - TOLERANCE)
        return [
            (stand, " + ".join(name), ebene, label, self.year, float(low[i]), float(high[i]))
            for i, (stand, ebene, label) in enumerate(self.ground.pieces)
            if narrow[i]
        ]


def _hand_on(relation: Relation, bounds: dict[Quantity, Bounds], valid: Mask) -> None:
    """Narrow every member of a sum by the intervals of the others."""
    low, high = bounds[relation.whole]
    lows, highs = (sum(bounds[part][side] for part in relation.parts) for side in (0, 1))
    for part in relation.parts:
        least, most = bounds[part]
        others_low, others_high = lows - least, highs - most
        bounds[part] = (
            np.where(valid, np.maximum(least, low - others_high), least),
            np.where(valid, np.minimum(most, high - others_low), most),
        )
    bounds[relation.whole] = (
        np.where(valid, np.maximum(low, lows), low),
        np.where(valid, np.minimum(high, highs), high),
    )
