"""Names on a printed map: in order of importance, each in the first place where it covers no other name."""

from collections.abc import Sequence
from dataclasses import dataclass

from layouts.sheets.items import Anchor, Box, Role, Text
from layouts.sheets.projection import Bounds
from layouts.sheets.typesetting import text_width

HALO = 0.24  # of the size
AIR = 0.12  # of the size, between two names
TIGHT = 1.05  # a code needs this share of its own size in the box around its area


@dataclass(frozen=True)
class Candidate:
    """A name and where it could stand, best place first; `bounds` must have room for it where given."""

    text: str
    places: tuple[tuple[float, float], ...]
    size: float
    weight: int
    colour: str
    bounds: Bounds | None


def place_texts(candidates: Sequence[Candidate], frame: Box, taken: Sequence[Bounds]) -> tuple[Text, ...]:
    """Labels with a halo; a name that finds no free place is left out."""
    occupied = list(taken)
    placed = []
    for candidate in candidates:
        width = text_width(candidate.text, candidate.size, candidate.weight)
        height = 0.95 * candidate.size
        if candidate.bounds is not None and not _has_room(candidate.bounds, width, height):
            continue
        for x, y in candidate.places:
            x = min(max(x, frame.x + width / 2), frame.x + frame.width - width / 2)
            air = AIR * candidate.size
            box = (x - width / 2 - air, y - height / 2 - air, x + width / 2 + air, y + height / 2 + air)
            if not any(_overlap(box, other) for other in occupied):
                occupied.append(box)
                placed.append(_text(candidate, x, y))
                break
    return tuple(placed)


def _text(candidate: Candidate, x: float, y: float) -> Text:
    return Text(
        round(x, 2),
        round(y + 0.33 * candidate.size, 2),
        (candidate.text,),
        candidate.size,
        candidate.weight,
        candidate.colour,
        anchor=Anchor.MIDDLE,
        role=Role.PART,
        halo=HALO * candidate.size,
    )


def _has_room(bounds: Bounds, width: float, height: float) -> bool:
    left, top, right, bottom = bounds
    return right - left > width * TIGHT and bottom - top > height * TIGHT


def _overlap(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
