"""How two indicators go together over the areas shown: the sentence for every year, the same on screen and on paper."""

from dataclasses import dataclass

import pandas as pd

from indicators.findings import correlation
from layouts.extent import shown_areas
from layouts.region import Region, indicator_of, level_of
from layouts.selection import Selection
from layouts.sentences import correlation_sentence


@dataclass(frozen=True)
class Relation:
    """The year of the second indicator beside one of the first, and what is said of both."""

    year: int
    sentence: str


def describe_relation(region: Region, selection: Selection, vergleich: str) -> dict[int, Relation]:
    """By year of the first indicator; the second takes its nearest year."""
    x, y = indicator_of(region, selection.indikator), indicator_of(region, vergleich)
    shown = shown_areas(region, selection)
    first, second = (_by_year(region, entry.id, selection).reindex(shown) for entry in (x, y))
    mehrzahl = level_of(region, selection.ebene).mehrzahl
    second_years = region.years(y.id, selection.stand, selection.ebene)
    years = {}
    for jahr in region.years(x.id, selection.stand, selection.ebene):
        other = nearest_year(second_years, jahr)
        sentence = correlation_sentence(x, y, correlation(first[jahr], second[other]), mehrzahl)
        years[jahr] = Relation(other, sentence if other == jahr else f"{sentence} „{y.name}“ steht für {other}.")
    return years


def nearest_year(years: tuple[int, ...], jahr: int) -> int:
    """The year with data nearest to the one shown, the later of two equally near."""
    return min(years, key=lambda year: (abs(year - jahr), -year))


def _by_year(region: Region, indikator: str, selection: Selection) -> pd.DataFrame:
    """Published values, areas × years."""
    published = region.published(indikator, selection.stand)["wert"]
    return published.xs(selection.ebene, level="ebene").unstack("jahr")
