"""Three readings of a series, by hand from `tests/regionbuilder.py`: B2 is divided into B2 and B3 in 2018.

Under 18 of all: 105 of 800 in 2016 (B2 and B3 together), 60 of 500 and 45 of 300 in 2018, 60 of 510 and 45 of 310 in
2019.
"""

from typing import Any

import pytest

from callbacks.series import update_series
from dashboard.atlas import Atlas
from indicators.status import Status

STATION = {"indikator": "anteil_u18", "stand": "2018", "ebene": "sozialraum", "raum": "0500202"}
SPACE = "\u202f"


def reading(region: Atlas, lesart: str, **more: Any) -> tuple[str, list[tuple[Any, ...]]]:
    """Sentence, and year, text, quality, areas and break of every row."""
    answer = update_series(STATION | more, region)
    assert answer is not None
    found = answer["lesarten"][lesart]
    keys = ("jahr", "text", "guete", "raeume", "bruch")
    return found["satz"], [tuple(row[key] for key in keys) for row in found["zeilen"]]


def test_nothing_asked_is_nothing_answered(small: Atlas) -> None:
    assert update_series(None, small) is None


@pytest.mark.parametrize("question", [[], "x", 5])
def test_nonsense_gets_the_whole_region(small: Atlas, question: Any) -> None:
    answer = update_series(question, small)
    assert answer is not None
    assert answer["name"] == "Musterkreis"


def test_original_reading_breaks_where_the_area_was_divided(small: Atlas) -> None:
    assert reading(small, "original") == (
        "2018 bricht die Reihe: aus B2 Bahnhof und Bruch (Gebietsstand 2011) wird B2 Bahnhof (Gebietsstand 2018). "
        "Werte vor und nach einem Bruch sind nicht vergleichbar.",
        [
            (2016, f"13,1{SPACE}%", "exakt", "B2 Bahnhof und Bruch", False),
            (2018, f"12,0{SPACE}%", "exakt", "B2 Bahnhof", True),
            (2019, f"11,8{SPACE}%", "exakt", "B2 Bahnhof", False),
        ],
    )


def test_common_areas_are_the_divided_area_as_a_whole(small: Atlas) -> None:
    sentence, rows = reading(small, "gemeinsam")
    assert sentence.startswith(
        "Gezeigt wird die kleinste Fläche, die alle Gebietsstände genau ergeben: 1 Raum (2011), 2 Räume (2018)."
    )
    assert rows == [
        (2016, f"13,1{SPACE}%", "exakt", "B2 Bahnhof und Bruch", False),
        (2018, f"13,1{SPACE}%", "exakt", "B2 + B3", False),
        (2019, f"12,8{SPACE}%", "exakt", "B2 + B3", False),
    ]


def test_carried_reading_says_what_is_estimated_and_how(small: Atlas) -> None:
    sentence, rows = reading(small, "umgerechnet")
    assert sentence == (
        "Alle Jahre auf dem Gebietsstand 2018: 2016 geschätzt nach Fläche, 2018–2019 exakt. Gestrichelt ist geschätzt."
    )
    assert rows[0] == (2016, f"13,1{SPACE}%", "geschätzt nach Fläche", "B2 Bahnhof", False)


def test_areas_are_called_by_the_chosen_gebietsstand_wherever_they_were_counted(small: Atlas) -> None:
    _, rows = reading(small, "umgerechnet", stand="2011")
    assert [row[3] for row in rows] == ["B2 Bahnhof und Bruch"] * 3


def test_unchanged_area_has_no_break(small: Atlas) -> None:
    sentence, rows = reading(small, "original", raum="0500101")
    assert sentence == "Die Grenzen haben sich hier kaum oder gar nicht geändert: Die Reihe hat keinen Bruch."
    assert [row[-1] for row in rows] == [False, False, False]


def test_without_an_area_the_series_is_about_the_filter_or_the_region(small: Atlas) -> None:
    names = []
    for place in ({"raum": None, "innerhalb": "05002"}, {"raum": None}):
        answer = update_series(STATION | place, small)
        assert answer is not None
        names.append(answer["name"])
    assert names == ["Bdorf", "Musterkreis"]


def test_suppressed_year_has_a_sign_and_no_number(small: Atlas) -> None:
    # unemployed in A1 are suppressed in 2018 and 2019, see tests/applications.py
    answer = update_series(STATION | {"indikator": "arbeitslosenanteil", "raum": "0500101"}, small)
    assert answer is not None
    rows = {row["jahr"]: row for row in answer["lesarten"]["original"]["zeilen"]}
    assert (rows[2018]["wert"], rows[2018]["text"], rows[2018]["spanne"]) == (
        None,
        f"{Status.SUPPRESSED.sign} geheim zu halten",
        None,
    )
