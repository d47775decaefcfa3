"""`python -m geodata.demo --source FOLDER --out FOLDER`: generate the demonstration region."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.demo.calibration import calibrate_factors
from geodata.demo.counts import draw_counts
from geodata.demo.factors import latent_factors
from geodata.demo.inputs import OWN_INPUT, SHIPPED, read_inputs
from geodata.demo.partition import build_atoms, partition_kommune
from geodata.demo.places import population_points
from geodata.demo.writing import copy_static, write_geometry, write_points, write_tables


def generate(source: Path, out: Path) -> None:
    """Write the whole package to `out`; about 30 s. The same source always gives the same files."""
    inputs = read_inputs(source)
    patches = {ags: partition_kommune(inputs, ags) for ags in inputs.kommunen.index}
    atoms = build_atoms(inputs, patches)
    out.mkdir(parents=True, exist_ok=True)
    copy_static(out)
    write_geometry(inputs, atoms, out)
    factors = calibrate_factors(inputs, atoms, latent_factors(atoms))
    drawn = draw_counts(inputs, atoms, factors)
    write_tables(inputs, atoms, drawn, out)
    write_points(population_points(inputs, patches, atoms, drawn.values["ew_insgesamt"]), out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the generator from the command line."""
    parser = argparse.ArgumentParser(prog="python -m geodata.demo", description="Demonstrationsregion erzeugen")
    parser.add_argument("--source", type=Path, default=OWN_INPUT, help="Ordner der Ausgangsdaten")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="Ordner des Regionspakets")
    options = parser.parse_args(arguments)
    generate(options.source, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
