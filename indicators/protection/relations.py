"""Secondary suppression where tables overlap (sums of variables declared by the catalogue): linear programs.

For every protected cell the program asks for the cheapest set of moves that leaves all published sums as they are and
takes the cell to the limit demanded. Cells that move at no published expense are hidden already; the others are hidden
then. What one program moved needs no program of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, hstack

from indicators.protection.quantities import Quantity, Relation
from indicators.protection.secondary import ROUNDING, STABLE, Reason
from indicators.protection.tree import Tree

if TYPE_CHECKING:
    from indicators.protection.region import QuantityProtection

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

# A total is worth more to readers than its size says: it carries the value of a whole Kommune.
TOTAL_WEIGHT = 10.0


def relation_equations(
    tree: Tree, names: Sequence[Quantity], bound: Mapping[Quantity, Mask], relations: Sequence[Relation]
) -> csr_array:
    """All equations of linked quantities in one year, M · x = 0.

    Parameters
    ----------
    tree : Tree
        Areas.
    names : sequence of Quantity
        Quantities in the order of the columns, A columns each; unknown rests included.
    bound : mapping of Quantity to ndarray of bool, shape (A,)
        Cells that have a count, and so take part; unknown rests always do and have no hierarchy of their own, because
        theirs follows from the others.
    relations : sequence of Relation
        Sums within every area.

    Returns
    -------
    csr_array, shape (equations, A · quantities)
        Entries 1 for the whole, −1 for its parts.
    """
    offset = {name: i * tree.size for i, name in enumerate(names)}
    rows: list[Positions] = []
    columns: list[Positions] = []
    signs: list[Floats] = []
    number = 0

    def add(equation: Positions, column: Positions, sign: float) -> None:
        rows.append(equation)
        columns.append(column)
        signs.append(np.full(len(column), sign))

    inner = tree.part_numbers > 0
    for name, cells in bound.items():
        wholes = np.flatnonzero(cells & inner)
        place = np.full(tree.size + 1, -1, dtype=np.intp)
        place[wholes] = number + np.arange(len(wholes))
        parts = np.flatnonzero(place[tree.wholes] >= 0)
        add(place[wholes], wholes + offset[name], 1.0)
        add(place[tree.wholes[parts]], parts + offset[name], -1.0)
        number += len(wholes)
    for relation in relations:
        members = (relation.whole, *relation.parts)
        everywhere = np.ones(tree.size, dtype=bool)
        areas = np.flatnonzero(np.logical_and.reduce([everywhere, *(bound[m] for m in members if m in bound)]))
        for member, sign in zip(members, (1.0, *(-1.0 for _ in relation.parts)), strict=True):
            add(number + np.arange(len(areas)), areas + offset[member], sign)
        number += len(areas)
    entries = (np.concatenate(signs), (np.concatenate(rows), np.concatenate(columns)))
    return csr_array(coo_array(entries, shape=(number, len(names) * tree.size)))


def hide_across(
    tree: Tree, parts: Mapping[Quantity, "QuantityProtection"], relations: Sequence[Relation]
) -> dict[Quantity, "QuantityProtection"]:
    """Hide further cells until the demands of linked quantities are met with all their equations together.

    Parameters
    ----------
    tree : Tree
        Areas.
    parts : mapping of Quantity to QuantityProtection
        Linked quantities, each protected within its own hierarchy.
    relations : sequence of Relation
        Sums that connect them.

    Returns
    -------
    dict of Quantity to QuantityProtection
        With more cells hidden.
    """
    years = next(iter(parts.values())).counts.shape[1]
    hidden = {name: part.hidden.copy() for name, part in parts.items()}
    reasons = {name: dict(part.reasons) for name, part in parts.items()}
    for year in range(years):
        needing = {n: (p.cells.need_up[:, year] > 0) | (p.cells.need_down[:, year] > 0) for n, p in parts.items()}
        if not any(cells.any() for cells in needing.values()):
            continue
        system = YearSystem.of(tree, parts, hidden, relations, year)
        for name, cells in needing.items():
            for area in np.flatnonzero(cells).tolist():
                system.protect(name, area)
        for name in parts:
            start = system.offset(name)
            now = system.hidden[start : start + tree.size] & parts[name].cells.known[:, year]
            for area in np.flatnonzero(now & ~hidden[name][:, year]).tolist():
                reasons[name][area, year] = system.reasons[start + area]
            hidden[name][:, year] = now
    return {name: replace(part, hidden=hidden[name], reasons=reasons[name]) for name, part in parts.items()}


@dataclass(eq=False)
class YearSystem:
    """Linked quantities in one year; vectors over all cells, A per quantity, unknown rests last."""

    tree: Tree
    names: tuple[Quantity, ...]
    equations: csr_array
    hidden: Mask
    candidates: Mask
    costs: Floats
    up: Floats
    down: Floats
    need_up: Floats
    need_down: Floats
    seen_up: Floats
    seen_down: Floats
    reasons: dict[int, Reason] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        tree: Tree,
        parts: Mapping[Quantity, "QuantityProtection"],
        hidden: Mapping[Quantity, Mask],
        relations: Sequence[Relation],
        year: int,
    ) -> "YearSystem":
        """Collect one year of all quantities."""
        rests = dict.fromkeys(m for r in relations for m in (r.whole, *r.parts) if m not in parts)
        names = (*parts, *rests)
        bound = {n: ~np.isnan(p.cells.counts[:, year]) for n, p in parts.items()}
        counts = {n: np.nan_to_num(p.cells.counts[:, year]) for n, p in parts.items()}
        far = max(float(p.cells.up[:, year].max()) for p in parts.values())
        rest_counts = _rest_counts(rests, relations, counts, far, tree.size)

        def column(of_part: Mapping[Quantity, Floats], of_rest: Mapping[Quantity, Floats]) -> Floats:
            return np.concatenate([*of_part.values(), *(of_rest[rest] for rest in rests)])

        zeros = {rest: np.zeros(tree.size) for rest in rests}
        ones = {rest: np.ones(tree.size) for rest in rests}
        known = {n: p.cells.known[:, year] for n, p in parts.items()}
        weight = np.where(tree.part_numbers > 0, TOTAL_WEIGHT, 1.0)
        stable = {n: np.where(hidden[n][:, max(year - 1, 0)], STABLE, 1.0) for n in parts}
        return cls(
            tree=tree,
            names=names,
            equations=relation_equations(tree, names, bound, relations),
            hidden=column({n: (hidden[n][:, year] | ~known[n]).astype(float) for n in parts}, ones).astype(bool),
            candidates=column({n: (known[n] & (counts[n] != 0)).astype(float) for n in parts}, zeros).astype(bool),
            costs=column({n: weight * np.abs(counts[n]) * stable[n] for n in parts}, zeros),
            up=column({n: p.cells.up[:, year] for n, p in parts.items()}, {rest: ones[rest] * far for rest in rests}),
            down=column({n: p.cells.down[:, year] for n, p in parts.items()}, rest_counts),
            need_up=column({n: p.cells.need_up[:, year] for n, p in parts.items()}, zeros),
            need_down=column({n: p.cells.need_down[:, year] for n, p in parts.items()}, zeros),
            seen_up=np.zeros(len(names) * tree.size),
            seen_down=np.zeros(len(names) * tree.size),
        )

    def offset(self, name: Quantity) -> int:
        """First cell of a quantity."""
        return self.names.index(name) * self.tree.size

    def protect(self, name: Quantity, area: int) -> None:
        """Make sure that a cell can rise and fall as far as demanded."""
        cell = self.offset(name) + area
        if self.seen_up[cell] < self.need_up[cell] - ROUNDING:
            self._move(name, area, self.need_up[cell])
        if self.seen_down[cell] < self.need_down[cell] - ROUNDING:
            self._move(name, area, -self.need_down[cell])

    def _move(self, name: Quantity, area: int, amount: float) -> None:
        cell = self.offset(name) + area
        for scope in self._scopes(area):
            moves = self._cheapest_moves(cell, amount, scope)
            if moves is not None:
                break
        else:
            moves = np.where(self.candidates, 1.0, 0.0)  # nothing less will do: hide all
        moved: Mask = np.abs(moves) > ROUNDING
        for other in np.flatnonzero(moved & ~self.hidden).tolist():
            self.reasons[other] = Reason(area, quantity=name)
        self.hidden |= moved
        np.maximum(self.seen_up, moves, out=self.seen_up)
        np.maximum(self.seen_down, -moves, out=self.seen_down)

    def _scopes(self, area: int) -> Iterator[Mask]:
        """Cells to look at: the group of the area, then ever larger surroundings, at last everything."""
        inside = np.arange(self.tree.size) == area
        top = area
        while self.tree.wholes[top] >= 0:
            top = int(self.tree.wholes[top])
            inside = self._descendants(top)
            yield np.tile(inside, len(self.names))
        yield np.ones(len(self.names) * self.tree.size, dtype=bool)

    def _descendants(self, top: int) -> Mask:
        inside: Mask = np.arange(self.tree.size) == top
        for level in self.tree.levels[-2::-1]:
            inside[level] |= inside[self.tree.wholes[level]]
        inside[top] = False
        return inside

    def _cheapest_moves(self, cell: int, amount: float, scope: Mask) -> Floats | None:
        """Moves of all cells at least published expense, None if the cell cannot be moved so far within scope."""
        free = np.flatnonzero(scope & (self.hidden | self.candidates))
        equations = self.equations[:, free]
        touched = np.diff(equations.indptr) > 0
        equations = equations[np.flatnonzero(touched)]
        up, down = self.up[free].copy(), self.down[free].copy()
        place = int(np.searchsorted(free, cell))
        lower_up, lower_down = np.zeros(len(free)), np.zeros(len(free))
        (lower_up if amount > 0 else lower_down)[place] = abs(amount)
        (up if amount > 0 else down)[place] = abs(amount)
        (down if amount > 0 else up)[place] = 0.0
        costs = np.where(self.hidden[free], 0.0, self.costs[free]) + ROUNDING * (1 + np.arange(len(free)) / len(free))
        result = linprog(  # type: ignore[call-overload]  # the stubs do not know that HiGHS takes sparse arrays
            np.concatenate([costs, costs]),
            A_eq=hstack([equations, -equations]),
            b_eq=np.zeros(equations.shape[0]),
            bounds=np.column_stack([np.concatenate([lower_up, lower_down]), np.concatenate([up, down])]),
            method="highs",
        )
        if result.status != 0:
            return None
        moves = np.zeros(len(scope))
        moves[free] = result.x[: len(free)] - result.x[len(free) :]
        return moves


def _rest_counts(
    rests: Mapping[Quantity, None],
    relations: Sequence[Relation],
    counts: Mapping[Quantity, Floats],
    far: float,
    size: int,
) -> dict[Quantity, Floats]:
    """How far unknown rests can fall: what their equations leave for them, shared evenly."""
    falls = {rest: np.full(size, far) for rest in rests}
    for relation in relations:
        absent = [part for part in relation.parts if part in rests]
        if relation.whole not in counts or not absent:
            continue
        left = counts[relation.whole] - sum(counts[part] for part in relation.parts if part in counts)
        for rest in absent:
            falls[rest] = np.minimum(falls[rest], np.maximum(left, 0) / len(absent))
    return falls
