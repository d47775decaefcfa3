"""Links between indicators: what is hidden in one must not be read off another."""

import numpy as np
import pandas as pd
import pytest

from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection import Pattern, PatternError, compute_pattern, protect_region
from indicators.protection.audit import attack_published
from indicators.protection.lots import CHEAPEST_FIRST
from indicators.publication import publish_indicator
from tests.indicators.protection.builders import (
    build_catalogue,
    build_counts,
    build_hierarchy,
    hidden_areas,
    publish_all,
)

NAN = float("nan")
TEN = {"geheimhaltung": {"min_zaehler": 10}}
FOUR = ("a0", "a1", "a2", "a3")


@pytest.fixture
def kommune() -> Hierarchy:
    return build_hierarchy({"A": FOUR})


def _hidden(catalogue: Catalogue, counts: pd.DataFrame, hierarchy: Hierarchy) -> dict[str, list[str]]:
    published = publish_all(catalogue, counts, hierarchy, compute_pattern(catalogue, counts, hierarchy, CHEAPEST_FIRST))
    return {name: hidden_areas(frame) for name, frame in published.items()}


def test_count_without_rule_is_hidden_with_the_rate_that_has_one(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"quote": {"zaehler": "z", "nenner": "n", **TEN}, "anzahl": {"zaehler": "z"}})
    counts = build_counts(kommune, {"z": (412, 7, 300, 281), "n": (900, 206, 900, 900)})
    assert _hidden(catalogue, counts, kommune) == {"quote": ["a1", "a3"], "anzahl": ["a1", "a3"]}


def test_rate_is_hidden_where_its_denominator_is_secret_elsewhere(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"hh": TEN, "quote": {"zaehler": "z", "nenner": "hh"}, "z": {}})
    counts = build_counts(kommune, {"hh": (412, 7, 300, 281), "z": (100, 5, 80, 70)})
    hidden = _hidden(catalogue, counts, kommune)
    assert hidden == {"hh": ["a1", "a3"], "quote": ["a1", "a3"], "z": ["a1", "a3"]}


def test_denominator_hidden_for_a_zero_leaves_no_lone_suppressed_cell(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"hh": TEN, "quote": {"zaehler": "z", "nenner": "hh"}})
    counts = build_counts(kommune, {"hh": (412, 7, 300, 281), "z": (100, 0, 80, 0)})
    assert _hidden(catalogue, counts, kommune)["quote"] == ["a1", "a2", "a3"]  # 80 is the cheapest that is not zero


def test_change_is_hidden_in_both_years_it_would_reveal(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"z": TEN, "v": {"zaehler": "z", "art": "veraenderung", "abstand_jahre": 1}})
    counts = build_counts(kommune, {"z": (412, 70, 300, 281)}, {"z": (412, 7, 300, 281)}, {"z": (412, 70, 300, 281)})
    published = publish_all(catalogue, counts, kommune, compute_pattern(catalogue, counts, kommune, CHEAPEST_FIRST))
    assert [hidden_areas(published["v"], jahr) for jahr in (2021, 2022)] == [["a1", "a3"], ["a1", "a3"]]
    assert published["v"].loc[("sozialraum", "a1"), ["fallzahl", "nenner", "wert"]].isna().all(axis=None)


def test_cell_hidden_the_year_before_is_hidden_again_although_another_is_a_little_cheaper(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"z": TEN})
    counts = build_counts(kommune, {"z": (412, 7, 300, 281)}, {"z": (412, 7, 270, 281)}, {"z": (412, 7, 100, 281)})
    frame = publish_all(catalogue, counts, kommune, compute_pattern(catalogue, counts, kommune, CHEAPEST_FIRST))["z"]
    assert [hidden_areas(frame, jahr) for jahr in (2020, 2021, 2022)] == [["a1", "a3"], ["a1", "a3"], ["a1", "a2"]]


def test_source_protected_before_gets_no_secondary_cells(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"z": {"geheimhaltung": {"min_zaehler": 10, "vorgeschuetzt": True}}})
    assert _hidden(catalogue, build_counts(kommune, {"z": (412, 7, 300, 281)}), kommune)["z"] == ["a1"]


def test_finished_value_of_a_protected_variable_is_hidden_too(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"z": TEN, "fertig": {"zaehler": "z", "art": "wert"}})
    counts = build_counts(kommune, {"z": (412, 7, 300, 281)})
    assert _hidden(catalogue, counts, kommune)["fertig"] == ["a1", "a3"]


def test_missing_area_under_a_delivered_total_already_hides_its_neighbours(kommune: Hierarchy) -> None:
    total = pd.DataFrame({"ebene": "kommune", "area": ["A"], "jahr": 2020, "variable": "z", "wert": [1000.0],
                          "quelle": "amt", "stichtag": pd.Timestamp("2020-12-31")})  # fmt: skip
    catalogue = build_catalogue({"z": TEN})
    counts = pd.concat([build_counts(kommune, {"z": (412, 7, 300, NAN)}), total])
    assert _hidden(catalogue, counts, kommune)["z"] == ["a1"]


