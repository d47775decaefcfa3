"""z of x = −1, −1, 1, 1 and of y = 1, −1, 1, −1; sums 0, −2, 2, 0, SD √2: index 0, −1.41, 1.41, 0.

Without x the index is 1, −1, 1, −1, without y it is −1, −1, 1, 1. The limits of the default classes are −1, 1, 1.5.
"""

import pandas as pd
import pytest

from indicators.indices.stability import Stability, compute_stability
from tests.indicators.indexcases import Figures, index_of, source_of

FIGURES: Figures = {"x": {2020: [1.0, 1.0, 3.0, 3.0]}, "y": {2020: [3.0, 1.0, 3.0, 1.0]}}


@pytest.fixture
def stability() -> Stability:
    made = compute_stability(index_of("x", "y"), source_of("abcd", FIGURES), 2020)
    assert made is not None
    return made


def test_every_indicator_is_left_out_once_and_weighed_twice(stability: Stability) -> None:
    expected = pd.DataFrame(
        {
            "variante": ["ohne"] * 2 + ["gewicht_minus"] * 2 + ["gewicht_plus"] * 2,
            "indikator": ["x", "y"] * 3,
            "n": 4,
            "gleich": [2, 2, 4, 4, 4, 4],
            "anteil_gleich": [0.5, 0.5, 1.0, 1.0, 1.0, 1.0],
        }
    )
    pd.testing.assert_frame_equal(stability.variants, expected, check_dtype=False)


def test_only_area_b_keeps_its_class_whatever_is_left_out(stability: Stability) -> None:
    assert stability.anteil_ohne == 0.25
    assert stability.anteil_gewicht == 1.0


def test_each_area_tells_how_far_it_moves(stability: Stability) -> None:
    areas = stability.areas
    assert areas["klasse"].tolist() == ["mittel", "gering", "erhöht", "mittel"]
    assert areas["anteil_gleich"].tolist() == pytest.approx([5 / 6, 1.0, 4 / 6, 5 / 6])
    assert areas["klasse_von"].tolist() == ["gering", "gering", "mittel", "gering"]
    assert areas["klasse_bis"].tolist() == ["mittel", "gering", "erhöht", "mittel"]
    # a ties with c in front without x, and with b at the end without y
    assert list(zip(areas["rank_best"], areas["rank_worst"], strict=True)) == [(1, 3), (3, 4), (1, 1), (1, 3)]


def test_variants_that_leave_too_little_of_an_area_do_not_count() -> None:
    figures: Figures = {
        "x": {2020: [1.0, 1.0, 3.0, 3.0]}, "y": {2020: [3.0, 1.0, 3.0, 1.0]}, "w": {2020: [1.0, 3.0, 3.0, "gesperrt"]},
    }  # fmt: skip
    made = compute_stability(index_of("x", "y", "w"), source_of("abcd", figures), 2020)
    assert made is not None
    # area d has x and y: without one of them a half is left, less than two thirds
    assert made.variants.set_index(["variante", "indikator"])["n"].loc["ohne"].to_dict() == {"x": 3, "y": 3, "w": 4}


def test_a_single_indicator_cannot_vary() -> None:
    made = compute_stability(index_of("x"), source_of("abcd", FIGURES), 2020)
    assert made is not None
    assert len(made.variants) == 0
    assert pd.isna(made.anteil_ohne)


def test_a_year_without_index_has_no_stability() -> None:
    assert compute_stability(index_of("x", "y"), source_of("abcd", FIGURES), 1999) is None


def test_suppressed_areas_are_not_judged() -> None:
    figures: Figures = {"x": {2020: [1.0, 1.0, 3.0, "gesperrt"]}, "y": {2020: [3.0, 1.0, 3.0, 1.0]}}
    made = compute_stability(index_of("x", "y"), source_of("abcd", figures), 2020)
    assert made is not None
    assert made.areas.index.tolist() == ["a", "b", "c"]
