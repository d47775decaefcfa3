"""The documentation of the format keeps its word: its example is a valid package, and every key is explained."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from dashboard.checks.region import check_region
from geodata import config
from geodata.problems import format_problem
from geodata.validation import explain_validation
from indicators import catalogue, validity
from indicators.handlungsfelder import fields, rules, themes
from indicators.indices import definitions as indices
from layouts.profiles import plan

DOCUMENT = (Path(config.__file__).parent / "regionsformat.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"Datei `([^`]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
MODELS = (
    config.RegionConfig, config.Identity, config.Level, config.Gebietsstand, config.Geometry, config.NamedArea,
    config.Source, config.Table, config.CrosswalkTable, config.PopulationPoints,
    config.Texts, config.Design, config.Confidentiality, catalogue.Catalogue, catalogue.Indikator,
    catalogue.Geheimhaltung, catalogue.Summe, indices.Indizes, indices.Index, indices.Bestandteil, indices.Indexklasse,
    indices.Kombination, validity.Gueltigkeit, validity.Ausnahme,
    fields.Handlungsfelder, fields.Handlungsfeld, rules.Bedingung, rules.Alle, rules.Eine,
    rules.Mindestens, themes.Prioritaeten, themes.Thema, plan.Profilplan, plan.Titel, plan.Kapitel,
)  # fmt: skip


@pytest.fixture
def example(tmp_path: Path) -> Path:
    for name, content in EXAMPLE.findall(DOCUMENT):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_worked_example_is_a_valid_package(example: Path) -> None:
    assert check_region(example).problems == ()
    assert len(list(example.rglob("*.*"))) == 7


def test_printed_message_is_what_the_check_says(example: Path) -> None:
    table = example / "tabellen/einwohner.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("\n0500201", "\n500201"), encoding="utf-8")
    (problem,) = check_region(example).errors
    assert format_problem(problem) in DOCUMENT


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_has_a_row_in_a_table(model: type[BaseModel]) -> None:
    rows = re.findall(r"^\| `\[*(\w+)", DOCUMENT, re.MULTILINE)
    assert set(model.model_fields) - set(rows) == set()


def test_the_example_of_indices_is_valid() -> None:
    section = DOCUMENT.split("## `indizes.toml`: alle Angaben")[1].split("\n## ")[0]
    (example,) = re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    made = indices.Indizes.model_validate(tomllib.loads(example))
    assert [index.limits for index in made.indizes.values()] == [(-1.0, 1.0, 1.5), (-1.0, 1.0)]


def test_every_kind_of_model_error_is_german() -> None:
    with pytest.raises(ValueError, match="validation errors") as caught:
        config.RegionConfig.model_validate(
            {"format": "1", "ebenen": [], "quellen": 3, "texte": {"impressum": "/a", "x": 1}}
        )
    problems = explain_validation(caught.value, "region.toml", "")  # type: ignore[arg-type]
    assert not [p.text for p in problems if re.search(r"\b(Input|should|Field|Value|required|valid)\b", p.text)]


def test_the_example_of_handlungsfelder_is_valid() -> None:
    section = DOCUMENT.split("## `handlungsfelder.toml`: alle Angaben")[1].split("\n## ")[0]
    (example,) = re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    made = fields.Handlungsfelder.model_validate(tomllib.loads(example))
    assert made.indikatoren == ("anteil_65plus", "bev_dichte", "grusi_alter")
    assert all(f'"{word}"' in section for word in fields.Symbol)
    assert all(f"`{word}`" in section for word in rules.Groesse)


def test_the_example_of_a_profile_is_valid() -> None:
    section = DOCUMENT.split("## `profil.toml`: alle Angaben")[1].split("\n## ")[0]
    (example,) = re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    made = plan.Profilplan.model_validate(tomllib.loads(example))
    assert made.indikatoren == ("bev_insgesamt", "bev_dichte", "anteil_u18", "anteil_65plus", "anteil_80plus")
