"""Common areas of two Gebietsstände: the smallest unions of areas that both can sum up exactly."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import AREA_KM2, Art, Indikator
from indicators.rates import compute_values
from indicators.revisions.blocks import Block, Rows, level_years
from indicators.status import Status

Floats = npt.NDArray[np.float64]


def common_members(crosswalk: pd.DataFrame, ebene: str) -> pd.DataFrame:
    """List which areas of both Gebietsstände make up each common area.

    Parameters
    ----------
    crosswalk : DataFrame
        Pieces of all levels (`geodata.crosswalks.Crosswalk.frame`).
    ebene : str
        Level.

    Returns
    -------
    DataFrame
        Index `component`; columns `alt`, `neu` (tuples of area keys in the order of the crosswalk) and `area_km2`.
        Components with territory that only one Gebietsstand has are left out: there is nothing both could sum up.

    Examples
    --------
    >>> pieces = pd.DataFrame({"ebene": "raum", "old": ["a", "a", "b"], "new": ["a1", "a2", None],
    ...                        "component": [0, 0, 1], "area_km2": [1.0, 2.0, 4.0]})
    >>> common_members(pieces, "raum").values.tolist()
    [[('a',), ('a1', 'a2'), 3.0]]
    """
    pieces = crosswalk[crosswalk["ebene"] == ebene]
    one_sided = pieces.loc[pieces["old"].isna() | pieces["new"].isna(), "component"]
    rows = pieces[~pieces["component"].isin(one_sided)]
    numbers = list(dict.fromkeys(rows["component"].tolist()))
    members: dict[str, dict[int, dict[str, None]]] = {side: {n: {} for n in numbers} for side in ("old", "new")}
    for side, areas in members.items():
        for number, key in zip(rows["component"].tolist(), rows[side].tolist(), strict=True):
            areas[number][key] = None
    return pd.DataFrame(
        {
            "alt": pd.Series([tuple(members["old"][n]) for n in numbers], dtype=object),
            "neu": pd.Series([tuple(members["new"][n]) for n in numbers], dtype=object),
            "area_km2": rows.groupby("component", sort=False)["area_km2"].sum().to_numpy(dtype=float),
        }
    ).set_axis(pd.Index(numbers, name="component"))


def sum_common(
    indikator: Indikator, published: Mapping[str, pd.DataFrame], crosswalk: pd.DataFrame, ebene: str
) -> pd.DataFrame:
    """Exact values of the common areas from both Gebietsstände.

    Parameters
    ----------
    indikator : Indikator
        Catalogue entry.
    published : mapping of str to DataFrame
        PROTECTED values of the two Gebietsstände by id, the old one of the crosswalk first.
    crosswalk : DataFrame
        Pieces of all levels.
    ebene : str
        Level.

    Returns
    -------
    DataFrame
        MultiIndex (component, gebietsstand, jahr); columns `fallzahl`, `nenner`, `wert`, `status`, `stichtag`. A
        common area with one suppressed part is gesperrt, with a missing one fehlt.

    Notes
    -----
    Sums of published values; value = faktor · ΣZ / ΣN. Finished values (`wert`) cannot be summed: only common areas of
    one area have one.
    """
    members = common_members(crosswalk, ebene)
    parts = [
        sum_members(indikator, frame, members[side], members["area_km2"], ebene).assign(gebietsstand=stand)
        for (stand, frame), side in zip(published.items(), ("alt", "neu"), strict=True)
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows["status"] = pd.Categorical(rows["status"], categories=[str(status) for status in Status])
    return rows.set_index(["component", "gebietsstand", "jahr"])


def sum_members(
    indikator: Indikator, published: pd.DataFrame, members: "pd.Series[Any]", area_km2: "pd.Series[float]", ebene: str
) -> pd.DataFrame:
    """Values of unions of areas of one Gebietsstand.

    Parameters
    ----------
    indikator : Indikator
        Catalogue entry.
    published : DataFrame
        PROTECTED values.
    members : Series of tuple of str
        Area keys of each union.
    area_km2 : Series of float
        Territory of each union; same index.
    ebene : str
        Level of the areas.

    Returns
    -------
    DataFrame
        Columns `component` (index of `members`), `jahr`, and as in `sum_common`.
    """
    keys = [key for group in members for key in group]
    group = np.repeat(np.arange(len(members)), [len(part) for part in members])
    rows = Rows.of(published)
    years = level_years([rows], ebene)
    block = Block.of(rows, ebene, pd.Index(keys, dtype=object), years)
    shape = (len(members), len(years))

    def add(values: Floats) -> Floats:
        sums = np.zeros(shape)
        np.add.at(sums, group, values)
        return sums

    hidden = add((block.columns["status"] == str(Status.SUPPRESSED)).astype(float)) > 0
    finished = indikator.art is Art.WERT
    single = np.bincount(group, minlength=len(members)) == 1
    numerator = add(block.columns["wert" if finished else "fallzahl"])
    numerator[(~single if finished else np.zeros_like(single))] = np.nan
    denominator = add(block.columns["nenner"])
    if AREA_KM2 in indikator.nenner:
        denominator = np.repeat(area_km2.to_numpy(dtype=float)[:, None], len(years), axis=1)
    values, status = compute_values(indikator.art, numerator, denominator, 1.0 if finished else indikator.faktor)
    unreliable = (status == Status.OBSERVED) & (denominator < indikator.geheimhaltung.min_nenner)
    status = np.select([hidden, unreliable], [np.str_(Status.SUPPRESSED), np.str_(Status.UNRELIABLE)], status)
    seen = ~np.isin(status, [Status.SUPPRESSED, Status.MISSING])
    days = np.full(shape, np.iinfo(np.int64).min)
    np.maximum.at(days, group, block.columns["stichtag"].astype("datetime64[us]").astype(np.int64))
    return pd.DataFrame(
        {
            "component": np.repeat(members.index.to_numpy(), len(years)),
            "jahr": np.tile(years, len(members)),
            "fallzahl": np.where(seen & (not finished), numerator, np.nan).ravel(),
            "nenner": np.where(seen, denominator, np.nan).ravel(),
            "wert": np.where(status == Status.OBSERVED, values, np.nan).ravel(),
            "status": status.ravel(),
            "stichtag": days.ravel().view("datetime64[us]"),
        }
    )
