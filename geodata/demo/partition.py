"""Partition of the Kommunen into Sozialräume in three Gebietsstände that share one set of atoms."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.demo.arcs import GRID_M, border_lines, faces
from geodata.demo.growth import OUTSIDE, FloatGrid, LabelGrid, Raster, friction, grow, majority
from geodata.demo.inputs import CRS, Inputs

SEED = 20180101
DRAFT, SECOND, CURRENT = "2016-entwurf", "2017", "2018"
AACHEN, ALSDORF, BAESWEILER, WUERSELEN = "05334002", "05334004", "05334008", "05334036"

# Areas that arose between 2017 and 2018 by a split: code 2018 -> code 2017.
SPLIT_2018 = {"E15": "E9", "S3a": "S3", "S3b": "S3"}
# Borders moved after the draft: (area 2018, head start in metres of the same area in the draft)
MOVED_AFTER_DRAFT = {ALSDORF: ("A5", 330.0), WUERSELEN: ("W8", 380.0)}
_SMALLEST_MOVE_KM2 = 0.10
_NARROWEST_MOVE_M = 230.0
_MARGIN_M = 260.0


@dataclass(frozen=True)
class Patch:
    """One Kommune on its raster: the piece of every cell, as index into `pieces` (code 2018, code in the draft)."""

    ags: str
    raster: Raster
    labels: LabelGrid
    pieces: tuple[tuple[str, str], ...]


def _raster(outline: shapely.Geometry) -> Raster:
    cell = float(np.clip(np.sqrt(outline.area) / 190, 30, 55))
    west, south, east, north = outline.buffer(_MARGIN_M).bounds
    return Raster(west, south, cell, int((north - south) / cell) + 1, int((east - west) / cell) + 1)


def settled_share(east: FloatGrid, north: FloatGrid, settlements: pd.DataFrame) -> FloatGrid:
    """Settlement density 0…1 from residents per 1-km cell (columns ost, nord, einwohner), smoothed over 600 m."""
    density = residents_per_cell(east, north, settlements)
    return np.asarray(density / (density + 900.0))


def residents_per_cell(east: FloatGrid, north: FloatGrid, settlements: pd.DataFrame) -> FloatGrid:
    """Residents per km² at each place, a Gaussian mean of the 1-km cells."""
    total = np.zeros_like(east)
    for e, n, people in settlements[["ost", "nord", "einwohner"]].itertuples(index=False):
        near = (np.abs(east - e) < 2000) & (np.abs(north - n) < 2000)
        if near.any():
            d2 = (east[near] - e) ** 2 + (north[near] - n) ** 2
            total[near] += people * np.exp(-d2 / (2 * 480.0**2)) / (2 * np.pi * 0.48**2)
    return total


def _grown(
    seeds: pd.DataFrame, raster: Raster, cost: FloatGrid, inside: NDArray[np.bool_], head_start: Mapping[str, float]
) -> tuple[LabelGrid, tuple[str, ...]]:
    codes = tuple(dict.fromkeys(seeds["code"]))
    starts = []
    for code, point, ahead in zip(seeds["code"], seeds.geometry, seeds["vorsprung_m"], strict=True):
        row, column = raster.index(point.x, point.y)
        starts.append((row, column, codes.index(code), -(float(ahead) + head_start.get(code, 0.0)) / raster.cell))
    return majority(grow(cost, inside, starts), rounds=3), codes


def _components(mask: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    left = {(int(r), int(c)) for r, c in np.argwhere(mask)}
    found = []
    while left:
        front = [min(left)]
        left.discard(front[0])
        for row, column in front:
            for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
                if near in left:
                    left.discard(near)
                    front.append(near)
        found.append(np.asarray(front))
    return found


def _is_wide(mask: NDArray[np.bool_], cells: NDArray[np.int64], half_width: int) -> bool:
    core = mask.copy()
    for _ in range(half_width):
        padded = np.pad(core, 1, mode="edge")
        core = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:] & core
    return bool(core[cells[:, 0], cells[:, 1]].any())


def without_slivers(pairs: LabelGrid, smallest_cells: int, half_width: int) -> LabelGrid:
    """Labels in which every patch that is too small or nowhere wide enough has joined its most frequent neighbour."""
    pairs = pairs.copy()
    for label in np.unique(pairs[pairs != OUTSIDE]):
        for cells in _components(pairs == label):
            if len(cells) >= smallest_cells and _is_wide(pairs == label, cells, half_width):
                continue
            around = np.vstack([cells + step for step in ((0, 1), (0, -1), (1, 0), (-1, 0))])
            around = around[(around >= 0).all(axis=1) & (around < pairs.shape).all(axis=1)]
            near = pairs[around[:, 0], around[:, 1]]
            near = near[(near != label) & (near != OUTSIDE)]
            if len(near):
                pairs[cells[:, 0], cells[:, 1]] = np.bincount(near).argmax()
    return pairs


def partition_kommune(inputs: Inputs, ags: str) -> Patch:
    """Pieces of one Kommune: the overlay of its Sozialräume of 2018 and of the draft, free of slivers."""
    outline = inputs.kommunen.geometry[ags]
    raster = _raster(outline)
    east, north = raster.centres()
    inside = shapely.intersects_xy(outline.buffer(_MARGIN_M), east, north)
    cost = friction(east, north, settled_share(east, north, inputs.settlements), SEED)
    seeds = inputs.seeds[inputs.seeds["ags"] == ags]
    now, codes = _grown(seeds, raster, cost, inside, {})
    draft, draft_codes = now, codes
    if ags == BAESWEILER:
        draft, draft_codes = _grown(inputs.draft_seeds, raster, cost, inside, {})
    elif ags in MOVED_AFTER_DRAFT:
        code, ahead = MOVED_AFTER_DRAFT[ags]
        draft, draft_codes = _grown(seeds, raster, cost, inside, {code: ahead})
    combined = np.where(now == OUTSIDE, OUTSIDE, now * 100 + draft).astype(np.int32)
    smallest = int(_SMALLEST_MOVE_KM2 * 1e6 / raster.cell**2)
    combined = without_slivers(combined, smallest, int(_NARROWEST_MOVE_M / 2 / raster.cell))
    used = [int(v) for v in np.unique(combined[combined != OUTSIDE])]
    labels = np.full(combined.shape, OUTSIDE, dtype=np.int32)
    for i, value in enumerate(used):
        labels[combined == value] = i
    return Patch(ags, raster, labels, tuple((codes[v // 100], draft_codes[v % 100]) for v in used))


def _labels_of(patch: Patch, polygons: list[shapely.Polygon], one_piece: bool) -> list[int]:
    """Piece of each face of one part of a Kommune, so that no piece falls apart within it.

    A small exclave (`one_piece`) goes wholly to the piece that holds most of it.
    """
    points = [face.representative_point() for face in polygons]
    labels = [int(patch.labels[patch.raster.index(point.x, point.y)]) for point in points]
    by_size = sorted(range(len(polygons)), key=lambda i: -polygons[i].area)
    if one_piece:
        area = {label: sum(polygons[i].area for i in by_size if labels[i] == label) for label in sorted(set(labels))}
        return [max(area, key=lambda label: area[label])] * len(polygons)
    settled: list[int] = []
    for i in by_size:
        if labels[i] not in {labels[j] for j in settled}:
            settled.append(i)
    for i in by_size:
        if i not in settled:
            shared = {j: shapely.intersection(polygons[i], polygons[j]).length for j in settled}
            labels[i] = labels[max(shared, key=lambda j: shared[j])]
            settled.append(i)
    return labels


def build_atoms(inputs: Inputs, patches: Mapping[str, Patch]) -> gpd.GeoDataFrame:
    """The finest common pieces of all Gebietsstände.

    Returns
    -------
    GeoDataFrame
        One row per piece, columns ags, code_2018, code_2017, code_2016-entwurf (NA in Aachen before 2018),
        einwohner_gewicht (people of the census cells, Zensus 2011) and geometry in `CRS`; a valid coverage.
    """
    lines: list[shapely.Geometry] = [shapely.boundary(g) for g in inputs.kommunen.geometry[list(patches)]]
    for ags, patch in patches.items():
        near = shapely.buffer(inputs.kommunen.geometry[ags], 3.0)
        drawn = border_lines(patch.labels, patch.raster, SEED)
        lines += [shapely.intersection(line, near) for line in drawn]
    pieces: dict[tuple[str, int], list[shapely.Polygon]] = {}
    found = faces(lines)
    points = shapely.point_on_surface(np.asarray(found))
    for ags, patch in patches.items():
        for part in shapely.get_parts(inputs.kommunen.geometry[ags]):
            within = [found[i] for i in np.flatnonzero(shapely.contains(part, points))]
            whole = part.area < 0.5 * inputs.kommunen.geometry[ags].area
            for piece, face in zip(_labels_of(patch, within, whole), within, strict=True):
                pieces.setdefault((ags, piece), []).append(face)
    rows = []
    for (ags, piece), polygons in sorted(pieces.items()):
        current, draft = patches[ags].pieces[piece]
        before = ags != AACHEN
        second = SPLIT_2018.get(current, current)
        rows.append(
            {
                "ags": ags,
                f"code_{CURRENT}": current,
                f"code_{SECOND}": second if before else None,
                f"code_{DRAFT}": SPLIT_2018.get(draft, draft) if before else None,
                "einwohner_gewicht": _people(patches[ags], piece, inputs),
                "geometry": shapely.coverage_union_all(np.asarray(polygons)),
            }
        )
    return gpd.GeoDataFrame(rows, crs=CRS)


def _people(patch: Patch, piece: int, inputs: Inputs) -> float:
    cells = patch.labels == piece
    east, north = patch.raster.centres()
    own = shapely.contains_xy(inputs.kommunen.geometry[patch.ags], east[cells], north[cells])
    density = residents_per_cell(east[cells][own], north[cells][own], inputs.settlements)
    return float(density.sum() * patch.raster.cell**2 / 1e6)


def build_sozialraeume(atoms: gpd.GeoDataFrame, gebietsstand: str) -> gpd.GeoDataFrame:
    """Sozialräume of one Gebietsstand (columns code, ags, geometry) as unions of atoms."""
    column = f"code_{gebietsstand}"
    known = atoms[atoms[column].notna()]
    rows = [
        {"code": code, "ags": group["ags"].iloc[0], "geometry": shapely.coverage_union_all(group.geometry.values)}
        for code, group in known.groupby(column, sort=False)
    ]
    areas = gpd.GeoDataFrame(rows, crs=CRS)
    areas["geometry"] = areas.geometry.map(_tidy)
    return areas


def _tidy(geometry: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(geometry)
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))


def build_kommunen(inputs: Inputs) -> gpd.GeoDataFrame:
    """The Kommunen on the centimetre grid of the coverage (index ags, columns name, geometry)."""
    kommunen = inputs.kommunen.copy()
    kommunen["geometry"] = shapely.set_precision(kommunen.geometry.values, GRID_M)
    return kommunen
