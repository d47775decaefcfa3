"""The explorer page: a region on a map, with everything needed to compare."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from layouts import ids, texts
from layouts.chartfiles import chart_menu
from layouts.choices import build_choices
from layouts.components import action, hyphenated, icon
from layouts.downloads import file_rows
from layouts.maps import build_map
from layouts.menus import download_menu, share_menu
from layouts.navigation import EXPLORER
from layouts.presse.dialog import build_press_dialog, press_entry
from layouts.region import Region
from layouts.scaffold import (
    Tab,
    build_drawer,
    build_page,
    build_panel,
    build_rail,
    build_skips,
    build_sources,
    build_stage,
)
from layouts.selection import Ansicht, start_selection
from layouts.vortrag.embedding import embedding_entries

TABS = {
    Ansicht.RANG: ("Rangfolge", "chart-bar"),
    Ansicht.ZEIT: ("Zeitverlauf", "chart-line"),
    Ansicht.ZUSAMMENHANG: ("Zusammenhang", "chart-scatter"),
    Ansicht.TABELLE: ("Tabelle", "table"),
}


def build_explorer(region: Region) -> html.Div:
    """The whole page with the first view's choices; the browser fills in what depends on year and area."""
    selection = start_selection(region)
    maps = [build_map(region, ids.KARTE_A, ids.FLAECHEN_A), build_map(region, ids.KARTE_B, ids.FLAECHEN_B)]
    return build_page(
        region,
        EXPLORER,
        build_skips(
            {
                texts.SKIP_TO_INDICATORS: "suche",
                texts.SKIP_TO_MAP: "buehne",
                texts.SKIP_TO_TABLE: "reiter-tabelle",
            }
        ),
        [share_menu(*embedding_entries(region)), download_menu([press_entry(), *file_rows()])],
        [
            build_rail("Was soll die Karte zeigen?", build_choices(region, selection)),
            build_stage(texts.PRODUCT, maps, [_years(), build_sources()]),
            build_panel(),
            build_drawer(
                "Rangfolge, Zeitverlauf, Zusammenhang und Tabelle",
                [_series_tab(region) if view is Ansicht.ZEIT else _tab(view) for view in TABS],
                [chart_menu()],
            ),
        ],
        _stores(),
        [build_press_dialog()],
    )


def _tab(view: Ansicht) -> Tab:
    """A sentence of the server above the chart or table."""
    name, symbol = TABS[view]
    place = (
        html.Div(id="tabelle", className="tabelle-rahmen")
        if view is Ansicht.TABELLE
        else html.Div(id=f"platz-{view}", className="platz")
    )
    return Tab(view.value, name, symbol, (html.P(id=f"satz-{view}", className="satz"), place))


def _series_tab(region: Region) -> Tab:
    """Reading, sentence and chart of the series; the table of the same values takes the place of the chart."""
    name, symbol = TABS[Ansicht.ZEIT]
    readings = [{"label": label, "value": key} for key, label in texts.READINGS.items()]
    reading = html.Fieldset(
        [html.Legend("Lesart"), dbc.RadioItems(id=ids.LESART, options=readings, className="wahlpunkte")],
        className="wahlfeld",
        # one Gebietsstand can only be read in one way
        hidden=len(region.config.gebietsstaende) < 2,
    )
    table = action("table", texts.BROWSER["reihe_als_tabelle"], **hyphenated(data_aktion="reihe", aria_pressed="false"))
    children = (
        html.Div([reading, html.P(id=f"satz-{Ansicht.ZEIT}", className="satz"), table], className="reihe-wahl"),
        html.Div(id=f"platz-{Ansicht.ZEIT}", className="platz"),
        html.Div(id="reihe", className="tabelle-rahmen", hidden=True),
    )
    return Tab(Ansicht.ZEIT.value, name, symbol, children)


def _stores() -> list[Any]:
    names = (
        ids.AUSWAHL,
        ids.FRAGE_KONTEXT,
        ids.FRAGE_PROFIL,
        ids.FRAGE_ZUSAMMENHANG,
        ids.FRAGE_ZEIT,
        ids.FRAGE_PRESSE,
        ids.PRESSE,
        ids.KONTEXT,
        ids.PROFIL,
        ids.ZUSAMMENHANG,
        ids.ZEIT,
        ids.BEREIT,
        ids.FLAECHEN,
        ids.GEAENDERT,
        ids.GRENZEN_ANTWORT,
    )
    return [dcc.Location(id="ort", refresh=False), *(dcc.Store(id=name) for name in names)]


def _years() -> html.Div:
    return html.Div(
        [
            html.Button(
                [icon("play")],
                id="abspielen",
                type="button",
                className="knopf rund",
                **hyphenated(data_aktion="abspielen", aria_label=texts.BROWSER["abspielen"]),
            ),
            html.Div(
                [
                    html.Label("Jahr", htmlFor=ids.JAHR, className="nur-vorlesen"),
                    dbc.Input(id=ids.JAHR, type="range", min=0, max=1, step=1, value=1, className="schieber"),
                    html.Div(id="jahre", className="jahre", role="group", **hyphenated(aria_label="Jahr wählen")),
                ],
                className="zeitleiste",
            ),
        ],
        className="zeit",
        role="group",
        **hyphenated(aria_label="Jahr"),
    )
