"""Comparison of computed classes with those somebody else published, area by area."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.hierarchy import Hierarchy
from indicators.indices.components import read_block
from indicators.indices.values import IndexResult


@dataclass(frozen=True)
class Mismatch:
    """One area whose class differs; `berechnet` is None without an index, `wert` None without a published class."""

    area: str
    wert: float | None
    veroeffentlicht: str | None
    berechnet: str | None


@dataclass(frozen=True)
class Reproduction:
    """One index and year: how many of the published classes were computed alike, and which were not."""

    index: str
    jahr: int
    gleich: int
    insgesamt: int
    abweichungen: tuple[Mismatch, ...]


def compare_classes(
    result: IndexResult, published: pd.DataFrame, hierarchy: Hierarchy, ebene: str
) -> list[Reproduction]:
    """Compare every year for which classes were published.

    Parameters
    ----------
    result : IndexResult
        The index, computed for all years.
    published : DataFrame
        Published frame of the indicator that the index names in `veroeffentlicht`.
    hierarchy : Hierarchy
        Levels and areas of both.
    ebene : str
        Level of the index.

    Returns
    -------
    list of Reproduction
        By year. An area counts if a class was published for it; one with an index but without a published class is
        a mismatch too, and so is a published number that no class is written as.
    """
    years, values, _ = read_block(published, hierarchy, ebene)
    areas = hierarchy.areas(ebene)
    names = {one.wert: one.name for one in result.index.klassen}
    found = []
    for column, jahr in enumerate(years):
        numbers = values[:, column]
        if np.isnan(numbers).all():
            continue
        computed = _classes_of(result, ebene, areas, jahr)
        rows = zip(areas, numbers.tolist(), computed, strict=True)
        compared = [(str(area), number, made) for area, number, made in rows if number == number or made is not None]
        wrong = tuple(
            Mismatch(area, None if number != number else number, names.get(number), made)
            for area, number, made in compared
            if number != number or made is None or names.get(number) != made
        )
        total = int((~np.isnan(numbers)).sum())
        missed = sum(mismatch.wert is not None for mismatch in wrong)
        found.append(Reproduction(result.index.id, jahr, total - missed, total, wrong))
    return found


def _classes_of(result: IndexResult, ebene: str, areas: pd.Index, jahr: int) -> list[str | None]:
    rows = pd.MultiIndex.from_product([[ebene], areas, [jahr]], names=["ebene", "area", "jahr"])
    classes = result.figures["klasse"].astype(object).reindex(rows)
    return [None if pd.isna(name) else str(name) for name in classes]
