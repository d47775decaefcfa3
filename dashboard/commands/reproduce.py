"""Are published classes reproduced? Indices of a package against the classes somebody else published."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.checks.region import load_region
from dashboard.indices import reproduce_index
from dashboard.settings import find_region
from geodata.errors import RegionCheckError
from geodata.problems import format_report
from indicators.indices.reproduction import Mismatch, Reproduction

NOTHING = (
    "In indizes.toml nennt kein Index mit „veroeffentlicht“ veröffentlichte Klassen; es gibt nichts zu vergleichen."
)


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `reproduce` to the command line."""
    text = "veröffentlichte Klassen aus den Indikatoren nachrechnen und Raum für Raum vergleichen"
    parser = commands.add_parser("reproduce", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument(
        "ordner", metavar="ORDNER", help="Ordner des Regionspakets oder Kennung einer mitgelieferten Region"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the counts by index and year; 1 if an area differs, or if there is nothing to compare."""
    try:
        package = load_region(find_region(arguments.ordner))
    except RegionCheckError as cause:
        print(format_report(cause.report), file=sys.stderr)
        return 1
    atlas = Atlas(package, Memory(Flask("reproduce"), MEMORY))
    compared = list(_reproduce(atlas))
    if not compared:
        print(NOTHING)
        return 1
    for line in _report(atlas, compared):
        print(line)
    return 1 if any(entry.abweichungen for _, entry in compared) else 0


def _reproduce(atlas: Atlas) -> Iterator[tuple[str, Reproduction]]:
    for index in atlas.indices.indizes.values():
        for stand in atlas.config.gebietsstaende:
            for entry in reproduce_index(atlas, index, stand.id):
                yield stand.name, entry


def _report(atlas: Atlas, compared: Iterable[tuple[str, Reproduction]]) -> Iterator[str]:
    title = None
    for stand, entry in compared:
        heading = f"{atlas.indices.indizes[entry.index].name}, {stand}"
        if heading != title:
            yield heading if title is None else f"\n{heading}"
            title = heading
        report = atlas.indices.report_of(entry.jahr)
        year = str(entry.jahr) if report is None else f"{report} (Werte {entry.jahr})"
        yield f"  {year}: {entry.gleich} von {entry.insgesamt}"
        for mismatch in entry.abweichungen:
            yield f"    {_describe(mismatch)}"


def _describe(mismatch: Mismatch) -> str:
    made = "kein Index" if mismatch.berechnet is None else f"„{mismatch.berechnet}“"
    if mismatch.wert is None:
        return f"{mismatch.area}: nicht veröffentlicht, berechnet {made}"
    published = f"„{mismatch.veroeffentlicht}“" if mismatch.veroeffentlicht else f"unbekannte Klasse {mismatch.wert:g}"
    return f"{mismatch.area}: veröffentlicht {published}, berechnet {made}"
