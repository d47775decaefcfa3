"""The files of the browser. Expected numbers worked out by hand from `tests/regionbuilder.py`."""

import json
from typing import Any

import pytest

from dashboard.atlas import Atlas
from dashboard.documents import (
    directory_document,
    names_document,
    steps,
    values_document,
    year_limits_document,
)
from indicators.status import Status
from layouts.classification import palette_of
from layouts.region import indicator_of

# order of all rows: A1, A2, A10, B1, B2, B3
AREAS = ["0500101", "0500102", "0500110", "0500201", "0500202", "0500203"]


def values(region: Atlas, indikator: str, stand: str = "2018", ebene: str = "sozialraum") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(values_document(region, indikator, stand, ebene))
    return document


def unfold(rows: list[list[int | None]]) -> list[list[int | None]]:
    """Undo the steps as the browser does: each number adds to the area's last one."""
    before = [0] * len(rows[0])
    unfolded: list[list[int | None]] = []
    for row in rows:
        before = [last if step is None else last + step for last, step in zip(before, row, strict=True)]
        unfolded.append([None if step is None else value for value, step in zip(before, row, strict=True)])
    return unfolded


def test_years_are_steps_from_the_last_year_with_a_number() -> None:
    assert steps([[5, float("nan"), 7], [6, 4, float("nan")], [4, 4, 9]]) == [[5, None, 7], [1, 4, None], [-2, 0, 2]]


def test_values_travel_as_whole_numbers_of_the_last_decimal(small: Atlas) -> None:
    document = values(small, "anteil_u18")
    assert (document["indikator"], document["jahre"], document["stellen"]) == ("anteil_u18", [2018, 2019], 1)
    # 150/1,000 = 15.0 %; 2019: 150/1,010 = 14.85 → 14.9; 400/2,010 = 19.90; 100/810 = 12.35 → 12.3; 300/1,210 = 24.79
    assert unfold(document["w"]) == [[150, 200, 125, 250, 120, 150], [149, 199, 123, 248, 118, 145]]
    assert unfold(document["z"]) == [[150, 400, 100, 300, 60, 45]] * 2


def test_suppressed_value_is_null_everywhere(small: Atlas) -> None:
    document = values(small, "arbeitslosenanteil")
    # 8 of 1,000 in A1 and 6 of 800 in A10 are below the minimum of 10; 0 of 300 in B3 is published
    assert document["w"][0] == [None, 80, None, 75, 50, 0]
    assert document["z"][0] == [None, 160, None, 90, 25, 0]
    assert document["s"][0] == "sosooo"
    assert [(ranks[0][0], ranks[0][2]) for ranks in document["r"]] == [(None, None), (None, None)]
    assert document["n"] == [4, 4]


def test_statuses_are_left_out_where_all_are_observed(small: Atlas) -> None:
    assert values(small, "anteil_u18")["s"] == ["", ""]


def test_rank_ranges_follow_the_intervals(small: Atlas) -> None:
    # Wilson 2018: A2 8.0 (6.9–9.3), B1 7.5 (6.1–9.1), B2 5.0 (3.4–7.3), B3 0.0 (0–1.3)
    best, worst = (rows[0] for rows in values(small, "arbeitslosenanteil")["r"])
    assert best == [None, 1, None, 1, 1, 4]
    assert worst == [None, 3, None, 3, 3, 4]


def test_references_are_those_of_groups_and_region(small: Atlas) -> None:
    document = values(small, "arbeitslosenanteil")
    # Astadt 174/3,800 and 174/3,830, Bdorf 115/2,000 and 115/2,030, Musterkreis 289/5,800 and 289/5,860
    assert document["gruppen"] == {"05001": [46, 45], "05002": [58, 57]}
    assert document["region"] == [50, 49]


def test_limits_use_published_values_of_all_years(small: Atlas) -> None:
    document = values(small, "arbeitslosenanteil")
    # lowest 0.0, highest 8.0: three equal intervals end at 2.67 and 5.33, shown with one decimal
    assert document["grenzen"]["gleich"]["3"] == [2.7, 5.3]
    assert (document["tiefster"], document["hoechster"]) == (0.0, 8.0)
    for by_count in document["grenzen"].values():
        assert [len(limits) + 1 for limits in by_count.values()] == [int(k) for k in by_count]


