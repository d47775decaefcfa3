"""Where things lie on the page of a chart: words beside it on wide papers, above and below it on the others."""

from collections.abc import Iterator
from dataclasses import dataclass

from layouts.selection import Ansicht
from layouts.sheets.arrangement import CODE
from layouts.sheets.blocks import build_footer, build_header
from layouts.sheets.charts.chartsheet import ChartSheet
from layouts.sheets.charts.ranking import BarChart, choose_columns, draw_ranking
from layouts.sheets.charts.scatter import Scatter, draw_scatter
from layouts.sheets.charts.series import TimeChart, draw_series
from layouts.sheets.charts.skyline import draw_skyline
from layouts.sheets.charts.strip import build_strip
from layouts.sheets.code import build_code
from layouts.sheets.drafts import MARGIN, SMALLER
from layouts.sheets.items import SEMIBOLD, Block, Box, Role
from layouts.sheets.papers import Paper
from layouts.sheets.typesetting import paragraph

COLUMN = 0.34  # width of the words beside a chart, of the page's
SMALLEST_BESIDE = 0.79  # type of a page with its words beside the chart, of the paper's
LEAST_HEIGHT = 0.3  # of a chart, of the shorter side of the page
LARGER = 1.45  # bars of a short ranking, of their usual size
FLATTEST = {Ansicht.RANG: 99.0, Ansicht.ZEIT: 0.8, Ansicht.ZUSAMMENHANG: 1.0}  # highest height, of the width


@dataclass(frozen=True)
class ChartPage:
    """A page with everything in its place."""

    width: float
    height: float
    text: float  # size of the running text
    header: Block
    chart: Block
    frame: Box  # of the chart
    legend: Block
    footer: Block


def arrange_chart(chart: ChartSheet, paper: Paper) -> ChartPage:
    """The chart on this paper; type gets smaller only where very long texts would leave it no room."""
    pages = (page for page in _drafts(chart, paper) if page is not None)
    found = next(pages, None)
    if found is None:
        raise ValueError("Für diese Texte ist kein Blatt groß genug.")
    return found


def _drafts(chart: ChartSheet, paper: Paper) -> Iterator[ChartPage | None]:
    """Best first: a high chart beside its words is worth somewhat smaller type."""
    if paper.is_wide:
        shares = (share for share in SMALLER if share >= SMALLEST_BESIDE)
        yield from (_beside(chart, paper, paper.text * share) for share in shares)
    yield from (_stacked(chart, paper, paper.text * share) for share in SMALLER)


def _stacked(chart: ChartSheet, paper: Paper, u: float) -> ChartPage | None:
    """Header, chart, legend, footer, one below the other."""
    margin = MARGIN * u
    width = paper.width - 2 * margin
    header, footer = _words(chart, paper, width, u)
    top = margin + header.height + 1.7 * u
    room = Box(margin, top, width, paper.height - margin - footer.height - 1.3 * u - top)
    return _page(chart, paper, u, header, footer, room)


def _beside(chart: ChartSheet, paper: Paper, u: float) -> ChartPage | None:
    """Title and sources in a column on the left, the chart as high as the page."""
    margin = MARGIN * u
    width = COLUMN * paper.width
    header, footer = _words(chart, paper, width, u)
    if margin + header.height + 2.5 * u > paper.height - margin - footer.height:
        return None
    left = margin + width + 2.6 * u
    room = Box(left, margin, paper.width - margin - left, paper.height - 2 * margin)
    return _page(chart, paper, u, header, footer, room)


def _words(chart: ChartSheet, paper: Paper, width: float, u: float) -> tuple[Block, Block]:
    """Header and footer at both ends of a column."""
    margin = MARGIN * u
    footer = build_footer(chart.sheet, build_code(chart.sheet.address, CODE * u), width, u)
    header = build_header(chart.sheet, width, u)
    return header.moved(margin, margin), footer.moved(margin, paper.height - margin - footer.height)


def _page(chart: ChartSheet, paper: Paper, u: float, header: Block, footer: Block, room: Box) -> ChartPage | None:
    """Chart and legend in the room that the words leave; None where that is too little."""
    strip = build_strip(chart, room.width, u)
    high = room.height - (strip.height + 1.3 * u if strip.items else 0)
    if high < LEAST_HEIGHT * min(paper.width, paper.height):
        return None
    drawn = _draw(chart, room.width, high, u)
    return ChartPage(
        paper.width,
        paper.height,
        u,
        header,
        drawn.moved(room.x, room.y),
        Box(room.x, room.y, room.width, drawn.height),
        strip.moved(room.x, room.y + drawn.height + 1.3 * u),
        footer,
    )


def _draw(chart: ChartSheet, width: float, height: float, u: float) -> Block:
    """The chart below its heading."""
    heading = paragraph(chart.heading, width, u, SEMIBOLD, role=Role.TEXT) if chart.heading else Block((), 0, 0)
    gap = 0.8 * u if heading.items else 0.0
    room = min(height - heading.height - gap, FLATTEST[chart.kind] * width)
    block = _draw_chart(chart.chart, width, room, u)
    below = block.moved(0, heading.height + gap)
    return Block((*heading.items, *below.items), width, heading.height + gap + block.height)


def _large_ranking(chart: BarChart, width: float, height: float, u: float) -> Block:
    """A few bars are drawn larger than the words around them, where the page would else stay empty."""
    block = draw_ranking(chart, width, height, u)
    share = min(LARGER, height / block.height)
    larger = draw_ranking(chart, width, height, share * u) if share > 1.05 else block
    return larger if larger.height <= height else block


def _draw_chart(chart: BarChart | TimeChart | Scatter, width: float, height: float, u: float) -> Block:
    match chart:
        case BarChart():
            if choose_columns(chart, width, height, u) is None:
                return draw_skyline(chart, width, height, u)
            return _large_ranking(chart, width, height, u)
        case TimeChart():
            return draw_series(chart, width, height, u)
        case Scatter():
            return draw_scatter(chart, width, height, u)
