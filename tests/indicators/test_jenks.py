import mapclassify
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.classes import classify
from indicators.jenks import jenks_limits_up_to, roundest_between

without_numba = pytest.mark.filterwarnings("ignore:Numba not installed:UserWarning")  # the oracle may be slow


def _variation(values: npt.NDArray[np.float64], classes: npt.NDArray[np.int64]) -> float:
    """Sum of squares inside classes, which Fisher–Jenks makes as small as possible."""
    return float(sum(((values[classes == c] - values[classes == c].mean()) ** 2).sum() for c in np.unique(classes)))


@without_numba
@pytest.mark.parametrize("k", [3, 5, 7])
@pytest.mark.parametrize("shape", [0.5, 2.0, 9.0])
def test_variation_inside_classes_is_that_of_mapclassify(k: int, shape: float) -> None:
    values = np.random.default_rng(20180228).gamma(shape, 5, 200)
    ours = classify(values, jenks_limits_up_to(values, 7)[k])
    oracle = mapclassify.FisherJenks(values, k=k).yb
    assert len(np.unique(ours)) == k
    assert _variation(values, ours) == pytest.approx(_variation(values, oracle), rel=1e-9)


@without_numba
def test_repeated_values_count_as_often_as_they_occur() -> None:
    values = np.round(np.random.default_rng(7).gamma(2, 5, 300))
    ours = classify(values, jenks_limits_up_to(values, 5)[5])
    assert _variation(values, ours) == pytest.approx(_variation(values, mapclassify.FisherJenks(values, k=5).yb))


def test_obvious_groups_are_found() -> None:
    assert jenks_limits_up_to([1, 2, 2, 50, 51, 99.5], 3)[3] == (30.0, 80.0)


def test_large_close_values_keep_their_groups() -> None:
    limits = jenks_limits_up_to([1e9, 1e9 + 1, 1e9 + 10, 1e9 + 11], 2)[2]
    assert classify([1e9, 1e9 + 1, 1e9 + 10, 1e9 + 11], limits).tolist() == [0, 0, 1, 1]


def test_more_classes_than_distinct_values_are_left_out() -> None:
    assert sorted(jenks_limits_up_to([1, 1, 2, 3, float("nan")], 7)) == [2, 3]
    assert jenks_limits_up_to([4, 4], 7) == {}


@given(st.lists(st.integers(-1000, 1000), min_size=3, max_size=9, unique=True))
@settings(max_examples=60)
def test_no_other_partition_into_three_is_better(numbers: list[int]) -> None:
    values = np.sort(np.array(numbers, dtype=float))
    found = _variation(values, classify(values, jenks_limits_up_to(values, 3)[3]))
    for i in range(1, len(values) - 1):
        for j in range(i + 1, len(values)):
            assert found <= _variation(values, np.repeat([0, 1, 2], [i, j - i, len(values) - j])) + 1e-6


@pytest.mark.parametrize(
    ("below", "above", "number"),
    [
        (4.93, 5.08, 5.0),
        (0.0, 3.0, 2.0),
        (-3.0, 0.0, 0.0),
        (-7.2, -6.1, -7.0),
        (99.0, 101.0, 100.0),
        (0.31, 0.32, 0.32),
    ],
)
def test_limits_are_round(below: float, above: float, number: float) -> None:
    assert roundest_between(below, above) == number


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_limit_keeps_both_neighbours_in_their_classes(a: float, b: float) -> None:
    if a != b:
        assert min(a, b) < roundest_between(min(a, b), max(a, b)) <= max(a, b)


def test_limit_between_zero_and_the_smallest_number_is_that_number() -> None:
    assert roundest_between(0.0, 5e-324) == 5e-324
