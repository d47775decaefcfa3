"""Maps of change on paper. Numbers as in `tests/layouts/test_changes.py`, worked out from `tests/regionbuilder.py`.

Under 18 in percent on the borders of 2018: A1 15.0 in 2016 and 2018; B2 old 105/800 = 13.125, B2 60/500 = 12.0 in 2018.
"""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from dashboard.atlas import Atlas
from dashboard.documents import dump
from indicators.status import Status
from layouts.sheets.delimited import write_plain_csv
from layouts.sheets.geofiles import write_geojson
from layouts.sheets.sheet import Form, Pattern, Refusal, Sheet
from layouts.sheets.slides import write_slides
from layouts.sheets.svg import write_svg
from layouts.sheets.table import table_head, table_rows
from layouts.sheets.workbook import write_workbook
from tests.layouts.sheets.test_arrangement import check
from tests.layouts.sheets.test_typeset import elements, open_pdf
from tests.sheets import arrange_sheet, sheet_of, words_of

SINCE_2016: dict[str, Any] = {"indikator": "anteil_u18", "stand": "2018", "jahr": 2018, "basis": 2016}
REFUSED = SINCE_2016 | {"grenzaenderung": "auslassen"}


@pytest.fixture(scope="module")
def carried(small: Atlas) -> Sheet:
    return sheet_of(small, **SINCE_2016)


@pytest.fixture(scope="module")
def refused(small: Atlas) -> Sheet:
    return sheet_of(small, **REFUSED)


def test_words_name_both_years_gebietsstand_and_quality(carried: Sheet) -> None:
    assert carried.title == "Anteil unter 18-Jähriger: Veränderung 2016 bis 2018"
    assert carried.legend.title == "Anteil unter 18-Jähriger: Veränderung seit 2016 (Prozentpunkte)"
    assert carried.definition.endswith("Gezeigt wird die Veränderung in Prozentpunkte.")
    assert carried.source.startswith("Veränderung gegenüber 2016. Datenquelle: Einwohnermelderegister")
    assert carried.quality == (
        "Verglichen auf dem Gebietsstand Gebietsstand 2018. Güte der Veränderung (Sozialräume): exakt 4, "
        "geschätzt nach Fläche 2."
    )
    assert carried.address.endswith("&jahr=2018&ebene=sozialraum&stand=2018&basis=2016")


def test_areas_carry_the_change_and_both_values(carried: Sheet) -> None:
    assert carried.form is Form.CHOROPLETH
    area = next(area for area in carried.areas if area.code == "B2")
    assert (area.value, area.shown) == (-1.1, "−1,1\u00a0Prozentpunkte")
    assert area.cells == (13.1, 12.0, "geschätzt nach Fläche", "")


def test_refused_areas_are_dotted_counted_and_without_a_value(refused: Sheet) -> None:
    hidden = [area for area in refused.areas if area.refusal is not None]
    assert [area.code for area in hidden] == ["B2", "B3"]
    for area in hidden:
        assert area.refusal is Refusal.BORDERS
        assert area.fill.pattern is Pattern.DOTTED
        assert area.shown == "nicht vergleichbar: Grenzen verändert"
        assert area.value != area.value
        assert (area.klass, area.sign) == (None, "")
    assert [(row.text, row.n, row.status) for row in refused.legend.signs] == [
        ("nicht vergleichbar: Grenzen verändert", "2", Refusal.BORDERS)
    ]
    assert refused.headline.endswith("Davon nicht vergleichbar: 2.")


def test_suppressed_year_hides_the_change_and_both_values(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="arbeitslosenanteil", stand="2018", jahr=2019, basis=2018)
    area = sheet.areas[0]
    assert (area.code, area.status, area.shown) == ("A1", Status.SUPPRESSED, "• geheim zu halten")
    assert [str(cell) for cell in area.cells] == ["nan", "nan", "", ""]


