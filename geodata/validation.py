"""German sentences for what pydantic says, each with the line of the file."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from geodata.findings import Finding, Location, suggest
from geodata.modelfields import find_fields
from geodata.problems import Problem, error
from geodata.tomlplaces import find_line, format_location, format_table

Rule = Callable[[Mapping[str, Any]], list[Finding]]
Detail = Mapping[str, Any]

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


_COLOUR = ("{input} ist keine Farbe", '# und sechs Hexadezimalziffern angeben, zum Beispiel "#7a2e3a"')
_PLACE = (
    "{input} beginnt nicht mit „in“, „im“ oder „auf“",
    'mit Verhältniswort und Artikel angeben, zum Beispiel "im Kreis Muster"',
)


def explain_validation(
    cause: ValidationError,
    datei: str,
    text: str,
    model: type[BaseModel] | None = None,
    rules: Mapping[str, Rule] | None = None,
) -> list[Problem]:
    """One German problem for each pydantic error, with table, key and line.

    Parameters
    ----------
    cause
        What pydantic raised.
    datei
        File name shown to the user.
    text
        Content of the file, searched for the line of the key.
    model
        Model of the whole file; names the keys that a misspelt one may have meant.
    rules
        For findings of a model by their beginning: what to say instead, given the raw table.
    """
    details: list[Detail] = [dict(detail) for detail in cause.errors(include_url=False)]
    meant = _suggestions(details, model)
    problems = []
    for detail in details:
        location = _location(detail)
        if _follows(detail, details, meant):
            continue
        for finding in _explain(detail, meant.get(location), rules or {}):
            line = find_line(text, (*location, *finding.location))
            problems.append(error(datei, finding.text, finding.remedy, line))
    return list(dict.fromkeys(problems))


def _location(detail: Detail) -> Location:
    # in brackets: pydantic's own "[key]", and tags of the kinds a table can be of
    return tuple(part for part in detail["loc"] if not (isinstance(part, str) and part.startswith("[")))


def _suggestions(details: list[Detail], model: type[BaseModel] | None) -> dict[Location, str]:
    """Key that was probably meant, by the place of each unknown one; missing keys come first."""
    if model is None:
        return {}
    missing = [_location(detail) for detail in details if detail["type"] == "missing"]
    found: dict[Location, str] = {}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *table, key = _location(detail)
            absent = [str(location[-1]) for location in missing if list(location[:-1]) == table]
            meant = suggest(str(key), absent) or suggest(str(key), find_fields(model, tuple(table)))
            if meant is not None:
                found[_location(detail)] = meant
    return found


def _follows(detail: Detail, details: list[Detail], meant: Mapping[Location, str]) -> bool:
    """True for what only follows from another error: the true name of a misspelt key, a list short of a bad entry."""
    location = _location(detail)
    if detail["type"] == "missing":
        return any((*place[:-1], name) == location for place, name in meant.items())
    if detail["type"] == "too_short":
        return any(len(other["loc"]) > len(location) and _location(other)[: len(location)] == location
                   for other in details)  # fmt: skip
    return False


def _explain(detail: Detail, meant: str | None, rules: Mapping[str, Rule]) -> list[Finding]:
    """Findings of one pydantic error; locations are counted from its own."""
    location = _location(detail)
    at_table = isinstance(detail["input"], dict) and detail["type"] != "missing"
    place = format_table(location) if at_table else format_location(location)
    findings = _read_findings(detail, rules) if detail["type"] == "value_error" else [_read_message(detail, meant)]
    return [Finding(f.location, _join(place, f), f.remedy) for f in findings]


def _join(place: str, finding: Finding) -> str:
    return f"{place}: {finding.text}" if place else finding.text


def _read_findings(detail: Detail, rules: Mapping[str, Rule]) -> list[Finding]:
    """What a model itself says; without findings of its own it joins them with "; "."""
    cause = (detail.get("ctx") or {}).get("error")
    own = getattr(cause, "findings", None)
    if own is not None:
        return list(own)
    findings: list[Finding] = []
    for part in str(cause).split("; "):
        rule = next((rule for start, rule in rules.items() if part.startswith(start)), None)
        replaced = rule(detail["input"]) if rule is not None and isinstance(detail["input"], dict) else []
        findings += replaced or [Finding((), part, _TEXTS["value_error"][1])]
    return findings


def _read_message(detail: Detail, meant: str | None) -> Finding:
    kind = str(detail["type"])
    if kind.startswith(("date_", "datetime_")):
        text, remedy = _DATES
    elif kind == "string_pattern_mismatch" and "#" in str((detail.get("ctx") or {}).get("pattern")):
        text, remedy = _COLOUR
    elif kind == "string_pattern_mismatch" and "im|" in str((detail.get("ctx") or {}).get("pattern")):
        text, remedy = _PLACE
    else:
        prefix = kind.split("_", 1)[0]
        fallback = _TEXTS.get(_PREFIXES.get(prefix, ""), ("{message}", "Angabe nach regionsformat.md berichtigen"))
        text, remedy = _TEXTS.get(kind, fallback)
    context = {**dict(detail.get("ctx") or {})}
    expected = str(context.get("expected", ""))
    if meant is None and kind in ("literal_error", "enum"):
        meant = suggest(str(detail["input"]), re.findall(r"'([^']*)'", expected))
    context["expected"] = expected.replace(" or ", " oder ")
    given = detail.get("input")
    shown = (
        given.isoformat() if isinstance(given, date) else str(given).lower() if isinstance(given, bool) else repr(given)
    )
    context["input"] = shown if len(shown) <= 60 else f"{shown[:57]}…"
    remedy = remedy if meant is None else f"meinten Sie „{meant}“?"
    return Finding((), text.format(message=detail["msg"], **context), remedy)
