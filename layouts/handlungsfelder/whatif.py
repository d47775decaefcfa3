"""What if: every limit of the rules as a control, and what other limits change."""

from collections import Counter
from typing import Any

import numpy as np
from dash import html

from indicators.handlungsfelder.evaluation import FieldCount
from indicators.handlungsfelder.fields import Handlungsfeld, format_path
from indicators.handlungsfelder.rules import Bedingung, Groesse
from indicators.handlungsfelder.whatif import FieldChange
from layouts.components import icon, set_selection
from layouts.formatting import format_number
from layouts.handlungsfelder.selection import addresses, rules_of
from layouts.handlungsfelder.sentences import WHAT_IF, dative_plural, format_limit, format_people, spell_limit
from layouts.handlungsfelder.symbols import build_symbol
from layouts.handlungsfelder.view import FieldView
from layouts.region import indicator_of
from layouts.sentences import area_label

Z_REACH = 3.0
LONGEST_LIST = 60


def limit_controls(view: FieldView) -> list[dict[str, Any]]:
    """What the browser builds the controls from: one entry per field, with its conditions in the order of the rule."""
    base = addresses(rules_of(view.region))
    return [_group(view, field, base) for field in _fields(view)]


def _group(view: FieldView, field: Handlungsfeld, base: dict[str, float]) -> dict[str, Any]:
    """A limit that most conditions of the field have is told once; a condition shows its own only where it differs."""
    leaves = {format_path(field.id, path): leaf for path, leaf in field.conditions.items()}
    controls = [_control(view, leaf, address, base) for address, leaf in leaves.items()]
    told, n = Counter(control["bericht"] for control in controls).most_common(1)[0]
    common = told if n > 1 else None
    for control in controls:
        control["gezeigt"] = "" if control["worte"] == common else control["worte"]
    sentence = None
    if common is not None:
        address, leaf = next(
            (address, leaf)
            for (address, leaf), control in zip(leaves.items(), controls, strict=True)
            if control["bericht"] == common
        )
        original = leaf.model_copy(update={"grenze": base[address]})
        start = "Alle Grenzen" if n == len(controls) else "Grenze, wo keine andere steht"
        sentence = f"{start}: {spell_limit(original, indicator_of(view.region, leaf.indikator))}"
    return {"id": field.id, "name": field.name, "gemeinsam": sentence, "bedingungen": controls}


def _fields(view: FieldView) -> list[Handlungsfeld]:
    return [view.field] if view.field else list(view.fields.values())


def _control(view: FieldView, leaf: Bedingung, address: str, base: dict[str, float]) -> dict[str, Any]:
    entry = indicator_of(view.region, leaf.indikator)
    low, high, step = reach(view, leaf)
    original = leaf.model_copy(update={"grenze": base[address]})
    return {
        "adresse": address,
        "name": leaf.text or entry.kurz or entry.name,
        "worte": format_limit(leaf, entry),
        "bericht": format_limit(original, entry),
        "wert": leaf.grenze,
        "grundwert": base[address],
        "von": min(low, base[address], leaf.grenze),
        "bis": max(high, base[address], leaf.grenze),
        "schritt": step,
    }


def reach(view: FieldView, leaf: Bedingung) -> tuple[float, float, float]:
    """Lowest and highest sensible limit, and the step between two; from published figures only."""
    if leaf.groesse is Groesse.Z:
        return -Z_REACH, Z_REACH, 0.05
    if leaf.groesse is Groesse.QUANTIL:
        return 0.05, 0.95, 0.05
    figures = view.evaluation.measures.by_indicator[leaf.indikator].figures(leaf.groesse)
    known = figures[~np.isnan(figures)]
    decimals = 0 if leaf.groesse is Groesse.ANZAHL else indicator_of(view.region, leaf.indikator).stellen
    step = 10.0**-decimals
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    if leaf.groesse is Groesse.ANZAHL:
        low = 0.0
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step), step


def change_report(view: FieldView) -> list[Any]:
    """Counts before and after, and which areas come in or go out."""
    if not view.changed:
        return [html.P(
            "Verschieben Sie links einen Grenzwert: Karte und Zahlen zeigen sofort, welche Räume hinzukommen oder "
            "wegfallen. Der Link behält die Änderung.", className="satz",
        )]  # fmt: skip
    changes = view.comparison.fields
    parts = [_change(view, build_symbol(field), field.name, changes[field.id]) for field in _fields(view)]
    anyone = _change(view, None, "mindestens ein Handlungsfeld", view.comparison.anyone)
    return [*parts, anyone] if view.field is None else [*parts, _summary(view)]


def _summary(view: FieldView) -> html.P:
    change = view.comparison.anyone
    before, after = format_number(change.before.areas), format_number(change.after.areas)
    return html.P(f"Mit mindestens einem Handlungsfeld: {before} → {after}", className="aenderung-zahlen")


def _change(view: FieldView, symbol: Any, name: str, change: FieldChange) -> html.Div:
    lists = (
        ("Kommen hinzu", change.entered),
        ("Fallen weg", change.left),
        ("Nun nicht feststellbar", change.now_unknown),
        ("Nun feststellbar", change.now_known),
    )
    return html.Div(
        [
            html.H2([symbol, html.Span(name)] if symbol is not None else [html.Span(name)]),
            html.P(_counts(view, change.before, change.after), className="aenderung-zahlen"),
            *(_areas(view, title, keys) for title, keys in lists if keys),
        ],
        className="aenderung",
    )


def _counts(view: FieldView, before: FieldCount, after: FieldCount) -> list[Any]:
    groups = dative_plural(view.region.group_level.mehrzahl)
    people = _step(format_people(before.people), format_people(after.people))
    return [
        html.B(f"{format_number(before.areas)} → {format_number(after.areas)}"),
        f" in {_step(str(before.groups), str(after.groups))} {groups} · Menschen: {people}",
    ]


def _step(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _areas(view: FieldView, title: str, keys: tuple[str, ...]) -> html.Div:
    buttons = [
        html.Li(
            html.Button(
                area_label(view.region, view.selection.stand, view.ebene, key),
                type="button",
                className="knopf klein",
                **set_selection({"raum": key}),
            )
        )
        for key in keys[:LONGEST_LIST]
    ]
    rest = [html.Li(f"und {len(keys) - LONGEST_LIST} weitere")] if len(keys) > LONGEST_LIST else []
    return html.Div([html.H3(f"{title} ({len(keys)})"), html.Ul([*buttons, *rest])], className="aenderung-liste")


def whatif_banner(view: FieldView) -> list[Any]:
    """Stands over the map, and on paper, as long as limits are changed."""
    if not view.changed:
        return []
    n = len(view.selection.grenzen)
    words = ["1 Grenzwert ist geändert"] if n == 1 else [f"{n} Grenzwerte sind geändert"]
    return [
        html.P(
            [html.B(f"{WHAT_IF} …"), f" {words[0]}. Das ist eine Erprobung, kein Ergebnis des Berichts."],
        ),
        html.Button(
            [icon("rotate-ccw"), html.Span("Zurücksetzen")],
            type="button",
            className="knopf klein",
            **set_selection({"grenzen": []}),
        ),
    ]
