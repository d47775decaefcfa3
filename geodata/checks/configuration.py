"""Checks of `region.toml` against the folder: referenced files, reference system, order of the Gebietsstände."""

from pathlib import Path

from geodata.config import RegionConfig
from geodata.crs import check_metric
from geodata.errors import FileError
from geodata.problems import Problem, error
from geodata.textfiles import check_mojibake, read_bytes, read_text
from geodata.validation import CONFIG_FILE


def check_configuration(folder: Path, config: RegionConfig) -> list[Problem]:
    """Problems of the configuration that its model cannot see."""
    return [*check_metric(config.region.crs, CONFIG_FILE), *_check_vintages(config), *_check_texts(folder, config)]


def _check_vintages(config: RegionConfig) -> list[Problem]:
    problems = []
    for older, newer in zip(config.gebietsstaende, config.gebietsstaende[1:], strict=False):
        if newer.gueltig_ab < older.gueltig_ab:
            finding = f"Gebietsstand „{newer.id}“ steht hinter „{older.id}“, gilt aber früher"
            problems.append(error(CONFIG_FILE, finding, "Gebietsstände vom ältesten zum neuesten ordnen"))
        elif older.gueltig_bis is None or older.gueltig_bis >= newer.gueltig_ab:
            finding = f"Gebietsstand „{older.id}“ gilt noch, wenn „{newer.id}“ beginnt ({newer.gueltig_ab:%d.%m.%Y})"
            problems.append(error(CONFIG_FILE, finding, "„gueltig_bis“ auf den Tag davor setzen"))
    return problems


def _check_texts(folder: Path, config: RegionConfig) -> list[Problem]:
    problems: list[Problem] = []
    texts = (config.texte.impressum, config.texte.datenschutz, config.texte.barrierefreiheit, config.texte.ueber)
    for name in (name for name in texts if name is not None):
        try:
            lines = read_text(folder, name).splitlines()
        except FileError as cause:
            problems += cause.problems
        else:
            problems += check_mojibake(name, enumerate(lines, 1))
    if config.gestaltung.logo is not None:
        try:
            read_bytes(folder, config.gestaltung.logo)
        except FileError as cause:
            problems += cause.problems
    return problems
