import mapclassify
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.classes import (
    ClassError,
    Limits,
    Methode,
    class_limits,
    classify,
    limits_table,
    parse_limits,
    rounded_limits,
)

NAN = float("nan")
COMPUTED = [methode for methode in Methode if methode is not Methode.EIGENE]
VALUES = np.random.default_rng(20180228).gamma(2, 5, 200)

some_values = st.lists(st.floats(-1e6, 1e6).map(lambda v: round(v, 3)), min_size=3, max_size=60)


@pytest.mark.parametrize("k", range(3, 8))
def test_quantiles_are_those_of_mapclassify(k: int) -> None:
    np.testing.assert_allclose(class_limits(VALUES, Methode.QUANTILE, k), mapclassify.Quantiles(VALUES, k=k).bins[:-1])


@pytest.mark.parametrize("k", range(3, 8))
def test_equal_intervals_are_those_of_mapclassify(k: int) -> None:
    np.testing.assert_allclose(
        class_limits(VALUES, Methode.GLEICH, k), mapclassify.EqualInterval(VALUES, k=k).bins[:-1]
    )


@pytest.mark.parametrize(
    ("k", "limits"),
    # mean 5, population SD 2: the textbook example 2, 4, 4, 4, 5, 5, 7, 9
    [(3, (4.0, 6.0)), (4, (3.0, 5.0, 7.0)), (5, (2.0, 4.0, 6.0, 8.0))],
)
def test_standard_deviation_steps_lie_around_the_mean(k: int, limits: Limits) -> None:
    assert class_limits([2, 4, 4, 4, 5, 5, 7, 9], Methode.STDABW, k) == pytest.approx(limits)


@pytest.mark.parametrize("methode", COMPUTED)
def test_fewer_distinct_values_than_classes_is_an_error_with_a_remedy(methode: Methode) -> None:
    with pytest.raises(ClassError, match="Für 4 Klassen gibt es nur 3 verschiedene Werte; bitte weniger Klassen"):
        class_limits([1, 1, 2, 3, NAN], methode, 4)


def test_quantiles_that_coincide_are_an_error_with_a_remedy() -> None:
    with pytest.raises(ClassError, match="bitte weniger Klassen oder eine andere Methode"):
        class_limits([0] * 20 + [1, 2, 3, 4], Methode.QUANTILE, 4)


def test_quantile_that_would_leave_the_first_class_empty_is_an_error() -> None:
    with pytest.raises(ClassError, match="bitte weniger Klassen"):
        class_limits([0, 0, 0, 0, 1, 2, 3, 4, 5, 6], Methode.QUANTILE, 3)


def test_own_limits_are_not_computed() -> None:
    with pytest.raises(ClassError, match="bitte Grenzen eingeben"):
        class_limits(VALUES, Methode.EIGENE, 5)


def test_less_than_two_classes_is_an_error() -> None:
    with pytest.raises(ClassError, match="mindestens 2"):
        class_limits(VALUES, Methode.GLEICH, 1)


@pytest.mark.parametrize(
    ("value", "expected"), [(4.999, 0), (5.0, 1), (9.999, 1), (10.0, 2), (-3.0, 0), (1e9, 2), (NAN, -1)]
)
def test_classes_are_half_open(value: float, expected: int) -> None:
    assert classify([value], (5.0, 10.0)).tolist() == [expected]


@pytest.mark.parametrize("methode", COMPUTED)
@given(values=some_values, k=st.integers(3, 7), seed=st.integers(0, 99))
def test_classes_are_monotone_complete_and_independent_of_order(
    methode: Methode, values: list[float], k: int, seed: int
) -> None:
    try:
        limits = class_limits(values, methode, k)
    except ClassError:
        assume(False)
    assert len(limits) == k - 1
    assert list(limits) == sorted(set(limits))
    classes = classify(np.sort(values), limits)
    assert (np.diff(classes) >= 0).all()
    assert classes.min() >= 0
    assert classes.max() <= k - 1
    shuffled = np.random.default_rng(seed).permutation([*values, NAN])
    assert class_limits(shuffled, methode, k) == limits


