"""A published frame, level by level, as arrays of areas × years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.hierarchy import Hierarchy

Array = npt.NDArray[Any]
INDEX = ["ebene", "area", "jahr"]


@dataclass(frozen=True, eq=False)
class Block:
    """Values of one level: areas × years per column; a missing row is NaN, None or NaT."""

    areas: pd.Index
    years: npt.NDArray[np.int64]
    columns: Mapping[str, Array]

    @classmethod
    def of(cls, published: pd.DataFrame, ebene: str, areas: pd.Index, years: npt.NDArray[np.int64]) -> "Block":
        """Values of one level for given areas and years.

        Parameters
        ----------
        published : DataFrame
            MultiIndex (ebene, area, jahr) without repetitions.
        ebene : str
            Level; may be absent from the frame.
        areas : Index
            Keys, in order; those that the frame does not have get missing values, as do years.
        years : ndarray of int
            Ascending.
        """
        rows = published[published.index.get_level_values("ebene") == ebene]
        area = areas.astype(object).get_indexer(rows.index.get_level_values("area").astype(object))
        year = pd.Index(years).get_indexer(rows.index.get_level_values("jahr"))
        known = (area >= 0) & (year >= 0)
        columns: dict[str, Array] = {}
        for name, column in rows.items():
            values = column.to_numpy()
            if isinstance(column.dtype, pd.CategoricalDtype) or values.dtype.kind not in "fMb":
                values = column.astype(object).to_numpy()
            blank: Any = {"f": np.nan, "M": np.datetime64("NaT"), "b": False}.get(values.dtype.kind)
            block = np.full((len(areas), len(years)), blank, dtype=values.dtype)
            block[area[known], year[known]] = values[known]
            columns[str(name)] = block
        return cls(areas, years, columns)


def level_years(frames: Iterable[pd.DataFrame], ebene: str) -> npt.NDArray[np.int64]:
    """Years that any of the frames knows on a level, ascending."""
    years: set[int] = set()
    for frame in frames:
        levels = frame.index.get_level_values("ebene")
        years |= set(frame.index.get_level_values("jahr")[levels == ebene].unique().tolist())
    return np.array(sorted(years), dtype=np.int64)


def join_blocks(blocks: Mapping[str, Block], hierarchy: Hierarchy) -> pd.DataFrame:
    """Frame with MultiIndex (ebene, area, jahr) from blocks by level, finest first."""
    levels = [ebene for ebene in hierarchy.ebenen if ebene in blocks]
    index = [
        pd.MultiIndex.from_product([[ebene], blocks[ebene].areas.astype(object), blocks[ebene].years], names=INDEX)
        for ebene in levels
    ]
    names = list(blocks[levels[0]].columns) if levels else []
    data = {name: np.concatenate([blocks[ebene].columns[name].ravel() for ebene in levels]) for name in names}
    whole = index[0].append(index[1:]) if index else pd.MultiIndex.from_tuples([], names=INDEX)
    return pd.DataFrame(data, index=whole)
