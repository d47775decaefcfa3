"""`python -m geodata.berlin --source FOLDER --out FOLDER` writes the region package of Berlin."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.berlin.package import build_berlin
from geodata.errors import PackageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 if the package was written, 1 with a German message if not."""
    parser = argparse.ArgumentParser(prog="python -m geodata.berlin", description="Regionspaket Berlin erzeugen")
    parser.add_argument("--source", type=Path, required=True, help="Ordner mit lor, mss und bevoelkerung")
    parser.add_argument("--out", type=Path, required=True, help="Ordner des Regionspakets")
    options = parser.parse_args(arguments)
    try:
        folder = build_berlin(options.source, options.out)
    except PackageError as cause:
        sys.stderr.write(f"{cause}\n")
        return 1
    sys.stdout.write(f"Regionspaket Berlin geschrieben: {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
