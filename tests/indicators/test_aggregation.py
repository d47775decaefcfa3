import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.aggregation import Cube, UnknownAreaError, arrange_counts, sum_upwards
from indicators.hierarchy import Hierarchy
from tests.indicators.conftest import CountsOf

SOZIALRAUM = ("A2b", "A10", "B1", "B2")


def _total(cube: Cube, hierarchy: Hierarchy, variable: str) -> dict[str, float]:
    summed = sum_upwards(cube, hierarchy)
    return dict(zip(hierarchy.all_areas, summed.total([variable])[:, 0], strict=True))


def test_sums_go_up_level_by_level(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    counts = counts_of(*[("sozialraum", a, 2020, "z", w) for a, w in zip(SOZIALRAUM, (1, 2, 4, 8), strict=True)])
    total = _total(arrange_counts(counts, ["z"], [], hierarchy), hierarchy, "z")
    assert (total["A"], total["B"], total["R"]) == (3, 12, 15)


def test_missing_part_makes_every_sum_above_it_missing(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    counts = counts_of(*[("sozialraum", a, 2020, "z", w) for a, w in zip(SOZIALRAUM, (1, np.nan, 4, 8), strict=True)])
    total = _total(arrange_counts(counts, ["z"], [], hierarchy), hierarchy, "z")
    assert np.isnan(total["A"])
    assert np.isnan(total["R"])
    assert total["B"] == 12


def test_delivered_value_wins_over_the_sum_and_enters_the_next_level(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    counts = counts_of(
        *[("sozialraum", a, 2020, "z", w) for a, w in zip(SOZIALRAUM, (1, np.nan, 4, 8), strict=True)],
        ("kommune", "A", 2020, "z", 20),
        ("kommune", "B", 2020, "z", 13),
    )
    total = _total(arrange_counts(counts, ["z"], [], hierarchy), hierarchy, "z")
    assert (total["A"], total["B"], total["R"]) == (20, 13, 33)


def test_delivered_zero_wins_over_the_sum(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    counts = counts_of(
        *[("sozialraum", a, 2020, "z", 1) for a in SOZIALRAUM],
        ("kommune", "A", 2020, "z", 0),
    )
    assert _total(arrange_counts(counts, ["z"], [], hierarchy), hierarchy, "z")["A"] == 0


def test_parent_without_children_has_no_sum() -> None:
    tree = Hierarchy(
        ("raum", "region"),
        {"raum": pd.Series({"a": "R"}), "region": pd.Series({"R": None, "leer": None})},
        {"raum": pd.Series({"a": 1.0}), "region": pd.Series({"R": 1.0, "leer": 1.0})},
    )
    values = np.array([5.0, np.nan, np.nan]).reshape(3, 1, 1)
    ones = np.ones((3, 1, 1), dtype=np.int64)
    summed = sum_upwards(Cube(("z",), np.array([2020]), ("amt",), values, ones, ones), tree)
    np.testing.assert_array_equal(summed.values.ravel(), [5, 5, np.nan])


def test_area_in_km2_is_taken_per_level_and_never_summed(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    counts = counts_of(("sozialraum", "A2b", 2020, "z", 1))
    summed = sum_upwards(arrange_counts(counts, ["z"], ["flaeche_km2"], hierarchy), hierarchy)
    assert summed.total(["flaeche_km2"])[:, 0].tolist() == [2, 4, 5, 10, 6, 15, 21]


def test_later_stichtag_of_a_year_wins_whatever_the_order_of_rows(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    counts = counts_of(("sozialraum", "B1", 2020, "z", 7), ("sozialraum", "B1", 2020, "z", 5))
    counts.loc[1, "stichtag"] = pd.Timestamp("2020-06-30")
    assert arrange_counts(counts, ["z"], [], hierarchy).values[2, 0, 0] == 7


def test_more_sources_than_bits_of_an_integer(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    years = [
        counts_of(*[("sozialraum", a, 1950 + i, "z", 1) for a in SOZIALRAUM], quelle=f"q{i:02d}") for i in range(70)
    ]
    cube = sum_upwards(arrange_counts(pd.concat(years), ["z"], [], hierarchy), hierarchy)
    assert cube.sources_of(["z"])[-1, 69] == 1 << 69
    assert cube.total(["z"])[-1, 69] == 4


def test_unknown_area_is_an_error(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    counts = counts_of(("sozialraum", "C9", 2020, "z", 1), ("sozialraum", "A10", 2020, "z", 1))
    with pytest.raises(UnknownAreaError, match="1 area keys unknown at level sozialraum \\('C9'\\)"):
        arrange_counts(counts, ["z"], [], hierarchy)


def test_unknown_level_is_an_error(hierarchy: Hierarchy, counts_of: CountsOf) -> None:
    with pytest.raises(UnknownAreaError, match="level 'block'"):
        arrange_counts(counts_of(("block", "A10", 2020, "z", 1)), ["z"], [], hierarchy)


@given(parts=st.lists(st.integers(0, 10**6), min_size=1, max_size=30), data=st.data())
def test_totals_survive_any_grouping(parts: list[int], data: st.DataObject) -> None:
    groups = data.draw(st.lists(st.integers(0, 4), min_size=len(parts), max_size=len(parts)))
    used = sorted(set(groups))
    fine, coarse = [f"f{i}" for i in range(len(parts))], [f"c{g}" for g in used]
    tree = Hierarchy(
        ("f", "c", "r"),
        {
            "f": pd.Series([f"c{g}" for g in groups], index=fine),
            "c": pd.Series("r", index=coarse),
            "r": pd.Series([None], index=["r"]),
        },
        {"f": pd.Series(1.0, index=fine), "c": pd.Series(1.0, index=coarse), "r": pd.Series(1.0, index=["r"])},
    )
    values = np.full((len(fine) + len(coarse) + 1, 1, 1), np.nan)
    values[: len(fine), 0, 0] = parts
    ones = np.ones(values.shape, dtype=np.int64)
    summed = sum_upwards(Cube(("z",), np.array([2020]), ("amt",), values, ones, ones), tree)
    assert summed.values[-1, 0, 0] == sum(parts)
