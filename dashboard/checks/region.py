"""Check of a whole region package: its form, and whether the indicator catalogue fits the tables."""

from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.checks.catalogue import check_delivery, check_sums, validate_catalogue
from dashboard.checks.letters import check_letters
from dashboard.checks.rules import check_rules, validate_rules
from geodata.checks.inspection import Inspection, inspect_package
from geodata.checks.tables import NEGATIVE_SENTINELS
from geodata.checks.values import signed_variables
from geodata.config import RegionConfig
from geodata.errors import RegionCheckError
from geodata.findings import refer
from geodata.package import RegionPackage, build_package
from geodata.problems import OFFENDERS_NAMED, Problem, Report, count_noun, error, name_offenders, name_rows, warning
from geodata.tomlfiles import CATALOGUE_FILE, CONFIG_FILE
from geodata.tomlplaces import find_line
from indicators.catalogue import AREA_KM2, Art, Catalogue, Indikator
from indicators.rates import compute_values

CELL = ["gebietsstand", "ebene", "area", "jahr"]
PERCENT = 100.0
FEW_AREAS = 20  # below, the lots of the secondary suppression could be guessed
NOT_CHECKED_YET = f"Weitere Prüfungen (Katalog gegen Tabellen) folgen, sobald {CATALOGUE_FILE} fehlerfrei ist."


def check_region(folder: Path) -> Report:
    """Every problem of a package, of its form and of its catalogue together."""
    return check_inspection(inspect_package(folder))


def load_region(folder: Path) -> RegionPackage:
    """Package to serve; raises `RegionCheckError` with the report of form and catalogue together."""
    inspection = inspect_package(folder)
    report = check_inspection(inspection)
    if not report.ok:
        raise RegionCheckError(report)
    return build_package(folder, inspection)


def check_inspection(inspection: Inspection) -> Report:
    """Report of an inspection, completed by what only the catalogue can tell."""
    problems = [*inspection.report.problems, *check_letters(inspection)]
    catalogue = validate_catalogue(inspection, problems)
    rules = validate_rules(inspection, problems)
    config = inspection.config
    if catalogue is not None and config is not None:
        problems += _check_named(config, catalogue, inspection.config_text)
        problems += check_rules(rules, catalogue, inspection)
        # a table that could not be read must not make its variables look absent
        if set(range(len(config.tabellen))) <= set(inspection.values["tabelle"].unique()):
            problems += _check_variables(config, catalogue, inspection)
        if len(inspection.values):
            problems += _check_negative(config, catalogue, inspection)
            problems += _check_results(config, catalogue, inspection)
            problems += check_sums(catalogue, _finest_counts(config, inspection), inspection.catalogue_text)
    later = NOT_CHECKED_YET if catalogue is None and config is not None else inspection.report.hinweis
    return Report(tuple(problems), later)


def hint_at_key(inspection: Inspection) -> str | None:
    """A small region should not draw its secondary suppression from figures that readers may know."""
    config = inspection.config
    if config is None or config.geheimhaltung.schluessel is not None:
        return None
    finest = inspection.vintages[config.gebietsstaende[-1].id].levels[config.ebenen[0].id].areas
    if finest is None or len(finest) >= FEW_AREAS:
        return None
    return (
        f"Hinweis: Die Region hat nur {count_noun(len(finest), 'Raum', 'Räume')}. Damit sich gesperrte Zahlen nicht "
        "aus dem Sperrmuster erschließen lassen, in region.toml unter [geheimhaltung] einen schluessel eintragen "
        "(openssl rand -hex 16)."
    )


def _check_named(config: RegionConfig, catalogue: Catalogue, text: str) -> list[Problem]:
    """Errors for indicators that the configuration names and the catalogue does not have."""
    named = (
        ("region", "startindikator", config.region.startindikator),
        ("geheimhaltung", "einwohner", config.geheimhaltung.einwohner),
    )
    problems = []
    for table, key, name in named:
        place = f"[{table}], Angabe „{key}“: „{name}“"
        line = find_line(text, (table, key))
        if name is not None and name not in catalogue.indikatoren:
            remedy = refer(name, list(catalogue.indikatoren), "oder den Indikator ergänzen")
            problems.append(error(CONFIG_FILE, f"{place} steht nicht in {CATALOGUE_FILE}", remedy, line))
        elif key == "einwohner" and name is not None and catalogue.indikatoren[name].art is not Art.ANZAHL:
            remedy = f'Einen Indikator mit art = "{Art.ANZAHL}" nennen, der die Einwohnerinnen und Einwohner zählt.'
            problems.append(error(CONFIG_FILE, f"{place} ist keine Anzahl", remedy, line))
    return problems


def _check_variables(config: RegionConfig, catalogue: Catalogue, inspection: Inspection) -> list[Problem]:
    delivered = [str(name) for name in inspection.values["variable"].cat.categories]
    problems = check_delivery(catalogue, delivered, inspection.catalogue_text)
    used = {name for indikator in catalogue.indikatoren.values() for name in indikator.variables}
    idle = inspection.values[~inspection.values["variable"].isin(used) & inspection.values["variable"].notna()]
    for _, rows in idle.groupby("tabelle"):
        names = [str(name) for name in rows["variable"].unique()]
        verb = "Variable {} wird" if len(names) == 1 else "Variablen {} werden"
        finding = f"{verb.format(name_offenders(names))} von keinem Indikator verwendet"
        remedy = f"Indikator in {CATALOGUE_FILE} ergänzen oder die Zeilen entfernen"
        problems.append(warning(*_place(config, rows, finding, remedy)))
    return problems


