"""The shapes of the Handlungsfelder, one source for map, legend, table and text: colour and symbol and name."""

from functools import cache
from typing import Any
from urllib.parse import quote

from dash import html

from indicators.handlungsfelder.fields import Handlungsfeld, Symbol
from layouts.components import hyphenated

# paths in a square of 10 × 10; about the same area, so that none looks more important
PATHS: dict[Symbol, str] = {
    Symbol.KREIS: "M5 .6a4.4 4.4 0 1 1 0 8.8a4.4 4.4 0 1 1 0-8.8z",
    Symbol.QUADRAT: "M1.1 1.1h7.8v7.8h-7.8z",
    Symbol.DREIECK: "M5 .4L9.9 9.2H.1z",
    Symbol.RAUTE: "M5 0L10 5L5 10L0 5z",
    Symbol.KREUZ: "M3.4 .4h3.2v3h3v3.2h-3v3H3.4v-3h-3V3.4h3z",
    Symbol.STERN: "M5 0L6.5 3.4L10 3.8L7.4 6.2L8.1 9.8L5 8L1.9 9.8L2.6 6.2L0 3.8L3.5 3.4z",
    Symbol.SECHSECK: "M2.6 .9h4.8L10 5L7.4 9.1H2.6L0 5z",
    Symbol.BALKEN: "M0 3h10v4H0z",
}


@cache
def _mask(symbol: Symbol) -> str:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="{PATHS[symbol]}"/></svg>'
    return f"url('data:image/svg+xml,{quote(drawing)}')"


def build_symbol(field: Handlungsfeld, kind: str = "") -> html.Span:
    """The shape in the colour of its field; decorative, so a name has to stand beside it or be read out."""
    mask = _mask(field.symbol)
    return html.Span(
        className=f"symbol {kind}".strip(),
        style={"maskImage": mask, "WebkitMaskImage": mask, "background": field.farbe},
        **hyphenated(aria_hidden="true"),
    )


def read_out(text: str) -> html.Span:
    """Words for those who do not see the symbol."""
    return html.Span(text, className="nur-vorlesen")


def drawing_of(field: Handlungsfeld) -> dict[str, Any]:
    """What the browser needs to draw the symbol on a map."""
    return {"id": field.id, "name": field.kurz, "farbe": field.farbe, "form": PATHS[field.symbol]}
