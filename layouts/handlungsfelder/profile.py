"""Beside the map: why the selected area has its Handlungsfelder, condition by condition; or the fields at a glance."""

from math import isnan
from typing import Any

from dash import html

from indicators.handlungsfelder.explanation import ConditionReading, FieldReading, NodeReading, explain_field
from indicators.handlungsfelder.kleene import MET, Erfuellung
from indicators.handlungsfelder.rules import Groesse
from layouts.components import hyphenated, set_selection
from layouts.formatting import NO_VALUE, format_number, format_value
from layouts.handlungsfelder.sentences import (
    FULFILMENT,
    NEED,
    NO_NEED,
    REASONS,
    UNDECIDED,
    format_compared,
    format_limit,
    format_people,
    override_words,
)
from layouts.handlungsfelder.symbols import build_symbol
from layouts.handlungsfelder.view import FieldView
from layouts.region import indicator_of, level_of, region_names
from layouts.sentences import area_label, format_figure, own_name

STATE_WORDS = {Erfuellung.ERFUELLT: NEED, Erfuellung.NICHT_ERFUELLT: NO_NEED, Erfuellung.UNBEKANNT: UNDECIDED}
CHECKS = {Erfuellung.ERFUELLT: "✓", Erfuellung.NICHT_ERFUELLT: "✗", Erfuellung.UNBEKANNT: "?"}
LONGEST_LIST = 8


def field_profile(view: FieldView) -> list[Any]:
    """The selected area, or what there is to select."""
    return _overview(view) if view.selection.raum is None else _area(view, view.selection.raum)


def _overview(view: FieldView) -> list[Any]:
    found = (view.frame == MET).sum(axis=1) if view.field is None else view.frame[view.field.id]
    extent = view.extent(view.selection.feld)
    mehrzahl = level_of(view.region, view.ebene).mehrzahl
    listed = found[found > 0].sort_values(ascending=False, kind="stable")
    buttons = [_to_area(view, str(key)) for key in listed.index[:LONGEST_LIST]]
    rest = len(listed) - len(buttons)
    title = "Die meisten Handlungsfelder" if view.field is None else NEED
    hint = f"Einen Raum in der Karte wählen zeigt, warum. {f'Weitere {rest} in der Matrix.' if rest > 0 else ''}"
    return [
        html.P(f"{mehrzahl} mit {NEED}", className="profil-ort"),
        html.P(f"{format_number(extent.areas)} von {format_number(extent.shown)}", className="grosse-zahl"),
        html.P(_people_sentence(extent.people), className="profil-satz"),
        *([html.Div([html.H3(title), html.Ul(buttons)], className="extreme")] if buttons else []),
        html.P(hint, className="profil-hinweis"),
    ]


def _people_sentence(people: float) -> str:
    if isnan(people):
        return "Wie viele Menschen dort leben, lässt sich nicht angeben."
    return f"Dort leben {format_number(people)} Menschen."


def _to_area(view: FieldView, key: str) -> html.Li:
    symbols = html.Span([build_symbol(field) for field in view.found_in(key)], className="symbole")
    name = area_label(view.region, view.selection.stand, view.ebene, key)
    words = ", ".join(field.kurz for field in view.found_in(key))
    return html.Li(
        html.Button(
            [html.Span(name), symbols, html.Span(words, className="nur-vorlesen")],
            type="button",
            className="extrem",
            **set_selection({"raum": key}),
        )
    )


def _area(view: FieldView, area: str) -> list[Any]:
    stand = view.selection.stand
    name = own_name(view.region, stand, view.ebene, area)
    group = view.region.groups(stand).get(str(view.evaluation.groups[area]), "")
    readings = {field: explain_field(view.evaluation, field, area) for field in view.fields}
    people = next(iter(readings.values())).einwohner
    met = [field for field, reading in readings.items() if reading.state is Erfuellung.ERFUELLT]
    close = html.Button(
        "×",
        type="button",
        className="knopf klein",
        **hyphenated(aria_label=f"{name} abwählen"),
        **set_selection({"raum": None}),
    )
    first = view.selection.feld or (met[0] if met else None)
    order = sorted(view.fields, key=lambda field: field != view.selection.feld)
    return [
        html.Div([html.P(group, className="profil-ort"), html.H3(name), close], className="profil-kopf"),
        html.P(
            f"{len(met)} von {len(view.fields)} Handlungsfeldern · {format_people(people)} Menschen",
            className="profil-satz",
        ),
        *(_field(view, readings[field], is_open=field == first) for field in order),
    ]