def _place(config: RegionConfig, rows: pd.DataFrame, finding: str, remedy: str) -> tuple[str, str, str, int]:
    """Arguments of a problem at the first of some rows of values."""
    return config.tabellen[int(rows["tabelle"].iloc[0])].datei, finding, remedy, int(rows["zeile"].iloc[0])


def _check_negative(config: RegionConfig, catalogue: Catalogue, inspection: Inspection) -> list[Problem]:
    counted = {name for i in catalogue.indikatoren.values() if i.art is not Art.WERT for name in i.variables}
    counted -= signed_variables(inspection.catalogue_data)
    values = inspection.values
    wrong = (values["wert"] < 0) & ~values["wert"].isin(NEGATIVE_SENTINELS) & values["variable"].isin(counted)
    problems = []
    for _, rows in values[wrong].groupby("tabelle"):
        names = name_offenders([str(name) for name in rows["variable"].unique()])
        finding = f"negative Fallzahl bei {names} in {name_rows(rows['zeile'])}"
        remedy = "Wert berichtigen; bei Salden „plausibel“ des Indikators mit negativer Untergrenze angeben"
        problems.append(error(*_place(config, rows, finding, remedy)))
    return problems


def _check_results(config: RegionConfig, catalogue: Catalogue, inspection: Inspection) -> list[Problem]:
    """Warnings about computed values: outside the plausible range, more cases than people."""
    values = inspection.values[inspection.values["area"].notna() & inspection.values["variable"].notna()]
    # negative counts are reported on their own; computing with them would only repeat it
    spoilt = (values["wert"] < 0) & ~values["variable"].isin(signed_variables(inspection.catalogue_data))
    values = values[~spoilt]
    wide = values.drop_duplicates([*CELL, "variable"]).pivot(index=CELL, columns="variable", values="wert")
    wide[AREA_KM2] = _areas_km2(wide.index, inspection)
    problems = []
    for indikator in catalogue.indikatoren.values():
        if any(name not in wide.columns for name in (*indikator.zaehler, *indikator.nenner)):
            continue
        numerator = wide[list(indikator.zaehler)].sum(axis=1, skipna=False)
        denominator = _denominator(indikator, wide, numerator)
        if indikator.plausibel is not None:
            low, high = indikator.plausibel
            numbers, _ = compute_values(indikator.art, numerator.to_numpy(), denominator.to_numpy(), indikator.faktor)
            results = pd.Series(numbers, index=wide.index)
            outside = results[(results < low) | (results > high)]
            text = f"außerhalb des plausiblen Bereichs von {_number(low)} bis {_number(high)} {indikator.einheit}"
            remedy = f"Zähler und Nenner in der Quelle prüfen oder „plausibel“ in {CATALOGUE_FILE} anpassen"
            problems += _report_cells(config, indikator, values, outside, text, remedy)
        if indikator.art is Art.ANTEIL and indikator.faktor == PERCENT and AREA_KM2 not in indikator.nenner:
            remedy = "prüfen, ob Zähler und Nenner dieselbe Bevölkerung meinen"
            more = numerator[numerator > denominator]
            problems += _report_cells(config, indikator, values, more, "Zähler größer als der Nenner", remedy)
    return problems


def _finest_counts(config: RegionConfig, inspection: Inspection) -> pd.DataFrame:
    """Values of the finest level, one row per area and year, one column per variable."""
    values = inspection.values
    known = values["area"].notna() & values["variable"].notna() & (values["ebene"] == config.ebenen[0].id)
    rows = values[known].drop_duplicates([*CELL, "variable"])
    return rows.pivot(index=CELL, columns="variable", values="wert")


def _areas_km2(cells: pd.Index, inspection: Inspection) -> list[float]:
    sizes = {
        (stand, ebene, str(key)): float(size)
        for stand, vintage in inspection.vintages.items()
        for ebene, level in vintage.levels.items()
        if level.areas is not None
        for key, size in level.areas["area_km2"].items()
    }
    return [sizes.get(tuple(cell[:3]), np.nan) for cell in cells]


def _denominator(indikator: Indikator, wide: pd.DataFrame, numerator: pd.Series) -> pd.Series:
    """N, or Z of the earlier year in a change, or nothing but missing in kinds that have none."""
    if indikator.art is Art.VERAENDERUNG:
        cells = wide.index.to_frame(index=False)
        cells["jahr"] = cells["jahr"] - (indikator.abstand_jahre or 0)
        return numerator.reindex(pd.MultiIndex.from_frame(cells)).set_axis(wide.index)
    return wide[list(indikator.nenner)].sum(axis=1, skipna=False) if indikator.nenner else numerator * np.nan


def _report_cells(
    config: RegionConfig, indikator: Indikator, values: pd.DataFrame, cells: pd.Series, text: str, remedy: str
) -> list[Problem]:
    """One warning for all cells of an indicator, at the row of the first numerator."""
    if not len(cells):
        return []
    stand, ebene, area, year = cells.index[0]
    first = values[
        (values["gebietsstand"] == stand) & (values["ebene"] == ebene) & (values["area"] == area)
        & (values["jahr"] == year) & (values["variable"] == indikator.variables[0])
    ]  # fmt: skip
    named = [
        f"{row.area} {row.jahr} (Gebietsstand {row.gebietsstand}): {_number(number)}"
        for row, number in zip(cells.index.to_frame().itertuples(), cells.head(OFFENDERS_NAMED).tolist(), strict=False)
    ]
    more = "" if len(cells) <= OFFENDERS_NAMED else f" … (insgesamt {len(cells)})"
    finding = f"„{indikator.id}“ {text}: {'; '.join(named)}{more}"
    return [warning(*_place(config, first, finding, remedy))]


def _number(number: float) -> str:
    return f"{round(number, 2):,.12g}".translate(str.maketrans(",.", ".,"))
