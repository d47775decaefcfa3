"""Crosswalks: which part of every old area lies in which new one, by people where the package knows where they live."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.areas import SQUARE_METRES_PER_KM2
from geodata.continuity import measure_changes
from geodata.overlays import NOWHERE, TOLERANCE, Overlay, overlay_areas, piece_keys
from geodata.revisions import Change, collect_components
from geodata.weights import weigh_pieces

Positions = npt.NDArray[np.intp]

DUST_M2 = 1e-6  # smaller pieces come from the arithmetic, not from anybody's drawing
ROUNDED_TO = 10  # residents of a piece: a number too exact would tell of single households

COLUMNS = [
    "ebene", "old", "new", "component", "kind", "area_km2", "share_of_old", "share_of_new", "residents",
    "weight", "method", "weight_back", "method_back",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Crosswalk:
    """Relation of two Gebietsstände on all levels, in both directions.

    Parameters
    ----------
    old, new : str
        Ids of the Gebietsstände.
    tolerance : float
        Share of both areas below which a piece is a sliver; the same share of residents where they are known.
    frame : DataFrame
        One row per piece: `ebene`; `old`, `new` (area keys; missing on one side: territory that the other
        Gebietsstand does not have); `component` (number, unique over all levels, of the smallest set of areas of both
        that have no piece in common with others); `kind` (a `Change`, of the component); `area_km2`; `share_of_old`,
        `share_of_new` (of the territory, slivers included, 0–1); `residents` (estimated, rounded to tens; NaN
        without population points); `weight` (old → new) and `method` (a `Method`); `weight_back` (new → old) and
        `method_back`.
    slivers : int
        Common pieces of the finest level that were left out.
    slivers_km2 : float
        Their territory.

    Notes
    -----
    The weights of every old area add up to 1, its row without a new area included: Σ_j w_ij = 1, so totals are kept.
    Likewise `weight_back` of every new area.
    """

    old: str
    new: str
    tolerance: float
    frame: pd.DataFrame
    slivers: int
    slivers_km2: float

    def level(self, ebene: str) -> pd.DataFrame:
        """Rows of one level."""
        return self.frame[self.frame["ebene"] == ebene]

    @cached_property
    def changes(self) -> pd.DataFrame:
        """What the revision means to every new area, see `measure_changes`."""
        return measure_changes(self.frame)

    def reversed(self) -> "Crosswalk":
        """The same relation seen from the new Gebietsstand."""
        swapped = {
            "old": "new", "new": "old", "share_of_old": "share_of_new", "share_of_new": "share_of_old",
            "weight": "weight_back", "weight_back": "weight", "method": "method_back", "method_back": "method",
        }  # fmt: skip
        frame = self.frame.rename(columns=swapped)[COLUMNS]
        frame["kind"] = frame["kind"].replace(_REVERSED)
        return Crosswalk(self.new, self.old, self.tolerance, frame, self.slivers, self.slivers_km2)


_REVERSED = {
    str(one): str(other)
    for a, b in ((Change.SPLIT, Change.MERGED), (Change.NEW, Change.DROPPED))
    for one, other in ((a, b), (b, a))
}


def build_crosswalk(
    old: tuple[str, Mapping[str, gpd.GeoDataFrame]],
    new: tuple[str, Mapping[str, gpd.GeoDataFrame]],
    residents: gpd.GeoDataFrame | None = None,
    table: pd.DataFrame | None = None,
    tolerance: float = TOLERANCE,
) -> Crosswalk:
    """Relate two Gebietsstände of a region.

    Parameters
    ----------
    old, new : tuple of str and mapping of str to GeoDataFrame
        Id of the Gebietsstand, and its areas frames by level, finest first (see `geodata.reading.read_areas`).
    residents : GeoDataFrame, optional
        Population points or cells with a column `einwohner`, in the CRS of the areas.
    table : DataFrame, optional
        Weights of the finest level that the package brings: columns `old`, `new`, `weight`, `weight_back` (NaN =
        not given). They win over every estimate.
    tolerance : float
        See `Crosswalk`.

    Raises
    ------
    ValueError
        The frames have different reference systems.

    Notes
    -----
    Population weight w_ij = P_ij / Σ_j P_ij, area weight w_ij = A_ij / Σ_j A_ij, both without slivers. An area where
    no residents are known is divided by territory. Coarser levels are sums of the overlay of the finest one.

    Examples
    --------
    >>> import shapely
    >>> def strip(**boxes):
    ...     shapes = [shapely.box(1000 * a, 0, 1000 * b, 1000) for a, b in boxes.values()]
    ...     frame = gpd.GeoDataFrame({"parent": "r"}, geometry=shapes, index=list(boxes), crs="EPSG:25832")
    ...     return {"raum": frame}
    >>> people = gpd.GeoDataFrame({"einwohner": [30, 70]}, geometry=gpd.points_from_xy([500, 1500], [500, 500]),
    ...                           crs="EPSG:25832")
    >>> walk = build_crosswalk(("2017", strip(a=(0, 4))), ("2018", strip(a1=(0, 1), a2=(1, 4))), people)
    >>> walk.frame[["old", "new", "kind", "share_of_old", "weight", "method", "residents"]].values.tolist()
    [['a', 'a1', 'geteilt', 0.25, 0.3, 'einwohner', 30.0], ['a', 'a2', 'geteilt', 0.75, 0.7, 'einwohner', 70.0]]
    """
    (old_id, olds), (new_id, news) = old, new
    levels = [ebene for ebene in olds if ebene in news]
    finest = levels[0]
    overlay = overlay_areas(olds[finest], news[finest], residents)
    parts, below = [], finest
    common = overlay.common(tolerance)
    shared = (overlay.old_pos != NOWHERE) & (overlay.new_pos != NOWHERE)
    left_out = ~common & shared & (overlay.sizes > DUST_M2)
    slivers, slivers_km2 = int(left_out.sum()), float(overlay.sizes[left_out].sum()) / SQUARE_METRES_PER_KM2
    first = 0
    for ebene in levels:
        if ebene != finest:
            overlay = overlay.lifted(
                _parents(olds[below], olds[ebene]),
                _parents(news[below], news[ebene]),
                len(olds[ebene]),
                len(news[ebene]),
            )
            below = ebene
        part = _relate_level(olds[ebene], news[ebene], overlay, tolerance, table if ebene == finest else None)
        part.insert(0, "ebene", ebene)
        part["component"] += first
        first = int(part["component"].max()) + 1 if len(part) else first
        parts.append(part)
    frame = pd.concat(parts, ignore_index=True)[COLUMNS]
    return Crosswalk(old_id, new_id, tolerance, frame, slivers, slivers_km2)


def _parents(areas: gpd.GeoDataFrame, above: gpd.GeoDataFrame) -> Positions:
    positions: Positions = above.index.get_indexer(pd.Index(areas["parent"]))
    return positions


def _relate_level(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, overlay: Overlay, tolerance: float, table: pd.DataFrame | None
) -> pd.DataFrame:
    """Pieces of one level with their weights, in the order of the old areas, new territory last."""
    component_of: dict[tuple[str, bool], tuple[int, str]] = {}
    for number, component in enumerate(collect_components(old, new, overlay, tolerance)):
        for keys, is_new in ((component.old, False), (component.new, True)):
            component_of |= {(key, is_new): (number, str(component.change)) for key in keys}
    common = overlay.common(tolerance)
    old_keys = piece_keys(old.index)
    new_keys = piece_keys(new.index)
    old_pos, new_pos = overlay.old_pos[common], overlay.new_pos[common]
    pieces = pd.DataFrame(
        {
            "old": pd.array(old_keys[old_pos], dtype="str"),
            "new": pd.array(new_keys[new_pos], dtype="str"),
            "old_pos": old_pos,
            "new_pos": new_pos,
            "area_km2": overlay.sizes[common] / SQUARE_METRES_PER_KM2,
            "share_of_old": overlay.sizes[common] / np.append(overlay.old_sizes, np.nan)[old_pos],
            "share_of_new": overlay.sizes[common] / np.append(overlay.new_sizes, np.nan)[new_pos],
            "residents": np.floor(overlay.people[common].clip(0) / ROUNDED_TO + 0.5) * ROUNDED_TO,
        }
    )
    pieces = _add_table(pieces, table, old.index, new.index)
    placed = [
        component_of[key, False] if key is not None else component_of[other, True]
        for key, other in zip(old_keys[pieces["old_pos"]], new_keys[pieces["new_pos"]], strict=True)
    ]
    pieces["component"] = np.array([number for number, _ in placed], dtype=np.int64)
    pieces["kind"] = pd.array([kind for _, kind in placed], dtype="str")
    for side, weight, method in (("old_pos", "weight", "method"), ("new_pos", "weight_back", "method_back")):
        pieces[weight], methods = weigh_pieces(pieces, side, pieces[f"table_{weight}"].to_numpy(dtype=float))
        pieces[method] = pd.array(methods, dtype="str")
    order = np.lexsort((_last(pieces["new_pos"]), _last(pieces["old_pos"])))
    return pieces.iloc[order].reset_index(drop=True)


def _last(positions: "pd.Series[int]") -> Positions:
    numbers = positions.to_numpy()
    return np.where(numbers == NOWHERE, np.iinfo(np.intp).max, numbers)


def _add_table(pieces: pd.DataFrame, table: pd.DataFrame | None, old: pd.Index, new: pd.Index) -> pd.DataFrame:
    """Weights of the package beside the pieces of the overlay; pairs that only the table knows have no territory."""
    if table is None:
        return pieces.assign(table_weight=np.nan, table_weight_back=np.nan)
    known = table[["old", "new", "weight", "weight_back"]].rename(
        columns={"weight": "table_weight", "weight_back": "table_weight_back"}
    )
    joined = pieces.merge(known, on=["old", "new"], how="outer", sort=False)
    joined["old_pos"] = np.where(joined["old"].isna(), NOWHERE, old.get_indexer(pd.Index(joined["old"].astype(object))))
    joined["new_pos"] = np.where(joined["new"].isna(), NOWHERE, new.get_indexer(pd.Index(joined["new"].astype(object))))
    return joined.fillna({"area_km2": 0.0, "share_of_old": 0.0, "share_of_new": 0.0})
