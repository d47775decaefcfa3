"""Ranks that admit what cannot be told apart (rule D6)."""

import numpy as np
import numpy.typing as npt
import pandas as pd


def rank_ranges(
    values: "npt.ArrayLike | pd.Series[float]",
    low: npt.ArrayLike | None = None,
    high: npt.ArrayLike | None = None,
) -> pd.DataFrame:
    """Best and worst rank each observed value could have.

    Parameters
    ----------
    values : Series or array_like of float, shape (n,)
        Published values; NaN = not observed.
    low, high : array_like of float, shape (n,), optional
        Intervals in the same unit; where absent or NaN the value itself is the interval.

    Returns
    -------
    DataFrame
        Index of `values` (positions for an array) without the unobserved; integer columns `rank_best`, `rank_worst`.
        Rank 1 is the highest value.

    Notes
    -----
    best = 1 + number of areas whose interval lies wholly above, worst = n − number wholly below. Without intervals
    this is the minimum and maximum rank of ties. Sorting makes it O(n log n).

    Examples
    --------
    >>> rank_ranges([30.0, 20.0, 20.0, float("nan"), 10.0]).to_numpy().tolist()
    [[1, 1], [2, 3], [2, 3], [4, 4]]
    >>> rank_ranges([30.0, 20.0, 10.0], low=[18.0, 15.0, 9.0], high=[40.0, 25.0, 11.0]).to_numpy().tolist()
    [[1, 2], [1, 2], [3, 3]]
    """
    series = values if isinstance(values, pd.Series) else pd.Series(np.asarray(values, dtype=float))
    points = np.asarray(series, dtype=np.float64)
    observed = ~np.isnan(points)
    points = points[observed]
    lows = points if low is None else _bounds(low, observed, points)
    highs = points if high is None else _bounds(high, observed, points)
    above = len(points) - np.searchsorted(np.sort(lows), highs, side="right")
    below = np.searchsorted(np.sort(highs), lows, side="left")
    return pd.DataFrame({"rank_best": 1 + above, "rank_worst": len(points) - below}, index=series.index[observed])


def _bounds(
    bounds: npt.ArrayLike, observed: npt.NDArray[np.bool_], points: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    given = np.asarray(bounds, dtype=float)[observed]
    return np.where(np.isnan(given), points, given)
