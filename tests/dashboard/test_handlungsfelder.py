"""The Handlungsfelder of the demonstration region: as often as the Sozialbericht 2018 says."""

import tomllib

import pytest
from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import load_package
from indicators.handlungsfelder.evaluation import Evaluation, evaluate_fields
from indicators.handlungsfelder.fields import Handlungsfelder
from indicators.handlungsfelder.measures import measure
from indicators.handlungsfelder.priorities import meet, priority_matrix
from indicators.validity import valid_areas

KOMMUNEN = ("05334002", "05334004", "05334008", "05334012", "05334016", "05334020", "05334024", "05334028", "05334032",
            "05334036")  # fmt: skip


@pytest.fixture(scope="module")
def fields() -> Handlungsfelder:
    text = (find_region(DEFAULT_REGION) / "handlungsfelder.toml").read_text(encoding="utf-8")
    return Handlungsfelder.model_validate(tomllib.loads(text))


@pytest.fixture(scope="module")
def evaluation(fields: Handlungsfelder) -> Evaluation:
    atlas = Atlas(load_package(find_region(DEFAULT_REGION)), Memory(Flask("test"), MEMORY))
    published = {name: atlas.published(name, "2018") for name in fields.indikatoren_mit_gueltigkeit}
    hierarchy = atlas.hierarchy("2018")
    valid = valid_areas(fields.gueltig, published, hierarchy.areas("sozialraum"), "sozialraum", 2017)
    levels = ("sozialraum", "kommune")
    return evaluate_fields(
        fields, measure(published, atlas.catalogue, hierarchy, valid, levels, 2017, fields.gueltig.einwohner)
    )


# Sozialbericht 2018: areas and Kommunen per Handlungsfeld
@pytest.mark.parametrize(
    ("field", "areas", "kommunen"),
    [("benachteiligung", 15, 5), ("aeltere", 43, 9), ("kinder", 37, 7), ("integration", 12, 5)],
)
def test_each_field_is_found_as_often_as_published(
    evaluation: Evaluation, field: str, areas: int, kommunen: int
) -> None:
    count = evaluation.count(field)
    assert (count.areas, count.groups) == (areas, kommunen)


def test_59_of_93_areas_show_need_in_107_assignments(evaluation: Evaluation) -> None:
    assert len(evaluation.areas) == 93
    assert evaluation.count_any().areas == 59
    assert int(evaluation.number_of_fields()["erfuellt"].sum()) == 107


# February 2018: number of Kommunen that named each theme
def test_priorities_have_the_published_counts(fields: Handlungsfelder) -> None:
    assert fields.prioritaeten is not None
    assert priority_matrix(fields.prioritaeten, KOMMUNEN).sum().to_dict() == {
        "altersarmut": 8,
        "aeltere_besondere_lagen": 6,
        "bildungschancen": 5,
        "kinderarmut": 6,
        "erwerbstaetigkeit": 4,
    }
    assert "angenommen" in (fields.prioritaeten.hinweis or "")


def test_a_priority_meets_the_areas_of_its_own_kommune(fields: Handlungsfelder, evaluation: Evaluation) -> None:
    assert fields.prioritaeten is not None
    meetings = {(one.thema, one.gruppe): one for one in meet(fields.prioritaeten, evaluation, KOMMUNEN)}
    assert len(meetings) == 5 * 10
    alsdorf = meetings["kinderarmut", "05334004"]
    assert alsdorf.meets
    assert set(alsdorf.areas) == {
        area
        for area in (*evaluation.found("kinder"), *evaluation.found("benachteiligung"))
        if area.startswith("A") and not area.startswith("AC")
    }
    assert not meetings["kinderarmut", "05334024"].named
