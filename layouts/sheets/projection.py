"""From metres on the ground to points on the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from layouts.sheets.items import Box, Ring

COORDINATE_STEP = 0.02  # points

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]  # left, top, right, bottom on the paper


@dataclass(frozen=True)
class Projection:
    """The metre (west, north) lies at the point (x, y)."""

    west: float
    north: float
    scale: float  # points per metre
    x: float
    y: float

    def point(self, xy: Point) -> Point:
        return self.x + (xy[0] - self.west) * self.scale, self.y + (self.north - xy[1]) * self.scale

    def rings(self, geometry: Any) -> tuple[Ring, ...]:
        """Rings of all parts, outer and inner, each without its repeated last point."""
        found = []
        for part in shapely.get_parts(geometry):
            for ring in (part.exterior, *part.interiors):
                points = self._points(shapely.get_coordinates(ring)[:-1])
                if len(points) > 2:
                    found.append(tuple(points))
        return tuple(found)

    def _points(self, xy: Any) -> list[Point]:
        """Rounded to what paper can show; points that fall on one another are drawn once."""
        x, y = self.x + (xy[:, 0] - self.west) * self.scale, self.y + (self.north - xy[:, 1]) * self.scale
        steps = np.round(np.column_stack((x, y)) / COORDINATE_STEP)
        keep = np.ones(len(steps), dtype=bool)
        keep[1:] = np.any(steps[1:] != steps[:-1], axis=1)
        return [(x, y) for x, y in np.round(steps[keep] * COORDINATE_STEP, 2).tolist()]

    def box(self, geometry: Any) -> Bounds:
        """The frame around a geometry."""
        west, south, east, north = (float(v) for v in shapely.bounds(geometry))
        return (*self.point((west, north)), *self.point((east, south)))

    def ground(self, box: Bounds) -> Any:
        """What lies below a part of the paper, in metres."""
        left, top, right, bottom = box
        west, east = (self.west + (x - self.x) / self.scale for x in (left, right))
        north, south = (self.north - (y - self.y) / self.scale for y in (top, bottom))
        return shapely.box(west, south, east, north)


def extent(outlines: Sequence[Any]) -> tuple[float, float, float, float]:
    """West, south, east, north of several geometries."""
    west, south, east, north = (float(v) for v in shapely.total_bounds(outlines))
    return west, south, east, north


def project(outlines: Sequence[Any], frame: Box) -> Projection:
    """All of these as large as the frame allows, in its middle."""
    west, south, east, north = extent(outlines)
    scale = min(frame.width / (east - west), frame.height / (north - south))
    left = frame.x + (frame.width - (east - west) * scale) / 2
    top = frame.y + (frame.height - (north - south) * scale) / 2
    return Projection(west, north, scale, left, top)
