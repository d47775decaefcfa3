"""Crosswalks between two Gebietsstände: strips of 1 km height counted by hand, both directions."""

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.continuity import BREAK_SHARE
from geodata.crosswalks import Crosswalk, build_crosswalk
from geodata.package import RegionPackage, load_package
from geodata.pieces import cut_pieces
from geodata.relations import choose_residents, relate_stands
from tests.regionbuilder import write_region

Box = tuple[float, float]  # from and to, km along a strip of 1 km height
CRS = "EPSG:25832"
NAN = float("nan")


def _strip(boxes: Mapping[str, Box]) -> gpd.GeoDataFrame:
    shapes = [shapely.box(1000 * west, 0, 1000 * east, 1000) for west, east in boxes.values()]
    return gpd.GeoDataFrame({"parent": "r"}, geometry=shapes, index=list(boxes), crs=CRS)


def _levels(boxes: Mapping[str, Box]) -> dict[str, gpd.GeoDataFrame]:
    areas = _strip(boxes)
    region = gpd.GeoDataFrame(geometry=[areas.geometry.union_all()], index=["r"], crs=CRS)
    return {"raum": areas, "region": region}


def _points(people: Mapping[float, float]) -> gpd.GeoDataFrame:
    places = [shapely.Point(1000 * km, 500) for km in people]
    return gpd.GeoDataFrame({"einwohner": list(people.values())}, geometry=places, crs=CRS)


def _relate(
    old: Mapping[str, Box],
    new: Mapping[str, Box],
    people: gpd.GeoDataFrame | None = None,
    table: pd.DataFrame | None = None,
) -> Crosswalk:
    return build_crosswalk(("alt", _levels(old)), ("neu", _levels(new)), people, table)


def _rows(walk: Crosswalk, *columns: str) -> list[list[object]]:
    rows = walk.level("raum")[list(columns)]
    return [[None if pd.isna(v) else round(v, 6) if isinstance(v, float) else v for v in row]
            for row in rows.to_numpy(dtype=object).tolist()]  # fmt: skip


FORWARD = ("old", "new", "kind", "weight", "method")
BACK = ("old", "new", "kind", "weight_back", "method_back")


def test_unchanged_and_renamed_areas_carry_everything() -> None:
    walk = _relate({"a": (0, 1), "b": (1, 3)}, {"a": (0, 1), "c": (1, 3)})
    assert _rows(walk, *FORWARD) == [["a", "a", "unveraendert", 1.0, "exakt"], ["b", "c", "umbenannt", 1.0, "exakt"]]
    assert _rows(walk, *BACK) == [["a", "a", "unveraendert", 1.0, "exakt"], ["b", "c", "umbenannt", 1.0, "exakt"]]


def test_split_area_is_divided_by_territory_without_population_points() -> None:
    walk = _relate({"a": (0, 4)}, {"a1": (0, 1), "a2": (1, 4)})
    assert _rows(walk, *FORWARD) == [["a", "a1", "geteilt", 0.25, "flaeche"], ["a", "a2", "geteilt", 0.75, "flaeche"]]
    assert _rows(walk, *BACK) == [["a", "a1", "geteilt", 1.0, "exakt"], ["a", "a2", "geteilt", 1.0, "exakt"]]
    assert _rows(walk, "residents") == [[None], [None]]


def test_split_area_is_divided_by_residents_where_they_are_known() -> None:
    walk = _relate({"a": (0, 4)}, {"a1": (0, 1), "a2": (1, 4)}, _points({0.5: 300, 2: 80, 3: 20}))
    assert _rows(walk, "new", "residents", "weight", "method") == [
        ["a1", 300.0, 0.75, "einwohner"], ["a2", 100.0, 0.25, "einwohner"]
    ]  # fmt: skip


