"""What a sheet says. Numbers of the small region are worked out by hand from `tests/regionbuilder.py`.

2019 under 18: A1 150/1,010, A2 400/2,010, A10 100/810, B1 300/1,210, B2 60/510, B3 45/310; Musterkreis 1,055/5,860,
Astadt 650/3,830, Bdorf 405/2,030. 2018 unemployed: A1 and A10 are suppressed, B3 is 0 of 300.
"""

import json
from datetime import date

import pytest

from dashboard.atlas import Atlas
from dashboard.documents import values_document
from indicators.status import Status
from layouts.sheets.sheet import Form, MarkKind, Pattern
from tests.sheets import sheet_of


def test_areas_carry_the_published_numbers_as_they_are_shown(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019)
    assert [(a.code, a.value, a.shown, a.count, a.base) for a in sheet.areas] == [
        ("A1", 14.9, "14,9\u202f%", 150, 1010),
        ("A2", 19.9, "19,9\u202f%", 400, 2010),
        ("A10", 12.3, "12,3\u202f%", 100, 810),
        ("B1", 24.8, "24,8\u202f%", 300, 1210),
        ("B2", 11.8, "11,8\u202f%", 60, 510),
        ("B3", 14.5, "14,5\u202f%", 45, 310),
    ]


def test_words_around_the_map(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019)
    assert sheet.title == "Anteil unter 18-Jähriger 2019"
    assert sheet.kicker == "Musterkreis · Sozialräume"
    assert sheet.headline == (
        "Am höchsten in B1 (Bdorf) mit 24,8\u202f%, am niedrigsten in B2 Bahnhof (Bdorf) mit 11,8\u202f%; "
        "Musterkreis: 18,0\u202f%."
    )
    assert sheet.address == "https://atlas.example/?indikator=anteil_u18&jahr=2019&ebene=sozialraum&stand=2018"
    assert sheet.created_text == "Herausgeber: Kreis Muster. Erstellt am 31.05.2024."
    assert "Gebietsstand Gebietsstand 2018. Datenstand 2024-05." in sheet.source
    assert sheet.synthetic is None
    assert sheet.marking is None


def test_extremes_are_named_unless_an_area_is_chosen(small: Atlas) -> None:
    highest, lowest = sheet_of(small, indikator="arbeitslosenanteil", jahr=2018).extremes
    assert (highest.title, lowest.title) == ("Am höchsten", "Am niedrigsten")
    assert highest.rows == (("A2 Altstadt (Astadt)", "8,0\u202f%"), ("B1 (Bdorf)", "7,5\u202f%"))
    assert lowest.rows == (("B3 Bruch (Bdorf)", "0,0\u202f%"), ("B2 Bahnhof (Bdorf)", "5,0\u202f%"))
    assert sheet_of(small, indikator="arbeitslosenanteil", jahr=2018, raum="0500201").extremes == ()


def test_suppressed_areas_have_no_number_anywhere(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="arbeitslosenanteil", jahr=2018)
    hidden = [area for area in sheet.areas if area.status is Status.SUPPRESSED]
    assert [area.code for area in hidden] == ["A1", "A10"]
    for area in hidden:
        assert area.shown == "• geheim zu halten"
        assert area.klass is None
        assert area.fill.pattern is Pattern.HATCHED
        assert all(number != number for number in (area.value, area.count, area.base))
    assert sheet.legend.signs[0].text == "• geheim zu halten"
    assert sheet.legend.signs[0].n == "2"


def test_published_zero_is_a_number(small: Atlas) -> None:
    zero = sheet_of(small, indikator="arbeitslosenanteil", jahr=2018).areas[-1]
    assert (zero.code, zero.status, zero.value, zero.shown) == ("B3", Status.OBSERVED, 0.0, "0,0\u202f%")


