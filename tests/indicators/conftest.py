"""A small invented region: four Sozialräume, two Kommunen, one region; and a catalogue entry to vary."""

from collections.abc import Callable

import pandas as pd
import pytest

from indicators.catalogue import Indikator
from indicators.hierarchy import Hierarchy

Row = tuple[str, str, int, str, float]
CountsOf = Callable[..., pd.DataFrame]
IndikatorOf = Callable[..., Indikator]


@pytest.fixture
def hierarchy() -> Hierarchy:
    return Hierarchy(
        ebenen=("sozialraum", "kommune", "region"),
        parents={
            "sozialraum": pd.Series({"A2b": "A", "A10": "A", "B1": "B", "B2": "B"}),
            "kommune": pd.Series({"A": "R", "B": "R"}),
            "region": pd.Series({"R": None}),
        },
        area_km2={
            "sozialraum": pd.Series({"A2b": 2.0, "A10": 4.0, "B1": 5.0, "B2": 10.0}),
            "kommune": pd.Series({"A": 6.0, "B": 15.0}),
            "region": pd.Series({"R": 21.0}),
        },
    )


@pytest.fixture
def counts_of() -> CountsOf:
    """Build a counts frame from rows (ebene, area, jahr, variable, wert)."""

    def build(*rows: Row, quelle: str = "amt") -> pd.DataFrame:
        counts = pd.DataFrame(list(rows), columns=["ebene", "area", "jahr", "variable", "wert"])
        counts["stichtag"] = pd.to_datetime(counts["jahr"].astype(str) + "-12-31")
        counts["quelle"] = quelle
        return counts

    return build


@pytest.fixture
def indikator_of() -> IndikatorOf:
    """Build a catalogue entry: a percentage z / n unless told otherwise."""

    def build(**changes: object) -> Indikator:
        entry = {
            "id": "quote",
            "name": "Quote",
            "themenfeld": "Thema",
            "zaehler": "z",
            "nenner": "n",
            "einheit": "%",
            "faktor": 100,
            "quelle": "Amt",
            "definition": "Z je N",
            "zaehler_text": "Z",
        }
        return Indikator.model_validate(entry | changes)

    return build
