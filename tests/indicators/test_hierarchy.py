import pandas as pd
import pytest

from indicators.hierarchy import Hierarchy, HierarchyError


def test_levels_know_the_next_coarser_one(hierarchy: Hierarchy) -> None:
    assert [hierarchy.parent_level(e) for e in hierarchy.ebenen] == ["kommune", "region", None]


def test_parent_of_the_region_is_none(hierarchy: Hierarchy) -> None:
    assert hierarchy.parent("region", "R") is None
    assert hierarchy.parent("sozialraum", "A10") == "A"
    assert hierarchy.region == "R"


def test_children_keep_the_display_order(hierarchy: Hierarchy) -> None:
    assert list(hierarchy.children("sozialraum", "A")) == ["A2b", "A10"]
    assert list(hierarchy.children("kommune", "R")) == ["A", "B"]


def test_parent_positions_point_into_the_coarser_level(hierarchy: Hierarchy) -> None:
    assert hierarchy.parent_positions("sozialraum").tolist() == [0, 0, 1, 1]
    assert hierarchy.parent_positions("region").tolist() == [-1]


def test_levels_lie_one_after_the_other(hierarchy: Hierarchy) -> None:
    assert hierarchy.slices == {"sozialraum": slice(0, 4), "kommune": slice(4, 6), "region": slice(6, 7)}
    assert list(hierarchy.all_areas) == ["A2b", "A10", "B1", "B2", "A", "B", "R"]
    assert hierarchy.all_area_km2.tolist() == [2, 4, 5, 10, 6, 15, 21]


def test_area_without_parent_is_an_error() -> None:
    parents = {"raum": pd.Series({"a": "R", "b": "Q"}), "region": pd.Series({"R": None})}
    sizes = {"raum": pd.Series({"a": 1.0, "b": 1.0}), "region": pd.Series({"R": 2.0})}
    with pytest.raises(HierarchyError, match="1 areas of level 'raum' have no parent at level 'region' \\('b'\\)"):
        Hierarchy(("raum", "region"), parents, sizes)


def test_different_orders_of_parents_and_sizes_are_an_error() -> None:
    parents = {"raum": pd.Series({"a": None, "b": None})}
    with pytest.raises(HierarchyError, match="different areas or orders"):
        Hierarchy(("raum",), parents, {"raum": pd.Series({"b": 1.0, "a": 1.0})})


def test_level_without_sizes_is_an_error() -> None:
    with pytest.raises(HierarchyError, match="lacks"):
        Hierarchy(("raum",), {"raum": pd.Series({"a": None})}, {})
