"""Overlay of two Gebietsstände of one level: common pieces, what is left over on either side, and who lives there."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]
Shapes = npt.NDArray[np.object_]

TOLERANCE = 0.01  # share of both areas below which a common piece is taken for a digitising sliver
NOWHERE = -1  # position of "no area": territory that the other Gebietsstand does not have
POINT_TYPES = (0, 4)  # type ids of points and multipoints


@dataclass(frozen=True, eq=False)
class Overlay:
    """Pieces as parallel arrays, slivers included; first the common pieces, then the rests of old and of new areas.

    Parameters
    ----------
    old_pos, new_pos : ndarray of int, shape (p,)
        Positions in the two frames; `NOWHERE` on one side for a rest.
    sizes : ndarray of float, shape (p,)
        Square metres; a rest may be minimally negative where areas of one Gebietsstand overlap.
    people : ndarray of float, shape (p,)
        Residents by the population points; NaN without points.
    old_sizes, new_sizes, old_people, new_people : ndarray of float
        The same of the whole areas, in the order of the frames.
    shapes : ndarray of geometry
        Of the common pieces; empty where this overlay was summed from another.
    """

    old_pos: Positions
    new_pos: Positions
    sizes: Floats
    people: Floats
    old_sizes: Floats
    new_sizes: Floats
    old_people: Floats
    new_people: Floats
    shapes: Shapes

    def common(self, tolerance: float) -> Mask:
        """Pieces that are no slivers: at least `tolerance` of the territory or the residents of one of their areas."""
        return _reaches(self.sizes, self, tolerance, self.old_sizes, self.new_sizes) | _reaches(
            self.people, self, tolerance, self.old_people, self.new_people
        )

    def lifted(self, old_parents: Positions, new_parents: Positions, olds: int, news: int) -> "Overlay":
        """Overlay of the level above, summed from this one.

        Parameters
        ----------
        old_parents, new_parents : ndarray of int
            Position of every area's parent one level up.
        olds, news : int
            Number of areas there.
        """
        # the last entry answers for NOWHERE
        old_up = np.append(old_parents, NOWHERE)[self.old_pos]
        new_up = np.append(new_parents, NOWHERE)[self.new_pos]
        pairs, group = np.unique(np.column_stack([old_up, new_up]), axis=0, return_inverse=True)
        group = group.ravel()
        return Overlay(
            pairs[:, 0],
            pairs[:, 1],
            _sums(group, self.sizes, len(pairs)),
            _sums(group, self.people, len(pairs)),
            _sums(old_parents, self.old_sizes, olds),
            _sums(new_parents, self.new_sizes, news),
            _sums(old_parents, self.old_people, olds),
            _sums(new_parents, self.new_people, news),
            self.shapes[:0],
        )


def piece_keys(index: pd.Index) -> npt.NDArray[np.object_]:
    """Keys by position; the last entry answers for `NOWHERE`."""
    return np.array([*map(str, index), None], dtype=object)


def _sums(positions: Positions, amounts: Floats, count: int) -> Floats:
    sums: Floats = np.bincount(positions, amounts, count).astype(np.float64)
    return sums


def _reaches(amounts: Floats, overlay: Overlay, tolerance: float, old: Floats, new: Floats) -> Mask:
    """Whether an amount is positive and at least a share of one of the two wholes; False where unknown."""
    limit_old = np.append(old, np.inf)[overlay.old_pos] * tolerance
    limit_new = np.append(new, np.inf)[overlay.new_pos] * tolerance
    reached: Mask = (amounts > 0) & ((amounts >= limit_old) | (amounts >= limit_new))
    return reached


def overlay_areas(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, residents: gpd.GeoDataFrame | None = None) -> Overlay:
    """Overlay two Gebietsstände of one level.

    Parameters
    ----------
    old, new : GeoDataFrame
        Areas, one row each, in one metric CRS. Invalid polygons are repaired first.
    residents : GeoDataFrame, optional
        Points, or cells (polygons), with a column `einwohner`, in the same CRS. A cell that borders cut counts by area.

    Raises
    ------
    ValueError
        The frames have different reference systems.

    Examples
    --------
    >>> strip = lambda *boxes: gpd.GeoDataFrame(geometry=[shapely.box(a, 0, b, 1) for a, b in boxes], crs="EPSG:25832")
    >>> overlay = overlay_areas(strip((0, 4)), strip((0, 1), (1, 4)))
    >>> overlay.old_pos.tolist(), overlay.new_pos.tolist(), overlay.sizes.tolist()
    ([0, 0, 0, -1, -1], [0, 1, -1, 0, 1], [1.0, 3.0, 0.0, 0.0, 0.0])
    """
    if old.crs != new.crs:
        raise ValueError(f"the areas have different reference systems: {old.crs} and {new.crs}")
    before, after = repaired(old), repaired(new)
    old_pos, new_pos, shapes, sizes = intersect(before, after)
    old_sizes, new_sizes = shapely.area(before), shapely.area(after)
    people = np.full(len(sizes), np.nan)
    old_people, new_people = np.full(len(before), np.nan), np.full(len(after), np.nan)
    if residents is not None:
        if residents.crs != old.crs:
            raise ValueError(f"residents and areas have different reference systems: {residents.crs} and {old.crs}")
        people, old_people, new_people = _count(residents, before, after, old_pos, new_pos)
    olds, news = np.arange(len(before)), np.arange(len(after))
    return Overlay(
        np.concatenate([old_pos, olds, np.full(len(after), NOWHERE)]),
        np.concatenate([new_pos, np.full(len(before), NOWHERE), news]),
        np.concatenate([sizes, *_rests(sizes, old_pos, new_pos, old_sizes, new_sizes)]),
        np.concatenate([people, *_rests(people, old_pos, new_pos, old_people, new_people)]),
        old_sizes,
        new_sizes,
        old_people,
        new_people,
        shapes,
    )


def _rests(amounts: Floats, old_pos: Positions, new_pos: Positions, old: Floats, new: Floats) -> tuple[Floats, Floats]:
    return old - _sums(old_pos, amounts, len(old)), new - _sums(new_pos, amounts, len(new))


def repaired(areas: gpd.GeoDataFrame) -> Shapes:
    """Geometries of a frame, invalid ones made valid."""
    shapes: Shapes = areas.geometry.to_numpy().copy()
    invalid = ~shapely.is_valid(shapes)
    shapes[invalid] = shapely.make_valid(shapes[invalid])
    return shapes


def intersect(before: Shapes, after: Shapes) -> tuple[Positions, Positions, Shapes, Floats]:
    """Pairs of areas that share territory: positions, the common pieces and their size."""
    old_pos, new_pos = shapely.STRtree(after).query(before, predicate="intersects")
    order = np.lexsort((new_pos, old_pos))
    old_pos, new_pos = old_pos[order], new_pos[order]
    pieces = before[old_pos]
    # equal shapes are the common case and need no overlay
    differing = ~shapely.equals_exact(pieces, after[new_pos])
    pieces[differing] = shapely.intersection(pieces[differing], after[new_pos[differing]])
    sizes = shapely.area(pieces)
    real = sizes > 0
    return old_pos[real], new_pos[real], pieces[real], sizes[real]


def _count(
    residents: gpd.GeoDataFrame, before: Shapes, after: Shapes, old_pos: Positions, new_pos: Positions
) -> tuple[Floats, Floats, Floats]:
    """Residents of the common pieces, of the old and of the new areas."""
    shapes, people = residents.geometry.to_numpy(), residents["einwohner"].to_numpy(dtype=float)
    in_old = place_residents(shapes, people, before)
    in_new = place_residents(shapes, people, after)
    in_both = place_residents(in_old.shapes, in_old.people, after)
    numbers = old_pos * len(after) + new_pos  # ascending: `intersect` returns the pairs in this order
    wanted = in_old.areas[in_both.sources] * len(after) + in_both.areas
    places = np.minimum(np.searchsorted(numbers, wanted), max(len(numbers) - 1, 0))
    known = numbers[places] == wanted if len(numbers) else np.zeros(len(wanted), dtype=bool)
    pieces = _sums(places[known], in_both.people[known], len(numbers))
    return (
        pieces,
        _sums(in_old.areas, in_old.people, len(before)),
        _sums(in_new.areas, in_new.people, len(after)),
    )


@dataclass(frozen=True, eq=False)
class PlacedResidents:
    """Points, or parts of cells, inside areas: geometry, residents, position of the area and of the source."""

    shapes: Shapes
    people: Floats
    areas: Positions
    sources: Positions


def place_residents(shapes: Shapes, people: Floats, areas: Shapes) -> PlacedResidents:
    """Find the area of every point and the parts of every cell.

    Parameters
    ----------
    shapes : ndarray of geometry
        Points or polygons.
    people : ndarray of float, same length
        Residents.
    areas : ndarray of polygon
        Without overlaps.

    Notes
    -----
    A point on a common border counts for one area only; a cell gives each area the share of its own territory there.
    """
    area, source = shapely.STRtree(shapes).query(areas, predicate="intersects")
    order = np.lexsort((area, source))
    area, source = area[order], source[order]
    if np.isin(shapely.get_type_id(shapes), POINT_TYPES).all():
        first = np.unique(source, return_index=True)[1]
        return PlacedResidents(shapes[source[first]], people[source[first]], area[first], source[first])
    inside = shapes[source]
    cut = ~shapely.covered_by(inside, areas[area])
    inside[cut] = shapely.intersection(inside[cut], areas[area[cut]])
    share = shapely.area(inside) / shapely.area(shapes[source])
    real = share > 0
    return PlacedResidents(inside[real], (people[source] * share)[real], area[real], source[real])
