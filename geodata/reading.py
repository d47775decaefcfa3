"""Reading a region package piece by piece: configuration, areas, tables."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pydantic import ValidationError

from geodata.areas import build_levels
from geodata.config import RegionConfig, Table
from geodata.errors import AreaError, ConfigurationError, TableError, raise_errors
from geodata.layers import read_layer
from geodata.tables import parse_table
from geodata.tomlfiles import CONFIG_FILE, read_toml
from geodata.validation import explain_validation


def read_config(folder: Path) -> RegionConfig:
    """Read `region.toml`.

    Parameters
    ----------
    folder
        Folder of the region package.

    Raises
    ------
    FileError
        The file is absent or not UTF-8.
    ConfigurationError
        The file is not valid TOML or breaks the model; every break is one problem with its line.
    """
    return validate_config(*read_toml(folder, CONFIG_FILE))


def validate_config(data: Mapping[str, Any], text: str) -> RegionConfig:
    """Configuration from the parsed tables of `region.toml`; `text` is its content, for line numbers.

    Raises
    ------
    ConfigurationError
        As `read_config`.
    """
    try:
        return RegionConfig.model_validate(data)
    except ValidationError as cause:
        raise ConfigurationError(explain_validation(cause, CONFIG_FILE, text, RegionConfig)) from cause


def read_areas(folder: Path, config: RegionConfig, gebietsstand: str, ebene: str) -> gpd.GeoDataFrame:
    """Read the areas of one level in one Gebietsstand.

    Parameters
    ----------
    folder
        Folder of the region package.
    config
        Its configuration.
    gebietsstand, ebene
        Ids of `[[gebietsstaende]]` and `[[ebenen]]`.

    Returns
    -------
    GeoDataFrame
        Index `area` (str, unique) in the natural order of `kuerzel`; columns `kuerzel`, `name` (str), `parent` (str,
        key one level up; missing on the top level), `area_km2` (float, full resolution), `geometry` (valid, CRS
        `config.region.crs`). Levels without a file are the union of their children; the top level has one row.

    Raises
    ------
    AreaError
        A file is missing or wrong, keys are duplicate, parents unknown.
    KeyError
        The Gebietsstand or the level is not in the configuration.

    Notes
    -----
    Reads the files of all levels of the Gebietsstand, since upper levels are built from finer ones. To get all of
    them use `geodata.package.load_package`, which reads each file once.
    """
    stand = {s.id: s for s in config.gebietsstaende}[gebietsstand]
    layers = {name: read_layer(folder, geometry, config.region.crs) for name, geometry in stand.geometrie.items()}
    vintage = build_levels(config, stand, layers)
    raise_errors(AreaError, [*(p for layer in layers.values() for p in layer.problems), *vintage.problems])
    areas = vintage.levels[ebene].areas
    assert areas is not None  # a level that could not be built has raised
    return areas


def read_table(folder: Path, table: Table) -> pd.DataFrame:
    """Read one table of numbers.

    Parameters
    ----------
    folder
        Folder of the region package.
    table
        Entry of `[[tabellen]]`.

    Returns
    -------
    DataFrame
        Rows in the order of the file; columns `zeile` (row in the file, header = 1), `area`, `gebietsstand`,
        `variable` (categories of text), `datum` (Timestamp), `wert` (float64; NaN = missing, never 0).

    Raises
    ------
    TableError
        The file is missing or broken, columns are missing, or cells cannot be read.
    """
    parsed = parse_table(folder, table)
    raise_errors(TableError, parsed.problems)
    assert parsed.rows is not None  # a table that could not be parsed has raised
    return parsed.rows
