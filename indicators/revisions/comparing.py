"""Change between two years of different Gebietsstände, refused where the areas cannot be compared."""

from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from indicators.revisions.blocks import Array, Block, Rows
from indicators.revisions.quality import Guete
from indicators.status import Status

BREAK_SHARE = 0.02  # from this share of changed residents on


class Vergleich(StrEnum):
    """Whether two values can be compared, and why not."""

    VERGLEICHBAR = "vergleichbar"
    GERINGFUEGIG = "geringfügig veränderte Grenzen"  # under 2 % of the residents concerned
    GRENZEN = "Grenzen verändert"  # Zeitreihenbruch
    NEUES_GEBIET = "neues Gebiet"
    GESPERRT = "geheim zu halten"
    FEHLT = "liegt nicht vor"

    @property
    def comparable(self) -> bool:
        """Whether the change may be shown."""
        return self in (Vergleich.VERGLEICHBAR, Vergleich.GERINGFUEGIG)


def comparable_change(
    earlier: pd.DataFrame, later: pd.DataFrame, jahre: tuple[int, int], ebene: str, changes: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Difference of the values of two years, area by area, refusing incomparable pairs.

    Parameters
    ----------
    earlier, later : DataFrame
        Published frames (MultiIndex (ebene, area, jahr)), of one or of two Gebietsstände.
    jahre : tuple of int
        Year of each.
    ebene : str
        Level.
    changes : DataFrame, optional
        If they are of two Gebietsstände: index (ebene, new area) with `predecessor` and `change_share`, see
        `geodata.continuity.measure_changes`. Without it both are of the same Gebietsstand.

    Returns
    -------
    DataFrame
        Index `area` in the order of `later`; columns `vorgaenger` (area of the earlier Gebietsstand), `vorher`,
        `nachher`, `differenz` (unit of the indicator; NaN unless comparable), `vergleich` (a `Vergleich`), `guete` (the
        worse `Guete` of the two values; missing where a frame has none).

    Notes
    -----
    An area is compared with the one it shares most with. From a change share of 2 % on (`Zeitreihenbruch`) the
    difference is refused; below, it is shown and marked.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("raum", "a", 2017), ("raum", "b", 2017)], names=["ebene", "area", "jahr"])
    >>> old = pd.DataFrame({"wert": [10.0, 20.0], "status": "beobachtet"}, index)
    >>> new = old.rename(index={2017: 2018}).assign(wert=[11.0, 21.0])
    >>> moved = pd.DataFrame({"predecessor": ["a", "b"], "change_share": [0.0, 0.3]},
    ...                      index=pd.MultiIndex.from_tuples([("raum", "a"), ("raum", "b")]))
    >>> comparable_change(old, new, (2017, 2018), "raum", moved)[["differenz", "vergleich"]].values.tolist()
    [[1.0, 'vergleichbar'], [nan, 'Grenzen verändert']]
    """
    areas = pd.Index(later.index.get_level_values("area")[later.index.get_level_values("ebene") == ebene].unique())
    if changes is None:
        before: pd.Index = pd.Index(list(areas), dtype=object)
        share = np.zeros(len(areas))
    else:
        rows = changes.xs(ebene, level=0).reindex(areas.astype(object))
        before, share = pd.Index(rows["predecessor"].astype(object)), rows["change_share"].fillna(1.0).to_numpy()
    now = Block.of(Rows.of(later), ebene, areas, np.array([jahre[1]]))
    known = np.asarray(before.notna())
    sources = pd.Index(before[known].unique())
    then = Block.of(Rows.of(earlier), ebene, sources, np.array([jahre[0]]))
    position = sources.get_indexer(before)
    old_status = np.full(len(areas), str(Status.MISSING), dtype=object)
    old_value = np.full(len(areas), np.nan)
    old_status[known] = then.columns["status"][position[known], 0]
    old_value[known] = then.columns["wert"][position[known], 0]
    status = np.column_stack([old_status.astype(str), now.columns["status"][:, 0].astype(str)])
    cases = {
        Vergleich.NEUES_GEBIET: ~known,
        Vergleich.GESPERRT: (status == Status.SUPPRESSED).any(axis=1),
        Vergleich.FEHLT: (status != Status.OBSERVED).any(axis=1),
        Vergleich.GRENZEN: share >= BREAK_SHARE,
        Vergleich.GERINGFUEGIG: share > 0,
    }
    names = [np.array(str(reason)) for reason in cases]
    verdict = np.select(list(cases.values()), names, np.array(str(Vergleich.VERGLEICHBAR)))
    value = now.columns["wert"][:, 0]
    shown = np.isin(verdict, [reason for reason in Vergleich if reason.comparable])
    return pd.DataFrame(
        {
            "vorgaenger": before.to_numpy(),
            "vorher": old_value,
            "nachher": value,
            "differenz": np.where(shown, value - old_value, np.nan),
            "vergleich": verdict,
            "guete": _worse(then.columns.get("guete"), position, now.columns.get("guete")),
        },
        index=areas.rename("area"),
    )


def _worse(before: Array | None, position: Array, after: Array | None) -> Array:
    """Worse quality of each pair of values; None where one is not known."""
    order: list[Any] = [str(guete) for guete in Guete]
    worse = np.full(len(position), None, dtype=object)
    if before is None or after is None:
        return worse
    for row, place in enumerate(position.tolist()):
        pair = (before[place, 0] if place >= 0 else None, after[row, 0])
        if all(guete in order for guete in pair):
            worse[row] = max(pair, key=order.index)
    return worse
