"""What a newcomer reads: German, with the line, the cause and something to do."""

from pathlib import Path

import pytest

from geodata.checks import Problem, Report, Schwere, check_package, format_report
from geodata.problems import error, format_problem
from tests.regionbuilder import value_lines, write_region

WERTE = "tabellen/werte.csv"


def find(report: Report, words: str) -> Problem:
    hits = [problem for problem in report.problems if words in problem.text]
    assert len(hits) == 1, format_report(report)
    return hits[0]


def spoilt_region(tmp_path: Path, old: str, new: str) -> Report:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return check_package(write_region(tmp_path, region=change))


def spoilt_values(tmp_path: Path, old: str, new: str) -> Report:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return check_package(write_region(tmp_path, werte=change))


# --- region.toml


@pytest.mark.parametrize(
    ("line", "words", "remedy"),
    [
        ("name = Musterkreis", "der Wert ist nicht lesbar (Invalid value)", "gerade Anführungszeichen"),
        ("name = „Musterkreis“", "typografische Anführungszeichen", "gerade Anführungszeichen"),
        ('name = "Musterkreis', "Anführungszeichen wird nicht geschlossen (Illegal character", "beenden"),
        ('name = "C:\\karten"', "„\\“ in einem Text (Unescaped", "Windows-Pfade mit / schreiben"),
        ('name = "C:\\Users\\karten"', "„\\“ in einem Text (Invalid hex value)", "Windows-Pfade mit / schreiben"),
        ("name = 100,0", "Dezimalkomma in „100,0“ (Expected newline", "Zahlen mit Punkt"),
        ("name = 31.12.2023", "Datum „31.12.2023“ in deutscher Schreibweise", "JJJJ-MM-TT"),
        ("name = ja", "„ja“ ist kein Wahrheitswert", "true oder false"),
        ('id = "zwei"', "„id“ steht doppelt (Cannot overwrite a value)", "entfernen"),
        ('name "Musterkreis"', "„=“ fehlt (Expected '=' after", "name = wert"),
        ("[regio", "eckige Klammer fehlt (Expected ']'", "[name]"),
        ("[region]", "[region] steht doppelt (Cannot declare", "[[…]]"),
        ('name = "A" "B"', "hinter der Angabe steht noch etwas (Expected newline", "je Zeile eine Angabe"),
        ('straße = "A"', "„=“ fehlt", "ohne Umlaute"),
        ('ö = "A"', "das ist keine Angabe", "ohne Umlaute"),
    ],
)
def test_toml_error_is_german_and_keeps_the_original(tmp_path: Path, line: str, words: str, remedy: str) -> None:
    problem = find(spoilt_region(tmp_path, 'name = "Musterkreis"', line), "kein gültiges TOML: ")
    assert words in problem.text
    assert remedy in problem.abhilfe
    assert problem.zeile == 5


def test_misspelt_key_is_one_problem_with_a_suggestion(tmp_path: Path) -> None:
    report = spoilt_region(
        tmp_path, 'kartengrundlage = "© Kreis Muster 2011"', 'kartengrundlge = "© Kreis Muster 2011"'
    )
    problem = find(report, "Angabe „kartengrundlge“: Angabe ist unbekannt")
    assert problem.abhilfe == "meinten Sie „kartengrundlage“?"
    assert report.problems == (problem,)


def test_misspelt_table_is_one_problem_with_a_suggestion(tmp_path: Path) -> None:
    (problem,) = spoilt_region(tmp_path, "[texte]", "[text]").problems
    assert problem.abhilfe == "meinten Sie „texte“?"


def test_date_instead_of_text_is_shown_as_it_stands_in_the_file(tmp_path: Path) -> None:
    report = spoilt_region(tmp_path, 'datenversion = "2024-05"', "datenversion = 2024-05-01")
    assert find(report, "Angabe „datenversion“").text.endswith(
        "Text in Anführungszeichen erwartet, gefunden 2024-05-01"
    )


def test_misspelt_column_of_the_geometry_has_a_suggestion(tmp_path: Path) -> None:
    problem = find(spoilt_region(tmp_path, 'eltern = "kommune"', 'eltern = "komune"'), "Spalte „komune“ fehlt")
    assert problem.abhilfe.endswith("meinten Sie „kommune“?")


