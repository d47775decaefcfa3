"""How far the time series of an area survives a boundary revision."""

import numpy as np
import pandas as pd

from geodata.revisions import Change
from geodata.weights import Method

BREAK_SHARE = 0.02  # from this share of changed residents on a time series is broken


def measure_changes(frame: pd.DataFrame) -> pd.DataFrame:
    """Measure how far the series of every new area continues that of an old one.

    Parameters
    ----------
    frame : DataFrame
        As in `Crosswalk`.

    Returns
    -------
    DataFrame
        MultiIndex (ebene, new). Columns `predecessor` (the old area it shares most with, missing for new territory),
        `change_share` (0–1), `method` (einwohner or flaeche), `zeitreihenbruch` (bool), `kind`, `component`.

    Notes
    -----
    c_j = 1 − P(common part)/max(P_i, P_j), with i the predecessor; residents where those of all pieces of both areas
    are known and not 0, territory otherwise. Measured by the larger of the two: by P_j alone, an area that was split
    off another would count as unchanged. From 2 % on the series is broken.
    """
    rows = frame[frame["new"].notna()]
    by_people = _common_share(frame, "residents")
    by_area = _common_share(frame, "area_km2")
    people_known = by_people.notna() & (frame["residents"] >= 0)
    share = by_people.where(people_known, by_area)[rows.index].fillna(0.0)
    best = (
        rows.assign(common=share, same=rows["old"] == rows["new"], known=people_known[rows.index])
        .sort_values(["common", "same"], ascending=False, kind="stable")
        .drop_duplicates(["ebene", "new"])
        .sort_index()
    )
    exact = best["kind"].isin([str(kind) for kind in Change if kind.same_territory])
    change = (1.0 - best["common"]).where(~exact, 0.0).where(best["old"].notna(), 1.0)
    return pd.DataFrame(
        {
            "predecessor": best["old"].to_numpy(),
            "change_share": change.to_numpy(),
            "method": np.where(best["known"], str(Method.RESIDENTS), str(Method.AREA)),
            "zeitreihenbruch": (change >= BREAK_SHARE).to_numpy(),
            "kind": best["kind"].to_numpy(),
            "component": best["component"].to_numpy(),
        },
        index=pd.MultiIndex.from_frame(best[["ebene", "new"]].astype(object)),
    )


def _common_share(frame: pd.DataFrame, column: str) -> "pd.Series[float]":
    """Share of each piece in the larger of its two areas; missing where nothing is known of one of them."""
    totals = [frame.groupby(["ebene", key])[column].transform("sum") for key in ("old", "new")]
    larger = pd.concat(totals, axis=1).max(axis=1, skipna=False)
    return (frame[column] / larger).where(larger > 0)
