"""Menus of the header: what can be done with the view shown, grouped by purpose."""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts import texts
from layouts.components import hyphenated, icon

SHARE, DOWNLOAD = "teilen", "dateien"  # ids


def build_menu(name: str, symbol: str, label: str, rows: Sequence[html.Li]) -> html.Details:
    """A button that opens a list; `assets/46_menus.js` closes it again."""
    summary = html.Summary([icon(symbol), html.Span(label)], className="knopf", title=label)
    return html.Details([summary, html.Ul(list(rows), className="menue")], id=name, className="klapp-menue")


def build_entry(symbol: str, label: str, hint: str, **attributes: Any) -> html.Li:
    """A button in a menu, with a line that says what it is good for."""
    words = html.Span([html.B(label), html.Span(hint, className="eintrag-wozu")], className="eintrag-worte")
    return html.Li(html.Button([icon(symbol), words], type="button", className="eintrag", **attributes))


def build_dialog_entry(symbol: str, label: str, hint: str, dialog: str) -> html.Li:
    """An entry that opens a dialog of the page (`layouts.dialogs`)."""
    return build_entry(symbol, label, hint, **hyphenated(data_dialog=dialog, aria_haspopup="dialog"))


def share_menu(*entries: html.Li) -> html.Details:
    """Ways to pass the view on as it is; `entries` are those that only some pages have."""
    link = build_entry(
        "link", texts.BROWSER["link_kopieren"], "Adresse dieser Ansicht", **hyphenated(data_aktion="link")
    )
    return build_menu(SHARE, "share-2", texts.BROWSER["teilen"], [link, *entries])


def download_menu(rows: Sequence[html.Li]) -> html.Details:
    """The view as files."""
    return build_menu(DOWNLOAD, "download", "Herunterladen", rows)
