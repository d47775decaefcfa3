"""Checks of the geometry of one Gebietsstand and of all of them together."""

from collections.abc import Mapping

import shapely

from geodata.areas import Vintage
from geodata.layers import Layer
from geodata.polygons import check_coverage
from geodata.problems import Problem, error
from geodata.validation import CONFIG_FILE


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
