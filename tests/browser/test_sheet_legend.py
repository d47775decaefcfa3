"""The printed legend is the legend of the screen: `layouts/sheets/legend.py` and `assets/explorer/62_legend.js`."""

from typing import Any

import pytest

from dashboard.atlas import Atlas
from layouts.selection import parse_selection
from layouts.sheets.content import build_sheet
from layouts.sheets.sheet import Sheet
from tests.browser.explorer import Explorer
from tests.sheets import IMPRINT

VIEWS: list[dict[str, Any]] = [
    {},
    {"raum": "A1a"},
    {"innerhalb": "05334004", "raum": "A1b"},
    {"indikator": "ohne_abschluss"},
    {"methode": "quantile", "klassen": 7},
    {"methode": "stdabw", "klassen": 3, "bezug": "jahr", "jahr": 2019},
    {"methode": "eigene", "grenzen": [5, 12.5, 20], "klassen": 4},
    {"palette": "viridis", "methode": "jenks"},
    {"ebene": "kommune", "raum": "05334004"},
    {"indikator": "anteil_65plus", "jahr": 2018},
    {"basis": 2014, "raum": "A1a"},
    {"basis": 2014, "bezug": "jahr", "stand": "2016-entwurf", "grenzaenderung": "auslassen"},
]
MARKS = """() => [...document.querySelectorAll('#legende .marke')].map((mark) => [mark.classList[1],
  mark.querySelector('.marke-name').textContent, mark.querySelector('.marke-wert').textContent])"""
FOOT = "() => [...document.querySelectorAll('#legende .legende-fuss')].map((p) => p.textContent)"
TITLE = "() => document.querySelector('#legende .legende-titel').textContent"


def sheet_of_screen(page: Explorer, demo: Atlas) -> Sheet:
    asked = page.selection
    selection, notices = parse_selection(asked, demo)
    assert notices == ()
    return build_sheet(demo, selection, IMPRINT)


def rgb(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(map(str, view.values())) or "start")
def test_classes_signs_marks_and_notes_are_the_same(explorer: Explorer, demo: Atlas, view: dict[str, Any]) -> None:
    page = explorer.show(**view)
    legend = sheet_of_screen(page, demo).legend
    assert page.js(TITLE) == legend.title
    on_screen = [(row["text"], row["farbe"], row["n"]) for row in reversed(page.legend())]
    assert [(row.text, rgb(row.fill.colour), int(row.n)) for row in legend.rows] == on_screen
    assert {row.text: int(row.n) for row in legend.signs} == page.legend_without_value()
    assert [[mark.kind.value, mark.name, mark.value] for mark in legend.marks] == page.js(MARKS)
    assert list(legend.notes) == page.js(FOOT)


ALL_ROWS = """() => [...document.querySelectorAll('#legende .klasse, #legende .ohne')]
  .map((row) => [row.querySelector('.klasse-text').textContent, row.querySelector('.klasse-n').textContent])"""
ALL_TITLES = "() => [...document.querySelectorAll('#legende .legende-titel')].map((p) => p.textContent)"


@pytest.mark.parametrize("view", [
    {"vergleich": "anteil_65plus"},
    {"vergleich": "alo_anteil", "methode": "eigene", "grenzen": [5, 12.5, 20], "klassen": 4},
    {"vergleich": "alo_anteil", "basis": 2014, "bezug": "jahr"},
], ids=str)  # fmt: skip
def test_legends_of_two_maps_are_the_same(explorer: Explorer, demo: Atlas, view: dict[str, Any]) -> None:
    page = explorer.show(**view, karten=2)
    legends = [part.legend for part in sheet_of_screen(page, demo).parts]
    assert page.js(ALL_TITLES) == [legend.title for legend in legends]
    assert page.js(ALL_ROWS) == [[row.text, row.n] for legend in legends for row in (*legend.rows, *legend.signs)]
    assert page.js(FOOT) == [note for legend in legends for note in legend.notes]


def test_circles_have_the_same_values(explorer: Explorer, demo: Atlas) -> None:
    page = explorer.show(indikator="bev_insgesamt")
    values = page.js("() => [...document.querySelectorAll('#legende .kreis-legende text')].map((t) => t.textContent)")
    assert [text for _, text in sheet_of_screen(page, demo).legend.circles] == values


@pytest.mark.parametrize("view", [{"indikator": "ohne_abschluss", "innerhalb": "05334004"}, {"basis": 2014}], ids=str)
def test_words_around_the_map_are_the_same(explorer: Explorer, demo: Atlas, view: dict[str, Any]) -> None:
    page = explorer.show(**view)
    sheet = sheet_of_screen(page, demo)
    assert page.find("#titel").inner_text() == sheet.title
    assert page.find("#schlagzeile").text_content() == sheet.headline
    assert page.find("#definition").text_content() == sheet.definition
    assert page.find("#quelle").text_content() == sheet.source
    assert page.find("#synthetisch").text_content() == sheet.synthetic
