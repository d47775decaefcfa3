"""Title and subtitle in somebody's own words: plain text of one line, refused rather than cut or changed in meaning."""

import re
import unicodedata
from dataclasses import dataclass

from layouts.formatting import format_number
from layouts.sheets.glyphs import missing

TITLE_LENGTH, SUBTITLE_LENGTH = 160, 400
NO_BREAK = "\u00a0\u202f"
# controls, direction marks, joiners, zero widths, frames around letters, and what is no character
INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs", "Me")
SELECTORS = re.compile("[\ufe00-\ufe0f]")
MARKS = 1  # accents a letter may carry beside its own; more are written over the line above
SHOWN = 5  # characters named in a refusal


class WordingError(ValueError):
    """These words cannot stand on a sheet; the message is German and says what can."""


@dataclass(frozen=True)
class Wording:
    """Words instead of the suggested ones; None keeps what is suggested, an empty subtitle leaves it out."""

    title: str | None = None
    subtitle: str | None = None

    def __bool__(self) -> bool:
        return self.title is not None or self.subtitle is not None


SUGGESTED = Wording()


def read_wording(title: str | None, subtitle: str | None) -> Wording:
    """Words as somebody typed them; raises `WordingError` where they are too long or hold letters the font lacks."""
    return Wording(
        None if title is None else _read("Der Titel", title, TITLE_LENGTH) or None,
        None if subtitle is None else _read("Der Untertitel", subtitle, SUBTITLE_LENGTH),
    )


def plain_line(text: str) -> str:
    """One line of visible text; what would hide, turn around or break it is left out.

    Examples
    --------
    >>> plain_line("  Wo Kinder\\n arm\\u200b sind \\u202e")
    'Wo Kinder arm sind'
    """
    spaced = "".join(" " if sign.isspace() and sign not in NO_BREAK else sign for sign in text)
    visible = (sign for sign in spaced if unicodedata.category(sign) not in INVISIBLE)
    composed = SELECTORS.sub("", unicodedata.normalize("NFC", "".join(visible)))
    return " ".join(part for part in _without_piles(composed).split(" ") if part).strip(f" {NO_BREAK}")


def _without_piles(text: str) -> str:
    kept: list[str] = []
    pile = 0
    for sign in text:
        pile = pile + 1 if unicodedata.combining(sign) else 0
        if pile <= MARKS:
            kept.append(sign)
    return "".join(kept)


def _read(name: str, text: str, longest: int) -> str:
    line = plain_line(text)
    if len(line) > longest:
        raise WordingError(
            f"{name} hat {format_number(len(line))} Zeichen; möglich sind höchstens {longest}. Bitte kürzen."
        )
    if unknown := missing(line):
        named = ", ".join(f"„{sign}“" for sign in unknown[:SHOWN])
        more = " und weitere" if len(unknown) > SHOWN else ""
        raise WordingError(f"{name} enthält Zeichen, die die Schrift der Blätter nicht hat: {named}{more}.")
    return line
