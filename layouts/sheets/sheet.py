"""What a sheet says: everything the screen shows of one map, as plain frozen values. Writers only draw it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from indicators.status import Status
from layouts.palettes import NO_DATA, SUPPRESSED, SYMBOL_GROUND, UNRELIABLE
from layouts.sheets.logo import Logo


class Pattern(StrEnum):
    """How a fill is drawn; colour alone never says that something is missing."""

    PLAIN = "flaeche"
    HATCHED = "schraffiert"
    DOTTED = "gepunktet"


@dataclass(frozen=True)
class Fill:
    """Colour `#rrggbb` of an area, with lines or dots over it."""

    colour: str
    pattern: Pattern = Pattern.PLAIN


SUPPRESSED_FILL = Fill(SUPPRESSED, Pattern.HATCHED)
NOT_CLASSIFIED_FILL = Fill(NO_DATA, Pattern.DOTTED)
GROUND_FILL = Fill(SYMBOL_GROUND)

# what an area without a value looks like (the same fills as assets/50_map.js)
STATUS_FILLS = {
    Status.SUPPRESSED: SUPPRESSED_FILL,
    Status.UNRELIABLE: Fill(UNRELIABLE),
    Status.UNDEFINED: Fill(UNRELIABLE),
    Status.NOT_CLASSIFIED: NOT_CLASSIFIED_FILL,
    Status.MISSING: Fill(NO_DATA),
}


class Refusal(StrEnum):
    """Why the change of an area is not shown although both values may be known; the words are those of the screen."""

    BORDERS = "grenzen_veraendert"
    NEW_GROUND = "neues_gebiet"


# what stands behind the value in a table; NaN and "" where there is nothing
Cell: TypeAlias = float | str


@dataclass(frozen=True)
class Head:
    """A column of the table behind value and counts: its name for people and for programs."""

    name: str
    key: str
    decimals: int | None = None  # None: words


class GlyphKind(StrEnum):
    """How the symbol of a Handlungsfeld is drawn; the words are those of `layouts.handlungsfelder.maps`."""

    FOUND = "da"
    UNDECIDABLE = "offen"
    BY_HAND = "hand"
    NOT_BY_HAND = "hand-nicht"
    ENTERED = "hinzu"
    LEFT = "weg"


@dataclass(frozen=True)
class Glyph:
    """A symbol on the map: its path in a square of 10 × 10, its colour, and how it is drawn."""

    path: str
    colour: str
    kind: GlyphKind = GlyphKind.FOUND


@dataclass(frozen=True)
class Piece:
    """Territory between two Gebietsstände: its key in the crosswalk, what is said of it, and its look."""

    key: str
    title: str
    colour: str
    outlined: bool  # values stay legible below


class Form(StrEnum):
    """Rates are choropleths, counts are proportional symbols."""

    CHOROPLETH = "flaechen"
    SYMBOLS = "kreise"


@dataclass(frozen=True)
class SheetArea:
    """One area as its readers may see it; NaN and "" where there is nothing to show."""

    key: str
    code: str
    name: str
    short: str  # what fits on the map: code below the group level, name on it and above
    label: str  # what names it in a text
    group: str  # name of its area of the group level, "" on that level and above
    group_key: str | None
    status: Status
    value: float
    shown: str  # the value in words: "12,3 %" or "• geheim zu halten"
    count: float
    base: float
    day: date | None
    klass: int | None  # class from 0, None without one
    fill: Fill
    refusal: Refusal | None = None
    cells: tuple[Cell, ...] = ()  # one for each of the sheet's `heads`
    glyphs: tuple[Glyph, ...] = ()
    mark: str = ""  # what the map writes beside its code

    @property
    def sign(self) -> str:
        """What stands in a table in place of the value; "" where the value itself does, or where it is not compared."""
        return "" if self.refusal is not None else self.status.sign


@dataclass(frozen=True)
class LegendRow:
    """One class or sign of the legend with the number of its areas."""

    fill: Fill
    text: str
    n: str
    status: Status | Refusal = Status.OBSERVED


@dataclass(frozen=True)
class LegendEntry:
    """A symbol with its name, and a quiet line below it."""

    glyph: Glyph
    name: str
    words: str = ""


@dataclass(frozen=True)
class GridCell:
    """One group of two classifications: colour, sign and number of areas."""

    fill: Fill
    sign: str
    n: str
    name: str


@dataclass(frozen=True)
class Grid:
    """The legend of two classifications at once: one down, the other across."""

    down: str
    across: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[GridCell, ...], ...]


class MarkKind(StrEnum):
    """Whose value is marked on the scale."""

    REGION = "region"
    GROUP = "gruppe"
    AREA = "raum"


@dataclass(frozen=True)
class Mark:
    """A value on the scale of equally high classes; `spot` from 0 (bottom) to 1 (top)."""

    kind: MarkKind
    name: str
    value: str
    spot: float


@dataclass(frozen=True)
class Legend:
    """The legend of the screen, row by row."""

    title: str  # with its unit
    counted: str  # what the numbers behind the classes count: "Sozialräume"
    rows: tuple[LegendRow, ...]  # highest first; empty with symbols
    signs: tuple[LegendRow, ...]  # areas without a value
    marks: tuple[Mark, ...]  # highest first
    notes: tuple[str, ...]
    circles: tuple[tuple[float, str], ...] = ()  # values of the circles shown, largest first
    entries: tuple[LegendEntry, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True)
class Chosen:
    """The selected area: its value, and what a sentence says of it."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class Extremes:
    """The highest or the lowest areas, the most extreme first."""

    title: str
    rows: tuple[tuple[str, str], ...]  # name and value


