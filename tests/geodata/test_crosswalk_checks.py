"""Checks of what a package brings for relating its Gebietsstände: German, with place and remedy."""

import json
from pathlib import Path

import pytest

from geodata.checks import check_package
from geodata.problems import Problem, Schwere
from tests.regionbuilder import write_region

TABLE = """
[[umrechnungen]]
datei = "tabellen/umrechnung.csv"
von = "2011"
nach = "2018"
quelle = "melderegister"
"""
POINTS = """
[[bevoelkerungspunkte]]
datei = "geometrie/punkte.geojson"
einwohner = "ew"
stichtag = 2017-12-31
quelle = "melderegister"
"""
GOOD = "alt;neu;gewicht\n0500202;0500202;0.6\n0500202;0500203;0.4\n"


def _problems(folder: Path, more: str, files: dict[str, str]) -> tuple[Problem, ...]:
    changed = write_region(folder, region=lambda text: text.replace("[texte]", more + "\n[texte]"), files=files)
    return check_package(changed).problems


def _table(folder: Path, text: str) -> list[str]:
    return [problem.text for problem in _problems(folder, TABLE, {"tabellen/umrechnung.csv": text})]


def _points(*people: tuple[int, object], kind: str = "Point") -> str:
    features = [
        {"type": "Feature", "properties": {"ew": number},
         "geometry": {"type": kind, "coordinates": [300_000 + east, 5_630_500]}}
        for east, number in people
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})


def test_good_table_and_points_are_no_problem(tmp_path: Path) -> None:
    files = {"tabellen/umrechnung.csv": GOOD, "geometrie/punkte.geojson": _points((500, 12), (4500, 3))}
    assert _problems(tmp_path, TABLE + POINTS, files) == ()


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("alt;neu\n0500202;0500202\n", "Spalte „gewicht“ fehlt"),
        (GOOD.replace("0.4", "0.3"), "„gewicht“ ergibt zusammen nicht 1 bei „0500202“ (0,900)"),
        (GOOD.replace("0.4", "40"), "„gewicht“ ist kein Anteil von 0 bis 1 in Zeile 3"),
        (GOOD.replace("0.4", "viel"), "Wert „viel“ ist keine Zahl in Zeile 3"),
        (GOOD + "0500202;0500203;0\n", "Paar steht doppelt in Zeile 4"),
        (GOOD.replace("0500202;0500203", ";0500203"), "Spalte „alt“ ist leer in Zeile 3"),
    ],
)
def test_wrong_table_is_reported(tmp_path: Path, text: str, finding: str) -> None:
    assert finding in _table(tmp_path, text)


def test_lost_zeros_of_a_table_are_explained(tmp_path: Path) -> None:
    (text,) = _table(tmp_path, GOOD.replace("0500203", "500203"))
    assert text == ("Spalte „neu“: im Gebietsstand „2018“ unbekannt: „500203“ (führende Nullen sind verloren gegangen)")


def test_absent_table_is_reported(tmp_path: Path) -> None:
    assert [p.text for p in _problems(tmp_path, TABLE, {})] == ["Datei fehlt"]


@pytest.mark.parametrize(
    ("entry", "finding"),
    [
        (TABLE.replace('"2011"', '"2010"'), "Umrechnung „tabellen/umrechnung.csv“: Gebietsstand „2010“ ist unbekannt"),
        (TABLE.replace('"2011"', '"2018"'), "„von“ und „nach“ nennen denselben Gebietsstand"),
        (TABLE + TABLE, "die Umrechnung zwischen „2011“ und „2018“ steht doppelt"),
        (TABLE.replace('"melderegister"', '"amt"'), "Quelle „amt“ fehlt unter [quellen]"),
        (POINTS.replace('"melderegister"', '"amt"'), "Quelle „amt“ fehlt unter [quellen]"),
    ],
)
def test_wrong_entry_is_reported(tmp_path: Path, entry: str, finding: str) -> None:
    (problem,) = _problems(tmp_path, entry, {"tabellen/umrechnung.csv": GOOD})
    assert finding in problem.text
    assert problem.schwere is Schwere.FEHLER
    assert problem.zeile is not None


@pytest.mark.parametrize(
    ("points", "finding"),
    [
        (_points((500, -3)), "Einwohnerzahl fehlt, ist negativ oder keine Zahl in Zeile 1"),
        (_points((500, 3), (600, None)), "Einwohnerzahl fehlt, ist negativ oder keine Zahl in Zeile 2"),
        (_points((500, 0)), "keine Einwohner in der ganzen Datei"),
        (_points((500, 3)).replace('"ew"', '"einw"'), "Spalte „ew“ fehlt; vorhanden: „einw“"),
        (_points((500, 90), (9000, 10)), "10 % der Einwohner liegen außerhalb der Region"),
    ],
)
def test_wrong_points_are_reported(tmp_path: Path, points: str, finding: str) -> None:
    assert finding in [p.text for p in _problems(tmp_path, POINTS, {"geometrie/punkte.geojson": points})]
