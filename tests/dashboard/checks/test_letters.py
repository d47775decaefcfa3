"""Names that the font of the sheets cannot write."""

from pathlib import Path

from dashboard.checks.region import check_region
from geodata.problems import Schwere
from tests.regionbuilder import write_region


def test_letters_the_font_lacks_are_a_warning_at_the_file_of_the_borders(tmp_path: Path) -> None:
    plain = (write_region(tmp_path / "plain") / "geometrie/neu.geojson").read_text("utf-8")
    folder = write_region(
        tmp_path / "arabic", files={"geometrie/neu.geojson": plain.replace("Altstadt", "Altstadt مدينة")}
    )
    report = check_region(folder)
    assert report.ok
    (problem,) = report.problems
    assert (problem.schwere, problem.datei) == (Schwere.WARNUNG, "geometrie/neu.geojson")
    assert problem.text == (
        "Gebietsstand „2018“, Ebene „sozialraum“: „Altstadt مدينة“ mit Zeichen, die der Schrift fehlen "
        "(„م“, „د“, „ي“, „ن“, „ة“); Blätter und Profile als PDF lassen sich damit nicht herstellen"
    )
    assert problem.abhilfe.startswith("den Namen mit lateinischen Buchstaben schreiben")


def test_names_of_the_configuration_have_their_line(tmp_path: Path) -> None:
    folder = write_region(tmp_path, region=lambda text: text.replace('name = "Bdorf"', 'name = "Bdorf 漢"'))
    found = [problem for problem in check_region(folder).problems if "漢" in problem.text]
    assert {problem.datei for problem in found} == {"region.toml"}
    lines = (folder / "region.toml").read_text("utf-8").splitlines()
    assert all(problem.zeile is not None and "raeume" in lines[problem.zeile - 1] for problem in found)


def test_letters_of_neighbouring_languages_are_fine(tmp_path: Path) -> None:
    folder = write_region(tmp_path, region=lambda text: text.replace('name = "Bdorf"', 'name = "Łódź-Çeşme Žižkov"'))
    assert check_region(folder).problems == ()
