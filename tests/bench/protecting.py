"""How long the suppression pattern takes: the demonstration region, and a country of municipalities."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import load_package
from indicators.catalogue import Catalogue, Summe
from indicators.hierarchy import Hierarchy
from indicators.protection import compute_pattern
from tests.bench.samples import Samples, timed

SEED = 20240618
AREAS, KREISE, LAENDER, INDICATORS, YEARS = 11_000, 400, 16, 20, 5
LEVELS = ("gemeinde", "kreis", "land", "bund")
UNLINKED: tuple[Summe, ...] = ()
LINKED = (Summe(ganzes="z0", teile=("z1", "z2")),)
DEMONSTRATION_GOAL, COUNTRY_GOAL = 3_000.0, 60_000.0


@dataclass(frozen=True)
class Protecting:
    """One measurement: name, milliseconds and the most it may take."""

    name: str
    samples: Samples
    goal: float


def measure_protection() -> list[Protecting]:
    """Three runs each, one of the longest."""
    return [
        _measure("Demonstrationsregion, alle Gebietsstände", protect_demonstration(), 3, DEMONSTRATION_GOAL),
        _measure("11.000 Räume × 20 Indikatoren × 5 Jahre", protect_country(UNLINKED), 3, COUNTRY_GOAL),
        _measure("  dazu z0 = z1 + z2 in jedem Raum", protect_country(LINKED), 1, COUNTRY_GOAL),
    ]


def _measure(name: str, work: Callable[[], object], runs: int, goal: float) -> Protecting:
    return Protecting(name, Samples(tuple(islice(timed(work), runs))), goal)


def protect_demonstration() -> Callable[[], object]:
    """Work: the patterns of all Gebietsstände of the shipped region, already loaded."""
    package = load_package(find_region(DEFAULT_REGION))
    catalogue = Catalogue.model_validate(package.catalogue_data)
    levels = tuple(level.id for level in package.config.ebenen)
    tables = []
    for stand in package.config.gebietsstaende:
        counts = package.counts[package.counts["gebietsstand"] == stand.id].drop(columns="gebietsstand")
        areas = {level: package.areas[stand.id, level] for level in levels}
        parents = {level: frame["parent"] for level, frame in areas.items()}
        sizes = {level: frame["area_km2"] for level, frame in areas.items()}
        tables.append((counts, Hierarchy(levels, parents, sizes)))
    return lambda: [compute_pattern(catalogue, counts, hierarchy) for counts, hierarchy in tables]


def protect_country(sums: tuple[Summe, ...]) -> Callable[[], object]:
    """Work: the pattern of invented counts as uneven as those of municipalities, with declared sums or without."""
    hierarchy, counts = country_hierarchy(), country_counts()
    catalogue = country_catalogue().model_copy(update={"summen": sums})
    return lambda: compute_pattern(catalogue, counts, hierarchy)


def country_hierarchy() -> Hierarchy:
    """Municipalities in counties of about equal number, these in states, all in one country."""
    sizes = (AREAS, KREISE, LAENDER, 1)
    keys = [_keys(level, size) for level, size in zip(LEVELS, sizes, strict=True)]
    parents = {
        level: pd.Series(above[np.arange(len(own)) * len(above) // len(own)], index=own)
        for level, own, above in zip(LEVELS, keys, keys[1:], strict=False)
    }
    parents[LEVELS[-1]] = pd.Series([None], index=keys[-1])
    return Hierarchy(
        LEVELS, parents, {level: pd.Series(1.0, index=own) for level, own in zip(LEVELS, keys, strict=True)}
    )


def country_counts() -> pd.DataFrame:
    """Residents between some dozens and some ten thousands, and parts of them that are often below ten."""
    generator = np.random.default_rng(SEED)
    residents = np.maximum(np.exp(generator.normal(7.4, 1.3, AREAS)), 20).round()
    parts = []
    for jahr in range(2019, 2019 + YEARS):
        shares = generator.beta(2, 60, (INDICATORS, AREAS))
        cases = generator.binomial(residents.astype(int), shares)
        cases[0] = cases[1] + cases[2]
        numbers = np.vstack([residents, cases])
        parts.append(
            pd.DataFrame(
                {
                    "area": np.tile(_keys(LEVELS[0], AREAS), INDICATORS + 1),
                    "jahr": jahr,
                    "variable": np.repeat(["n", *_variables()], AREAS),
                    "wert": numbers.ravel().astype(float),
                }
            )
        )
    fixed = {"ebene": LEVELS[0], "stichtag": pd.Timestamp("2023-12-31"), "quelle": "erfunden"}
    return pd.concat(parts, ignore_index=True).assign(**fixed)  # type: ignore[arg-type]


def country_catalogue() -> Catalogue:
    """Rates out of all residents, every one with both primary rules."""
    entry = {
        "name": "q",
        "themenfeld": "t",
        "nenner": "n",
        "einheit": "%",
        "faktor": 100,
        "quelle": "q",
        "definition": "d",
        "zaehler_text": "z",
        "geheimhaltung": {"min_zaehler": 10, "komplement": True},
    }
    rates = {f"q{number}": entry | {"zaehler": name} for number, name in enumerate(_variables())}
    return Catalogue.model_validate({"themenfelder": ["t"], "indikatoren": rates})


def _keys(level: str, number: int) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array([f"{level}{i:05}" for i in range(number)], dtype=object)


def _variables() -> list[str]:
    return [f"z{number}" for number in range(INDICATORS)]
