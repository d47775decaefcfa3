"""The file of changes since a base year: the form of a values file, so that the same map, legend and table show it."""

from typing import Any, cast

import numpy as np
import pandas as pd

from dashboard.documents import dump, steps
from indicators.revisions.comparing import Vergleich
from indicators.revisions.quality import LETTERS, Guete
from indicators.status import Status
from layouts.changes import change_entry, change_rows
from layouts.classification import limits_by_method, palette_of, rounded
from layouts.region import Region, indicator_of, top_level
from layouts.selection import Grenzaenderung, change_years

REFUSED = {Vergleich.GRENZEN.value: "b", Vergleich.NEUES_GEBIET.value: "c"}


def change_document(region: Region, indikator: str, place: tuple[str, str], basis: int, rule: Grenzaenderung) -> bytes:
    """All years after the base year at one Gebietsstand and level (`place`)."""
    stand, ebene = place
    entry = change_entry(indicator_of(region, indikator), basis)
    years = change_years(region, indikator, ebene, basis)
    rows = change_rows(region, indikator, place, basis, rule)
    scale = 10**entry.stellen
    shown = _shown(rows, region.areas(stand, ebene).index, years, scale)
    observed = shown[~np.isnan(shown)]
    groups = _references(region, indikator, (stand, region.group_level.id), basis, years, scale)
    whole = _references(region, indikator, (stand, top_level(region).id), basis, years, scale)
    return dump(
        {
            "indikator": indikator,
            "jahre": list(years),
            "stellen": entry.stellen,
            "w": steps(shown),
            "z": None,
            "s": [_signs(_year(rows, year)) for year in years],
            "g": [_qualities(_year(rows, year)) for year in years],
            "r": None,
            "n": [],
            "gruppen": groups,
            "region": next(iter(whole.values())),
            "grenzen": limits_by_method(observed / scale, entry),
            "tiefster": float(observed.min() / scale) if observed.size else 0.0,
            "hoechster": float(observed.max() / scale) if observed.size else 1.0,
            "eintrag": {
                "name": entry.name,
                "kurz": entry.kurz,
                "titel": f"{indicator_of(region, indikator).name}: Veränderung seit {basis}",
                "einheit": entry.einheit,
                "art": entry.art.value,
                "palette": palette_of(entry),
            },
        }
    )


def _shown(rows: pd.DataFrame, areas: pd.Index, years: tuple[int, ...], scale: int) -> Any:
    return rounded(rows["wert"].unstack("jahr").reindex(index=areas, columns=list(years)), scale)


def _year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return cast(pd.DataFrame, rows.xs(year, level="jahr"))


def _signs(rows: pd.DataFrame) -> str:
    letters = {status.value: status.letter for status in Status}
    signs = [
        REFUSED.get(refused, letters[str(status)])
        for refused, status in zip(rows["vergleich"], rows["status"], strict=True)
    ]
    return "" if set(signs) == {"o"} else "".join(signs)


def _qualities(rows: pd.DataFrame) -> str:
    """As in a values file: nothing where all are exact, one letter where all are alike."""
    letters = [LETTERS[Guete.EXAKT if pd.isna(guete) else Guete(guete)] for guete in rows["guete"]]
    known = {letter for letter, guete in zip(letters, rows["guete"], strict=True) if not pd.isna(guete)}
    if known <= {Guete.EXAKT.letter}:
        return ""
    return known.pop() if len(known) == 1 else "".join(letters)


def _references(
    region: Region, indikator: str, place: tuple[str, str], basis: int, years: tuple[int, ...], scale: int
) -> dict[str, list[int | None]]:
    """Changes of the areas of an upper level; empty years where it has no comparable values."""
    areas = region.areas(*place).index
    known = change_years(region, indikator, place[1], basis)
    # an upper level that was delivered in fewer years has no change to show in the others
    if not known or basis not in _delivered(region, indikator, place[1]):
        return {str(key): [None] * len(years) for key in areas}
    rows = change_rows(region, indikator, place, basis, Grenzaenderung.UMRECHNEN)
    shown = _shown(rows, areas, years, scale).T
    return {
        str(key): [None if np.isnan(value) else int(value) for value in row]
        for key, row in zip(areas, shown, strict=True)
    }


def _delivered(region: Region, indikator: str, ebene: str) -> set[int]:
    return {year for stand in region.config.gebietsstaende for year in region.years(indikator, stand.id, ebene)}
