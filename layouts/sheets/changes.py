"""The theme of a map of change between two years: as on the screen, with both values and their quality behind it."""

from collections import Counter
from collections.abc import Sequence
from typing import cast

import numpy as np
import pandas as pd

from indicators.catalogue import Indikator
from indicators.revisions.comparing import Vergleich
from indicators.revisions.quality import Guete
from layouts.change_sentences import change_definition, change_headline, change_notice, change_source, change_titles
from layouts.changes import change_entry, change_rows
from layouts.classification import rounded
from layouts.extent import shown_areas
from layouts.formatting import format_number
from layouts.region import Region, indicator_of, level_of, region_names, stand_of, top_level
from layouts.selection import Grenzaenderung, Selection, all_years, change_years
from layouts.sheets.legend import draw_scale
from layouts.sheets.sheet import Cell, Head, Refusal
from layouts.sheets.themes import Theme

REFUSALS = {Vergleich.GRENZEN.value: Refusal.BORDERS, Vergleich.NEUES_GEBIET.value: Refusal.NEW_GROUND}


def read_changes(region: Region, selection: Selection, basis: int) -> Theme:
    """Changes of the shown areas since the base year."""
    plain = indicator_of(region, selection.indikator)
    entry = change_entry(plain, basis)
    place = (selection.stand, selection.ebene)
    every = change_rows(region, plain.id, place, basis, selection.grenzaenderung)
    scale = 10**entry.stellen
    known = every["wert"].dropna().to_numpy(dtype=np.float64)
    shown = rounded(pd.DataFrame({"wert": known}), scale)[0] / scale
    year = cast(pd.DataFrame, every.xs(selection.jahr, level="jahr")).reindex(shown_areas(region, selection))
    whole = region_names(region, selection.stand)["name"]
    top = top_level(region).id
    upper = {ebene: _changes_of(region, selection, basis, ebene) for ebene in (region.group_level.id, top)}

    def value_of(ebene: str, key: str) -> float:
        return upper[ebene].get(key, float("nan"))

    region_value = value_of(top, str(region.areas(selection.stand, top).index[0]))
    return Theme(
        entry=entry,
        name=f"{plain.name}: Veränderung seit {basis}",
        title=f"{entry.name} {selection.jahr}",
        headline=change_headline(region, entry, place, year, {whole: region_value}),
        definition=change_definition(plain, entry),
        source=change_source(region, plain.id, place, (basis, selection.jahr)),
        synthetic=change_notice(region, plain.id, place, selection.jahr),
        rows=year.assign(
            fallzahl=np.nan,
            nenner=np.nan,
            stichtag=pd.Series(pd.NaT, index=year.index),
            refusal=pd.Series(
                [REFUSALS.get(str(verdict)) for verdict in year["vergleich"]], index=year.index, dtype=object
            ),
        ),
        scale=draw_scale(entry, selection, shown, shown),
        years=len(change_years(region, plain.id, selection.ebene, basis)),
        upper=value_of,
        extremes=change_titles(year["wert"].dropna()),
        value_name="Veränderung",
        heads=_heads(plain, basis, selection.jahr),
        cells=_cells(plain, year),
        quality=_quality(region, selection, year["guete"].dropna().tolist()),
    )


def _changes_of(region: Region, selection: Selection, basis: int, ebene: str) -> dict[str, float]:
    """Changes of the areas of an upper level; none where it was not delivered in both years."""
    years = all_years(region, selection.indikator, ebene)
    if basis not in years or selection.jahr not in years:
        return {}
    rule, only = Grenzaenderung.UMRECHNEN, (selection.jahr,)
    rows = change_rows(region, selection.indikator, (selection.stand, ebene), basis, rule, only)
    values = rows["wert"].xs(selection.jahr, level="jahr")
    return {str(key): float(value) for key, value in values.items()}


def _heads(plain: Indikator, basis: int, jahr: int) -> tuple[Head, ...]:
    unit = f" ({plain.einheit})" if plain.einheit else ""
    return (
        Head(f"Wert {basis}{unit}", "vorher", plain.stellen),
        Head(f"Wert {jahr}{unit}", "nachher", plain.stellen),
        Head("Güte", "guete"),
        Head("Nicht vergleichbar", "vergleich"),
    )


def _cells(plain: Indikator, year: pd.DataFrame) -> dict[str, tuple[Cell, ...]]:
    """Both values as they are shown, quality and refusal of every area."""
    before, after = rounded(year[["vorher", "nachher"]], 10**plain.stellen) / 10**plain.stellen
    words = (year[name].astype(object).where(year[name].notna(), "").astype(str) for name in ("guete", "vergleich"))
    rows = zip(before.tolist(), after.tolist(), *words, strict=True)
    return {str(key): row for key, row in zip(year.index, rows, strict=True)}


def _quality(region: Region, selection: Selection, gueten: Sequence[str]) -> str:
    """How many changes rest on values that were not simply counted on these borders."""
    counts = Counter(gueten)
    told = [f"{guete.value} {format_number(counts[guete.value])}" for guete in Guete if counts[guete.value]]
    if not told or set(counts) == {Guete.EXAKT.value}:
        return ""
    level = level_of(region, selection.ebene).mehrzahl
    return (
        f"Verglichen auf dem Gebietsstand {stand_of(region, selection.stand).name}. Güte der Veränderung ({level}): "
        f"{', '.join(told)}."
    )
