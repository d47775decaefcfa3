"""From a raster of labels to a gap-free coverage of polygons with smooth shared borders."""

from collections import defaultdict

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.demo.growth import OUTSIDE, FloatGrid, LabelGrid, Raster, smooth_noise

Corner = tuple[int, int]  # row and column of a raster corner

GRID_M = 0.01  # all borders meet on a grid of one centimetre


def border_chains(labels: LabelGrid) -> list[list[Corner]]:
    """Chains of raster corners between different labels; each chain runs from junction to junction or is a ring."""
    neighbours: dict[Corner, set[Corner]] = defaultdict(set)
    horizontal = (labels[:-1] != labels[1:]) & (labels[:-1] != OUTSIDE) & (labels[1:] != OUTSIDE)
    vertical = (labels[:, :-1] != labels[:, 1:]) & (labels[:, :-1] != OUTSIDE) & (labels[:, 1:] != OUTSIDE)
    edges = [((int(r) + 1, int(c)), (int(r) + 1, int(c) + 1)) for r, c in np.argwhere(horizontal)]
    edges += [((int(r), int(c) + 1), (int(r) + 1, int(c) + 1)) for r, c in np.argwhere(vertical)]
    for a, b in edges:
        neighbours[a].add(b)
        neighbours[b].add(a)
    left = {frozenset(edge) for edge in edges}
    junctions = sorted(corner for corner, near in neighbours.items() if len(near) != 2)
    chains = []
    for start in (*junctions, *sorted(neighbours)):
        for step in sorted(neighbours[start]):
            if frozenset((start, step)) in left:
                chains.append(_walk(start, step, neighbours, left))
    return chains


def _walk(
    start: Corner, step: Corner, neighbours: dict[Corner, set[Corner]], left: set[frozenset[Corner]]
) -> list[Corner]:
    chain = [start, step]
    left.discard(frozenset((start, step)))
    while len(neighbours[chain[-1]]) == 2 and chain[-1] != start:
        following = [n for n in neighbours[chain[-1]] if frozenset((chain[-1], n)) in left]
        if not following:
            break
        left.discard(frozenset((chain[-1], following[0])))
        chain.append(following[0])
    return chain


def smooth_line(points: NDArray[np.float64], sigma: float, tolerance: float) -> shapely.LineString:
    """Line with fixed ends: Gaussian mean along it (sigma in vertices), then generalised to `tolerance` metres."""
    n = len(points)
    if n > 3:
        reach = min(int(3 * sigma), n - 1)
        offsets = np.arange(-reach, reach + 1)
        weights = np.exp(-0.5 * (offsets / sigma) ** 2)
        before = 2 * points[0] - points[reach:0:-1]
        after = 2 * points[-1] - points[-2 : -reach - 2 : -1]
        extended = np.vstack([before, points, after])
        points = np.column_stack([np.convolve(extended[:, i], weights / weights.sum(), "valid") for i in (0, 1)])
    return shapely.LineString(points).simplify(tolerance, preserve_topology=True)


def displace(points: FloatGrid, seed: int) -> FloatGrid:
    """Points moved by smooth noise that depends only on place, so that common ends of lines stay common.

    Notes
    -----
    Slopes stay below 1 (2π · amplitude / wavelength), hence lines that did not cross before do not cross after.
    """
    east, north = points[:, 0], points[:, 1]
    shift = np.zeros_like(points)
    for wavelength, amplitude in ((1000.0, 90.0), (430.0, 42.0)):
        for axis in (0, 1):
            shift[:, axis] += amplitude * smooth_noise(east, north, wavelength, seed + int(wavelength) + axis)
    return np.asarray(points + shift)


def border_lines(labels: LabelGrid, raster: Raster, seed: int) -> list[shapely.LineString]:
    """Smooth, slightly winding lines (CRS of the raster) between the labels."""
    lines = []
    for chain in border_chains(labels):
        corners = np.asarray(chain, dtype=float)
        points = np.array([raster.west, raster.south]) + raster.cell * corners[:, ::-1]
        lines.append(smooth_line(displace(points, seed), sigma=2.2, tolerance=raster.cell * 0.36))
    return lines


def faces(lines: list[shapely.Geometry]) -> list[shapely.Polygon]:
    """Polygons enclosed by the lines after noding them on the centimetre grid; loose ends are dropped."""
    noded = shapely.union_all(np.asarray(lines), grid_size=GRID_M)
    return list(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))
