"""Class limits of choropleth maps: five methods, own limits, and the class of each value."""

import math
import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import assert_never

import numpy as np
import numpy.typing as npt

from indicators.jenks import jenks_limits_up_to

Floats = npt.NDArray[np.float64]
Limits = tuple[float, ...]

CLASS_NUMBERS = range(3, 8)  # what the interface offers; more cannot be told apart on a map
MAX_CLASSES = CLASS_NUMBERS[-1]


class ClassError(Exception):
    """No such classes can be built; the message is German and names a remedy."""


class Methode(StrEnum):
    """How class limits are found."""

    RUND = "rund"  # limits of the catalogue, else rounded quantiles
    QUANTILE = "quantile"  # equally many values per class
    JENKS = "jenks"  # least variation inside classes
    GLEICH = "gleich"  # equally wide classes
    STDABW = "stdabw"  # steps of one standard deviation around the mean
    EIGENE = "eigene"  # typed by the user


def class_limits(values: npt.ArrayLike, methode: Methode, k: int) -> Limits:
    """Inner limits of k classes.

    Parameters
    ----------
    values : array_like of float
        Published values only (rule D4), pooled over the years to be compared; NaN is left out.
    methode : Methode
        Any but `EIGENE`.
    k : int
        Number of classes, at least 2.

    Returns
    -------
    tuple of float
        k − 1 limits, ascending and distinct, of half-open classes [a, b).

    Raises
    ------
    ClassError
        If the values do not allow k classes.

    Notes
    -----
    QUANTILE: percentiles i/k, linear interpolation. GLEICH: min + i/k · (max − min). STDABW: mean + (i − k/2) · SD
    with the population SD, so the mean is a limit for even k and the middle of a class for odd k. JENKS:
    `jenks.jenks_limits_up_to`. RUND: `rounded_limits`. Classes of GLEICH and STDABW may be empty.

    Examples
    --------
    >>> class_limits([0, 1, 2, 3, 10], Methode.GLEICH, 4)
    (2.5, 5.0, 7.5)
    """
    numbers = _distinct_enough(values, k)
    match methode:
        case Methode.RUND:
            return rounded_limits(numbers, k)
        case Methode.QUANTILE:
            limits = np.quantile(numbers, np.arange(1, k) / k)
        case Methode.JENKS:
            return jenks_limits_up_to(numbers, k)[k]
        case Methode.GLEICH:
            limits = np.linspace(numbers[0], numbers[-1], k + 1)[1:-1]
        case Methode.STDABW:
            limits = numbers.mean() + (np.arange(1, k) - k / 2) * numbers.std()
        case Methode.EIGENE:
            raise ClassError("Eigene Klassengrenzen werden nicht berechnet; bitte Grenzen eingeben.")
        case _:
            assert_never(methode)
    if (np.diff(limits) <= 0).any() or (methode is Methode.QUANTILE and limits[0] <= numbers[0]):
        raise ClassError(
            f"Viele Räume haben denselben Wert, deshalb fallen Grenzen der {k} Klassen zusammen; "
            "bitte weniger Klassen oder eine andere Methode wählen."
        )
    return tuple(limits.tolist())


def rounded_limits(values: npt.ArrayLike, k: int) -> Limits:
    """Quantiles rounded to numbers a reader can remember.

    Parameters
    ----------
    values : array_like of float
        Published values, NaN is left out.
    k : int
        Number of classes, at least 2.

    Returns
    -------
    tuple of float
        k − 1 multiples of one step (1, 2, 2.5 or 5 times a power of ten), ascending and distinct.

    Raises
    ------
    ClassError
        If there are fewer than k distinct values.

    Notes
    -----
    The coarsest step wins with which every class holds at least half of its equal share 1/k; failing that, one with
    which no class is empty, first with the quantiles of all values, then with those of the distinct values (many
    zeros); failing that, one that keeps the limits apart.

    Examples
    --------
    >>> rounded_limits([1.2, 3.4, 4.8, 5.3, 7.7, 9.1, 12.6, 14.9, 18.2, 31.0], 5)
    (5.0, 7.5, 10.0, 15.0)
    """
    numbers = _distinct_enough(values, k)
    shares = np.arange(1, k) / k
    quantiles, of_distinct = np.quantile(numbers, shares), np.quantile(np.unique(numbers), shares)
    for least, targets in ((len(numbers) / (2 * k), quantiles), (1, quantiles), (1, of_distinct), (0, of_distinct)):
        for limits in _rounded_candidates(targets, float(numbers[-1] - numbers[0])):
            ends = np.searchsorted(numbers, limits, side="left")
            if np.diff(ends, prepend=0, append=len(numbers)).min() >= least:
                return tuple(limits.tolist())
    return tuple(of_distinct.tolist())


