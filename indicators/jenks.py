"""Optimal classes after Fisher and Jenks: the exact partition with the least variation inside classes."""

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


def jenks_limits_up_to(values: npt.ArrayLike, k_max: int) -> dict[int, tuple[float, ...]]:
    """Inner limits of the optimal partitions into 2 … k_max classes, from one run.

    Parameters
    ----------
    values : array_like of float
        Any order, repetitions count; NaN is left out.
    k_max : int
        Largest number of classes.

    Returns
    -------
    dict of int to tuple of float
        Number of classes -> ascending inner limits of half-open classes [a, b). Numbers of classes above the number
        of distinct values are left out.

    Notes
    -----
    Fisher, JASA 53 (1958), 789–798: cost of k classes over the first j values C_k(j) = min_i C_{k−1}(i) + SSE(i, j).
    The best i never falls as j grows, so each layer is solved by halving, all halves of one depth at once:
    O(k · n log n) array steps instead of O(k · n²). Any number between the highest value of a class and the lowest of
    the next gives the same partition; the roundest is taken so that a legend can print it exactly.

    Examples
    --------
    >>> jenks_limits_up_to([1, 2, 2, 10, 11, 30.5], 3)
    {2: (20.0,), 3: (10.0, 20.0)}
    """
    numbers = np.asarray(values, dtype=float).ravel()
    distinct, weights = np.unique(numbers[~np.isnan(numbers)], return_counts=True)
    if len(distinct) < 2:
        return {}
    splits = _optimal_splits(distinct, weights.astype(float), min(k_max, len(distinct)))
    return {k: _limits_at(distinct, _trace_back(splits, k)) for k in range(2, len(splits) + 1)}


def _optimal_splits(distinct: Floats, weights: Floats, k_max: int) -> list[Ints]:
    """Per number of classes: for each end j the start of its last class; shape (n + 1,) each."""
    # Centring keeps the sums of squares small; without it large, close values lose their differences.
    centred = distinct - np.average(distinct, weights=weights)
    count, total, square = (np.concatenate(([0.0], np.cumsum(weights * centred**power))) for power in (0, 1, 2))

    def variation(start: Ints, end: Ints) -> Floats:
        sums = total[end] - total[start]
        inside: Floats = square[end] - square[start] - sums**2 / np.maximum(count[end] - count[start], 1.0)
        return np.maximum(inside, 0.0)

    n = len(distinct)
    ends = np.arange(n + 1)
    costs = variation(np.zeros(n + 1, dtype=np.intp), ends)
    splits = [np.zeros(n + 1, dtype=np.intp)]
    for k in range(2, k_max + 1):
        previous, costs, starts = costs, np.full(n + 1, np.inf), np.zeros(n + 1, dtype=np.intp)
        first, last, lowest, highest = (np.array([b]) for b in (k, n, k - 1, n - 1))
        while len(first):
            middle = (first + last) // 2
            until = np.minimum(highest, middle - 1)
            sizes = until - lowest + 1
            begins = np.cumsum(sizes) - sizes
            candidates = np.arange(sizes.sum()) - np.repeat(begins - lowest, sizes)
            sums = previous[candidates] + variation(candidates, np.repeat(middle, sizes))
            costs[middle] = np.minimum.reduceat(sums, begins)
            hits = np.flatnonzero(sums == np.repeat(costs[middle], sizes))
            best = candidates[hits[np.searchsorted(hits, begins)]]
            starts[middle] = best
            first, last = np.concatenate((first, middle + 1)), np.concatenate((middle - 1, last))
            lowest, highest = np.concatenate((lowest, best)), np.concatenate((best, highest))
            left = first <= last
            first, last, lowest, highest = first[left], last[left], lowest[left], highest[left]
        splits.append(starts)
    return splits


def _trace_back(splits: list[Ints], k: int) -> list[int]:
    """Positions of the first value of classes 2 … k."""
    end, firsts = len(splits[0]) - 1, []
    for starts in reversed(splits[1:k]):
        end = int(starts[end])
        firsts.append(end)
    return firsts[::-1]


def _limits_at(distinct: Floats, firsts: list[int]) -> tuple[float, ...]:
    return tuple(roundest_between(float(distinct[i - 1]), float(distinct[i])) for i in firsts)


def roundest_between(below: float, above: float) -> float:
    """Roundest x with below < x ≤ above: a multiple of the highest power of ten, near the middle where it can be.

    Examples
    --------
    >>> roundest_between(4.93, 5.08), roundest_between(2, 10), roundest_between(0.12, 0.1234)
    (5.0, 10.0, 0.122)
    """
    middle = below + (above - below) / 2
    largest = math.ceil(math.log10(max(abs(below), abs(above)))) if below or above else 0
    for exponent in range(largest, largest - 17, -1):
        if not (step := 10.0**exponent):
            break  # values so near to 0 that no power of ten lies between them
        for multiple in (round(middle / step), math.floor(above / step)):
            number = round(multiple * step, max(0, -exponent))
            if below < number <= above:
                return float(number)
    return above
