"""Coordinate reference systems: metric, and fitting the coordinates."""

import math

import numpy as np
import pyproj
from pyproj.exceptions import CRSError

from geodata.problems import Problem, error, warning

Bounds = tuple[float, float, float, float]  # west, south, east, north in the units of the CRS

# data of a whole country reach beyond one UTM zone; a wrong zone or swapped axes miss by more than this
AREA_OF_USE_MARGIN_DEGREES = 3.0
REGION_MARGIN_DEGREES = 1.0
AREA_TOLERANCE = 0.02  # a neighbouring UTM zone is wrong by 1 %, Mercator in Germany by 150 %


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


def check_extent(bounds: Bounds, source: pyproj.CRS, target: pyproj.CRS, datei: str, claim: str) -> list[Problem]:
    """Errors when coordinates cannot belong to the reference system the file names.

    Parameters
    ----------
    bounds
        West, south, east, north of all coordinates, in the order x, y.
    source
        Reference system of the coordinates, as claimed.
    target
        Reference system of the region, which tells swapped axes.
    datei
        File name shown to the user.
    claim
        German words for who claims it, e.g. "die Datei nennt aber EPSG:4326".
    """
    west, south, east, north = bounds
    place = f"Ausdehnung x {_number(west)} bis {_number(east)}; y {_number(south)} bis {_number(north)}"
    remedy = "Datei mit dem richtigen Koordinatensystem exportieren oder „crs“ bei der Geometrie berichtigen"
    looks_like_degrees = abs(west) <= 180 and abs(east) <= 180 and abs(south) <= 90 and abs(north) <= 90
    if source.is_geographic and not looks_like_degrees:
        return [error(datei, f"Koordinaten sind keine Grad, {claim} ({place})", remedy)]
    if source.is_projected and looks_like_degrees:
        return [error(datei, f"Koordinaten sind Grad, {claim} in Metern ({place})", remedy)]
    x, y = (west + east) / 2, (south + north) / 2
    use = target if source.is_geographic else source
    if not _is_inside(use, *_degrees(source, x, y)) and _is_inside(use, *_degrees(source, y, x)):
        remedy = "Datei mit x (Ost, Länge) vor y (Nord, Breite) exportieren"
        return [error(datei, f"x und y sind vertauscht ({place})", remedy)]
    if _is_inside(source, *_degrees(source, x, y)):
        return []
    finding = f"Koordinaten liegen außerhalb des Gültigkeitsbereichs von {name_crs(source)} ({place})"
    return [error(datei, finding, remedy)]


def name_crs(crs: pyproj.CRS) -> str:
    """EPSG number of a reference system, or its own name where it has none."""
    authority = crs.to_authority()
    return crs.name if authority is None else ":".join(authority)


def check_suitability(text: str, datei: str, lon: float, lat: float) -> list[Problem]:
    """Problems of a metric `region.crs` for a region whose middle is known in degrees.

    Errors when the areas it measures are wrong by more than 2 %, as in web maps; warnings when the region lies more
    than a degree outside its area of use.
    """
    crs = parse_crs(text, datei)
    if isinstance(crs, Problem) or not (math.isfinite(lon) and math.isfinite(lat)):
        return []
    utm = f"EPSG:{25832 if lon < 12 else 25833}"
    remedy = f'crs = "{utm}" angeben, das passt hier' if 6 <= lon <= 18 else "das amtliche Koordinatensystem angeben"
    scale = float(pyproj.Proj(crs).get_factors(lon, lat).areal_scale)
    if math.isfinite(scale) and abs(scale - 1) > AREA_TOLERANCE:
        measured = f"es misst sie hier {_number(round(scale, 2))}-mal so groß"
        finding = f"[region], Angabe „crs“: {text} ist für Flächen ungeeignet, {measured}"
        return [error(datei, finding, remedy)]
    if _is_inside(crs, lon, lat, REGION_MARGIN_DEGREES):
        return []
    finding = f"[region], Angabe „crs“: Die Region liegt bei {_degree(lon, lat)}, {_describe_use(crs, text)}"
    return [warning(datei, finding, f"Koordinatensystem der Geometrie prüfen; stimmt es, {remedy}")]


def check_zone(source: pyproj.CRS, target: pyproj.CRS, datei: str, middle: tuple[float, float]) -> list[Problem]:
    """Warn of a file in another UTM zone than the region, whose areas then lie beside the zone of the region."""
    lon, lat = _degrees(source, *middle)
    zones = {source.utm_zone, target.utm_zone}
    if None in zones or len(zones) == 1 or _is_inside(target, lon, lat, 0.0):
        return []
    own = f"Mit {name_crs(source)} liegen die Flächen bei {_degree(lon, lat)}"
    finding = f"{own}, {_describe_use(target, f'{name_crs(target)} der Region')}"
    remedy = f"vermutlich falsche UTM-Zone: Koordinaten in {name_crs(target)}? Sonst „crs“ der Region anpassen"
    return [warning(datei, finding, remedy)]


def _degrees(crs: pyproj.CRS, x: float, y: float) -> tuple[float, float]:
    lon, lat = pyproj.Transformer.from_crs(crs, 4326, always_xy=True).transform(x, y)
    return float(lon), float(lat)


def _is_inside(crs: pyproj.CRS, lon: float, lat: float, margin: float = AREA_OF_USE_MARGIN_DEGREES) -> bool:
    """True within the area of use, widened by some degrees, or where it is not known."""
    area = crs.area_of_use
    if area is None:
        return True
    inside = area.west - margin <= lon <= area.east + margin and area.south - margin <= lat <= area.north + margin
    return bool(inside and math.isfinite(lon) and math.isfinite(lat))


def _describe_use(crs: pyproj.CRS, name: str) -> str:
    area = crs.area_of_use
    return "" if area is None else f"{name} gilt von {_number(area.west)}° bis {_number(area.east)}° Länge"


def _degree(lon: float, lat: float) -> str:
    return f"{_number(round(lon, 1))}° Länge und {_number(round(lat, 1))}° Breite"


def _number(number: float) -> str:
    """German number without exponent: whole metres, six digits of degrees.

    Examples
    --------
    >>> _number(5630000.25), _number(6.1)
    ('5630000', '6,1')
    """
    return f"{number:.0f}" if abs(number) >= 1000 else f"{round(number, 4):.6g}".replace(".", ",")


def transform_coordinates(xy: np.ndarray, source: pyproj.CRS, target: pyproj.CRS) -> np.ndarray:
    """Coordinates of shape (n, 2), x before y, moved from one reference system to another."""
    x, y = pyproj.Transformer.from_crs(source, target, always_xy=True).transform(xy[:, 0], xy[:, 1])
    return np.column_stack([x, y])
