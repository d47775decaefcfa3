"""Small maps of a profile, drawn by the same hand as the sheets."""

from dataclasses import replace

from geodata.drawing import DrawnLevel
from layouts.sheets.items import Arrangement, Block, Box, MapDrawing
from layouts.sheets.mapdrawing import draw_map
from layouts.sheets.sheet import Sheet
from layouts.sheets.svg import write_map

TEXT = 7.6  # size of the names on a small map
CIRCLE = 14.0  # radius of the largest circle
_NOTHING = Block((), 0.0, 0.0)


def draw_small(sheet: Sheet, drawn: DrawnLevel, width: float, height: float) -> MapDrawing:
    """The map alone: areas, borders and names; the scale bar stands on the overview."""
    drawing = draw_map(sheet, drawn, Box(0, 0, width, height), TEXT, CIRCLE)
    return replace(drawing, furniture=())


def draw_overview(sheet: Sheet, drawn: DrawnLevel, width: float, height: float) -> MapDrawing:
    """A map with scale bar and north arrow."""
    return draw_map(sheet, drawn, Box(0, 0, width, height), TEXT, CIRCLE)


def write_drawing(drawing: MapDrawing) -> str:
    """SVG of a map."""
    frame = drawing.frame
    return write_map(Arrangement(frame.width, frame.height, TEXT, _NOTHING, _NOTHING, drawing, _NOTHING))
