"""The optional files of rules: read, part of the package and of its hash, wrong syntax reported with its line."""

from pathlib import Path

import pytest

from dashboard.checks.region import check_region
from geodata.package import load_package
from tests.regionbuilder import write_region

FILES = ("indizes.toml", "handlungsfelder.toml")


def test_a_package_without_rules_has_none(tmp_path: Path) -> None:
    assert load_package(write_region(tmp_path)).rules_data == {}


@pytest.mark.parametrize("name", FILES)
def test_wrong_syntax_is_an_error_with_its_line(tmp_path: Path, name: str) -> None:
    report = check_region(write_region(tmp_path, files={name: "# Regeln\nmindestens = 300,0\n"}))
    (problem,) = report.errors
    assert (problem.datei, problem.zeile) == (name, 2)
    assert "Dezimalkomma" in problem.text


@pytest.mark.parametrize("name", FILES)
def test_syntax_is_checked_although_region_toml_is_wrong(tmp_path: Path, name: str) -> None:
    report = check_region(write_region(tmp_path, files={name: "= 1\n", "region.toml": "format = 2\n"}))
    assert name in {problem.datei for problem in report.errors}


@pytest.mark.parametrize("name", FILES)
def test_rules_change_the_content_hash(tmp_path: Path, name: str) -> None:
    without = load_package(write_region(tmp_path)).content_hash
    (tmp_path / name).write_text("# noch leer\n", encoding="utf-8")
    package = load_package(tmp_path)
    assert package.rules_data == {Path(name).stem: {}}
    assert package.content_hash != without
