"""The demonstration region: its shipped files, and the pieces of its generator."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pandas.testing import assert_frame_equal

from geodata.config import RegionConfig
from geodata.demo.chance import YEARS, binomial_quantile
from geodata.demo.counts import draw_counts
from geodata.demo.factors import latent_factors
from geodata.demo.growth import grow
from geodata.demo.inputs import SHIPPED, Inputs, read_inputs
from geodata.demo.partition import build_atoms, build_sozialraeume, partition_kommune, without_slivers
from geodata.demo.population import complete_series, median_age
from geodata.demo.tables import median_table, register_table, residents_table
from geodata.demo.writing import catalogue_variables
from indicators.catalogue import Catalogue

AACHEN, ALSDORF, BAESWEILER, ESCHWEILER, HERZOGENRATH = "05334002", "05334004", "05334008", "05334012", "05334016"
MONSCHAU, ROETGEN, SIMMERATH, STOLBERG, WUERSELEN = "05334020", "05334024", "05334028", "05334032", "05334036"

# Sozialbericht 2018 (93), press report of early 2017 (77), Baesweiler draft with 6 areas (76)
AREAS: Mapping[str, Mapping[str, int]] = {
    "2018": {
        AACHEN: 14,
        ALSDORF: 14,
        BAESWEILER: 7,
        ESCHWEILER: 15,
        HERZOGENRATH: 11,
        MONSCHAU: 2,
        ROETGEN: 2,
        SIMMERATH: 3,
        STOLBERG: 17,
        WUERSELEN: 8,
    },
    "2017": {
        ALSDORF: 14,
        BAESWEILER: 7,
        ESCHWEILER: 14,
        HERZOGENRATH: 11,
        MONSCHAU: 2,
        ROETGEN: 2,
        SIMMERATH: 3,
        STOLBERG: 16,
        WUERSELEN: 8,
    },
    "2016-entwurf": {
        ALSDORF: 14,
        BAESWEILER: 6,
        ESCHWEILER: 14,
        HERZOGENRATH: 11,
        MONSCHAU: 2,
        ROETGEN: 2,
        SIMMERATH: 3,
        STOLBERG: 16,
        WUERSELEN: 8,
    },
}
STANDS = tuple(AREAS)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return read_inputs()


@pytest.fixture(scope="module")
def config() -> RegionConfig:
    return RegionConfig.model_validate(tomllib.loads((SHIPPED / "region.toml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def areas() -> dict[str, gpd.GeoDataFrame]:
    return {stand: gpd.read_file(SHIPPED / "geometrie" / f"sozialraeume_{stand}.fgb") for stand in STANDS}


def shipped_counts(stand: str) -> pd.DataFrame:
    """Shipped synthetic counts of one Gebietsstand: one row per area and date, one column per variable."""
    files = sorted((SHIPPED / "daten").glob(f"*_{stand}.parquet"))
    long = pd.concat([pd.read_parquet(path) for path in files]).astype({"raum": str, "datum": str, "variable": str})
    return long.pivot(index=["raum", "datum"], columns="variable", values="wert")


@pytest.fixture(scope="module")
def counts() -> dict[str, pd.DataFrame]:
    return {stand: shipped_counts(stand) for stand in STANDS}


def kommune_of(areas: gpd.GeoDataFrame) -> pd.Series:
    """AGS by code."""
    return pd.Series(areas["ags"].tolist(), index=areas["code"].tolist())


# --- shipped geometry


@pytest.mark.parametrize("stand", STANDS)
def test_areas_per_kommune_are_the_published_numbers(areas: dict[str, gpd.GeoDataFrame], stand: str) -> None:
    assert areas[stand].groupby("ags").size().to_dict() == AREAS[stand]


@pytest.mark.parametrize(("stand", "n"), [("2018", 93), ("2017", 77), ("2016-entwurf", 76)])
def test_codes_are_unique(areas: dict[str, gpd.GeoDataFrame], stand: str, n: int) -> None:
    assert areas[stand]["code"].nunique() == len(areas[stand]) == n


def test_codes_of_2018_are_the_official_ones(areas: dict[str, gpd.GeoDataFrame]) -> None:
    codes = areas["2018"].groupby("ags")["code"].agg(set)
    assert codes[ALSDORF] == {"A1a", "A1b", "A2a", "A2b", *(f"A{i}" for i in range(3, 11)), "A11a", "A11b"}
    assert codes[BAESWEILER] == {"B1", "B2", "B3a", "B3b", "B4a", "B4b", "B5"}
    assert codes[STOLBERG] == {"S1", "S2", "S3a", "S3b", *(f"S{i}" for i in range(4, 17))}
    assert codes[AACHEN] == {f"AC{i}" for i in range(1, 15)}


@pytest.mark.parametrize("stand", STANDS)
def test_areas_form_a_coverage_without_gaps_and_holes(areas: dict[str, gpd.GeoDataFrame], stand: str) -> None:
    geometry = areas[stand].geometry.to_numpy()
    assert shapely.is_valid(geometry).all()
    assert shapely.coverage_is_valid(geometry)
    assert shapely.get_num_interior_rings(shapely.get_parts(geometry)).sum() == 0


def test_only_kommunen_cut_by_the_vennbahn_have_areas_in_several_parts(areas: dict[str, gpd.GeoDataFrame]) -> None:
    several = areas["2018"][shapely.get_num_geometries(areas["2018"].geometry.to_numpy()) > 1]
    assert set(several["code"]) == {"AC14", "M2", "R1", "SI1"}


@pytest.mark.parametrize("stand", STANDS)
def test_outline_of_each_kommune_is_kept(areas: dict[str, gpd.GeoDataFrame], inputs: Inputs, stand: str) -> None:
    for ags, group in areas[stand].groupby("ags"):
        difference = shapely.symmetric_difference(group.geometry.union_all(), inputs.kommunen.geometry[ags])
        assert difference.area < 250  # m²: the borders lie on a grid of 1 cm


def test_no_area_is_a_sliver(areas: dict[str, gpd.GeoDataFrame]) -> None:
    for frame in areas.values():
        compactness = 4 * np.pi * frame.area / frame.length**2
        assert frame.area.min() > 0.5e6
        assert compactness.min() > 0.08


def test_baesweiler_was_recut_and_not_only_split(areas: dict[str, gpd.GeoDataFrame]) -> None:
    draft = areas["2016-entwurf"].query("ags == @BAESWEILER").set_index("code").geometry
    final = areas["2018"].query("ags == @BAESWEILER").set_index("code").geometry
    shares = pd.DataFrame({old: final.intersection(draft[old]).area / draft[old].area for old in draft.index})
    assert ((shares > 0.05).sum(axis=0) > 1).sum() >= 4  # old areas that went to several new ones
    assert ((shares > 0.05).sum(axis=1) > 1).sum() >= 4  # new areas that came from several old ones


def test_only_three_kommunen_moved_borders_after_the_draft(areas: dict[str, gpd.GeoDataFrame]) -> None:
    old, new = (areas[stand].set_index("code") for stand in ("2016-entwurf", "2017"))
    same = [
        code
        for code in old.index.intersection(new.index)
        if old.geometry[code].symmetric_difference(new.geometry[code]).area < 1e3
    ]
    moved = {new["ags"][code] for code in new.index if code not in same}
    assert moved == {ALSDORF, BAESWEILER, WUERSELEN}


# --- shipped numbers


def test_package_files_are_small() -> None:
    assert max(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) < 1_000_000


def test_every_variable_of_the_catalogue_is_delivered(counts: dict[str, pd.DataFrame], config: RegionConfig) -> None:
    catalogue = Catalogue.model_validate(tomllib.loads((SHIPPED / "indikatoren.toml").read_text(encoding="utf-8")))
    assert len(catalogue.indikatoren) == 69
    delivered = set(counts["2018"].columns)
    for table in config.tabellen:
        if table.datei.endswith(".csv"):
            delivered |= set(pd.read_csv(SHIPPED / table.datei, sep=";")["variable"])
    wanted = {name for indikator in catalogue.indikatoren.values() for name in indikator.variables}
    assert wanted == delivered | {"medianalter"}


def test_only_real_figures_are_not_flagged_synthetic(config: RegionConfig) -> None:
    real = {table.datei for table in config.tabellen if not config.quellen[table.quelle].synthetisch}
    assert real == {"daten/zensus2022_kommunen.csv", "daten/einwohner_destatis.csv", "daten/einwohner_presse.csv"}
    assert {table.ebene for table in config.tabellen if table.datei in real} == {"kommune"}
    assert config.region.hinweis == "Synthetische Demonstrationsdaten"


# Fortschreibung on the base of the census of 2011, Destatis Gemeindeverzeichnis (2014, 2018) and IT.NRW (2021)
@pytest.mark.parametrize(
    ("ags", "day", "residents"),
    [
        (AACHEN, "2014-12-31", 243336),
        (AACHEN, "2018-12-31", 247380),
        (BAESWEILER, "2018-12-31", 27033),
        (ESCHWEILER, "2020-12-31", 56172),
        (STOLBERG, "2021-12-31", 56103),
        (WUERSELEN, "2018-12-31", 38712),
    ],
)
def test_areas_add_up_to_the_official_residents(
    counts: dict[str, pd.DataFrame], areas: dict[str, gpd.GeoDataFrame], ags: str, day: str, residents: int
) -> None:
    of_day = counts["2018"].xs(day, level="datum")["ew_insgesamt"]
    assert of_day.groupby(kommune_of(areas["2018"])).sum()[ags] == residents


def test_all_gebietsstaende_give_the_same_sums_per_kommune(
    counts: dict[str, pd.DataFrame], areas: dict[str, gpd.GeoDataFrame]
) -> None:
    def sums(stand: str) -> pd.DataFrame:
        table = counts[stand].reset_index()
        table = table[table["datum"] <= "2016-12-31"].dropna(axis=1, how="all")
        table["raum"] = table["raum"].map(kommune_of(areas[stand]))
        return table.groupby(["raum", "datum"]).sum(min_count=1).drop(index=AACHEN, errors="ignore")

    assert_frame_equal(sums("2018"), sums("2017"))
    assert_frame_equal(sums("2018"), sums("2016-entwurf"))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("ew_u6", "ew_u18"),
        ("ew_u18", "ew_insgesamt"),
        ("ew_80plus", "ew_65plus"),
        ("ew_65plus", "ew_insgesamt"),
        ("mh_u18", "ew_u18"),
        ("auslaender", "migrationshintergrund"),
        ("migrationshintergrund", "ew_insgesamt"),
        ("auslaender_u_rag", "auslaender"),
        ("sgb2_u15", "sgb2_regelleistung"),
        ("sgb2_elb", "sgb2_regelleistung"),
        ("sgb2_regelleistung", "mindestsicherung"),
        ("mindestsicherung", "ew_insgesamt"),
        ("sgb2_auslaender", "sgb2_regelleistung"),
        ("sgb2_alleinerziehende", "hh_alleinerziehend"),
        ("hh_alleinerziehend", "hh_mit_kindern"),
        ("hh_mit_kindern", "hh_privat"),
        ("alo_langzeit", "alo_insgesamt"),
        ("wohnungen_eigentuemer", "wohnungen_bewohnt"),
        ("wohnungen_bewohnt", "wohnungen"),
        ("kinder_u3_betreut", "ew_u3"),
        ("uebergaenge_gymnasium", "uebergaenge_kl4"),
        ("seu_u_vollstaendig", "seu_uheft_vorgelegt"),
        ("seu_uheft_vorgelegt", "seu_untersucht"),
        ("waehlende_btw", "wahlberechtigt_btw"),
    ],
)
def test_no_part_exceeds_its_whole(counts: dict[str, pd.DataFrame], part: str, whole: str) -> None:
    for table in counts.values():
        if {part, whole} <= set(table.columns):  # elections were not held in the years of every Gebietsstand
            assert not (table[part] > table[whole]).any()


# Zensus 2022, gemeinden_zensus2022: share of foreigners, vacancy, owner occupancy in percent
@pytest.mark.parametrize(
    ("part", "whole", "ags", "percent"),
    [
        ("auslaender", "ew_insgesamt", AACHEN, 20.8),
        ("auslaender", "ew_insgesamt", SIMMERATH, 6.8),
        ("migrationshintergrund", "ew_insgesamt", ALSDORF, 23.5),
        ("wohnungen_leer", "wohnungen", STOLBERG, 4.7),
        ("wohnungen_eigentuemer", "wohnungen_bewohnt", ROETGEN, 64.4),
    ],
)
def test_kommune_shares_of_2022_agree_with_the_census(
    counts: dict[str, pd.DataFrame], areas: dict[str, gpd.GeoDataFrame], part: str, whole: str, ags: str, percent: float
) -> None:
    of_day = pd.DataFrame(counts["2018"].reset_index().query("datum == '2022-12-31'"))
    own = of_day[of_day["raum"].map(kommune_of(areas["2018"])) == ags]
    assert 100 * own[part].sum() / own[whole].sum() == pytest.approx(percent, abs=0.15)


def test_sgb2_level_is_that_of_november_2021(counts: dict[str, pd.DataFrame]) -> None:
    of_day = counts["2018"].reset_index().query("datum == '2021-12-31'")
    percent = 100 * of_day["sgb2_regelleistung"].sum() / of_day["ew_u_rag"].sum()
    assert percent == pytest.approx(10.2, abs=0.3)  # Arbeitslosenreport NRW 1-2022


def test_school_entry_of_stolberg_is_blank_in_the_corona_years(
    counts: dict[str, pd.DataFrame], areas: dict[str, gpd.GeoDataFrame]
) -> None:
    column = counts["2018"]["seu_sprache_auffaellig"].dropna()
    rows = column.reset_index()
    by_year = rows.groupby([rows["raum"].map(kommune_of(areas["2018"])), rows["datum"]]).size().unstack()
    stolberg = by_year.loc[[STOLBERG]]
    assert list(stolberg.columns[stolberg.isna().all()]) == ["2020-12-31", "2021-12-31"]
    assert by_year.at[STOLBERG, "2019-12-31"] == 17
    assert not by_year.drop(index=STOLBERG).isna().to_numpy().any()


def test_small_counts_exist_so_that_protection_shows(counts: dict[str, pd.DataFrame]) -> None:
    children = counts["2018"]["sgb2_u15"].dropna()
    assert 10 < ((children > 0) & (children < 10)).sum() < 80
    assert (counts["2018"]["pflegeplaetze"] == 0).any()


# --- generator


def test_population_points_add_up_to_the_residents_of_every_area(
    areas: dict[str, gpd.GeoDataFrame], counts: dict[str, pd.DataFrame]
) -> None:
    points = gpd.read_parquet(SHIPPED / "geometrie" / "einwohner_2016.parquet")
    assert len(points) > 5_000
    for stand in ("2016-entwurf", "2017", "2018"):
        residents = counts[stand]["ew_insgesamt"].xs("2016-12-31", level="datum")
        placed = points.sjoin(areas[stand][["code", "geometry"]], predicate="within")
        found = placed.groupby("code")["einwohner"].sum()
        assert found.astype(float).to_dict() == residents.astype(float).to_dict()


@pytest.fixture(scope="module")
def monschau(inputs: Inputs) -> gpd.GeoDataFrame:
    return build_atoms(inputs, {MONSCHAU: partition_kommune(inputs, MONSCHAU)})


@pytest.fixture(scope="module")
def atoms_stand_in(inputs: Inputs, areas: dict[str, gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Pieces as the generator makes them, without its slow growth: the areas of 2018."""
    codes = areas["2018"]
    return gpd.GeoDataFrame(
        {
            "ags": codes["ags"],
            "code_2018": codes["code"],
            "code_2017": codes["code"].where(codes["ags"] != AACHEN, None),
            "code_2016-entwurf": codes["code"].where(codes["ags"] != AACHEN, None),
            "einwohner_gewicht": 4000.0,
            "geometry": codes.geometry,
        },
        crs="EPSG:25832",
    )


