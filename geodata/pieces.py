"""Shapes of the pieces between the borders of two Gebietsstände."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.areas import SQUARE_METRES_PER_KM2
from geodata.overlays import TOLERANCE, overlay_areas, piece_keys, repaired

Mask = npt.NDArray[np.bool_]
Shapes = npt.NDArray[np.object_]


def cut_pieces(
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    residents: gpd.GeoDataFrame | None = None,
    tolerance: float = TOLERANCE,
) -> gpd.GeoDataFrame:
    """Shapes of the pieces of one level, without slivers.

    Parameters
    ----------
    old, new, residents, tolerance
        As for `build_crosswalk`, of one level.

    Returns
    -------
    GeoDataFrame
        Columns `old`, `new` (missing on one side: territory that the other Gebietsstand does not have), `area_km2`,
        `geometry` in the CRS of the areas.

    Examples
    --------
    >>> strip = lambda **boxes: gpd.GeoDataFrame(geometry=[shapely.box(1000 * a, 0, 1000 * b, 1000)
    ...                                          for a, b in boxes.values()], index=list(boxes), crs="EPSG:25832")
    >>> cut_pieces(strip(a=(0, 4)), strip(a1=(0, 1), a2=(1, 5)))[["old", "new", "area_km2"]].values.tolist()
    [['a', 'a1', 1.0], ['a', 'a2', 3.0], [nan, 'a2', 1.0]]
    """
    overlay = overlay_areas(old, new, residents)
    common = overlay.common(tolerance)
    before, after = repaired(old), repaired(new)
    shapes = overlay.shapes
    rests = [*_left_over(before, after, common[len(shapes) : len(shapes) + len(before)])]
    rests += _left_over(after, before, common[len(shapes) + len(before) :])
    kept = np.concatenate([shapes[common[: len(shapes)]], np.array(rests, dtype=object)])
    old_keys = piece_keys(old.index)
    new_keys = piece_keys(new.index)
    return gpd.GeoDataFrame(
        {
            "old": pd.array(old_keys[overlay.old_pos[common]], dtype="str"),
            "new": pd.array(new_keys[overlay.new_pos[common]], dtype="str"),
            "area_km2": overlay.sizes[common] / SQUARE_METRES_PER_KM2,
        },
        geometry=gpd.GeoSeries(list(kept), crs=old.crs),
    )


def _left_over(areas: Shapes, others: Shapes, wanted: Mask) -> list[shapely.Geometry]:
    tree = shapely.STRtree(others)
    return [
        shapely.difference(areas[i], shapely.union_all(others[tree.query(areas[i], predicate="intersects")]))
        for i in np.flatnonzero(wanted).tolist()
    ]
