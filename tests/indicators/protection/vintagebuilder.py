"""Two or more Gebietsstände over the same small blocks, and a reader who knows all their published counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from indicators.hierarchy import Hierarchy
from indicators.protection.pairs import Link
from indicators.protection.pieces import ChangedAreas
from tests.indicators.protection.builders import build_counts, build_hierarchy

Blocks = Mapping[str, frozenset[int]]  # area -> its blocks
LEVELS = ("sozialraum", "kommune", "region")


@dataclass(frozen=True)
class Vintage:
    """One Gebietsstand: Kommune -> Sozialraum -> numbers of its blocks."""

    areas: Mapping[str, Mapping[str, Sequence[int]]]

    @property
    def hierarchy(self) -> Hierarchy:
        return build_hierarchy({kommune: list(areas) for kommune, areas in self.areas.items()})

    def blocks(self, ebene: str) -> Blocks:
        flat = {key: frozenset(numbers) for areas in self.areas.values() for key, numbers in areas.items()}
        if ebene == "sozialraum":
            return flat
        kommunen = {k: frozenset[int]().union(*map(frozenset, areas.values())) for k, areas in self.areas.items()}
        return kommunen if ebene == "kommune" else {"R": frozenset[int]().union(*kommunen.values())}

    def count(self, **of_block: Sequence[float]) -> pd.DataFrame:
        """Counts of the Sozialräume, summed over their blocks."""
        flat = self.blocks("sozialraum")
        return build_counts(
            self.hierarchy,
            {name: [sum(values[b] for b in flat[key]) for key in self.hierarchy.areas("sozialraum")]
             for name, values in of_block.items()},
        )  # fmt: skip


def link_all(vintages: Mapping[str, Vintage]) -> list[Link]:
    """Links of every pair and level; `vintages` newest first."""
    return [
        _link(newer, older, ebene, vintages[newer].blocks(ebene), vintages[older].blocks(ebene))
        for newer, older in combinations(vintages, 2)
        for ebene in LEVELS
    ]


def _link(newer: str, older: str, ebene: str, new: Blocks, old: Blocks) -> Link:
    components: list[tuple[set[str], set[str]]] = []
    for key, blocks in new.items():
        touched = {k for k, other in old.items() if blocks & other}
        mine: tuple[set[str], set[str]] = ({key}, touched)
        for component in [c for c in components if c[1] & touched]:
            components.remove(component)
            mine = (mine[0] | component[0], mine[1] | component[1])
        components.append(mine)
    same, changed = [], []
    for news, olds in components:
        keys = (tuple(sorted(news)), tuple(sorted(olds)))
        pieces: list[tuple[str | None, str | None]] = [(n, o) for n in keys[0] for o in keys[1] if new[n] & old[o]]
        pieces += [(n, None) for n in keys[0] if new[n] - frozenset().union(*(old[o] for o in keys[1]))]
        pieces += [(None, o) for o in keys[1] if old[o] - frozenset().union(*(new[n] for n in keys[0]))]
        if len(pieces) == 1 and None not in pieces[0]:
            same.append((keys[0][0], keys[1][0]))
        elif olds:
            changed.append(ChangedAreas(*keys, tuple(pieces)))
    return Link(newer, older, ebene, tuple(same), tuple(changed))


class Reader:
    """Solves for any group of blocks given all published counts; ceilings are published denominators."""

    def __init__(self, blocks: int) -> None:
        self.blocks = blocks
        self.rows: list[np.ndarray] = []
        self.sums: list[float] = []
        self.ceilings: list[tuple[np.ndarray, float]] = []

    def learn(self, vintage: Vintage, frame: pd.DataFrame) -> None:
        """Read all published numerators, and denominators as ceilings of numerators."""
        places = frame.index.to_frame(index=False)
        rows = zip(places["ebene"], places["area"], frame["fallzahl"], frame["nenner"], strict=True)
        for ebene, area, numerator, denominator in rows:
            inside = self._inside(vintage.blocks(ebene)[area])
            if not np.isnan(numerator):
                self.rows.append(inside)
                self.sums.append(numerator)
            if not np.isnan(denominator):
                self.ceilings.append((inside, denominator))

    def interval(self, blocks: frozenset[int]) -> tuple[float, float]:
        """Smallest and largest count the blocks can hold together."""
        goal = self._inside(blocks)
        low, high = (self._solve(sign * goal) for sign in (1, -1))
        return low, -high

    def _solve(self, goal: np.ndarray) -> float:
        # an equation and a ceiling that say nothing, because linprog takes no empty ones
        nothing = np.zeros(self.blocks)
        result = linprog(
            goal,
            A_eq=[nothing, *self.rows],
            b_eq=[0.0, *self.sums],
            A_ub=[nothing, *(row for row, _ in self.ceilings)],
            b_ub=[0.0, *(ceiling for _, ceiling in self.ceilings)],
        )
        assert result.status in (0, 3), result.message
        return -np.inf if result.fun is None else float(result.fun)

    def _inside(self, blocks: frozenset[int]) -> np.ndarray:
        row = np.zeros(self.blocks)
        row[list(blocks)] = 1
        return row