@pytest.mark.parametrize("rule", ["umrechnen", "auslassen"])
@pytest.mark.parametrize("stand", ["2018", "2016-entwurf"])
def test_classes_limits_and_marks_are_those_of_the_file_for_the_screen(demo: Atlas, rule: str, stand: str) -> None:
    from dashboard.change_documents import change_document
    from layouts.selection import Grenzaenderung

    asked = {"indikator": "sgb2_quote", "stand": stand, "jahr": 2022, "basis": 2014, "grenzaenderung": rule}
    sheet = sheet_of(demo, **asked, methode="quantile", klassen=4, bezug="jahr")
    document = json.loads(change_document(demo, "sgb2_quote", (stand, "sozialraum"), 2014, Grenzaenderung(rule)))
    year = document["jahre"].index(2022)
    limits = document["grenzen"]["quantile"]["4"]
    steps = [[step for step in column if step is not None] for column in zip(*document["w"][: year + 1], strict=True)]
    values = [sum(column) / 10 if document["w"][year][i] is not None else None for i, column in enumerate(steps)]
    signs = document["s"][year] or "o" * len(values)
    expected = [
        sum(limit <= value for limit in limits) if value is not None and sign == "o" else None
        for value, sign in zip(values, signs, strict=True)
    ]
    assert [area.klass for area in sheet.areas] == expected
    letters = {Refusal.BORDERS: "b", Refusal.NEW_GROUND: "c"}
    assert "".join(letters[a.refusal] if a.refusal else a.status.letter for a in sheet.areas) == signs
    assert sheet.legend.marks[0].value == f"{document['region'][year] / 10:.1f}".replace("-", "−").replace(".", ",")
    assert sheet.legend.notes[0].startswith("Quantile (gleich viele Räume), über alle Jahre gleich.")


@pytest.mark.parametrize("paper", ["a4-hoch", "a4-quer", "16-9", "1-1", "4-5"])
def test_nothing_collides_and_every_sign_is_explained(demo: Atlas, paper: str) -> None:
    asked = {"stand": "2016-entwurf", "jahr": 2022, "basis": 2014, "grenzaenderung": "auslassen", "raum": "A1a"}
    sheet = sheet_of(demo, indikator="sgb2_quote", **asked)
    arrangement = arrange_sheet(demo, sheet, paper)
    check(arrangement)
    words = words_of(arrangement)
    for text in ("2014 bis", "nicht vergleichbar: Grenzen verändert", "• geheim zu halten", "Güte der Veränderung"):
        assert text in words


def test_svg_has_every_area_once(small: Atlas, refused: Sheet) -> None:
    text = write_svg(refused, arrange_sheet(small, refused)).decode()
    assert [text.count(f'data-raum="{area.key}"') for area in refused.areas] == [1] * 6
    assert text.count('fill="url(#gepunktet)"') == 3  # two areas and the legend


def test_workbook_has_changes_and_both_values_as_numbers(refused: Sheet) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(refused)))
    rows = [[cell.value for cell in row] for row in book["Daten"].iter_rows()]
    start = next(i for i, row in enumerate(rows) if row[0] == "Schlüssel")
    assert rows[start][4:] == [
        "Veränderung (Prozentpunkte)", "Wert 2016 (%)", "Wert 2018 (%)", "Güte", "Nicht vergleichbar",
    ]  # fmt: skip
    assert rows[start + 1][4:8] == [0, 15, 15, "exakt"]
    assert (rows[start + 5][4], rows[start + 5][7:9]) == (None, [None, "Grenzen verändert"])


def test_plain_csv_and_geodata_name_the_reason(small: Atlas, refused: Sheet) -> None:
    rows = list(csv.DictReader(io.StringIO(write_plain_csv(refused).decode())))
    assert [row["status"] for row in rows][4:] == ["grenzen_veraendert"] * 2
    assert (rows[0]["vorher"], rows[0]["nachher"], rows[0]["guete"]) == ("15.0", "15.0", "exakt")
    features = json.loads(write_geojson(refused, small.areas("2018", "sozialraum")))["features"]
    assert features[4]["properties"]["wert"] is None
    assert features[4]["properties"]["vergleich"] == "Grenzen verändert"
    assert dump(features[0]["properties"]["vorher"]) == b"15.0"


def test_pdf_table_has_both_years(small: Atlas, carried: Sheet) -> None:
    assert table_head(carried)[3:] == ("Veränderung (Prozentpunkte)", "Wert 2016 (%)", "Wert 2018 (%)", "Güte")
    assert table_rows(carried)[4] == ("B2", "Bahnhof", "Bdorf", "−1,1", "13,1", "12,0", "geschätzt nach Fläche")
    pdf = open_pdf(small, carried)
    tags = [str(element.S) for element in elements(pdf)]
    assert (tags.count("/TH"), tags.count("/TD")) == (7, 42)


def test_slides_rank_the_changes(small: Atlas, carried: Sheet) -> None:
    deck: Any = Presentation(io.BytesIO(write_slides(carried, arrange_sheet(small, carried, "16-9"))))
    chart = next(shape for shape in deck.slides[1].shapes if shape.has_chart).chart
    assert min(chart.plots[0].series[0].values) == -1.1
    assert "Güte der Veränderung" in deck.slides[0].notes_slide.notes_text_frame.text
