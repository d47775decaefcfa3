"""All values of a package in one frame, and what the catalogue's raw data say about their variables."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from geodata.config import RegionConfig
from geodata.tables import ParsedTable

AREA_KM2 = "flaeche_km2"


def combine_values(config: RegionConfig, tables: Sequence[ParsedTable]) -> pd.DataFrame:
    """Rows of all usable tables in one frame.

    Parameters
    ----------
    config
        Configuration of the region.
    tables
        Parsed tables in the order of `config.tabellen`.

    Returns
    -------
    DataFrame
        Columns `tabelle` (position in `config.tabellen`), `zeile`, `gebietsstand`, `ebene`, `area`, `variable`,
        `quelle` (categories), `datum` (Timestamp), `jahr` (Int of the date, 0 where it could not be read), `wert`
        (NaN = missing).
    """
    usable = [(n, table.rows) for n, table in enumerate(tables) if table.rows is not None]
    lengths = [len(rows) for _, rows in usable]
    position = np.repeat(np.array([n for n, _ in usable], dtype=np.int32), lengths)
    frame = pd.DataFrame({"tabelle": position})
    for column in ("zeile", "datum", "wert"):
        parts = [rows[column].to_numpy() for _, rows in usable]
        frame[column] = (
            np.concatenate(parts) if parts else np.empty(0, dtype="datetime64[s]" if column == "datum" else float)
        )
    for column in ("gebietsstand", "area", "variable"):
        categories = [rows[column].array for _, rows in usable]
        frame[column] = union_categoricals(categories) if categories else pd.Categorical([])
    for column in ("ebene", "quelle"):
        texts = [getattr(table, column) for table in config.tabellen]
        names = list(dict.fromkeys(texts))
        codes = np.array([names.index(text) for text in texts], dtype=np.intp)
        frame[column] = pd.Categorical.from_codes(codes[position], categories=pd.Index(names, dtype="str"))
    frame["jahr"] = frame["datum"].dt.year.fillna(0).astype(np.int32)
    return frame


def raw_indicators(catalogue_data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Indicator tables of the parsed `indikatoren.toml`; what is no table is left to the catalogue's own check."""
    indicators = catalogue_data.get("indikatoren", {})
    return [entry for entry in indicators.values() if isinstance(entry, dict)] if isinstance(indicators, dict) else []


def variable_names(entry: Mapping[str, Any], key: str) -> list[str]:
    """Variables an indicator names under `zaehler` or `nenner`; one name counts as a list of one."""
    named = entry.get(key, [])
    names = [named] if isinstance(named, str) else named
    return [name for name in names if isinstance(name, str) and name != AREA_KM2] if isinstance(names, list) else []


def signed_variables(catalogue_data: Mapping[str, Any]) -> frozenset[str]:
    """Variables that may be negative: finished values, and numerators whose `plausibel` begins below 0."""
    signed: set[str] = set()
    for entry in raw_indicators(catalogue_data):
        plausible = entry.get("plausibel")
        low = plausible[0] if isinstance(plausible, list) and plausible else 0
        if entry.get("art") == "wert" or (
            isinstance(low, int | float) and low < 0 and entry.get("art") != "veraenderung"
        ):
            signed |= set(variable_names(entry, "zaehler"))
    return frozenset(signed)


def population_variables(catalogue_data: Mapping[str, Any]) -> frozenset[str]:
    """Variables used as a denominator."""
    return frozenset(name for entry in raw_indicators(catalogue_data) for name in variable_names(entry, "nenner"))


def counted_variables(catalogue_data: Mapping[str, Any]) -> frozenset[str]:
    """Numerators and denominators of numbers and shares."""
    entries = [entry for entry in raw_indicators(catalogue_data) if entry.get("art", "anteil") in ("anzahl", "anteil")]
    return frozenset(name for entry in entries for key in ("zaehler", "nenner") for name in variable_names(entry, key))
