"""German sentences for what pydantic and the TOML parser say, each with the line of the file."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from geodata.errors import ConfigurationError
from geodata.problems import Problem, error
from geodata.textfiles import read_text

CONFIG_FILE = "region.toml"
CATALOGUE_FILE = "indikatoren.toml"

_TEXTS: Mapping[str, tuple[str, str]] = {
    "missing": ("Angabe fehlt", "ergänzen"),
    "extra_forbidden": ("Angabe ist unbekannt", "Schreibweise prüfen oder entfernen"),
    "string_type": ("Text in Anführungszeichen erwartet, gefunden {input}", "in Anführungszeichen setzen"),
    "string_pattern_mismatch": (
        "{input} ist kein gültiger Schlüssel",
        "nur Kleinbuchstaben, Ziffern und Unterstrich (in region.toml auch Bindestrich) verwenden",
    ),
    "string_too_long": ("{input} ist zu lang (höchstens {max_length} Zeichen)", "kürzen"),
    "int_type": ("ganze Zahl erwartet, gefunden {input}", "ganze Zahl ohne Anführungszeichen eintragen"),
    "float_type": ("Zahl erwartet, gefunden {input}", "Zahl mit Dezimalpunkt ohne Anführungszeichen eintragen"),
    "bool_type": ("true oder false erwartet, gefunden {input}", "true oder false eintragen"),
    "greater_than_equal": ("{input} ist zu klein (mindestens {ge})", "größeren Wert eintragen"),
    "less_than_equal": ("{input} ist zu groß (höchstens {le})", "kleineren Wert eintragen"),
    "too_short": ("zu wenige Einträge (mindestens {min_length})", "Einträge ergänzen"),
    "too_long": ("zu viele Einträge (höchstens {max_length})", "Einträge entfernen"),
    "literal_error": ("{input} ist nicht erlaubt, erlaubt: {expected}", "einen der erlaubten Werte eintragen"),
    "enum": ("{input} ist nicht erlaubt, erlaubt: {expected}", "einen der erlaubten Werte eintragen"),
    "tuple_type": ("Liste erwartet, gefunden {input}", "als Liste [ … ] schreiben"),
    "dict_type": ("Tabelle erwartet, gefunden {input}", "als eigene Tabelle [ … ] schreiben"),
    "model_type": ("Tabelle erwartet, gefunden {input}", "als eigene Tabelle [ … ] schreiben"),
    "model_attributes_type": ("Tabelle erwartet, gefunden {input}", "als eigene Tabelle [ … ] schreiben"),
    "value_error": ("{reason}", "Angabe nach regionsformat.md berichtigen"),
}
_PREFIXES = {"int": "int_type", "float": "float_type", "bool": "bool_type", "string": "string_type"}
_DATES = ("Datum erwartet (JJJJ-MM-TT), gefunden {input}", "Datum ohne Anführungszeichen eintragen, z. B. 2018-01-01")


def read_toml(folder: Path, name: str) -> tuple[dict[str, Any], str]:
    """Parse a TOML file of the package.

    Returns
    -------
    tuple
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
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as cause:
        place = re.search(r"\(at line (\d+)", str(cause))
        line = int(place.group(1)) if place else len(text.splitlines())
        reason = re.sub(r"\s*\(at .*\)$", "", str(cause))
        remedy = "Schreibweise in und vor dieser Zeile prüfen (Anführungszeichen, Klammern, „=“, doppelte Angaben)"
        raise ConfigurationError([error(name, f"kein gültiges TOML ({reason})", remedy, line)]) from cause


def explain_validation(cause: ValidationError, datei: str, text: str) -> list[Problem]:
    """One German problem for each pydantic error, with table, key and line.

    Parameters
    ----------
    cause
        What pydantic raised.
    datei
        File name shown to the user.
    text
        Content of the file, searched for the line of the key.
    """
    problems = []
    for detail in cause.errors(include_url=False):
        location = tuple(part for part in detail["loc"] if part != "[key]")
        finding, remedy = _explain(detail)
        place = (
            format_table(location)
            if isinstance(detail["input"], dict) and detail["type"] != "missing"
            else format_location(location)
        )
        # the models join several findings of one table with "; "
        parts = finding.split("; ") if detail["type"] == "value_error" else [finding]
        line = find_line(text, location)
        problems += [error(datei, f"{place}: {part}" if place else part, remedy, line) for part in parts]
    return problems


