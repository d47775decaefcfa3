import numpy as np
import pytest

from indicators.indices.weighting import index_classes, weighted_sums

NAN = float("nan")
STATUS_LIMITS = (-1.0, 1.0, 1.5)


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (-1.0000001, 0),
        (-1.0, 0),  # "hoch" up to and including −1
        (-0.9999999, 1),
        (0.0, 1),
        (1.0, 1),  # "mittel" up to and including 1
        (1.0000001, 2),
        (1.5, 2),  # "niedrig" up to and including 1.5
        (1.5000001, 3),
        (-0.9999999999999998, 0),  # rounding of the machine is no other class
        (1.0000000000000002, 1),
        (NAN, -1),
    ],
)
def test_limits_belong_to_the_class_below(value: float, place: int) -> None:
    assert index_classes([value], STATUS_LIMITS).tolist() == [place]


@pytest.mark.parametrize(
    ("z", "weights", "expected", "share"),
    [
        ([1.0, 2.0, 3.0], [1, 1, 1], 6.0, 1.0),
        ([1.0, 2.0, 3.0], [2, 1, 0.5], 5.5, 1.0),
        ([1.0, 2.0, NAN], [1, 1, 1], 4.5, 2 / 3),  # 3 · 3/2: exactly two thirds are enough
        ([1.0, NAN, NAN], [1, 1, 1], NAN, 1 / 3),
        ([1.0, NAN, NAN], [2, 0.5, 0.5], 1.0 * 2 * 3 / 2, 2 / 3),  # weights count, not indicators
        ([NAN, 1.0, 1.0], [2, 0.5, 0.5], NAN, 1 / 3),
        ([NAN, NAN, NAN], [1, 1, 1], NAN, 0.0),
        ([NAN, 1.0, 1.0], [0, 1, 1], 2.0, 1.0),  # what is left out cannot be missing
    ],
)
def test_truth_table_of_the_missing_rule(z: list[float], weights: list[float], expected: float, share: float) -> None:
    sums, shares = weighted_sums(np.array([z]), np.array([weights], dtype=float), 2 / 3)
    assert sums[0, 0] == pytest.approx(expected, nan_ok=True)
    assert shares[0, 0] == pytest.approx(share)
