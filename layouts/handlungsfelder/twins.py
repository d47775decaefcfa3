"""Twin areas: who in other Kommunen is most alike on the chosen indicators, and what makes the difference."""

from typing import Any

import pandas as pd
from dash import html

from indicators.handlungsfelder.kleene import MET
from indicators.similarity import Twin, find_twins
from indicators.standardisation import DIRECTIONS
from layouts.components import hyphenated, set_selection
from layouts.formatting import NO_VALUE, format_number
from layouts.handlungsfelder.selection import rules_of
from layouts.handlungsfelder.symbols import read_out
from layouts.handlungsfelder.view import FieldView
from layouts.region import Region, indicator_of
from layouts.sentences import area_label, format_figure
from layouts.tables import Column, Row, build_table

MOST = 8


def twins_panel(view: FieldView) -> list[Any]:
    """Choice of indicators, and the table of the nearest areas."""
    area = view.selection.raum or _example(view)
    chosen = view.selection.merkmale or rules_of(view.region).indikatoren
    measures = view.evaluation.measures
    valid = pd.Series(measures.gueltig, index=view.evaluation.areas)
    values = pd.DataFrame({name: measures.by_indicator[name].wert for name in chosen}, index=view.evaluation.areas)
    directions = pd.Series({name: DIRECTIONS[indicator_of(view.region, name).richtung] for name in chosen})
    twins = find_twins(values, directions, valid, view.evaluation.groups, area, MOST)
    name = area_label(view.region, view.selection.stand, view.ebene, area)
    return [_choice(view, chosen), *_result(view, area, name, twins, chosen)]


def _example(view: FieldView) -> str:
    """The area with most fields, until one is chosen."""
    return str((view.evaluation.frame == MET).sum(axis=1).idxmax())


def _choice(view: FieldView, chosen: tuple[str, ...]) -> html.Fieldset:
    known = rules_of(view.region).indikatoren
    buttons = [
        html.Button(
            _short(view.region, name),
            type="button",
            className="knopf klein merkmal",
            **hyphenated(aria_pressed=str(name in chosen).lower()),
            **set_selection({"merkmale": _toggled(chosen, name, known)}),
        )
        for name in known
    ]
    return html.Fieldset([html.Legend("Ähnlich in"), html.Div(buttons, className="merkmale")], className="merkmal-wahl")


def _toggled(chosen: tuple[str, ...], name: str, known: tuple[str, ...]) -> list[str]:
    """From all, the first click leaves this one alone; the last one cannot be taken away."""
    if chosen == known:
        return [name]
    after = [one for one in known if (one in chosen) != (one == name)]
    return after if after and len(after) < len(known) else []


def _short(region: Region, name: str) -> str:
    entry = indicator_of(region, name)
    return entry.kurz or entry.name


def _result(view: FieldView, area: str, name: str, twins: tuple[Twin, ...], chosen: tuple[str, ...]) -> list[Any]:
    if not twins:
        return [
            html.P(f"Zu {name} findet sich kein Zwilling: zu wenige Angaben sind veröffentlicht.", className="satz")
        ]
    columns = [Column("Raum"), Column("Abstand", number=True)]
    columns += [Column(_short(view.region, one), number=True) for one in chosen]
    measures = view.evaluation.measures.by_indicator
    here = int(view.evaluation.areas.get_indexer(pd.Index([area]))[0])
    own = [_plain(view.region, one, float(measures[one].wert[here])) for one in chosen]
    rows = [Row((html.B(name), NO_VALUE, *own), area, True)]
    rows += [
        Row((_name(view, twin), format_number(twin.distance, 2), *_cells(view, twin, chosen)), twin.area)
        for twin in twins
    ]
    example = "" if view.selection.raum else " (Beispiel; ein Raum lässt sich in der Karte wählen)"
    title = (
        f"Zwillinge von {name}{example}: die ähnlichsten Räume anderer Kommunen. Abstand: mittlerer Unterschied in "
        "Standardabweichungen; der Balken zeigt, wie viel davon auf ein Merkmal entfällt."
    )
    return [html.Div(build_table(html.Span(title, className="haftend"), columns, rows), className="tabelle-rahmen")]


def _name(view: FieldView, twin: Twin) -> html.Button:
    label = area_label(view.region, view.selection.stand, view.ebene, twin.area)
    return html.Button(label, type="button", className="zeile-raum", **set_selection({"raum": twin.area}))


def _plain(region: Region, name: str, value: float) -> str:
    return format_figure(indicator_of(region, name), value)


def _cells(view: FieldView, twin: Twin, chosen: tuple[str, ...]) -> list[Any]:
    known = {difference.indikator: difference for difference in twin.differences}
    cells: list[Any] = []
    for name in chosen:
        if name not in known:
            cells.append(html.Span([NO_VALUE, read_out("nicht vergleichbar")]))
            continue
        share = format_number(100 * known[name].share)
        cells.append(
            html.Span(
                [
                    _plain(view.region, name, known[name].wert_other),
                    html.Span(className="anteil-balken", style={"width": f"{100 * known[name].share:.0f}%"}),
                    read_out(f", {share} % des Abstands"),
                ],
                className="anteil",
                title=f"{share} % des Abstands",
            )
        )
    return cells
