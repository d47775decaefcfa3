"""Codes of areas in the order people expect."""

from hypothesis import given
from hypothesis import strategies as st

from geodata.ordering import name_key, natural_key


def test_published_codes_sort_as_in_the_report() -> None:
    # StädteRegion Aachen 2018: Alsdorf has A1a, A1b, A2a, A2b, A3–A10, A11a, A11b
    shuffled = ["A10", "A2b", "A11b", "A1b", "A3", "A11a", "A2a", "A1a"]
    assert sorted(shuffled, key=natural_key) == ["A1a", "A1b", "A2a", "A2b", "A3", "A10", "A11a", "A11b"]


def test_longer_prefix_comes_after_all_numbers_of_the_shorter() -> None:
    assert sorted(["SI1", "S10", "S2", "AC1", "A2"], key=natural_key) == ["A2", "AC1", "S2", "S10", "SI1"]


def test_case_does_not_decide() -> None:
    assert sorted(["b1", "A2", "a1"], key=natural_key) == ["a1", "A2", "b1"]


def test_leading_zeros_keep_numeric_order_and_stay_distinct() -> None:
    assert sorted(["010", "9", "09"], key=natural_key) == ["09", "9", "010"]
    assert natural_key("09") != natural_key("9")


@given(st.permutations(["A1a", "A2b", "A10", "a2B", "02", "2", "SI1", "", "B 3", "B3"]))
def test_order_does_not_depend_on_the_input(texts: list[str]) -> None:
    assert sorted(texts, key=natural_key) == ["", "02", "2", "A1a", "A2b", "a2B", "A10", "B3", "B 3", "SI1"]


def test_names_sort_as_in_a_german_dictionary() -> None:
    # DIN 5007-1: umlauts as their vowels, ß as ss, case does not decide
    names = ["Würselen", "Aachen", "Xanten", "Übach-Palenberg", "Wuppertal", "alsdorf", "Ulm", "Straßburg", "Strassen"]
    assert sorted(names, key=name_key) == [
        "Aachen", "alsdorf", "Straßburg", "Strassen", "Übach-Palenberg", "Ulm", "Wuppertal", "Würselen", "Xanten",
    ]  # fmt: skip
