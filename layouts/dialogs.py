"""Modal dialogs: native `<dialog>` elements that `assets/47_dialogs.js` opens and closes."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.components import hyphenated, icon


def build_dialog(name: str, title: str, body: Sequence[Any], actions: Sequence[Any] = ()) -> html.Dialog:
    """A dialog with heading, a close button, a body that scrolls, and a row of actions that stays in sight."""
    close = html.Button(
        icon("x"), type="button", className="knopf rund", **hyphenated(data_schliessen="", aria_label="Schließen")
    )
    return html.Dialog(
        [
            html.Div([html.H2(title, id=f"{name}-titel"), close], className="dialog-kopf"),
            html.Div(list(body), className="dialog-inhalt"),
            *([html.Div(list(actions), className="dialog-fuss")] if actions else []),
        ],
        id=name,
        className="dialog",
        **hyphenated(aria_labelledby=f"{name}-titel"),
    )
