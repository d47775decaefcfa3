"""Scenes of a talk: views of the atlas with a title and a note, read from the file a presenter saved."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from geodata.findings import Finding, FindingsError, Location, refer
from layouts.gebietsstaende.selection import RevisionSelection, parse_revision
from layouts.handlungsfelder.selection import FieldSelection, parse_fields
from layouts.indizes.selection import IndexSelection, parse_index
from layouts.navigation import EXPLORER, GEBIETSSTAENDE, HANDLUNGSFELDER, INDIZES, ways_of
from layouts.parameters import Notice, quote_values
from layouts.region import Region
from layouts.selection import Selection, parse_selection

FORMAT, VERSION = "sozialraum-szenen", 1
MOST_SCENES = 60
LONGEST_TITLE, LONGEST_NOTE, LONGEST_VIEW = 200, 4000, 2000  # characters
LARGEST_FILE = 200_000  # bytes

AnySelection = Selection | FieldSelection | IndexSelection | RevisionSelection
Parser = Callable[[Mapping[str, Any], Region], tuple[AnySelection, tuple[Notice, ...]]]
PARSERS: Mapping[str, Parser] = {
    EXPLORER: parse_selection,
    HANDLUNGSFELDER: parse_fields,
    INDIZES: parse_index,
    GEBIETSSTAENDE: parse_revision,
}
TALK_KEYS = ("format", "version", "region", "titel", "szenen")
SCENE_KEYS = ("titel", "notiz", "ansicht")
# what no keyboard types into a title, and what turns the direction of the words around it;
# lone surrogates could not even be written to a file
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
RECORD_AGAIN = "Die Ansicht im Atlas einstellen und die Szene neu aufnehmen."
SAVE_AGAIN = "Die Datei im Atlas unter „Vortrag“ neu speichern."


class TalkError(FindingsError):
    """A file of scenes cannot be shown as it is; `findings` name every reason, its scene and a remedy (German)."""

    def __str__(self) -> str:
        return "\n".join(f"{finding.text} {finding.remedy}" for finding in self.findings)


@dataclass(frozen=True)
class Scene:
    """One view with what the presenter wrote of it. Title and note are plain text of anybody."""

    titel: str
    notiz: str
    ansicht: str  # path and query on the server of the atlas, newly encoded
    selection: AnySelection

    @property
    def path(self) -> str:
        """Address of the page."""
        return self.ansicht.partition("?")[0]


@dataclass(frozen=True)
class Talk:
    """Scenes in their order; a title may be empty."""

    region: str
    titel: str
    szenen: tuple[Scene, ...]


def read_talk(text: str, region: Region) -> Talk:
    """The scenes of a file, each exactly as it was recorded; raises `TalkError` with everything that is wrong."""
    if len(text.encode(errors="replace")) > LARGEST_FILE:
        size = f"Die Datei ist größer als {LARGEST_FILE // 1000} kB."
        raise TalkError([Finding((), size, "Den Vortrag auf mehrere Dateien verteilen.")])
    document = _read_json(text)
    findings = [*_check_frame(document, region)]
    titel = _read_text(document, "titel", LONGEST_TITLE, (), "Der Titel des Vortrags", findings)
    scenes = [
        _read_scene(number, entry, region, findings)
        for number, entry in enumerate(_scene_entries(document, findings), start=1)
    ]
    if findings:
        raise TalkError(findings)
    return Talk(region.config.region.id, titel, tuple(scene for scene in scenes if scene is not None))


def without_notes(talk: Talk) -> Talk:
    """The same scenes for others than the presenter."""
    return replace(talk, szenen=tuple(replace(scene, notiz="") for scene in talk.szenen))


def format_talk(talk: Talk) -> str:
    """The file of a talk; `read_talk` gives the talk back."""
    scenes = [{key: value for key, value in asdict(scene).items() if key in SCENE_KEYS} for scene in talk.szenen]
    content = {"format": FORMAT, "version": VERSION, "region": talk.region, "titel": talk.titel, "szenen": scenes}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _read_json(text: str) -> Mapping[str, Any]:
    try:
        document = json.loads(text, object_pairs_hook=_without_doubles)
    except json.JSONDecodeError as error:
        place = f"Zeile {error.lineno}, Spalte {error.colno}"
        raise TalkError([Finding((), f"Die Datei ist kein gültiges JSON ({place}).", SAVE_AGAIN)]) from None
    except (RecursionError, ValueError) as error:
        reason = str(error) if isinstance(error, _DoubleKeyError) else "sie ist zu tief verschachtelt"
        raise TalkError([Finding((), f"Die Datei ist nicht lesbar: {reason}.", SAVE_AGAIN)]) from None
    if not isinstance(document, dict):
        raise TalkError([Finding((), "Die Datei enthält keine Szenen eines Vortrags.", SAVE_AGAIN)])
    return document


class _DoubleKeyError(ValueError):
    """A name stands twice in one object; which one counts would be chance."""


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise _DoubleKeyError(f"{quote_values([double])} steht doppelt")
    return content


def _check_frame(document: Mapping[str, Any], region: Region) -> Iterable[Finding]:
    """Everything beside titles and scenes."""
    own = region.config.region
    yield from _unknown_keys(document, TALK_KEYS, (), "Die Datei")
    if document.get("format") != FORMAT:
        yield Finding(("format",), f"Das ist keine Datei mit Szenen („format“ ist nicht „{FORMAT}“).", SAVE_AGAIN)
    if type(document.get("version")) is not int or document["version"] != VERSION:
        text = f"Diese Fassung der Datei ist unbekannt; lesbar ist „version“ {VERSION}."
        yield Finding(("version",), text, SAVE_AGAIN)
    if document.get("region") != own.id:
        named = quote_values([str(document.get("region", ""))])
        text = f"Die Szenen gehören zur Region {named}, dieser Atlas zeigt „{own.id}“."
        yield Finding(("region",), text, "Die Datei im Atlas ihrer Region öffnen.")


def _scene_entries(document: Mapping[str, Any], findings: list[Finding]) -> Sequence[Any]:
    entries = document.get("szenen")
    if not isinstance(entries, list) or not entries:
        findings.append(Finding(("szenen",), "Der Vortrag hat keine Szenen.", "Mindestens eine Ansicht aufnehmen."))
        return ()
    if len(entries) > MOST_SCENES:
        text = f"Der Vortrag hat {len(entries)} Szenen; möglich sind {MOST_SCENES}."
        findings.append(Finding(("szenen",), text, "Den Vortrag auf mehrere Dateien verteilen."))
        return ()
    return entries


def _read_scene(number: int, entry: Any, region: Region, findings: list[Finding]) -> Scene | None:
    place = ("szenen", number - 1)
    if not isinstance(entry, dict):
        findings.append(Finding(place, f"Szene {number} ist nicht lesbar.", SAVE_AGAIN))
        return None
    findings += _unknown_keys(entry, SCENE_KEYS, place, f"Szene {number}")
    titel = _read_text(entry, "titel", LONGEST_TITLE, place, f"Szene {number}: Der Titel", findings)
    notiz = _read_text(entry, "notiz", LONGEST_NOTE, place, f"Szene {number}: Die Notiz", findings)
    view = _read_text(entry, "ansicht", LONGEST_VIEW, place, f"Szene {number}: Die Ansicht", findings)
    named = f"Szene {number} {quote_values([titel])}" if titel else f"Szene {number}"
    read = read_view(view, region)
    if isinstance(read, Scene):
        return Scene(titel, notiz, read.ansicht, read.selection)
    findings += [Finding((*place, "ansicht"), f"{named}: {text}", remedy) for text, remedy in read]
    return None


def read_view(view: str, region: Region) -> Scene | list[tuple[str, str]]:
    """The view of a scene, still without words, or what is wrong with it and what helps."""
    if any(not char.isprintable() for char in view) or not view.startswith("/") or view.startswith("//"):
        remedy = "Nur Pfad und Angaben nennen, zum Beispiel „/?indikator=…&jahr=…“."
        return [(f"{quote_values([' '.join(view.split())])} ist keine Ansicht dieses Atlas.", remedy)]
    try:
        parts = urlsplit(view)
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query), errors="strict")
    except ValueError:
        return [(f"{quote_values([view])} ist keine lesbare Adresse.", RECORD_AGAIN)]
    pages = {way.path: way.name for way in ways_of(region) if way.path in PARSERS}
    if parts.path not in pages:
        return [(f"Die Seite {quote_values([parts.path])} gibt es hier nicht.", refer_to(pages))]
    if parts.fragment or len(dict(pairs)) < len(pairs):
        return [("In der Ansicht steht eine Angabe doppelt oder hinter „#“.", RECORD_AGAIN)]
    selection, notices = PARSERS[parts.path](dict(pairs), region)
    if notices:
        return [(notice.text, RECORD_AGAIN) for notice in notices]
    return Scene("", "", f"{parts.path}?{urlencode(pairs)}" if pairs else parts.path, selection)


def refer_to(pages: Mapping[str, str]) -> str:
    """The pages a scene can be made of."""
    return f"Möglich sind {', '.join(f'„{path}“ ({name})' for path, name in pages.items())}."


def _read_text(
    entry: Mapping[str, Any], key: str, longest: int, place: Location, what: str, findings: list[Finding]
) -> str:
    """Plain text of limited length; empty where it is absent or cannot be used."""
    value = entry.get(key, "")
    if not isinstance(value, str):
        findings.append(Finding((*place, key), f"{what} ist kein Text.", SAVE_AGAIN))
        return ""
    if len(value) > longest:
        text = f"{what} hat {len(value)} Zeichen; möglich sind {longest}."
        findings.append(Finding((*place, key), text, "Den Text kürzen."))
    if UNPRINTABLE.search(value):
        findings.append(Finding((*place, key), f"{what} enthält Steuerzeichen.", "Den Text neu eintippen."))
        return ""
    return value


def _unknown_keys(entry: Mapping[str, Any], known: Sequence[str], place: Location, what: str) -> list[Finding]:
    return [
        Finding((*place, key), f"{what}: Die Angabe {quote_values([key])} ist unbekannt;", refer(key, known, ""))
        for key in entry
        if key not in known
    ]
