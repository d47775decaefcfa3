"""Names on a printed map: in order of importance, each in the first place where it covers no other name."""

from collections.abc import Sequence
from dataclasses import dataclass

from layouts.sheets.items import Anchor, Box, Role, Text
from layouts.sheets.projection import Bounds
from layouts.sheets.typesetting import text_width

HALO = 0.24  # of the size
AIR = 0.12  # of the size, between two names
ONE = (0.0,)
BESIDE = (0.0, -1.15, 1.15, -1.8, 1.8)  # of the size, where symbols stand in the middle
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


def place_texts(
    candidates: Sequence[Candidate], frame: Box, taken: Sequence[Bounds], soft: Sequence[Bounds] = ()
) -> tuple[Text, ...]:
    """Labels with a halo; a name that finds no free place is left out.

    `soft`: symbols, which a name avoids by standing above or below them; one without bounds covers as little of
    them as it can rather than be left out.
    """
    occupied = list(taken)
    placed = []
    for candidate in candidates:
        width = text_width(candidate.text, candidate.size, candidate.weight)
        height = 0.95 * candidate.size
        if candidate.bounds is not None and not has_room(candidate.bounds, width, height):
            continue
        tries = [(x, y, list(soft)) for step in (BESIDE if soft else ONE) for x, y in _shifted(candidate, step)]
        if soft and candidate.bounds is None:
            anywhere = [place for step in BESIDE for place in _shifted(candidate, step)]
            tries += [(x, y, []) for x, y in sorted(anywhere, key=lambda p: _covered(p, width, height, soft))]
        for x, y, avoided in tries:
            x = min(max(x, frame.x + width / 2), frame.x + frame.width - width / 2)
            air = AIR * candidate.size
            box = (x - width / 2 - air, y - height / 2 - air, x + width / 2 + air, y + height / 2 + air)
            if soft and not frame.y <= y - height / 2 <= y + height / 2 <= frame.y + frame.height:
                continue  # pushed over the edge by symbols
            if not any(_overlap(box, other) for other in (*occupied, *avoided)):
                occupied.append(box)
                placed.append(_text(candidate, x, y))
                break
    return tuple(placed)


def _shifted(candidate: Candidate, step: float) -> list[tuple[float, float]]:
    return [(x, y + step * candidate.size) for x, y in candidate.places]


def _covered(place: tuple[float, float], width: float, height: float, symbols: Sequence[Bounds]) -> float:
    """Area of the symbols that a name in this place would cover."""
    left, right = place[0] - width / 2, place[0] + width / 2
    top, bottom = place[1] - height / 2, place[1] + height / 2
    return sum(
        max(0.0, min(right, s[2]) - max(left, s[0])) * max(0.0, min(bottom, s[3]) - max(top, s[1])) for s in symbols
    )


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


def has_room(bounds: Bounds, width: float, height: float) -> bool:
    """Whether a text of this size fits into the box around an area."""
    left, top, right, bottom = bounds
    return right - left > width * TIGHT and bottom - top > height * TIGHT


def _overlap(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
