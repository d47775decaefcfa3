"""Cells of a table file, CSV, XLSX or Parquet, as they are; nothing is interpreted here."""

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.parquet

from geodata.config import Table
from geodata.errors import FileError
from geodata.problems import Problem, error, name_offenders, name_rows, warning
from geodata.textfiles import read_bytes, read_text

TABLE_SUFFIXES = (".csv", ".xlsx", ".parquet")


def read_raw_table(folder: Path, table: Table) -> tuple[pd.DataFrame, list[Problem]]:
    """Cells of one table.

    Parameters
    ----------
    folder
        Folder of the region package.
    table
        Entry of `region.toml`.

    Returns
    -------
    tuple
        The cells: first column `zeile` (row in the file, header = 1), then the columns of the file under their
        stripped headers. Cells of CSV files are text ("" where blank), others keep their type. Blank rows are left
        out. And the problems of rows that had to be left out.

    Raises
    ------
    FileError
        The file is absent, empty, broken, not UTF-8, of an unknown kind, or lacks the sheet.
    """
    suffix = Path(table.datei).suffix.lower()
    if suffix == ".csv":
        return _read_csv(read_text(folder, table.datei), table)
    if suffix == ".xlsx":
        return _read_xlsx(read_bytes(folder, table.datei), table), []
    if suffix == ".parquet":
        return _read_parquet(read_bytes(folder, table.datei), table), []
    remedy = f"als CSV (UTF-8), XLSX oder Parquet speichern ({', '.join(TABLE_SUFFIXES)})"
    raise FileError([error(table.datei, f"Dateiendung „{suffix}“ ist keine bekannte Tabelle", remedy)])


def _number_rows(cells: pd.DataFrame, datei: str) -> pd.DataFrame:
    headers = [str(header).strip() for header in cells.columns]
    twice = sorted({header for header in headers if header and headers.count(header) > 1})
    if twice:
        finding = f"Spalte {name_offenders(twice)} steht doppelt in der Kopfzeile"
        raise FileError([error(datei, finding, "eine der Spalten entfernen oder umbenennen", 1)])
    numbered = cells.set_axis(headers, axis=1)
    numbered.insert(0, "zeile", np.arange(2, len(cells) + 2), allow_duplicates=True)
    return numbered


def _read_csv(text: str, table: Table) -> tuple[pd.DataFrame, list[Problem]]:
    problems: list[Problem] = []
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    if text.count('"') % 2:
        row = next(n for n, line in enumerate(text.splitlines(), 1) if line.count('"') % 2)
        remedy = "Anführungszeichen schließen oder entfernen"
        problems.append(error(table.datei, f"Anführungszeichen in Zeile {row} wird nicht geschlossen", remedy, row))
        quoting = csv.QUOTE_NONE
    try:
        cells = pd.read_csv(
            io.StringIO(text), sep=table.trenner, dtype="str", keep_default_na=False, na_filter=False,
            skip_blank_lines=False, index_col=False, on_bad_lines="error", header=None, quoting=quoting,
        )  # fmt: skip
    except pd.errors.ParserError:
        cells, found = _read_ragged(text, table)
        problems += found
    problems += _check_short_rows(text, table)
    headers = list(cells.iloc[0])
    numbered = _number_rows(cells.iloc[1:].reset_index(drop=True).set_axis(headers, axis=1), table.datei)
    filled = (cells.iloc[1:].fillna("") != "").any(axis=1).to_numpy()
    return numbered[filled], problems


def _check_short_rows(text: str, table: Table) -> list[Problem]:
    """Warn of rows that end before the number: an export that broke off looks like missing values."""
    header = table.spalten.get("wert", "wert")
    lines = csv.reader(io.StringIO(text), delimiter=table.trenner)
    headers = [name.strip() for name in next(lines, [])]
    if text.count('"') % 2 or header not in headers:
        return []
    width = headers.index(header) + 1
    short = [n for n, line in enumerate(lines, 2) if len(line) < width and any(cell.strip() for cell in line)]
    if not short:
        return []
    finding = f"Spalte „{header}“ ist abgeschnitten in {name_rows(short)}; der Wert gilt als leer"
    remedy = "Zeile vervollständigen; fehlt die Zahl wirklich, mit dem Trennzeichen enden"
    return [warning(table.datei, finding, remedy, short[0])]


def _read_ragged(text: str, table: Table) -> tuple[pd.DataFrame, list[Problem]]:
    """Rows of a file in which some are wider than the header; those that cannot be read are blank and reported."""
    lines = list(csv.reader(io.StringIO(text), delimiter=table.trenner))
    width = len(lines[0])
    wide = [n for n, line in enumerate(lines, 1) if any(cell.strip() for cell in line[width:])]
    for n in wide:
        lines[n - 1] = []
    cells = pd.DataFrame([(line + [""] * width)[:width] for line in lines], dtype="str")
    if not wide:
        return cells, []
    remedy = "Texte, die das Trennzeichen enthalten, in Anführungszeichen setzen"
    if table.trenner == ",":
        remedy = 'bei Dezimalkommas Semikolon als Trennzeichen verwenden (trenner = ";", dezimal = ",")'
    return cells, [error(table.datei, f"mehr Spalten als die Kopfzeile in {name_rows(wide)}", remedy, wide[0])]


def _read_xlsx(content: bytes, table: Table) -> pd.DataFrame:
    # imported here: it costs as much as all of Flask, and few packages bring workbooks
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as cause:
        finding = "Datei ist keine lesbare XLSX-Arbeitsmappe"
        raise FileError([error(table.datei, finding, "in Excel oder LibreOffice neu als .xlsx speichern")]) from cause
    if table.blatt is not None and table.blatt not in book.sheetnames:
        finding = f"Blatt „{table.blatt}“ fehlt; vorhanden: {name_offenders(book.sheetnames)}"
        raise FileError([error(table.datei, finding, "„blatt“ bei der Tabelle in region.toml berichtigen")])
    sheet = book[table.blatt if table.blatt is not None else book.sheetnames[0]]
    rows = list(sheet.iter_rows(values_only=True))
    book.close()
    if not rows or _is_blank(rows[0]):
        finding = f"Blatt „{sheet.title}“ hat keine Kopfzeile in der ersten Zeile"
        raise FileError([error(table.datei, finding, "Überschriften und Leerzeilen über der Kopfzeile entfernen", 1)])
    used = [n for n, header in enumerate(rows[0]) if header is not None]
    cells = pd.DataFrame([[row[n] for n in used] for row in rows[1:]], columns=[rows[0][n] for n in used], dtype=object)
    numbered = _number_rows(cells, table.datei)
    return numbered[[not _is_blank(row) for row in rows[1:]]]


def _is_blank(row: Iterable[object]) -> bool:
    return all(cell is None or not str(cell).strip() for cell in row)


def _read_parquet(content: bytes, table: Table) -> pd.DataFrame:
    try:
        cells = pyarrow.parquet.read_table(io.BytesIO(content)).to_pandas()
    except (pyarrow.ArrowInvalid, OSError) as cause:
        finding = "Datei ist keine lesbare Parquet-Datei"
        raise FileError([error(table.datei, finding, "Datei neu erzeugen")]) from cause
    return _number_rows(cells.reset_index(drop=True), table.datei)
