"""The Handlungsfelder of the demonstration region: as often as the Sozialbericht 2018 says."""

from pathlib import Path

import pytest
from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import load_package
from indicators.handlungsfelder.evaluation import Evaluation
from indicators.handlungsfelder.fields import Handlungsfelder
from indicators.handlungsfelder.priorities import meet, priority_matrix
from indicators.handlungsfelder.whatif import compare_evaluations, with_limit
from tests.regionbuilder import write_region

KOMMUNEN = ("05334002", "05334004", "05334008", "05334012", "05334016", "05334020", "05334024", "05334028", "05334032",
            "05334036")  # fmt: skip


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas(load_package(find_region(DEFAULT_REGION)), Memory(Flask("test"), MEMORY))


@pytest.fixture(scope="module")
def fields(atlas: Atlas) -> Handlungsfelder:
    assert atlas.fields is not None
    return atlas.fields


@pytest.fixture(scope="module")
def evaluation(atlas: Atlas, fields: Handlungsfelder) -> Evaluation:
    assert fields.jahr == 2017
    found = atlas.evaluation("2018", 2017)
    assert found is not None
    return found


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


def test_rules_can_be_evaluated_in_every_year_of_the_newest_gebietsstand(atlas: Atlas) -> None:
    assert atlas.field_years("2018") == tuple(range(2014, 2023))


def test_another_limit_lets_areas_in_and_nothing_else_moves(
    atlas: Atlas, fields: Handlungsfelder, evaluation: Evaluation
) -> None:
    wider = atlas.evaluation("2018", 2017, with_limit(fields, "integration.1", 0.8))
    assert wider is not None
    change = compare_evaluations(evaluation, wider)
    assert change.fields["integration"].left == ()
    assert change.fields["integration"].after.areas == 12 + len(change.fields["integration"].entered)
    assert change.fields["aeltere"].entered == change.fields["aeltere"].left == ()


def test_a_region_without_rules_has_no_fields(tmp_path: Path) -> None:
    plain = Atlas(load_package(write_region(tmp_path)), Memory(Flask("test"), MEMORY))
    assert plain.fields is None
    assert plain.field_years("2018") == ()
    assert plain.evaluation("2018", 2018) is None


RULES = """
zuordnungen = "zuordnungen.csv"

[gueltig]
einwohner = "bev_insgesamt"

[handlungsfelder.jugend]
name = "Junge Räume"
kurz = "Jugend"
farbe = "#2a6f4e"
symbol = "dreieck"
definition = "Viele unter 18"
quelle = "Test"
regel = { indikator = "anteil_u18", groesse = "gegen_kommune", vergleich = ">", grenze = 0 }
"""
BY_HAND = """raum;gebietsstand;jahr;handlungsfeld;zugeordnet;begruendung;autor;datum
0500101;2018;;jugend;ja;Neues Baugebiet;Jugendamt;2019-03-01
0500102;2018;2019;jugend;nein;Umzug des Heims;Jugendamt;2020-02-01
"""


def test_what_planners_decided_by_hand_holds_in_its_years(tmp_path: Path) -> None:
    files = {"handlungsfelder.toml": RULES, "zuordnungen.csv": BY_HAND}
    atlas = Atlas(load_package(write_region(tmp_path, files=files)), Memory(Flask("test"), MEMORY))
    found = {year: atlas.evaluation("2018", year) for year in (2018, 2019)}
    # 2018: A1 15 %, A2 20 %, A10 12,5 % of Kommune 650/3800 = 17,1 %; B1 25 %, B2 12 %, B3 15 % of 405/2000 = 20,3 %
    first, second = found[2018], found[2019]
    assert first is not None
    assert second is not None
    assert list(first.areas[first.rule_frame["jugend"] == 1]) == ["0500102", "0500201"]
    assert first.found("jugend") == ("0500101", "0500102", "0500201")
    assert second.found("jugend") == ("0500101", "0500201")
    assert first.count("jugend").by_hand == 1
    assert second.overrides["0500102", "jugend"].begruendung == "Umzug des Heims"
    assert first.count("jugend").people == 1000 + 2000 + 1200
