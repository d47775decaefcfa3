"""Small regions, catalogues and published frames for the tests of protection."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection import Pattern
from indicators.publication import publish_indicator

FIRST_YEAR = 2020


def build_hierarchy(kommunen: Mapping[str, Sequence[str]]) -> Hierarchy:
    """Sozialräume in Kommunen in the region R."""
    of_area = {area: kommune for kommune, areas in kommunen.items() for area in areas}
    parents = {
        "sozialraum": pd.Series(of_area, dtype="str"),
        "kommune": pd.Series(dict.fromkeys(kommunen, "R"), dtype="str"),
        "region": pd.Series({"R": None}),
    }
    return Hierarchy(tuple(parents), parents, {e: pd.Series(1.0, index=p.index) for e, p in parents.items()})


def build_counts(hierarchy: Hierarchy, *years: Mapping[str, npt.ArrayLike]) -> pd.DataFrame:
    """Counts of the Sozialräume: one mapping of variable to values in the order of the areas per year."""
    areas = hierarchy.areas("sozialraum")
    frames = [
        pd.DataFrame({"area": areas, "jahr": FIRST_YEAR + i, "variable": variable, "wert": np.asarray(values, float)})
        for i, year in enumerate(years)
        for variable, values in year.items()
    ]
    counts = pd.concat(frames, ignore_index=True)
    return counts.assign(
        ebene="sozialraum", quelle="amt", stichtag=pd.to_datetime(counts["jahr"].astype(str) + "-12-31")
    )


def build_catalogue(indicators: Mapping[str, Mapping[str, object]], summen: Sequence[object] = ()) -> Catalogue:
    """Catalogue of counts (`anzahl`) unless an entry has a denominator."""
    entries = {
        key: {
            "name": key, "themenfeld": "t", "zaehler": key, "einheit": "Personen", "quelle": "q", "definition": "d",
            "zaehler_text": "z", "art": "anteil" if "nenner" in entry else "anzahl",
            "faktor": 100 if "nenner" in entry else 1,
        } | dict(entry)
        for key, entry in indicators.items()
    }  # fmt: skip
    return Catalogue.model_validate({"themenfelder": ["t"], "indikatoren": entries, "summen": list(summen)})


def publish_all(
    catalogue: Catalogue, counts: pd.DataFrame, hierarchy: Hierarchy, pattern: Pattern
) -> dict[str, pd.DataFrame]:
    """Published frame of every indicator."""
    return {i.id: publish_indicator(i, counts, hierarchy, pattern) for i in catalogue.indikatoren.values()}


def hidden_areas(frame: pd.DataFrame, jahr: int = FIRST_YEAR) -> list[str]:
    """Areas of all levels whose row is suppressed."""
    year = frame.xs(jahr, level="jahr")
    return [str(area) for area in year.index[year["status"] == "gesperrt"].get_level_values("area")]
