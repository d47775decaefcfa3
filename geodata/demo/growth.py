"""Growth of areas from settlements over a raster: where two fronts meet, a border is drawn.

A plain Voronoi partition has straight lines that no planner would take for real. Here a front needs longer through
bands of smooth noise (imagined streams, railways, main roads) and less through settled land, so borders follow
winding lines in the open country between the settlements.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatGrid = NDArray[np.float64]
LabelGrid = NDArray[np.int32]

OUTSIDE = -1
_STEPS = tuple(
    (dr, dc, float(np.hypot(dr, dc)))
    for dr in (-2, -1, 0, 1, 2)
    for dc in (-2, -1, 0, 1, 2)
    if (dr, dc) != (0, 0) and max(abs(dr), abs(dc)) <= 2 and np.gcd(dr, dc) == 1
)


@dataclass(frozen=True)
class Raster:
    """Square cells over a rectangle; row 0 lies in the south, unit metres of the CRS."""

    west: float
    south: float
    cell: float
    rows: int
    columns: int

    def centres(self) -> tuple[FloatGrid, FloatGrid]:
        """East and north of the cell centres, each of shape (rows, columns)."""
        east = self.west + (np.arange(self.columns) + 0.5) * self.cell
        north = self.south + (np.arange(self.rows) + 0.5) * self.cell
        grid_east, grid_north = np.meshgrid(east, north)
        return grid_east, grid_north

    def index(self, east: float, north: float) -> tuple[int, int]:
        """Row and column of the cell that holds a point, moved to the edge where the point lies outside."""
        row = int(np.clip((north - self.south) // self.cell, 0, self.rows - 1))
        column = int(np.clip((east - self.west) // self.cell, 0, self.columns - 1))
        return row, column


def smooth_noise(east: FloatGrid, north: FloatGrid, wavelength: float, seed: int) -> FloatGrid:
    """Noise in about −1…1 that depends only on place, wavelength (metres) and seed, so neighbours agree.

    Notes
    -----
    Sum of 24 plane waves of random direction and phase, wavelengths within ±35 % of the one asked for.
    """
    rng = np.random.default_rng(seed)
    total = np.zeros_like(east)
    for _ in range(24):
        angle, phase = rng.uniform(0, 2 * np.pi, 2)
        k = 2 * np.pi / (wavelength * rng.uniform(0.65, 1.35))
        total += np.sin(k * (np.cos(angle) * (east - 3e5) + np.sin(angle) * (north - 5.62e6)) + phase)
    return np.asarray(total / np.sqrt(24 / 2) / 2)


def friction(east: FloatGrid, north: FloatGrid, settled: FloatGrid, seed: int) -> FloatGrid:
    """Time per metre: high on two nets of winding bands, low on settled land (`settled` in 0…1)."""
    wide = np.exp(-((smooth_noise(east, north, 2600, seed) / 0.07) ** 2))
    narrow = np.exp(-((smooth_noise(east, north, 1100, seed + 1) / 0.09) ** 2))
    rough = smooth_noise(east, north, 420, seed + 2)
    return np.asarray((1.0 + 5.0 * wide + 3.0 * narrow + 0.35 * rough) / (0.6 + 1.2 * settled))


def grow(cost: FloatGrid, inside: NDArray[np.bool_], starts: Sequence[tuple[int, int, int, float]]) -> LabelGrid:
    """Label of the front that reaches each cell first.

    Parameters
    ----------
    cost : array (rows, columns)
        Time per cell width, positive.
    inside : array of bool
        Cells that take part.
    starts : sequence of (row, column, label, delay)
        Where fronts begin; delay in cell widths at cost 1.

    Returns
    -------
    array of int32
        Labels; `OUTSIDE` where `inside` is false or no front arrives.
    """
    rows, columns = cost.shape
    labels = np.full(cost.shape, OUTSIDE, dtype=np.int32)
    arrival = np.full(cost.shape, np.inf)
    queue: list[tuple[float, int, int, int]] = []
    for row, column, label, delay in starts:
        heapq.heappush(queue, (delay, row, column, label))
        arrival[row, column] = min(arrival[row, column], delay)
    times, open_cells, best = cost.tolist(), inside.tolist(), arrival.tolist()
    while queue:
        time, row, column, label = heapq.heappop(queue)
        if labels[row, column] != OUTSIDE:
            continue
        labels[row, column] = label
        here = times[row][column]
        for dr, dc, length in _STEPS:
            r, c = row + dr, column + dc
            if 0 <= r < rows and 0 <= c < columns and open_cells[r][c]:
                then = time + length * 0.5 * (here + times[r][c])
                if then < best[r][c]:
                    best[r][c] = then
                    heapq.heappush(queue, (then, r, c, label))
    return labels


def majority(labels: LabelGrid, rounds: int = 2) -> LabelGrid:
    """Labels after replacing every cell by the most frequent label of its 3 × 3 surroundings, `rounds` times."""
    for _ in range(rounds):
        padded = np.pad(labels, 1, mode="edge")
        windows = np.stack(
            [padded[r : r + labels.shape[0], c : c + labels.shape[1]] for r in range(3) for c in range(3)]
        )
        counts = (windows[:, None] == windows[None, :]).sum(axis=1)
        counts[4] += 1  # the cell itself wins ties
        chosen = np.take_along_axis(windows, counts.argmax(axis=0)[None], axis=0)[0]
        labels = np.where((labels == OUTSIDE) | (chosen == OUTSIDE), labels, chosen).astype(np.int32)
    return labels