def test_merged_areas_are_an_exact_sum_and_an_estimate_backwards() -> None:
    walk = _relate({"m": (0, 1), "n": (1, 4)}, {"mn": (0, 4)})
    assert _rows(walk, *FORWARD) == [
        ["m", "mn", "zusammengelegt", 1.0, "exakt"],
        ["n", "mn", "zusammengelegt", 1.0, "exakt"],
    ]
    assert _rows(walk, *BACK) == [
        ["m", "mn", "zusammengelegt", 0.25, "flaeche"], ["n", "mn", "zusammengelegt", 0.75, "flaeche"]
    ]  # fmt: skip


def test_moved_border_has_three_pieces_in_both_directions() -> None:
    walk = _relate({"a": (0, 1), "b": (1, 2)}, {"a": (0, 1.2), "b": (1.2, 2)}, _points({0.5: 100, 1.1: 40, 1.5: 60}))
    assert _rows(walk, *FORWARD) == [
        ["a", "a", "verschoben", 1.0, "exakt"],
        ["b", "a", "verschoben", 0.4, "einwohner"],
        ["b", "b", "verschoben", 0.6, "einwohner"],
    ]
    assert _rows(walk, *BACK) == [
        ["a", "a", "verschoben", 0.714286, "einwohner"],  # 100 of 140
        ["b", "a", "verschoben", 0.285714, "einwohner"],
        ["b", "b", "verschoben", 1.0, "exakt"],
    ]


def test_dropped_and_new_territory_stay_in_the_balance() -> None:
    walk = _relate({"d": (0, 1), "k": (1, 2)}, {"k": (1, 2.5), "n": (2.5, 3)})
    assert _rows(walk, "old", "new", "kind", "weight", "weight_back") == [
        ["d", None, "entfallen", 1.0, None],
        ["k", "k", "verschoben", 1.0, 0.666667],
        [None, "k", "verschoben", None, 0.333333],
        [None, "n", "neu", None, 1.0],
    ]


def test_reversed_crosswalk_is_the_crosswalk_of_the_other_direction() -> None:
    old, new = {"a": (0, 1), "b": (1, 2), "c": (2, 5)}, {"ab": (0, 2), "c1": (2, 3), "c2": (3, 5.5)}
    there, back = _relate(old, new).reversed(), _relate(new, old)
    order = ["ebene", "old", "new"]
    columns = ["old", "new", "kind", "weight", "method", "weight_back", "method_back", "share_of_old", "share_of_new"]
    pd.testing.assert_frame_equal(
        there.frame.sort_values(order)[columns].reset_index(drop=True),
        back.frame.sort_values(order)[columns].reset_index(drop=True),
    )
    assert (there.old, there.new) == ("neu", "alt")


def test_table_of_the_package_wins_over_residents() -> None:
    table = pd.DataFrame({"old": ["a", "a"], "new": ["a1", "a2"], "weight": [0.9, 0.1], "weight_back": [NAN, NAN]})
    walk = _relate({"a": (0, 4)}, {"a1": (0, 1), "a2": (1, 4)}, _points({0.5: 300, 2: 100}), table)
    assert _rows(walk, "new", "weight", "method") == [["a1", 0.9, "tabelle"], ["a2", 0.1, "tabelle"]]


def test_area_without_residents_is_divided_by_territory() -> None:
    walk = _relate({"a": (0, 4), "b": (4, 5)}, {"a1": (0, 1), "a2": (1, 4), "b": (4, 5)}, _points({4.5: 90}))
    assert _rows(walk, "old", "weight", "method")[:2] == [["a", 0.25, "flaeche"], ["a", 0.75, "flaeche"]]


def test_residents_of_pieces_are_rounded_to_tens() -> None:
    walk = _relate({"a": (0, 2)}, {"a1": (0, 1), "a2": (1, 2)}, _points({0.5: 304, 1.5: 97}))
    assert _rows(walk, "residents", "weight") == [[300.0, 0.75], [100.0, 0.25]]


