"""Dates of a table: ISO, German, or a year; what a spreadsheet makes of them is recognised."""

import re
from datetime import date, timedelta

import numpy as np
import pandas as pd

from geodata.problems import Problem, error, name_offenders, name_rows
from geodata.textcolumns import TextColumn

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00:00(?:\.0+)?)?")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR = re.compile(r"\d{4}")

EARLIEST_YEAR, LATEST_YEAR = 1800, 2999  # anything else is a typing error or an empty date


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


def parse_dates(column: TextColumn, zeile: pd.Series, datei: str) -> tuple[pd.DatetimeIndex, list[Problem]]:
    """Dates of a column, NaT where unreadable or blank, and what is wrong with them."""
    dates, nat = [parse_date(text) for text in column.texts], np.datetime64("NaT", "s")
    stamps = np.array([*(np.datetime64(d, "s") if d else nat for d in dates), nat], dtype="datetime64[s]")
    problems = []
    wrong, texts = column.rows_with(lambda text: parse_date(text) is None and find_serial_date(text) is None)
    if texts:
        rows = zeile[wrong]
        finding = f"Datum nicht lesbar: {name_offenders(texts)} in {name_rows(rows)}"
        remedy = "als JJJJ-MM-TT oder TT.MM.JJJJ schreiben, z. B. 2023-12-31"
        problems.append(error(datei, finding, remedy, int(rows.iloc[0])))
    wrong, texts = column.rows_with(lambda text: find_serial_date(text) is not None)
    if texts:
        rows = zeile[wrong]
        finding = f"Datum als laufende Nummer aus Excel: {name_offenders(texts)} in {name_rows(rows)}"
        remedy = f"Spalte als Datum formatieren; {texts[0]} ist der {find_serial_date(texts[0]):%d.%m.%Y}"
        problems.append(error(datei, finding, remedy, int(rows.iloc[0])))
    return pd.DatetimeIndex(stamps[column.codes]), problems


def find_serial_date(text: str) -> date | None:
    """Day that a spreadsheet counts from 1899-12-30, for the years 1954 to 2119; None for any other text.

    Examples
    --------
    >>> find_serial_date("44561")
    datetime.date(2021, 12, 31)
    """
    serial = re.fullmatch(r"([2-7]\d{4})(?:[.,]0+)?", text)
    return None if serial is None else date(1899, 12, 30) + timedelta(days=int(serial.group(1)))
