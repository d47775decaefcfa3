"""Everything published that is said of a place."""

import pandas as pd

from indicators.catalogue import Art, Indikator
from indicators.findings import area_findings, compare_values
from layouts.places import Place
from layouts.region import Region


def place_findings(region: Region, stand: str, entry: Indikator, place: Place) -> pd.DataFrame:
    """Findings of the place, compared with the group level also where another level lies between."""
    published = region.published(entry.id, stand)
    findings = area_findings(published, region.hierarchy(stand), entry, place.ebene, place.area)
    days = published["stichtag"].xs((place.ebene, place.area), level=("ebene", "area"))
    findings = findings.assign(stichtag=days.reindex(findings.index))
    if place.group is None:
        return findings.assign(against_parent=None)
    values = published["wert"].xs((region.group_level.id, place.group), level=("ebene", "area")).reindex(findings.index)
    if entry.art is Art.ANZAHL:
        return findings.assign(parent_wert=values)
    wert, low, high = (findings[column].to_numpy(dtype=float) for column in ("wert", "ci_low", "ci_high"))
    verdict = compare_values(wert, low, high, values.to_numpy(dtype=float))
    return findings.assign(parent_wert=values, against_parent=pd.Series(verdict, findings.index, dtype=object))
