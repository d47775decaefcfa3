"""Rank ranges of all areas of a level for all years."""

import pandas as pd

from indicators.catalogue import Indikator
from indicators.findings import read_level, value_intervals
from indicators.hierarchy import Hierarchy
from indicators.ranks import rank_ranges


def rank_table(
    published: pd.DataFrame, hierarchy: Hierarchy, indikator: Indikator, ebene: str
) -> dict[int, pd.DataFrame]:
    """Rank every area of a level in every year.

    Parameters
    ----------
    published : DataFrame
        Result of `publish_indicator`.
    hierarchy : Hierarchy
        Levels and areas it was made with.
    indikator : Indikator
        The same catalogue entry.
    ebene : str
        Level to rank.

    Returns
    -------
    dict of int to DataFrame
        By year, ascending: index area in the hierarchy's order, columns `rank_best` and `rank_worst` (1 = highest
        value, NaN unless observed). Empty where the level has no row.

    Notes
    -----
    The same ranges as in `area_findings`, which ranks one area in all years: shares of a population have the ranks
    their Wilson intervals leave, other kinds the minimum and maximum rank of ties (rule D6).

    Examples
    --------
    >>> from indicators.publication import publish_indicator
    >>> parents = {"raum": pd.Series({"a": "r", "b": "r"}), "region": pd.Series({"r": None})}
    >>> sizes = {"raum": pd.Series({"a": 1.0, "b": 1.0}), "region": pd.Series({"r": 2.0})}
    >>> tree = Hierarchy(("raum", "region"), parents, sizes)
    >>> counts = pd.DataFrame({"ebene": "raum", "area": ["a", "b"], "jahr": 2020, "quelle": "amt", "variable": "z",
    ...                        "stichtag": pd.Timestamp("2020-12-31"), "wert": [100.0, 900.0]})
    >>> count = Indikator(id="z", name="z", themenfeld="t", art="anzahl", zaehler="z", einheit="Personen", quelle="q",
    ...                   definition="d", zaehler_text="z")
    >>> rank_table(publish_indicator(count, counts, tree), tree, count, "raum")[2020].to_numpy().tolist()
    [[2, 2], [1, 1]]
    """
    level = read_level(published, hierarchy, ebene)
    low, high = value_intervals(level, indikator)
    areas = hierarchy.areas(ebene)
    tables = {}
    for position, year in enumerate(level.years):
        values = pd.Series(level.wert[:, position], index=areas)
        tables[int(year)] = rank_ranges(values, low[:, position], high[:, position]).reindex(areas)
    return tables
