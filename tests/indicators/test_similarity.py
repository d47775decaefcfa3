"""Twin areas: distances and their parts, worked out by hand."""

import pandas as pd
import pytest

from indicators.similarity import find_twins

NAN = float("nan")
KEYS = list("abcde")
# p: mean 2, σ = 1 over a…e; q: mean 20, σ = 10
VALUES = pd.DataFrame(
    {"p": [2 - 1.25**0.5, 2 - 1.25**0.5, 2 + 1.25**0.5, 2 + 1.25**0.5, 2.0], "q": [10.0, 30.0, 10.0, 30.0, 20.0]},
    index=KEYS,
)
GROUPS = pd.Series(list("kklll"), index=KEYS)
DIRECTIONS = pd.Series({"p": 1, "q": -1, "r": 1})
VALID = pd.Series(True, index=KEYS)


def test_nearest_areas_of_other_kommunen_come_first() -> None:
    twins = find_twins(VALUES, DIRECTIONS, VALID, GROUPS, "a")
    # z of p: ∓1.118, 0; of q (σ = √80 = 8.944): ±1.118, 0
    assert [twin.area for twin in twins] == ["e", "c", "d"]
    assert twins[0].distance == pytest.approx((1.25 / 2 + 1.25 / 2) ** 0.5)
    assert twins[1].distance == pytest.approx((5.0 / 2) ** 0.5)  # p differs by 2.236, q not at all
    assert twins[2].distance == pytest.approx(5.0**0.5)


def test_the_distance_is_explained_by_indicator() -> None:
    twins = find_twins(VALUES, DIRECTIONS, VALID, GROUPS, "a", most=2)
    assert len(twins) == 2
    first, second = twins[1].differences
    assert (first.indikator, first.share, first.wert_other) == ("p", 1.0, VALUES.at["c", "p"])
    assert (second.indikator, second.share, second.z, second.z_other) == ("q", 0.0, second.z_other, second.z)
    assert [part.share for part in twins[0].differences] == pytest.approx([0.5, 0.5])


def test_two_thirds_of_the_indicators_must_be_published_in_both() -> None:
    three = VALUES.assign(r=[1.0, 2.0, NAN, 1.0, NAN])
    twins = {twin.area: twin for twin in find_twins(three, DIRECTIONS, VALID, GROUPS, "a")}
    assert set(twins) == {"c", "d", "e"}
    assert twins["c"].missing == ("r",)
    assert twins["d"].missing == ()
    hidden = three.assign(q=[10.0, 30.0, NAN, 30.0, 20.0])
    assert "c" not in {twin.area for twin in find_twins(hidden, DIRECTIONS, VALID, GROUPS, "a")}


def test_an_invalid_area_has_no_twins_and_is_none() -> None:
    valid = VALID.copy()
    valid["e"] = False
    assert find_twins(VALUES, DIRECTIONS, valid, GROUPS, "e") == ()
    assert "e" not in {twin.area for twin in find_twins(VALUES, DIRECTIONS, valid, GROUPS, "a")}


def test_areas_without_kommune_are_left_out() -> None:
    groups = GROUPS.astype(object)
    groups["c"] = None
    assert "c" not in {twin.area for twin in find_twins(VALUES, DIRECTIONS, VALID, groups, "a")}


def test_an_unknown_area_is_an_error() -> None:
    with pytest.raises(KeyError, match="unknown"):
        find_twins(VALUES, DIRECTIONS, VALID, GROUPS, "x")
