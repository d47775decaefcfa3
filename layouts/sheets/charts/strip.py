"""The legend of the classes in one or two lines below a chart, and what else must be said there."""

from collections.abc import Sequence

from layouts.sheets.charts.chartsheet import ChartSheet
from layouts.sheets.items import QUIET, SEMIBOLD, STRONG_LINE, Block, Box, Item, Text, stacked
from layouts.sheets.sheet import LegendRow
from layouts.sheets.typesetting import paragraph, text_width

SIZE = 0.82  # of the running text
SWATCH = (1.7, 0.85)  # in u
ROW = 1.45  # in u


def build_strip(chart: ChartSheet, width: float, u: float) -> Block:
    """Classes from the lowest to the highest, signs with their numbers, and notes."""
    classes = [_classes(chart, width, u)] if chart.coloured else []
    return stacked([part for part in (*classes, build_notes(chart, width, u)) if part.items], 0.5 * u)


def build_notes(chart: ChartSheet, width: float, u: float) -> Block:
    """What must be said of the chart, as one paragraph."""
    notes = " ".join(f"{note.rstrip('.')}." for note in chart.notes)
    return paragraph(notes, width, SIZE * u, colour=QUIET, leading=1.28)


def _classes(chart: ChartSheet, width: float, u: float) -> Block:
    legend = chart.sheet.legend
    size = SIZE * u
    pieces = [_piece(row, u) for row in (*reversed(legend.rows), *legend.signs)]
    title = text_width(legend.title, size, SEMIBOLD) + 0.9 * u
    items: list[Item] = [Text(0, 0.8 * u, (legend.title,), size, SEMIBOLD)]
    x, y = title, 0.0
    if title > 0.4 * width:
        x, y = 0.0, ROW * u
    for piece, wide in pieces:
        if x and x + wide > width:
            x, y = 0.0, y + ROW * u
        items += [item.moved(x, y) for item in piece]
        x += wide + 1.1 * u
    return Block(tuple(items), width, y + ROW * u - 0.35 * u)


def _piece(row: LegendRow, u: float) -> tuple[Sequence[Item], float]:
    wide, high = SWATCH[0] * u, SWATCH[1] * u
    words = f"{row.text} ({row.n})"
    box = Box(0, 0.08 * u, wide, high, row.fill, STRONG_LINE, 0.05 * u)
    text = Text(wide + 0.45 * u, 0.8 * u, (words,), SIZE * u)
    return (box, text), wide + 0.45 * u + text_width(words, SIZE * u)
