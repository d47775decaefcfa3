"""`python -m dashboard check FOLDER`: form and catalogue together."""

from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.checks.region import check_region
from geodata.problems import Problem, Report, Schwere, format_report
from tests.regionbuilder import write_region


def find(report: Report, words: str) -> Problem:
    hits = [problem for problem in report.problems if words in problem.text]
    assert len(hits) == 1, format_report(report)
    assert hits[0].abhilfe
    return hits[0]


def test_valid_region_ends_with_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(write_region(tmp_path))]) == 0
    first, hint = capsys.readouterr().out.splitlines()
    assert first == "0 Fehler, 0 Warnungen"
    assert hint.startswith("Hinweis: Die Region hat nur 6 Räume.")


def test_small_region_with_a_key_of_its_own_needs_no_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = '\n[geheimhaltung]\nschluessel = "0123456789abcdef"\n'
    assert main(["check", str(write_region(tmp_path, region=lambda text: text + key))]) == 0
    assert capsys.readouterr().out == "0 Fehler, 0 Warnungen\n"


def test_errors_end_with_status_1_and_a_german_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_region(tmp_path, indikatoren=lambda text: text.replace('"belastend"', '"schlimm"'))
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out == (
        "FEHLER: indikatoren.toml, Zeile 35: [indikatoren.arbeitslosenanteil], Angabe „richtung“: "
        "'schlimm' ist nicht erlaubt, erlaubt: 'belastend', 'entlastend' oder 'neutral'\n"
        "    Abhilfe: einen der erlaubten Werte eintragen\n\n1 Fehler, 0 Warnungen\n"
        "Weitere Prüfungen (Katalog gegen Tabellen) folgen, sobald indikatoren.toml fehlerfrei ist.\n"
    )


