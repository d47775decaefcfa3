"""An index with its components as CSV for German spreadsheets: `;`, decimal comma, UTF-8 with BOM."""

import csv
import io
from typing import Any

import pandas as pd

from dashboard.atlas import Atlas
from indicators.status import Status
from layouts.formatting import format_number
from layouts.indizes.parts import read_parts
from layouts.indizes.reading import IndexView, Reading, read_view
from layouts.indizes.selection import IndexSelection
from layouts.indizes.sentences import (
    CAUTION,
    area_flags,
    class_phrase,
    index_notice,
    index_source_line,
    index_title,
    scope_phrase,
)
from layouts.region import indicator_of, stand_of
from layouts.sentences import explain_signs

DECIMALS = 6  # a reader shall be able to add the contributions upfrom layouts.sentences import explain_signs


def build_index_csv(atlas: Atlas, selection: IndexSelection) -> bytes:
    """Index, class, rank and every component of the areas of the extent, with signs and sources above."""
    view = read_view(atlas, selection)
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    notes = (
        atlas.marking,
        index_title(atlas, view),
        index_source_line(atlas, view),
        index_notice(atlas, view),
        CAUTION,
        f"Bezug: {scope_phrase(atlas, selection.bezug)}. Rang 1 = höchster Index.",
        explain_signs(Status),
    )
    out.writerows([[note] for note in notes if note])
    out.writerow([])
    out.writerow(_header(atlas, view))
    groups, names = atlas.group_of(selection.stand, view.ebene), atlas.groups(selection.stand)
    areas = atlas.areas(selection.stand, view.ebene)
    stand = stand_of(atlas, selection.stand).name
    for key in view.inside:
        group = groups[key]
        place = [key, areas.loc[key, "kuerzel"], areas.loc[key, "name"], "" if pd.isna(group) else names[group]]
        pair = [] if view.groups is None else [class_phrase(view, key)]
        cells = [cell for reading in view.readings for cell in _cells(atlas, view, reading, key)]
        out.writerow([*place, *pair, *cells, selection.jahr, stand])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _header(atlas: Atlas, view: IndexView) -> list[str]:
    columns = ["Schlüssel", "Kürzel", "Name", atlas.group_level.name, *(["Gruppe"] if view.groups is not None else [])]
    for reading in view.readings:
        name = reading.index.kurz or reading.index.name
        columns += [f"{name}: {what}" for what in ("Index", "Klasse", "Rang von", "Rang bis", "Anteil der Gewichte")]
        columns.append(f"{name}: Hinweise")
        for part in reading.names:
            entry = indicator_of(atlas, part)
            unit = f" ({entry.einheit})" if entry.einheit else ""
            change = "" if reading.index.zeitabstand is None else f", Veränderung in {reading.index.zeitabstand} Jahren"
            columns += [
                f"{entry.name}{unit}{change}",
                *(f"{entry.name}: {what}" for what in ("Anzahl", "z", "Beitrag")),
            ]
    return [*columns, "Jahr", "Gebietsstand"]


def _cells(atlas: Atlas, view: IndexView, reading: Reading, area: str) -> list[str]:
    row = reading.rows[area]
    status = str(row["status"])
    known = status == Status.OBSERVED
    sign = Status(status).sign if status in {one.value for one in Status} else Status.MISSING.sign
    cells = [
        _plain(row["index"], DECIMALS) if known else sign,
        str(row["klasse"]) if known else "",
        _plain(row["rank_best"], 0),
        _plain(row["rank_worst"], 0),
        _plain(row["anteil"], 4),
        " ".join(area_flags(atlas, view, reading, area)),
    ]
    for part in read_parts(atlas, view, reading, area):
        shown = part.status is Status.OBSERVED
        cells += [
            _plain(part.wert, part.entry.stellen + 1) if shown else part.status.sign,
            _plain(part.fallzahl, 0),
            _plain(part.z, DECIMALS),
            _plain(part.beitrag, DECIMALS),
        ]
    return cells


def _plain(value: Any, decimals: int) -> str:
    """Spreadsheets want a hyphen-minus and no thousands separator."""
    if pd.isna(value):
        return ""
    return format_number(float(value), decimals).replace(".", "").replace("\u2212", "-")
