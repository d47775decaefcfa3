"""Boundary revisions: how the areas of two Gebietsstände of one level belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from geodata.areas import SQUARE_METRES_PER_KM2
from geodata.overlays import NOWHERE, TOLERANCE, Overlay, overlay_areas

Positions = npt.NDArray[np.intp]


class Change(StrEnum):
    """What happened to the areas of a component."""

    UNCHANGED = "unveraendert"
    RENAMED = "umbenannt"  # same territory, other key or name
    SPLIT = "geteilt"
    MERGED = "zusammengelegt"
    MOVED = "verschoben"  # borders between areas moved, 1:1 or n:m
    NEW = "neu"
    DROPPED = "entfallen"

    @property
    def same_territory(self) -> bool:
        """Whether one area of each Gebietsstand covers the same ground."""
        return self in (Change.UNCHANGED, Change.RENAMED)


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
    renamed : bool
        Whether the one old and the one new area of the same territory differ in key or name.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    pieces: tuple[Piece, ...]
    renamed: bool = False

    @property
    def closed(self) -> bool:
        """Whether old and new areas cover the same territory."""
        return all(piece.old is not None and piece.new is not None for piece in self.pieces)

    @property
    def change(self) -> Change:
        """Kind of change; the border of an area that gained or lost territory outside the other Gebietsstand moved."""
        match len(self.old), len(self.new):
            case 0, _:
                return Change.NEW
            case _, 0:
                return Change.DROPPED
            case _ if not self.closed:
                return Change.MOVED
            case 1, 1:
                return Change.RENAMED if self.renamed else Change.UNCHANGED
            case 1, _:
                return Change.SPLIT
            case _, 1:
                return Change.MERGED
            case _:
                return Change.MOVED


def relate_areas(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, tolerance: float = TOLERANCE) -> tuple[Component, ...]:
    """Overlay two Gebietsstände of one level.

    Parameters
    ----------
    old, new : GeoDataFrame
        Areas frames (see `geodata.reading.read_areas`): unique keys as index, one metric CRS; invalid polygons are
        repaired first. A column `name` tells renamed areas from unchanged ones.
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
    >>> import shapely
    >>> old = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 2, 1)], index=["a"], crs="EPSG:25832")
    >>> new = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], index=["a1", "a2"],
    ...                        crs="EPSG:25832")
    >>> [(c.old, c.new, str(c.change)) for c in relate_areas(old, new)]
    [(('a',), ('a1', 'a2'), 'geteilt')]
    """
    return tuple(collect_components(old, new, overlay_areas(old, new), tolerance))


def collect_components(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, overlay: Overlay, tolerance: float
) -> Iterable[Component]:
    """Components of an overlay that is already done; see `relate_areas`."""
    common = overlay.common(tolerance)
    label = label_components(overlay, common, len(old), len(new))
    olds, news = [str(key) for key in old.index], [str(key) for key in new.index]
    members: dict[int, tuple[list[str], list[str], list[Piece]]] = {
        number: ([], [], []) for number in dict.fromkeys(label.tolist())
    }
    for key, number in zip(olds, label[: len(old)].tolist(), strict=True):
        members[number][0].append(key)
    for key, number in zip(news, label[len(old) :].tolist(), strict=True):
        members[number][1].append(key)
    rows = (overlay.old_pos[common].tolist(), overlay.new_pos[common].tolist(), overlay.sizes[common].tolist())
    for i, j, size in zip(*rows, strict=True):
        number = int(label[i] if i != NOWHERE else label[len(old) + j])
        key_old, key_new = None if i == NOWHERE else olds[i], None if j == NOWHERE else news[j]
        members[number][2].append(Piece(key_old, key_new, size / SQUARE_METRES_PER_KM2))
    old_names, new_names = _names(old), _names(new)
    if not (old_names and new_names):
        old_names = new_names = {}
    for keys_old, keys_new, pieces in members.values():
        single = len(keys_old) == len(keys_new) == 1
        renamed = single and (keys_old != keys_new or old_names.get(keys_old[0]) != new_names.get(keys_new[0]))
        yield Component(tuple(keys_old), tuple(keys_new), tuple(pieces), renamed)


def label_components(overlay: Overlay, common: npt.NDArray[np.bool_], olds: int, news: int) -> Positions:
    """Number of the component of every old and, behind them, every new area."""
    from scipy.sparse import coo_array  # only needed where a region has several Gebietsstände
    from scipy.sparse.csgraph import connected_components

    shared = common & (overlay.old_pos != NOWHERE) & (overlay.new_pos != NOWHERE)
    old_pos, new_pos = overlay.old_pos[shared], overlay.new_pos[shared]
    links = coo_array((np.ones(len(old_pos)), (old_pos, new_pos + olds)), shape=(olds + news, olds + news))
    return connected_components(links, directed=False)[1].astype(np.intp)


def _names(areas: gpd.GeoDataFrame) -> dict[str, object]:
    """Names by key; empty where the frame has none."""
    return dict(zip(map(str, areas.index), areas["name"], strict=True)) if "name" in areas.columns else {}
