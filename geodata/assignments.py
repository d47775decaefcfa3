"""Assignments of areas to Handlungsfelder that planners made by hand: one CSV with reason, author and date."""

import csv
import io
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from geodata.dates import parse_date
from geodata.errors import FileError
from geodata.findings import refer
from geodata.problems import Problem, error, name_offenders
from geodata.textfiles import check_mojibake, read_text
from geodata.tomlfiles import RULE_FILES

COLUMNS = ("raum", "gebietsstand", "jahr", "handlungsfeld", "zugeordnet", "begruendung", "autor", "datum")
_OPTIONAL = ("jahr",)
_YES_NO: Mapping[str, bool] = {"ja": True, "nein": False}


@dataclass(frozen=True, eq=False)
class Assignments:
    """What was read.

    `rows`: columns of `COLUMNS`; texts, `jahr` (Int64, NA = every year), `zugeordnet` (bool), `datum` (date).
    `datei` is the file named in `handlungsfelder.toml`, None where none is named or the name cannot be used.
    """

    datei: str | None
    rows: pd.DataFrame
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Known:
    areas: Mapping[str, Set[str]]  # by Gebietsstand, of all levels
    fields: tuple[str, ...]


def no_assignments() -> Assignments:
    """Nothing was decided by hand."""
    return Assignments(None, _frame([]))


def read_assignments(folder: Path, data: Mapping[str, Any], areas: Mapping[str, Set[str]]) -> Assignments:
    """Read and check the file that `handlungsfelder.toml` names under `zuordnungen`.

    Parameters
    ----------
    folder
        Folder of the package.
    data
        Parsed `handlungsfelder.toml`, not yet validated; empty where the package has none.
    areas
        Keys of all areas by Gebietsstand.

    Returns
    -------
    Assignments
        Only rows without problem; no rows where no file is named.
    """
    name = data.get("zuordnungen")
    if not isinstance(name, str):
        return no_assignments()
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        finding = f"Angabe „zuordnungen“: „{name}“ führt aus dem Paket hinaus"
        return Assignments(None, _frame([]), (error(RULE_FILES["handlungsfelder"], finding, "Datei ins Paket legen"),))
    try:
        text = read_text(folder, name)
    except FileError as cause:
        return Assignments(None, _frame([]), tuple(cause.problems))
    fields = data.get("handlungsfelder")
    known = _Known(areas, tuple(fields) if isinstance(fields, dict) else ())
    rows, problems = _parse(name, text, known)
    return Assignments(name, _frame(rows), (*check_mojibake(name, enumerate(text.splitlines(), 1)), *problems))


def _frame(rows: list[list[object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"jahr": "Int64", "zugeordnet": bool})


def _parse(datei: str, text: str, known: _Known) -> tuple[list[list[object]], list[Problem]]:
    lines = csv.DictReader(io.StringIO(text), delimiter=";")
    headers = [header.strip() for header in lines.fieldnames or ()]
    absent = [column for column in COLUMNS if column not in headers and column not in _OPTIONAL]
    if absent:
        finding = f"Spalte {name_offenders(absent)} fehlt; vorhanden: {name_offenders(headers)}"
        return [], [error(datei, finding, f"Kopfzeile: {';'.join(COLUMNS)}", 1)]
    rows: list[list[object]] = []
    problems: list[Problem] = []
    first: dict[tuple[object, ...], int] = {}
    for number, line in enumerate(lines, 2):
        cells = {column: (line.get(column) or "").strip() for column in COLUMNS}
        if not any(cells.values()):
            continue
        found = _check_line(datei, number, cells, known)
        cell = (cells["raum"], cells["gebietsstand"], cells["jahr"], cells["handlungsfeld"])
        if not found and cell in first:
            finding = f"derselbe Raum und dasselbe Handlungsfeld stehen schon in Zeile {first[cell]}"
            found = [error(datei, finding, "eine der beiden Zeilen entfernen", number)]
        first.setdefault(cell, number)
        problems += found
        if not found:
            rows.append(_values(cells))
    return rows, problems


def _values(cells: Mapping[str, str]) -> list[object]:
    values: dict[str, object] = dict(cells)
    values["jahr"] = int(cells["jahr"]) if cells["jahr"] else pd.NA
    values["zugeordnet"] = _YES_NO[cells["zugeordnet"].lower()]
    values["datum"] = _day(cells["datum"])
    return [values[column] for column in COLUMNS]


def _day(text: str) -> date | None:
    return None if text.isdigit() else parse_date(text)  # a mere year is no day on which somebody decided


def _check_line(datei: str, number: int, cells: Mapping[str, str], known: _Known) -> list[Problem]:
    blank = [column for column in COLUMNS if not cells[column] and column not in _OPTIONAL]
    if blank:
        remedy = "Angabe ergänzen: Jede Zuordnung von Hand braucht Begründung, Autor und Datum"
        return [error(datei, f"Spalte {name_offenders(blank)} ist leer", remedy, number)]
    checks: list[tuple[bool, str, str]] = [
        (
            cells["gebietsstand"] in known.areas,
            f"Gebietsstand „{cells['gebietsstand']}“ gibt es nicht",
            refer(cells["gebietsstand"], list(known.areas), ""),
        ),
        (
            cells["raum"] in known.areas.get(cells["gebietsstand"], {cells["raum"]}),
            f"Raum „{cells['raum']}“ gibt es im Gebietsstand „{cells['gebietsstand']}“ nicht",
            refer(cells["raum"], sorted(known.areas.get(cells["gebietsstand"], ())), ""),
        ),
        (
            cells["handlungsfeld"] in known.fields,
            f"Handlungsfeld „{cells['handlungsfeld']}“ steht nicht in {RULE_FILES['handlungsfelder']}",
            refer(cells["handlungsfeld"], known.fields, ""),
        ),
        (cells["zugeordnet"].lower() in _YES_NO, f"„{cells['zugeordnet']}“ ist keine Entscheidung", "ja oder nein"),
        (
            not cells["jahr"] or (cells["jahr"].isascii() and cells["jahr"].isdigit() and len(cells["jahr"]) == 4),
            f"„{cells['jahr']}“ ist kein Jahr",
            "vierstelliges Jahr eintragen oder leer lassen (gilt dann für alle Jahre)",
        ),
        (_day(cells["datum"]) is not None, f"Datum nicht lesbar: „{cells['datum']}“", "z. B. 2024-05-31 schreiben"),
    ]
    return [error(datei, finding, remedy, number) for holds, finding, remedy in checks if not holds]
