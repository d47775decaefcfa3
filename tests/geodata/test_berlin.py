"""The region package of Berlin against figures copied by hand from the raw files (totals added up with awk)."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.berlin.__main__ import main
from geodata.berlin.package import build_berlin
from geodata.berlin.sources import SourceFileError, read_raw_table
from geodata.package import load_package
from indicators.catalogue import Catalogue

OLD, NEW = "lor-2019", "lor-2021"


@pytest.fixture(scope="session")
def berlin(realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_berlin(realdata / "berlin", tmp_path_factory.mktemp("berlin"))


@pytest.fixture(scope="session")
def population(berlin: Path) -> pd.DataFrame:
    return pd.read_parquet(berlin / "tabellen/bevoelkerung.parquet")


@pytest.fixture(scope="session")
def mss(berlin: Path) -> pd.DataFrame:
    return pd.read_parquet(berlin / "tabellen/mss.parquet")


def _areas(berlin: Path, name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(berlin / "geometrie" / f"{name}.fgb").set_index("schluessel")


def _value(table: pd.DataFrame, raum: str, datum: str, variable: str) -> float:
    hit = table[(table["raum"] == raum) & (table["datum"] == datum) & (table["variable"] == variable)]
    assert len(hit) == 1
    return float(hit["wert"].iloc[0])


@pytest.mark.parametrize(
    ("name", "count"),
    [("planungsraum-2019", 448), ("planungsraum-2021", 542), ("bezirksregion-2019", 138), ("bezirksregion-2021", 143)],
)
def test_every_published_area_is_there_once(berlin: Path, name: str, count: int) -> None:
    areas = _areas(berlin, name)
    assert len(areas) == count
    assert areas.index.is_unique
    assert areas.crs.to_epsg() == 25833
    assert sorted(areas.index.str[:2].unique()) == [f"{number:02d}" for number in range(1, 13)]


def test_the_double_key_is_repaired_where_it_lies_in_charlottenburg(berlin: Path) -> None:
    areas = _areas(berlin, "planungsraum-2019")
    # bounding boxes in the raw file: 13.2848–13.3018 E is Charlottenburg, 13.3127–13.3270 E is Steglitz
    centres = areas.loc[["04030417", "06010102"], "geometry"].representative_point().to_crs(4326)
    assert 13.2848 < centres.loc["04030417"].x < 13.3018
    assert 13.3127 < centres.loc["06010102"].x < 13.3270
    assert list(areas.loc[["04030417", "06010102"], "name"]) == ["Schloßstraße", "Schloßstraße"]


def test_old_borders_have_no_overlap_and_no_hole(berlin: Path) -> None:
    geometry = _areas(berlin, "planungsraum-2019").geometry.to_numpy()
    assert shapely.coverage_is_valid(geometry)
    assert len(shapely.coverage_union_all(geometry).interiors) == 0


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("planungsraum-2021", "01100101", "Stülerstraße"),
        ("planungsraum-2021", "12601236", "Schorfheidestraße"),
        ("bezirksregion-2021", "126012", "MV Süd"),
        ("bezirksregion-2019", "010111", "Tiergarten Süd"),
        ("planungsraum-2019", "01011102", "Großer Tiergarten"),
    ],
)
def test_areas_have_their_official_names(berlin: Path, name: str, key: str, expected: str) -> None:
    assert _areas(berlin, name).loc[key, "name"] == expected


@pytest.mark.parametrize(
    ("raum", "datum", "variable", "expected"),
    [
        ("01011101", "2020-12-31", "ew_insgesamt", 3419),
        ("01011101", "2020-12-31", "ew_u6", 156),
        ("01011101", "2020-12-31", "ew_65plus", 751),
        ("01011101", "2020-12-31", "ew_weiblich", 1623),
        ("01011101", "2020-12-31", "ew_auslaender", 1387),
        ("01011101", "2020-12-31", "ew_mh", 2049),
        ("04030417", "2020-12-31", "ew_insgesamt", 10786),
        ("06010102", "2020-12-31", "ew_insgesamt", 8808),
        ("01100101", "2024-12-31", "ew_mh", 2404),
        ("03400831", "2024-12-31", "ew_insgesamt", 0),
    ],
)
def test_residents_are_those_of_the_raw_file(
    population: pd.DataFrame, raum: str, datum: str, variable: str, expected: int
) -> None:
    assert _value(population, raum, datum, variable) == expected


@pytest.mark.parametrize(
    ("datum", "gebietsstand", "areas", "residents"),
    [
        # 444 = 447 areas of the file without the three whose borders moved in 2019
        ("2015-12-31", OLD, 444, 3_583_891),
        ("2017-12-31", OLD, 444, 3_685_008),
        ("2018-12-31", OLD, 444, 3_720_902),
        ("2019-12-31", OLD, 448, 3_769_495),
        ("2020-12-31", OLD, 448, 3_769_962),
        ("2022-12-31", NEW, 542, 3_850_809),
        ("2024-12-31", NEW, 542, 3_897_145),
    ],
)
def test_residents_add_up_in_the_gebietsstand_of_their_year(
    population: pd.DataFrame, datum: str, gebietsstand: str, areas: int, residents: int
) -> None:
    rows = population[(population["datum"] == datum) & (population["variable"] == "ew_insgesamt")]
    assert set(rows["gebietsstand"]) == {gebietsstand}
    assert (len(rows), rows["raum"].nunique()) == (areas, areas)
    assert rows["wert"].sum() == residents


def test_all_ages_together_are_all_residents(population: pd.DataFrame) -> None:
    wide = population.pivot(index=["raum", "datum"], columns="variable", values="wert")
    ages = ["ew_u6", "ew_6_15", "ew_15_18", "ew_18_27", "ew_27_45", "ew_45_55", "ew_55_65", "ew_65plus"]
    pd.testing.assert_series_equal(wide[ages].sum(axis=1), wide["ew_insgesamt"], check_names=False)


def test_an_area_that_did_not_exist_yet_is_missing_and_not_zero(population: pd.DataFrame) -> None:
    new_in_2019 = population[population["raum"] == "09041403"]
    assert sorted(new_in_2019["datum"].unique()) == ["2019-12-31", "2020-12-31"]


def test_totals_until_2018_include_the_areas_whose_borders_moved(berlin: Path) -> None:
    districts = pd.read_parquet(berlin / "tabellen/bevoelkerung-bezirk-bis-2018.parquet")
    region = pd.read_parquet(berlin / "tabellen/bevoelkerung-berlin-bis-2018.parquet")
    assert _value(districts, "09", "2018-12-31", "ew_insgesamt") == 269_775
    assert _value(districts, "01", "2015-12-31", "ew_insgesamt") == 363_236
    assert districts["raum"].nunique() == 12
    totals = region[region["variable"] == "ew_insgesamt"].set_index("datum")["wert"]
    assert totals.to_dict() == {"2015-12-31": 3_610_156, "2017-12-31": 3_711_930, "2018-12-31": 3_748_148}


@pytest.mark.parametrize(
    ("datum", "variables", "areas", "status", "dynamics"),
    [
        ("2012-12-31", 8, 434, (80, 264, 52, 38), (50, 330, 54)),
        ("2014-12-31", 8, 435, (78, 270, 49, 38), (37, 350, 48)),
        ("2016-12-31", 8, 436, (75, 278, 41, 42), (48, 339, 49)),
        ("2018-12-31", 6, 436, (67, 283, 47, 39), (33, 357, 46)),
    ],
)
def test_mss_has_the_published_number_of_areas_and_classes(
    mss: pd.DataFrame, datum: str, variables: int, areas: int, status: tuple[int, ...], dynamics: tuple[int, ...]
) -> None:
    rows = mss[mss["datum"] == datum]
    values = rows[rows["variable"].str.fullmatch(r"mss_[sd]\d")]
    assert values.groupby("variable")["raum"].nunique().to_dict() == dict.fromkeys(values["variable"].unique(), areas)
    assert values["variable"].nunique() == variables
    classes = rows.groupby("variable")["wert"].value_counts().unstack("wert")
    assert tuple(classes.loc["mss_status_klasse", [1, 2, 3, 4]]) == status
    assert tuple(classes.loc["mss_dynamik_klasse", [-1, 0, 1]]) == dynamics


@pytest.mark.parametrize(
    ("raum", "datum", "variable", "expected"),
    [
        ("01011101", "2018-12-31", "mss_s1", 2.7978),
        ("01011101", "2018-12-31", "mss_d4", -5.07658),
        ("01011103", "2012-12-31", "mss_s2", 3.11262),
        ("04030417", "2018-12-31", "mss_s3", 9.21101),
        ("01011103", "2012-12-31", "mss_dynamik_klasse", -1),
        ("01011104", "2012-12-31", "mss_dynamik_klasse", 1),
        # a real zero beside other values stays a value
        ("01011202", "2016-12-31", "mss_s2", 0),
    ],
)
def test_mss_values_are_those_of_the_report_for_the_year_before(
    mss: pd.DataFrame, raum: str, datum: str, variable: str, expected: float
) -> None:
    assert _value(mss, raum, datum, variable) == expected


def test_areas_without_an_index_are_missing_and_not_zero(mss: pd.DataFrame) -> None:
    # 196 residents at the end of 2018; outlier with 1,330; valid in 2012, 436 residents and out in 2016
    assert mss[mss["raum"] == "01011102"].empty
    assert mss[mss["raum"] == "10010203"].empty
    assert "04020314" not in set(mss[mss["datum"] == "2016-12-31"]["raum"])


def test_the_package_loads_with_four_levels_in_both_gebietsstaende(berlin: Path) -> None:
    package = load_package(berlin)
    sizes = {place: len(areas) for place, areas in package.areas.items()}
    assert sizes == {
        (OLD, "planungsraum"): 448,
        (OLD, "bezirksregion"): 138,
        (OLD, "bezirk"): 12,
        (OLD, "region"): 1,
        (NEW, "planungsraum"): 542,
        (NEW, "bezirksregion"): 143,
        (NEW, "bezirk"): 12,
        (NEW, "region"): 1,
    }
    assert package.areas[OLD, "planungsraum"].loc["04030417", "parent"] == "040304"
    assert package.areas[OLD, "bezirksregion"].loc["040304", "parent"] == "04"
    assert package.areas[NEW, "bezirk"].loc["04", ["name", "parent"]].tolist() == [
        "Charlottenburg-Wilmersdorf",
        "berlin",
    ]
    # Amt für Statistik Berlin-Brandenburg: 891.1 km² in the land register; the outlines come 0.4 km² short of it
    assert package.areas[NEW, "region"]["area_km2"].tolist() == pytest.approx([891.1], abs=0.5)


def test_every_variable_of_the_catalogue_is_delivered(berlin: Path) -> None:
    package = load_package(berlin)
    catalogue = Catalogue.model_validate(package.catalogue_data)
    wanted = {variable for indikator in catalogue.indikatoren.values() for variable in indikator.variables}
    assert wanted == set(package.counts["variable"])


def test_a_missing_raw_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--source", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "berlin-lor-planning-areas-until-2020.geojson: Rohdatei fehlt" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,inhabitants\n1011101,3419\n", "Schlüssel doppelt oder nicht achtstellig: „1011101“"),
        ("id,inhabitants\n01011101,1\n01011101,2\n", "Schlüssel doppelt"),
        ("id,einwohner\n01011101,3419\n", "Spalten fehlen: „inhabitants“; gefunden: „id“, „einwohner“"),
    ],
)
def test_a_changed_raw_table_is_refused_with_the_reason(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "t1.csv").write_text(content, encoding="utf-8")
    with pytest.raises(SourceFileError, match=message):
        read_raw_table(tmp_path, Path("t1.csv"), {"id": "raum", "inhabitants": "ew_insgesamt"})
