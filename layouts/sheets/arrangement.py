"""Where things lie on a sheet: of several ways to arrange it the one that leaves the map most room."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

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
from layouts.sheets.items import Arrangement, Block, Box, stacked
from layouts.sheets.mapdrawing import draw_map, map_size
from layouts.sheets.papers import Paper
from layouts.sheets.sheet import Sheet

MARGIN = 3.3  # in u
COLUMNS = (0.30, 0.34, 0.38, 0.42, 0.46, 0.5)  # width of a text column, of the page's
SMALLER = (1.0, 0.93, 0.86, 0.79, 0.72, 0.65, 0.58, 0.5, 0.42, 0.35)  # of the paper's text size, for very long texts
LEAST_COLUMN = 23.0  # in u
NARROW = 0.75  # width by height
SMALLEST_BY_CHOICE = 8.2  # points; only very long texts get smaller
LARGE_MAP = 0.6  # longer side of the map, of the shorter side of the page
LEAST_MAP = 0.34  # of the shorter side of the page
CODE = 6.0  # size of the QR code in u
MAP_SHARE = 0.62  # of the shorter side of the page, that a map usually gets
LARGEST_CIRCLE = 1 / 14  # radius, of the shorter side of the map; less where many areas crowd it (as on the screen)
CROWDED = 0.57


@dataclass(frozen=True)
class Draft:
    """One way to arrange a sheet."""

    header: Block
    legend: Block
    footer: Block
    frame: Box

    def scale(self, size: tuple[float, float]) -> float:
        """Points per metre that the map would have."""
        if self.frame.width <= 0 or self.frame.height <= 0:
            return 0.0
        return min(self.frame.width / size[0], self.frame.height / size[1])

    def fits(self, paper: Paper) -> bool:
        """Whether the map keeps a size worth looking at."""
        return min(self.frame.width, self.frame.height) >= LEAST_MAP * min(paper.width, paper.height)


def arrange(sheet: Sheet, drawn: DrawnLevel, paper: Paper) -> Arrangement:
    """The sheet on this paper; type gets smaller only where the map would not be worth looking at otherwise."""
    u, best = _choose(sheet, map_size(sheet, drawn), paper)
    drawing = draw_map(sheet, drawn, best.frame, u, largest_radius(len(sheet.areas), paper))
    return Arrangement(paper.width, paper.height, u, best.header, best.legend, drawing, best.footer)


def _choose(sheet: Sheet, size: tuple[float, float], paper: Paper) -> tuple[float, Draft]:
    """Text size and draft: the first with a large map, else the best of those with an acceptable one."""
    fallback: tuple[float, float, Draft] | None = None
    for share in SMALLER:
        u = paper.text * share
        drafts = [draft for draft in _drafts(sheet, paper, u) if draft.fits(paper)]
        if drafts:
            best = max(drafts, key=lambda draft: draft.scale(size))
            if best.scale(size) * max(size) >= LARGE_MAP * min(paper.width, paper.height):
                return u, best
            score = best.scale(size) * share**2
            if fallback is None or score > fallback[0]:
                fallback = (score, u, best)
        if fallback is not None and u <= SMALLEST_BY_CHOICE:
            break
    if fallback is None:
        raise ValueError("Für diese Texte ist kein Blatt groß genug.")
    return fallback[1:]


def largest_radius(areas: int, paper: Paper) -> float:
    """Radius of the largest circle of all years, the same on the map and in the legend.

    Examples
    --------
    >>> from layouts.sheets.papers import PAPERS
    >>> round(largest_radius(10, PAPERS["1-1"]), 1), round(largest_radius(570, PAPERS["1-1"]), 1)
    (23.9, 8.0)
    """
    side = MAP_SHARE * min(paper.width, paper.height)
    return min(side * LARGEST_CIRCLE, CROWDED * side / math.sqrt(areas))


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
