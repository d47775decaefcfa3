"""The internal protocol: which cell is hidden, why, and what a reader can still say about it."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from indicators.protection.audit import Attack, limit
from indicators.protection.holdings import QuantityProtection, RegionProtection
from indicators.protection.quantities import Quantity
from indicators.protection.secondary import Reason

Row = tuple[object, ...]

COLUMNS = (
    "variable",
    "indikatoren",
    "ebene",
    "area",
    "jahr",
    "art",
    "regel",
    "gleichung",
    "schuetzt",
    "unten",
    "oben",
    "verlangt_unten",
    "verlangt_oben",
    "genuegt",
)
PRIMARY, LINKED, SECONDARY, ELSEWHERE, REST = "primaer", "verknuepft", "sekundaer", "gebietsstand", "rest"


def build_protocol(protection: RegionProtection, attack: Attack) -> pd.DataFrame:
    """One row per hidden cell of a Gebietsstand, and per protected rest.

    Parameters
    ----------
    protection : RegionProtection
        Suppression and its reasons.
    attack : Attack
        Intervals left by what was published.

    Returns
    -------
    DataFrame
        INTERNAL, never to be published: tells primary from secondary. Columns `variable` (joined with " + "),
        `indikatoren` (ids), `ebene`, `area`, `jahr`, `art` (primaer, verknuepft, sekundaer, gebietsstand; rest: nobody
        publishes it, but readers could compute it), `regel` (P1, P2, D2, S1/S2, D5), `gleichung` (equation that forced
        a secondary cell), `schuetzt` (the cell it protects), `unten`, `oben` (interval a reader can derive, NaN = no
        limit), `verlangt_unten`, `verlangt_oben` (interval demanded, NaN where nothing is), `genuegt` (whether the
        demand is met).

    Notes
    -----
    Holds no counts of its own, but a narrow interval comes close to one.
    """
    breaches = attack.breaches(protection)
    rows: list[Row] = []
    for name, part in protection.everything.items():
        of_rest = name in protection.rests
        for cell, year in np.argwhere(part.demand.cells if of_rest else part.hidden).tolist():
            interval = (limit(float(attack.low[name][cell, year])), limit(float(attack.high[name][cell, year])))
            rest = (REST, "P1", "Summe von Variablen", "")
            reason = rest if of_rest else _explain(protection, name, part, cell, year)
            demanded = _demanded(part, cell, year)
            rows.append((*_place(protection, name, cell, year), *reason, *interval, *demanded,
                         not breaches[name][cell, year]))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _place(protection: RegionProtection, name: Quantity, cell: int, year: int) -> Row:
    quantity = protection.tables.quantities.get(name)
    indicators = "" if quantity is None else " ".join(quantity.indicators)
    return (" + ".join(name), indicators, *_area(protection, cell), int(protection.years[year]))


def _area(protection: RegionProtection, cell: int) -> tuple[str, str]:
    hierarchy = protection.hierarchy
    ebene = next(e for e in hierarchy.ebenen if hierarchy.slices[e].start <= cell < hierarchy.slices[e].stop)
    return ebene, str(hierarchy.all_areas[cell])


def _explain(
    protection: RegionProtection, name: Quantity, part: QuantityProtection, cell: int, year: int
) -> tuple[str, str, str, str]:
    """Kind, rule, equation and protected cell."""
    rules = "+".join(_broken_rules(part, cell, year))
    if rules:
        return PRIMARY, rules, "", ""
    if part.linked[cell, year]:
        return LINKED, "D2", "Rate mit gesperrtem Nenner", ""
    if part.imposed[cell, year]:
        return ELSEWHERE, "D5", "anderer Gebietsstand", ""
    reason = part.reasons[cell, year]
    variable = " + ".join(reason.quantity or name)
    return SECONDARY, "S1/S2", _equation(protection, reason), " ".join((variable, *_area(protection, reason.protected)))


def _broken_rules(part: QuantityProtection, cell: int, year: int) -> Iterator[str]:
    if part.demand.small[cell, year]:
        yield "P1"
    if part.demand.complement[cell, year]:
        yield "P2"


def _equation(protection: RegionProtection, reason: Reason) -> str:
    if reason.equation is None:
        return "Summe von Variablen"
    ebene, area = _area(protection, reason.equation)
    finer = protection.hierarchy.ebenen[protection.hierarchy.ebenen.index(ebene) - 1]
    return f"{ebene} {area} = Summe {finer}"


def _demanded(part: QuantityProtection, cell: int, year: int) -> tuple[float, float]:
    if not part.demand.cells[cell, year]:
        return np.nan, np.nan
    count = part.counts[cell, year]
    return float(count - part.cells.need_down[cell, year]), float(count + part.cells.need_up[cell, year])
