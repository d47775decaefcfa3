"""Areas of all levels of one Gebietsstand: parents resolved, upper levels dissolved, natural order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.config import Gebietsstand, RegionConfig
from geodata.keys import explain_unknown_keys
from geodata.layers import Layer
from geodata.ordering import natural_key
from geodata.polygons import Geometries, keep_polygons
from geodata.problems import Problem, error, name_offenders, warning
from geodata.tomlfiles import CONFIG_FILE

SQUARE_METRES_PER_KM2 = 1e6


@dataclass(frozen=True)
class Level:
    """Areas of one level (None when an error keeps them from being built) and the file they come from."""

    areas: gpd.GeoDataFrame | None
    datei: str


@dataclass(frozen=True)
class Vintage:
    """All levels of one Gebietsstand that could be built, by level, and the problems found."""

    levels: Mapping[str, Level]
    problems: tuple[Problem, ...]


def build_levels(config: RegionConfig, stand: Gebietsstand, layers: Mapping[str, Layer]) -> Vintage:
    """Build the areas of all levels of one Gebietsstand from the delivered layers.

    Parameters
    ----------
    config
        Configuration of the region.
    stand
        The Gebietsstand.
    layers
        Delivered layers by level; levels without one are the union of their children.

    Returns
    -------
    Vintage
        Areas frames as `read_areas` returns them, finest level first, and the problems of keys and parents.
    """
    problems: list[Problem] = []
    levels: dict[str, Level] = {}
    below: pd.DataFrame | None = None
    order = [level.id for level in config.ebenen]
    for depth, ebene in enumerate(order):
        layer = layers.get(ebene)
        datei = CONFIG_FILE if layer is None else layer.datei
        if layer is not None:
            rows, found = layer.rows, _check_top(layer, depth == len(order) - 1)
        elif below is None:
            rows, found = None, []
        else:
            rows, found = _dissolve(config, stand, ebene, below)
        problems += found
        if rows is not None and depth < len(order) - 1:
            rows, found = _resolve_parents(rows, datei, _Upper.of(config, stand, order[depth + 1], layers))
            problems += found
        if below is not None and rows is not None and layer is not None:
            problems += _check_childless(rows, below, datei)
        levels[ebene] = Level(None if rows is None else _finish(rows, config), datei)
        below = rows
    return Vintage(levels, tuple(problems))


@dataclass(frozen=True)
class _Upper:
    """What is known of the level above before it is built: its keys, where it names them itself."""

    ebene: str
    keys: tuple[str, ...] | None  # None: named by the children; empty: its file could not be used
    default: str | None  # the only area there can be, for children that name no parent

    @classmethod
    def of(cls, config: RegionConfig, stand: Gebietsstand, ebene: str, layers: Mapping[str, Layer]) -> "_Upper":
        is_top = ebene == config.ebenen[-1].id
        keys: tuple[str, ...] | None = None
        if ebene in layers:
            rows = layers[ebene].rows
            keys = () if rows is None else tuple(rows["area"])
        elif stand.raeume.get(ebene):
            keys = tuple(area.schluessel for area in stand.raeume[ebene])
        if not is_top:
            return cls(ebene, keys, None)
        return cls(ebene, keys, config.region.id if keys is None else next(iter(keys), None))


def _resolve_parents(rows: pd.DataFrame, datei: str, upper: _Upper) -> tuple[pd.DataFrame, list[Problem]]:
    if rows["parent"].isna().all():
        if upper.default is not None:
            return rows.assign(parent=upper.default), []
        if upper.keys == ():
            return rows, []
        finding = f"übergeordnete Flächen der Ebene „{upper.ebene}“ sind nicht angegeben"
        return rows, [
            error(datei, finding, "„eltern“ oder „eltern_praefix“ bei der Geometrie (oder bei raeume) angeben")
        ]
    problems = []
    blank = rows[rows["parent"].isna()]
    if len(blank):
        finding = f"Schlüssel der übergeordneten Fläche fehlt bei {name_offenders(list(blank['area']))}"
        problems.append(error(datei, finding, "in der Spalte „eltern“ ergänzen", int(blank["zeile"].iloc[0])))
    if upper.keys:
        unknown = rows[rows["parent"].notna() & ~rows["parent"].isin(upper.keys)]
        if len(unknown):
            explained = explain_unknown_keys(unknown["parent"].unique(), upper.keys, {})
            finding = f"übergeordnete Flächen unbekannt auf Ebene „{upper.ebene}“: {explained.text}"
            problems.append(error(datei, finding, explained.remedy, int(unknown["zeile"].iloc[0])))
            rows = rows.assign(parent=rows["parent"].where(~rows.index.isin(unknown.index)))
    return rows, problems


def _check_top(layer: Layer, is_top: bool) -> list[Problem]:
    if not is_top or layer.rows is None or len(layer.rows) == 1:
        return []
    finding = f"oberste Ebene hat {len(layer.rows)} Flächen statt einer"
    return [
        error(layer.datei, finding, "Flächen zusammenfassen oder eine weitere Ebene mit der ganzen Region ergänzen")
    ]


def _check_childless(rows: pd.DataFrame, below: pd.DataFrame, datei: str) -> list[Problem]:
    childless = rows[~rows["area"].isin(below["parent"])]
    if not len(childless):
        return []
    finding = f"Flächen ohne Teilräume: {name_offenders(list(childless['area']))}"
    remedy = "Schlüssel der übergeordneten Flächen in der feineren Ebene prüfen"
    return [warning(datei, finding, remedy, int(childless["zeile"].iloc[0]))]


def _dissolve(
    config: RegionConfig, stand: Gebietsstand, ebene: str, below: pd.DataFrame
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Level without a file: the union of its children, named by `raeume`."""
    children = below[below["parent"].notna()]
    if not len(children):
        return None, []
    keys = list(children["parent"].unique())
    place = f"Gebietsstand „{stand.id}“, Ebene „{ebene}“"
    is_top = ebene == config.ebenen[-1].id
    if is_top and len(keys) != 1:
        finding = f"{place}: oberste Ebene hat {len(keys)} Flächen statt einer: {name_offenders(keys)}"
        return None, [error(CONFIG_FILE, finding, "eine weitere Ebene mit der ganzen Region ergänzen")]
    named = {area.schluessel: area for area in stand.raeume.get(ebene, ())}
    problems = _check_names(place, stand, ebene, keys)
    fallback = {keys[0]: config.region.name} if is_top else {}
    names = [named[key].name if key in named else fallback.get(key, key) for key in keys]
    codes = [(named[key].kuerzel if key in named else None) or key for key in keys]
    parents = [named[key].eltern if key in named else None for key in keys]
    rows = pd.DataFrame({"zeile": np.arange(1, len(keys) + 1), "area": pd.Series(keys, dtype="str")})
    rows["kuerzel"], rows["name"] = pd.Series(codes, dtype="str"), pd.Series(names, dtype="str")
    rows["parent"] = pd.Series(parents, dtype="str")
    rows["geometry"] = pd.Series(dissolve_children(children, keys), dtype=object)
    return rows, problems


