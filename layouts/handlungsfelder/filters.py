"""Marks of the active filters beside the title, each closed by a click."""

from dash import html

from layouts.components import hyphenated, set_selection
from layouts.handlungsfelder.view import FieldView
from layouts.texts import BROWSER


def filter_marks(view: FieldView) -> list[html.Button]:
    """One button per filter: the Kommune, and the priority."""
    group = view.region.groups(view.selection.stand).get(view.selection.innerhalb or "")
    theme = None if view.theme is None else view.theme.kurz
    return [_mark(name, key) for key, name in (("innerhalb", group), ("thema", theme)) if name is not None]


def _mark(name: str, key: str) -> html.Button:
    return html.Button(
        [BROWSER["filter_innerhalb"].format(name=name), html.Span("×", **hyphenated(aria_hidden="true"))],
        type="button",
        className="filter-marke",
        **hyphenated(aria_label=BROWSER["aufheben"].format(name=name)),
        **set_selection({key: None}),
    )
