"""Which areas a view shows: all, those of one Kommune, those of one Handlungsfeld, or both."""

import pandas as pd

from indicators.handlungsfelder.kleene import MET
from layouts.region import Region
from layouts.selection import Selection


def field_level(region: Region) -> str | None:
    """Level the Handlungsfelder are about; None without rules."""
    return None if region.fields is None else region.fields.ebene or region.config.ebenen[0].id


def field_year(region: Region, stand: str) -> int | None:
    """Year whose Handlungsfelder count on a Gebietsstand: that of the rules, else the newest with all data."""
    years = region.field_years(stand)
    if region.fields is None or not years:
        return None
    return region.fields.jahr if region.fields.jahr in years else years[-1]


def field_areas(region: Region, stand: str, feld: str) -> tuple[str, ...]:
    """Areas in which a Handlungsfeld is found, overrides included; in display order."""
    jahr = field_year(region, stand)
    evaluation = None if jahr is None else region.evaluation(stand, jahr)
    if evaluation is None or feld not in evaluation.frame:
        return ()
    return tuple(str(area) for area in evaluation.areas[evaluation.frame[feld] == MET])


def shown_areas(region: Region, selection: Selection) -> pd.Index:
    """Keys of the areas on the map: all, or those inside the filters."""
    groups = region.group_of(selection.stand, selection.ebene)
    shown = groups.index
    if selection.innerhalb is not None:
        shown = shown[(groups == selection.innerhalb).fillna(False)]
    if selection.feld is not None:
        shown = shown[shown.isin(field_areas(region, selection.stand, selection.feld))]
    return shown
