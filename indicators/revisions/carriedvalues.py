"""One published indicator carried to another Gebietsstand.

Works on protected frames only. Everything here is computed from what is already public, so it can reveal nothing more:
whoever knows the published values and the crosswalk could do the same sums.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Art, Indikator
from indicators.hierarchy import Hierarchy
from indicators.rates import compute_values
from indicators.revisions.blocks import Array, Block, Rows, join_blocks, level_years
from indicators.revisions.estimates import Estimate
from indicators.revisions.quality import GUETE_BY_METHOD, METHODS, SAME_TERRITORY, Guete
from indicators.status import Status

Mask = npt.NDArray[np.bool_]

PUBLISHED = ("fallzahl", "nenner", "wert", "status", "stichtag", "quelle")
EPSILON = 1e-9  # floating-point noise in bounds that are whole numbers


def carry_published(
    indikator: Indikator,
    published: pd.DataFrame,
    crosswalk: pd.DataFrame,
    hierarchy: Hierarchy,
    own: pd.DataFrame | None = None,
    valid_from: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Values of one indicator on another Gebietsstand, each with its quality.

    Parameters
    ----------
    indikator : Indikator
        Catalogue entry.
    published : DataFrame
        PROTECTED values of the old Gebietsstand, as `indicators.publication.publish_indicator` returns them.
    crosswalk : DataFrame
        Pieces of all levels from the old to the new Gebietsstand (`geodata.crosswalks.Crosswalk.frame`).
    hierarchy : Hierarchy
        Of the new Gebietsstand; gives the order of the rows.
    own : DataFrame, optional
        PROTECTED values that exist on the new Gebietsstand. They win over every estimate. Where they are suppressed a
        labelled estimate may stand (rule D5): it is computed from published values only, as every reader could.
    valid_from : Timestamp, optional
        First day of the new Gebietsstand: own values of earlier days are "neu ausgezählt".

    Returns
    -------
    DataFrame
        Form of the published frame on the new Gebietsstand, for the years of both, and
        `guete` (a `Guete`; missing where there is no value);
        `uebertragen` (True: comes from the old Gebietsstand);
        `von`, `bis` (between which the count must lie: `Pieces.bound`);
        `wert_von`, `wert_bis` (range of the value between weights by residents and by territory; NaN where only one
        of them is known).

    Notes
    -----
    Unchanged areas keep their row as it is, suppression included. Counts of changed areas are V_j = Σ_i V_i·w_ij,
    rates f·Σ_i Z_i w_ij / Σ_i N_i w_ij; a suppressed part makes the whole suppressed, a missing one missing. Counts
    are rounded by largest remainder within each set of connected areas, so totals stay. Upper levels of unchanged
    territory keep their value, others are the sum of their parts. Finished values (`wert`) exist for unchanged areas
    only. An estimated count from 1 to below `min_zaehler` is too small to be relied on: status unsicher, not shown.

    Examples
    --------
    >>> parents = {"raum": pd.Series({"a1": "r", "a2": "r"}), "region": pd.Series({"r": None})}
    >>> tree = Hierarchy(("raum", "region"), parents, {e: pd.Series(1.0, p.index) for e, p in parents.items()})
    >>> index = pd.MultiIndex.from_tuples([("raum", "a", 2020), ("region", "r", 2020)], names=["ebene", "area", "jahr"])
    >>> published = pd.DataFrame({"fallzahl": 50.0, "nenner": 500.0, "wert": 10.0, "status": "beobachtet",
    ...                           "stichtag": pd.Timestamp("2020-12-31"), "quelle": "amt"}, index)
    >>> pieces = pd.DataFrame({
    ...     "ebene": ["raum", "raum", "region"], "old": ["a", "a", "r"], "new": ["a1", "a2", "r"],
    ...     "component": [0, 0, 1],
    ...     "kind": ["geteilt", "geteilt", "unveraendert"], "area_km2": [1.0, 3.0, 4.0], "residents": [300, 200, 500.0],
    ...     "weight": [0.6, 0.4, 1.0], "weight_back": 1.0, "method": ["einwohner", "einwohner", "exakt"]})
    >>> rate = Indikator(id="q", name="q", themenfeld="t", zaehler="z", nenner="n", einheit="%", faktor=100,
    ...                  quelle="q", definition="d", zaehler_text="z")
    >>> carry_published(rate, published, pieces, tree)[["fallzahl", "nenner", "wert", "guete"]].values.tolist()
    [[30.0, 300.0, 10.0, 'geschätzt nach Einwohnern'],
     [20.0, 200.0, 10.0, 'geschätzt nach Einwohnern'],
     [50.0, 500.0, 10.0, 'exakt']]
    """
    rows = Rows.of(published)
    own_rows = None if own is None else Rows.of(own)
    frames = [rows] if own_rows is None else [rows, own_rows]
    finest = hierarchy.ebenen[0]
    estimate = Estimate.of(indikator, rows, crosswalk, hierarchy)
    blocks = {}
    for ebene in hierarchy.ebenen:
        years = level_years(frames, ebene)
        carried, unchanged = _copy_unchanged(rows, crosswalk, hierarchy, ebene, years)
        estimate = estimate.over(years) if ebene == finest else estimate.lifted(hierarchy, ebene).over(years)
        estimate = estimate.settled(carried, unchanged)
        if indikator.art is not Art.WERT:
            _fill_estimates(carried, estimate, indikator, ~unchanged)
        if own_rows is not None:
            _put_own(carried, Block.of(own_rows, ebene, hierarchy.areas(ebene), years), valid_from)
        blocks[ebene] = carried
    frame = join_blocks(blocks, hierarchy)
    frame["status"] = pd.Categorical(frame["status"], categories=[str(status) for status in Status])
    frame["guete"] = pd.Categorical(frame["guete"], categories=[str(guete) for guete in Guete])
    frame["quelle"] = frame["quelle"].astype("str")
    return frame


