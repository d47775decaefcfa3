"""Change between two years on one Gebietsstand, by hand from `tests/regionbuilder.py`: B2 is divided into B2 and B3.

Under 18 of all in percent: B2 old 105/800 = 13.125, B2 60/500 = 12.0 in 2018; A1 150/1000 = 15.0 and, in 2019,
150/1010 = 14.851.
"""

import csv
import io
import json
from typing import Any

import brotli
import pytest

from callbacks.context import update_context
from callbacks.profile import update_profile
from dashboard.atlas import Atlas
from dashboard.tables.explorer import build_csv
from layouts.changes import change_rows
from layouts.selection import Grenzaenderung, base_years, change_years, parse_selection

NEW = ("2018", "sozialraum")
QUESTION = {"indikator": "anteil_u18", "stand": "2018", "ebene": "sozialraum", "basis": 2016}
CARRY, REFUSE = Grenzaenderung.UMRECHNEN, Grenzaenderung.AUSLASSEN


def change(region: Atlas, indikator: str, basis: int, rule: Grenzaenderung, area: tuple[str, int]) -> dict[str, Any]:
    """Row of an area and year of the new Gebietsstand."""
    rows = change_rows(region, indikator, NEW, basis, rule)
    return dict(zip(rows.columns, rows.to_numpy()[rows.index.get_loc(area)], strict=True))


def test_years_are_those_of_all_gebietsstaende(small: Atlas) -> None:
    assert base_years(small, "anteil_u18", "sozialraum") == (2016, 2018)
    assert change_years(small, "anteil_u18", "sozialraum", 2016) == (2018, 2019)


def test_carried_value_is_compared_and_judged(small: Atlas) -> None:
    row = change(small, "anteil_u18", 2016, CARRY, ("0500202", 2018))
    assert row["wert"] == pytest.approx(12.0 - 13.125)
    assert (row["guete"], row["vergleich"]) == ("geschätzt nach Fläche", None)


def test_divided_area_is_refused_where_nothing_is_carried(small: Atlas) -> None:
    for jahr in (2018, 2019):
        refused = change(small, "anteil_u18", 2016, REFUSE, ("0500202", jahr))
        assert (str(refused["wert"]), refused["vergleich"]) == ("nan", "Grenzen verändert")
    # nothing happened to A1
    unchanged = change(small, "anteil_u18", 2016, REFUSE, ("0500101", 2019))
    assert unchanged["wert"] == pytest.approx(100 * 150 / 1010 - 15.0)
    assert unchanged["vergleich"] is None


def test_years_of_one_gebietsstand_are_always_comparable(small: Atlas) -> None:
    assert change_rows(small, "anteil_u18", NEW, 2018, REFUSE)["vergleich"].isna().all()


def test_counts_change_by_percent(small: Atlas) -> None:
    row = change(small, "bev_insgesamt", 2018, CARRY, ("0500101", 2019))
    assert row["wert"] == pytest.approx(1.0)  # 1,000 to 1,010


def test_suppressed_year_hides_the_change(small: Atlas) -> None:
    # A1 is suppressed in 2018 and 2019, see tests/applications.py
    row = change(small, "arbeitslosenanteil", 2018, CARRY, ("0500101", 2019))
    assert row["status"] == "gesperrt"
    assert {str(row[name]) for name in ("wert", "vorher", "nachher")} == {"nan"}


def test_file_has_a_sign_of_its_own_for_what_is_refused(small: Atlas) -> None:
    content = small.change_file("anteil_u18", NEW, 2016, REFUSE)
    document = json.loads(brotli.decompress(content.br))
    assert document["jahre"] == [2018, 2019]
    assert document["s"] == ["oooobb", "oooobb"]
    assert document["w"][0] == [0, 0, 0, 0, None, None]
    assert document["w"][1][0] == -1  # 14.851 − 15 = −0.1 percentage points
    assert (document["eintrag"]["art"], document["eintrag"]["einheit"]) == ("veraenderung", "Prozentpunkte")


def test_headline_counts_what_cannot_be_compared(small: Atlas) -> None:
    answer = update_context(QUESTION | {"grenzaenderung": "auslassen"}, small)
    assert answer is not None
    assert answer["jahre"][2018]["satz"].endswith(" ohne Wert: 2 von 6. Davon nicht vergleichbar: 2.")
    assert answer["jahre"][2018]["quelle"].startswith("Veränderung gegenüber 2016. Datenquelle: Einwohnermelderegister")


def test_profile_shows_both_values_and_the_quality(small: Atlas) -> None:
    answer = update_profile(QUESTION | {"raum": "0500202"}, small)
    assert answer is not None
    year = answer["jahre"][2018]
    assert year["wert"] == "−1,1\u00a0Prozentpunkte"
    assert year["zeilen"][:2] == [("2016", "13,1\u202f%"), ("2018", "12,0\u202f%")]
    assert year["guete"]["name"] == "geschätzt nach Fläche"


def test_profile_says_why_an_area_is_not_compared(small: Atlas) -> None:
    answer = update_profile(QUESTION | {"raum": "0500202", "grenzaenderung": "auslassen"}, small)
    assert answer is not None
    assert answer["jahre"][2018]["wert"] == "nicht vergleichbar: Grenzen verändert"
    assert not answer["jahre"][2018]["darstellbar"]


def test_csv_has_both_values_and_the_reason(small: Atlas) -> None:
    selection, _ = parse_selection(QUESTION | {"jahr": 2018, "grenzaenderung": "auslassen"}, small)
    rows = list(csv.reader(io.StringIO(build_csv(small, selection).decode("utf-8-sig")), delimiter=";"))
    table = [row for row in rows if len(row) > 5]
    assert table[0][4:7] == ["Wert 2016", "Wert 2018", "Veränderung"]
    assert table[1][:7] == ["0500101", "A1", "Aue", "Astadt", "15,0", "15,0", "0,0"]
    assert (table[5][6], table[5][-1]) == ("", "nicht vergleichbar: Grenzen verändert")


def test_unknown_base_year_gets_a_notice(small: Atlas) -> None:
    selection, notices = parse_selection(QUESTION | {"basis": 1900}, small)
    assert selection.basis is None
    assert [notice.text for notice in notices] == ["Eine Veränderung gegenüber „1900“ gibt es hier nicht."]