def test_cell_that_a_border_cuts_counts_by_its_territory() -> None:
    cells = gpd.GeoDataFrame({"einwohner": [100.0]}, geometry=[shapely.box(800, 0, 1600, 100)], crs=CRS)
    walk = _relate({"a": (0, 2)}, {"a1": (0, 1), "a2": (1, 2)}, cells)
    assert _rows(walk, "residents") == [[30.0], [80.0]]  # 25 and 75, rounded half up


def test_point_on_a_common_border_counts_once() -> None:
    walk = _relate({"a": (0, 2)}, {"a1": (0, 1), "a2": (1, 2)}, _points({1.0: 40, 0.2: 60, 1.8: 100}))
    assert sum(float(str(row[0])) for row in _rows(walk, "residents")) == 200


def test_sliver_is_left_out_and_counted() -> None:
    walk = _relate({"a": (0, 1), "b": (1, 2)}, {"a": (0, 1.005), "b": (1.005, 2)})
    assert _rows(walk, "old", "new", "kind") == [["a", "a", "unveraendert"], ["b", "b", "unveraendert"]]
    assert (walk.slivers, round(walk.slivers_km2, 6)) == (1, 0.005)


def test_sliver_that_people_live_on_is_a_piece() -> None:
    people = _points({0.5: 1000, 1.002: 50, 1.5: 1000})
    walk = _relate({"a": (0, 1), "b": (1, 2)}, {"a": (0, 1.005), "b": (1.005, 2)}, people)
    assert _rows(walk, "old", "new", "kind", "residents")[1] == ["b", "a", "verschoben", 50.0]


def test_upper_level_is_the_sum_of_the_finest() -> None:
    walk = _relate({"a": (0, 1), "b": (1, 2)}, {"a": (0, 1.5), "b": (1.5, 2.5)}, _points({0.5: 100, 2.2: 100}))
    region = walk.level("region")[["old", "new", "area_km2", "residents", "weight_back"]]
    assert region["old"].fillna("-").tolist() == ["r", "-"]
    assert region["area_km2"].round(6).tolist() == [2.0, 0.5]
    assert region["weight_back"].round(6).tolist() == [0.5, 0.5]


def test_change_share_is_measured_by_people_against_the_larger_area() -> None:
    walk = _relate({"a": (0, 4)}, {"a": (0, 3), "c": (3, 4)}, _points({1: 900, 3.5: 100}))
    changes = walk.changes.loc["raum"]
    assert changes["predecessor"].to_dict() == {"a": "a", "c": "a"}
    assert changes["change_share"].round(6).to_dict() == {"a": 0.1, "c": 0.9}
    assert changes["zeitreihenbruch"].to_dict() == {"a": True, "c": True}
    assert set(changes["method"]) == {"einwohner"}


def test_change_below_two_percent_breaks_no_series() -> None:
    assert BREAK_SHARE == 0.02
    walk = _relate(
        {"a": (0, 2), "b": (2, 3)}, {"a": (0, 2.015), "b": (2.015, 3)}, _points({1: 990, 2.01: 10, 2.5: 2000})
    )
    changes = walk.changes.loc["raum"]
    assert changes["change_share"].round(4).to_dict() == {"a": 0.01, "b": 0.005}
    assert not changes["zeitreihenbruch"].any()


def test_unchanged_area_has_no_change_and_new_territory_nothing_else() -> None:
    changes = _relate({"a": (0, 1)}, {"b": (0, 1), "n": (1, 2)}).changes.loc["raum"]
    assert changes["change_share"].to_dict() == {"b": 0.0, "n": 1.0}
    assert changes["predecessor"].fillna("-").to_dict() == {"b": "a", "n": "-"}


