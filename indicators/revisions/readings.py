"""Three honest readings of one area's time series over boundary revisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from indicators.catalogue import Indikator
from indicators.revisions.blocks import Rows, level_years
from indicators.revisions.commonareas import sum_members
from indicators.revisions.quality import Guete
from indicators.status import Status

COLUMNS = [
    "jahr", "stichtag", "wert", "fallzahl", "nenner", "status", "guete", "gebietsstand", "areas", "bruch",
    "von", "bis", "wert_von", "wert_bis",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Vintage:
    """One Gebietsstand: its id, validity and PROTECTED values of the indicator."""

    id: str
    valid_from: pd.Timestamp
    valid_to: pd.Timestamp | None
    published: pd.DataFrame

    def distance(self, day: pd.Timestamp) -> int:
        """Days between a day and the validity; 0 inside it."""
        if day < self.valid_from:
            return int((self.valid_from - day).days)
        return 0 if self.valid_to is None else max(0, int((day - self.valid_to).days))


@dataclass(frozen=True, eq=False)
class Relations:
    """How the Gebietsstände belong together.

    Parameters
    ----------
    changes : mapping of (str, str) to DataFrame
        For every pair of neighbours in time, in both directions: `geodata.continuity.measure_changes`.
    frames : mapping of str to DataFrame
        By id of every other Gebietsstand: pieces of its crosswalk to the chosen one.
    carried : mapping of str to DataFrame
        By id of every other Gebietsstand: its values on the chosen one (`indicators.revisions.carriedvalues`).
    """

    changes: Mapping[tuple[str, str], pd.DataFrame]
    frames: Mapping[str, pd.DataFrame]
    carried: Mapping[str, pd.DataFrame]


@dataclass(frozen=True, eq=False)
class Readings:
    """Three tidy frames, one row per year.

    Each has `jahr`, `stichtag`, `wert`, `fallzahl`, `nenner`, `status`, `guete`, `gebietsstand` (where the value was
    counted), `areas` (keys there, joined by " + "), `bruch` (True: the series breaks before this row), `von`, `bis`,
    `wert_von`, `wert_bis` (of estimates, see `carry_published`).

    Parameters
    ----------
    original : DataFrame
        As published at the time: the area and its predecessors, with breaks.
    gemeinsam : DataFrame
        The smallest union of areas that all Gebietsstände can sum up exactly; empty if there is none.
    geschaetzt : DataFrame
        The area of the chosen Gebietsstand throughout, estimated where it was not counted.
    """

    original: pd.DataFrame
    gemeinsam: pd.DataFrame
    geschaetzt: pd.DataFrame


def read_series(
    indikator: Indikator, ebene: str, area: str, stand: str, vintages: Sequence[Vintage], relations: Relations
) -> Readings:
    """Read the series of one area of the chosen Gebietsstand in three ways.

    Parameters
    ----------
    indikator : Indikator
        Catalogue entry.
    ebene, area, stand : str
        Level, key and Gebietsstand chosen.
    vintages : sequence of Vintage
        All Gebietsstände, oldest first.
    relations : Relations
        See there.

    Notes
    -----
    Everything is taken or summed from published values. Of several values for a year the one counted on the
    Gebietsstand valid on that day is the original.
    """
    return Readings(
        _read_original(ebene, area, stand, vintages, relations),
        _read_common(indikator, ebene, area, stand, vintages, relations),
        _read_estimated(ebene, area, stand, vintages, relations),
    )


def follow_area(
    ebene: str, area: str, stand: str, stands: Sequence[str], changes: Mapping[tuple[str, str], pd.DataFrame]
) -> dict[str, tuple[str, bool]]:
    """Find the area that continues a chosen one in every other Gebietsstand.

    Parameters
    ----------
    ebene, area, stand : str
        Level, key and Gebietsstand chosen.
    stands : sequence of str
        Ids, oldest first.
    changes : mapping of (str, str) to DataFrame
        See `Relations`.

    Returns
    -------
    dict of str to (str, bool)
        Key, and whether the series breaks between it and its neighbour towards the chosen Gebietsstand. Those where
        nothing continues it are left out.
    """
    found = {stand: (area, False)}
    chosen = list(stands).index(stand)
    for order in (list(stands[:chosen])[::-1], list(stands[chosen + 1 :])):
        key, here = area, stand
        for other in order:
            row = _change_of(changes.get((other, here)), ebene, key)
            if row is None or pd.isna(row["predecessor"]):
                break
            key, here = str(row["predecessor"]), other
            found[other] = (key, bool(row["zeitreihenbruch"]))
    return found


def _change_of(changes: pd.DataFrame | None, ebene: str, key: str) -> "pd.Series[Any] | None":
    if changes is None or (ebene, key) not in changes.index:
        return None
    return changes.iloc[int(changes.index.get_indexer(pd.MultiIndex.from_tuples([(ebene, key)]))[0])]


def _read_original(
    ebene: str, area: str, stand: str, vintages: Sequence[Vintage], relations: Relations
) -> pd.DataFrame:
    path = follow_area(ebene, area, stand, [vintage.id for vintage in vintages], relations.changes)
    parts = [
        _rows_of(vintage.published, ebene, path[vintage.id][0]).assign(
            gebietsstand=vintage.id, areas=path[vintage.id][0]
        )
        for vintage in vintages
        if vintage.id in path
    ]
    rows = _choose(parts, vintages)
    rows["guete"] = _judge(rows, vintages)
    order = [vintage.id for vintage in vintages]
    chosen = order.index(stand)
    breaks = {
        # the break lies between an area and its neighbour towards the chosen Gebietsstand
        (order[n], order[n + 1]): path[order[n] if n < chosen else order[n + 1]][1]
        for n in range(len(order) - 1)
        if order[n] in path and order[n + 1] in path
    }
    rows["bruch"] = list(_find_breaks(rows["gebietsstand"].tolist(), order, breaks))
    return _tidy(rows)


def _find_breaks(stands: list[str], order: list[str], breaks: Mapping[tuple[str, str], bool]) -> Iterator[bool]:
    previous: str | None = None
    for stand in stands:
        first, last = sorted((order.index(previous or stand), order.index(stand)))
        yield any(breaks.get(pair, True) for pair in pairwise(order[first : last + 1]))
        previous = stand


def _read_common(
    indikator: Indikator, ebene: str, area: str, stand: str, vintages: Sequence[Vintage], relations: Relations
) -> pd.DataFrame:
    members = find_common(ebene, area, stand, relations.frames)
    if members is None:
        return _tidy(pd.DataFrame())
    keys, km2 = members
    parts = []
    for vintage in vintages:
        if vintage.id in keys and len(level_years([Rows.of(vintage.published)], ebene)):
            group = pd.DataFrame({"areas": [keys[vintage.id]], "area_km2": [km2]})
            rows = sum_members(indikator, vintage.published, group["areas"], group["area_km2"], ebene)
            parts.append(rows.assign(gebietsstand=vintage.id, areas=" + ".join(keys[vintage.id])))
    rows = _choose(parts, vintages)
    rows["guete"] = _judge(rows, vintages)
    return _tidy(rows)


def find_common(
    ebene: str, area: str, stand: str, frames: Mapping[str, pd.DataFrame]
) -> tuple[dict[str, tuple[str, ...]], float] | None:
    """Smallest union of areas that the chosen and all other Gebietsstände can sum up exactly.

    Parameters
    ----------
    ebene, area, stand : str
        Level, key and Gebietsstand chosen.
    frames : mapping of str to DataFrame
        Pieces from every other Gebietsstand to the chosen one.

    Returns
    -------
    tuple of dict and float, or None
        Keys by Gebietsstand, and square kilometres. A Gebietsstand that lacks a part of this territory is left out;
        None if all do.

    Examples
    --------
    >>> pieces = pd.DataFrame({"ebene": "raum", "old": ["a", "a", "b"], "new": ["a1", "a2", "b"],
    ...                        "component": [0, 0, 1], "area_km2": [1.0, 2.0, 4.0]})
    >>> find_common("raum", "a1", "neu", {"alt": pieces})
    ({'alt': ('a',), 'neu': ('a1', 'a2')}, 3.0)
    """
    levels = {other: frame[frame["ebene"] == ebene] for other, frame in frames.items()}
    usable = dict(levels)
    own = {area: None}
    while True:
        before = (len(own), len(usable))
        for other, frame in list(usable.items()):
            touched = frame.loc[frame["new"].isin(list(own)), "component"]
            rows = frame[frame["component"].isin(touched)]
            if not len(rows) or rows["old"].isna().any() or rows["new"].isna().any():
                del usable[other]
                own = {area: None}
                break
            own |= dict.fromkeys(rows["new"].tolist())
        if (len(own), len(usable)) == before:
            break
    if not usable:
        return None
    keys: dict[str, tuple[str, ...]] = {}
    size = 0.0
    for other, frame in usable.items():
        rows = frame[frame["new"].isin(list(own))]
        keys[other] = tuple(dict.fromkeys(rows["old"].tolist()))
        keys[stand] = tuple(dict.fromkeys(rows["new"].tolist()))
        size = float(rows["area_km2"].sum())
    return keys, size


def _read_estimated(
    ebene: str, area: str, stand: str, vintages: Sequence[Vintage], relations: Relations
) -> pd.DataFrame:
    own = next(vintage for vintage in vintages if vintage.id == stand)
    parts = [_rows_of(own.published, ebene, area).assign(gebietsstand=stand, areas=area)]
    parts[0]["guete"] = _judge(parts[0], vintages)
    for other, frame in relations.carried.items():
        rows = _rows_of(frame, ebene, area)
        parts.append(rows[rows["uebertragen"]].assign(gebietsstand=other, areas=area))
    rows = _choose(parts, vintages, own=stand)
    return _tidy(rows)


def _rows_of(frame: pd.DataFrame, ebene: str, area: str) -> pd.DataFrame:
    levels, areas = frame.index.get_level_values("ebene"), frame.index.get_level_values("area")
    rows = frame[(levels == ebene) & (areas == area)]
    return rows.reset_index("jahr").reset_index(drop=True)


def _choose(parts: Sequence[pd.DataFrame], vintages: Sequence[Vintage], own: str | None = None) -> pd.DataFrame:
    """One row per year: what exists before what is missing, then `own`, then better, then nearer in time.

    With `own`, an estimate comes before a secret count (rule D5); it is made of published values only.
    """
    rows = (
        pd.concat([part for part in parts if len(part)], ignore_index=True) if any(map(len, parts)) else pd.DataFrame()
    )
    if rows.empty:
        return rows
    by_id = {vintage.id: vintage for vintage in vintages}
    days = rows["stichtag"].fillna(pd.to_datetime(rows["jahr"].astype(str) + "-12-31"))
    ranks = {str(Status.MISSING): 2, str(Status.SUPPRESSED): 0 if own is None else 1}
    rows["_missing"] = rows["status"].astype(str).map(lambda status: ranks.get(status, 0))
    rows["_foreign"] = own is not None and (rows["gebietsstand"] != own)
    quality = [str(guete) for guete in Guete]
    rows["_quality"] = 0
    if own is not None:
        rows["_quality"] = rows["guete"].astype(object).map(lambda text: quality.index(text) if text in quality else 9)
    rows["_distance"] = [by_id[s].distance(day) for s, day in zip(rows["gebietsstand"], days, strict=True)]
    order = ["jahr", "_missing", "_foreign", "_quality", "_distance"]
    return rows.sort_values(order, kind="stable").drop_duplicates("jahr").reset_index(drop=True)


def _judge(rows: pd.DataFrame, vintages: Sequence[Vintage]) -> list[str | None]:
    """Quality of values counted on their own Gebietsstand."""
    begins = {vintage.id: vintage.valid_from for vintage in vintages}
    judged: list[str | None] = []
    for status, day, stand in zip(
        rows.get("status", []), rows.get("stichtag", []), rows.get("gebietsstand", []), strict=True
    ):
        absent = str(status) in (Status.MISSING, Status.SUPPRESSED)
        recounted = not pd.isna(day) and day < begins[stand]
        judged.append(None if absent else str(Guete.AUSGEZAEHLT if recounted else Guete.EXAKT))
    return judged


def _tidy(rows: pd.DataFrame) -> pd.DataFrame:
    tidy = rows.reindex(columns=COLUMNS)
    tidy["status"] = pd.Categorical(tidy["status"], categories=[str(status) for status in Status])
    tidy["guete"] = pd.Categorical(tidy["guete"], categories=[str(guete) for guete in Guete])
    tidy["bruch"] = tidy["bruch"].astype(object).where(tidy["bruch"].notna(), False).astype(bool)
    for name in ("wert", "fallzahl", "nenner", "von", "bis", "wert_von", "wert_bis"):
        tidy[name] = tidy[name].astype(np.float64)
    return tidy
