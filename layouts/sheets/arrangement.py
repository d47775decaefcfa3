"""Where things lie on a sheet: of several ways to arrange it the one that leaves the map most room."""

from collections.abc import Iterator

from geodata.drawing import DrawnLevel
from layouts.sheets.blocks import (
    build_extremes,
    build_footer,
    build_header,
    build_legend,
    build_wide_legend,
    natural_width,
)
from layouts.sheets.code import build_code
from layouts.sheets.drafts import COLUMNS, LEAST_COLUMN, MARGIN, Draft, Wish, choose, largest_radius
from layouts.sheets.items import Arrangement, Block, Box, stacked
from layouts.sheets.mapdrawing import draw_map, map_size
from layouts.sheets.pairing import arrange_pair
from layouts.sheets.papers import Paper
from layouts.sheets.sheet import Sheet

NARROW = 0.75  # width by height
WISH = Wish(large=0.6, least=0.34, type_counts=2, smallest=8.2)
CODE = 6.0  # size of the QR code in u


def arrange(sheet: Sheet, drawn: DrawnLevel, paper: Paper, beside: DrawnLevel | None = None) -> Arrangement:
    """The sheet on this paper; type gets smaller only where the map would not be worth looking at otherwise.

    `beside` is the level of the second map, where the view has one of other areas than the first.
    """
    if sheet.maps:
        return arrange_pair(sheet, (drawn, beside or drawn), paper)
    u, best = choose(lambda u: _drafts(sheet, paper, u), map_size(sheet, drawn), paper, WISH)
    drawing = draw_map(sheet, drawn, best.frame, u, largest_radius(len(sheet.areas), paper))
    return Arrangement(paper.width, paper.height, u, best.header, best.legend, drawing, best.footer)


def _drafts(sheet: Sheet, paper: Paper, u: float) -> Iterator[Draft]:
    legend = natural_width(sheet, u)
    # on a tall page a column of words would leave the map a strip
    for share in COLUMNS if paper.width > NARROW * paper.height else ():
        if share * paper.width >= max(legend, LEAST_COLUMN * u):
            yield _in_columns(sheet, paper, u, share)
    yield _beside(sheet, paper, u, legend)
    yield _below(sheet, paper, u)


def _in_columns(sheet: Sheet, paper: Paper, u: float, share: float) -> Draft:
    """All words in a column on the left, the map as high as the page."""
    margin = MARGIN * u
    width = share * paper.width
    header = build_header(sheet, width, u).moved(margin, margin)
    legend = build_legend(sheet, width, u, largest_radius(len(sheet.areas), paper))
    footer = build_footer(sheet, build_code(sheet.address, CODE * u), width, u)
    below = margin + header.height + 1.9 * u
    footer = footer.moved(margin, paper.height - margin - footer.height)
    left = margin + width + 2.2 * u
    free = paper.height - margin - footer.height - 1.4 * u - (below + legend.height)
    legend = _with_extremes(sheet, legend, width, u, free)
    frame = Box(left, margin, paper.width - margin - left, paper.height - 2 * margin if free >= 0 else 0)
    return Draft(header, legend.moved(margin, below), footer, frame)


def _beside(sheet: Sheet, paper: Paper, u: float, legend_width: float) -> Draft:
    """Header above, footer below, the legend on the right of the map."""
    margin = MARGIN * u
    width = paper.width - 2 * margin
    header = build_header(sheet, width, u).moved(margin, margin)
    footer = build_footer(sheet, build_code(sheet.address, CODE * u), width, u)
    footer = footer.moved(margin, paper.height - margin - footer.height)
    legend = build_legend(sheet, legend_width, u, largest_radius(len(sheet.areas), paper))
    top = margin + header.height + 2.0 * u
    height = paper.height - margin - footer.height - 1.5 * u - top
    frame = Box(margin, top, width - legend_width - 1.6 * u, height if legend.height <= height else 0)
    legend = _with_extremes(sheet, legend, legend_width, u, height - legend.height)
    return Draft(header, legend.moved(paper.width - margin - legend_width, top), footer, frame)


def _with_extremes(sheet: Sheet, legend: Block, width: float, u: float, free: float) -> Block:
    """The lists of the highest and lowest areas below the legend, where they leave air around themselves."""
    extremes = build_extremes(sheet, width, u)
    gap = 2.2 * u
    return stacked([legend, extremes], gap) if extremes.items and extremes.height + gap <= free else legend


def _below(sheet: Sheet, paper: Paper, u: float) -> Draft:
    """Header, map, legend, footer, one below the other."""
    margin = MARGIN * u
    width = paper.width - 2 * margin
    header = build_header(sheet, width, u).moved(margin, margin)
    footer = build_footer(sheet, build_code(sheet.address, CODE * u), width, u)
    footer = footer.moved(margin, paper.height - margin - footer.height)
    legend = build_wide_legend(sheet, width, u, largest_radius(len(sheet.areas), paper))
    legend = legend.moved(margin, paper.height - margin - footer.height - 1.5 * u - legend.height)
    top = margin + header.height + 1.4 * u
    bottom = paper.height - margin - footer.height - 1.5 * u - legend.height - 1.2 * u
    return Draft(header, legend, footer, Box(margin, top, width, bottom - top))
