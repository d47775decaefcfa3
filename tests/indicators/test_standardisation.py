"""z-values by hand: 2, 4, 6 have mean 4 and population variance (4 + 0 + 4)/3 = 8/3, so z = ∓2/√(8/3) = ∓1.2247449."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.standardisation import SMALLEST_GROUP, standardise, standardise_against

NAN = float("nan")
Z = 1.224744871391589  # √1.5


def frame(**columns: list[float]) -> pd.DataFrame:
    areas = [f"a{number}" for number in range(len(next(iter(columns.values()))))]
    return pd.DataFrame(columns, index=areas, dtype=float)


def directions(**signs: int) -> pd.Series:
    return pd.Series(signs)


def everywhere(values: pd.DataFrame) -> pd.Series:
    return pd.Series(True, index=values.index)


@pytest.mark.parametrize(("direction", "sign"), [(1, 1), (-1, -1), (0, 1)])
def test_direction_turns_the_sign_and_neutral_keeps_it(direction: int, sign: int) -> None:
    values = frame(x=[2.0, 4.0, 6.0])
    made = standardise(values, directions(x=direction), everywhere(values))
    pd.testing.assert_frame_equal(made.z, frame(x=[-Z * sign, 0.0, Z * sign]))
    assert made.mean["x"] == 4.0
    assert made.sd["x"] == pytest.approx((8 / 3) ** 0.5)


def test_invalid_areas_have_no_z_and_move_neither_mean_nor_spread() -> None:
    values = frame(x=[2.0, 4.0, 6.0, 1000.0])
    made = standardise(values, directions(x=1), pd.Series([True, True, True, False], index=values.index))
    pd.testing.assert_frame_equal(made.z, frame(x=[-Z, 0.0, Z, NAN]))
    assert made.n["x"] == 3


def test_an_area_that_validity_does_not_name_is_invalid() -> None:
    values = frame(x=[2.0, 4.0, 6.0, 1000.0])
    made = standardise(values, directions(x=1), pd.Series(True, index=values.index[:3]))
    assert made.z["x"].isna().tolist() == [False, False, False, True]


def test_an_absent_value_leaves_the_others_of_the_area_alone() -> None:
    values = frame(x=[2.0, 4.0, 6.0, NAN], y=[1.0, 1.0, 3.0, 3.0])
    made = standardise(values, directions(x=1, y=1), everywhere(values))
    pd.testing.assert_frame_equal(made.z, frame(x=[-Z, 0.0, Z, NAN], y=[-1.0, -1.0, 1.0, 1.0]))
    assert made.n.tolist() == [3, 4]


@pytest.mark.parametrize("values", [[5.0, 5.0, 5.0], [0.0, 0.0, 0.0], [0.1 + 0.2, 0.3, 0.3], [7.0]])
def test_no_spread_gives_zero_with_a_flag(values: list[float]) -> None:
    column = frame(x=values)
    made = standardise(column, directions(x=-1), everywhere(column))
    assert made.z["x"].tolist() == [0.0] * len(values)
    assert made.sd["x"] == 0.0
    assert made.constant["x"]


def test_small_but_real_spread_is_not_constant() -> None:
    values = frame(x=[1.0, 1.0 + 1e-9, 1.0 - 1e-9])
    assert not standardise(values, directions(x=1), everywhere(values)).constant["x"]


def test_without_any_value_there_is_nothing_and_no_flag() -> None:
    values = frame(x=[NAN, NAN])
    made = standardise(values, directions(x=1), everywhere(values))
    assert made.z["x"].isna().all()
    assert (made.n["x"], bool(made.constant["x"])) == (0, False)
    assert np.isnan(made.mean["x"])


def test_an_indicator_without_direction_is_refused() -> None:
    with pytest.raises(KeyError, match="'y'"):
        standardise(frame(x=[1.0], y=[2.0]), directions(x=1), pd.Series({"a0": True}))


def test_kommunen_are_standardised_each_for_itself() -> None:
    # Kommune A: four times 10 and four times 30, mean 20, σ 10; B: the same a hundred higher, backwards
    values = frame(x=[10.0] * 4 + [30.0] * 4 + [130.0] * 4 + [110.0] * 4)
    groups = pd.Series(["A"] * 8 + ["B"] * 8, index=values.index)
    made = standardise(values, directions(x=1), everywhere(values), groups)
    assert made.z["x"].tolist() == pytest.approx([-1.0] * 4 + [1.0] * 4 + [1.0] * 4 + [-1.0] * 4)
    assert made.mean.to_dict() == {("A", "x"): 20.0, ("B", "x"): 120.0}


@pytest.mark.parametrize(("size", "judged"), [(SMALLEST_GROUP - 1, False), (SMALLEST_GROUP, True)])
def test_kommunen_with_fewer_than_eight_valid_areas_have_no_z(size: int, judged: bool) -> None:
    values = frame(x=[float(number) for number in range(9)])
    groups = pd.Series("A", index=values.index, dtype="string")
    valid = pd.Series([number < size for number in range(9)], index=values.index)
    made = standardise(values, directions(x=1), valid, groups)
    assert made.z["x"].notna().sum() == (size if judged else 0)
    assert np.isnan(made.mean["A", "x"]) is not judged


def test_areas_without_kommune_have_no_z() -> None:
    values = frame(x=[1.0, 2.0])
    groups = pd.Series([pd.NA, pd.NA], index=values.index, dtype="string")
    made = standardise(values, directions(x=1), everywhere(values), groups)
    assert made.z["x"].isna().all()
    assert made.n.empty


def test_fixed_base_measures_in_steps_of_the_base_year() -> None:
    # base year: 8, 8, 12, 12 have mean 10 and σ 2; later the same areas stand at 12, 16, 10, 14
    base_year, later = frame(x=[8.0, 8.0, 12.0, 12.0]), frame(x=[12.0, 16.0, 10.0, 14.0])
    base = standardise(base_year, directions(x=-1), everywhere(base_year))
    valid = pd.Series([True, True, True, False], index=later.index)
    z = standardise_against(later, directions(x=-1), valid, base)
    pd.testing.assert_frame_equal(z, frame(x=[-1.0, -3.0, 0.0, NAN]))


def test_fixed_base_of_the_same_year_is_the_year_itself() -> None:
    values = frame(x=[2.0, 4.0, 6.0, NAN, 9.0, 1.0, 1.0, 1.0, 5.0], y=[float(number) for number in range(9)])
    groups = pd.Series(["A"] * 8 + ["B"], index=values.index)
    for scope in (None, groups):
        base = standardise(values, directions(x=1, y=-1), everywhere(values), scope)
        again = standardise_against(values, directions(x=1, y=-1), everywhere(values), base, scope)
        pd.testing.assert_frame_equal(again, base.z)


def test_fixed_base_without_spread_measures_nothing() -> None:
    values = frame(x=[12.0, 12.0])
    base = standardise(values, directions(x=1), everywhere(values))
    assert standardise_against(values, directions(x=1), everywhere(values), base)["x"].isna().all()


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30), st.sampled_from([1, -1]))
def test_z_has_mean_zero_and_spread_one_or_is_flagged(numbers: list[int], direction: int) -> None:
    values = frame(x=[float(number) for number in numbers])
    made = standardise(values, directions(x=direction), everywhere(values))
    assert made.z["x"].mean() == pytest.approx(0.0, abs=1e-9)
    assert made.z["x"].std(ddof=0) == pytest.approx(0.0 if made.constant["x"] else 1.0, abs=1e-9)
