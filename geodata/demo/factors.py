"""Latent factors: how burdened, old, mobile and dense each area is before chance draws its counts."""

import geopandas as gpd
import numpy as np
import pandas as pd

SEED = 2018

# Published hints, in standard deviations on top of chance: Eschweiler-West (every second child in SGB II), Stolberg
# Unter- and Oberstolberg (30 % Mindestsicherung), the programme areas of "Soziale Stadt" in Alsdorf and Baesweiler.
_DEPRIVED = {"E2": 2.6, "S1": 2.0, "S2": 2.3, "A1a": 2.0, "B4a": 1.8, "AC3": 1.0, "AC4": 1.1, "AC5": 0.7}
_STUDENTS = {"AC1": 2.2, "AC2": 1.7, "AC6": 1.5, "AC3": 0.8, "AC4": 0.5, "AC7": 0.4, "AC9": 0.5}


def _standardised(values: pd.Series) -> pd.Series:
    return (values - values.mean()) / values.std(ddof=0)


def latent_factors(atoms: gpd.GeoDataFrame) -> pd.DataFrame:
    """Factors of the areas of 2018 as chance and published hints have them.

    Returns
    -------
    DataFrame
        Index: code of 2018, sorted as text; columns d (deprivation), a (ageing), m (migration), u (student life,
        0 in most areas), s (settlement density), f (families), b (missing chances in health and education beyond
        deprivation). All but u standardised over the 93 areas; d and a correlate at about −0.4.
    """
    rng = np.random.default_rng(SEED)
    people = atoms.groupby("code_2018", sort=True)["einwohner_gewicht"].sum() + 25
    km2 = atoms.area.groupby(atoms["code_2018"]).sum() / 1e6
    s = _standardised(np.log(people / km2))
    noise = pd.DataFrame(rng.standard_normal((len(s), 4)), index=s.index)
    u = pd.Series(_STUDENTS).reindex(s.index).fillna(0.0)
    hint = pd.Series(_DEPRIVED).reindex(s.index).fillna(0.0)
    d = _standardised(0.55 * s + 0.70 * noise[0] + hint - 0.25 * u)
    a = _standardised(-0.52 * d + 0.85 * noise[1])
    m = _standardised(0.7 * d + 0.3 * s + 0.55 * noise[2])
    b = _standardised(pd.Series(np.random.default_rng([SEED, 2]).standard_normal(len(s)), index=s.index))
    return pd.DataFrame({"d": d, "a": a, "m": m, "u": u, "s": s, "f": noise[3], "b": b})
