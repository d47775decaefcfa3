"""The small real facts and the seed points the generator starts from (folder `input`)."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

CRS = "EPSG:25832"
OWN_INPUT = Path(__file__).parent / "input"
SHIPPED = Path(__file__).parent.parent / "regions" / "staedteregion-aachen"


@dataclass(frozen=True)
class Inputs:
    """Everything read.

    kommunen: index ags; columns name, bezeichnung, geometry (EPSG:25832).
    seeds, draft_seeds: columns code, ags, vorsprung_m, geometry (points).
    settlements: columns ost, nord (EPSG:25832, rounded to 100 m), einwohner (rounded to 20) of the 1-km census cells.
    census: index ags; residents, shares in percent, household size, rent in €/m² (Zensus 2022).
    residents: columns ags, stichtag (Timestamp), einwohner, herkunft ("destatis" or "presse").
    names: published names of Sozialräume by code; most codes have none.
    """

    kommunen: gpd.GeoDataFrame
    seeds: gpd.GeoDataFrame
    draft_seeds: gpd.GeoDataFrame
    settlements: pd.DataFrame
    census: pd.DataFrame
    residents: pd.DataFrame
    names: dict[str, str]


def read_inputs(folder: Path = OWN_INPUT) -> Inputs:
    """Read the input folder; keys stay text with their leading zeros."""
    kommunen = gpd.read_file(folder / "kommunen.geojson").to_crs(CRS)
    kommunen = kommunen.rename(columns={"AGS": "ags", "GEN": "name", "BEZ": "bezeichnung"}).set_index("ags")
    names = pd.read_csv(folder / "namen.csv", sep=";", dtype=str)
    return Inputs(
        kommunen=kommunen[["name", "bezeichnung", "geometry"]].sort_index(),
        seeds=_read_seeds(folder / "saatpunkte.csv"),
        draft_seeds=_read_seeds(folder / "entwurf_baesweiler.csv"),
        settlements=pd.read_csv(folder / "siedlungsdichte.csv", sep=";"),
        census=pd.read_csv(folder / "zensus2022_kommunen.csv", sep=";", dtype={"ags": str}).set_index("ags"),
        residents=pd.read_csv(
            folder / "einwohner_fortschreibung.csv", sep=";", dtype={"ags": str}, parse_dates=["stichtag"]
        ),
        names=dict(zip(names["code"], names["name"], strict=True)),
    )


def read_catalogue() -> dict[str, Any]:
    """Entries of the package's hand-written catalogue by id of the indicator."""
    with (SHIPPED / "indikatoren.toml").open("rb") as file:
        entries: dict[str, Any] = tomllib.load(file)["indikatoren"]
    return entries


def _read_seeds(path: Path) -> gpd.GeoDataFrame:
    table = pd.read_csv(path, sep=";", dtype={"ags": str, "code": str})
    points = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs="EPSG:4326")
    return points.to_crs(CRS).drop(columns=["lon", "lat"])
