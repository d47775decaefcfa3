"""German forms, typed by hand. `\\u202f` is the narrow no-break space, `\\u2212` the minus sign."""

from datetime import date

import pytest

from layouts.formatting import (
    format_class,
    format_date,
    format_number,
    format_range,
    format_rank,
    format_signed,
    format_value,
    plural_unit,
    round_half_up,
)

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.0, 0, "0"),
        (0.0, 2, "0,00"),
        (7.0, 0, "7"),
        (999.0, 0, "999"),
        (1000.0, 0, "1.000"),
        (1234.5, 1, "1.234,5"),
        (1234567.891, 2, "1.234.567,89"),
        (-12.34, 1, "\u221212,3"),
        (-1234.5, 1, "\u22121.234,5"),
        (-0.0, 1, "0,0"),
        (-0.04, 1, "0,0"),
        (-0.05, 1, "\u22120,1"),
        (0.04, 1, "0,0"),
        (0.05, 1, "0,1"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "\u22123"),
        (2.675, 2, "2,68"),
        (1.005, 2, "1,01"),
        (2.674999, 2, "2,67"),
        (0.15, 1, "0,2"),
        (0.25, 1, "0,3"),
        (0.35, 1, "0,4"),
        (999.95, 1, "1.000,0"),
        (9.9995, 3, "10,000"),
        (NAN, 1, "–"),
        (None, 1, "–"),
    ],
)
def test_number(value: float | None, decimals: int, text: str) -> None:
    assert format_number(value, decimals) == text


def test_number_without_decimals_is_a_whole_number() -> None:
    assert format_number(12345.6) == "12.346"


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"), [(2.675, 2, 2.68), (-2.675, 2, -2.68), (0.05, 1, 0.1), (1e6 + 0.5, 0, 1000001.0)]
)
def test_half_is_rounded_away_from_zero(value: float, decimals: int, rounded: float) -> None:
    assert round_half_up(value, decimals) == rounded


@pytest.mark.parametrize("value", [-0.0, -0.04, -0.049999])
def test_rounding_never_gives_a_negative_zero(value: float) -> None:
    assert str(round_half_up(value, 1)) == "0.0"


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (12.34, 1, "%", "12,3\u202f%"),
        (-3.0, 0, "Personen", "\u22123\u00a0Personen"),
        (1234.0, 0, "EW/km²", "1.234\u00a0EW/km²"),
        (0.0, 1, "%", "0,0\u202f%"),
        (5.0, 0, "", "5"),
        (NAN, 1, "%", "–"),
        (None, 1, "%", "–"),
    ],
)
def test_value_with_unit(value: float | None, decimals: int, unit: str, text: str) -> None:
    assert format_value(value, decimals, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.24, "+1,2\u00a0Prozentpunkte"),
        (-0.44, "\u22120,4\u00a0Prozentpunkte"),
        (0.0, "±0,0\u00a0Prozentpunkte"),
        (-0.04, "±0,0\u00a0Prozentpunkte"),
        (0.04, "±0,0\u00a0Prozentpunkte"),
        (0.05, "+0,1\u00a0Prozentpunkte"),
        (NAN, "–"),
        (None, "–"),
    ],
)
def test_signed_value(value: float | None, text: str) -> None:
    assert format_signed(value, 1, plural_unit("%")) == text


def test_signed_value_without_unit() -> None:
    assert format_signed(1234.0, 0) == "+1.234"


@pytest.mark.parametrize(("unit", "text"), [("%", "Prozentpunkte"), ("Personen", "Personen"), ("je 1.000", "je 1.000")])
def test_percentages_differ_by_percentage_points(unit: str, text: str) -> None:
    assert plural_unit(unit) == text


@pytest.mark.parametrize(
    ("low", "high", "decimals", "unit", "text"),
    [
        (5.77, 22.18, 1, "%", "5,8 bis 22,2\u202f%"),
        (-1.0, 2.0, 0, "", "\u22121 bis 2"),
        (999.5, 1000.5, 0, "Personen", "1.000 bis 1.001\u00a0Personen"),
    ],
)
def test_range(low: float, high: float, decimals: int, unit: str, text: str) -> None:
    assert format_range(low, high, decimals, unit) == text


@pytest.mark.parametrize(
    ("best", "worst", "text"),
    [(3, 3, "Rang 3 von 93"), (3, 11, "Rang 3 bis 11 von 93"), (1, 93, "Rang 1 bis 93 von 93")],
)
def test_rank_is_a_range_where_the_difference_is_not_real(best: int, worst: int, text: str) -> None:
    assert format_rank(best, worst, 93) == text


@pytest.mark.parametrize(
    ("lower", "upper", "decimals", "text"),
    [
        (None, 5.0, 1, "unter 5,0"),
        (5.0, 10.0, 1, "5,0 bis unter 10,0"),
        (10.0, None, 1, "10,0 und mehr"),
        (None, None, 1, "alle Werte"),
        (None, -2.5, 1, "unter \u22122,5"),
        (1000.0, 2000.0, 0, "1.000 bis unter 2.000"),
        (0.0, 0.5, 2, "0,00 bis unter 0,50"),
    ],
)
def test_class_is_half_open(lower: float | None, upper: float | None, decimals: int, text: str) -> None:
    assert format_class(lower, upper, decimals) == text


def test_date() -> None:
    assert format_date(date(2022, 1, 9)) == "09.01.2022"
