"""All counts of the pieces in all years: population, households, housing, places, and the drawn shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.demo.chance import YEARS, Counts, Floats, Model, Setting, compute
from geodata.demo.factors import SEED
from geodata.demo.inputs import Inputs
from geodata.demo.models import MODELS
from geodata.demo.population import age_classes, age_groups, complete_series, residents_by_year


@dataclass(frozen=True)
class Drawn:
    """Counts of the pieces: variables as arrays (pieces × years), age classes apart, and where each came from."""

    values: dict[str, Counts]
    classes: list[Counts]
    register: dict[str, str]


def _kommune_targets(inputs: Inputs, kommune: pd.Series, values: dict[str, Counts]) -> dict[str, pd.Series]:
    """Shares by Kommune that 2022 must meet (Zensus 2022)."""
    census = inputs.census
    last = YEARS.index(2022)

    def total(name: str) -> pd.Series:
        return pd.Series(values[name][:, last]).groupby(kommune.to_numpy()).sum()

    share = census["migrationshintergrund_prozent"] / 100
    young = share * 1.5
    adults = (share * total("ew_insgesamt") - young * total("ew_u18")) / total("ew_18plus")
    return {
        "mh_u18": young,
        "mh_18plus": adults,
        "auslaender": census["auslaender_prozent"] / census["migrationshintergrund_prozent"],
        "wohnungen_leer": census["leerstand_prozent"] / 100,
        "wohnungen_eigentuemer": census["eigentuemer_prozent"] / 100,
    }


def _households(inputs: Inputs, setting: Setting, values: dict[str, Counts], rng: np.random.Generator) -> None:
    """Add private households (size as in Zensus 2022), households with children and dwellings to `values`."""
    factors, years = setting.factors, np.asarray(YEARS)
    values["ew_privat"] = np.rint(values["ew_insgesamt"] * 0.985).astype(np.int64)
    size = np.exp(
        -0.055 * factors["u"]
        - 0.03 * factors["a"]
        + 0.04 * factors["f"]
        - 0.03 * factors["s"]
        + 0.02 * rng.standard_normal(len(factors))
    ).to_numpy()[:, None] * (1 - 0.003 * (years - 2022))
    last = len(YEARS) - 1
    for ags, target in inputs.census["haushaltsgroesse"].items():
        rows = (setting.kommune == ags).to_numpy()
        people = values["ew_privat"][rows, last]
        size[rows] *= float(target) * (people / size[rows, last]).sum() / people.sum()
    values["hh_privat"] = np.rint(values["ew_privat"] / size).astype(np.int64)
    children = np.rint(values["ew_u18"] / 1.66).astype(np.int64)
    values["hh_mit_kindern"] = np.minimum(children, values["hh_privat"] * 6 // 10)
    values["wohnungen"] = np.rint(values["hh_privat"] * 1.02).astype(np.int64)


def _housing(inputs: Inputs, setting: Setting, values: dict[str, Counts], rng: np.random.Generator) -> None:
    """Add floor space and rents; the rent per m² of each Kommune in 2022 is that of the census."""
    factors, years = setting.factors, np.asarray(YEARS)
    rented = values["wohnungen_bewohnt"] - values["wohnungen_eigentuemer"]
    m2 = 69.0 * np.exp(-0.03 * factors["d"] - 0.03 * factors["u"] + 0.03 * rng.standard_normal(len(factors)))
    space = rented * m2.to_numpy()[:, None]
    rent = np.exp(
        -0.035 * factors["d"] + 0.035 * factors["u"] + 0.02 * factors["s"] + 0.025 * rng.standard_normal(len(factors))
    ).to_numpy()[:, None] * 1.017 ** (years - 2022)
    last = len(YEARS) - 1
    for ags, target in inputs.census["miete_je_m2"].items():
        rows = (setting.kommune == ags).to_numpy()
        rent[rows] *= float(target) * space[rows, last].sum() / (rent[rows, last] * space[rows, last]).sum()
    owned = values["wohnungen_eigentuemer"] * (m2.to_numpy()[:, None] + 50.0)
    values["mietflaeche_m2"] = np.rint(space).astype(np.int64)
    values["nettokaltmiete_summe"] = np.rint(space * rent).astype(np.int64)
    values["wohnflaeche_m2"] = np.rint(space + owned).astype(np.int64)


def _moves(values: dict[str, Counts], residents: Counts, setting: Setting, rng: np.random.Generator) -> None:
    """Add moves over the border of the area and the mean population of the year."""
    factors = setting.factors
    volume = (
        0.105
        * np.exp(
            0.28 * factors["u"] + 0.06 * factors["d"] + 0.05 * factors["s"] + 0.10 * rng.standard_normal(len(factors))
        ).to_numpy()[:, None]
    )
    bump = np.array([0.94, 1.12, 1.06, 1.0, 0.98, 0.97, 0.90, 0.94, 1.08])
    moved = volume * bump * residents[:, 1:] * (1 + 0.03 * rng.standard_normal((len(factors), len(YEARS))))
    net = np.diff(residents, axis=1)
    values["zuzuege"] = np.rint(np.maximum(moved + net, 0) / 2).astype(np.int64)
    values["fortzuege"] = np.maximum(values["zuzuege"] - net, 0)
    values["ew_jahresmittel"] = np.rint((residents[:, 1:] + residents[:, :-1]) / 2).astype(np.int64)


def _places(values: dict[str, Counts], setting: Setting, rng: np.random.Generator) -> None:
    """Add what stands at places and hardly changes: family doctors, nursing-home places, metres to day care."""
    factors, n = setting.factors, len(setting.factors)
    middle = values["ew_insgesamt"][:, YEARS.index(2018)]
    near_centre = np.exp(0.30 * factors["s"].to_numpy() + 0.45 * rng.standard_normal(n))
    doctors = rng.poisson(middle * 5.6e-4 * near_centre)
    for ags in sorted(set(setting.kommune)):
        rows = np.flatnonzero((setting.kommune == ags).to_numpy())
        centre = rows[middle[rows].argmax()]
        doctors[centre] += max(0, round(4.5e-4 * middle[rows].sum()) - int(doctors[rows].sum()))
    values["hausaerzte"] = np.repeat(doctors[:, None], len(YEARS), axis=1).astype(np.int64)
    open_home = rng.random(n) < np.clip(middle / 9000 + 0.18, 0, 0.9)
    beds = np.where(open_home, np.clip(values["ew_80plus"][:, 4] * rng.uniform(0.15, 0.45, n), 24, None), 0)
    values["pflegeplaetze"] = np.repeat((beds // 2 * 2).astype(np.int64)[:, None], len(YEARS), axis=1)
    distance = np.clip(560 * np.exp(-0.42 * factors["s"].to_numpy() + 0.22 * rng.standard_normal(n)), 180, 3200)
    values["kita_distanz_summe_m"] = np.rint(values["ew_u6"] * distance[:, None]).astype(np.int64)


@dataclass(frozen=True)
class _People:
    """What everything else is drawn from: counts of people and households, and the state of chance after them."""

    values: dict[str, Counts]
    classes: list[Counts]
    register: dict[str, str]
    setting: Setting
    rng: np.random.Generator


def _draw_people(inputs: Inputs, atoms: gpd.GeoDataFrame, factors: pd.DataFrame) -> _People:
    rng = np.random.default_rng([SEED, 1])
    factors = factors.reindex(atoms["code_2018"].tolist())
    residents = residents_by_year(atoms, complete_series(inputs.residents), rng)
    families: Floats = factors["f"].to_numpy()
    classes = age_classes(residents[:, 1:], factors, families, rng)
    values: dict[str, Counts] = {"ew_insgesamt": residents[:, 1:], **age_groups(classes)}
    setting = Setting(atoms["ags"], factors, _kommune_targets(inputs, atoms["ags"], values))
    _moves(values, residents, setting, rng)
    register = dict.fromkeys(values, "melderegister")
    _households(inputs, setting, values, rng)
    register |= {name: "wohnen" if name == "wohnungen" else "haushalte" for name in values if name not in register}
    return _People(values, classes, register, setting, rng)


def draw_some(
    inputs: Inputs, atoms: gpd.GeoDataFrame, factors: pd.DataFrame, models: Sequence[Model]
) -> Mapping[str, Counts]:
    """People, and the counts of some models, as `draw_counts` draws them; a fraction of the time."""
    people = _draw_people(inputs, atoms, factors)
    for model in models:
        people.values[model.name] = compute(model, people.values, people.setting, SEED)
    return people.values


def draw_counts(inputs: Inputs, atoms: gpd.GeoDataFrame, factors: pd.DataFrame) -> Drawn:
    """All counts of the pieces from the factors of their areas (by code of 2018); the same every time."""
    people = _draw_people(inputs, atoms, factors)
    values, register, setting, rng = people.values, people.register, people.setting, people.rng
    for name, models in MODELS.items():
        for model in models:
            values[model.name] = compute(model, values, setting, SEED)
            register[model.name] = name
    _housing(inputs, setting, values, rng)
    register |= {name: "wohnen" for name in values if name not in register}
    _places(values, setting, rng)
    register |= {"hausaerzte": "gesundheitsamt", "pflegeplaetze": "pflege", "kita_distanz_summe_m": "jugendaemter"}
    return Drawn(values, people.classes, register)
