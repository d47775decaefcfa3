"""The menu of files: the view as map, slides, table or geodata. The browser keeps its links in step."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from dash import html

from layouts.components import hyphenated, icon
from layouts.sheets.papers import PAPERS

LABEL = "Herunterladen"


class File(NamedTuple):
    """One link: name below /export, words on it, words read out, and the paper where there is a choice."""

    name: str
    words: str
    spoken: str
    paper: str = ""


def _pictures(name: str, kind: str, papers: dict[str, str]) -> tuple[File, ...]:
    return tuple(File(name, words, f"{kind}, {PAPERS[paper].name}", paper) for paper, words in papers.items())


DIN = {"a4-hoch": "A4 hoch", "a4-quer": "A4 quer", "a3-hoch": "A3 hoch", "a3-quer": "A3 quer"}
SCREENS = {"a4-hoch": "A4", "16-9": "16:9", "1-1": "1:1", "4-5": "4:5"}
# what it is, what it is good for, which files there are
GROUPS: tuple[tuple[str, str, tuple[File, ...]], ...] = (
    ("PDF", "zum Drucken, mit Tabelle, barrierefrei", _pictures("karte.pdf", "PDF", DIN)),
    ("PNG", "Bild für Dokumente und Netzwerke", _pictures("karte.png", "PNG", SCREENS)),
    ("SVG", "Vektorkarte zum Weiterbearbeiten", _pictures("karte.svg", "SVG", {"a4-hoch": "A4", "16-9": "16:9"})),
    ("PPTX", "Karte und Diagramm bearbeitbar", (File("folien.pptx", "Folien", "PPTX, Folien"),)),
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


def downloads_action() -> html.Details:
    """A button that opens the list of files."""
    rows: list[Any] = [
        html.Li(
            [
                html.Div([html.B(name), html.Span(purpose)], className="datei-art"),
                html.Div([_link(file) for file in files], className="datei-wege"),
            ]
        )
        for name, purpose, files in GROUPS
    ]
    return html.Details(
        [html.Summary([icon("arrow-down"), html.Span(LABEL)], className="knopf"), html.Ul(rows, className="dateien")],
        id="dateien",
        className="klapp-menue",
    )


def _link(file: File) -> html.A:
    options = urlencode({"blatt": file.paper}) if file.paper else ""
    names = hyphenated(data_datei=file.name, data_wahl=options, aria_label=file.spoken)
    return html.A(file.words, href=f"/export/{file.name}", **names)
