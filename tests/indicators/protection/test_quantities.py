"""Which counts belong together, read off the catalogue."""

import pytest

from indicators.catalogue import Catalogue
from indicators.protection.quantities import LinkedTables, Relation
from tests.indicators.protection.builders import build_catalogue


def _groups(catalogue: Catalogue) -> set[tuple[tuple[str, ...], ...]]:
    return set(LinkedTables.of(catalogue).groups)


def test_same_variable_in_two_indicators_is_one_quantity() -> None:
    tables = LinkedTables.of(build_catalogue({"quote": {"zaehler": "z", "nenner": "n"}, "anzahl": {"zaehler": "z"}}))
    assert set(tables.quantities) == {("z",), ("n",)}
    assert tables.quantities["z",].indicators == ("quote", "anzahl")
    assert tables.quantities["z",].denominators == (("n",),)


def test_density_has_no_denominator_to_protect() -> None:
    tables = LinkedTables.of(build_catalogue({"dichte": {"zaehler": "ew", "nenner": "flaeche_km2"}}))
    assert set(tables.quantities) == {("ew",)}
    assert tables.quantities["ew",].denominators == ()


def test_sum_is_linked_only_to_parts_that_are_published() -> None:
    assert LinkedTables.of(build_catalogue({"volumen": {"zaehler": ["zu", "fort"]}})).relations == ()
    linked = LinkedTables.of(build_catalogue({"volumen": {"zaehler": ["zu", "fort"]}, "zu": {}}))
    assert linked.relations == (Relation(("fort", "zu"), (("fort",), ("zu",))),)
    assert linked.groups == ((("fort", "zu"), ("zu",)),)


def test_two_sums_are_linked_through_a_part_nobody_publishes() -> None:
    catalogue = build_catalogue({"ab": {"zaehler": ["a", "b"]}, "bc": {"zaehler": ["b", "c"]}, "d": {}})
    assert _groups(catalogue) == {(("a", "b"), ("b", "c")), (("d",),)}


def test_declared_age_groups_are_linked() -> None:
    catalogue = build_catalogue({"alle": {}, "jung": {}, "alt": {}}, [{"ganzes": "alle", "teile": ["jung", "alt"]}])
    assert _groups(catalogue) == {(("alle",), ("alt",), ("jung",))}


def test_sums_of_values_blurred_at_their_source_are_no_equations() -> None:
    blurred = {"geheimhaltung": {"vorgeschuetzt": True}}
    declared = [{"ganzes": "alle", "teile": ["jung", "alt"]}]
    assert LinkedTables.of(build_catalogue({"alle": blurred, "jung": {}, "alt": {}}, declared)).relations == ()


def test_denominators_come_before_what_is_divided_by_them() -> None:
    catalogue = build_catalogue({"quote": {"zaehler": "a", "nenner": "b"}, "anteil": {"zaehler": "b", "nenner": "c"}})
    assert LinkedTables.of(catalogue).groups == ((("c",),), (("b",),), (("a",),))


def test_variables_divided_by_each_other_do_not_loop() -> None:
    catalogue = build_catalogue({"ab": {"zaehler": "a", "nenner": "b"}, "ba": {"zaehler": "b", "nenner": "a"}})
    assert _groups(catalogue) == {(("a",),), (("b",),)}


FIVE = {"geheimhaltung": {"min_zaehler": 5}}
TEN = {"geheimhaltung": {"min_zaehler": 10}}


def _least(catalogue: Catalogue) -> dict[tuple[str, ...], int]:
    return {name: rest.rule.least for name, rest in LinkedTables.of(catalogue).rests.items()}


def test_rest_has_the_strictest_threshold_of_its_equation() -> None:
    declared = [{"ganzes": "alle", "teile": ["a", "b", "uebrige"]}]
    assert _least(build_catalogue({"alle": FIVE, "a": TEN, "b": {}}, declared)) == {("uebrige",): 10}
    assert _least(build_catalogue({"alle": FIVE, "a": TEN}, declared)) == {("b", "uebrige"): 10}
    assert _least(build_catalogue({"a": TEN, "b": {}}, declared)) == {}  # the whole is not known


def test_rest_of_denominators_has_the_threshold_of_what_is_divided_by_them() -> None:
    declared = [{"ganzes": "alle", "teile": ["a", "uebrige"]}]
    rates: dict[str, dict[str, object]] = {
        "q": {"zaehler": "z", "nenner": "alle", **FIVE},
        "p": {"zaehler": "y", "nenner": "a"},
    }
    assert _least(build_catalogue(rates, declared)) == {("uebrige",): 5}


def test_declared_threshold_of_a_rest_wins() -> None:
    declared = [{"ganzes": "alle", "teile": ["a", "uebrige"], "min_zaehler": 3}]
    assert _least(build_catalogue({"alle": FIVE, "a": TEN}, declared)) == {("uebrige",): 3}


@pytest.mark.parametrize("teile", [["a"], ["ganzes", "a"], ["a", "a"]])
def test_sum_of_itself_is_refused(teile: list[str]) -> None:
    with pytest.raises(ValueError, match="teile"):
        build_catalogue({"a": {}}, [{"ganzes": "ganzes", "teile": teile}])