@given(values=some_values, k=st.integers(2, 7))
def test_rounded_limits_exist_whenever_there_are_enough_values(values: list[float], k: int) -> None:
    assume(len(set(values)) >= k)
    limits = rounded_limits(values, k)
    assert len(limits) == k - 1
    assert list(limits) == sorted(set(limits))


@pytest.mark.parametrize(
    ("scale", "limits"),
    [
        (1.0, (5.0, 7.5, 10.0, 15.0)),
        (1e-4, (0.0005, 0.00075, 0.001, 0.0015)),
        (1000.0, (5000.0, 7500.0, 10000.0, 15000.0)),
    ],
)
def test_rounded_limits_are_numbers_to_remember(scale: float, limits: Limits) -> None:
    # quintiles of the ten values at scale 1: 4.52, 6.74, 9.08 … 15.56
    values = np.array([1.2, 3.4, 4.8, 5.3, 7.7, 9.1, 12.6, 14.9, 18.2, 31.0])
    assert rounded_limits(values * scale, 5) == limits


def test_rounded_limits_leave_no_class_empty_when_most_values_are_zero() -> None:
    values = np.array([0.0] * 90 + [1.0, 2.0, 3.0, 4.0])
    assert (np.bincount(classify(values, rounded_limits(values, 5)), minlength=5) > 0).all()


def test_table_holds_three_to_seven_classes_of_every_computed_method() -> None:
    table = limits_table(VALUES)
    assert list(table) == COMPUTED
    assert all(list(by_k) == [3, 4, 5, 6, 7] for by_k in table.values())
    assert table[Methode.JENKS][4] == class_limits(VALUES, Methode.JENKS, 4)


def test_table_takes_catalogue_limits_for_their_number_of_classes_only() -> None:
    table = limits_table(VALUES, catalogue_limits=(5.0, 10.0, 20.0))
    assert table[Methode.RUND][4] == (5.0, 10.0, 20.0)
    assert table[Methode.RUND][5] == rounded_limits(VALUES, 5)


def test_table_leaves_out_what_the_values_do_not_allow() -> None:
    table = limits_table([1, 2, 3, NAN])
    assert {methode: list(by_k) for methode, by_k in table.items()} == {methode: [3] for methode in COMPUTED}
    assert limits_table([NAN]) == {methode: {} for methode in COMPUTED}


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("5; 10,5; 20", (5, 10.5, 20)),
        ("5 10.5 20", (5, 10.5, 20)),
        ("5\n10,5\n20\n", (5, 10.5, 20)),
        ("5\t10.5\t20", (5, 10.5, 20)),
        ("5, 10, 20", (5, 10, 20)),
        ("−2,5; 0; 2,5", (-2.5, 0, 2.5)),
        ("5 %; 10 %", (5, 10)),
        ("500; 1.000; 2.500", (500, 1000, 2500)),
        ("1.234,5; 1.300", (1234.5, 1300)),
        ("1,234.5; 1,300.0", (1234.5, 1300)),
        ("0.125 1.250", (0.125, 1.25)),
        ("1.000.000", (1_000_000,)),
        ("12", (12,)),
    ],
)
def test_typed_limits_in_german_or_english(text: str, limits: Limits) -> None:
    assert parse_limits(text) == limits


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mindestens eine Klassengrenze"),
        (" ; ", "mindestens eine Klassengrenze"),
        ("5; zehn; 20", "„zehn“ ist keine Zahl"),
        ("5,10,20", "„5,10,20“ ist keine Zahl"),
        ("nan; 5", "„nan“ ist keine Zahl"),
        ("1e400", "„1e400“ ist keine Zahl"),
        ("5; 20; 10", "nach „20“ folgt aber „10“"),
        ("5; 5,0", "müssen aufsteigen"),
        ("1 2 3 4 5 6 7", "7 Grenzen sind zu viele; möglich sind höchstens 6"),
    ],
)
def test_unreadable_limits_say_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ClassError, match=message):
        parse_limits(text)


@given(st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=6, unique=True))
def test_limits_written_in_german_are_read_back(hundredths: list[int]) -> None:
    limits = tuple(number / 100 for number in sorted(hundredths))
    assert parse_limits("; ".join(f"{limit:.2f}".replace(".", ",") for limit in limits)) == limits
