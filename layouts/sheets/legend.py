"""The printed legend, by the same rules as `assets/62_legend.js`; `tests/browser` holds both against each other."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indicators.catalogue import Art, Indikator
from indicators.classes import Methode
from indicators.status import Status
from layouts.classification import Floats, limits_by_method, limits_for, palette_of
from layouts.formatting import format_class, format_number
from layouts.palettes import PALETTES
from layouts.selection import Grenzbezug, Selection
from layouts.sheets.sheet import (
    GROUND_FILL,
    NOT_CLASSIFIED_FILL,
    STATUS_FILLS,
    Fill,
    Form,
    Legend,
    LegendRow,
    Mark,
    MarkKind,
    Refusal,
    SheetArea,
)
from layouts.texts import BROWSER, DIRECTION, DIRECTION_OF_CHANGE, LIMIT_SCOPE, METHODS

SIGN_ORDER = (
    Status.SUPPRESSED,
    Status.UNRELIABLE,
    Status.UNDEFINED,
    Status.NOT_CLASSIFIED,
    *Refusal,
    Status.MISSING,
)
CIRCLE_SHARES = (1.0, 0.35, 0.08)
CIRCLE_COLOUR_STEP = 3  # of five


@dataclass(frozen=True)
class Scale:
    """Class limits with their colours, and the extremes of all years."""

    form: Form
    limits: tuple[float, ...]
    palette: str
    lowest: float
    highest: float
    decimals: int
    # what every method would draw up from the same values: method → number of classes → inner limits
    methods: Mapping[str, Mapping[str, list[float]]] = field(default_factory=dict, compare=False)

    @property
    def colours(self) -> tuple[str, ...]:
        """One colour per class; one alone for symbols."""
        steps = PALETTES[self.palette].steps
        if self.form is Form.SYMBOLS:
            return (steps[5][CIRCLE_COLOUR_STEP],)
        return steps[max(3, min(7, len(self.limits) + 1))]

    def class_of(self, value: float) -> int:
        """Number of limits a value reaches: half-open classes [a, b).

        Examples
        --------
        >>> scale = Scale(Form.CHOROPLETH, (5.0, 10.0), "burg", 0.0, 20.0, 1)
        >>> scale.class_of(4.9), scale.class_of(5.0), scale.class_of(20.0)
        (0, 1, 2)
        """
        return sum(limit <= value for limit in self.limits)

    def fill_of(self, status: Status, value: float) -> Fill:
        """What an area is filled with."""
        if self.form is Form.SYMBOLS:
            plain = status not in (Status.MISSING, Status.SUPPRESSED)
            return GROUND_FILL if plain else STATUS_FILLS[status]
        if status is not Status.OBSERVED:
            return STATUS_FILLS[status]
        return Fill(self.colours[min(self.class_of(value), len(self.colours) - 1)])

    @property
    def limit_decimals(self) -> int:
        """One decimal more than the values only where the limits need it."""
        scale = 10**self.decimals
        exact = all(abs(round(limit * scale) - limit * scale) < 1e-6 for limit in self.limits)
        return self.decimals if exact else self.decimals + 1

    def class_text(self, k: int) -> str:
        """`5,0 bis unter 10,0`."""
        lower = None if k == 0 else self.limits[k - 1]
        upper = None if k == len(self.limits) else self.limits[k]
        return format_class(lower, upper, self.limit_decimals)

    def spot(self, value: float) -> float:
        """Where a value stands on the scale of equally high classes, 0 = bottom, 1 = top."""
        k = self.class_of(value)
        low = self.lowest if k == 0 else self.limits[k - 1]
        high = self.highest if k == len(self.limits) else self.limits[k]
        inside = min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 0.5
        return (k + inside) / (len(self.limits) + 1)

    def mark(self, kind: MarkKind, name: str, value: float) -> Mark | None:
        """A mark beside the scale, none for a value that is not there."""
        if math.isnan(value):
            return None
        return Mark(kind, name, format_number(value, self.decimals), self.spot(value))


def draw_scale(entry: Indikator, selection: Selection, observed: Floats, drawn_from: Floats) -> Scale:
    """Limits and colours from published values as they are shown: `observed` of all years, `drawn_from` of those that
    limits are drawn up over.
    """
    symbols = entry.art is Art.ANZAHL
    methods = {} if symbols else limits_by_method(drawn_from, entry)
    if selection.methode is Methode.EIGENE and not symbols:
        limits = selection.grenzen
    else:
        limits = limits_for(methods, selection.methode.value, selection.klassen)
    return Scale(
        Form.SYMBOLS if symbols else Form.CHOROPLETH,
        limits,
        selection.palette or palette_of(entry),
        float(observed.min()) if observed.size else 0.0,
        float(observed.max()) if observed.size else 1.0,
        entry.stellen,
        methods,
    )


def build_legend(
    name: str,
    entry: Indikator,
    selection: Selection,
    scale: Scale,
    areas: Sequence[SheetArea],
    marks: Sequence[Mark | None],
    counted: str,
    years: int,
) -> Legend:
    """Classes with their numbers, signs, marks and the words below."""
    symbols = scale.form is Form.SYMBOLS
    found = [mark for mark in marks if mark is not None]
    return Legend(
        title=name + (f" ({entry.einheit})" if entry.einheit else ""),
        counted=counted,
        rows=() if symbols else _class_rows(scale, areas),
        signs=_sign_rows(scale, areas),
        marks=() if symbols else tuple(sorted(found, key=lambda mark: -mark.spot)),
        notes=(BROWSER["kreise"],) if symbols else _notes(entry, selection, scale, years),
        circles=_circles(scale.highest) if symbols else (),
    )


def _class_rows(scale: Scale, areas: Sequence[SheetArea]) -> tuple[LegendRow, ...]:
    counts = Counter(area.klass for area in areas)
    return tuple(
        LegendRow(Fill(scale.colours[min(k, len(scale.colours) - 1)]), scale.class_text(k), format_number(counts[k]))
        for k in reversed(range(len(scale.limits) + 1))
    )


def _sign_rows(scale: Scale, areas: Sequence[SheetArea]) -> tuple[LegendRow, ...]:
    counts = Counter[Status | Refusal](area.refusal or area.status for area in areas)
    return tuple(
        LegendRow(
            NOT_CLASSIFIED_FILL if isinstance(sign, Refusal) else scale.fill_of(sign, math.nan),
            BROWSER[f"legende_{sign.value}"],
            format_number(counts[sign]),
            sign,
        )
        for sign in SIGN_ORDER
        if counts[sign]
    )


def _notes(entry: Indikator, selection: Selection, scale: Scale, years: int) -> tuple[str, ...]:
    own = selection.methode is Methode.EIGENE
    scope = "" if own or years < 2 else f", {LIMIT_SCOPE[Grenzbezug(selection.bezug).value]}"
    meaning = (DIRECTION_OF_CHANGE if entry.art is Art.VERAENDERUNG else DIRECTION)[entry.richtung.value]
    method = f"{METHODS[selection.methode.value]}{scope}. {meaning}".strip()
    k = len(scale.limits) + 1
    if k < selection.klassen and not own:
        return method, BROWSER["weniger_klassen"].format(n=k)
    return (method,)


def _circles(largest: float) -> tuple[tuple[float, str], ...]:
    values = dict.fromkeys(round_down(largest * share) for share in CIRCLE_SHARES)
    return tuple((value, format_number(value)) for value in values if value > 0)


def round_down(value: float) -> float:
    """To one digit, as circles in a legend are read.

    Examples
    --------
    >>> round_down(47600.0), round_down(935.0), round_down(0.3)
    (40000.0, 900.0, 0.0)
    """
    power = 10.0 ** math.floor(math.log10(max(value, 1.0)))
    return math.floor(value / power) * power
