"""Labels neither touch nor leave their column."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.sheets.charts.spreading import spread


def test_labels_with_room_stay_where_they_belong() -> None:
    assert spread((20.0, 80.0, 50.0), (10.0, 10.0, 10.0), 0.0, 100.0) == (20.0, 80.0, 50.0)


def test_labels_of_equal_values_share_the_place() -> None:
    assert spread((50.0, 50.0, 50.0), (10.0, 20.0, 10.0), 0.0, 100.0) == (35.0, 50.0, 65.0)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 15)), min_size=1, max_size=6))
def test_labels_never_touch(labels: list[tuple[float, float]]) -> None:
    wished, heights = zip(*labels, strict=True)
    placed = sorted(zip(spread(wished, heights, 0.0, 100.0), heights, strict=True))
    assert placed[0][0] - placed[0][1] / 2 >= -1e-6
    assert placed[-1][0] + placed[-1][1] / 2 <= 100 + 1e-6
    for (above, high), (below, low) in pairwise(placed):
        assert below - low / 2 >= above + high / 2 - 1e-6


@pytest.mark.parametrize("wished", [(), (3.0,)])
def test_few_labels(wished: tuple[float, ...]) -> None:
    assert len(spread(wished, (2.0,) * len(wished), 0.0, 10.0)) == len(wished)
