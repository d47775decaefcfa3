"""Two maps on one sheet: two legends, one scale, both columns in every table.

2018: unemployed A2 8.0 %, B1 7.5 %, A1 and A10 suppressed; under 18 A1 15.0 %, see `test_content`.
"""

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from dashboard.atlas import Atlas
from dashboard.exports.explorer import lay_out
from layouts.sheets.arrangement import arrange
from layouts.sheets.delimited import write_plain_csv
from layouts.sheets.papers import PAPERS
from layouts.sheets.sheet import Form, Sheet
from layouts.sheets.slides import write_slides
from layouts.sheets.svg import write_svg
from layouts.sheets.table import table_head, table_rows, tables_of
from layouts.sheets.workbook import write_workbook
from tests.layouts.sheets.test_arrangement import HOSTILE, check, overlap
from tests.layouts.sheets.test_typeset import elements, open_pdf
from tests.sheets import arrange_sheet, sheet_of, words_of

PAIR: dict[str, Any] = {"indikator": "arbeitslosenanteil", "jahr": 2018, "vergleich": "anteil_u18", "karten": 2}


@pytest.fixture(scope="module")
def pair(small: Atlas) -> Sheet:
    return sheet_of(small, **PAIR)


def test_words_name_both(pair: Sheet) -> None:
    assert pair.title == "Arbeitslosenanteil und Anteil unter 18-Jähriger 2018"
    assert [part.title for part in pair.parts] == ["Arbeitslosenanteil 2018", "Anteil unter 18-Jähriger 2018"]
    assert pair.headline.startswith("Zwischen „Arbeitslosenanteil“ und „Anteil unter 18-Jähriger“ besteht")
    assert pair.definition.startswith("Arbeitslosenanteil: ")
    assert "Anteil unter 18-Jähriger: " in pair.definition
    assert pair.description.count("Karte ") == 2


def test_second_map_never_has_the_colours_or_own_limits_of_the_first(demo: Atlas) -> None:
    asked = {"indikator": "sgb2_quote", "jahr": 2022, "karten": 2, "methode": "eigene", "grenzen": [5, 12.5, 20]}
    first, second = sheet_of(demo, **asked, vergleich="alo_anteil").parts
    assert [row.text for row in first.legend.rows][-1] == "unter 5,0"
    assert not {row.fill for row in first.legend.rows} & {row.fill for row in second.legend.rows}
    assert second.legend.notes[0].startswith("Feste, runde Grenzen, über alle Jahre gleich.")


def test_second_map_takes_the_nearest_year(demo: Atlas) -> None:
    asked = {"indikator": "sgb2_quote", "jahr": 2022, "karten": 2}
    others = [key for key in demo.catalogue.indikatoren if 2022 not in demo.years(key, "2018", "sozialraum")]
    known = next(key for key in others if demo.years(key, "2018", "sozialraum"))
    years = demo.years(known, "2018", "sozialraum")
    second = sheet_of(demo, **asked, vergleich=known).parts[1]
    assert second.year == min(years, key=lambda year: abs(year - 2022))


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("asked", [{}, {"raum": "A1a"}, {"innerhalb": "05334032"}, {"basis": 2014}], ids=str)
def test_nothing_collides_and_both_maps_have_one_scale(demo: Atlas, paper: str, asked: dict[str, Any]) -> None:
    sheet = sheet_of(demo, indikator="sgb2_quote", jahr=2022, vergleich="bev_insgesamt", karten=2, **asked)
    arrangement = arrange_sheet(demo, sheet, paper)
    check(arrangement)
    first, second = (panel.map.frame for panel in arrangement.panels)
    assert (first.width, first.height) == (second.width, second.height)
    boxes = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in (first, second)]
    assert not overlap(*boxes)
    words = words_of(arrangement)
    for part in sheet.parts:
        assert part.title.split()[0] in words
        assert part.legend.title.split()[0] in words


