"""A reader who knows the whole program, but not the lots, tries every split of what is hidden.

Every candidate is protected anew with every order the lots could give; it is ruled out when none of them hides the same
cells. Control: without lots the same reader pins cells down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np
import pytest

from indicators.hierarchy import Hierarchy
from indicators.protection import compute_pattern
from indicators.protection.lots import CHEAPEST_FIRST, Lots
from tests.indicators.protection.builders import build_catalogue, build_counts, build_hierarchy

LEAST = 5
COUNT = build_catalogue({"z": {"geheimhaltung": {"min_zaehler": LEAST}}})


@dataclass(frozen=True)
class Order(Lots):
    """Lots so far apart that the areas of the finest level come in a given order, whatever their counts."""

    ranks: tuple[int, ...] = ()

    def draw(self, quantity: Sequence[str], hierarchy: Hierarchy) -> np.ndarray:
        lots = np.full(len(hierarchy.all_areas), 1e12)
        lots[: len(self.ranks)] = 1e4 ** np.array(self.ranks, dtype=float)
        return lots


def hide(values: Sequence[int], lots: Lots) -> tuple[bool, ...]:
    hierarchy = build_hierarchy({"A": [f"a{i}" for i in range(len(values))]})
    pattern = compute_pattern(COUNT, build_counts(hierarchy, {"z": values}), hierarchy, lots)
    return tuple(pattern.suppressed(("z",))[:, 0].tolist())


def explain(values: Sequence[int], lots: Lots, orders: Sequence[Lots]) -> list[set[int]]:
    """Counts of every hidden area that some order of lots explains."""
    pattern = hide(values, lots)
    cells = [i for i in range(len(values)) if pattern[i]]
    total = sum(values[i] for i in cells)
    found: list[set[int]] = [set() for _ in cells]
    for first in product(range(1, total), repeat=len(cells) - 1):
        split = (*first, total - sum(first))
        if split[-1] < 1 or all(count in seen for count, seen in zip(split, found, strict=True)):
            continue
        candidate = list(values)
        for cell, count in zip(cells, split, strict=True):
            candidate[cell] = count
        if any(hide(candidate, order) == pattern for order in orders):
            for count, seen in zip(split, found, strict=True):
                seen.add(count)
    return found


@pytest.mark.parametrize("values", [(2, 9, 7, 8), (4, 6, 11, 7), (3, 3, 9, 12), (4, 4, 4, 9)])
def test_no_small_count_can_be_ruled_out(values: tuple[int, ...]) -> None:
    orders = [Order(b"", ranks) for ranks in permutations(range(4))]
    for order in orders[::12]:
        assert hide(values, order)[0]
        for counts in explain(values, order, orders):
            assert set(range(1, LEAST)) <= counts


def test_cheapest_first_without_lots_would_give_counts_away() -> None:
    # 4 is hidden with 6; had it been 1 or 2, the other were 9 or 8, and 7 would have been cheaper
    found = explain((4, 12, 6, 7), CHEAPEST_FIRST, [CHEAPEST_FIRST])
    assert found[0] >= {3, 4}
    assert not found[0] & {1, 2}
