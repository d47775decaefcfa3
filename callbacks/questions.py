"""Questions from the browser: parts of the selection, never the year, so that a year step asks nothing."""

from collections.abc import Mapping
from typing import Any

from layouts.parameters import Notice
from layouts.region import Region
from layouts.selection import Selection, parse_selection

UNREADABLE = Notice("Die Ansicht war nicht lesbar; gezeigt wird die Startansicht.")


def read_question(question: Any, region: Region) -> tuple[Selection, tuple[Notice, ...]] | None:
    """The selection behind a question and what had to be changed; None where nothing was asked.

    Nonsense becomes the nearest valid view with a notice, never an error.
    """
    if question is None:
        return None
    if not isinstance(question, Mapping):
        return parse_selection({}, region)[0], (UNREADABLE,)
    return parse_selection(question, region)


def echo(question: Any) -> dict[str, Any]:
    """The question as it goes back, so that the browser can tell whether an answer still fits the view."""
    return dict(question) if isinstance(question, Mapping) else {}
