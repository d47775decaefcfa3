"""Warnings about sums and nestings that readers notice and the catalogue does not declare."""

import numpy as np
import pandas as pd

from dashboard.checks.catalogue import check_sums
from indicators.catalogue import Catalogue
from tests.indicators.protection.builders import build_catalogue

ROWS = 40
RNG = np.random.default_rng(20240618)
YOUNG, OLD = RNG.integers(0, 200, ROWS).astype(float), RNG.integers(0, 300, ROWS).astype(float)
COUNTS = pd.DataFrame({"alle": YOUNG + OLD, "jung": YOUNG, "alt": OLD})
CATALOGUE = build_catalogue({"alle": {}, "jung": {}, "alt": {}})


def _warnings(catalogue: Catalogue, counts: pd.DataFrame) -> list[tuple[str, str]]:
    return [(problem.text, problem.abhilfe) for problem in check_sums(catalogue, counts, "")]


def test_sum_that_holds_everywhere_is_to_be_declared() -> None:
    assert _warnings(CATALOGUE, COUNTS) == [
        ("„alle“ ist überall die Summe von „jung“ und „alt“, das steht aber nicht unter [[summen]]",
         '[[summen]] mit ganzes = "alle" und teile = ["jung", "alt"] ergänzen')
    ]  # fmt: skip


def test_declared_sum_and_sum_with_one_exception_are_silent() -> None:
    declared = build_catalogue({"alle": {}, "jung": {}, "alt": {}}, [{"ganzes": "alle", "teile": ["alt", "jung"]}])
    assert _warnings(declared, COUNTS) == []
    assert _warnings(CATALOGUE, COUNTS.assign(alle=COUNTS["alle"].where(COUNTS.index > 0, 1000.0))) == []
    assert _warnings(CATALOGUE, COUNTS.head(29)) == []  # may be an accident


def test_declared_sum_that_the_counts_contradict_is_named() -> None:
    declared = build_catalogue({"alle": {}, "jung": {}, "alt": {}}, [{"ganzes": "alle", "teile": ["alt", "jung"]}])
    wrong = COUNTS.assign(alle=COUNTS["alle"] + (COUNTS.index < 3))
    assert [text for text, _ in _warnings(declared, wrong)] == [
        "[[summen]], „alle“: in 3 Räumen und Jahren stimmt die Summe nicht"
    ]


def test_nesting_within_a_family_of_names_with_small_rests_is_to_be_declared() -> None:
    catalogue = build_catalogue({"alle": {}, "alle_privat": {}, "andere": {}})
    counts = pd.DataFrame({"alle": YOUNG + 300, "alle_privat": YOUNG + 300 - (YOUNG % 4), "andere": YOUNG})
    assert [text for text, _ in _warnings(catalogue, counts)] == [
        "„alle_privat“ ist überall ein Teil von „alle“, das steht aber nicht unter [[summen]]"
    ]
    rate = build_catalogue({"alle": {}, "quote": {"zaehler": "alle_privat", "nenner": "alle"}, "andere": {}})
    assert _warnings(rate, counts) == []  # the complement of a rate is P2's business
    assert _warnings(catalogue, counts.assign(alle_privat=YOUNG)) == []  # every rest is large
