"""Value and status from numerator and denominator, before protection: the truth table of every rate."""

from typing import assert_never

import numpy as np
import numpy.typing as npt

from indicators.catalogue import Art
from indicators.status import Status

Floats = npt.NDArray[np.float64]
Texts = npt.NDArray[np.str_]


def compute_rates(numerator: Floats, denominator: Floats, faktor: float) -> tuple[Floats, Texts]:
    """Rate x = faktor · Z / N with its status.

    Parameters
    ----------
    numerator, denominator : ndarray of float, same shape
        Counts; NaN = missing.
    faktor : float
        100 for percent, 1000 for per mille.

    Returns
    -------
    values : ndarray of float
        NaN unless the status is `OBSERVED`.
    status : ndarray of str
        `MISSING` if Z or N is missing, `UNDEFINED` if N = 0, else `OBSERVED`.

    Notes
    -----
    Z = 0 with N > 0 is a rate of 0, not a missing one. Z ≠ 0 with N = 0 is undefined all the same.

    Examples
    --------
    >>> values, status = compute_rates(np.array([7.0, 0.0, 3.0]), np.array([200.0, 50.0, 0.0]), 100)
    >>> values.tolist(), status.tolist()
    ([3.5, 0.0, nan], ['beobachtet', 'beobachtet', 'undefiniert'])
    """
    status = np.select(
        [np.isnan(numerator) | np.isnan(denominator), denominator == 0],
        [np.str_(Status.MISSING), np.str_(Status.UNDEFINED)],
        np.str_(Status.OBSERVED),
    )
    values = np.full(status.shape, np.nan)
    np.divide(faktor * numerator, denominator, out=values, where=status == Status.OBSERVED)
    return values, status


def compute_values(art: Art, numerator: Floats, denominator: Floats, faktor: float) -> tuple[Floats, Texts]:
    """Value and status of one kind of indicator.

    Parameters
    ----------
    art : Art
        Decides the formula.
    numerator : ndarray of float
        Z, for `veraenderung` Z(t), for `wert` the finished value; NaN = missing.
    denominator : ndarray of float
        N, for `veraenderung` Z(t − n); not read for `anzahl` and `wert`.
    faktor : float
        Multiplier; 1 leaves counts and finished values as delivered.

    Returns
    -------
    values, status : ndarray
        As in `compute_rates`.

    Notes
    -----
    veraenderung: faktor · (Z(t) − Z(t−n)) / Z(t−n).

    Examples
    --------
    >>> values, status = compute_values(Art.VERAENDERUNG, np.array([110.0]), np.array([100.0]), 100)
    >>> values.tolist(), status.tolist()
    ([10.0], ['beobachtet'])
    """
    match art:
        case Art.ANTEIL:
            return compute_rates(numerator, denominator, faktor)
        case Art.VERAENDERUNG:
            return compute_rates(numerator - denominator, denominator, faktor)
        case Art.ANZAHL | Art.WERT:
            return compute_rates(numerator, np.ones_like(numerator), faktor)
        case _:
            assert_never(art)
