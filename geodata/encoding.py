"""Areas for the browser: coverage-simplified WGS 84 GeoJSON, compressed once.

Neighbours share their simplified lines, so no gaps open between them on the screen.
"""

import gzip
import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import brotli
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyproj
import shapely

from geodata.areas import unite
from geodata.crs import transform_coordinates
from geodata.polygons import Geometries, keep_polygons

WGS84 = pyproj.CRS.from_epsg(4326)
METRES_PER_DEGREE = 111_320.0

MANY_AREAS = 2_000  # above, label points are quick interior points instead of centres of inscribed circles
HUGE_LEVEL = 5_000  # above, bytes matter more than smooth outlines
# share of the larger side of the extent: one pixel of a full screen is about 1/1500 of it, two zoom steps deeper 1/6000
TOLERANCE_SHARE = 1 / 4_000
TOLERANCE_SHARE_HUGE = 1 / 1_300
# coordinates are rounded to a step this much finer than the tolerance, so that rounding moves no line visibly
ROUNDING_SHARE = 1 / 10
MAX_DECIMALS = 5
BROTLI_QUALITY = 10


@dataclass(frozen=True)
class EncodedGeometry:
    """One level as GeoJSON: area keys in order, bytes, and bounds (south, west, north, east) in degrees."""

    ids: tuple[str, ...]
    geojson: bytes
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True)
class Compressed:
    """Precompressed bytes and the first 16 hexadecimal digits of the SHA-256 of the plain bytes."""

    br: bytes
    gzip: bytes
    sha256: str


def encode_level(areas: gpd.GeoDataFrame, finer: Sequence[gpd.GeoDataFrame] = ()) -> EncodedGeometry:
    """Encode the areas of one level for the map.

    Parameters
    ----------
    areas
        Areas frame of `read_areas`: n rows, index of keys, metric CRS.
    finer
        Areas frames of all finer levels, finest first, for a level without geometry of its own: it becomes the union
        of the *simplified* finest areas, so that its lines coincide with theirs. Empty: simplified by itself.

    Returns
    -------
    EncodedGeometry
        FeatureCollection in WGS 84 in the order of the frame. Every feature has `id` (key) and `properties` `id`,
        `k` (code), `n` (name), `p` (parent key or null) and `x` ([lon, lat] of a label point inside the area).

    Notes
    -----
    Simplified as a coverage (Visvalingam–Whyatt, `shapely.coverage_simplify`), tolerance 1/4000 of the extent's
    larger side; in levels of more than 5,000 areas 1/1300, since there the bytes decide.
    """
    tolerance = choose_tolerance(finer[0] if finer else areas)
    simplified = simplify_level(areas, finer, tolerance)
    labels = _labels_in_degrees(place_labels(simplified), areas)
    shown = _to_degrees(simplified, areas, tolerance)
    parents = [None if pd.isna(parent) else str(parent) for parent in areas["parent"]]
    properties = _label_properties(areas, labels)
    entries = [{**entry, "p": parent} for entry, parent in zip(properties, parents, strict=True)]
    west, south, east, north = (round(float(v), MAX_DECIMALS) for v in shapely.total_bounds(shown))
    return EncodedGeometry(
        tuple(str(key) for key in areas.index), _collection(entries, shown), (south, west, north, east)
    )


def encode_borders(areas: gpd.GeoDataFrame, parents: gpd.GeoDataFrame | None = None) -> bytes:
    """Encode the outlines of the parents of a level, to be drawn over its map.

    Parameters
    ----------
    areas
        Areas frame of the level on the map.
    parents
        Areas frame one level up, for order, names and codes; without it both are the key.

    Returns
    -------
    bytes
        FeatureCollection in WGS 84, one feature per parent in the order of `parents` (of first appearance without
        it), properties `id`, `k`, `n`, `x`. Each outline is the union of the *simplified* children, so it runs
        exactly along their lines. Empty where no area has a parent.
    """
    tolerance = choose_tolerance(areas)
    children = simplify_coverage(_polygons(areas), tolerance)
    unions = unite_by_parent(children, areas["parent"], tolerance)
    keys = list(unions)
    if parents is not None:
        keys.sort(key={str(key): n for n, key in enumerate(parents.index)}.__getitem__)
    named = pd.DataFrame({"kuerzel": keys, "name": keys}, index=keys) if parents is None else parents.loc[keys]
    outlines = as_array([unions[key] for key in keys])
    shown = _to_degrees(outlines, areas, tolerance)
    entries = _label_properties(named, _labels_in_degrees(place_labels(outlines), areas))
    return _collection(entries, shown)


