"""Pages of charts for tests: a selection in words, and every text that lies on a page."""

from collections.abc import Iterator

from dashboard.atlas import Atlas
from layouts.selection import parse_selection
from layouts.sheets.charts.chartsheet import ChartSheet
from layouts.sheets.charts.content import build_chart_sheet
from layouts.sheets.charts.page import ChartPage
from layouts.sheets.items import Text
from tests.sheets import IMPRINT


def chart_of(region: Atlas, **asked: object) -> ChartSheet:
    """Chart of exactly this selection."""
    selection, notices = parse_selection(asked, region)
    assert notices == ()
    return build_chart_sheet(region, selection, IMPRINT)


def texts_of(page: ChartPage) -> Iterator[Text]:
    """Every text on the page."""
    blocks = (page.header, page.chart, page.legend, page.footer)
    yield from (item for block in blocks for item in block.items if isinstance(item, Text))


def words_of(page: ChartPage) -> str:
    """All words, lines joined."""
    return " ".join(" ".join(text.lines) for text in texts_of(page))
