"""How well counts of one Gebietsstand, carried to another, meet those that were counted there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geodata.crosswalks import Crosswalk
from geodata.findings import refer
from geodata.package import RegionPackage
from geodata.revisions import Change
from indicators.revisions.carrying import carry_counts

LARGE = 300  # counted; the relative error of a nearly empty area says little


class RelateError(Exception):
    """The relation asked for cannot be told; the message is German."""


@dataclass(frozen=True)
class Errors:
    """Absolute deviations as shares of the counted number."""

    number: int
    median: float
    mean: float
    p90: float
    largest: float

    @classmethod
    def of(cls, shares: "pd.Series[float]") -> "Errors":
        """Summary of deviations, none missing."""
        sizes = shares.abs().to_numpy(dtype=float)
        return cls(
            len(sizes), float(np.median(sizes)), float(sizes.mean()), float(np.quantile(sizes, 0.9)), float(sizes.max())
        )


@dataclass(frozen=True)
class CarryCheck:
    """One variable of one day, carried and compared; `errors` by the German name of a group of areas."""

    variable: str
    day_old: pd.Timestamp
    day_new: pd.Timestamp
    total_old: float
    total_carried: float
    lost: float  # on territory that the new Gebietsstand does not have
    open: float  # in areas that lack another part
    total_new: float
    errors: Mapping[str, Errors]
    misplaced: float  # share of the carried count that lies in the wrong area, total growth apart
    without: int

    @property
    def kept(self) -> bool:
        """Whether nothing was lost or won on the way."""
        return abs(self.total_old - self.total_carried - self.lost - self.open) < 1e-6 * max(self.total_old, 1.0)


def check_variable(package: RegionPackage, crosswalk: Crosswalk, variable: str) -> list[CarryCheck]:
    """Carry a variable for every day that both Gebietsstände counted; without one, for the closest pair of days.

    Raises `RelateError` if one of them has no counts of this variable on the finest level.
    """
    ebene = package.config.ebenen[0].id
    counts = package.counts[(package.counts["ebene"] == ebene) & package.counts["wert"].notna()]
    known = [str(name) for name in counts["variable"].unique()]
    if variable not in known:
        raise RelateError(f"Variable „{variable}“ kommt in keiner Tabelle vor; {refer(variable, known, '')}")
    rows = counts[counts["variable"] == variable]
    old, new = (_by_day(rows[rows["gebietsstand"] == stand]) for stand in (crosswalk.old, crosswalk.new))
    for stand, table in ((crosswalk.old, old), (crosswalk.new, new)):
        if table.empty:
            raise RelateError(f"Variable „{variable}“ hat im Gebietsstand „{stand}“ keine Zahlen auf Ebene „{ebene}“")
    pairs = _pair_days(list(pd.DatetimeIndex(old.columns)), list(pd.DatetimeIndex(new.columns)))
    pieces = crosswalk.level(ebene)
    return [_compare(variable, pieces, (a, old[a]), (b, new[b])) for a, b in pairs]


def _pair_days(old: list[pd.Timestamp], new: list[pd.Timestamp]) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    common = [(day, day) for day in old if day in new]
    return common or [min(((a, b) for a in old for b in new), key=lambda days: abs(days[1] - days[0]))]


def _by_day(rows: pd.DataFrame) -> pd.DataFrame:
    """Counts as areas × days."""
    plain = rows.assign(area=rows["area"].astype(object), stichtag=rows["stichtag"])
    table: pd.DataFrame = plain.pivot(index="area", columns="stichtag", values="wert").sort_index(axis=1)
    return table


def _compare(
    variable: str,
    pieces: pd.DataFrame,
    old: tuple[pd.Timestamp, "pd.Series[Any]"],
    new: tuple[pd.Timestamp, "pd.Series[Any]"],
) -> CarryCheck:
    (day_old, before), (day_new, after) = old, new
    areas = pd.Index(pieces["new"].dropna().unique(), dtype=object)
    # areas without a number would take their whole component along; the balance is drawn over what is known
    source = pd.Index(pieces["old"].dropna().unique(), dtype=object)
    values = before.reindex(source)
    carried = carry_counts(values.to_frame(), pieces, areas).iloc[:, 0]
    reached = pieces["old"].map(values).astype(float) * pieces["weight"]
    lost = float(reached[pieces["new"].isna()].sum())
    unreached = reached[pieces["new"].isin(carried.index[carried.isna()])]
    counted = after.reindex(areas)
    known = carried.notna() & counted.notna() & (counted > 0)
    share = ((carried - counted) / counted)[known]
    both = carried.notna() & counted.notna()
    scaled = counted[both] * (carried[both].sum() / counted[both].sum() if counted[both].sum() else np.nan)
    misplaced = float((carried[both] - scaled).abs().sum() / 2 / carried[both].sum())
    same = pieces.loc[pieces["kind"].isin([str(k) for k in Change if k.same_territory]), "new"]
    unchanged = share.index.isin(same)
    large = (counted[known] >= LARGE).to_numpy()
    groups = {"alle Räume": share, "unverändert": share[unchanged], "verändert": share[~unchanged]}
    if not large.all():
        groups[f"ab {LARGE} gezählten"] = share[large]
    return CarryCheck(
        variable,
        day_old,
        day_new,
        float(values.sum()),
        float(carried.sum()),
        lost,
        float(unreached.sum()),
        float(counted.sum()),
        {name: Errors.of(part) for name, part in groups.items() if len(part)},
        misplaced,
        int((~known).sum()),
    )
