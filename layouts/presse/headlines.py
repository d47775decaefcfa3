"""Headlines to choose from, written by rule from published values: what is the case, never why."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from indicators.catalogue import Art
from indicators.findings import ABOVE, BELOW, NOT_DISTINCT, compare_values
from indicators.ranks import rank_ranges
from layouts.formatting import (
    format_number,
    format_range,
    format_signed,
    format_value,
    plural_unit,
    round_half_up,
    with_unit,
)
from layouts.presse.views import View
from layouts.region import region_names, top_level
from layouts.sentences import format_figure
from layouts.sheets.sheet import Form, Sheet, SheetArea
from layouts.sheets.wording import SUBTITLE_LENGTH, TITLE_LENGTH

LEAST = 5  # areas with a value below which nothing is counted or ranked
NAMED = 2  # places named behind a count
FEW = 3  # areas that are rather named than counted by place


class Kind(StrEnum):
    """What a headline is about."""

    VIEW = "ansicht"
    AREA = "raum"
    EXTREMES = "extreme"
    REGION = "region"
    LIMIT = "grenzwert"
    SIGNS = "vorzeichen"
    CHANGE = "entwicklung"


KIND_NAMES = {
    Kind.VIEW: "Wie auf der Karte",
    Kind.AREA: "Gewählter Raum",
    Kind.EXTREMES: "Höchster und niedrigster Wert",
    Kind.REGION: "Vergleich mit der Region",
    Kind.LIMIT: "Räume in der höchsten Klasse",
    Kind.SIGNS: "Zunahme und Abnahme",
    Kind.CHANGE: "Entwicklung",
}


@dataclass(frozen=True)
class Suggestion:
    """A headline with the line below it."""

    kind: Kind
    title: str
    subtitle: str


def suggest_headlines(sheet: Sheet, views: Sequence[View]) -> tuple[Suggestion, ...]:
    """What the sheet itself says, and what else can be said of the numbers of its maps."""
    own = Suggestion(Kind.VIEW, sheet.title, sheet.headline)
    found = (suggestion for view in views for rule in RULES for suggestion in rule(view))
    fitting = (s for s in found if len(s.title) <= TITLE_LENGTH and len(s.subtitle) <= SUBTITLE_LENGTH)
    return (own, *fitting)


def _of_area(view: View) -> Iterator[Suggestion]:
    """The selected area beside the region, as far as the difference is real."""
    area = next((a for a in view.observed if a.key == view.selection.raum), None)
    if area is None or view.is_change or view.entry.art is Art.ANZAHL:
        return
    subtitle = f"{view.sheet.topic}."
    place, reference = _region_value(view, view.selection.jahr)
    if not np.isnan(reference):
        i = [a.key for a in view.observed].index(area.key)
        low, high = (bounds[i : i + 1] for bounds in view.intervals)
        here = np.array([float(view.exact["wert"].iloc[i])])
        verdict = compare_values(here, low, high, np.array([reference]))[0]
        words = {
            ABOVE: "der Raum liegt eindeutig darüber",
            BELOW: "der Raum liegt eindeutig darunter",
            NOT_DISTINCT: "beide Werte sind nicht eindeutig verschieden",
        }
        subtitle = f"{place}: {view.figure(reference)}; {words[verdict]}."
    yield Suggestion(Kind.AREA, f"{area.label}: {view.sheet.topic} bei {view.figure(area.value)}", subtitle)


def _extremes(view: View) -> Iterator[Suggestion]:
    """The highest area by name only where its rank is its own; else the range alone."""
    values = [area.value for area in view.observed]
    if len(values) < LEAST or min(values) == max(values) or view.is_change:
        return
    ranks = rank_ranges(view.exact["wert"], *view.intervals)
    first = ranks.index[ranks["rank_worst"] == 1]
    place, reference = _region_value(view, view.selection.jahr)
    compared = view.entry.art is not Art.ANZAHL and not np.isnan(reference)
    beside = f" {place}: {view.figure(reference)}." if compared else ""
    if len(first) != 1:
        unit = "" if view.entry.art is Art.ANZAHL else view.sheet.unit
        spread = format_range(min(values), max(values), view.sheet.decimals, unit)
        tied = values.count(max(values)) > 1
        unclear = (
            "Den höchsten Wert haben mehrere Räume."
            if tied
            else "Welcher Raum den höchsten Wert hat, ist statistisch nicht eindeutig."
        )
        yield Suggestion(Kind.EXTREMES, f"{view.sheet.topic}: von {spread}", f"{unclear}{beside}{view.known}")
        return
    highest = next(area for area in view.observed if area.key == first[0])
    most = "am meisten" if view.entry.art is Art.ANZAHL else "am höchsten"
    yield Suggestion(
        Kind.EXTREMES,
        f"{view.sheet.topic}: {most} in {highest.label}",
        f"Dort {highest.shown}; der niedrigste Wert ist {view.figure(min(values))}.{beside}{view.known}",
    )


def _against_region(view: View) -> Iterator[Suggestion]:
    """How many areas lie above the value of the whole region for certain."""
    place, reference = _region_value(view, view.selection.jahr)
    if view.entry.art is Art.ANZAHL or view.is_change or len(view.observed) < LEAST or np.isnan(reference):
        return
    verdicts = Counter(
        compare_values(
            view.exact["wert"].to_numpy(dtype=float), *view.intervals, np.full(len(view.observed), reference)
        ).tolist()
    )
    if not verdicts[ABOVE]:
        return
    unclear = f", nicht eindeutig: {format_number(verdicts[NOT_DISTINCT])}" if verdicts[NOT_DISTINCT] else ""
    yield Suggestion(
        Kind.REGION,
        f"{view.sheet.topic}: {view.counted(verdicts[ABOVE])} eindeutig über dem Wert der ganzen Region",
        f"{place}: {view.figure(reference)}. {view.sheet.level} eindeutig darüber: "
        f"{format_number(verdicts[ABOVE])}, eindeutig darunter: {format_number(verdicts[BELOW])}{unclear}.{view.known}",
    )


def _above_limit(view: View) -> Iterator[Suggestion]:
    """How many areas the highest class holds, and where most of them are."""
    rows = view.sheet.legend.rows
    if view.sheet.form is Form.SYMBOLS or view.is_change or len(rows) < 2 or len(view.observed) < LEAST:
        return
    top = [area for area in view.observed if area.klass == len(rows) - 1]
    if not top:
        return
    unit = with_unit("", view.sheet.unit)
    named = [f"{name}: {format_number(n)}" for name, n in leading_groups(view, top)]
    where = f"Am meisten davon – {', '.join(named)}. " if named else ""
    if len(top) <= FEW:
        where = f"{'; '.join(area.label for area in top)}. "
    classes = f"Höchste von {len(rows)} Klassen der Karte."
    yield Suggestion(
        Kind.LIMIT,
        f"{view.sheet.topic}: {view.counted(len(top))} mit {rows[0].text.replace(' und', f'{unit} und', 1)}",
        f"{where}{classes}{view.known}",
    )


def leading_groups(view: View, areas: Sequence[SheetArea]) -> list[tuple[str, int]]:
    """The groups with most of these areas, most first; of those that are level with each other all or none."""
    groups = Counter(area.group for area in areas if area.group_key not in (None, area.key))
    ordered = groups.most_common()
    if not ordered or ordered[0][1] == 1 or view.selection.innerhalb is not None:
        return []
    least = ordered[min(NAMED, len(ordered)) - 1][1]
    leading = [entry for entry in ordered if entry[1] >= least]
    return leading if len(leading) <= 2 * NAMED else [entry for entry in ordered if entry[1] > least]


def _signs(view: View) -> Iterator[Suggestion]:
    """How many areas rose and how many fell."""
    if not view.is_change or len(view.observed) < LEAST:
        return
    up = sum(area.value > 0 for area in view.observed)
    down = sum(area.value < 0 for area in view.observed)
    same = len(view.observed) - up - down
    unchanged = f", unverändert: {format_number(same)}" if same else ""
    yield Suggestion(
        Kind.SIGNS,
        f"{view.sheet.topic}: {view.counted(up)} mit Zunahme, {format_number(down)} mit Abnahme",
        f"{view.sheet.level} mit Zunahme: {format_number(up)}, mit Abnahme: {format_number(down)}{unchanged}."
        f"{view.known}",
    )


def _change(view: View) -> Iterator[Suggestion]:
    """The value of the whole extent beside that of the last earlier year, where both come from the same sources."""
    before = _year_before(view)
    if view.is_change or before is None:
        return
    place, now = _extent_value(view, view.selection.jahr)
    then = _extent_value(view, before)[1]
    if np.isnan(now) or np.isnan(then):
        return
    decimals, unit, year = view.entry.stellen, view.entry.einheit, view.selection.jahr
    new, old = round_half_up(now, decimals), round_half_up(then, decimals)
    if new == old:
        words = f"unverändert bei {format_value(new, decimals, unit)}"
    else:
        verb = "gestiegen" if new > old else "gesunken"
        words = f"von {format_number(old, decimals)} auf {format_value(new, decimals, unit)} {verb}"
    difference = format_signed(new - old, decimals, plural_unit(unit))
    yield Suggestion(
        Kind.CHANGE,
        f"{place}: {view.entry.name} {words}",
        f"{before}: {format_figure(view.entry, old)}, {year}: {format_figure(view.entry, new)} ({difference}). "
        f"Die Karte zeigt das Jahr {year} nach Raum ({view.sheet.level}).{view.known}",
    )


def _year_before(view: View) -> int | None:
    """The last earlier year of the extent's series if its number comes from the same sources."""
    ebene, key = _extent(view)
    published = view.region.published(view.entry.id, view.selection.stand)
    years = [y for y in view.region.years(view.entry.id, view.selection.stand, ebene) if y < view.selection.jahr]
    if not years:
        return None
    sources = {str(published["quelle"].get((ebene, key, year))) for year in (years[-1], view.selection.jahr)}
    return years[-1] if len(sources) == 1 else None


def _extent(view: View) -> tuple[str, str]:
    """Level and key of the area that the map as a whole shows."""
    if view.selection.innerhalb is not None:
        return view.region.group_level.id, view.selection.innerhalb
    top = top_level(view.region).id
    return top, str(view.region.areas(view.selection.stand, top).index[0])


def _extent_value(view: View, year: int) -> tuple[str, float]:
    ebene, key = _extent(view)
    name = str(view.region.areas(view.selection.stand, ebene).loc[key, "name"])
    return name, _published(view, ebene, key, year)


def _region_value(view: View, year: int) -> tuple[str, float]:
    top = top_level(view.region).id
    key = str(view.region.areas(view.selection.stand, top).index[0])
    return region_names(view.region, view.selection.stand)["name"], _published(view, top, key, year)


def _published(view: View, ebene: str, key: str, year: int) -> float:
    values = view.region.published(view.entry.id, view.selection.stand)["wert"]
    found: Any = values.get((ebene, key, year), np.nan)
    return float(found)


RULES: tuple[Callable[[View], Iterator[Suggestion]], ...] = (
    _of_area,
    _extremes,
    _against_region,
    _above_limit,
    _signs,
    _change,
)
