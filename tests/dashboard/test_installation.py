"""A Python without the packages is told what to do; other import errors stay visible."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.installation import MISSING, PACKAGES, run_module
from dashboard.settings import ROOT

OWN = {"dashboard", "callbacks", "layouts", "indicators", "geodata"}


@pytest.mark.parametrize("command", [["app.py"], ["-m", "dashboard"], ["-m", "dashboard", "check", "x"]])
def test_python_without_packages_says_what_to_do(command: list[str]) -> None:
    # -S leaves the packages of the environment out
    ended = subprocess.run([sys.executable, "-S", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith(MISSING)
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "content", ["import dashboard.nirgends", "from dashboard.settings import nichts", "import xyz"]
)
def test_fault_of_our_own_stays_visible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    (tmp_path / "faulty_program.py").write_text(content, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ImportError):
        run_module("faulty_program")


def test_every_imported_package_is_known() -> None:
    imported = {
        name.split(".")[0]
        for folder in OWN
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - OWN - set(sys.stdlib_module_names) - {""} <= PACKAGES
