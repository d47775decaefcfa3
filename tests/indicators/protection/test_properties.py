"""Random hierarchies: nothing protected is recoverable, nothing is hidden in vain beyond the stated share."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection import protect_region
from indicators.protection.audit import attack_published
from indicators.protection.holdings import RegionProtection
from indicators.protection.lots import CHEAPEST_FIRST
from indicators.protection.tree import Tree, compute_room
from tests.indicators.protection.builders import build_catalogue, build_counts, build_hierarchy, publish_all

RULE = {"geheimhaltung": {"min_zaehler": 10, "komplement": True}}
CATALOGUE = build_catalogue(
    {
        "quote": {"zaehler": "z", "nenner": "n", **RULE},
        "anzahl": {"zaehler": "z", "geheimhaltung": {"min_zaehler": 5}},
        "veraenderung": {"zaehler": "z", "art": "veraenderung", "abstand_jahre": 1},
        "unterquote": {"zaehler": "y", "nenner": "z", **RULE},
    }
)
LINKED = build_catalogue(
    {name: {"geheimhaltung": {"min_zaehler": 5}} for name in "abc"} | {"beide": {"zaehler": ["a", "b"]}},
    [{"ganzes": "c", "teile": ["a", "rest"]}],
)
LOST_IN_VAIN = 0.01  # share of secondary cells that could have been shown after all


@st.composite
def hierarchies(draw: st.DrawFn) -> Hierarchy:
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    return build_hierarchy({f"K{k}": [f"a{k}{i}" for i in range(size)] for k, size in enumerate(sizes)})


# many zeros and small counts, now and then a large one
small_heavy = st.one_of(st.integers(0, 12), st.integers(0, 12), st.integers(0, 60), st.integers(0, 2000))


@st.composite
def regions(draw: st.DrawFn) -> tuple[Hierarchy, pd.DataFrame]:
    hierarchy = draw(hierarchies())
    size = len(hierarchy.areas("sozialraum"))
    years = []
    for _ in range(draw(st.integers(1, 3))):
        z = np.array(draw(st.lists(small_heavy, min_size=size, max_size=size)))
        y = np.minimum(z, draw(st.lists(small_heavy, min_size=size, max_size=size)))
        years.append({"z": z, "y": y, "n": z + draw(st.lists(small_heavy, min_size=size, max_size=size))})
    return hierarchy, build_counts(hierarchy, *years)


@st.composite
def linked_regions(draw: st.DrawFn) -> tuple[Hierarchy, pd.DataFrame]:
    hierarchy = draw(hierarchies())
    size = len(hierarchy.areas("sozialraum"))
    column = st.lists(small_heavy, min_size=size, max_size=size)
    a = np.array(draw(column))
    return hierarchy, build_counts(hierarchy, {"a": a, "b": draw(column), "c": a + draw(column)})


def _assert_not_recoverable(catalogue: Catalogue, hierarchy: Hierarchy, counts: pd.DataFrame) -> None:
    protection = protect_region(catalogue, counts, hierarchy)
    published = publish_all(catalogue, counts, hierarchy, protection.pattern)
    attack = attack_published(catalogue, published, protection)
    assert not any(cells.any() for cells in attack.breaches(protection).values())  # rests included
    for name, part in protection.quantities.items():
        assert not (part.demand.cells & ~np.isnan(attack.known[name])).any()
        # S1: no hidden cell at all is left with a single possible value
        exact = attack.high[name] - attack.low[name] < 1e-6
        assert not (part.hidden & exact & (part.cells.need_up + part.cells.need_down > 0)).any()


@settings(max_examples=80)
@given(regions())
def test_no_protected_cell_is_recoverable(region: tuple[Hierarchy, pd.DataFrame]) -> None:
    _assert_not_recoverable(CATALOGUE, *region)


@settings(max_examples=40)
@given(linked_regions())
def test_no_protected_cell_is_recoverable_where_tables_overlap(region: tuple[Hierarchy, pd.DataFrame]) -> None:
    _assert_not_recoverable(LINKED, *region)


@settings(max_examples=40)
@given(linked_regions())
def test_no_protected_cell_is_recoverable_by_the_quick_search_of_large_regions(
    region: tuple[Hierarchy, pd.DataFrame],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indicators.protection.relations.PROGRAMS_UP_TO", 0)
        _assert_not_recoverable(LINKED, *region)


@settings(max_examples=40)
@given(regions())
def test_no_equation_has_exactly_one_suppressed_cell(region: tuple[Hierarchy, pd.DataFrame]) -> None:
    hierarchy, counts = region
    published = publish_all(CATALOGUE, counts, hierarchy, protect_region(CATALOGUE, counts, hierarchy).pattern)
    for frame in [frame for frame in published.values() if len(frame)]:
        hidden = (frame["status"] == "gesperrt").unstack("jahr")
        for ebene, above in (("sozialraum", "kommune"), ("kommune", "region")):
            parts = hidden.loc[ebene].groupby(hierarchy.parents[ebene]).sum()
            equations = parts + hidden.loc[above].reindex(parts.index)
            assert 1 not in equations.to_numpy()


@settings(max_examples=30)
@given(regions())
def test_a_further_year_changes_nothing_in_earlier_ones(region: tuple[Hierarchy, pd.DataFrame]) -> None:
    hierarchy, counts = region
    whole = protect_region(CATALOGUE, counts, hierarchy).pattern
    first = protect_region(CATALOGUE, counts[counts["jahr"] == 2020], hierarchy).pattern
    for name, mask in first.masks.items():
        np.testing.assert_array_equal(whole.masks[name][:, :1], mask)


def _hidden_in_vain(protection: RegionProtection, name: tuple[str, ...]) -> tuple[list[bool], list[bool]]:
    """For every secondary cell whether it is a total, and whether it could be shown with every demand still met."""
    part, tree = protection.quantities[name], protection.tree
    cells = np.argwhere(part.hidden & ~part.demand.cells & ~part.linked).tolist()
    vain = []
    for cell, year in cells:
        shown = part.hidden.copy()
        shown[cell, year] = False
        room = compute_room(tree, part.cells.counts, shown | ~part.cells.known, part.cells.up, part.cells.down)
        vain.append(bool(part.cells.satisfied(*room)[:, year].all()))
    return [bool(tree.parts[cell]) for cell, _ in cells], vain


def test_hardly_anything_is_hidden_in_vain_and_no_total() -> None:
    rng = np.random.default_rng(20240618)
    total: list[bool] = []
    vain: list[bool] = []
    shown = 0
    for _ in range(200):
        sizes = rng.integers(1, 6, rng.integers(2, 6))
        hierarchy = build_hierarchy({f"K{k}": [f"a{k}{i}" for i in range(n)] for k, n in enumerate(sizes)})
        z = rng.negative_binomial(0.6, 0.03, sizes.sum())
        counts = build_counts(hierarchy, {"z": z, "y": z // 2, "n": z + rng.integers(0, 300, len(z))})
        protection = protect_region(CATALOGUE, counts, hierarchy)
        of_region = _hidden_in_vain(protection, ("z",))
        total, vain = total + of_region[0], vain + of_region[1]
        shown += int((~protection.quantities["z",].hidden[protection.tree.part_numbers > 0]).sum())
    assert sum(total) > 20  # the sample does contain totals that had to go
    assert not (np.array(total) & np.array(vain)).any()
    assert sum(vain) <= LOST_IN_VAIN * len(vain)
    assert sum(total) < 0.15 * shown


@settings(max_examples=30)
@given(hierarchies(), st.data())
def test_closed_form_equals_the_linear_program(hierarchy: Hierarchy, data: st.DataObject) -> None:
    tree = Tree.of(hierarchy)
    areas = tree.levels[0].stop
    counts = np.zeros((tree.size, 1))
    counts[:areas, 0] = data.draw(st.lists(st.integers(0, 20), min_size=areas, max_size=areas))
    for level in tree.levels[1:]:
        counts[level] = tree.sum_parts(counts, level)
    hidden = np.array(data.draw(st.lists(st.booleans(), min_size=tree.size, max_size=tree.size)))[:, None]
    up = np.array(data.draw(st.lists(st.integers(0, 30), min_size=tree.size, max_size=tree.size)), float)[:, None]
    room_up, room_down = compute_room(tree, counts, hidden, up, counts)
    equations = np.array([_equation(tree, whole) for whole in np.flatnonzero(tree.part_numbers).tolist()])
    bounds = np.column_stack([np.where(hidden, -counts, 0), np.where(hidden, up, 0)])
    for cell in range(tree.size):
        goal = np.eye(tree.size)[cell]
        least = linprog(goal, A_eq=equations, b_eq=np.zeros(len(equations)), bounds=bounds.tolist())
        most = linprog(-goal, A_eq=equations, b_eq=np.zeros(len(equations)), bounds=bounds.tolist())
        assert least.x is not None and most.x is not None
        assert (room_up[cell, 0], room_down[cell, 0]) == pytest.approx((most.x[cell], -least.x[cell]), abs=1e-6)


def _equation(tree: Tree, whole: int) -> np.ndarray:
    row = np.zeros(tree.size)
    row[whole] = 1
    row[tree.parts[whole]] = -1
    return row


def test_the_audit_finds_every_pattern_that_is_too_weak() -> None:
    hierarchy = build_hierarchy({"A": ["a1", "a2", "a3"], "B": ["b1", "b2"]})
    counts = build_counts(hierarchy, {"z": (3, 20, 40, 4, 4), "y": (0, 0, 0, 0, 0), "n": (90, 90, 90, 90, 90)})
    protection = protect_region(CATALOGUE, counts, hierarchy, CHEAPEST_FIRST)
    secondary = protection.pattern.masks["z",] & ~protection.quantities["z",].demand.cells
    assert secondary.any()
    for cell, year in np.argwhere(secondary).tolist():
        masks = {name: mask.copy() for name, mask in protection.pattern.masks.items()}
        masks["z",][cell, year] = False
        weaker = replace(protection.pattern, masks=masks)
        attack = attack_published(CATALOGUE, publish_all(CATALOGUE, counts, hierarchy, weaker), protection)
        assert attack.breaches(protection)["z",].any()
