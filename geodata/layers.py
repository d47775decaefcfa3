"""One geometry file: keys, names and parents as text, polygons valid and metric."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyproj
import shapely

from geodata.config import Geometry
from geodata.crs import check_extent, check_zone, name_crs, parse_crs, transform_coordinates
from geodata.errors import FileError
from geodata.findings import suggest
from geodata.polygons import check_polygons
from geodata.problems import Problem, error, name_offenders, name_rows, warning
from geodata.textfiles import check_mojibake, read_bytes, read_text

VECTOR_SUFFIXES = (".gpkg", ".geojson", ".json", ".shp", ".fgb", ".parquet")
GEOJSON_SUFFIXES = (".geojson", ".json")


@dataclass(frozen=True)
class Layer:
    """One level as delivered.

    `rows` has the columns `zeile` (int, first object = 1), `area` (str), `name`, `kuerzel`, `parent` (str or missing)
    and `geometry` (valid polygons in the CRS of the region); its keys are unique. It is None when the file could not
    be used; `problems` then says why.
    """

    datei: str
    rows: pd.DataFrame | None
    problems: tuple[Problem, ...]


def read_layer(folder: Path, geometry: Geometry, crs: str) -> Layer:
    """Read one geometry file and move it to the reference system of the region.

    Parameters
    ----------
    folder
        Folder of the region package.
    geometry
        Entry of `region.toml`.
    crs
        Metric reference system of the region, e.g. "EPSG:25832".

    Returns
    -------
    Layer
        Rows in the order of the file; invalid polygons are repaired with a warning.
    """
    datei = geometry.datei
    try:
        features = read_features(folder, geometry)
    except FileError as cause:
        return Layer(datei, None, cause.problems)
    columns = [c for c in (geometry.schluessel, geometry.name, geometry.kuerzel, geometry.eltern) if c is not None]
    absent = [column for column in columns if column not in features.columns]
    if absent:
        found = name_offenders([c for c in features.columns if c != features.geometry.name])
        finding = f"Spalte {name_offenders(absent)} fehlt; vorhanden: {found or 'keine'}"
        remedy = "Spaltennamen bei der Geometrie in region.toml berichtigen"
        meant = suggest(absent[0], [str(column) for column in features.columns])
        remedy += "" if meant is None else f"; meinten Sie „{meant}“?"
        return Layer(datei, None, (error(datei, finding, remedy),))
    rows = _name_columns(features, geometry)
    rows["geometry"], located = locate_features(features, geometry, folder, crs)
    if any(rows["geometry"].isna()) and located:
        return Layer(datei, None, tuple(located))
    texts = [(z, t) for c in ("area", "name", "kuerzel") for z, t in zip(rows["zeile"], rows[c], strict=True)]
    layer = Layer(datei, rows, (*located, *check_mojibake(datei, texts)))
    return _check_keys(_check_geometry(layer))


def read_features(folder: Path, geometry: Geometry) -> gpd.GeoDataFrame:
    """Objects of a geometry file as they are.

    Raises
    ------
    FileError
        The file is absent, empty, broken, of an unknown kind, or has no geometry.
    """
    datei = geometry.datei
    suffix = Path(datei).suffix.lower()
    if suffix not in VECTOR_SUFFIXES:
        remedy = f"als GeoPackage (.gpkg) oder GeoJSON speichern; lesbar sind {', '.join(VECTOR_SUFFIXES)}"
        raise FileError([error(datei, f"Dateiendung „{suffix}“ ist keine bekannte Geometriedatei", remedy)])
    if suffix in GEOJSON_SUFFIXES:
        read_text(folder, datei)  # the driver hands on bytes that are not UTF-8 without a word
    else:
        read_bytes(folder, datei)
    path = folder / datei
    try:
        features = _open_features(path, geometry)
    except UnicodeDecodeError as cause:
        byte = f"Byte 0x{cause.object[cause.start]:02X}"
        finding = f"Attribute sind nicht in der angegebenen Kodierung gespeichert ({byte})"
        remedy = "als UTF-8 speichern; bei Shapefiles auch die .cpg-Datei prüfen"
        raise FileError([error(datei, finding, remedy)]) from cause
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, OSError, KeyError) as cause:
        raise FileError([_unreadable(path, datei, geometry.layer, cause)]) from cause
    if not isinstance(features, gpd.GeoDataFrame):
        raise FileError(
            [error(datei, "Datei enthält keine Geometrie", "Datei mit Flächen statt einer bloßen Tabelle ablegen")]
        )
    if features.empty:
        raise FileError(
            [error(datei, "Datei enthält keine Fläche", "Datei mit Flächen ablegen oder „layer“ berichtigen")]
        )
    return features


def _open_features(path: Path, geometry: Geometry) -> gpd.GeoDataFrame:
    if path.suffix.lower() == ".parquet":
        return gpd.read_parquet(path)
    features = gpd.read_file(path, engine="pyogrio", use_arrow=True, layer=geometry.layer)
    named = [geometry.schluessel, geometry.name, geometry.kuerzel, geometry.eltern]
    for column in features.columns.intersection([name for name in named if name is not None]):
        list(features[column])  # the driver hands on bytes unchecked; a wrong encoding shows only here
    return features


def _unreadable(path: Path, datei: str, layer: str | None, cause: Exception) -> Problem:
    if isinstance(cause, pyogrio.errors.DataLayerError):
        names = name_offenders([name for name, _ in pyogrio.list_layers(path)])
        return error(datei, f"Layer „{layer}“ fehlt; vorhanden: {names}", "„layer“ bei der Geometrie berichtigen")
    reason = str(cause).splitlines()[0].split(";")[0][:160]
    reason = reason.replace(str(path), datei).replace(f"{path.parent}/", "")
    remedy = "Datei neu exportieren und prüfen, ob sie sich in einem GIS öffnen lässt"
    return error(datei, f"Datei ist beschädigt oder nicht lesbar ({reason})", remedy)


def as_keys(column: pd.Series) -> pd.Series:
    """Column as stripped text; blank and missing become missing.

    Numbers keep the form the file gave them ("5334002", "5334002.0"), so that a key that lost its leading zero or
    became a decimal number is still recognised as such.
    """
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "iuf":
        text = pd.Series([str(v) for v in column.tolist()], index=column.index, dtype="str").where(column.notna())
    else:
        text = column.astype("str").where(column.notna())
    stripped = text.str.strip()
    return stripped.where(stripped != "")


def _name_columns(features: gpd.GeoDataFrame, geometry: Geometry) -> pd.DataFrame:
    rows = pd.DataFrame({"zeile": np.arange(1, len(features) + 1), "area": as_keys(features[geometry.schluessel])})
    blank = pd.Series(pd.NA, index=rows.index, dtype="str")
    rows["kuerzel"] = blank if geometry.kuerzel is None else as_keys(features[geometry.kuerzel])
    rows["name"] = blank if geometry.name is None else as_keys(features[geometry.name])
    if geometry.eltern is not None:
        rows["parent"] = as_keys(features[geometry.eltern])
    else:
        rows["parent"] = blank if geometry.eltern_praefix is None else rows["area"].str[: geometry.eltern_praefix]
    rows["kuerzel"] = rows["kuerzel"].fillna(rows["area"])
    rows["name"] = rows["name"].fillna(rows["kuerzel"])
    return rows


def locate_features(
    features: gpd.GeoDataFrame, geometry: Geometry, folder: Path, crs: str
) -> tuple[Any, list[Problem]]:
    """Geometries in the region's CRS, or all missing together with the errors that forbid it."""
    nothing = np.full(len(features), None, dtype=object)
    source = _source_crs(features, geometry, folder)
    target = parse_crs(crs, "region.toml")
    broken = [found for found in (source, target) if isinstance(found, Problem)]
    if isinstance(source, Problem) or isinstance(target, Problem):
        return nothing, broken
    geometries = np.asarray(features.geometry.array, dtype=object)
    west, south, east, north = (float(v) for v in shapely.total_bounds(geometries))
    if np.isnan(west):
        return nothing, [error(geometry.datei, "Datei enthält keine Koordinaten", "Datei mit Flächen ablegen")]
    claim = _claim_crs(source, geometry, folder / geometry.datei)
    problems = check_extent((west, south, east, north), source, target, geometry.datei, claim)
    if problems:
        return nothing, problems
    flat = shapely.force_2d(geometries)
    if source.equals(target, ignore_axis_order=True):
        return flat, []
    beside = check_zone(source, target, geometry.datei, ((west + east) / 2, (south + north) / 2))
    return shapely.transform(flat, lambda xy: transform_coordinates(xy, source, target)), beside


