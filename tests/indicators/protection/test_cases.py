"""The cases T1–T8, T11 and T12 that every implementation of confidentiality must pass (minz = 10).

T9 and more of T6–T8 are in `tests/indicators/test_protection.py`; T10 and T13 concern several Gebietsstände.

The document counts with equations alone, so its intervals begin with 0. Since zeros are published, everyone knows that
a hidden count is 1 at least; the program protects against that reader, whose intervals are asserted too. It draws lots
where the document says "cheapest": without lots (`CHEAPEST_FIRST`) the document's cells are hidden, with lots its
intervals hold all the same (`test_every_draw_of_lots_protects_the_documented_cases`).
"""

import pickle
import struct

import numpy as np
import pytest

from indicators.protection import Pattern, compute_pattern, protect_region
from indicators.protection.audit import Knowledge, attack_published
from indicators.protection.lots import CHEAPEST_FIRST, Lots
from indicators.selection import sum_selection
from indicators.status import Status
from tests.indicators.protection.builders import (
    build_catalogue,
    build_counts,
    build_hierarchy,
    hidden_areas,
    publish_all,
)

TEN = {"geheimhaltung": {"min_zaehler": 10}}
COUNT = build_catalogue({"z": TEN})
T1, T2 = (412, 7, 300, 281), (412, 1, 300, 2)


