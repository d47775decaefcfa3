"""Quality of shown values: said exactly where a Gebietsstand was not in force on the day of the count."""

import csv
import io
import json

import brotli

from callbacks.profile import update_profile
from dashboard.atlas import Atlas
from dashboard.tables.explorer import build_csv
from layouts.selection import parse_selection
from layouts.sentences import source_line

PLACE = {"indikator": "sgb2_quote", "stand": "2018", "ebene": "sozialraum"}


def test_years_before_the_gebietsstand_are_counted_anew(demo: Atlas) -> None:
    # in force since 1 January 2018; days of count are 31 December 2014 to 2022
    document = json.loads(brotli.decompress(demo.values_file("sgb2_quote", "2018", "sozialraum").br))
    assert dict(zip(document["jahre"], document["g"], strict=True)) == {
        2014: "a", 2015: "a", 2016: "a", 2017: "a", 2018: "", 2019: "", 2020: "", 2021: "", 2022: "",
    }  # fmt: skip


def test_gebietsstand_in_force_needs_no_words(small: Atlas) -> None:
    document = json.loads(brotli.decompress(small.values_file("anteil_u18", "2018", "sozialraum").br))
    assert document["g"] == ["", ""]


def test_profile_explains_what_is_not_simply_exact(demo: Atlas) -> None:
    answer = update_profile(PLACE | {"raum": "A1a"}, demo)
    assert answer is not None
    assert answer["jahre"][2022]["guete"] is None
    assert answer["jahre"][2016]["guete"] == {
        "name": "neu ausgezählt",
        "text": "Am 31.12.2016 galt dieser Gebietsstand noch nicht (gültig ab 01.01.2018); die Zahlen sind für seine "
        "Grenzen nachträglich gezählt.",
    }


def test_suppressed_value_has_no_quality(demo: Atlas) -> None:
    # B3 of the draft is suppressed, see tests/browser/test_series.py
    answer = update_profile(PLACE | {"stand": "2016-entwurf", "raum": "B3"}, demo)
    assert answer is not None
    assert [year["guete"] for year in answer["jahre"].values()] == [None, None, None]


def test_csv_says_it_of_every_row(demo: Atlas) -> None:
    selection, _ = parse_selection(PLACE | {"jahr": 2016}, demo)
    rows = list(csv.reader(io.StringIO(build_csv(demo, selection).decode("utf-8-sig")), delimiter=";"))
    table = [row for row in rows if len(row) > 5]
    assert table[0][-1] == "Güte"
    # every area with a value; suppressed ones have none
    assert {row[-1] for row in table[1:] if row[4] != "•"} == {"neu ausgezählt"}
    assert {row[-1] for row in table[1:] if row[4] == "•"} == {""}


def test_source_line_says_it_once(demo: Atlas) -> None:
    place = ("sgb2_quote", "2018", "sozialraum")
    assert "in zehn Kommunen), neu ausgezählt. Datenstand" in source_line(demo, *place, 2016)
    assert "neu ausgezählt" not in source_line(demo, *place, 2022)
