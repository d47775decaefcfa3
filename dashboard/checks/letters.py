"""Names of areas in letters that the font of the sheets lacks: a PDF with them cannot be made."""

import pandas as pd

from geodata.checks.inspection import Inspection
from geodata.problems import Problem, name_offenders, warning
from geodata.tomlfiles import CONFIG_FILE
from geodata.tomlplaces import find_line
from layouts.sheets.glyphs import missing

REMEDY = "den Namen mit lateinischen Buchstaben schreiben; auf dem Bildschirm erscheint er auch so"
COLUMNS = ("name", "kuerzel")


def check_letters(inspection: Inspection) -> list[Problem]:
    """One warning per level of a Gebietsstand, at the file that brings the names."""
    config = inspection.config
    if config is None:
        return []
    problems = []
    for number, stand in enumerate(config.gebietsstaende):
        vintage = inspection.vintages.get(stand.id)
        for ebene, level in vintage.levels.items() if vintage is not None else ():
            geometry = stand.geometrie.get(ebene)
            names = [] if level.areas is None else _names(level.areas)
            wrong = [name for name in names if missing(name)]
            if not wrong:
                continue
            letters = name_offenders(missing("".join(wrong)))
            finding = (
                f"Gebietsstand „{stand.id}“, Ebene „{ebene}“: {name_offenders(wrong)} mit Zeichen, die der Schrift "
                f"fehlen ({letters}); Blätter und Profile als PDF lassen sich damit nicht herstellen"
            )
            place = ("gebietsstaende", number, "raeume", ebene)
            line = find_line(inspection.config_text, place) if geometry is None else None
            problems.append(warning(CONFIG_FILE if geometry is None else geometry.datei, finding, REMEDY, line))
    return problems


def _names(areas: pd.DataFrame) -> list[str]:
    known = (str(name) for column in COLUMNS for name in areas[column].dropna())
    return list(dict.fromkeys(known))
