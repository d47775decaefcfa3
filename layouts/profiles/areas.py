"""Tables of the areas of a Kommune: rate and number of every indicator, marked against the Kommune."""

from collections.abc import Sequence
from math import ceil

import numpy as np

from indicators.status import Status
from layouts.formatting import format_number
from layouts.profiles.desk import Desk
from layouts.profiles.profile import AreaRow, AreaTable, Cell, Verdict
from layouts.profiles.rows import counts_cases, show, verdicts
from layouts.region import Region
from layouts.sentences import LONG_CODE

MOST_COLUMNS, MOST_BESIDE_CODES = 7, 9  # that can be read beside each other on a page


def build_tables(desk: Desk, title: str, keys: Sequence[str], group: str, own: str | None) -> tuple[AreaTable, ...]:
    """The areas of a Kommune by indicator, in as many tables as the page needs; none without data."""
    known = [key for key in keys if desk.newest(key, desk.finest) is not None]
    areas = areas_of(desk, group)
    if not known or not areas or desk.finest == desk.region.group_level.id:
        return ()
    frame = desk.region.areas(desk.stand, desk.finest).loc[list(areas)]
    coded = bool((frame["name"] == frame["kuerzel"]).all()) and int(frame["kuerzel"].str.len().max()) <= LONG_CODE
    tables = ceil(len(known) / (MOST_BESIDE_CODES if coded else MOST_COLUMNS))
    size = ceil(len(known) / tables)
    parts = [known[start : start + size] for start in range(0, len(known), size)]
    return tuple(_table(desk, title, part, areas, group, own) for part in parts)


def areas_of(desk: Desk, group: str) -> tuple[str, ...]:
    """Areas of the finest level in a Kommune, in natural order."""
    return areas_in(desk.region, desk.stand, group)


def areas_in(region: Region, stand: str, group: str) -> tuple[str, ...]:
    """The same for a region and a Gebietsstand."""
    groups = region.group_of(stand, region.config.ebenen[0].id)
    return tuple(str(key) for key in groups.index[(groups == group).fillna(False)])


def _table(desk: Desk, title: str, keys: Sequence[str], areas: Sequence[str], group: str, own: str | None) -> AreaTable:
    frame = desk.region.areas(desk.stand, desk.finest)
    years = [desk.newest(key, desk.finest) or 0 for key in keys]
    columns = [_column(desk, key, year, areas, group) for key, year in zip(keys, years, strict=True)]
    rows = []
    for position, area in enumerate(areas):
        code, name = str(frame.at[area, "kuerzel"]), str(frame.at[area, "name"])
        coded = len(code) <= LONG_CODE
        label = "" if coded and name == code else name
        cells = tuple(column[position] for column in columns)
        rows.append(AreaRow(code if coded else "", label, cells, area == own))
    above = [(desk.region.group_level.id, group), (desk.hierarchy.top, desk.hierarchy.region)]
    names = (desk.region.groups(desk.stand)[group], str(desk.region.areas(desk.stand, above[1][0])["name"].iloc[0]))
    for (ebene, area), name in zip(above, names, strict=True):
        cells = tuple(
            _cell(desk, key, ebene, area, year, Verdict.KEINER) for key, year in zip(keys, years, strict=True)
        )
        rows.append(AreaRow("", name, cells, True))
    newest = max(years)
    heads = []
    for key, year in zip(keys, years, strict=True):
        entry = desk.entry(key)
        heads.append((entry.kurz or entry.name, entry.einheit + (f", {year}" if year != newest else "")))
    return AreaTable(f"{title} {newest}", tuple(heads), tuple(rows))


def _column(desk: Desk, key: str, year: int, areas: Sequence[str], group: str) -> list[Cell]:
    reference = desk.figure(key, desk.region.group_level.id, group, year)[0]
    found = verdicts(desk, key, desk.finest, areas, year, reference)
    return [_cell(desk, key, desk.finest, area, year, verdict) for area, verdict in zip(areas, found, strict=True)]


def _cell(desk: Desk, key: str, ebene: str, area: str, year: int, verdict: Verdict) -> Cell:
    entry = desk.entry(key)
    value, count, _, status_text = desk.figure(key, ebene, area, year)
    status = Status(status_text)
    counted = counts_cases(entry)
    shown = ""
    if counted and status is Status.SUPPRESSED:
        shown = status.sign
    elif counted and not np.isnan(count):
        shown = format_number(count)
    return Cell(show(entry, status, value), shown, verdict)
