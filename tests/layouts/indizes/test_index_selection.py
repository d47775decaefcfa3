"""The selection of the page Indizes: nearest valid view for whatever a URL brings."""

from typing import Any

import pytest

from dashboard.atlas import Atlas
from indicators.indices.definitions import Bezug
from layouts.indizes.selection import (
    OWN,
    composable,
    define,
    has_indices,
    index_choices,
    index_dict,
    index_years,
    join_part,
    parse_index,
    split_part,
)


def test_first_view_is_the_combination_in_its_newest_year(demo: Atlas) -> None:
    selection, notices = parse_index({}, demo)
    assert (selection.index, selection.jahr, selection.stand, selection.bezug) == (
        "status_dynamik",
        2022,
        "2018",
        Bezug.REGION,
    )
    assert notices == ()


def test_region_without_rule_who_is_valid_has_no_page(small: Atlas) -> None:
    assert not has_indices(small)


def test_neutral_indicators_and_counts_cannot_be_chosen(demo: Atlas) -> None:
    assert "sgb2_quote" in composable(demo)
    assert "svb_anteil" in composable(demo)  # relieving
    assert "auslaenderanteil" not in composable(demo)  # neutral
    assert "sgb2_personen" not in composable(demo)  # a count, though burdening


@pytest.mark.parametrize(
    "raw",
    [
        {"index": "bildung", "jahr": 2019, "stand": "2018", "bezug": "kommune", "innerhalb": "05334004"},
        {"index": OWN, "teile": ["sgb2_quote", "svb_anteil:2.5"], "ansicht": "robustheit", "raum": "A1a"},
        {"index": "dynamik", "jahr": 2016, "ansicht": "zeit"},
        {"index": "status", "stand": "2017", "ansicht": "methode"},
    ],
)
def test_a_valid_link_comes_back_as_it_was(demo: Atlas, raw: dict[str, Any]) -> None:
    selection, notices = parse_index(raw, demo)
    assert notices == ()
    again = index_dict(selection)
    assert {key: again[key] for key in raw} == raw
    assert parse_index(again, demo)[0] == selection


def test_parts_are_read_from_a_url_as_from_a_list(demo: Atlas) -> None:
    listed, _ = parse_index({"index": OWN, "teile": ["sgb2_quote", "alo_anteil:0.5"]}, demo)
    written, _ = parse_index({"index": OWN, "teile": "sgb2_quote,alo_anteil:0.5"}, demo)
    assert listed == written
    parts = define(demo, listed).index.indikatoren
    assert [(part.indikator, part.gewicht) for part in parts] == [("sgb2_quote", 1.0), ("alo_anteil", 0.5)]


def test_own_index_without_parts_starts_from_the_first_of_the_package(demo: Atlas) -> None:
    selection, _ = parse_index({"index": OWN}, demo)
    assert selection.teile == ("altenquotient", "anteil_80plus", "alleinlebend_65plus", "alleinerziehende")


@pytest.mark.parametrize(
    ("raw", "notice"),
    [
        ({"index": "gibtesnicht"}, "Den Index „gibtesnicht“ gibt es hier nicht."),
        ({"neu": "1"}, "Unbekannte Angabe im Link ausgelassen: „neu“."),
        ({"index": "status", "jahr": "1990"}, "Für 1990 lässt sich der Index nicht bilden; gezeigt wird 2022."),
        ({"index": "dynamik", "jahr": "2015"}, "Für 2015 lässt sich der Index nicht bilden; gezeigt wird 2022."),
        ({"bezug": "welt"}, "Den Bezug „welt“ ist unbekannt."),
        ({"raum": "Z9"}, "Sozialraum „Z9“ gibt es in diesem Gebietsstand nicht."),
        (
            {"raum": "B1", "innerhalb": "05334004"},
            "Der gewählte Raum liegt außerhalb des Ausschnitts; die Auswahl ist aufgehoben.",
        ),
        (
            {"index": OWN, "teile": "sgb2_quote,auslaenderanteil"},
            "„Anteil der Ausländerinnen und Ausländer“ gehört in keinen Index (ohne Richtung) und ist ausgelassen.",
        ),
        (
            {"index": OWN, "teile": "sgb2_quote,sgb2_personen"},
            "„Regelleistungsberechtigte nach SGB II (Anzahl)“ gehört in keinen Index (absolute Zahl) und ist "
            "ausgelassen.",
        ),
        ({"index": OWN, "teile": "sgb2_quote,xyz"}, "Den Indikator „xyz“ gibt es hier nicht."),
    ],
)
def test_what_had_to_give_way_is_said(demo: Atlas, raw: dict[str, Any], notice: str) -> None:
    assert [n.text for n in parse_index(raw, demo)[1]] == [notice]


@pytest.mark.parametrize("weight", ["0", "-1", "nan", "viel", "101", "inf"])
def test_impossible_weight_counts_once_and_is_said(demo: Atlas, weight: str) -> None:
    selection, notices = parse_index({"index": OWN, "teile": f"sgb2_quote:{weight},alo_anteil"}, demo)
    assert selection.teile == ("sgb2_quote", "alo_anteil")
    assert [n.text for n in notices] == [
        "Das Gewicht von „SGB-II-Quote“ muss über 0 und höchstens 100 sein; es zählt einfach."
    ]


def test_change_over_two_years_starts_two_years_later(demo: Atlas) -> None:
    years = {
        index: index_years(demo, define(demo, parse_index({"index": index}, demo)[0]), "2018")
        for index in ("status", "dynamik", "status_dynamik")
    }
    assert years == {
        "status": tuple(range(2014, 2023)),
        "dynamik": tuple(range(2016, 2023)),
        "status_dynamik": tuple(range(2016, 2023)),
    }


def test_gebietsstand_without_enough_years_is_replaced(demo: Atlas) -> None:
    selection, notices = parse_index({"index": "dynamik", "stand": "1900"}, demo)
    assert selection.stand == "2018"
    assert len(notices) == 1


def test_parts_split_and_join() -> None:
    assert split_part("a:1.5") == ("a", 1.5)
    assert [join_part(*split_part(text)) for text in ("a", "a:1", "a:2.50")] == ["a", "a", "a:2.5"]


def test_own_index_is_the_last_choice(demo: Atlas) -> None:
    assert list(index_choices(demo)) == ["status_dynamik", "soziodemografie", "soziooekonomie", "bildung",
                                         "gesundheit", "integration", "status", "dynamik", OWN]  # fmt: skip
