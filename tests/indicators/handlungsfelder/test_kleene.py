"""Truth tables of the three-valued logic, written by hand: T met, U unknown, F not met."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.handlungsfelder.kleene import Erfuellung, at_least

NUMBER = {"T": 1, "U": 0, "F": -1}


def join(k: int, members: str) -> str:
    states = np.array([[NUMBER[member]] for member in members], dtype=np.int8)
    return {1: "T", 0: "U", -1: "F"}[int(at_least(k, states)[0])]


# Kleene 1952, strong conjunction
@pytest.mark.parametrize(
    ("members", "result"),
    [("TT", "T"), ("TU", "U"), ("TF", "F"), ("UT", "U"), ("UU", "U"), ("UF", "F"), ("FT", "F"), ("FU", "F"),
     ("FF", "F")],
)  # fmt: skip
def test_all_of_two(members: str, result: str) -> None:
    assert join(2, members) == result


# Kleene 1952, strong disjunction
@pytest.mark.parametrize(
    ("members", "result"),
    [("TT", "T"), ("TU", "T"), ("TF", "T"), ("UT", "T"), ("UU", "U"), ("UF", "U"), ("FT", "T"), ("FU", "U"),
     ("FF", "F")],
)  # fmt: skip
def test_one_of_two(members: str, result: str) -> None:
    assert join(1, members) == result


@pytest.mark.parametrize(
    ("members", "result"),
    [("TTT", "T"), ("TTU", "T"), ("TTF", "T"), ("TUU", "U"), ("TUF", "U"), ("TFF", "F"), ("UUU", "U"), ("UUF", "U"),
     ("UFF", "F"), ("FFF", "F")],
)  # fmt: skip
def test_two_of_three(members: str, result: str) -> None:
    assert join(2, members) == result


@pytest.mark.parametrize(
    ("k", "members", "result"),
    [(3, "TTUU", "U"), (3, "TTUF", "U"), (3, "TTFF", "F"), (3, "TTTU", "T"), (2, "TUUU", "U"), (4, "TTTU", "U")],
)
def test_k_of_four(k: int, members: str, result: str) -> None:
    assert join(k, members) == result


@given(st.lists(st.sampled_from("TUF"), min_size=1, max_size=6), st.data())
def test_whatever_the_unknown_turn_out_to_be_a_known_result_stays(members: list[str], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(members)))
    settled = [data.draw(st.sampled_from("TF")) if member == "U" else member for member in members]
    before, after = join(k, "".join(members)), join(k, "".join(settled))
    assert before in ("U", after)


@given(st.lists(st.sampled_from("TUF"), min_size=1, max_size=6), st.data())
def test_unknown_means_that_both_could_still_come_out(members: list[str], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(members)))
    text = "".join(members)
    if join(k, text) == "U":
        assert join(k, text.replace("U", "T")) == "T"
        assert join(k, text.replace("U", "F")) == "F"


def test_states_have_german_names() -> None:
    assert [Erfuellung.of(state).value for state in (1, 0, -1)] == ["erfuellt", "unbekannt", "nicht_erfuellt"]
