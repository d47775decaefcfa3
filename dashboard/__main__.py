"""Command line: `python -m dashboard check FOLDER`, `python -m dashboard protect FOLDER`."""

import argparse
import sys
from collections.abc import Sequence

from dashboard import check, protect

COMMANDS = (check.add_command, protect.add_command)


class GermanFormatter(argparse.HelpFormatter):
    """Help whose headings are German."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """Head the line with "Aufruf"."""
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class GermanParser(argparse.ArgumentParser):
    """Parser that speaks German to its user."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"formatter_class": GermanFormatter, "add_help": False, **options})  # type: ignore[arg-type]
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> None:  # type: ignore[override]
        """End with the short help, since the reasons argparse gives are English."""
        self.print_help(sys.stderr)
        self.exit(2)


def create_parser() -> argparse.ArgumentParser:
    """Parser with one subcommand per entry of COMMANDS."""
    parser = GermanParser(prog="python -m dashboard", description="Werkzeuge für Regionspakete.")
    commands = parser.add_subparsers(title="Befehle", metavar="BEFEHL", required=True, parser_class=GermanParser)
    for add_command in COMMANDS:
        add_command(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status."""
    parsed = create_parser().parse_args(arguments)
    return int(parsed.run(parsed))


if __name__ == "__main__":
    sys.exit(main())
