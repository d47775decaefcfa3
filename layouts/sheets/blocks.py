"""The parts around the map: header, legend, footer. Sizes follow `u`, the size of the running text."""

import math
from itertools import accumulate

from layouts.sheets.items import (
    HAIRLINE,
    INK,
    QUIET,
    SEMIBOLD,
    STRONG_LINE,
    WHITE,
    Anchor,
    Block,
    Box,
    Circle,
    Code,
    Item,
    Line,
    Picture,
    Role,
    Text,
    stacked,
)
from layouts.sheets.keys import build_entries, build_grid
from layouts.sheets.logo import Logo
from layouts.sheets.sheet import Extremes, Fill, LegendRow, Mark, MarkKind, Sheet
from layouts.sheets.typesetting import ASCENT, DESCENT, break_lines, paragraph, shorten, text_width

INTERNAL_RED = "#8c1d18"
NOTE_GROUND, NOTE_INK = "#fff6e0", "#7a4a00"  # the label of synthetic data, as on the screen
MEASURE = 48.0  # longest comfortable line, in u
TITLE_SIZES = (3.3, 2.8, 2.4, 2.0, 1.6, 1.3)
TITLE_LINES = 3

ROW = 1.72  # height of a legend row
SWATCH = 2.3
LOGO_HEIGHT, LOGO_WIDTH = 2.9, 11.0
SMALL = 0.82
MARK = 0.86
LEAST_LEGEND, MOST_LEGEND = 17.0, 31.0
LIST = 27.0  # widest list of extremes
GRID = 30.0  # widest legend of two classifications


def build_header(sheet: Sheet, width: float, u: float) -> Block:
    """Marking, origin, title, headline, and what the numbers are not."""
    blocks = [] if sheet.marking is None else [_marking(sheet.marking, width, u)]
    bar = Block((Box(0, 0, 3.4 * u, 0.34 * u, Fill(sheet.accent)),), width, 0.34 * u)
    logo = _logo(sheet.logo, width, u)
    kicker = _kicker(sheet, width - (logo.width + u if logo.items else 0), u)
    title = _title(sheet.title, width, u)
    lead = paragraph(sheet.headline, min(width, MEASURE * u), 1.1 * u, leading=1.36)
    above = stacked([*blocks, Block((), width, 0)], 1.0 * u).height if blocks else 0.0
    top = stacked([*blocks, bar], 1.0 * u)
    words = stacked([stacked([top, kicker], 0.8 * u), stacked([title, lead], 0.95 * u)], 1.05 * u)
    return Block((*words.items, *logo.moved(0, above).items), words.width, words.height)


def _logo(logo: Logo | None, width: float, u: float) -> Block:
    """At the right end of the first lines."""
    if logo is None:
        return Block((), 0, 0)
    wide = min(LOGO_WIDTH * u, LOGO_HEIGHT * u * logo.ratio)
    return Block((Picture(width - wide, 0, wide, wide / logo.ratio, logo),), wide, wide / logo.ratio)


def _marking(text: str, width: float, u: float) -> Block:
    words = Text(width / 2, 1.3 * u, (text,), u, SEMIBOLD, WHITE, anchor=Anchor.MIDDLE)
    return Block((Box(0, 0, width, 1.95 * u, Fill(INTERNAL_RED)), words), width, 1.95 * u)


def _kicker(sheet: Sheet, width: float, u: float) -> Block:
    """Where this is; the label of synthetic data beside it, or below where there is no room."""
    words = paragraph(sheet.kicker, width, u, SEMIBOLD, sheet.accent)
    if sheet.synthetic is None:
        return words
    size, inset = 0.86 * u, 0.55 * u
    wide = text_width(sheet.kicker, u, SEMIBOLD)
    room = text_width(sheet.synthetic, size, SEMIBOLD) + 2 * inset
    beside = wide + 1.1 * u + room <= width
    note = _note(sheet.synthetic, room if beside else min(room, width), size, inset)
    if not beside:
        return stacked([words, note], 0.5 * u)
    height = max(words.height, note.height)
    placed = words.moved(0, (height - words.height) / 2), note.moved(wide + 1.1 * u, (height - note.height) / 2)
    return Block((*placed[0].items, *placed[1].items), width, height)


