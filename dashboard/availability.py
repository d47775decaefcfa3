"""Which indicator exists where and when, read off the keys of the counts without computing a value."""

import pandas as pd

from indicators.catalogue import Art, Catalogue, Indikator

Place = tuple[str, str, str]  # indicator, Gebietsstand, level


def available_years(
    counts: pd.DataFrame, catalogue: Catalogue, ebenen: tuple[str, ...]
) -> dict[Place, tuple[int, ...]]:
    """Years in which every variable of an indicator is delivered at a level or, for what can be summed, below it.

    `counts` has the columns gebietsstand, ebene, variable, jahr; `ebenen` is finest first.
    """
    present = counts[["gebietsstand", "ebene", "variable", "jahr"]].drop_duplicates()
    delivered: dict[tuple[str, str, str], set[int]] = {}
    for stand, ebene, variable, jahr in present.itertuples(index=False):
        delivered.setdefault((stand, ebene, variable), set()).add(int(jahr))
    stands = list(dict.fromkeys(present["gebietsstand"]))
    years: dict[Place, tuple[int, ...]] = {}
    for indikator in catalogue.indikatoren.values():
        for stand in stands:
            for position, ebene in enumerate(ebenen):
                sources = (ebene,) if indikator.art is Art.WERT else ebenen[: position + 1]
                found = _common_years(indikator, stand, sources, delivered)
                if found:
                    years[indikator.id, stand, ebene] = tuple(sorted(found))
    return years


def _common_years(
    indikator: Indikator, stand: str, sources: tuple[str, ...], delivered: dict[tuple[str, str, str], set[int]]
) -> set[int]:
    found: set[int] | None = None
    for variable in indikator.variables:
        years = set().union(*(delivered.get((stand, source, variable), set()) for source in sources))
        found = years if found is None else found & years
    found = found or set()
    if indikator.abstand_jahre is None:
        return found
    return {year for year in found if year - indikator.abstand_jahre in found}
