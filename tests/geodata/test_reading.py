"""Reading the small region and variants of it."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely

from geodata.config import Table
from geodata.dates import parse_date
from geodata.errors import AreaError, ConfigurationError, FileError, TableError
from geodata.reading import read_areas, read_config, read_table
from tests.regionbuilder import NEW_AREAS, collection, feature, square, write_region

WERTE = Table(datei="tabellen/werte.csv", ebene="sozialraum", quelle="melderegister")


def test_areas_come_in_natural_order_of_their_codes(tmp_path: Path) -> None:
    folder = write_region(tmp_path)
    areas = read_areas(folder, read_config(folder), "2018", "sozialraum")
    assert areas["kuerzel"].tolist() == ["A1", "A2", "A10", "B1", "B2", "B3"]
    assert areas.index.tolist() == ["0500101", "0500102", "0500110", "0500201", "0500202", "0500203"]
    assert areas.index.name == "area"
    assert list(areas.columns) == ["kuerzel", "name", "parent", "area_km2", "geometry"]


def test_code_is_shown_where_the_name_is_empty(tmp_path: Path) -> None:
    folder = write_region(tmp_path)
    names = read_areas(folder, read_config(folder), "2018", "sozialraum")["name"]
    assert names["0500201"] == "B1"
    assert names["0500101"] == "Aue"


def test_upper_levels_are_unions_of_their_children(tmp_path: Path) -> None:
    folder = write_region(tmp_path)
    config = read_config(folder)
    kommunen = read_areas(folder, config, "2018", "kommune")
    assert kommunen["name"].to_dict() == {"05001": "Astadt", "05002": "Bdorf"}
    assert kommunen["area_km2"].tolist() == [3.0, 3.0]
    assert kommunen.geometry["05001"].equals(shapely.box(300_000, 5_630_000, 303_000, 5_631_000))
    region = read_areas(folder, config, "2018", "region")
    assert region.index.tolist() == ["musterkreis"]
    assert region["name"].tolist() == ["Musterkreis"]
    assert region["parent"].isna().all()
    assert region["area_km2"].tolist() == [6.0]


def test_gebietsstaende_differ(tmp_path: Path) -> None:
    folder = write_region(tmp_path)
    old = read_areas(folder, read_config(folder), "2011", "sozialraum")
    assert old.index.tolist() == ["0500101", "0500102", "0500110", "0500201", "0500202"]
    assert old.loc["0500202", "area_km2"] == 2.0


def test_degrees_are_moved_to_the_metric_crs(tmp_path: Path) -> None:
    folder = write_region(tmp_path)
    metric = gpd.read_file(folder / "geometrie/neu.geojson")
    metric.to_crs(4326).to_file(folder / "geometrie/neu.geojson", driver="GeoJSON", COORDINATE_PRECISION=9)
    areas = read_areas(folder, read_config(folder), "2018", "sozialraum")
    assert areas.crs.to_epsg() == 25832
    assert areas["area_km2"].to_numpy() == pytest.approx(np.ones(6), abs=1e-5)


def test_parent_may_be_a_prefix_of_the_key(tmp_path: Path) -> None:
    folder = write_region(tmp_path, region=lambda text: text.replace('eltern = "kommune"', "eltern_praefix = 5"))
    parents = read_areas(folder, read_config(folder), "2018", "sozialraum")["parent"]
    assert parents["0500110"] == "05001"


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "fgb", "parquet"])
def test_every_geometry_format_gives_the_same_areas(tmp_path: Path, suffix: str) -> None:
    folder = write_region(tmp_path, region=lambda text: text.replace("neu.geojson", f"neu.{suffix}"))
    frame = gpd.read_file(folder / "geometrie/neu.geojson")
    target = folder / f"geometrie/neu.{suffix}"
    if suffix == "parquet":
        frame.to_parquet(target)
    else:
        frame.to_file(target)
    areas = read_areas(folder, read_config(folder), "2018", "sozialraum")
    assert areas["area_km2"].to_dict() == dict.fromkeys(
        ["0500101", "0500102", "0500110", "0500201", "0500202", "0500203"], 1.0
    )


def test_bow_tie_is_repaired(tmp_path: Path) -> None:
    west, south = square(0)[0][0]
    ring = [[west, south], [west + 1000, south + 1000], [west + 1000, south], [west, south + 1000], [west, south]]
    areas = (
        feature("0500101", "A1", "Aue", "05001", [ring]),
        *(f for f in NEW_AREAS if f["properties"]["code"] != "A1"),
    )
    folder = write_region(tmp_path, files={"geometrie/neu.geojson": collection(areas)})
    repaired = read_areas(folder, read_config(folder), "2018", "sozialraum")
    assert repaired.is_valid.all()
    assert repaired.loc["0500101", "area_km2"] == 0.5


def test_table_has_the_row_of_each_value(tmp_path: Path) -> None:
    table = read_table(write_region(tmp_path), WERTE)
    assert list(table.columns) == ["zeile", "area", "gebietsstand", "datum", "variable", "wert"]
    assert table["zeile"].tolist()[:3] == [2, 3, 4]
    assert table.iloc[0].tolist() == [2, "0500101", "2011", pd.Timestamp("2016-12-31"), "einwohner", 1000.0]
    assert len(table) == 51  # 5 areas of 2016 and 6 of 2018 and 2019, three variables each


def test_blank_stays_missing_and_zero_stays_zero(tmp_path: Path) -> None:
    lines = "raum;gebietsstand;datum;variable;wert\na;2018;2018;x;\n\na;2018;2019;x;0\n"
    table = read_table(write_region(tmp_path, werte=lambda _: lines), WERTE)
    assert table["zeile"].tolist() == [2, 4]
    assert np.isnan(table["wert"][table.index[0]])
    assert table["wert"][table.index[1]] == 0.0


def test_declared_signs_are_missing(tmp_path: Path) -> None:
    lines = "raum;gebietsstand;datum;variable;wert\na;2018;2018;x;•\nb;2018;2018;x;-9999\nc;2018;2018;x;-5\n"
    table = read_table(
        write_region(tmp_path, werte=lambda _: lines), WERTE.model_copy(update={"fehlend": ("•", "-9999")})
    )
    assert table["wert"].isna().tolist() == [True, True, False]


def test_declared_number_is_missing_in_a_number_column(tmp_path: Path) -> None:
    folder = write_region(tmp_path)
    values = pd.DataFrame(
        {"raum": ["a", "b"], "gebietsstand": "2018", "datum": "2018", "variable": "x", "wert": [-1.0, 4.0]}
    )
    values.to_parquet(folder / "tabellen/werte.parquet")
    table = read_table(folder, WERTE.model_copy(update={"datei": "tabellen/werte.parquet", "fehlend": ("-1",)}))
    assert table["wert"].isna().tolist() == [True, False]


def test_german_numbers_and_dates(tmp_path: Path) -> None:
    lines = 'raum,gebietsstand,datum,variable,wert\na,2018,31.12.2018,x,"1234,5"\na,2018,2018-06-30,x,\u22122\n'
    settings = {"dezimal": ",", "trenner": ","}
    table = read_table(write_region(tmp_path, werte=lambda _: lines), WERTE.model_copy(update=settings))
    assert table["wert"].tolist() == [1234.5, -2.0]
    assert table["datum"].tolist() == [pd.Timestamp("2018-12-31"), pd.Timestamp("2018-06-30")]


def test_own_headers_and_a_gebietsstand_for_the_whole_file(tmp_path: Path) -> None:
    lines = "Schlüssel;Stichtag;Merkmal;Anzahl;Bemerkung\na;2018;x;7;egal\n"
    table = WERTE.model_copy(
        update={
            "gebietsstand": "2018",
            "spalten": {"raum": "Schlüssel", "datum": "Stichtag", "variable": "Merkmal", "wert": "Anzahl"},
        }
    )
    row = read_table(write_region(tmp_path, werte=lambda _: lines), table).iloc[0]
    assert row.tolist() == [2, "a", "2018", pd.Timestamp("2018-12-31"), "x", 7.0]


def test_xlsx_sheet_with_typed_cells(tmp_path: Path) -> None:
    folder = write_region(tmp_path)
    book = openpyxl.Workbook()
    book.create_sheet("Werte")
    sheet = book["Werte"]
    sheet.append(["raum", "gebietsstand", "datum", "variable", "wert"])
    sheet.append(["05001", "2018", pd.Timestamp("2018-12-31").to_pydatetime(), "x", 7])
    sheet.append([None, None, None, None, None])
    sheet.append(["05002", "2018", "31.12.2018", "x", None])
    book.save(folder / "tabellen/werte.xlsx")
    table = read_table(folder, WERTE.model_copy(update={"datei": "tabellen/werte.xlsx", "blatt": "Werte"}))
    assert table["zeile"].tolist() == [2, 4]
    assert table["datum"].nunique() == 1
    assert table["wert"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-12-31", "2023-12-31"),
        ("1.7.2023", "2023-07-01"),
        ("2023", "2023-12-31"),
        ("31.02.2023", None),
        ("12/31/23", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    found = parse_date(text)
    assert (None if found is None else found.isoformat()) == expected


def test_missing_configuration_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"region\.toml: Datei fehlt"):
        read_config(tmp_path)


def test_wrong_configuration_raises_with_all_findings(tmp_path: Path) -> None:
    folder = write_region(
        tmp_path, region=lambda text: text.replace("format = 1", "format = 2").replace("traeger", "trager")
    )
    with pytest.raises(ConfigurationError) as caught:
        read_config(folder)
    # the misspelt key is named once, not a second time as missing
    assert [problem.zeile for problem in caught.value.problems] == [1, 7]
    assert caught.value.problems[1].abhilfe == "meinten Sie „traeger“?"


def test_duplicate_key_raises(tmp_path: Path) -> None:
    twice = (*NEW_AREAS, feature("0500203", "B4", None, "05002", square(6)))
    folder = write_region(tmp_path, files={"geometrie/neu.geojson": collection(twice)})
    with pytest.raises(AreaError, match=r"Schlüssel doppelt: „0500203“ \(Zeilen 6, 7\)"):
        read_areas(folder, read_config(folder), "2018", "sozialraum")


def test_unreadable_value_raises(tmp_path: Path) -> None:
    folder = write_region(tmp_path, werte=lambda text: text.replace(";2000\n", ";viele\n"))
    with pytest.raises(TableError, match=r"werte\.csv, Zeile 5: Wert „viele“ ist keine Zahl in Zeilen 5, 20"):
        read_table(folder, WERTE)
