"""The menu of the drawer: the chart shown there as files; `assets/explorer/83_chartfiles.js` sets its links."""

from dash import html

from layouts.downloads import File, build_file_row, file_link
from layouts.menus import build_menu
from layouts.sheets.papers import PAPERS

CHART_MENU = "diagramm-dateien"  # id
LABEL = "Diagramm herunterladen"
DIN = {"a4-hoch": "A4 hoch", "a4-quer": "A4 quer"}
SCREENS = {"a4-hoch": "A4", "16-9": "16:9", "1-1": "1:1"}
VECTORS = {"a4-hoch": "A4", "16-9": "16:9"}


def chart_menu() -> html.Details:
    """A button in the bar of the tabs."""
    rows = [
        build_file_row(kind, purpose, [file_link(file) for file in files])
        for kind, purpose, files in (
            ("PDF", "zum Drucken, mit Tabelle, barrierefrei", _pictures("pdf", DIN)),
            ("PNG", "Bild für Dokumente und Netzwerke", _pictures("png", SCREENS)),
            ("SVG", "Vektorbild zum Weiterbearbeiten", _pictures("svg", VECTORS)),
            ("Zahlen", "des Diagramms, mit Zeichen und Quelle", [_numbers()]),
        )
    ]
    return build_menu(CHART_MENU, "download", LABEL, rows)


def _pictures(ending: str, papers: dict[str, str]) -> list[File]:
    kind = ending.upper()
    return [
        File(f"diagramm.{ending}", words, f"Diagramm als {kind}, {PAPERS[paper].name}", paper)
        for paper, words in papers.items()
    ]


def _numbers() -> File:
    return File("diagramm.csv", "CSV", "Zahlen des Diagramms, CSV für Tabellenkalkulationen")
