"""The table of a map of change as CSV for German spreadsheets."""

import csv
import io
from typing import Any, cast

import pandas as pd

from dashboard.atlas import Atlas
from indicators.status import Status
from layouts.change_sentences import change_notice, change_source
from layouts.changes import change_entry, change_rows
from layouts.extent import shown_areas
from layouts.formatting import format_number
from layouts.region import indicator_of, stand_of
from layouts.selection import Selection
from layouts.sentences import explain_signs


def build_change_csv(atlas: Atlas, selection: Selection, basis: int) -> bytes:
    """Both values, the change and its quality, or why an area is not compared."""
    plain = indicator_of(atlas, selection.indikator)
    entry = change_entry(plain, basis)
    place = (selection.stand, selection.ebene)
    rows = change_rows(atlas, plain.id, place, basis, selection.grenzaenderung).xs(selection.jahr, level="jahr")
    areas, groups = atlas.areas(*place), atlas.group_of(*place)
    names = atlas.groups(selection.stand)
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    source = change_source(atlas, plain.id, place, (basis, selection.jahr))
    notice = change_notice(atlas, plain.id, place, selection.jahr)
    title = f"{entry.name} {selection.jahr}" + (f" ({entry.einheit})" if entry.einheit else "")
    for line in (atlas.marking, title, source, notice):
        if line is not None:
            out.writerow([line])
    out.writerow([explain_signs(Status)])
    out.writerow([])
    years = (f"Wert {basis}", f"Wert {selection.jahr}")
    head = ("Schlüssel", "Kürzel", "Name", atlas.group_level.name, *years, "Veränderung", "Gebietsstand", "Güte")
    out.writerow([*head, "Vergleich"])
    for key, area in areas.loc[shown_areas(atlas, selection)].iterrows():
        group = groups[key]
        row = cast("pd.Series[Any]", rows.loc[key])
        out.writerow(
            [
                key,
                area["kuerzel"],
                area["name"],
                "" if pd.isna(group) else names[group],
                *(_plain(row[name], plain.stellen) for name in ("vorher", "nachher")),
                _plain(row["wert"], entry.stellen) or _sign(row),
                stand_of(atlas, selection.stand).name,
                "" if pd.isna(row["guete"]) else row["guete"],
                "" if pd.isna(row["vergleich"]) else f"nicht vergleichbar: {row['vergleich']}",
            ]
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _sign(row: "pd.Series[Any]") -> str:
    return "" if not pd.isna(row["vergleich"]) else Status(str(row["status"])).sign


def _plain(value: Any, decimals: int) -> str:
    """Spreadsheets want a hyphen-minus and no thousands separator."""
    number = float(str(value))
    return "" if pd.isna(number) else format_number(number, decimals).replace(".", "").replace("\u2212", "-")
