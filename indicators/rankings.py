"""Rank ranges of all areas of a level for all years."""

import pandas as pd

from indicators.catalogue import Indikator
from indicators.findings import read_level, value_intervals
from indicators.hierarchy import Hierarchy
from indicators.ranks import rank_ranges


def rank_table(
    published: pd.DataFrame, hierarchy: Hierarchy, indikator: Indikator, ebene: str
) -> dict[int, pd.DataFrame]:
    """Rank ranges by year: index area in the hierarchy's order, `rank_best` and `rank_worst` (NaN unless observed)."""
    level = read_level(published, hierarchy, ebene)
    low, high = value_intervals(level, indikator)
    areas = hierarchy.areas(ebene)
    tables = {}
    for position, year in enumerate(level.years):
        values = pd.Series(level.wert[:, position], index=areas)
        tables[int(year)] = rank_ranges(values, low[:, position], high[:, position]).reindex(areas)
    return tables
