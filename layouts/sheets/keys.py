"""Parts of the legend that some pages have: symbols with their names, and the grid of two classifications."""

from collections.abc import Sequence

from layouts.palettes import ink_on
from layouts.sheets.items import INK, QUIET, SEMIBOLD, Anchor, Block, Box, Item, Role, Text
from layouts.sheets.sheet import Grid, GridCell, LegendEntry
from layouts.sheets.signs import glyph_items
from layouts.sheets.typesetting import break_lines, paragraph, text_width

GLYPH = 1.05  # size of a symbol in u
INDENT = 3.0  # where names begin: below those of the classes
SMALL = 0.82
CELL = 2.7  # height of a cell in u


def build_entries(entries: Sequence[LegendEntry], width: float, u: float) -> Block:
    """Symbols with their names, one below the other."""
    items: list[Item] = []
    y = 0.0
    for entry in entries:
        name = paragraph(entry.name, width - INDENT * u, u, SEMIBOLD if entry.words else 400, leading=1.2)
        words = paragraph(entry.words, width - INDENT * u, SMALL * u, colour=QUIET, leading=1.25)
        items += glyph_items(entry.glyph, 0.6 * u, y - 0.08 * u, GLYPH * u)
        items += name.moved(INDENT * u, y).items
        items += words.moved(INDENT * u, y + name.height + 0.22 * u).items
        y += name.height + (words.height + 0.22 * u if entry.words else 0) + 0.62 * u
    return Block(tuple(items), width, y - 0.62 * u)


def build_grid(grid: Grid, width: float, u: float) -> Block:
    """Classes of the first down, of the second across; colour, sign and number in each cell."""
    size = 0.9 * u
    left = min(0.4 * width, max(text_width(row, size) for row in (*grid.rows, grid.down)) + 0.8 * u)
    step = (width - left) / len(grid.columns)
    heads = [break_lines(name, step - 0.4 * u, size) for name in grid.columns]
    above = 1.5 * u + max(map(len, heads)) * size * 1.2
    items: list[Item] = [
        Text(left + 0.2 * u, 0.75 * u, (f"{grid.across} →",), size, SEMIBOLD),
        Text(0, above - 0.45 * u, (f"{grid.down} ↓",), size, SEMIBOLD),
    ]
    for j, lines in enumerate(heads):
        y = above - 0.45 * u - (len(lines) - 1) * size * 1.2
        items.append(Text(left + (j + 0.5) * step, y, lines, size, leading=1.2, anchor=Anchor.MIDDLE))
    for i, (name, cells) in enumerate(zip(grid.rows, grid.cells, strict=True)):
        y = above + i * CELL * u
        items.append(Text(0, y + CELL * u / 2 + 0.33 * size, (name,), size, colour=INK))
        for j, cell in enumerate(cells):
            items += _cell(cell, left + j * step, y, step, u)
    return Block(tuple(items), width, above + len(grid.rows) * CELL * u)


def _cell(cell: GridCell, x: float, y: float, width: float, u: float) -> list[Item]:
    ink, gap = ink_on(cell.fill.colour), 0.1 * u
    base = y + CELL * u / 2 + 0.33 * u
    return [
        Box(x + gap, y + gap, width - 2 * gap, CELL * u - 2 * gap, cell.fill),
        Text(x + 0.7 * u, base, (cell.sign,), 0.9 * u, colour=ink, role=Role.PART),
        Text(x + width - 0.7 * u, base, (cell.n,), u, SEMIBOLD, ink, anchor=Anchor.END, role=Role.PART),
    ]