def test_help_is_german(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    assert capsys.readouterr().out.startswith("Aufruf: python -m dashboard check [-h] ORDNER")


def test_every_error_of_the_catalogue_is_one_line(tmp_path: Path) -> None:
    def spoil(text: str) -> str:
        return text.replace('einheit = "Personen"\n', "").replace("faktor = 100.0", 'faktor = "viel"', 1)

    report = check_region(write_region(tmp_path, indikatoren=spoil))
    assert find(report, "[indikatoren.bev_insgesamt], Angabe „einheit“: Angabe fehlt").zeile == 3
    assert find(report, "[indikatoren.anteil_u18], Angabe „faktor“: Zahl erwartet").zeile == 19


def test_model_error_names_the_indicator(tmp_path: Path) -> None:
    report = check_region(
        write_region(tmp_path, indikatoren=lambda text: text.replace('nenner = "einwohner"\n', "", 1))
    )
    problem = find(report, '[indikatoren.anteil_u18]: „nenner“ fehlt; art = "anteil" (Vorgabe) braucht ihn')
    assert problem.zeile == 14


def test_denominator_of_a_number_is_named_at_its_line(tmp_path: Path) -> None:
    report = check_region(
        write_region(
            tmp_path, indikatoren=lambda text: text.replace('art = "anzahl"\n', 'art = "anzahl"\nnenner = "x"\n')
        )
    )
    assert find(report, '„nenner“ ist bei art = "anzahl" nicht erlaubt').zeile == 7


def test_unknown_theme_is_named_at_its_line(tmp_path: Path) -> None:
    report = check_region(
        write_region(
            tmp_path, indikatoren=lambda text: text.replace('themenfeld = "Arbeit"', 'themenfeld = "Arbeiten"')
        )
    )
    problem = find(report, "[indikatoren.arbeitslosenanteil]: Themenfeld „Arbeiten“ ist nicht unter „themenfelder“")
    assert (problem.zeile, problem.abhilfe) == (30, "meinten Sie „Arbeit“?")


def test_catalogue_is_checked_although_region_toml_is_wrong(tmp_path: Path) -> None:
    report = check_region(
        write_region(
            tmp_path,
            region=lambda text: text.replace("format = 1", "format = 2"),
            indikatoren=lambda text: text.replace('"belastend"', '"schlimm"'),
        )
    )
    assert {problem.datei for problem in report.errors} == {"region.toml", "indikatoren.toml"}
    assert format_report(report).endswith(
        "\n2 Fehler, 0 Warnungen\nWeitere Prüfungen (Geometrie, Tabellen) folgen, sobald region.toml fehlerfrei ist."
    )


@pytest.mark.parametrize(("content", "words"), [(None, "Datei fehlt"), ("a = [", "kein gültiges TOML"), ("", "leer")])
def test_missing_or_broken_catalogue(tmp_path: Path, content: str | None, words: str) -> None:
    report = check_region(write_region(tmp_path, files={"indikatoren.toml": content}))
    assert find(report, words).datei == "indikatoren.toml"


def test_variable_nobody_delivers_is_an_error(tmp_path: Path) -> None:
    report = check_region(
        write_region(tmp_path, indikatoren=lambda text: text.replace('"arbeitslose"', '"erwerbslose"'))
    )
    problem = find(report, "Variable „erwerbslose“ steht in keiner Tabelle")
    assert (problem.schwere, problem.zeile) == (Schwere.FEHLER, 31)
    assert problem.text.startswith("[indikatoren.arbeitslosenanteil], Angabe „zaehler“: ")
    assert problem.abhilfe == "meinten Sie „arbeitslose“?"
    assert find(report, "Variable „arbeitslose“ wird von keinem Indikator verwendet").schwere is Schwere.WARNUNG


def test_unreadable_table_does_not_make_its_variables_look_absent(tmp_path: Path) -> None:
    report = check_region(write_region(tmp_path, files={"tabellen/werte.csv": None}))
    assert [problem.text for problem in report.problems] == ["Datei fehlt"]


def test_unknown_start_indicator(tmp_path: Path) -> None:
    report = check_region(write_region(tmp_path, region=lambda text: text.replace('"anteil_u18"', '"nichts"')))
    problem = find(report, "„nichts“ steht nicht in indikatoren.toml")
    assert "„bev_insgesamt“" in problem.abhilfe
    assert problem.zeile == 8


def test_value_outside_the_plausible_range(tmp_path: Path) -> None:
    report = check_region(write_region(tmp_path, indikatoren=lambda text: text.replace("[0.0, 60.0]", "[0.0, 24.0]")))
    problem = find(report, "außerhalb des plausiblen Bereichs von 0 bis 24 %")
    assert problem.schwere is Schwere.WARNUNG
    # 0500201: 300 of 1,200 in 2016 and 2018, 300 of 1,210 in 2019
    assert problem.text.endswith(
        "0500201 2016 (Gebietsstand 2011): 25; 0500201 2018 (Gebietsstand 2018): 25; "
        "0500201 2019 (Gebietsstand 2018): 24,79"
    )
    assert problem.zeile == 12


def test_numerator_above_denominator(tmp_path: Path) -> None:
    folder = write_region(tmp_path, werte=lambda text: text.replace("arbeitslose;90\n", "arbeitslose;1205\n", 1))
    problem = find(check_region(folder), "„arbeitslosenanteil“ Zähler größer als der Nenner: 0500201 2016")
    assert (problem.schwere, problem.zeile) == (Schwere.WARNUNG, 13)


def test_negative_count(tmp_path: Path) -> None:
    folder = write_region(tmp_path, werte=lambda text: text.replace("arbeitslose;90\n", "arbeitslose;-7\n", 1))
    problem = find(check_region(folder), "negative Fallzahl bei „arbeitslose“ in Zeile 13")
    assert problem.schwere is Schwere.FEHLER


def test_area_from_the_geometry_needs_no_table(tmp_path: Path) -> None:
    def density(text: str) -> str:
        return text + (
            "\n[indikatoren.dichte]\nname = \"Dichte\"\nthemenfeld = \"Bevölkerung\"\nzaehler = \"einwohner\"\n"
            "nenner = \"flaeche_km2\"\neinheit = \"EW/km²\"\nquelle = \"x\"\ndefinition = \"x\"\nzaehler_text = \"x\"\n"
            "plausibel = [0.0, 2005.0]\n"
        )  # fmt: skip

    # squares of 1 km²: 0500102 has 2,000 residents, 2,010 in 2019
    problem = find(check_region(write_region(tmp_path, indikatoren=density)), "„dichte“ außerhalb")
    assert problem.text.endswith(": 0500102 2019 (Gebietsstand 2018): 2.010")
