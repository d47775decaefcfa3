"""Protection across Gebietsstände: T10 and T13 by hand, and random regions attacked with all their counts."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue
from indicators.protection import compute_pattern
from indicators.protection.lots import CHEAPEST_FIRST
from indicators.protection.pieces import ChangedAreas, largest_pieces
from indicators.protection.vintages import compute_patterns, entangled_areas, protect_vintages
from tests.indicators.protection.builders import build_catalogue, hidden_areas, publish_all
from tests.indicators.protection.vintagebuilder import Reader, Vintage, link_all

TEN = {"geheimhaltung": {"min_zaehler": 10}}
COUNT = build_catalogue({"z": TEN})
RATE = build_catalogue({"q": {"zaehler": "z", "nenner": "n", "geheimhaltung": {"min_zaehler": 10, "komplement": True}}})
PLAIN_RATE = build_catalogue({"q": {"zaehler": "z", "nenner": "n", **TEN}})

Values = Mapping[str, Sequence[float]]


def _publish(
    vintages: Mapping[str, Vintage], values: Values, catalogue: Catalogue = COUNT
) -> dict[str, dict[str, pd.DataFrame]]:
    counts = {stand: vintage.count(**values) for stand, vintage in vintages.items()}
    hierarchies = {stand: vintage.hierarchy for stand, vintage in vintages.items()}
    lots = dict.fromkeys(vintages, CHEAPEST_FIRST)
    patterns = compute_patterns(catalogue, counts, hierarchies, link_all(vintages), lots)
    return {s: publish_all(catalogue, counts[s], hierarchies[s], patterns[s]) for s in vintages}


def _hidden(vintages: Mapping[str, Vintage], values: Values) -> dict[str, list[str]]:
    return {stand: hidden_areas(frames["z"]) for stand, frames in _publish(vintages, values).items()}


# Blocks 0 to 4; B3 of the old Gebietsstand is B3a and B3b of the new one.
T10 = {
    "2018": Vintage({"B": {"B1": [0], "B2": [1], "B3a": [2], "B3b": [3]}}),
    "2016": Vintage({"B": {"B1": [0], "B2": [1], "B3": [2, 3]}}),
}


def test_t10_143_minus_139_does_not_give_4_away() -> None:
    # new: 4 is hidden behind 60; the old Gebietsstand must hide B3 and, as the same cell, B2
    assert _hidden(T10, {"z": [200, 60, 139, 4]}) == {"2018": ["B2", "B3b"], "2016": ["B2", "B3"]}


def test_t10_alone_the_old_gebietsstand_would_publish_143() -> None:
    old = T10["2016"]
    counts = old.count(z=[200, 60, 139, 4])
    frames = publish_all(COUNT, counts, old.hierarchy, compute_pattern(COUNT, counts, old.hierarchy, CHEAPEST_FIRST))
    assert hidden_areas(frames["z"]) == []


def test_divided_area_that_follows_from_the_other_areas_stays_shown() -> None:
    # new: 4 is hidden behind 139, so B3 = B − B1 − B2 = 143 is public in any case
    assert _hidden(T10, {"z": [200, 600, 139, 4]}) == {"2018": ["B3a", "B3b"], "2016": []}


# The border between A1 and A2 moved: block 1 changed sides. C3 did not change.
MOVED = {
    "2018": Vintage({"A": {"A1": [0], "A2": [1, 2], "C3": [3], "C4": [4]}}),
    "2016": Vintage({"A": {"A1": [0, 1], "A2": [2], "C3": [3], "C4": [4]}}),
}


def test_t13_a_moved_piece_with_four_cases_blocks_both_areas_of_the_older_gebietsstand_only() -> None:
    assert _hidden(MOVED, {"z": [139, 4, 57, 300, 300]}) == {"2018": [], "2016": ["A1", "A2"]}


@pytest.mark.parametrize("moved", [0, 10])
def test_t13_a_moved_piece_with_nobody_or_with_ten_cases_blocks_nothing(moved: int) -> None:
    assert _hidden(MOVED, {"z": [139, moved, 57, 300, 300]}) == {"2018": [], "2016": []}


def test_moved_piece_with_a_small_complement_is_blocked() -> None:
    # 96 of 100 people in block 1
    frames = _publish(MOVED, {"z": [139, 96, 57, 300, 300], "n": [900, 100, 900, 900, 900]}, RATE)
    assert [hidden_areas(frames[stand]["q"]) for stand in MOVED] == [[], ["A1", "A2"]]


def test_same_cell_is_hidden_in_both_gebietsstaende() -> None:
    # alone, the older one would hide C3 behind A2 = 40; in the newer one C4 = 41 is the cheapest
    values = {"z": [139, 30, 40, 7, 41]}
    counts = MOVED["2016"].count(**values)
    alone = compute_pattern(COUNT, counts, MOVED["2016"].hierarchy, CHEAPEST_FIRST).suppressed(("z",))[:, 0]
    assert alone.tolist() == [False, True, True, False, False, False]
    assert _hidden(MOVED, values) == {"2018": ["C3", "C4"], "2016": ["C3", "C4"]}


def test_whole_areas_are_the_same_cell_too() -> None:
    # A1 + A2 = 9 < 10: the Kommune's total goes, in both Gebietsstände
    vintages = {
        "2018": Vintage({"A": {"A1": [0], "A2": [1]}, "B": {"B1": [2, 3], "B2": [4]}}),
        "2016": Vintage({"A": {"A1": [0], "A2": [1]}, "B": {"B1": [2], "B2": [3, 4]}}),
    }
    hidden = _hidden(vintages, {"z": [4, 5, 30, 20, 40]})
    assert set(hidden["2018"]) >= {"A1", "A2", "A", "B"}
    assert set(hidden["2016"]) >= {"A1", "A2", "A", "B"}


def test_equal_ground_with_other_counts_hides_the_older_one() -> None:
    vintages = {"2018": MOVED["2018"], "2016": MOVED["2018"]}
    counts = {s: v.count(z=[139, 30, 40, 70, 80 + 4 * (s == "2016")]) for s, v in vintages.items()}
    hierarchies = {stand: vintage.hierarchy for stand, vintage in vintages.items()}
    patterns = compute_patterns(COUNT, counts, hierarchies, link_all(vintages))
    assert not patterns["2018"].suppressed(("z",)).any()
    assert patterns["2016"].suppressed(("z",))[:, 0].tolist() == [False, False, False, True, True, True]


def test_counts_of_different_days_have_nothing_to_do_with_each_other() -> None:
    counts = {s: v.count(z=[139, 4, 57, 300, 300]) for s, v in MOVED.items()}
    counts["2016"]["stichtag"] = pd.Timestamp("2020-06-30")
    patterns = compute_patterns(COUNT, counts, {s: v.hierarchy for s, v in MOVED.items()}, link_all(MOVED))
    assert not any(patterns[stand].suppressed(("z",)).any() for stand in MOVED)


def test_the_newest_is_protected_as_if_it_were_alone() -> None:
    rng = np.random.default_rng(20180101)
    for _ in range(20):
        values = rng.negative_binomial(0.7, 0.02, 5).tolist()
        counts = {s: v.count(z=values) for s, v in MOVED.items()}
        hierarchies = {s: v.hierarchy for s, v in MOVED.items()}
        lots = dict.fromkeys(MOVED, CHEAPEST_FIRST)
        joint = compute_patterns(COUNT, counts, hierarchies, link_all(MOVED), lots)["2018"]
        alone = compute_pattern(COUNT, counts["2018"], hierarchies["2018"], CHEAPEST_FIRST)
        np.testing.assert_array_equal(joint.suppressed(("z",)), alone.suppressed(("z",)))


def test_areas_that_three_gebietsstaende_cut_differently_are_blocked_in_the_oldest() -> None:
    vintages = {
        "c": Vintage({"A": {"x": [0, 1], "y": [2, 3]}}),
        "b": Vintage({"A": {"x": [0, 2], "y": [1, 3]}}),
        "a": Vintage({"A": {"x": [0, 3], "y": [1, 2]}}),
    }
    assert entangled_areas(link_all(vintages), "a") == {("sozialraum", "x"), ("sozialraum", "y")}
    # block 0 = (x_c + x_b + x_a − total) / 2 = 4, although every pair of areas leaves it anything from 0
    assert _hidden(vintages, {"z": [4, 50, 60, 70]}) == {"c": [], "b": [], "a": ["x", "y"]}
    divided = {"c": Vintage({"A": {"x": [0], "y": [1], "v": [2, 3]}}), "b": Vintage({"A": {"x": [0, 1], "v": [2, 3]}}),
               "a": Vintage({"A": {"x": [0], "y": [1, 2], "v": [3]}})}  # fmt: skip
    assert entangled_areas(link_all(divided), "a") == frozenset()


def test_pieces_in_a_circle_are_as_large_as_both_totals_allow() -> None:
    circle = ChangedAreas(("a", "b"), ("A", "B"), (("a", "A"), ("a", "B"), ("b", "A"), ("b", "B")))
    largest = largest_pieces(circle, np.array([40.0, 60.0, 95.0, 5.0]), 1000)
    assert largest is not None
    np.testing.assert_allclose(largest, [40, 5, 60, 5])  # the smaller of both totals
    assert largest_pieces(circle, np.array([40.0, 60.0, 95.0, 6.0]), 1000) is None


counts_of_a_block = st.one_of(st.integers(0, 12), st.integers(0, 12), st.integers(0, 60), st.integers(0, 2000))


@st.composite
def _vintages(draw: st.DrawFn, number: int) -> tuple[dict[str, Vintage], int]:
    """Kommunen of a few blocks each, grouped to Sozialräume anew in every Gebietsstand; many stay as they are."""
    kommunen = draw(st.lists(st.integers(2, 5), min_size=1, max_size=3))
    starts = np.concatenate([[0], np.cumsum(kommunen)]).tolist()
    vintages: dict[str, Vintage] = {}
    before: dict[int, list[int]] = {}
    for stand in range(number):
        areas: dict[str, dict[str, list[int]]] = {}
        for k, size in enumerate(kommunen):
            if k not in before or draw(st.booleans()):
                before[k] = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
            grouped: dict[str, list[int]] = {}
            for block, label in enumerate(before[k]):
                grouped.setdefault(f"a{k}{label}", []).append(starts[k] + block)
            areas[f"K{k}"] = grouped
        vintages[f"s{stand}"] = Vintage(areas)
    return vintages, starts[-1]


def _residents(values: Values, area: frozenset[int] | None) -> float:
    """What bounds a count without any equation."""
    return sum(values["n"][block] for block in area) if area and "n" in values else float("inf")


def _assert_nothing_is_recoverable(catalogue: Catalogue, vintages: dict[str, Vintage], values: Values) -> None:
    counts = {stand: vintage.count(**values) for stand, vintage in vintages.items()}
    hierarchies = {stand: vintage.hierarchy for stand, vintage in vintages.items()}
    protections = protect_vintages(catalogue, counts, hierarchies, link_all(vintages))
    reader = Reader(len(values["z"]))
    for stand, vintage in vintages.items():
        published = publish_all(catalogue, counts[stand], hierarchies[stand], protections[stand].pattern)
        reader.learn(vintage, next(iter(published.values())))
    for stand, vintage in vintages.items():
        part, hierarchy = protections[stand].quantities["z",], hierarchies[stand]
        for cell in np.flatnonzero(part.demand.cells[:, 0]).tolist():
            ebene = next(e for e in hierarchy.ebenen if cell < hierarchy.slices[e].stop)
            low, high = reader.interval(vintage.blocks(ebene)[hierarchy.all_areas[cell]])
            assert part.hidden[cell, 0]
            assert low <= part.counts[cell, 0] - part.cells.need_down[cell, 0] + 1e-5
            assert high >= part.counts[cell, 0] + part.cells.need_up[cell, 0] - 1e-5
    for link in link_all(vintages):
        newer, older = vintages[link.newer].blocks(link.ebene), vintages[link.older].blocks(link.ebene)
        everywhere = frozenset(range(len(values["z"])))
        outside_newer, outside_older = (everywhere.difference(*areas.values()) for areas in (newer, older))
        for new, old in [piece for changed in link.changed for piece in changed.pieces]:
            inside = (newer[new] if new else outside_newer) & (older[old] if old else outside_older)
            _, high = reader.interval(inside)
            assert (
                high < 1e-5
                or high
                >= min([10, *(_residents(values, area) for area in (newer.get(str(new)), older.get(str(old))))]) - 1e-5
            )


@settings(max_examples=60)
@given(_vintages(2), st.data())
def test_no_protected_cell_or_piece_is_recoverable(region: tuple[dict[str, Vintage], int], data: st.DataObject) -> None:
    vintages, blocks = region
    values = data.draw(st.lists(counts_of_a_block, min_size=blocks, max_size=blocks))
    _assert_nothing_is_recoverable(COUNT, vintages, {"z": values})


@settings(max_examples=40)
@given(_vintages(3), st.data())
def test_no_protected_cell_or_piece_of_three_gebietsstaende_is_recoverable(
    region: tuple[dict[str, Vintage], int], data: st.DataObject
) -> None:
    vintages, blocks = region
    values = data.draw(st.lists(counts_of_a_block, min_size=blocks, max_size=blocks))
    _assert_nothing_is_recoverable(COUNT, vintages, {"z": values})


@settings(max_examples=40)
@given(_vintages(2), st.data())
def test_no_numerator_or_piece_of_it_is_recoverable_with_published_denominators(
    region: tuple[dict[str, Vintage], int], data: st.DataObject
) -> None:
    vintages, blocks = region
    column = st.lists(counts_of_a_block, min_size=blocks, max_size=blocks)
    z = np.array(data.draw(column))
    _assert_nothing_is_recoverable(PLAIN_RATE, vintages, {"z": z.tolist(), "n": (z + data.draw(column)).tolist()})
