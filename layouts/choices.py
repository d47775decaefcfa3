"""The choices at the left: indicator, place, comparison, classes and colours."""

from typing import Any
from urllib.parse import urlencode

import dash_bootstrap_components as dbc
from dash import html

from layouts import ids, texts
from layouts.components import details, field, hyphenated, icon
from layouts.gebietsstaende.selection import RevisionSelection, finest_level, start_revision
from layouts.navigation import GEBIETSSTAENDE
from layouts.palettes import CLASS_COUNTS, PALETTES
from layouts.region import Region, level_of, top_level
from layouts.selection import Selection

# a Select treats an empty value as "nothing chosen" and shows a blank
ALL, NONE, AUTO = "alle", "keiner", "passend"


def build_choices(region: Region, selection: Selection) -> list[Any]:
    """Choices: indicator, place, comparison, classes."""
    return [
        _picker(region, selection),
        html.Div(_place_fields(region, selection), className="gruppe"),
        details("Vergleichen", _comparison_fields(region), id=ids.VERGLEICHEN),
        details("Klassen und Farben", _class_fields(), id=ids.KLASSENWAHL),
    ]


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
            html.P("", id="suche-leer", className="leer", hidden=True),
            html.Div(themes, id=ids.INDIKATOREN, className="themen"),
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
        *_revision_link(region),
        _field_filter(region),
    ]


def _revision_link(region: Region) -> list[Any]:
    """The way to the boundary revision that the package shows as its example."""
    if len(region.config.gebietsstaende) < 2:
        return []
    start = start_revision(region)
    place = {"von": start.von, "nach": start.nach, "innerhalb": start.innerhalb}
    query = urlencode({key: value for key, value in place.items() if value is not None})
    return [
        html.A(
            f"{_revision_words(region, start)} ›", href=f"{GEBIETSSTAENDE}?{query}", id="beispiel", className="beispiel"
        )
    ]


def _revision_words(region: Region, start: RevisionSelection) -> str:
    """`Baesweiler: aus 6 werden 7 Sozialräume`."""
    ebene = finest_level(region)
    groups = [region.group_of(stand, ebene) for stand in (start.von, start.nach)]
    if start.innerhalb is None:
        place, counts = region.config.region.name, [len(group) for group in groups]
    else:
        place = {**region.groups(start.von), **region.groups(start.nach)}[start.innerhalb]
        counts = [int((group == start.innerhalb).sum()) for group in groups]
    if counts[0] == counts[1]:
        return f"{place}: wie sich die Grenzen geändert haben"
    return f"{place}: aus {counts[0]} werden {counts[1]} {level_of(region, ebene).mehrzahl}"


def _field_filter(region: Region) -> html.Div:
    """Choice of a Handlungsfeld; kept out of sight where the package has none."""
    fields = {} if region.fields is None else region.fields.handlungsfelder
    options = [{"label": "alle Räume", "value": NONE}, *({"label": f.name, "value": key} for key, f in fields.items())]
    choice = field("Nur Räume mit Handlungsfeld", dbc.Select(id=ids.FELD, options=options, value=NONE))
    return html.Div(choice, hidden=not fields)


def _comparison_fields(region: Region) -> list[Any]:
    options = [
        {"label": "– kein zweiter Indikator –", "value": NONE},
        *({"label": i.name, "value": i.id} for group in region.catalogue.by_theme().values() for i in group),
    ]
    revisions = [{"label": label, "value": key} for key, label in texts.REVISIONS.items()]
    return [
        field("Veränderung gegenüber", dbc.Select(id=ids.BASIS, options=[], value=NONE)),
        html.Div(
            field("Bei geänderten Grenzen", dbc.Select(id=ids.GRENZAENDERUNG, options=revisions, value="umrechnen")),
            id="grenzaenderung",
            hidden=True,
        ),
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