def _claim_crs(source: pyproj.CRS, geometry: Geometry, path: Path) -> str:
    """German words for who says that the coordinates are of this reference system."""
    if geometry.crs is not None:
        return f"region.toml nennt aber {geometry.crs}"
    if path.suffix.lower() in GEOJSON_SUFFIXES and not _names_crs(path):
        return "eine GeoJSON-Datei ohne Angabe „crs“ gilt aber als Grad (EPSG:4326)"
    return f"die Datei nennt aber {name_crs(source)}"


def _source_crs(features: gpd.GeoDataFrame, geometry: Geometry, folder: Path) -> pyproj.CRS | Problem:
    datei = geometry.datei
    declared = None if geometry.crs is None else parse_crs(geometry.crs, "region.toml")
    own: pyproj.CRS | None = features.crs
    if Path(datei).suffix.lower() in GEOJSON_SUFFIXES and declared is not None and not _names_crs(folder / datei):
        own = None  # the GeoJSON driver says WGS 84 where the file says nothing
    if own is None:
        remedy = "Koordinatensystem mitspeichern (bei Shapefiles die .prj-Datei) oder „crs“ bei der Geometrie angeben"
        return error(datei, "Koordinatensystem fehlt", remedy) if declared is None else declared
    if isinstance(declared, Problem):
        return declared
    if declared is not None and not declared.equals(own, ignore_axis_order=True):
        finding = f"Datei nennt das Koordinatensystem {own.to_string()[:40]}, region.toml nennt {geometry.crs}"
        return error(datei, finding, "„crs“ bei der Geometrie entfernen oder die Datei berichtigen")
    return own


