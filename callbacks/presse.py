"""The words of the press kit for the view shown: headlines to choose from, caption, alternative text, a caution."""

from datetime import date
from typing import Any

from callbacks.questions import echo, read_question
from layouts.presse.headlines import KIND_NAMES
from layouts.presse.kit import build_words
from layouts.region import Region
from layouts.sheets.content import Imprint, build_sheet


def update_press(question: Any, region: Region) -> dict[str, Any] | None:
    """Everything the dialog says beside the picture, or why there is none."""
    asked = read_question(question, region)
    if asked is None:
        return None
    selection = asked[0]
    try:
        sheet = build_sheet(region, selection, Imprint("", date.today()))
    except ValueError as error:
        return {"frage": echo(question), "fehler": str(error)}
    words = build_words(region, selection, sheet)
    return {
        "frage": echo(question),
        "fehler": None,
        "vorschlaege": [
            {"art": KIND_NAMES[entry.kind], "titel": entry.title, "untertitel": entry.subtitle}
            for entry in words.suggestions
        ],
        "bildunterschrift": words.caption,
        "alternativtext": words.alternative,
        "klassen": {"warnt": words.warns, "saetze": list(words.classes)},
    }
