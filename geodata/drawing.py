"""Areas for paper and slides: simplified together in the metric CRS, with label points and the outlines around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.encoding import choose_tolerance, place_labels, simplify_level, unite_by_parent


@dataclass(frozen=True, eq=False)
class DrawnLevel:
    """One level ready to be drawn at any scale.

    Attributes
    ----------
    outlines
        Polygon or MultiPolygon in metres by area key, neighbours on the same lines.
    points
        Label point (x, y) in metres inside each area.
    groups
        Outline in metres of each area of the group level, by its key; runs along the lines of `outlines`. Empty
        above the group level.
    pieces
        Territory in metres between two Gebietsstände, by the keys of its old and new area ("old|new"); empty unless
        asked for.
    """

    outlines: Mapping[str, Any]
    points: Mapping[str, tuple[float, float]]
    groups: Mapping[str, Any]
    pieces: Mapping[str, Any] = field(default_factory=dict)


def draw_level(
    areas: gpd.GeoDataFrame, groups: pd.Series, finer: Sequence[gpd.GeoDataFrame] = (), within: str | None = None
) -> DrawnLevel:
    """Simplify one level for paper.

    Parameters
    ----------
    areas
        Areas frame of `read_areas`: n rows, index of keys, metric CRS.
    groups
        Area key → key of its area of the group level (NA above it).
    finer
        As for `geodata.encoding.encode_level`.
    within
        Key of the group whose areas fill the sheet; None: all do. Lines are as fine as that extent needs.

    Returns
    -------
    DrawnLevel
        All areas, also those outside `within`.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame({"parent": ["k", "k"]}, index=["a", "b"], crs="EPSG:25832",
    ...                          geometry=[shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)])
    >>> drawn = draw_level(frame, frame["parent"])
    >>> sorted(drawn.outlines), drawn.groups["k"].bounds
    (['a', 'b'], (0.0, 0.0, 2000.0, 1000.0))
    """
    shown = areas if within is None else areas[(groups == within).fillna(False)]
    tolerance = choose_tolerance(shown)
    polygons = simplify_level(areas, finer, tolerance)
    keys = [str(key) for key in areas.index]
    points = shapely.get_coordinates(place_labels(polygons))
    return DrawnLevel(
        outlines=dict(zip(keys, polygons, strict=True)),
        points={key: (float(x), float(y)) for key, (x, y) in zip(keys, points, strict=True)},
        groups=unite_by_parent(np.asarray(polygons), groups, tolerance),
    )


def surface(geometry: Any) -> Any:
    """The areal parts of a geometry; an overlay also leaves lines where borders touch.

    Examples
    --------
    >>> square = shapely.box(0, 0, 1, 1)
    >>> surface(shapely.GeometryCollection([square, shapely.LineString([(1, 1), (2, 2)])])).equals(square)
    True
    """
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)
