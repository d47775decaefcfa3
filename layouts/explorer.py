"""The explorer page: a region on a map, with everything needed to compare."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from layouts import ids, texts
from layouts.components import action, details, field, hyphenated, icon, skip_link
from layouts.maps import build_map
from layouts.palettes import CLASS_COUNTS, PALETTES
from layouts.region import Region, text_pages, top_level
from layouts.selection import Ansicht, Selection, start_selection

TABS = {
    Ansicht.RANG: ("Rangfolge", "chart-bar"),
    Ansicht.ZEIT: ("Zeitverlauf", "chart-line"),
    Ansicht.ZUSAMMENHANG: ("Zusammenhang", "chart-scatter"),
    Ansicht.TABELLE: ("Tabelle", "table"),
}


# a Select treats an empty value as "nothing chosen" and shows a blank
ALL, NONE, AUTO = "alle", "keiner", "passend"


def build_explorer(region: Region) -> html.Div:
    """The whole page with the first view's choices; the browser fills in what depends on year and area."""
    selection = start_selection(region)
    return html.Div(
        [
            *_stores(),
            skip_link(texts.SKIP_TO_INDICATORS, "#suche"),
            skip_link(texts.SKIP_TO_MAP, "#buehne"),
            skip_link(texts.SKIP_TO_TABLE, "#reiter-tabelle"),
            build_header(region),
            html.Main(
                [_rail(region, selection), _stage(region), _panel(), _drawer()],
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


def build_header(region: Region) -> html.Header:
    """Region, product, navigation and the two actions that are always at hand."""
    design = region.config.gestaltung
    logo = [html.Img(src="/region/logo", alt=design.logo_text or region.config.region.traeger, className="logo")]
    return html.Header(
        [
            html.A(
                [
                    *(logo if design.logo else []),
                    html.Span(region.config.region.name, className="kopf-region"),
                    html.Span(texts.PRODUCT, className="kopf-produkt"),
                ],
                href="/",
                className="kopf-marke",
                **hyphenated(aria_label=f"{texts.PRODUCT} {region.config.region.name}, Startseite"),
            ),
            html.Nav(
                [
                    action("link", "Link kopieren", **hyphenated(data_aktion="link")),
                    html.A(
                        [icon("download"), html.Span("Daten (CSV)")], id="csv", href="#", className="knopf", download=""
                    ),
                ],
                className="kopf-wege",
                **hyphenated(aria_label="Diese Ansicht"),
            ),
        ],
        className="kopf",
    )


def build_footer(region: Region) -> html.Footer:
    """Legal pages and the data version."""
    links = [html.A(name, href=path) for path, name in text_pages(region).items()]
    return html.Footer(
        [
            html.Nav(links, **hyphenated(aria_label="Rechtliches")),
            html.Span(f"Datenstand {region.config.region.datenversion}"),
        ],
        className="fuss",
    )


def _rail(region: Region, selection: Selection) -> html.Aside:
    """Choices: indicator, place, comparison, classes."""
    return html.Aside(
        [
            html.Button(
                [icon("sliders-horizontal"), html.Span("Auswahl")],
                className="blatt-griff",
                type="button",
                **hyphenated(data_blatt="wahl", aria_expanded="false", aria_controls="wahl-inhalt"),
            ),
            html.Div(
                [
                    html.H2("Was soll die Karte zeigen?", className="nur-vorlesen"),
                    _picker(region, selection),
                    html.Div(_place_fields(region, selection), className="gruppe"),
                    html.Div(_comparison_fields(region), className="gruppe"),
                    details("Klassen und Farben", _class_fields()),
                ],
                id="wahl-inhalt",
                className="blatt-inhalt",
            ),
        ],
        className="wahl",
        **hyphenated(aria_label="Auswahl"),
    )


def _picker(region: Region, selection: Selection) -> html.Section:
    themes = []
    for theme, indicators in region.catalogue.by_theme().items():
        shown = [
            i
            for i in indicators
            if any(region.years(i.id, s.id, e.id) for s in region.config.gebietsstaende for e in region.config.ebenen)
        ]
        buttons = [
            html.Li(
                html.Button(
                    i.name,
                    type="button",
                    className="indikator",
                    **hyphenated(data_indikator=i.id, aria_pressed=str(i.id == selection.indikator).lower()),
                )
            )
            for i in shown
        ]
        chosen = any(i.id == selection.indikator for i in shown)
        if shown:
            themes.append(
                html.Details(
                    [
                        html.Summary([html.Span(theme), html.Span(str(len(shown)), className="anzahl")]),
                        html.Ul(buttons),
                    ],
                    open=chosen,
                    className="thema",
                    **hyphenated(data_thema=theme),
                )
            )
    return html.Section(
        [
            html.Div(
                [
                    icon("search"),
                    html.Label("Indikator suchen", htmlFor=ids.SUCHE, className="nur-vorlesen"),
                    dbc.Input(
                        id=ids.SUCHE,
                        type="search",
                        placeholder="Indikator suchen",
                        autocomplete="off",
                        className="suchfeld",
                        debounce=False,
                    ),
                ],
                className="suche",
            ),
            html.Div(themes, id=ids.INDIKATOREN, className="themen"),
            html.P("", id="suche-leer", className="leer", hidden=True),
        ],
        className="waehler",
        **hyphenated(aria_label="Indikator"),
    )


def _place_fields(region: Region, selection: Selection) -> list[Any]:
    levels = [{"label": level.mehrzahl, "value": level.id} for level in region.config.ebenen[:-1]]
    stands = [{"label": stand.name, "value": stand.id} for stand in reversed(region.config.gebietsstaende)]
    groups = [
        {
            "label": f"{top_level(region).name} {region.config.region.name}"
            if top_level(region).name not in region.config.region.name
            else region.config.region.name,
            "value": ALL,
        },
        *({"label": name, "value": key} for key, name in region.groups(selection.stand).items()),
    ]
    return [
        field("Ebene", dbc.Select(id=ids.EBENE, options=levels, value=selection.ebene)),
        field("Ausschnitt", dbc.Select(id=ids.INNERHALB, options=groups, value=ALL)),
        field("Gebietsstand", dbc.Select(id=ids.STAND, options=stands, value=selection.stand)),
    ]


def _comparison_fields(region: Region) -> list[Any]:
    options = [
        {"label": "– kein zweiter Indikator –", "value": NONE},
        *({"label": i.name, "value": i.id} for group in region.catalogue.by_theme().values() for i in group),
    ]
    return [
        field("Vergleichen mit", dbc.Select(id=ids.VERGLEICH, options=options, value=NONE)),
        dbc.Checklist(
            id=ids.KARTEN, options=[{"label": "zweite Karte daneben", "value": 2}], value=[], className="haken"
        ),
    ]


def _class_fields() -> list[Any]:
    methods = [{"label": label, "value": key} for key, label in texts.METHODS.items()]
    palettes = [
        {"label": "passend zum Indikator", "value": AUTO},
        *({"label": p.name, "value": p.id} for p in PALETTES.values()),
    ]
    return [
        field("Klassenbildung", dbc.Select(id=ids.METHODE, options=methods, value="rund")),
        html.Div(
            [
                field("Eigene Grenzen, aufsteigend", dbc.Textarea(id=ids.GRENZEN, rows=2, placeholder="5; 10; 15; 20")),
                html.Button("Anwenden", id=ids.GRENZEN_ANWENDEN, type="button", className="knopf"),
                html.P(id=ids.GRENZEN_MELDUNG, className="meldung", role="status"),
            ],
            id="eigene-grenzen",
            hidden=True,
        ),
        field(
            "Anzahl der Klassen",
            dbc.Select(id=ids.KLASSEN, value="5", options=[{"label": str(k), "value": str(k)} for k in CLASS_COUNTS]),
        ),
        field(
            "Grenzen",
            dbc.Select(
                id=ids.BEZUG, value="alle", options=[{"label": v, "value": k} for k, v in texts.LIMIT_SCOPE.items()]
            ),
        ),
        field("Farbreihe", dbc.Select(id=ids.PALETTE, options=palettes, value=AUTO)),
    ]


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
