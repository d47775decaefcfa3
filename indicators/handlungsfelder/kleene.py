"""Three-valued logic (Kleene) on whole columns of areas: met, not met, unknown."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

States = npt.NDArray[np.int8]  # +1 met, 0 unknown, −1 not met

MET, UNKNOWN, NOT_MET = 1, 0, -1


class Erfuellung(StrEnum):
    """State of a condition, a node or a Handlungsfeld in one area; unknown is not "not met"."""

    ERFUELLT = "erfuellt"
    NICHT_ERFUELLT = "nicht_erfuellt"
    UNBEKANNT = "unbekannt"

    @classmethod
    def of(cls, state: int) -> "Erfuellung":
        """Name of a number.

        Examples
        --------
        >>> Erfuellung.of(0)
        <Erfuellung.UNBEKANNT: 'unbekannt'>
        """
        return _BY_NUMBER[int(state)]


_BY_NUMBER = {MET: Erfuellung.ERFUELLT, UNKNOWN: Erfuellung.UNBEKANNT, NOT_MET: Erfuellung.NICHT_ERFUELLT}


def at_least(k: int, states: States) -> States:
    """State of "at least k of these".

    Parameters
    ----------
    k : int
        How many must be met; at least 1.
    states : ndarray of int8, shape (m, n)
        One row per member, one column per area.

    Returns
    -------
    ndarray of int8, shape (n,)
        Met as soon as k members are; not met as soon as even the unknown ones could not make k; else unknown.

    Notes
    -----
    k = m is the conjunction (minimum), k = 1 the disjunction (maximum) of Kleene's strong logic; in between it is the
    k-th largest state, because the order −1 < 0 < +1 is the order of truth.

    Examples
    --------
    >>> at_least(2, np.array([[1, 1, -1], [0, 1, 0], [-1, 0, -1]], dtype=np.int8)).tolist()
    [0, 1, -1]
    """
    met = np.count_nonzero(states == MET, axis=0)
    possible = met + np.count_nonzero(states == UNKNOWN, axis=0)
    result = np.where(met >= k, MET, np.where(possible < k, NOT_MET, UNKNOWN))
    return np.asarray(result, dtype=np.int8)
