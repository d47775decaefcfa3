"""Legends that the server writes: a title, classes with their numbers, signs, and a line below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from indicators.status import Status
from layouts.formatting import format_number
from layouts.texts import BROWSER

# the order of the signs below the classes
SIGNS = (Status.SUPPRESSED, Status.UNRELIABLE, Status.UNDEFINED, Status.NOT_CLASSIFIED, Status.MISSING)


@dataclass(frozen=True)
class LegendRow:
    """Colour, words, and how many areas."""

    colour: str
    text: str
    n: int | None = None
    kind: str = ""  # further class names, e.g. of a hatch


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
    return html.Li(
        [
            html.Span(className=f"feld-farbe {row.kind}".strip(), style={"background": row.colour}),
            html.Span(row.text, className="klasse-text"),
            html.Span("" if row.n is None else format_number(row.n), className="klasse-n"),
        ],
        className="klasse",
    )
