"""PDF/UA and PNG: structure, language, alternative texts, table headers, sizes, and pictures that look as approved."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from dashboard.atlas import Atlas
from dashboard.exports.pages import PAGES
from layouts.sheets.sheet import NOT_CLASSIFIED_FILL, SUPPRESSED_FILL, Extremes, LegendRow, Sheet
from layouts.sheets.typeset import write_pdf, write_png
from tests.sheets import IMPRINT, arrange_sheet, sheet_of

APPROVED = Path(__file__).parent / "approved"
POINTS_OF_A4 = (595.28, 841.89)


def open_pdf(region: Atlas, sheet: Sheet, paper: str = "a4-hoch") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write_pdf(sheet, arrange_sheet(region, sheet, paper))))


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Every element of the structure tree in reading order."""
    found: list[Any] = []

    def visit(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                visit(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                visit(node.K)

    visit(pdf.Root.StructTreeRoot.K)
    return found


def attribute_of(element: Any, name: str) -> str:
    """One of the attribute dictionaries of an element has it."""
    entries = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return next(str(entry[name]) for entry in entries if isinstance(entry, pikepdf.Dictionary) and name in entry)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


@pytest.fixture(scope="module")
def rate(small: Atlas) -> pikepdf.Pdf:
    return open_pdf(small, sheet_of(small, indikator="arbeitslosenanteil", jahr=2018))


def test_pdf_declares_universal_accessibility(rate: pikepdf.Pdf) -> None:
    assert rate.Root.MarkInfo.Marked
    assert str(rate.Root.Lang) == "de"
    assert rate.Root.ViewerPreferences.DisplayDocTitle
    with rate.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Arbeitslosenanteil 2018"
        assert metadata["dc:description"].startswith("Karte Arbeitslosenanteil 2018. ")


def test_pdf_has_headings_and_figures_with_alternative_texts(rate: pikepdf.Pdf) -> None:
    names = tags(rate)
    assert names.count("/H1") == 1
    assert names.count("/H2") == 2  # legend and table; a wide map leaves no room for the extremes
    figures = [str(element.Alt) for element in elements(rate) if element.S == "/Figure"]
    assert len(figures) == 2
    assert figures[0].startswith("Karte Arbeitslosenanteil 2018. Am höchsten in A2 Altstadt (Astadt) mit ")
    assert figures[1].startswith("QR-Code mit dem Link zu dieser Karte: https://atlas.example/?")


def test_pdf_has_the_numbers_as_a_table_with_headers(rate: pikepdf.Pdf) -> None:
    names = tags(rate)
    assert names.count("/Table") == 1
    assert names.count("/TH") == 6
    assert names.count("/TD") == 6 * 6
    heads = [element for element in elements(rate) if element.S == "/TH"]
    assert [attribute_of(head, "/Scope") for head in heads] == ["/Column"] * 6


def test_pdf_pages_are_a4_and_fonts_embedded(rate: pikepdf.Pdf) -> None:
    assert len(rate.pages) == 2
    for page in rate.pages:
        assert [float(v) for v in page.mediabox[2:]] == pytest.approx(POINTS_OF_A4, abs=0.01)
        for font in page.resources.Font.values():
            descendant = font.DescendantFonts[0]
            assert "SourceSans3" in str(descendant.BaseFont)
            assert any(key in descendant.FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.parametrize(("paper", "size"), [("a4-quer", (841.89, 595.28)), ("a3-quer", (1190.55, 841.89))])
def test_pdf_comes_on_other_papers(small: Atlas, paper: str, size: tuple[float, float]) -> None:
    pdf = open_pdf(small, sheet_of(small, indikator="anteil_u18", jahr=2019), paper)
    assert [float(v) for v in pdf.pages[0].mediabox[2:]] == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("text", ["#panic() *a* _b_ $c$ [d](e) <f> @g `h` \\ // = i", '#eval("1")', '"} #{ 1/0 }'])
def test_typst_markup_in_texts_is_plain_text(small: Atlas, text: str) -> None:
    sheet = replace(sheet_of(small, indikator="anteil_u18", jahr=2019), title=text, headline=text, definition=text)
    with open_pdf(small, sheet).open_metadata() as metadata:
        assert metadata["dc:title"] == text


def test_pdf_of_the_same_day_is_the_same_file(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019)
    first, second = (write_pdf(sheet, arrange_sheet(small, sheet)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("paper", "ppi", "size"),
    [("a4-hoch", 300, (2480, 3508)), ("a4-hoch", 96, (794, 1123)), ("16-9", 144, (1920, 1080)),
     ("1-1", 144, (1080, 1080)), ("4-5", 144, (1080, 1350))],
)  # fmt: skip
def test_png_has_the_pixels_and_the_density_asked_for(
    small: Atlas, paper: str, ppi: int, size: tuple[int, int]
) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019)
    picture = Image.open(io.BytesIO(write_png(sheet, arrange_sheet(small, sheet, paper), ppi)))
    assert abs(picture.width - size[0]) <= 1
    assert abs(picture.height - size[1]) <= 1
    assert picture.info["dpi"] == pytest.approx((ppi, ppi), abs=0.1)
    picture.load()


LOOKS = {
    "quote-a4-hoch": ({"indikator": "sgb2_quote", "jahr": 2022, "raum": "A1a"}, "a4-hoch"),
    "quote-16-9": ({"indikator": "sgb2_quote", "jahr": 2022}, "16-9"),
    "anzahl-4-5": ({"indikator": "bev_insgesamt", "jahr": 2022}, "4-5"),
    "ausschnitt-a4-quer": ({"indikator": "sgb2_quote", "jahr": 2022, "innerhalb": "05334032"}, "a4-quer"),
    "veraenderung-16-9": ({"indikator": "sgb2_quote", "jahr": 2022, "basis": 2014}, "16-9"),
    "zwei-karten-a4-quer": (
        {"indikator": "sgb2_quote", "jahr": 2022, "vergleich": "anteil_65plus", "karten": 2},
        "a4-quer",
    ),
    "kommunen-1-1": ({"indikator": "sgb2_quote", "jahr": 2022, "ebene": "kommune"}, "1-1"),
}
SMALL_SIDE = 240  # pixels of the approved pictures


def with_fixed_numbers(sheet: Sheet) -> Sheet:
    """The same sheet with made-up values, so that a changed suppression is no changed look."""
    fills = (*(row.fill for row in sheet.legend.rows), SUPPRESSED_FILL, NOT_CLASSIFIED_FILL)
    areas = tuple(
        replace(area, fill=fills[i % len(fills)] if sheet.legend.rows else area.fill, value=float(i + 1))
        for i, area in enumerate(sheet.areas)
    )
    signs = (
        LegendRow(SUPPRESSED_FILL, "• geheim zu halten", "2"),
        LegendRow(NOT_CLASSIFIED_FILL, "nicht klassiert", "1"),
    )
    rows = tuple(replace(row, n=str(7 * i)) for i, row in enumerate(sheet.legend.rows))
    marks = tuple(replace(mark, value="10,5", spot=0.9 - 0.3 * i) for i, mark in enumerate(sheet.legend.marks))
    circles = tuple((float(n), str(n)) for n in (90, 30, 7)) if sheet.legend.circles else ()
    legend = replace(sheet.legend, rows=rows, signs=signs, marks=marks, circles=circles)
    extremes = tuple(Extremes(e.title, (("Ein Name (Kommune)", "12,3"),) * 5) for e in sheet.extremes)
    words = "Am höchsten hier mit 39,4\u202f%, am niedrigsten dort mit 2,2\u202f%; StädteRegion Aachen: 10,5\u202f%."
    return replace(sheet, extremes=extremes, areas=areas, legend=legend, largest=len(areas), headline=words)


# pages whose maps hang on rules and borders more than on numbers
PAGE_LOOKS: dict[str, tuple[str, dict[str, str], str]] = {
    "handlungsfelder-a4-hoch": ("handlungsfelder", {"feld": "aeltere", "jahr": "2017", "stand": "2018"}, "a4-hoch"),
    "index-16-9": ("indizes", {"index": "status_dynamik", "jahr": "2022", "stand": "2018"}, "16-9"),
    "gebietsstaende-1-1": (
        "gebietsstaende",
        {"von": "2016-entwurf", "nach": "2017", "innerhalb": "05334008"},
        "1-1",
    ),
}


def sheet_to_look_at(region: Atlas, name: str) -> tuple[Sheet, str]:
    """Sheet and paper of an approved picture."""
    if name in PAGE_LOOKS:
        page, query, paper = PAGE_LOOKS[name]
        return PAGES[page].build(region, PAGES[page].parse(query, region)[0], IMPRINT), paper
    asked, paper = LOOKS[name]
    sheet = sheet_of(region, **asked)
    maps = tuple(with_fixed_numbers(part) for part in sheet.maps)
    return replace(with_fixed_numbers(sheet), maps=maps), paper


def look(region: Atlas, name: str) -> Image.Image:
    sheet, paper = sheet_to_look_at(region, name)
    picture = Image.open(io.BytesIO(write_png(sheet, arrange_sheet(region, sheet, paper), 96))).convert("RGB")
    share = SMALL_SIDE / min(picture.size)
    return picture.resize((round(picture.width * share), round(picture.height * share)), Image.Resampling.BOX)


@pytest.mark.parametrize("name", sorted({*LOOKS, *PAGE_LOOKS}))
def test_sheet_looks_as_approved(demo: Atlas, name: str) -> None:
    """`python -m tests.layouts.sheets.approve` draws the approved pictures anew; look at them before committing."""
    approved = Image.open(APPROVED / f"{name}.png").convert("RGB")
    drawn = look(demo, name)
    assert drawn.size == approved.size
    difference = np.abs(np.asarray(drawn, dtype=float) - np.asarray(approved, dtype=float))
    assert difference.mean() < 1.0
    assert np.percentile(difference, 99) < 30
