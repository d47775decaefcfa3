"""The page Indizes: one question, one answer."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dash import Dash

from callbacks.pages import control_values, register_page
from callbacks.questions import UNREADABLE, echo
from layouts import ids
from layouts.indizes.composer import composer
from layouts.indizes.maps import build_index_map, index_legend
from layouts.indizes.method import method
from layouts.indizes.page import CONTROLS, group_options
from layouts.indizes.panels import index_profile
from layouts.indizes.reading import IndexView, read_view
from layouts.indizes.selection import Indexansicht, index_dict, index_stands, index_years, parse_index
from layouts.indizes.sentences import index_headline, index_notice, index_source_line, index_title
from layouts.indizes.series import series
from layouts.indizes.tables import heat_table, robustness
from layouts.markup import to_html
from layouts.region import Region, level_of
from layouts.texts import PRODUCT

# Only the open tab is filled: a click on another one asks again. The ranking is part of the answer (`layouts.markup`).
TABS = {
    Indexansicht.ZEIT: (ids.INDEX_ZEIT, series),
    Indexansicht.ROBUSTHEIT: (ids.INDEX_ROBUST, robustness),
    Indexansicht.METHODE: (ids.INDEX_METHODE, method),
}


def update_index(question: Any, region: Region) -> dict[tuple[str, str], Any] | None:
    """Map, words and tables of an index, as values for the components they belong to."""
    if question is None:
        return None
    known = isinstance(question, Mapping)
    selection, notices = parse_index(question if known else {}, region)
    view = read_view(region, selection)
    title = index_title(region, view)
    plain = index_dict(selection)
    synthetic = index_notice(region, view)
    answer = {
        "frage": echo(question),
        "auswahl": plain,
        "hinweise": [notice.text for notice in (notices if known else (UNREADABLE, *notices))],
        "fenster": f"{title} – {region.config.region.name} – {PRODUCT}",
        "ansage": _announcement(region, view, title),
        "karten": {"a": build_index_map(region, view), "b": None},
        "baukasten": composer(region, selection),
        "tafel": to_html(heat_table(region, view)) if selection.ansicht is Indexansicht.TABELLE else "",
    }
    return {
        (ids.ANTWORT, "data"): answer,
        ("titel", "children"): title,
        ("synthetisch", "children"): synthetic or "",
        ("synthetisch", "hidden"): synthetic is None,
        ("schlagzeile", "children"): index_headline(region, view),
        ("legende", "children"): index_legend(region, view),
        ("profil-ansicht", "children"): index_profile(region, view),
        ("definition", "children"): _definition(view),
        ("quelle", "children"): index_source_line(region, view),
        (ids.INDEX_CSV, "href"): f"/daten/index.csv?{urlencode(_query(plain))}",
        **{
            (place, "children"): build(region, view) if selection.ansicht is tab else []
            for tab, (place, build) in TABS.items()
        },
        **_options(region, view),
        **control_values(CONTROLS, plain),
    }


OUTPUTS = (
    (ids.ANTWORT, "data"),
    *((name, "children") for name in ("titel", "synthetisch")),
    ("synthetisch", "hidden"),
    *((name, "children") for name in ("schlagzeile", "legende", "profil-ansicht", "definition", "quelle")),
    (ids.INDEX_CSV, "href"),
    *((place, "children") for place, _ in TABS.values()),
    *((name, "options") for name in (ids.JAHR_WAHL, ids.STAND, ids.INNERHALB)),
    *((control, "value") for control in CONTROLS),
)


def register(app: Dash, region: Region) -> None:
    """Wire the page."""
    register_page(app, region, CONTROLS, OUTPUTS, update_index)


def _options(region: Region, view: IndexView) -> dict[tuple[str, str], Any]:
    selection, definition = view.selection, view.definition
    usable = index_stands(region, definition)
    years = reversed(index_years(region, definition, selection.stand))
    return {
        (ids.JAHR_WAHL, "options"): [{"label": str(year), "value": str(year)} for year in years],
        (ids.STAND, "options"): [
            {"label": stand.name, "value": stand.id, "disabled": stand.id not in usable}
            for stand in region.config.gebietsstaende
        ],
        (ids.INNERHALB, "options"): group_options(region, selection.stand),
    }


def _query(plain: Mapping[str, Any]) -> dict[str, str]:
    told = {key: ",".join(value) if isinstance(value, list) else value for key, value in plain.items()}
    return {
        key: str(value) for key, value in told.items() if value not in (None, "") and key not in ("ansicht", "raum")
    }


def _announcement(region: Region, view: IndexView, title: str) -> str:
    without = int((view.classes.loc[list(view.inside)] < 0).sum())
    mehrzahl = level_of(region, view.ebene).mehrzahl
    return f"Karte aktualisiert: {title}, {len(view.inside)} {mehrzahl}, {without} ohne Einstufung."


def _definition(view: IndexView) -> str:
    pair = view.definition.kombination
    return view.definition.index.definition if pair is None else (pair.definition or pair.name)
