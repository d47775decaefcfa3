import numpy as np
import pytest

from indicators.catalogue import Art
from indicators.rates import compute_rates, compute_values

NAN = float("nan")


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "status"),
    [
        (7, 206, 3.3980582524271843, "beobachtet"),  # 100 · 7 / 206, by hand
        (0, 500, 0.0, "beobachtet"),  # zero counted is a zero
        (500, 500, 100.0, "beobachtet"),
        (120, 100, 120.0, "beobachtet"),  # quotients may exceed 100
        (0, 0, NAN, "undefiniert"),
        (3, 0, NAN, "undefiniert"),
        (NAN, 100, NAN, "fehlt"),
        (7, NAN, NAN, "fehlt"),
        (NAN, NAN, NAN, "fehlt"),
        (NAN, 0, NAN, "fehlt"),
    ],
)
def test_truth_table_of_a_percentage(numerator: float, denominator: float, value: float, status: str) -> None:
    values, states = compute_rates(np.array([float(numerator)]), np.array([float(denominator)]), 100)
    assert states.tolist() == [status]
    np.testing.assert_allclose(values, [value], rtol=1e-14)


@pytest.mark.parametrize(
    ("now", "before", "value", "status"),
    [
        (110, 100, 10.0, "beobachtet"),
        (75, 100, -25.0, "beobachtet"),
        (100, 100, 0.0, "beobachtet"),
        (0, 100, -100.0, "beobachtet"),
        (5, 0, NAN, "undefiniert"),
        (NAN, 100, NAN, "fehlt"),
        (100, NAN, NAN, "fehlt"),
    ],
)
def test_truth_table_of_a_change(now: float, before: float, value: float, status: str) -> None:
    values, states = compute_values(Art.VERAENDERUNG, np.array([float(now)]), np.array([float(before)]), 100)
    assert states.tolist() == [status]
    np.testing.assert_allclose(values, [value])


@pytest.mark.parametrize("art", [Art.ANZAHL, Art.WERT])
def test_counts_and_finished_values_need_no_denominator(art: Art) -> None:
    values, states = compute_values(art, np.array([12.0, 0.0, NAN]), np.full(3, NAN), 1)
    np.testing.assert_array_equal(values, [12.0, 0.0, NAN])
    assert states.tolist() == ["beobachtet", "beobachtet", "fehlt"]
