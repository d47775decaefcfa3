"""Lines of a time chart: gaps, breaks and estimates, typed in by hand."""

from itertools import combinations

import pytest

from layouts.sheets.charts.series import Curve, Marker, Moment, Run, TimeChart, draw_series
from layouts.sheets.items import Block, Circle, Line, Polygon, Polyline, Text
from tests.layouts.sheets.test_arrangement import extent, overlap

RED, GREY = "#802838", "#746d62"


def chart(*moments: Moment, behind: tuple[Curve, ...] = (), **more: object) -> TimeChart:
    return TimeChart((*behind, Curve("Raum", RED, moments)), "%", 1, **more)  # type: ignore[arg-type]


def texts(block: Block) -> list[str]:
    return [" ".join(item.lines) for item in block.items if isinstance(item, Text)]


def lines(block: Block) -> list[Polyline]:
    return [item for item in block.items if isinstance(item, Polyline)]


def test_line_has_one_point_per_year_at_its_height() -> None:
    block = draw_series(chart(Moment(2018, 10.0), Moment(2019, 20.0), Moment(2020, 0.0)), 300, 200, 10)
    (line,) = lines(block)
    (x1, y1), (x2, y2), (x3, y3) = line.points
    assert x2 - x1 == pytest.approx(x3 - x2)
    assert y3 - y1 == pytest.approx(y1 - y2)  # 10 lies in the middle of 0 and 20
    assert [item.x for item in block.items if isinstance(item, Circle)] == [x1, x2, x3]
    assert texts(block)[:5] == ["0\u202f%", "5\u202f%", "10\u202f%", "15\u202f%", "20\u202f%"]
    assert texts(block)[-2:] == ["Raum", "0,0\u202f%"]


def test_suppressed_year_leaves_a_gap_and_its_sign() -> None:
    moments = (
        Moment(2017, 9.0),
        Moment(2018, 10.0),
        Moment(2019, None, sign="•"),
        Moment(2020, 12.0),
        Moment(2021, 11.0),
    )
    block = draw_series(chart(*moments), 300, 200, 10)
    assert [len(line.points) for line in lines(block)] == [2, 2]
    assert texts(block).count("•") == 1
    assert len([item for item in block.items if isinstance(item, Circle)]) == 4


def test_estimates_are_dashed_and_hollow() -> None:
    moments = (Moment(2017, 9.0, estimated=True, hollow=True), Moment(2018, 10.0), Moment(2019, 11.0))
    dashed, solid = lines(draw_series(chart(*moments), 300, 200, 10))
    assert (bool(dashed.dashes), bool(solid.dashes)) == (True, False)
    circles = [item for item in draw_series(chart(*moments), 300, 200, 10).items if isinstance(item, Circle)]
    assert [circle.fill for circle in circles] == ["#ffffff", RED, RED]


def test_line_stops_at_a_break_that_is_named() -> None:
    moments = (Moment(2017, 9.0), Moment(2018, 10.0), Moment(2019, 5.0, broken=True), Moment(2020, 6.0))
    runs = (Run("2016", 2017, 2018), Run("2018", 2019, 2020, broken=True))
    block = draw_series(chart(*moments, runs=runs), 300, 200, 10)
    assert [len(line.points) for line in lines(block)] == [2, 2]
    assert "Bruch" in texts(block)
    assert {"2016", "2018"} <= set(texts(block))
    marker = next(item for item in block.items if isinstance(item, Line) and item.x1 == item.x2 and item.width == 1.6)
    left, right = (line.points for line in lines(block))
    assert left[1][0] < marker.x1 < right[0][0]


def test_span_of_an_estimate_is_drawn() -> None:
    block = draw_series(chart(Moment(2018, 10.0, span=(8.0, 13.0)), Moment(2019, 20.0)), 300, 200, 10)
    x = next(item.x for item in block.items if isinstance(item, Circle))
    bar = [item for item in block.items if isinstance(item, Line) and item.x1 == item.x2 == x and item.colour == RED]
    assert len(bar) == 1
    assert bar[0].y2 < bar[0].y1


def test_lines_differ_by_marker_as_well_as_by_colour() -> None:
    behind = (
        Curve("Region", GREY, (Moment(2018, 9.0), Moment(2019, 9.0)), Marker.SQUARE),
        Curve("Kommune", "#4d473f", (Moment(2018, 9.0), Moment(2019, 9.0)), Marker.DIAMOND),
    )
    block = draw_series(chart(Moment(2018, 9.0), Moment(2019, 9.1), behind=behind), 400, 200, 10)
    assert len([item for item in block.items if isinstance(item, Polygon)]) == 2
    assert len([item for item in block.items if isinstance(item, Circle)]) == 2


@pytest.mark.parametrize(("width", "height", "u"), [(180, 100, 8), (300, 160, 9), (532, 380, 9.5), (890, 260, 13)])
def test_nothing_collides_or_leaves_the_chart(width: float, height: float, u: float) -> None:
    """Three lines that end at nearly the same value, with long names."""
    behind = tuple(
        Curve(name, GREY, (Moment(2014, 9.0), Moment(2022, value)))
        for name, value in (("Herzogenrath-Kohlscheid und Umgebung", 9.0), ("StädteRegion Aachen", 9.1))
    )
    years = tuple(Moment(year, 9.0 + year % 3) for year in range(2014, 2023))
    drawn = draw_series(
        chart(*years, behind=behind, runs=(Run("neu ausgezählt", 2014, 2022),), year=2022), width, height, u
    )
    found = [item for item in drawn.items if isinstance(item, Text)]
    for text in found:
        left, top, right, bottom = extent(text)
        assert left >= -0.5 and top >= -0.5 and right <= width + 0.5 and bottom <= height + 0.5, text
    clashes = [(p.lines, q.lines) for p, q in combinations(found, 2) if overlap(extent(p), extent(q))]
    assert clashes == []


def test_without_any_value_the_chart_is_empty_but_stands() -> None:
    block = draw_series(chart(Moment(2018, None, sign="•"), Moment(2019, None, sign="•")), 300, 200, 10)
    assert texts(block) == ["0\u202f%", "2019", "2018", "•", "•", "Raum", "•"]  # no numbers that could be read off
    assert not [item for item in block.items if isinstance(item, Circle)]
    assert draw_series(TimeChart((), "%", 1), 300, 200, 10).items == ()


def test_single_year_is_a_point_in_the_middle() -> None:
    block = draw_series(chart(Moment(2018, 7.5)), 300, 200, 10)
    assert all(line.dashes for line in lines(block))  # leads to the name
    assert "2018" in texts(block)