def _field(view: FieldView, reading: FieldReading, is_open: bool) -> html.Details:
    field = view.fields[reading.field]
    state = "feld-da" if reading.state is Erfuellung.ERFUELLT else "feld-nicht"
    hand = override_words(view, reading.area, reading.field)
    rule = f"Die Regel sagt: {STATE_WORDS[reading.rule.state]}."
    notes = [html.P(hand, className="von-hand"), html.P(rule, className="von-hand-regel")] if hand else []
    return html.Details(
        [
            html.Summary(
                [build_symbol(field, state), html.Span([html.B(field.name), html.Span(STATE_WORDS[reading.state])])]
            ),
            *notes,
            html.Ul(_node(view, reading.rule), className="bedingungen"),
        ],
        open=is_open,
        className=f"feld-grund {state}",
    )


def _node(view: FieldView, node: NodeReading) -> list[html.Li]:
    """A node with what it joins; the root is the field itself, whose joining needs no line where all are needed."""
    if node.condition is not None:
        return [_condition(view, node, node.condition)]
    members = [line for member in node.members for line in _node(view, member)]
    if "." not in node.address and node.needed == len(node.members):
        return members
    needed = f"{node.met} von {len(node.members)} erfüllt, nötig {'sind' if node.needed > 1 else 'ist'} {node.needed}"
    open_ = f", {node.unknown} nicht feststellbar" if node.unknown else ""
    head = [_check(node.state), html.Span([html.B(node.text or _joined(node)), f": {needed}{open_}"])]
    return [html.Li([html.P(head, className="knoten"), html.Ul(members, className="bedingungen")])]


def _joined(node: NodeReading) -> str:
    return "Alle Bedingungen" if node.needed == len(node.members) else f"Mindestens {node.needed}"


def _check(state: Erfuellung) -> html.Span:
    return html.Span(
        [
            html.Span(CHECKS[state], **hyphenated(aria_hidden="true")),
            html.Span(f"{FULFILMENT[state]}: ", className="nur-vorlesen"),
        ],
        className=f"pruefung {state.value}",
    )


def _condition(view: FieldView, node: NodeReading, reading: ConditionReading) -> html.Li:
    leaf, entry = reading.bedingung, indicator_of(view.region, reading.bedingung.indikator)
    limit = format_limit(leaf, entry)
    if leaf.groesse is Groesse.QUANTIL and not isnan(reading.limit):
        limit += f" ({format_value(reading.limit, entry.stellen, entry.einheit)})"
    value = format_figure(entry, reading.wert) if not isnan(reading.wert) else REASONS[reading.grund] or NO_VALUE
    rows = [("Grenze", limit)]
    if leaf.groesse is Groesse.Z and not isnan(reading.figure):
        rows.append(("z-Wert hier", format_compared(leaf, entry, reading.figure)))
    distance = format_compared(leaf, entry, reading.distance)
    rows.append(("Abstand zur Grenze", distance if not isnan(reading.distance) else REASONS[reading.grund]))
    if not isnan(reading.fallzahl):
        rows.append((entry.zaehler_text, format_number(reading.fallzahl)))
    rows += [(name, format_figure(entry, figure)) for name, figure in _references(view, reading) if not isnan(figure)]
    constant = (
        [html.P("Alle Räume haben denselben Wert; z ist 0.", className="profil-hinweis")] if reading.constant else []
    )
    return html.Li(
        [
            html.P(
                [_check(node.state), html.Span(leaf.text or entry.name), html.B(value)],
                className=f"bedingung {node.state.value}",
            ),
            html.Dl(
                [part for term, text in rows for part in (html.Dt(term), html.Dd(text))], className="bedingung-zahlen"
            ),
            *constant,
        ]
    )


def _references(view: FieldView, reading: ConditionReading) -> list[tuple[str, float]]:
    stand = view.selection.stand
    group = view.region.groups(stand).get(
        str(view.evaluation.groups[view.selection.raum or ""]), view.region.group_level.name
    )
    return [(group, reading.kommune), (region_names(view.region, stand)["kurz"], reading.region)]
