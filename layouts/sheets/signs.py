"""Symbols of the Handlungsfelder on paper: the shapes of the screen as polygons, one size for all on a map."""

import math
import re
from functools import lru_cache

from geodata.drawing import DrawnLevel
from layouts.palettes import DARK_INK
from layouts.sheets.items import SEMIBOLD, WHITE, Anchor, Item, Polygon, Polyline, Ring, Role, Text
from layouts.sheets.projection import Bounds, Projection
from layouts.sheets.separation import LEAST, STEP, Home, arrange, columns
from layouts.sheets.sheet import Fill, Glyph, GlyphKind, Sheet

# as in assets/seiten/74_fields.js, in shares of the running text
SIZES = (0.95, 0.8, 0.66, 0.55)
LARGE = 1.35  # one field alone
ROOM = 0.72  # of the box around an area
ARC_POINTS = 20
TOKEN = re.compile(r"([MmLlHhVvAaZz])|(-?\d*\.?\d+)")
HOLLOW = (GlyphKind.LEFT, GlyphKind.NOT_BY_HAND)


def draw_glyphs(
    sheet: Sheet, drawn: DrawnLevel, projection: Projection, u: float
) -> tuple[tuple[Item, ...], list[Bounds]]:
    """Symbols around the label point of each area, and the boxes they take."""
    marked = [area for area in sheet.areas if area.glyphs]
    if not marked:
        return (), []
    fitting = sorted(_fitting(projection.box(drawn.outlines[area.key]), len(area.glyphs), u) for area in marked)
    alone = len({glyph.path for area in marked for glyph in area.glyphs}) == 1
    common = fitting[len(fitting) // 3] * u * (LARGE if alone else 1.0)
    homes = [
        Home(projection.point(drawn.points[a.key]), projection.box(drawn.outlines[a.key]), len(a.glyphs))
        for a in marked
    ]
    size, places = arrange(homes, [common, *(s * u for s in (*SIZES, LEAST) if s * u < common)])
    step = STEP * size
    items: list[Item] = []
    boxes: list[Bounds] = []
    for area, (x, y) in zip(marked, places, strict=True):
        across = columns(len(area.glyphs))
        down = math.ceil(len(area.glyphs) / across)
        for k, glyph in enumerate(area.glyphs):
            row, column = divmod(k, across)
            here = across if row < down - 1 else len(area.glyphs) - row * across
            items += glyph_items(glyph, x - here * step / 2 + column * step, y - down * step / 2 + row * step, size)
        boxes.append((x - across * step / 2, y - down * step / 2, x + across * step / 2, y + down * step / 2))
    return tuple(items), boxes


def _fitting(box: Bounds, n: int, u: float) -> float:
    wide, high = (box[2] - box[0]) * ROOM, (box[3] - box[1]) * ROOM
    across = columns(n)
    fits = (s for s in SIZES if s * u * 1.2 * across <= wide and s * u * 1.2 * math.ceil(n / across) <= high)
    return next(fits, SIZES[-1])


def glyph_items(glyph: Glyph, x: float, y: float, size: float) -> list[Item]:
    """One symbol with its upper left corner at (x, y), as on the screen."""
    share = size / 10
    ring = tuple((round(x + px * share, 2), round(y + py * share, 2)) for px, py in outline(glyph.path))
    if glyph.kind is GlyphKind.UNDECIDABLE:
        return [_letter("?", x + size / 2, y + 0.9 * size, 1.1 * size, glyph.colour, 0.24 * size)]
    hollow = glyph.kind in HOLLOW
    items: list[Item] = [Polygon(ring, Fill(WHITE), WHITE, 3.2 * share)]
    if glyph.kind in (GlyphKind.ENTERED, GlyphKind.BY_HAND):
        items.append(Polygon(ring, Fill(DARK_INK), DARK_INK, 2.4 * share))
    if glyph.kind is GlyphKind.LEFT:
        items.append(Polyline((*ring, ring[0]), glyph.colour, 1.6 * share, (2.4 * share, 1.6 * share)))
    elif hollow:
        items.append(Polygon(ring, Fill(WHITE), glyph.colour, 1.6 * share))
    else:
        items.append(Polygon(ring, Fill(glyph.colour), WHITE, 0.7 * share))
    if glyph.kind in (GlyphKind.BY_HAND, GlyphKind.NOT_BY_HAND):
        items.append(_letter("H", x + size / 2, y + 0.78 * size, 0.75 * size, DARK_INK if hollow else WHITE, 0.0))
    return items


def _letter(text: str, x: float, y: float, size: float, colour: str, halo: float) -> Text:
    return Text(
        round(x, 2), round(y, 2), (text,), size, SEMIBOLD, colour, anchor=Anchor.MIDDLE, role=Role.PART, halo=halo
    )


@lru_cache(maxsize=64)
def outline(path: str) -> Ring:
    """Corners of a symbol's path; half circles as many short lines.

    Examples
    --------
    >>> outline("M1.1 1.1h7.8v7.8h-7.8z")
    ((1.1, 1.1), (8.9, 1.1), (8.9, 8.9), (1.1, 8.9))
    """
    points: list[tuple[float, float]] = []
    for command, numbers in _commands(path):
        x, y = points[-1] if points else (0.0, 0.0)
        dx, dy = (x, y) if command.islower() else (0.0, 0.0)
        match command.upper():
            case "M" | "L":
                points += _pairs(numbers, dx, dy, command.islower())
            case "H":
                points.append((dx + numbers[0], y))
            case "V":
                points.append((x, dy + numbers[0]))
            case "A":
                points += _half_circle((x, y), (dx + numbers[5], dy + numbers[6]))
    rounded = [(round(x, 4), round(y, 4)) for x, y in points]
    return tuple(rounded[:-1] if rounded[0] == rounded[-1] else rounded)


def _commands(path: str) -> list[tuple[str, list[float]]]:
    found: list[tuple[str, list[float]]] = []
    for letter, number in TOKEN.findall(path):
        if letter:
            found.append((letter, []))
        else:
            found[-1][1].append(float(number))
    return found


def _pairs(numbers: list[float], dx: float, dy: float, relative: bool) -> list[tuple[float, float]]:
    points = []
    for px, py in zip(numbers[::2], numbers[1::2], strict=True):
        point = (dx + px, dy + py)
        points.append(point)
        if relative:
            dx, dy = point
    return points


def _half_circle(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Clockwise on the paper, as the symbols have it."""
    cx, cy = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    radius = math.dist(start, end) / 2
    first = math.atan2(start[1] - cy, start[0] - cx)
    angles = (first + math.pi * k / ARC_POINTS for k in range(1, ARC_POINTS + 1))
    return [(cx + radius * math.cos(angle), cy + radius * math.sin(angle)) for angle in angles]
