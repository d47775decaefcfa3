"""`python -m dashboard check`: everything that is wrong with a region package, at once."""

import argparse
from typing import Any

from dashboard.checks.region import check_inspection, hint_at_key
from dashboard.settings import find_region
from geodata.checks.inspection import inspect_package
from geodata.problems import format_report


def add_command(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `check` to the command line."""
    text = "ein Regionspaket prüfen: alle Fehler auf einmal, mit Datei, Zeile und Abhilfe"
    parser = commands.add_parser("check", help=text, description=text[0].upper() + text[1:] + ".")
    parser.add_argument(
        "ordner", metavar="ORDNER", help="Ordner des Regionspakets oder Kennung einer mitgelieferten Region"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the German report; 1 if there are errors, else 0."""
    inspection = inspect_package(find_region(arguments.ordner))
    report = check_inspection(inspection)
    print(format_report(report))
    if report.ok and (hint := hint_at_key(inspection)):
        print(hint)
    return 0 if report.ok else 1
