"""Primary rules P1 and P2: which cells tell too much by themselves, and how far they must stay uncertain.

P3 is in `boundary`; P4 (areas with too few residents for an index) in `indicators.validity`, from published counts.
"""

from dataclasses import dataclass
from typing import assert_never

import numpy as np
import numpy.typing as npt

from indicators.catalogue import AREA_KM2, Art, Indikator

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def primary_cells(numerator: Floats, denominator: Floats, indikator: Indikator) -> Mask:
    """Cells that the primary rules P1 and P2 suppress.

    Parameters
    ----------
    numerator, denominator : ndarray of float
        Z and N; for `veraenderung` Z(t) and Z(t−n), both of which are counts of the numerator. NaN = missing.
    indikator : Indikator
        Brings kind and thresholds.

    Returns
    -------
    ndarray of bool
        True = must not be published, neither as count nor as rate.

    Notes
    -----
    P1: 0 < Z < minz; balances such as arrivals minus departures count by their size, |Z|. P2 (`komplement`):
    0 < N − Z < minz or Z = N > 0, not for densities, whose denominator is an area.

    The rules ask for Z = N > 0 "for sensitive themes". The catalogue's one mark of a sensitive indicator is the
    complement check (k=1: benefits, health, migration, schooling), so it stands for both: "everyone here" tells as
    much about a person as "all but two".

    Examples
    --------
    >>> rate = Indikator(id="q", name="q", themenfeld="t", zaehler="z", nenner="n", einheit="%", quelle="q",
    ...                  definition="d", zaehler_text="z", geheimhaltung={"min_zaehler": 10, "komplement": True})
    >>> primary_cells(np.array([7.0, 96.0, 0.0, 50.0]), np.array([206.0, 100.0, 500.0, 50.0]), rate).tolist()
    [True, True, False, True]
    """
    least = indikator.geheimhaltung.min_zaehler
    match indikator.art:
        case Art.WERT:
            return np.zeros(numerator.shape, dtype=bool)
        case Art.ANZAHL:
            return small_counts(numerator, least)
        case Art.VERAENDERUNG:
            return small_counts(numerator, least) | small_counts(denominator, least)
        case Art.ANTEIL:
            cells = small_counts(numerator, least)
            if indikator.geheimhaltung.komplement and AREA_KM2 not in indikator.nenner:
                cells |= small_complements(numerator, denominator, least)
            return cells
        case _:
            assert_never(indikator.art)


def small_counts(counts: Floats, least: int) -> Mask:
    """Rule P1, by size because balances may be negative."""
    sizes = np.abs(counts)
    return (sizes > 0) & (sizes < least)


def small_complements(counts: Floats, totals: Floats, least: int) -> Mask:
    """Rule P2; a numerator larger than its denominator is no part of it and has no complement."""
    complements = totals - counts
    return (totals > 0) & (complements >= 0) & (complements < max(least, 1))


@dataclass(frozen=True)
class Rule:
    """What one indicator demands of the counts in its numerator.

    Parameters
    ----------
    least : int
        `min_zaehler`.
    denominator : tuple of str or None
        Variables of N where Z is a number of cases out of N; None for counts, changes and densities.
    complement : bool
        Whether P2 applies.
    """

    least: int
    denominator: tuple[str, ...] | None
    complement: bool


def rule_of(indikator: Indikator) -> Rule:
    """Rule of a counted indicator."""
    out_of = indikator.art is Art.ANTEIL and AREA_KM2 not in indikator.nenner
    protection = indikator.geheimhaltung
    return Rule(
        protection.min_zaehler,
        tuple(sorted(indikator.nenner)) if out_of else None,
        protection.komplement and out_of,
    )


@dataclass(frozen=True, eq=False)
class Demand:
    """What the primary rules demand of the cells of one quantity; arrays of shape (A, Y).

    Parameters
    ----------
    small, complement : ndarray of bool
        Cells that P1 or P2 suppresses.
    up, down : ndarray of float
        How far above and below its true value a reader must hold the count possible; 0 where nothing is demanded.
    ceiling : ndarray of float
        Largest count a reader holds possible before any equation: the smallest public denominator; inf without one.
    floor : ndarray of float
        Smallest count possible before anything is known: 0, −inf for balances.
    """

    small: Mask
    complement: Mask
    up: Floats
    down: Floats
    ceiling: Floats
    floor: Floats

    @property
    def cells(self) -> Mask:
        """Every cell that must be suppressed."""
        return self.small | self.complement


def compute_demand(counts: Floats, rules: list[tuple[Rule, Floats | None]]) -> Demand:
    """Apply the rules of all indicators that publish the same quantity.

    Parameters
    ----------
    counts : ndarray of float, shape (A, Y)
        Z of all levels; NaN = missing.
    rules : list of (Rule, ndarray or None)
        Each with the counts of its denominator, NaN where missing.

    Returns
    -------
    Demand
        The strictest of all rules for every cell.

    Notes
    -----
    S2 asks for an interval [lo, hi] with lo ≤ 0 and hi ≥ minz. Since zeros are published, everyone knows of a hidden
    count that it is 1 at least: lo ≤ 1 is demanded, and nobody is assumed to hold 0 possible. For P2 the same is asked
    of the complement N − Z, which may be 0, for Z = N is hidden too. Where a public denominator is itself below minz no
    equation is needed to see that Z is: hi ≥ min(minz, N) is demanded. Balances must stay possible from −minz to minz.

    Examples
    --------
    >>> counts, totals = np.array([[7.0], [96.0], [3.0]]), np.array([[206.0], [100.0], [8.0]])
    >>> demand = compute_demand(counts, [(Rule(10, ("n",), True), totals)])
    >>> (counts - demand.down).ravel().tolist(), (counts + demand.up).ravel().tolist()
    ([1.0, 90.0, 1.0], [10.0, 100.0, 8.0])
    """
    signed = bool((counts < 0).any())
    ceiling = np.full(counts.shape, np.inf)
    for rule, totals in rules:
        if rule.denominator is not None and totals is not None and not signed:
            ceiling = np.where(counts <= totals, np.minimum(ceiling, totals), ceiling)
    small, complement = np.zeros(counts.shape, dtype=bool), np.zeros(counts.shape, dtype=bool)
    highest, lowest = counts.copy(), counts.copy()
    for rule, totals in rules:
        cells = small_counts(counts, rule.least)
        small |= cells
        highest = np.where(cells, np.maximum(highest, rule.least), highest)
        lowest = np.where(cells, np.minimum(lowest, -rule.least if signed else 1), lowest)
        if rule.complement and totals is not None:
            cells = small_complements(counts, totals, rule.least)
            complement |= cells
            highest = np.where(cells, np.maximum(highest, totals), highest)
            lowest = np.where(cells, np.minimum(lowest, np.maximum(totals - max(rule.least, 1), 1)), lowest)
    up, down = np.minimum(highest, ceiling) - counts, counts - lowest
    floor = np.full(counts.shape, -np.inf if signed else 0.0)
    return Demand(small, complement, np.nan_to_num(up), np.nan_to_num(down), ceiling, floor)
