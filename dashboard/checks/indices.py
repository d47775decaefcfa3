"""Check of `indizes.toml` against the catalogue, the levels and the areas of its package."""

from collections.abc import Iterable, Mapping
from typing import Any

from geodata.checks.inspection import Inspection
from geodata.findings import Finding, Location, refer
from geodata.problems import Problem, error, warning
from geodata.tomlfiles import CATALOGUE_FILE, RULE_FILES
from geodata.tomlplaces import find_line, format_location
from geodata.validation import Rule
from indicators.catalogue import Art, Catalogue, Richtung
from indicators.indices.definitions import Index, Indizes
from indicators.validity import Gueltigkeit

FILE = RULE_FILES["indizes"]
Table = Mapping[str, Any]


def check_indices(indizes: Indizes, catalogue: Catalogue, inspection: Inspection) -> list[Problem]:
    """Everything an index names must exist, and its indicators must have a direction."""
    text = inspection.rules["indizes"].text
    levels = [level.id for level in inspection.config.ebenen] if inspection.config is not None else []
    problems = [
        *(problem for index in indizes.indizes.values() for problem in _check_index(index, catalogue, levels, text)),
        *check_validity(indizes.gueltig, ("gueltig",), FILE, catalogue, inspection, text),
    ]
    for index in indizes.indizes.values():
        problems += check_validity(index.gueltig, ("indizes", index.id, "gueltig"), FILE, catalogue, inspection, text)
    return problems


def check_validity(
    rule: Gueltigkeit | None, place: Location, file: str, catalogue: Catalogue, inspection: Inspection, text: str
) -> list[Problem]:
    """Problems of a validity rule that stands at `place` of a file of rules."""
    if rule is None:
        return []
    problems = []
    for key in ("einwohner", "klasse"):
        name = getattr(rule, key)
        if name is not None:
            problems += _check_name(name, catalogue, (*place, key), file, text)
    count = catalogue.indikatoren.get(rule.einwohner or "")
    if count is not None and count.art is not Art.ANZAHL:
        finding = f'{format_location((*place, "einwohner"))}: „{count.id}“ zählt nichts (art = "{count.art}")'
        remedy = 'einen Indikator mit art = "anzahl" nennen'
        problems.append(error(file, finding, remedy, find_line(text, (*place, "einwohner"))))
    known = _areas(inspection)
    for exception in rule.ausnahmen:
        if known and exception.raum not in known:
            finding = (
                f"{format_location((*place, 'ausnahmen'))}: Raum „{exception.raum}“ gibt es in keinem Gebietsstand"
            )
            remedy = refer(exception.raum, sorted(known), "")
            problems.append(error(file, finding, remedy, find_line(text, (*place, "ausnahmen"))))
    return problems


def _check_index(index: Index, catalogue: Catalogue, levels: list[str], text: str) -> Iterable[Problem]:
    place = ("indizes", index.id)
    for part in index.indikatoren:
        at = (*place, "indikatoren")
        yield from _check_name(part.indikator, catalogue, at, FILE, text)
        entry = catalogue.indikatoren.get(part.indikator)
        if entry is not None and entry.richtung is Richtung.NEUTRAL:
            finding = f"{format_location(at)}: „{entry.id}“ hat keine Richtung und gehört in keinen Index"
            remedy = f'anderen Indikator wählen oder in {CATALOGUE_FILE} richtung = "belastend" angeben'
            yield error(FILE, finding, remedy, find_line(text, at))
        if entry is not None and entry.art is Art.ANZAHL:
            finding = f"{format_location(at)}: „{entry.id}“ ist eine Anzahl; große Räume wären immer auffällig"
            yield warning(FILE, finding, "einen Anteil verwenden", find_line(text, at))
    if index.veroeffentlicht is not None:
        yield from _check_name(index.veroeffentlicht, catalogue, (*place, "veroeffentlicht"), FILE, text)
    if index.ebene is not None and index.ebene not in levels:
        finding = f"{format_location((*place, 'ebene'))}: Ebene „{index.ebene}“ gibt es nicht"
        yield error(FILE, finding, refer(index.ebene, levels, ""), find_line(text, (*place, "ebene")))


def _check_name(name: str, catalogue: Catalogue, place: Location, file: str, text: str) -> list[Problem]:
    if name in catalogue.indikatoren:
        return []
    finding = f"{format_location(place)}: „{name}“ steht nicht in {CATALOGUE_FILE}"
    remedy = refer(name, list(catalogue.indikatoren), "oder den Indikator ergänzen")
    return [error(file, finding, remedy, find_line(text, place))]


def _areas(inspection: Inspection) -> set[str]:
    return {
        str(key)
        for vintage in inspection.vintages.values()
        for level in vintage.levels.values()
        if level.areas is not None
        for key in level.areas.index
    }


def _explain_missing_validity(data: Table) -> list[Finding]:
    return [
        Finding(
            ("indizes", key),
            f"[indizes.{key}]: „gueltig“ fehlt, und es gibt keine gemeinsame Tabelle [gueltig]",
            'Tabelle [gueltig] ergänzen, z. B. mit einwohner = "bev_insgesamt"',
        )
        for key, entry in data["indizes"].items()
        if "gueltig" not in entry
    ]


def _explain_combination(data: Table) -> list[Finding]:
    findings = []
    for number, entry in enumerate(data["kombinationen"]):
        for role in ("status", "dynamik"):
            fitting = [key for key, index in data["indizes"].items() if index.get("art") == role]
            if entry[role] not in fitting:
                finding = f'[[kombinationen]] Nr. {number + 1}: „{entry[role]}“ ist kein Index mit art = "{role}"'
                remedy = refer(str(entry[role]), fitting, "oder den Index ergänzen")
                findings.append(Finding(("kombinationen", number, role), finding, remedy))
    return findings


def _explain_empty_rule(_: Table) -> list[Finding]:
    finding = "„einwohner“ oder „klasse“ fehlt: so wäre jeder noch so kleine Raum gültig"
    return [Finding((), finding, "den Indikator nennen, der die Einwohnerinnen und Einwohner zählt")]


def _explain_published(_: Table) -> list[Finding]:
    finding = "zu „veroeffentlicht“ braucht jede Klasse „wert“"
    return [Finding(("veroeffentlicht",), finding, "je Klasse angeben, wie die veröffentlichte Tabelle sie schreibt")]


# beginnings of what the models of `indicators.indices.definitions` and `indicators.validity` say
RULES: Mapping[str, Rule] = {
    "„gueltig“ fehlt bei": _explain_missing_validity,
    "Kombination „": _explain_combination,
    "„einwohner“ oder „klasse“ fehlt": _explain_empty_rule,
    "zu „veroeffentlicht“": _explain_published,
}
