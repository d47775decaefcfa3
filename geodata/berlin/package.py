"""The region package "Berlin": typed configuration and texts from `vorlage`, borders and tables from raw files."""

import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.berlin.boundaries import (
    build_new_areas,
    build_old_areas,
    build_regions,
    new_region_names,
    old_region_names,
)
from geodata.berlin.figures import BEZIRK_DIGITS, build_mss, build_population, build_population_totals
from geodata.berlin.sources import NAMES, OLD_REGIONS

TEMPLATE = Path(__file__).with_name("vorlage")


def build_berlin(source: Path, out: Path) -> Path:
    """Write the region package of Berlin.

    Parameters
    ----------
    source : Path
        Folder with the raw files in "lor", "mss" and "bevoelkerung".
    out : Path
        Folder of the package; created where absent, files of the same name are overwritten.

    Returns
    -------
    Path
        `out`, ready for `load_package`.

    Raises
    ------
    SourceFileError
        A raw file is missing or not as expected; nothing has been written then.
    """
    old, new = build_old_areas(source), build_new_areas(source)
    borders = {
        "planungsraum-2019": old,
        "bezirksregion-2019": build_regions(old, old_region_names(source), OLD_REGIONS),
        "planungsraum-2021": new,
        "bezirksregion-2021": build_regions(new, new_region_names(source), NAMES),
    }
    tables = {
        "bevoelkerung": build_population(source),
        "bevoelkerung-bezirk-bis-2018": build_population_totals(source, BEZIRK_DIGITS),
        "bevoelkerung-berlin-bis-2018": build_population_totals(source, 0),
        "mss": build_mss(source),
    }
    shutil.copytree(TEMPLATE, out, dirs_exist_ok=True)
    _write_borders(out / "geometrie", borders)
    _write_tables(out / "tabellen", tables)
    return out


def _write_borders(folder: Path, borders: dict[str, gpd.GeoDataFrame]) -> None:
    folder.mkdir(exist_ok=True)
    for name, areas in borders.items():
        areas.to_file(folder / f"{name}.fgb", driver="FlatGeobuf", engine="pyogrio", promote_to_multi=True)


def _write_tables(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    folder.mkdir(exist_ok=True)
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
