"""Areas that change class with another method: counted by hand."""

import pytest

from indicators.classshifts import ClassShift, compare_limits

NAN = float("nan")
# limits 5 and 8: 0 0 1 1 2 2, limits 2 and 6: 0 1 1 2 2 2
VALUES = [1.0, 4.9, 5.0, 6.0, 8.0, 9.0, NAN]


def test_every_changed_class_is_counted_once() -> None:
    shift = compare_limits(VALUES, (5.0, 8.0), (2.0, 6.0))
    assert shift == ClassShift(6, 2, highest_before=2, highest_after=3, lowest_before=2, lowest_after=1)
    assert shift.share == pytest.approx(1 / 3)


def test_same_limits_move_nothing() -> None:
    assert compare_limits(VALUES, (5.0, 8.0), (5.0, 8.0)) == ClassShift(6, 0, 2, 2, 2, 2)


def test_value_on_a_limit_belongs_to_the_class_above() -> None:
    assert compare_limits([5.0], (5.0,), (5.1,)).moved == 1


def test_areas_without_a_value_are_not_counted() -> None:
    assert compare_limits([NAN, NAN], (1.0,), (2.0,)) == ClassShift(0, 0, 0, 0, 0, 0)
    assert compare_limits([NAN], (1.0,), (2.0,)).share == 0.0


def test_different_numbers_of_classes_are_not_compared() -> None:
    with pytest.raises(ValueError, match="3 classes cannot be compared with 2"):
        compare_limits(VALUES, (5.0, 8.0), (5.0,))
