"""Answers of the page Gebietsstände, by hand from `tests/regionbuilder.py`: B2 is divided into B2 and B3."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient

from callbacks.gebietsstaende import OUTPUTS, update_revision
from dashboard.atlas import Atlas
from layouts import ids

QUESTION = {"von": "2011", "nach": "2018", "innerhalb": "05002", "indikator": "anteil_u18"}
SPACE = "\u202f"
BAESWEILER = {"von": "2016-entwurf", "nach": "2017", "innerhalb": "05334008", "ansicht": "wirkung"}


def answer_of(region: Atlas, **more: Any) -> dict[tuple[str, str], Any]:
    answer = update_revision(QUESTION | more, region)
    assert answer is not None
    return answer


def texts(component: Any) -> Iterator[str]:
    """All words of a component, in order."""
    if isinstance(component, str):
        yield component
    elif isinstance(component, list | tuple):
        for part in component:
            yield from texts(part)
    elif isinstance(component, Component):
        yield from texts(getattr(component, "children", None))


def rows(component: Any) -> list[list[str]]:
    """Cells of the body of the first table."""
    table = component[0]
    return [["".join(texts(cell)) for cell in row.children] for row in table.children[2].children]


def test_nothing_asked_is_nothing_answered(small: Atlas) -> None:
    assert update_revision(None, small) is None


@pytest.mark.parametrize("question", [[], "x", 5, True])
def test_nonsense_gets_the_first_view_and_a_notice(small: Atlas, question: Any) -> None:
    answer = update_revision(question, small)
    assert answer is not None
    notice = "Die Ansicht war nicht lesbar; gezeigt wird die Startansicht."
    assert answer[ids.ANTWORT, "data"]["hinweise"] == [notice]


def test_answer_has_a_value_for_every_output(small: Atlas) -> None:
    assert set(answer_of(small)) == set(OUTPUTS)


def test_title_and_headline_tell_the_revision(small: Atlas) -> None:
    answer = answer_of(small)
    assert answer["titel", "children"] == "Bdorf: aus 2 werden 3 Sozialräume"
    assert answer["schlagzeile", "children"] == (
        "Sozialräume: 1 unverändert, 2 durch Teilung entstanden. Kein Gebiet wechselt in einen anderen Raum."
    )


def test_relation_table_names_shares_of_the_divided_area_first(small: Atlas) -> None:
    percent = [f"50{SPACE}%", f"100{SPACE}%"]
    table = rows(answer_of(small)[ids.BEZIEHUNG, "children"])
    assert [row[2:] for row in table[:2]] == [["geteilt", *percent, "–", "1,00"]] * 2
    assert [row[2] for row in table] == ["geteilt", "geteilt", "unverändert"]


def test_maps_say_what_became_of_every_area(small: Atlas) -> None:
    maps = answer_of(small)[ids.ANTWORT, "data"]["karten"]
    assert (maps["a"]["stand"], maps["b"]["stand"]) == ("2011", "2018")
    for key, kinds in (("a", [0, 2]), ("b", [0, 2, 2])):
        areas = list(small.areas(maps[key]["stand"], "sozialraum").index)
        within = [
            i for i, area in enumerate(areas) if small.group_of(maps[key]["stand"], "sozialraum")[area] == "05002"
        ]
        assert [maps[key]["klassen"][i] for i in within] == kinds
        assert len(maps[key]["klassen"]) == len(maps[key]["worte"]) == len(areas)


def test_answer_is_json_and_echoes_the_question(small: Atlas) -> None:
    data = answer_of(small)[ids.ANTWORT, "data"]
    assert data["frage"] == QUESTION
    assert json.loads(json.dumps(data)) == data


def test_both_maps_of_values_share_classes_and_suppressed_cells_have_no_class(small: Atlas) -> None:
    maps = answer_of(small, indikator="arbeitslosenanteil", faerbung="werte")[ids.ANTWORT, "data"]["karten"]
    assert maps["a"]["farben"] == maps["b"]["farben"]
    for key in ("a", "b"):
        signs, classes = maps[key]["zeichen"], maps[key]["klassen"]
        assert all((sign == "o") == (k >= 0) for sign, k in zip(signs, classes, strict=True))


def test_maps_are_named_by_the_order_of_the_question_and_without_the_count_of_the_region(demo: Atlas) -> None:
    names = []
    for von, nach in (("2016-entwurf", "2017"), ("2018", "2017")):
        answer = update_revision({"von": von, "nach": nach}, demo)
        assert answer is not None
        names.append(answer[ids.ANTWORT, "data"]["namen"])
    assert names == [["Entwurf 2016", "2017"], ["2018", "2017"]]


@pytest.mark.parametrize(
    ("more", "swatch"),
    [
        # #6a3d9a at 72 % over the ground #d3c2e0 of moved borders, as the map paints it
        ({"faerbung": "aenderung"}, ("feld-farbe", {"background": "#8762ae"})),
        ({"faerbung": "werte"}, ("feld-farbe umriss", {"borderColor": "#6a3d9a"})),
    ],
)
def test_legend_draws_moved_pieces_as_the_map_does(demo: Atlas, more: dict[str, str], swatch: Any) -> None:
    answer = update_revision({key: BAESWEILER[key] for key in ("von", "nach", "innerhalb")} | more, demo)
    assert answer is not None
    row = answer["legende", "children"][-2].children[0]
    assert "".join(texts(row.children[1])) == "wechselt in einen anderen Raum"
    assert (row.children[0].className, row.children[0].style) == swatch


def test_selected_area_says_where_it_comes_from(small: Atlas) -> None:
    words = list(texts(answer_of(small, raum="neu:0500203")["profil-ansicht", "children"]))
    assert any(word.startswith(f"Setzt sich zusammen aus: 100{SPACE}%") for word in words)


def effect_of(region: Atlas, **more: Any) -> list[Any]:
    answer = update_revision(BAESWEILER | more, region)
    assert answer is not None
    shown = answer[ids.WIRKUNG, "children"]
    assert isinstance(shown, list)
    return shown


def heads(table: Any) -> list[str]:
    return ["".join(texts(cell)) for cell in table.children[1].children.children]


def test_where_nothing_can_be_converted_one_sentence_says_why_and_empty_columns_go(demo: Atlas) -> None:
    # the draft keeps all SGB-II counts of Baesweiler secret, because 2017 publishes them (rule D5)
    sentence, table = effect_of(demo, indikator="sgb2_quote", jahr=2016)
    words = "".join(texts(sentence.children[0]))
    assert words.startswith("Umrechnen lässt sich hier nichts, denn für 2016 sind Werte der früheren Räume geheim zu ")
    assert heads(table) == ["Raum, neue Grenzen", "Vorgänger", "Wert des Vorgängers", "hier gezählt"]


def test_the_button_beside_the_sentence_leads_to_a_view_with_conversions(demo: Atlas) -> None:
    sentence, _ = effect_of(demo, indikator="sgb2_quote", jahr=2016)
    target = json.loads(sentence.children[1].to_plotly_json()["props"]["data-setze"])
    (table,) = effect_of(demo, **target)
    assert heads(table)[3:7] == ["umgerechnet", "Spanne", "Güte", "hier gezählt"]
    assert all(row[3].startswith(f"≈{SPACE}") for row in rows([table]))


def test_a_year_without_values_before_the_revision_says_so(demo: Atlas) -> None:
    sentence, table = effect_of(demo, indikator="bev_insgesamt", jahr=2017)
    words = "".join(texts(sentence.children[0]))
    assert "denn für 2017 gibt es keine Werte auf „Entwurf 2016“. " in words
    assert "".join(texts(sentence.children[1])) == "Mit Umrechnung: 2016"
    assert "umgerechnet" not in heads(table)


def test_a_finished_value_says_that_it_cannot_be_converted(demo: Atlas) -> None:
    sentence, _ = effect_of(demo, indikator="medianalter", jahr=2016)
    assert "lässt sich nicht auf andere Grenzen umrechnen" in "".join(texts(sentence.children[0]))


def test_link_to_the_page_without_slash_keeps_its_query(small_client: FlaskClient) -> None:
    response = small_client.get("/gebietsstaende?von=2011&nach=2018")
    assert (response.status_code, response.headers["Location"]) == (308, "/gebietsstaende/?von=2011&nach=2018")


@pytest.mark.parametrize("path", ["2011/2011", "2011/1900", "x/2018"])
def test_pieces_of_unknown_gebietsstaende_are_not_found(small: Atlas, small_client: FlaskClient, path: str) -> None:
    assert small_client.get(f"{small.root}/teile/{path}.json").status_code == 404


def test_file_of_pieces_holds_only_what_changed(small: Atlas, small_client: FlaskClient) -> None:
    collection = small_client.get(f"{small.root}/teile/2011/2018.json").get_json()
    assert len(collection["features"]) == 2
    assert {feature["id"].split("|")[0] for feature in collection["features"]} == {"0500202"}