def _check_names(place: str, stand: Gebietsstand, ebene: str, keys: Sequence[str]) -> list[Problem]:
    listed = [area.schluessel for area in stand.raeume.get(ebene, ())]
    problems = []
    twice = sorted({key for key in listed if listed.count(key) > 1})
    if twice:
        problems.append(
            error(CONFIG_FILE, f"{place}: raeume nennt doppelt: {name_offenders(twice)}", "einen Eintrag entfernen")
        )
    childless = [key for key in listed if key not in keys]
    if childless:
        finding = f"{place}: raeume ohne Teilräume, also ohne Geometrie: {name_offenders(childless)}"
        problems.append(error(CONFIG_FILE, finding, "Schlüssel in raeume oder in der Spalte „eltern“ berichtigen"))
    return problems


def dissolve_children(children: pd.DataFrame, keys: Sequence[str]) -> list[Any]:
    """Union of the geometries of all children of each key, in the order of `keys`."""
    groups = children.groupby("parent", sort=False)["geometry"].agg(list)
    return [unite(np.asarray(groups[key], dtype=object)) for key in keys]


def unite(polygons: Geometries) -> Any:
    """Union of polygons; quick where they form a clean coverage, robust where they do not.

    Notes
    -----
    `coverage_union_all` fails or returns invalid results on areas that overlap, hence the check before.
    """
    if shapely.coverage_is_valid(polygons):
        return shapely.normalize(shapely.coverage_union_all(polygons))
    return keep_polygons(shapely.union_all(polygons))


def _finish(rows: pd.DataFrame, config: RegionConfig) -> gpd.GeoDataFrame:
    position = {area: n for n, area in enumerate(sort_areas(list(rows["area"]), list(rows["kuerzel"])))}
    ordered = rows.iloc[np.argsort([position[area] for area in rows["area"]])]
    geometry = gpd.GeoSeries(list(ordered["geometry"]), index=ordered.index, crs=config.region.crs)
    frame = gpd.GeoDataFrame(ordered[["area", "kuerzel", "name", "parent"]], geometry=geometry)
    frame.insert(4, "area_km2", geometry.area / SQUARE_METRES_PER_KM2)
    return frame.set_index("area")


def sort_areas(keys: Sequence[str], codes: Sequence[str]) -> list[str]:
    """Keys in the natural order of their codes.

    Examples
    --------
    >>> sort_areas(["1", "2", "3"], ["A10", "A2b", "A2a"])
    ['3', '2', '1']
    """
    pairs = sorted(zip(keys, codes, strict=True), key=lambda pair: (natural_key(pair[1]), natural_key(pair[0])))
    return [key for key, _ in pairs]
