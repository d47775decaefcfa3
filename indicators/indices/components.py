"""What an index is made of: published values of its indicators, or their changes, by year and area."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Richtung
from indicators.hierarchy import Hierarchy
from indicators.indices.definitions import Bestandteil, Index
from indicators.status import Status
from indicators.validity import Gueltigkeit

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]

# a sum that lacks several parts says the worst of their states; what is suppressed must be said first
PRECEDENCE = (
    Status.OBSERVED,
    Status.NOT_CLASSIFIED,
    Status.UNDEFINED,
    Status.UNRELIABLE,
    Status.MISSING,
    Status.SUPPRESSED,
)
OBSERVED, MISSING = PRECEDENCE.index(Status.OBSERVED), PRECEDENCE.index(Status.MISSING)


@dataclass(frozen=True, eq=False)
class IndexSource:
    """Published figures of one level of one Gebietsstand, and what an index has to know of them.

    Attributes
    ----------
    published
        Result of `publish_indicator` by id: every part of the index and every indicator of the validity rule.
    hierarchy
        Levels and areas the figures were made with.
    ebene
        Level of the index.
    directions
        Direction by indicator.
    gueltig
        Which areas are valid.
    groups
        Area → Kommune; read only where the index is made by Kommune.
    """

    published: Mapping[str, pd.DataFrame]
    hierarchy: Hierarchy
    ebene: str
    directions: Mapping[str, Richtung]
    gueltig: Gueltigkeit
    groups: pd.Series | None = None

    @property
    def areas(self) -> pd.Index:
        """Keys of the level in display order."""
        return self.hierarchy.areas(self.ebene)


@dataclass(frozen=True, eq=False)
class Components:
    """Values that enter an index; arrays of shape (years, areas, parts).

    `values` is NaN unless observed; `status` holds positions in `PRECEDENCE`.
    """

    years: tuple[int, ...]
    values: Floats
    status: Codes


def read_components(index: Index, source: IndexSource, years: Collection[int] | None = None) -> Components:
    """Values of all parts of an index in the years in which one of them has a value.

    Parameters
    ----------
    index : Index
        Which parts; with `zeitabstand` = n the difference x(t) − x(t − n) in the unit of the indicator.
    source : IndexSource
        Published figures.
    years : collection of int, optional
        Only these years.

    Returns
    -------
    Components
        Parts in the order of `index.indikatoren`. A change is as little known as the worse of its two values.

    Raises
    ------
    KeyError
        If the published figures of a part are not there.
    """
    parts = [_read_part(part, index.zeitabstand, source) for part in index.indikatoren]
    known = sorted({year for part_years, _, _ in parts for year in part_years})
    wanted = tuple(year for year in known if (years is None or year in years) and index.parts_of(year))
    shape = (len(wanted), len(source.areas), len(parts))
    values, status = np.full(shape, np.nan), np.full(shape, MISSING, dtype=np.int8)
    for position, (part_years, part_values, part_status) in enumerate(parts):
        here = {year: column for column, year in enumerate(part_years)}
        for row, year in enumerate(wanted):
            if year in here:
                values[row, :, position] = part_values[:, here[year]]
                status[row, :, position] = part_status[:, here[year]]
    return Components(wanted, values, status)


def _read_part(part: Bestandteil, distance: int | None, source: IndexSource) -> tuple[tuple[int, ...], Floats, Codes]:
    """Years, values and status of one part, arrays of shape (areas, years)."""
    years, values, status = read_block(source.published[part.indikator], source.hierarchy, source.ebene)
    if distance is None:
        return years, values, status
    here = {year: column for column, year in enumerate(years)}
    later = [year for year in years if year - distance in here]
    now, before = [here[year] for year in later], [here[year - distance] for year in later]
    return tuple(later), values[:, now] - values[:, before], np.maximum(status[:, now], status[:, before])


def read_block(published: pd.DataFrame, hierarchy: Hierarchy, ebene: str) -> tuple[tuple[int, ...], Floats, Codes]:
    """Years, values and status of one level of a published frame; arrays of shape (areas, years).

    Raises
    ------
    ValueError
        If the frame was not made with this hierarchy.
    """
    # the codes of the index are at hand, its labels would have to be written out
    index = cast(pd.MultiIndex, published.index)
    level = index.levels[0]
    rows = np.flatnonzero(index.codes[0] == level.get_loc(ebene)) if ebene in level else np.array([], int)
    areas = hierarchy.areas(ebene)
    if not len(rows):
        return (), np.empty((len(areas), 0)), np.empty((len(areas), 0), dtype=np.int8)
    block = published.iloc[rows[0] : rows[-1] + 1]
    if len(block) != len(rows) or len(block) % len(areas):
        raise ValueError(f"published figures of level {ebene!r} do not have the areas of the hierarchy")
    years = tuple(int(year) for year in block.index.get_level_values("jahr")[: len(block) // len(areas)])
    status = _status_codes(block["status"]).reshape(len(areas), -1)
    values = block["wert"].to_numpy(dtype=float).reshape(len(areas), -1)
    return years, np.where(status == OBSERVED, values, np.nan), status


def _status_codes(status: pd.Series) -> Codes:
    known = pd.Categorical(status, categories=[str(state) for state in PRECEDENCE])
    return np.asarray(known.codes, dtype=np.int8)