def test_filter_cuts_out_one_group_and_marks_it(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019, innerhalb="05002", raum="0500202")
    assert [area.code for area in sheet.areas] == ["B1", "B2", "B3"]
    assert sheet.kicker == "Bdorf, Musterkreis · Sozialräume"
    assert [(m.kind, m.name, m.value) for m in sheet.legend.marks] == [
        (MarkKind.GROUP, "Bdorf", "20,0"),
        (MarkKind.REGION, "Musterkreis", "18,0"),
        (MarkKind.AREA, "B2", "11,8"),
    ]
    assert sheet.chosen is not None
    assert (sheet.chosen.label, sheet.chosen.value) == ("B2 Bahnhof (Bdorf)", "11,8\u202f%")


def test_counts_are_circles_on_a_plain_ground(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="bev_insgesamt", jahr=2019)
    assert sheet.form is Form.SYMBOLS
    assert sheet.largest == 2010
    assert sheet.legend.rows == ()
    assert sheet.legend.circles == ((2000.0, "2.000"), (700.0, "700"), (100.0, "100"))
    assert len({area.fill for area in sheet.areas}) == 1


def test_description_says_what_the_map_shows(small: Atlas) -> None:
    text = sheet_of(small, indikator="arbeitslosenanteil", jahr=2018).description
    assert text.startswith("Karte Arbeitslosenanteil 2018. Am höchsten in A2 Altstadt (Astadt) mit 8,0")
    assert "Sozialräume ohne Wert: 2 von 6." in text
    assert "• geheim zu halten: 2" in text
    assert "Musterkreis: " in text


def limits_of(table: dict[str, list[float]], klassen: int) -> list[float]:
    """The largest number of classes that there is, as `limitsFor` in assets/30_values.js."""
    return next((table[str(k)] for k in range(klassen, 1, -1) if str(k) in table), [])


@pytest.mark.parametrize("methode", ["rund", "quantile", "jenks", "gleich", "stdabw"])
@pytest.mark.parametrize("bezug", ["alle", "jahr"])
@pytest.mark.parametrize("klassen", [3, 5, 7])
def test_limits_are_the_ones_of_the_screen(demo: Atlas, methode: str, bezug: str, klassen: int) -> None:
    from dashboard.documents import year_limits_document
    from layouts.selection import parse_selection
    from layouts.sheets.content import build_scale

    asked = {"indikator": "sgb2_quote", "jahr": 2020, "methode": methode, "bezug": bezug, "klassen": klassen}
    selection, notices = parse_selection(asked, demo)
    assert notices == ()
    place = ("sgb2_quote", selection.stand, selection.ebene)
    every = json.loads(values_document(demo, *place))["grenzen"]
    table = every if bezug == "alle" else json.loads(year_limits_document(demo, *place))["2020"]
    expected: list[float] = next(
        (table[methode][str(k)] for k in range(klassen, 1, -1) if str(k) in table[methode]), []
    )
    assert list(build_scale(demo, selection).limits) == expected


def test_synthetic_numbers_say_so(demo: Atlas) -> None:
    sheet = sheet_of(demo)
    assert sheet.synthetic == "Synthetische Demonstrationsdaten"
    assert sheet.description.startswith("Synthetische Demonstrationsdaten. Karte ")


def test_every_indicator_and_level_of_the_demonstration_has_a_sheet(demo: Atlas) -> None:
    for key in demo.catalogue.indikatoren:
        for stand in demo.config.gebietsstaende:
            for level in demo.config.ebenen:
                if years := demo.years(key, stand.id, level.id):
                    sheet = sheet_of(demo, indikator=key, jahr=years[-1], stand=stand.id, ebene=level.id)
                    assert len(sheet.areas) == len(demo.areas(stand.id, level.id))
                    counted = sum(int(row.n.replace(".", "")) for row in (*sheet.legend.rows, *sheet.legend.signs))
                    assert sheet.form is Form.SYMBOLS or counted == len(sheet.areas)
                    assert sheet.created == date(2024, 5, 31)
