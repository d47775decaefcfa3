"""Slides: editable shapes and a native chart, read back with python-pptx."""

import io
import math
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml import parse_xml

from dashboard.atlas import Atlas
from layouts.sheets.items import Anchor, Box, MapDrawing, Shape, Text
from layouts.sheets.ranking import END, rank_areas
from layouts.sheets.sheet import Fill, Form, Sheet
from layouts.sheets.slidelabels import label_shape, read_grounds
from layouts.sheets.slides import write_slides
from tests.sheets import arrange_sheet, sheet_of

PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMESPACE = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


def open_deck(region: Atlas, sheet: Sheet) -> Any:
    return Presentation(io.BytesIO(write_slides(sheet, arrange_sheet(region, sheet, "16-9"))))


def map_of(deck: Any) -> Any:
    return next(shape for shape in deck.slides[0].shapes if shape.name == "Karte")


def descriptions(group: Any) -> dict[str, Any]:
    """Alternative text → shape."""
    named = {s._element.nvSpPr.cNvPr.get("descr"): s for s in group.shapes if s.has_text_frame}
    return {text: shape for text, shape in named.items() if text}


@pytest.fixture(scope="module")
def rate(small: Atlas) -> Any:
    return open_deck(small, sheet_of(small, indikator="arbeitslosenanteil", jahr=2018, raum="0500201"))


