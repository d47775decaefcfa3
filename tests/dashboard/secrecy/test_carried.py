"""Estimates on other Gebietsstände give nothing away: they follow from what is published, and say what they are.

The attacker knows all published values of the three Gebietsstände, the crosswalks and all estimates. Since every
estimate can be computed from the first two (shown here for every cell), it adds nothing to them; and that published
values and borders alone give no protected cell away is what `attack_package` shows in `test_vintages`.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.vintages import protect_package
from geodata.package import load_package
from indicators.protection import Pattern
from indicators.protection.quantities import quantity_of
from indicators.revisions.commonareas import sum_common
from indicators.status import Status
from tests.regionbuilder import write_region

DEMO = Path(__file__).resolve().parents[3] / "geodata" / "regions" / "staedteregion-aachen"
STANDS = ("2016-entwurf", "2017", "2018")
PUBLISHED = ["fallzahl", "nenner", "wert", "status", "stichtag", "quelle"]


class AttackersAtlas(Atlas):
    """An atlas without a single count: it knows what was published, and the borders."""

    known: dict[tuple[str, str], pd.DataFrame]

    def published(self, indikator: str, stand: str) -> pd.DataFrame:
        return self.known[indikator, stand]

    def _figures(self, indikator: str, stand: str) -> pd.DataFrame:
        # rates that P4 leaves out follow from the counts, which stay
        return self.known[indikator, stand]

    def _pattern(self, stand: str) -> Pattern:
        raise AssertionError("an attacker does not know what is suppressed for which reason")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas(load_package(DEMO), Memory(Flask("atlas"), MEMORY))


@pytest.fixture(scope="module")
def attacker(atlas: Atlas) -> AttackersAtlas:
    package = load_package(DEMO)
    blind = AttackersAtlas(replace(package, counts=package.counts.iloc[:0]), Memory(Flask("attacker"), MEMORY))
    blind.known = {
        (name, stand): atlas.published(name, stand)[PUBLISHED].copy()
        for name in atlas.catalogue.indikatoren
        for stand in STANDS
    }
    return blind


def _everywhere(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    for name in atlas.catalogue.indikatoren:
        for old, new in permutations(STANDS, 2):
            yield name, old, new


def _finest(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame.index.get_level_values("ebene") == "sozialraum"].droplevel("ebene")


def test_every_estimate_follows_from_published_values_alone(atlas: Atlas, attacker: AttackersAtlas) -> None:
    estimates = 0
    for name, old, new in _everywhere(atlas):
        carried = atlas.carried(name, old, new)
        pd.testing.assert_frame_equal(carried, attacker.carried(name, old, new))
        estimates += int(carried["guete"].astype(str).str.startswith("geschätzt").sum())
    assert estimates > 4_000  # the claim is not empty


def test_crosswalks_do_not_depend_on_counts(atlas: Atlas, attacker: AttackersAtlas) -> None:
    for old, new in permutations(STANDS, 2):
        pd.testing.assert_frame_equal(atlas.crosswalk(old, new).frame, attacker.crosswalk(old, new).frame)


def test_suppressed_cell_shows_nothing_but_a_labelled_estimate(atlas: Atlas) -> None:
    """Rule D5: what the protection hides on a Gebietsstand has no number there, unless estimated from another one's."""
    protections = protect_package(atlas._package, atlas.catalogue).protections
    hidden_cells = 0
    for name, old, new in _everywhere(atlas):
        quantity = quantity_of(atlas.catalogue.indikatoren[name].zaehler)
        protection = protections[new]
        if quantity not in protection.quantities:
            continue
        part = protection.quantities[quantity]
        hidden = part.hidden & ~np.isnan(part.counts)
        carried = atlas.carried(name, old, new)
        for ebene, place in protection.hierarchy.slices.items():
            areas = protection.hierarchy.areas(ebene)
            cells = [(ebene, str(areas[i]), int(protection.years[y])) for i, y in np.argwhere(hidden[place]).tolist()]
            rows = carried.loc[carried.index.intersection(cells)]
            hidden_cells += len(rows)
            estimated = rows["guete"].astype(str).str.startswith("geschätzt")
            assert rows.loc[estimated, "uebertragen"].all()
            rows = rows[~estimated]
            assert rows[["fallzahl", "wert", "von", "bis", "wert_von", "wert_bis"]].isna().to_numpy().all()
            assert not (rows["status"] == Status.OBSERVED).any()
    assert hidden_cells > 4_000


