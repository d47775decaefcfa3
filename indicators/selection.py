"""Figures of areas a user picks by hand: sums of what is published, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.catalogue import Art, Indikator
from indicators.rates import compute_values
from indicators.status import Status


@dataclass(frozen=True)
class SelectionFigures:
    """Sum over picked areas; numbers are NaN unless the status allows them, as in `publish_indicator`."""

    fallzahl: float
    nenner: float
    wert: float
    status: Status


def sum_selection(
    published: pd.DataFrame, indikator: Indikator, ebene: str, areas: Sequence[str], jahr: int
) -> SelectionFigures:
    """Add up the published figures of several areas of one level.

    Parameters
    ----------
    published : DataFrame
        Result of `publish_indicator`.
    indikator : Indikator
        The same catalogue entry.
    ebene, areas, jahr
        Which rows.

    Returns
    -------
    SelectionFigures
        `gesperrt` as soon as one area is suppressed, else `fehlt` as soon as one has no figure; finished values are
        never summed and always `fehlt`.

    Raises
    ------
    KeyError
        If an area has no row.

    Notes
    -----
    Rule D3: the total of the region minus the other areas would be the suppressed number, so no sum is ever made from
    a total. Z and N are added, rates never (domain rule); the threshold of P3 holds for the sum.

    Examples
    --------
    >>> index = pd.MultiIndex.from_product([["raum"], ["a", "b"], [2020]], names=["ebene", "area", "jahr"])
    >>> frame = pd.DataFrame({"fallzahl": [12.0, 30.0], "nenner": [100.0, 200.0], "wert": [12.0, 15.0],
    ...                       "status": "beobachtet"}, index)
    >>> rate = Indikator(id="q", name="q", themenfeld="t", zaehler="z", nenner="n", einheit="%", faktor=100,
    ...                  quelle="q", definition="d", zaehler_text="z")
    >>> print(sum_selection(frame, rate, "raum", ["a", "b"], 2020).wert)
    14.0
    """
    rows = published.loc[[(ebene, area, jahr) for area in areas]]
    status = set(rows["status"])
    if Status.SUPPRESSED in status:
        return SelectionFigures(np.nan, np.nan, np.nan, Status.SUPPRESSED)
    if not status or Status.MISSING in status or indikator.art is Art.WERT:
        return SelectionFigures(np.nan, np.nan, np.nan, Status.MISSING)
    numerator, denominator = float(rows["fallzahl"].sum()), float(rows["nenner"].sum(skipna=False))
    values, states = compute_values(indikator.art, np.array([numerator]), np.array([denominator]), indikator.faktor)
    result = Status(states[0])
    if result is Status.OBSERVED and denominator < indikator.geheimhaltung.min_nenner:
        result = Status.UNRELIABLE
    wert = float(values[0]) if result is Status.OBSERVED else np.nan
    return SelectionFigures(numerator, denominator, wert, result)
