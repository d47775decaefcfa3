"""Pages of charts: nothing collides or is lost on any paper, whatever the texts are; SVG, PDF/UA, approved looks."""

import csv
import io
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pikepdf
import pytest
from PIL import Image

from dashboard.atlas import Atlas
from layouts.selection import Ansicht
from layouts.sheets.charts.chartsheet import CHARTS, ChartSheet
from layouts.sheets.charts.page import ChartPage, arrange_chart
from layouts.sheets.charts.ranking import BarChart
from layouts.sheets.charts.scatter import Scatter
from layouts.sheets.charts.series import TimeChart
from layouts.sheets.charts.writing import write_chart_csv, write_chart_pdf, write_chart_png, write_chart_svg
from layouts.sheets.papers import PAPERS
from tests.layouts.sheets.charts.pages import chart_of, texts_of, words_of
from tests.layouts.sheets.test_arrangement import HOSTILE, extent, overlap
from tests.layouts.sheets.test_typeset import attribute_of, elements, tags

APPROVED = Path(__file__).parents[1] / "approved"
SVG = "{http://www.w3.org/2000/svg}"
RATE: dict[str, Any] = {"indikator": "arbeitslosenanteil", "jahr": 2018, "ebene": "sozialraum", "stand": "2018"}
VIEWS: dict[str, dict[str, Any]] = {
    "rang": {"raum": "A10"},
    "rang-kommunen": {"ebene": "kommune"},
    "rang-innerhalb": {"innerhalb": "05334004", "raum": "A11a"},
    "rang-anzahl": {"indikator": "bev_insgesamt"},
    "rang-veraenderung": {"indikator": "sgb2_quote", "jahr": 2022, "basis": 2018},
    "zeit": {"ansicht": "zeit", "raum": "A1a"},
    "zeit-bruch": {"ansicht": "zeit", "raum": "B3a", "lesart": "original"},
    "zeit-geheim": {"ansicht": "zeit", "raum": "A11a"},
    "zusammenhang": {"ansicht": "zusammenhang", "vergleich": "anteil_65plus", "raum": "A10"},
}


def check(page: ChartPage) -> None:
    texts = list(texts_of(page))
    for text in texts:
        left, top, right, bottom = extent(text)
        assert left >= 0, text
        assert top >= 0, text
        assert right <= page.width, text
        assert bottom <= page.height, text
    clashes = [(p.lines, q.lines) for p, q in combinations(texts, 2) if overlap(extent(p), extent(q))]
    assert clashes == []


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_nothing_collides_on_any_paper(demo: Atlas, view: str) -> None:
    chart = chart_of(demo, **VIEWS[view])
    for paper in PAPERS.values():
        page = arrange_chart(chart, paper)
        check(page)
        words = words_of(page)
        for text in (chart.sheet.title, chart.sheet.source, "Synthetische Demonstrationsdaten", *chart.notes):
            assert text in words, (paper.id, text)
        assert chart.sheet.address in words.replace(" ", "")


@pytest.mark.parametrize("title", HOSTILE, ids=["quotes", "markup", "long", "one-word"])
@pytest.mark.parametrize("view", ["rang", "zeit", "zusammenhang"])
def test_hostile_titles_are_plain_text_with_room(demo: Atlas, view: str, title: str) -> None:
    chart = chart_of(demo, **VIEWS[view])
    hostile = replace(chart, sheet=replace(chart.sheet, title=title, headline=title), heading=title, notes=(title,))
    for paper in ("a4-hoch", "16-9", "1-1"):
        page = arrange_chart(hostile, PAPERS[paper])
        check(page)
        assert title.replace(" ", "") in words_of(page).replace(" ", "")
        root = ElementTree.fromstring(write_chart_svg(hostile, page))
        assert root[0].text == title
        assert not [e for e in root.iter() if e.tag.endswith("script")]
    pdf = pikepdf.open(io.BytesIO(write_chart_pdf(hostile, arrange_chart(hostile, PAPERS["a4-hoch"]))))
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title


def test_all_areas_of_the_demo_are_named_on_a_page_and_on_a_screen(demo: Atlas) -> None:
    chart = chart_of(demo, raum="A10")
    for paper in ("a4-hoch", "a4-quer", "16-9"):
        page = arrange_chart(chart, PAPERS[paper])
        words = [" ".join(text.lines) for text in texts_of(page)]
        for area in chart.sheet.areas:
            assert any(word.startswith(area.code) for word in words), (paper, area.code)


def test_svg_has_named_layers_title_and_description(small: Atlas) -> None:
    chart = chart_of(small, **RATE)
    root = ElementTree.fromstring(write_chart_svg(chart, arrange_chart(chart, PAPERS["a4-hoch"])))
    names = [e.get("{http://www.inkscape.org/namespaces/inkscape}label") for e in root.iter(f"{SVG}g") if e.get("id")]
    assert names == ["Diagramm", "Titel", "Legende", "Quellen"]
    assert root[0].text == "Arbeitslosenanteil 2018"
    assert root[1].text == chart.description
    assert root.get("lang") == "de"


def test_svg_draws_dashes_lines_and_figures(small: Atlas) -> None:
    chart = chart_of(small, ansicht="zeit", **RATE, raum="0500202")
    root = ElementTree.fromstring(write_chart_svg(chart, arrange_chart(chart, PAPERS["a4-hoch"])))
    lines = list(root.iter(f"{SVG}polyline"))
    assert [bool(line.get("stroke-dasharray")) for line in lines].count(True) >= 1  # 2016 is an estimate
    assert len(list(root.iter(f"{SVG}polygon"))) == 2  # two years of the Kommune


