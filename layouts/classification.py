"""Which classes and colours a map has, the same for the screen, for paper and for slides."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Art, Indikator, Richtung
from indicators.classes import Methode, limits_around_zero, limits_table
from layouts.palettes import (
    BELASTEND,
    CLASS_COUNTS,
    DIVERGING,
    DIVERGING_REVERSED,
    ENTLASTEND,
    NEUTRAL,
    PALETTES,
)

Floats = npt.NDArray[np.float64]


def palette_of(indikator: Indikator) -> str:
    """The palette that fits: the catalogue's, else by kind and direction; neutral is never coloured as good or bad."""
    if diverges(indikator):
        return DIVERGING_REVERSED if indikator.richtung is Richtung.BELASTEND else DIVERGING
    if indikator.palette in PALETTES:
        return str(indikator.palette)
    return {
        Richtung.BELASTEND: BELASTEND,
        Richtung.ENTLASTEND: ENTLASTEND,
        Richtung.NEUTRAL: NEUTRAL,
    }[indikator.richtung]


def diverges(indikator: Indikator) -> bool:
    """Whether values are read from zero to both sides: changes, and what the catalogue colours so."""
    return indikator.art is Art.VERAENDERUNG or indikator.palette == DIVERGING


def limits_by_method(values: Any, entry: Indikator) -> dict[str, dict[str, list[float]]]:
    """Inner limits by method and number of classes, rounded as the values are shown where that keeps them apart."""
    table = limits_table(values, entry.klassengrenzen)
    if diverges(entry) and entry.klassengrenzen is None:
        table[Methode.RUND] = {k: limits for k in CLASS_COUNTS if (limits := limits_around_zero(values, k))}
    # steps of the standard deviation beyond the values would only give empty classes ("unter −7,4 %")
    spread = table.get(Methode.STDABW, {})
    table[Methode.STDABW] = {k: limits for k, limits in spread.items() if _lie_within(limits, values)}
    return {
        methode.value: {str(k): _shown_limits(limits, entry.stellen) for k, limits in rows.items()}
        for methode, rows in table.items()
    }


def limits_for(table: Mapping[str, Mapping[str, list[float]]], methode: str, klassen: int) -> tuple[float, ...]:
    """The largest number of classes up to the one asked for that the method could draw up (`limitsFor` in the browser).

    Examples
    --------
    >>> limits_for({"rund": {"3": [1.0, 2.0]}}, "rund", 5), limits_for({}, "rund", 5)
    ((1.0, 2.0), ())
    """
    rows = table.get(methode, {})
    return next((tuple(rows[str(k)]) for k in range(klassen, 1, -1) if str(k) in rows), ())


def wide(published: pd.DataFrame, ebene: str, areas: pd.Index, years: tuple[int, ...]) -> dict[str, pd.DataFrame]:
    """Columns of the published frame as areas × years."""
    level = published.xs(ebene, level="ebene")
    return {
        column: level[column].unstack("jahr").reindex(index=areas, columns=list(years))
        for column in ("wert", "fallzahl", "status", "stichtag")
    }


def rounded(frame: pd.DataFrame, scale: int) -> Floats:
    """Years × areas in whole units of the last decimal, commercially rounded."""
    values = frame.to_numpy(dtype=np.float64).T
    whole: Floats = np.sign(values) * np.floor(np.round(np.abs(values) * scale, 9) + 0.5)
    return whole


def _lie_within(limits: tuple[float, ...], values: Any) -> bool:
    return bool(np.min(values) < limits[0] and limits[-1] <= np.max(values))


def _shown_limits(limits: tuple[float, ...], decimals: int) -> list[float]:
    shown = [round(limit, decimals) for limit in limits]
    return shown if len(set(shown)) == len(limits) else [round(limit, decimals + 1) for limit in limits]
