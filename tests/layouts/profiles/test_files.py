"""PDF/UA and slides of a profile: structure, numbers, bookmarks, and that texts stay texts."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from pptx.util import Emu

from dashboard.atlas import Atlas
from layouts.profiles.pictures import draw_chart
from layouts.profiles.profile import Kind, Point, Profile, Series, TimeChart
from layouts.profiles.slidetables import column_widths
from layouts.sheets.items import SEMIBOLD
from layouts.sheets.typesetting import text_width
from tests.layouts.sheets.test_typeset import attribute_of, elements, tags
from tests.profiles import document_for, open_profile, open_slides, profile_of, texts_of_slides

HOSTILE = "#panic() *a* _b_ $c$ <script>alert(1)</script> \"'&" + " sehr" * 60 + "ü" * 80


@pytest.fixture(scope="module")
def profile(small: Atlas) -> Profile:
    return profile_of(small, Kind.GRUPPE, "05001")


@pytest.fixture(scope="module")
def pdf(small: Atlas, profile: Profile) -> pikepdf.Pdf:
    return open_profile(small, profile)


def test_pdf_declares_universal_accessibility(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "de-DE"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Profil Astadt"


def test_headings_do_not_skip_a_level_and_are_bookmarks(pdf: pikepdf.Pdf, profile: Profile) -> None:
    levels = [int(tag[2]) for tag in tags(pdf) if tag[:2] == "/H" and tag[2:].isdigit()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    with pdf.open_outline() as outline:
        marks = [item.title for item in outline.root]
    assert marks[0] == "Auf einen Blick"
    assert [c.title for c in profile.chapters] == [mark for mark in marks if mark in ("Bevölkerung", "Arbeit")]


def test_tables_have_headers_and_pictures_have_words(pdf: pikepdf.Pdf) -> None:
    names = tags(pdf)
    assert names.count("/Table") >= 4
    heads = [element for element in elements(pdf) if element.S == "/TH"]
    assert heads
    assert {attribute_of(head, "/Scope") for head in heads} == {"/Column"}
    figures = [str(element.Alt) for element in elements(pdf) if element.S == "/Figure"]
    assert any(text.startswith("Karte Arbeitslosenanteil 2019.") for text in figures)
    assert any(text.startswith("QR-Code mit dem Link") for text in figures)
    assert all(figures)
    assert "/TOC" in names


def test_document_says_what_the_published_frames_say(small: Atlas, profile: Profile) -> None:
    document = document_for(small, profile)
    (row,) = document["kapitel"][1]["zeilen"]
    place: Any = ("kommune", "05001", 2019)
    published = small.published("arbeitslosenanteil", "2018").loc[place]
    assert (published["fallzahl"], published["nenner"]) == (174, 3830)
    assert (row["wert"], row["anzahl"]) == ("4,5", "174")


def test_columns_without_anything_in_them_are_left_out(small: Atlas, profile: Profile) -> None:
    rows = tuple(
        replace(row, change="", compared=tuple(replace(one, text="…", count="") for one in row.compared))
        for row in profile.chapters[0].rows
    )
    empty = replace(profile, chapters=(replace(profile.chapters[0], rows=rows), *profile.chapters[1:]))
    assert document_for(small, empty)["kapitel"][0]["leer"] == ["veraenderung", "vergleich0"]
    assert document_for(small, profile)["kapitel"][0]["leer"] == []
    assert open_profile(small, empty).Root.MarkInfo.Marked


def test_narrow_time_charts_name_their_lines_above() -> None:
    points = (Point(2018, 5.0, False), Point(2022, 7.5, False))
    lines = (Series("Astadt", points), Series("Musterkreis", points))
    chart = TimeChart("Quote", "%", 1, lines, "Zeitverlauf", ("7,5\u202f%",) * 2)
    narrow, wide = (draw_chart(chart, "#7a2e3a", width, 90.0) for width in (150.0, 320.0))
    plots = [max(float(x) for x in re.findall(r'cx="([\d.]+)"', svg)) / w for svg, w in ((narrow, 150), (wide, 320))]
    assert plots[0] > 0.9 > plots[1]
    assert all(word in narrow for word in ("Astadt", "Musterkreis", "7,5\u202f%"))


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_hostile_names_are_plain_text(small: Atlas, profile: Profile, kind: str) -> None:
    chapters = tuple(replace(chapter, title=HOSTILE, message=HOSTILE) for chapter in profile.chapters)
    hostile = replace(profile, name=HOSTILE, lead=HOSTILE, chapters=chapters, names=(HOSTILE, HOSTILE))
    if kind == "pdf":
        with open_profile(small, hostile).open_metadata() as metadata:
            assert HOSTILE[:50] in metadata["dc:title"]
    else:
        deck = open_slides(small, hostile)
        assert any("<script>alert(1)</script>" in text for text in texts_of_slides(deck))


def test_same_day_same_file(small: Atlas, profile: Profile) -> None:
    first, second = (open_profile(small, profile) for _ in range(2))
    assert [page.Contents.read_bytes() for page in first.pages] == [p.Contents.read_bytes() for p in second.pages]


def test_slides_have_editable_maps_native_charts_and_tables(demo: Atlas) -> None:
    deck = open_slides(demo, profile_of(demo, Kind.GRUPPE, "05334020"))
    groups = [shape for slide in deck.slides for shape in slide.shapes if shape.name == "Karte"]
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert len(groups) > 20
    assert len(charts) > 20
    assert len(tables) >= 13
    assert all(table.first_row for table in tables)
    assert all(slide.shapes.title.text_frame.text.strip() for slide in deck.slides)


def test_slide_chart_holds_the_published_series(demo: Atlas) -> None:
    deck = open_slides(demo, profile_of(demo, Kind.GRUPPE, "05334020"))
    slide = next(s for s in deck.slides if s.shapes.title.text_frame.text == "Erwerbslosigkeit und SGB II")
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    own = next(iter(chart.plots[0].series))
    published = demo.published("sgb2_quote", "2018")["wert"].loc["kommune", "05334020"]
    assert list(chart.plots[0].categories) == [str(year) for year in published.index]
    assert list(own.values) == pytest.approx(published.tolist())


def test_nothing_lies_outside_a_slide(demo: Atlas) -> None:
    deck = open_slides(demo, profile_of(demo, Kind.RAUM, "B4a"))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert Emu(-2 * 12_700) <= shape.left
            assert shape.left + shape.width <= deck.slide_width + 2 * 12_700
            assert shape.top + shape.height <= deck.slide_height + 12 * 12_700, (slide.shapes.title.text, shape.name)


def test_columns_have_room_for_their_longest_word() -> None:
    rows = [
        ["Indikator", "Anzahl", "Baesweiler", "StädteRegion"],
        ["Anteil der unter 6-Jährigen", "1.540", "5,6 %", "5,5"],
    ]
    widths = column_widths(rows, 400, (3.2, 1, 1.4, 0.2), 12)
    assert widths is not None
    assert sum(widths) == pytest.approx(400)
    assert widths[3] > 1.1 * text_width("StädteRegion", 12, SEMIBOLD)
    assert widths[0] > widths[2]


def test_columns_too_narrow_for_their_words_ask_for_smaller_type() -> None:
    rows = [["Handlungsfelder", "Wohnungsmarktberichte", "Grundsicherungsempfang", "Alleinerziehende"]]
    assert column_widths(rows, 200, (1, 1, 1, 1), 13) is None
    assert column_widths(rows, 340, (1, 1, 1, 1), 6) is not None
