"""The protection boundary: what enters may be secret, what leaves may be published."""

from typing import assert_never

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import AREA_KM2, Art, Indikator
from indicators.status import Status

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_SHOWS_COUNT = (Status.OBSERVED, Status.UNRELIABLE, Status.UNDEFINED)


def protect(raw: pd.DataFrame, indikator: Indikator) -> pd.DataFrame:
    """Reduce the raw figures of one indicator to what may be published.

    The frame holds all levels at once because secondary suppression (S1–S3) works on the equations between levels;
    it will widen the mask of suppressed cells here, between the primary rules and the blanking.

    Parameters
    ----------
    raw : DataFrame
        MultiIndex (ebene, area, jahr), all levels of one Gebietsstand; columns `zaehler`, `nenner`, `wert` (float),
        `status` (beobachtet, fehlt or undefiniert), `stichtag`, `quelle`. `veraenderung` has Z(t) in `zaehler` and
        Z(t−n) in `nenner`.
    indikator : Indikator
        Brings the thresholds.

    Returns
    -------
    DataFrame
        Same index; `fallzahl` and `nenner` are NaN where suppressed or missing, `wert` is NaN unless the status is
        beobachtet; `status` is categorical over all `Status` values; `stichtag` and `quelle` are empty where missing.

    Notes
    -----
    P1, P2 and P3 of the confidentiality rules. A pre-protected source (`vorgeschuetzt`) still meets the thresholds
    the catalogue gives it. Finished values (`wert`) carry no counts, so no rule can be applied to them: only values
    released by their source belong there.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("raum", "a", 2020), ("raum", "b", 2020)], names=["ebene", "area", "jahr"])
    >>> raw = pd.DataFrame({"zaehler": [7.0, 0.0], "nenner": [206.0, 500.0], "wert": [3.4, 0.0],
    ...                     "status": "beobachtet", "stichtag": pd.Timestamp("2020-12-31"), "quelle": "amt"}, index)
    >>> rate = Indikator(id="q", name="q", themenfeld="t", zaehler="z", nenner="n", einheit="%", faktor=100,
    ...                  quelle="q", definition="d", zaehler_text="z", geheimhaltung={"min_zaehler": 10})
    >>> protect(raw, rate)[["fallzahl", "wert", "status"]].values.tolist()
    [[nan, nan, 'gesperrt'], [0.0, 0.0, 'beobachtet']]
    """
    numerator, denominator = raw["zaehler"].to_numpy(dtype=float), raw["nenner"].to_numpy(dtype=float)
    before = raw["status"].to_numpy(dtype=str)
    present = before != Status.MISSING
    suppressed = present & primary_cells(numerator, denominator, indikator)
    unreliable = (before == Status.OBSERVED) & (denominator < indikator.geheimhaltung.min_nenner)
    status = np.select([suppressed, unreliable], [np.str_(Status.SUPPRESSED), np.str_(Status.UNRELIABLE)], before)
    countable = np.isin(status, _SHOWS_COUNT)
    return pd.DataFrame(
        {
            "fallzahl": np.where(countable, numerator, np.nan),
            "nenner": np.where(countable, denominator, np.nan),
            "wert": np.where(status == Status.OBSERVED, raw["wert"].to_numpy(dtype=float), np.nan),
            "status": pd.Categorical(status, categories=[str(s) for s in Status]),
            "stichtag": raw["stichtag"].where(present),
            "quelle": raw["quelle"].where(present),
        },
        index=raw.index,
    )


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
    0 < N − Z < minz, not for densities, whose denominator is an area.

    Examples
    --------
    >>> rate = Indikator(id="q", name="q", themenfeld="t", zaehler="z", nenner="n", einheit="%", quelle="q",
    ...                  definition="d", zaehler_text="z", geheimhaltung={"min_zaehler": 10, "komplement": True})
    >>> primary_cells(np.array([7.0, 96.0, 0.0]), np.array([206.0, 100.0, 500.0]), rate).tolist()
    [True, True, False]
    """
    least = indikator.geheimhaltung.min_zaehler
    match indikator.art:
        case Art.WERT:
            return np.zeros(numerator.shape, dtype=bool)
        case Art.ANZAHL:
            return _small(numerator, least)
        case Art.VERAENDERUNG:
            return _small(numerator, least) | _small(denominator, least)
        case Art.ANTEIL:
            cells = _small(numerator, least)
            if indikator.geheimhaltung.komplement and AREA_KM2 not in indikator.nenner:
                complement = denominator - numerator
                cells |= (complement > 0) & _small(complement, least)
            return cells
        case _:
            assert_never(indikator.art)


def _small(counts: Floats, least: int) -> Mask:
    sizes = np.abs(counts)
    return (sizes > 0) & (sizes < least)
