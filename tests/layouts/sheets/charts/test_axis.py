"""Round ticks, German numbers."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.sheets.charts.axis import Axis, axis_around, axis_from_zero, round_ticks

FIGURES = st.floats(-1e7, 1e7, allow_nan=False).map(lambda value: round(value, 2))


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0, 35.0, 5, (0, 10, 20, 30, 40)),
        (0, 11.5, 5, (0, 2.5, 5, 7.5, 10, 12.5)),
        (0, 48147, 5, (0, 10000, 20000, 30000, 40000, 50000)),
        (-3.1, 0, 3, (-4, -2, 0)),
        (0, 0.004, 4, (0, 0.001, 0.002, 0.003, 0.004)),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, most: int, ticks: tuple[float, ...]) -> None:
    assert axis_from_zero(low, high, most).ticks == pytest.approx(ticks)


@given(FIGURES, FIGURES, st.integers(1, 8))
def test_ticks_enclose_the_values_evenly(one: float, other: float, most: int) -> None:
    low, high = sorted((one, other))
    ticks = round_ticks(low, high, most)
    assert ticks[0] <= low + 1e-6
    assert ticks[-1] >= high - 1e-6
    assert len(ticks) <= most + 3
    steps = [after - before for before, after in pairwise(ticks)]
    assert all(math.isclose(step, steps[0], rel_tol=1e-6) for step in steps)


@given(FIGURES, FIGURES)
def test_axis_around_values_has_only_ticks_it_can_show(one: float, other: float) -> None:
    low, high = sorted((one, other))
    axis = axis_around(low, high, 5)
    assert axis.low < axis.high
    assert all(axis.low <= tick <= axis.high for tick in axis.ticks)
    assert axis.low <= low <= high <= axis.high


def test_numbers_are_german_and_only_percent_follows_each() -> None:
    axis = Axis((0.0, 2.5, 5.0), 0.0, 5.0)
    assert [axis.tick_text(tick, "%") for tick in axis.ticks] == ["0,0\u202f%", "2,5\u202f%", "5,0\u202f%"]
    assert Axis((0.0, 10_000.0), 0.0, 10_000.0).tick_text(10_000.0, "Personen") == "10.000"
    assert Axis((-2.0, 0.0), -2.0, 0.0).tick_text(-2.0) == "\u22122"
