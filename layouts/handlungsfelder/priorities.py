"""Priorities of the Kommunen as a matrix, and where they meet areas with need."""

from typing import Any

from dash import html

from indicators.handlungsfelder.priorities import Meeting, meet, priority_matrix
from indicators.handlungsfelder.themes import Prioritaeten
from layouts.components import hyphenated, set_selection
from layouts.formatting import format_number
from layouts.handlungsfelder.sentences import NEED, counted_places, dative_plural
from layouts.handlungsfelder.symbols import build_symbol, read_out
from layouts.handlungsfelder.view import FieldView
from layouts.region import level_of


def priority_table(view: FieldView) -> list[Any]:
    """Kommune × theme; a cell says whether the theme was named, and how many areas of its fields are there."""
    priorities = view.priorities
    if priorities is None:
        return [html.P("Für diese Region sind keine Schwerpunkte hinterlegt.", className="satz")]
    names = view.region.groups(view.selection.stand)
    keys = list(names)
    named = priority_matrix(priorities, keys)
    found = {(one.thema, one.gruppe): one for one in meet(priorities, view.evaluation, keys)}
    body = [
        html.Tr(
            [
                html.Th(_group_button(key, name), scope="row"),
                *(_cell(view, found[theme, key]) for theme in priorities.themen),
            ],
            className="gewaehlt" if key == view.selection.innerhalb else "",
        )
        for key, name in names.items()
    ]
    foot = [
        html.Td(html.B(format_number(int(named[theme].sum()))), className="mitte-zelle") for theme in priorities.themen
    ]
    return [
        html.Table(
            [
                html.Caption(_caption(view, priorities)),
                html.Thead(html.Tr([html.Th(html.Span(view.region.group_level.name), scope="col"),
                                    *(_head(view, key) for key in priorities.themen)])),
                html.Tbody(body),
                html.Tfoot(html.Tr([html.Th(f"Anzahl der {view.region.group_level.mehrzahl}", scope="row"), *foot])),
            ],
            className="tafel schwerpunkte",
        )
    ]  # fmt: skip


def _caption(view: FieldView, priorities: Prioritaeten) -> list[Any]:
    rooms = dative_plural(level_of(view.region, view.ebene).mehrzahl)
    note = [html.B(f"{priorities.hinweis}. ", className="angenommen")] if priorities.hinweis else []
    return [
        *note,
        f"Stand {priorities.stand}. Quelle: {priorities.quelle}. ● = als Schwerpunkt genannt; die Zahl nennt, "
        f"in wie vielen {rooms} dort ein verbundenes Handlungsfeld {NEED} zeigt.",
    ]


def _head(view: FieldView, theme: str) -> html.Th:
    assert view.priorities is not None
    entry = view.priorities.themen[theme]
    chosen = view.selection.thema == theme
    linked = [view.fields[name] for name in entry.handlungsfelder if name in view.fields]
    symbols = [part for field in linked for part in (build_symbol(field), read_out(f"{field.kurz} "))]
    return html.Th(
        [
            html.Button(
                entry.name,
                type="button",
                className="thema-knopf",
                title="Nur Kommunen mit diesem Schwerpunkt zeigen" if not chosen else "Filter aufheben",
                **hyphenated(aria_pressed=str(chosen).lower()),
                **set_selection({"thema": None if chosen else theme}),
            ),
            html.Span(["verbunden: ", *symbols] if linked else "ohne Handlungsfeld", className="verbunden"),
        ],
        scope="col",
    )


def _group_button(key: str, name: str) -> html.Button:
    return html.Button(name, type="button", className="zeile-raum", **set_selection({"innerhalb": key}))


def _cell(view: FieldView, meeting: Meeting) -> html.Td:
    assert view.priorities is not None
    fields = view.priorities.themen[meeting.thema].handlungsfelder
    n = len(meeting.areas)
    found = f", {NEED} in {counted_places(n, level_of(view.region, view.ebene))}" if n else ""
    words = ("genannt" if meeting.named else "nicht genannt") + found
    if meeting.unknown:
        words += f", in {len(meeting.unknown)} nicht feststellbar"
    kind = "trifft-bedarf" if meeting.meets else "genannt" if meeting.named else "ungenannt"
    shown = [html.Span("●" if meeting.named else "", className="punkt"), html.Span(format_number(n) if n else "–")]
    patch = {"thema": meeting.thema if meeting.named else None, "innerhalb": meeting.gruppe}
    if len(fields) == 1:
        patch["feld"] = fields[0]
    return html.Td(
        html.Button(
            [html.Span(shown, **hyphenated(aria_hidden="true")), read_out(words)],
            type="button", className="zellen-knopf", title=words, **set_selection(patch),
        ),
        className=f"mitte-zelle {kind}",
    )  # fmt: skip
