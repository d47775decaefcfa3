"""Sheets for tests: a selection in words, and every text that lies on an arrangement."""

from collections.abc import Iterator
from datetime import date

from dashboard.atlas import Atlas
from layouts.selection import parse_selection
from layouts.sheets.arrangement import arrange
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
    return arrange(sheet, region.drawn_level(sheet.stand_id, sheet.ebene_id, sheet.within), PAPERS[paper])


def texts_of(arrangement: Arrangement) -> Iterator[Text]:
    """Every text on the sheet."""
    blocks = (arrangement.header, arrangement.legend, arrangement.footer)
    items = [item for block in blocks for item in block.items]
    yield from (
        item for item in (*items, *arrangement.map.labels, *arrangement.map.furniture) if isinstance(item, Text)
    )


def words_of(arrangement: Arrangement) -> str:
    """All words, lines joined."""
    return " ".join(" ".join(text.lines) for text in texts_of(arrangement))
