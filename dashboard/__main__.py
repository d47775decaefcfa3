"""Command line: `python -m dashboard check FOLDER` and the other subcommands of `dashboard.commands.main`."""

import sys
from collections.abc import Sequence

from dashboard.installation import run_module


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status."""
    return run_module("dashboard.commands.main", arguments)


if __name__ == "__main__":
    sys.exit(main())
