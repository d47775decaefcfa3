"""The tables below the map: Sozialraum × Handlungsfeld, and Sozialraum × indicator as a heat table with values."""

from typing import Any

import numpy as np
from dash import html

from indicators.catalogue import Richtung
from indicators.handlungsfelder.kleene import MET, UNKNOWN
from indicators.handlungsfelder.measures import GRUENDE, Grund, Measure
from layouts.components import set_selection
from layouts.formatting import NO_VALUE, format_number
from layouts.handlungsfelder.sentences import REASONS, SIGNS, STATES, UNDECIDED, field_title, override_words
from layouts.handlungsfelder.symbols import build_symbol, read_out
from layouts.handlungsfelder.view import FieldView
from layouts.palettes import PALETTES
from layouts.region import Region, indicator_of, level_of
from layouts.sentences import format_figure, own_name
from layouts.tables import Column, Row, build_table

SHOWN_ROWS = 400  # a browser lays out no more at once without a pause
Z_LIMITS = (-1.5, -0.5, 0.5, 1.5)
BURDEN_COLOURS = tuple(reversed(PALETTES["geteilt"].steps[5]))  # relieved to burdened
PLAIN_COLOURS = PALETTES["blau"].steps[5]  # neutral: neither good nor bad
DARK = 0.2  # luminance below which white letters are easier to read


def _areas(view: FieldView) -> list[str]:
    return [str(key) for key in view.frame.index]


def _name_button(view: FieldView, area: str) -> html.Button:
    name = own_name(view.region, view.selection.stand, view.ebene, area)
    return html.Button(name, type="button", className="zeile-raum", **set_selection({"raum": area}))


def matrix_table(view: FieldView) -> list[Any]:
    """One row per area, areas with most fields first inside the order of the level; words stand for the symbols."""
    fields = [view.field] if view.field else list(view.fields.values())
    group = view.region.group_level.name
    heads = [Column(level_of(view.region, view.ebene).name), Column(group), *(Column(field.kurz) for field in fields)]
    columns = [*heads, Column("Anzahl der Felder", number=True), Column("Menschen", number=True)]
    names = view.region.groups(view.selection.stand)
    people = dict(zip(map(str, view.evaluation.areas), view.evaluation.measures.einwohner, strict=True))
    counted = (view.frame == MET).sum(axis=1)
    rows = [
        Row(
            (
                _name_button(view, area),
                names.get(str(view.evaluation.groups[area]), NO_VALUE),
                *(_state_cell(view, area, field.id) for field in fields),
                format_number(int(counted[area])),
                format_number(people[area]),
            ),
            area,
            area == view.selection.raum,
        )
        for area in _areas(view)[:SHOWN_ROWS]
    ]
    return [build_table(field_title(view), columns, rows), *_rest(len(view.frame) - len(rows))]


def _rest(hidden: int) -> list[Any]:
    if hidden <= 0:
        return []
    return [html.P(f"Weitere {format_number(hidden)} Zeilen stehen in der CSV-Datei.", className="satz")]


def _state_cell(view: FieldView, area: str, name: str) -> html.Span:
    state, field = view.by_area[area][name], view.fields[name]
    hand = override_words(view, area, name)
    note = [html.Abbr("von Hand", title=hand), read_out(f" ({hand})")] if hand else []
    if state == MET:
        return html.Span([build_symbol(field), read_out(STATES[MET]), *note], className="zelle")
    if state == UNKNOWN:
        return html.Span(["? ", read_out(UNDECIDED), *note], className="zelle offen")
    return html.Span(["·", read_out(STATES[state]), *note], className="zelle leise")


def heat_table(view: FieldView) -> list[Any]:
    """Published values, coloured by z; a bar at the left of a cell says that it meets a condition."""
    fields = [view.field] if view.field else list(view.fields.values())
    names = tuple(dict.fromkeys(leaf.indikator for field in fields for leaf in field.conditions.values()))
    measures = view.evaluation.measures.by_indicator
    meeting = {name: _meeting(view, name) for name in names}
    entries = {name: indicator_of(view.region, name) for name in names}
    columns = [
        Column(level_of(view.region, view.ebene).name),
        *(Column(_head(view.region, name), number=True) for name in names),
    ]
    positions = np.flatnonzero(view.shown)[:SHOWN_ROWS]
    rows = [
        Row(
            (
                _name_button(view, area),
                *(_value_cell(measures[name], entries[name], int(here), bool(meeting[name][here])) for name in names),
            ),
            area,
            area == view.selection.raum,
        )
        for area, here in zip(_areas(view), positions, strict=False)
    ]
    title = (
        f"Werte {view.selection.jahr}. Farbe: Abstand vom Mittel aller Räume in Standardabweichungen (z), "
        "Grenzen −1,5, −0,5, +0,5, +1,5; braun = höherer Bedarf, petrol = geringerer, blau = hoher Wert ohne Wertung. "
        "Strich links: erfüllt eine Bedingung."
    )
    return [build_table(html.Span(title, className="haftend"), columns, rows), *_rest(len(view.frame) - len(rows))]


def _head(region: Region, name: str) -> str:
    entry = indicator_of(region, name)
    return f"{entry.kurz or entry.name}" + (f" ({entry.einheit})" if entry.einheit else "")


def _meeting(view: FieldView, name: str) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    met = np.zeros(len(view.evaluation.areas), dtype=bool)
    for field, result in view.evaluation.results.items():
        if view.field is not None and field != view.field.id:
            continue
        for condition in result.conditions.values():
            if condition.bedingung.indikator == name:
                met |= condition.states == MET
    return met


def _value_cell(measured: Measure, entry: Any, here: int, met: bool) -> html.Span:
    wert, z = measured.wert[here], measured.z[here]
    if np.isnan(wert):
        grund = GRUENDE[int(measured.status[here])]
        reason = REASONS[grund] or REASONS[Grund.FEHLT]
        return html.Span([SIGNS[grund], read_out(reason)], className="wert ohne-wert-zelle", title=reason)
    text = format_figure(entry.model_copy(update={"einheit": ""}), wert)
    marked = "wert trifft" if met else "wert"
    note = [read_out(" (erfüllt eine Bedingung)")] if met else []
    if np.isnan(z) or measured.constant:
        return html.Span([text, *note], className=marked)
    colours = PLAIN_COLOURS if entry.richtung is Richtung.NEUTRAL else BURDEN_COLOURS
    ground = colours[int(np.searchsorted(Z_LIMITS, z, side="right"))]
    ink = "#ffffff" if luminance(ground) < DARK else "#22201d"
    return html.Span([text, *note], className=marked, style={"background": ground, "color": ink})


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` after WCAG 2.

    Examples
    --------
    >>> luminance("#ffffff"), luminance("#000000")
    (1.0, 0.0)
    """
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 6)
