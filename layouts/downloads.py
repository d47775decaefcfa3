"""The menu of files: the view as map, slides, table or geodata. The browser keeps its links in step."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from dash import html

from layouts.components import hyphenated
from layouts.sheets.papers import PAPERS


class File(NamedTuple):
    """One link: name below /export, words on it, words read out, and the paper where there is a choice."""

    name: str
    words: str
    spoken: str
    paper: str = ""


def _pictures(name: str, kind: str, papers: dict[str, str]) -> tuple[File, ...]:
    return tuple(File(name, words, f"{kind}, {PAPERS[paper].name}", paper) for paper, words in papers.items())


DIN = {"a4-hoch": "A4 hoch", "a4-quer": "A4 quer", "a3-hoch": "A3 hoch", "a3-quer": "A3 quer"}
VECTORS = {"a4-hoch": "A4", "16-9": "16:9"}
SCREENS = {"a4-hoch": "A4", "16-9": "16:9", "1-1": "1:1", "4-5": "4:5"}
# what it is, what it is good for, which files there are
GROUPS: tuple[tuple[str, str, tuple[File, ...]], ...] = (
    ("PDF", "zum Drucken, mit Tabelle, barrierefrei", _pictures("karte.pdf", "PDF", DIN)),
    ("PNG", "Bild für Dokumente und Netzwerke", _pictures("karte.png", "PNG", SCREENS)),
    ("SVG", "Vektorkarte zum Weiterbearbeiten", _pictures("karte.svg", "SVG", VECTORS)),
    ("PPTX", "Karte und Diagramm bearbeitbar", (File("folien.pptx", "Folien", "PPTX, Folien"),)),
    ("HTML", "eine Datei ohne Netz: zeigen, wählen, Jahre abspielen", (File("karte.html", "Karte", "HTML, Karte"),)),
    (
        "Zahlen",
        "mit Zeichen, Quelle und Stand",
        (
            File("werte.xlsx", "XLSX", "Zahlen, XLSX"),
            File("werte.csv", "CSV", "Zahlen, CSV für Tabellenkalkulationen"),
            File("werte.plain.csv", "CSV für Programme", "Zahlen, CSV für Programme"),
        ),
    ),
    (
        "Geodaten",
        "Grenzen mit den gezeigten Werten",
        (
            File("raeume.geojson", "GeoJSON", "Geodaten, GeoJSON"),
            File("raeume.gpkg", "GeoPackage", "Geodaten, GeoPackage"),
        ),
    ),
)


def file_rows() -> list[html.Li]:
    """Rows of the menu: what a file is, what it is good for, and its links."""
    return [build_file_row(name, purpose, [file_link(file) for file in files]) for name, purpose, files in GROUPS]


def page_file_rows(page: str) -> list[html.Li]:
    """Rows of a page beside the explorer: its map on paper and slides, and the numbers behind it."""
    groups = (
        ("PDF", "zum Drucken, mit Tabelle, barrierefrei", _pictures(f"{page}.pdf", "PDF", DIN)),
        ("PNG", "Bild für Dokumente und Netzwerke", _pictures(f"{page}.png", "PNG", SCREENS)),
        ("SVG", "Vektorkarte zum Weiterbearbeiten", _pictures(f"{page}.svg", "SVG", VECTORS)),
        ("PPTX", "Karte aus bearbeitbaren Formen", (File(f"{page}.pptx", "Folien", "PPTX, Folien"),)),
        ("XLSX", "was die Karte zeigt, Raum für Raum", (File(f"{page}.xlsx", "Tabelle", "Tabelle, XLSX"),)),
    )
    return [build_file_row(name, purpose, [file_link(file) for file in files]) for name, purpose, files in groups]


def build_file_row(name: str, purpose: str, links: Sequence[html.A]) -> html.Li:
    """One kind of file in the menu."""
    return html.Li(
        [
            html.Div([html.B(name), html.Span(purpose)], className="datei-art"),
            html.Div(list(links), className="datei-wege"),
        ]
    )


def file_link(file: File) -> html.A:
    """A link whose address the browser completes with the view."""
    options = urlencode({"blatt": file.paper}) if file.paper else ""
    names = hyphenated(data_datei=file.name, data_wahl=options, aria_label=file.spoken)
    return html.A(file.words, href=f"/export/{file.name}", **names)