def limits_around_zero(values: npt.ArrayLike, k: int) -> Limits:
    """Limits of changes: multiples of one round step, as many below zero as above.

    Parameters
    ----------
    values : array_like of float
        Published changes, NaN is left out.
    k : int
        Number of classes, at least 2. Even: zero is a limit; odd: the middle class lies around zero.

    Returns
    -------
    tuple of float
        k − 1 limits, symmetric around zero; empty if there is no value or all are zero.

    Notes
    -----
    The step is the largest round one (odd k: with a round half) that leaves at least a tenth of the values outside
    the outer limits.

    Examples
    --------
    >>> limits_around_zero([-4.0, -1.0, 0.5, 2.0, 6.0], 4), limits_around_zero([-4.0, -1.0, 0.5, 2.0, 6.0], 5)
    ((-5.0, 0.0, 5.0), (-3.0, -1.0, 1.0, 3.0))
    """
    sizes = np.abs(np.asarray(values, dtype=float).ravel())
    sizes = sizes[~np.isnan(sizes)]
    if not sizes.size or sizes.max() == 0:
        return ()
    places = np.arange(1, k) - k / 2  # in steps from zero
    wanted = float(np.quantile(sizes, 0.9) or sizes.max()) / max(float(places.max()), 0.5)
    power = math.floor(math.log10(wanted))
    mantissas = (1.0, 2.0, 2.5, 5.0) if k % 2 == 0 else (1.0, 2.0, 4.0)
    steps = (mantissa * 10.0**exponent for exponent in (power - 1, power) for mantissa in mantissas)
    step = max(step for step in steps if step <= wanted * 1.001)
    return tuple(round(float(place) * step, 6) + 0.0 for place in places)


def limits_table(values: npt.ArrayLike, catalogue_limits: Limits | None = None) -> dict[Methode, dict[int, Limits]]:
    """Limits of every computed method for 3 to 7 classes.

    Parameters
    ----------
    values : array_like of float
        Published values pooled over all years; NaN is left out.
    catalogue_limits : tuple of float, optional
        Limits the catalogue fixes; they replace the rounded ones for their own number of classes.

    Returns
    -------
    dict of Methode to dict of int to tuple of float
        Combinations that the values do not allow are left out; `EIGENE` never occurs.

    Examples
    --------
    >>> table = limits_table([1, 2, 3, 4], catalogue_limits=(1.5, 2.5))
    >>> table[Methode.RUND][3], sorted(table[Methode.JENKS])
    ((1.5, 2.5), [3, 4])
    """
    numbers = np.asarray(values, dtype=float).ravel()
    optimal = jenks_limits_up_to(numbers, MAX_CLASSES)
    table: dict[Methode, dict[int, Limits]] = {Methode.JENKS: {k: optimal[k] for k in CLASS_NUMBERS if k in optimal}}
    for methode in (Methode.RUND, Methode.QUANTILE, Methode.GLEICH, Methode.STDABW):
        table[methode] = {}
        for k in CLASS_NUMBERS:
            try:
                table[methode][k] = class_limits(numbers, methode, k)
            except ClassError:
                continue
    if catalogue_limits is not None:
        table[Methode.RUND][len(catalogue_limits) + 1] = catalogue_limits
    return {methode: table[methode] for methode in Methode if methode in table}


def classify(values: npt.ArrayLike, limits: Limits) -> npt.NDArray[np.int64]:
    """Class of each value: the number of limits at or below it; −1 for NaN.

    Examples
    --------
    >>> classify([4.9, 5.0, float("nan"), 80.0], (5.0, 10.0)).tolist()
    [0, 1, -1, 2]
    """
    numbers = np.asarray(values, dtype=float)
    return np.where(np.isnan(numbers), -1, np.searchsorted(np.asarray(limits), numbers, side="right")).astype(np.int64)