def _note(text: str, width: float, size: float, inset: float) -> Block:
    words = paragraph(text, width - 1.9 * inset, size, SEMIBOLD, NOTE_INK)
    height = words.height + 0.62 * size
    frame = Box(0, 0, width, height, Fill(NOTE_GROUND), NOTE_INK, 0.06 * size, 0.25 * size)
    return Block((frame, *words.moved(inset, 0.32 * size).items), width, height)


def _title(text: str, width: float, u: float) -> Block:
    """As large as three lines of uncut words allow; a title longer than that is set small rather than shortened."""
    widest = max(text_width(word, 1.0, SEMIBOLD) for word in text.split(" "))
    sizes = [
        size * u
        for size in TITLE_SIZES
        if widest * size * u <= width and len(break_lines(text, width, size * u, SEMIBOLD)) <= TITLE_LINES
    ]
    return paragraph(text, width, (sizes or [TITLE_SIZES[-1] * u])[0], SEMIBOLD, leading=1.12, role=Role.TITLE)


def build_legend(sheet: Sheet, width: float, u: float, circle: float) -> Block:
    """The legend in one column; `circle` is the radius of the largest circle of all years, as on the map."""
    scale, rest = _legend_parts(sheet, width, u, circle)
    return stacked([part for part in (scale, rest) if part.items], 0.75 * u)


def build_wide_legend(sheet: Sheet, width: float, u: float, circle: float) -> Block:
    """The legend in two columns: the scale, and beside it what else there is to know."""
    gap = 2.4 * u
    left = min(27.0 * u, (width - gap) * 0.56)
    scale, rest = _legend_parts(sheet, left, u, circle)
    if not rest.items:
        return scale
    _, rest = _legend_parts(sheet, width - left - gap, u, circle)
    shift = _heading(sheet, left, u).height + 0.5 * u
    return Block((*scale.items, *rest.moved(left + gap, shift).items), width, max(scale.height, rest.height + shift))


def _heading(sheet: Sheet, width: float, u: float) -> Block:
    return paragraph(sheet.legend.title, width, 1.12 * u, SEMIBOLD, leading=1.2, role=Role.HEADING)


def _legend_parts(sheet: Sheet, width: float, u: float, circle: float) -> tuple[Block, Block]:
    legend = sheet.legend
    if legend.grid is not None:
        body = build_grid(legend.grid, min(width, GRID * u), u)
    else:
        body = _classes(sheet, width, u) if legend.rows else _circles(sheet, width, u, circle)
    rest = [_signs(legend.signs, width, u)] if legend.signs else []
    if legend.entries:
        rest.append(build_entries(legend.entries, min(width, LIST * u), u))
    if sheet.chosen is not None:
        rest.append(_chosen(sheet, width, u))
    rest += [paragraph(note, min(width, 34 * u), SMALL * u, colour=QUIET, leading=1.28) for note in legend.notes]
    return stacked([_heading(sheet, width, u), body], 0.5 * u), stacked(rest, 0.6 * u)


def _number_column(sheet: Sheet, u: float) -> tuple[float, float]:
    """Where the texts of the classes begin, and where the numbers of areas end."""
    rows = (*sheet.legend.rows, *sheet.legend.signs)
    start = SWATCH * u + 0.7 * u
    widest = max((text_width(row.text, u) for row in rows), default=0.0)
    number = max((text_width(row.n, u) for row in rows), default=0.0)
    return start, start + widest + 1.1 * u + max(number, text_width(sheet.legend.counted, 0.74 * u) * 0.55)


