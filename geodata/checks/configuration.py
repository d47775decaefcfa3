"""Checks of `region.toml` against the folder: referenced files, reference system, order of the Gebietsstände."""

import io
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, TypeGuard

from geodata.config import RegionConfig, Texts, Typeface
from geodata.crs import check_metric
from geodata.errors import FileError
from geodata.problems import Problem, error
from geodata.textfiles import check_mojibake, read_bytes, read_text
from geodata.tomlfiles import CONFIG_FILE
from geodata.tomlplaces import find_line


def check_configuration(folder: Path, config: RegionConfig, text: str) -> list[Problem]:
    """Problems of the configuration that its model cannot see; `text` gives the lines."""
    return [
        *check_metric(config.region.crs, CONFIG_FILE),
        *_check_vintages(config, text),
        *_check_texts(folder, config),
        *_check_typeface(folder, config.gestaltung.schrift),
    ]


def _check_vintages(config: RegionConfig, text: str) -> list[Problem]:
    problems = []
    for i, (older, newer) in enumerate(pairwise(config.gebietsstaende)):
        if newer.gueltig_ab < older.gueltig_ab:
            finding = f"Gebietsstand „{newer.id}“ steht hinter „{older.id}“, gilt aber früher"
            line = find_line(text, ("gebietsstaende", i + 1, "gueltig_ab"))
            problems.append(error(CONFIG_FILE, finding, "Gebietsstände vom ältesten zum neuesten ordnen", line))
        elif older.gueltig_bis is None or older.gueltig_bis >= newer.gueltig_ab:
            finding = f"Gebietsstand „{older.id}“ gilt noch, wenn „{newer.id}“ beginnt ({newer.gueltig_ab:%d.%m.%Y})"
            line = find_line(text, ("gebietsstaende", i, "gueltig_bis"))
            problems.append(error(CONFIG_FILE, finding, "„gueltig_bis“ auf den Tag davor setzen", line))
    return problems


def check_named_files(folder: Path, data: Mapping[str, Any]) -> list[Problem]:
    """Problems of the texts and the logo that a wrong `region.toml` names, as far as it can be understood."""
    texts, design = (_table(data, key) for key in ("texte", "gestaltung"))
    texts_named, logo = [texts.get(key) for key in Texts.model_fields], design.get("logo")
    return _check_files(folder, [name for name in texts_named if _is_inside(name)], logo if _is_inside(logo) else None)


def _is_inside(name: object) -> TypeGuard[str]:
    """True for a path that stays in the package; any other is already reported and must not be opened."""
    return isinstance(name, str) and not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = data.get(key)
    return table if isinstance(table, dict) else {}


def _check_texts(folder: Path, config: RegionConfig) -> list[Problem]:
    names = [name for name in config.texte.model_dump().values() if name is not None]
    return _check_files(folder, names, config.gestaltung.logo)


def _check_typeface(folder: Path, typeface: Typeface | None) -> list[Problem]:
    """Both files must be fonts of the family named, or sheets would silently be set in another one."""
    problems: list[Problem] = []
    for name in () if typeface is None else (typeface.normal, typeface.halbfett):
        try:
            family = _read_family(read_bytes(folder, name))
        except FileError as cause:
            problems += cause.problems
            continue
        if family is None:
            problems.append(error(name, "ist keine lesbare Schriftdatei", "Eine Datei im Format OTF oder TTF angeben"))
        elif typeface is not None and family != typeface.familie:
            finding = f"enthält die Schrift „{family}“, [gestaltung.schrift] nennt „{typeface.familie}“"
            problems.append(error(name, finding, f'familie = "{family}" schreiben oder die passende Datei angeben'))
    return problems


def _read_family(content: bytes) -> str | None:
    """Family that a font file names, None for a file that is no font."""
    from PIL import ImageFont

    try:
        return ImageFont.truetype(io.BytesIO(content), 10).getname()[0]
    except OSError:
        return None


def _check_files(folder: Path, texts: Iterable[str], logo: str | None) -> list[Problem]:
    problems: list[Problem] = []
    for name in texts:
        try:
            lines = read_text(folder, name).splitlines()
        except FileError as cause:
            problems += cause.problems
        else:
            problems += check_mojibake(name, enumerate(lines, 1))
    if logo is not None:
        try:
            read_bytes(folder, logo)
        except FileError as cause:
            problems += cause.problems
    return problems
