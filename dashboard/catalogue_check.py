"""Check of the indicator catalogue: its own form, and whether the tables deliver its variables."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from geodata.checks.inspection import Inspection
from geodata.findings import Finding, refer
from geodata.problems import Problem, error, name_offenders
from geodata.tomlfiles import CATALOGUE_FILE
from geodata.tomlplaces import find_line
from geodata.validation import Rule, explain_validation
from indicators.catalogue import AREA_KM2, Catalogue, Indikator

Table = Mapping[str, Any]


def validate_catalogue(inspection: Inspection, problems: list[Problem]) -> Catalogue | None:
    """Catalogue of an inspected package; None, and German problems added, where it breaks its model."""
    if not inspection.catalogue_text:
        return None
    try:
        return Catalogue.model_validate(inspection.catalogue_data)
    except ValidationError as cause:
        problems += explain_validation(cause, CATALOGUE_FILE, inspection.catalogue_text, Catalogue, RULES)
        return None


def check_delivery(catalogue: Catalogue, delivered: Sequence[str], text: str) -> list[Problem]:
    """Errors for variables that no table delivers, at the line of `zaehler` or `nenner` that names them."""
    problems = []
    for indikator in catalogue.indikatoren.values():
        for key, names in (("zaehler", indikator.zaehler), ("nenner", indikator.nenner)):
            absent = [name for name in dict.fromkeys(names) if name != AREA_KM2 and name not in delivered]
            if absent:
                problems.append(_report_absent(indikator, key, absent, delivered, text))
    return problems


def _report_absent(
    indikator: Indikator, key: str, absent: Sequence[str], delivered: Sequence[str], text: str
) -> Problem:
    verb = "Variable {} steht" if len(absent) == 1 else "Variablen {} stehen"
    place = f"[indikatoren.{indikator.id}], Angabe „{key}“"
    finding = f"{place}: {verb.format(name_offenders(absent))} in keiner Tabelle"
    remedies = dict.fromkeys(refer(name, delivered, "oder die Zeilen in einer Tabelle liefern") for name in absent)
    return error(CATALOGUE_FILE, finding, "; ".join(remedies), find_line(text, ("indikatoren", indikator.id, key)))


def _explain_denominator(entry: Table) -> list[Finding]:
    art = entry.get("art")
    if entry.get("nenner"):
        remedy = '„nenner“ entfernen oder art = "anteil" angeben'
        return [Finding(("nenner",), f'„nenner“ ist bei art = "{art}" nicht erlaubt', remedy)]
    default = " (Vorgabe)" if art is None else ""
    remedy = 'nenner = "…" ergänzen; ohne Nenner art = "anzahl" angeben'
    return [Finding((), f'„nenner“ fehlt; art = "anteil"{default} braucht ihn', remedy)]


def _explain_distance(entry: Table) -> list[Finding]:
    if "abstand_jahre" in entry:
        finding = f'„abstand_jahre“ ist bei art = "{entry.get("art", "anteil")}" nicht erlaubt'
        return [Finding(("abstand_jahre",), finding, '„abstand_jahre“ entfernen oder art = "veraenderung" angeben')]
    finding = '„abstand_jahre“ fehlt; art = "veraenderung" braucht ihn'
    return [Finding((), finding, "abstand_jahre ergänzen, z. B. abstand_jahre = 5")]


def _explain_themes(data: Table) -> list[Finding]:
    known = [str(theme) for theme in data.get("themenfelder", ())]
    return [
        Finding(
            ("indikatoren", key, "themenfeld"),
            f"[indikatoren.{key}]: Themenfeld „{entry['themenfeld']}“ ist nicht unter „themenfelder“ genannt",
            refer(str(entry["themenfeld"]), known, "oder es unter themenfelder = [ … ] ergänzen"),
        )
        for key, entry in data["indikatoren"].items()
        if entry["themenfeld"] not in known
    ]


# beginnings of what the models of `indicators.catalogue` say
RULES: Mapping[str, Rule] = {
    "„nenner“ gehört genau": _explain_denominator,
    "„abstand_jahre“ gehört genau": _explain_distance,
    "Themenfeld nicht unter": _explain_themes,
}
