"""The TOML files of a package, and German words for what the parser says about them."""

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from geodata.errors import ConfigurationError
from geodata.problems import Problem, error
from geodata.textfiles import read_text

CONFIG_FILE = "region.toml"
CATALOGUE_FILE = "indikatoren.toml"
# optional, by file stem
RULE_FILES = {"indizes": "indizes.toml", "handlungsfelder": "handlungsfelder.toml", "profil": "profil.toml"}


class TomlFile(NamedTuple):
    """Parsed tables of a TOML file, and its text for line numbers; both empty where it cannot be parsed."""

    data: dict[str, Any]
    text: str


# what a line looks like says more than the parser does, so these come first
_LINES: tuple[tuple[str, str, str], ...] = (
    (
        r"=\s*\[?\s*([+-]?\d+,\d+)\s*(?:#.*)?$",
        "Dezimalkomma in „{0}“",
        "Zahlen mit Punkt schreiben, z. B. 100.0 statt 100,0",
    ),
    (
        r"[=\[,]\s*[„“”‚‘’»«]",
        "typografische Anführungszeichen",
        'Texte in gerade Anführungszeichen setzen: "…" (Textverarbeitungen ersetzen sie)',
    ),
    (
        r"=\s*(\d{1,2}\.\d{1,2}\.\d{4})",
        "Datum „{0}“ in deutscher Schreibweise",
        "als JJJJ-MM-TT ohne Anführungszeichen schreiben, z. B. 2024-01-31",
    ),
    (
        r"=\s*(True|False|ja|nein|wahr|falsch)\s*(?:#.*)?$",
        "„{0}“ ist kein Wahrheitswert",
        "true oder false schreiben, klein und ohne Anführungszeichen",
    ),
)
_BACKSLASH = ("„\\“ in einem Text", 'Windows-Pfade mit / schreiben, z. B. "tabellen/einwohner.csv"')
_QUOTE = ("Anführungszeichen wird nicht geschlossen", "Text mit einem geraden Anführungszeichen beenden")
_TWICE = ("{name} steht doppelt", "eine der beiden Angaben entfernen; weitere Einträge einer Liste mit [[…]] beginnen")
_MESSAGES: tuple[tuple[str, tuple[str, str]], ...] = (
    (r"Unescaped '\\\\?' in a string|Invalid hex value|Escaped character", _BACKSLASH),
    (r"Illegal character '\\n'|Unterminated string|Expected (?:\"'\"|'\"')", _QUOTE),
    (r"Illegal character (?P<name>.+)", ("unerlaubtes Zeichen {name}", "Zeichen löschen und neu eintippen")),
    (
        r"Expected '\]+' at the end",
        ("eckige Klammer fehlt", "Kopf der Tabelle schließen: [name], bei Listen [[name]]"),
    ),
    (
        r"Expected newline or end of document",
        ("hinter der Angabe steht noch etwas", "je Zeile eine Angabe; Texte in Anführungszeichen, Zahlen mit Punkt"),
    ),
    (
        r"Expected '=' after a key",
        ("„=“ fehlt", "Angaben als name = wert schreiben, Namen ohne Umlaute und Leerzeichen, Kommentare mit #"),
    ),
    (r"Cannot declare \((?P<keys>[^)]*)\) twice", _TWICE),
    (r"Duplicate inline table key (?P<name>.+)|Cannot overwrite a value|Cannot (?:mutate|redefine)", _TWICE),
    (r"Unclosed array", ("Liste wird nicht geschlossen", "Liste mit ] beenden, Einträge mit Komma trennen")),
    (r"Unclosed inline table", ("Tabelle wird nicht geschlossen", "Tabelle in einer Zeile mit } beenden")),
    (
        r"Invalid value",
        ("der Wert ist nicht lesbar", 'Texte in gerade Anführungszeichen setzen, z. B. name = "Musterkreis"'),
    ),
    (
        r"Invalid statement|Invalid initial character",
        ("das ist keine Angabe", "Namen ohne Umlaute und Leerzeichen; Angaben als name = wert schreiben"),
    ),
)
_UNKNOWN = (
    "Schreibweise ist nicht erlaubt",
    "Schreibweise in und vor dieser Zeile prüfen (Anführungszeichen, Klammern, „=“, doppelte Angaben)",
)


def read_toml(folder: Path, name: str) -> TomlFile:
    """Parse a TOML file of the package.

    Returns
    -------
    TomlFile
        The parsed tables and the text of the file, for line numbers.

    Raises
    ------
    FileError
        The file is absent or not UTF-8.
    ConfigurationError
        The file is not valid TOML; the problem names the line.
    """
    text = read_text(folder, name)
    try:
        return TomlFile(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as cause:
        raise ConfigurationError([explain_syntax(str(cause), name, text)]) from cause


def explain_syntax(message: str, datei: str, text: str) -> Problem:
    """German problem for a message of the TOML parser, which is kept in brackets.

    Examples
    --------
    >>> explain_syntax("Unclosed array (at end of document)", "region.toml", "a = [1").text
    'kein gültiges TOML: Liste wird nicht geschlossen (Unclosed array)'
    """
    lines = text.splitlines()
    place = re.search(r"\(at line (\d+)", message)
    row = int(place.group(1)) if place else max(len(lines), 1)
    reason = re.sub(r"\s*\(at .*\)$", "", message)
    finding, remedy = _explain(reason, lines[row - 1] if row <= len(lines) else "")
    return error(datei, f"kein gültiges TOML: {finding} ({reason})", remedy, row)


def _explain(reason: str, line: str) -> tuple[str, str]:
    for pattern, finding, remedy in _LINES:
        if (seen := re.search(pattern, line)) is not None and not reason.startswith("Cannot"):
            return finding.format(*seen.groups()), remedy
    for pattern, (finding, remedy) in _MESSAGES:
        if (said := re.match(pattern, reason)) is not None:
            return finding.format(name=_name(said.groupdict(), line)), remedy
    return _UNKNOWN


def _name(groups: dict[str, str | None], line: str) -> str:
    """What the message is about, as it stands in the file."""
    keys = re.findall(r"[^\s,']+", groups.get("keys") or "")
    return f"[{'.'.join(keys)}]" if keys else groups.get("name") or f"„{line.split('=')[0].strip()}“"