def test_unchanged_area_that_is_suppressed_is_no_estimate_elsewhere(atlas: Atlas) -> None:
    found = 0
    for name, old, new in _everywhere(atlas):
        pieces = atlas.crosswalk(old, new).level("sozialraum")
        same = pieces[pieces["kind"] == "unveraendert"]
        source = _finest(atlas.published(name, old))
        hidden = source.index[source["status"] == Status.SUPPRESSED]
        hidden = hidden[hidden.get_level_values("area").isin(same["old"])]
        carried = _finest(atlas.carried(name, old, new))
        rows = carried.loc[carried.index.intersection(hidden)]
        rows = rows[rows["uebertragen"]]
        found += len(rows)
        assert set(rows["status"].astype(str)) <= {"gesperrt", "fehlt"}
    assert found > 100


def test_common_areas_with_a_suppressed_part_are_suppressed(atlas: Atlas) -> None:
    sums = 0
    for name, old, new in [("sgb2_quote", "2016-entwurf", "2017"), ("sgb2_quote", "2017", "2018")]:
        published = {stand: atlas.published(name, stand) for stand in (old, new)}
        rows = sum_common(atlas.catalogue.indikatoren[name], published, atlas.crosswalk(old, new).frame, "sozialraum")
        hidden = rows[rows["status"] == Status.SUPPRESSED]
        sums += len(rows)
        assert len(hidden) and hidden[["fallzahl", "nenner", "wert"]].isna().to_numpy().all()
    assert sums > 500


def test_all_years_of_all_gebietsstaende_on_one_of_them(atlas: Atlas) -> None:
    frame = atlas.estimated("bev_insgesamt", "2016-entwurf")
    finest = _finest(frame)
    assert sorted(set(finest.index.get_level_values("jahr"))) == list(range(2014, 2023))
    own = finest[finest.index.get_level_values("jahr") <= 2016]
    secret = _finest(atlas.published("bev_insgesamt", "2016-entwurf"))["status"] == Status.SUPPRESSED
    assert set(own["gebietsstand"][~secret[own.index]]) == {"2016-entwurf"}
    assert not own["uebertragen"][~secret[own.index]].any()
    later = finest[finest.index.get_level_values("jahr") == 2020]
    assert set(later["gebietsstand"]) == {"2018"} and later["uebertragen"].all()
    # 2017 is nearer in time to the draft than 2018
    assert set(finest[finest.index.get_level_values("jahr") == 2017]["gebietsstand"]) == {"2017"}
    assert frame.index.is_unique


def test_only_gebietsstand_of_a_region_is_carried_to_itself(tmp_path: Path) -> None:
    def drop_old(text: str) -> str:
        start, end = text.index("[[gebietsstaende]]"), text.rindex("[[gebietsstaende]]")
        return text[:start] + text[end:]

    def drop_old_rows(text: str) -> str:
        return "\n".join(line for line in text.splitlines() if ";2011;" not in line) + "\n"

    single = Atlas(
        load_package(write_region(tmp_path, region=drop_old, werte=drop_old_rows)), Memory(Flask("one"), MEMORY)
    )
    frame = single.estimated("bev_insgesamt", "2018")
    pd.testing.assert_frame_equal(frame[PUBLISHED], single.published("bev_insgesamt", "2018")[PUBLISHED])
    assert set(frame["guete"]) == {"exakt"}


def test_index_is_computed_anew_on_the_other_gebietsstand(atlas: Atlas) -> None:
    name = next(iter(atlas.indices.indizes))
    carried, own = atlas.carried_index(name, "2018", "2017"), atlas.index(name, "2017")
    years = {result: set(result.figures.index.get_level_values("jahr")) for result in (carried, own)}
    assert max(years[own]) == 2017 and max(years[carried]) > 2017