def test_colour_says_how_to_write_it(tmp_path: Path) -> None:
    report = spoilt_region(tmp_path, "[texte]", '[gestaltung]\nakzent = "green"\n\n[texte]')
    problem = find(report, "Angabe „akzent“: 'green' ist keine Farbe")
    assert problem.abhilfe == '# und sechs Hexadezimalziffern angeben, zum Beispiel "#7a2e3a"'


def test_place_of_a_sentence_says_how_to_write_it(tmp_path: Path) -> None:
    report = spoilt_region(
        tmp_path, 'name = "Musterkreis"\ncrs', 'name = "Musterkreis"\nortsangabe = "Musterkreis"\ncrs'
    )
    problem = find(report, "Angabe „ortsangabe“: 'Musterkreis' beginnt nicht mit „in“, „im“ oder „auf“")
    assert problem.abhilfe == 'mit Verhältniswort und Artikel angeben, zum Beispiel "im Kreis Muster"'


def test_unknown_source_names_line_and_remedy(tmp_path: Path) -> None:
    report = spoilt_region(tmp_path, 'quelle = "melderegister"\n\n[texte]', 'quelle = "melderegster"\n\n[texte]')
    problem = find(report, "Tabelle „tabellen/werte.csv“: Quelle „melderegster“ fehlt unter [quellen]")
    assert (problem.zeile, problem.abhilfe) == (80, "meinten Sie „melderegister“?")


def test_errors_in_region_toml_announce_further_checks_and_leave_the_texts_checked(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path,
        region=lambda text: text.replace("format = 1", "format = 2"),
        files={"texte/datenschutz.md": None, "texte/impressum.md": "Straße in StÃ¤dten\n"},
    )
    report = check_package(folder)
    assert {problem.datei for problem in report.problems} == {
        "region.toml", "texte/datenschutz.md", "texte/impressum.md"
    }  # fmt: skip
    assert format_report(report).endswith(
        "Weitere Prüfungen (Geometrie, Tabellen) folgen, sobald region.toml fehlerfrei ist."
    )


def test_paths_that_leave_a_faulty_package_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "fremd.md").write_text("Ã¤", encoding="utf-8")
    folder = write_region(tmp_path / "region", region=lambda text: text.replace("texte/impressum.md", "../fremd.md"))
    assert {problem.datei for problem in check_package(folder).problems} == {"region.toml"}


def test_mojibake_in_region_toml_is_a_warning(tmp_path: Path) -> None:
    problem = find(spoilt_region(tmp_path, "© Kreis Muster 2011", "Â© Kreis Muster 2011"), "falsch gewandelte Zeichen")
    assert (problem.schwere, problem.datei, problem.zeile) == (Schwere.WARNUNG, "region.toml", 31)


@pytest.mark.parametrize("name", ["region.toml", "texte/impressum.md"])
def test_latin1_text_is_explained_without_excel_and_bytes(tmp_path: Path, name: str) -> None:
    folder = write_region(tmp_path)
    (folder / name).write_bytes("# Größe\n".encode("latin-1"))
    problem = find(check_package(folder), "ist kein UTF-8")
    assert problem.text == "Zeichen „ö“ ist kein UTF-8 (vermutlich Latin-1 oder Windows-1252)"
    assert problem.abhilfe == "im Texteditor mit „Speichern unter“ und der Kodierung UTF-8 speichern"


# --- tables


def test_thousands_points_are_no_decimals(tmp_path: Path) -> None:
    lines = [line.replace(";1000", ";1.000").replace(";2000", ";2.000") for line in value_lines()]
    report = check_package(write_region(tmp_path, files={WERTE: "\n".join(lines)}))
    problem = find(report, "Tausenderpunkt")
    assert problem.schwere is Schwere.FEHLER
    assert problem.text.startswith("Wert „1.000“, „2.000“ in Zeilen 2, 5, 17, 20")
    assert problem.abhilfe == "Punkte entfernen (1000); sind es Dezimalzahlen, eine 0 anhängen (1.0000)"