def _explain(detail: Mapping[str, Any]) -> tuple[str, str]:
    kind = str(detail["type"])
    if kind.startswith(("date_", "datetime_")):
        finding, remedy = _DATES
    else:
        prefix = kind.split("_", 1)[0]
        fallback = _TEXTS.get(_PREFIXES.get(prefix, ""), ("{message}", "Angabe nach regionsformat.md berichtigen"))
        finding, remedy = _TEXTS.get(kind, fallback)
    context = {**dict(detail.get("ctx") or {})}
    context["expected"] = str(context.get("expected", "")).replace(" or ", " oder ")
    context["reason"] = str(context.get("error", ""))
    shown = repr(detail.get("input"))
    context["input"] = shown if len(shown) <= 60 else f"{shown[:57]}…"
    return finding.format(message=detail["msg"], **context), remedy


def format_location(location: tuple[int | str, ...]) -> str:
    """Table and key as the editor of the file sees them; lists are counted from 1.

    Examples
    --------
    >>> format_location(("gebietsstaende", 0, "geometrie", "sozialraum", "datei"))
    '[[gebietsstaende]] Nr. 1, geometrie.sozialraum, Angabe „datei“'
    >>> format_location(("region", "name"))
    '[region], Angabe „name“'
    """
    if not location:
        return ""
    *tables, key = location
    if not tables:
        return f"Angabe „{key}“"
    if isinstance(key, int):
        return f"{format_location(tuple(tables))}, Eintrag {key + 1}"
    return f"{format_table(tuple(tables))}, Angabe „{key}“"


def format_table(location: tuple[int | str, ...]) -> str:
    """Header of a table as it stands in the file; entries of a list of tables are counted from 1.

    Examples
    --------
    >>> format_table(("gebietsstaende", 1, "raeume", "kommune", 2))
    '[[gebietsstaende]] Nr. 2, raeume.kommune Nr. 3'
    >>> format_table(("indikatoren", "anteil_u18"))
    '[indikatoren.anteil_u18]'
    """
    if not location:
        return ""
    if len(location) == 1 or not isinstance(location[1], int):
        return f"[{'.'.join(str(part) for part in location)}]"
    inner = ""
    for part in location[2:]:
        inner += f" Nr. {part + 1}" if isinstance(part, int) else f".{part}"
    return f"[[{location[0]}]] Nr. {location[1] + 1}" + (f", {inner.lstrip('.')}" if inner else "")


def find_line(text: str, location: tuple[int | str, ...]) -> int | None:
    """Line of a key, or of the innermost table that can be found; None where the table has no line of its own."""
    names = [str(part) for part in location if not isinstance(part, int)]
    index = next((part for part in location if isinstance(part, int)), 0)
    lines = text.splitlines()
    found: int | None = None
    position = 0
    for depth in range(len(names), 0, -1):
        header = re.compile(
            r"^\s*\[\[?\s*" + r"\s*\.\s*".join(rf'"?{re.escape(n)}"?' for n in names[:depth]) + r"\s*\]"
        )
        hits = [number for number, line in enumerate(lines) if header.match(line)]
        base = hits[min(index, len(hits) - 1)] if hits else None
        if base is not None:
            found, position = base + 1, depth
            break
    start = 0 if found is None else found
    for name in reversed(names[position:]):
        key = re.compile(rf'^\s*"?{re.escape(name)}"?\s*[=.]')
        for number in range(start, len(lines)):
            if lines[number].lstrip().startswith("[") and not re.match(r"^\s*\[+\s*[\"\d]", lines[number]):
                break
            if key.match(lines[number]):
                return number + 1
    return found
