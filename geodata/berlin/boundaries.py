"""Borders of Berlin's Lebensweltlich orientierte Räume (LOR) in both Gebietsstände, repaired and named."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geodata.berlin.sources import (
    AREA_COLUMNS,
    NEW_AREA_COLUMNS,
    NEW_AREA_NAMES,
    NEW_AREAS,
    NEW_REGION_NAMES,
    OLD_AREAS,
    OLD_REGIONS,
    SourceFileError,
    read_names,
    read_raw_areas,
)
from geodata.problems import name_offenders

CRS = "EPSG:25833"
REGION_DIGITS = 6  # the first six digits of a Planungsraum are its Bezirksregion
DOUBLE_KEY = "06010102"  # stands for two places in the old file
REPAIRED_KEY = "04030417"  # what the one in Charlottenburg-Wilmersdorf is called in every table
REPAIRED_REGION = REPAIRED_KEY[:REGION_DIGITS]
SLIVER_METRES = 0.05  # widest gap between neighbours that is closed; the old file has one of 2 cm


def build_old_areas(source: Path) -> gpd.GeoDataFrame:
    """The 448 Planungsräume until 2020.

    Returns
    -------
    GeoDataFrame
        "schluessel", "name", "geometry" in EPSG:25833, ordered by key; a coverage without overlaps.

    Raises
    ------
    SourceFileError
        A raw file is missing or not as expected.

    Notes
    -----
    The id 06010102 stands twice in the file. Which of the two lies in the Bezirksregion 040304 (Schloß
    Charlottenburg) decides the repair, not the order of the file.
    """
    areas = read_raw_areas(source, OLD_AREAS, AREA_COLUMNS).to_crs(CRS)
    regions = read_raw_areas(source, OLD_REGIONS, AREA_COLUMNS).to_crs(CRS).set_index("schluessel")
    if REPAIRED_REGION not in regions.index:
        raise SourceFileError(OLD_REGIONS, f"Bezirksregion „{REPAIRED_REGION}“ fehlt", "die Datei unverändert ablegen")
    there = regions.geometry.loc[REPAIRED_REGION]
    misnamed = (areas["schluessel"] == DOUBLE_KEY) & areas.representative_point().within(there)
    areas.loc[misnamed, "schluessel"] = REPAIRED_KEY
    return _checked(areas, OLD_AREAS)


def build_new_areas(source: Path) -> gpd.GeoDataFrame:
    """The 542 Planungsräume since 2021, with the names of the official overview; columns as `build_old_areas`.

    Raises
    ------
    SourceFileError
        A raw file is missing, or an area has no name in the overview.
    """
    areas = read_raw_areas(source, NEW_AREAS, NEW_AREA_COLUMNS).to_crs(CRS)
    areas["name"] = areas["schluessel"].map(read_names(source, *NEW_AREA_NAMES))
    return _checked(areas, NEW_AREAS)


def old_region_names(source: Path) -> "pd.Series[str]":
    """Names of the 138 Bezirksregionen until 2020 by key."""
    names: pd.Series[str] = read_raw_areas(source, OLD_REGIONS, AREA_COLUMNS).set_index("schluessel")["name"]
    return names


def new_region_names(source: Path) -> "pd.Series[str]":
    """Names of the 143 Bezirksregionen since 2021 by key."""
    return read_names(source, *NEW_REGION_NAMES)


def build_regions(areas: gpd.GeoDataFrame, names: "pd.Series[str]", file: Path) -> gpd.GeoDataFrame:
    """Bezirksregionen as unions of their Planungsräume, so that the lines of both levels coincide.

    Parameters
    ----------
    areas : GeoDataFrame
        Planungsräume as from `build_old_areas`.
    names : Series
        Official names by six-digit key.
    file : Path
        Where the names come from, for the message.

    Raises
    ------
    SourceFileError
        Areas and names do not have the same Bezirksregionen.
    """
    keys = areas["schluessel"].str[:REGION_DIGITS]
    different = sorted(set(keys) ^ set(names.index))
    if different:
        finding = f"Bezirksregionen nur in einer der beiden Dateien: {name_offenders(different)}"
        raise SourceFileError(file, finding, "Planungsräume und Namen desselben Gebietsstands ablegen")
    geometry = areas.geometry.groupby(keys.to_numpy()).agg(lambda parts: shapely.coverage_union_all([*parts]))
    return gpd.GeoDataFrame(
        {"schluessel": geometry.index, "name": names.reindex(geometry.index).to_numpy()},
        geometry=geometry.to_numpy(),
        crs=CRS,
    )


def _checked(areas: gpd.GeoDataFrame, file: Path) -> gpd.GeoDataFrame:
    double = sorted(set(areas.loc[areas["schluessel"].duplicated(), "schluessel"]))
    if double:
        raise SourceFileError(
            file, f"Schlüssel stehen doppelt: {name_offenders(double)}", "die Datei unverändert ablegen"
        )
    unnamed = areas.loc[areas["name"].isna() | (areas["name"] == ""), "schluessel"]
    if not unnamed.empty:
        finding = f"Räume ohne Namen: {name_offenders([*unnamed])}"
        raise SourceFileError(file, finding, "Geometrie und Namen desselben Gebietsstands ablegen")
    ordered = areas.sort_values("schluessel", ignore_index=True)[["schluessel", "name", "geometry"]]
    if not shapely.coverage_is_valid(ordered.geometry.to_numpy()):
        cleaned = shapely.coverage_clean(ordered.geometry.to_numpy(), gap_width=SLIVER_METRES)
        ordered = ordered.set_geometry(gpd.GeoSeries(list(cleaned), index=ordered.index, crs=CRS))
    return ordered
