"""The additive equations readers know: areas in larger areas, and variables in sums of variables."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from indicators.protection.quantities import Quantity, Relation
from indicators.protection.tree import Tree

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]


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
