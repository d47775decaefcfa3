"""The selection: every view has an address, and every address a view."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.atlas import Atlas
from indicators.classes import Methode
from layouts.palettes import PALETTES
from layouts.region import Region
from layouts.selection import (
    Ansicht,
    Grenzaenderung,
    Grenzbezug,
    Lesart,
    Selection,
    base_years,
    change_years,
    format_selection,
    parse_selection,
    selection_dict,
    start_selection,
)

START = {"indikator": "anteil_u18", "jahr": "2019", "ebene": "sozialraum", "stand": "2018"}
KEYS = list(selection_dict(Selection("", 0, "", "")))
# every number of decimals, because three of them look like a German thousand
LIMITS = st.lists(
    st.builds(lambda whole, places: whole / 10**places, st.integers(-(10**7), 10**7), st.integers(0, 6))
    | st.floats(-1e15, 1e15),
    min_size=2,
    max_size=6,
    unique=True,
)


def read(region: Region, **raw: Any) -> tuple[Selection, list[str]]:
    selection, notices = parse_selection(START | raw, region)
    return selection, [notice.text for notice in notices]


@st.composite
def selections(draw: st.DrawFn, region: Region) -> Selection:
    """Any valid view of a region."""
    places = [
        (key, stand.id, ebene.id)
        for key in region.catalogue.indikatoren
        for stand in region.config.gebietsstaende
        for ebene in region.config.ebenen
        if region.years(key, stand.id, ebene.id)
    ]
    indikator, stand, ebene = draw(st.sampled_from(places))
    groups = region.group_of(stand, ebene)
    raum = draw(st.none() | st.sampled_from(sorted(groups.index)))
    allowed = (
        [] if ebene == region.config.ebenen[-1].id else list(region.groups(stand)) if raum is None else [groups[raum]]
    )
    second = sorted(key for key, s, e in places if (s, e) == (stand, ebene))
    vergleich = draw(st.none() | st.sampled_from(second))
    methode = draw(st.sampled_from(Methode))
    basis = draw(st.none() | st.sampled_from(bases)) if (bases := base_years(region, indikator, ebene)) else None
    years = region.years(indikator, stand, ebene) if basis is None else change_years(region, indikator, ebene, basis)
    grenzen = tuple(sorted(draw(LIMITS))) if methode is Methode.EIGENE else ()
    return Selection(
        indikator=indikator,
        jahr=draw(st.sampled_from(years)),
        ebene=ebene,
        stand=stand,
        innerhalb=draw(st.none() | st.sampled_from(allowed)) if allowed else None,
        raum=raum,
        vergleich=vergleich,
        karten=draw(st.sampled_from([1, 2])) if vergleich else 1,
        ansicht=draw(st.sampled_from(Ansicht)),
        methode=methode,
        klassen=len(grenzen) + 1 if grenzen else draw(st.integers(3, 7)),
        grenzen=grenzen,
        bezug=draw(st.sampled_from(Grenzbezug)),
        palette=draw(st.none() | st.sampled_from(sorted(PALETTES))),
        lesart=draw(st.sampled_from(Lesart)),
        basis=basis,
        grenzaenderung=draw(st.sampled_from(Grenzaenderung)),
    )


def check_round_trips(selection: Selection, region: Region) -> None:
    query = dict(parse_qsl(format_selection(selection), keep_blank_values=True, strict_parsing=True))
    assert parse_selection(query, region) == (selection, ())
    # what the browser's store holds is the same view
    assert parse_selection(selection_dict(selection), region) == (selection, ())


FIXED = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FIXED
@given(st.data())
def test_address_gives_the_view_back(small: Atlas, data: st.DataObject) -> None:
    check_round_trips(data.draw(selections(small)), small)


@FIXED
@given(st.data())
def test_address_of_the_demonstration_gives_the_view_back(demo: Atlas, data: st.DataObject) -> None:
    check_round_trips(data.draw(selections(demo)), demo)


def test_address_holds_the_place_and_what_is_not_default(small: Atlas) -> None:
    selection = start_selection(small)
    assert format_selection(selection) == "indikator=anteil_u18&jahr=2019&ebene=sozialraum&stand=2018"
    changed = replace(selection, methode=Methode.EIGENE, grenzen=(5.0, 10.5), klassen=3, raum="0500101")
    assert format_selection(changed) == (
        "indikator=anteil_u18&jahr=2019&ebene=sozialraum&stand=2018&raum=0500101&methode=eigene&klassen=3&grenzen=5%3B10%2C5"
    )


def test_limits_with_three_decimals_are_no_thousands(small: Atlas) -> None:
    selection = replace(start_selection(small), methode=Methode.EIGENE, grenzen=(1.234, 2.345), klassen=3)
    check_round_trips(selection, small)


NONSENSE = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["\0", "0500101\0", "x" * 100_000, "9" * 5_000, "٢٠١٨", "-1", "1e3", "<script>", "ſozialraum", "🗺"]
    )
    | st.lists(st.integers() | st.text(max_size=5) | st.none(), max_size=3)
    | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
)


def is_valid(selection: Selection, region: Region) -> bool:
    """A view is valid if its own address leads to it without a notice."""
    return parse_selection(selection_dict(selection), region) == (selection, ())


@FIXED
@given(raw=st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=10), NONSENSE, max_size=8))
def test_nonsense_gives_a_valid_view_and_never_raises(small: Atlas, raw: dict[str, Any]) -> None:
    selection, notices = parse_selection(raw, small)
    assert is_valid(selection, small)
    assert all(len(notice.text) < 400 for notice in notices)


@pytest.mark.parametrize("key", [key for key in KEYS if key != "grenzen"])
@pytest.mark.parametrize(
    "value", ["gibtesnicht", "x" * 10_000, "a\0b", "Ω", ["anteil_u18", 1], {"a": 1}, 3.5, True, "-7", "7" * 5_000]
)
def test_each_unusable_value_is_named(small: Atlas, key: str, value: Any) -> None:
    selection, notices = read(small, **{key: value})
    assert is_valid(selection, small)
    assert notices
    if key not in ("karten", "jahr"):
        assert str(value)[:20] in " ".join(notices)


@pytest.mark.parametrize("empty", [None, "", []])
@pytest.mark.parametrize("key", KEYS)
def test_empty_value_is_the_default_without_notice(small: Atlas, key: str, empty: Any) -> None:
    assert read(small, **{key: empty}) == (start_selection(small), [])


def test_unknown_keys_are_named_at_most_three(small: Atlas) -> None:
    selection, notices = read(small, utm="1", a="1", b="2", c="3")
    assert selection == start_selection(small)
    assert notices == ["Unbekannte Angabe im Link ausgelassen: „a“, „b“, „c“ …."]


def test_start_is_the_package_choice_and_the_newest_year(small: Atlas) -> None:
    assert parse_selection({}, small) == (Selection("anteil_u18", 2019, "sozialraum", "2018"), ())


@pytest.mark.parametrize(
    ("asked", "shown", "notice"),
    [
        ("2018", 2018, None),
        (2018, 2018, None),
        ("2019", 2019, None),
        ("1990", 2018, "Für 1990 liegen keine Daten vor; gezeigt wird 2018."),
        ("2050", 2019, "Für 2050 liegen keine Daten vor; gezeigt wird 2019."),
        ("zweitausend", 2019, "„zweitausend“ ist kein Jahr; gezeigt wird 2019."),
        ("2018.5", 2019, "„2018.5“ ist kein Jahr; gezeigt wird 2019."),
    ],
)
def test_nearest_year(small: Atlas, asked: Any, shown: int, notice: str | None) -> None:
    selection, notices = read(small, jahr=asked)
    assert selection.jahr == shown
    assert notices == ([notice] if notice else [])


def test_year_follows_the_gebietsstand(small: Atlas) -> None:
    selection, notices = read(small, stand="2011", jahr="2019")
    assert (selection.stand, selection.jahr) == ("2011", 2016)
    assert notices == ["Für 2019 liegen keine Daten vor; gezeigt wird 2016."]


def test_nearest_level_has_data(demo: Atlas) -> None:
    lacking = [
        (key, level.id)
        for key in demo.catalogue.indikatoren
        for level in demo.config.ebenen
        if not demo.years(key, "2018", level.id) and any(demo.years(key, "2018", e.id) for e in demo.config.ebenen)
    ]
    assert lacking, "the demonstration region has indicators that stop above the finest level"
    for key, ebene in lacking:
        selection, notices = parse_selection({"indikator": key, "ebene": ebene, "stand": "2018"}, demo)
        assert (selection.indikator, selection.stand) == (key, "2018")
        assert selection.ebene != ebene
        assert demo.years(key, "2018", selection.ebene)
        assert "liegt dort nicht vor; gezeigt wird Ebene" in notices[0].text


def test_filter_and_area_that_fit_are_kept(small: Atlas) -> None:
    selection, notices = read(small, innerhalb="05001", raum="0500110")
    assert (selection.innerhalb, selection.raum, notices) == ("05001", "0500110", [])


def test_area_outside_the_filter_lifts_the_filter(small: Atlas) -> None:
    selection, notices = read(small, innerhalb="05002", raum="0500110")
    assert (selection.innerhalb, selection.raum) == (None, "0500110")
    assert notices == ["Der gewählte Raum liegt außerhalb des Filters; der Filter ist aufgehoben."]


def test_area_of_another_level_or_gebietsstand_is_dropped(small: Atlas) -> None:
    selection, notices = read(small, ebene="kommune", raum="0500110")
    assert selection.raum is None
    assert notices == ["Kommune „0500110“ gibt es in diesem Gebietsstand nicht."]
    selection, notices = read(small, stand="2011", jahr="2016", raum="0500203")
    assert selection.raum is None
    assert notices == ["Sozialraum „0500203“ gibt es in diesem Gebietsstand nicht."]


def test_filter_on_the_level_of_groups_keeps_its_own_area(small: Atlas) -> None:
    selection, notices = read(small, ebene="kommune", innerhalb="05001", raum="05001")
    assert (selection.innerhalb, selection.raum, notices) == ("05001", "05001", [])


def test_whole_region_has_no_filter(small: Atlas) -> None:
    selection, notices = read(small, ebene="region", innerhalb="05001", raum="musterkreis")
    assert (selection.innerhalb, selection.raum) == (None, "musterkreis")
    assert notices == ["Auf der Ebene der ganzen Region gibt es keinen Filter; er ist aufgehoben."]


def test_second_map_needs_a_second_indicator(small: Atlas) -> None:
    assert read(small, karten="2")[0].karten == 1
    selection, notices = read(small, karten="2", vergleich="arbeitslosenanteil")
    assert (selection.karten, selection.vergleich, notices) == (2, "arbeitslosenanteil", [])


@pytest.mark.parametrize(
    ("grenzen", "expected"),
    [
        ("5;10", (5.0, 10.0)),
        ("5;10,5;20", (5.0, 10.5, 20.0)),
        ("5 10.5 20", (5.0, 10.5, 20.0)),
        ([5, 10.5], (5.0, 10.5)),
        ([1.234, 2.345], (1.234, 2.345)),
        ("1;2;3;4;5;6", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)),
    ],
)
def test_own_limits_set_the_number_of_classes(small: Atlas, grenzen: Any, expected: tuple[float, ...]) -> None:
    selection, notices = read(small, methode="eigene", klassen="7", grenzen=grenzen)
    assert (selection.methode, selection.grenzen, selection.klassen) == (Methode.EIGENE, expected, len(expected) + 1)
    assert notices == []


@pytest.mark.parametrize(
    ("grenzen", "notice"),
    [
        ("5", "1 Grenzen ergeben 2 Klassen; möglich sind 2 bis 6 Grenzen."),
        ("1;2;3;4;5;6;7", "7 Grenzen sind zu viele; möglich sind höchstens 6."),
        ("10;5", "Klassengrenzen müssen aufsteigen; nach „10“ folgt aber „5“."),
        ("5;5", "Klassengrenzen müssen aufsteigen; nach „5“ folgt aber „5“."),
        ("fünf;zehn", "„fünf“ ist keine Zahl; bitte Grenzen so eingeben: „5; 10,5; 20“."),
        ([5, None], "„None“ ist keine Zahl; bitte Grenzen so eingeben: „5; 10,5; 20“."),
        ("1;" + "9" * 400, f"„{'9' * 40}“ ist als Klassengrenze zu groß."),
        (None, "Eigene Klassengrenzen fehlen; gezeigt werden die festen Grenzen."),
    ],
)
def test_unusable_own_limits_fall_back_to_the_fixed_ones(small: Atlas, grenzen: Any, notice: str) -> None:
    selection, notices = read(small, methode="eigene", grenzen=grenzen)
    assert (selection.methode, selection.grenzen, selection.klassen) == (Methode.RUND, (), 5)
    assert notices[0] == notice


def test_own_limits_need_the_method(small: Atlas) -> None:
    selection, notices = read(small, grenzen="5;10")
    assert selection.grenzen == ()
    assert notices == ["Eigene Grenzen gelten nur bei der Klassenbildung „Eigene Grenzen“."]


@pytest.mark.parametrize(("asked", "klassen"), [("3", 3), (7, 7), ("2", 5), ("8", 5), ("0000050000", 5), ("5.0", 5)])
def test_number_of_classes(small: Atlas, asked: Any, klassen: int) -> None:
    assert read(small, klassen=asked)[0].klassen == klassen
