"""Check of the optional files of rules: their form by the models of `indicators`, and whether they fit the package."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from dashboard.checks.fields import check_fields
from dashboard.checks.indices import RULES as INDEX_RULES
from dashboard.checks.indices import check_indices
from dashboard.checks.profile import check_profile_plan
from geodata.checks.inspection import Inspection
from geodata.problems import Problem
from geodata.tomlfiles import RULE_FILES
from geodata.validation import Rule, explain_validation
from indicators.catalogue import Catalogue
from indicators.handlungsfelder.fields import Handlungsfelder
from indicators.indices.definitions import Indizes
from layouts.profiles.plan import Profilplan


@dataclass(frozen=True)
class RuleFile:
    """How one file of rules is checked.

    `rules` reword what the model says (see `geodata.validation`); `check` compares the valid model with the catalogue
    and the areas of the package.
    """

    model: type[BaseModel]
    rules: Mapping[str, Rule]
    check: Callable[[Any, Catalogue, Inspection], list[Problem]]


RULE_CHECKS: Mapping[str, RuleFile] = {
    "indizes": RuleFile(Indizes, INDEX_RULES, check_indices),
    "handlungsfelder": RuleFile(Handlungsfelder, INDEX_RULES, check_fields),
    "profil": RuleFile(Profilplan, INDEX_RULES, check_profile_plan),
}


def validate_rules(inspection: Inspection, problems: list[Problem]) -> dict[str, BaseModel]:
    """Valid models by file stem; German problems are added for every file that breaks its model."""
    valid = {}
    for stem, kind in RULE_CHECKS.items():
        file = inspection.rules.get(stem)
        if file is None or not file.text:
            continue
        try:
            valid[stem] = kind.model.model_validate(file.data)
        except ValidationError as cause:
            problems += explain_validation(cause, RULE_FILES[stem], file.text, kind.model, kind.rules)
    return valid


def check_rules(valid: Mapping[str, BaseModel], catalogue: Catalogue, inspection: Inspection) -> list[Problem]:
    """Problems between valid files of rules and the rest of the package."""
    return [
        problem for stem, model in valid.items() for problem in RULE_CHECKS[stem].check(model, catalogue, inspection)
    ]
