"""The attack across Gebietsstände finds what a pattern of each Gebietsstand alone gives away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from indicators.protection import protect_region
from indicators.protection.crossing import attack_across
from indicators.protection.holdings import RegionProtection
from indicators.protection.lots import CHEAPEST_FIRST
from indicators.protection.vintages import delivered_days, protect_vintages
from tests.indicators.protection.builders import build_catalogue, publish_all
from tests.indicators.protection.vintagebuilder import Vintage, link_all

COUNT = build_catalogue({"z": {"geheimhaltung": {"min_zaehler": 10}}})
DIVIDED = {
    "2018": Vintage({"B": {"B1": [0], "B2": [1], "B3a": [2], "B3b": [3]}}),
    "2016": Vintage({"B": {"B1": [0], "B2": [1], "B3": [2, 3]}}),
}
MOVED = {
    "2018": Vintage({"A": {"A1": [0], "A2": [1, 2], "A3": [3]}}),
    "2016": Vintage({"A": {"A1": [0, 1], "A2": [2], "A3": [3]}}),
}


def _attack(
    vintages: Mapping[str, Vintage], z: Sequence[float], protections: Mapping[str, RegionProtection] | None = None
) -> pd.DataFrame:
    counts = {stand: vintage.count(z=z) for stand, vintage in vintages.items()}
    alone = {
        stand: protect_region(COUNT, counts[stand], vintage.hierarchy, CHEAPEST_FIRST)
        for stand, vintage in vintages.items()
    }
    used = alone if protections is None else protections
    published = {s: publish_all(COUNT, counts[s], vintages[s].hierarchy, used[s].pattern) for s in vintages}
    days = {stand: delivered_days(of_stand) for stand, of_stand in counts.items()}
    return attack_across(COUNT, published, used, link_all(vintages), days)


def _together(vintages: Mapping[str, Vintage], z: Sequence[float]) -> dict[str, RegionProtection]:
    counts = {stand: vintage.count(z=z) for stand, vintage in vintages.items()}
    lots = dict.fromkeys(vintages, CHEAPEST_FIRST)
    return protect_vintages(COUNT, counts, {s: v.hierarchy for s, v in vintages.items()}, link_all(vintages), lots)


def test_143_minus_139_is_found_and_gone_when_protected_together() -> None:
    z = [200, 60, 139, 4]
    rows = _attack(DIVIDED, z)
    cell = rows[rows["area"] == "B3b"].iloc[0]
    assert cell.tolist() == ["2018", "z", "sozialraum", "B3b", 2020, 4, 4]
    assert _attack(DIVIDED, z, _together(DIVIDED, z)).empty


def test_piece_between_moved_borders_is_found_and_gone_when_protected_together() -> None:
    z = [139, 4, 57, 300]
    assert _attack(MOVED, z).values.tolist() == [["2016", "z", "sozialraum", "A2 ∩ A1", 2020, 4, 4]]
    assert _attack(MOVED, z, _together(MOVED, z)).empty


def test_same_cell_shown_in_one_gebietsstand_only_is_found() -> None:
    z = [139, 30, 57, 7]
    together = _together(MOVED, z)
    assert _attack(MOVED, z, together).empty
    part = together["2016"].quantities["z",]
    shown = replace(part, hidden=part.hidden & False)
    weaker = together | {"2016": replace(together["2016"], quantities={("z",): shown})}
    # the primary rules still hide A3 in the older one, but A3 = A − A1 − A2 there
    assert "A3" in _attack(MOVED, z, weaker)["area"].tolist()


def test_deliveries_that_contradict_each_other_do_not_stop_the_attack() -> None:
    counts = {"2018": MOVED["2018"].count(z=[139, 4, 57, 7]), "2016": MOVED["2016"].count(z=[100, 4, 57, 7])}
    hierarchies = {stand: vintage.hierarchy for stand, vintage in MOVED.items()}
    together = protect_vintages(COUNT, counts, hierarchies, link_all(MOVED))
    published = {s: publish_all(COUNT, counts[s], hierarchies[s], together[s].pattern) for s in MOVED}
    days = {stand: delivered_days(of_stand) for stand, of_stand in counts.items()}
    assert attack_across(COUNT, published, together, link_all(MOVED), days).empty


REST = build_catalogue(
    {"alle": {"geheimhaltung": {"min_zaehler": 10}}, "teil": {}}, [{"ganzes": "alle", "teile": ["teil", "rest"]}]
)


def test_rest_in_a_moved_piece_is_found_and_gone_when_protected_together() -> None:
    # 50 people moved with block 1, 46 of them counted in teil: the rest of the piece is 4, of every area 50 or more
    values = {"alle": [300, 50, 400, 500], "teil": [200, 46, 300, 400]}
    counts = {stand: vintage.count(**values) for stand, vintage in MOVED.items()}
    hierarchies = {stand: vintage.hierarchy for stand, vintage in MOVED.items()}
    alone = {stand: protect_region(REST, counts[stand], hierarchies[stand]) for stand in MOVED}
    together = protect_vintages(REST, counts, hierarchies, link_all(MOVED))
    days = {stand: delivered_days(of_stand) for stand, of_stand in counts.items()}
    found = {}
    for name, protections in (("alone", alone), ("together", together)):
        published = {s: publish_all(REST, counts[s], hierarchies[s], protections[s].pattern) for s in MOVED}
        found[name] = attack_across(REST, published, protections, link_all(MOVED), days)
    assert found["alone"].values.tolist() == [["2016", "rest", "sozialraum", "A2 ∩ A1", 2020, 4, 4]]
    assert found["together"].empty


def test_union_of_two_hidden_areas_is_two_at_least_and_no_breach() -> None:
    # 5 and 4 are hidden and not 0, so nobody can hold their union, an area of the older Gebietsstand, to be 1
    z = [60, 40, 5, 4]
    assert _attack(DIVIDED, z, _together(DIVIDED, z)).empty
