"""Very many areas: every one is a bar, both ends have names."""

from itertools import combinations

import pytest

from layouts.sheets.charts.ranking import Bar, BarChart, Reference
from layouts.sheets.charts.skyline import draw_skyline
from layouts.sheets.items import Block, Polygon, Text
from layouts.sheets.sheet import Fill
from tests.layouts.sheets.test_arrangement import extent, overlap

PINK, RED = Fill("#e58390"), Fill("#802838")


def chart(n: int = 542, chosen: int | None = None) -> BarChart:
    values = [(n - i) / 10 for i in range(n)]
    fills = [(PINK, RED)[i % 200 > 99] for i in range(n)]
    bars = tuple(
        Bar(f"P{i} Planungsraum (Bezirk)", value, f"{value:.1f}", fill, short=f"P{i}", chosen=i == chosen)
        for i, (value, fill) in enumerate(zip(values, fills, strict=True))
    )
    return BarChart(bars, (Reference("Berlin", 20.0, "20,0\u202f%"), Reference("Mitte", 20.5, "20,5\u202f%")))


def words(block: Block) -> list[str]:
    return [item.lines[0] for item in block.items if isinstance(item, Text)]


def test_every_area_is_a_step_of_its_height_in_its_colour() -> None:
    figures = [item for item in draw_skyline(chart(), 532, 540, 9.5).items if isinstance(item, Polygon)]
    assert [figure.fill for figure in figures] == [PINK, RED, PINK, RED, PINK, RED]
    steps = [point for figure in figures for point in figure.points[1:-1]]
    zero = figures[0].points[0][1]
    assert len(steps) == 2 * 542
    heights = [(zero - y) / (542 - n // 2) for n, (_, y) in enumerate(steps)]
    assert heights == pytest.approx([heights[0]] * len(heights))
    widths = [right - left for (left, _), (right, _) in zip(steps[::2], steps[1::2], strict=True)]
    assert widths == pytest.approx([widths[0]] * 542)


def test_both_ends_are_named_with_their_values() -> None:
    found = words(draw_skyline(chart(), 532, 540, 9.5))
    assert {"Die höchsten Werte", "Die niedrigsten Werte", "542 Räume, nach Wert geordnet"} <= set(found)
    named = [word for word in found if word.startswith("P")]
    assert named[0] == "P0 Planungsraum (Bezirk)"
    assert named[-1] == "P541 Planungsraum (Bezirk)"
    assert len(named) % 2 == 0


def test_chosen_area_is_named_wherever_it_stands() -> None:
    assert "P250 Planungsraum (Bezirk) 29.2" in words(draw_skyline(chart(chosen=250), 532, 540, 9.5))


@pytest.mark.parametrize(("width", "height", "u"), [(532, 540, 9.5), (475, 180, 9.8), (560, 400, 13), (475, 120, 9.8)])
@pytest.mark.parametrize("chosen", [None, 0, 270, 541])
def test_nothing_collides_or_leaves_the_chart(width: float, height: float, u: float, chosen: int | None) -> None:
    found = [item for item in draw_skyline(chart(chosen=chosen), width, height, u).items if isinstance(item, Text)]
    for text in found:
        left, top, right, bottom = extent(text)
        assert left >= -0.5, text
        assert right <= width + 0.5, text
        assert top >= -0.5, text
        assert bottom <= height + 0.5, text
    assert [(p.lines, q.lines) for p, q in combinations(found, 2) if overlap(extent(p), extent(q))] == []
