from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geodata.package import load_package
from tests.bench.gemeinden import build_figures, build_gemeinden


@pytest.fixture(scope="session")
def gemeinden(realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_gemeinden(realdata / "gemeinden/VG250_GEM_simplified.zip", tmp_path_factory.mktemp("gemeinden"))


def test_every_municipality_has_its_key_as_text(gemeinden: Path) -> None:
    areas = gpd.read_file(gemeinden / "geometrie/gemeinden.fgb")
    assert len(areas) == 10_990
    assert areas["schluessel"].is_unique
    assert "010010000000" in set(areas["schluessel"])
    assert areas["schluessel"].str[:2].nunique() == 16


def test_the_package_loads_and_invalid_polygons_are_repaired(gemeinden: Path) -> None:
    package = load_package(gemeinden)
    assert {ebene: len(areas) for (_, ebene), areas in package.areas.items()} == {
        "gemeinde": 10_990,
        "land": 16,
        "region": 1,
    }
    assert any("37 Polygone mit ungültiger Geometrie" in problem.text for problem in package.report.warnings)
    assert package.areas["vg250", "gemeinde"].geometry.is_valid.all()


def test_invented_figures_are_the_same_in_every_build(gemeinden: Path) -> None:
    table = pd.read_parquet(gemeinden / "tabellen/zahlen.parquet")
    assert len(table) == 10_990 * 6 * 3
    keys = table["raum"].drop_duplicates().reset_index(drop=True)
    pd.testing.assert_frame_equal(build_figures(keys), table)
    counts = table.pivot(index=["raum", "datum"], columns="variable", values="wert")
    assert counts.le(counts["ew_insgesamt"], axis=0).all(axis=None)
