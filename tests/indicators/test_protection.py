"""Cases T6–T9 of the confidentiality rules and the truth table of P1, P2 and P3."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue import Art, Indikator
from indicators.protection import protect
from indicators.rates import compute_values
from tests.indicators.conftest import IndikatorOf

NAN = float("nan")


def _protect_cell(indikator: Indikator, numerator: float, denominator: float) -> pd.Series:
    index = pd.MultiIndex.from_tuples([("sozialraum", "A10", 2020)], names=["ebene", "area", "jahr"])
    z, n = np.array([float(numerator)]), np.array([float(denominator)])
    values, status = compute_values(indikator.art, z, n, indikator.faktor)
    raw = pd.DataFrame(
        {
            "zaehler": z,
            "nenner": n,
            "wert": values,
            "status": status,
            "stichtag": pd.Timestamp("2020-12-31"),
            "quelle": "amt",
        },
        index=index,
    )
    return protect(raw, indikator).iloc[0]


def _assert_cell(cell: pd.Series, fallzahl: float, nenner: float, wert: float, status: str) -> None:
    np.testing.assert_allclose(cell[["fallzahl", "nenner", "wert"]].astype(float), [fallzahl, nenner, wert])
    assert cell["status"] == status


def test_t6_seven_of_206_is_hidden_as_count_and_as_rate(indikator_of: IndikatorOf) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10})
    _assert_cell(_protect_cell(rate, 7, 206), NAN, NAN, NAN, "gesperrt")


def test_t7_complement_of_four_is_hidden(indikator_of: IndikatorOf) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10, "komplement": True})
    _assert_cell(_protect_cell(rate, 96, 100), NAN, NAN, NAN, "gesperrt")


def test_t8_zero_of_500_is_shown(indikator_of: IndikatorOf) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10, "min_nenner": 100, "komplement": True})
    _assert_cell(_protect_cell(rate, 0, 500), 0, 500, 0, "beobachtet")


def test_t9_small_denominator_leaves_the_count_only(indikator_of: IndikatorOf) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10, "min_nenner": 100})
    _assert_cell(_protect_cell(rate, 12, 60), 12, 60, NAN, "unsicher")


@pytest.mark.parametrize(
    ("numerator", "denominator", "status"),
    [
        (1, 500, "gesperrt"),
        (9, 500, "gesperrt"),
        (10, 500, "beobachtet"),
        (490, 500, "beobachtet"),
        (491, 500, "gesperrt"),
        (500, 500, "gesperrt"),  # everyone of a sensitive group
        (520, 500, "beobachtet"),  # no part of N, so no complement
        (12, 99, "unsicher"),
        (12, 100, "beobachtet"),
        (7, 60, "gesperrt"),  # secrecy before reliability
        (55, 60, "gesperrt"),
        (0, 60, "unsicher"),
        (0, 0, "undefiniert"),
        (5, 0, "gesperrt"),
        (NAN, 500, "fehlt"),
        (7, NAN, "fehlt"),
    ],
)
def test_truth_table_of_the_primary_rules(
    indikator_of: IndikatorOf, numerator: float, denominator: float, status: str
) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10, "min_nenner": 100, "komplement": True})
    assert _protect_cell(rate, numerator, denominator)["status"] == status


def test_small_count_is_hidden_even_where_the_denominator_is_missing(indikator_of: IndikatorOf) -> None:
    _assert_cell(_protect_cell(indikator_of(geheimhaltung={"min_zaehler": 10}), 7, NAN), NAN, NAN, NAN, "fehlt")


def test_complement_is_published_where_the_catalogue_asks_for_no_check(indikator_of: IndikatorOf) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10})
    _assert_cell(_protect_cell(rate, 96, 100), 96, 100, 96, "beobachtet")


def test_density_has_no_complement(indikator_of: IndikatorOf) -> None:
    density = indikator_of(nenner="flaeche_km2", faktor=1, geheimhaltung={"min_zaehler": 10, "komplement": True})
    _assert_cell(_protect_cell(density, 20, 25), 20, 25, 0.8, "beobachtet")


def test_small_negative_balance_is_hidden_like_a_positive_one(indikator_of: IndikatorOf) -> None:
    balance = indikator_of(geheimhaltung={"min_zaehler": 3})
    assert _protect_cell(balance, -2, 900)["status"] == "gesperrt"
    assert _protect_cell(balance, -3, 900)["status"] == "beobachtet"


def test_small_count_itself_is_hidden(indikator_of: IndikatorOf) -> None:
    count = indikator_of(art=Art.ANZAHL, nenner=(), faktor=1, geheimhaltung={"min_zaehler": 3})
    assert _protect_cell(count, 2, NAN)["status"] == "gesperrt"
    _assert_cell(_protect_cell(count, 3, NAN), 3, NAN, 3, "beobachtet")


@pytest.mark.parametrize(("now", "before"), [(9, 100), (100, 9)])
def test_change_is_hidden_when_either_count_is_small(indikator_of: IndikatorOf, now: float, before: float) -> None:
    change = indikator_of(art=Art.VERAENDERUNG, nenner=(), abstand_jahre=5, geheimhaltung={"min_zaehler": 10})
    _assert_cell(_protect_cell(change, now, before), NAN, NAN, NAN, "gesperrt")


def test_change_from_a_small_start_is_not_reliable(indikator_of: IndikatorOf) -> None:
    change = indikator_of(art=Art.VERAENDERUNG, nenner=(), abstand_jahre=5, geheimhaltung={"min_nenner": 100})
    _assert_cell(_protect_cell(change, 130, 90), 130, 90, NAN, "unsicher")
    _assert_cell(_protect_cell(change, 90, 120), 90, 120, -25, "beobachtet")


def test_source_that_protected_already_still_meets_the_thresholds(indikator_of: IndikatorOf) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10, "vorgeschuetzt": True})
    assert _protect_cell(rate, 7, 206)["status"] == "gesperrt"


def test_finished_value_is_shown_without_counts(indikator_of: IndikatorOf) -> None:
    finished = indikator_of(art=Art.WERT, nenner=(), faktor=1)
    index = pd.MultiIndex.from_tuples([("sozialraum", "A10", 2020)], names=["ebene", "area", "jahr"])
    raw = pd.DataFrame(
        {"zaehler": NAN, "nenner": NAN, "wert": 46.0, "status": "beobachtet", "stichtag": pd.NaT, "quelle": "amt"},
        index,
    )
    _assert_cell(protect(raw, finished).iloc[0], NAN, NAN, 46, "beobachtet")


@given(
    numerator=st.integers(0, 400), denominator=st.integers(0, 400), minz=st.integers(0, 20), minn=st.integers(0, 150)
)
def test_no_small_count_or_complement_is_ever_in_the_output(
    numerator: int, denominator: int, minz: int, minn: int
) -> None:
    rate = Indikator.model_validate(
        {
            "id": "q", "name": "q", "themenfeld": "t", "zaehler": "z", "nenner": "n", "einheit": "%", "faktor": 100,
            "quelle": "q", "definition": "d", "zaehler_text": "z",
            "geheimhaltung": {"min_zaehler": minz, "min_nenner": minn, "komplement": True},
        }
    )  # fmt: skip
    cell = _protect_cell(rate, numerator, denominator)
    if 0 < numerator < minz or 0 < denominator - numerator < minz or 0 < numerator == denominator:
        assert np.isnan(cell[["fallzahl", "nenner", "wert"]].astype(float)).all()
        assert cell["status"] == "gesperrt"
    else:
        assert cell["fallzahl"] == numerator
        assert np.isnan(cell["wert"]) == (denominator == 0 or denominator < minn)
