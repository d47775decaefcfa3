"""The scaffold of a page with a map: choices at the left, stage, legend and profile at the right, a drawer below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from layouts import ids, texts
from layouts.components import hyphenated, icon, skip_link
from layouts.frame import build_footer, build_header
from layouts.region import Region
from layouts.vortrag.embedding import embedding_dialogs
from layouts.vortrag.scenelist import talk_dialog

NONE = "alle"  # a Select treats an empty value as "nothing chosen" and shows a blank


@dataclass(frozen=True)
class Tab:
    """One tab of the drawer; `view` is its name in the selection."""

    view: str
    name: str
    symbol: str
    children: tuple[Any, ...]


def build_page(
    region: Region,
    path: str,
    skips: list[html.A],
    actions: list[Any],
    main: list[Any],
    stores: list[Any],
    dialogs: Sequence[html.Dialog] = (),
) -> html.Div:
    """Header, main part and footer, the page's dialogs, and what only assistive technology and the pointer see."""
    return html.Div(
        [
            *stores,
            *skips,
            build_header(region, path, actions),
            html.Main(main, className="atlas"),
            build_footer(region),
            *dialogs,
            *embedding_dialogs(region),
            talk_dialog(),
            html.Div(id="ansage", className="nur-vorlesen", role="status", **hyphenated(aria_live="polite")),
            html.Div(id="sprechblase", className="sprechblase", hidden=True, role="tooltip"),
        ]
    )


def page_stores() -> list[Any]:
    """What a page beside the explorer keeps: its address, the selection, the server's answer."""
    names = (ids.AUSWAHL, ids.ANTWORT, ids.GEAENDERT, ids.BEREIT)
    return [dcc.Location(id="ort", refresh=False), *(dcc.Store(id=name) for name in names)]


def build_skips(targets: Mapping[str, str]) -> list[html.A]:
    """Skip links: label → id of the target."""
    return [skip_link(label, f"#{target}") for label, target in targets.items()]


def build_rail(heading: str, children: list[Any]) -> html.Aside:
    """The choices; a sheet from below on small screens."""
    return html.Aside(
        [
            html.Button(
                [icon("sliders-horizontal"), html.Span("Auswahl")],
                className="blatt-griff",
                type="button",
                **hyphenated(data_blatt="wahl", aria_expanded="false", aria_controls="wahl-inhalt"),
            ),
            html.Div(
                [_sheet_head("Auswahl"), html.H2(heading, className="nur-vorlesen"), *children],
                id="wahl-inhalt",
                className="blatt-inhalt",
            ),
        ],
        className="wahl",
        **hyphenated(aria_label="Auswahl"),
    )


def _sheet_head(heading: str) -> html.Div:
    """What a sheet from below is and the button that puts it away; on large screens there are no sheets."""
    close = html.Button(
        icon("x"), type="button", className="knopf rund", **hyphenated(data_blatt_zu="", aria_label="Schließen")
    )
    return html.Div([html.Span(heading), close], className="blatt-kopf")


def build_titles(heading: str) -> html.Div:
    """Title of the view, the mark of synthetic data, active filters, headline sentence, notices."""
    return html.Div(
        [
            html.Div(
                [
                    html.H1(id="titel", children=heading),
                    html.P(id="synthetisch", className="synthetisch", hidden=True),
                    html.Div(id="filter", className="filter", role="group", **hyphenated(aria_label="Aktive Filter")),
                ],
                className="titel-zeile",
            ),
            html.P(id="schlagzeile", className="schlagzeile"),
            html.Div(id=ids.HINWEISE, className="hinweise", role="status"),
        ],
        className="titelei",
    )


def build_stage(heading: str, maps: list[Any], below: list[Any]) -> html.Section:
    """Titles, maps, and the lines below them."""
    stage = html.Div(maps, id="buehne", className="buehne", tabIndex=-1)
    return html.Section(
        [build_titles(heading), stage, *below], className="mitte", **hyphenated(aria_labelledby="titel")
    )


def build_sources() -> html.Div:
    """Definition and source line below the map."""
    return html.Div(
        [html.P(id="definition", className="definition"), " ", html.P(id="quelle", className="quelle")],
        className="unterzeile",
    )


def build_panel() -> html.Aside:
    """Legend and the selected area; a sheet from below on small screens."""
    sections = (("legende", "Legende", "Legende"), ("profil", "Profil", "Profil der Auswahl"))
    places = {"legende": "legende", "profil": "profil-ansicht"}
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
                    _sheet_head("Legende und Profil"),
                    *[
                        html.Section(
                            [html.H2(heading, className="nur-vorlesen"), html.Div(id=places[name])],
                            className=name,
                            **hyphenated(aria_label=label),
                        )
                        for name, heading, label in sections
                    ],
                ],
                id="profil-inhalt",
                className="blatt-inhalt",
            ),
        ],
        className="seite",
        **hyphenated(aria_label="Legende und Profil"),
    )


def build_drawer(label: str, tabs: list[Tab], actions: Sequence[Any] = ()) -> html.Section:
    """Tabs below the map; the selection says which one is open. `actions` stand at the end of their bar."""
    buttons = [
        html.Button(
            [icon(tab.symbol), html.Span(tab.name)],
            id=f"reiter-{tab.view}",
            type="button",
            role="tab",
            className="reiter",
            **hyphenated(data_ansicht=tab.view, aria_selected="false", aria_controls=f"feld-{tab.view}"),
        )
        for tab in tabs
    ]
    panels = [
        html.Div(
            list(tab.children),
            id=f"feld-{tab.view}",
            role="tabpanel",
            className="feld",
            hidden=True,
            tabIndex=0,
            **hyphenated(aria_labelledby=f"reiter-{tab.view}"),
        )
        for tab in tabs
    ]
    fold = html.Button(
        [html.Span(texts.BROWSER["einklappen"]), icon("chevron-down")],
        type="button",
        className="lade-griff",
        **hyphenated(data_aktion="lade", aria_expanded="true"),
    )
    tablist = html.Div(
        buttons, className="reiter-gruppe", role="tablist", **hyphenated(aria_label="Darstellung der Werte")
    )
    return html.Section(
        [html.Div([tablist, *actions, fold], className="reiterleiste"), *panels],
        className="lade",
        **hyphenated(aria_label=label),
    )
