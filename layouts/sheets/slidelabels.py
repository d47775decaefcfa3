"""Names on the map of a slide: legible without the glow behind letters, which not every office suite draws."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layouts.palettes import contrast
from layouts.sheets.items import INK, WHITE, Anchor, MapDrawing, Ring, Text
from layouts.sheets.projection import Bounds
from layouts.sheets.slideshapes import text_shape
from layouts.sheets.typesetting import text_width

NEIGHBOURS = "#f3f0ea"
LEGIBLE = 4.0  # contrast; just below WCAG 2.2, because most suites add the glow and codes are no sentences
SAMPLES = 7  # places along a name whose ground is looked at


@dataclass(frozen=True)
class Ground:
    """A filled figure of the map; `opacity` of its filling."""

    rings: tuple[Ring, ...]
    colour: str
    bounds: Bounds
    opacity: float = 1.0
    centre: tuple[float, float, float] | None = None  # x, y and radius where it is a circle

    def covers(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.bounds
        if not (left <= x <= right and top <= y <= bottom):
            return False
        if self.centre is not None:
            return (x - self.centre[0]) ** 2 + (y - self.centre[1]) ** 2 <= self.centre[2] ** 2
        return sum(_crossings(ring, x, y) for ring in self.rings) % 2 == 1


def read_grounds(drawing: MapDrawing) -> list[Ground]:
    """Whatever is filled below the names, lowest first."""
    shapes = [(shape.rings, shape.fill.colour) for shape in (*drawing.shapes, *drawing.pieces) if shape.fill]
    if drawing.context:
        shapes.insert(0, (drawing.context, NEIGHBOURS))
    grounds = [Ground(rings, colour, _bounds(rings)) for rings, colour in shapes]
    for _, circle in drawing.symbols:
        x, y, r = circle.x, circle.y, circle.radius
        if circle.fill:
            grounds.append(Ground((), circle.fill, (x - r, y - r, x + r, y + r), circle.opacity, (x, y, r)))
    return grounds


def label_shape(number: int, label: Text, grounds: Sequence[Ground]) -> str:
    """A name in white or dark letters, whichever is legible on all it covers; else dark on a pad of thin paper."""
    if not label.halo:
        return text_shape(number, label)
    beneath = colours_beneath(label, grounds)
    if min(contrast(label.colour, colour) for colour in beneath) >= LEGIBLE:
        return text_shape(number, label)
    if min(contrast(WHITE, colour) for colour in beneath) >= LEGIBLE:
        return text_shape(number, replace(label, colour=WHITE, halo=0.0))
    return text_shape(number, replace(label, colour=INK, halo=0.0), WHITE)


def colours_beneath(label: Text, grounds: Sequence[Ground]) -> list[str]:
    """Colours along the middle of the letters."""
    wide = text_width(label.lines[0], label.size, label.weight)
    left = label.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[label.anchor]
    y = label.y - 0.33 * label.size
    return sorted({_colour_at(left + wide * k / (SAMPLES - 1), y, grounds) for k in range(SAMPLES)})


def _colour_at(x: float, y: float, grounds: Sequence[Ground]) -> str:
    colour = WHITE
    for ground in grounds:
        if ground.covers(x, y):
            colour = ground.colour if ground.opacity >= 1 else _mixed(ground.colour, colour, ground.opacity)
    return colour


def _mixed(upper: str, lower: str, opacity: float) -> str:
    pairs = zip(bytes.fromhex(upper[1:]), bytes.fromhex(lower[1:]), strict=True)
    return "#" + bytes(round(opacity * a + (1 - opacity) * b) for a, b in pairs).hex()


def _bounds(rings: Sequence[Ring]) -> Bounds:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _crossings(ring: Ring, x: float, y: float) -> int:
    """How often a line from the point to the right meets the ring."""
    found = 0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            found += 1
    return found
