"""How long indices take: five indicators over nine years, in as many areas as Berlin and as Germany have."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from indicators.catalogue import Richtung
from indicators.hierarchy import Hierarchy
from indicators.indices.components import IndexSource
from indicators.indices.definitions import Bezug, Index
from indicators.indices.stability import compute_stability
from indicators.indices.values import compute_index
from indicators.validity import Gueltigkeit
from tests.bench.protecting import Protecting
from tests.bench.samples import collect, timed

SEED = 20240618
YEARS = range(2014, 2023)
INDICATORS = tuple(f"q{number}" for number in range(5))
RESIDENTS = "ew"
SUPPRESSED = 0.03
SECONDS = 2.0
GOALS = {542: 50.0, 10_990: 500.0}


def measure_indices() -> list[Protecting]:
    """One row per size and question."""
    rows = []
    for areas, goal in GOALS.items():
        source = invented_source(areas)
        for label, work in _works(source).items():
            number = f"{areas:,}".replace(",", ".")
            rows.append(Protecting(f"{number} Räume, {label}", collect(timed(work), SECONDS), goal))
    return rows


def _works(source: IndexSource) -> dict[str, Callable[[], object]]:
    index = Index(id="i", name="i", definition="d", indikatoren=INDICATORS)
    by_kommune = index.model_copy(update={"bezug": Bezug.KOMMUNE})
    last = YEARS[-1]
    return {
        "ein Jahr zusammengestellt": lambda: compute_index(index, source, {last}),
        "ein Jahr, je Kommune": lambda: compute_index(by_kommune, source, {last}),
        "alle 9 Jahre": lambda: compute_index(index, source),
        "Stabilität eines Jahres": lambda: compute_stability(index, source, last),
    }


def invented_source(areas: int) -> IndexSource:
    """Published figures of the size, three in a hundred suppressed; twelve Kommunen."""
    generator = np.random.default_rng(SEED)
    keys = pd.Index([f"{number:08d}" for number in range(areas)])
    hierarchy = Hierarchy(
        ("raum", "region"),
        {"raum": pd.Series("r", index=keys), "region": pd.Series({"r": None})},
        {"raum": pd.Series(1.0, index=keys), "region": pd.Series({"r": float(areas)})},
    )
    rows = pd.MultiIndex.from_product([["raum"], keys, YEARS], names=["ebene", "area", "jahr"])

    def publish(numbers: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pd.DataFrame:
        hidden = generator.random(len(rows)) < SUPPRESSED
        shown = np.where(hidden, np.nan, numbers)
        status = pd.Categorical(np.where(hidden, "gesperrt", "beobachtet"))
        return pd.DataFrame({"fallzahl": shown, "wert": shown, "status": status}, rows)

    figures = {name: publish(generator.normal(10, 3, len(rows))) for name in INDICATORS}
    return IndexSource(
        published=figures | {RESIDENTS: publish(generator.integers(250, 9000, len(rows)).astype(float))},
        hierarchy=hierarchy,
        ebene="raum",
        directions=dict.fromkeys(INDICATORS, Richtung.BELASTEND),
        gueltig=Gueltigkeit(einwohner=RESIDENTS),
        groups=pd.Series([f"k{number % 12}" for number in range(areas)], index=keys, dtype="string"),
    )
