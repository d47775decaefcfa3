"""Weighted sums of z-values when some are missing, and the class of an index value."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DIGITS = 9  # decimals to which indices are compared; beyond is rounding


def weighted_sums(z: Floats, weights: Floats, least_share: float) -> tuple[Floats, Floats]:
    """Sums of the z-values that are there, scaled up to all weights.

    Parameters
    ----------
    z : ndarray of float, shape (areas, parts)
        NaN = not there.
    weights : ndarray of float, shape (variants, parts)
        One or more sets of weights; a weight of 0 leaves a part out. Every set has a positive weight.
    least_share : float
        Share of the weights, 0–1, without which there is no sum.

    Returns
    -------
    sums, shares : ndarray of float, shape (areas, variants)
        Sum_i = Σ_j w_j z_ij · Σ_j w_j / Σ_{j there} w_j, NaN where the share is too small; and that share.

    Examples
    --------
    >>> z = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, np.nan], [1.0, np.nan, np.nan]])
    >>> sums, shares = weighted_sums(z, np.array([[1.0, 1.0, 1.0]]), 2 / 3)
    >>> sums[:, 0].tolist(), shares[:, 0].round(2).tolist()
    ([6.0, 4.5, nan], [1.0, 0.67, 0.33])
    """
    there = (~np.isnan(z)).astype(float) @ weights.T
    total = weights.sum(axis=1)
    shares = there / total
    enough = (shares > 0) & (shares >= least_share - 10.0**-DIGITS)
    sums = np.full(shares.shape, np.nan)
    np.divide(np.nan_to_num(z) @ weights.T * total, there, out=sums, where=enough)
    return sums, shares


def index_classes(values: npt.ArrayLike, limits: tuple[float, ...]) -> npt.NDArray[np.int64]:
    """Class of each index value: the number of limits below it; −1 for NaN.

    Notes
    -----
    Classes are (a, b], as in Berlin's Monitoring Soziale Stadtentwicklung: an index of exactly −1 is "hoch", of exactly
    1.5 still "niedrig". Unlike in `classes.classify` the limit belongs to the class below.

    Examples
    --------
    >>> index_classes([-1.0, -0.99, 1.0, 1.01, float("nan")], (-1.0, 1.0)).tolist()
    [0, 1, 1, 2, -1]
    """
    numbers = np.round(np.asarray(values, dtype=float), DIGITS)
    found = np.searchsorted(np.asarray(limits), numbers, side="left")
    return np.where(np.isnan(numbers), -1, found).astype(np.int64)