@dataclass(frozen=True)
class Sheet:
    """One map with all that must stand around it."""

    form: Form
    region: str
    publisher: str
    marking: str | None  # INTERN
    synthetic: str | None
    kicker: str
    title: str
    headline: str
    definition: str
    source: str
    signs: str
    created: date
    version: str  # data version, as the package calls it
    address: str  # of the view
    accent: str
    logo: Logo | None
    level: str  # Sozialräume
    group_level: str  # Kommune
    stand: str
    stand_id: str
    ebene_id: str
    year: int
    unit: str
    decimals: int
    counted: str  # what is counted: text of the numerator
    base: str  # text of the denominator, "" without one
    within: str | None  # key of the area of the group level that is cut out
    chosen: Chosen | None
    extremes: tuple[Extremes, ...]  # shown where there is room
    areas: tuple[SheetArea, ...]
    largest: float  # of all years; what the largest circle means
    circle_colour: str
    legend: Legend
    groups: tuple[tuple[str, str], ...]  # key, name
    value_name: str = "Wert"  # of the column with the values
    heads: tuple[Head, ...] = ()  # further columns of the table
    pieces: tuple[Piece, ...] = ()
    revision: tuple[str, str] | None = None  # the two Gebietsstände that the pieces lie between
    quality: str = ""  # how values came about that were not simply counted there, in a sentence
    maps: "tuple[Sheet, ...]" = ()  # of a view with two: the sheet each would be alone, the first much like this one

    @property
    def parts(self) -> "tuple[Sheet, ...]":
        """One sheet for each map of the view."""
        return self.maps or (self,)

    subject: str = ""  # what is shown, where the title says something else

    @property
    def topic(self) -> str:
        """Indicator and year, whatever the title says."""
        return self.subject or self.title

    @property
    def value_head(self) -> str:
        """`Wert (%)`."""
        return f"{self.value_name} ({self.unit})" if self.unit else self.value_name

    @property
    def has_counts(self) -> bool:
        """Whether a count stands beside the value."""
        return bool(self.base)

    @property
    def created_text(self) -> str:
        """By whom and when."""
        return f"Herausgeber: {self.publisher}. Erstellt am {self.created:%d.%m.%Y}."

    @property
    def description(self) -> str:
        """The alternative text: title, headline and legend in words."""
        if self.maps:
            return " ".join(part.description for part in self.maps)
        grid = () if self.legend.grid is None else (cell for row in self.legend.grid.cells for cell in row)
        rows = [f"{cell.name}: {cell.n}" for cell in grid]
        rows += [f"{row.text}: {row.n}" for row in (*self.legend.rows, *self.legend.signs)]
        rows += [f"{entry.name}: {entry.words}" for entry in self.legend.entries if entry.words]
        marks = [f"{mark.name}: {mark.value}" for mark in self.legend.marks]
        counted = f" {self.legend.counted} je Klasse – {'; '.join(rows)}." if rows else ""
        marked = f" Auf der Skala markiert – {'; '.join(marks)}." if marks else ""
        subject = "" if self.subject in self.title else self.subject
        parts = [self.marking, self.synthetic, f"Karte {self.title}", self.headline.rstrip("."), subject]
        return f"{'. '.join(part for part in parts if part)}.{counted}{marked}"