def _names_crs(path: Path) -> bool:
    return "crs" in json.loads(path.read_bytes().decode("utf-8-sig"))


def _check_geometry(layer: Layer) -> Layer:
    assert layer.rows is not None
    polygons, problems = check_polygons(layer.rows, layer.datei)
    rows = layer.rows.assign(geometry=polygons)
    usable = rows[[p is not None for p in polygons]]
    return replace(layer, rows=usable if len(usable) else None, problems=(*layer.problems, *problems))


def _check_keys(layer: Layer) -> Layer:
    if layer.rows is None:
        return layer
    rows, datei, problems = layer.rows, layer.datei, list(layer.problems)
    blank = rows[rows["area"].isna()]
    if len(blank):
        finding = f"Schlüssel fehlt in {name_rows(blank['zeile'])}"
        problems.append(error(datei, finding, "jeder Fläche einen Schlüssel geben", int(blank["zeile"].iloc[0])))
    keyed = rows[rows["area"].notna()]
    twice = keyed[keyed["area"].duplicated(keep=False)]
    if len(twice):
        first = twice[twice["area"].duplicated()]
        finding = f"Schlüssel doppelt: {name_offenders(list(first['area'].unique()))} ({name_rows(twice['zeile'])})"
        remedy = "falsche Schlüssel berichtigen; mehrere Teile einer Fläche zu einem Multipolygon zusammenfassen"
        problems.append(error(datei, finding, remedy, int(first["zeile"].iloc[0])))
    numeric = keyed[keyed["area"].str.fullmatch(r"\d+\.0")]
    if len(numeric):
        finding = f"Schlüssel sind Dezimalzahlen: {name_offenders(list(numeric['area']))}"
        remedy = "Spalte als Text speichern und führende Nullen ergänzen"
        problems.append(warning(datei, finding, remedy, int(numeric["zeile"].iloc[0])))
    return replace(layer, rows=keyed.drop_duplicates("area"), problems=tuple(problems))
