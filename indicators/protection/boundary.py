"""The boundary itself: what enters may be secret, what leaves may be published."""

import numpy as np
import pandas as pd

from indicators.catalogue import Indikator
from indicators.protection.primary import Mask, primary_cells
from indicators.status import Status

_SHOWS_COUNT = (Status.OBSERVED, Status.UNRELIABLE, Status.UNDEFINED)


def protect(raw: pd.DataFrame, indikator: Indikator, suppressed: Mask | None = None) -> pd.DataFrame:
    """Reduce the raw figures of one indicator to what may be published.

    Parameters
    ----------
    raw : DataFrame
        MultiIndex (ebene, area, jahr), all levels of one Gebietsstand; columns `zaehler`, `nenner`, `wert` (float),
        `status` (beobachtet, fehlt or undefiniert), `stichtag`, `quelle`. `veraenderung` has Z(t) in `zaehler` and
        Z(t−n) in `nenner`.
    indikator : Indikator
        Brings the thresholds.
    suppressed : ndarray of bool, optional
        Rows that the pattern of the region suppresses. The primary rules are applied in any case.

    Returns
    -------
    DataFrame
        Same index; `fallzahl` and `nenner` are NaN where suppressed or missing, `wert` is NaN unless the status is
        beobachtet; `status` is categorical over all `Status` values; `stichtag` and `quelle` are empty where missing.

    Notes
    -----
    P1, P2 and P3 of the confidentiality rules, S3 (one status for primary and secondary) and D2 (count and rate
    together). A pre-protected source (`vorgeschuetzt`) still meets the thresholds the catalogue gives it. Finished
    values (`wert`) carry no counts, so no rule can be applied to them: only values released by their source belong
    there.

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
    hidden = primary_cells(raw["zaehler"].to_numpy(dtype=float), raw["nenner"].to_numpy(dtype=float), indikator)
    if suppressed is not None:
        hidden = hidden | suppressed
    return _reduce(raw, indikator, hidden)


def release_internally(raw: pd.DataFrame, indikator: Indikator) -> pd.DataFrame:
    """Bring the raw figures of one indicator into the form of `protect`, without hiding anything.

    Parameters
    ----------
    raw, indikator
        As for `protect`.

    Returns
    -------
    DataFrame
        INTERNAL, for the statistics office alone. Form of `protect`; the status gesperrt does not occur.

    Notes
    -----
    P1, P2, S1 and S2 do not apply. P3 does: whether a rate is reliable has nothing to do with who reads it.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("raum", "a", 2020)], names=["ebene", "area", "jahr"])
    >>> raw = pd.DataFrame({"zaehler": [7.0], "nenner": [206.0], "wert": [3.4], "status": "beobachtet",
    ...                     "stichtag": pd.Timestamp("2020-12-31"), "quelle": "amt"}, index)
    >>> rate = Indikator(id="q", name="q", themenfeld="t", zaehler="z", nenner="n", einheit="%", faktor=100,
    ...                  quelle="q", definition="d", zaehler_text="z", geheimhaltung={"min_zaehler": 10})
    >>> release_internally(raw, rate)[["fallzahl", "wert", "status"]].values.tolist()
    [[7.0, 3.4, 'beobachtet']]
    """
    return _reduce(raw, indikator, np.zeros(len(raw), dtype=bool))


def _reduce(raw: pd.DataFrame, indikator: Indikator, hidden: Mask) -> pd.DataFrame:
    """Columns of the published frame: nothing of hidden rows, no value where the rate is not reliable (P3)."""
    numerator, denominator = raw["zaehler"].to_numpy(dtype=float), raw["nenner"].to_numpy(dtype=float)
    before = raw["status"].to_numpy(dtype=str)
    present = before != Status.MISSING
    unreliable = (before == Status.OBSERVED) & (denominator < indikator.geheimhaltung.min_nenner)
    status = np.select([present & hidden, unreliable], [np.str_(Status.SUPPRESSED), np.str_(Status.UNRELIABLE)], before)
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
