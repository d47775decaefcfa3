"""The selection of the page Gebietsstände: nearest valid view for whatever a URL brings."""

from typing import Any

import pytest

from dashboard.atlas import Atlas
from indicators.catalogue import Art
from layouts.gebietsstaende.selection import (
    Darstellung,
    Faerbung,
    RevisionSelection,
    parse_revision,
    revision_dict,
    start_revision,
)


def test_package_without_example_opens_with_its_last_two_gebietsstaende(small: Atlas) -> None:
    start = start_revision(small)
    assert (start.von, start.nach, start.innerhalb) == ("2011", "2018", None)


def test_demonstration_region_opens_with_its_example(demo: Atlas) -> None:
    selection, notices = parse_revision({}, demo)
    assert (selection.von, selection.nach, selection.innerhalb) == ("2016-entwurf", "2017", "05334008")
    assert notices == ()


def test_example_opens_with_an_indicator_that_has_before_after_and_conversion(demo: Atlas) -> None:
    place = ("2016-entwurf", "2017", "05334008")
    # the indicator of the start view is secret on the draft, so the rule takes a rate of the same theme
    assert demo.revision_years("sgb2_quote", *place) == ()
    selection, _ = parse_revision({}, demo)
    themes = {demo.catalogue.indikatoren[key].themenfeld for key in ("sgb2_quote", selection.indikator)}
    assert len(themes) == 1
    assert demo.catalogue.indikatoren[selection.indikator].art is Art.ANTEIL
    assert selection.jahr == demo.revision_years(selection.indikator, *place)[-1] == 2016


def test_an_indicator_that_was_asked_for_is_kept_though_nothing_can_be_converted(demo: Atlas) -> None:
    raw = {"von": "2016-entwurf", "nach": "2017", "innerhalb": "05334008", "indikator": "sgb2_quote"}
    selection, notices = parse_revision(raw, demo)
    assert (selection.indikator, selection.jahr, notices) == ("sgb2_quote", 2016, ())


def test_years_after_the_revision_alone_do_not_show_it(demo: Atlas) -> None:
    # the draft has 2014 to 2016, the borders of 2017 have 2014 to 2017
    assert demo.revision_years("bev_insgesamt", "2016-entwurf", "2017", "05334008") == (2014, 2015, 2016)
    assert demo.revision_years("medianalter", "2016-entwurf", "2017", "05334008") == ()


def test_other_gebietsstaende_do_not_inherit_the_place_of_the_example(demo: Atlas) -> None:
    selection, _ = parse_revision({"von": "2017", "nach": "2018"}, demo)
    assert selection.innerhalb is None


@pytest.mark.parametrize(
    "raw",
    [
        {"von": "2011", "nach": "2018", "innerhalb": "05002", "raum": "neu:0500203", "indikator": "anteil_u18"},
        {"von": "2018", "nach": "2011", "darstellung": "nebeneinander", "faerbung": "werte", "ansicht": "wirkung"},
        {"von": "2011", "nach": "2018", "raum": "alt:0500202"},
    ],
)
def test_a_valid_link_comes_back_as_it_was(small: Atlas, raw: dict[str, Any]) -> None:
    selection, notices = parse_revision(raw, small)
    assert notices == ()
    again = revision_dict(selection)
    assert {key: again[key] for key in raw} == raw
    assert parse_revision(again, small)[0] == selection


@pytest.mark.parametrize(
    ("raw", "notice"),
    [
        ({"von": "1900"}, "Den Gebietsstand „1900“ gibt es hier nicht."),
        ({"gibtesnicht": "1"}, "Unbekannte Angabe im Link ausgelassen: „gibtesnicht“."),
        ({"von": "2011", "nach": "2011"}, "Verglichen werden zwei verschiedene Gebietsstände; der zweite ist ersetzt."),
        ({"raum": "neu:Z9"}, "Sozialraum „neu:Z9“ gibt es hier nicht."),
        ({"raum": "B3"}, "Sozialraum „B3“ gibt es hier nicht."),
        ({"jahr": "1850"}, "Für 1850 liegen hier keine Daten vor; gezeigt wird 2016."),
        ({"darstellung": "quer"}, "Die Darstellung „quer“ ist unbekannt."),
    ],
)
def test_what_had_to_give_way_is_said(small: Atlas, raw: dict[str, Any], notice: str) -> None:
    selection, notices = parse_revision(raw, small)
    assert [n.text for n in notices] == [notice]
    assert isinstance(selection, RevisionSelection)
    assert selection.von != selection.nach
    assert (selection.darstellung, selection.faerbung) == (Darstellung.WISCHEN, Faerbung.AENDERUNG)


def test_area_outside_the_extent_is_given_up(small: Atlas) -> None:
    raw = {"von": "2011", "nach": "2018", "innerhalb": "05001", "raum": "neu:0500203"}
    selection, notices = parse_revision(raw, small)
    assert selection.raum is None
    assert [n.text for n in notices] == [
        "Der gewählte Raum liegt außerhalb des Ausschnitts; die Auswahl ist aufgehoben."
    ]
