"""The package as a whole: all of it or nothing."""

from pathlib import Path

import pandas as pd
import pytest

from geodata.errors import RegionCheckError
from geodata.package import load_package
from tests.regionbuilder import collection, feature, square, write_region


def test_valid_package_loads_without_a_finding(tmp_path: Path) -> None:
    package = load_package(write_region(tmp_path))
    assert package.report.problems == ()
    assert list(package.areas) == [
        ("2011", "sozialraum"), ("2011", "kommune"), ("2011", "region"),
        ("2018", "sozialraum"), ("2018", "kommune"), ("2018", "region"),
    ]  # fmt: skip
    assert package.catalogue_data["themenfelder"] == ["Bevölkerung", "Arbeit"]


def test_counts_are_long_and_typed(tmp_path: Path) -> None:
    counts = load_package(write_region(tmp_path)).counts
    assert list(counts.columns) == ["gebietsstand", "ebene", "area", "jahr", "stichtag", "variable", "wert", "quelle"]
    for column in ("gebietsstand", "ebene", "area", "variable", "quelle"):
        assert isinstance(counts[column].dtype, pd.CategoricalDtype)
    row = counts[(counts["area"] == "0500203") & (counts["jahr"] == 2019) & (counts["variable"] == "einwohner")]
    assert row.iloc[0].tolist() == [
        "2018", "sozialraum", "0500203", 2019, pd.Timestamp("2019-12-31"), "einwohner", 310.0, "melderegister",
    ]  # fmt: skip


def test_nothing_is_half_loaded(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path, werte=lambda text: text.replace("0500101;", "500101;"), files={"texte/impressum.md": None}
    )
    with pytest.raises(RegionCheckError) as caught:
        load_package(folder)
    assert {problem.datei for problem in caught.value.report.errors} == {"texte/impressum.md", "tabellen/werte.csv"}
    assert len(caught.value.report.errors) == 3  # the key is unknown in both Gebietsstände
    assert "3 Fehler, 2 Warnungen" in str(caught.value)


def test_warnings_do_not_prevent_loading(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path, werte=lambda text: "\n".join(line for line in text.split("\n") if "0500203" not in line)
    )
    report = load_package(folder).report
    assert report.ok
    assert [problem.text for problem in report.warnings] == [
        "Ebene „sozialraum“, Gebietsstand „2018“: 1 Fläche ohne jeden Wert: „0500203“"
    ]


def test_content_hash_follows_every_file(tmp_path: Path) -> None:
    before = load_package(write_region(tmp_path / "a")).content_hash
    assert load_package(write_region(tmp_path / "b")).content_hash == before
    changed = write_region(tmp_path / "c", files={"texte/impressum.md": "# Impressum neu\n"})
    assert load_package(changed).content_hash != before
    assert len(before) == 16


def test_package_without_tables_is_a_bare_map(tmp_path: Path) -> None:
    def without_tables(text: str) -> str:
        start, end = text.index("[[tabellen]]"), text.index("[texte]")
        return text[:start] + text[end:]

    package = load_package(write_region(tmp_path, region=without_tables))
    assert len(package.counts) == 0
    assert len(package.areas) == 6


def test_level_with_its_own_geometry_keeps_it(tmp_path: Path) -> None:
    kommunen = collection((
        feature("05001", "A", "Astadt", "musterkreis", square(0, width=3)),
        feature("05002", "B", "Bdorf", "musterkreis", square(3, width=3)),
    ))  # fmt: skip

    def with_kommunen(text: str) -> str:
        head, tail = text.rsplit("[[gebietsstaende.raeume.kommune]]", 2)[0], text[text.index("[quellen.") :]
        return head + (
            "[gebietsstaende.geometrie.kommune]\n"
            'datei = "geometrie/kommunen.geojson"\nschluessel = "schluessel"\nname = "name"\nkuerzel = "code"\n\n'
        ) + tail  # fmt: skip

    folder = write_region(tmp_path, region=with_kommunen, files={"geometrie/kommunen.geojson": kommunen})
    package = load_package(folder)
    assert package.areas["2018", "kommune"]["parent"].tolist() == ["musterkreis", "musterkreis"]
    assert package.areas["2018", "region"]["area_km2"].tolist() == [6.0]
