"""Check of the optional files of rules: their form by the models of `indicators`."""

from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from geodata.checks.inspection import Inspection
from geodata.problems import Problem
from geodata.tomlfiles import RULE_FILES
from geodata.validation import explain_validation

# which model a file has, by its stem
MODELS: Mapping[str, type[BaseModel]] = {}


def validate_rules(inspection: Inspection) -> list[Problem]:
    """German problems of every file of rules that breaks its model."""
    problems: list[Problem] = []
    for stem, model in MODELS.items():
        file = inspection.rules.get(stem)
        if file is None or not file.text:
            continue
        try:
            model.model_validate(file.data)
        except ValidationError as cause:
            problems += explain_validation(cause, RULE_FILES[stem], file.text, model)
    return problems
