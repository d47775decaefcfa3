"""Coordinate reference systems: metric, and fitting the coordinates."""

import math

import numpy as np
import pyproj
from pyproj.exceptions import CRSError

from geodata.problems import Problem, error

Bounds = tuple[float, float, float, float]  # west, south, east, north in the units of the CRS

# data of a whole country reach beyond one UTM zone; a wrong zone or swapped axes miss by more than this
AREA_OF_USE_MARGIN_DEGREES = 3.0


def parse_crs(text: str, datei: str) -> pyproj.CRS | Problem:
    """Reference system named by a text such as "EPSG:25832", or the problem with it."""
    try:
        return pyproj.CRS.from_user_input(text)
    except CRSError:
        return error(
            datei, f"Koordinatensystem „{text}“ ist unbekannt", 'EPSG-Nummer angeben, z. B. crs = "EPSG:25832"'
        )


def check_metric(text: str, datei: str) -> list[Problem]:
    """Errors when `region.crs` is unknown, geographic or not measured in metres."""
    crs = parse_crs(text, datei)
    if isinstance(crs, Problem):
        return [crs]
    if crs.is_projected and all(axis.unit_name == "metre" for axis in crs.axis_info[:2]):
        return []
    finding = f"[region], Angabe „crs“: „{text}“ ist kein ebenes Koordinatensystem in Metern"
    return [
        error(datei, finding, 'metrisches Koordinatensystem angeben, z. B. "EPSG:25832" (UTM 32) für Westdeutschland')
    ]


def check_extent(bounds: Bounds, crs: pyproj.CRS, datei: str) -> list[Problem]:
    """Errors when coordinates cannot belong to the reference system the file names.

    Parameters
    ----------
    bounds
        West, south, east, north of all coordinates, in the order x, y.
    crs
        What the file or `region.toml` claims.
    datei
        File name shown to the user.
    """
    west, south, east, north = bounds
    name = crs.to_string() if crs.to_authority() is None else ":".join(crs.to_authority())
    place = f"Ausdehnung x {west:.6g} bis {east:.6g}, y {south:.6g} bis {north:.6g}"
    remedy = "Datei mit dem richtigen Koordinatensystem exportieren oder „crs“ bei der Geometrie berichtigen"
    looks_like_degrees = abs(west) <= 180 and abs(east) <= 180 and abs(south) <= 90 and abs(north) <= 90
    if crs.is_geographic and not looks_like_degrees:
        return [error(datei, f"Koordinaten sind keine Grad, die Datei nennt aber {name} ({place})", remedy)]
    if crs.is_projected and looks_like_degrees:
        return [error(datei, f"Koordinaten sind Grad, die Datei nennt aber {name} in Metern ({place})", remedy)]
    area = crs.area_of_use
    if area is None:
        return []
    to_wgs84 = pyproj.Transformer.from_crs(crs, 4326, always_xy=True)
    lon, lat = to_wgs84.transform((west + east) / 2, (south + north) / 2)
    margin = AREA_OF_USE_MARGIN_DEGREES
    inside = area.west - margin <= lon <= area.east + margin and area.south - margin <= lat <= area.north + margin
    if inside and math.isfinite(lon) and math.isfinite(lat):
        return []
    return [error(datei, f"Koordinaten liegen außerhalb des Gültigkeitsbereichs von {name} ({place})", remedy)]


def transform_coordinates(xy: np.ndarray, source: pyproj.CRS, target: pyproj.CRS) -> np.ndarray:
    """Coordinates of shape (n, 2), x before y, moved from one reference system to another."""
    x, y = pyproj.Transformer.from_crs(source, target, always_xy=True).transform(xy[:, 0], xy[:, 1])
    return np.column_stack([x, y])