def test_pieces_have_the_shape_they_measure() -> None:
    pieces = cut_pieces(_strip({"a": (0, 1), "b": (1, 2)}), _strip({"a": (0, 1.2), "b": (1.2, 2.5)}))
    assert pieces[["old", "new"]].fillna("-").to_numpy().tolist() == [["a", "a"], ["b", "a"], ["b", "b"], ["-", "b"]]
    assert pieces.geometry.area.round(3).tolist() == [1e6, 2e5, 8e5, 5e5]
    np.testing.assert_allclose(pieces["area_km2"] * 1e6, pieces.geometry.area)


def test_invalid_polygon_is_repaired() -> None:
    bow = shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    old = gpd.GeoDataFrame({"parent": "r"}, geometry=[bow], index=["a"], crs=CRS)
    walk = build_crosswalk(("alt", {"raum": old}), ("neu", {"raum": _strip({"a": (0, 1)})}))
    assert walk.frame["area_km2"].round(6).tolist() == [0.5, 0.5]


@given(st.floats(-4, 4), st.floats(-4, 4))
def test_shifted_digitising_is_no_change(east: float, north: float) -> None:
    """The same borders drawn anew some metres beside the old ones."""
    boxes = {"a": (0.0, 1.0), "b": (1.0, 2.0), "c": (2.0, 4.0)}
    moved = _strip(boxes)
    moved.geometry = moved.geometry.translate(east, north)
    walk = build_crosswalk(("alt", {"raum": _strip(boxes)}), ("neu", {"raum": moved}))
    assert _rows(walk, "old", "new", "kind", "weight", "weight_back") == [
        [key, key, "unveraendert", 1.0, 1.0] for key in boxes
    ]


def test_ragged_borders_are_no_change() -> None:
    """Every vertex of a border with many of them lies up to 3 m off."""
    rng = np.random.default_rng(1)
    inner = [(1000.0, float(y)) for y in range(50, 1000, 50)]
    ragged = [(x + dx, y) for (x, y), dx in zip(inner, rng.uniform(-3, 3, len(inner)), strict=True)]

    def halves(border: list[tuple[float, float]]) -> gpd.GeoDataFrame:
        line = [(1000.0, 0.0), *border, (1000.0, 1000.0)]
        shapes = [shapely.Polygon([(0, 0), *line, (0, 1000)]), shapely.Polygon([(2000, 0), *line, (2000, 1000)])]
        return gpd.GeoDataFrame({"parent": "r"}, geometry=shapes, index=["a", "b"], crs=CRS)

    walk = build_crosswalk(("alt", {"raum": halves(inner)}), ("neu", {"raum": halves(ragged)}))
    assert _rows(walk, "old", "new", "kind") == [["a", "a", "unveraendert"], ["b", "b", "unveraendert"]]
    assert walk.slivers == 2
    assert walk.slivers_km2 < 0.002


borders = st.lists(st.integers(1, 39), min_size=1, max_size=6, unique=True).map(sorted)


def _cut(prefix: str, inner: list[int]) -> dict[str, Box]:
    edges = [0, *inner, 40]
    return {f"{prefix}{n}": (west / 4, east / 4) for n, (west, east) in enumerate(pairwise(edges))}


@given(borders, borders, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 500)), max_size=12))
def test_weights_add_up_to_one_and_keep_totals(old: list[int], new: list[int], people: list[tuple[int, int]]) -> None:
    points = _points({place / 10 + 0.03: float(number) for place, number in people if number})
    walk = _relate(_cut("o", old), _cut("n", new), points if len(points) else None)
    rows = walk.level("raum")
    np.testing.assert_allclose(rows.groupby("old")["weight"].sum(), 1.0)
    np.testing.assert_allclose(rows.groupby("new")["weight_back"].sum(), 1.0)
    assert rows["old"].nunique() == len(old) + 1
    assert rows["new"].nunique() == len(new) + 1
    np.testing.assert_allclose(rows["area_km2"].sum(), 10.0)


# --- the same through a region package -------------------------------------------------------------------------------

