"""Check of the indicator catalogue: its own form, and whether the tables deliver its variables."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pandas as pd
from pydantic import ValidationError

from geodata.checks.inspection import Inspection
from geodata.findings import Finding, refer
from geodata.problems import Problem, error, name_offenders, warning
from geodata.tomlfiles import CATALOGUE_FILE
from geodata.tomlplaces import find_line
from geodata.validation import Rule, explain_validation
from indicators.catalogue import AREA_KM2, Art, Catalogue, Indikator

Table = Mapping[str, Any]

FEWEST_CELLS = 30  # fewer may agree by accident
SMALL = 10
EQUAL = 1e-9


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


def check_sums(catalogue: Catalogue, wide: pd.DataFrame, text: str) -> list[Problem]:
    """Warnings for declared sums that counts contradict, and for sums and nestings that hold in all of them undeclared.

    Parameters
    ----------
    wide : DataFrame
        One row per area and day of the finest level, one column per variable; missing values are NaN.
    """
    counted = [i for i in catalogue.indikatoren.values() if i.art is not Art.WERT]
    counted = [i for i in counted if not i.geheimhaltung.vorgeschuetzt]
    names = [name for name in dict.fromkeys(v for i in counted for v in i.variables) if name in wide]
    enough = [name for name in names if wide[name].notna().sum() >= FEWEST_CELLS and wide[name].any()]
    declared = {frozenset({summe.ganzes, part}) for summe in catalogue.summen for part in summe.teile}
    return [
        *_contradicted(catalogue, wide, text),
        *_undeclared_sums(wide[enough], catalogue),
        *_undeclared_nestings(wide[enough], counted, declared),
    ]


def _contradicted(catalogue: Catalogue, wide: pd.DataFrame, text: str) -> Iterator[Problem]:
    for n, summe in enumerate(catalogue.summen):
        parts = [part for part in summe.teile if part in wide]
        if summe.ganzes not in wide or not parts:
            continue
        left = wide[summe.ganzes] - wide[parts].sum(axis=1, skipna=False)
        wrong = (left.abs() > EQUAL if len(parts) == len(summe.teile) else left < -EQUAL).sum()
        if wrong:
            finding = f"[[summen]], „{summe.ganzes}“: in {wrong} Räumen und Jahren stimmt die Summe nicht"
            yield warning(CATALOGUE_FILE, finding, "Zahlen oder „teile“ prüfen", find_line(text, ("summen", n)))


def _undeclared_sums(wide: pd.DataFrame, catalogue: Catalogue) -> Iterator[Problem]:
    """A = B + C in every row: readers notice, and what is hidden in one can be computed from the others."""
    known = {(summe.ganzes, frozenset(summe.teile)) for summe in catalogue.summen}
    complete = wide.dropna()
    if len(complete) < FEWEST_CELLS:
        return
    weights = np.random.default_rng(0).random(len(complete))  # equal sums have equal weighted totals
    totals = {str(name): float(weights @ complete[name].to_numpy()) for name in complete}
    tolerance = 1e-9 * max(totals.values())
    for one, other in combinations(totals, 2):
        for whole in totals:
            if whole in (one, other) or abs(totals[whole] - totals[one] - totals[other]) > tolerance:
                continue
            holds = (complete[whole] - complete[one] - complete[other]).abs().max() < EQUAL
            if holds and (whole, frozenset({one, other})) not in known:
                finding = (
                    f"„{whole}“ ist überall die Summe von „{one}“ und „{other}“, das steht aber nicht unter [[summen]]"
                )
                remedy = f'[[summen]] mit ganzes = "{whole}" und teile = ["{one}", "{other}"] ergänzen'
                yield warning(CATALOGUE_FILE, finding, remedy)


def _undeclared_nestings(
    wide: pd.DataFrame, counted: Sequence[Indikator], declared: set[frozenset[str]]
) -> Iterator[Problem]:
    """A ≤ B in every row where the name of A begins with that of B: the rest B − A may be a handful of people.

    Only names of one family are compared; among 70 variables hundreds of pairs are nested by accident.
    """
    divided = {frozenset({z, n}) for i in counted for z in i.zaehler for n in i.nenner}
    for whole, part in permutations(map(str, wide.columns), 2):
        pair = frozenset({whole, part})
        if not part.startswith(f"{whole}_") or pair in declared or pair in divided:
            continue
        rest = (wide[whole] - wide[part]).dropna()
        if len(rest) >= FEWEST_CELLS and (rest >= 0).all() and ((rest > 0) & (rest < SMALL)).any():
            finding = f"„{part}“ ist überall ein Teil von „{whole}“, das steht aber nicht unter [[summen]]"
            remedy = f'[[summen]] mit ganzes = "{whole}" und teile = ["{part}", "{part}_rest"] ergänzen'
            yield warning(CATALOGUE_FILE, finding, remedy)


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
