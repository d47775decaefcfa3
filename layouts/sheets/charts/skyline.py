"""A ranking of very many areas: all of them as thin bars side by side, and the names at both ends."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from layouts.formatting import format_number
from layouts.sheets.charts.axis import Axis, axis_from_zero
from layouts.sheets.charts.ranking import Bar, BarChart, Columns, draw_columns
from layouts.sheets.items import (
    HAIRLINE,
    INK,
    QUIET,
    SEMIBOLD,
    STRONG_LINE,
    WHITE,
    Anchor,
    Block,
    Item,
    Line,
    Polygon,
    Text,
)
from layouts.sheets.typesetting import text_width

SIZE = 0.82  # of the running text
SHARE, LEAST, MOST = 0.42, 9.0, 20.0  # height of the thin bars: of the chart, in u
PITCH = 1.3  # of the lists, in u
GAP = 2.6  # between the lists, in u
TITLES = ("Die höchsten Werte", "Die niedrigsten Werte")
LEAST_NAMED, MOST_NAMED = 3, 30  # at each end
HEADS = 3.8  # what lies between thin bars and lists, in u


def draw_skyline(chart: BarChart, width: float, height: float, u: float) -> Block:
    """The chart in this room; `u` is the size of the running text around it (points)."""
    high = max(LEAST * u, min(MOST * u, SHARE * height))
    rows = min(MOST_NAMED, len(chart.known) // 2, int((height - high - HEADS * u) / (PITCH * u)))
    if rows < LEAST_NAMED:
        return Block(tuple(_bars(chart, width, height - 1.5 * u, u)), width, height)
    high = min(1.3 * MOST * u, height - HEADS * u - rows * PITCH * u)
    items = [*_bars(chart, width, high, u)]
    top = high + 2.2 * u
    wide = (width - GAP * u) / 2
    ends = (chart.known[:rows], chart.known[-rows:])
    for n, (title, bars) in enumerate(zip(TITLES, ends, strict=True)):
        left = n * (wide + GAP * u)
        items.append(Text(left, top + 0.8 * u, (title,), 0.95 * u, SEMIBOLD))
        block = _list(BarChart(bars, accent=chart.accent), chart, rows, wide, u)
        items += block.moved(left, top + 1.6 * u).items
    return Block(tuple(items), width, top + 1.6 * u + rows * PITCH * u)


def _list(part: BarChart, whole: BarChart, rows: int, width: float, u: float) -> Block:
    """One end of the ranking, its bars on the scale of all."""
    return draw_columns(part, Columns(1, rows, PITCH * u, SIZE * u, width), u, whole.extent)


def _bars(chart: BarChart, width: float, height: float, u: float) -> Iterator[Item]:
    """Thin bars from the highest on the left; lines across where region and Kommune stand."""
    size = SIZE * u
    bars = chart.known
    low, high = chart.extent
    y = axis_from_zero(low, high, max(2, min(5, int(height / (2.6 * u)))))
    y = Axis(y.ticks, y.low, y.high, height, 1.4 * u)
    left = max(text_width(y.tick_text(tick), size) for tick in y.ticks) + 0.55 * u
    for tick in y.ticks:
        at = y.spot(tick)
        yield Line(left, at, width, at, HAIRLINE, 0.06 * u)
        yield Text(left - 0.5 * u, at + 0.33 * size, (y.tick_text(tick),), size, colour=QUIET, anchor=Anchor.END)
    pitch = (width - left) / max(1, len(bars))
    yield from _silhouettes(bars, left, pitch, y)
    yield Line(left, y.spot(0), width, y.spot(0), STRONG_LINE, 0.07 * u)
    yield from _levels(chart, y, left, width, u)
    yield from _chosen(chart, y, left, pitch, width, u)
    yield Text(
        width,
        height + 1.15 * u,
        (f"{format_number(len(bars))} Räume, nach Wert geordnet",),
        size,
        colour=QUIET,
        anchor=Anchor.END,
    )


def _silhouettes(bars: Sequence[Bar], left: float, pitch: float, y: Axis) -> Iterator[Item]:
    """Bars of one colour side by side as one figure: no white threads between them."""
    zero = y.spot(0)
    for fill, run in groupby(enumerate(bars), key=lambda numbered: numbered[1].fill):
        members = list(run)
        first, last = members[0][0], members[-1][0]
        steps = [(left + (n + end) * pitch, y.spot(bar.value or 0.0)) for n, bar in members for end in (0, 1)]
        yield Polygon(((left + first * pitch, zero), *steps, (left + (last + 1) * pitch, zero)), fill)


def _levels(chart: BarChart, y: Axis, left: float, right: float, u: float) -> Iterator[Item]:
    size = SIZE * u
    free = float("inf")
    for ref in sorted(chart.references, key=lambda ref: ref.value):
        at = y.spot(ref.value)
        yield Line(left, at, right, at, WHITE, 0.1 * u)
        yield Line(left, at, right, at, INK, 0.1 * u, (0.3 * u, 0.22 * u))
        base = min(at - 0.35 * u, free)
        free = base - 1.2 * size
        yield Text(right, base, (f"{ref.name} {ref.shown}",), size, anchor=Anchor.END, halo=0.3 * size)


def _chosen(chart: BarChart, y: Axis, left: float, pitch: float, width: float, u: float) -> Iterator[Item]:
    """The chosen area as a dark bar with its name above."""
    size = SIZE * u
    for n, bar in enumerate(chart.known):
        if not bar.chosen or bar.value is None:
            continue
        x = left + (n + 0.5) * pitch
        words = f"{bar.label} {bar.shown}"
        wide = text_width(words, size, SEMIBOLD)
        at = max(left + 0.3 * u, min(x - 0.15 * u, width - wide))
        spot = y.spot(max(bar.value, *(ref.value for ref in chart.references), 0.0))
        base = max(size, spot - 2.6 * u)
        yield Line(x, y.spot(0), x, y.spot(bar.value), INK, max(0.16 * u, pitch))
        yield Line(x, y.spot(max(bar.value, 0.0)), x, base + 0.35 * size, INK, 0.08 * u)
        yield Text(at, base, (words,), size, SEMIBOLD, chart.accent, halo=0.3 * size)
