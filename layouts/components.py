"""Small pieces that several pages use."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dash import html

ICONS = Path(__file__).resolve().parent.parent / "assets" / "icons"


@cache
def mask(name: str) -> str:
    """An icon as the value of `mask-image`."""
    if not (ICONS / f"{name}.svg").is_file():
        raise ValueError(f"no icon {name!r} in {ICONS.name}")
    return f"url('/assets/icons/{quote(name)}.svg')"


def hyphenated(**attributes: Any) -> dict[str, Any]:
    """Attributes whose names have hyphens: `aria_label="…"` → `aria-label`."""
    return {name.replace("_", "-"): value for name, value in attributes.items()}


def set_selection(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Attribute of a button that changes these parts of a page's selection (`assets/seiten/40_show.js`)."""
    return {"data-setze": json.dumps(patch, ensure_ascii=False, separators=(",", ":"))}


def icon(name: str) -> html.Span:
    """A decorative icon in the colour of the text around it."""
    return html.Span(
        className="zeichen",
        style={"maskImage": mask(name), "WebkitMaskImage": mask(name)},
        **hyphenated(aria_hidden="true"),
    )


def action(symbol: str, label: str, **attributes: Any) -> html.Button:
    """A button with icon and visible label."""
    return html.Button([icon(symbol), html.Span(label)], type="button", className="knopf", **attributes)


def field(label: str, control: Any) -> html.Div:
    """A labelled control."""
    return html.Div([html.Label(label, htmlFor=control.id), control], className="wahlfeld")


def details(summary: str, children: list[Any], **attributes: Any) -> html.Details:
    """A closed group of rarely used choices."""
    content = [html.Summary(summary), html.Div(children, className="gruppe")]
    return html.Details(content, className="gruppe klappe", **attributes)


def skip_link(label: str, target: str) -> html.A:
    """First thing on the page for keyboard users."""
    return html.A(label, href=target, className="sprung", **hyphenated(data_sprung=target.removeprefix("#")))
