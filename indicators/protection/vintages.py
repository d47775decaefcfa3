"""Suppression across Gebietsstände (D5): one count must not be read off another delimitation of the same ground.

The newest Gebietsstand is protected first and by itself. An older one then shows of the same day only what follows from
the newer ones, and areas of changed borders where every area of both is shown and no piece between them is too small.
So its numbers tell nothing more about any cell hidden in a newer one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection.holdings import Imposed, RegionCounts, RegionProtection
from indicators.protection.lots import Lots
from indicators.protection.pairs import Link, Pair
from indicators.protection.pattern import Pattern
from indicators.protection.quantities import LinkedTables, Quantity
from indicators.protection.region import protect_counts

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Days = frozenset[tuple[str, int, pd.Timestamp]]  # variable, year and day of the counts delivered

ROUNDS = 10


def compute_patterns(
    catalogue: Catalogue,
    counts: Mapping[str, pd.DataFrame],
    hierarchies: Mapping[str, Hierarchy],
    links: Sequence[Link],
    lots: Mapping[str, Lots] | None = None,
) -> dict[str, Pattern]:
    """Decide which cells of all Gebietsstände are suppressed together.

    Parameters
    ----------
    catalogue : Catalogue
        All indicators that are published, and the sums it declares.
    counts : mapping of str to DataFrame
        As for `compute_pattern`, by Gebietsstand.
    hierarchies : mapping of str to Hierarchy
        The same Gebietsstände, newest first: it loses least.
    links : sequence of Link
        Of every pair and level.
    lots : mapping of str to Lots, optional
        By Gebietsstand; drawn from the counts by default.

    Returns
    -------
    dict of str to Pattern
        By Gebietsstand; may be cached.

    Raises
    ------
    UnknownAreaError
        If counts name an area or level the hierarchy does not know.

    Notes
    -----
    Rule D5. Only counts of the same variable and day concern each other. Counts of the same area that differ stand for
    residents in a sliver between the borders: the older one is suppressed.

    Examples
    --------
    >>> from indicators.protection.pieces import ChangedAreas
    >>> def hierarchy(*areas):
    ...     parents = {"raum": pd.Series(dict.fromkeys(areas, "r")), "region": pd.Series({"r": None})}
    ...     return Hierarchy(("raum", "region"), parents, {e: pd.Series(1.0, p.index) for e, p in parents.items()})
    >>> def deliver(**values):
    ...     return pd.DataFrame({"ebene": "raum", "area": list(values), "jahr": 2020, "variable": "z", "quelle": "amt",
    ...                          "stichtag": pd.Timestamp("2020-12-31"), "wert": list(map(float, values.values()))})
    >>> catalogue = Catalogue.model_validate({"themenfelder": ["t"], "indikatoren": {"z": {
    ...     "name": "z", "themenfeld": "t", "art": "anzahl", "zaehler": "z", "einheit": "Personen", "quelle": "q",
    ...     "definition": "d", "zaehler_text": "z", "geheimhaltung": {"min_zaehler": 10}}}})
    >>> patterns = compute_patterns(
    ...     catalogue,
    ...     {"2018": deliver(B1=200, B3a=139, B3b=4), "2016": deliver(B1=200, B3=143)},
    ...     {"2018": hierarchy("B1", "B3a", "B3b"), "2016": hierarchy("B1", "B3")},
    ...     [Link("2018", "2016", "raum", (("B1", "B1"),),
    ...           (ChangedAreas(("B3a", "B3b"), ("B3",), (("B3a", "B3"), ("B3b", "B3"))),)),
    ...      Link("2018", "2016", "region", (("r", "r"),), ())],
    ...     dict.fromkeys(["2018", "2016"], Lots(None)),
    ... )
    >>> patterns["2018"].suppressed(("z",)).ravel().tolist()  # B1, B3a, B3b, r: 139 hides 4
    [False, True, True, False]
    >>> patterns["2016"].suppressed(("z",)).ravel().tolist()  # B3 = r − B1 is known anyway
    [False, False, False]
    """
    protections = protect_vintages(catalogue, counts, hierarchies, links, lots)
    return {stand: protection.pattern for stand, protection in protections.items()}


def protect_vintages(
    catalogue: Catalogue,
    counts: Mapping[str, pd.DataFrame],
    hierarchies: Mapping[str, Hierarchy],
    links: Sequence[Link],
    lots: Mapping[str, Lots] | None = None,
) -> dict[str, RegionProtection]:
    """Like `compute_patterns`, with everything the internal protocol and the audit need.

    Parameters
    ----------
    catalogue, counts, hierarchies, links, lots
        As for `compute_patterns`.

    Returns
    -------
    dict of str to RegionProtection
        INTERNAL: holds raw counts.
    """
    drawn = {stand: Lots.of(of_stand) for stand, of_stand in counts.items()} if lots is None else lots
    regions = {s: RegionCounts.of(catalogue, counts[s], hierarchy, drawn[s]) for s, hierarchy in hierarchies.items()}
    days = {stand: delivered_days(counts[stand]) for stand in hierarchies}
    extra: dict[str, dict[Quantity, Floats]] = {stand: {} for stand in regions}
    found: dict[str, RegionProtection] = {}
    for _ in range(ROUNDS):
        found = {}
        news = False
        for stand, region in regions.items():
            pairs = list(_pair_up(region, found, [link for link in links if link.older == stand], days))
            imposed = _impose(region, pairs, entangled_areas(links, stand))
            imposed |= _add_extra(region, imposed, extra[stand])
            found[stand] = protect_counts(region, imposed)
            lacking = _lacking(found[stand], imposed)
            if lacking:
                released = {name: _release(part) if name in lacking else part for name, part in imposed.items()}
                found[stand] = protect_counts(region, released)
                news |= _pass_on(found[stand], pairs, imposed, extra)
        if not news:
            break
    return found


def delivered_days(counts: pd.DataFrame) -> Days:
    """Variable, year and day of every count delivered."""
    known = counts.loc[counts["wert"].notna(), ["variable", "jahr", "stichtag"]].drop_duplicates()
    return frozenset(zip(known["variable"].astype(str), known["jahr"], known["stichtag"], strict=True))


def shared_years(tables: LinkedTables, years: npt.NDArray[np.int64], one: Days, other: Days) -> dict[Quantity, Mask]:
    """Years in which two Gebietsstände have a count of the same day, shape (Y,), by quantity."""
    common: dict[str, list[int]] = {}
    for variable, jahr, _ in one & other:
        common.setdefault(variable, []).append(jahr)
    return {
        name: np.isin(years, [jahr for variable in name for jahr in common.get(variable, [])])
        for name in tables.quantities
    }


def entangled_areas(links: Iterable[Link], stand: str) -> frozenset[tuple[str, str]]:
    """Level and key of older areas whose pieces with two newer Gebietsstände together may be too small.

    Parameters
    ----------
    links : iterable of Link
        Of all Gebietsstände.
    stand : str
        The older one.

    Notes
    -----
    Pieces are audited for two Gebietsstände at a time. Where the two newer ones only divide each other's areas, the
    pieces of the finer one are all there are; where they cut across each other, three together make smaller ones.
    """
    links = list(links)
    found: set[tuple[str, str]] = set()
    for one, other in combinations([link for link in links if link.older == stand], 2):
        if one.ebene != other.ebene:
            continue
        between = [
            link for link in links if link.ebene == one.ebene and {link.newer, link.older} == {one.newer, other.newer}
        ]
        crossing = {
            (end, key)
            for link in between
            for changed in link.changed
            if not changed.nested
            for end, keys in ((link.newer, changed.newer), (link.older, changed.older))
            for key in keys
        }
        twice = {key for changed in one.changed for key in changed.older}
        twice &= {key for changed in other.changed for key in changed.older}
        found |= {
            (one.ebene, key)
            for link in (one, other)
            for changed in link.changed
            if any((link.newer, newer) in crossing for newer in changed.newer)
            for key in twice & set(changed.older)
        }
    return frozenset(found)


def _pair_up(
    region: RegionCounts, found: Mapping[str, RegionProtection], links: Sequence[Link], days: Mapping[str, Days]
) -> Iterator[Pair]:
    """Pairs with a common day, finest level first, because whole areas depend on their parts."""
    demands = {name: region.demand(name) for name in region.totals} if links else {}
    for link in sorted(links, key=lambda link: region.hierarchy.ebenen.index(link.ebene)):
        newer = found[link.newer]
        years = np.intersect1d(region.years, newer.years)
        shared = shared_years(region.tables, years, days[link.newer], days[link.older])
        if any(mask.any() for mask in shared.values()):
            yield Pair(region, newer, link, demands, shared)


def _impose(
    region: RegionCounts, pairs: Sequence[Pair], entangled: frozenset[tuple[str, str]]
) -> dict[Quantity, Imposed]:
    """What the newer Gebietsstände impose on one."""
    imposed = {name: Imposed.nothing(totals.shape) for name, totals in region.totals.items()} if pairs else {}
    for pair in pairs:
        for name, part in imposed.items():
            pair.impose_same(name, part)
        for changed in pair.link.changed:
            forced = any((pair.link.ebene, key) in entangled for key in changed.older)
            for group in region.tables.groups:
                years = range(len(pair.columns[0])) if forced else list(pair.harmful_years(group, changed, imposed))
                for year in years:
                    for name in group:
                        if pair.is_linked(name, changed, year):
                            pair.block(name, changed, year, imposed[name])
    return imposed


def _add_extra(
    region: RegionCounts, imposed: Mapping[Quantity, Imposed], extra: Mapping[Quantity, Floats]
) -> dict[Quantity, Imposed]:
    """Add what older Gebietsstände need hidden in this one."""
    parts = {name: imposed.get(name, Imposed.nothing(region.totals[name].shape)) for name in extra}
    return {
        name: replace(part, hidden=part.hidden | (extra[name] > 0), moves=extra[name]) for name, part in parts.items()
    }


def _lacking(protection: RegionProtection, imposed: Mapping[Quantity, Imposed]) -> set[Quantity]:
    """Quantities with cells that readers can narrow with the help of newer Gebietsstände."""
    lacking = set()
    for name, foreign in imposed.items():
        part = protection.quantities[name]
        needing = part.demand.cells & ~foreign.covered
        if not protection.tables.quantities[name].additive or not needing.any():
            continue
        free = ~foreign.fixed
        cells = replace(part.cells, up=part.cells.up * free, down=part.cells.down * free)
        if (needing & ~cells.satisfied(*cells.room(protection.tree, part.hidden))).any():
            lacking.add(name)
    return lacking


def _release(imposed: Imposed) -> Imposed:
    return replace(imposed, fixed=np.zeros_like(imposed.fixed))


def _largest_need(protection: RegionProtection, name: Quantity) -> Floats:
    """How far any cell of a quantity must be able to move, by year."""
    cells = protection.quantities[name].cells
    largest: Floats = np.maximum(cells.need_up, cells.need_down).max(axis=0)
    return largest


def _pass_on(
    protection: RegionProtection,
    pairs: Iterable[Pair],
    imposed: Mapping[Quantity, Imposed],
    extra: Mapping[str, dict[Quantity, Floats]],
) -> bool:
    """Have newer Gebietsstände hide what had to be hidden here as the same cell; True if that is news to them."""
    news = False
    for pair in pairs:
        ours, theirs = pair.same_cells
        for name, foreign in imposed.items():
            hidden = pair.newer.quantities[name].hidden
            wanted = protection.quantities[name].hidden[ours] & foreign.fixed[ours] & ~hidden[theirs]
            if wanted.any():
                moves = extra[pair.link.newer].setdefault(name, np.zeros(hidden.shape))
                moves[theirs] = np.maximum(moves[theirs], wanted * _largest_need(protection, name)[pair.columns[1]])
                news = True
    return news
