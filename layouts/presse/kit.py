"""The words of a press kit, and the text file that carries them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.status import Status
from layouts.formatting import format_number
from layouts.presse.captions import alternative_text, caption
from layouts.presse.classmethods import check_classes, class_sentences
from layouts.presse.headlines import Suggestion, suggest_headlines
from layouts.presse.sources import SourceEntry, list_sources
from layouts.presse.views import View, read_views
from layouts.region import Region
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
    classes: tuple[str, ...]  # how the picture hangs on its class limits
    warns: bool
    sources: tuple[SourceEntry, ...]
    confidentiality: str


def build_words(region: Region, selection: Selection, sheet: Sheet) -> PressWords:
    """The words of a view; `sheet` as the atlas itself words it."""
    views = read_views(region, selection, sheet)
    checks = [check_classes(view, view.entry.name if len(views) > 1 else "") for view in views]
    sources = dict.fromkeys(entry for view in views for entry in list_sources(region, view.selection))
    return PressWords(
        suggest_headlines(sheet, views),
        caption(sheet, views),
        alternative_text(sheet, views),
        class_sentences(checks),
        any(check.warns for check in checks),
        tuple(sources),
        confidentiality(sheet, views),
    )


def confidentiality(sheet: Sheet, views: Sequence[View]) -> str:
    """What is secret here."""
    if sheet.marking is not None:
        return INTERNAL
    rule = (
        "Kleine Fallzahlen und alles, woraus sie sich errechnen ließen, sind gesperrt; sie stehen in keiner Datei "
        "dieses Pakets."
    )
    hidden = [sum(area.status is Status.SUPPRESSED for area in view.sheet.areas) for view in views]
    if not any(hidden):
        return f"{rule} In dieser Ansicht ist kein Wert gesperrt."
    names = [f"{view.entry.name} " if len(views) > 1 else "" for view in views]
    counts = [
        f"{name}{format_number(n)} von {format_number(len(view.sheet.areas))}"
        for name, view, n in zip(names, views, hidden, strict=True)
    ]
    return f"{rule} Gesperrt in dieser Ansicht (Zeichen {Status.SUPPRESSED.sign}, schraffiert): {', '.join(counts)}."


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
        ("VORSICHT BEI DEN FARBEN" if words.warns else "KLASSEN DER KARTE", list(words.classes)),
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