def encode_pieces(pieces: gpd.GeoDataFrame) -> bytes:
    """Encode the pieces between two Gebietsstände for the map.

    Parameters
    ----------
    pieces : GeoDataFrame
        As `geodata.pieces.cut_pieces` returns them.

    Returns
    -------
    bytes
        GeoJSON in WGS 84, one feature per piece; its id is `old|new`, empty on the side that does not have it. Whole
        areas that did not change are left out.
    """
    alone = [pieces[side].isna() | ~pieces[side].duplicated(keep=False) for side in ("old", "new")]
    parts = pieces[~(alone[0] & alone[1] & pieces["old"].notna() & pieces["new"].notna())]
    tolerance = choose_tolerance(pieces)
    shapes = as_array([_draw_piece(shape, tolerance) for shape in _polygons(parts)])
    keys = zip(parts["old"].fillna(""), parts["new"].fillna(""), strict=True)
    return _collection([{"id": f"{old}|{new}"} for old, new in keys], _to_degrees(shapes, parts, tolerance))


def _draw_piece(shape: Any, tolerance: float) -> Any:
    """Simplified outline without parts too small to be seen, of which an overlay leaves many; the largest one stays."""
    polygons = sorted(shapely.get_parts(keep_polygons(shape)), key=shapely.area, reverse=True)
    seen = [polygons[0], *(part for part in polygons[1:] if part.area > tolerance**2)]
    whole = [
        shapely.Polygon(part.exterior, [r for r in part.interiors if shapely.Polygon(r).area > tolerance**2])
        for part in seen
    ]
    return keep_polygons(shapely.simplify(shapely.MultiPolygon(whole), tolerance / 2))


def compress(data: bytes) -> Compressed:
    """Compress bytes once with brotli and gzip, reproducibly."""
    digest = hashlib.sha256(data).hexdigest()[:16]
    return Compressed(brotli.compress(data, quality=BROTLI_QUALITY), gzip.compress(data, 9, mtime=0), digest)


def choose_tolerance(areas: gpd.GeoDataFrame) -> float:
    """Tolerance of the simplification in metres, from the extent and the number of areas."""
    west, south, east, north = (float(v) for v in areas.total_bounds)
    share = TOLERANCE_SHARE_HUGE if len(areas) > HUGE_LEVEL else TOLERANCE_SHARE
    return max(east - west, north - south) * share


def choose_decimals(tolerance: float) -> int:
    """Decimals of degrees that are finer than the tolerance in metres, at most 5 (about 1 m).

    Examples
    --------
    >>> choose_decimals(5.0), choose_decimals(15.0), choose_decimals(600.0)
    (5, 5, 4)
    """
    step = tolerance * ROUNDING_SHARE / METRES_PER_DEGREE
    return min(MAX_DECIMALS, max(0, math.ceil(-math.log10(step)))) if step > 0 else MAX_DECIMALS


def simplify_coverage(polygons: Geometries, tolerance: float) -> Geometries:
    """Simplify areas together so that shared lines stay shared; no area becomes empty.

    Parameters
    ----------
    polygons
        n valid polygons or multipolygons, metric.
    tolerance
        Metres; the square of it is the area of the triangles that may go.
    """
    simplified: Geometries = shapely.coverage_simplify(polygons, tolerance)
    lost = shapely.is_empty(simplified) | (shapely.area(simplified) == 0)
    broken = np.flatnonzero(~lost & ~shapely.is_valid(simplified))
    simplified[lost] = polygons[lost]
    for position in broken:
        repaired = keep_polygons(shapely.make_valid(simplified[position]))
        simplified[position] = polygons[position] if repaired is None else repaired
    return simplified


def as_array(geometries: Sequence[Any]) -> Geometries:
    """Object array of geometries; numpy by itself would take a list of them apart."""
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array


def simplify_level(areas: gpd.GeoDataFrame, finer: Sequence[gpd.GeoDataFrame], tolerance: float) -> Geometries:
    """Simplified polygons of a level in its metric CRS; unions of the finest level's ones where `finer` is given.

    Parameters
    ----------
    areas, finer
        As for `encode_level`.
    tolerance
        Metres.
    """
    return _dissolve_simplified(areas, finer, tolerance) if finer else simplify_coverage(_polygons(areas), tolerance)


