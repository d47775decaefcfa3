"""The page Handlungsfelder: one question, one answer."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from dash import Dash

from callbacks.pages import control_values, register_page
from callbacks.questions import UNREADABLE, echo
from layouts import ids
from layouts.handlungsfelder.filters import filter_marks
from layouts.handlungsfelder.maps import build_drawing, build_map_answer, field_legend
from layouts.handlungsfelder.page import CONTROLS, PANELS, group_options, year_options
from layouts.handlungsfelder.priorities import priority_table
from layouts.handlungsfelder.profile import field_profile
from layouts.handlungsfelder.selection import Feldansicht, FieldSelection, field_dict, parse_fields
from layouts.handlungsfelder.sentences import field_headline, field_sources, field_title
from layouts.handlungsfelder.tables import heat_table, matrix_table
from layouts.handlungsfelder.twins import twins_panel
from layouts.handlungsfelder.view import FieldView, read_view
from layouts.handlungsfelder.whatif import change_report, limit_controls, whatif_banner
from layouts.region import Region
from layouts.texts import PRODUCT

DRAWERS: Mapping[Feldansicht, Callable[[FieldView], list[Any]]] = {
    Feldansicht.MATRIX: matrix_table,
    Feldansicht.INDIKATOREN: heat_table,
    Feldansicht.WASWENN: change_report,
    Feldansicht.SCHWERPUNKTE: priority_table,
    Feldansicht.ZWILLINGE: twins_panel,
}


def update_fields(question: Any, region: Region) -> dict[tuple[str, str], Any] | None:
    """Map, words and the open table of the Handlungsfelder, as values for the components they belong to."""
    if question is None:
        return None
    known = isinstance(question, Mapping)
    selection, notices = parse_fields(question if known else {}, region)
    view = read_view(region, selection)
    title, headline = field_title(view), field_headline(view)
    answer = {
        "frage": echo(question),
        "auswahl": field_dict(selection),
        "hinweise": [notice.text for notice in (notices if known else (UNREADABLE, *notices))],
        "fenster": f"{title} – {region.config.region.name} – {PRODUCT}",
        "ansage": f"Karte aktualisiert: {title}. {headline}",
        "karten": {"a": build_map_answer(view), "b": None},
        "zeichnung": build_drawing(view),
        "regler": limit_controls(view) if selection.ansicht is Feldansicht.WASWENN else None,
        "erprobung": view.changed,
    }
    return {
        (ids.ANTWORT, "data"): answer,
        ("titel", "children"): title,
        ("synthetisch", "children"): region.config.region.hinweis or "",
        ("synthetisch", "hidden"): region.config.region.hinweis is None,
        ("filter", "children"): filter_marks(view),
        ("schlagzeile", "children"): headline,
        (ids.ERPROBUNG, "children"): whatif_banner(view),
        ("legende", "children"): field_legend(view),
        ("profil-ansicht", "children"): field_profile(view),
        # only the open table: a browser lays out hundreds of rows no faster because nobody sees them
        **{
            (panel, "children"): DRAWERS[name](view) if name is selection.ansicht else []
            for name, panel in PANELS.items()
        },
        ("definition", "children"): f"{view.field.definition}." if view.field else "",
        ("quelle", "children"): field_sources(view),
        (ids.CSV, "href"): f"/daten/handlungsfelder.csv?{urlencode(_file_query(selection))}",
        (ids.INNERHALB, "options"): group_options(region, selection.stand),
        (ids.JAHR_WAHL, "options"): year_options(region, selection.stand),
        **control_values(CONTROLS, field_dict(selection)),
    }


OUTPUTS = (
    (ids.ANTWORT, "data"),
    *((name, "children") for name in ("titel", "synthetisch")),
    ("synthetisch", "hidden"),
    *(
        (name, "children")
        for name in ("filter", "schlagzeile", ids.ERPROBUNG, "legende", "profil-ansicht", *PANELS.values())
    ),
    *((name, "children") for name in ("definition", "quelle")),
    (ids.CSV, "href"),
    (ids.INNERHALB, "options"),
    (ids.JAHR_WAHL, "options"),
    *((control, "value") for control in CONTROLS),
)


def register(app: Dash, region: Region) -> None:
    """Wire the page."""
    register_page(app, region, CONTROLS, OUTPUTS, update_fields)


def _file_query(selection: FieldSelection) -> dict[str, str]:
    """What decides the contents of the file."""
    plain = field_dict(selection)
    query = {key: plain[key] for key in ("stand", "jahr", "feld", "innerhalb", "thema") if plain[key] is not None}
    return query | ({"grenzen": ",".join(plain["grenzen"])} if plain["grenzen"] else {})
