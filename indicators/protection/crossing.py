"""Attack across Gebietsstände: what a reader who lays their published numbers over each other can say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components

from indicators.catalogue import Catalogue
from indicators.protection.audit import TOLERANCE, read_known
from indicators.protection.bounds import tighten_bounds
from indicators.protection.equations import relation_equations
from indicators.protection.holdings import RegionProtection
from indicators.protection.pairs import Link, find_areas
from indicators.protection.quantities import Quantity
from indicators.protection.vintages import Days, shared_years

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

COLUMNS = ("gebietsstand", "variable", "ebene", "area", "jahr", "unten", "oben")
_FAR = 1e10


def attack_across(
    catalogue: Catalogue,
    published: Mapping[str, Mapping[str, pd.DataFrame]],
    protections: Mapping[str, RegionProtection],
    links: Sequence[Link],
    days: Mapping[str, Days],
) -> pd.DataFrame:
    """Look for protected cells, and for pieces between moved borders, that all Gebietsstände together give away.

    Parameters
    ----------
    catalogue : Catalogue
        The indicators.
    published : mapping of str to mapping of str to DataFrame
        Result of `publish_indicator` by Gebietsstand and indicator.
    protections : mapping of str to RegionProtection
        Of the same Gebietsstände, newest first: which cells exist and what they demand.
    links : sequence of Link
        Of every pair and level.
    days : mapping of str to frozenset
        `delivered_days` of the counts.

    Returns
    -------
    DataFrame
        INTERNAL, one row per breach, empty if there is none: `gebietsstand`, `variable`, `ebene`, `area` (of a piece:
        newer ∩ older), `jahr`, `unten`, `oben` (interval derived).

    Notes
    -----
    Equations: same cells are one unknown, whole = Σ parts, area = Σ pieces, counts ≥ 0; every one is tightened until
    nothing changes. Whatever is reported does follow; where equations form circles something may be missed.
    """
    known = {
        stand: read_known(catalogue, published[stand], p.hierarchy, p.tables, p.years)
        for stand, p in protections.items()
    }
    rows: list[tuple[object, ...]] = []
    grounds: dict[tuple[int, ...], Ground] = {}
    for name, year, active in _common_years(protections, links, days):
        ground = grounds.setdefault(active, Ground.of(protections, [links[i] for i in active]))
        rows += ground.attack(name, year, known)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _common_years(
    protections: Mapping[str, RegionProtection], links: Sequence[Link], days: Mapping[str, Days]
) -> list[tuple[Quantity, int, tuple[int, ...]]]:
    """Quantity, year and the links between Gebietsstände that both have a count of the same day."""
    active: dict[tuple[Quantity, int], list[int]] = {}
    for i, link in enumerate(links):
        newer, older = protections[link.newer], protections[link.older]
        years = np.intersect1d(newer.years, older.years)
        for name, mask in shared_years(newer.tables, years, days[link.newer], days[link.older]).items():
            if newer.tables.quantities[name].additive:
                for year in years[mask].tolist():
                    active.setdefault((name, year), []).append(i)
    return [(name, year, tuple(found)) for (name, year), found in active.items()]


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

    def attack(
        self, name: Quantity, year: int, known: Mapping[str, Mapping[Quantity, Floats]]
    ) -> list[tuple[object, ...]]:
        """Breaches of one quantity in one year."""
        lower, upper = self._seen(name, year, known)
        equations, sums = self._equations(name, year)
        pieces, zeros = self._piece_equations(name, year)
        low, high = tighten_bounds(csr_array(vstack([equations, pieces])), np.concatenate([sums, zeros]), lower, upper)
        if (low > high + TOLERANCE).any():  # the deliveries contradict each other: pieces tell nothing
            low, high = tighten_bounds(equations, sums, lower, upper)
            return self._narrow_cells(name, year, low, high)
        return self._narrow_cells(name, year, low, high) + self._narrow_pieces(name, year, low, high)

    def _columns(self, name: Quantity, year: int) -> dict[str, tuple[int, Floats]]:
        """Column of the year and counts with implied ones, of every Gebietsstand that knows the year."""
        found = {}
        for stand, protection in self.protections.items():
            if year in protection.years:
                column = int(np.searchsorted(protection.years, year))
                found[stand] = column, protection.quantities[name].cells.counts[:, column]
        return found

    def _seen(self, name: Quantity, year: int, known: Mapping[str, Mapping[Quantity, Floats]]) -> tuple[Floats, Floats]:
        """Bounds before any equation: what is published is known."""
        lower, upper = np.zeros(self.size + len(self.pieces)), np.full(self.size + len(self.pieces), _FAR)
        columns = self._columns(name, year)
        if any(np.isinf(self.protections[stand].quantities[name].demand.floor).any() for stand in columns):
            lower[:] = -_FAR
        for stand, (column, counts) in columns.items():
            cells = self.protections[stand].quantities[name].cells
            hidden = np.flatnonzero(cells.known[:, column])
            np.maximum.at(lower, self.numbers[stand][hidden], (counts - cells.down[:, column])[hidden])
        for stand, (column, _) in columns.items():
            seen = known[stand][name][:, column]
            shown = ~np.isnan(seen)
            lower[self.numbers[stand][shown]] = upper[self.numbers[stand][shown]] = seen[shown]
        return lower, upper

    def _equations(self, name: Quantity, year: int) -> tuple[csr_array, Floats]:
        """Whole = Σ parts in every Gebietsstand; by how much a delivered total differs is taken to be known."""
        blocks, sums = [], []
        for stand, (_, counts) in self._columns(name, year).items():
            tree = self.protections[stand].tree
            own = relation_equations(tree, (name,), {name: ~np.isnan(counts)}, ()).tocoo()
            renumbered = (own.data, (own.row, self.numbers[stand][own.col]))
            blocks.append(coo_array(renumbered, shape=(own.shape[0], self.size + len(self.pieces))))
            sums.append(own @ np.nan_to_num(counts))
        return csr_array(vstack(blocks)), np.concatenate(sums)

    def _piece_equations(self, name: Quantity, year: int) -> tuple[csr_array, Floats]:
        """Area = Σ pieces."""
        columns = self._columns(name, year)
        matrix = np.zeros((0, self.size + len(self.pieces)))
        for members in self.members:
            areas = list(dict.fromkeys((stand, cell) for stand, cell, _ in members))
            if any(stand not in columns or np.isnan(columns[stand][1][cell]) for stand, cell in areas):
                continue
            rows = np.zeros((len(areas), matrix.shape[1]))
            for row, (stand, cell) in zip(rows, areas, strict=True):
                row[self.numbers[stand][cell]] = 1.0
            for stand, cell, piece in members:
                rows[areas.index((stand, cell)), self.size + piece] = -1.0
            matrix = np.vstack([matrix, rows])
        return csr_array(matrix), np.zeros(len(matrix))

    def _narrow_cells(self, name: Quantity, year: int, low: Floats, high: Floats) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for stand, (column, counts) in self._columns(name, year).items():
            protection = self.protections[stand]
            part, numbers, hierarchy = protection.quantities[name], self.numbers[stand], protection.hierarchy
            wide = high[numbers] >= counts + part.cells.need_up[:, column] - TOLERANCE
            wide &= low[numbers] <= counts - part.cells.need_down[:, column] + TOLERANCE
            exempt = part.demand.complement[:, column] & ~part.demand.small[:, column]
            exempt &= _denominators_hidden(protection, name, column)
            for cell in np.flatnonzero(part.demand.cells[:, column] & ~wide & ~exempt).tolist():
                ebene = next(e for e in hierarchy.ebenen if cell < hierarchy.slices[e].stop)
                rows.append((stand, " + ".join(name), ebene, str(hierarchy.all_areas[cell]), year,
                             float(low[numbers[cell]]), float(high[numbers[cell]])))  # fmt: skip
        return rows

    def _narrow_pieces(self, name: Quantity, year: int, low: Floats, high: Floats) -> list[tuple[object, ...]]:
        quantity = next(iter(self.protections.values())).tables.quantities[name]
        least = max((rule.least for rule in quantity.rules), default=0)
        highest = high[self.size :]
        narrow = (highest > TOLERANCE) & (highest < least - TOLERANCE)
        return [
            (
                *self.pieces[i][:1],
                " + ".join(name),
                *self.pieces[i][1:],
                year,
                float(low[self.size + i]),
                float(highest[i]),
            )
            for i in np.flatnonzero(narrow).tolist()
        ]


def _denominators_hidden(protection: RegionProtection, name: Quantity, column: int) -> npt.NDArray[np.bool_]:
    """Cells with no denominator to compute a complement from."""
    rules = protection.tables.quantities[name].rules
    denominators = [rule.denominator for rule in rules if rule.complement and rule.denominator is not None]
    hidden = np.ones(protection.tree.size, dtype=bool)
    for denominator in denominators:
        hidden &= protection.quantities[denominator].hidden[:, column]
    return hidden
