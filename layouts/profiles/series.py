"""Time charts of a profile: own values, those of the group and of the region, on one Gebietsstand."""

import numpy as np
import pandas as pd

from indicators.catalogue import Indikator
from indicators.revisions.quality import Guete
from indicators.status import Status
from layouts.places import Place
from layouts.profiles.desk import Desk
from layouts.profiles.profile import Point, Series, TimeChart
from layouts.selection import all_years
from layouts.sentences import format_shown

LEAST_YEARS = 3  # two points are no course


def build_chart(desk: Desk, key: str, place: Place, name: str) -> TimeChart | None:
    """Lines of the place and of those it is compared with; None where its own line is too short."""
    entry = desk.entry(key)
    years = all_years(desk.region, key, place.ebene)
    if len(years) < LEAST_YEARS:
        return None
    own = desk.region.years(key, desk.stand, place.ebene)
    frame = desk.region.published(key, desk.stand) if own == years else desk.region.estimated(key, desk.stand)
    places = [(name, place.ebene, place.area)]
    if place.group is not None:
        places.append((place.names[1] or "", desk.region.group_level.id, place.group))
    places.append((place.names[0] or "", desk.hierarchy.top, desk.hierarchy.region))
    lines = tuple(Series(label, _points(frame, ebene, area)) for label, ebene, area in places)
    if sum(not np.isnan(point.value) for point in lines[0].points) < LEAST_YEARS:
        return None
    shown = tuple(line for line in lines if any(not np.isnan(point.value) for point in line.points))
    return TimeChart(
        entry.kurz or entry.name,
        entry.einheit,
        entry.stellen,
        shown,
        _describe(entry, shown),
        tuple(_last(entry, line) for line in shown),
    )


def _points(frame: pd.DataFrame, ebene: str, area: str) -> tuple[Point, ...]:
    index = frame.index
    rows = frame[(index.get_level_values("ebene") == ebene) & (index.get_level_values("area") == area)]
    estimated = (
        [not pd.isna(guete) and Guete(str(guete)).estimated for guete in rows["guete"]]
        if "guete" in rows
        else [False] * len(rows)
    )
    values = rows["wert"].where(rows["status"].astype(str) == Status.OBSERVED)
    years = rows.index.get_level_values("jahr")
    found = [Point(int(year), float(v), e) for year, v, e in zip(years, values, estimated, strict=True)]
    return tuple(sorted(found, key=lambda point: point.year))


def _describe(entry: Indikator, lines: tuple[Series, ...]) -> str:
    parts = []
    for line in lines:
        known = [point for point in line.points if not np.isnan(point.value)]
        ends = ", ".join(f"{point.year} {_shown(entry, point.value)}" for point in (known[0], known[-1]))
        parts.append(f"{line.name}: {ends}")
    return f"Zeitverlauf {entry.name}. {'; '.join(parts)}."


def _last(entry: Indikator, line: Series) -> str:
    return _shown(entry, next(point.value for point in reversed(line.points) if not np.isnan(point.value)))


def _shown(entry: Indikator, value: float) -> str:
    return format_shown(entry, Status.OBSERVED, value)