def _classes(sheet: Sheet, width: float, u: float) -> Block:
    start, end = _number_column(sheet, u)
    head = 1.05 * u
    items: list[Item] = [
        Text(end, 0.6 * u, (sheet.legend.counted,), 0.74 * u, colour=QUIET, anchor=Anchor.END, role=Role.PART)
    ]
    for i, row in enumerate(sheet.legend.rows):
        items += _row(row, head + i * ROW * u, start, end, ROW * u, u)
    height = head + len(sheet.legend.rows) * ROW * u
    scale_at = end + 1.1 * u
    if sheet.legend.marks and width - scale_at > 5 * u:
        items += _marks(sheet, scale_at, head, height, width, u)
    return Block(tuple(items), width, height)


def _row(row: LegendRow, y: float, start: float, end: float, height: float, u: float) -> list[Item]:
    base = y + height / 2 + 0.33 * u
    return [
        Box(0, y, SWATCH * u, height, row.fill),
        Text(start, base, (row.text,), u),
        Text(end, base, (row.n,), u, colour=QUIET, anchor=Anchor.END, role=Role.PART),
    ]


def _signs(rows: tuple[LegendRow, ...], width: float, u: float) -> Block:
    start = SWATCH * u + 0.7 * u
    widest = max(text_width(row.text, u) for row in rows)
    end = min(width, start + widest + 1.1 * u + max(text_width(row.n, u) for row in rows))
    items: list[Item] = []
    for i, row in enumerate(rows):
        y = i * 1.62 * u
        swatch, text, number = _row(row, y, start, end, 1.3 * u, u)
        assert isinstance(swatch, Box)
        outlined = Box(0, y, SWATCH * u, 1.3 * u, row.fill, STRONG_LINE, 0.05 * u)
        items += [outlined, text, number]
    return Block(tuple(items), width, len(rows) * 1.62 * u - 0.32 * u)


def natural_width(sheet: Sheet, u: float) -> float:
    """Width in which nothing of the legend has to be shortened, between what is needed and what is seemly."""
    if sheet.legend.grid is not None or sheet.legend.entries:
        return GRID * u
    end = _number_column(sheet, u)[1]
    size = MARK * u
    named = max(
        (text_width(f"{mark.name} {mark.value}", size, SEMIBOLD) + 1.5 * size for mark in sheet.legend.marks), default=0
    )
    return min(MOST_LEGEND * u, max(LEAST_LEGEND * u, end + (named + 1.1 * u if named else 0)))


def _marks(sheet: Sheet, x: float, top: float, bottom: float, width: float, u: float) -> list[Item]:
    """A line beside the scale, with a tick and a name where region, group and selected area stand."""
    items: list[Item] = [Line(x, top, x, bottom, HAIRLINE, 0.08 * u)]
    size, gap = MARK * u, 1.12 * u
    wished = [bottom - mark.spot * (bottom - top) for mark in sheet.legend.marks]
    lowered = list(accumulate(wished, lambda above, y: max(y, above + gap)))
    overflow = max(0.0, lowered[-1] - bottom)
    for mark, y, label in zip(sheet.legend.marks, wished, lowered, strict=True):
        items += _mark(mark, x, y, max(top, label - overflow), width, size, sheet.accent)
    return items


def _mark(mark: Mark, x: float, y: float, label: float, width: float, size: float, accent: str) -> list[Item]:
    own = mark.kind is MarkKind.AREA
    colour = accent if own else INK
    at = x + 0.95 * size
    value = text_width(f" {mark.value}", size, SEMIBOLD)
    name = shorten(mark.name, width - at - value, size, SEMIBOLD if own else 400)
    base = label + 0.33 * size
    after = at + text_width(f"{name} ", size, SEMIBOLD if own else 400)
    return [
        Line(x - 0.4 * size, y, x + 0.4 * size, y, colour, 0.24 * size if own else 0.13 * size),
        Line(x + 0.4 * size, y, at - 0.2 * size, label, colour, 0.05 * size),
        Text(at, base, (name,), size, SEMIBOLD if own else 400, colour),
        Text(after, base, (mark.value,), size, SEMIBOLD, colour, role=Role.PART),
    ]


