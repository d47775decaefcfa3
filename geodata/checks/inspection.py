"""One pass over a package: every file read once, every check run, everything found reported together."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.areas import Vintage, build_levels
from geodata.assignments import Assignments, no_assignments, read_assignments
from geodata.checks.configuration import check_configuration, check_named_files
from geodata.checks.crosswalks import CrosswalkInputs, read_crosswalk_inputs
from geodata.checks.geometry import check_extents, check_layer, check_region_crs
from geodata.checks.tables import check_values
from geodata.checks.values import combine_values
from geodata.config import Geometry, RegionConfig
from geodata.crs import check_metric
from geodata.errors import PackageError
from geodata.layers import Layer, read_layer
from geodata.problems import Problem, Report, error
from geodata.reading import validate_config
from geodata.tables import parse_table
from geodata.textfiles import check_mojibake
from geodata.tomlfiles import CATALOGUE_FILE, CONFIG_FILE, RULE_FILES, TomlFile, read_toml

NOT_CHECKED_YET = "Weitere Prüfungen (Geometrie, Tabellen) folgen, sobald region.toml fehlerfrei ist."
STAND_IN_CRS = "EPSG:3035"  # metric in all of Europe


@dataclass(frozen=True)
class Inspection:
    """What one pass over a package found.

    `values` is the frame of `combine_values`. `config` is None when `region.toml` is wrong; then only the catalogue,
    the rules and the text files could be read. `rules` holds the optional files of `RULE_FILES` by stem; a file that
    is not there is not in it.
    """

    report: Report
    config: RegionConfig | None
    vintages: Mapping[str, Vintage]
    values: pd.DataFrame
    catalogue_data: Mapping[str, Any]
    catalogue_text: str
    config_text: str = ""
    rules: Mapping[str, TomlFile] = field(default_factory=dict)
    crosswalk_inputs: CrosswalkInputs = field(default_factory=CrosswalkInputs)
    assignments: Assignments = field(default_factory=no_assignments)


def inspect_package(folder: Path) -> Inspection:
    """Read a whole package once and check it.

    Parameters
    ----------
    folder
        Folder with `region.toml` and `indikatoren.toml`.
    """
    if not folder.is_dir():
        found = ("Das ist eine Datei", "ihren Ordner angeben") if folder.is_file() else ("Ordner fehlt", "Pfad prüfen")
        problem = error(str(folder), *found)
        return Inspection(Report((problem,)), None, {}, pd.DataFrame(), {}, "")
    problems: list[Problem] = []
    config_data, config_text = _read_file(folder, CONFIG_FILE, problems)
    try:
        config = validate_config(config_data, config_text) if config_text else None
    except PackageError as cause:
        problems += cause.problems
        config = None
    catalogue_data, catalogue_text = _read_file(folder, CATALOGUE_FILE, problems)
    rules = _read_rules(folder, problems)
    if config is None:
        problems += check_named_files(folder, config_data)
        report = Report(tuple(dict.fromkeys(problems)), NOT_CHECKED_YET)
        return Inspection(report, None, {}, pd.DataFrame(), catalogue_data, catalogue_text, rules=rules)
    problems += check_configuration(folder, config, config_text)
    metric = _with_metric_crs(config)
    vintages = _read_vintages(folder, metric, problems)
    problems += check_region_crs(config.region.crs, vintages, metric.region.crs, config_text)
    tables = [parse_table(folder, table) for table in config.tabellen]
    problems += [problem for table in tables for problem in table.problems]
    values = combine_values(config, tables)
    problems += check_values(config, vintages, values, catalogue_data)
    crosswalk_inputs = read_crosswalk_inputs(folder, metric, vintages)
    problems += crosswalk_inputs.problems
    assignments = _read_assignments(folder, rules, vintages)
    problems += assignments.problems
    return Inspection(
        Report(tuple(dict.fromkeys(problems))),
        config,
        vintages,
        values,
        catalogue_data,
        catalogue_text,
        config_text,
        rules,
        crosswalk_inputs,
        assignments,
    )


def check_package(folder: Path) -> Report:
    """Check the form of a region package: configuration, geometry, tables.

    Parameters
    ----------
    folder
        Folder with `region.toml` and `indikatoren.toml`.

    Returns
    -------
    Report
        Every problem found, never only the first. Whether the catalogue fits the tables is checked by the command
        line, which knows the indicators.
    """
    return inspect_package(folder).report


def _with_metric_crs(config: RegionConfig) -> RegionConfig:
    """Configuration whose CRS can be computed with, so that a wrong one does not hide what else is wrong."""
    if not check_metric(config.region.crs, CONFIG_FILE):
        return config
    return config.model_copy(update={"region": config.region.model_copy(update={"crs": STAND_IN_CRS})})


def _read_file(folder: Path, name: str, problems: list[Problem]) -> TomlFile:
    """Parsed tables and text of a TOML file; empty where it cannot be parsed."""
    try:
        file = read_toml(folder, name)
    except PackageError as cause:
        problems += cause.problems
        return TomlFile({}, "")
    problems += check_mojibake(name, enumerate(file.text.splitlines(), 1))
    return file


def _read_rules(folder: Path, problems: list[Problem]) -> dict[str, TomlFile]:
    """Optional files of rules that are there, by stem."""
    return {stem: _read_file(folder, name, problems) for stem, name in RULE_FILES.items() if (folder / name).is_file()}


def _read_assignments(folder: Path, rules: Mapping[str, TomlFile], vintages: Mapping[str, Vintage]) -> Assignments:
    areas = {
        stand: {str(key) for level in vintage.levels.values() if level.areas is not None for key in level.areas.index}
        for stand, vintage in vintages.items()
    }
    file = rules.get("handlungsfelder")
    return read_assignments(folder, file.data if file is not None else {}, areas)


def _read_vintages(folder: Path, config: RegionConfig, problems: list[Problem]) -> dict[str, Vintage]:
    layers: dict[Geometry, Layer] = {}
    for geometry in (g for stand in config.gebietsstaende for g in stand.geometrie.values()):
        if geometry not in layers:
            layers[geometry] = read_layer(folder, geometry, config.region.crs)
            problems += check_layer(layers[geometry])
    vintages = {}
    for stand in config.gebietsstaende:
        own = {ebene: layers[geometry] for ebene, geometry in stand.geometrie.items()}
        vintages[stand.id] = build_levels(config, stand, own)
        problems += vintages[stand.id].problems
    problems += check_extents(vintages)
    return vintages


def hash_package(folder: Path, config: RegionConfig, assignments: str | None = None) -> str:
    """SHA-256 (16 hexadecimal digits) of everything the package consists of, names and contents."""
    named = set() if assignments is None else {assignments}
    named |= {CONFIG_FILE, CATALOGUE_FILE, *(table.datei for table in config.tabellen)}
    named |= {table.datei for table in config.umrechnungen}
    named |= {name for name in RULE_FILES.values() if (folder / name).is_file()}
    named |= {text for text in config.texte.model_dump().values() if text is not None}
    named |= {config.gestaltung.logo} if config.gestaltung.logo is not None else set()
    layers = [g.datei for stand in config.gebietsstaende for g in stand.geometrie.values()]
    for name in (*layers, *(points.datei for points in config.bevoelkerungspunkte)):
        path = folder / name
        # a Shapefile is several files of one name
        siblings = path.parent.glob(f"{path.stem}.*") if path.suffix.lower() == ".shp" else [path]
        named |= {sibling.relative_to(folder).as_posix() for sibling in siblings}
    digest = hashlib.sha256()
    for name in sorted(named):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]
