"""One table of numbers: long form, text parsed strictly, blank stays missing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.config import Table
from geodata.errors import FileError
from geodata.problems import Problem, error, name_offenders, name_rows
from geodata.spreadsheets import read_raw_table
from geodata.textfiles import check_mojibake

COLUMNS = ("raum", "gebietsstand", "datum", "variable", "wert")
FRAME_COLUMNS = ("zeile", "area", "gebietsstand", "datum", "variable", "wert")

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00:00(?:\.0+)?)?")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR = re.compile(r"\d{4}")
_NUMBER = {".": r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", ",": r"[+-]?\d+(?:,\d+)?"}
_GERMAN_NUMBER = r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+"

EARLIEST_YEAR, LATEST_YEAR = 1800, 2999  # anything else is a typing error or an empty date

Codes = npt.NDArray[np.intp]


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
        return ParsedTable(table, None, (*problems, _missing_columns(table, absent, list(raw.columns[1:]))))
    rows = raw[["zeile", *(headers[c] for c in wanted)]].set_axis(["zeile", *wanted], axis=1)
    if not len(rows):
        empty = error(table.datei, "Tabelle hat keine Zeile unter der Kopfzeile", "Werte eintragen")
        return ParsedTable(table, None, (*problems, empty))
    texts = {c: _TextColumn.of(rows[c]) for c in wanted if c != "wert"}
    frame = pd.DataFrame({"zeile": rows["zeile"].to_numpy()})
    for column, name in (("raum", "area"), ("gebietsstand", "gebietsstand"), ("variable", "variable")):
        frame[name] = texts[column].categories() if column in texts else _constant(table.gebietsstand, len(rows))
    frame["datum"], found = _parse_dates(texts["datum"], rows["zeile"], table.datei)
    for column in wanted[:-1]:
        problems += _check_blank(texts[column], rows["zeile"], headers[column], table.datei)
    problems += found
    for column in ("raum", "variable"):
        first_rows = rows["zeile"].groupby(texts[column].codes).first()
        problems += check_mojibake(
            table.datei, [(int(first_rows.get(n, 1)), t) for n, t in enumerate(texts[column].texts)]
        )
    frame["wert"], found = parse_values(rows["wert"], rows["zeile"], table)
    return ParsedTable(table, frame[list(FRAME_COLUMNS)], (*problems, *found))


def _missing_columns(table: Table, absent: Sequence[str], found: Sequence[str]) -> Problem:
    finding = f"Spalte {name_offenders(absent)} fehlt; vorhanden: {name_offenders(found) or 'keine'}"
    remedy = (
        'Kopfzeile berichtigen oder unter „spalten“ den eigenen Namen angeben, z. B. spalten = { raum = "Schlüssel" }'
    )
    if len(found) == 1 and any(mark in found[0] for mark in ";,\t"):
        mark = next(m for m in ";,\t" if m in found[0])
        shown = "\\t" if mark == "\t" else mark
        remedy = f'vermutlich anderes Trennzeichen: trenner = "{shown}" bei der Tabelle in region.toml angeben'
    elif list(absent) == ["gebietsstand"]:
        remedy = 'Spalte ergänzen oder gebietsstand = "…" bei der Tabelle in region.toml angeben'
    return error(table.datei, finding, remedy, 1)


def _constant(text: str | None, length: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.zeros(length, dtype=np.int8), categories=pd.Index([text], dtype="str"))


@dataclass(frozen=True)
class _TextColumn:
    """Distinct texts of a column and the code of each row; −1 where the cell is blank."""

    codes: Codes
    texts: tuple[str, ...]

    @classmethod
    def of(cls, column: pd.Series) -> "_TextColumn":
        codes, uniques = pd.factorize(column)
        cells = ["" if pd.isna(cell) else str(cell).strip() for cell in np.asarray(uniques, dtype=object)]
        texts = tuple(dict.fromkeys(cell for cell in cells if cell))
        position = {text: n for n, text in enumerate(texts)}
        # one more entry at the end answers for code −1, the missing cells
        mapping = np.array([*(position.get(cell, -1) for cell in cells), -1], dtype=np.intp)
        return cls(mapping[codes], texts)

    def categories(self) -> pd.Categorical:
        return pd.Categorical.from_codes(self.codes, categories=pd.Index(self.texts, dtype="str"))

    def rows_with(self, wrong: Callable[[str], bool]) -> tuple[npt.NDArray[np.bool_], list[str]]:
        """Rows whose text is wrong, and the wrong texts."""
        flags = np.array([*(wrong(text) for text in self.texts), False], dtype=bool)
        return flags[self.codes], [text for text, flag in zip(self.texts, flags, strict=False) if flag]


def _check_blank(column: _TextColumn, zeile: pd.Series, header: str, datei: str) -> list[Problem]:
    rows = zeile[column.codes < 0]
    if not len(rows):
        return []
    return [error(datei, f"Spalte „{header}“ ist leer in {name_rows(rows)}", "Angabe ergänzen", int(rows.iloc[0]))]


def parse_date(text: str) -> date | None:
    """Date written as 2023-12-31, 31.12.2023 or 2023 (which means the last day of the year); None if unreadable.

    Examples
    --------
    >>> parse_date("31.12.2023") == parse_date("2023-12-31") == parse_date("2023")
    True
    >>> parse_date("31.02.2023") is None
    True
    """
    parsed = _parse_day(text)
    return parsed if parsed is not None and EARLIEST_YEAR <= parsed.year <= LATEST_YEAR else None


def _parse_day(text: str) -> date | None:
    try:
        if (iso := _ISO_DATE.fullmatch(text)) is not None:
            return date(*(int(part) for part in iso.groups()))
        if (german := _GERMAN_DATE.fullmatch(text)) is not None:
            day, month, year = (int(part) for part in german.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return date(int(text), 12, 31) if _YEAR.fullmatch(text) and int(text) else None


def _parse_dates(column: _TextColumn, zeile: pd.Series, datei: str) -> tuple[pd.DatetimeIndex, list[Problem]]:
    dates, nat = [parse_date(text) for text in column.texts], np.datetime64("NaT", "s")
    stamps = np.array([*(np.datetime64(d, "s") if d else nat for d in dates), nat], dtype="datetime64[s]")
    wrong, texts = column.rows_with(lambda text: parse_date(text) is None)
    if not texts:
        return pd.DatetimeIndex(stamps[column.codes]), []
    rows = zeile[wrong]
    finding = f"Datum nicht lesbar: {name_offenders(texts)} in {name_rows(rows)}"
    remedy = "als JJJJ-MM-TT oder TT.MM.JJJJ schreiben, z. B. 2023-12-31"
    return pd.DatetimeIndex(stamps[column.codes]), [error(datei, finding, remedy, int(rows.iloc[0]))]


def parse_values(column: pd.Series, zeile: pd.Series, table: Table) -> tuple[npt.NDArray[np.float64], list[Problem]]:
    """Numbers of a column; blank cells and the texts of `fehlend` are NaN, never 0.

    Parameters
    ----------
    column
        Cells as the file gives them: numbers, texts or a mixture of both.
    zeile
        Row of each cell in the file.
    table
        Entry of `region.toml`: decimal sign and texts that mean "missing".
    """
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "iuf":
        values = column.to_numpy(dtype=np.float64, copy=True)
        unreadable: dict[str, npt.NDArray[np.bool_]] = {}
    else:
        values, unreadable = _parse_texts(column, table)
    declared = [
        float(text.replace(",", ".")) for text in table.fehlend if re.fullmatch(_NUMBER["."], text.replace(",", "."))
    ]
    values[np.isin(values, declared)] = np.nan
    infinite = np.isinf(values)
    problems = [_unreadable_value(text, zeile[rows], table) for text, rows in unreadable.items()]
    if infinite.any():
        rows = zeile[infinite]
        finding = f"unendlicher Wert in {name_rows(rows)}"
        problems.append(
            error(
                table.datei, finding, "Division durch 0 in der Quelle entfernen; Zelle leer lassen", int(rows.iloc[0])
            )
        )
    values[infinite] = np.nan
    return values, problems


def _parse_texts(column: pd.Series, table: Table) -> tuple[npt.NDArray[np.float64], dict[str, npt.NDArray[np.bool_]]]:
    """Values of the texts of a column, and the rows of what cannot be read by kind ("dezimal", "punkt", "text")."""
    texts = _TextColumn.of(column)
    numeric_cells = {str(cell) for cell in np.asarray(pd.unique(column), dtype=object) if isinstance(cell, int | float)}
    values, kinds = [], []
    for text in texts.texts:
        value, kind = _parse_number(text, table, "." if text in numeric_cells else table.dezimal)
        values.append(value)
        kinds.append(kind)
    array = np.array([*values, np.nan], dtype=np.float64)[texts.codes]
    kind_of_row = np.array([*kinds, ""], dtype=object)[texts.codes]
    return array, {kind: kind_of_row == kind for kind in dict.fromkeys(kinds) if kind}


def _parse_number(text: str, table: Table, dezimal: str) -> tuple[float, str]:
    if text in table.fehlend:
        return np.nan, ""
    plain = text.replace("\u2212", "-")
    if re.fullmatch(_NUMBER[dezimal], plain):
        return float(plain.replace(",", ".")), ""
    if dezimal == "." and re.fullmatch(_GERMAN_NUMBER, plain):
        return np.nan, "komma"
    if dezimal == "," and re.fullmatch(_NUMBER["."], plain):
        return np.nan, "punkt"
    return np.nan, f"„{text[:40]}“"


def _unreadable_value(kind: str, rows: pd.Series, table: Table) -> Problem:
    place, first = name_rows(rows), int(rows.iloc[0])
    if kind == "komma":
        remedy = 'dezimal = "," bei der Tabelle in region.toml angeben (Tausenderpunkte entfernen)'
        return error(table.datei, f"Dezimalkomma statt Dezimalpunkt in {place}", remedy, first)
    if kind == "punkt":
        remedy = 'Tausenderpunkte entfernen; bei Dezimalpunkten dezimal = "." in region.toml angeben'
        return error(table.datei, f"Punkt in einer Zahl, erwartet ist ein Dezimalkomma, in {place}", remedy, first)
    remedy = "Zahl eintragen, Zelle leer lassen oder das Zeichen unter „fehlend“ bei der Tabelle angeben"
    return error(table.datei, f"Wert {kind} ist keine Zahl in {place}", remedy, first)
