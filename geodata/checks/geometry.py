"""Checks of the geometry of one Gebietsstand and of all of them together."""

from collections.abc import Mapping
from dataclasses import replace

import pyproj
import shapely

from geodata.areas import Vintage
from geodata.crs import check_suitability
from geodata.layers import Layer
from geodata.polygons import check_coverage
from geodata.problems import Problem, error
from geodata.tomlfiles import CONFIG_FILE
from geodata.tomlplaces import find_line


def check_layer(layer: Layer) -> list[Problem]:
    """Problems of a delivered layer: those of reading, overlaps, and gaps between neighbours."""
    coverage = [] if layer.rows is None else check_coverage(layer.rows, layer.datei)
    return [*layer.problems, *coverage]


def check_extents(vintages: Mapping[str, Vintage]) -> list[Problem]:
    """Errors when a level or a Gebietsstand lies beside the others: a reference system that fits but is wrong."""
    extents = [
        (stand, level.datei, shapely.box(*level.areas.total_bounds))
        for stand, vintage in vintages.items()
        for level in vintage.levels.values()
        if level.areas is not None and len(level.areas) and level.datei != CONFIG_FILE
    ]
    problems = []
    for stand, datei, extent in extents[1:]:
        first_stand, first_datei, first = extents[0]
        if datei != first_datei and not extent.intersects(first):
            distance = f"{extent.distance(first) / 1000:.0f} km"
            finding = (
                f"Flächen des Gebietsstands „{stand}“ liegen {distance} neben denen von „{first_stand}“ ({first_datei})"
            )
            problems.append(error(datei, finding, "Koordinatensystem beider Dateien prüfen"))
    return problems


def check_region_crs(crs: str, vintages: Mapping[str, Vintage], measured_in: str, text: str) -> list[Problem]:
    """Problems of a metric `region.crs` with where the region lies.

    Parameters
    ----------
    crs
        What `region.toml` says.
    vintages
        Areas by Gebietsstand.
    measured_in
        Reference system of the areas; another one than `crs` where that one cannot be computed with.
    text
        Content of `region.toml`, for the line.
    """
    found = [v.levels[e].areas for v in vintages.values() for e in v.levels if v.levels[e].areas is not None]
    extents = [areas.total_bounds for areas in found if areas is not None and len(areas)]
    if crs != measured_in or not extents:
        return []
    west, south, east, north = (float(number) for number in extents[0])
    to_degrees = pyproj.Transformer.from_crs(measured_in, 4326, always_xy=True)
    lon, lat = to_degrees.transform((west + east) / 2, (south + north) / 2)
    line = find_line(text, ("region", "crs"))
    return [replace(problem, zeile=line) for problem in check_suitability(crs, CONFIG_FILE, lon, lat)]