def test_generator_gives_the_shipped_geometry_again(
    monschau: gpd.GeoDataFrame, areas: dict[str, gpd.GeoDataFrame]
) -> None:
    made = build_sozialraeume(monschau, "2018").set_index("code").geometry
    shipped = areas["2018"].set_index("code").geometry
    assert sorted(made.index) == ["M1", "M2"]
    for code in made.index:  # neighbours add corners to the outline, but do not move it
        assert made[code].symmetric_difference(shipped[code]).area < 150


def test_counts_are_the_same_every_time(inputs: Inputs, atoms_stand_in: gpd.GeoDataFrame) -> None:
    factors = latent_factors(atoms_stand_in)
    first, second = draw_counts(inputs, atoms_stand_in, factors), draw_counts(inputs, atoms_stand_in, factors)
    assert first.values.keys() == second.values.keys()
    assert all((first.values[name] == second.values[name]).all() for name in first.values)
    assert catalogue_variables() - {"flaeche_km2"} <= {
        *first.values,
        "medianalter",
        "fortschreibung_einwohner",
        *(v for v in catalogue_variables() if v.startswith("zensus_")),
    }
    table = register_table(first, atoms_stand_in, "2017", ["ew_insgesamt", "waehlende_btw"])
    assert table.groupby("variable").size().to_dict() == {"ew_insgesamt": 79 * 4, "waehlende_btw": 79}
    assert len(median_table(first, atoms_stand_in, "kommune")) == 9 * 3 + 9 * 4 + 10 * 9


