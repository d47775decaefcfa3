"""One table of numbers: long form, text parsed strictly, blank stays missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.config import Table
from geodata.dates import parse_dates
from geodata.errors import FileError
from geodata.numbers import check_thousands, parse_values
from geodata.problems import Problem, error, name_offenders, name_rows
from geodata.spreadsheets import read_raw_table
from geodata.textcolumns import TextColumn
from geodata.textfiles import check_mojibake

COLUMNS = ("raum", "gebietsstand", "datum", "variable", "wert")
FRAME_COLUMNS = ("zeile", "area", "gebietsstand", "datum", "variable", "wert")


@dataclass(frozen=True)
class ParsedTable:
    """One table as read.

    `rows` has the columns `zeile` (row in the file, header = 1), `area`, `gebietsstand`, `variable` (categories of
    text), `datum` (Timestamp) and `wert` (float64, NaN = missing). It is None when the file could not be used.
    """

    table: Table
    rows: pd.DataFrame | None
    problems: tuple[Problem, ...]


def parse_table(folder: Path, table: Table) -> ParsedTable:
    """Read one table of the package and turn its texts into keys, dates and numbers.

    Returns
    -------
    ParsedTable
        Rows in the order of the file without blank rows; cells that cannot be read are missing and reported.
    """
    try:
        raw, problems = read_raw_table(folder, table)
    except FileError as cause:
        return ParsedTable(table, None, cause.problems)
    headers = {column: table.spalten.get(column, column) for column in COLUMNS}  # type: ignore[call-overload]
    given = table.gebietsstand is not None and headers["gebietsstand"] not in raw.columns
    wanted = [c for c in COLUMNS if not (given and c == "gebietsstand")]
    absent = [headers[c] for c in wanted if headers[c] not in raw.columns]
    if absent:
        return ParsedTable(table, None, (*problems, _missing_columns(table, headers, absent, list(raw.columns[1:]))))
    rows = raw[["zeile", *(headers[c] for c in wanted)]].set_axis(["zeile", *wanted], axis=1)
    if not len(rows):
        empty = error(table.datei, "Tabelle hat keine Zeile unter der Kopfzeile", "Werte eintragen")
        return ParsedTable(table, None, (*problems, empty))
    texts = {c: TextColumn.of(rows[c]) for c in wanted if c != "wert"}
    frame = pd.DataFrame({"zeile": rows["zeile"].to_numpy()})
    for column, name in (("raum", "area"), ("gebietsstand", "gebietsstand"), ("variable", "variable")):
        frame[name] = texts[column].categories() if column in texts else _constant(table.gebietsstand, len(rows))
    frame["datum"], found = parse_dates(texts["datum"], rows["zeile"], table.datei)
    for column in wanted[:-1]:
        problems += _check_blank(texts[column], rows["zeile"], headers[column], table.datei)
    problems += found
    for column in ("raum", "variable"):
        first_rows = rows["zeile"].groupby(texts[column].codes).first()
        problems += check_mojibake(
            table.datei, [(int(first_rows.get(n, 1)), t) for n, t in enumerate(texts[column].texts)]
        )
    frame["wert"], found = parse_values(rows["wert"], rows["zeile"], table)
    grouped, thousands = check_thousands(rows["wert"], texts["variable"], rows["zeile"], table)
    frame.loc[grouped, "wert"] = np.nan
    return ParsedTable(table, frame[list(FRAME_COLUMNS)], (*problems, *found, *thousands))


def _missing_columns(table: Table, headers: Mapping[str, str], absent: Sequence[str], found: Sequence[str]) -> Problem:
    noun, verb = ("Spalte", "fehlt") if len(absent) == 1 else ("Spalten", "fehlen")
    finding = f"{noun} {name_offenders(absent)} {verb}; vorhanden: {name_offenders(found) or 'keine'}"
    remedy = (
        'Kopfzeile berichtigen oder unter „spalten“ den eigenen Namen angeben, z. B. spalten = { raum = "Schlüssel" }'
    )
    if len(found) == 1 and any(mark in found[0] for mark in ";,\t"):
        mark = next(m for m in ";,\t" if m in found[0])
        shown = "\\t" if mark == "\t" else mark
        remedy = f'vermutlich anderes Trennzeichen: trenner = "{shown}" bei der Tabelle in region.toml angeben'
    elif {headers["variable"], headers["wert"]} <= {*absent} and len(found) > 1:
        remedy = "Breitform: eine Spalte je Variable; erst entpivotieren, siehe Kapitel „Tabellen“ in regionsformat.md"
    elif list(absent) == ["gebietsstand"]:
        remedy = 'Spalte ergänzen oder gebietsstand = "…" bei der Tabelle in region.toml angeben'
    return error(table.datei, finding, remedy, 1)


def _constant(text: str | None, length: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.zeros(length, dtype=np.int8), categories=pd.Index([text], dtype="str"))


def _check_blank(column: TextColumn, zeile: pd.Series, header: str, datei: str) -> list[Problem]:
    rows = zeile[column.codes < 0]
    if not len(rows):
        return []
    return [error(datei, f"Spalte „{header}“ ist leer in {name_rows(rows)}", "Angabe ergänzen", int(rows.iloc[0]))]
