"""Which area belongs to which, as far as figures need it: levels, parents and sizes of one Gebietsstand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd


class HierarchyError(Exception):
    """Levels, parents and sizes do not fit together."""


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Levels of one Gebietsstand, finest first; the order of the areas is the order of every output.

    Parameters
    ----------
    ebenen : tuple of str
        Level ids, finest first.
    parents : mapping of str to Series
        Per level: area key -> key of the area one level up; NA on the top level. Index unique.
    area_km2 : mapping of str to Series
        Per level: area key -> size in km² of the full-resolution geometry; same index as `parents`.

    Raises
    ------
    HierarchyError
        If a level is incomplete or a parent is unknown one level up.

    Examples
    --------
    >>> hierarchy = Hierarchy(
    ...     ("sozialraum", "region"),
    ...     {"sozialraum": pd.Series({"a": "r", "b": "r"}), "region": pd.Series({"r": None})},
    ...     {"sozialraum": pd.Series({"a": 1.0, "b": 2.0}), "region": pd.Series({"r": 3.0})},
    ... )
    >>> hierarchy.top, list(hierarchy.areas("sozialraum")), hierarchy.parent("sozialraum", "b")
    ('region', ['a', 'b'], 'r')
    """

    ebenen: tuple[str, ...]
    parents: Mapping[str, "pd.Series[str]"]
    area_km2: Mapping[str, "pd.Series[float]"]

    def __post_init__(self) -> None:
        for ebene in self.ebenen:
            if ebene not in self.parents or ebene not in self.area_km2:
                raise HierarchyError(f"level {ebene!r} lacks parents or area_km2")
            if not self.parents[ebene].index.equals(self.area_km2[ebene].index):
                raise HierarchyError(f"level {ebene!r}: parents and area_km2 list different areas or orders")
        for finer, coarser in pairwise(self.ebenen):
            orphans = self.areas(finer)[self.parent_positions(finer) < 0]
            if len(orphans):
                raise HierarchyError(
                    f"{len(orphans)} areas of level {finer!r} have no parent at level {coarser!r} "
                    f"({', '.join(map(repr, orphans[:5]))}); check the parent column of the geometry"
                )

    @property
    def top(self) -> str:
        """The level that holds the whole region."""
        return self.ebenen[-1]

    @property
    def region(self) -> str:
        """Key of the first area of the top level, the region itself."""
        return str(self.areas(self.top)[0])

    def areas(self, ebene: str) -> pd.Index:
        """Keys of a level in display order."""
        return self.parents[ebene].index

    def parent(self, ebene: str, area: str) -> str | None:
        """Key one level up; None on the top level."""
        return None if ebene == self.top else str(self.parents[ebene].loc[area])

    def parent_level(self, ebene: str) -> str | None:
        """The next coarser level; None above the top level."""
        position = self.ebenen.index(ebene) + 1
        return self.ebenen[position] if position < len(self.ebenen) else None

    def children(self, ebene: str, parent: str) -> pd.Index:
        """Areas of `ebene` directly under `parent`."""
        return self.areas(ebene)[(self.parents[ebene] == parent).to_numpy(dtype=bool, na_value=False)]

    def parent_positions(self, ebene: str) -> npt.NDArray[np.intp]:
        """Position of each area's parent within the next coarser level, shape (n,); −1 where there is none."""
        coarser = self.parent_level(ebene)
        if coarser is None:
            return np.full(len(self.areas(ebene)), -1, dtype=np.intp)
        return self.areas(coarser).get_indexer(pd.Index(self.parents[ebene]))

    @cached_property
    def slices(self) -> dict[str, slice]:
        """Where each level lies when the areas of all levels stand in one row, finest level first."""
        ends = np.cumsum([len(self.areas(ebene)) for ebene in self.ebenen]).tolist()
        return {e: slice(start, end) for e, start, end in zip(self.ebenen, [0, *ends], ends, strict=False)}

    @cached_property
    def all_areas(self) -> npt.NDArray[np.object_]:
        """Keys of all levels in one row, see `slices`; shape (A,)."""
        return np.concatenate([np.asarray(self.areas(ebene), dtype=object) for ebene in self.ebenen])

    @cached_property
    def all_area_km2(self) -> npt.NDArray[np.float64]:
        """Sizes in km² of all levels in one row, see `slices`; shape (A,)."""
        return np.concatenate([self.area_km2[ebene].to_numpy(dtype=float) for ebene in self.ebenen])
