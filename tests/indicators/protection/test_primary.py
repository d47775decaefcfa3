"""Demands of the primary rules."""

import numpy as np
import pytest

from indicators.protection.primary import Rule, compute_demand

NAN = float("nan")


@pytest.mark.parametrize(
    ("count", "total", "complement", "low", "high"),
    [
        (7, 206, False, 1, 10),
        (96, 100, True, 90, 100),  # the complement 4 must be possible from 0 to 10
        (50, 50, True, 40, 50),  # everyone
        (7, 12, True, 1, 12),  # small and small complement
        (3, 8, False, 1, 8),  # the denominator itself says it is below 10
        (3, 8, True, 1, 8),
        (0, 500, True, 0, 0),
        (20, 500, True, 20, 20),
        (7, NAN, False, 1, 10),
        (7, 5, False, 1, 10),  # no part of that denominator
    ],
)
def test_interval_that_must_stay_possible(
    count: float, total: float, complement: bool, low: float, high: float
) -> None:
    demand = compute_demand(np.array([[count]], float), [(Rule(10, ("n",), complement), np.array([[total]], float))])
    assert (count - demand.down[0, 0], count + demand.up[0, 0]) == (low, high)


def test_strictest_rule_of_all_indicators_holds() -> None:
    demand = compute_demand(np.array([[7.0], [4.0]]), [(Rule(5, None, False), None), (Rule(10, None, False), None)])
    assert demand.small.ravel().tolist() == [True, True]
    assert demand.up.ravel().tolist() == [3, 6]


def test_balance_must_be_possible_on_both_sides_of_zero() -> None:
    demand = compute_demand(np.array([[-2.0], [40.0]]), [(Rule(3, None, False), None)])
    assert (demand.down[0, 0], demand.up[0, 0]) == (1, 5)  # from −3 to 3
    assert np.isinf(demand.floor).all()


def test_missing_count_demands_nothing() -> None:
    demand = compute_demand(np.array([[NAN]]), [(Rule(10, None, False), None)])
    assert not demand.cells.any()
    assert demand.up.tolist() == demand.down.tolist() == [[0]]
