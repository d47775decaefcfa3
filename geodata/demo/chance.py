"""Random counts that hang together: binomial draws steered by latent factors of an area."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Counts = NDArray[np.int64]  # pieces × years
Floats = NDArray[np.float64]

YEARS = tuple(range(2014, 2023))
_STEADY = 0.88  # share of the chance of a piece that stays the same over the years

# Course over the years as shift of the logit, 0 in the year of calibration.
COURSES: Mapping[str, tuple[float, ...]] = {
    "stabil": (0.0,) * 9,
    "steigend": (-0.22, -0.19, -0.16, -0.13, -0.10, -0.07, -0.05, -0.02, 0.0),
    "sinkend": (0.18, 0.16, 0.14, 0.11, 0.09, 0.06, 0.04, 0.02, 0.0),
    "zuwanderung": (-0.42, -0.24, -0.16, -0.14, -0.12, -0.10, -0.09, -0.07, 0.0),
    "sgb2": (0.12, 0.13, 0.15, 0.15, 0.09, 0.04, 0.05, 0.0, 0.03),
    "arbeitslosigkeit": (0.16, 0.12, 0.09, 0.02, -0.06, -0.09, 0.12, 0.0, -0.02),
    "kinder_sgb2": (0.02, 0.06, 0.12, 0.13, 0.09, 0.05, 0.04, 0.0, 0.05),
    "asyl": (-0.4, 0.95, 0.65, 0.2, 0.0, -0.1, -0.15, 0.0, 0.35),
    "corona": (-0.10, -0.08, -0.06, -0.05, -0.04, -0.02, 0.06, 0.16, 0.20),
}


@dataclass(frozen=True)
class Share:
    """A count drawn from a base: how likely, and which factors of the area make it likelier.

    `level` is the share of the base in the whole region in the year `year`; where the Kommunen have own targets
    under the name of the variable, those count instead. The loads are shifts of the logit per standard deviation of
    deprivation (d), ageing (a), migration (m), urban student life (u), settlement density (s) and missing chances in
    health and education (b).
    """

    name: str
    base: str
    level: float
    d: float = 0.0
    a: float = 0.0
    m: float = 0.0
    u: float = 0.0
    s: float = 0.0
    b: float = 0.0
    noise: float = 0.12
    course: str = "stabil"
    year: int = 2021
    at_most: str | None = None


@dataclass(frozen=True)
class Scaled:
    """A count in a fixed ratio to another, e.g. children examined in three years to children of that age."""

    name: str
    base: str
    factor: float


@dataclass(frozen=True)
class Sum:
    """A count that is the sum of others, minus some."""

    name: str
    parts: tuple[str, ...]
    minus: tuple[str, ...] = ()


Model = Share | Scaled | Sum


@dataclass(frozen=True)
class Setting:
    """Everything the draws need about the pieces.

    kommune: AGS of each piece. factors: columns d, a, m, u, s, b, one row per piece.
    targets: by variable, Series of shares by AGS that must be met in 2022.
    """

    kommune: pd.Series
    factors: pd.DataFrame
    targets: Mapping[str, pd.Series] = field(default_factory=dict)


def normal_cdf(z: Floats) -> Floats:
    """Distribution function of the standard normal."""
    return np.asarray(0.5 * (1 + np.vectorize(math.erf)(z / math.sqrt(2))), dtype=float)


def binomial_quantile(z: Floats, n: Counts, p: Floats) -> Counts:
    """Quantile of Binomial(n, p) at Φ(z): the count a piece with chance z gets.

    Notes
    -----
    Exact summation of the probabilities where fewer than 30 are expected (or not expected), the normal
    approximation elsewhere. One z kept over the years gives steady series with the right binomial spread.

    Examples
    --------
    >>> binomial_quantile(np.array([0.0, 0.0, -3.0]), np.array([10, 1000, 50]), np.array([0.5, 0.1, 0.02])).tolist()
    [5, 100, 0]
    """
    flip = p > 0.5
    q, chance = np.where(flip, 1 - p, p), normal_cdf(np.where(flip, -z, z))
    result = np.rint(n * q + np.sqrt(n * q * (1 - q)) * np.where(flip, -z, z))
    small = (n * q < 30) & (n > 0)
    ns, qs, us = n[small].astype(float), q[small], chance[small]
    probability = np.exp(ns * np.log1p(-qs))
    total, count = probability.copy(), np.zeros_like(ns)
    for k in range(80):
        rising = total < us
        if not rising.any():
            break
        probability = probability * (ns - k) / (k + 1) * qs / (1 - qs)
        count[rising] = k + 1
        total = total + np.maximum(probability, 0)
    result[small] = count
    result = np.clip(result, 0, n)
    return np.asarray(np.where(flip, n - result, result), dtype=np.int64)


def steady_chance(rng: np.random.Generator, pieces: int) -> Floats:
    """Standard normal chances (pieces × years) that change slowly from year to year."""
    lasting = rng.standard_normal((pieces, 1))
    return np.asarray(math.sqrt(_STEADY) * lasting + math.sqrt(1 - _STEADY) * rng.standard_normal((pieces, len(YEARS))))


def logistic(x: Floats) -> Floats:
    """Share that belongs to a logit."""
    return np.asarray(1 / (1 + np.exp(-x)))


def calibrate(base: Counts, shift: Floats, chance: Floats, target: float) -> float:
    """Intercept at which the counts drawn with these chances add up to about `target` · Σ base, by bisection."""
    low, high = -12.0, 12.0
    for _ in range(30):
        middle = 0.5 * (low + high)
        reached = binomial_quantile(chance, base, logistic(middle + shift)).sum() / base.sum()
        low, high = (middle, high) if reached < target else (low, middle)
    return 0.5 * (low + high)


def draw_share(model: Share, values: Mapping[str, Counts], setting: Setting, rng: np.random.Generator) -> Counts:
    """Counts (pieces × years) of one model."""
    base = values[model.base]
    loads = np.array([model.d, model.a, model.m, model.u, model.s, model.b])
    own = setting.factors[["d", "a", "m", "u", "s", "b"]].to_numpy() @ loads
    own = own + setting.factors.index.map(_area_noise(setting, model.noise, rng)).to_numpy()
    drift = 0.010 * rng.standard_normal((len(own), 1)) * (np.asarray(YEARS) - 2018)
    course = np.asarray(COURSES[model.course])
    targets = setting.targets.get(model.name)
    year = YEARS.index(model.year if targets is None else 2022)
    shift = own[:, None] + drift + course - course[year]
    chance = steady_chance(rng, len(own))
    if targets is None:
        targets, groups = pd.Series({"all": model.level}), pd.Series("all", index=setting.kommune.index)
    else:
        groups = setting.kommune
    logit = np.empty_like(shift)
    for key, target in targets.items():
        rows = (groups == key).to_numpy()
        logit[rows] = calibrate(base[rows, year], shift[rows, year], chance[rows, year], float(target)) + shift[rows]
    counts = binomial_quantile(chance, base, logistic(logit))
    return counts if model.at_most is None else np.minimum(counts, values[model.at_most])


def _area_noise(setting: Setting, noise: float, rng: np.random.Generator) -> dict[str, float]:
    areas = sorted(set(setting.factors.index))
    return dict(zip(areas, (noise * rng.standard_normal(len(areas))).tolist(), strict=True))


def compute(model: Model, values: Mapping[str, Counts], setting: Setting, seed: int) -> Counts:
    """Counts of one variable; the same seed and name always give the same counts."""
    if isinstance(model, Sum):
        whole = np.sum([values[part] for part in model.parts], axis=0)
        for part in model.minus:
            whole = whole - values[part]
        return np.asarray(np.maximum(whole, 0), dtype=np.int64)
    if isinstance(model, Scaled):
        return np.asarray(np.rint(values[model.base] * model.factor), dtype=np.int64)
    rng = np.random.default_rng([seed, *model.name.encode()])
    return draw_share(model, values, setting, rng)
