"""For which years a boundary revision can be shown on an indicator: conversion and count in the changed areas.

Decided from published values alone; which indicator a page opens with is a rule over them, never a name.
"""

import pandas as pd

from geodata.revisions import Change
from indicators.catalogue import Art
from indicators.status import Status
from layouts.gebietsstaende.selection import finest_level
from layouts.gebietsstaende.values import carry_indicator
from layouts.region import Region, indicator_of

ENOUGH = 0.5  # share of the changed areas from which on a table says more than it leaves open


def covered_years(region: Region, indikator: str, von: str, nach: str, innerhalb: str | None) -> tuple[int, ...]:
    """Years, ascending, in which at least half of the changed areas have both a conversion and a published count."""
    ebene = finest_level(region)
    shared = sorted({*region.years(indikator, von, ebene)} & {*region.years(indikator, nach, ebene)})
    if not shared or indicator_of(region, indikator).art is Art.WERT:
        return ()
    areas = changed_areas(region, von, nach, innerhalb)
    frames = (carry_indicator(region, indikator, von, nach), region.published(indikator, nach))
    shown = [_observed(frame, ebene, areas, shared) for frame in frames]
    share = (shown[0] & shown[1]).mean(axis=0)
    return tuple(year for year in shared if share[year] >= ENOUGH)


def changed_areas(region: Region, von: str, nach: str, innerhalb: str | None) -> pd.Index:
    """New areas of the extent that are not the same territory as before; all of them where nothing changed."""
    ebene = finest_level(region)
    groups = region.group_of(nach, ebene)
    inside = groups.index if innerhalb is None else groups.index[groups == innerhalb]
    pieces = region.crosswalk(von, nach).level(ebene)
    same = pieces.loc[pieces["kind"].map(lambda kind: Change(kind).same_territory), "new"]
    changed = inside[~inside.isin(same)]
    return changed if len(changed) else inside


def _observed(frame: pd.DataFrame, ebene: str, areas: pd.Index, years: list[int]) -> pd.DataFrame:
    """Whether there is a value to be seen, by area and year."""
    status = frame.xs(ebene, level="ebene")["status"].astype(str).unstack("jahr")
    return status.reindex(index=areas, columns=years) == str(Status.OBSERVED)
