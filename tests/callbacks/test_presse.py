"""The words of the dialog."""

from callbacks.presse import update_press
from dashboard.atlas import Atlas

YOUNG = {"indikator": "anteil_u18", "jahr": 2019, "ebene": "sozialraum", "stand": "2018"}


def test_nothing_asked_is_nothing_answered(small: Atlas) -> None:
    assert update_press(None, small) is None


def test_answer_echoes_the_question_and_holds_all_words(small: Atlas) -> None:
    answer = update_press(YOUNG, small)
    assert answer is not None
    assert answer["frage"] == YOUNG
    assert answer["fehler"] is None
    assert [entry["art"] for entry in answer["vorschlaege"]] == [
        "Wie auf der Karte",
        "Höchster und niedrigster Wert",
        "Vergleich mit der Region",
        "Räume in der höchsten Klasse",
        "Entwicklung",
    ]
    assert answer["bildunterschrift"].startswith("Anteil unter 18-Jähriger 2019, Musterkreis")
    assert answer["alternativtext"].startswith("Karte mit Flächenfarben")
    assert answer["klassen"]["warnt"] is True


def test_empty_extent_is_explained(demo: Atlas) -> None:
    assert demo.fields is not None
    asked = {"indikator": "sgb2_quote", "jahr": 2022, "ebene": "sozialraum", "stand": "2018"}
    answers = [
        update_press(asked | {"feld": feld, "innerhalb": group}, demo)
        for feld in demo.fields.handlungsfelder
        for group in demo.groups("2018")
    ]
    refused = [answer["fehler"] for answer in answers if answer is not None and answer["fehler"]]
    assert set(refused) == {"In diesem Ausschnitt liegt kein Raum."}
