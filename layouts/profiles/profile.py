"""What a profile says, as plain frozen values in words and published numbers. Writers only set it in type."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.status import Status
from layouts.sheets.logo import Logo
from layouts.sheets.sheet import Sheet


class Kind(StrEnum):
    """Whom a profile is about; the value is the parameter of the URL."""

    GRUPPE = "kommune"
    RAUM = "raum"


class Verdict(StrEnum):
    """How a value stands to another one; `GLEICH` where the difference may be chance."""

    UEBER = "ueber"
    UNTER = "unter"
    GLEICH = "nicht_eindeutig"
    KEINER = ""


@dataclass(frozen=True)
class Fact:
    """One big number."""

    name: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Strip:
    """Where a value stands among its like: places from 0 (lowest) to 1 (highest)."""

    others: tuple[float, ...]
    own: float | None
    group: float | None
    region: float | None


@dataclass(frozen=True)
class Compared:
    """The value of a larger area and how the own value stands to it."""

    text: str
    count: str
    verdict: Verdict
    number: float  # NaN unless published


@dataclass(frozen=True)
class Row:
    """One indicator of the place, in words; "" where there is nothing to say."""

    key: str
    name: str
    unit: str
    year: int
    value: str  # number or sign
    with_unit: str  # as a sentence says it
    count: str
    base: str
    compared: tuple[Compared, ...]  # group (only below it), then region
    rank: str
    change: str
    strip: Strip | None
    decimals: int
    is_count: bool  # the value itself is a number of people or things
    number: float  # NaN unless published; for charts
    status: Status


@dataclass(frozen=True)
class Point:
    """One year of a series; NaN where nothing is published."""

    year: int
    value: float
    estimated: bool


@dataclass(frozen=True)
class Series:
    """One line of a time chart."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class TimeChart:
    """Own line first, then group, then region."""

    title: str
    unit: str
    decimals: int
    lines: tuple[Series, ...]
    description: str
    values: tuple[str, ...]  # last value of each line in words


@dataclass(frozen=True)
class Card:
    """One main indicator: its small map with legend, and its time chart."""

    key: str
    title: str
    unit: str
    year: int
    colours: tuple[str, ...]
    limits: tuple[str, ...]  # between the colours
    signs: tuple[str, ...]  # kinds of areas without a value on this map
    sheet: Sheet
    chart: TimeChart | None


@dataclass(frozen=True)
class Cell:
    """Value and count of one area; the verdict is against its group."""

    value: str
    count: str
    verdict: Verdict


@dataclass(frozen=True)
class AreaRow:
    """One area of a table; `emphasis` for the own area, group and region."""

    code: str
    name: str
    cells: tuple[Cell, ...]
    emphasis: bool


@dataclass(frozen=True)
class AreaTable:
    """Areas × indicators."""

    title: str
    heads: tuple[tuple[str, str], ...]  # name, unit and year
    rows: tuple[AreaRow, ...]


@dataclass(frozen=True)
class Chapter:
    """One theme."""

    title: str
    message: str
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    tables: tuple[AreaTable, ...]


@dataclass(frozen=True)
class AgeBar:
    """Share of an age group: own, then group and region, each as share of the longest bar."""

    name: str
    count: str
    values: tuple[str, ...]
    numbers: tuple[float, ...]  # NaN unless published
    lengths: tuple[float | None, ...]


@dataclass(frozen=True)
class Condition:
    """One condition of a Handlungsfeld in one area."""

    text: str
    state: str  # erfüllt, nicht erfüllt, nicht feststellbar
    value: str
    limit: str
    distance: str
    count: str
    group: str
    region: str


@dataclass(frozen=True)
class Finding:
    """One Handlungsfeld in one area."""

    field: str
    met: bool
    unknown: bool
    state: str
    reasons: str
    by_hand: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class FieldMark:
    """How a Handlungsfeld is drawn and what it means."""

    key: str
    name: str
    short: str
    colour: str
    path: str
    definition: str
    extent: str


@dataclass(frozen=True)
class AreaFindings:
    """All Handlungsfelder of one area."""

    label: str
    people: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Fields:
    """The chapter on Handlungsfelder."""

    title: str
    message: str
    marks: tuple[FieldMark, ...]
    areas: tuple[AreaFindings, ...]
    priorities: tuple[str, ...]
    priorities_note: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Revision:
    """One change of borders that concerned the Kommune."""

    title: str
    words: str
    rows: tuple[tuple[str, str], ...]  # area, where it comes from
    measure: str


@dataclass(frozen=True)
class Place:
    """One area of the list of areas."""

    code: str
    name: str
    residents: str
    area: str
    density: str


@dataclass(frozen=True)
class Term:
    """Definition and source of one indicator."""

    name: str
    definition: str
    parts: str
    source: str
    note: str


@dataclass(frozen=True)
class Profile:
    """Everything, in the order of reading."""

    kind: Kind
    key: str
    kicker: str
    name: str
    lead: str
    year: int
    facts: tuple[Fact, ...]
    overview: Sheet  # where the place lies
    parts_map: Sheet  # the areas of the Kommune
    above: tuple[Row, ...]  # most striking rows against the region
    below: tuple[Row, ...]
    places: tuple[Place, ...]
    ages: tuple[AgeBar, ...]
    names: tuple[str, ...]  # own, (group,) region: short, as in tables and charts
    like: str  # plural of the level of the place
    parts: str  # plural of the level shown on maps
    chapters: tuple[Chapter, ...]
    fields: Fields | None
    revisions: tuple[Revision, ...]
    stand: str
    terms: tuple[Term, ...]
    signs: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    synthetic: str | None
    marking: str | None
    region: str
    publisher: str
    accent: str
    logo: Logo | None
    created: date
    version: str
    address: str  # of the live view
    file: str  # name of the file without its ending

    @property
    def title(self) -> str:
        """`Kommunalprofil Monschau`."""
        return f"{self.kicker} {self.name}"
