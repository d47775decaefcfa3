"""What linear equations leave of unknown counts: exact intervals, by linear programs only where equations overlap."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]

_PASSES = 100
_CHANGE = 1e-9


def solve_bounds(
    equations: csr_array,
    sums: Floats,
    lower: Floats,
    upper: Floats,
    targets: Mask,
    enough: tuple[Floats, Floats] | None = None,
) -> tuple[Floats, Floats]:
    """Smallest interval of every unknown.

    Parameters
    ----------
    equations : csr_array, shape (m, n)
        Coefficients of the unknowns, 1 or −1.
    sums : ndarray of float, shape (m,)
        Right-hand sides.
    lower, upper : ndarray of float, shape (n,)
        Bounds known beforehand, finite.
    targets : ndarray of bool, shape (n,)
        Unknowns whose interval must be exact; the others may get a wider one.
    enough : pair of ndarray of float, shape (n,), optional
        Where a solution with values this low and this high is found, no further program asks for the exact bounds, and
        the wider ones stand.

    Returns
    -------
    lower, upper : ndarray of float, shape (n,)

    Notes
    -----
    Tightening every equation in turn is exact where no unknowns are connected in a circle; where they are, two linear
    programs (HiGHS) per target are solved over the unknowns connected with it.

    Examples
    --------
    >>> one = csr_array(np.array([[1.0, 1.0]]))
    >>> low, high = solve_bounds(one, np.array([288.0]), np.zeros(2), np.full(2, 1e9), np.ones(2, dtype=bool))
    >>> low.tolist(), high.tolist()
    ([0.0, 0.0], [288.0, 288.0])
    """
    lower, upper = tighten_bounds(equations, sums, lower, upper)
    label, circular = _circular_components(equations)
    low_enough, high_enough = enough or (np.full(len(lower), -np.inf), np.full(len(lower), np.inf))
    for component in np.unique(label[targets & circular]).tolist():
        members = np.flatnonzero(label == component)
        part = equations[:, members]
        rows = np.flatnonzero(np.diff(part.indptr) > 0)
        part = part[rows]
        lowest, highest = np.full(len(members), np.inf), np.full(len(members), -np.inf)  # of all solutions found
        for place in np.flatnonzero(targets[members]).tolist():
            unknown = members[place]
            bounds = np.column_stack([lower[members], upper[members]])
            for sign in (1.0, -1.0):
                seen = lowest[place] <= low_enough[unknown] if sign > 0 else highest[place] >= high_enough[unknown]
                if not seen:
                    solution = _extreme(part, sums[rows], bounds, place, sign)
                    lowest, highest = np.minimum(lowest, solution), np.maximum(highest, solution)
                    (lower if sign > 0 else upper)[unknown] = solution[place]
    return lower, upper


def tighten_bounds(equations: csr_array, sums: Floats, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Intervals every equation leaves given the intervals of its other unknowns, until nothing changes.

    Parameters
    ----------
    equations, sums, lower, upper
        As for `solve_bounds`.

    Returns
    -------
    lower, upper : ndarray of float, shape (n,)
        Never wider than given, never narrower than what the equations together allow.
    """
    entries = equations.tocoo()
    row, column, sign = entries.row, entries.col, entries.data
    lower, upper = lower.copy(), upper.copy()
    for _ in range(_PASSES):
        low = np.where(sign > 0, lower[column], -upper[column])
        high = np.where(sign > 0, upper[column], -lower[column])
        rest_low = np.bincount(row, low, equations.shape[0])[row] - low
        rest_high = np.bincount(row, high, equations.shape[0])[row] - high
        most, least = sums[row] - rest_low, sums[row] - rest_high
        new_upper, new_lower = upper.copy(), lower.copy()
        np.minimum.at(new_upper, column, np.where(sign > 0, most, -least))
        np.maximum.at(new_lower, column, np.where(sign > 0, least, -most))
        settled = np.abs(new_upper - upper).max(initial=0) + np.abs(new_lower - lower).max(initial=0) < _CHANGE
        lower, upper = new_lower, new_upper
        if settled:
            break
    return lower, upper


def _circular_components(equations: csr_array) -> tuple[Positions, Mask]:
    """Component of every unknown, and whether it holds a circle (more links than a tree has)."""
    number, unknowns = equations.shape
    entries = equations.tocoo()
    links = (np.ones(len(entries.data)), (entries.col, entries.row + unknowns))
    components, label = connected_components(coo_array(links, (unknowns + number,) * 2), directed=False)
    nodes = np.bincount(label, minlength=components)
    edges = np.bincount(label[entries.col], minlength=components)
    of_unknowns = label[:unknowns].astype(np.intp)
    return of_unknowns, (edges >= nodes)[of_unknowns]


def _extreme(equations: csr_array, sums: Floats, bounds: Floats, place: int, sign: float) -> Floats:
    """Solution with the smallest (sign 1) or largest (−1) value of one unknown."""
    goal = np.zeros(equations.shape[1])
    goal[place] = sign
    # the stubs do not know that HiGHS takes sparse arrays
    result = linprog(goal, A_eq=equations, b_eq=sums, bounds=bounds, method="highs")  # type: ignore[call-overload]
    if result.status != 0:
        raise BoundsError(f"no counts satisfy the published equations ({result.message})")
    solution: Floats = np.asarray(result.x, dtype=float)
    return solution


class BoundsError(Exception):
    """Published numbers contradict each other, so no interval exists."""
