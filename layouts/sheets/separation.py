"""Symbols of neighbouring areas kept apart, as in `assets/seiten/74_fields.js`."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from layouts.sheets.projection import Bounds

LEAST = 0.45  # of the running text; only where symbols would lie over one another
STEP = 1.14  # from one symbol to the next
TURNS = 12
INSIDE = 0.2  # of an area's box that its symbols keep from the edge
TOUCH = 0.03  # of a symbol, overlap nobody sees

Place = tuple[float, float]


@dataclass(frozen=True)
class Home:
    """Label point and box of an area, and how many symbols it has."""

    point: Place
    box: Bounds
    symbols: int

    def size(self, symbol: float) -> Place:
        """Width and height of all its symbols together."""
        across = columns(self.symbols)
        return across * STEP * symbol, math.ceil(self.symbols / across) * STEP * symbol

    def clamp(self, place: Place) -> Place:
        """The nearest place that is still inside the area's box."""
        left, top, right, bottom = self.box
        dx, dy = INSIDE * (right - left), INSIDE * (bottom - top)
        (x, y), (hx, hy) = place, self.point
        return (
            max(min(hx, left + dx), min(max(hx, right - dx), x)),
            max(min(hy, top + dy), min(max(hy, bottom - dy), y)),
        )


def columns(n: int) -> int:
    """Two rows from three on."""
    return math.ceil(n / 2) if n > 2 else n


def arrange(homes: Sequence[Home], sizes: Sequence[float]) -> tuple[float, list[Place]]:
    """The first size at which no symbols cover those of another area, else the last; and the middle of each group."""
    for size in sizes:
        places, free = spread(homes, size)
        if free:
            break
    return size, places


def spread(homes: Sequence[Home], symbol: float) -> tuple[list[Place], bool]:
    """Middles pushed apart along the shorter way, none out of its own area; whether nothing is covered any more.

    Examples
    --------
    >>> homes = [Home((10.0, 10.0), (0.0, 0.0, 20.0, 20.0), 1), Home((12.0, 10.0), (10.0, 0.0, 30.0, 20.0), 1)]
    >>> places, free = spread(homes, 10.0)
    >>> [(round(x, 1), y) for x, y in places], free
    ([(5.3, 10.0), (16.7, 10.0)], True)
    """
    places = [home.point for home in homes]
    sizes = [home.size(symbol) for home in homes]
    moved = True
    for _ in range(TURNS):
        moved = False
        for i, k in combinations(range(len(homes)), 2):
            reach = [(sizes[i][axis] + sizes[k][axis]) / 2 for axis in (0, 1)]
            over = [reach[axis] - abs(places[i][axis] - places[k][axis]) for axis in (0, 1)]
            if min(over) <= TOUCH * symbol:
                continue
            moved = True
            axis = 0 if over[0] <= over[1] else 1
            by = over[axis] / 2 if places[i][axis] <= places[k][axis] else -over[axis] / 2
            shift = (by, 0.0) if axis == 0 else (0.0, by)
            places[i] = homes[i].clamp((places[i][0] - shift[0], places[i][1] - shift[1]))
            places[k] = homes[k].clamp((places[k][0] + shift[0], places[k][1] + shift[1]))
        if not moved:
            break
    return places, not moved
