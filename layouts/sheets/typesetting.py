"""Widths of texts and line breaks, from the very fonts that the sheets are set in."""

from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from layouts.sheets.items import REGULAR, SEMIBOLD, Anchor, Block, Role, Text

FONT_FAMILY = "Source Sans 3"
FONTS = Path(__file__).resolve().parent / "fonts"
FILES = {REGULAR: FONTS / "SourceSans3-Regular.otf", SEMIBOLD: FONTS / "SourceSans3-Semibold.otf"}


@dataclass(frozen=True)
class Typeface:
    """A font in the two weights of the sheets."""

    family: str
    regular: Path
    semibold: Path

    def file(self, weight: int) -> Path:
        """The file of a weight."""
        return self.semibold if weight == SEMIBOLD else self.regular


SOURCE_SANS = Typeface(FONT_FAMILY, FILES[REGULAR], FILES[SEMIBOLD])
# what a region prints in; set once per request or command, because measuring lines asks for it thousands of times
_in_use: ContextVar[Typeface] = ContextVar("schrift", default=SOURCE_SANS)


def use_typeface(typeface: Typeface) -> None:
    """Set everything in this font from now on, in this thread."""
    _in_use.set(typeface)


def typeface_in_use() -> Typeface:
    """The font that lines are broken for."""
    return _in_use.get()


UNITS = 1000
ASCENT, DESCENT = 0.74, 0.24  # of the size: from the baseline to the top of capitals, to the foot of a "g"
ELLIPSIS = "…"
JOINTS = "&?/-"  # long words are rather cut behind one of these

_drawing = Lock()


@cache
def _font(file: Path) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(file), UNITS, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20_000)
def _advance(character: str, file: Path) -> float:
    with _drawing:  # a font is not to be asked by two threads at once
        return float(_font(file).getlength(character)) / UNITS


def text_width(text: str, size: float, weight: int = REGULAR) -> float:
    """Width in points, without kerning, which only makes texts narrower.

    Examples
    --------
    >>> text_width("00", 10) == 2 * text_width("0", 10)
    True
    """
    file = _in_use.get().file(weight)
    return size * sum(_advance(character, file) for character in text)


def break_lines(text: str, width: float, size: float, weight: int = REGULAR) -> tuple[str, ...]:
    """Lines no wider than `width`; words that are too long are cut.

    Examples
    --------
    >>> break_lines("eins zwei", 30, 10)
    ('eins', 'zwei')
    """
    lines: list[str] = []
    space = text_width(" ", size, weight)
    used = 0.0
    for piece, begins in _pieces(text, width, size, weight):
        wide = text_width(piece, size, weight)
        if lines and not begins and used + space + wide <= width:
            lines[-1] += f" {piece}"
            used += space + wide
        else:
            lines.append(piece)
            used = wide
    return tuple(lines)


def _pieces(text: str, width: float, size: float, weight: int) -> list[tuple[str, bool]]:
    """Words, the ones wider than a line cut into parts that each begin a line; no-break spaces stay in their word."""
    pieces: list[tuple[str, bool]] = []
    for word in text.replace("\t", " ").replace("\n", " ").split(" "):
        part, used, begins = "", 0.0, False
        for character in word:
            advance = text_width(character, size, weight)
            while part and used + advance > width:
                cut = max(part.rfind(sign) for sign in JOINTS) + 1 or len(part)
                pieces.append((part[:cut], begins))
                part, begins = part[cut:], True
                used = text_width(part, size, weight)
            part += character
            used += advance
        if part:
            pieces.append((part, begins))
    return pieces


def shorten(text: str, width: float, size: float, weight: int = REGULAR) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if text_width(text, size, weight) <= width:
        return text
    while text and text_width(text + ELLIPSIS, size, weight) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def paragraph(
    text: str,
    width: float,
    size: float,
    weight: int = REGULAR,
    colour: str = "#22201d",
    leading: float = 1.3,
    role: Role = Role.TEXT,
    link: str = "",
) -> Block:
    """A paragraph as a block: its first line begins at the top, its last ends at the bottom."""
    lines = break_lines(text, width, size, weight)
    item = Text(0, ASCENT * size, lines, size, weight, colour, leading, Anchor.START, role, link=link)
    height = size * (ASCENT + DESCENT + leading * (len(lines) - 1))
    return Block((item,) if lines else (), width, height if lines else 0.0)
