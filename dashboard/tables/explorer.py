"""The table of the current view as CSV for German spreadsheets: `;`, decimal comma, UTF-8 with BOM."""

import csv
import io
from typing import Any

import pandas as pd

from dashboard.atlas import Atlas
from dashboard.tables.changes import build_change_csv
from indicators.status import Status
from layouts.extent import shown_areas
from layouts.formatting import format_number
from layouts.quality import counted_quality
from layouts.region import indicator_of, stand_of
from layouts.selection import Selection
from layouts.sentences import explain_signs, source_line, synthetic_notice
from layouts.sheets.pairs import second_selection
from layouts.sheets.wording import Wording

MARK = b"\xef\xbb\xbf"  # without it a German spreadsheet reads UTF-8 as Latin-1


def build_csv(atlas: Atlas, selection: Selection, wording: Wording | None = None) -> bytes:
    """Exactly what map and table show, with the signs of the official statistics, and the source above it."""
    table = _build_table(atlas, selection)
    if selection.karten == 2 and selection.vergleich is not None:
        second = _build_table(atlas, second_selection(atlas, selection, selection.vergleich))
        table += b"\r\n" + second.removeprefix(MARK)
    return with_wording(table, wording) if wording else table


def with_wording(table: bytes, wording: Wording) -> bytes:
    """Somebody's own words above a table; behind their name, so that a spreadsheet takes none for a formula."""
    named = (("Titel", wording.title), ("Untertitel", wording.subtitle))
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [f"{name}: {words}"] for name, words in named if words
    )
    return MARK + text.getvalue().encode("utf-8") + table.removeprefix(MARK)


def _build_table(atlas: Atlas, selection: Selection) -> bytes:
    if selection.basis is not None:
        return build_change_csv(atlas, selection, selection.basis)
    entry = indicator_of(atlas, selection.indikator)
    published = atlas.published(selection.indikator, selection.stand).xs(selection.jahr, level="jahr")
    level = published.xs(selection.ebene, level="ebene")
    areas = atlas.areas(selection.stand, selection.ebene)
    groups = atlas.group_of(selection.stand, selection.ebene)
    names = atlas.groups(selection.stand)
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    if atlas.marking is not None:
        out.writerow([atlas.marking])
    out.writerow([f"{entry.name} {selection.jahr}" + (f" ({entry.einheit})" if entry.einheit else "")])
    out.writerow([source_line(atlas, selection.indikator, selection.stand, selection.ebene, selection.jahr)])
    if notice := synthetic_notice(atlas, selection.indikator, selection.stand, selection.ebene, selection.jahr):
        out.writerow([notice])
    out.writerow([explain_signs(Status)])
    out.writerow([])
    out.writerow(
        [
            "Schlüssel",
            "Kürzel",
            "Name",
            atlas.group_level.name,
            "Wert",
            "Anzahl",
            "Bezugsgröße",
            "Jahr",
            "Stichtag",
            "Gebietsstand",
            "Güte",
        ]
    )
    stand = stand_of(atlas, selection.stand).name
    for key, area in areas.loc[shown_areas(atlas, selection)].iterrows():
        group = groups[key]
        row = level.loc[key] if key in level.index else None
        out.writerow(
            [
                key,
                area["kuerzel"],
                area["name"],
                "" if pd.isna(group) else names[group],
                *_numbers(row, entry.stellen),
                selection.jahr,
                _day(row),
                stand,
                _quality(atlas, selection.stand, row),
            ]
        )
    return MARK + text.getvalue().encode("utf-8")


def _numbers(row: "pd.Series[Any] | None", decimals: int) -> list[str]:
    if row is None:
        return [Status.MISSING.sign, "", ""]
    status = Status(str(row["status"]))
    value = _plain(row["wert"], decimals) if status is Status.OBSERVED else status.sign
    return [value, _plain(row["fallzahl"], 0), _plain(row["nenner"], 0)]


def _quality(atlas: Atlas, stand: str, row: "pd.Series[Any] | None") -> str:
    quality = None if row is None else counted_quality(atlas, stand, row)
    return "" if quality is None else quality.value


def _plain(value: Any, decimals: int) -> str:
    """Spreadsheets want a hyphen-minus and no thousands separator."""
    number = float(str(value))
    return "" if pd.isna(number) else format_number(number, decimals).replace(".", "").replace("\u2212", "-")


def _day(row: "pd.Series[Any] | None") -> str:
    if row is None or pd.isna(row["stichtag"]):
        return ""
    return f"{row['stichtag']:%d.%m.%Y}"
