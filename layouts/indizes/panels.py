"""The panel beside the map of an index: the selected area, or what stands out; components always."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from indicators.indices.definitions import Bezug
from indicators.indices.stability import Stability
from layouts.components import hyphenated, icon, set_selection
from layouts.formatting import NO_VALUE, format_number
from layouts.indizes.maps import colours_of
from layouts.indizes.parts import build_parts, list_parts
from layouts.indizes.reading import IndexView, Reading, firmness
from layouts.indizes.selection import OWN, can_compose, parts_of_index
from layouts.indizes.sentences import area_flags, class_phrase, format_index, format_sign
from layouts.palettes import ink_on
from layouts.region import Region, level_of
from layouts.sentences import area_label, own_name

EXTREMES = 5


def index_profile(region: Region, view: IndexView) -> list[Any]:
    """The selected area with all its components, or the extent."""
    area = view.selection.raum
    return _overview(region, view) if area is None else _area(region, view, area)


def _area(region: Region, view: IndexView, area: str) -> list[Any]:
    selection = view.selection
    name = own_name(region, selection.stand, view.ebene, area)
    group = region.group_of(selection.stand, view.ebene)[area]
    place = "" if pd.isna(group) or group == area else region.groups(selection.stand)[group]
    close = html.Button(
        "×",
        type="button",
        className="knopf klein",
        **hyphenated(aria_label=f"{name} abwählen"),
        **set_selection({"raum": None}),
    )
    flags = [flag for reading in view.readings for flag in area_flags(region, view, reading, area)]
    return [
        html.Div([html.P(place, className="profil-ort"), html.H3(name), close], className="profil-kopf"),
        _big(view, area),
        *(html.P(flag, className="index-merkmal") for flag in flags),
        *(part for reading in view.readings for part in _components(region, view, reading, area)),
    ]


def _big(view: IndexView, area: str) -> html.P:
    """The index as one big number and its class, or the group."""
    position = int(view.classes[area])
    if position < 0:
        return html.P("ohne Einstufung", className="grosse-zahl kein-wert")
    colour = colours_of(view)[position]
    if view.groups is not None:
        chip, words = _chip(format_sign(view.signs[area]), colour), html.Span(class_phrase(view, area))
        return html.P([chip, words], className="index-gruppe")
    number = html.Span(format_index(view.main.rows[area]["index"]), className="index-zahl")
    return html.P([number, _chip(class_phrase(view, area), colour)], className="index-gruppe")


def _chip(text: str, colour: str) -> html.Span:
    return html.Span(text, style={"background": colour, "color": ink_on(colour)}, className="klassen-marke")


def _components(region: Region, view: IndexView, reading: Reading, area: str) -> list[Any]:
    row = reading.rows[area]
    title = reading.index.kurz or reading.index.name
    heading = title if len(view.readings) > 1 else "Bestandteile"
    ranked = _ranked(region, view, reading, area)
    return [
        html.H4([heading, html.Span(_standing(row, view), className="index-stand")], className="baustein-titel"),
        html.P(_ranks(row, firmness(region, reading, view.selection), area, ranked), className="baustein-fuss"),
        build_parts(region, view, reading, area),
    ]


def _ranked(region: Region, view: IndexView, reading: Reading, area: str) -> int:
    """How many areas the rank of this one is among."""
    known = reading.classes >= 0
    if view.selection.bezug is Bezug.KOMMUNE:
        groups = region.group_of(view.selection.stand, view.ebene).reindex(known.index)
        known = known & (groups == groups[area]).fillna(False)
    return int(known.sum())


def _standing(row: Mapping[str, Any], view: IndexView) -> str:
    if pd.isna(row["index"]) or len(view.readings) == 1:
        return ""
    return f" {row['klasse']} ({format_index(row['index'])})"


def _ranks(row: Mapping[str, Any], firm: Stability | None, area: str, ranked: int) -> str:
    """Rank, and the range over all variants of the index."""
    if pd.isna(row["rank_best"]):
        return "Ohne Rang."
    span = _span(row["rank_best"], row["rank_worst"])
    said = f"Rang {span} von {format_number(ranked)} (1 = höchster Index)"
    if firm is None or area not in firm.areas.index or firm.variants.empty:
        return f"{said}."
    other = firm.areas.loc[area]
    return (
        f"{said}; Rangspanne {_span(other['rank_best'], other['rank_worst'])}, wenn ein Indikator fehlt oder ein "
        f"Fünftel mehr oder weniger zählt."
    )


def _span(best: Any, worst: Any) -> str:
    if pd.isna(best):
        return NO_VALUE
    return format_number(int(best)) if best == worst else f"{format_number(int(best))} bis {format_number(int(worst))}"


def _overview(region: Region, view: IndexView) -> list[Any]:
    level = level_of(region, view.ebene)
    inside = list(view.inside)
    classes = view.classes.loc[inside]
    number = int((classes >= 0).sum())
    return [
        html.P(f"{level.mehrzahl} mit Einstufung", className="profil-ort"),
        html.P(f"{format_number(number)} von {format_number(len(inside))}", className="grosse-zahl"),
        *_extremes(region, view),
        *(part for reading in view.readings for part in _definition(region, view, reading)),
        *_compose_button(region, view),
    ]


def _extremes(region: Region, view: IndexView) -> list[Any]:
    """Buttons of the areas with the highest index."""
    values = view.main.figures.loc[list(view.inside), "index"].dropna().sort_values(ascending=False, kind="stable")
    if values.empty:
        return []
    buttons = [
        html.Li(
            html.Button(
                [
                    html.Span(area_label(region, view.selection.stand, view.ebene, str(key))),
                    html.B(format_index(value)),
                ],
                type="button",
                className="extrem",
                **set_selection({"raum": str(key)}),
            )
        )
        for key, value in values.head(EXTREMES).items()
    ]
    title = f"Höchste Werte: {view.main.index.name}" if view.groups is not None else "Höchste Indexwerte"
    return [html.Div([html.H3(title), html.Ul(buttons)], className="extreme")]


def _definition(region: Region, view: IndexView, reading: Reading) -> list[Any]:
    heading = (reading.index.kurz or reading.index.name) if len(view.readings) > 1 else "Bestandteile"
    return [
        html.H3(heading, className="baustein-titel"),
        *([html.P(reading.index.hinweis, className="baustein-fuss")] if reading.index.hinweis else []),
        list_parts(region, view, reading),
    ]


def _compose_button(region: Region, view: IndexView) -> list[Any]:
    """Take the parts of a package's index into the composer."""
    parts = parts_of_index(view.main.index, region, view.selection.jahr)
    if view.selection.index == OWN or not can_compose(region) or not parts:
        return []
    patch = {"index": OWN, "teile": list(parts)}
    button = html.Button(
        [icon("sliders-horizontal"), html.Span("Bestandteile und Gewichte ändern")],
        type="button",
        className="knopf",
        **set_selection(patch),
    )
    return [html.Div(button, className="profil-wege")]
