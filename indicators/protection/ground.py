"""Cells of several Gebietsstände and the pieces between their borders as the unknowns of one system of equations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components

from indicators.protection.bounds import BoundsError, solve_bounds, tighten_bounds
from indicators.protection.equations import relation_equations
from indicators.protection.holdings import QuantityProtection, RegionProtection
from indicators.protection.pairs import Link, find_areas
from indicators.protection.quantities import Quantity

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]
Bounds = tuple[Floats, Floats]

FAR = 1e10
SETTLED = 1e-9


@dataclass(frozen=True, eq=False)
class Ground:
    """Cells of all Gebietsstände numbered through, the same cell once, then the pieces."""

    protections: Mapping[str, RegionProtection]
    numbers: Mapping[str, Positions]
    size: int
    pieces: tuple[tuple[str, str, str], ...]
    members: tuple[tuple[tuple[str, int, int], ...], ...]

    @classmethod
    def of(cls, protections: Mapping[str, RegionProtection], links: Sequence[Link]) -> "Ground":
        """Join the same cells and list the pieces; a member is (Gebietsstand, cell, piece)."""
        ends = np.cumsum([p.tree.size for p in protections.values()]).tolist()
        starts = dict(zip(protections, [0, *ends], strict=False))

        def cells(stand: str, ebene: str, keys: Sequence[str]) -> Positions:
            return find_areas(protections[stand].hierarchy, ebene, keys)

        one = [cells(k.newer, k.ebene, [n for n, _ in k.same]) + starts[k.newer] for k in links]
        other = [cells(k.older, k.ebene, [o for _, o in k.same]) + starts[k.older] for k in links]
        joined = (np.concatenate(one), np.concatenate(other))
        graph = coo_array((np.ones(len(joined[0])), joined), shape=(ends[-1], ends[-1]))
        size, labels = connected_components(graph, directed=False)
        label = labels.astype(np.intp)
        pieces: list[tuple[str, str, str]] = []
        members: list[tuple[tuple[str, int, int], ...]] = []
        for link in links:
            for changed in link.changed:
                first = len(pieces)
                pieces += [(link.older, link.ebene, f"{new or '–'} ∩ {old or '–'}") for new, old in changed.pieces]
                members.append(
                    tuple(
                        (stand, int(cells(stand, link.ebene, [key])[0]), first + number)
                        for number, piece in enumerate(changed.pieces)
                        for stand, key in zip((link.newer, link.older), piece, strict=True)
                        if key is not None
                    )
                )
        numbers = {stand: label[start : start + protections[stand].tree.size] for stand, start in starts.items()}
        return cls(protections, numbers, int(size), tuple(pieces), tuple(members))

    @property
    def unknowns(self) -> int:
        """Number of cells and pieces."""
        return self.size + len(self.pieces)

    def columns(self, name: Quantity, year: int) -> dict[str, tuple[int, QuantityProtection]]:
        """Column of the year and what is known internally, of every Gebietsstand that knows the year."""
        return {
            stand: (int(np.searchsorted(protection.years, year)), protection.everything[name])
            for stand, protection in self.protections.items()
            if year in protection.years and name in protection.everything
        }

    def floors(self, name: Quantity, year: int) -> Floats:
        """Smallest counts a reader holds possible before seeing any number."""
        columns = self.columns(name, year)
        signed = any(np.isinf(part.demand.floor).any() for _, part in columns.values())
        lower = np.full(self.unknowns, -FAR if signed else 0.0)
        for stand, (column, part) in columns.items():
            cells = np.flatnonzero(part.cells.known[:, column])
            floor = part.cells.counts[:, column] - part.cells.down[:, column]
            np.maximum.at(lower, self.numbers[stand][cells], floor[cells])
        return lower

    def solve(self, name: Quantity, year: int, bounds: Bounds, targets: Mask, enough: Bounds) -> Bounds | None:
        """What the equations of one quantity leave (`solve_bounds`); None where deliveries contradict each other."""
        equations, sums = self._equations(name, year)
        pieces, zeros = self._piece_equations(name, year)
        for rows, right in ((csr_array(vstack([equations, pieces])), np.concatenate([sums, zeros])), (equations, sums)):
            low, high = tighten_bounds(rows, right, *bounds)
            if (low > high + 1e-3).any():
                continue  # pieces tell nothing where deliveries contradict each other
            open_ = np.flatnonzero(high - low > SETTLED)
            left = right - rows @ np.where(high - low > SETTLED, 0.0, low)
            wanted = targets[open_] if rows.shape[0] > len(sums) else targets[open_] & (open_ < self.size)
            try:
                low[open_], high[open_] = solve_bounds(
                    csr_array(rows[:, open_]),
                    left,
                    low[open_],
                    high[open_],
                    wanted,
                    (enough[0][open_], enough[1][open_]),
                )
            except BoundsError:
                continue
            return low, high
        return None

    def _equations(self, name: Quantity, year: int) -> tuple[csr_array, Floats]:
        """Whole = Σ parts in every Gebietsstand; by how much a delivered total differs is taken to be known."""
        blocks, sums = [], []
        for stand, (column, part) in self.columns(name, year).items():
            counts = part.cells.counts[:, column]
            tree = self.protections[stand].tree
            own = relation_equations(tree, (name,), {name: ~np.isnan(counts)}, ()).tocoo()
            renumbered = (own.data, (own.row, self.numbers[stand][own.col]))
            blocks.append(coo_array(renumbered, shape=(own.shape[0], self.unknowns)))
            sums.append(own @ np.nan_to_num(counts))
        return csr_array(vstack(blocks)), np.concatenate(sums)

    def _piece_equations(self, name: Quantity, year: int) -> tuple[csr_array, Floats]:
        """Area = Σ pieces."""
        columns = {stand: part.cells.counts[:, column] for stand, (column, part) in self.columns(name, year).items()}
        matrix = np.zeros((0, self.unknowns))
        for members in self.members:
            areas = list(dict.fromkeys((stand, cell) for stand, cell, _ in members))
            if any(stand not in columns or np.isnan(columns[stand][cell]) for stand, cell in areas):
                continue
            rows = np.zeros((len(areas), matrix.shape[1]))
            for row, (stand, cell) in zip(rows, areas, strict=True):
                row[self.numbers[stand][cell]] = 1.0
            for stand, cell, piece in members:
                rows[areas.index((stand, cell)), self.size + piece] = -1.0
            matrix = np.vstack([matrix, rows])
        return csr_array(matrix), np.zeros(len(matrix))
