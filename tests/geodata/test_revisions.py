"""Relation of two Gebietsstände of one level: squares of 1 km side counted by hand, and Berlin."""

import time
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.package import load_package
from geodata.revisions import Change, Component, Piece, relate_areas

DEMO = Path(__file__).resolve().parents[2] / "geodata" / "regions" / "staedteregion-aachen"
Box = tuple[float, float]  # from and to, km along a strip of 1 km height


def _strip(boxes: Mapping[str, Box], crs: str = "EPSG:25832") -> gpd.GeoDataFrame:
    shapes = [shapely.box(1000 * west, 0, 1000 * east, 1000) for west, east in boxes.values()]
    return gpd.GeoDataFrame(geometry=shapes, index=list(boxes), crs=crs)


def _relate(old: Mapping[str, Box], new: Mapping[str, Box]) -> tuple[Component, ...]:
    return relate_areas(_strip(old), _strip(new))


def _pieces(component: Component) -> dict[tuple[str | None, str | None], float]:
    return {(piece.old, piece.new): round(piece.area_km2, 6) for piece in component.pieces}


def test_area_with_equal_territory_and_another_key_is_renamed() -> None:
    assert _relate({"a": (0, 1)}, {"b": (0, 1)}) == (Component(("a",), ("b",), (Piece("a", "b", 1.0),), renamed=True),)
    assert _relate({"a": (0, 1)}, {"b": (0, 1)})[0].change is Change.RENAMED
    assert _relate({"a": (0, 1)}, {"a": (0, 1)})[0].change is Change.UNCHANGED


def test_area_with_equal_territory_and_another_name_is_renamed() -> None:
    old, new = _strip({"a": (0, 1), "b": (1, 2)}), _strip({"a": (0, 1), "b": (1, 2)})
    (first, second) = relate_areas(old.assign(name=["Aue", "Berg"]), new.assign(name=["Aue", "Bergdorf"]))
    assert (first.change, second.change) == (Change.UNCHANGED, Change.RENAMED)


def test_split_and_merged_areas() -> None:
    split, merged = _relate({"s": (0, 2), "m": (2, 3), "n": (3, 5)}, {"s1": (0, 0.5), "s2": (0.5, 2), "mn": (2, 5)})
    assert (split.change, split.old, split.new) == (Change.SPLIT, ("s",), ("s1", "s2"))
    assert _pieces(split) == {("s", "s1"): 0.5, ("s", "s2"): 1.5}
    assert (merged.change, merged.old, merged.new) == (Change.MERGED, ("m", "n"), ("mn",))
    assert _pieces(merged) == {("m", "mn"): 1.0, ("n", "mn"): 2.0}


def test_moved_borders_chain_areas_together() -> None:
    (component,) = _relate({"a": (0, 1), "b": (1, 2), "c": (2, 3)}, {"a": (0, 1.2), "b": (1.2, 2.1), "c": (2.1, 3)})
    assert component.change is Change.MOVED
    assert _pieces(component) == {("a", "a"): 1, ("b", "a"): 0.2, ("b", "b"): 0.8, ("c", "b"): 0.1, ("c", "c"): 0.9}


def test_new_and_dropped_territory() -> None:
    dropped, kept, new = _relate({"d": (0, 1), "k": (1, 2)}, {"k": (1, 2), "n": (2, 3)})
    assert [c.change for c in (dropped, kept, new)] == [Change.DROPPED, Change.UNCHANGED, Change.NEW]
    assert _pieces(dropped) == {("d", None): 1.0}
    assert _pieces(new) == {(None, "n"): 1.0}


def test_area_that_grew_beyond_the_old_territory_is_moved() -> None:
    (component,) = _relate({"a": (0, 1)}, {"a": (0, 1.5)})
    assert component.change is Change.MOVED
    assert not component.closed
    assert _pieces(component) == {("a", "a"): 1.0, (None, "a"): 0.5}


def test_misaligned_borders_below_one_percent_are_slivers() -> None:
    components = _relate({"a": (0, 1), "b": (1, 2)}, {"a": (0.005, 1.005), "b": (1.005, 2.005)})
    assert [c.change for c in components] == [Change.UNCHANGED, Change.UNCHANGED]


def test_a_piece_below_one_percent_of_the_larger_area_only_is_kept() -> None:
    (component,) = _relate({"small": (0, 0.2), "large": (0.2, 2)}, {"small": (0, 0.21), "large": (0.21, 2)})
    # 0.01 km² is 0.6 % of the large area and 5 % of the small one
    assert _pieces(component)["large", "small"] == 0.01


def test_different_reference_systems_are_refused() -> None:
    with pytest.raises(ValueError, match="different reference systems"):
        relate_areas(_strip({"a": (0, 1)}), _strip({"a": (0, 1)}, "EPSG:25833"))


def test_demonstration_region_from_2017_to_2018_splits_two_areas_and_gains_aachen() -> None:
    areas = load_package(DEMO).areas
    components = relate_areas(areas["2017", "sozialraum"], areas["2018", "sozialraum"])
    kinds = [c.change for c in components]
    assert {c.old: c.new for c in components if c.change is Change.SPLIT} == {
        ("E9",): ("E9", "E15"), ("S3",): ("S3a", "S3b")
    }  # fmt: skip
    assert (kinds.count(Change.UNCHANGED), kinds.count(Change.NEW)) == (75, 14)  # 77 − 2, 93 − 75 − 4
    (region,) = relate_areas(areas["2017", "region"], areas["2018", "region"])
    assert [(p.old, p.new) for p in region.pieces] == [
        ("altkreis-aachen", "staedteregion-aachen"), (None, "staedteregion-aachen")
    ]  # fmt: skip


def test_berlin_at_full_resolution_is_related_in_seconds(realdata: Path) -> None:
    lor = realdata / "berlin" / "lor"
    old = gpd.read_file(lor / "berlin-lor-planning-areas-until-2020.geojson").to_crs("EPSG:25833")
    new = gpd.read_file(lor / "LOR_2023-01-01_PLR_EPSG_25833_nur_ID.shp")
    new = new.set_crs("EPSG:25833", allow_override=True)
    for frame in (old, new):
        frame.geometry = shapely.make_valid(frame.geometry.to_numpy())
        frame.index = frame.index.astype(str)  # one id stands twice
    started = time.process_time()
    components = relate_areas(old, new)
    assert time.process_time() - started < 5
    kinds = [c.change for c in components]
    assert (sum(len(c.old) for c in components), sum(len(c.new) for c in components)) == (448, 542)
    # counted in another overlay at 1 %: about 272 nearly identical, 56 split, 10 merged
    assert kinds.count(Change.UNCHANGED) + kinds.count(Change.RENAMED) == pytest.approx(272, abs=15)
    assert kinds.count(Change.SPLIT) == pytest.approx(56, abs=6)
    assert kinds.count(Change.MERGED) == pytest.approx(10, abs=3)
    assert not {Change.NEW, Change.DROPPED} & set(kinds)