def _circles(sheet: Sheet, width: float, u: float, circle: float) -> Block:
    """Nested circles with their values, a line of type apart however small they get."""
    if not sheet.legend.circles:
        return Block((), 0, 0)
    radii = [circle * math.sqrt(value / sheet.largest) for value, _ in sheet.legend.circles]
    largest = radii[0]
    items: list[Item] = []
    free = 0.0
    for (_, text), radius in zip(sheet.legend.circles, radii, strict=True):
        label = max(2 * (largest - radius), free)
        free = label + 1.25 * u
        items += [
            Circle(largest, 2 * largest - radius, radius, stroke=INK, stroke_width=0.07 * u),
            Line(largest, 2 * (largest - radius), 2 * largest + 1.1 * u, label, STRONG_LINE, 0.05 * u),
            Text(2 * largest + 1.4 * u, label + 0.33 * u, (text,), u),
        ]
    return Block(tuple(item.moved(0, 0.4 * u) for item in items), width, max(2 * largest, free) + 0.5 * u)


def _chosen(sheet: Sheet, width: float, u: float) -> Block:
    assert sheet.chosen is not None
    frame: list[Item] = [
        Box(0.1 * u, 0.1 * u, SWATCH * u - 0.2 * u, 1.1 * u, None, INK, 0.26 * u),
        Box(0.1 * u, 0.1 * u, SWATCH * u - 0.2 * u, 1.1 * u, None, WHITE, 0.08 * u),
    ]
    start = SWATCH * u + 0.7 * u
    words = paragraph(f"{sheet.chosen.label}: {sheet.chosen.value}", width - start, u, SEMIBOLD, leading=1.22)
    text = words.moved(start, 0.3 * u)
    return Block((*frame, *text.items), width, max(1.3 * u, text.height + 0.3 * u))


def build_extremes(sheet: Sheet, width: float, u: float) -> Block:
    """The highest and the lowest areas, names on the left, values on the right."""
    return stacked([_extreme_list(extremes, min(width, LIST * u), u) for extremes in sheet.extremes], 1.1 * u)


def _extreme_list(extremes: Extremes, width: float, u: float) -> Block:
    size, step = 0.94 * u, 1.5 * u
    heading = paragraph(extremes.title, width, u, SEMIBOLD, role=Role.HEADING)
    items: list[Item] = [*heading.items]
    for i, (name, value) in enumerate(extremes.rows):
        top = heading.height + 0.35 * u + i * step
        room = width - text_width(value, size, SEMIBOLD) - 0.8 * u
        items += [
            Line(0, top, width, top, HAIRLINE, 0.06 * u),
            Text(0, top + 1.08 * u, (shorten(name, room, size),), size),
            Text(width, top + 1.08 * u, (value,), size, SEMIBOLD, anchor=Anchor.END, role=Role.PART),
        ]
    return Block(tuple(items), width, heading.height + 0.35 * u + len(extremes.rows) * step)


def build_footer(sheet: Sheet, code: Code, width: float, u: float) -> Block:
    """Definition, source, date and version, and the way back to the view."""
    size, gap = SMALL * u, 1.6 * u
    beside = width - code.size - gap
    texts = stacked(
        [
            paragraph(sheet.definition, beside, size, colour=INK, leading=1.27),
            paragraph(sheet.source, beside, size, colour=QUIET, leading=1.27),
            *([paragraph(sheet.quality, beside, size, colour=QUIET, leading=1.27)] if sheet.quality else []),
            paragraph(sheet.created_text, beside, size, colour=QUIET, leading=1.27),
            paragraph(sheet.address, beside, 0.9 * size, colour=QUIET, leading=1.2, role=Role.LINK, link=sheet.address),
        ],
        0.28 * u,
    )
    top = 0.95 * u
    height = max(texts.height, code.size) + top
    rule = Line(0, 0, width, 0, STRONG_LINE, 0.07 * u)
    placed = code.moved(width - code.size, top)
    return Block((rule, *texts.moved(0, top).items, placed), width, height + DESCENT * 0)


def caption_height(u: float) -> float:
    """Height of one line of running text."""
    return (ASCENT + DESCENT) * u