def merge_carried(carried: Mapping[str, pd.DataFrame], own: str) -> pd.DataFrame:
    """Join what several Gebietsstände tell about one into a single frame.

    Parameters
    ----------
    carried : mapping of str to DataFrame
        Results of `carry_published` on the same Gebietsstand by id of the source, preferred sources first.
    own : str
        Id of the Gebietsstand they were carried to.

    Returns
    -------
    DataFrame
        Form of `carry_published` over the years of all, and `gebietsstand`: where the value was counted. A later source
        fills only what is missing in the earlier ones, or secret and not estimated by them.

    Examples
    --------
    >>> def frame(year, values, status):
    ...     rows = [("raum", "a", year), ("raum", "b", year)]
    ...     index = pd.MultiIndex.from_tuples(rows, names=["ebene", "area", "jahr"])
    ...     return pd.DataFrame({"wert": values, "status": status, "uebertragen": [True, False]}, index)
    >>> merged = merge_carried({"2017": frame(2017, [float("nan"), 2.0], ["fehlt", "beobachtet"]),
    ...                         "2016": frame(2017, [7.0, 2.0], ["beobachtet", "beobachtet"])}, "2018")
    >>> merged[["wert", "gebietsstand"]].values.tolist()
    [[7.0, '2016'], [2.0, '2018']]
    """
    merged = pd.DataFrame()
    for source, frame in carried.items():
        counted = np.where(frame["uebertragen"].to_numpy(dtype=bool), source, own)
        rows = frame.assign(gebietsstand=pd.array(counted, dtype="str"))
        if merged.empty:
            merged = rows
            continue
        before = merged["status"].reindex(rows.index)
        fills = (before == str(Status.SUPPRESSED)) & rows["uebertragen"] & (rows["status"] == str(Status.OBSERVED))
        better = rows.index[(before.isna() | (before == str(Status.MISSING)) | fills).to_numpy(dtype=bool)]
        kept = merged[~merged.index.isin(better)]
        order = merged.index.append(rows.index.difference(merged.index, sort=False))
        merged = pd.concat([kept, rows.loc[better]]).loc[order]
    return merged


def _copy_unchanged(
    published: Rows, crosswalk: pd.DataFrame, hierarchy: Hierarchy, ebene: str, years: npt.NDArray[np.int64]
) -> tuple[Block, Mask]:
    """Rows of areas of the same territory as they are, and which areas these are; every other one is missing."""
    areas = hierarchy.areas(ebene)
    pieces = crosswalk[(crosswalk["ebene"] == ebene) & crosswalk["kind"].isin(SAME_TERRITORY)]
    old_of = pd.Series(pieces["old"].to_numpy(dtype=object), index=pieces["new"].astype(object))
    sources = pd.Index(old_of.reindex(areas.astype(object)))
    unchanged: Mask = np.asarray(sources.notna())
    source = Block.of(published, ebene, pd.Index(sources[unchanged].unique()), years)
    position = source.areas.get_indexer(sources)
    shape = (len(areas), len(years))
    columns: dict[str, Array] = {}
    for name in PUBLISHED:
        values = source.columns[name]
        blank: Any = {"f": np.nan, "M": np.datetime64("NaT")}.get(values.dtype.kind)
        columns[name] = np.full(shape, blank, dtype=values.dtype)
        columns[name][unchanged] = values[position[unchanged]]
    absent = pd.isna(columns["status"])
    columns["status"][absent] = str(Status.MISSING)
    has_value = ~np.isin(columns["status"].astype(str), [Status.MISSING, Status.SUPPRESSED])
    columns["guete"] = np.full(shape, None, dtype=object)
    columns["guete"][has_value] = str(Guete.EXAKT)
    columns["uebertragen"] = np.ones(shape, dtype=bool)
    columns["von"], columns["bis"] = columns["fallzahl"].copy(), columns["fallzahl"].copy()
    columns["wert_von"], columns["wert_bis"] = np.full(shape, np.nan), np.full(shape, np.nan)
    return Block(areas, years, columns), unchanged


