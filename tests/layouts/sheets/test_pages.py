"""The pages beside the explorer on paper: what their sheets say is what the pages answer.

Numbers of the Handlungsfelder of 2017 are those of the Sozialbericht 2018 (15 in 5 Kommunen, 43 in 9, 37 in 7, 12 in 5,
together 59 of 93); Baesweiler has 6 areas in the draft and 7 afterwards.
"""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from callbacks.gebietsstaende import update_revision
from callbacks.handlungsfelder import update_fields
from callbacks.indizes import update_index
from dashboard.atlas import Atlas
from dashboard.exports.pages import PAGES
from indicators.handlungsfelder.fields import Symbol
from layouts import ids
from layouts.handlungsfelder.symbols import PATHS
from layouts.sheets.papers import PAPERS
from layouts.sheets.sheet import Glyph, GlyphKind, Pattern, Sheet
from layouts.sheets.signs import glyph_items, outline
from layouts.sheets.slides import write_slides
from layouts.sheets.svg import write_svg
from layouts.sheets.workbook import write_workbook
from tests.layouts.sheets.test_arrangement import HOSTILE, check
from tests.layouts.sheets.test_typeset import elements, open_pdf
from tests.sheets import IMPRINT, arrange_sheet, words_of

VIEWS: list[tuple[str, dict[str, Any]]] = [
    ("handlungsfelder", {}),
    ("handlungsfelder", {"feld": "aeltere", "raum": "A1a"}),
    ("handlungsfelder", {"innerhalb": "05334032", "grenzen": "aeltere.2.1:0.4"}),
    ("indizes", {}),
    ("indizes", {"index": "eigener-index", "teile": "sgb2_quote,alo_anteil:2", "raum": "A1a"}),
    ("gebietsstaende", {}),
    ("gebietsstaende", {"innerhalb": "05334008", "von": "2016-entwurf", "nach": "2017", "raum": "neu:B3a"}),
    ("gebietsstaende", {"von": "2017", "nach": "2018", "faerbung": "werte"}),
]


def page_sheet(region: Atlas, page: str, **asked: object) -> Sheet:
    selection, notices = PAGES[page].parse(asked, region)
    assert notices == ()
    return PAGES[page].build(region, selection, IMPRINT)


@pytest.mark.parametrize(("page", "asked"), VIEWS, ids=str)
def test_link_leads_to_the_same_view(demo: Atlas, page: str, asked: dict[str, Any]) -> None:
    from urllib.parse import parse_qsl, urlsplit

    selection, _ = PAGES[page].parse(asked, demo)
    address = urlsplit(PAGES[page].build(demo, selection, IMPRINT).address)
    assert address.path == f"/{page}/"
    again, notices = PAGES[page].parse(dict(parse_qsl(address.query)), demo)
    assert notices == ()
    assert again == selection


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize(("page", "asked"), VIEWS, ids=str)
def test_nothing_collides(demo: Atlas, page: str, asked: dict[str, Any], paper: str) -> None:
    check(arrange_sheet(demo, page_sheet(demo, page, **asked), paper))


@pytest.mark.parametrize("text", HOSTILE, ids=["quotes", "markup", "long", "one-word"])
@pytest.mark.parametrize("page", sorted(PAGES))
def test_hostile_texts_fit(demo: Atlas, page: str, text: str) -> None:
    sheet = page_sheet(demo, page)
    parts = tuple(replace(part, title=text) for part in sheet.maps)
    sheet = replace(sheet, title=text, headline=text, maps=parts)
    check(arrange_sheet(demo, sheet, "1-1"))


@pytest.mark.parametrize(("page", "asked"), VIEWS, ids=str)
def test_every_area_is_drawn_once_on_its_map(demo: Atlas, page: str, asked: dict[str, Any]) -> None:
    sheet = page_sheet(demo, page, **asked)
    text = write_svg(sheet, arrange_sheet(demo, sheet)).decode()
    wanted = [area.key for part in sheet.parts for area in part.areas]
    for key in set(wanted):
        assert text.count(f'data-raum="{key}"') == wanted.count(key)


