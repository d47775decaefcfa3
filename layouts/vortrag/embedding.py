"""The dialog „Einbetten“: choose what readers may do and how large the map is, see it, copy the code."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from layouts.bare import BEDIENUNG, Bedienung
from layouts.components import action, field, hyphenated
from layouts.dialogs import build_dialog
from layouts.menus import build_dialog_entry
from layouts.region import Region

DIALOG = "einbetten"
WIDTHS = {"voll": "so breit wie der Platz dafür", "fest": "feste Breite"}
NARROWEST, WIDEST = 280, 3000  # CSS pixels
LOWEST, HIGHEST = 360, 3000
WIDTH, HEIGHT = 900, 640


def can_embed(region: Region) -> bool:
    """Numbers without confidentiality are never shown inside another page."""
    return region.marking is None


def embedding_entries(region: Region) -> list[html.Li]:
    """The way to the dialog, for the menu „Teilen“."""
    hint = "Diese Ansicht in einer anderen Webseite"
    return [build_dialog_entry("code", "Einbetten", hint, DIALOG)] if can_embed(region) else []


def embedding_dialogs(region: Region) -> list[html.Dialog]:
    """The dialog; `assets/62_embedding.js` writes the code and shows the preview."""
    if not can_embed(region):
        return []
    choices = html.Div([_levels(), _sizes(), _code()], className="einbetten-wahl")
    preview = html.Div(
        [
            html.P(id="einbetten-massstab", className="einbetten-massstab"),
            html.Div(html.Iframe(id="einbetten-vorschau", title="Vorschau"), className="einbetten-rahmen"),
        ],
        className="einbetten-bild",
    )
    return [build_dialog(DIALOG, "Einbetten", [html.Div([choices, preview], className="einbetten-teile")])]


def _levels() -> html.Fieldset:
    options = [
        {"label": html.Span([html.B(BEDIENUNG[level][0]), f" – {BEDIENUNG[level][1]}"]), "value": level.value}
        for level in Bedienung
    ]
    buttons = dbc.RadioItems(
        id="einbetten-bedienung", options=options, value=Bedienung.ANSEHEN.value, className="wahlpunkte"
    )
    return html.Fieldset([html.Legend("Was Lesende tun können"), buttons], className="wahlfeld")


def _sizes() -> html.Fieldset:
    options = [{"label": words, "value": name} for name, words in WIDTHS.items()]
    return html.Fieldset(
        [
            html.Legend("Größe"),
            dbc.RadioItems(id="einbetten-art", options=options, value="voll", className="wahlpunkte"),
            html.Div(
                [
                    _number("einbetten-breite", "Breite in Pixeln", WIDTH, NARROWEST, WIDEST),
                    _number("einbetten-hoehe", "Höhe in Pixeln", HEIGHT, LOWEST, HIGHEST),
                ],
                className="einbetten-masse",
            ),
        ],
        className="wahlfeld",
    )


def _number(name: str, label: str, value: int, lowest: int, highest: int) -> html.Div:
    return field(label, dbc.Input(id=name, type="number", value=value, min=lowest, max=highest, step=1, required=True))


def _code() -> html.Div:
    attributes: dict[str, Any] = {"readOnly": True, "rows": 6, "spellCheck": False}
    return html.Div(
        [
            field("Code für die Webseite", dbc.Textarea(id="einbetten-code", className="einbetten-code", **attributes)),
            action("copy", "Code kopieren", **hyphenated(data_aktion="einbetten-kopieren")),
            html.P(
                "Braucht dort kein Skript, setzt keine Cookies und zeigt immer die Zahlen dieses Atlas.",
                className="leise",
            ),
        ],
        className="einbetten-quelle",
    )
