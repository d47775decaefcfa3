"""Check of `handlungsfelder.toml` against the catalogue, the levels and the areas of its package."""

import re
from collections.abc import Iterable, Sequence

from dashboard.checks.indices import check_validity
from geodata.checks.inspection import Inspection
from geodata.findings import refer
from geodata.problems import Problem, error
from geodata.tomlfiles import CATALOGUE_FILE, RULE_FILES
from geodata.tomlplaces import find_line
from indicators.catalogue import Art, Catalogue, Indikator
from indicators.handlungsfelder.fields import Handlungsfeld, Handlungsfelder, format_path
from indicators.handlungsfelder.rules import Bedingung, Groesse
from indicators.handlungsfelder.themes import Thema

FILE = RULE_FILES["handlungsfelder"]


def check_fields(fields: Handlungsfelder, catalogue: Catalogue, inspection: Inspection) -> list[Problem]:
    """Everything a rule names must exist, and its quantity must fit the kind of indicator."""
    text = inspection.rules["handlungsfelder"].text
    levels = [level.id for level in inspection.config.ebenen] if inspection.config is not None else []
    problems = check_validity(fields.gueltig, ("gueltig",), FILE, catalogue, inspection, text)
    if fields.ebene is not None and levels and fields.ebene not in levels[:-1]:
        finding = f"Angabe „ebene“: Ebene „{fields.ebene}“ gibt es unterhalb der Region nicht"
        problems.append(error(FILE, finding, refer(fields.ebene, levels[:-1], ""), find_line(text, ("ebene",))))
    for field in fields.handlungsfelder.values():
        problems += _check_field(field, catalogue, text)
    groups = _group_keys(inspection, levels)
    if fields.prioritaeten is not None and groups:
        for theme_id, theme in fields.prioritaeten.themen.items():
            problems += _check_theme(theme_id, theme, groups, text)
    return problems


def _check_field(field: Handlungsfeld, catalogue: Catalogue, text: str) -> Iterable[Problem]:
    for number, (path, condition) in enumerate(field.conditions.items()):
        line = _condition_line(text, field.id, number)
        place = f"[handlungsfelder.{field.id}.regel], Bedingung {format_path(field.id, path)}"
        entry = catalogue.indikatoren.get(condition.indikator)
        if entry is None:
            finding = f"{place}: „{condition.indikator}“ steht nicht in {CATALOGUE_FILE}"
            remedy = refer(condition.indikator, list(catalogue.indikatoren), "oder den Indikator ergänzen")
            yield error(FILE, finding, remedy, line)
        else:
            yield from _check_quantity(condition, entry, place, line)


def _check_quantity(condition: Bedingung, entry: Indikator, place: str, line: int | None) -> Iterable[Problem]:
    if condition.groesse is Groesse.ANZAHL and entry.art is Art.WERT:
        finding = f'{place}: „{entry.id}“ hat keine Fallzahl (art = "wert")'
        yield error(FILE, finding, 'groesse = "wert" verwenden oder einen Indikator mit Zähler nennen', line)
    if condition.groesse in (Groesse.GEGEN_KOMMUNE, Groesse.GEGEN_REGION) and entry.art is Art.ANZAHL:
        finding = f"{place}: „{entry.id}“ ist eine Anzahl und immer kleiner als die ihrer Kommune und Region"
        yield error(FILE, finding, 'einen Anteil nennen oder groesse = "anzahl" verwenden', line)


def _condition_line(text: str, field: str, number: int) -> int | None:
    """Line of the n-th condition of a field: rules are nested, so that their keys have no place of their own."""
    start = find_line(text, ("handlungsfelder", field, "regel"))
    if start is None:
        return None
    for line, content in enumerate(text.splitlines()[start - 1 :], start):
        here = len(re.findall(r'(?<![\w"])"?indikator"?\s*=', content.split("#")[0]))
        if number < here:
            return line
        number -= here
    return start


def _check_theme(theme_id: str, theme: Thema, groups: Sequence[str], text: str) -> Iterable[Problem]:
    place = ("prioritaeten", "themen", theme_id, "raeume")
    for key in theme.raeume:
        if key not in groups:
            finding = f"[prioritaeten.themen.{theme_id}], Angabe „raeume“: Raum „{key}“ gibt es in keinem Gebietsstand"
            yield error(FILE, finding, refer(key, groups, ""), find_line(text, place))


def _group_keys(inspection: Inspection, levels: Sequence[str]) -> list[str]:
    """Keys of the level below the region in all Gebietsstände."""
    keys: dict[str, None] = {}
    for vintage in inspection.vintages.values():
        level = vintage.levels.get(levels[-2]) if len(levels) > 1 else None
        if level is not None and level.areas is not None:
            keys |= dict.fromkeys(str(key) for key in level.areas.index)
    return list(keys)