@pytest.mark.parametrize(("page", "asked"), VIEWS, ids=str)
def test_pdf_has_a_figure_for_each_map_and_a_table_of_every_area(demo: Atlas, page: str, asked: dict[str, Any]) -> None:
    sheet = page_sheet(demo, page, **asked)
    pdf = open_pdf(demo, sheet)
    found = elements(pdf)
    names = [str(element.S) for element in found]
    alts = [str(element.Alt) for element in found if element.S == "/Figure"]
    assert alts[: len(sheet.parts)] == [part.description for part in sheet.parts]
    assert names.count("/H1") == 1
    assert names.count("/Table") == len([part for part in sheet.parts if part.areas])
    assert names.count("/TR") >= sum(len(part.areas) for part in sheet.parts)


def test_handlungsfelder_have_the_numbers_words_and_colours_of_the_page(demo: Atlas) -> None:
    sheet = page_sheet(demo, "handlungsfelder", stand="2018", jahr=2017)
    answer = update_fields({"stand": "2018", "jahr": 2017}, demo)
    assert answer is not None
    assert (sheet.title, sheet.headline) == (answer["titel", "children"], answer["schlagzeile", "children"])
    assert sheet.source == answer["quelle", "children"]
    assert sheet.headline.startswith("59 von 93 Sozialräumen")
    told = [entry.words.partition(" · ")[0] for entry in sheet.legend.entries if entry.words]
    assert told == ["15 in 5 Kommunen", "43 in 9 Kommunen", "37 in 7 Kommunen", "12 in 5 Kommunen"]
    assert sum(int(row.n) for row in sheet.legend.rows) == 93
    painted = answer[ids.ANTWORT, "data"]
    card, drawing = painted["karten"]["a"], painted["zeichnung"]
    for area, klass, marks in zip(sheet.areas, card["klassen"], drawing["raeume"], strict=True):
        if klass < 0:
            assert area.fill.pattern is Pattern.HATCHED
        else:
            assert area.fill.colour == card["farben"][klass]
        assert [(g.path, g.colour, g.kind.value) for g in area.glyphs] == [
            (drawing["felder"][n]["form"], drawing["felder"][n]["farbe"], kind) for n, kind in marks
        ]


def test_symbols_tell_fields_apart_without_colour(demo: Atlas) -> None:
    sheet = page_sheet(demo, "handlungsfelder")
    paths = [entry.glyph.path for entry in sheet.legend.entries if entry.words]
    assert len(set(paths)) == len(paths) == 4
    drawn = arrange_sheet(demo, sheet).map.glyphs
    assert len(drawn) >= sum(len(area.glyphs) for area in sheet.areas)


@pytest.mark.parametrize("symbol", list(Symbol))
def test_symbol_is_a_closed_figure_of_the_usual_size(symbol: Symbol) -> None:
    ring = outline(PATHS[symbol])
    assert all(-0.01 <= value <= 10.01 for point in ring for value in point)
    shifted = (*ring[1:], ring[0])
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, shifted, strict=True))
    assert 30 < abs(doubled) / 2 < 80  # of 100


@pytest.mark.parametrize("kind", list(GlyphKind))
def test_every_kind_of_symbol_looks_different(kind: GlyphKind) -> None:
    path = PATHS[Symbol.KREIS]
    looks = {one: glyph_items(Glyph(path, "#aa3300", one), 0, 0, 10) for one in GlyphKind}
    assert [one for one, items in looks.items() if items == looks[kind]] == [kind]


def test_what_if_says_so_in_the_title(demo: Atlas) -> None:
    sheet = page_sheet(demo, "handlungsfelder", grenzen="aeltere.2.1:0.4")
    assert sheet.title.startswith("Was wäre, wenn: ")
    assert "kein Ergebnis des Berichts" in sheet.source


@pytest.mark.parametrize("asked", [{}, {"index": "eigener-index", "teile": "sgb2_quote,alo_anteil:2"}], ids=str)
def test_index_has_the_classes_and_words_of_the_page(demo: Atlas, asked: dict[str, Any]) -> None:
    sheet = page_sheet(demo, "indizes", **asked)
    answer = update_index(asked | ({"teile": asked["teile"].split(",")} if asked else {}), demo)
    assert answer is not None
    assert (sheet.title, sheet.headline) == (answer["titel", "children"], answer["schlagzeile", "children"])
    card = answer[ids.ANTWORT, "data"]["karten"]["a"]
    assert [-1 if area.klass is None else area.klass for area in sheet.areas] == card["klassen"]
    for area, klass, sign in zip(sheet.areas, card["klassen"], card["zeichen"], strict=True):
        if klass >= 0:
            assert area.fill.colour == card["farben"][klass]
        else:
            assert area.status.letter == sign
    if card["marken"] is not None:
        assert [area.mark for area in sheet.areas] == card["marken"]


