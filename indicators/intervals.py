"""How far a share of few cases could be from what it shows: the Wilson score interval."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NORMAL_95 = 1.96  # quantile of the normal distribution for two-sided 95 %


def wilson_interval(
    numerator: npt.ArrayLike, denominator: npt.ArrayLike, q: float = NORMAL_95
) -> tuple[Floats, Floats]:
    """Wilson score interval of a share.

    Parameters
    ----------
    numerator, denominator : array_like of float, shapes that broadcast
        Published counts; NaN = not published.
    q : float
        Quantile of the normal distribution.

    Returns
    -------
    low, high : ndarray of float
        Shares 0–1; NaN where a count is NaN, N ≤ 0, or Z is no part of N (Z < 0 or Z > N).

    Notes
    -----
    Centre (p + q²/2n)/(1 + q²/n), half-width q·√(p(1−p)/n + q²/4n²)/(1 + q²/n); Wilson, JASA 22 (1927), 209–212.

    Examples
    --------
    >>> low, high = wilson_interval([7, 25, 0], [60, 500, 50])
    >>> [f"{100 * a:.1f}–{100 * b:.1f} %" for a, b in zip(low, high)]
    ['5.8–22.2 %', '3.4–7.3 %', '0.0–7.1 %']
    """
    z, n = np.broadcast_arrays(np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float))
    valid = (n > 0) & (z >= 0) & (z <= n)
    size = np.where(valid, n, 1.0)
    share = np.where(valid, z, 0.0) / size
    scale = 1 + q**2 / size
    centre = (share + q**2 / (2 * size)) / scale
    half = q * np.sqrt(share * (1 - share) / size + q**2 / (4 * size**2)) / scale
    low = np.where(valid, np.clip(centre - half, 0, 1), np.nan)
    high = np.where(valid, np.clip(centre + half, 0, 1), np.nan)
    return low, high
