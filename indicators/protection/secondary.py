"""Secondary suppression on one hierarchy (S1, S2): which further cells hide the primary ones, cheapest lot first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from indicators.protection.tree import Tree, compute_room

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Direction = Literal[1, -1]

ROUNDING = 1e-6
# A cell that was hidden the year before counts half its size: the pattern stays where that costs little. Only earlier
# years count, so that a new year never changes what was published of an old one.
STABLE = 0.5


@dataclass(frozen=True)
class Reason:
    """Why a cell was hidden.

    Parameters
    ----------
    protected : int
        Position of the protected cell that needed it.
    equation : int or None
        Position of the whole whose parts add up; None for sums of variables.
    quantity : tuple of str or None
        Quantity of the protected cell where it is another one.
    """

    protected: int
    equation: int | None = None
    quantity: tuple[str, ...] | None = None


@dataclass(frozen=True, eq=False)
class Cells:
    """All cells of one quantity; arrays of shape (A, Y).

    Parameters
    ----------
    counts : ndarray of float
        Counts with implied ones (`imply_missing`); NaN where no equation binds the cell.
    known : ndarray of bool
        Cells that are published unless hidden.
    up, down : ndarray of float
        How far a count could rise and fall by itself, finite.
    need_up, need_down : ndarray of float
        How far a reader must hold a rise and a fall possible.
    lots : ndarray of float, shape (A,)
        What to multiply costs with (`Lots`, and what else must be hidden along with a cell).
    """

    counts: Floats
    known: Mask
    up: Floats
    down: Floats
    need_up: Floats
    need_down: Floats
    lots: Floats

    @property
    def costs(self) -> Floats:
        """What it costs to hide a cell."""
        costs: Floats = np.abs(self.counts) * self.lots[:, None]
        return costs

    def in_year(self, year: int) -> "Cells":
        """One column, shape (A, 1)."""
        column = slice(year, year + 1)
        return Cells(
            self.counts[:, column],
            self.known[:, column],
            self.up[:, column],
            self.down[:, column],
            self.need_up[:, column],
            self.need_down[:, column],
            self.lots,
        )

    def room(self, tree: Tree, hidden: Mask) -> tuple[Floats, Floats]:
        """How far every cell can rise and fall; what is missing is hidden anyway."""
        return compute_room(tree, self.counts, hidden | ~self.known, self.up, self.down)

    def satisfied(self, room_up: Floats, room_down: Floats) -> Mask:
        """Cells whose demands are met."""
        enough_up, enough_down = room_up >= self.need_up - ROUNDING, room_down >= self.need_down - ROUNDING
        met: Mask = enough_up & enough_down
        return met


def hide_complements(tree: Tree, cells: Cells, hidden: Mask) -> tuple[Mask, dict[tuple[int, int], Reason]]:
    """Hide further cells until every demand is met.

    Parameters
    ----------
    tree : Tree
        Areas.
    cells : Cells
        Counts and demands.
    hidden : ndarray of bool, shape (A, Y)
        Cells hidden already, among them all with a demand.

    Returns
    -------
    hidden : ndarray of bool, shape (A, Y)
        Never less than before.
    reasons : dict of (position, year column) to Reason
        One entry for every cell added.

    Notes
    -----
    In every group the cheapest cells that are not zero come first, cost = count · lot, ties in the order of the areas.
    When a group has nothing left, the whole above it is withheld and the same is asked one level up. At the end totals
    that later ones made needless are shown again.
    """
    hidden = hidden.copy()
    reasons: dict[tuple[int, int], Reason] = {}
    open_cells = ~cells.satisfied(*cells.room(tree, hidden))
    for year in range(cells.counts.shape[1]):
        if not open_cells[:, year].any():
            continue
        earlier = hidden[:, year - 1] if year else np.zeros(tree.size, dtype=bool)
        search = YearSearch.of(tree, cells, hidden[:, year], earlier, year)
        for cell in _coarsest_first(tree, open_cells[:, year]):
            search.protect(cell, float(cells.need_up[cell, year]), float(cells.need_down[cell, year]))
        hidden[:, year] = np.array(search.hidden) & cells.known[:, year]
        _show_needless(tree, cells, hidden, list(search.reasons), year)
        reasons |= {(cell, year): reason for cell, reason in search.reasons.items() if hidden[cell, year]}
    return hidden, reasons


def _show_needless(tree: Tree, cells: Cells, hidden: Mask, added: list[int], year: int) -> None:
    """Show totals again that later ones made needless, and then what was hidden below them for their sake."""
    of_year = cells.in_year(year)
    costs = of_year.costs[:, 0].tolist()
    largest_first = sorted(added, key=lambda cell: (-costs[cell], cell))
    totals = [cell for cell in largest_first if tree.parts[cell]]
    shown: list[int] = []
    for cell in totals + [cell for cell in largest_first if not tree.parts[cell]]:
        if not tree.parts[cell] and not shown:
            break
        hidden[cell, year] = False
        if of_year.satisfied(*of_year.room(tree, hidden[:, year : year + 1])).all():
            shown.append(cell)
        else:
            hidden[cell, year] = True


@dataclass(eq=False)
class YearSearch:
    """State of the search in one year; lists, because groups are small."""

    tree: Tree
    hidden: list[bool]
    bound: list[bool]
    candidates: list[bool]
    costs: list[float]
    box: Mapping[Direction, list[float]]
    reasons: dict[int, Reason] = field(default_factory=dict)
    protected: int = -1

    @classmethod
    def of(cls, tree: Tree, cells: Cells, hidden: Mask, earlier: Mask, year: int) -> "YearSearch":
        """Start from the cells hidden so far; what is missing is hidden anyway."""
        counts, known = cells.counts[:, year], cells.known[:, year]
        return cls(
            tree=tree,
            hidden=(hidden | ~known).tolist(),
            bound=(~np.isnan(counts)).tolist(),
            candidates=(known & (counts != 0)).tolist(),
            costs=(cells.costs[:, year] * np.where(earlier, STABLE, 1.0)).tolist(),
            box={1: cells.up[:, year].tolist(), -1: cells.down[:, year].tolist()},
        )

    def protect(self, cell: int, up: float, down: float) -> None:
        """Meet both demands of one cell."""
        self.protected = cell
        demands: tuple[tuple[Direction, float], ...] = ((1, up), (-1, down))
        for direction, amount in demands:
            self._open_below(cell, direction, amount)
            self._open_above(cell, direction, amount)
        if any(min(self._below(cell, d), self._above(cell, d)) < amount - ROUNDING for d, amount in demands):
            self._hide_all_around(cell)

    def _below(self, cell: int, direction: Direction) -> float:
        """How far a cell can move as far as its parts are concerned."""
        if not self.hidden[cell]:
            return 0.0
        parts, own = self.tree.parts[cell], self.box[direction][cell]
        return min(own, sum(self._below(part, direction) for part in parts)) if parts else own

    def _above(self, cell: int, direction: Direction) -> float:
        """How far a cell can move as far as its siblings and its whole are concerned."""
        whole = int(self.tree.wholes[cell])
        if whole < 0 or not self.bound[whole]:
            return np.inf
        room = sum(self._below(s, _opposite(direction)) for s in self.tree.parts[whole] if s != cell)
        return room + self._passed(whole, direction)

    def _passed(self, whole: int, direction: Direction) -> float:
        if not self.hidden[whole]:
            return 0.0
        return min(self.box[direction][whole], self._above(whole, direction))

    def _open_below(self, cell: int, direction: Direction, amount: float) -> None:
        parts = self.tree.parts[cell]
        missing = amount - sum(self._below(part, direction) for part in parts)
        if parts and missing > ROUNDING:
            self._open_parts(parts, cell, direction, missing)

    def _open_above(self, cell: int, direction: Direction, amount: float) -> None:
        missing = amount - self._above(cell, direction)
        if missing <= ROUNDING:
            return
        whole = int(self.tree.wholes[cell])
        siblings = [part for part in self.tree.parts[whole] if part != cell]
        missing = self._open_parts(siblings, whole, _opposite(direction), missing)
        if missing <= ROUNDING:
            return
        self._hide(whole, whole)
        missing = amount - self._above(cell, direction)
        if missing > ROUNDING:
            self._open_above(whole, direction, self._passed(whole, direction) + missing)

    def _open_parts(self, parts: Iterable[int], equation: int, direction: Direction, missing: float) -> float:
        """Hide parts of a group until together they can move far enough; returns what is still missing."""
        for part in self._cheapest_first(parts, direction, missing):
            if missing <= ROUNDING:
                break
            before = self._below(part, direction)
            self._hide(part, equation)
            self._open_below(part, direction, before + missing)
            missing -= self._below(part, direction) - before
        return missing

    def _cheapest_first(self, parts: Iterable[int], direction: Direction, missing: float) -> list[int]:
        useful = [p for p in parts if self.candidates[p] and self.box[direction][p] > ROUNDING]
        return sorted((p for p in useful if not self.hidden[p] or self.tree.parts[p]),
                      key=lambda p: (self._cost(p, direction, missing), p))  # fmt: skip

    def _cost(self, cell: int, direction: Direction, missing: float) -> float:
        """Own count, and for a whole what must be hidden below it too."""
        own = 0.0 if self.hidden[cell] else self.costs[cell]
        parts = self.tree.parts[cell]
        if not parts or sum(self._below(part, direction) for part in parts) >= missing:
            return own
        below = [self.costs[part] for part in parts if self.candidates[part] and not self.hidden[part]]
        return own + min(below, default=0.0)

    def _hide(self, cell: int, equation: int) -> None:
        if not self.hidden[cell]:
            self.hidden[cell] = True
            self.reasons[cell] = Reason(self.protected, equation)

    def _hide_all_around(self, cell: int) -> None:
        """Last resort, for totals that contradict their parts: hide the groups around a cell, zeros too."""
        while cell >= 0:
            for part in self.tree.parts[cell]:
                self._hide(part, cell)
            whole = int(self.tree.wholes[cell])
            for part in self.tree.parts[whole] if whole >= 0 else []:
                self._hide(part, whole)
            self._hide(cell, cell)
            cell = whole


def _coarsest_first(tree: Tree, cells: Mask) -> list[int]:
    """What hides a total often hides areas below it as well."""
    return [level.start + cell for level in reversed(tree.levels) for cell in np.flatnonzero(cells[level]).tolist()]


def _opposite(direction: Direction) -> Direction:
    return -1 if direction == 1 else 1