def test_the_same_view_is_the_same_file_at_any_time_of_day(small: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = sheet_of(small, indikator="arbeitslosenanteil", jahr=2018)
    arrangement = arrange_sheet(small, sheet, "16-9")
    first = write_slides(sheet, arrangement)
    monkeypatch.setattr("time.time", lambda: 1.0e9)
    monkeypatch.setattr("time.localtime", lambda *_: time.gmtime(1.0e9))
    assert write_slides(sheet, arrangement) == first


def test_slides_are_wide_and_titled(rate: Any) -> None:
    assert (rate.slide_width.pt, rate.slide_height.pt) == (960, 540)
    assert [slide.shapes.title.text_frame.text for slide in rate.slides] == ["Arbeitslosenanteil 2018"] * 2
    assert rate.core_properties.title == "Arbeitslosenanteil 2018"
    assert rate.core_properties.author == "Kreis Muster"


def test_every_area_is_an_editable_shape_with_its_value_as_alternative_text(rate: Any) -> None:
    shapes = descriptions(map_of(rate))
    assert list(shapes) == [
        "A1 Aue (Astadt): • geheim zu halten",
        "A2 Altstadt (Astadt): 8,0\u202f%",
        "A10 Anhöhe (Astadt): • geheim zu halten",
        "B1 (Bdorf): 7,5\u202f%",
        "B2 Bahnhof (Bdorf): 5,0\u202f%",
        "B3 Bruch (Bdorf): 0,0\u202f%",
    ]
    for text, shape in shapes.items():
        assert shape._element.spPr.find("a:custGeom", NAMESPACE) is not None
        hatched = shape._element.spPr.find("a:pattFill", NAMESPACE) is not None
        assert hatched == ("geheim" in text)


def test_area_has_the_colour_of_its_class_and_can_be_filled_anew(rate: Any, small: Atlas) -> None:
    sheet = sheet_of(small, indikator="arbeitslosenanteil", jahr=2018)
    shape = descriptions(map_of(rate))["B2 Bahnhof (Bdorf): 5,0\u202f%"]
    assert f"#{shape.fill.fore_color.rgb}".lower() == sheet.areas[4].fill.colour
    shape.fill.solid()


def test_squares_stay_squares(rate: Any) -> None:
    for shape in descriptions(map_of(rate)).values():
        assert shape.width == pytest.approx(shape.height, rel=0.01)


def test_map_has_the_description_of_the_sheet(rate: Any, small: Atlas) -> None:
    sheet = sheet_of(small, indikator="arbeitslosenanteil", jahr=2018, raum="0500201")
    assert map_of(rate)._element.nvGrpSpPr.cNvPr.get("descr") == sheet.description


def test_numbers_of_shapes_are_unique(rate: Any) -> None:
    for slide in rate.slides:
        numbers = [e.get("id") for e in slide.shapes._spTree.iter() if e.tag.endswith("}cNvPr")]
        assert len(numbers) == len(set(numbers))


def test_notes_hold_source_and_alternative_text(rate: Any) -> None:
    for slide in rate.slides:
        text = slide.notes_slide.notes_text_frame.text
        assert "Datenquelle: Einwohnermelderegister, Stichtag 31.12.2018" in text
        assert "Alternativtext: Karte Arbeitslosenanteil 2018." in text
        assert "https://atlas.example/?indikator=arbeitslosenanteil" in text


def test_chart_is_native_and_holds_the_published_values(rate: Any) -> None:
    frame = next(shape for shape in rate.slides[1].shapes if shape.has_chart)
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["A2 Altstadt (Astadt)", "B1 (Bdorf)", "B2 Bahnhof (Bdorf)", "B3 Bruch (Bdorf)"]
    assert list(plot.series[0].values) == [8.0, 7.5, 5.0, 0.0]
    assert plot.series[0].name == "Arbeitslosenanteil (%)"
    assert frame.chart.part.chart_workbook.xlsx_part is not None
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr").startswith("Balkendiagramm: Arbeitslosenanteil 2018.")
    words = " ".join(shape.text_frame.text for shape in rate.slides[1].shapes if shape.has_text_frame)
    assert "Ohne Wert: 2 von 6." in words


def test_counts_are_circles_with_areas_proportional_to_them(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="bev_insgesamt", jahr=2019)
    shapes = map_of(open_deck(small, sheet)).shapes
    circles = {s.name: s for s in shapes if s._element.spPr.find("a:prstGeom[@prst='ellipse']", NAMESPACE) is not None}
    widths = {area.label: circles[area.label].width for area in sheet.areas}
    values = {area.label: area.value for area in sheet.areas}
    shares = [widths[label] / math.sqrt(values[label]) for label in widths]
    assert shares == pytest.approx([shares[0]] * 6, rel=1e-3)


def test_long_ranking_shows_its_ends(demo: Atlas) -> None:
    ranking = rank_areas(sheet_of(demo))
    values = list(ranking.values)
    assert len(values) == 2 * END + 1
    assert (ranking.labels[END], values.pop(END)) == ("…", None)
    assert values == sorted((value for value in values if value is not None), reverse=True)
    assert ranking.sentence.startswith("Die 12 höchsten und die 12 niedrigsten Werte von ")


@pytest.mark.parametrize("text", ["<a:t>x</a:t> & \"q\" 'p'", "W" * 400, "Null\x00 und \x0b", "_x000D_"])
def test_texts_stay_texts(small: Atlas, text: str) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019)
    areas = tuple(replace(area, label=f"{text}{i}") for i, area in enumerate(sheet.areas))
    sheet = replace(sheet, title=text, headline=text, areas=areas, legend=replace(sheet.legend, title=text))
    deck = open_deck(small, sheet)
    plain = text.replace("\x00", "").replace("\x0b", "")
    assert plain in "".join(s.text_frame.text for s in deck.slides[0].shapes if s.has_text_frame).replace("\v", "")
    assert deck.slides[0].shapes.title.text_frame.text.replace("\v", "") == plain


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_slides(small: Atlas, tmp_path: Path) -> None:
    sheet = sheet_of(small, indikator="arbeitslosenanteil", jahr=2018)
    file = tmp_path / "folien.pptx"
    file.write_bytes(write_slides(sheet, arrange_sheet(small, sheet, "16-9")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert (tmp_path / "folien.pdf").read_bytes().startswith(b"%PDF-")


def drawing(*shapes: tuple[str, float]) -> MapDrawing:
    """Squares of 100 points side by side: colour and left edge."""
    areas = tuple(
        Shape("x", "x", (((x, 0.0), (x + 100, 0.0), (x + 100, 100.0), (x, 100.0)),), Fill(colour))
        for colour, x in shapes
    )
    return MapDrawing(Form.CHOROPLETH, Box(0, 0, 300, 100), (), areas, (), (), (), (), (), 0.5)


def letters(label: str) -> tuple[str, bool]:
    """Colour of the letters, and whether they stand on a pad of their own."""
    properties = parse_xml(label)
    colour = properties.find(".//a:rPr/a:solidFill/a:srgbClr", NAMESPACE).get("val")
    pad = properties.find("./p:spPr/a:solidFill", NAMESPACE | {"p": PRESENTATION}) is not None
    return colour, pad


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("#ffc6c4", "#ffc6c4", ("22201D", False)),
        ("#672044", "#672044", ("FFFFFF", False)),
        ("#ffc6c4", "#672044", ("22201D", True)),
    ],
    ids=["light", "dark", "both"],
)
def test_names_are_legible_without_their_glow(left: str, right: str, expected: tuple[str, bool]) -> None:
    grounds = read_grounds(drawing((left, 0.0), (right, 100.0)))
    name = Text(100, 50, ("Eschweiler",), 10, anchor=Anchor.MIDDLE, halo=2.4)
    assert letters(label_shape(11, name, grounds)) == expected


def test_name_beside_all_areas_stays_dark() -> None:
    name = Text(250, 50, ("Nachbar",), 10, anchor=Anchor.MIDDLE, halo=2.4)
    assert letters(label_shape(11, name, read_grounds(drawing(("#672044", 0.0))))) == ("22201D", False)
