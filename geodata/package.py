"""A region package as one frozen value: configuration, areas, counts, catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.assignments import no_assignments
from geodata.checks.inspection import Inspection, hash_package, inspect_package
from geodata.config import RegionConfig
from geodata.errors import RegionCheckError
from geodata.problems import Report
from geodata.residents import Residents


@dataclass(frozen=True, eq=False)
class RegionPackage:
    """A checked region package.

    Attributes
    ----------
    folder
        Where it was read from.
    config
        Parsed `region.toml`.
    areas
        Areas frame (see `geodata.reading.read_areas`) by (gebietsstand, ebene), finest level first.
    counts
        Columns `gebietsstand`, `ebene`, `area`, `variable`, `quelle` (categories), `jahr` (int32), `stichtag`
        (Timestamp), `wert` (float64, NaN = missing, never 0). Unprotected: may not pass `indicators`.
    catalogue_data
        Parsed `indikatoren.toml`, not yet validated.
    rules_data
        Parsed optional files by stem ("indizes", "handlungsfelder"), not yet validated; absent file = absent key.
    residents
        Population points or cells, one entry per day; empty where the package has none.
    crosswalk_tables
        Weights of the finest level by (from, to) Gebietsstand: columns `old`, `new`, `weight`, `weight_back`.
    assignments
        Assignments to Handlungsfelder made by hand (`geodata.assignments.Assignments.rows`).
    content_hash
        16 hexadecimal digits over all files of the package.
    report
        What the check found; warnings only.
    """

    folder: Path
    config: RegionConfig
    areas: Mapping[tuple[str, str], gpd.GeoDataFrame]
    counts: pd.DataFrame
    catalogue_data: dict[str, Any]
    rules_data: Mapping[str, dict[str, Any]]
    content_hash: str
    report: Report
    residents: tuple[Residents, ...] = ()
    crosswalk_tables: Mapping[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    assignments: pd.DataFrame = field(default_factory=lambda: no_assignments().rows)


def load_package(folder: Path) -> RegionPackage:
    """Read and check a region package; all of it or nothing.

    Parameters
    ----------
    folder
        Folder with `region.toml` and `indikatoren.toml`.

    Raises
    ------
    RegionCheckError
        The check found at least one error; the exception carries the whole report.
    """
    return build_package(folder, inspect_package(folder))


def build_package(folder: Path, inspection: Inspection) -> RegionPackage:
    """Package from an inspection that is already done.

    Raises
    ------
    RegionCheckError
        The inspection found at least one error.
    """
    config = inspection.config
    if config is None or not inspection.report.ok:
        raise RegionCheckError(inspection.report)
    areas = {
        (stand, ebene): level.areas
        for stand, vintage in inspection.vintages.items()
        for ebene, level in vintage.levels.items()
        if level.areas is not None
    }
    columns = ["gebietsstand", "ebene", "area", "jahr", "stichtag", "variable", "wert", "quelle"]
    counts = inspection.values.rename(columns={"datum": "stichtag"})[columns]
    data = dict(inspection.catalogue_data)
    rules = {stem: file.data for stem, file in inspection.rules.items()}
    inputs = inspection.crosswalk_inputs
    return RegionPackage(
        folder,
        config,
        areas,
        counts,
        data,
        rules,
        hash_package(folder, config, inspection.assignments.datei),
        inspection.report,
        inputs.residents,
        inputs.tables,
        inspection.assignments.rows,
    )