def parse_limits(text: str) -> Limits:
    r"""Read typed or pasted inner limits, in German or English notation.

    Parameters
    ----------
    text : str
        Numbers separated by semicolon, blank, tab or line break. A comma is a decimal sign, and so is a point, unless
        three digits follow it: "1.000" is one thousand as in German, but where another number of the text has a
        plain decimal point ("0.125", "10.5") all points are decimal signs.

    Returns
    -------
    tuple of float
        One to six ascending, distinct numbers.

    Raises
    ------
    ClassError
        With a German message that names the part that cannot be read.

    Examples
    --------
    >>> parse_limits("5; 10,5; 20"), parse_limits("5 10.5 20"), parse_limits("500\t1.000\n2.500")
    ((5.0, 10.5, 20.0), (5.0, 10.5, 20.0), (500.0, 1000.0, 2500.0))
    """
    tokens = [t for part in re.split(r"[;\s]+", text.replace("−", "-")) if (t := part.strip(",%"))]
    if not tokens:
        raise ClassError("Bitte mindestens eine Klassengrenze eingeben, zum Beispiel „5; 10; 20“.")
    if len(tokens) >= MAX_CLASSES:
        raise ClassError(f"{len(tokens)} Grenzen sind zu viele; möglich sind höchstens {MAX_CLASSES - 1}.")
    decimal_point_seen = any(_ONE_SIGN.fullmatch(t) and "." in t and not _GERMAN.fullmatch(t) for t in tokens)
    limits = tuple(_parse_number(t, "." if decimal_point_seen else "") for t in tokens)
    if too_large := next((t for t, limit in zip(tokens, limits, strict=True) if math.isinf(limit)), None):
        raise ClassError(f"„{too_large[:40]}“ ist als Klassengrenze zu groß.")
    for (lower, a), (upper, b) in pairwise(zip(tokens, limits, strict=True)):
        if a >= b:
            raise ClassError(f"Klassengrenzen müssen aufsteigen; nach „{lower}“ folgt aber „{upper}“.")
    return limits


_ONE_SIGN = re.compile(r"-?\d+([.,]\d+)?")  # 5, 10.5, 10,5
_GERMAN = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")  # 1.000 and 1.234,5
_ENGLISH = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+\.\d+")  # 1,234.5


def _parse_number(token: str, lone_point: str) -> float:
    """Read one number; `lone_point` is what the point of "1.000" stands for."""
    if _GERMAN.fullmatch(token):
        lone = token.count(".") == 1 and "," not in token
        return float(token.replace(".", lone_point if lone else "").replace(",", "."))
    if _ENGLISH.fullmatch(token):
        return float(token.replace(",", ""))
    if _ONE_SIGN.fullmatch(token):
        return float(token.replace(",", "."))
    raise ClassError(f"„{token[:40]}“ ist keine Zahl; bitte Grenzen so eingeben: „5; 10,5; 20“.")


def _distinct_enough(values: npt.ArrayLike, k: int) -> Floats:
    """Sorted values without NaN; an error if they are too few for k classes."""
    numbers = np.asarray(values, dtype=float).ravel()
    numbers = np.sort(numbers[~np.isnan(numbers)])
    distinct = len(np.unique(numbers))
    if k < 2:
        raise ClassError(f"{k} Klassen sind nicht möglich; bitte mindestens 2 wählen.")
    if distinct < k:
        raise ClassError(
            f"Für {k} Klassen gibt es nur {distinct} verschiedene Werte; "
            "bitte weniger Klassen oder eigene Grenzen wählen."
        )
    return numbers


def _rounded_candidates(targets: Floats, spread: float) -> Iterator[Floats]:
    """Targets rounded to ever finer steps, as long as the limits stay apart."""
    largest = math.floor(math.log10(spread)) + 1
    for exponent in range(largest, largest - 12, -1):
        for mantissa in (5.0, 2.5, 2.0, 1.0):
            step = mantissa * 10.0**exponent
            # One decimal more than the power of ten, for the 2.5; removes 0.30000000000000004.
            limits = np.round(np.round(targets / step) * step, max(0, 1 - exponent))
            if (np.diff(limits) > 0).all():
                yield limits
