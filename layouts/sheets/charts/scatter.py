"""Two numbers of each area against each other: points in the colours of the map, names where they help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layouts.sheets.charts.axis import Axis, axis_around
from layouts.sheets.items import (
    HAIRLINE,
    INK,
    QUIET,
    REGULAR,
    SEMIBOLD,
    WHITE,
    Anchor,
    Block,
    Box,
    Circle,
    Item,
    Line,
    Text,
)
from layouts.sheets.labels import Candidate, place_texts
from layouts.sheets.projection import Bounds
from layouts.sheets.typesetting import break_lines, text_width

SIZE = 0.82  # of the running text
TICK_ROOM = (6.0, 2.6)  # in u, between two ticks: across, up
RADIUS, CROWDED_RADIUS, CROWDED = 0.42, 0.25, 300  # in u; many points are smaller
ENDS, FEW = 2, 24  # areas named at each end of both axes; that many are all named
AROUND = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))  # where a name may stand, best first


@dataclass(frozen=True)
class Point:
    """One area with both values."""

    name: str
    x: float
    y: float
    colour: str
    chosen: bool = False


@dataclass(frozen=True)
class Scatter:
    """Points, and what the axes show."""

    points: tuple[Point, ...]
    x_title: str
    y_title: str
    accent: str = INK


@dataclass(frozen=True)
class Plane:
    """Axes of a scatter and the size of its type."""

    x: Axis
    y: Axis
    u: float

    def place(self, point: Point) -> tuple[float, float]:
        return self.x.spot(point.x), self.y.spot(point.y)


def draw_scatter(scatter: Scatter, width: float, height: float, u: float) -> Block:
    """The chart in exactly this room; `u` is the size of the running text around it (points)."""
    if not scatter.points:
        return Block((), width, height)
    size = SIZE * u
    titles = [break_lines(title, width - u, size, SEMIBOLD) for title in (scatter.y_title, scatter.x_title)]
    above = (len(titles[0]) * 1.25 * size) + 0.7 * u
    below = 1.75 * u + len(titles[1]) * 1.25 * size
    y = _axis([point.y for point in scatter.points], (height - above - below) / (TICK_ROOM[1] * u))
    left = max((text_width(y.tick_text(tick), size) for tick in y.ticks), default=0.0) + 0.7 * u
    x = _axis([point.x for point in scatter.points], (width - left) / (TICK_ROOM[0] * u))
    plane = Plane(
        Axis(x.ticks, x.low, x.high, left, width - 0.6 * u), Axis(y.ticks, y.low, y.high, height - below, above), u
    )
    radius = (CROWDED_RADIUS if len(scatter.points) > CROWDED else RADIUS) * u
    items = (
        *_grid(plane, size),
        Text(0, 0.8 * size, titles[0], size, SEMIBOLD, leading=1.25),
        Text(width, plane.y.start + 1.45 * u + 0.95 * size, titles[1], size, SEMIBOLD, leading=1.25, anchor=Anchor.END),
        *_points(scatter, plane, radius),
        *_names(scatter, plane, radius, size),
    )
    return Block(items, width, height)


def _axis(values: Sequence[float], ticks: float) -> Axis:
    """A little longer than the values, but never below zero where no value is."""
    axis = axis_around(min(values), max(values), max(2, min(8, int(ticks))))
    if min(values) >= 0 > axis.low:
        return Axis(tuple(tick for tick in axis.ticks if tick >= 0), 0.0, axis.high)
    return axis


def _grid(plane: Plane, size: float) -> Iterator[Item]:
    u, x, y = plane.u, plane.x, plane.y
    for tick in x.ticks:
        at = x.spot(tick)
        yield Line(at, y.start, at, y.end, HAIRLINE, 0.06 * u)
        text = (x.tick_text(tick),)
        yield Text(at, y.start + 1.25 * u, text, size, colour=QUIET, anchor=Anchor.MIDDLE)
    for tick in y.ticks:
        at = y.spot(tick)
        yield Line(x.start, at, x.end, at, HAIRLINE, 0.06 * u)
        yield Text(x.start - 0.5 * u, at + 0.33 * size, (y.tick_text(tick),), size, colour=QUIET, anchor=Anchor.END)
    yield Line(x.start, y.start, x.end, y.start, INK, 0.07 * u)
    yield Line(x.start, y.start, x.start, y.end, INK, 0.07 * u)


def _points(scatter: Scatter, plane: Plane, radius: float) -> Iterator[Item]:
    """The chosen one last and larger, in a dark double line as on the map."""
    for point in sorted(scatter.points, key=lambda point: point.chosen):
        x, y = plane.place(point)
        if not point.chosen:
            yield Circle(x, y, radius, point.colour, INK, 0.045 * plane.u, 0.92)
            continue
        yield Circle(x, y, 1.75 * radius, WHITE, INK, 0.2 * plane.u)
        yield Circle(x, y, 1.2 * radius, point.colour, INK, 0.06 * plane.u)


def _names(scatter: Scatter, plane: Plane, radius: float, size: float) -> tuple[Text, ...]:
    """Of the chosen area in any case, of the extreme ones where there is room."""
    frame = Box(plane.x.start, plane.y.end, plane.x.end - plane.x.start, plane.y.start - plane.y.end)
    dots = [_dot(plane.place(point), radius) for point in scatter.points]
    own = [point for point in scatter.points if point.chosen]
    chosen = [_candidate(p, plane, 1.9 * radius, size, SEMIBOLD, scatter.accent) for p in own]
    placed = [place_texts([one], frame, dots) or place_texts([one], frame, []) for one in chosen]
    texts = tuple(text for found in placed for text in found)
    taken = [*dots, *(_box(text) for text in texts)]
    others = [_candidate(p, plane, radius, size, REGULAR, INK) for p in extreme_points(scatter.points) if not p.chosen]
    return (*texts, *place_texts(others, frame, taken))


def extreme_points(points: Sequence[Point]) -> tuple[Point, ...]:
    """The highest and the lowest of both numbers, each once, the most extreme first; all where they are few."""
    by_x, by_y = sorted(points, key=lambda point: point.x), sorted(points, key=lambda point: point.y)
    named = len(points) if len(points) <= FEW else ENDS
    ends = [end[place] for n in range(named) for end, place in ((by_x, -1 - n), (by_y, -1 - n), (by_x, n), (by_y, n))]
    return tuple(dict.fromkeys(ends))


def _candidate(point: Point, plane: Plane, radius: float, size: float, weight: int, colour: str) -> Candidate:
    x, y = plane.place(point)
    across = radius + 0.35 * size + text_width(point.name, size, weight) / 2
    up = radius + 0.75 * size
    places = tuple((x + dx * across, y + dy * up) for dx, dy in AROUND)
    return Candidate(point.name, places, size, weight, colour, None)


def _dot(place: tuple[float, float], radius: float) -> Bounds:
    x, y = place
    return (x - radius, y - radius, x + radius, y + radius)


def _box(text: Text) -> Bounds:
    half = text_width(text.lines[0], text.size, text.weight) / 2
    return (text.x - half, text.y - text.size, text.x + half, text.y + 0.3 * text.size)
