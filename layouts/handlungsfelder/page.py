"""The page Handlungsfelder: where there is need for action, why, and what other limits would say."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from layouts import ids, texts
from layouts.components import field, hyphenated
from layouts.downloads import build_file_row, page_file_rows
from layouts.handlungsfelder.selection import Feldansicht, field_stands, rules_of, start_fields
from layouts.handlungsfelder.symbols import build_symbol
from layouts.maps import build_map
from layouts.menus import download_menu, share_menu
from layouts.navigation import HANDLUNGSFELDER
from layouts.region import Region, stand_of
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
    ids.FELD: "feld",
    ids.INNERHALB: "innerhalb",
    ids.THEMA: "thema",
    ids.JAHR_WAHL: "jahr",
    ids.STAND: "stand",
}
PANELS = {
    Feldansicht.MATRIX: ids.MATRIX,
    Feldansicht.INDIKATOREN: ids.HITZE,
    Feldansicht.WASWENN: ids.WASWENN,
    Feldansicht.SCHWERPUNKTE: ids.SCHWERPUNKTE,
    Feldansicht.ZWILLINGE: ids.ZWILLINGE,
}


def build_handlungsfelder(region: Region) -> html.Div:
    """The whole page; one callback fills it."""
    maps = [
        html.Div(id=ids.ERPROBUNG, className="erprobung", role="status"),
        build_map(region, ids.KARTE_A, ids.FLAECHEN_A),
        html.Div(build_map(region, ids.KARTE_B, ids.FLAECHEN_B), hidden=True),
    ]
    return build_page(
        region,
        HANDLUNGSFELDER,
        build_skips(
            {
                "Zur Auswahl des Handlungsfelds springen": ids.FELD,
                texts.SKIP_TO_MAP: "buehne",
                texts.SKIP_TO_TABLE: f"reiter-{Feldansicht.MATRIX}",
            }
        ),
        [share_menu(*embedding_entries(region)), download_menu([*page_file_rows("handlungsfelder"), *_files()])],
        [
            build_rail("Welches Handlungsfeld, wo und wann?", _choices(region)),
            build_stage("Handlungsfelder", maps, [build_sources()]),
            build_panel(),
            build_drawer("Matrix, Indikatoren, Was-wäre-wenn, Schwerpunkte und Zwillinge", _tabs(region)),
        ],
        page_stores(),
    )


def _tabs(region: Region) -> list[Tab]:
    whatif = html.Div(
        [
            html.Div(id="waswenn-regler", className="regler", **hyphenated(aria_label="Grenzwerte")),
            html.Div(id=ids.WASWENN, className="regler-wirkung"),
        ],
        className="waswenn",
    )
    return [
        Tab(Feldansicht.MATRIX, "Matrix", "layout-grid", (_frame(ids.MATRIX),)),
        Tab(Feldansicht.INDIKATOREN, "Indikatoren", "table", (_frame(ids.HITZE),)),
        Tab(Feldansicht.WASWENN, "Was wäre, wenn", "sliders-horizontal", (whatif,)),
        Tab(Feldansicht.SCHWERPUNKTE, "Schwerpunkte", "target", (_frame(ids.SCHWERPUNKTE),)),
        Tab(Feldansicht.ZWILLINGE, "Zwillinge", "users", (_frame(ids.ZWILLINGE),)),
    ]


def _frame(name: str) -> html.Div:
    return html.Div(id=name, className="tabelle-rahmen")


def _files() -> list[html.Li]:
    link = html.A("CSV", id=ids.CSV, href="#", download="", **hyphenated(aria_label="Matrix, CSV"))
    return [build_file_row("Matrix", "Räume, Felder und Bedingungen", [link])]


def _choices(region: Region) -> list[Any]:
    rules = rules_of(region)
    fields: list[dict[str, Any]] = [{"label": "Anzahl der Handlungsfelder", "value": NONE}]
    fields += [
        {"label": html.Span([build_symbol(one), html.Span(one.name)], className="feld-wahl"), "value": key}
        for key, one in rules.handlungsfelder.items()
    ]
    start = start_fields(region)
    stands = [{"label": stand_of(region, stand).name, "value": stand} for stand in field_stands(region)]
    level = region.group_level
    filters = [field(level.name, dbc.Select(id=ids.INNERHALB, options=group_options(region, start.stand)))]
    themes = rules.prioritaeten.themen if rules.prioritaeten is not None else {}
    options = [{"label": f"alle {level.mehrzahl}", "value": NONE}]
    options += [{"label": theme.name, "value": key} for key, theme in themes.items()]
    named = field(f"Schwerpunkt der {level.mehrzahl}", dbc.Select(id=ids.THEMA, options=options))
    priority = html.Div(named, hidden=not themes)
    when = [
        field("Jahr", dbc.Select(id=ids.JAHR_WAHL, options=year_options(region, start.stand))),
        html.Div(field("Gebietsstand", dbc.Select(id=ids.STAND, options=stands)), hidden=len(stands) < 2),
    ]
    what = html.Fieldset(
        [html.Legend("Karte"), dbc.RadioItems(id=ids.FELD, options=fields, className="wahlpunkte felder")],
        className="wahlfeld",
    )
    return [html.Div(part, className="gruppe") for part in ([what], [*filters, priority], when)]


def group_options(region: Region, stand: str) -> list[dict[str, str]]:
    """The whole region, then the areas of the group level."""
    groups = region.groups(stand)
    return [
        {"label": region.config.region.name, "value": NONE},
        *({"label": name, "value": key} for key, name in groups.items()),
    ]


def year_options(region: Region, stand: str) -> list[dict[str, str]]:
    """Years in which all indicators of the rules have data, the newest first."""
    return [{"label": str(year), "value": str(year)} for year in reversed(region.field_years(stand))]
