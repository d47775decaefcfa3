"""Legends that the server writes: a title, classes with their numbers, signs, and a line below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from indicators.status import Status
from layouts.components import hyphenated
from layouts.formatting import format_number
from layouts.texts import BROWSER

# the order of the signs below the classes
SIGNS = (Status.SUPPRESSED, Status.UNRELIABLE, Status.UNDEFINED, Status.NOT_CLASSIFIED, Status.MISSING)
OUTLINE = "umriss"  # kind of what the map draws as a line without a ground


@dataclass(frozen=True)
class LegendRow:
    """Colour, words, and how many areas."""

    colour: str
    text: str
    n: int | None = None
    kind: str = ""  # further class name: a hatch, or `OUTLINE`
    klasse: int | None = None  # number of the class on the map, where a click shall single it out


def build_legend(title: str, rows: Sequence[LegendRow], statuses: Sequence[str] = (), foot: str = "") -> list[Any]:
    """Parts of one legend; `statuses`: of the areas without a class, counted here."""
    signs = [
        html.Li(
            [
                html.Span(className=f"feld-farbe {status.value}"),
                html.Span(BROWSER[f"legende_{status.value}"], className="klasse-text"),
                html.Span(format_number(n), className="klasse-n"),
            ],
            className="ohne",
        )
        for status in SIGNS
        if (n := sum(one == status.value for one in statuses))
    ]
    return [
        html.P(html.B(title), className="legende-titel"),
        html.Ul([_build_row(row) for row in rows], className="klassen"),
        *([html.Ul(signs, className="klassen ohne-wert")] if signs else []),
        *([html.P(foot, className="legende-fuss")] if foot else []),
    ]


def _build_row(row: LegendRow) -> html.Li:
    drawn = {"borderColor": row.colour} if row.kind == OUTLINE else {"background": row.colour}
    parts = [
        html.Span(className=f"feld-farbe {row.kind}".strip(), style=drawn),
        html.Span(row.text, className="klasse-text"),
        html.Span("" if row.n is None else format_number(row.n), className="klasse-n"),
    ]
    if row.klasse is None:
        return html.Li(parts, className="klasse")
    return html.Li(html.Button(parts, type="button", className="klasse", **singles_out(row.klasse)))


def singles_out(klasse: int) -> dict[str, Any]:
    """Attributes of a button that shows one class alone (`assets/seiten/78_classes.js`)."""
    return hyphenated(data_klasse=str(klasse), aria_pressed="false")