def test_grid_has_a_sign_and_a_number_in_each_of_twelve_cells(demo: Atlas) -> None:
    grid = page_sheet(demo, "indizes", index="status_dynamik").legend.grid
    assert grid is not None
    cells = [cell for row in grid.cells for cell in row]
    assert len(cells) == 12
    assert len({cell.sign for cell in cells}) == 12
    sheet = page_sheet(demo, "indizes", index="status_dynamik")
    signs = sum(int(row.n) for row in sheet.legend.signs)
    assert sum(int(cell.n) for cell in cells) + signs == len(sheet.areas)
    words = words_of(arrange_sheet(demo, sheet))
    assert all(cell.sign in words for cell in cells)


def test_revision_has_both_borders_one_legend_and_the_pieces(demo: Atlas) -> None:
    asked = {"von": "2016-entwurf", "nach": "2017", "innerhalb": "05334008"}
    sheet = page_sheet(demo, "gebietsstaende", **asked)
    answer = update_revision(asked, demo)
    assert answer is not None
    assert sheet.title == answer["titel", "children"] == "Baesweiler: aus 6 werden 7 Sozialräume"
    first, second = sheet.parts
    assert (len(first.areas), len(second.areas)) == (6, 7)
    assert first.title.startswith("Entwurf 2016")
    assert (first.legend.title, second.legend.title) == ("Art der Änderung", "")
    assert {piece.key for piece in sheet.pieces} == set(answer[ids.ANTWORT, "data"]["teile"]["stuecke"])
    for panel in arrange_sheet(demo, sheet).panels:
        assert len(panel.map.pieces) == len(sheet.pieces)
    assert sheet.legend.entries[0].words == "8 Teile · rund 5.770 Menschen"


def test_chosen_area_shows_what_it_gained_and_gave_away(demo: Atlas) -> None:
    asked = {"von": "2016-entwurf", "nach": "2017", "innerhalb": "05334008", "raum": "neu:B3a"}
    sheet = page_sheet(demo, "gebietsstaende", **asked)
    names = [entry.name for entry in sheet.legend.entries]
    assert "kommt zum gewählten Raum hinzu" in names
    assert sheet.parts[1].chosen is not None
    assert sheet.parts[0].chosen is None


def test_workbook_has_a_row_for_every_area_of_each_map(demo: Atlas) -> None:
    sheet = page_sheet(demo, "gebietsstaende", von="2016-entwurf", nach="2017", innerhalb="05334008")
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(sheet)))
    assert book.sheetnames == ["Daten 1", "Daten 2", "Angaben"]
    counts = []
    for name in book.sheetnames[:2]:
        rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
        start = next(i for i, row in enumerate(rows) if row[0] == "Schlüssel")
        counts.append(len(rows) - start - 1)
    assert counts == [6, 7]


def test_index_stands_as_a_number_in_the_workbook(demo: Atlas) -> None:
    index = next(iter(demo.indices.indizes))
    sheet = page_sheet(demo, "indizes", index=index)
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(sheet)))
    rows = [[cell.value for cell in row] for row in book["Daten"].iter_rows()]
    start = next(i for i, row in enumerate(rows) if row[0] == "Schlüssel")
    assert rows[start][4:6] == ["Index", "Klasse"]
    values = {row[0]: row[4] for row in rows[start + 1 :] if isinstance(row[4], int | float)}
    assert values == {area.key: area.value for area in sheet.areas if area.value == area.value}


@pytest.mark.parametrize(("page", "asked"), VIEWS, ids=str)
def test_slides_hold_every_area_as_a_shape(demo: Atlas, page: str, asked: dict[str, Any]) -> None:
    sheet = page_sheet(demo, page, **asked)
    deck: Any = Presentation(io.BytesIO(write_slides(sheet, arrange_sheet(demo, sheet, "16-9"))))
    groups = [shape for shape in deck.slides[0].shapes if shape.name.startswith("Karte")]
    for group, part in zip(groups, sheet.parts, strict=True):
        told = [shape._element.nvSpPr.cNvPr.get("descr") for shape in group.shapes if hasattr(shape._element, "nvSpPr")]
        for area in part.areas:
            assert told.count(f"{area.label}: {area.shown}") == 1
