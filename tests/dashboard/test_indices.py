"""Indices of the shipped region, as the atlas hands them out."""

import pandas as pd
import pytest
from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.internal import InternalAtlas
from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import RegionPackage, load_package

STAND = "2018"
THEMES = ("soziodemografie", "soziooekonomie", "bildung", "gesundheit", "integration")


@pytest.fixture(scope="module")
def package() -> RegionPackage:
    return load_package(find_region(DEFAULT_REGION))


@pytest.fixture(scope="module")
def atlas(package: RegionPackage) -> Atlas:
    return Atlas(package, Memory(Flask("indices"), MEMORY))


def test_five_themes_and_a_pair_are_shipped(atlas: Atlas) -> None:
    assert tuple(atlas.indices.indizes) == (*THEMES, "status", "dynamik")
    assert [combination.id for combination in atlas.indices.kombinationen] == ["status_dynamik"]


@pytest.mark.parametrize("index", [*THEMES, "status", "dynamik"])
def test_what_is_not_published_is_not_in_an_index(atlas: Atlas, index: str) -> None:
    made = atlas.index(index, STAND)
    hidden = made.components["status"] != "beobachtet"
    assert hidden.any()
    assert made.components.loc[hidden, ["wert", "z", "beitrag"]].isna().to_numpy().all()
    incomplete = hidden.groupby(level=["ebene", "area", "jahr"], sort=False).any()
    observed = made.figures["status"] == "beobachtet"
    assert (made.figures["unvollstaendig"] == (observed & incomplete)).all()
    assert made.figures.loc[~observed, ["index", "summe", "index_fest", "rank_best"]].isna().to_numpy().all()


@pytest.mark.parametrize("index", THEMES)
def test_every_class_occurs_in_the_last_year(atlas: Atlas, index: str) -> None:
    last = atlas.index(index, STAND).figures.xs(2022, level="jahr")
    assert len(last) == 93
    assert last["klasse"].value_counts().min() > 0


def test_composing_the_same_index_gives_the_same_year(atlas: Atlas) -> None:
    figures = atlas.index("status", STAND).figures
    configured = figures[figures.index.get_level_values("jahr") == 2022]
    composed = atlas.compose_index(atlas.indices.indizes["status"], STAND, 2022).figures
    columns = ["index", "summe", "klasse", "rank_best", "rank_worst", "anteil", "status"]
    pd.testing.assert_frame_equal(composed[columns], configured[columns], check_index_type=False)


def test_groups_combine_both_classes(atlas: Atlas) -> None:
    groups = atlas.combination("status_dynamik", STAND)
    both = groups[groups["status"] == "beobachtet"]
    words = "Status " + both["status_klasse"].astype(str) + ", Dynamik " + both["dynamik_klasse"].astype(str)
    assert both["gruppe"].astype(str).tolist() == words.tolist()
    assert groups.loc[groups["status"] != "beobachtet", "gruppe"].isna().all()


def test_stability_of_a_year(atlas: Atlas) -> None:
    stability = atlas.stability("status", STAND, 2022)
    assert stability is not None
    assert len(stability.variants) == 12  # four indicators: left out, lighter, heavier
    assert 0 < stability.anteil_ohne < stability.anteil_gewicht <= 1
    assert atlas.stability("status", STAND, 1999) is None


def test_an_older_gebietsstand_has_its_own_indices(atlas: Atlas) -> None:
    assert atlas.index("status", "2017").figures.index.get_level_values("area").nunique() == 77


def test_the_internal_edition_does_not_share_indices(atlas: Atlas, package: RegionPackage) -> None:
    memory = Memory(Flask("both"), MEMORY)
    public, internal = Atlas(package, memory), InternalAtlas(package, memory)
    hidden = public.index("integration", STAND).figures["status"] == "gesperrt"
    assert hidden.any()
    assert not (internal.index("integration", STAND).figures["status"] == "gesperrt").any()
    again = public.index("integration", STAND).figures["status"] == "gesperrt"
    pd.testing.assert_series_equal(hidden, again)