@pytest.mark.parametrize("text", HOSTILE, ids=["quotes", "markup", "long", "one-word"])
@pytest.mark.parametrize("paper", ["a4-hoch", "16-9", "1-1"])
def test_hostile_titles_fit(demo: Atlas, paper: str, text: str) -> None:
    sheet = sheet_of(demo, indikator="sgb2_quote", jahr=2022, vergleich="anteil_65plus", karten=2)
    parts = tuple(replace(part, title=text, legend=replace(part.legend, title=text)) for part in sheet.maps)
    check(arrange_sheet(demo, replace(sheet, title=text, maps=parts), paper))


def test_second_level_is_the_first_unless_said_otherwise(small: Atlas, pair: Sheet) -> None:
    drawn = small.drawn_level("2018", "sozialraum", None)
    assert arrange(pair, drawn, PAPERS["16-9"]) == lay_out(small, pair, PAPERS["16-9"])


def test_svg_has_every_area_once_in_each_map_and_no_name_twice(small: Atlas, pair: Sheet) -> None:
    text = write_svg(pair, arrange_sheet(small, pair)).decode()
    assert [text.count(f'data-raum="{area.key}"') for area in pair.areas] == [2] * 6
    names = [part.partition('"')[0] for part in text.split(' id="')[1:]]
    assert len(names) == len(set(names))


def test_pdf_has_two_figures_and_one_table_with_both_columns(small: Atlas, pair: Sheet) -> None:
    (table,) = tables_of(pair)
    assert table_head(table)[3] == "Arbeitslosenanteil 2018 (%)"
    assert table_head(table)[6] == "Anteil unter 18-Jähriger 2018 (%)"
    assert table_rows(table)[0] == ("A1", "Aue", "Astadt", "•", "", "", "15,0", "150", "1.000")
    pdf = open_pdf(small, pair)
    found = elements(pdf)
    figures = [str(element.Alt) for element in found if element.S == "/Figure"]
    assert [text.partition(".")[0] for text in figures[:2]] == [
        "Karte Arbeitslosenanteil 2018", "Karte Anteil unter 18-Jähriger 2018",
    ]  # fmt: skip
    assert [str(element.S) for element in found].count("/Table") == 1


def test_workbook_has_both_columns_as_numbers(pair: Sheet) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(pair)))
    rows = [[cell.value for cell in row] for row in book["Daten"].iter_rows()]
    start = next(i for i, row in enumerate(rows) if row[0] == "Schlüssel")
    assert rows[start + 1][4:10] == ["•", None, None, 15, 150, 1000]
    assert rows[start + 2][4:7] == [8, 160, 2000]


def test_plain_csv_has_a_row_for_each_area_and_indicator(pair: Sheet) -> None:
    rows = list(csv.DictReader(io.StringIO(write_plain_csv(pair).decode())))
    assert [row["indikator"] for row in rows[::6]] == ["Arbeitslosenanteil 2018", "Anteil unter 18-Jähriger 2018"]
    assert [row["wert"] for row in rows if row["kuerzel"] == "A1"] == ["", "15.0"]


def test_slides_have_both_maps_and_a_chart_for_each(small: Atlas, pair: Sheet) -> None:
    deck: Any = Presentation(io.BytesIO(write_slides(pair, arrange_sheet(small, pair, "16-9"))))
    names = [shape.name for shape in deck.slides[0].shapes]
    assert {"Karte", "Karte 2"} <= set(names)
    assert [slide.shapes.title.text_frame.text for slide in deck.slides][1:] == [p.title for p in pair.parts]
    for slide in deck.slides:
        numbers = [e.get("id") for e in slide.shapes._spTree.iter() if e.tag.endswith("}cNvPr")]
        assert len(numbers) == len(set(numbers))


def test_counts_on_the_second_map_are_circles(demo: Atlas) -> None:
    sheet = sheet_of(demo, indikator="sgb2_quote", jahr=2022, vergleich="bev_insgesamt", karten=2)
    assert [part.form for part in sheet.parts] == [Form.CHOROPLETH, Form.SYMBOLS]
    first, second = arrange_sheet(demo, sheet).panels
    assert not first.map.symbols
    assert len(second.map.symbols) == 93
