"""A talk as slides: a title, one slide per scene with the words of the presenter in its notes, then the charts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from layouts.formatting import format_date
from layouts.sheets.blocks import INTERNAL_RED
from layouts.sheets.code import build_code
from layouts.sheets.items import (
    QUIET,
    SEMIBOLD,
    WHITE,
    Anchor,
    Arrangement,
    Block,
    Box,
    Item,
    Picture,
    Role,
    Text,
    stacked,
)
from layouts.sheets.logo import Logo
from layouts.sheets.papers import PAPERS, SLIDE
from layouts.sheets.sheet import Fill, Sheet
from layouts.sheets.slides import (
    FIRST_NUMBER,
    MARGIN,
    add_chart,
    add_logo,
    add_map,
    add_slide,
    append,
    describe_deck,
    notes,
    open_deck,
    save_deck,
)
from layouts.sheets.slideshapes import item_shape
from layouts.sheets.typesetting import break_lines, paragraph, text_width

TITLE_SIZES = (4.4, 3.6, 3.0, 2.5, 2.0, 1.6)  # in u
TITLE_LINES = 4
CODE_SIZE = 11.0  # in u


@dataclass(frozen=True)
class Cover:
    """What stands on the first slide and in the properties of the file."""

    title: str
    region: str
    publisher: str
    marking: str | None
    accent: str
    logo: Logo | None
    created: date
    version: str
    address: str


@dataclass(frozen=True)
class MapSlide:
    """A scene that is a map, under the presenter's title if there is one."""

    note: str
    sheet: Sheet
    arrangement: Arrangement

    @property
    def title(self) -> str:
        return self.sheet.title


def write_talk(cover: Cover, slides: Sequence[MapSlide]) -> bytes:
    """Title slide, one slide per scene, then one native chart for every map, each once."""
    paper = PAPERS[SLIDE]
    deck = open_deck(paper.width, paper.height)
    about = " ".join(dict.fromkeys(part for slide in slides for part in (slide.sheet.synthetic,) if part))
    describe_deck(
        deck, cover.created, title=cover.title, author=cover.publisher, subject=cover.region,
        comments=" ".join(part for part in (cover.marking, about) if part),
    )  # fmt: skip
    _add_cover(deck, cover, slides, about)
    for slide in slides:
        add_map(deck, slide.sheet, slide.arrangement, speaker_notes(slide))
    _add_charts(deck, slides)
    return save_deck(deck, cover.created)


def _add_charts(deck: Any, slides: Sequence[MapSlide]) -> None:
    """The native chart of every map, once where several scenes show the same."""
    seen: set[tuple[str, str | None]] = set()
    for number, slide in enumerate(slides, start=1):
        for part in slide.sheet.parts:
            sheet = replace(part, title=part.topic, subject="")
            if (sheet.title, sheet.within) not in seen:
                seen.add((sheet.title, sheet.within))
                add_chart(deck, sheet, slide.arrangement, f"Diagramm zu Szene {number}\n{notes(sheet)}")


def speaker_notes(slide: MapSlide) -> str:
    """The presenter's words first, then sources and what the picture says to those who cannot see it."""
    rest = notes(slide.sheet)
    own = "\n".join(part for part in (slide.title, slide.note) if part)
    return f"{own}\n\n{rest}" if own else rest


def _add_cover(deck: Any, cover: Cover, slides: Sequence[MapSlide], about: str) -> None:
    paper, u = PAPERS[SLIDE], PAPERS[SLIDE].text
    code = build_code(cover.address, CODE_SIZE * u)
    width = paper.width - 2 * MARGIN - code.size - 2 * u
    top = MARGIN + (3 * u if cover.marking else 0)
    head = stacked(
        [
            Block((Box(0, 0, 3.4 * u, 0.34 * u, Fill(cover.accent)),), width, 0.34 * u),
            paragraph(cover.region, width, 1.2 * u, SEMIBOLD, cover.accent),
            fit_title(cover.title, width, u),
        ],
        0.9 * u,
    ).moved(MARGIN, top + 2 * u)
    facts = [
        about and f"{about.rstrip('.')}.",
        f"{cover.publisher}, {format_date(cover.created)}. Datenstand {cover.version}.",
        cover.address,
    ]
    foot = stacked([paragraph(fact, width, u, colour=QUIET) for fact in facts if fact], 0.4 * u)
    foot = foot.moved(MARGIN, paper.height - MARGIN - foot.height)
    placed = code.moved(paper.width - MARGIN - code.size, paper.height - MARGIN - code.size)
    listed = "\n".join(f"{i}. {slide.title}" for i, slide in enumerate(slides, start=1))
    items = [*head.items, *foot.items, placed, *_marking(cover, u), *_logo(cover, u)]
    _draw(deck, items, f"{cover.title}\n\n{listed}\n\n{cover.address}")


def _draw(deck: Any, items: Sequence[Item], words: str) -> None:
    title = next(item for item in items if isinstance(item, Text) and item.role is Role.TITLE)
    slide = add_slide(deck, title, words)
    drawn = [item for item in items if item is not title and not isinstance(item, Picture)]
    append(slide, [item_shape(FIRST_NUMBER + i, item) for i, item in enumerate(drawn)])
    for picture in (item for item in items if isinstance(item, Picture)):
        add_logo(slide, picture)


def fit_title(text: str, width: float, u: float) -> Block:
    """As large as four lines of uncut words allow."""
    text = " ".join(text.split())
    widest = max(text_width(word, 1.0, SEMIBOLD) for word in text.split(" "))
    sizes = [
        size * u
        for size in TITLE_SIZES
        if widest * size * u <= width and len(break_lines(text, width, size * u, SEMIBOLD)) <= TITLE_LINES
    ]
    return paragraph(text, width, (sizes or [TITLE_SIZES[-1] * u])[0], SEMIBOLD, leading=1.12, role=Role.TITLE)


def _marking(cover: Cover, u: float) -> list[Item]:
    if cover.marking is None:
        return []
    width = PAPERS[SLIDE].width
    words = Text(width / 2, 1.3 * u, (cover.marking,), u, SEMIBOLD, WHITE, anchor=Anchor.MIDDLE)
    return [Box(0, 0, width, 1.95 * u, Fill(INTERNAL_RED)), words]


def _logo(cover: Cover, u: float) -> list[Item]:
    if cover.logo is None:
        return []
    wide = min(11 * u, 3.4 * u * cover.logo.ratio)
    return [Picture(PAPERS[SLIDE].width - MARGIN - wide, MARGIN, wide, wide / cover.logo.ratio, cover.logo)]