@pytest.fixture(scope="module")
def series_pdf(small: Atlas) -> pikepdf.Pdf:
    chart = chart_of(small, ansicht="zeit", **RATE, raum="0500102")
    return pikepdf.open(io.BytesIO(write_chart_pdf(chart, arrange_chart(chart, PAPERS["a4-hoch"]))))


def test_pdf_declares_universal_accessibility(series_pdf: pikepdf.Pdf) -> None:
    assert series_pdf.Root.MarkInfo.Marked
    assert str(series_pdf.Root.Lang) == "de"
    with series_pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Arbeitslosenanteil 2016–2019: A2 Altstadt"


def test_pdf_has_the_chart_as_a_figure_and_its_numbers_as_a_table(series_pdf: pikepdf.Pdf) -> None:
    names = tags(series_pdf)
    figures = [str(element.Alt) for element in elements(series_pdf) if element.S == "/Figure"]
    assert figures[0].startswith("Liniendiagramm Arbeitslosenanteil 2016–2019: A2 Altstadt.")
    assert len(figures) == 2
    assert names.count("/H1") == 1
    assert names.count("/Table") == 1
    # year, quality, counted on, areas, value, region, Kommune; three years
    heads = [element for element in elements(series_pdf) if element.S == "/TH"]
    assert [attribute_of(head, "/Scope") for head in heads] == ["/Column"] * 7
    assert names.count("/TD") == 3 * 7


def test_csv_reads_back(small: Atlas) -> None:
    content = write_chart_csv(chart_of(small, ansicht="zeit", **RATE, raum="0500102"))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    start = rows.index([]) + 1
    assert rows[start] == [
        "Jahr", "Güte", "gezählt auf Gebietsstand", "Räume", "Wert (%)", "Musterkreis", "Astadt",
    ]  # fmt: skip
    assert [(row[0], row[4], row[6]) for row in rows[start + 1 :]] == [
        ("2016", "8,0", "–"), ("2018", "8,0", "4,6"), ("2019", "8,0", "4,5"),
    ]  # fmt: skip
    assert rows[2][0].startswith("Datenquelle: Einwohnermelderegister, Stichtage 31.12.2016 bis 31.12.2019;")


def test_internal_marking_stands_on_every_part(small: Atlas) -> None:
    chart = chart_of(small, **RATE)
    marked = replace(chart, sheet=replace(chart.sheet, marking="INTERN"))
    page = arrange_chart(marked, PAPERS["a4-hoch"])
    assert "INTERN" in words_of(page)
    assert ElementTree.fromstring(write_chart_svg(marked, page))[0].text == "INTERN: Arbeitslosenanteil 2018"
    assert write_chart_csv(marked).decode("utf-8-sig").startswith("INTERN")


LOOKS = {
    "diagramm-rang-a4-hoch": ("rang", "a4-hoch"),
    "diagramm-rang-1-1": ("rang", "1-1"),
    "diagramm-rang-kommunen-16-9": ("rang-kommunen", "16-9"),
    "diagramm-zeit-16-9": ("zeit", "16-9"),
    "diagramm-zeit-bruch-1-1": ("zeit-bruch", "1-1"),
    "diagramm-zusammenhang-a4-hoch": ("zusammenhang", "a4-hoch"),
}
SMALL_SIDE = 240  # pixels of the approved pictures


def with_fixed_numbers(chart: ChartSheet) -> ChartSheet:
    """The same chart with made-up values, so that a changed number is no changed look."""
    sheet = replace(chart.sheet, headline="Am höchsten hier mit 39,4\u202f%, am niedrigsten dort mit 2,2\u202f%.")
    return replace(chart, sheet=sheet, chart=fixed(chart.chart))


def fixed(chart: BarChart | TimeChart | Scatter) -> BarChart | TimeChart | Scatter:
    match chart:
        case BarChart():
            n = len(chart.bars)
            bars = [
                replace(bar, value=40.0 * (1 - i / n) ** 2, shown="12,3\u202f%") for i, bar in enumerate(chart.bars)
            ]
            hidden = [replace(bar, value=None, shown="• geheim zu halten") for bar in bars[-n // 16 :]]
            return replace(chart, bars=(*bars[: n - len(hidden)], *hidden))
        case TimeChart():
            curves = [
                replace(
                    c, moments=tuple(replace(m, value=m.value and 9.0 * i + m.year % 3, shown="") for m in c.moments)
                )
                for i, c in enumerate(chart.curves, 1)
            ]
            return replace(chart, curves=tuple(curves))
        case Scatter():
            spots = [(i * 37 % 100 / 3, i * 53 % 100 / 5) for i in range(len(chart.points))]
            points = [replace(p, x=x, y=y) for p, (x, y) in zip(chart.points, spots, strict=True)]
            return replace(chart, points=tuple(points))


def look(region: Atlas, name: str) -> Image.Image:
    view, paper = LOOKS[name]
    chart = with_fixed_numbers(chart_of(region, **VIEWS[view]))
    content = write_chart_png(chart, arrange_chart(chart, PAPERS[paper]), 96)
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    share = SMALL_SIDE / min(picture.size)
    return picture.resize((round(picture.width * share), round(picture.height * share)), Image.Resampling.BOX)


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_chart_looks_as_approved(demo: Atlas, name: str) -> None:
    """`python -m tests.layouts.sheets.approve` draws the approved pictures anew; look at them before committing."""
    approved = Image.open(APPROVED / f"{name}.png").convert("RGB")
    drawn = look(demo, name)
    assert drawn.size == approved.size
    difference = np.abs(np.asarray(drawn, dtype=float) - np.asarray(approved, dtype=float))
    assert difference.mean() < 1.0
    assert np.percentile(difference, 99) < 30


def test_kinds_of_charts_are_those_of_the_screen() -> None:
    assert set(CHARTS) == set(Ansicht) - {Ansicht.TABELLE}
