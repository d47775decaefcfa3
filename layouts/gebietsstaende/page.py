"""The page Gebietsstände: the borders of two dates over each other, and what their revision does."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from layouts import ids, texts
from layouts.components import field, hyphenated, icon
from layouts.downloads import build_file_row, page_file_rows
from layouts.gebietsstaende.selection import (
    Darstellung,
    Faerbung,
    Revisionsansicht,
    finest_level,
    revision_indicators,
    start_revision,
)
from layouts.maps import build_map
from layouts.menus import download_menu, share_menu
from layouts.navigation import GEBIETSSTAENDE
from layouts.region import Region, indicator_of, level_of
from layouts.scaffold import (
    NONE,
    Tab,
    build_drawer,
    build_page,
    build_panel,
    build_rail,
    build_skips,
    build_sources,
    build_stage,
    page_stores,
)
from layouts.vortrag.embedding import embedding_entries

CONTROLS = {
    ids.INNERHALB: "innerhalb",
    ids.VON: "von",
    ids.NACH: "nach",
    ids.DARSTELLUNG: "darstellung",
    ids.FAERBUNG: "faerbung",
    ids.INDIKATOR: "indikator",
    ids.JAHR_WAHL: "jahr",
}

DISPLAY = {
    Darstellung.WISCHEN: "Übereinander, zum Wischen",
    Darstellung.NEBENEINANDER: "Nebeneinander",
}
COLOURING = {Faerbung.AENDERUNG: "Art der Änderung", Faerbung.WERTE: "Werte des Indikators"}


def build_gebietsstaende(region: Region) -> html.Div:
    """The whole page; one callback fills it."""
    maps = [
        build_map(region, ids.KARTE_A, ids.FLAECHEN_A),
        build_map(region, ids.KARTE_B, ids.FLAECHEN_B),
        _swipe(),
    ]
    return build_page(
        region,
        GEBIETSSTAENDE,
        build_skips(
            {
                "Zur Auswahl der Gebietsstände springen": ids.INNERHALB,
                texts.SKIP_TO_MAP: "buehne",
                texts.SKIP_TO_TABLE: f"reiter-{Revisionsansicht.BEZIEHUNG}",
            }
        ),
        [share_menu(*embedding_entries(region)), download_menu([*page_file_rows("gebietsstaende"), *_files()])],
        [
            build_rail("Welche Grenzen sollen verglichen werden?", _choices(region)),
            build_stage("Gebietsstände", maps, [build_sources()]),
            build_panel(),
            build_drawer(
                "Beziehung der Räume und Wirkung auf den Indikator",
                [
                    Tab(
                        Revisionsansicht.BEZIEHUNG,
                        "Beziehung der Räume",
                        "arrow-left-right",
                        (html.Div(id=ids.BEZIEHUNG, className="tabelle-rahmen"),),
                    ),
                    Tab(
                        Revisionsansicht.WIRKUNG,
                        "Wirkung auf den Indikator",
                        "table",
                        (html.Div(id=ids.WIRKUNG, className="tabelle-rahmen"),),
                    ),
                ],
            ),
        ],
        page_stores(),
    )


def _swipe() -> html.Div:
    """The handle between the two maps; without dragging it is moved by arrow keys."""
    return html.Div(
        [
            html.Span(id="wisch-alt", className="wisch-name alt"),
            html.Span(id="wisch-neu", className="wisch-name neu"),
            html.Div(
                html.Span(icon("move-horizontal"), className="wisch-knauf"),
                id="wisch-griff",
                className="wisch-griff",
                role="slider",
                tabIndex=0,
                **hyphenated(
                    aria_label="Grenze zwischen altem und neuem Gebietsstand",
                    aria_valuemin="0",
                    aria_valuemax="100",
                    aria_valuenow="50",
                    aria_valuetext="je zur Hälfte",
                ),
            ),
        ],
        id="wisch",
        className="wisch",
    )


def _files() -> list[html.Li]:
    link = html.A("CSV", id=ids.CSV, href="#", download="", **hyphenated(aria_label="Umrechnung, CSV"))
    return [build_file_row("Umrechnung", "Alle Beziehungen mit Anteilen und Gewichten", [link])]


def _choices(region: Region) -> list[Any]:
    start = start_revision(region)
    level = region.group_level
    stands = [{"label": stand.name, "value": stand.id} for stand in region.config.gebietsstaende]
    place = [
        field(level.name, dbc.Select(id=ids.INNERHALB, options=group_options(region, start.von, start.nach))),
        field("Früherer Gebietsstand", dbc.Select(id=ids.VON, options=stands)),
        field("Späterer Gebietsstand", dbc.Select(id=ids.NACH, options=stands)),
    ]
    shown = [
        _radio("Karten", ids.DARSTELLUNG, {key.value: name for key, name in DISPLAY.items()}),
        _radio("Färbung", ids.FAERBUNG, {key.value: name for key, name in COLOURING.items()}),
    ]
    values = [
        field("Indikator", dbc.Select(id=ids.INDIKATOR, options=indicator_options(region))),
        field("Jahr", dbc.Select(id=ids.JAHR_WAHL, options=[])),
    ]
    return [html.Div(part, className="gruppe") for part in (place, shown, values)]


def _radio(label: str, control: str, options: dict[str, str]) -> html.Fieldset:
    choices = [{"label": name, "value": key} for key, name in options.items()]
    return html.Fieldset(
        [html.Legend(label), dbc.RadioItems(id=control, options=choices, className="wahlpunkte")], className="wahlfeld"
    )


def group_options(region: Region, von: str, nach: str) -> list[dict[str, str]]:
    """The whole region, and the areas of the group level of both Gebietsstände."""
    groups = {**region.groups(von), **region.groups(nach)}
    return [
        {"label": region.config.region.name, "value": NONE},
        *({"label": name, "value": key} for key, name in groups.items()),
    ]


def indicator_options(region: Region) -> list[dict[str, Any]]:
    """Indicators under the headings of their themes, which cannot be chosen."""
    options: list[dict[str, Any]] = []
    known = revision_indicators(region)
    theme = None
    for key in known:
        entry = indicator_of(region, key)
        if entry.themenfeld != theme:
            theme = entry.themenfeld
            options.append({"label": f"— {theme} —", "value": f"thema-{theme}", "disabled": True})
        options.append({"label": entry.name, "value": key})
    return options


def level_name(region: Region) -> str:
    """Plural of the level whose borders are compared."""
    return level_of(region, finest_level(region)).mehrzahl
