"""Weights between two Gebietsstände that a package brings: somebody counted them, so they win over every estimate."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.config import CrosswalkTable, Table
from geodata.errors import FileError
from geodata.keys import explain_unknown_keys
from geodata.numbers import parse_values
from geodata.problems import Problem, error, name_offenders, name_rows
from geodata.spreadsheets import read_raw_table
from geodata.textcolumns import TextColumn

COLUMNS = {"alt": "old", "neu": "new", "gewicht": "weight", "gewicht_zurueck": "weight_back"}
SUM_TOLERANCE = 0.005  # weights rounded to two decimals


@dataclass(frozen=True, eq=False)
class ParsedCrosswalk:
    """One table as read.

    `rows` has the columns `zeile`, `old`, `new` (area keys of the finest level), `weight` and `weight_back` (0–1; NaN
    = not given). It is None when the file could not be used; `problems` then says why.
    """

    table: CrosswalkTable
    rows: pd.DataFrame | None
    problems: tuple[Problem, ...]


def read_crosswalk_table(
    folder: Path, table: CrosswalkTable, old: Collection[str], new: Collection[str]
) -> ParsedCrosswalk:
    """Read and check the weights of one entry of `[[umrechnungen]]`.

    Parameters
    ----------
    folder
        Folder of the region package.
    table
        Entry of `region.toml`.
    old, new
        Area keys of the finest level of both Gebietsstände.

    Notes
    -----
    The weights of every area must add up to 1, within 0.005: a table that loses people must not go unnoticed. Areas
    that the table does not name are estimated.
    """
    form = Table(
        datei=table.datei,
        blatt=table.blatt,
        ebene="x",
        quelle=table.quelle,
        dezimal=table.dezimal,
        trenner=table.trenner,
    )
    try:
        raw, problems = read_raw_table(folder, form)
    except FileError as cause:
        return ParsedCrosswalk(table, None, cause.problems)
    absent = [column for column in list(COLUMNS)[:3] if column not in raw.columns]
    if absent or not len(raw):
        finding = f"Spalte {name_offenders(absent)} fehlt" if absent else "Tabelle hat keine Zeile unter der Kopfzeile"
        remedy = "Kopfzeile alt;neu;gewicht (und, wenn bekannt, gewicht_zurueck) und eine Zeile je Paar eintragen"
        return ParsedCrosswalk(table, None, (*problems, error(table.datei, finding, remedy, 1)))
    rows = pd.DataFrame({"zeile": raw["zeile"].to_numpy()})
    for column, name in (("alt", "old"), ("neu", "new")):
        text = TextColumn.of(raw[column])
        rows[name] = pd.array(np.array([*text.texts, None], dtype=object)[text.codes], dtype="str")
    for column, name in (("gewicht", "weight"), ("gewicht_zurueck", "weight_back")):
        rows[name] = np.nan
        if column in raw.columns:
            rows[name], found = parse_values(raw[column], raw["zeile"], form)
            problems += found
    problems += [*_check_keys(rows, table, old, new), *_check_weights(rows, table)]
    return ParsedCrosswalk(table, None if problems else rows, tuple(problems))


def _check_keys(rows: pd.DataFrame, table: CrosswalkTable, old: Collection[str], new: Collection[str]) -> list[Problem]:
    problems = []
    for column, name, stand, known in (("alt", "old", table.von, old), ("neu", "new", table.nach, new)):
        blank = rows[rows[name].isna()]
        if len(blank):
            finding = f"Spalte „{column}“ ist leer in {name_rows(blank['zeile'])}"
            problems.append(error(table.datei, finding, "Schlüssel ergänzen", int(blank["zeile"].iloc[0])))
        unknown = rows[rows[name].notna() & ~rows[name].isin(list(known))]
        if len(unknown):
            explained = explain_unknown_keys(unknown[name].unique(), known, {})
            finding = f"Spalte „{column}“: im Gebietsstand „{stand}“ unbekannt: {explained.text}"
            problems.append(error(table.datei, finding, explained.remedy, int(unknown["zeile"].iloc[0])))
    twice = rows[rows.duplicated(["old", "new"]) & rows["old"].notna()]
    if len(twice):
        finding = f"Paar steht doppelt in {name_rows(twice['zeile'])}"
        problems.append(error(table.datei, finding, "je Paar eine Zeile behalten", int(twice["zeile"].iloc[0])))
    return problems


def _check_weights(rows: pd.DataFrame, table: CrosswalkTable) -> list[Problem]:
    problems = []
    for column, weight, side in (("gewicht", "weight", "old"), ("gewicht_zurueck", "weight_back", "new")):
        outside = rows[(rows[weight] < 0) | (rows[weight] > 1)]
        if len(outside):
            finding = f"„{column}“ ist kein Anteil von 0 bis 1 in {name_rows(outside['zeile'])}"
            remedy = "Anteile statt Prozent eintragen, z. B. 0.25"
            problems.append(error(table.datei, finding, remedy, int(outside["zeile"].iloc[0])))
            continue
        known = rows[rows[weight].notna()]
        sums = known.groupby(side)[weight].sum()
        wrong = sums[(sums - 1).abs() > SUM_TOLERANCE]
        if len(wrong):
            shown = f"{wrong.iloc[0]:.3f}".replace(".", ",")
            finding = f"„{column}“ ergibt zusammen nicht 1 bei {name_offenders(list(wrong.index))} ({shown})"
            remedy = "fehlende Teile ergänzen; die Anteile einer Fläche ergeben zusammen 1"
            first = known.loc[known[side] == wrong.index[0], "zeile"].iloc[0]
            problems.append(error(table.datei, finding, remedy, int(first)))
    return problems
