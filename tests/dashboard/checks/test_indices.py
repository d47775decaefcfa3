"""What `check` says about indizes.toml: place, line and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.checks.region import check_region
from geodata.problems import Problem, Report, Schwere, format_report
from tests.regionbuilder import write_region

INDIZES_TOML = """\
[gueltig]
einwohner = "bev_insgesamt"

[indizes.arbeit]
name = "Index Arbeit"
definition = "Arbeitslosigkeit"
indikatoren = ["arbeitslosenanteil"]

[indizes.veraenderung]
name = "Veränderung"
definition = "Veränderung in einem Jahr"
art = "dynamik"
zeitabstand = 1
indikatoren = [{ indikator = "arbeitslosenanteil", gewicht = 2 }]
"""


def check(folder: Path, change: Callable[[str], str] = lambda text: text) -> Report:
    return check_region(write_region(folder, files={"indizes.toml": change(INDIZES_TOML)}))


def only(report: Report) -> Problem:
    assert len(report.problems) == 1, format_report(report)
    assert report.problems[0].datei == "indizes.toml"
    return report.problems[0]


def test_valid_indices_are_no_problem(tmp_path: Path) -> None:
    assert check(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "finding", "remedy"),
    [
        (
            '["arbeitslosenanteil"]', '["arbeitslosenquote"]', 7,
            "[indizes.arbeit], Angabe „indikatoren“: „arbeitslosenquote“ steht nicht in indikatoren.toml",
            "meinten Sie „arbeitslosenanteil“?",
        ),
        (
            '["arbeitslosenanteil"]', '["anteil_u18"]', 7,
            "[indizes.arbeit], Angabe „indikatoren“: „anteil_u18“ hat keine Richtung und gehört in keinen Index",
            'anderen Indikator wählen oder in indikatoren.toml richtung = "belastend" angeben',
        ),
        (
            '"bev_insgesamt"', '"bev"', 2,
            "[gueltig], Angabe „einwohner“: „bev“ steht nicht in indikatoren.toml",
            "„bev_insgesamt“, „anteil_u18“ oder „arbeitslosenanteil“ verwenden oder den Indikator ergänzen",
        ),
        (
            '"bev_insgesamt"', '"anteil_u18"', 2,
            "[gueltig], Angabe „einwohner“: „anteil_u18“ zählt nichts (art = \"anteil\")",
            'einen Indikator mit art = "anzahl" nennen',
        ),
        (
            'zeitabstand = 1', 'zeitabstand = 1\nebene = "sozialräume"', 14,
            "[indizes.veraenderung], Angabe „ebene“: Ebene „sozialräume“ gibt es nicht",
            "meinten Sie „sozialraum“?",
        ),
        (
            'art = "dynamik"\n', '', 9,
            '[indizes.veraenderung]: „zeitabstand“ gehört zu art = "dynamik"',
            "Angabe nach regionsformat.md berichtigen",
        ),
        (
            '[gueltig]\neinwohner = "bev_insgesamt"', '[gueltig]\nmindestens = 300', 1,
            "[gueltig]: „einwohner“ oder „klasse“ fehlt: so wäre jeder noch so kleine Raum gültig",
            "den Indikator nennen, der die Einwohnerinnen und Einwohner zählt",
        ),
        (
            'name = "Index Arbeit"', 'nahme = "Index Arbeit"', 5,
            "[indizes.arbeit], Angabe „nahme“: Angabe ist unbekannt",
            "meinten Sie „name“?",
        ),
    ],
)  # fmt: skip
def test_every_mistake_has_its_place_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, finding: str, remedy: str
) -> None:
    assert old in INDIZES_TOML
    problem = only(check(tmp_path, lambda text: text.replace(old, new, 1)))
    assert (problem.text, problem.abhilfe, problem.zeile) == (finding, remedy, line)


def test_a_count_in_an_index_is_a_warning(tmp_path: Path) -> None:
    report = check_region(
        write_region(
            tmp_path,
            indikatoren=lambda text: text.replace("stellen = 0\n", 'stellen = 0\nrichtung = "belastend"\n', 1),
            files={"indizes.toml": INDIZES_TOML.replace('["arbeitslosenanteil"]', '["bev_insgesamt"]', 1)},
        )
    )
    assert only(report).schwere is Schwere.WARNUNG
    assert "ist eine Anzahl" in only(report).text


def test_without_any_validity_every_index_is_named(tmp_path: Path) -> None:
    report = check(tmp_path, lambda text: text.split("\n\n", 1)[1])
    assert [problem.text for problem in report.errors] == [
        "[indizes.arbeit]: „gueltig“ fehlt, und es gibt keine gemeinsame Tabelle [gueltig]",
        "[indizes.veraenderung]: „gueltig“ fehlt, und es gibt keine gemeinsame Tabelle [gueltig]",
    ]


def test_an_exception_must_name_an_area(tmp_path: Path) -> None:
    exception = '\n[[gueltig.ausnahmen]]\nraum = "0500109"\ngrund = "Kaserne"\n'
    problem = only(check(tmp_path, lambda text: text + exception))
    assert "Raum „0500109“ gibt es in keinem Gebietsstand" in problem.text
    assert problem.abhilfe.startswith("meinten Sie „05001")


def test_a_combination_needs_an_index_of_each_kind(tmp_path: Path) -> None:
    combination = '\n[[kombinationen]]\nid = "k"\nname = "K"\nstatus = "arbeit"\ndynamik = "veraenderung"\n'
    problem = only(check(tmp_path, lambda text: text + combination))
    assert problem.text == '[[kombinationen]] Nr. 1: „arbeit“ ist kein Index mit art = "status"'
    assert problem.zeile == 19


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        ('[{ name = "a", bis = 1 }, { name = "b", bis = 0 }, { name = "c" }]', "müssen aufsteigen"),
        ('[{ name = "a", bis = 1 }, { name = "b", bis = 2 }]', "jede Klasse außer der letzten"),
        ('[{ name = "a" }]', "mindestens zwei Klassen"),
        ('[{ name = "a", bis = 1 }, { name = "a" }]', "heißen gleich"),
    ],
)
def test_classes_must_cover_everything_once(tmp_path: Path, classes: str, words: str) -> None:
    problem = only(
        check(
            tmp_path,
            lambda text: text.replace("[indizes.veraenderung]", f"klassen = {classes}\n[indizes.veraenderung]"),
        )
    )
    assert words in problem.text
    assert problem.text.startswith("[indizes.arbeit]: ")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ('["arbeitslosenanteil", "arbeitslosenanteil"]', "steht doppelt"),
        (
            '[{ indikator = "arbeitslosenanteil", ab_jahr = 2020, bis_jahr = 2019 }]',
            "„ab_jahr“ liegt hinter „bis_jahr“",
        ),
        ("[]", "zu wenige Einträge"),
        ('[{ indikator = "arbeitslosenanteil", gewicht = 0 }]', "0"),
    ],
)
def test_parts_must_make_sense(tmp_path: Path, parts: str, words: str) -> None:
    report = check(tmp_path, lambda text: text.replace('["arbeitslosenanteil"]', parts, 1))
    assert not report.ok
    assert words in only(report).text
