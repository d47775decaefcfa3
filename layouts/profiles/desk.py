"""Published figures of one region and Gebietsstand, laid out once for all profiles that are made in one go."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from indicators.catalogue import Indikator
from indicators.findings import Floats as Figures
from indicators.findings import LevelFigures, read_level, value_intervals
from indicators.hierarchy import Hierarchy
from layouts.profiles.plan import Profilplan, complete_plan
from layouts.region import Region, indicator_of
from layouts.selection import Selection
from layouts.sheets.content import Imprint, build_scale
from layouts.sheets.legend import Scale


class Desk:
    """Reads only what `Region.published` hands out, and keeps nothing beyond its own life."""

    def __init__(self, region: Region, stand: str, imprint: Imprint) -> None:
        self.region = region
        self.stand = stand
        self.imprint = imprint
        self._levels: dict[tuple[str, str], LevelFigures] = {}
        self._intervals: dict[tuple[str, str], tuple[Figures, Figures]] = {}
        self._scales: dict[tuple[str, str], Scale] = {}

    @cached_property
    def plan(self) -> Profilplan:
        """What profiles of this region show."""
        return complete_plan(self.region.profile_plan, self.region.catalogue)

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Levels and areas of the Gebietsstand."""
        return self.region.hierarchy(self.stand)

    @property
    def finest(self) -> str:
        """Level of the parts."""
        return self.region.config.ebenen[0].id

    def entry(self, key: str) -> Indikator:
        """Catalogue entry."""
        return indicator_of(self.region, key)

    def newest(self, key: str, ebene: str) -> int | None:
        """Newest year with data of an indicator on a level."""
        years = self.region.years(key, self.stand, ebene)
        return years[-1] if years else None

    def level(self, key: str, ebene: str) -> LevelFigures:
        """Figures of all areas of a level."""
        if (key, ebene) not in self._levels:
            published = self.region.published(key, self.stand)
            self._levels[key, ebene] = read_level(published, self.hierarchy, ebene)
        return self._levels[key, ebene]

    def intervals(self, key: str, ebene: str) -> tuple[Figures, Figures]:
        """Wilson intervals of a level."""
        if (key, ebene) not in self._intervals:
            self._intervals[key, ebene] = value_intervals(self.level(key, ebene), self.entry(key))
        return self._intervals[key, ebene]

    def position(self, ebene: str, area: str) -> int:
        """Row of an area in the arrays of its level."""
        return int(self.positions(ebene)[area])

    def positions(self, ebene: str) -> Mapping[str, int]:
        """Rows of all areas of a level."""
        return {str(key): row for row, key in enumerate(self.hierarchy.areas(ebene))}

    def figure(self, key: str, ebene: str, area: str, jahr: int) -> tuple[float, float, float, str]:
        """Value, count, base and status of one area and year; NaN and "fehlt" where there is no such row."""
        level = self.level(key, ebene)
        column = np.flatnonzero(level.years == jahr)
        if not column.size:
            return np.nan, np.nan, np.nan, "fehlt"
        cell = self.position(ebene, area), int(column[0])
        return float(level.wert[cell]), float(level.fallzahl[cell]), float(level.nenner[cell]), str(level.status[cell])

    def scale(self, selection: Selection) -> Scale:
        """Classes over all years, the same on every map of this level."""
        place = (selection.indikator, selection.ebene)
        if place not in self._scales:
            self._scales[place] = build_scale(self.region, selection)
        return self._scales[place]