def test_one_thousands_point_is_named_alone(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text.replace(";2000\n", ";2.000\n", 1)

    problem = find(check_package(write_region(tmp_path, werte=change)), "Tausenderpunkt")
    assert (problem.text, problem.zeile) == ("Wert „2.000“ in Zeile 5 sieht nach Tausenderpunkt aus", 5)


def test_millions_with_points_are_named_too(tmp_path: Path) -> None:
    assert find(spoilt_values(tmp_path, ";2000\n", ";2.000.000\n"), "sieht nach Tausenderpunkt aus").zeile == 5


def test_decimals_of_any_length_are_no_thousands(tmp_path: Path) -> None:
    lines = [f"{key};2018;2018-12-31;index;{value}" for key, value in (("0500101", "1.250"), ("0500102", "0.875"))]
    report = check_package(write_region(tmp_path, werte=lambda text: text + "\n".join(lines)))
    assert not [problem for problem in report.problems if "Tausender" in problem.text]


def test_one_broken_count_among_many_is_a_warning(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text.replace(";2000\n", ";2000.5\n", 1)

    problem = find(check_package(write_region(tmp_path, werte=change)), "Fallzahl „einwohner“ ist keine ganze Zahl")
    assert (problem.schwere, problem.zeile) == (Schwere.WARNUNG, 5)


def test_many_broken_counts_are_an_amount(tmp_path: Path) -> None:
    lines = [f"{line}.25" if ";einwohner;" in line else line for line in value_lines()]
    report = check_package(write_region(tmp_path, files={WERTE: "\n".join(lines)}))
    assert not [problem for problem in report.problems if "ganze Zahl" in problem.text]


def test_serial_date_of_a_spreadsheet_is_recognised(tmp_path: Path) -> None:
    problem = find(spoilt_values(tmp_path, "2018-12-31", "43465"), "Datum als laufende Nummer aus Excel: „43465“")
    assert problem.abhilfe == "Spalte als Datum formatieren; 43465 ist der 31.12.2018"


def test_wide_table_is_recognised(tmp_path: Path) -> None:
    wide = "raum;gebietsstand;datum;einwohner;unter_18\n0500101;2018;2018;1000;200\n"
    problem = find(check_package(write_region(tmp_path, files={WERTE: wide})), "Spalten „variable“, „wert“ fehlen")
    assert problem.abhilfe.startswith("Breitform: ")
    assert "entpivotieren, siehe Kapitel „Tabellen“" in problem.abhilfe


def test_row_cut_short_is_a_warning(tmp_path: Path) -> None:
    problem = find(
        spoilt_values(tmp_path, "einwohner;2000\n", "einwohner\n"), "Spalte „wert“ ist abgeschnitten in Zeilen 5, 20"
    )
    assert (problem.schwere, problem.zeile) == (Schwere.WARNUNG, 5)


def test_row_that_ends_after_the_number_is_complete(tmp_path: Path) -> None:
    lines = value_lines()
    lines[0] += ";anmerkung"
    assert check_package(write_region(tmp_path, files={WERTE: "\n".join(lines)})).problems == ()


def test_row_is_not_named_twice() -> None:
    shown = format_problem(error("werte.csv", "Datum nicht lesbar: „x“ in Zeile 2", "berichtigen", 2))
    assert shown.startswith("FEHLER: werte.csv, Zeile 2: Datum nicht lesbar: „x“\n")
    other = format_problem(error("werte.csv", "„x“ steht schon in alt.csv, Zeile 2", "berichtigen", 2))
    assert "in alt.csv, Zeile 2" in other


def test_name_that_differs_in_case_alone_is_found(tmp_path: Path) -> None:
    folder = write_region(tmp_path)
    (folder / "indikatoren.toml").rename(folder / "Indikatoren.toml")
    problem = find(check_package(folder), "Datei fehlt")
    assert problem.abhilfe == "die Datei heißt „Indikatoren.toml“; Groß- und Kleinschreibung angleichen"


def test_file_instead_of_its_folder_is_named_as_such(tmp_path: Path) -> None:
    problem = find(check_package(write_region(tmp_path) / "region.toml"), "Das ist eine Datei")
    assert problem.abhilfe == "ihren Ordner angeben"
