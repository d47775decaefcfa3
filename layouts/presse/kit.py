"""The words of a press kit, and the text file that carries them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.status import Status
from layouts.formatting import format_number
from layouts.presse.captions import alternative_text, caption
from layouts.presse.classmethods import ClassCheck, check_classes
from layouts.presse.headlines import Suggestion, View, suggest_headlines
from layouts.presse.sources import SourceEntry, list_sources
from layouts.region import Region, indicator_of
from layouts.selection import Selection
from layouts.sheets.sheet import Sheet
from layouts.sheets.wording import Wording
from layouts.texts import PRODUCT

LINE = "\r\n"
BYTE_ORDER_MARK = "\ufeff"  # without it older editors read UTF-8 as something else
TEXT_FILE = "presse.txt"
INTERNAL = "Interne Fassung mit ungesperrten Zahlen: Kein Teil dieses Pakets darf weitergegeben werden."
TEXT_PURPOSE = "diese Datei: Überschriften, Bildunterschrift, Alternativtext, Quelle"


@dataclass(frozen=True)
class PressWords:
    """What can be said of a view, all of it from published values."""

    suggestions: tuple[Suggestion, ...]  # the first is what the sheet itself says
    caption: str
    alternative: str
    classes: ClassCheck
    sources: tuple[SourceEntry, ...]
    confidentiality: str


def build_words(region: Region, selection: Selection, sheet: Sheet) -> PressWords:
    """The words of a view; `sheet` as the atlas itself words it."""
    view = View(region, selection, indicator_of(region, selection.indikator), sheet)
    return PressWords(
        suggest_headlines(region, selection, sheet),
        caption(view),
        alternative_text(view),
        check_classes(region, selection, sheet),
        list_sources(region, selection),
        confidentiality(sheet),
    )


def confidentiality(sheet: Sheet) -> str:
    """What is secret here."""
    if sheet.marking is not None:
        return INTERNAL
    hidden = sum(area.status is Status.SUPPRESSED for area in sheet.areas)
    rule = (
        "Kleine Fallzahlen und alles, woraus sie sich errechnen ließen, sind gesperrt; sie stehen in keiner Datei "
        "dieses Pakets."
    )
    if not hidden:
        return f"{rule} In dieser Ansicht ist kein Wert gesperrt."
    n, of = format_number(hidden), format_number(len(sheet.areas))
    return f"{rule} Gesperrt in dieser Ansicht (Zeichen {Status.SUPPRESSED.sign}, schraffiert): {n} von {of}."


def write_text(sheet: Sheet, words: PressWords, wording: Wording, files: Mapping[str, str]) -> bytes:
    """`presse.txt`: everything to copy, in UTF-8; `sheet` in the words chosen, `files` name → purpose."""
    blocks = [
        (sheet.marking or "", [INTERNAL] if sheet.marking else []),
        ("PRESSEPAKET", [f"{PRODUCT} – {sheet.region}"]),
        ("WICHTIG", [f"{sheet.synthetic}. Bitte überall dazuschreiben."] if sheet.synthetic else []),
        ("ÜBERSCHRIFT", _present(sheet.title, sheet.headline)),
        ("WEITERE ÜBERSCHRIFTEN", _others(words.suggestions, wording)),
        ("BILDUNTERSCHRIFT", [words.caption]),
        ("ALTERNATIVTEXT", [words.alternative]),
        ("WAS GEZEIGT WIRD", [f"{sheet.topic}, {sheet.kicker}", sheet.definition]),
        ("VORSICHT BEI DEN FARBEN" if words.classes.warns else "KLASSEN DER KARTE", list(words.classes.sentences)),
        ("QUELLE", [sheet.source]),
        ("LIZENZ", [entry.line for entry in words.sources]),
        ("GEBIETSSTAND", [sheet.stand]),
        ("HERAUSGEBER, DATUM", [sheet.publisher, f"Erstellt am {sheet.created:%d.%m.%Y}, Datenstand {sheet.version}"]),
        ("GEHEIMHALTUNG", [words.confidentiality, sheet.signs]),
        ("LINK", [sheet.address]),
        ("DATEIEN", _listed(files)),
    ]
    text = f"{LINE}{LINE}".join(LINE.join([title, *lines]) for title, lines in blocks if lines)
    return f"{BYTE_ORDER_MARK}{text}{LINE}".encode()


def _present(*lines: str | None) -> list[str]:
    return [line for line in lines if line]


def _others(suggestions: Sequence[Suggestion], wording: Wording) -> list[str]:
    """Suggestions that were not taken."""
    own = suggestions[0]
    taken = (wording.title or own.title, own.subtitle if wording.subtitle is None else wording.subtitle)
    rest = [entry for entry in suggestions if (entry.title, entry.subtitle) != taken]
    return [line for entry in rest for line in _present(f"– {entry.title}", f"  {entry.subtitle}")]


def _listed(files: Mapping[str, str]) -> list[str]:
    width = max(map(len, files), default=0)
    return [f"{name:<{width}}  {purpose}" for name, purpose in files.items()]
