"""Time charts: lines over years with gaps, breaks, estimates and their names at the end, for sheets and profiles."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from layouts.formatting import format_value
from layouts.sheets.charts.axis import Axis, axis_from_zero
from layouts.sheets.charts.spreading import spread
from layouts.sheets.items import (
    HAIRLINE,
    INK,
    QUIET,
    REGULAR,
    SEMIBOLD,
    STRONG_LINE,
    WHITE,
    Anchor,
    Block,
    Box,
    Circle,
    Item,
    Line,
    Polygon,
    Polyline,
    Role,
    Text,
)
from layouts.sheets.sheet import Fill
from layouts.sheets.typesetting import break_lines, shorten, text_width

SIZE = 0.82  # of the running text: ticks and labels
LEAST_TICK = 2.3  # in u, between two ticks
LABEL_SHARE, WIDEST_LABEL = 0.34, 19.0  # room for names: share of the width, in u
ROW = 1.22  # of the label's size, between its lines
DASHES = (0.5, 0.4)  # in u


class Marker(StrEnum):
    """What the points of a line look like; lines differ by it where colours cannot be told apart."""

    CIRCLE = "kreis"
    SQUARE = "quadrat"
    DIAMOND = "raute"


class Naming(StrEnum):
    """Where the names of the lines stand."""

    END = "ende"  # with the last value, right of the lines
    ELSEWHERE = "anderswo"  # in a key of the caller's, where there is no room beside the lines


@dataclass(frozen=True)
class Moment:
    """One year of a line. Without a value (None) `sign` stands at the axis and the line has a gap."""

    year: int
    value: float | None
    shown: str = ""  # the value in words; made from the number and the unit of the chart where empty
    sign: str = ""  # official sign of what is missing
    estimated: bool = False  # dashed to its neighbours
    hollow: bool = False  # not simply counted there and then
    broken: bool = False  # the series breaks before this year
    span: tuple[float, float] | None = None  # of an estimate


@dataclass(frozen=True)
class Curve:
    """A line with its name at its end; without a name the value stands there alone."""

    name: str
    colour: str
    moments: tuple[Moment, ...]
    marker: Marker = Marker.CIRCLE
    width: float = 0.13  # in u


@dataclass(frozen=True)
class Run:
    """Words above some years in a row: how, or on which Gebietsstand, these were counted."""

    words: str
    first: int
    last: int
    broken: bool = False  # the series breaks before the first of them


@dataclass(frozen=True)
class TimeChart:
    """Curves from back to front: the last one is what the chart is about."""

    curves: tuple[Curve, ...]
    unit: str
    decimals: int
    runs: tuple[Run, ...] = ()
    year: int | None = None  # marked on the axis
    break_word: str = "Bruch"
    naming: Naming = Naming.END

    @property
    def years(self) -> tuple[int, ...]:
        """Every year somebody has a value or a sign for."""
        return tuple(sorted({moment.year for curve in self.curves for moment in curve.moments}))


@dataclass(frozen=True)
class Frame:
    """Axes of a chart and the size of its type."""

    x: Axis
    y: Axis
    u: float
    size: float

    def place(self, moment: Moment) -> tuple[float, float]:
        """Point of a moment with a value."""
        assert moment.value is not None
        return self.x.spot(moment.year), self.y.spot(moment.value)


@dataclass(frozen=True)
class Label:
    """Name and value at the end of a line."""

    curve: Curve
    lines: tuple[str, ...]
    value: str
    end: tuple[float, float]

    def height(self, size: float) -> float:
        return size * ROW * len(self.lines) + 0.18 * size


def draw_series(chart: TimeChart, width: float, height: float, u: float) -> Block:
    """The chart in exactly this room; `u` is the size of the running text around it (points)."""
    size = SIZE * u
    years = chart.years
    if not years:
        return Block((), width, height)
    above = 1.9 * u if chart.runs else 0.5 * u
    below = 1.75 * u
    y = _values_axis(chart, height - above - below, u)
    y = Axis(y.ticks, y.low, y.high, height - below, above)
    left = max(text_width(y.tick_text(tick, chart.unit), size) for tick in y.ticks) + 0.55 * u
    named = _name_width(chart, width, u)
    air = 0.35 * u
    x = Axis((), years[0], max(years[-1], years[0] + 1), left + air, width - named - air - 0.7 * u)
    if len(years) == 1:  # in the middle
        x = Axis((), years[0] - 1, years[0] + 1, x.start, x.end)
    frame = Frame(x, y, u, size)
    items = (
        *_grid(chart, frame, left),
        *_years(chart, frame),
        *_runs(chart, frame),
        *(item for curve in chart.curves for item in _curve(curve, frame)),
        *_signs(chart, frame),
        *_labels(chart, frame, named),
    )
    return Block(items, width, height)


def _values_axis(chart: TimeChart, height: float, u: float) -> Axis:
    values = [m.value for curve in chart.curves for m in curve.moments if m.value is not None]
    spans = [end for curve in chart.curves for m in curve.moments if m.span and m.value is not None for end in m.span]
    if not values:  # nothing to read off, so no numbers beside the line
        return Axis((0.0,), 0.0, 1.0)
    most = max(1, min(5, int(height / (LEAST_TICK * u))))
    return axis_from_zero(min([*values, *spans]), max([*values, *spans]), most)


def _name_width(chart: TimeChart, width: float, u: float) -> float:
    """Room right of the lines: what the names need, as far as that is seemly."""
    if chart.naming is Naming.ELSEWHERE:
        return 0.0
    room = min(LABEL_SHARE * width, WIDEST_LABEL * u)
    size = SIZE * u
    needs = [
        text_width(f"{curve.name} ", size, SEMIBOLD) + text_width(value, size, SEMIBOLD)
        for curve in chart.curves
        if (value := last_words(chart, curve)) is not None
    ]
    return min(room, max(needs, default=0.0)) + 0.7 * u


def _last(curve: Curve) -> Moment | None:
    """The last year with a value, else the last one with a sign."""
    named = [moment for moment in curve.moments if moment.value is not None or moment.sign]
    return next((moment for moment in reversed(named) if moment.value is not None), named[-1] if named else None)


def last_words(chart: TimeChart, curve: Curve) -> str | None:
    """The newest value of a line, else its sign; None where it has neither."""
    last = _last(curve)
    if last is None or last.value is None:
        return None if last is None else last.sign
    return last.shown or format_value(last.value, chart.decimals, chart.unit)


def _grid(chart: TimeChart, frame: Frame, left: float) -> Iterator[Item]:
    right = frame.x.end + 0.35 * frame.u
    for tick in frame.y.ticks:
        y = frame.y.spot(tick)
        zero = tick == 0
        yield Line(left, y, right, y, STRONG_LINE if zero else HAIRLINE, (0.08 if zero else 0.06) * frame.u)
        text = frame.y.tick_text(tick, chart.unit)
        yield Text(left - 0.55 * frame.u, y + 0.33 * frame.size, (text,), frame.size, colour=QUIET, anchor=Anchor.END)


def _years(chart: TimeChart, frame: Frame) -> Iterator[Item]:
    """Years below the axis, from the last one backwards as many as have room; the chosen one always, in bold."""
    base = frame.y.start + 1.35 * frame.u
    wide = text_width("2022", frame.size, SEMIBOLD) + 0.6 * frame.u
    taken: list[float] = []
    years = sorted(chart.years, key=lambda year: (year != chart.year, -year))
    for year in years:
        x = frame.x.spot(year)
        if any(abs(x - other) < wide for other in taken):
            continue
        taken.append(x)
        own = year == chart.year
        if own and len(chart.years) > 1:
            yield Line(x, frame.y.start, x, frame.y.end, HAIRLINE, 0.1 * frame.u)
        yield Line(x, frame.y.start, x, frame.y.start + 0.3 * frame.u, STRONG_LINE, 0.06 * frame.u)
        weight, colour = (SEMIBOLD, INK) if own else (REGULAR, QUIET)
        yield Text(x, base, (str(year),), frame.size, weight, colour, anchor=Anchor.MIDDLE)


def _runs(chart: TimeChart, frame: Frame) -> Iterator[Item]:
    """Words above the chart, borders between them, and where the series breaks."""
    top, base = frame.y.end - 1.7 * frame.u, frame.y.end - 0.75 * frame.u
    half = (frame.x.spot(1) - frame.x.spot(0)) / 2
    size = 0.92 * frame.size
    for n, run in enumerate(chart.runs):
        left = max(frame.x.spot(run.first) - half, frame.x.start - frame.u)
        right = min(frame.x.spot(run.last) + half, frame.x.end + frame.u)
        if n:
            dashes = () if run.broken else (0.2 * frame.u, 0.2 * frame.u)
            colour, width = (INK, 0.16) if run.broken else (STRONG_LINE, 0.07)
            yield Line(left, top, left, frame.y.start, colour, width * frame.u, dashes)
        if run.broken and n:
            yield Text(
                left + 0.4 * frame.u, frame.y.end + 0.6 * size, (chart.break_word,), size, SEMIBOLD, halo=0.3 * size
            )
        words = next(
            (w for w in (run.words, run.words.split(" ")[0]) if text_width(w, size) < right - left - 0.5 * size), ""
        )
        if words:
            yield Text((left + right) / 2, base, (words,), size, colour=QUIET, anchor=Anchor.MIDDLE)


def _curve(curve: Curve, frame: Frame) -> Iterator[Item]:
    """Stretches between neighbouring years: none across a gap or a break, dashed where one end is an estimate."""
    dashes = tuple(length * frame.u for length in DASHES)
    width = curve.width * frame.u
    for dashed, points in _stretches(curve, frame):
        yield Polyline(points, curve.colour, width, dashes if dashed else ())
    for moment in curve.moments:
        if moment.value is None:
            continue
        if moment.span is not None:
            yield from _span(moment.span, frame.x.spot(moment.year), curve.colour, frame)
        yield _point(curve, moment, frame)


def _stretches(curve: Curve, frame: Frame) -> Iterator[tuple[bool, tuple[tuple[float, float], ...]]]:
    run: list[tuple[float, float]] = []
    dashed = False
    for before, after in pairwise(curve.moments):
        if after.broken or before.value is None or after.value is None:
            if run:
                yield dashed, tuple(run)
            run = []
            continue
        estimated = before.estimated or after.estimated
        if run and estimated != dashed:
            yield dashed, tuple(run)
            run = []
        if not run:
            run, dashed = [frame.place(before)], estimated
        run.append(frame.place(after))
    if run:
        yield dashed, tuple(run)


def _point(curve: Curve, moment: Moment, frame: Frame) -> Item:
    return draw_marker(curve, moment, *frame.place(moment), frame.u)


def draw_marker(curve: Curve, moment: Moment, x: float, y: float, u: float) -> Item:
    """A point of a line; hollow where it is not simply counted."""
    radius = (0.17 + 0.95 * curve.width) * u
    stroke = 0.13 * u
    fill = WHITE if moment.hollow else curve.colour
    match curve.marker:
        case Marker.CIRCLE:
            return Circle(
                x,
                y,
                radius,
                fill,
                curve.colour if moment.hollow else WHITE,
                stroke if moment.hollow else 0.06 * u,
            )
        case Marker.SQUARE:
            side = 1.7 * radius
            return Box(x - side / 2, y - side / 2, side, side, Fill(fill), curve.colour, stroke if moment.hollow else 0)
        case Marker.DIAMOND:
            r = 1.25 * radius
            corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
            return Polygon(corners, Fill(fill), curve.colour, stroke if moment.hollow else 0)


def _span(span: tuple[float, float], x: float, colour: str, frame: Frame) -> Iterator[Item]:
    low, high = (frame.y.spot(end) for end in span)
    half, width = 0.28 * frame.u, 0.08 * frame.u
    yield Line(x, low, x, high, colour, width)
    yield from (Line(x - half, y, x + half, y, colour, width) for y in (low, high))


def _signs(chart: TimeChart, frame: Frame) -> Iterator[Item]:
    """Official signs of the curve the chart is about, where it has no value."""
    if not chart.curves:
        return
    base = _sign_base(frame)
    for moment in chart.curves[-1].moments:
        if moment.value is None and moment.sign:
            yield Text(
                frame.x.spot(moment.year),
                base,
                (moment.sign,),
                1.3 * frame.u,
                SEMIBOLD,
                QUIET,
                anchor=Anchor.MIDDLE,
                role=Role.PART,
                halo=0.3 * frame.u,
            )


def _sign_base(frame: Frame) -> float:
    return frame.y.spot(0) - 0.45 * frame.u


def _labels(chart: TimeChart, frame: Frame, width: float) -> Iterator[Item]:
    """Names and values right of the lines; a thin line leads to those that had to move.

    A line without any value is named beside its signs.
    """
    if chart.naming is Naming.ELSEWHERE:
        return
    room = width - 0.7 * frame.u
    labels = [label for curve in chart.curves if (label := _label(chart, curve, frame, room)) is not None]
    heights = [label.height(frame.size) for label in labels]
    wished = [label.end[1] for label in labels]
    middles = spread(
        wished, heights, min(frame.y.end - 0.6 * frame.u, frame.y.start - sum(heights)), frame.y.start + 0.5 * frame.u
    )
    left = frame.x.end + 1.4 * frame.u
    for label, middle in zip(labels, middles, strict=True):
        x, y = label.end
        if abs(middle - y) > 0.45 * frame.size or x < frame.x.end - 0.1:
            leader = ((x + 0.45 * frame.u, y), (frame.x.end + 0.55 * frame.u, y), (left - 0.25 * frame.u, middle))
            yield Polyline(leader, label.curve.colour, 0.05 * frame.u, (0.15 * frame.u, 0.15 * frame.u))
        base = middle - frame.size * ROW * (len(label.lines) - 1) / 2 + 0.33 * frame.size
        yield from _label_texts(label, left, base, frame.size, room)


def _label(chart: TimeChart, curve: Curve, frame: Frame, room: float) -> Label | None:
    last, value = _last(curve), last_words(chart, curve)
    if last is None or value is None:
        return None
    lines = break_lines(curve.name, room, frame.size, SEMIBOLD)[:2] or ("",)
    if curve.name and len(break_lines(curve.name, room, frame.size, SEMIBOLD)) > 2:
        lines = (lines[0], shorten(f"{lines[1]}…", room, frame.size, SEMIBOLD))
    needs = text_width(f"{lines[-1]} " if lines[-1] else "", frame.size, SEMIBOLD) + text_width(value, frame.size)
    if needs > room and curve.name:
        lines = (*lines, "")
    end = frame.place(last) if last.value is not None else (frame.x.spot(last.year), _sign_base(frame))
    return Label(curve, lines, value, end)


def _label_texts(label: Label, x: float, base: float, size: float, room: float) -> Iterator[Item]:
    for n, line in enumerate(label.lines):
        y = base + n * size * ROW
        if line:
            yield Text(x, y, (line,), size, SEMIBOLD, label.curve.colour)
        if n == len(label.lines) - 1:
            at = x + (text_width(f"{line} ", size, SEMIBOLD) if line else 0)
            weight = SEMIBOLD if not label.curve.name else REGULAR
            yield Text(at, y, (label.value,), size, weight, label.curve.colour, role=Role.PART)
