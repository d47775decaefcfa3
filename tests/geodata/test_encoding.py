"""What the browser gets: every area, no gaps, labels inside."""

import gzip
import hashlib
import json
import math
from pathlib import Path
from typing import Any

import brotli
import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.encoding import compress, encode_borders, encode_level, simplify_coverage
from geodata.package import RegionPackage, load_package
from tests.regionbuilder import write_region


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> RegionPackage:
    return load_package(write_region(tmp_path_factory.mktemp("region")))


def _shapes(geojson: bytes) -> list[Any]:
    features = json.loads(geojson)["features"]
    return list(shapely.from_geojson([json.dumps(entry["geometry"]) for entry in features]))


def _wavy_pair() -> gpd.GeoDataFrame:
    """Two areas of 10 × 10 km, their common border a flat sine of 200 points; a third far below the tolerance."""
    north = np.linspace(0, 10_000, 200)
    line = [(10_000 + 0.3 * math.sin(y / 150), y) for y in north]
    west = shapely.Polygon([(0, 0), *line, (0, 10_000)])
    east = shapely.Polygon([(20_000, 0), (20_000, 10_000), *reversed(line)])
    tiny = shapely.box(25_000, 0, 25_001, 1)
    geometry = [shapely.transform(g, lambda xy: xy + np.array([300_000, 5_630_000])) for g in (west, east, tiny)]
    names = ["W", "O", "klein"]
    columns = {"kuerzel": names, "name": names, "parent": ["r", "r", "r"]}
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=25832, index=["1", "2", "3"])


def test_features_carry_key_code_name_and_parent_in_order(package: RegionPackage) -> None:
    encoded = encode_level(package.areas["2018", "sozialraum"])
    assert encoded.ids == ("0500101", "0500102", "0500110", "0500201", "0500202", "0500203")
    features = json.loads(encoded.geojson)["features"]
    assert [entry["id"] for entry in features] == list(encoded.ids)
    properties = {key: features[2]["properties"][key] for key in ("id", "k", "n", "p")}
    assert properties == {"id": "0500110", "k": "A10", "n": "Anhöhe", "p": "05001"}


def test_top_level_has_no_parent(package: RegionPackage) -> None:
    (region,) = json.loads(encode_level(package.areas["2018", "region"]).geojson)["features"]
    assert region["properties"]["p"] is None


def test_coordinates_are_longitude_before_latitude(package: RegionPackage) -> None:
    encoded = encode_level(package.areas["2018", "sozialraum"])
    # 200 km west of 9° E at 50.8° N are 2.84°; northing 5,630 km is 50.82° N on the meridian, 0.03° less out here
    south, west, north, east = encoded.bounds
    assert (west, south) == pytest.approx((6.162, 50.787), abs=0.002)
    assert 6.24 < east < 6.26
    assert 50.78 < north < 50.80
    lon, lat = json.loads(encoded.geojson)["features"][0]["geometry"]["coordinates"][0][0]
    assert lon < 7 < lat


def test_labels_lie_inside(package: RegionPackage) -> None:
    features = json.loads(encode_level(package.areas["2011", "sozialraum"]).geojson)["features"]
    for entry in features:
        assert shapely.from_geojson(json.dumps(entry["geometry"])).contains(shapely.Point(entry["properties"]["x"]))


def test_label_of_a_crescent_is_inside_although_its_centroid_is_not() -> None:
    crescent = shapely.Point(350_000, 5_630_000).buffer(10_000) - shapely.Point(352_000, 5_630_000).buffer(9_500)
    assert not crescent.contains(crescent.centroid)
    columns = {"kuerzel": ["m"], "name": ["m"], "parent": [None]}
    areas = gpd.GeoDataFrame(columns, geometry=[crescent], crs=25832, index=["m"])
    (entry,) = json.loads(encode_level(areas).geojson)["features"]
    assert shapely.from_geojson(json.dumps(entry["geometry"])).contains(shapely.Point(entry["properties"]["x"]))


def test_neighbours_keep_one_common_line_and_nothing_vanishes() -> None:
    encoded = encode_level(_wavy_pair())
    west, east, tiny = _shapes(encoded.geojson)
    assert shapely.get_num_coordinates(west) < 100  # of 202
    assert west.intersection(east).area == 0
    assert west.intersection(east).length == pytest.approx(10_000 / 111_250, rel=0.02)
    assert not tiny.is_empty
    assert tiny.area > 0


def test_invalid_coverage_loses_no_area() -> None:
    one, two = shapely.box(0, 0, 10, 10), shapely.box(9, 0, 20, 10)
    simplified = simplify_coverage(np.array([one, two, shapely.box(30, 0, 30.01, 0.01)]), 5.0)
    assert not shapely.is_empty(simplified).any()
    assert (shapely.area(simplified) > 0).all()


def test_upper_level_runs_along_the_lines_of_the_finest() -> None:
    areas = _wavy_pair().iloc[:2].assign(parent=["a", "b"])
    upper = areas.set_axis(["a", "b"]).assign(parent=["r", "r"])
    finest = _shapes(encode_level(areas).geojson)
    dissolved = _shapes(encode_level(upper, [areas]).geojson)
    assert [a.equals(b) for a, b in zip(finest, dissolved, strict=True)] == [True, True]


def test_borders_are_the_outlines_of_the_simplified_children(package: RegionPackage) -> None:
    children = package.areas["2018", "sozialraum"]
    borders = encode_borders(children, package.areas["2018", "kommune"])
    first, second = json.loads(borders)["features"]
    assert {key: first["properties"][key] for key in ("id", "k", "n")} == {"id": "05001", "k": "A", "n": "Astadt"}
    assert second["id"] == "05002"
    squares = _shapes(encode_level(children).geojson)
    outline = _shapes(borders)[0]
    assert outline.symmetric_difference(shapely.union_all(squares[:3])).area == pytest.approx(0, abs=1e-12)


def test_borders_without_names_use_the_keys(package: RegionPackage) -> None:
    first = json.loads(encode_borders(package.areas["2018", "sozialraum"]))["features"][0]
    assert (first["properties"]["k"], first["properties"]["n"]) == ("05001", "05001")


def test_top_level_has_no_borders(package: RegionPackage) -> None:
    assert json.loads(encode_borders(package.areas["2018", "region"]))["features"] == []


def test_compression_is_lossless_reproducible_and_named_by_content() -> None:
    data = b'{"type":"FeatureCollection"}' * 50
    packed = compress(data)
    assert brotli.decompress(packed.br) == data
    assert gzip.decompress(packed.gzip) == data
    assert packed == compress(data)
    assert packed.sha256 == hashlib.sha256(data).hexdigest()[:16]


def test_germany_fits_the_budget(realdata: Path) -> None:
    archive = realdata / "gemeinden" / "VG250_GEM_simplified.zip"
    areas = gpd.read_file(archive, use_arrow=True).set_index("ARS")
    areas["geometry"] = areas.geometry.make_valid()
    encoded = encode_level(areas.assign(kuerzel=areas.index, name=areas.index, parent=areas.index.str[:5]))
    assert len(json.loads(encoded.geojson)["features"]) == 10_990
    assert len(brotli.compress(encoded.geojson, quality=5)) < 1_300_000