TABLE = """
[[umrechnungen]]
datei = "tabellen/umrechnung.csv"
von = "2011"
nach = "2018"
quelle = "melderegister"
"""
POINTS = """
[[bevoelkerungspunkte]]
datei = "geometrie/punkte.geojson"
einwohner = "ew"
stichtag = 2017-12-31
quelle = "melderegister"
"""


def _geojson(*people: tuple[int, object]) -> str:
    points = [
        {"type": "Feature", "properties": {"ew": number},
         "geometry": {"type": "Point", "coordinates": [300_000 + east, 5_630_500]}}
        for east, number in people
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": points})


def _package(folder: Path, more: str, files: Mapping[str, str]) -> RegionPackage:
    return load_package(
        write_region(folder, region=lambda text: text.replace("[texte]", more + "\n[texte]"), files=files)
    )


def test_package_without_points_divides_by_territory(tmp_path: Path) -> None:
    walk = relate_stands(load_package(write_region(tmp_path)), "2011", "2018")
    split = walk.frame[(walk.frame["old"] == "0500202") & (walk.frame["ebene"] == "sozialraum")]
    assert split[["new", "weight", "method"]].to_numpy().tolist() == [
        ["0500202", 0.5, "flaeche"], ["0500203", 0.5, "flaeche"]
    ]  # fmt: skip


def test_package_with_points_divides_by_residents(tmp_path: Path) -> None:
    files = {"geometrie/punkte.geojson": _geojson((500, 100), (4500, 300), (5500, 100))}
    package = _package(tmp_path, POINTS, files)
    walk = relate_stands(package, "2011", "2018")
    split = walk.frame[(walk.frame["old"] == "0500202") & (walk.frame["ebene"] == "sozialraum")]
    assert split[["new", "weight", "method", "residents"]].to_numpy().tolist() == [
        ["0500202", 0.75, "einwohner", 300.0], ["0500203", 0.25, "einwohner", 100.0]
    ]  # fmt: skip
    chosen = choose_residents(package, "2011", "2018")
    assert chosen is not None and chosen.places is not None
    assert len(chosen.places) == 3


def test_package_with_a_table_uses_it_in_both_directions(tmp_path: Path) -> None:
    table = "alt;neu;gewicht;gewicht_zurueck\n0500202;0500202;0.6;1\n0500202;0500203;0.4;1\n"
    package = _package(tmp_path, TABLE, {"tabellen/umrechnung.csv": table})
    there = relate_stands(package, "2011", "2018").level("sozialraum")
    assert there.loc[there["kind"] == "geteilt", "weight"].tolist() == [0.6, 0.4]
    back = relate_stands(package, "2018", "2011").level("sozialraum")
    assert back.loc[back["kind"] == "zusammengelegt", "weight_back"].tolist() == [0.6, 0.4]


def test_content_hash_follows_points_and_table(tmp_path: Path) -> None:
    table = "alt;neu;gewicht\n0500202;0500202;{}\n0500202;0500203;{}\n"
    hashes = {
        _package(tmp_path / str(n), TABLE + POINTS, {
            "tabellen/umrechnung.csv": table.format(*weights),
            "geometrie/punkte.geojson": _geojson((4500, people)),
        }).content_hash
        for n, (weights, people) in enumerate([((0.6, 0.4), 5), ((0.5, 0.5), 5), ((0.6, 0.4), 6)])
    }  # fmt: skip
    assert len(hashes) == 3


@pytest.mark.parametrize("name", ["0500202", "0500203"])
def test_pieces_of_a_package_lie_in_its_areas(tmp_path: Path, name: str) -> None:
    package = load_package(write_region(tmp_path))
    pieces = cut_pieces(package.areas["2011", "sozialraum"], package.areas["2018", "sozialraum"])
    (shape,) = pieces.loc[pieces["new"] == name, "geometry"]
    assert shape.equals(package.areas["2018", "sozialraum"].geometry[name])
