"""Indicators of one place as rows: number and rate, against group and region, rank, change, place among its like."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from indicators.catalogue import Art, Indikator
from indicators.findings import compare_values
from indicators.status import Status
from layouts.formatting import PERCENT, format_number, format_range, format_signed, plural_unit, with_unit
from layouts.places import Place
from layouts.profiles.desk import Desk
from layouts.profiles.profile import Compared, Row, Strip, Verdict
from layouts.sentences import format_shown

CHANGE_YEARS = 5  # over which a change is told, where the series is that long


def build_row(desk: Desk, key: str, place: Place) -> Row | None:
    """The newest year of an indicator; None where it has no data on the level of the place."""
    entry, year = desk.entry(key), desk.newest(key, place.ebene)
    if year is None:
        return None
    value, count, base, status_text = desk.figure(key, place.ebene, place.area, year)
    status = Status(status_text)
    counted = counts_cases(entry)
    return Row(
        key=key,
        name=entry.name,
        unit=entry.einheit,
        year=year,
        value=show(entry, status, value),
        with_unit=format_shown(entry, status, value),
        count=_count(status, count) if counted else "",
        base=format_number(base) if counted and not np.isnan(base) else "",
        compared=_compared(desk, entry, place, year),
        rank=_rank(desk, key, place, year),
        change=_change(desk, entry, place, year),
        strip=_strip(desk, entry, place, year),
        decimals=entry.stellen,
        is_count=entry.art is Art.ANZAHL,
        number=value if status is Status.OBSERVED else float("nan"),
        status=status,
    )


def show(entry: Indikator, status: Status, value: float) -> str:
    """Number without its unit, or the official sign."""
    if status is not Status.OBSERVED:
        return status.sign
    if entry.art is Art.VERAENDERUNG:
        return format_signed(value, entry.stellen)
    return format_number(value, entry.stellen)


def counts_cases(entry: Indikator) -> bool:
    """Whether the numerator counts people or things: sums of rents, metres and the like are no number to show."""
    return entry.art is Art.ANTEIL and (entry.einheit == PERCENT or entry.einheit.startswith("je "))


def _count(status: Status, count: float) -> str:
    if status is Status.SUPPRESSED:
        return Status.SUPPRESSED.sign
    return "" if np.isnan(count) else format_number(count)


def _compared(desk: Desk, entry: Indikator, place: Place, year: int) -> tuple[Compared, ...]:
    places = [(desk.hierarchy.top, desk.hierarchy.region)]
    if place.group is not None:
        places.insert(0, (desk.region.group_level.id, place.group))
    compared = []
    for ebene, area in places:
        value, count, _, status_text = desk.figure(entry.id, ebene, area, year)
        status = Status(status_text)
        shown = _count(status, count) if counts_cases(entry) else ""
        verdict = verdicts(desk, entry.id, place.ebene, [place.area], year, value)[0]
        compared.append(Compared(show(entry, status, value), shown, verdict, value))
    return tuple(compared)


def verdicts(
    desk: Desk, key: str, ebene: str, areas: Sequence[str], year: int, reference: float
) -> tuple[Verdict, ...]:
    """How areas stand to a value, by their Wilson intervals; counts are not compared with sums of themselves."""
    column = desk.column(key, ebene, year)
    if desk.entry(key).art is Art.ANZAHL or column is None:
        return (Verdict.KEINER,) * len(areas)
    rows = [desk.position(ebene, area) for area in areas]
    level, (low, high) = desk.level(key, ebene), desk.intervals(key, ebene)
    wert, lowest, highest = (part[rows, column] for part in (level.wert, low, high))
    found = compare_values(wert, lowest, highest, np.full(len(rows), reference))
    return tuple(Verdict.KEINER if verdict is None else Verdict(str(verdict)) for verdict in found)


def _rank(desk: Desk, key: str, place: Place, year: int) -> str:
    ranks = desk.ranks(key, place.ebene, year)
    position = desk.position(place.ebene, place.area)
    if position not in ranks.index or len(ranks) < 2:
        return ""
    best, worst = (int(ranks[column][position]) for column in ("rank_best", "rank_worst"))
    span = str(best) if best == worst else f"{best}–{worst}"
    return f"{span} von {len(ranks)}"


def _change(desk: Desk, entry: Indikator, place: Place, year: int) -> str:
    """Difference to the year five years before, or the oldest one after it; nothing for changes themselves."""
    level = desk.level(entry.id, place.ebene)
    values = pd.Series(level.wert[desk.position(place.ebene, place.area)], index=level.years)
    if entry.art is Art.VERAENDERUNG or np.isnan(values[year]):
        return ""
    early = values[(values.index < year) & (values.index >= year - CHANGE_YEARS)].dropna()
    if early.empty:
        return ""
    base, before = int(early.index[0]), float(early.iloc[0])
    if entry.art is not Art.ANZAHL:
        return f"{format_signed(values[year] - before, entry.stellen)} seit {base}"
    return f"{format_signed(100 * (values[year] / before - 1), 1, '%')} seit {base}" if before else ""


def _strip(desk: Desk, entry: Indikator, place: Place, year: int) -> Strip | None:
    """All published values of the level on one line; nothing for counts, which depend on the size of an area."""
    if entry.art is Art.ANZAHL:
        return None
    level = desk.level(entry.id, place.ebene)
    values = level.wert[:, desk.column(entry.id, place.ebene, year)]
    own = float(values[desk.position(place.ebene, place.area)])
    region = desk.figure(entry.id, desk.hierarchy.top, desk.hierarchy.region, year)[0]
    group = desk.figure(entry.id, desk.region.group_level.id, place.group, year)[0] if place.group else float("nan")
    known = values[~np.isnan(values)]
    low, high = (float(f(known)) if known.size else 0.0 for f in (np.min, np.max))
    if high <= low:
        return None

    def at(value: float) -> float | None:
        return None if np.isnan(value) else min(1.0, max(0.0, (value - low) / (high - low)))

    spots = [spot for spot in map(at, known.tolist()) if spot is not None]
    return Strip(tuple(round(spot, 4) for spot in spots), at(own), at(group), at(region))


def distance(desk: Desk, row: Row, place: Place) -> float:
    """How many standard deviations of the level the value lies from that of the region; NaN without either."""
    level = desk.level(row.key, place.ebene)
    values = level.wert[:, desk.column(row.key, place.ebene, row.year)]
    known = values[~np.isnan(values)]
    spread = float(np.std(known)) if known.size > 1 else 0.0
    reference = row.compared[-1].number
    return (row.number - reference) / spread if spread > 0 else float("nan")


def gap_words(entry: Indikator, row: Row, against: Compared, place: str) -> str:
    """`4,4 Prozentpunkte niedriger als in der StädteRegion (10,5 %)`; `place` with „in“."""
    gap = format_number(abs(row.number - against.number), entry.stellen)
    side = "höher" if against.verdict is Verdict.UEBER else "niedriger"
    shown = format_shown(entry, Status.OBSERVED, against.number)
    return f"{with_unit(gap, plural_unit(entry.einheit))} {side} als {place} ({shown})"


def spread_words(desk: Desk, key: str, ebene: str, areas: Sequence[str], year: int, names: dict[str, str]) -> str:
    """Highest and lowest published value among some areas; "" where there are not two different ones."""
    entry = desk.entry(key)
    figures = [(desk.figure(key, ebene, area, year)[0], area) for area in areas]
    known = sorted((value, area) for value, area in figures if not np.isnan(value))
    if len(known) < 2 or format_number(known[0][0], entry.stellen) == format_number(known[-1][0], entry.stellen):
        return ""
    (low, lowest), (high, highest) = known[0], known[-1]
    if len(known) == 2:
        return f"{names[highest]} {_words(entry, high)}, {names[lowest]} {_words(entry, low)}"
    spread = format_range(low, high, entry.stellen, entry.einheit)
    return f"{spread}, am niedrigsten in {names[lowest]}, am höchsten in {names[highest]}"


def _words(entry: Indikator, value: float) -> str:
    return format_shown(entry, Status.OBSERVED, value)
