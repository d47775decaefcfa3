"""How many areas change their class when class limits are drawn up in another way."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.classes import Limits, classify


@dataclass(frozen=True)
class ClassShift:
    """Areas with a value (`observed`), those in another class (`moved`), and how the outer classes fill."""

    observed: int
    moved: int
    highest_before: int
    highest_after: int
    lowest_before: int
    lowest_after: int

    @property
    def share(self) -> float:
        """Moved areas of all with a value, 0–1; 0 where there is none."""
        return self.moved / self.observed if self.observed else 0.0


def compare_limits(values: npt.ArrayLike, before: Limits, after: Limits) -> ClassShift:
    """Classes of the same values under two sets of limits.

    Parameters
    ----------
    values : array_like of float
        Published values as they are shown; NaN is left out.
    before, after : tuple of float
        Inner limits of half-open classes [a, b), equally many.

    Returns
    -------
    ClassShift
        Counts of areas.

    Raises
    ------
    ValueError
        If the numbers of classes differ; the third of four classes is not the third of six.

    Examples
    --------
    >>> compare_limits([1.0, 4.0, 5.0, 9.0], (5.0, 8.0), (2.0, 4.5))
    ClassShift(observed=4, moved=2, highest_before=1, highest_after=2, lowest_before=2, lowest_after=1)
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before) + 1} classes cannot be compared with {len(after) + 1}")
    first, second = classify(values, before), classify(values, after)
    known = first >= 0
    last = len(before)

    def count(rows: npt.NDArray[np.bool_]) -> int:
        return int(np.count_nonzero(rows))

    return ClassShift(
        observed=count(known),
        moved=count(known & (first != second)),
        highest_before=count(first == last),
        highest_after=count(second == last),
        lowest_before=count(first == 0),
        lowest_after=count(second == 0),
    )
