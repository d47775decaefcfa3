"""Counts of one indicator carried to another Gebietsstand, level by level, before the rules of publication."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import AREA_KM2, Indikator
from indicators.hierarchy import Hierarchy
from indicators.revisions.blocks import Array, Block, Rows, level_years
from indicators.revisions.carrying import Pieces, round_keeping_totals
from indicators.status import Status

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Estimate:
    """Carried counts of one level, shape (areas, Y); all areas, unchanged ones too, so that they can be summed up."""

    years: npt.NDArray[np.int64]
    counts: tuple[Floats, Floats]  # Z and N
    by_area: tuple[Floats, Floats]
    rounded: tuple[Floats, Floats]
    bounds: tuple[Floats, Floats]
    suppressed: Mask
    method: Positions
    stichtag: Array
    quelle: Array

    @classmethod
    def of(cls, indikator: Indikator, published: Rows, crosswalk: pd.DataFrame, hierarchy: Hierarchy) -> "Estimate":
        """Of the finest level."""
        ebene = hierarchy.ebenen[0]
        pieces = crosswalk[crosswalk["ebene"] == ebene]
        years = level_years([published], ebene)
        sources = pd.Index(pieces["old"].dropna().unique(), dtype=object)
        targets = hierarchy.areas(ebene)
        block = Block.of(published, ebene, sources, years)
        placed = Pieces.of(pieces, sources, targets)
        numerator, denominator = block.columns["fallzahl"], block.columns["nenner"]
        group = np.zeros(len(targets), dtype=np.intp)
        where = targets.astype(object).get_indexer(pd.Index(pieces["new"].astype(object)))
        group[where[where >= 0]] = pieces["component"].to_numpy()[where >= 0]
        group -= group.min(initial=0)
        carried: list[Floats] = [placed.carry(counts, placed.weight) for counts in (numerator, denominator)]
        by_area: list[Floats] = [placed.carry(counts, placed.weight_by_area) for counts in (numerator, denominator)]
        rounded: list[Floats] = [
            round_keeping_totals(new, group) if _whole(old) else new
            for new, old in zip(carried, (numerator, denominator), strict=True)
        ]
        if AREA_KM2 in indikator.nenner:
            km2: Floats = np.repeat(hierarchy.area_km2[ebene].to_numpy(dtype=float)[:, None], len(years), axis=1)
            carried[1], by_area[1], rounded[1] = km2, km2, km2
        suppressed = placed.touched(block.columns["status"] == str(Status.SUPPRESSED))
        return cls(
            years,
            (carried[0], carried[1]),
            (by_area[0], by_area[1]),
            (rounded[0], rounded[1]),
            placed.bound(numerator),
            suppressed,
            placed.worst_method,
            *_origin(block),
        )

    def over(self, years: npt.NDArray[np.int64]) -> "Estimate":
        """The same for other years; those that it does not know are missing."""
        column = pd.Index(self.years).get_indexer(pd.Index(years))  # −1: the missing column behind all others

        def chosen(values: Array, missing: Any) -> Array:
            padding = np.full((*values.shape[:-1], 1), missing, dtype=values.dtype)
            picked: Array = np.concatenate([values, padding], axis=-1)[..., column]
            return picked

        pairs = [
            (chosen(first, np.nan), chosen(second, np.nan))
            for first, second in (self.counts, self.by_area, self.rounded, self.bounds)
        ]
        suppressed, days = chosen(self.suppressed, False), chosen(self.stichtag, np.datetime64("NaT"))
        return Estimate(
            years, pairs[0], pairs[1], pairs[2], pairs[3], suppressed, self.method, days, chosen(self.quelle, None)
        )

    def settled(self, block: Block, exact: Mask) -> "Estimate":
        """With the published values of areas of unchanged territory, so that sums above build on them.

        Parameters
        ----------
        block : Block
            Of the same areas and years.
        exact : ndarray of bool, shape (areas,)
            Which areas these are.
        """

        def settle(pair: tuple[Floats, Floats], names: tuple[str, str]) -> tuple[Floats, Floats]:
            first, second = (
                np.where(exact[:, None], block.columns[name], values) for name, values in zip(names, pair, strict=True)
            )
            return first, second

        counted = ("fallzahl", "nenner")
        hidden = block.columns["status"] == str(Status.SUPPRESSED)
        days, sources = _origin(block)
        return Estimate(
            self.years,
            settle(self.counts, counted),
            settle(self.by_area, counted),
            settle(self.rounded, counted),
            settle(self.bounds, ("fallzahl", "fallzahl")),
            np.where(exact[:, None], hidden, self.suppressed),
            np.where(exact, 0, self.method),
            np.where(np.isnat(self.stichtag), days, self.stichtag),
            np.where(pd.isna(self.quelle), sources, self.quelle),
        )

    def lifted(self, hierarchy: Hierarchy, ebene: str) -> "Estimate":
        """Sums of the level above."""
        below = hierarchy.ebenen[hierarchy.ebenen.index(ebene) - 1]
        parent = hierarchy.parent_positions(below)
        count = len(hierarchy.areas(ebene))

        def add(pair: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
            sums = tuple(np.zeros((count, values.shape[1])) for values in pair)
            for total, values in zip(sums, pair, strict=True):
                np.add.at(total, parent, values)
            return sums[0], sums[1]

        suppressed = np.zeros((count, len(self.years)), dtype=bool)
        np.logical_or.at(suppressed, parent, self.suppressed)
        method = np.zeros(count, dtype=np.intp)
        np.maximum.at(method, parent, self.method)
        pairs = (add(self.counts), add(self.by_area), add(self.rounded), add(self.bounds))
        return Estimate(self.years, *pairs, suppressed, method, self.stichtag, self.quelle)


def _whole(counts: Floats) -> bool:
    known = counts[~np.isnan(counts)]
    return bool((known == np.rint(known)).all())


def _origin(block: Block) -> tuple[Array, Array]:
    """Latest day and joined sources of every year."""
    years = block.years
    days = np.full(len(years), np.datetime64("NaT"), dtype=block.columns["stichtag"].dtype)
    sources = np.full(len(years), None, dtype=object)
    for column in range(len(years)):
        day = block.columns["stichtag"][:, column]
        known = day[~np.isnat(day)]
        if len(known):
            days[column] = known.max()
        names = {str(name) for name in block.columns["quelle"][:, column] if isinstance(name, str)}
        sources[column] = "+".join(sorted({part for name in names for part in name.split("+")})) or None
    return days, sources
