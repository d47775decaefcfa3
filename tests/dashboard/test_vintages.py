"""The Gebietsstände of a package are protected together; the newest loses nothing."""

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.commands.protect import attack_package
from dashboard.vintages import compute_package_patterns, link_vintages, newest_first, protect_package
from geodata.package import RegionPackage, load_package
from indicators.catalogue import Catalogue
from indicators.protection import compute_pattern
from tests.regionbuilder import write_region

DEMO = Path(__file__).resolve().parents[2] / "geodata" / "regions" / "staedteregion-aachen"


@pytest.fixture(scope="module")
def package() -> RegionPackage:
    return load_package(DEMO)


@pytest.fixture(scope="module")
def catalogue(package: RegionPackage) -> Catalogue:
    return Catalogue.model_validate(package.catalogue_data)


def test_newest_gebietsstand_comes_first(package: RegionPackage) -> None:
    assert newest_first(package.config) == ("2018", "2017", "2016-entwurf")


def test_demonstration_region_withstands_the_attack_across_its_three_gebietsstaende(package: RegionPackage) -> None:
    protocols, crossing = attack_package(package)
    assert crossing.empty
    assert all(protocol.rows["genuegt"].all() for protocol in protocols)
    kinds = {protocol.stand: set(protocol.rows["art"]) for protocol in protocols}
    assert "gebietsstand" not in kinds["2018"]
    assert "gebietsstand" in kinds["2017"] & kinds["2016-entwurf"]


def test_newest_gebietsstand_of_the_demonstration_region_is_protected_as_if_alone(
    package: RegionPackage, catalogue: Catalogue
) -> None:
    started = time.process_time()
    together = protect_package(package, catalogue)
    assert time.process_time() - started < 3
    newest = together.protections["2018"]
    alone = compute_pattern(catalogue, together.counts["2018"], newest.hierarchy)
    for name, mask in alone.masks.items():
        np.testing.assert_array_equal(newest.pattern.masks[name], mask)


def test_same_cell_of_the_demonstration_region_is_suppressed_in_all_gebietsstaende(
    package: RegionPackage, catalogue: Catalogue
) -> None:
    together = protect_package(package, catalogue)
    newest, older = together.protections["2018"], together.protections["2017"]
    years = np.array([2014, 2015, 2016, 2017])
    same = [
        old for link in together.links if (link.older, link.ebene) == ("2017", "sozialraum") for _, old in link.same
    ]
    assert len(same) == 75  # all but E9 and S3
    ours = older.hierarchy.areas("sozialraum").get_indexer(pd.Index(same))
    theirs = newest.hierarchy.areas("sozialraum").get_indexer(pd.Index(same))  # the codes did not change
    for name in newest.quantities:
        np.testing.assert_array_equal(
            newest.pattern.suppressed(name, years)[theirs], older.pattern.suppressed(name, years)[ours]
        )


def test_gebietsstaende_without_a_common_day_are_not_overlaid(tmp_path: Path) -> None:
    package = load_package(write_region(tmp_path))
    assert (
        link_vintages(package, protect_package(package, Catalogue.model_validate(package.catalogue_data)).counts) == ()
    )


def test_border_of_the_tiny_region_is_found_when_both_gebietsstaende_deliver_the_same_day(tmp_path: Path) -> None:
    package = load_package(write_region(tmp_path, werte=lambda text: text.replace("2016-12-31", "2018-12-31")))
    catalogue = Catalogue.model_validate(package.catalogue_data)
    (link,) = [link for link in protect_package(package, catalogue).links if link.ebene == "sozialraum"]
    assert [(c.newer, c.older) for c in link.changed] == [(("0500202", "0500203"), ("0500202",))]
    assert set(compute_package_patterns(package, catalogue)) == {"2011", "2018"}
