"""The menu „Vortrag“ on every page, and the dialog in which scenes are named, ordered and passed on."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from layouts.components import action, field, hyphenated
from layouts.dialogs import build_dialog
from layouts.menus import build_dialog_entry, build_entry, build_menu
from layouts.scenes import LONGEST_TITLE

MENU, DIALOG = "vortrag", "szenen"


def talk_menu() -> html.Details:
    """Record the view, arrange what was recorded, start."""
    record = build_entry(
        "camera", "Szene aufnehmen", "Diese Ansicht für den Vortrag merken", **_does("szene-aufnehmen")
    )
    arrange = build_dialog_entry("list-checks", "Szenen ordnen", "Namen, Reihenfolge, Notizen, weitergeben", DIALOG)
    start = build_entry("play", "Vortrag starten", "Bildschirmfüllend, mit Tasten oder Presenter", **_does("vortrag"))
    return build_menu(MENU, "presentation", "Vortrag", [record, arrange, start])


def talk_dialog() -> html.Dialog:
    """The dialog; `assets/61_scenelist.js` fills it."""
    title = dbc.Input(id="vortrag-titel", type="text", maxLength=LONGEST_TITLE, autoComplete="off")
    notes = dbc.Checkbox(id="szenen-notizen", label="Notizen in Link, Folien und HTML mitgeben", value=True)
    body: list[Any] = [
        html.Div([field("Titel des Vortrags", title), notes], className="szenen-kopf"),
        html.P(id="szenen-leer", className="szenen-leer", hidden=True),
        html.Ol(id="szenen-liste", className="szenen-liste"),
    ]
    status = html.Div(id="szenen-meldung", className="szenen-meldung", role="status")
    return build_dialog(DIALOG, "Szenen des Vortrags", body, [status, *_actions()])


def _actions() -> list[html.Button]:
    """What can be done with all scenes; files appear where the server writes them."""
    files = [
        action("presentation", "Als Folien (PPTX)", hidden=True, **_does("szenen-datei") | {"data-endung": "pptx"}),
        action("file-down", "Zum Mitnehmen (HTML)", hidden=True, **_does("szenen-datei") | {"data-endung": "html"}),
    ]
    return [
        action("camera", "Diese Ansicht aufnehmen", **_does("szene-hinzu")),
        action("folder-open", "Datei laden", **_does("szenen-laden")),
        action("save", "Als Datei sichern", **_does("szenen-sichern")),
        action("link", "Link kopieren", **_does("szenen-link")),
        *files,
        html.Button(
            ["Vortrag starten"], type="button", className="knopf kraeftig", **_does("vortrag")
        ),
    ]  # fmt: skip


def _does(name: str) -> dict[str, Any]:
    return hyphenated(data_aktion=name)
