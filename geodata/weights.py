"""Weights of the pieces between two Gebietsstände: by a table of the package, by residents, by territory."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.overlays import NOWHERE

Floats = npt.NDArray[np.float64]
Texts = npt.NDArray[np.object_]


class Method(StrEnum):
    """Where a weight comes from, best first."""

    EXACT = "exakt"  # the whole area lies in one
    TABLE = "tabelle"  # counted by whoever made the package
    RESIDENTS = "einwohner"  # population points or cells
    AREA = "flaeche"


def weigh_pieces(pieces: pd.DataFrame, side: str, given: Floats) -> tuple[Floats, Texts]:
    """Weights of the pieces of every area of one side.

    Parameters
    ----------
    pieces : DataFrame
        Columns `old_pos`, `new_pos` (`NOWHERE` for rests), `area_km2`, `residents` (NaN = unknown).
    side : str
        "old_pos" for old → new, "new_pos" for the other direction.
    given : ndarray of float
        Weights of the package; NaN = none.

    Returns
    -------
    weights : ndarray of float
        Add up to 1 over the pieces of each area; NaN for rests of the other side.
    methods : ndarray of str
        A `Method` each; None for rests of the other side.

    Examples
    --------
    >>> pieces = pd.DataFrame({"old_pos": [0, 0], "new_pos": [0, 1], "area_km2": [1.0, 3.0], "residents": [0.0, 0.0]})
    >>> weights, methods = weigh_pieces(pieces, "old_pos", np.array([np.nan, np.nan]))
    >>> weights.tolist(), methods.tolist()
    ([0.25, 0.75], ['flaeche', 'flaeche'])
    """
    positions = pieces[side].to_numpy()
    inside = positions != NOWHERE
    total = _totals(positions, inside)
    area, people = pieces["area_km2"].to_numpy(dtype=float), pieces["residents"].to_numpy(dtype=float)
    listed = np.nan_to_num(given)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = [np.ones(len(pieces)), listed / total(listed), people / total(people), area / total(area)]
    cases = [total(np.ones(len(pieces))) == 1, total(listed) > 0, total(people) > 0]
    names = [str(name) for name in (Method.EXACT, Method.TABLE, Method.RESIDENTS, Method.AREA)]
    weights = np.select(cases, shares[:-1], shares[-1])
    methods = np.select(cases, names[:-1], names[-1]).astype(object)
    methods[~inside] = None
    return np.where(inside, weights, np.nan), methods


def _totals(positions: npt.NDArray[np.intp], inside: npt.NDArray[np.bool_]) -> Callable[[Floats], Floats]:
    """Function that sums an amount of the pieces over each area and gives every piece the sum of its area."""
    count = int(positions.max(initial=0)) + 1

    def total(amounts: Floats) -> Floats:
        sums: Floats = np.bincount(positions[inside], amounts[inside], count).astype(np.float64)
        return sums[positions]

    return total
