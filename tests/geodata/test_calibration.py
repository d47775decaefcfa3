"""Calibration of the demonstration region: what areas shall show, and how far they are from it."""

import pandas as pd
import pytest

from geodata.demo.calibration import AGED, AGED_POOR, QUOTAS, Pattern, Wish, _moves, _wishes

Z = pd.Series({"sgb2_quote": 1.5, "sgb2_kinder_u15": 0.9, "alo_langzeit_anteil": 1.2, "grusi_alter": -3.0})


# Sozialbericht 2018: 15 areas in 5 Kommunen, 37 in 7, 12 in 5, and 59 of 93 with at least one field
def test_quotas_add_up_to_the_published_numbers() -> None:
    quotas = QUOTAS.values()
    needy = [quota.poor + quota.needy_old + quota.needy_young for quota in quotas]
    assert (sum(quota.poor for quota in quotas), sum(quota.poor > 0 for quota in quotas)) == (15, 5)
    assert (sum(needy), sum(number > 0 for number in needy)) == (37, 7)
    assert (sum(quota.migrant for quota in quotas), sum(quota.migrant > 0 for quota in quotas)) == (12, 5)
    both = sum(quota.needy_old for quota in quotas) + AGED_POOR
    assert sum(needy) + AGED - both == 59


@pytest.mark.parametrize(
    ("sign", "k", "gap"),
    [(1, 1, 0.0), (1, 2, 0.0), (1, 3, 0.18), (1, 4, 4.08), (-1, 1, 0.58), (-1, 2, 0.28), (-1, 3, 0.0)],
)
def test_gap_is_measured_at_the_decisive_value_with_its_margin(sign: int, k: int, gap: float) -> None:
    assert Wish("d", tuple(Z.index), 1.0, sign, k).gap(Z) == pytest.approx(gap)


def test_an_area_without_need_takes_the_shorter_way_out() -> None:
    nothing: frozenset[str] = frozenset()
    pattern = Pattern(nothing, nothing, nothing, nothing, thin=frozenset({"x"}))
    names = {name for choice in _wishes("x", pattern) for wish in choice for name in wish.names}
    z = pd.DataFrame({name: [-1.0] for name in names}, index=["x"])
    z["sgb2_kinder_u15"], z["seu_zahn"] = 0.95, 0.6  # 0.70 above the one limit, 0.10 above the other
    moves = _moves(z, pattern)
    assert moves.loc["x"].round(2).to_dict() == {"d": 0.0, "a": 0.0, "m": 0.0, "b": -0.18}
