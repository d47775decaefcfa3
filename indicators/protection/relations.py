"""Secondary suppression where tables overlap (sums of variables declared by the catalogue): linear programs.

For every protected cell the program asks for the cheapest set of moves that leaves all published sums as they are and
takes the cell to the limit demanded. Cells that move at no published expense are hidden already; the others are hidden
then. What one program moved needs no program of its own, and before any program a simple rectangle is tried.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from indicators.protection.equations import relation_equations
from indicators.protection.holdings import QuantityProtection
from indicators.protection.quantities import Quantity, Relation
from indicators.protection.secondary import ROUNDING, STABLE, Reason
from indicators.protection.tree import Tree

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

# A total is worth more to readers than its size says: it carries the value of a whole Kommune.
TOTAL_WEIGHT = 10.0
# Programs hide less than rectangles do (2 % in 93 areas, 5 % in 11,000), but at 3 ms each only small regions can wait.
PROGRAMS_UP_TO = 2000


def hide_across(
    tree: Tree, parts: Mapping[Quantity, QuantityProtection], relations: Sequence[Relation]
) -> dict[Quantity, QuantityProtection]:
    """Hide further cells until the demands of linked quantities are met with all their equations together.

    Parameters
    ----------
    tree : Tree
        Areas.
    parts : mapping of Quantity to QuantityProtection
        Linked quantities, each protected within its own hierarchy, and their rests, which nobody publishes.
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
    relations: Mapping[Quantity, list[Relation]]
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
        parts: Mapping[Quantity, QuantityProtection],
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
        costs = {n: np.nan_to_num(p.cells.costs[:, year]) for n, p in parts.items()}
        stable = {n: np.where(hidden[n][:, max(year - 1, 0)], STABLE, 1.0) for n in parts}
        return cls(
            tree=tree,
            names=names,
            relations={n: [r for r in relations if n in (r.whole, *r.parts)] for n in names},
            equations=relation_equations(tree, names, bound, relations),
            hidden=column({n: (hidden[n][:, year] | ~known[n]).astype(float) for n in parts}, ones).astype(bool),
            candidates=column({n: (known[n] & (counts[n] != 0)).astype(float) for n in parts}, zeros).astype(bool),
            costs=column({n: weight * costs[n] * stable[n] for n in parts}, zeros),
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
        up, down = float(self.need_up[cell]), float(self.need_down[cell])
        if self.seen_up[cell] < up - ROUNDING and not self._swap(name, area, up):
            self._move(name, area, up)
        if self.seen_down[cell] < down - ROUNDING and not self._swap(name, area, -down):
            self._move(name, area, -down)

    def _swap(self, name: Quantity, area: int, amount: float) -> bool:
        """Let a neighbour move the other way and one other variable make up for it in both areas.

        Such a rectangle is the commonest way to stay uncertain and much quicker to find than a linear program to solve.
        One that must be paid for is taken in large regions only.
        """
        whole = int(self.tree.wholes[area])
        if whole < 0 or self.tree.parts[area]:
            return False
        swaps = (self._swap_with(name, area, other, amount) for other in self.tree.parts[whole] if other != area)
        found = min((swap for swap in swaps if swap is not None), default=None)
        if found is None or (found[0] > 0 and self.tree.size <= PROGRAMS_UP_TO):
            return False
        self._hide(np.array(found[1], dtype=np.intp), name, area)
        return True

    def _swap_with(self, name: Quantity, area: int, other: int, amount: float) -> tuple[float, list[int]] | None:
        """Cost and cells of the cheapest rectangle with one neighbour."""
        own = self._price(name, other, -amount)
        if self.tree.parts[other] or own is None:
            return None
        cost, cells = own, [self.offset(name) + other]
        for relation in self.relations[name]:
            followers = [
                (here + there, member)
                for member in (relation.whole, *relation.parts)
                if member != name and len(self.relations[member]) == 1
                for follows in (amount if relation.whole in (member, name) else -amount,)
                if (here := self._price(member, area, follows)) is not None
                and (there := self._price(member, other, -follows)) is not None
            ]
            if not followers:
                return None
            price, member = min(followers)
            cost += price
            cells += [self.offset(member) + area, self.offset(member) + other]
        return cost, cells

    def _price(self, name: Quantity, area: int, amount: float) -> float | None:
        """What it costs to let a cell move so far; None if it cannot."""
        cell = self.offset(name) + area
        room = self.up[cell] if amount > 0 else self.down[cell]
        if room < abs(amount) or not (self.hidden[cell] or self.candidates[cell]):
            return None
        return 0.0 if self.hidden[cell] else float(self.costs[cell])

    def _move(self, name: Quantity, area: int, amount: float) -> None:
        cell = self.offset(name) + area
        for scope in self._scopes(area):
            moves = self._cheapest_moves(cell, amount, scope)
            if moves is not None:
                break
        else:  # no set of cells will do; what is nearest is as good as all
            self._hide(np.flatnonzero(self.candidates & next(self._scopes(area))), name, area)
            return
        self._hide(np.flatnonzero(np.abs(moves) > ROUNDING), name, area)
        np.maximum(self.seen_up, moves, out=self.seen_up)
        np.maximum(self.seen_down, -moves, out=self.seen_down)

    def _hide(self, cells: Positions, name: Quantity, area: int) -> None:
        for cell in cells[~self.hidden[cells]].tolist():
            self.reasons[cell] = Reason(area, quantity=name)
        self.hidden[cells] = True

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