def _fill_estimates(block: Block, estimate: Estimate, indikator: Indikator, changed: Mask) -> None:
    """Put estimates into the areas whose territory changed."""
    for name, values in _show_estimates(estimate, indikator).items():
        block.columns[name][changed] = values[changed]


def _show_estimates(estimate: Estimate, indikator: Indikator) -> dict[str, Array]:
    """Columns of the published frame, and those added to it, with the rules for small numbers."""
    numerator, denominator = estimate.counts
    counts, bases = estimate.rounded
    value, status = compute_values(indikator.art, numerator, denominator, indikator.faktor)
    by_area, _ = compute_values(indikator.art, estimate.by_area[0], estimate.by_area[1], indikator.faktor)
    if indikator.art is Art.ANZAHL:
        value = np.where(np.isnan(value), np.nan, indikator.faktor * counts)
    guete = np.array([str(GUETE_BY_METHOD[name]) for name in METHODS], dtype=object)[estimate.method][:, None]
    exact = estimate.method[:, None] == 0
    small = ~exact & (numerator > 0) & (np.rint(counts) < indikator.geheimhaltung.min_zaehler)
    unreliable = (status == Status.OBSERVED) & (small | (denominator < indikator.geheimhaltung.min_nenner))
    hidden = (status == Status.MISSING) & estimate.suppressed
    status = np.select([hidden, unreliable], [np.str_(Status.SUPPRESSED), np.str_(Status.UNRELIABLE)], status)
    absent = np.isin(status, [Status.MISSING, Status.SUPPRESSED])
    ranged = (status == Status.OBSERVED) & (guete == str(Guete.GESCHAETZT_EINWOHNER))
    columns: dict[str, Array] = {
        "fallzahl": np.where(small | absent, np.nan, counts),
        "nenner": np.where(absent, np.nan, bases),
        "wert": np.where(status == Status.OBSERVED, value, np.nan),
        "status": status.astype(object),
        "stichtag": np.repeat(estimate.stichtag[None, :], len(counts), axis=0),
        "quelle": np.repeat(estimate.quelle[None, :], len(counts), axis=0),
        "guete": np.repeat(guete, counts.shape[1], axis=1),
        "von": np.where(absent | small, np.nan, np.floor(estimate.bounds[0] + EPSILON)),
        "bis": np.where(absent | small, np.nan, np.ceil(estimate.bounds[1] - EPSILON)),
        "wert_von": np.where(ranged, np.fmin(value, by_area), np.nan),
        "wert_bis": np.where(ranged, np.fmax(value, by_area), np.nan),
    }
    columns["stichtag"][absent] = np.datetime64("NaT")
    columns["quelle"][absent] = None
    columns["guete"][absent] = None
    return columns


def _put_own(block: Block, own: Block, valid_from: pd.Timestamp | None) -> None:
    """Let what was counted on the new Gebietsstand win; only a secret count gives way to an estimate."""
    status = own.columns["status"]
    estimated = np.isin(block.columns["guete"].astype(str), [str(guete) for guete in Guete if guete.estimated])
    shown = block.columns["status"] == str(Status.OBSERVED)
    instead = (status == str(Status.SUPPRESSED)) & estimated & shown
    present = ~pd.isna(status) & (status != str(Status.MISSING)) & ~instead
    for name in PUBLISHED:
        block.columns[name][present] = own.columns[name][present]
    recounted = np.zeros(present.shape, dtype=bool)
    if valid_from is not None:
        recounted = own.columns["stichtag"] < np.datetime64(valid_from)
    guete = np.full(present.shape, str(Guete.EXAKT), dtype=object)
    guete[recounted] = str(Guete.AUSGEZAEHLT)
    guete[status == str(Status.SUPPRESSED)] = None
    block.columns["guete"][present] = guete[present]
    block.columns["uebertragen"][present] = False
    for name in ("von", "bis"):
        block.columns[name][present] = own.columns["fallzahl"][present]
    for name in ("wert_von", "wert_bis"):
        block.columns[name][present] = np.nan