def _protect(
    values: tuple[float, ...], knowledge: Knowledge = Knowledge.EQUATIONS
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Hidden areas of one Kommune and what a reader can say about each area."""
    hierarchy = build_hierarchy({"A": [f"a{i}" for i in range(len(values))]})
    counts = build_counts(hierarchy, {"z": values})
    protection = protect_region(COUNT, counts, hierarchy, CHEAPEST_FIRST)
    published = publish_all(COUNT, counts, hierarchy, protection.pattern)
    attack = attack_published(COUNT, published, protection, knowledge)
    return hidden_areas(published["z"]), attack.low["z",][:, 0], attack.high["z",][:, 0]


def test_t1_seven_alone_is_known_exactly() -> None:
    hierarchy = build_hierarchy({"A": ["a0", "a1", "a2", "a3"]})
    counts = build_counts(hierarchy, {"z": T1})
    only_primary = Pattern(np.array([2020]), {("z",): np.array([[False], [True], *([[False]] * 4)])})
    protection = protect_region(COUNT, counts, hierarchy, CHEAPEST_FIRST)
    attack = attack_published(COUNT, publish_all(COUNT, counts, hierarchy, only_primary), protection)
    assert (attack.low["z",][1, 0], attack.high["z",][1, 0]) == (7, 7)
    assert attack.breaches(protection)["z",].ravel().tolist() == [False, True, False, False, False, False]


def test_t1_with_281_both_are_somewhere_between_0_and_288() -> None:
    hidden, low, high = _protect(T1)
    assert hidden == ["a1", "a3"]
    np.testing.assert_allclose([low[1], high[1], low[3], high[3]], [0, 288, 0, 288])
    hidden, low, high = _protect(T1, Knowledge.ZEROS)
    np.testing.assert_allclose([low[1], high[1], low[3], high[3]], [1, 287, 1, 287])


def test_t2_two_primary_cells_need_a_third() -> None:
    hidden, low, high = _protect(T2)
    assert hidden == ["a1", "a2", "a3"]  # 300 is cheaper than 412
    np.testing.assert_allclose([low[1], high[1], low[3], high[3]], [0, 303, 0, 303])
    hidden, low, high = _protect(T2, Knowledge.ZEROS)
    np.testing.assert_allclose([low[1], high[1], low[3], high[3]], [1, 301, 1, 301])


def test_t2_two_primary_cells_alone_leave_0_to_3() -> None:
    hierarchy = build_hierarchy({"A": ["a0", "a1", "a2", "a3"]})
    counts = build_counts(hierarchy, {"z": T2})
    protection = protect_region(COUNT, counts, hierarchy, CHEAPEST_FIRST)
    only_primary = Pattern(np.array([2020]), {("z",): protection.quantities["z",].demand.cells})
    attack = attack_published(COUNT, publish_all(COUNT, counts, hierarchy, only_primary), protection)
    np.testing.assert_allclose([attack.low["z",][1, 0], attack.high["z",][1, 0]], [1, 2])
    published = publish_all(COUNT, counts, hierarchy, only_primary)
    documented = attack_published(COUNT, published, protection, Knowledge.EQUATIONS)
    np.testing.assert_allclose([documented.low["z",][1, 0], documented.high["z",][1, 0]], [0, 3])
    for reader in (attack, documented):
        assert reader.breaches(protection)["z",].sum() == 2


TABLE = {"c1": (40, 60, 30), "c2": (7, 25, 11), "c3": (53, 15, 59), "alle": (100, 100, 100)}
ACROSS = build_catalogue(dict.fromkeys(TABLE, TEN), [{"ganzes": "alle", "teile": ["c1", "c2", "c3"]}])


@pytest.mark.parametrize(
    ("rows", "columns", "high"), [((0, 2), ("c2", "c3"), 18), ((0, 1), ("c2", "c3"), 32), ((0, 2), ("c1", "c2"), 18)]
)
def test_t3_rectangle_in_a_table_with_margins(rows: tuple[int, int], columns: tuple[str, str], high: float) -> None:
    hierarchy = build_hierarchy({"A": ["r1", "r2", "r3"]})
    counts = build_counts(hierarchy, TABLE)
    masks: dict[tuple[str, ...], np.ndarray] = {(name,): np.zeros((5, 1), dtype=bool) for name in TABLE}
    for column in columns:
        masks[column,][list(rows)] = True
    protection = protect_region(ACROSS, counts, hierarchy, CHEAPEST_FIRST)
    published = publish_all(ACROSS, counts, hierarchy, Pattern(np.array([2020]), masks))
    attack = attack_published(ACROSS, published, protection, Knowledge.EQUATIONS)
    np.testing.assert_allclose([attack.low["c2",][0, 0], attack.high["c2",][0, 0]], [0, high], atol=1e-6)
    assert not attack.breaches(protection)["c2",].any()
    attack = attack_published(ACROSS, published, protection)
    # of the four hidden counts the one that falls when c2 rises stays 1 at least
    np.testing.assert_allclose([attack.low["c2",][0, 0], attack.high["c2",][0, 0]], [1, high - 1], atol=1e-6)
    assert not attack.breaches(protection)["c2",].any()


def test_t3_the_cheapest_rectangle_is_hidden_and_no_margin() -> None:
    hierarchy = build_hierarchy({"A": ["r1", "r2", "r3"]})
    counts = build_counts(hierarchy, TABLE)
    published = publish_all(ACROSS, counts, hierarchy, compute_pattern(ACROSS, counts, hierarchy, CHEAPEST_FIRST))
    hidden = {name: hidden_areas(frame) for name, frame in published.items()}
    # 7 + 40 + 11 + 30 = 88 cases; (r1, r3) × (c2, c3) would cost 130, (r1, r2) × (c1, c2) 132
    assert hidden == {"c1": ["r1", "r3"], "c2": ["r1", "r3"], "c3": [], "alle": []}


def test_t4_two_areas_hide_each_other_and_the_total_stays() -> None:
    hidden, low, high = _protect((6, 90))
    assert hidden == ["a0", "a1"]
    np.testing.assert_allclose([low[0], high[0]], [0, 96])
    assert _protect((6, 90), Knowledge.ZEROS)[2][0] == 95


def test_t5_where_nothing_is_left_the_total_goes_and_the_region_is_audited() -> None:
    hierarchy = build_hierarchy({"A": ["a1", "a2"], "B": ["b1", "b2"], "C": ["c1", "c2"]})
    counts = build_counts(hierarchy, {"z": (4, 5, 50, 60, 300, 400)})
    protection = protect_region(COUNT, counts, hierarchy, CHEAPEST_FIRST)
    published = publish_all(COUNT, counts, hierarchy, protection.pattern)
    # B is the cheapest Kommune to hide A behind; b1 goes too, since b1 + b2 would be B
    assert hidden_areas(published["z"]) == ["a1", "a2", "b1", "A", "B"]
    for knowledge, interval in ((Knowledge.EQUATIONS, (0, 59)), (Knowledge.ZEROS, (1, 57))):  # 819 − 700 − 60 = 59
        attack = attack_published(COUNT, published, protection, knowledge)
        np.testing.assert_allclose([attack.low["z",][0, 0], attack.high["z",][0, 0]], interval)
        assert not attack.breaches(protection)["z",].any()


def test_t5_a_region_of_one_kommune_loses_its_total() -> None:
    assert _protect((4, 5))[0] == ["a0", "a1", "A", "R"]


def test_t6_t7_t8_through_the_whole_publication() -> None:
    hierarchy = build_hierarchy({"A": ["small", "nearly_all", "none", "other"]})
    counts = build_counts(hierarchy, {"z": (7, 96, 0, 150), "n": (206, 100, 500, 900)})
    catalogue = build_catalogue({"q": {"zaehler": "z", "nenner": "n"} | {
        "geheimhaltung": {"min_zaehler": 10, "komplement": True}}})  # fmt: skip
    frame = publish_all(catalogue, counts, hierarchy, compute_pattern(catalogue, counts, hierarchy, CHEAPEST_FIRST))[
        "q"
    ]
    # nearly_all can rise by 4 only, so that 7 would be known to be 3 at least: other has to help
    assert hidden_areas(frame) == ["small", "nearly_all", "other"]
    assert frame.loc[("sozialraum", "small", 2020), ["fallzahl", "nenner", "wert"]].isna().all()
    assert frame.loc[("sozialraum", "none", 2020), ["fallzahl", "nenner", "wert"]].tolist() == [0, 500, 0]


def test_t11_no_raw_value_is_in_what_may_be_cached() -> None:
    hierarchy = build_hierarchy({"A": ["a0", "a1", "a2", "a3"]})
    counts = build_counts(hierarchy, {"z": (412, 7, 300, 281), "n": (5000, 206, 4001, 3002)})
    catalogue = build_catalogue({"q": {"zaehler": "z", "nenner": "n", **TEN}, "z": TEN})
    pattern = compute_pattern(catalogue, counts, hierarchy, CHEAPEST_FIRST)
    cached = pickle.dumps((pattern, publish_all(catalogue, counts, hierarchy, pattern)))
    for secret in (7.0, 281.0, 206.0, 100 * 7 / 206, 100 * 281 / 3002):
        assert struct.pack("<d", secret) not in cached
    assert struct.pack("<d", 412.0) in cached


def test_t12_a_selection_with_a_suppressed_area_has_no_sum() -> None:
    hierarchy = build_hierarchy({"A": ["a0", "a1", "a2", "a3"]})
    counts = build_counts(hierarchy, {"z": T1})
    frame = publish_all(COUNT, counts, hierarchy, compute_pattern(COUNT, counts, hierarchy, CHEAPEST_FIRST))["z"]
    total = sum_selection(frame, COUNT.indikatoren["z"], "sozialraum", ["a0", "a1"], 2020)
    assert total.status is Status.SUPPRESSED
    assert np.isnan([total.fallzahl, total.nenner, total.wert]).all()
    shown = sum_selection(frame, COUNT.indikatoren["z"], "sozialraum", ["a0", "a2"], 2020)
    assert (shown.fallzahl, shown.wert, shown.status) == (712, 712, Status.OBSERVED)


@pytest.mark.parametrize("values", [T1, T2, (6, 90), (4, 5), (3, 3, 3, 3), (1, 11), (1, 9, 1200, 1300)])
def test_every_draw_of_lots_protects_the_documented_cases(values: tuple[float, ...]) -> None:
    hierarchy = build_hierarchy({"A": [f"a{i}" for i in range(len(values))], "B": ["b1", "b2"]})
    counts = build_counts(hierarchy, {"z": (*values, 35, 40)})
    seen = set()
    for secret in range(40):
        protection = protect_region(COUNT, counts, hierarchy, Lots(bytes([secret])))
        published = publish_all(COUNT, counts, hierarchy, protection.pattern)
        seen.add(tuple(hidden_areas(published["z"])))
        for knowledge in Knowledge:
            attack = attack_published(COUNT, published, protection, knowledge)
            assert not attack.breaches(protection)["z",].any()
    assert len(seen) > 1 or values in ((6, 90), (3, 3, 3, 3), (1, 11))  # nothing to choose from


def test_without_a_key_the_first_year_draws_the_lots() -> None:
    hierarchy = build_hierarchy({"A": ["a0", "a1", "a2", "a3"]})
    one, two = build_counts(hierarchy, {"z": T1}), build_counts(hierarchy, {"z": T1}, {"z": T2})
    assert Lots.of(one) == Lots.of(two[::-1])
    assert Lots.of(one) != Lots.of(build_counts(hierarchy, {"z": (412, 8, 300, 281)}))
    assert Lots.of(one, "sechzehn Zeichen!") == Lots.of(two.iloc[:1], "sechzehn Zeichen!")
