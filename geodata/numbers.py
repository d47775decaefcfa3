"""Numbers of a table: text parsed strictly, blank stays missing, a grouping point is not a decimal point."""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.config import Table
from geodata.problems import Problem, error, name_offenders, name_rows
from geodata.textcolumns import Flags, TextColumn

Values = npt.NDArray[np.float64]

_NUMBER = {".": r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", ",": r"[+-]?\d+(?:,\d+)?"}
_GERMAN_NUMBER = r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+"
_MILLIONS = r"[+-]?[1-9]\d{0,2}(?:\.\d{3}){2,}"  # two points make a text that can be nothing else
_THOUSANDS = r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+"


def parse_values(column: pd.Series, zeile: pd.Series, table: Table) -> tuple[Values, list[Problem]]:
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
        unreadable: dict[str, Flags] = {}
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


def _parse_texts(column: pd.Series, table: Table) -> tuple[Values, dict[str, Flags]]:
    """Values of the texts of a column, and the rows of what cannot be read by kind ("dezimal", "punkt", "text")."""
    texts = TextColumn.of(column)
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
    if re.fullmatch(_MILLIONS, plain):
        return np.nan, "punkt" if dezimal == "," else ""  # `check_thousands` reports it
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


def check_thousands(
    column: pd.Series, variable: TextColumn, zeile: pd.Series, table: Table
) -> tuple[Flags, list[Problem]]:
    """Rows whose point groups thousands: a variable all of whose points are followed by groups of three digits.

    Parameters
    ----------
    column
        Cells as the file gives them; numbers and decimal commas are never doubtful.
    variable
        Variable of each cell.
    zeile
        Row of each cell in the file.
    table
        Entry of `region.toml`.

    Returns
    -------
    tuple
        Flag of each cell that would be read a thousand times too small, and the errors.
    """
    if table.dezimal == "," or (isinstance(column.dtype, np.dtype) and column.dtype.kind in "iuf"):
        return np.zeros(len(column), dtype=bool), []
    written = isinstance(column.dtype, pd.StringDtype)
    texts = TextColumn.of(column if written else column.where(column.map(lambda cell: isinstance(cell, str))))
    pointed, _ = texts.rows_with(lambda text: "." in text and re.fullmatch(_NUMBER["."], text) is not None)
    grouped, _ = texts.rows_with(lambda text: text not in table.fehlend and re.fullmatch(_THOUSANDS, text) is not None)
    decimal = np.unique(variable.codes[pointed & ~grouped])
    millions, _ = texts.rows_with(lambda text: text not in table.fehlend and re.fullmatch(_MILLIONS, text) is not None)
    flags = (grouped & ~np.isin(variable.codes, decimal)) | millions
    rows = zeile[flags]
    shown = list(dict.fromkeys(column[flags].astype("str").str.strip()))
    return flags, [_report_thousands(table.datei, shown, rows)] if shown else []


def _report_thousands(datei: str, texts: list[str], rows: pd.Series) -> Problem:
    verb = "sieht nach Tausenderpunkt aus" if len(texts) == 1 else "sehen nach Tausenderpunkten aus"
    finding = f"Wert {name_offenders(texts)} in {name_rows(rows)} {verb}"
    remedy = f"Punkte entfernen ({texts[0].replace('.', '')}); sind es Dezimalzahlen, eine 0 anhängen ({texts[0]}0)"
    return error(datei, finding, remedy, int(rows.iloc[0]))
