"""Relation of two Gebietsstände of a whole region package, with the best weights it has."""

from datetime import date

import geopandas as gpd
import pandas as pd

from geodata.crosswalks import Crosswalk, build_crosswalk
from geodata.package import RegionPackage
from geodata.pieces import cut_pieces
from geodata.residents import Residents


def relate_stands(package: RegionPackage, old: str, new: str) -> Crosswalk:
    """Crosswalk between two Gebietsstände of a package on all levels.

    Parameters
    ----------
    package : RegionPackage
        Brings areas, population points and tables of weights.
    old, new : str
        Ids of two Gebietsstände, in either order of time.

    Notes
    -----
    Of several sets of population points the one closest to the day of the revision is taken.
    """
    levels = [level.id for level in package.config.ebenen]
    return build_crosswalk(
        (old, {ebene: package.areas[old, ebene] for ebene in levels if (old, ebene) in package.areas}),
        (new, {ebene: package.areas[new, ebene] for ebene in levels if (new, ebene) in package.areas}),
        _places(choose_residents(package, old, new)),
        _find_table(package, old, new),
    )


def cut_level(package: RegionPackage, old: str, new: str, ebene: str) -> gpd.GeoDataFrame:
    """Shapes of the pieces of one level, see `cut_pieces`."""
    residents = _places(choose_residents(package, old, new))
    return cut_pieces(package.areas[old, ebene], package.areas[new, ebene], residents)


def choose_residents(package: RegionPackage, old: str, new: str) -> Residents | None:
    """Population points or cells closest to the day on which the later of two Gebietsstände began; None without any."""
    day = max(stand.gueltig_ab for stand in package.config.gebietsstaende if stand.id in (old, new))
    return min(package.residents, key=lambda residents: _distance(residents.stichtag, day), default=None)


def _distance(one: date, other: date) -> int:
    return abs((one - other).days)


def _places(residents: Residents | None) -> gpd.GeoDataFrame | None:
    return None if residents is None else residents.places


def _find_table(package: RegionPackage, old: str, new: str) -> pd.DataFrame | None:
    if (old, new) in package.crosswalk_tables:
        return package.crosswalk_tables[old, new]
    if (new, old) not in package.crosswalk_tables:
        return None
    swapped = {"old": "new", "new": "old", "weight": "weight_back", "weight_back": "weight"}
    return package.crosswalk_tables[new, old].rename(columns=swapped)
