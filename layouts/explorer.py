"""The explorer page: a region on a map, with everything needed to compare."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from layouts import ids, texts
from layouts.choices import build_choices
from layouts.components import hyphenated, icon, skip_link
from layouts.frame import build_footer, build_header, csv_action, link_action
from layouts.maps import build_map
from layouts.navigation import EXPLORER
from layouts.region import Region
from layouts.selection import Ansicht, start_selection

TABS = {
    Ansicht.RANG: ("Rangfolge", "chart-bar"),
    Ansicht.ZEIT: ("Zeitverlauf", "chart-line"),
    Ansicht.ZUSAMMENHANG: ("Zusammenhang", "chart-scatter"),
    Ansicht.TABELLE: ("Tabelle", "table"),
}


def build_explorer(region: Region) -> html.Div:
    """The whole page with the first view's choices; the browser fills in what depends on year and area."""
    selection = start_selection(region)
    return html.Div(
        [
            *_stores(),
            skip_link(texts.SKIP_TO_INDICATORS, "#suche"),
            skip_link(texts.SKIP_TO_MAP, "#buehne"),
            skip_link(texts.SKIP_TO_TABLE, "#reiter-tabelle"),
            build_header(region, EXPLORER, [link_action(), csv_action()]),
            html.Main(
                [build_choices(region, selection), _stage(region), _panel(), _drawer()],
                className="atlas",
            ),
            build_footer(region),
            html.Div(id="ansage", className="nur-vorlesen", role="status", **hyphenated(aria_live="polite")),
            html.Div(id="sprechblase", className="sprechblase", hidden=True, role="tooltip"),
        ]
    )


def _stores() -> list[Any]:
    names = (
        ids.AUSWAHL,
        ids.FRAGE_KONTEXT,
        ids.FRAGE_PROFIL,
        ids.FRAGE_ZUSAMMENHANG,
        ids.KONTEXT,
        ids.PROFIL,
        ids.ZUSAMMENHANG,
        ids.BEREIT,
        ids.FLAECHEN,
        ids.GEAENDERT,
        ids.GRENZEN_ANTWORT,
    )
    return [dcc.Location(id="ort", refresh=False), *(dcc.Store(id=name) for name in names)]


def _stage(region: Region) -> html.Section:
    """Title, headline sentence, maps, years and the lines below the map."""
    return html.Section(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.H1(id="titel", children=texts.PRODUCT),
                            html.P(id="synthetisch", className="synthetisch", hidden=True),
                            html.Div(
                                id="filter", className="filter", role="group", **hyphenated(aria_label="Aktive Filter")
                            ),
                        ],
                        className="titel-zeile",
                    ),
                    html.P(id="schlagzeile", className="schlagzeile"),
                    html.Div(id=ids.HINWEISE, className="hinweise", role="status"),
                ],
                className="titelei",
            ),
            html.Div(
                [build_map(region, ids.KARTE_A, ids.FLAECHEN_A), build_map(region, ids.KARTE_B, ids.FLAECHEN_B)],
                id="buehne",
                className="buehne",
                tabIndex=-1,
            ),
            _years(),
            html.Div(
                [html.P(id="definition", className="definition"), " ", html.P(id="quelle", className="quelle")],
                className="unterzeile",
            ),
        ],
        className="mitte",
        **hyphenated(aria_labelledby="titel"),
    )


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


def _panel() -> html.Aside:
    """Legend and the selected area."""
    return html.Aside(
        [
            html.Button(
                [icon("layers"), html.Span("Legende und Profil")],
                className="blatt-griff",
                type="button",
                **hyphenated(data_blatt="profil", aria_expanded="false", aria_controls="profil-inhalt"),
            ),
            html.Div(
                [
                    html.Section(
                        [html.H2("Legende", className="nur-vorlesen"), html.Div(id="legende")],
                        className="legende",
                        **hyphenated(aria_label="Legende"),
                    ),
                    html.Section(
                        [html.H2("Profil", className="nur-vorlesen"), html.Div(id="profil-ansicht")],
                        className="profil",
                        **hyphenated(aria_label="Profil der Auswahl"),
                    ),
                ],
                id="profil-inhalt",
                className="blatt-inhalt",
            ),
        ],
        className="seite",
        **hyphenated(aria_label="Legende und Profil"),
    )


def _drawer() -> html.Section:
    """Ranking, time, scatter and table of what the map shows."""
    tabs = [
        html.Button(
            [icon(symbol), html.Span(name)],
            id=f"reiter-{view}",
            type="button",
            role="tab",
            className="reiter",
            **hyphenated(data_ansicht=view.value, aria_selected="false", aria_controls=f"feld-{view}"),
        )
        for view, (name, symbol) in TABS.items()
    ]
    panels = [
        html.Div(
            [
                html.P(id=f"satz-{view}", className="satz"),
                *(
                    [html.Div(id="tabelle", className="tabelle-rahmen")]
                    if view is Ansicht.TABELLE
                    else [html.Div(id=f"platz-{view}", className="platz")]
                ),
            ],
            id=f"feld-{view}",
            role="tabpanel",
            className="feld",
            hidden=True,
            tabIndex=0,
            **hyphenated(aria_labelledby=f"reiter-{view}"),
        )
        for view in TABS
    ]
    fold = html.Button(
        [html.Span("Einklappen"), icon("chevron-down")],
        type="button",
        className="lade-griff",
        **hyphenated(data_aktion="lade", aria_expanded="true"),
    )
    tablist = html.Div(
        tabs, className="reiter-gruppe", role="tablist", **hyphenated(aria_label="Darstellung der Werte")
    )
    return html.Section(
        [html.Div([tablist, fold], className="reiterleiste"), *panels],
        className="lade",
        **hyphenated(aria_label="Rangfolge, Zeitverlauf, Zusammenhang und Tabelle"),
    )
