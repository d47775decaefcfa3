"""Pieces between the borders of two Gebietsstände: how much of a count can lie in each of them at most."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

TOLERANCE = 1e-6


@dataclass(frozen=True)
class ChangedAreas:
    """Areas of two Gebietsstände that cover the same ground and share no piece with any other area.

    Parameters
    ----------
    newer, older : tuple of str
        Area keys.
    pieces : tuple of (str or None, str or None)
        Newer and older area of every common piece; None on one side: ground the other Gebietsstand does not have.
    """

    newer: tuple[str, ...]
    older: tuple[str, ...]
    pieces: tuple[tuple[str | None, str | None], ...]

    @property
    def nested(self) -> bool:
        """Whether every piece is a whole area, so that the totals say nothing new about pieces."""
        closed = all(new is not None and old is not None for new, old in self.pieces)
        return closed and (len(self.newer) == 1 or len(self.older) == 1)

    @cached_property
    def incidence(self) -> Floats:
        """Totals (newer, then older areas) × pieces: 1 where the piece is a part of the area."""
        matrix = np.zeros((len(self.newer) + len(self.older), len(self.pieces)))
        for column, (new, old) in enumerate(self.pieces):
            if new is not None:
                matrix[self.newer.index(new), column] = 1
            if old is not None:
                matrix[len(self.newer) + self.older.index(old), column] = 1
        return matrix

    @cached_property
    def inverse(self) -> Floats | None:
        """Totals -> pieces where the totals determine every piece, None where some stay open."""
        matrix = self.incidence
        if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
            return None
        return np.linalg.pinv(matrix).astype(np.float64)


def largest_pieces(changed: ChangedAreas, totals: Floats, enough: float) -> Floats | None:
    """Largest count each piece can hold.

    Parameters
    ----------
    changed : ChangedAreas
        Areas and their pieces.
    totals : ndarray of float, shape (areas,)
        Counts of the newer, then of the older areas, all known.
    enough : float
        Above this a smaller number than the largest may be returned: saves linear programs.

    Returns
    -------
    ndarray of float, shape (pieces,) or None
        None if no counts ≥ 0 of the pieces add up to the totals: the Gebietsstände contradict each other.

    Examples
    --------
    >>> moved = ChangedAreas(("a", "b"), ("A", "B"), (("a", "A"), ("b", "A"), ("b", "B")))
    >>> largest_pieces(moved, np.array([139.0, 61.0, 143.0, 57.0]), 10.0).round(6).tolist()
    [139.0, 4.0, 57.0]
    """
    if changed.inverse is not None:
        pieces: Floats = changed.inverse @ totals
        fits = np.abs(changed.incidence @ pieces - totals).max(initial=0) < TOLERANCE
        return pieces if fits and (pieces > -TOLERANCE).all() else None
    return _largest_open(changed.incidence, totals, enough)


def _largest_open(incidence: Floats, totals: Floats, enough: float) -> Floats | None:
    """By linear programs: one that fills all pieces up to `enough`, then one for each it could not fill."""
    from scipy.optimize import linprog  # only needed where borders moved in a circle

    number = incidence.shape[1]
    filled = np.hstack([incidence, np.zeros_like(incidence)])
    upto = np.hstack([-np.eye(number), np.eye(number)])
    bounds = [(0.0, None)] * number + [(0.0, enough)] * number
    goal = np.concatenate([np.zeros(number), -np.ones(number)])
    result = linprog(goal, A_eq=filled, b_eq=totals, A_ub=upto, b_ub=np.zeros(number), bounds=bounds)
    if result.x is None:
        return None
    largest: Floats = np.array(result.x[:number], dtype=float)
    for piece in np.flatnonzero(largest < enough - TOLERANCE).tolist():
        alone = linprog(-np.eye(number)[piece], A_eq=incidence, b_eq=totals)
        largest[piece] = np.inf if alone.fun is None else -float(alone.fun)
    return largest
