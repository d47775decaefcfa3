"""`python -m dashboard protect`: summary, internal protocol and attack."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.__main__ import main
from indicators.protection import Pattern
from indicators.publication import publish_indicator
from tests.regionbuilder import write_region


def test_demonstration_region_withstands_the_attack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "protokoll.csv"
    assert main(["protect", "--report", str(report), "--audit"]) == 0
    printed = capsys.readouterr().out
    assert "keine lässt sich eingrenzen" in printed
    assert "0 davon über der feinsten Ebene" in printed.splitlines()[2]  # no Kommune loses a total
    lines = report.read_text("utf-8-sig").splitlines()
    assert lines[0] == "INTERN – nicht zur Veröffentlichung"
    assert lines[2].startswith("Gebietsstand;Variable;Indikatoren;Ebene;Raum;Jahr;Art;Regel;Gleichung;schützt;")
    rows = pd.read_csv(report, sep=";", decimal=",", skiprows=2, dtype={"Gebietsstand": str})
    assert set(rows["Gebietsstand"]) == {"2016-entwurf", "2017", "2018"}
    assert set(rows["genügt"]) == {"ja"}


def test_region_that_gives_a_cell_away_ends_with_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def publish_with_primary_rules_only(indikator, counts, hierarchy, pattern):  # type: ignore[no-untyped-def]
        nothing = {name: mask & False for name, mask in pattern.masks.items()}
        return publish_indicator(indikator, counts, hierarchy, Pattern(pattern.years, nothing))

    monkeypatch.setattr("dashboard.commands.protect.publish_indicator", publish_with_primary_rules_only)
    assert main(["protect", "--audit"]) == 1
    assert "geschützten Zellen lassen sich zu eng eingrenzen:\n    " in capsys.readouterr().out


def test_faulty_package_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_region(tmp_path, files={"indikatoren.toml": "a = ["})
    assert main(["protect", str(folder)]) == 1
    assert "kein gültiges TOML" in capsys.readouterr().err


def test_help_is_german(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["protect", "--help"])
    assert capsys.readouterr().out.startswith("Aufruf: python -m dashboard protect [-h] [--report DATEI] [--audit]")
