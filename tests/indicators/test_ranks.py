import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.ranks import rank_ranges

NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "ranges"),
    [
        ([10.0, 30.0, 20.0], [(3, 3), (1, 1), (2, 2)]),
        ([20.0, 20.0, 10.0], [(1, 2), (1, 2), (3, 3)]),
        ([5.0, 5.0, 5.0], [(1, 3), (1, 3), (1, 3)]),
        ([7.0], [(1, 1)]),
        ([], []),
    ],
)
def test_truth_table_of_ties(values: list[float], ranges: list[tuple[int, int]]) -> None:
    assert list(rank_ranges(values).itertuples(index=False, name=None)) == ranges


@pytest.mark.parametrize(
    ("low", "high", "ranges"),
    [
        ([25.0, 15.0, 5.0], [35.0, 24.0, 14.0], [(1, 1), (2, 2), (3, 3)]),  # apart
        ([15.0, 12.0, 5.0], [35.0, 28.0, 11.0], [(1, 2), (1, 2), (3, 3)]),  # the first two overlap
        ([15.0, 12.0, 5.0], [35.0, 28.0, 14.0], [(1, 2), (1, 3), (2, 3)]),  # a chain
        ([15.0, 5.0, 14.0], [35.0, 15.0, 14.5], [(1, 2), (1, 3), (2, 3)]),  # touching ends cannot be told apart
        ([0.0, 0.0, 0.0], [99.0, 99.0, 99.0], [(1, 3), (1, 3), (1, 3)]),
        ([NAN, 15.0, NAN], [NAN, 24.0, NAN], [(1, 1), (2, 2), (3, 3)]),  # without interval the value counts
    ],
)
def test_truth_table_of_overlaps(low: list[float], high: list[float], ranges: list[tuple[int, int]]) -> None:
    found = rank_ranges([30.0, 20.0, 10.0], low, high)
    assert list(found.itertuples(index=False, name=None)) == ranges


def test_unobserved_areas_have_no_rank_and_do_not_count() -> None:
    values = pd.Series({"A2b": 10.0, "A10": NAN, "B1": 30.0})
    expected = pd.DataFrame({"rank_best": [2, 1], "rank_worst": [2, 1]}, index=pd.Index(["A2b", "B1"]))
    pd.testing.assert_frame_equal(rank_ranges(values), expected)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 20)), min_size=1, max_size=40))
def test_ranges_agree_with_counting_one_by_one(intervals: list[tuple[int, int]]) -> None:
    low = np.array([middle - width for middle, width in intervals], dtype=float)
    high = np.array([middle + width for middle, width in intervals], dtype=float)
    found = rank_ranges((low + high) / 2, low, high)
    for i, (best, worst) in enumerate(found.itertuples(index=False, name=None)):
        assert best == 1 + sum(other > high[i] for other in low)
        assert worst == len(intervals) - sum(other < low[i] for other in high)
