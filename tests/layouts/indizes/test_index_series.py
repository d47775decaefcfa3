"""Value axis of an index over the years: ticks that differ, one zero, and no finer than the table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.indizes.series import Line, tick_text, value_axis


def line(*values: float) -> Line:
    return Line("Mittel", tuple(range(2014, 2014 + len(values))), values, "#000000", "solid", "circle", 2)


def words(*values: float) -> list[str]:
    axis = value_axis([line(*values)])
    return [tick_text(axis, tick) for tick in axis.ticks]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # the means that once read "+0,1 / +0,0 / +0,0 / +0,0 / −0,0"
        ((0.0, 0.008, 0.059, 0.014, -0.02, -0.026, 0.061), ["−0,05", "0", "+0,05", "+0,10"]),
        ((3.38, 3.59, 0.02, -0.03), ["−1", "0", "+1", "+2", "+3", "+4"]),
        ((-1.31, -0.9), ["−1,5", "−1,0", "−0,5", "0"]),
        ((0.0, float("nan")), ["0", "+1"]),
    ],
)
def test_ticks_have_the_decimals_of_their_step(values: tuple[float, ...], expected: list[str]) -> None:
    assert words(*values) == expected


@given(st.lists(st.floats(-6, 6).map(lambda value: round(value, 4)), min_size=1, max_size=12))
def test_no_tick_is_named_twice(values: list[float]) -> None:
    named = words(*values)
    assert len(set(named)) == len(named)
    assert named.count("0") == 1


@given(st.lists(st.floats(-6, 6).map(lambda value: round(value, 4)), min_size=1, max_size=12))
def test_axis_holds_every_value(values: list[float]) -> None:
    axis = value_axis([line(*values)])
    assert axis.low <= min(values)
    assert max(values) <= axis.high
