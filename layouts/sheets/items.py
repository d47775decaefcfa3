"""What can lie on a sheet: a few kinds of marks with absolute places in points, y downwards. Writers draw these."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from layouts.sheets.logo import Logo
from layouts.sheets.sheet import Fill, Form

REGULAR, SEMIBOLD = 400, 600

INK = "#22201d"
QUIET = "#5f594f"
HAIRLINE = "#e0dad0"
STRONG_LINE = "#8a8378"
WHITE = "#ffffff"


class Role(StrEnum):
    """What a text is, for those who cannot see where it stands."""

    TITLE = "titel"
    HEADING = "ueberschrift"
    TEXT = "text"
    PART = "teil"  # belongs to the row before it
    LINK = "link"


class Anchor(StrEnum):
    """Which end of a line the place means; the words of SVG."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Text:
    """Lines of one paragraph; (x, y) is the anchor on the baseline of the first."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    weight: int = REGULAR
    colour: str = INK
    leading: float = 1.3  # times the size
    anchor: Anchor = Anchor.START
    role: Role = Role.TEXT
    halo: float = 0.0  # width of the white line around the letters
    link: str = ""

    def moved(self, dx: float, dy: float) -> "Text":
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill | None = None
    stroke: str = ""
    stroke_width: float = 0.0
    radius: float = 0.0

    def moved(self, dx: float, dy: float) -> "Box":
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True)
class Line:
    """A straight line; `dashes`: length of the strokes and of the gaps between them, none for a solid one."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float
    dashes: tuple[float, ...] = ()

    def moved(self, dx: float, dy: float) -> "Line":
        return replace(self, x1=self.x1 + dx, y1=self.y1 + dy, x2=self.x2 + dx, y2=self.y2 + dy)


Ring: TypeAlias = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Polyline:
    """A line through two or more points, with round corners."""

    points: Ring
    colour: str
    width: float
    dashes: tuple[float, ...] = ()

    def moved(self, dx: float, dy: float) -> "Polyline":
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))


@dataclass(frozen=True)
class Polygon:
    """A filled figure with straight sides."""

    points: Ring
    fill: Fill
    stroke: str = ""
    stroke_width: float = 0.0

    def moved(self, dx: float, dy: float) -> "Polygon":
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))


@dataclass(frozen=True)
class Circle:
    """A circle; `opacity` of its filling."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.0
    opacity: float = 1.0

    def moved(self, dx: float, dy: float) -> "Circle":
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True)
class Code:
    """A QR code: the dark squares of its rows, each `module` wide."""

    x: float
    y: float
    module: float
    rows: tuple[tuple[bool, ...], ...]
    meaning: str

    @property
    def size(self) -> float:
        return self.module * len(self.rows)

    def moved(self, dx: float, dy: float) -> "Code":
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True)
class Picture:
    """The publisher's logo."""

    x: float
    y: float
    width: float
    height: float
    logo: Logo

    def moved(self, dx: float, dy: float) -> "Picture":
        return replace(self, x=self.x + dx, y=self.y + dy)


Item: TypeAlias = Text | Box | Line | Polyline | Polygon | Circle | Code | Picture


@dataclass(frozen=True)
class Block:
    """Things that belong together, with the room they take from their upper left corner."""

    items: tuple[Item, ...]
    width: float
    height: float

    def moved(self, dx: float, dy: float) -> "Block":
        return replace(self, items=tuple(item.moved(dx, dy) for item in self.items))


def stacked(blocks: Iterable[Block], gap: float) -> Block:
    """Blocks one below the other."""
    items: list[Item] = []
    width, y = 0.0, 0.0
    for block in blocks:
        y += gap if items else 0.0
        items += block.moved(0, y).items
        y += block.height
        width = max(width, block.width)
    return Block(tuple(items), width, y)


@dataclass(frozen=True)
class Shape:
    """One area on the map."""

    key: str
    title: str  # name and value, for those who point at it or listen
    rings: tuple[Ring, ...]
    fill: Fill | None
    stroke: str = ""  # the usual one unless named


@dataclass(frozen=True)
class MapDrawing:
    """The map inside its frame, in the order of drawing."""

    form: Form
    frame: Box
    context: tuple[Ring, ...]  # neighbours of a part that is cut out
    shapes: tuple[Shape, ...]
    borders: tuple[Ring, ...]
    symbols: tuple[tuple[str, Circle], ...]  # area key, circle
    chosen: tuple[Ring, ...]
    labels: tuple[Text, ...]
    furniture: tuple[Item, ...]  # scale bar and north arrow
    line: float  # width of a hairline
    pieces: "tuple[Shape, ...]" = ()  # over the areas
    glyphs: tuple[Item, ...] = ()  # symbols, below the names


@dataclass(frozen=True)
class Panel:
    """A map with its heading and its legend."""

    heading: Block
    map: MapDrawing
    legend: Block


NOTHING = Block((), 0.0, 0.0)


@dataclass(frozen=True)
class Arrangement:
    """A sheet with everything in its place."""

    width: float
    height: float
    text: float  # size of the running text
    header: Block
    legend: Block
    map: MapDrawing
    footer: Block
    heading: Block = NOTHING  # of the map, where there are two
    beside: Panel | None = None  # the second map

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All maps in the order of reading."""
        first = Panel(self.heading, self.map, self.legend)
        return (first,) if self.beside is None else (first, self.beside)
