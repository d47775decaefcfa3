"""The selection of the page Handlungsfelder: nearest valid view for whatever a URL brings."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.atlas import Atlas
from layouts.handlungsfelder.selection import (
    Feldansicht,
    FieldSelection,
    field_dict,
    has_fields,
    parse_fields,
    start_fields,
)


def test_first_view_is_the_year_the_fields_were_made_for(demo: Atlas) -> None:
    assert start_fields(demo) == FieldSelection("2018", 2017)


def test_region_without_rules_has_no_page(small: Atlas) -> None:
    assert not has_fields(small)


def test_what_was_parsed_parses_to_itself(demo: Atlas) -> None:
    asked = {"stand": "2018", "jahr": "2019", "feld": "kinder", "innerhalb": "05334004", "thema": "kinderarmut",
             "raum": "A4", "grenzen": "kinder.1.1:0.5,aeltere.2.1:0.75", "merkmale": "sgb2_quote,grusi_alter",
             "ansicht": "waswenn"}  # fmt: skip
    selection, notices = parse_fields(asked, demo)
    assert notices == ()
    # in the order of the rules, so that one view has one address
    assert selection.grenzen == (("aeltere.2.1", 0.75), ("kinder.1.1", 0.5))
    assert selection.ansicht is Feldansicht.WASWENN
    assert parse_fields(field_dict(selection), demo) == (selection, ())


@pytest.mark.parametrize(
    ("asked", "notice"),
    [
        ({"jahr": "1999"},
         "Für 1999 liegen auf „2018 (93 Sozialräume in zehn Kommunen)“ nicht alle Daten vor; gezeigt wird 2017."),
        ({"feld": "x"}, "Das Handlungsfeld „x“ gibt es hier nicht."),
        ({"thema": "x"}, "Den Schwerpunkt „x“ gibt es hier nicht."),
        ({"grenzen": "x:1"}, "Der Grenzwert „x:1“ passt zu keiner Bedingung; er ist ausgelassen."),
        ({"merkmale": "leerstandsquote"},
         "Merkmal „leerstandsquote“ gehört zu keinem Handlungsfeld; es ist ausgelassen."),
        ({"innerhalb": "05334004", "raum": "AC1"},
         "Der gewählte Raum liegt außerhalb des Ausschnitts; die Auswahl ist aufgehoben."),
        ({"zoom": "3"}, "Unbekannte Angabe im Link ausgelassen: „zoom“."),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_said(demo: Atlas, asked: dict[str, Any], notice: str) -> None:
    assert [one.text for one in parse_fields(asked, demo)[1]] == [notice]


KEYS = ("stand", "jahr", "feld", "innerhalb", "thema", "raum", "grenzen", "merkmale", "ansicht")
TEXTS = st.text("a1.:-,eÄ", max_size=9)


@given(st.dictionaries(st.sampled_from(KEYS), TEXTS | st.integers() | st.lists(TEXTS, max_size=3) | st.none()))
def test_nothing_breaks_it_and_every_answer_is_stable(demo: Atlas, asked: dict[str, Any]) -> None:
    selection, _ = parse_fields(asked, demo)
    assert parse_fields(field_dict(selection), demo) == (selection, ())
