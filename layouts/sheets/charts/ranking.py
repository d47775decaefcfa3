"""Bar charts of areas from the highest to the lowest, for sheets and profiles: in columns where they are many."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from layouts.sheets.items import (
    INK,
    QUIET,
    REGULAR,
    SEMIBOLD,
    STRONG_LINE,
    WHITE,
    Anchor,
    Block,
    Box,
    Item,
    Line,
    Role,
    Text,
)
from layouts.sheets.sheet import SUPPRESSED_FILL, Fill
from layouts.sheets.typesetting import shorten, text_width

LOOSE, PLEASANT, LEAST = 2.1, 1.12, 0.7  # heights of a row, in u
TYPE, LARGEST_TYPE = 0.84, 0.9  # size of the type: of the row, in u at most
NARROWEST = 11.0  # column, in u
BARS_SHARE = 0.3  # of a column, that bars need at least
# shares of names that may stand as a code before all of them get shorter: with the group behind them, without it
MOST_CODED, MOST_OWN_CODED = 0.2, 0.6
MOST_CUT = 0.02  # share of names with an ellipsis, unless even codes need one
CUT_COSTS = 0.6  # how much worse rows are that have no name in full
MOST_COLUMNS = 8
BAR = 0.72  # height of a bar, of its row
GAP = 1.9  # between columns, in u
STUB = 1.3  # hatched stub of an area without a value, in u
HEAD = 1.3  # row of names of reference lines, in u


@dataclass(frozen=True)
class Bar:
    """One area; `value` None where it may not be shown: `shown` then is the official sign in words."""

    label: str
    value: float | None
    shown: str
    fill: Fill = SUPPRESSED_FILL
    own: str = ""  # the label without what it is part of, where there is less room
    short: str = ""  # its code, where there is little room
    chosen: bool = False

    @property
    def coded(self) -> str:
        """The code with what the area is part of: `A1a (Alsdorf)`."""
        group = self.label.removeprefix(self.own) if self.own and self.label.startswith(self.own) else ""
        return f"{self.short or self.own or self.label}{group}"


@dataclass(frozen=True)
class Reference:
    """A value that all bars are compared with: region, Kommune."""

    name: str
    value: float
    shown: str


@dataclass(frozen=True)
class BarChart:
    """Bars in the order given; those without a value last, below `missing_title`."""

    bars: tuple[Bar, ...]
    references: tuple[Reference, ...] = ()
    accent: str = INK
    missing_title: str = "Ohne Wert"

    @property
    def known(self) -> tuple[Bar, ...]:
        """Bars with a value."""
        return tuple(bar for bar in self.bars if bar.value is not None)

    @property
    def missing(self) -> tuple[Bar, ...]:
        """Areas without a value."""
        return tuple(bar for bar in self.bars if bar.value is None)

    @property
    def rows(self) -> tuple[Bar | None, ...]:
        """Bars, the heading of those without a value (None), and these."""
        return (*self.known, None, *self.missing) if self.missing else self.known

    @property
    def extent(self) -> tuple[float, float]:
        """Lowest and highest of what is drawn, zero included."""
        values = [bar.value for bar in self.known if bar.value is not None] + [ref.value for ref in self.references]
        return min([0.0, *values]), max([0.0, *values])


@dataclass(frozen=True)
class Columns:
    """How many columns of rows, and how high a row and how large its type is."""

    count: int
    rows: int
    pitch: float
    size: float
    width: float


@dataclass(frozen=True)
class Track:
    """Where names, numbers and bars of a column lie: `zero` and points per unit of value."""

    names: tuple[str, ...]  # of all bars, as long as there is room for
    numbers: float  # right end
    start: float
    zero: float
    scale: float

    def spot(self, value: float) -> float:
        return self.zero + value * self.scale


def choose_columns(chart: BarChart, width: float, height: float, u: float) -> Columns | None:
    """As few columns as leave rows a pleasant height and names their length; None where nobody could read them."""
    rows = len(chart.rows)
    room = height - _head_height(chart, u)
    best: tuple[float, Columns | None] = (0.0, None)
    for count in range(1, MOST_COLUMNS + 1):
        wide = (width - (count - 1) * GAP * u) / count
        if wide < NARROWEST * u and count > 1:
            break
        each = math.ceil(rows / count)
        pitch = min(LOOSE * u, room / max(1, each))
        columns = Columns(count, each, pitch, min(TYPE * pitch, LARGEST_TYPE * u), wide)
        if pitch < LEAST * u:
            continue
        score = min(1.0, pitch / (PLEASANT * u)) * (1 - CUT_COSTS * _share_cut(chart, columns, u))
        if score > best[0] + 1e-9:
            best = (score, columns)
        if pitch >= PLEASANT * u:
            break
    return best[1]


def _share_cut(chart: BarChart, columns: Columns, u: float) -> float:
    """Share of names that do not stand in full, or without their code where all stand as codes."""
    names = _names(chart, _name_room(chart, columns, u), columns.size)
    whole = {text for bar in chart.bars for text in (bar.label, bar.own)}
    if all(name in {bar.short for bar in chart.bars} for name in names):
        return 0.0
    return sum(name not in whole for name in names) / max(1, len(names))


def draw_ranking(chart: BarChart, width: float, height: float, u: float) -> Block:
    """The chart no wider and no higher than this; `u` is the size of the running text around it (points).

    Raises ValueError where the bars are too many to be read; `choose_columns` says so beforehand.
    """
    columns = choose_columns(chart, width, height, u)
    if columns is None:
        raise ValueError(f"{len(chart.rows)} Balken haben hier keinen Platz.")
    return draw_columns(chart, columns, u, chart.extent)


def draw_columns(chart: BarChart, columns: Columns, u: float, extent: tuple[float, float]) -> Block:
    """The chart in these columns; `extent`: lowest and highest value of the scale, zero included."""
    track = _track(chart, columns, u, extent)
    width = columns.count * (columns.width + GAP * u) - GAP * u
    head = _head_height(chart, u)
    names = dict(zip(chart.bars, track.names, strict=True))
    rows = chart.rows
    items: list[Item] = []
    for n, first in enumerate(range(0, len(rows), columns.rows)):
        part = rows[first : first + columns.rows]
        height = sum(bar is not None and bar.value is not None for bar in part) * columns.pitch
        drawn = [
            *_column(chart, part, names, track, columns, u),
            *(_frame_lines(chart, track, height, u) if height else ()),
        ]
        items += [item.moved(n * (columns.width + GAP * u), head) for item in drawn]
    items += _reference_names(chart, track, columns.width, u)
    return Block(tuple(items), width, head + min(len(rows), columns.rows) * columns.pitch)


def _head_height(chart: BarChart, u: float) -> float:
    return (len(chart.references) * HEAD + 0.5) * u if chart.references else 0.0


def _track(chart: BarChart, columns: Columns, u: float, extent: tuple[float, float]) -> Track:
    """Names on the left, numbers below each other, bars in what is left."""
    names = _names(chart, _name_room(chart, columns, u), columns.size)
    room = max((text_width(name, columns.size, SEMIBOLD) for name in names), default=0.0)
    numbers = room + 0.7 * u + _number_width(chart, columns)
    start = numbers + 0.5 * u
    low, high = extent
    scale = max(columns.width - start, u) / ((high - low) or 1.0)
    return Track(names, numbers, start, start - low * scale, scale)


def _number_width(chart: BarChart, columns: Columns) -> float:
    return max((text_width(bar.shown, columns.size, SEMIBOLD) for bar in chart.known), default=0.0)


def _name_room(chart: BarChart, columns: Columns, u: float) -> float:
    """What numbers and bars leave for names."""
    return (1 - BARS_SHARE) * columns.width - 1.2 * u - _number_width(chart, columns)


def _names(chart: BarChart, room: float, size: float) -> tuple[str, ...]:
    """The longest form of the names that nearly all have room for; the others stand as codes, known from the map.

    Only names without a code, or with one that is too long as well, are cut.
    """
    codes = tuple(bar.short or bar.own or bar.label for bar in chart.bars)
    forms = (
        (tuple(bar.label for bar in chart.bars), tuple(bar.coded for bar in chart.bars), MOST_CODED),
        (tuple(bar.own or bar.label for bar in chart.bars), codes, MOST_OWN_CODED),
        (codes, codes, 1.0),
    )
    for names, instead, most in forms:
        wide = [text_width(name, size, SEMIBOLD) > room for name in names]
        used = [other if long else name for name, other, long in zip(names, instead, wide, strict=True)]
        cut = sum(text_width(name, size, SEMIBOLD) > room for name in used)
        if most == 1.0 or (sum(wide) <= most * len(names) and cut <= MOST_CUT * len(names)):
            return tuple(shorten(name, room, size, SEMIBOLD) for name in used)
    raise AssertionError("the last form may be cut everywhere")


def _column(
    chart: BarChart, part: Sequence[Bar | None], names: Mapping[Bar, str], track: Track, columns: Columns, u: float
) -> Iterator[Item]:
    pitch, size = columns.pitch, columns.size
    for n, bar in enumerate(part):
        base = (n + 0.5) * pitch + 0.33 * size
        if bar is None:
            yield Text(0, base, (chart.missing_title,), size, SEMIBOLD, QUIET)
            continue
        weight, colour = (SEMIBOLD, chart.accent) if bar.chosen else (REGULAR, INK)
        high = BAR * pitch
        y = n * pitch + (pitch - high) / 2
        yield Text(0, base, (names[bar],), size, weight, colour)
        if bar.value is None:
            yield Box(track.start, y, STUB * u, high, bar.fill)
            at = track.start + (STUB + 0.4) * u
            sign = bar.shown if text_width(bar.shown, size) <= columns.width - at else bar.shown.partition(" ")[0]
            yield Text(at, base, (sign,), size, colour=QUIET, role=Role.PART)
            continue
        spot = track.spot(bar.value)
        edge = (INK, 0.17 * u) if bar.chosen else ("", 0.0)
        yield Text(track.numbers, base, (bar.shown,), size, weight, colour, anchor=Anchor.END, role=Role.PART)
        yield Box(min(spot, track.zero), y, abs(spot - track.zero), high, bar.fill, *edge)


def _frame_lines(chart: BarChart, track: Track, height: float, u: float) -> Iterator[Item]:
    """Where the bars begin, and dashed the values they are compared with."""
    # between bars to both sides zero is what they are measured from, so it is the strongest line
    colour, width = (INK, 0.13) if chart.extent[0] < 0 else (STRONG_LINE, 0.07)
    yield Line(track.zero, 0, track.zero, height, colour, width * u)
    for reference in chart.references:
        x = track.spot(reference.value)
        # white below, so that the dashes are seen on dark bars and beside them
        yield Line(x, 0, x, height, WHITE, 0.1 * u)
        yield Line(x, 0, x, height, INK, 0.1 * u, (0.3 * u, 0.22 * u))


def _reference_names(chart: BarChart, track: Track, width: float, u: float) -> Iterator[Item]:
    """Above the first column, one below the other, each with a line down to its dashes; no line crosses a name."""
    size, head = 0.82 * u, _head_height(chart, u)
    words = {ref: f"{ref.name} {ref.shown}" for ref in chart.references}
    wide = {ref: text_width(text, size) for ref, text in words.items()}
    right = all(track.spot(ref.value) + wide[ref] <= width for ref in chart.references)
    ordered = sorted(chart.references, key=lambda ref: ref.value if right else -ref.value)
    for n, ref in enumerate(ordered):
        x, base = track.spot(ref.value), (n * HEAD + 0.75) * u
        at, anchor = (x - 0.15 * u, Anchor.START) if right else (x + 0.15 * u, Anchor.END)
        if not right and at < wide[ref]:
            at, anchor = 0.0, Anchor.START
        yield Line(x, base + 0.25 * u, x, head, INK, 0.07 * u)
        yield Text(at, base, (words[ref],), size, anchor=anchor)