def test_limits_of_single_years(small: Atlas) -> None:
    document = json.loads(year_limits_document(small, "anteil_u18", "2018", "sozialraum"))
    assert list(document) == ["2018", "2019"]
    # 2018: 12.0 to 25.0; 2019: 11.8 to 24.8
    assert document["2018"]["gleich"]["4"] == [15.2, 18.5, 21.8]
    assert document["2019"]["gleich"]["4"] == [15.1, 18.3, 21.6]


def test_counts_have_no_second_count(small: Atlas) -> None:
    document = values(small, "bev_insgesamt")
    assert document["z"] is None
    assert document["w"][0] == [1000, 2000, 800, 1200, 500, 300]
    assert document["region"] == [5800, 5860]


def test_upper_levels_have_their_own_values(small: Atlas) -> None:
    assert unfold(values(small, "arbeitslosenanteil", ebene="kommune")["w"]) == [[46, 58], [45, 57]]
    assert unfold(values(small, "arbeitslosenanteil", ebene="region")["w"]) == [[50], [49]]


def test_old_gebietsstand_has_its_own_areas_and_years(small: Atlas) -> None:
    document = values(small, "bev_insgesamt", stand="2011")
    assert document["jahre"] == [2016]
    assert unfold(document["w"]) == [[1000, 2000, 800, 1200, 800]]


def test_names_stand_in_the_order_of_the_values(small: Atlas) -> None:
    assert json.loads(names_document(small, "2018", "sozialraum")) == {
        "ids": AREAS,
        "kuerzel": ["A1", "A2", "A10", "B1", "B2", "B3"],
        "namen": ["Aue", "Altstadt", "Anhöhe", "B1", "Bahnhof", "Bruch"],
        "gruppe": ["05001", "05001", "05001", "05002", "05002", "05002"],
    }


def test_whole_region_has_no_group(small: Atlas) -> None:
    assert json.loads(names_document(small, "2018", "region"))["gruppe"] == [None]


def test_directory_lists_what_there_is_to_choose(small: Atlas) -> None:
    directory = json.loads(directory_document(small, {}))
    assert directory["regionsname"] == "Musterkreis"
    assert [level["id"] for level in directory["ebenen"]] == ["sozialraum", "kommune", "region"]
    assert directory["gruppen"]["2018"] == {"05001": "Astadt", "05002": "Bdorf"}
    assert directory["indikatoren"]["anteil_u18"]["jahre"]["2011"] == {
        "sozialraum": [2016], "kommune": [2016], "region": [2016]
    }  # fmt: skip
    assert directory["signs"] == {"beobachtet": "", "gesperrt": "•", "fehlt": "…", "unsicher": "/",
                                  "undefiniert": "x", "nicht_klassiert": "()"}  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "palette", "expected"),
    [("belastend", None, "burg"), ("entlastend", None, "teal"), ("neutral", None, "blau"),
     ("belastend", "grau", "grau"), ("neutral", "regenbogen", "blau")],
)  # fmt: skip
def test_palette_follows_the_direction(small: Atlas, direction: str, palette: str | None, expected: str) -> None:
    entry = indicator_of(small, "anteil_u18")
    changed = entry.model_validate(entry.model_dump() | {"richtung": direction, "palette": palette})
    assert palette_of(changed) == expected


def test_every_document_of_the_demonstration_is_complete(demo: Atlas) -> None:
    letters = {status.letter for status in Status}
    ebene, stand = "kommune", demo.config.gebietsstaende[-1].id
    for key in demo.catalogue.indikatoren:
        years = demo.years(key, stand, ebene)
        if not years:
            continue
        document, n = values(demo, key, stand, ebene), len(demo.areas(stand, ebene))
        best, worst = document["r"]
        for row, signs, first, last in zip(document["w"], document["s"], best, worst, strict=True):
            assert len(row) == len(first) == len(last) == n
            assert set(signs or "o" * n) <= letters
            assert [value is None for value in row] == [sign != "o" for sign in signs or "o" * n]
