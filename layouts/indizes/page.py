"""The page Indizes: standardised indices, a composer, and Status × Dynamik."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from indicators.indices.definitions import Bezug
from layouts import ids, texts
from layouts.components import field, hyphenated
from layouts.downloads import build_file_row, page_file_rows
from layouts.indizes.selection import Indexansicht, can_compose, index_choices
from layouts.maps import build_map
from layouts.menus import download_menu, share_menu
from layouts.navigation import INDIZES
from layouts.region import Region
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
    ids.INDEX: "index",
    ids.JAHR_WAHL: "jahr",
    ids.STAND: "stand",
    ids.INNERHALB: "innerhalb",
    ids.BEZUG: "bezug",
}


def build_indizes(region: Region) -> html.Div:
    """The whole page; one callback fills it."""
    tables = (
        (Indexansicht.TABELLE, "Rangfolge", "table", ids.INDEX_TAFEL),
        (Indexansicht.ZEIT, "Zeitverlauf", "chart-line", ids.INDEX_ZEIT),
        (Indexansicht.ROBUSTHEIT, "Robustheit", "gauge", ids.INDEX_ROBUST),
        (Indexansicht.METHODE, "Methode", "info", ids.INDEX_METHODE),
    )
    tabs = [Tab(view, name, symbol, (_frame(view, name, place),)) for view, name, symbol, place in tables]
    # the browser's part of all pages wants two maps; the second stays hidden here
    maps = [build_map(region, ids.KARTE_A, ids.FLAECHEN_A), build_map(region, ids.KARTE_B, ids.FLAECHEN_B)]
    return build_page(
        region,
        INDIZES,
        build_skips(
            {
                "Zur Auswahl des Index springen": ids.INDEX,
                texts.SKIP_TO_MAP: "buehne",
                texts.SKIP_TO_TABLE: f"reiter-{Indexansicht.TABELLE}",
            }
        ),
        [share_menu(*embedding_entries(region)), download_menu([*page_file_rows("indizes"), *_files()])],
        [
            build_rail("Welcher Index soll gezeigt werden?", _choices(region)),
            build_stage("Indizes", maps, [build_sources()]),
            build_panel(),
            build_drawer("Rangfolge, Zeitverlauf, Robustheit und Methode", tabs),
        ],
        page_stores(),
    )


def _frame(view: Indexansicht, name: str, place: str) -> html.Div:
    """What scrolls; the keyboard reaches the ranking by its buttons, the rest has none."""
    if view is Indexansicht.TABELLE:
        return html.Div(id=place, className="tabelle-rahmen")
    return html.Div(
        id=place, className="tabelle-rahmen", tabIndex=0, role="region", **hyphenated(aria_label=f"{name}, Inhalt")
    )


def _files() -> list[html.Li]:
    link = html.A("CSV", id=ids.INDEX_CSV, href="#", download="", **hyphenated(aria_label="Indexwerte, CSV"))
    return [build_file_row("Indexwerte", "mit Klassen, Teilen und Zeichen", [link])]


def _choices(region: Region) -> list[Any]:
    names = [{"label": name, "value": key} for key, name in index_choices(region).items()]
    stands = [{"label": stand.name, "value": stand.id} for stand in region.config.gebietsstaende]
    what = [field("Index", dbc.Select(id=ids.INDEX, options=names))]
    where = [
        field("Jahr", dbc.Select(id=ids.JAHR_WAHL, options=[])),
        field("Gebietsstand", dbc.Select(id=ids.STAND, options=stands)),
        field(region.group_level.name, dbc.Select(id=ids.INNERHALB, options=[])),
    ]
    scopes = [
        {"label": "alle Räume der Region", "value": Bezug.REGION.value},
        {"label": f"Räume im selben Gebiet ({region.group_level.name})", "value": Bezug.KOMMUNE.value},
    ]
    compared = html.Fieldset(
        [html.Legend("Verglichen mit"), dbc.RadioItems(id=ids.BEZUG, options=scopes, className="wahlpunkte")],
        className="wahlfeld",
    )
    groups = [html.Div(part, className="gruppe") for part in (what, where, [compared])]
    return [*groups, html.Div(id=ids.BAUKASTEN, className="baukasten", hidden=not can_compose(region))]


def group_options(region: Region, stand: str) -> list[dict[str, str]]:
    """The whole region, and the areas of the group level."""
    whole = {"label": region.config.region.name, "value": NONE}
    return [whole, *({"label": name, "value": key} for key, name in region.groups(stand).items())]
