"""How good carried values are, on the demonstration region, where the truth is known on all three Gebietsstände."""

from pathlib import Path

import pandas as pd
import pytest
from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.commands.carrycheck import check_variable
from geodata.crosswalks import Crosswalk, build_crosswalk
from geodata.package import RegionPackage, load_package
from geodata.relations import relate_stands
from indicators.revisions.carriedvalues import carry_published

DEMO = Path(__file__).resolve().parents[2] / "geodata" / "regions" / "staedteregion-aachen"


@pytest.fixture(scope="module")
def package() -> RegionPackage:
    return load_package(DEMO)


@pytest.fixture(scope="module")
def by_area(package: RegionPackage) -> Crosswalk:
    """The crosswalk of a package without population points."""
    levels = [level.id for level in package.config.ebenen]
    old, new = ({e: package.areas[stand, e] for e in levels} for stand in ("2016-entwurf", "2017"))
    return build_crosswalk(("2016-entwurf", old), ("2017", new))


@pytest.fixture(scope="module")
def by_residents(package: RegionPackage) -> Crosswalk:
    return relate_stands(package, "2016-entwurf", "2017")


def _mean_deviation(package: RegionPackage, walk: Crosswalk, variable: str) -> float:
    """Percent, of the 15 changed areas at the end of 2016."""
    (check,) = [c for c in check_variable(package, walk, variable) if c.day_old == pd.Timestamp("2016-12-31")]
    assert check.kept
    assert check.errors["verändert"].number == 15
    assert check.errors["unverändert"].largest == 0
    return 100 * check.errors["verändert"].mean


def test_residents_deviate_as_the_readme_says(
    package: RegionPackage, by_residents: Crosswalk, by_area: Crosswalk
) -> None:
    assert round(_mean_deviation(package, by_residents, "ew_insgesamt"), 1) == 0.1
    assert round(_mean_deviation(package, by_area, "ew_insgesamt"), 1) == 8.4


@pytest.mark.parametrize("variable", ["ew_65plus", "ew_u18", "sgb2_regelleistung"])
def test_parts_of_the_residents_carry_better_by_residents_than_by_territory(
    package: RegionPackage, by_residents: Crosswalk, by_area: Crosswalk, variable: str
) -> None:
    by_people = _mean_deviation(package, by_residents, variable)
    assert by_people < 0.8 * _mean_deviation(package, by_area, variable)


@pytest.mark.parametrize(
    ("indikator", "old", "new"),
    [
        ("bev_insgesamt", "2016-entwurf", "2017"),
        ("bev_insgesamt", "2017", "2016-entwurf"),
        ("anteil_65plus", "2016-entwurf", "2017"),
        ("anteil_65plus", "2017", "2018"),
        ("sgb2_quote", "2017", "2018"),
    ],
)
def test_counted_number_lies_within_the_bounds(package: RegionPackage, indikator: str, old: str, new: str) -> None:
    atlas = Atlas(package, Memory(Flask("atlas"), MEMORY))
    entry, counted = atlas.catalogue.indikatoren[indikator], atlas.published(indikator, new)["fallzahl"]
    carried = carry_published(
        entry, atlas.published(indikator, old), atlas.crosswalk(old, new).frame, atlas.hierarchy(new)
    )
    estimated = carried[carried["guete"].astype(str).str.startswith("geschätzt")]
    truth = counted.reindex(estimated.index)
    known = truth.notna() & estimated["von"].notna()
    assert known.sum() >= 10
    assert (estimated["von"] <= truth)[known].all() and (truth <= estimated["bis"])[known].all()


def test_baesweiler_six_to_seven_is_weighted_by_residents(package: RegionPackage) -> None:
    rows = relate_stands(package, "2016-entwurf", "2017").level("sozialraum")
    baesweiler = rows[rows["old"].str.match(r"^B\d$", na=False)]
    assert (baesweiler["old"].nunique(), baesweiler["new"].nunique()) == (6, 7)
    assert set(baesweiler["kind"]) == {"verschoben"}
    assert set(baesweiler["method"]) == {"exakt", "einwohner"}
