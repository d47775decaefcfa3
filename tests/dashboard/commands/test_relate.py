"""`python -m dashboard relate`: kinds of change, crosswalk as CSV, check against counts that exist."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.__main__ import main
from dashboard.commands.carrycheck import check_variable
from geodata.berlin.package import build_berlin
from geodata.package import RegionPackage, load_package
from geodata.relations import relate_stands
from geodata.revisions import Change
from tests.regionbuilder import write_region


def test_kinds_of_change_are_counted_on_every_level(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relate", "--from", "2017", "--to", "2018"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[:6] == [
        "Gebietsstand 2017 → 2018",
        "Sozialräume: 77 → 93",
        "    unverändert: 75 → 75 (75 Stücke)",
        "    geteilt: 2 → 4 (4 Stücke)",
        "    neues Gebiet: 0 → 14 (14 Stücke)",
        "Kommunen: 9 → 10",
    ]
    assert "Gewichte der 77 alten Räume: 75 genau (ganzer Raum), 2 nach Einwohnern" in printed
    assert any(line.startswith("Einwohner vom 31.12.2016: Synthetisch") for line in printed)


def test_region_without_points_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relate", str(write_region(tmp_path)), "--from", "2011", "--to", "2018"]) == 0
    assert "WARNUNG: Das Paket hat keine Bevölkerungspunkte" in capsys.readouterr().out


def test_crosswalk_is_a_csv_for_german_spreadsheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "umrechnung.csv"
    assert main(["relate", str(write_region(tmp_path)), "--from", "2011", "--to", "2018", "--out", str(out)]) == 0
    assert f"Umrechnungstabelle geschrieben: {out}" in capsys.readouterr().out
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = pd.read_csv(out, sep=";", decimal=",", skiprows=3, dtype={"Alt": str, "Neu": str})
    split = rows[rows["Art"] == "geteilt"]
    columns = ["Ebene", "Alt", "Neu", "Fläche km²", "Anteil an alt", "Gewicht", "Verfahren", "Verfahren zurück"]
    assert split[columns].to_numpy().tolist() == [
        ["Sozialraum", "0500202", "0500202", 1.0, 0.5, 0.5, "nach Fläche", "genau (ganzer Raum)"],
        ["Sozialraum", "0500202", "0500203", 1.0, 0.5, 0.5, "nach Fläche", "genau (ganzer Raum)"],
    ]
    assert split["Name alt"].tolist() == ["Bahnhof und Bruch"] * 2
    assert len(rows) == 6 + 2 + 1  # areas, Kommunen, region


def test_check_by_hand(tmp_path: Path) -> None:
    """Split in halves: 800 people become 400 and 400, where 500 and 300 were counted."""
    package = load_package(write_region(tmp_path, werte=lambda text: text.replace("2016-12-31", "2018-12-31")))
    (check,) = check_variable(package, relate_stands(package, "2011", "2018"), "einwohner")
    assert (check.total_old, check.total_carried, check.total_new) == (5800.0, 5800.0, 5800.0)
    assert check.kept
    assert check.errors["unverändert"].largest == 0
    changed = check.errors["verändert"]
    assert changed.number == 2
    assert changed.mean == pytest.approx((100 / 500 + 100 / 300) / 2)
    assert check.misplaced == pytest.approx(100 / 5800)


def test_check_prints_totals_and_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(write_region(tmp_path))
    assert main(["relate", folder, "--from", "2011", "--to", "2018", "--check", "einwohner"]) == 0
    printed = capsys.readouterr().out
    assert "einwohner vom 31.12.2016, verglichen mit dem 31.12.2018 (enthält die Entwicklung dazwischen)" in printed
    assert "Summe: 5.800 alt, 5.800 umgerechnet (erhalten); 5.800 gezählt" in printed
    assert "verändert: 2 Räume, Abweichung Median 26,7 %, Mittel 26,7 %" in printed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "2010", "--to", "2018"], "Gebietsstand „2010“ ist unbekannt; meinten Sie „2018“?"),
        (["--from", "2011", "--to", "2018", "--check", "einwoner"], "„einwoner“ kommt in keiner Tabelle vor; meinten"),
    ],
)
def test_unknown_names_are_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["relate", str(write_region(tmp_path)), *arguments]) == 1
    assert message in capsys.readouterr().err


@pytest.fixture(scope="module")
def berlin(realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> RegionPackage:
    return load_package(build_berlin(realdata / "berlin", tmp_path_factory.mktemp("berlin")))


def test_berlin_is_related_as_counted_elsewhere(berlin: RegionPackage) -> None:
    """448 → 542; the numbers are those of another overlay at the same tolerance."""
    walk = relate_stands(berlin, "lor-2019", "lor-2021")
    rows = walk.level("planungsraum")
    kinds: Any = rows.groupby("kind").agg(old=("old", "nunique"), new=("new", "nunique"))
    assert kinds.loc[str(Change.SPLIT)].tolist() == [56, 140]
    assert kinds.loc[str(Change.MERGED)].tolist() == [20, 10]
    assert kinds.loc[str(Change.MOVED)].tolist() == [88, 108]
    assert kinds.loc[str(Change.RENAMED)].tolist() == [284, 284]  # every key changed; 272 of them within 0.1 %
    assert (rows["old"].nunique(), rows["new"].nunique()) == (448, 542)
    assert walk.slivers == pytest.approx(2478, abs=5)
    assert 100 * walk.slivers_km2 == pytest.approx(46.9, abs=0.1)  # ha
    assert set(walk.level("bezirk")["kind"]) == {str(Change.UNCHANGED)}


def test_population_of_berlin_is_carried_without_loss(berlin: RegionPackage) -> None:
    walk = relate_stands(berlin, "lor-2019", "lor-2021")
    (check,) = check_variable(berlin, walk, "ew_insgesamt")
    assert check.total_old == 3_769_962  # 31.12.2020, Einwohnerregisterstatistik
    assert check.kept
    assert check.lost == check.open == 0
    assert check.errors["unverändert"].median < 0.02  # two years of growth
    assert check.errors["ab 300 gezählten"].median < 0.04
    assert round(100 * check.misplaced, 1) == 5.9  # as the README says


def test_weights_are_read_back_by_a_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_region(tmp_path / "region")
    out = folder / "tabellen" / "anteile.csv"
    order = ["relate", str(folder), "--from", "2011", "--to", "2018", "--weights", str(out)]
    assert main(order) == 0
    assert f"Gewichte für [[umrechnungen]] geschrieben: {out}" in capsys.readouterr().out
    assert out.read_text("utf-8").splitlines()[0] == "alt;neu;gewicht;gewicht_zurueck"
    assert "0500202;0500203;0.5;1.0" in out.read_text("utf-8").splitlines()
    config = folder / "region.toml"
    table = '\n[[umrechnungen]]\ndatei = "tabellen/anteile.csv"\nvon = "2011"\nnach = "2018"\nquelle = "gezaehlt"\n'
    source = '\n[quellen.gezaehlt]\ntext = "Aus Adressen gezählt"\n'
    config.write_text(config.read_text("utf-8") + table + source, "utf-8")
    assert main(["check", str(folder)]) == 0
    weights = (
        relate_stands(load_package(folder), "2011", "2018").level("sozialraum").set_index(["old", "new"])["weight"]
    )
    assert weights["0500202", "0500203"] == 0.5


def test_folder_that_does_not_exist_is_named_in_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = write_region(tmp_path / "region"), tmp_path / "fehlt" / "anteile.csv"
    assert main(["relate", str(folder), "--from", "2011", "--to", "2018", "--weights", str(out)]) == 1
    said = capsys.readouterr().err
    assert said == f"Fehler: {out} kann nicht geschrieben werden: Datei oder Ordner gibt es nicht.\n"
