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
class Rows:
    """A published frame as plain arrays, so that its levels need not be looked up in pandas again and again.

    Parameters
    ----------
    keys : tuple of (Index, ndarray of int)
        Distinct values and the position of each row's value, of level, area and year.
    columns : mapping of str to ndarray
        Numbers and dates as they are, everything else as objects.
    """

    keys: tuple[tuple[pd.Index, Array], ...]
    columns: Mapping[str, Array]

    @classmethod
    def of(cls, published: pd.DataFrame) -> "Rows":
        """Rows of a frame with MultiIndex (ebene, area, jahr) without repetitions."""
        index = published.index
        assert isinstance(index, pd.MultiIndex)
        keys = tuple((pd.Index(index.levels[n]), np.asarray(index.codes[n])) for n in range(len(INDEX)))
        columns: dict[str, Array] = {}
        for name, column in published.items():
            plain = isinstance(column.dtype, np.dtype) and column.dtype.kind in "fMb"
            columns[str(name)] = column.to_numpy() if plain else column.astype(object).to_numpy()
        return cls(keys, columns)

    def level(self, ebene: str) -> Array:
        """Positions of the rows of one level."""
        names, codes = self.keys[0]
        return np.flatnonzero(codes == names.get_loc(ebene)) if ebene in names else np.empty(0, dtype=np.intp)

    def positions(self, key: int, wanted: pd.Index, rows: Array) -> Array:
        """Position of each row's area (key 1) or year (key 2) among those wanted; −1 for others."""
        names, codes = self.keys[key]
        found = wanted.get_indexer(names.astype(wanted.dtype))
        return np.append(found, -1)[codes[rows]]


@dataclass(frozen=True, eq=False)
class Block:
    """Values of one level: areas × years per column; a missing row is NaN, None or NaT."""

    areas: pd.Index
    years: npt.NDArray[np.int64]
    columns: Mapping[str, Array]

    @classmethod
    def of(cls, published: Rows, ebene: str, areas: pd.Index, years: npt.NDArray[np.int64]) -> "Block":
        """Values of one level for given areas and years.

        Parameters
        ----------
        published : Rows
            Values of all levels.
        ebene : str
            Level; may be absent.
        areas : Index
            Keys, in order; those that are not there get missing values, as do years.
        years : ndarray of int
            Ascending.
        """
        rows = published.level(ebene)
        area = published.positions(1, areas.astype(object), rows)
        year = published.positions(2, pd.Index(years, dtype=np.int64), rows)
        known = (area >= 0) & (year >= 0)
        columns: dict[str, Array] = {}
        for name, values in published.columns.items():
            blank: Any = {"f": np.nan, "M": np.datetime64("NaT"), "b": False}.get(values.dtype.kind)
            block = np.full((len(areas), len(years)), blank, dtype=values.dtype)
            block[area[known], year[known]] = values[rows[known]]
            columns[name] = block
        return cls(areas, years, columns)


def level_years(frames: Iterable[Rows], ebene: str) -> npt.NDArray[np.int64]:
    """Years that any of the frames knows on a level, ascending."""
    years: set[int] = set()
    for frame in frames:
        names, codes = frame.keys[2]
        years |= set(names[np.unique(codes[frame.level(ebene)])].tolist())
    return np.array(sorted(years), dtype=np.int64)


def join_blocks(blocks: Mapping[str, Block], hierarchy: Hierarchy) -> pd.DataFrame:
    """Frame with MultiIndex (ebene, area, jahr) from blocks by level, finest first."""
    levels = [ebene for ebene in hierarchy.ebenen if ebene in blocks]
    index = [
        pd.MultiIndex.from_product([[ebene], blocks[ebene].areas.astype("str"), blocks[ebene].years], names=INDEX)
        for ebene in levels
    ]
    names = list(blocks[levels[0]].columns) if levels else []
    data = {name: np.concatenate([blocks[ebene].columns[name].ravel() for ebene in levels]) for name in names}
    whole = index[0].append(index[1:]) if index else pd.MultiIndex.from_tuples([], names=INDEX)
    return pd.DataFrame(data, index=whole)
