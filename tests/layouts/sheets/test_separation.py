"""Symbols of neighbouring areas: apart where there is room, never out of their own area."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from layouts.sheets.separation import TOUCH, Home, arrange, spread

SMALL = st.integers(1, 60).map(float)


@st.composite
def homes(draw: st.DrawFn) -> Home:
    left, top, wide, high = draw(SMALL), draw(SMALL), draw(SMALL), draw(SMALL)
    point = (left + wide * draw(st.floats(0, 1)), top + high * draw(st.floats(0, 1)))
    return Home(point, (left, top, left + wide, top + high), draw(st.integers(1, 5)))


@given(st.lists(homes(), max_size=8), st.floats(1, 12))
def test_no_symbols_leave_the_box_of_their_area(found: list[Home], symbol: float) -> None:
    places, _ = spread(found, symbol)
    for home, (x, y) in zip(found, places, strict=True):
        left, top, right, bottom = home.box
        assert left - 1e-9 <= x <= right + 1e-9 and top - 1e-9 <= y <= bottom + 1e-9


@given(st.lists(homes(), max_size=8), st.floats(1, 12))
def test_free_means_that_no_symbols_cover_those_of_another_area(found: list[Home], symbol: float) -> None:
    places, free = spread(found, symbol)
    pairs = list(combinations(zip(places, (home.size(symbol) for home in found), strict=True), 2))
    covered = [
        all((s[i] + r[i]) / 2 - abs(p[i] - q[i]) > TOUCH * symbol + 1e-9 for i in (0, 1)) for (p, s), (q, r) in pairs
    ]
    assert not (free and any(covered))


def test_symbols_with_room_stay_at_their_label_points() -> None:
    apart = [Home((10.0, 10.0), (0.0, 0.0, 20.0, 20.0), 4), Home((50.0, 10.0), (40.0, 0.0, 60.0, 20.0), 1)]
    assert spread(apart, 8.0) == ([(10.0, 10.0), (50.0, 10.0)], True)


def test_a_smaller_size_is_taken_only_where_the_larger_one_finds_no_room() -> None:
    # two areas 10 wide at the same place: centres at most 6 apart, so 1.14 × size must not exceed 6
    narrow = [Home((5.0, 1.0), (0.0, 0.5, 10.0, 1.5), 1), Home((5.0, 1.0), (0.0, 0.5, 10.0, 1.5), 1)]
    assert arrange(narrow, [8.0, 6.0, 5.0, 4.0])[0] == 5.0
    assert arrange(narrow, [4.0, 3.0])[0] == 4.0
