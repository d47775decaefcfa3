"""How far hidden counts can move without any published sum changing: exact and in closed form on one hierarchy.

Everything here is about moves δ from the true counts, not about the counts: Σ δ of the parts = δ of the whole. Whether
delivered totals agree with their parts therefore does not matter; the reader is taken to know any difference.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from indicators.hierarchy import Hierarchy

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Tree:
    """Hierarchy in arrays: the areas of all levels in one row, finest level first (`Hierarchy.slices`).

    Parameters
    ----------
    levels : tuple of slice
        Where each level lies.
    wholes : ndarray of int, shape (A,)
        Position of the area one level up, −1 on the top level.
    """

    levels: tuple[slice, ...]
    wholes: Positions

    @classmethod
    def of(cls, hierarchy: Hierarchy) -> "Tree":
        """Tree of a Gebietsstand."""
        levels = tuple(hierarchy.slices[ebene] for ebene in hierarchy.ebenen)
        wholes = np.full(len(hierarchy.all_areas), -1, dtype=np.intp)
        for ebene, here, above in zip(hierarchy.ebenen, levels, levels[1:], strict=False):
            wholes[here] = hierarchy.parent_positions(ebene) + above.start
        return cls(levels, wholes)

    @property
    def size(self) -> int:
        """Number of areas of all levels."""
        return len(self.wholes)

    @cached_property
    def parts(self) -> list[list[int]]:
        """Positions of the parts of every area, in the order of the areas."""
        parts: list[list[int]] = [[] for _ in range(self.size)]
        for part, whole in enumerate(self.wholes.tolist()):
            if whole >= 0:
                parts[whole].append(part)
        return parts

    @cached_property
    def part_numbers(self) -> Positions:
        """Number of parts of every area."""
        return np.bincount(self.wholes[self.wholes >= 0], minlength=self.size)

    def sum_parts(self, values: Floats, level: slice) -> Floats:
        """Sums over the parts for every area of a level; `values` has shape (A, Y)."""
        finer = self.levels[self.levels.index(level) - 1]
        sums = np.zeros((level.stop - level.start, values.shape[1]))
        np.add.at(sums, self.wholes[finer] - level.start, values[finer])
        return sums


def imply_missing(tree: Tree, values: Floats) -> Floats:
    """Give missing parts of a known whole what the reader must assume of them: an even share of the rest.

    Parameters
    ----------
    tree : Tree
        Areas.
    values : ndarray of float, shape (A, Y)
        Counts; NaN = missing.

    Returns
    -------
    ndarray of float, shape (A, Y)
        NaN only where no whole above is known either, so that no equation binds the cell.

    Examples
    --------
    >>> tree = Tree((slice(0, 3), slice(3, 4)), np.array([3, 3, 3, -1]))
    >>> imply_missing(tree, np.array([[4.0], [np.nan], [np.nan], [10.0]])).ravel().tolist()
    [4.0, 3.0, 3.0, 10.0]
    """
    filled = values.copy()
    for level, finer in zip(tree.levels[:0:-1], tree.levels[-2::-1], strict=True):
        missing = np.isnan(filled[finer])
        if not missing.any():
            continue
        rest = filled[level] - tree.sum_parts(np.nan_to_num(filled), level)
        absent = np.zeros((tree.size, values.shape[1]))
        absent[finer] = missing
        numbers = tree.sum_parts(absent, level)
        shares = np.full(rest.shape, np.nan)
        np.divide(np.maximum(rest, 0), numbers, out=shares, where=numbers > 0)
        filled[finer] = np.where(missing, shares[tree.wholes[finer] - level.start], filled[finer])
    return filled


def compute_room(tree: Tree, counts: Floats, hidden: Mask, up: Floats, down: Floats) -> tuple[Floats, Floats]:
    """How far each hidden count can rise and fall while every published count of the hierarchy stays.

    Parameters
    ----------
    tree : Tree
        Areas.
    counts : ndarray of float, shape (A, Y)
        Counts as from `imply_missing`; NaN where no equation binds.
    hidden : ndarray of bool
        Cells the reader does not see.
    up, down : ndarray of float
        How far each count could rise and fall by itself (denominator, zero); finite.

    Returns
    -------
    up, down : ndarray of float
        0 where not hidden.

    Notes
    -----
    Sums of boxes on a tree are projected exactly by one pass upwards (what the parts below leave) and one downwards
    (what siblings and the whole above leave); the tests check this against linear programs.

    Examples
    --------
    >>> tree = Tree((slice(0, 4), slice(4, 5)), np.array([4, 4, 4, 4, -1]))
    >>> counts = np.array([[412.0], [7.0], [300.0], [281.0], [1000.0]])
    >>> hidden = np.array([[False], [True], [False], [True], [False]])
    >>> up, down = compute_room(tree, counts, hidden, np.full((5, 1), 1e6), counts)
    >>> float(counts[1, 0] - down[1, 0]), float(counts[1, 0] + up[1, 0])
    (0.0, 288.0)
    """
    below_up, below_down = np.where(hidden, up, 0.0), np.where(hidden, down, 0.0)
    inner = tree.part_numbers > 0
    for level in tree.levels[1:]:
        has_parts = inner[level][:, None]
        for below in (below_up, below_down):
            below[level] = np.where(has_parts, np.minimum(below[level], tree.sum_parts(below, level)), below[level])
    above_up, above_down = np.full(counts.shape, np.inf), np.full(counts.shape, np.inf)
    for level, finer in zip(tree.levels[:0:-1], tree.levels[-2::-1], strict=True):
        whole = tree.wholes[finer]
        bound = ~np.isnan(counts[whole])
        for above, opposite, box in ((above_up, below_down, up), (above_down, below_up, down)):
            siblings = tree.sum_parts(opposite, level)[whole - level.start] - opposite[finer]
            passed = np.where(hidden[whole], np.minimum(box[whole], above[whole]), 0.0)
            above[finer] = np.where(bound, siblings + passed, np.inf)
    return np.minimum(below_up, above_up), np.minimum(below_down, above_down)
