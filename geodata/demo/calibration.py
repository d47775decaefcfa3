"""Latent factors moved until the Handlungsfelder of the region are found as often as the Sozialbericht 2018 says.

The report publishes how many areas in how many Kommunen show each field, not which. Which ones is invented here: the
quotas say how many per Kommune, and within them chance decides. Then factors are pushed, area by area, until the
counts drawn from them meet the conditions with a margin. The evaluation itself knows nothing of this.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.demo.chance import YEARS, Counts, Model, Share, Sum
from geodata.demo.counts import draw_some
from geodata.demo.inputs import Inputs, read_catalogue
from geodata.demo.models import MODELS
from geodata.demo.partition import AACHEN

YEAR = 2017  # last full year before the report
ROUNDS = 80
MARGIN = 0.08  # in standard deviations, so that a value that protection hides later does not turn an area
STEP, LONGEST_STEP, FARTHEST = 0.7, 0.35, 3.6


@dataclass(frozen=True)
class Quota:
    """How many areas of a Kommune show what. `poor` areas also lack chances for children.

    needy_old: children at risk in thinly settled, aged areas. needy_young: the same elsewhere. migrant: areas of the
    two former groups with many children of migrant families.
    """

    poor: int = 0
    needy_old: int = 0
    needy_young: int = 0
    migrant: int = 0


# Sums: poor 15 in 5 Kommunen; poor + needy 37 in 7; migrant 12 in 5.
QUOTAS: Mapping[str, Quota] = {
    AACHEN: Quota(poor=4, needy_young=4, migrant=6),
    "05334004": Quota(poor=4, needy_old=2, needy_young=1, migrant=1),
    "05334008": Quota(poor=1, needy_old=2, migrant=1),
    "05334012": Quota(poor=3, needy_old=5, migrant=2),
    "05334016": Quota(needy_old=1, needy_young=1),
    "05334032": Quota(poor=3, needy_old=4, migrant=2),
    "05334036": Quota(needy_old=1, needy_young=1),
}
AGED = 43  # areas in nine Kommunen: all but Aachen
AGED_POOR = 6  # of them poor ones in dense settlement, where old-age poverty counts

_POVERTY = ("sgb2_quote", "sgb2_kinder_u15", "alo_langzeit_anteil", "grusi_alter")
_CHANCES = ("seu_sprache", "seu_uebergewicht", "seu_zahn", "uebergang_gymnasium")
_AGEING = ("anteil_65plus", "anteil_80plus")
_FAMILY = ("sgb2_kinder_u15", "alleinerziehende")
_UNEQUAL = ("sgb2_auslaender", "seu_sprache", "uebergang_gymnasium")
_MIGRATION = ("migrationshintergrund_u18",)
_LOOKED_AT = tuple(dict.fromkeys((*_POVERTY, *_CHANCES, "kita_u3_quote", *_AGEING, *_FAMILY, *_UNEQUAL, *_MIGRATION)))

FEWEST_CHILDREN = 65  # aged 3 to under 6; where there are fewer, protection hides what is found among them
LEAST_IN_SMALL = -0.8  # deprivation of those areas; with less, protection would have to hide their totals
NOT_SHOWN = -3.0  # stands for the z of a value that protection will hide: it cannot meet a condition


@dataclass(frozen=True)
class Rate:
    """A share of the catalogue: variables, sign of burden, and what its protection asks for."""

    zaehler: str
    nenner: str
    sign: int
    min_zaehler: int
    min_nenner: int


@dataclass(frozen=True)
class Pattern:
    """Which areas (codes) shall show what; `thin` are those settled more thinly than the median."""

    poor: frozenset[str]
    needy: frozenset[str]
    aged: frozenset[str]
    migrant: frozenset[str]
    thin: frozenset[str]


@dataclass(frozen=True)
class Wish:
    """At least `k` of some z-values shall lie above a limit (or, with `sign` −1, must not), by moving one factor."""

    factor: str
    names: tuple[str, ...]
    limit: float
    sign: int = 1
    k: int = 1

    def gap(self, z: "pd.Series[float]") -> float:
        """How far the decisive z-value is on the wrong side; 0 where the wish is met with its margin."""
        decisive = float(np.sort(z[list(self.names)].to_numpy())[-self.k])
        return max(0.0, MARGIN - self.sign * (decisive - self.limit))


def calibrate_factors(inputs: Inputs, atoms: gpd.GeoDataFrame, start: pd.DataFrame) -> pd.DataFrame:
    """Factors from which the drawn counts show the published number of areas in need.

    Parameters
    ----------
    inputs, atoms
        As for `draw_counts`.
    start : DataFrame
        Result of `latent_factors`.

    Returns
    -------
    DataFrame
        Same form; d, a, m and b changed. The same input always gives the same factors. Where no factors meet all
        wishes, those that came nearest.

    Notes
    -----
    First the values of d and a are dealt out anew, so that their distribution stays and the areas of the pattern
    get the high ones. Then each round draws the counts of `YEAR` and moves the factors of every area whose decisive
    z-value lies on the wrong side of its limit; a wish that can be met in several ways takes the shortest.
    """
    ags = atoms.groupby("code_2018")["ags"].first().reindex(start.index)
    people = draw_some(inputs, atoms, start, ())
    children = pd.Series(_sums(people["ew_3_u6"], atoms, start.index), index=start.index)
    eligible = start.index[children >= FEWEST_CHILDREN]
    pattern = _choose(start, eligible, ags, _thin(people, atoms, start.index))
    factors = _deal(start, pattern)
    small = ~start.index.isin(eligible)
    factors["d"] = factors["d"].mask(small, factors["d"].clip(lower=LEAST_IN_SMALL))
    rates = _read_rates()
    needed = {name for rate in rates.values() for name in (rate.zaehler, rate.nenner)}
    models = [model for group in MODELS.values() for model in group if model.name in _closure(needed)]
    best, least = factors, np.inf
    for _ in range(ROUNDS):
        z = _standardise(draw_some(inputs, atoms, factors, models), rates, atoms, start.index)
        moves = _moves(z, pattern)
        left = float(moves.abs().to_numpy().sum())
        if left < least:
            best, least = factors, left
        if moves.abs().to_numpy().max() < MARGIN / 4:
            break
        moved = factors[moves.columns] + (STEP * moves).clip(-LONGEST_STEP, LONGEST_STEP)
        factors = factors.assign(**moved.clip(-FARTHEST, FARTHEST))
    return best


def _closure(names: set[str]) -> set[str]:
    """Names and everything they are computed from."""
    by_name = {model.name: model for group in MODELS.values() for model in group}
    found: set[str] = set()
    left = set(names)
    while left:
        name = left.pop()
        found.add(name)
        model = by_name.get(name)
        if model is not None:
            left |= _bases(model) - found
    return found


def _bases(model: Model) -> set[str]:
    if isinstance(model, Sum):
        return {*model.parts, *model.minus}
    limit = model.at_most if isinstance(model, Share) else None
    return {model.base} if limit is None else {model.base, limit}


def _sums(counts: Counts, atoms: gpd.GeoDataFrame, codes: pd.Index) -> NDArray[np.float64]:
    of_year = pd.Series(counts[:, YEARS.index(YEAR)].astype(float))
    return of_year.groupby(atoms["code_2018"].to_numpy()).sum().reindex(codes).to_numpy()


def _thin(people: Mapping[str, Counts], atoms: gpd.GeoDataFrame, codes: pd.Index) -> "pd.Series[bool]":
    km2 = atoms.area.groupby(atoms["code_2018"]).sum().reindex(codes)
    density: pd.Series[float] = _sums(people["ew_insgesamt"], atoms, codes) / km2
    return density.lt(density.median())


def _read_rates() -> dict[str, Rate]:
    """The shares the fields look at, from the catalogue of the package."""
    catalogue = read_catalogue()
    rates = {}
    for name in _LOOKED_AT:
        entry, rule = catalogue[name], catalogue[name].get("geheimhaltung", {})
        sign = -1 if entry["richtung"] == "entlastend" else 1
        least = rule.get("min_zaehler", 0), rule.get("min_nenner", 0)
        rates[name] = Rate(entry["zaehler"], entry["nenner"], sign, *least)
    return rates


def _standardise(
    values: Mapping[str, Counts], rates: Mapping[str, Rate], atoms: gpd.GeoDataFrame, codes: pd.Index
) -> pd.DataFrame:
    """z-values by area; `NOT_SHOWN` where the primary rules of protection hide the share."""
    shares = {}
    for name, rate in rates.items():
        z, n = _sums(values[rate.zaehler], atoms, codes), _sums(values[rate.nenner], atoms, codes)
        shown = (n >= rate.min_nenner) & (z >= rate.min_zaehler) & (n - z >= rate.min_zaehler)
        shares[name] = np.where(shown, rate.sign * z / n, np.nan)
    frame = pd.DataFrame(shares, index=codes)
    return ((frame - frame.mean()) / frame.std(ddof=0)).fillna(NOT_SHOWN)


def _choose(start: pd.DataFrame, eligible: pd.Index, ags: "pd.Series[str]", thin: "pd.Series[bool]") -> Pattern:
    """Most deprived areas first, within the quota of each Kommune."""
    poor, young, old, migrant = set[str](), set[str](), set[str](), set[str]()
    for key, quota in QUOTAS.items():
        own = start.loc[eligible][ags[eligible] == key].sort_values("d", ascending=False)
        chosen = list(own.index[: quota.poor])
        rest = own.index[quota.poor :]
        aged_rest = [code for code in rest if thin[code]][: quota.needy_old]
        dense_rest = [code for code in rest if code not in aged_rest and (key == AACHEN or not thin[code])]
        poor |= set(chosen)
        old |= set(aged_rest)
        young |= set(dense_rest[: quota.needy_young])
        ours = [code for code in own.index if code in poor | old | young]
        migrant |= set(start["m"][ours].nlargest(quota.migrant).index)
    dense_poor = [code for code in sorted(poor) if not thin[code] and ags[code] != AACHEN]
    aged = old | set(start["a"][dense_poor].nlargest(AGED_POOR).index)
    others = [code for code in start.index if thin[code] and ags[code] != AACHEN and code not in aged | young | poor]
    small = [code for code in others if (ags == ags[code]).sum() <= 3]  # there nobody is left out
    left = [code for code in others if code not in small]
    aged |= set(small) | set(start["a"][left].nlargest(AGED - len(aged) - len(small)).index)
    needy = frozenset(poor | old | young)
    return Pattern(frozenset(poor), needy, frozenset(aged), frozenset(migrant), frozenset(thin.index[thin]))


def _deal(start: pd.DataFrame, pattern: Pattern) -> pd.DataFrame:
    """The same values of d and a, dealt out by group; within one in the old order, for a the less deprived first."""
    codes = start.index
    need = pd.Series([(code in pattern.poor) + (code in pattern.needy) for code in codes], index=codes)
    d = _deal_one(start["d"], need, start["d"])
    age = [2 if c in pattern.aged else 0 if c in pattern.thin | pattern.poor else 1 for c in codes]
    return start.assign(d=d, a=_deal_one(start["a"], pd.Series(age, index=codes), start["a"] - 0.5 * d))


def _deal_one(values: "pd.Series[float]", group: "pd.Series[int]", wanted: "pd.Series[float]") -> "pd.Series[float]":
    order = pd.DataFrame({"group": group, "wanted": wanted}).sort_values(["group", "wanted"]).index
    return pd.Series(np.sort(values.to_numpy()), index=order).reindex(values.index)


def _moves(z: pd.DataFrame, pattern: Pattern) -> pd.DataFrame:
    """Signed moves of the factors by area; 0 where everything is as wished."""
    moves = pd.DataFrame(0.0, index=z.index, columns=["d", "a", "m", "b"])
    for code in z.index:
        for choice in _wishes(str(code), pattern):
            gaps = [wish.gap(z.loc[code]) for wish in choice]
            shortest = int(np.argmin(gaps))
            wish = choice[shortest]
            move = wish.sign * gaps[shortest]
            if abs(move) > abs(moves[wish.factor][code]):
                moves.at[code, wish.factor] = move
    return moves


def _wishes(code: str, pattern: Pattern) -> list[tuple[Wish, ...]]:
    """What an area shall show; of the wishes in one tuple one is enough."""
    poor, needy, aged = code in pattern.poor, code in pattern.needy, code in pattern.aged
    wishes: list[tuple[Wish, ...]] = [
        (Wish("d", _POVERTY, 1.0, 1, k=3),) if poor else (Wish("d", _POVERTY, 1.0, -1, k=2),),
    ]
    if poor:
        wishes.append((Wish("b", (*_CHANCES, "kita_u3_quote"), 1.0),))
    if needy:
        wishes += [(Wish("d", ("sgb2_kinder_u15",), 0.25),), (Wish("b", _CHANCES, 0.5, k=2),)]
    else:
        wishes.append((Wish("d", _FAMILY, 0.25, -1), Wish("b", _CHANCES, 0.5, -1)))
    old, poor_old = Wish("a", _AGEING, 0.0, 1 if aged else -1), Wish("d", ("grusi_alter",), 1.0, 1 if aged else -1)
    if code in pattern.thin:
        wishes.append((old,))
    else:
        wishes += [(old,), (poor_old,)] if aged else [(old, poor_old)]
    if code in pattern.migrant:
        wishes += [(Wish("m", _MIGRATION, 1.0),), (Wish("b", _UNEQUAL, 0.5),)]
    else:
        fewer = Wish("m", _MIGRATION, 1.0, -1)
        # where chances have to be missing, only the other way is open
        wishes.append((fewer,) if needy else (fewer, Wish("b", _UNEQUAL, 0.5, -1)))
    return wishes
