"""The subcommands of `python -m dashboard`."""

from collections.abc import Sequence

from dashboard.commands import check, export, profiles, protect, relate, reproduce, talk
from dashboard.commands.parser import GermanParser

COMMANDS = (
    check.add_command,
    protect.add_command,
    relate.add_command,
    reproduce.add_command,
    export.add_command,
    talk.add_command,
    profiles.add_command,
)


def create_parser() -> GermanParser:
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
