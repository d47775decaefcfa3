"""The maps of a sheet with what words about them are made of."""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pandas as pd

from indicators.catalogue import AREA_KM2, Art, Indikator
from indicators.intervals import wilson_interval
from indicators.status import Status
from layouts.formatting import format_number, format_signed
from layouts.region import Region, indicator_of, level_of
from layouts.selection import Selection
from layouts.sentences import shown_number, without_value
from layouts.sheets.pairs import second_selection
from layouts.sheets.sheet import Sheet, SheetArea


@dataclass(frozen=True)
class View:
    """One map; `sheet` is the one it would be alone, in the words of the atlas."""

    region: Region
    selection: Selection
    entry: Indikator
    sheet: Sheet

    @property
    def observed(self) -> tuple[SheetArea, ...]:
        return tuple(area for area in self.sheet.areas if area.status is Status.OBSERVED and not np.isnan(area.value))

    @property
    def is_change(self) -> bool:
        """Values are differences: of the indicator itself, or since a base year."""
        return self.entry.art is Art.VERAENDERUNG or self.selection.basis is not None

    @property
    def known(self) -> str:
        """How many areas have no value; nothing where all have one."""
        return without_value(self.sheet.level, len(self.observed), len(self.sheet.areas))

    def counted(self, n: int) -> str:
        """`1 Sozialraum`, `31 Sozialräume`."""
        level = level_of(self.region, self.selection.ebene)
        return f"{format_number(n)} {level.name if n == 1 else level.mehrzahl}"

    @property
    def exact(self) -> pd.DataFrame:
        """Published rows of the areas with a value, unrounded, by area."""
        published = self.region.published(self.entry.id, self.selection.stand)
        level = published.xs((self.selection.ebene, self.selection.jahr), level=("ebene", "jahr"))
        return cast(pd.DataFrame, level.reindex([area.key for area in self.observed]))

    @property
    def intervals(self) -> tuple[Any, Any]:
        """95 % intervals of the values, NaN where there is none (see `indicators.findings.value_intervals`)."""
        rows = self.exact
        if self.entry.art is not Art.ANTEIL or AREA_KM2 in self.entry.nenner:
            return np.full(len(rows), np.nan), np.full(len(rows), np.nan)
        low, high = wilson_interval(rows["fallzahl"], rows["nenner"])
        return low * self.entry.faktor, high * self.entry.faktor

    def figure(self, value: float) -> str:
        """A value in words; differences with their sign."""
        if self.selection.basis is not None:
            return format_signed(value, self.sheet.decimals, self.sheet.unit)
        return shown_number(self.entry, value)


def read_views(region: Region, selection: Selection, sheet: Sheet) -> tuple[View, ...]:
    """The map of a sheet, or both."""
    if not sheet.maps or selection.vergleich is None:
        return (View(region, selection, indicator_of(region, selection.indikator), sheet),)
    selections = (selection, second_selection(region, selection, selection.vergleich))
    return tuple(
        View(region, chosen, indicator_of(region, chosen.indikator), part)
        for chosen, part in zip(selections, sheet.maps, strict=True)
    )
