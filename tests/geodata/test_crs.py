"""A wrong reference system is named as what it is: degrees, another zone, swapped axes, a web map."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from geodata.checks import Problem, Report, Schwere, check_package, format_report
from tests.regionbuilder import NEW_AREAS, OLD_AREAS, Feature, collection, write_region

ALT, NEU = "geometrie/alt.geojson", "geometrie/neu.geojson"


def find(report: Report, words: str) -> Problem:
    hits = [problem for problem in report.problems if words in problem.text]
    assert len(hits) == 1, format_report(report)
    return hits[0]


def written(crs: str | None, swap: Sequence[int] = (0, 1)) -> dict[str, str]:
    """Both geometry files under another reference system, with the axes in another order."""

    def turned(area: Feature) -> Feature:
        rings = [[[point[n] for n in swap] for point in ring] for ring in area["geometry"]["coordinates"]]
        return {**area, "geometry": {**area["geometry"], "coordinates": rings}}

    return {
        name: collection(tuple(turned(area) for area in areas), crs=crs)
        for name, areas in ((ALT, OLD_AREAS), (NEU, NEW_AREAS))
    }


def test_web_mercator_is_refused_for_areas(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, region=lambda t: t.replace("EPSG:25832", "EPSG:3857")))
    problem = find(report, "EPSG:3857 ist für Flächen ungeeignet")
    # 1 / cos² of 50.8° north is 2.50
    assert problem.text.endswith("misst sie hier 2,5-mal so groß")
    assert (problem.schwere, problem.datei, problem.zeile) == (Schwere.FEHLER, "region.toml", 6)
    assert problem.abhilfe == 'crs = "EPSG:25832" angeben, das passt hier'


def test_region_outside_the_area_of_use_of_its_crs_is_a_warning(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, region=lambda t: t.replace("EPSG:25832", "EPSG:25833")))
    problem = find(report, "Die Region liegt bei 6,2° Länge und 50,8° Breite, EPSG:25833 gilt von 12° bis 18,01° Länge")
    assert (problem.schwere, problem.zeile) == (Schwere.WARNUNG, 6)
    assert "EPSG:25832" in problem.abhilfe


def test_geometry_in_the_neighbouring_zone_is_a_warning(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, files=written("urn:ogc:def:crs:EPSG::25833")))
    problems = [p for p in report.problems if "Mit EPSG:25833 liegen die Flächen bei 12,2° Länge" in p.text]
    assert [(p.schwere, p.datei) for p in problems] == [(Schwere.WARNUNG, ALT), (Schwere.WARNUNG, NEU)]
    assert "vermutlich falsche UTM-Zone: Koordinaten in EPSG:25832?" in problems[0].abhilfe


def test_swapped_metres_are_named_as_such(tmp_path: Path) -> None:
    report = check_package(write_region(tmp_path, files={NEU: written("urn:ogc:def:crs:EPSG::25832", (1, 0))[NEU]}))
    problem = find(report, "x und y sind vertauscht")
    assert (problem.schwere, problem.datei) == (Schwere.FEHLER, NEU)
    assert problem.text.endswith("(Ausdehnung x 5630000 bis 5631000; y 300000 bis 306000)")


def test_swapped_degrees_are_named_as_such(tmp_path: Path) -> None:
    areas = [
        {**area, "geometry": {"type": "Polygon", "coordinates": [[[50.7, w], [50.8, w], [50.8, w + 0.1], [50.7, w]]]}}
        for area, w in zip(NEW_AREAS, (6.0, 6.1, 6.2, 6.3, 6.4, 6.5), strict=True)
    ]
    report = check_package(write_region(tmp_path, files={NEU: collection(tuple(areas), crs=None)}))
    assert find(report, "x und y sind vertauscht (Ausdehnung x 50,7 bis 50,8; y 6 bis 6,6)").datei == NEU


@pytest.mark.parametrize(
    ("crs", "claim"),
    [
        (None, "eine GeoJSON-Datei ohne Angabe „crs“ gilt aber als Grad (EPSG:4326)"),
        ("urn:ogc:def:crs:EPSG::4258", "die Datei nennt aber EPSG:4258"),
    ],
)
def test_metres_in_degrees_name_who_claims_it(tmp_path: Path, crs: str | None, claim: str) -> None:
    report = check_package(write_region(tmp_path, files={NEU: written(crs)[NEU]}))
    assert (
        f"keine Grad, {claim} (Ausdehnung x 300000 bis 306000; y 5630000 bis 5631000)"
        in find(report, "keine Grad").text
    )
