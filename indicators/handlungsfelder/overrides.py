"""Assignments that planners made by hand against the rule, each with reason, author and date."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

COLUMNS = ("raum", "gebietsstand", "jahr", "handlungsfeld", "zugeordnet", "begruendung", "autor", "datum")


@dataclass(frozen=True)
class Zuordnung:
    """One area is, or is not, assigned to one field whatever the rule says."""

    raum: str
    handlungsfeld: str
    zugeordnet: bool
    begruendung: str
    autor: str
    datum: date


def overrides_of(assignments: pd.DataFrame, gebietsstand: str, jahr: int) -> tuple[Zuordnung, ...]:
    """Assignments that hold in one Gebietsstand and year.

    Parameters
    ----------
    assignments : DataFrame
        Columns of `COLUMNS`: texts, `jahr` (Int64, NA = every year), `zugeordnet` (bool), `datum` (date).
    gebietsstand, jahr
        Which ones.

    Returns
    -------
    tuple of Zuordnung
        At most one per area and field: one made for the year wins over one for every year, the later over the earlier.

    Examples
    --------
    >>> rows = [["a", "s", pd.NA, "f", True, "Ortskenntnis", "Amt", date(2024, 5, 1)],
    ...         ["a", "s", 2022, "f", False, "Neubau", "Amt", date(2023, 5, 1)]]
    >>> made = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"jahr": "Int64"})
    >>> [one.begruendung for year in (2021, 2022) for one in overrides_of(made, "s", year)]
    ['Ortskenntnis', 'Neubau']
    """
    if assignments.empty:
        return ()
    holds = (assignments["gebietsstand"] == gebietsstand) & assignments["jahr"].fillna(jahr).eq(jahr).astype(bool)
    own = assignments[holds].assign(eigens=assignments["jahr"].notna())
    own = own.sort_values(["eigens", "datum"], kind="stable").drop_duplicates(["raum", "handlungsfeld"], keep="last")
    fields = ["raum", "handlungsfeld", "zugeordnet", "begruendung", "autor", "datum"]
    return tuple(Zuordnung(*row) for row in own.sort_index()[fields].itertuples(index=False, name=None))
