"""Published frames written by hand for tests of indices: one level "raum", areas a, b, c, …"""

from collections.abc import Mapping, Sequence

import pandas as pd

from indicators.catalogue import Richtung
from indicators.hierarchy import Hierarchy
from indicators.indices.components import IndexSource
from indicators.indices.definitions import Index
from indicators.validity import Gueltigkeit

NAN = float("nan")
RESIDENTS = "ew"
Cell = float | str  # a number, or the status of a cell without one
YearsOf = Mapping[int, Sequence[Cell]]
Figures = dict[str, YearsOf]


def hierarchy_of(areas: str) -> Hierarchy:
    """A region "r" with one area per letter."""
    keys = list(areas)
    return Hierarchy(
        ("raum", "region"),
        {"raum": pd.Series("r", index=keys), "region": pd.Series({"r": None})},
        {"raum": pd.Series(1.0, index=keys), "region": pd.Series({"r": float(len(keys))})},
    )


def published(areas: str, years: YearsOf) -> pd.DataFrame:
    """Frame in the form of `publish_indicator`; the region's rows say fehlt."""
    keys = [("raum", area, year) for area in areas for year in sorted(years)] + [
        ("region", "r", y) for y in sorted(years)
    ]
    cells: list[Cell] = [years[year][position] for position in range(len(areas)) for year in sorted(years)]
    cells += ["fehlt"] * len(years)
    numbers = [NAN if isinstance(cell, str) else float(cell) for cell in cells]
    states = [cell if isinstance(cell, str) else "beobachtet" for cell in cells]
    index = pd.MultiIndex.from_tuples(keys, names=["ebene", "area", "jahr"])
    return pd.DataFrame({"fallzahl": numbers, "wert": numbers, "status": pd.Categorical(states)}, index)


def source_of(
    areas: str,
    figures: Figures,
    residents: Sequence[Cell] | None = None,
    groups: Mapping[str, str] | None = None,
) -> IndexSource:
    """Source with 1,000 residents in every area unless told otherwise; an indicator named "ent_…" relieves."""
    years = sorted({year for of_indicator in figures.values() for year in of_indicator})
    people = dict.fromkeys(years, residents or [1000.0] * len(areas))
    frames = {name: published(areas, of_years) for name, of_years in figures.items()}
    return IndexSource(
        published={**frames, RESIDENTS: published(areas, people)},
        hierarchy=hierarchy_of(areas),
        ebene="raum",
        directions={n: Richtung.ENTLASTEND if n.startswith("ent_") else Richtung.BELASTEND for n in figures},
        gueltig=Gueltigkeit(einwohner=RESIDENTS),
        groups=None if groups is None else pd.Series(groups, dtype="string"),
    )


def index_of(*parts: object, **changes: object) -> Index:
    """Definition of an index "i" with these parts."""
    entry = {"id": "i", "name": "Index", "definition": "Test", "indikatoren": list(parts)}
    return Index.model_validate(entry | changes)
