"""Answers of the page Handlungsfelder, on the demonstration region with the published counts of 2018."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from dash.development.base_component import Component

from callbacks.handlungsfelder import OUTPUTS, update_fields
from dashboard.atlas import Atlas
from layouts import ids

QUESTION = {"stand": "2018", "jahr": 2017}


def answer_of(region: Atlas, **more: Any) -> dict[tuple[str, str], Any]:
    answer = update_fields(QUESTION | more, region)
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


def words(component: Any) -> str:
    return "".join(texts(component))


def cells(table: Any, part: int = 2) -> list[list[str]]:
    """Cells of the head (1), body (2) or foot (3) of a table."""
    return [[words(cell) for cell in row.children] for row in _rows(table.children[part])]


def _rows(part: Any) -> list[Any]:
    return part.children if isinstance(part.children, list) else [part.children]


def test_nothing_asked_is_nothing_answered(demo: Atlas) -> None:
    assert update_fields(None, demo) is None


@pytest.mark.parametrize("question", [[], "x", 5, True])
def test_nonsense_gets_the_first_view_and_a_notice(demo: Atlas, question: Any) -> None:
    answer = update_fields(question, demo)
    assert answer is not None
    notice = "Die Ansicht war nicht lesbar; gezeigt wird die Startansicht."
    assert answer[ids.ANTWORT, "data"]["hinweise"] == [notice]


def test_answer_has_a_value_for_every_output(demo: Atlas) -> None:
    assert set(answer_of(demo)) == set(OUTPUTS)


# Sozialbericht 2018: 59 of 93 areas; Teilhabe und Versorgung Älterer in 43 areas of 9 Kommunen
def test_first_view_opens_with_the_published_result(demo: Atlas) -> None:
    headline = answer_of(demo)["schlagzeile", "children"]
    assert headline.startswith("59 von 93 Sozialräumen haben in mindestens einem Handlungsfeld Gestaltungsbedarf.")
    assert "„Teilhabe und Versorgung Älterer“ (in 43 Sozialräumen in 9 Kommunen)" in headline


@pytest.mark.parametrize(
    ("field", "areas", "kommunen"),
    [("benachteiligung", 15, 5), ("aeltere", 43, 9), ("kinder", 37, 7), ("integration", 12, 5)],
)
def test_each_field_says_its_published_counts(demo: Atlas, field: str, areas: int, kommunen: int) -> None:
    headline = answer_of(demo, feld=field)["schlagzeile", "children"]
    assert headline.startswith(f"{areas} von 93 Sozialräumen haben hier Gestaltungsbedarf.")
    assert f"Sie liegen in {kommunen} von 10 Kommunen" in headline


def test_map_has_a_class_and_symbols_for_every_area(demo: Atlas) -> None:
    data = answer_of(demo)[ids.ANTWORT, "data"]
    shown, drawn = data["karten"]["a"], data["zeichnung"]
    assert len(shown["klassen"]) == len(shown["worte"]) == len(drawn["raeume"]) == 93
    assert sum(k >= 1 for k in shown["klassen"]) == 59
    assert sum(kind == "da" for marks in drawn["raeume"] for _, kind in marks) == 107
    assert [
        (k, sign) for k, sign in zip(shown["klassen"], shown["zeichen"], strict=True) if (k < 0) != (sign == "q")
    ] == []
    assert len({field["form"] for field in drawn["felder"]}) == 4


def test_answer_is_json_and_echoes_the_question(demo: Atlas) -> None:
    data = answer_of(demo)[ids.ANTWORT, "data"]
    assert data["frage"] == QUESTION
    assert json.loads(json.dumps(data))["auswahl"] == data["auswahl"]


def test_matrix_says_in_words_what_symbols_show(demo: Atlas) -> None:
    table = answer_of(demo)[ids.MATRIX, "children"][0]
    rows = cells(table)
    assert len(rows) == 93
    needy = [[cell.startswith("Gestaltungsbedarf") for cell in row[2:6]] for row in rows]
    assert [sum(column) for column in zip(*needy, strict=True)] == [15, 43, 37, 12]


def test_only_the_open_table_is_sent(demo: Atlas) -> None:
    answer = answer_of(demo, ansicht="schwerpunkte")
    assert answer[ids.MATRIX, "children"] == answer[ids.HITZE, "children"] == []
    assert answer[ids.SCHWERPUNKTE, "children"] != []


# February 2018: 8, 6, 5, 6, 4 Kommunen named the five themes
def test_priorities_count_the_kommunen_as_published_and_say_what_is_assumed(demo: Atlas) -> None:
    table = answer_of(demo, ansicht="schwerpunkte")[ids.SCHWERPUNKTE, "children"][0]
    assert cells(table, 3) == [["Anzahl der Kommunen", "8", "6", "5", "6", "4"]]
    assert "angenommen" in words(table.children[0])
    named = [[cell.startswith("●") for cell in row[1:]] for row in cells(table)]
    assert [sum(column) for column in zip(*named, strict=True)] == [8, 6, 5, 6, 4]


def test_another_limit_is_marked_everywhere_and_counts_before_and_after(demo: Atlas) -> None:
    answer = answer_of(demo, feld="integration", grenzen=["integration.1:0.8"], ansicht="waswenn")
    data = answer[ids.ANTWORT, "data"]
    assert answer["titel", "children"].startswith("Was wäre, wenn: ")
    assert data["fenster"].startswith("Was wäre, wenn: ")
    assert data["erprobung"] is True
    assert "1 Grenzwert ist geändert" in words(answer[ids.ERPROBUNG, "children"])
    assert "Was wäre, wenn" in answer["quelle", "children"]
    after = sum(k == 1 for k in data["karten"]["a"]["klassen"])
    entered = sum(kind == "hinzu" for marks in data["zeichnung"]["raeume"] for _, kind in marks)
    assert after == 12 + entered
    assert f"12 → {after}" in words(answer[ids.WASWENN, "children"])
    assert "statt 12 ohne Änderung" in answer["schlagzeile", "children"] or not entered
    assert "grenzen=integration.1%3A0.8" in answer[ids.CSV, "href"]


def test_a_limit_that_all_conditions_share_is_told_once(demo: Atlas) -> None:
    field = answer_of(demo, feld="benachteiligt", ansicht="waswenn")[ids.ANTWORT, "data"]["regler"][0]
    assert field["gemeinsam"] == "Alle Grenzen: ab 1 Standardabweichung über dem Mittel (z\u00a0≥\u00a01,00)"
    assert {control["gezeigt"] for control in field["bedingungen"]} == {""}


def test_a_condition_with_a_limit_of_its_own_says_it(demo: Atlas) -> None:
    answer = answer_of(demo, feld="aeltere", ansicht="waswenn", grenzen=["aeltere.1.1:1"])
    field = answer[ids.ANTWORT, "data"]["regler"][0]
    assert field["gemeinsam"] == "Grenze, wo keine andere steht: ab dem Mittel (z\u00a0≥\u00a00,00)"
    shown = [control["gezeigt"] for control in field["bedingungen"]]
    assert shown[:3] == ["z ≥ 1,00", "", "< Median"]


def test_the_limit_of_the_package_is_no_change(demo: Atlas) -> None:
    answer = answer_of(demo, grenzen=["integration.1:1.0"])
    assert answer[ids.ANTWORT, "data"]["erprobung"] is False
    assert answer[ids.ERPROBUNG, "children"] == []


BAD_LIMITS = (
    "integration.9:1", "integration:1", "nichts.1:1", "integration.1:viel", "aeltere.2.1:1.5", "integration.1:inf", ":",
    "integration.1:nan",
)  # fmt: skip


@pytest.mark.parametrize("limit", BAD_LIMITS)
def test_impossible_limits_are_left_out_with_a_notice(demo: Atlas, limit: str) -> None:
    answer = answer_of(demo, grenzen=[limit])
    assert answer[ids.ANTWORT, "data"]["auswahl"]["grenzen"] == []
    assert len(answer[ids.ANTWORT, "data"]["hinweise"]) == 1


def test_selected_area_explains_condition_by_condition(demo: Atlas) -> None:
    view = answer_of(demo)
    marks = view[ids.ANTWORT, "data"]["zeichnung"]["raeume"]
    area = str(demo.areas("2018", "sozialraum").index[max(range(93), key=lambda i: len(marks[i]))])
    said = words(answer_of(demo, raum=area)["profil-ansicht", "children"])
    for part in ("Grenze", "Abstand zur Grenze", "z ≥ 1,00", "StädteRegion", "Menschen"):
        assert part in said


def test_twins_lie_in_other_kommunen_nearest_first(demo: Atlas) -> None:
    area = "A1a"
    table = answer_of(demo, raum=area, ansicht="zwillinge")[ids.ZWILLINGE, "children"][1].children
    rows = cells(table)
    assert rows[0][1] == "–"
    distances = [float(row[1].replace(",", ".")) for row in rows[1:]]
    assert distances == sorted(distances)
    assert len(distances) == 8
    assert not any("(Alsdorf)" in row[0] for row in rows[1:])


def test_a_priority_shows_only_kommunen_that_named_it(demo: Atlas) -> None:
    data = answer_of(demo, thema="erwerbstaetigkeit")[ids.ANTWORT, "data"]
    groups = demo.group_of("2018", "sozialraum")
    shown = {str(group) for group, one in zip(groups, data["karten"]["a"]["gezeigt"], strict=True) if one}
    assert shown == {"05334004", "05334008", "05334012", "05334032"}


def test_active_filters_are_named_and_can_be_closed(demo: Atlas) -> None:
    marks = answer_of(demo, thema="erwerbstaetigkeit", innerhalb="05334004")["filter", "children"]
    assert [words(mark) for mark in marks] == ["Nur Alsdorf×", "Nur Erwerbstätigkeit×"]
    assert [json.loads(getattr(mark, "data-setze")) for mark in marks] == [{"innerhalb": None}, {"thema": None}]
