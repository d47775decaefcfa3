"""The map of a sheet: areas projected into a frame, borders, circles, neighbours, names, scale bar and north arrow."""

import math
from collections.abc import Sequence
from typing import Any

import shapely

from geodata.drawing import DrawnLevel
from layouts.sheets.furniture import HEIGHT, build_furniture, place_furniture
from layouts.sheets.items import WHITE, Block, Box, Circle, MapDrawing, Ring, Shape
from layouts.sheets.labels import place_texts
from layouts.sheets.names import list_names, list_neighbours
from layouts.sheets.projection import Bounds, Point, Projection, extent, project
from layouts.sheets.sheet import Fill, Form, Sheet
from layouts.sheets.signs import draw_glyphs

INSET = 0.25  # in u, around the map
LINE, FINEST_LINE, LINE_CROWDED = 0.058, 0.021, 0.53  # in u; finer where many areas share the paper


def shown_outlines(sheet: Sheet, drawn: DrawnLevel) -> list[Any]:
    """Outlines of the areas shown, in order."""
    return [drawn.outlines[area.key] for area in sheet.areas]


def size_of(outlines: Sequence[Any]) -> tuple[float, float]:
    """Width and height in metres of several outlines together."""
    west, south, east, north = extent(outlines)
    return east - west, north - south


def map_size(sheet: Sheet, drawn: DrawnLevel) -> tuple[float, float]:
    """Width and height of the areas shown, in metres."""
    return size_of(shown_outlines(sheet, drawn))


def draw_map(
    sheet: Sheet, drawn: DrawnLevel, frame: Box, u: float, largest: float, beside: Sequence[Any] = ()
) -> MapDrawing:
    """Everything inside the frame; `largest` is the radius of the largest circle of all years, `beside` what the map
    beside this one shows, which has to have the same scale.
    """
    outlines = shown_outlines(sheet, drawn)
    projection, furniture, taken = _place([*outlines, *beside], frame, u)
    rings, places = neighbours(sheet, drawn, projection, frame)
    names = [*list_names(sheet, drawn, projection, u), *list_neighbours(sheet, places, u)]
    glyphs, soft = draw_glyphs(sheet, drawn, projection, u)
    return MapDrawing(
        form=sheet.form,
        frame=frame,
        context=rings,
        shapes=tuple(
            Shape(area.key, f"{area.label}: {area.shown}", projection.rings(outline), area.fill)
            for area, outline in zip(sheet.areas, outlines, strict=True)
        ),
        borders=_borders(sheet, drawn, projection),
        symbols=_symbols(sheet, drawn, projection, largest),
        chosen=() if sheet.chosen is None else projection.rings(drawn.outlines[sheet.chosen.key]),
        labels=place_texts(names, frame, [taken], soft),
        pieces=_pieces(sheet, drawn, projection),
        glyphs=glyphs,
        furniture=furniture.items,
        line=max(FINEST_LINE, min(LINE, LINE_CROWDED / math.sqrt(max(1, len(sheet.areas))))) * u,
    )


def _pieces(sheet: Sheet, drawn: DrawnLevel, projection: Projection) -> tuple[Shape, ...]:
    """Territory that changed hands, over the areas."""
    return tuple(
        Shape(
            piece.key,
            piece.title,
            projection.rings(drawn.pieces[piece.key]),
            None if piece.outlined else Fill(piece.colour),
            piece.colour if piece.outlined else WHITE,
        )
        for piece in sheet.pieces
        if piece.key in drawn.pieces
    )


def _place(outlines: Sequence[Any], frame: Box, u: float) -> tuple[Projection, Block, Bounds]:
    """The map as large as possible, with a corner left for the scale bar, or else a strip below."""
    inset = INSET * u
    inner = Box(frame.x + inset, frame.y + inset, frame.width - 2 * inset, frame.height - 2 * inset)
    strip = Box(inner.x, inner.y, inner.width, inner.height - (HEIGHT + 0.4) * u)
    for room in (inner, strip):
        projection = project(outlines, room)
        placed = place_furniture(build_furniture(projection, frame, u), outlines, projection, frame, u)
        if placed is not None:
            return projection, *placed
    raise AssertionError("below the map there is always room")


def _borders(sheet: Sheet, drawn: DrawnLevel, projection: Projection) -> tuple[Ring, ...]:
    keys = list(drawn.groups) if sheet.within is None else [sheet.within]
    return tuple(ring for key in keys if key in drawn.groups for ring in projection.rings(drawn.groups[key]))


def _symbols(sheet: Sheet, drawn: DrawnLevel, projection: Projection, largest: float) -> tuple[tuple[str, Circle], ...]:
    """Circles whose area is proportional to the count; the largest first, so that small ones lie on top."""
    if sheet.form is not Form.SYMBOLS:
        return ()
    found = []
    for area in sorted((a for a in sheet.areas if a.value > 0), key=lambda area: (-area.value, area.key)):
        x, y = projection.point(drawn.points[area.key])
        radius = largest * math.sqrt(min(1.0, area.value / sheet.largest))
        found.append((area.key, Circle(x, y, radius, sheet.circle_colour, WHITE, 0.035 * largest, 0.72)))
    return tuple(found)


def neighbours(
    sheet: Sheet, drawn: DrawnLevel, projection: Projection, frame: Box
) -> tuple[tuple[Ring, ...], dict[str, tuple[Point, Bounds]]]:
    """Outlines around the part that is cut out as far as the frame shows them, and where their names could stand."""
    if sheet.within is None:
        return (), {}
    window = projection.ground((frame.x, frame.y, frame.x + frame.width, frame.y + frame.height))
    rings: list[Ring] = []
    places = {}
    for key, outline in drawn.groups.items():
        if key == sheet.within:
            continue
        parts = [
            p for p in shapely.get_parts(shapely.intersection(outline, window)) if p.geom_type == "Polygon" and p.area
        ]
        if parts:
            largest = max(parts, key=lambda part: float(part.area))
            circle = shapely.maximum_inscribed_circle(largest, tolerance=math.sqrt(largest.area) / 20)
            x, y = shapely.get_coordinates(circle)[0].tolist()
            rings += [ring for part in parts for ring in projection.rings(part)]
            places[key] = projection.point((x, y)), projection.box(largest)
    return tuple(rings), places
