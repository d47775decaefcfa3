import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.intervals import wilson_interval

NAN = float("nan")


@pytest.mark.parametrize(
    ("numerator", "denominator", "low_percent", "high_percent"),
    [(7, 60, 5.8, 22.2), (25, 500, 3.4, 7.3), (0, 50, 0.0, 7.1)],  # checks of the domain document
)
def test_published_checks(numerator: int, denominator: int, low_percent: float, high_percent: float) -> None:
    low, high = wilson_interval(numerator, denominator)
    assert round(100 * float(low), 1) == low_percent
    assert round(100 * float(high), 1) == high_percent


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(NAN, 50), (5, NAN), (0, 0), (5, 0), (-1, 50), (51, 50), (5, -5)]
)
def test_no_interval_where_numerator_is_no_part(numerator: float, denominator: float) -> None:
    low, high = wilson_interval([numerator], [denominator])
    assert np.isnan([low, high]).all()


def test_interval_of_everyone_ends_at_one() -> None:
    low, high = wilson_interval(50, 50)
    assert float(high) == pytest.approx(1)
    assert round(100 * float(low), 1) == 92.9  # mirror of 0/50 → 7.1 %


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_its_share_and_stays_within_zero_and_one(counts: tuple[int, int]) -> None:
    low, high = wilson_interval(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1
