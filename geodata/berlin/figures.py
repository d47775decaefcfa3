"""Long tables of Berlin: population by Planungsraum and the Monitoring Soziale Stadtentwicklung (MSS)."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from geodata.berlin.sources import (
    AGE_COLUMNS,
    MIGRATION_COLUMNS,
    MSS_CLASS_COLUMNS,
    MSS_LONG_TERM,
    MSS_VALUE_COLUMNS,
    MSS_YEARS,
    POPULATION_YEARS,
    SourceFileError,
    as_numbers,
    mss_file,
    population_file,
    read_raw_table,
)
from geodata.problems import name_offenders

OLD = "lor-2019"
NEW = "lor-2021"
REGION_KEY = "berlin"
BEZIRK_DIGITS = 2
FIRST_YEAR_OF_NEW = 2021
FIRST_YEAR_OF_448 = 2019

# Until 2018 there were 447 areas. 09041403 was cut out in 2019, and the figures of 2018 and 2019 (14,701 + 4,833 +
# 7,712 residents against 10,107 + 5,447 + 4,441 + 7,294) show that these three keys lived on with another shape.
MOVED_IN_2019 = frozenset({"09041301", "09041401", "09041501"})

DYNAMICS = {"+": 1.0, "+/-": 0.0, "-": -1.0}
LONG_COLUMNS = ["raum", "datum", "variable", "wert"]


def build_population(source: Path) -> pd.DataFrame:
    """Residents by Planungsraum on 31 December, long.

    Returns
    -------
    DataFrame
        Columns "raum", "gebietsstand", "datum" (ISO text), "variable", "wert". Areas that a table does not have
        are not in it; the three areas whose borders moved in 2019 are left out before.

    Raises
    ------
    SourceFileError
        A raw file is missing or not as expected.
    """
    years = []
    for year in POPULATION_YEARS:
        people = _population_of(source, year)
        if year < FIRST_YEAR_OF_448:
            people = people[~people["raum"].isin(MOVED_IN_2019)]
        years.append(_long(people, f"{year}-12-31").assign(gebietsstand=NEW if year >= FIRST_YEAR_OF_NEW else OLD))
    return pd.concat(years, ignore_index=True)[["raum", "gebietsstand", *LONG_COLUMNS[1:]]]


def build_population_totals(source: Path, prefix: int) -> pd.DataFrame:
    """Totals of Bezirke (prefix 2) or of Berlin (prefix 0) for the years with 447 Planungsräume, long.

    Notes
    -----
    The borders that moved in 2019 all lie inside one Bezirk, so these totals are exact sums of the published
    figures, while they cannot be had from the areas of 2019.
    """
    years = []
    for year in (year for year in POPULATION_YEARS if year < FIRST_YEAR_OF_448):
        people = _population_of(source, year).set_index("raum")
        keys = people.index.str[:prefix] if prefix else pd.Index([REGION_KEY] * len(people))
        totals = people.groupby(keys).sum(min_count=1).rename_axis("raum").reset_index()
        years.append(_long(totals, f"{year}-12-31"))
    return pd.concat(years, ignore_index=True)


def build_mss(source: Path) -> pd.DataFrame:
    """Indicator values and published classes of the MSS 2013, 2015, 2017 and 2019, long.

    Returns
    -------
    DataFrame
        Columns "raum", "datum" (ISO text), "variable", "wert" (percent; percentage points; class numbers 1–4 and
        −1, 0, 1). Areas without an index are not in it.

    Raises
    ------
    SourceFileError
        A raw file is missing or not as expected.

    Notes
    -----
    An MSS of year t describes 31 December of t − 1. A row with 0 in every indicator is the way the table writes
    "not valid": under 300 residents, or named as an outlier (10010203; 04020314 in 2017, 04041239 in 2019). Single
    zeros are values.
    """
    return pd.concat([table for year in MSS_YEARS for table in _mss_of(source, year)], ignore_index=True)


def _population_of(source: Path, year: int) -> pd.DataFrame:
    migration_file, age_file = population_file(year, "t1"), population_file(year, "t2")
    migration = as_numbers(read_raw_table(source, migration_file, MIGRATION_COLUMNS), migration_file)
    ages = as_numbers(read_raw_table(source, age_file, AGE_COLUMNS), age_file)
    both = ages.merge(migration, on="raum", how="outer", suffixes=("", "_t1"), validate="one_to_one")
    different = both.loc[both["ew_insgesamt"] != both["ew_insgesamt_t1"], "raum"]
    if not different.empty:
        finding = f"Einwohnerzahl weicht von {migration_file.name} ab: {name_offenders([*different])}"
        raise SourceFileError(age_file, finding, "beide Tabellen desselben Stichtags ablegen")
    return both.drop(columns="ew_insgesamt_t1")


def _mss_of(source: Path, year: int) -> Iterable[pd.DataFrame]:
    datum = f"{year - 1}-12-31"
    file = mss_file(year, "00-2-1")
    columns = {raw: name for raw, name in MSS_VALUE_COLUMNS.items() if year < 2019 or name not in MSS_LONG_TERM}
    values = as_numbers(read_raw_table(source, file, columns), file)
    valid = values.drop(columns="raum").ne(0).any(axis=1)
    yield _long(values[valid], datum)

    file = mss_file(year, "00-1")
    raw = read_raw_table(source, file, MSS_CLASS_COLUMNS)
    unknown = raw.loc[~raw["mss_dynamik_klasse"].isin(DYNAMICS), "mss_dynamik_klasse"]
    if not unknown.empty:
        finding = f"unbekannte Dynamikklasse: {name_offenders([*unknown])}"
        raise SourceFileError(file, finding, "die Datei unverändert ablegen (erlaubt: „+“, „+/-“, „-“)")
    dynamics = raw["mss_dynamik_klasse"].map(DYNAMICS)
    status = as_numbers(raw.drop(columns="mss_dynamik_klasse"), file)
    yield _long(status.assign(mss_dynamik_klasse=dynamics), datum)


def _long(table: pd.DataFrame, datum: str) -> pd.DataFrame:
    long = table.melt(id_vars="raum", var_name="variable", value_name="wert").dropna(subset="wert")
    return long.assign(datum=datum).sort_values(["raum", "variable"], ignore_index=True)[LONG_COLUMNS]
