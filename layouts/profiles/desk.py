"""Published figures of one region and Gebietsstand, laid out once for all profiles that are made in one go."""

from functools import cached_property

import numpy as np
import pandas as pd

from indicators.catalogue import Indikator
from indicators.findings import Floats as Figures
from indicators.findings import LevelFigures, read_level, value_intervals
from indicators.hierarchy import Hierarchy
from indicators.ranks import rank_ranges
from indicators.status import Status
from layouts.profiles.plan import Profilplan, complete_plan
from layouts.region import Region, indicator_of
from layouts.selection import Selection
from layouts.sentences import source_texts
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
        self._ranks: dict[tuple[str, str, int], pd.DataFrame] = {}
        self._sources: dict[tuple[str, str, int], tuple[str, ...]] = {}
        self._positions: dict[str, dict[str, int]] = {}

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

    def column(self, key: str, ebene: str, jahr: int) -> int | None:
        """Column of a year in the arrays of a level."""
        found = np.flatnonzero(self.level(key, ebene).years == jahr)
        return int(found[0]) if found.size else None

    def ranks(self, key: str, ebene: str, jahr: int) -> pd.DataFrame:
        """Best and worst rank of every area of a level in one year; see `indicators.ranks.rank_ranges`."""
        if (key, ebene, jahr) not in self._ranks:
            level, (low, high) = self.level(key, ebene), self.intervals(key, ebene)
            column = self.column(key, ebene, jahr)
            self._ranks[key, ebene, jahr] = rank_ranges(level.wert[:, column], low[:, column], high[:, column])
        return self._ranks[key, ebene, jahr]

    def position(self, ebene: str, area: str) -> int:
        """Row of an area in the arrays of its level."""
        if ebene not in self._positions:
            self._positions[ebene] = {str(key): row for row, key in enumerate(self.hierarchy.areas(ebene))}
        return self._positions[ebene][area]

    def figure(self, key: str, ebene: str, area: str, jahr: int) -> tuple[float, float, float, str]:
        """Value, count, base and status of one area and year; NaN and "fehlt" where there is no such row."""
        level = self.level(key, ebene)
        column = self.column(key, ebene, jahr)
        if column is None:
            return np.nan, np.nan, np.nan, Status.MISSING.value
        cell = self.position(ebene, area), column
        return float(level.wert[cell]), float(level.fallzahl[cell]), float(level.nenner[cell]), str(level.status[cell])

    def sources(self, key: str, ebene: str, jahr: int) -> tuple[str, ...]:
        """Texts of the sources behind one level and year of an indicator."""
        place = (key, ebene, jahr)
        if place not in self._sources:
            self._sources[place] = tuple(source_texts(self.region, key, self.stand, ebene, jahr))
        return self._sources[place]

    def scale(self, selection: Selection) -> Scale:
        """Classes over all years, the same on every map of this level."""
        place = (selection.indikator, selection.ebene)
        if place not in self._scales:
            self._scales[place] = build_scale(self.region, selection)
        return self._scales[place]
