"""`python -m dashboard check` on `handlungsfelder.toml`: every mistake with line and remedy."""

from pathlib import Path

import pytest

from dashboard.checks.region import check_region
from tests.regionbuilder import write_region

RULES = """\
[gueltig]
einwohner = "bev_insgesamt"

[handlungsfelder.jugend]
name = "Junge Räume"
kurz = "Jugend"
farbe = "#2a6f4e"
symbol = "dreieck"
definition = "Viele unter 18"
quelle = "Test"

[handlungsfelder.jugend.regel]
mindestens = 1
von = [
  { indikator = "anteil_u18", grenze = 0.5 },
  { eine = [{ indikator = "arbeitslosenanteil", grenze = 1 }, { indikator = "anteil_u18", grenze = 1 }] },
]

[prioritaeten]
stand = "2018"
quelle = "Test"

[prioritaeten.themen.schule]
name = "Schule"
kurz = "Schule"
handlungsfelder = ["jugend"]
raeume = ["05001"]
"""


def found(folder: Path, rules: str) -> list[tuple[int | None, str, str]]:
    report = check_region(write_region(folder, files={"handlungsfelder.toml": rules}))
    return [(p.zeile, p.text, p.abhilfe) for p in report.problems if p.datei == "handlungsfelder.toml"]


def test_valid_rules_have_no_problems(tmp_path: Path) -> None:
    assert found(tmp_path, RULES) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "text", "remedy"),
    [
        ('"arbeitslosenanteil"', '"arbeitslosenantei"', 16, "Bedingung jugend.2.1: „arbeitslosenantei“ steht nicht in",
         "meinten Sie „arbeitslosenanteil“?"),
        ('{ indikator = "anteil_u18", grenze = 1 }', '{ indikator = "bev", grenze = 1 }', 16, "Bedingung jugend.2.2",
         "ergänzen"),
        ('"anteil_u18", grenze = 0.5', '"bev_insgesamt", groesse = "gegen_region", grenze = 0', 15,
         "ist eine Anzahl und immer kleiner", 'groesse = "anzahl"'),
        ("mindestens = 1", "mindestens = 3", 12, "„mindestens“ = 3, aber „von“ hat nur 2 Einträge", "regionsformat.md"),
        ('["05001"]', '["05009"]', 27, "Raum „05009“ gibt es in keinem Gebietsstand", "meinten Sie"),
        ('"dreieck"', '"dreiek"', 8, "'dreiek' ist nicht erlaubt", "meinten Sie „dreieck“?"),
        ('"#2a6f4e"', '"grün"', 7, "'grün' ist keine Farbe", "Hexadezimalziffern"),
        ('einwohner = "bev_insgesamt"', 'einwohner = "anteil_u18"', 2, "zählt nichts", "anzahl"),
        ("[gueltig]", 'ebene = "region"\n[gueltig]', 1, "Ebene „region“ gibt es unterhalb der Region nicht",
         "„kommune“"),
        ("grenze = 0.5", 'grenze = "hoch"', 14, "Zahl erwartet, gefunden 'hoch'", "Dezimalpunkt"),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_line_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, text: str, remedy: str
) -> None:
    problems = found(tmp_path, RULES.replace(old, new, 1))
    assert len(problems) == 1
    assert text in problems[0][1]
    assert remedy in problems[0][2]
    assert problems[0][0] == line


def test_places_are_named_as_the_reader_of_the_file_sees_them(tmp_path: Path) -> None:
    problems = found(tmp_path, RULES.replace(", grenze = 1 }] },", " }] },"))
    assert [text for _, text, _ in problems] == [
        "[handlungsfelder.jugend.regel], von Nr. 2, eine Nr. 2, Angabe „grenze“: Angabe fehlt"
    ]
