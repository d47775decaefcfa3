"""Points against two axes, and which of them are named."""

from itertools import combinations

import pytest

from layouts.sheets.charts.scatter import Point, Scatter, draw_scatter, extreme_points
from layouts.sheets.items import Block, Circle, Text
from tests.layouts.sheets.test_arrangement import extent, overlap

PINK = "#e58390"


def cloud(n: int, chosen: int | None = None) -> Scatter:
    """Points of a fixed cloud with one far away."""
    points = [Point(f"A{i}", 5 + (i * 37 % 50) / 10, 20 + (i * 53 % 70) / 10, PINK, i == chosen) for i in range(n)]
    return Scatter((*points, Point("FERN", 30.0, 9.0, PINK)), "Quote (%) →", "↑ Anteil (%)", "#802838")


def words(block: Block) -> list[str]:
    return [item.lines[0] for item in block.items if isinstance(item, Text)]


def test_points_lie_at_both_values() -> None:
    points = (Point("A", 0.0, 10.0, PINK), Point("B", 10.0, 20.0, PINK), Point("C", 5.0, 15.0, PINK))
    block = draw_scatter(Scatter(points, "x", "y"), 300, 200, 10)
    a, b, c = (item for item in block.items if isinstance(item, Circle))
    assert (c.x, c.y) == pytest.approx(((a.x + b.x) / 2, (a.y + b.y) / 2))
    assert a.x < b.x
    assert a.y > b.y


def test_axes_are_titled_and_do_not_go_below_zero_without_need() -> None:
    block = draw_scatter(cloud(30), 400, 300, 10)
    assert {"Quote (%) →", "↑ Anteil (%)"} <= set(words(block))
    assert not any(word.startswith("\u2212") for word in words(block))


def test_extreme_areas_are_named_and_the_rest_of_a_crowd_is_not() -> None:
    named = {word for word in words(draw_scatter(cloud(60), 400, 300, 10)) if word.startswith(("A", "FERN"))}
    assert "FERN" in named
    assert 1 < len(named - {"FERN"}) <= 8


def test_few_areas_are_all_named_where_there_is_room() -> None:
    points = tuple(Point(f"K{i}", float(i * i), float(i * 7 % 10), PINK) for i in range(10))
    assert {f"K{i}" for i in range(10)} <= set(words(draw_scatter(Scatter(points, "x", "y"), 600, 500, 10)))


@pytest.mark.parametrize("chosen", [0, 7, 23, 41])
def test_chosen_area_is_always_named(chosen: int) -> None:
    block = draw_scatter(cloud(60, chosen), 240, 160, 9)
    (name,) = (item for item in block.items if isinstance(item, Text) and item.lines == (f"A{chosen}",))
    assert name.colour == "#802838"
    assert [item.fill for item in block.items if isinstance(item, Circle)][-1] == PINK  # drawn last


@pytest.mark.parametrize(("width", "height", "u"), [(532, 500, 9.5), (240, 160, 9), (600, 440, 13)])
def test_nothing_collides_or_leaves_the_chart(width: float, height: float, u: float) -> None:
    found = [item for item in draw_scatter(cloud(80, 11), width, height, u).items if isinstance(item, Text)]
    for text in found:
        left, top, right, bottom = extent(text)
        assert left >= -0.5, text
        assert right <= width + 0.5, text
        assert top >= -0.5, text
        assert bottom <= height + 0.5, text
    assert [(p.lines, q.lines) for p, q in combinations(found, 2) if overlap(extent(p), extent(q))] == []


def test_extreme_points_begin_with_the_most_extreme() -> None:
    a, b, c = Point("a", 1, 5, PINK), Point("b", 2, 9, PINK), Point("c", 3, 1, PINK)
    assert extreme_points((a, b, c)) == (c, b, a)
    assert extreme_points(()) == ()
