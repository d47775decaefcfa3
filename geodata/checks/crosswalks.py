"""What a package brings for relating its Gebietsstände: tables of weights, and where people live."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from geodata.areas import Vintage
from geodata.config import RegionConfig
from geodata.crosswalktables import read_crosswalk_table
from geodata.problems import Problem
from geodata.residents import Residents, check_reach, read_residents


@dataclass(frozen=True, eq=False)
class CrosswalkInputs:
    """Usable population points or cells, and tables by the Gebietsstände (von, nach), with all problems found."""

    residents: tuple[Residents, ...] = ()
    tables: Mapping[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_crosswalk_inputs(folder: Path, config: RegionConfig, vintages: Mapping[str, Vintage]) -> CrosswalkInputs:
    """Read and check everything that `[[umrechnungen]]` and `[[bevoelkerungspunkte]]` name.

    Parameters
    ----------
    folder
        Folder of the region package.
    config
        Configuration with a metric CRS.
    vintages
        Areas by Gebietsstand.
    """
    problems: list[Problem] = []
    levels = {stand: [vintage.levels[level.id].areas for level in config.ebenen] for stand, vintage in vintages.items()}
    tables: dict[tuple[str, str], pd.DataFrame] = {}
    for table in config.umrechnungen:
        old, new = levels[table.von][0], levels[table.nach][0]
        if old is None or new is None:
            continue  # already reported with the geometry
        parsed = read_crosswalk_table(folder, table, set(old.index), set(new.index))
        problems += parsed.problems
        if parsed.rows is not None:
            tables[table.von, table.nach] = parsed.rows
    residents: list[Residents] = []
    whole = levels[config.gebietsstaende[-1].id][-1]
    for entry in config.bevoelkerungspunkte:
        read = read_residents(folder, entry, config.region.crs)
        problems += read.problems
        if read.places is not None:
            problems += check_reach(read, entry.datei, whole.geometry.union_all()) if whole is not None else []
            residents.append(read)
    return CrosswalkInputs(tuple(residents), tables, tuple(problems))
