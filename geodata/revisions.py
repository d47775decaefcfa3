"""Boundary revisions: how the areas of two Gebietsstände of one level belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geodata.areas import SQUARE_METRES_PER_KM2

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

TOLERANCE = 0.01  # share of both areas below which a common piece is taken for a digitising sliver


class Change(StrEnum):
    """What happened to the areas of a component."""

    UNCHANGED = "unveraendert"
    SPLIT = "geteilt"
    MERGED = "zusammengelegt"
    RECUT = "neu_geschnitten"
    NEW = "neu"
    DROPPED = "entfallen"


@dataclass(frozen=True)
class Piece:
    """Common piece of an old and a new area; None on one side: territory the other Gebietsstand does not have."""

    old: str | None
    new: str | None
    area_km2: float


@dataclass(frozen=True)
class Component:
    """Smallest set of old and new areas that have no piece in common with any other area.

    Parameters
    ----------
    old, new : tuple of str
        Keys in the order of the frames; empty for new and for dropped territory.
    pieces : tuple of Piece
        Without slivers.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def closed(self) -> bool:
        """Whether old and new areas cover the same territory."""
        return all(piece.old is not None and piece.new is not None for piece in self.pieces)

    @property
    def change(self) -> Change:
        """Kind of change; an area that gained or lost territory outside the other Gebietsstand is re-cut."""
        match len(self.old), len(self.new):
            case 0, _:
                return Change.NEW
            case _, 0:
                return Change.DROPPED
            case _ if not self.closed:
                return Change.RECUT
            case 1, 1:
                return Change.UNCHANGED
            case 1, _:
                return Change.SPLIT
            case _, 1:
                return Change.MERGED
            case _:
                return Change.RECUT


def relate_areas(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, tolerance: float = TOLERANCE) -> tuple[Component, ...]:
    """Overlay two Gebietsstände of one level.

    Parameters
    ----------
    old, new : GeoDataFrame
        Areas frames (see `geodata.reading.read_areas`): unique keys as index, valid polygons, one metric CRS.
    tolerance : float
        Pieces smaller than this share of both their areas are slivers. So is territory outside the other
        Gebietsstand below this share of its area.

    Returns
    -------
    tuple of Component
        Every area occurs in exactly one; in the order of the old areas, new territory last.

    Raises
    ------
    ValueError
        The frames have different reference systems.

    Notes
    -----
    A digitising sliver may be home to somebody: equal territory within the tolerance does not make equal counts. Who
    publishes counts must compare them.

    Examples
    --------
    >>> old = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 2, 1)], index=["a"], crs="EPSG:25832")
    >>> new = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], index=["a1", "a2"],
    ...                        crs="EPSG:25832")
    >>> [(c.old, c.new, str(c.change)) for c in relate_areas(old, new)]
    [(('a',), ('a1', 'a2'), 'geteilt')]
    """
    if old.crs != new.crs:
        raise ValueError(f"the areas have different reference systems: {old.crs} and {new.crs}")
    old_pos, new_pos, sizes = _intersect(old, new)
    old_sizes, new_sizes = shapely.area(old.geometry.to_numpy()), shapely.area(new.geometry.to_numpy())
    common = (sizes >= tolerance * old_sizes[old_pos]) | (sizes >= tolerance * new_sizes[new_pos])
    old_rest = old_sizes - np.bincount(old_pos, sizes, len(old))
    new_rest = new_sizes - np.bincount(new_pos, sizes, len(new))
    pairs = zip(old_pos[common].tolist(), new_pos[common].tolist(), sizes[common].tolist(), strict=True)
    pieces: list[tuple[int | None, int | None, float]] = [
        *pairs,
        *((i, None, float(old_rest[i])) for i in np.flatnonzero(old_rest >= tolerance * old_sizes).tolist()),
        *((None, j, float(new_rest[j])) for j in np.flatnonzero(new_rest >= tolerance * new_sizes).tolist()),
    ]
    label = _label(len(old), len(new), old_pos[common], new_pos[common])
    return tuple(_collect(old, new, label, pieces))


def _intersect(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> tuple[Positions, Positions, Floats]:
    """Pairs of areas that touch, and the size of what they share."""
    before, after = old.geometry.to_numpy(), new.geometry.to_numpy()
    old_pos, new_pos = shapely.STRtree(after).query(before, predicate="intersects")
    # equal shapes are the common case and need no overlay
    equal = shapely.equals_exact(before[old_pos], after[new_pos])
    sizes = shapely.area(before)[old_pos]
    differing = ~equal
    sizes[differing] = shapely.area(shapely.intersection(before[old_pos[differing]], after[new_pos[differing]]))
    return old_pos, new_pos, sizes


def _label(olds: int, news: int, old_pos: Positions, new_pos: Positions) -> Positions:
    """Number of the component of every old and, behind them, every new area."""
    from scipy.sparse import coo_array  # only needed where a region has several Gebietsstände
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(len(old_pos)), (old_pos, new_pos + olds)), shape=(olds + news, olds + news))
    return connected_components(links, directed=False)[1].astype(np.intp)


def _collect(
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    label: Positions,
    pieces: Iterable[tuple[int | None, int | None, float]],
) -> list[Component]:
    numbers = list(dict.fromkeys(label.tolist()))
    olds: dict[int, list[str]] = {number: [] for number in numbers}
    news: dict[int, list[str]] = {number: [] for number in numbers}
    parts: dict[int, list[Piece]] = {number: [] for number in numbers}
    for key, number in zip(old.index, label[: len(old)].tolist(), strict=True):
        olds[number].append(str(key))
    for key, number in zip(new.index, label[len(old) :].tolist(), strict=True):
        news[number].append(str(key))
    for i, j, size in pieces:
        number = int(label[i] if i is not None else label[len(old) + j] if j is not None else -1)
        key_old, key_new = None if i is None else str(old.index[i]), None if j is None else str(new.index[j])
        parts[number].append(Piece(key_old, key_new, size / SQUARE_METRES_PER_KM2))
    return [Component(tuple(olds[n]), tuple(news[n]), tuple(parts[n])) for n in numbers]
