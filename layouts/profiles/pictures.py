"""Small maps and time charts of a profile, drawn by the same hand as the sheets."""

from dataclasses import replace
from math import isnan

from geodata.drawing import DrawnLevel
from layouts.profiles.profile import Point, TimeChart
from layouts.sheets.charts.series import ROW, SIZE, Curve, Marker, Moment, Naming, draw_marker, draw_series, last_words
from layouts.sheets.charts.series import TimeChart as Drawn
from layouts.sheets.charts.timecontent import GROUP_COLOUR, MAIN_WIDTH, REGION_COLOUR
from layouts.sheets.items import SEMIBOLD, Arrangement, Block, Box, Item, MapDrawing, Role, Text
from layouts.sheets.mapdrawing import draw_map
from layouts.sheets.sheet import Sheet
from layouts.sheets.svg import block_elements, write_map, write_part
from layouts.sheets.typesetting import shorten, text_width

TEXT = 7.6  # size of the names on a small map
CHART_TEXT = 7.4
WIDE_CHART = 200.0  # has room for names beside its lines
CIRCLE = 14.0  # radius of the largest circle
OTHERS = ((GROUP_COLOUR, Marker.DIAMOND, 0.13), (REGION_COLOUR, Marker.SQUARE, 0.13))  # group, region
_NOTHING = Block((), 0.0, 0.0)


def draw_small(sheet: Sheet, drawn: DrawnLevel, frame: Box, text: float = TEXT) -> MapDrawing:
    """The map alone: areas, borders and names; the scale bar stands on the overview."""
    return replace(draw_overview(sheet, drawn, frame, text), furniture=())


def draw_overview(sheet: Sheet, drawn: DrawnLevel, frame: Box, text: float = TEXT) -> MapDrawing:
    """A map with scale bar and north arrow."""
    return draw_map(sheet, drawn, frame, text, CIRCLE)


def write_drawing(drawing: MapDrawing) -> str:
    """SVG of a map."""
    return write_map(alone(drawing))


def alone(drawing: MapDrawing) -> Arrangement:
    """A sheet that is nothing but this map."""
    frame = drawing.frame
    return Arrangement(frame.width, frame.height, TEXT, _NOTHING, _NOTHING, drawing, _NOTHING)


def draw_chart(chart: TimeChart, accent: str, width: float, height: float) -> str:
    """SVG of a time chart; the own line in the accent and in front."""
    looks = [(accent, Marker.CIRCLE, MAIN_WIDTH), *OTHERS[-(len(chart.lines) - 1) :]] if len(chart.lines) > 1 else []
    looks = looks or [(accent, Marker.CIRCLE, MAIN_WIDTH)]
    curves = [
        Curve(line.name, colour, tuple(_moment(point) for point in line.points), marker, wide)
        for line, (colour, marker, wide) in zip(chart.lines, looks, strict=True)
    ]
    drawn = Drawn(tuple(reversed(curves)), chart.unit, chart.decimals)
    if width >= WIDE_CHART:
        return write_part(Box(0, 0, width, height), block_elements(draw_series(drawn, width, height, CHART_TEXT)))
    key = _key(drawn, width)
    plot = draw_series(replace(drawn, naming=Naming.ELSEWHERE), width, height - key.height, CHART_TEXT)
    items = (*key.items, *plot.moved(0, key.height).items)
    return write_part(Box(0, 0, width, height), block_elements(Block(items, width, height)))


def _key(chart: Drawn, width: float) -> Block:
    """Names and newest values above a narrow chart, which so has its whole width for the lines; own line first."""
    size = SIZE * CHART_TEXT
    items: list[Item] = []
    x, row = 0.0, 0
    for curve in reversed(chart.curves):
        value = last_words(chart, curve) or ""
        name = shorten(curve.name, width - 1.2 * size - text_width(f" {value}", size), size, SEMIBOLD)
        wide = 1.2 * size + text_width(f"{name} ", size, SEMIBOLD) + text_width(value, size)
        if x and x + wide > width:
            x, row = 0.0, row + 1
        base = (0.9 + row * ROW) * size
        items += [
            draw_marker(curve, Moment(0, 0.0), x + 0.45 * size, base - 0.33 * size, CHART_TEXT),
            Text(x + 1.2 * size, base, (name,), size, SEMIBOLD, curve.colour),
            Text(x + wide - text_width(value, size), base, (value,), size, colour=curve.colour, role=Role.PART),
        ]
        x += wide + 1.3 * size
    return Block(tuple(items), width, (row + 1) * ROW * size + 2.0)


def _moment(point: Point) -> Moment:
    value = None if isnan(point.value) else point.value
    return Moment(point.year, value, estimated=point.estimated, hollow=point.estimated)
