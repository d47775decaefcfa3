"""Polygons of one level: repair, overlaps and gaps."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.problems import Problem, count_noun, error, name_offenders, warning

Geometries = npt.NDArray[np.object_]

# an overlap above this share of the smaller area is an area drawn twice, below it a digitising error
OVERLAP_SHARE_ERROR = 0.10
OVERLAP_IGNORED_M2 = 1.0
GAP_WIDTH_M = 2.0


def keep_polygons(geometry: Any) -> Any:
    """Polygonal part of a geometry; None where nothing has an area.

    Examples
    --------
    >>> from shapely import GeometryCollection, LineString, box
    >>> keep_polygons(GeometryCollection([box(0, 0, 1, 1), LineString([(0, 0), (2, 2)])])).geom_type
    'Polygon'
    """
    if geometry is None:
        return None
    parts = shapely.get_parts(geometry)
    while any(part.geom_type not in ("Polygon", "LineString", "Point", "LinearRing") for part in parts):
        parts = shapely.get_parts(parts)
    polygons = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    if not polygons:
        return None
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def check_polygons(rows: pd.DataFrame, datei: str) -> tuple[Geometries, list[Problem]]:
    """Repair invalid polygons and report them.

    Parameters
    ----------
    rows
        Columns `zeile`, `area`, `geometry`.
    datei
        File name shown to the user.

    Returns
    -------
    tuple
        Valid polygons and multipolygons in the order of the rows, None where nothing could be saved (an error), and
        the problems.
    """
    polygons: Geometries = np.asarray(rows["geometry"], dtype=object).copy()
    polygonal = np.isin(shapely.get_type_id(polygons), (3, 6)) & ~shapely.is_empty(polygons)
    valid = polygonal & shapely.is_valid(polygons)
    for position in np.flatnonzero(~valid):
        geometry = polygons[position]
        polygons[position] = None if geometry is None else keep_polygons(shapely.make_valid(geometry))
    lost = np.array([p is None for p in polygons])
    keys = rows["area"].fillna("ohne Schlüssel").to_numpy(dtype=object)
    rows_of = rows["zeile"].to_numpy()
    problems = []
    if lost.any():
        finding = f"Geometrie leer oder keine Fläche: {name_offenders(list(keys[lost]))}"
        remedy = "Fläche neu zeichnen oder das Objekt entfernen"
        problems.append(error(datei, finding, remedy, int(rows_of[lost][0])))
    repaired = ~valid & ~lost
    if repaired.any():
        finding = (
            f"{count_noun(int(repaired.sum()), 'Polygon', 'Polygone')} mit ungültiger Geometrie wurden repariert: "
        )
        remedy = "Geometrie im GIS reparieren und neu speichern"
        problems.append(
            warning(datei, finding + name_offenders(list(keys[repaired])), remedy, int(rows_of[repaired][0]))
        )
    return polygons, problems


def check_coverage(rows: pd.DataFrame, datei: str) -> list[Problem]:
    """Report overlaps and narrow gaps between the areas of one level.

    Parameters
    ----------
    rows
        Columns `zeile`, `area`, `geometry` (valid, metric CRS).
    datei
        File name shown to the user.

    Notes
    -----
    Only areas with an edge that does not match its neighbour are intersected with their neighbours, so a clean
    coverage costs one linear pass (`shapely.coverage_invalid_edges`).
    """
    polygons: Geometries = np.asarray(rows["geometry"], dtype=object)
    if len(polygons) < 2:
        return []
    suspects = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(polygons, gap_width=GAP_WIDTH_M)))
    if not len(suspects):
        return []
    overlaps = _measure_overlaps(polygons, suspects)
    problems = _report_overlaps(rows, overlaps, datei)
    gaps = sorted(set(suspects.tolist()) - set(overlaps.first.tolist()) - set(overlaps.second.tolist()))
    if gaps:
        keys = rows["area"].to_numpy(dtype=object)
        finding = (
            f"Ränder passen nicht genau aneinander (Lücken unter {GAP_WIDTH_M:g} m): {name_offenders(list(keys[gaps]))}"
        )
        remedy = "gemeinsame Grenzen im GIS aneinander fangen (Topologie prüfen)"
        problems.append(warning(datei, finding, remedy, int(rows["zeile"].iloc[gaps[0]])))
    return problems


@dataclass(frozen=True)
class Overlaps:
    """Pairs of positions that overlap, with the share of the smaller area."""

    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    share: npt.NDArray[np.float64]


def _measure_overlaps(polygons: Geometries, suspects: npt.NDArray[np.int64]) -> Overlaps:
    query, other = shapely.STRtree(polygons).query(polygons[suspects])
    one = suspects[query]
    pairs = np.unique(np.sort(np.column_stack([one, other])[one != other], axis=1), axis=0)
    if not len(pairs):
        nothing = np.empty(0, dtype=np.int64)
        return Overlaps(nothing, nothing, np.empty(0))
    area = shapely.area(shapely.intersection(polygons[pairs[:, 0]], polygons[pairs[:, 1]]))
    pairs, area = pairs[area > OVERLAP_IGNORED_M2], area[area > OVERLAP_IGNORED_M2]
    smaller = np.minimum(shapely.area(polygons[pairs[:, 0]]), shapely.area(polygons[pairs[:, 1]]))
    order = np.argsort(-area / smaller, kind="stable")
    return Overlaps(pairs[order, 0], pairs[order, 1], (area / smaller)[order])


def _report_overlaps(rows: pd.DataFrame, overlaps: Overlaps, datei: str) -> list[Problem]:
    keys, zeilen = rows["area"].to_numpy(dtype=object), rows["zeile"].to_numpy()
    problems = []
    large = overlaps.share > OVERLAP_SHARE_ERROR
    for chosen, build, word in ((large, error, "überlappen sich"), (~large, warning, "überlappen sich geringfügig")):
        pairs = [
            f"{keys[i]} und {keys[j]}" for i, j in zip(overlaps.first[chosen], overlaps.second[chosen], strict=True)
        ]
        if pairs:
            share = f"{100 * float(overlaps.share[chosen].max()):.2g}".replace(".", ",")
            finding = f"Flächen {word}: {name_offenders(pairs)}, bis zu {share} % der kleineren Fläche"
            remedy = "gemeinsame Grenze im GIS berichtigen oder die doppelt gezeichnete Fläche entfernen"
            problems.append(build(datei, finding, remedy, int(zeilen[overlaps.first[chosen][0]])))
    return problems