def test_gaps_in_the_official_series_are_linear(inputs: Inputs) -> None:
    series = complete_series(inputs.residents)
    assert series.loc[AACHEN, 2014] == 243336
    assert series.loc[AACHEN, 2016] == 245358  # halfway from 243336 (2014) to 247380 (2018)
    assert [int(year) for year in series.columns] == list(range(2013, 2023))


def test_official_residents_have_only_known_years(inputs: Inputs) -> None:
    table = residents_table(inputs, "presse")
    own = table[(table["gebietsstand"] == "2018") & (table["raum"] == ESCHWEILER)]
    assert dict(zip(own["datum"], own["wert"], strict=True)) == {
        "2019-12-31": 56482,
        "2020-12-31": 56172,
        "2021-12-31": 55784,
    }
    assert AACHEN not in set(table["raum"])


def test_fronts_meet_halfway() -> None:
    labels = grow(np.ones((1, 7)), np.ones((1, 7), dtype=bool), [(0, 0, 0, 0.0), (0, 5, 1, 0.0)])
    assert labels.tolist() == [[0, 0, 0, 1, 1, 1, 1]]


def test_narrow_patches_join_their_neighbour() -> None:
    labels = np.array([[0, 0, 0, 1, 1, 1]] * 5, dtype=np.int32)
    labels[2, 3] = 2
    assert without_slivers(labels, smallest_cells=4, half_width=1).max() == 1


def test_binomial_quantile_has_the_binomial_spread() -> None:
    z = np.random.default_rng(1).standard_normal(20000)
    drawn = binomial_quantile(z, np.full(20000, 40), np.full(20000, 0.1))
    assert drawn.mean() == pytest.approx(4.0, abs=0.06)  # n p
    assert drawn.var() == pytest.approx(3.6, abs=0.15)  # n p (1 − p)


def test_median_age_lies_inside_its_class() -> None:
    classes = np.zeros((1, 15))
    classes[0, [0, 9, 14]] = 10, 20, 10  # 0–2, 35–44, 80 and older: median in the middle of 35–44
    assert median_age(classes).tolist() == [40.0]


def test_years_run_from_2014_to_2022() -> None:
    assert YEARS == (2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022)


def test_static_files_are_complete(config: RegionConfig) -> None:
    for path in (config.texte.impressum, config.texte.datenschutz, config.texte.barrierefreiheit, config.texte.ueber):
        assert path is not None
        assert Path(SHIPPED / path).read_text(encoding="utf-8").startswith("# ")
