"""Where people live, as far as a package knows: points or cells with residents."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.config import Geometry, PopulationPoints
from geodata.errors import FileError
from geodata.findings import suggest
from geodata.layers import locate_features, read_features
from geodata.problems import Problem, error, name_offenders, name_rows, warning

OUTSIDE_SHARE = 0.01
POINTS, POLYGONS = (0, 4), (3, 6)  # type ids of shapely


@dataclass(frozen=True, eq=False)
class Residents:
    """Population points or cells of one day.

    `places` has the columns `einwohner` (float, people) and `geometry` (points or polygons in the CRS of the region);
    it is None when the file could not be used, and `problems` then says why.
    """

    stichtag: date
    quelle: str
    places: gpd.GeoDataFrame | None
    problems: tuple[Problem, ...]


def read_residents(folder: Path, entry: PopulationPoints, crs: str) -> Residents:
    """Read the population points or cells of one entry of `[[bevoelkerungspunkte]]`.

    Parameters
    ----------
    folder
        Folder of the region package.
    entry
        Entry of `region.toml`.
    crs
        Metric reference system of the region.
    """
    datei = entry.datei
    geometry = Geometry(datei=datei, layer=entry.layer, schluessel=entry.einwohner, crs=entry.crs)

    def broken(*problems: Problem) -> Residents:
        return Residents(entry.stichtag, entry.quelle, None, problems)

    try:
        features = read_features(folder, geometry)
    except FileError as cause:
        return broken(*cause.problems)
    if entry.einwohner not in features.columns:
        columns = [str(c) for c in features.columns if c != features.geometry.name]
        meant = suggest(entry.einwohner, columns)
        remedy = "„einwohner“ bei den Bevölkerungspunkten berichtigen" + (f"; meinten Sie „{meant}“?" if meant else "")
        return broken(error(datei, f"Spalte „{entry.einwohner}“ fehlt; vorhanden: {name_offenders(columns)}", remedy))
    shapes, located = locate_features(features, geometry, folder, crs)
    if any(shape is None for shape in shapes):
        absent = error(datei, "Objekte ohne Geometrie", "Objekte ohne Ort entfernen")
        return broken(*(located or [absent]))
    people = pd.to_numeric(features[entry.einwohner], errors="coerce").to_numpy(dtype=float)
    problems = [*located, *_check_kinds(shapes, datei), *_check_people(people, datei)]
    if any(problem not in located for problem in problems):
        return broken(*problems)
    inhabited = people > 0
    places = gpd.GeoDataFrame({"einwohner": people[inhabited]}, geometry=list(shapes[inhabited]), crs=crs)
    return Residents(entry.stichtag, entry.quelle, places, tuple(problems))


def _check_kinds(shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]", datei: str) -> list[Problem]:
    kinds = shapely.get_type_id(shapes)
    if np.isin(kinds, POINTS).all() or np.isin(kinds, POLYGONS).all():
        return []
    remedy = "nur Punkte oder nur Rasterzellen (Flächen) in einer Datei ablegen"
    return [error(datei, "Bevölkerungspunkte sind weder alle Punkte noch alle Flächen", remedy)]


def _check_people(people: "np.ndarray[tuple[int], np.dtype[np.float64]]", datei: str) -> list[Problem]:
    wrong = ~(np.isfinite(people) & (people >= 0))
    if wrong.any():
        rows = (np.flatnonzero(wrong) + 1).tolist()
        finding = f"Einwohnerzahl fehlt, ist negativ oder keine Zahl in {name_rows(rows)}"
        return [error(datei, finding, "Zahl ab 0 eintragen oder das Objekt entfernen", rows[0])]
    if not people.sum() > 0:
        return [error(datei, "keine Einwohner in der ganzen Datei", "Spalte „einwohner“ prüfen")]
    return []


def check_reach(residents: Residents, datei: str, region: shapely.Geometry) -> list[Problem]:
    """Warn where more than one percent of the people live outside the region: borders or reference system may be wrong.

    Parameters
    ----------
    residents
        What was read.
    datei
        File name shown to the user.
    region
        Territory of the newest Gebietsstand.
    """
    if residents.places is None:
        return []
    people = residents.places["einwohner"].to_numpy(dtype=float)
    shapely.prepare(region)
    outside = ~shapely.intersects(region, residents.places.geometry.to_numpy())
    share = people[outside].sum() / people.sum()
    if share <= OUTSIDE_SHARE:
        return []
    shown = f"{100 * share:.0f}"
    finding = f"{shown} % der Einwohner liegen außerhalb der Region"
    return [warning(datei, finding, "Koordinatensystem und Ausschnitt der Bevölkerungspunkte prüfen")]
