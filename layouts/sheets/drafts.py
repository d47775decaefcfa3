"""Ways to arrange a sheet, and the choice among them: the largest map that comfortable type leaves room for."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from layouts.sheets.items import NOTHING, Block, Box
from layouts.sheets.papers import Paper

MARGIN = 3.3  # in u
COLUMNS = (0.30, 0.34, 0.38, 0.42, 0.46, 0.5)  # width of a text column, of the page's
SMALLER = (1.0, 0.93, 0.86, 0.79, 0.72, 0.65, 0.58, 0.5, 0.42, 0.35)  # of the paper's text size, for very long texts
LEAST_COLUMN = 23.0  # in u
MAP_SHARE = 0.62  # of the shorter side of the page, that a map usually gets
LARGEST_CIRCLE = 1 / 14  # radius, of the shorter side of the map; less where many areas crowd it (as on the screen)
CROWDED = 0.57


@dataclass(frozen=True)
class Draft:
    """One way to arrange a sheet; `second` is there for views with two maps, which have frames of the same size."""

    header: Block
    legend: Block
    footer: Block
    frame: Box
    heading: Block = NOTHING
    second: "Second | None" = None

    def scale(self, size: tuple[float, float]) -> float:
        """Points per metre that the map would have."""
        if self.frame.width <= 0 or self.frame.height <= 0:
            return 0.0
        return min(self.frame.width / size[0], self.frame.height / size[1])

    def fits(self, paper: Paper, least: float) -> bool:
        """Whether the map keeps a size worth looking at."""
        return min(self.frame.width, self.frame.height) >= least * min(paper.width, paper.height)


@dataclass(frozen=True)
class Second:
    """Where the second map lies, and what belongs to it."""

    heading: Block
    frame: Box
    legend: Block


@dataclass(frozen=True)
class Wish:
    """How large a map should be (its longer side) and must be (its shorter one), of the page's shorter side."""

    large: float
    least: float
    type_counts: int  # how much smaller type counts against a larger map
    smallest: float  # points; only very long texts get smaller


class NoRoomError(ValueError):
    """The words of a sheet leave no room for its map."""


def choose(
    drafts_at: Callable[[float], Iterable[Draft]], size: tuple[float, float], paper: Paper, wish: Wish
) -> tuple[float, Draft]:
    """Text size and draft: the first with a large map, else the best of those with an acceptable one."""
    fallback: tuple[float, float, Draft] | None = None
    for share in SMALLER:
        u = paper.text * share
        drafts = [draft for draft in drafts_at(u) if draft.fits(paper, wish.least)]
        if drafts:
            best = max(drafts, key=lambda draft: draft.scale(size))
            if best.scale(size) * max(size) >= wish.large * min(paper.width, paper.height):
                return u, best
            score = best.scale(size) * share**wish.type_counts
            if fallback is None or score > fallback[0]:
                fallback = (score, u, best)
        if fallback is not None and u <= wish.smallest:
            break
    if fallback is None:
        raise NoRoomError("Für diese Texte ist kein Blatt groß genug.")
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
