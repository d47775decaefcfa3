"""Checks of the values of all tables together: keys, duplicates, dates, hidden missing values, holes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.areas import Vintage
from geodata.checks.values import counted_variables, population_variables, signed_variables
from geodata.config import RegionConfig
from geodata.keys import explain_unknown_keys
from geodata.problems import OFFENDERS_NAMED, Problem, count_noun, error, name_offenders, name_rows, warning

NEGATIVE_SENTINELS = (-1.0, -9.0, -99.0, -999.0, -9999.0, -99999.0, -999999.0)
POSITIVE_SENTINELS = (99999.0, 999999.0, 9999999.0, 99999999.0)
# a filler of nines stands out by an order of magnitude; a real count of that size has neighbours
SENTINEL_FACTOR = 10
# -1, -9 and -99 occur in balances such as migration; -999 and beyond are fillers even there
LOWEST_PLAUSIBLE_BALANCE = -999
# fewer broken numbers than this share look like typing errors
FEW_FRACTIONS, FEWEST_COUNTS = 0.05, 5

Flags = npt.NDArray[np.bool_]


def check_values(
    config: RegionConfig, vintages: Mapping[str, Vintage], values: pd.DataFrame, catalogue_data: Mapping[str, Any]
) -> list[Problem]:
    """Problems of all values of a package.

    Parameters
    ----------
    config
        Configuration of the region.
    vintages
        Areas by Gebietsstand.
    values
        Frame of `combine_values`.
    catalogue_data
        Parsed `indikatoren.toml`; says which variables may be negative and which are denominators.
    """
    if not len(values):
        return []
    return [
        *_check_vintage_names(config, values),
        *_check_area_keys(config, vintages, values),
        *_check_duplicates(config, values),
        *_check_future(config, values),
        *_check_dates_per_year(config, values),
        *_check_sentinels(config, values, signed_variables(catalogue_data)),
        *_check_fractions(config, values, counted_variables(catalogue_data)),
        *_check_zeros(config, values, population_variables(catalogue_data)),
        *_check_gaps(config, values),
        *_check_empty_areas(config, vintages, values),
    ]


def _codes(values: pd.DataFrame, *columns: str) -> npt.NDArray[np.int64]:
    """One integer per distinct combination of columns, so that 100,000 rows compare in milliseconds."""
    code = np.zeros(len(values), dtype=np.int64)
    for column in columns:
        series = values[column]
        if isinstance(series.dtype, pd.CategoricalDtype):
            part, size = series.cat.codes.to_numpy(dtype=np.int64) + 1, len(series.cat.categories) + 1
        else:
            part, uniques = pd.factorize(series)
            part, size = part + 1, len(uniques) + 1
        code = code * size + part
    return code


def _first(config: RegionConfig, rows: pd.DataFrame) -> tuple[str, int]:
    return config.tabellen[int(rows["tabelle"].iloc[0])].datei, int(rows["zeile"].iloc[0])


def _groups(values: pd.DataFrame, *columns: str) -> list[pd.DataFrame]:
    """Rows of each combination of columns that occurs; none for rows where one of them is missing."""
    return [rows for _, rows in values.groupby(list(columns), observed=True, sort=True)]


def _by_table(values: pd.DataFrame, flags: Flags) -> list[pd.DataFrame]:
    return _groups(values[flags], "tabelle") if flags.any() else []


def _check_vintage_names(config: RegionConfig, values: pd.DataFrame) -> list[Problem]:
    known = [stand.id for stand in config.gebietsstaende]
    problems = []
    unknown = (values["gebietsstand"].notna() & ~values["gebietsstand"].isin(known)).to_numpy()
    for rows in _by_table(values, unknown):
        datei, zeile = _first(config, rows)
        names = name_offenders([str(name) for name in rows["gebietsstand"].unique()])
        remedy = f"eine Kennung aus region.toml verwenden: {name_offenders(known)}"
        problems.append(error(datei, f"Gebietsstand unbekannt: {names}", remedy, zeile))
    fixed = {n: table.gebietsstand for n, table in enumerate(config.tabellen) if table.gebietsstand is not None}
    for n, name in fixed.items():
        other = ((values["tabelle"] == n) & values["gebietsstand"].notna()).to_numpy()
        other = other & (values["gebietsstand"] != name).to_numpy()
        for rows in _by_table(values, other):
            datei, zeile = _first(config, rows)
            finding = f"Spalte nennt einen anderen Gebietsstand als region.toml („{name}“)"
            problems.append(error(datei, finding, "„gebietsstand“ bei der Tabelle in region.toml entfernen", zeile))
    return problems


def _check_area_keys(config: RegionConfig, vintages: Mapping[str, Vintage], values: pd.DataFrame) -> list[Problem]:
    places = {
        (stand, ebene): frozenset(level.areas.index)
        for stand, vintage in vintages.items()
        for ebene, level in vintage.levels.items()
        if level.areas is not None
    }
    problems = []
    categories = values["area"].cat.categories
    for rows in _groups(values, "tabelle", "gebietsstand"):
        table, stand = config.tabellen[int(rows["tabelle"].iloc[0])], str(rows["gebietsstand"].iloc[0])
        known = places.get((stand, table.ebene))
        if known is None:
            continue
        codes = rows["area"].cat.codes.to_numpy()
        used = np.unique(codes[codes >= 0])
        strange = used[~categories[used].isin(known)]
        if not len(strange):
            continue
        elsewhere = {f"Ebene „{e}“, Gebietsstand „{s}“": keys for (s, e), keys in places.items() if keys is not known}
        explained = explain_unknown_keys(categories[strange], known, elsewhere)
        share = f"{len(strange)} von {count_noun(len(used), 'Schlüssel', 'Schlüsseln')}"
        finding = f"{share} auf Ebene „{table.ebene}“ im Gebietsstand „{stand}“ unbekannt: {explained.text}"
        zeile = int(rows["zeile"].iloc[np.flatnonzero(np.isin(codes, strange))[0]])
        problems.append(error(table.datei, finding, explained.remedy, zeile))
    return problems


def _check_duplicates(config: RegionConfig, values: pd.DataFrame) -> list[Problem]:
    complete = values["area"].notna() & values["datum"].notna() & values["variable"].notna()
    code = pd.Series(_codes(values, "ebene", "gebietsstand", "area", "datum", "variable"))
    twice = (code.duplicated(keep="first") & complete).to_numpy()
    problems = []
    for rows in _by_table(values, twice):
        datei, zeile = _first(config, rows)
        before = values[(code == code[rows.index[0]]).to_numpy()].iloc[[0]]
        other, row = _first(config, before)
        first = rows.iloc[0]
        example = f"{first['area']}, {first['datum']:%d.%m.%Y}, {first['variable']}"
        count = f"{count_noun(len(rows), 'Zeile', 'Zeilen')} doppelt ({name_rows(rows['zeile'])})"
        finding = f"{count}; „{example}“ steht schon in {other}, Zeile {row}"
        remedy = "je Raum, Gebietsstand, Datum und Variable nur eine Zeile behalten"
        problems.append(error(datei, finding, remedy, zeile))
    return problems


def _check_future(config: RegionConfig, values: pd.DataFrame) -> list[Problem]:
    problems = []
    for rows in _by_table(values, (values["datum"] > pd.Timestamp(date.today())).to_numpy()):
        datei, zeile = _first(config, rows)
        dates = name_offenders([f"{d:%d.%m.%Y}" for d in rows["datum"].unique()])
        finding = f"Datum liegt in der Zukunft: {dates} in {name_rows(rows['zeile'])}"
        problems.append(error(datei, finding, "Datum berichtigen", zeile))
    return problems


def _check_dates_per_year(config: RegionConfig, values: pd.DataFrame) -> list[Problem]:
    dated = values[values["datum"].notna()]
    pairs = dated[~pd.Series(_codes(dated, "ebene", "gebietsstand", "variable", "datum")).duplicated().to_numpy()]
    year = pd.Series(_codes(pairs, "ebene", "gebietsstand", "variable", "jahr"), index=pairs.index)
    problems = []
    for rows in _by_table(pairs, year.duplicated(keep="first").to_numpy()):
        datei, zeile = _first(config, rows)
        first = rows.iloc[0]
        same = pairs[(year == year[rows.index[0]]).to_numpy()]
        dates = " und ".join(f"{d:%d.%m.%Y}" for d in sorted(same["datum"].unique()))
        variables = name_offenders(list(dict.fromkeys(rows["variable"].astype(str))))
        finding = f"mehrere Stichtage in einem Jahr für {variables}, z. B. {dates} für „{first['variable']}“"
        remedy = "je Jahr einen Stichtag behalten oder zwei Variablen daraus machen"
        problems.append(error(datei, finding, remedy, zeile))
    return problems


def _check_sentinels(config: RegionConfig, values: pd.DataFrame, signed: frozenset[str]) -> list[Problem]:
    suspicious = np.isin(values["wert"].to_numpy(), (*NEGATIVE_SENTINELS, *POSITIVE_SENTINELS))
    if not suspicious.any():
        return []
    others = values[~suspicious].groupby("variable", observed=True)["wert"].max()
    problems = []
    for rows in _groups(values[suspicious], "tabelle", "variable", "wert"):
        variable, number = str(rows["variable"].iloc[0]), float(rows["wert"].iloc[0])
        if variable in signed and LOWEST_PLAUSIBLE_BALANCE < number < 0:
            continue
        clear = number < 0 or number > SENTINEL_FACTOR * float(others.get(variable, 0.0))
        datei, zeile = _first(config, rows)
        finding = f"Wert {number:.0f} bei „{variable}“ in {name_rows(rows['zeile'])} steht vermutlich für „fehlt“"
        remedy = f'Zellen leer lassen oder fehlend = ["{number:.0f}"] bei der Tabelle in region.toml angeben'
        problems.append((error if clear else warning)(datei, finding, remedy, zeile))
    return problems


def _check_fractions(config: RegionConfig, values: pd.DataFrame, counted: frozenset[str]) -> list[Problem]:
    """Warn of single broken numbers among counts; a variable with many of them is a sum of euros or square metres."""
    problems = []
    known = values[values["wert"].notna() & values["variable"].isin(counted)]
    for rows in _groups(known, "tabelle", "variable"):
        broken = rows[rows["wert"] % 1 != 0]
        if not 0 < len(broken) <= max(1, FEW_FRACTIONS * len(rows)) or len(rows) < FEWEST_COUNTS:
            continue
        datei, zeile = _first(config, broken)
        variable = str(rows["variable"].iloc[0])
        finding = f"Fallzahl „{variable}“ ist keine ganze Zahl in {name_rows(broken['zeile'])}"
        problems.append(warning(datei, finding, "prüfen, ob ein Tausenderpunkt als Dezimalpunkt gelesen wurde", zeile))
    return problems


def _check_zeros(config: RegionConfig, values: pd.DataFrame, population: frozenset[str]) -> list[Problem]:
    chosen = values[values["variable"].isin(population)] if population else values
    code = _codes(chosen, "ebene", "gebietsstand", "area", "datum")
    number = chosen["wert"].to_numpy()
    nonzero = np.unique(code[~np.isnan(number) & (number != 0)])
    zero = (number == 0) & ~np.isin(code, nonzero)
    problems = []
    for rows in _by_table(chosen, zero):
        datei, zeile = _first(config, rows)
        areas = name_offenders(list(dict.fromkeys(rows["area"].astype(str))))
        finding = f"in allen Bezugsgrößen 0, also unbewohnt oder ohne Angabe: {areas}"
        problems.append(warning(datei, finding, "0 nur für „nichts vorhanden“; fehlende Angaben leer lassen", zeile))
    return problems


def _check_gaps(config: RegionConfig, values: pd.DataFrame) -> list[Problem]:
    present = values[values["wert"].notna() & (values["datum"] <= pd.Timestamp(date.today()))]
    years = present[~pd.Series(_codes(present, "ebene", "gebietsstand", "variable", "jahr")).duplicated().to_numpy()]
    holes: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for rows in _groups(years, "ebene", "gebietsstand", "variable"):
        missing = find_missing_years(rows["jahr"].tolist())
        if missing:
            datei, _ = _first(config, rows)
            holes.setdefault((datei, missing), []).append(str(rows["variable"].iloc[0]))
    return [
        warning(
            datei,
            f"Lücke in der Zeitreihe: {name_years(missing)} ohne Werte bei {name_offenders(variables)}",
            "fehlende Jahre ergänzen, falls vorhanden",
        )
        for (datei, missing), variables in holes.items()
    ]


def find_missing_years(years: list[int]) -> tuple[int, ...]:
    """Years left out of a series, judged by its own smallest step; a series every two years has no gap.

    Examples
    --------
    >>> find_missing_years([2015, 2017, 2018, 2020]), find_missing_years([2013, 2015, 2017])
    ((2016, 2019), ())
    """
    ordered = sorted(set(years))
    if len(ordered) < 3:
        return ()
    step = int(np.diff(ordered).min())
    return tuple(year for year in range(ordered[0], ordered[-1], step) if year not in ordered)


def name_years(years: tuple[int, ...]) -> str:
    """Name at most five years and say how many there are in all.

    Examples
    --------
    >>> name_years((2016, 2019))
    '2016, 2019'
    """
    named = ", ".join(str(year) for year in years[:OFFENDERS_NAMED])
    return named if len(years) <= OFFENDERS_NAMED else f"{named} … (insgesamt {len(years)} Jahre)"


def _check_empty_areas(config: RegionConfig, vintages: Mapping[str, Vintage], values: pd.DataFrame) -> list[Problem]:
    problems = []
    present = values[values["wert"].notna()]
    for rows in _groups(present, "gebietsstand", "ebene"):
        stand, ebene = str(rows["gebietsstand"].iloc[0]), str(rows["ebene"].iloc[0])
        level = vintages[stand].levels.get(ebene) if stand in vintages else None
        if level is None or level.areas is None:
            continue
        empty = level.areas.index[~level.areas.index.isin(rows["area"].unique().astype(str))]
        if len(empty):
            datei, _ = _first(config, rows)
            place = f"Ebene „{ebene}“, Gebietsstand „{stand}“"
            count = count_noun(len(empty), "Fläche", "Flächen")
            finding = f"{place}: {count} ohne jeden Wert: {name_offenders(list(empty))}"
            problems.append(warning(datei, finding, "Werte ergänzen oder Schlüssel prüfen"))
    return problems