def test_delivered_total_that_contradicts_its_parts_is_still_an_equation(kommune: Hierarchy) -> None:
    total = pd.DataFrame({"ebene": "kommune", "area": ["A"], "jahr": 2020, "variable": "z", "wert": [990.0],
                          "quelle": "amt", "stichtag": pd.Timestamp("2020-12-31")})  # fmt: skip
    catalogue = build_catalogue({"z": TEN})
    counts = pd.concat([build_counts(kommune, {"z": (412, 7, 300, 281)}), total])
    protection = protect_region(catalogue, counts, kommune, CHEAPEST_FIRST)
    published = publish_all(catalogue, counts, kommune, protection.pattern)
    assert hidden_areas(published["z"]) == ["a1", "a3"]
    assert not attack_published(catalogue, published, protection).breaches(protection)["z",].any()


def test_sum_of_two_variables_hides_no_less_than_its_parts(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"zu": TEN, "fort": TEN, "volumen": {"zaehler": ["zu", "fort"]}})
    counts = build_counts(kommune, {"zu": (412, 7, 300, 281), "fort": (500, 90, 200, 100)})
    protection = protect_region(catalogue, counts, kommune, CHEAPEST_FIRST)
    published = publish_all(catalogue, counts, kommune, protection.pattern)
    hidden = {name: hidden_areas(frame) for name, frame in published.items()}
    # 7 + 90 = 97 would give 7 away: fort goes in the same two areas
    assert hidden == {"zu": ["a1", "a3"], "fort": ["a1", "a3"], "volumen": []}
    assert not attack_published(catalogue, published, protection).breaches(protection)["zu",].any()


def test_part_cannot_be_larger_than_a_published_whole(kommune: Hierarchy) -> None:
    declared = [{"ganzes": "alle", "teile": ["kinder", "uebrige"]}]
    catalogue = build_catalogue({"alle": {}, "kinder": TEN}, declared)
    counts = build_counts(kommune, {"alle": (500, 8, 400, 300), "kinder": (90, 7, 60, 50)})
    protection = protect_region(catalogue, counts, kommune, CHEAPEST_FIRST)
    published = publish_all(catalogue, counts, kommune, protection.pattern)
    # kinder ≤ alle = 8 would leave less than 10
    assert "a1" in hidden_areas(published["alle"])
    assert not attack_published(catalogue, published, protection).breaches(protection)["kinder",].any()


def test_rest_of_a_sum_is_protected_although_nobody_publishes_it(kommune: Hierarchy) -> None:
    declared = [{"ganzes": "alle", "teile": ["teil", "rest"]}]
    catalogue = build_catalogue({"alle": TEN, "teil": TEN}, declared)
    counts = build_counts(kommune, {"alle": (500, 47, 400, 300), "teil": (90, 43, 60, 50)})  # 47 − 43 = 4
    protection = protect_region(catalogue, counts, kommune)
    published = publish_all(catalogue, counts, kommune, protection.pattern)
    assert "a1" in [*hidden_areas(published["alle"]), *hidden_areas(published["teil"])]
    attack = attack_published(catalogue, published, protection)
    assert not attack.breaches(protection)["rest",].any()
    assert attack.low["rest",][1, 0] <= 1 <= 10 <= attack.high["rest",][1, 0]
    shown = Pattern(protection.years, {name: mask & False for name, mask in protection.pattern.masks.items()})
    attack = attack_published(catalogue, publish_all(catalogue, counts, kommune, shown), protection)
    assert np.argwhere(attack.breaches(protection)["rest",]).tolist() == [[1, 0]]
    assert (attack.low["rest",][1, 0], attack.high["rest",][1, 0]) == (4, 4)


def test_sum_of_two_ones_is_two_at_least_and_asks_for_no_more(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"alle": TEN, "a": TEN, "b": TEN}, [{"ganzes": "alle", "teile": ["a", "b"]}])
    a, b = np.array((1, 50, 60, 70)), np.array((1, 80, 90, 70))
    counts = build_counts(kommune, {"alle": a + b, "a": a, "b": b})
    protection = protect_region(catalogue, counts, kommune)
    attack = attack_published(catalogue, publish_all(catalogue, counts, kommune, protection.pattern), protection)
    assert attack.low["alle",][0, 0] == 2
    assert attack.high["alle",][0, 0] >= 10
    assert not any(cells.any() for cells in attack.breaches(protection).values())
    assert sum(int(mask.sum()) for mask in protection.pattern.masks.values()) < 10  # not everything


def test_pattern_of_another_catalogue_is_refused(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"z": TEN})
    counts = build_counts(kommune, {"z": (412, 7, 300, 281)})
    with pytest.raises(PatternError, match="made without z"):
        publish_indicator(catalogue.indikatoren["z"], counts, kommune, Pattern(np.array([2020]), {}))


def test_pattern_does_not_depend_on_the_order_of_rows_or_indicators(kommune: Hierarchy) -> None:
    catalogue = build_catalogue({"z": TEN, "quote": {"zaehler": "y", "nenner": "z", **TEN}})
    counts = build_counts(kommune, {"z": (412, 7, 300, 281), "y": (100, 5, 30, 30)})
    backwards = build_catalogue({"quote": {"zaehler": "y", "nenner": "z", **TEN}, "z": TEN})
    one, other = (
        compute_pattern(catalogue, counts, kommune, CHEAPEST_FIRST),
        compute_pattern(backwards, counts[::-1], kommune, CHEAPEST_FIRST),
    )
    assert set(one.masks) == set(other.masks)
    for name, mask in one.masks.items():
        np.testing.assert_array_equal(mask, other.masks[name])
