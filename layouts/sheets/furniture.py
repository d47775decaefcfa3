"""Scale bar and north arrow of a printed map."""

import math
from collections.abc import Sequence
from typing import Any

import shapely

from layouts.formatting import NARROW_SPACE, format_number
from layouts.sheets.items import QUIET, SEMIBOLD, Anchor, Block, Box, Item, Line, Text
from layouts.sheets.projection import Bounds, Projection

LONGEST = 12.0  # in u
LONGEST_SHARE = 0.24  # of the map
HEIGHT = 3.8  # in u


def build_furniture(projection: Projection, frame: Box, u: float) -> Block:
    """Scale bar with its length, and an arrow to the north above its end."""
    length, metres = _bar(projection, frame.width, u)
    y, tick, stroke = (HEIGHT - 0.4) * u, 0.45 * u, 0.09 * u
    number, name = (metres / 1000, "km") if metres >= 1000 else (metres, "m")
    unit = f"{format_number(number)}{NARROW_SPACE}{name}"
    arrow = length - 0.45 * u
    items: tuple[Item, ...] = (
        Line(0, y, length, y, QUIET, stroke),
        Line(0, y - tick, 0, y, QUIET, stroke),
        Line(length, y - tick, length, y, QUIET, stroke),
        Text(0.35 * u, y - 0.35 * u, (unit,), 0.8 * u, colour=QUIET),
        Line(arrow, 0, arrow, 1.5 * u, QUIET, stroke),
        Line(arrow - 0.4 * u, 0.6 * u, arrow, 0, QUIET, stroke),
        Line(arrow + 0.4 * u, 0.6 * u, arrow, 0, QUIET, stroke),
        Text(arrow, 2.25 * u, ("N",), 0.74 * u, SEMIBOLD, QUIET, anchor=Anchor.MIDDLE),
    )
    return Block(items, length, HEIGHT * u)


def place_furniture(
    furniture: Block, outlines: Sequence[Any], projection: Projection, frame: Box, u: float
) -> tuple[Block, Bounds] | None:
    """In the first lower corner of the frame that no area needs; None where both are taken."""
    y = frame.y + frame.height - furniture.height
    for x in (frame.x + frame.width - furniture.width - 0.3 * u, frame.x + 0.3 * u):
        box = (x, y, x + furniture.width, y + furniture.height)
        ground = projection.ground(box)
        if not any(shapely.intersects(outlines, ground)):
            return furniture.moved(x, y), box
    return None


def _bar(projection: Projection, width: float, u: float) -> tuple[float, float]:
    """Length of the scale bar on the paper and in metres: 1, 2 or 5 times a power of ten.

    Examples
    --------
    >>> _bar(Projection(0, 0, 0.01, 0, 0), 400.0, 10.0)
    (50.0, 5000.0)
    """
    longest = min(LONGEST_SHARE * width, LONGEST * u) / projection.scale
    power = 10.0 ** math.floor(math.log10(longest))
    metres = max(step * power for step in (1, 2, 5) if step * power <= longest)
    return metres * projection.scale, metres
