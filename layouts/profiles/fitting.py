"""How much room pictures have, so that a theme fills one page: heights of what stands around them, in points.

The numbers are those of `layouts/sheets/profil.typ`; a page that comes out fuller than reckoned only moves its last
table to the next one.
"""

from dataclasses import dataclass

from layouts.profiles.profile import AreaTable, Chapter
from layouts.sheets.typesetting import break_lines

ROOM = 728.0  # of a page between its margins
AIR = 12.0
HEAD, MESSAGE_LINE, AROUND_TABLE = 31.0, 11.8, 14.0
ROW_LINE, ROW_FRAME, LEAST_ROW, TABLE_HEAD = 9.8, 4.5, 20.0, 14.0
CARD_FRAME = 62.0  # title, scale and gaps of the cards
AREA_TITLE, AREA_LINE, AREA_FRAME, AREA_HEAD_LINE = 38.0, 8.6, 1.6, 8.2
HELP = 26.0  # below the first table
MAP_SHARE = 0.6
LARGEST, SMALLEST = (218.0, 140.0), (84.0, 60.0)  # map, time chart


@dataclass(frozen=True)
class Fit:
    """Heights of maps and time charts; whether the tables of the areas begin a page of their own."""

    map_height: float
    chart_height: float
    own_page: bool


def fit_chapter(
    chapter: Chapter, width: float, name_width: float, area_names: tuple[float, ...], row_lines: int, extra: float
) -> Fit:
    """Pictures as large as the page allows; where even small ones do not fit, the tables go to a second page.

    `row_lines`: lines of a figure with its number; `extra`: what else stands on the page.
    """
    above = HEAD + len(break_lines(chapter.message, 0.92 * width, 10)) * MESSAGE_LINE + 10 + TABLE_HEAD
    for row in chapter.rows:
        lines = len(break_lines(f"{row.name}  in {row.unit}", name_width, 9))
        lines = max(lines, row_lines if row.count else 1)
        above += max(LEAST_ROW, lines * ROW_LINE + ROW_FRAME)
    above += AROUND_TABLE + CARD_FRAME + extra
    below = sum(_table_height(table, width, wide) for table, wide in zip(chapter.tables, area_names, strict=True))
    charts = any(card.chart is not None for card in chapter.cards)
    for tables, own_page in ((below, False), (0.0, True)):
        free = ROOM - AIR - above - tables
        needed = SMALLEST[0] + (SMALLEST[1] if charts else 0.0)
        if free >= needed or own_page:
            return _share(max(free, needed), charts, own_page)
    raise AssertionError("the second way always fits")


def _share(free: float, charts: bool, own_page: bool) -> Fit:
    map_height = min(LARGEST[0], MAP_SHARE * free if charts else free)
    chart_height = min(LARGEST[1], free - map_height) if charts else 0.0
    return Fit(max(SMALLEST[0], map_height), max(SMALLEST[1], chart_height), own_page)


def _table_height(table: AreaTable, width: float, name_width: float) -> float:
    column = (width - name_width) / max(1, len(table.heads)) - 6
    head = max(len(break_lines(name, column, 7.5, 600)) for name, _ in table.heads) * AREA_HEAD_LINE + 12
    rows = sum(
        len(break_lines(f"{row.code} {row.name}".strip(), name_width - 6, 8, 600) or ("",)) * AREA_LINE + AREA_FRAME
        for row in table.rows
    )
    return AREA_TITLE + head + rows