def _dissolve_simplified(areas: gpd.GeoDataFrame, finer: Sequence[gpd.GeoDataFrame], tolerance: float) -> Geometries:
    polygons = simplify_coverage(_polygons(finer[0]), tolerance)
    for lower, upper in zip(finer, (*finer[1:], areas), strict=True):
        unions = unite_by_parent(polygons, lower["parent"], tolerance)
        # an area without children keeps its own outline
        own = simplify_coverage(_polygons(upper), tolerance) if len(unions) < len(upper) else _polygons(upper)
        polygons = as_array([unions.get(str(key), outline) for key, outline in zip(upper.index, own, strict=True)])
    return polygons


def unite_by_parent(polygons: Geometries, parents: pd.Series, tolerance: float) -> dict[str, Any]:
    """Union of the polygons of each parent, without the slivers between simplified neighbours; NA parents left out."""
    codes, keys = pd.factorize(parents)
    order = np.argsort(codes, kind="stable")
    groups = np.split(order, np.searchsorted(codes[order], np.arange(len(keys))))[1:]
    return {str(key): drop_slivers(unite(polygons[group]), tolerance) for key, group in zip(keys, groups, strict=True)}


def drop_slivers(geometry: Any, tolerance: float) -> Any:
    """Outline without holes smaller than the square of the tolerance, which areas that do not quite meet leave behind.

    Examples
    --------
    >>> from shapely import Polygon, box
    >>> drop_slivers(box(0, 0, 9, 9) - box(4, 4, 4.1, 4.1), 1.0).equals(box(0, 0, 9, 9))
    True
    """
    parts = [
        shapely.Polygon(part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area >= tolerance**2])
        if part.interiors
        else part
        for part in shapely.get_parts(geometry)
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def place_labels(polygons: Geometries) -> Geometries:
    """Points inside the largest part of each area: centre of the largest inscribed circle.

    Levels of more than 2,000 areas get `point_on_surface`, which costs a thousandth.
    """
    parts, owners = shapely.get_parts(polygons, return_index=True)
    order = np.lexsort((-shapely.area(parts), owners))
    largest = parts[order][np.unique(owners[order], return_index=True)[1]]
    quick: Geometries = shapely.point_on_surface(largest)
    if len(polygons) > MANY_AREAS:
        return quick
    width = np.sqrt(shapely.area(largest))
    centres = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=width / 50), 0)
    inside = shapely.contains_properly(largest, centres)
    chosen: Geometries = np.where(inside, centres, quick)
    return chosen


def _polygons(areas: gpd.GeoDataFrame) -> Geometries:
    return np.asarray(areas.geometry.array, dtype=object)


def _to_degrees(polygons: Geometries, areas: gpd.GeoDataFrame, tolerance: float) -> Geometries:
    decimals = choose_decimals(tolerance)
    source = pyproj.CRS(areas.crs)

    def project(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.round(transform_coordinates(xy, source, WGS84), decimals)

    rounded = shapely.transform(polygons, project)
    # rounding makes neighbouring points equal; drawing needs each only once
    slim: Geometries = shapely.remove_repeated_points(rounded)
    usable = ~shapely.is_empty(slim) & (shapely.area(slim) > 0)
    exact = shapely.transform(polygons[~usable], lambda xy: transform_coordinates(xy, source, WGS84))
    slim[~usable] = exact
    return slim


def _labels_in_degrees(points: Geometries, areas: gpd.GeoDataFrame) -> npt.NDArray[np.float64]:
    return np.round(transform_coordinates(shapely.get_coordinates(points), pyproj.CRS(areas.crs), WGS84), MAX_DECIMALS)


def _label_properties(areas: pd.DataFrame, labels: npt.NDArray[np.float64]) -> list[dict[str, Any]]:
    rows = zip(areas.index, areas["kuerzel"], areas["name"], labels.tolist(), strict=True)
    return [{"id": str(key), "k": str(code), "n": str(name), "x": label} for key, code, name, label in rows]


def _collection(entries: list[dict[str, Any]], geometries: Geometries) -> bytes:
    """FeatureCollection without a space; `entries` are the properties of the features."""
    written = ",".join(
        f'{{"type":"Feature","id":{_dump(entry["id"])},"properties":{_dump(entry)},"geometry":{_write(geometry)}}}'
        for entry, geometry in zip(entries, geometries, strict=True)
    )
    return f'{{"type":"FeatureCollection","features":[{written}]}}'.encode()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(geometry: Any) -> str:
    parts = [
        [shapely.get_coordinates(ring).tolist() for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(geometry)
    ]
    kind, coordinates = ("Polygon", parts[0]) if len(parts) == 1 else ("MultiPolygon", parts)
    return f'{{"type":"{kind}","coordinates":{_dump(coordinates)}}}'
