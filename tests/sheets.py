"""Sheets for tests: a selection in words, and every text that lies on an arrangement."""

from collections.abc import Iterator
from datetime import date

from dashboard.atlas import Atlas
from dashboard.exports.explorer import lay_out
from layouts.selection import parse_selection
from layouts.sheets.content import Imprint, build_sheet
from layouts.sheets.items import Arrangement, Text
from layouts.sheets.papers import PAPERS
from layouts.sheets.sheet import Sheet

IMPRINT = Imprint("https://atlas.example", date(2024, 5, 31))


def sheet_of(region: Atlas, **asked: object) -> Sheet:
    """Sheet of exactly this selection."""
    selection, notices = parse_selection(asked, region)
    assert notices == ()
    return build_sheet(region, selection, IMPRINT)


def arrange_sheet(region: Atlas, sheet: Sheet, paper: str = "a4-hoch") -> Arrangement:
    """The sheet on a paper."""
    return lay_out(region, sheet, PAPERS[paper])


def texts_of(arrangement: Arrangement) -> Iterator[Text]:
    """Every text on the sheet."""
    panels = arrangement.panels
    blocks = [block for panel in panels for block in (panel.heading, panel.legend)]
    items = [item for block in (arrangement.header, *blocks, arrangement.footer) for item in block.items]
    drawn = [item for panel in panels for item in (*panel.map.labels, *panel.map.furniture)]
    yield from (item for item in (*items, *drawn) if isinstance(item, Text))


def words_of(arrangement: Arrangement) -> str:
    """All words, lines joined."""
    return " ".join(" ".join(text.lines) for text in texts_of(arrangement))
