"""Small maps and time charts of a profile, drawn by the same hand as the sheets."""

from dataclasses import replace
from math import isnan

from geodata.drawing import DrawnLevel
from layouts.profiles.profile import Point, TimeChart
from layouts.sheets.charts.series import Curve, Marker, Moment, draw_series
from layouts.sheets.charts.series import TimeChart as Drawn
from layouts.sheets.charts.timecontent import GROUP_COLOUR, MAIN_WIDTH, REGION_COLOUR
from layouts.sheets.items import Arrangement, Block, Box, MapDrawing
from layouts.sheets.mapdrawing import draw_map
from layouts.sheets.sheet import Sheet
from layouts.sheets.svg import block_elements, write_map, write_part

TEXT = 7.6  # size of the names on a small map
CHART_TEXT = 7.4
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
    return write_part(Box(0, 0, width, height), block_elements(draw_series(drawn, width, height, CHART_TEXT)))


def _moment(point: Point) -> Moment:
    value = None if isnan(point.value) else point.value
    return Moment(point.year, value, estimated=point.estimated, hollow=point.estimated)
