"""Tables of the package in long form: sums of pieces per Gebietsstand, medians, and the real figures."""

from collections.abc import Iterable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.demo.chance import YEARS
from geodata.demo.counts import Drawn
from geodata.demo.inputs import Inputs
from geodata.demo.partition import AACHEN, CURRENT, DRAFT, SECOND
from geodata.demo.population import median_age

STOLBERG = "05334032"
# Years for which a Gebietsstand was counted back; the newest goes on.
YEARS_OF: Mapping[str, tuple[int, ...]] = {DRAFT: (2014, 2015, 2016), SECOND: (2014, 2015, 2016, 2017), CURRENT: YEARS}
REGION_KEY: Mapping[str, str] = {DRAFT: "altkreis-aachen", SECOND: "altkreis-aachen", CURRENT: "staedteregion-aachen"}
ELECTIONS: Mapping[str, Mapping[int, str]] = {
    "btw": {2017: "2017-09-24", 2021: "2021-09-26"},
    "kommunal": {2014: "2014-05-25", 2020: "2020-09-13"},
}
CENSUS_DAY = "2022-05-15"


def _days(variable: str, years: Iterable[int]) -> dict[int, str]:
    """Date of each year in which a variable was counted."""
    for kind, days in ELECTIONS.items():
        if variable.startswith(("waehlende_", "wahlberechtigt_")) and variable.endswith(kind):
            return {year: days[year] for year in years if year in days}
    return {year: f"{year}-12-31" for year in years}


def register_table(drawn: Drawn, atoms: gpd.GeoDataFrame, gebietsstand: str, variables: Iterable[str]) -> pd.DataFrame:
    """Sums of the pieces for some variables: columns raum, datum, variable (text), wert (float, NaN = missing).

    Notes
    -----
    The school entry examination of Stolberg has no numbers for 2020 and 2021: the cells are there and blank.
    """
    column = atoms[f"code_{gebietsstand}"]
    known = column.notna().to_numpy()
    areas = list(dict.fromkeys(column[known]))
    in_stolberg = {code for code, ags in zip(column[known], atoms["ags"][known], strict=True) if ags == STOLBERG}
    blank = np.array([code in in_stolberg for code in areas])
    parts = []
    for variable in variables:
        sums = pd.DataFrame(drawn.values[variable][known]).groupby(column[known].to_numpy(), sort=False).sum()
        for year, day in _days(variable, YEARS_OF[gebietsstand]).items():
            wert = sums.loc[areas, YEARS.index(year)].to_numpy(dtype=float)
            if variable.startswith("seu_") and year in (2020, 2021):
                wert = np.where(blank, np.nan, wert)
            parts.append(pd.DataFrame({"raum": areas, "datum": day, "variable": variable, "wert": wert}))
    return pd.concat(parts, ignore_index=True)


def median_table(drawn: Drawn, atoms: gpd.GeoDataFrame, ebene: str) -> pd.DataFrame:
    """Median age of one level in all Gebietsstände: columns raum, gebietsstand, datum, variable, wert (years)."""
    parts = []
    for gebietsstand, years in YEARS_OF.items():
        code = atoms[f"code_{gebietsstand}"]
        known = code.notna().to_numpy()
        region = pd.Series(REGION_KEY[gebietsstand], index=atoms.index)
        key = {"sozialraum": code, "kommune": atoms["ags"], "region": region}[ebene][known].to_numpy()
        for year in years:
            classes = pd.DataFrame({i: c[known, YEARS.index(year)] for i, c in enumerate(drawn.classes)})
            sums = classes.groupby(key, sort=False).sum()
            wert = median_age(sums.to_numpy(dtype=float)).round(1)
            parts.append(
                pd.DataFrame(
                    {
                        "raum": sums.index,
                        "gebietsstand": gebietsstand,
                        "datum": f"{year}-12-31",
                        "variable": "medianalter",
                        "wert": wert,
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def census_table(inputs: Inputs) -> pd.DataFrame:
    """Real figures of the Zensus 2022 per Kommune: columns raum, datum, variable, wert."""
    names = {
        "einwohner": "zensus_einwohner",
        "auslaender_prozent": "zensus_auslaender",
        "migrationshintergrund_prozent": "zensus_migrationshintergrund",
        "haushaltsgroesse": "zensus_haushaltsgroesse",
        "leerstand_prozent": "zensus_leerstand",
        "eigentuemer_prozent": "zensus_eigentuemer",
        "miete_je_m2": "zensus_miete",
    }
    wide = inputs.census[list(names)].rename(columns=names).reset_index(names="raum")
    long = wide.melt("raum", var_name="variable", value_name="wert")
    return long.assign(datum=CENSUS_DAY)[["raum", "datum", "variable", "wert"]]


def residents_table(inputs: Inputs, herkunft: str) -> pd.DataFrame:
    """Official residents per Kommune of one origin ("destatis" or "presse") up to 2022, known years only.

    Returns
    -------
    DataFrame
        Columns raum, gebietsstand, datum, variable, wert; the nine Kommunen also in the older Gebietsstände.
    """
    own = inputs.residents[(inputs.residents["herkunft"] == herkunft) & (inputs.residents["stichtag"].dt.year <= 2022)]
    parts = []
    for gebietsstand, years in YEARS_OF.items():
        in_time = own["stichtag"].dt.year <= max(years)
        rows = own if gebietsstand == CURRENT else own[in_time & (own["ags"] != AACHEN)]
        parts.append(
            pd.DataFrame(
                {
                    "raum": rows["ags"],
                    "gebietsstand": gebietsstand,
                    "datum": rows["stichtag"].dt.strftime("%Y-%m-%d"),
                    "variable": "fortschreibung_einwohner",
                    "wert": rows["einwohner"],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
