"""What the page Indizes shows of one selection, read from the engine: figures of one year, all areas in order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from indicators.indices.combinations import combine_indices, group_names
from indicators.indices.definitions import Index
from indicators.indices.stability import Stability
from indicators.indices.values import IndexResult
from indicators.status import Status
from layouts.indizes.selection import Definition, IndexSelection, define, index_level
from layouts.region import Region


@dataclass(frozen=True, eq=False)
class Reading:
    """One index in one year.

    `figures`: by area of the level in its order, columns as in `IndexResult.figures`; `parts`: (area, indikator),
    columns as in `IndexResult.components`; both without rows' worth of numbers where the year has no index.
    """

    index: Index
    jahr: int | None
    result: IndexResult
    figures: pd.DataFrame
    parts: pd.DataFrame

    @property
    def names(self) -> tuple[str, ...]:
        """Indicators of this year."""
        return tuple(part.indikator for part in self.index.indikatoren if self.jahr and part.counts_in(self.jahr))

    @property
    def weights(self) -> Mapping[str, float]:
        """Weight by indicator."""
        return {part.indikator: part.gewicht for part in self.index.indikatoren}

    @cached_property
    def classes(self) -> "pd.Series[int]":
        """Class of every area as a number from 0, −1 without."""
        names = [one.name for one in self.index.klassen]
        found = [names.index(name) if isinstance(name, str) else -1 for name in self.figures["klasse"].astype(object)]
        return pd.Series(found, index=self.figures.index)

    @cached_property
    def rows(self) -> "dict[str, dict[str, Any]]":
        """Rows of `figures` by area."""
        records = self.figures.astype(object).to_dict("records")
        return {str(area): {str(k): v for k, v in row.items()} for area, row in zip(self.areas, records, strict=True)}

    @property
    def areas(self) -> pd.Index:
        """All areas of the level."""
        return self.figures.index

    @cached_property
    def part_table(self) -> "dict[tuple[str, str], dict[str, Any]]":
        """Rows of `parts` by area and indicator."""
        records = self.parts.to_dict("records")
        keys = self.parts.index.tolist()
        return {
            (str(area), str(name)): {str(k): v for k, v in row.items()}
            for (area, name), row in zip(keys, records, strict=True)
        }

    @property
    def reach(self) -> float:
        """Largest contribution of a part, for bars that can be compared with each other."""
        largest = self.parts["beitrag"].abs().max()
        return 1.0 if pd.isna(largest) or largest < 1 else float(largest)


@dataclass(frozen=True, eq=False)
class IndexView:
    """An index, or a status and a dynamic index with the groups they make.

    `groups`: by area, columns as in `indicators.indices.combinations.combine_indices`.
    """

    selection: IndexSelection
    definition: Definition
    ebene: str
    readings: tuple[Reading, ...]
    groups: pd.DataFrame | None
    inside: tuple[str, ...]  # areas of the chosen extent, in order

    @cached_property
    def signs(self) -> "dict[str, str]":
        """Sign of the group by area, as the package writes it; "" without, and for a single index."""
        if self.groups is None:
            return {}
        return {
            str(area): sign if isinstance(sign, str) else ""
            for area, sign in zip(self.groups.index, self.groups["kurz"], strict=True)
        }

    @property
    def main(self) -> Reading:
        """The index; of a combination the status."""
        return self.readings[0]

    @property
    def areas(self) -> pd.Index:
        """All areas of the level."""
        return self.main.figures.index

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names of the classes or groups, the least burdened first."""
        if self.definition.dynamik is not None:
            return group_names(self.definition.index, self.definition.dynamik)
        return tuple(one.name for one in self.main.index.klassen)

    @cached_property
    def classes(self) -> "pd.Series[int]":
        """Class or group of every area as a number from 0, −1 without."""
        if self.groups is None:
            return self.main.classes
        return pd.Series(self.groups["gruppe"].cat.codes.to_numpy(int), index=self.areas)

    @cached_property
    def status(self) -> "pd.Series[str]":
        """State of every area."""
        told = self.main.figures["status"] if self.groups is None else self.groups["status"]
        return told.astype(object).where(told.notna(), Status.MISSING.value)

    @property
    def incomplete(self) -> "pd.Series[bool]":
        """Areas whose index lacks a part."""
        told = self.main.figures["unvollstaendig"] if self.groups is None else self.groups["unvollstaendig"]
        return told.astype(object).where(told.notna(), False).astype(bool)


def read_view(region: Region, selection: IndexSelection) -> IndexView:
    """Everything of one year behind a selection."""
    definition = define(region, selection)
    ebene = index_level(region, definition.index)
    areas = region.areas(selection.stand, ebene).index
    readings = tuple(_read(region, index, selection, areas) for index in definition.indices)
    groups = region.group_of(selection.stand, ebene)
    inside = areas if selection.innerhalb is None else areas[(groups == selection.innerhalb).reindex(areas)]
    return IndexView(
        selection, definition, ebene, readings, _combine(readings, selection.jahr), tuple(map(str, inside))
    )


def all_years(region: Region, index: Index, selection: IndexSelection) -> IndexResult:
    """The index in every year of its Gebietsstand."""
    return _compute(region, index, selection.stand, None)


def firmness(region: Region, reading: Reading, selection: IndexSelection) -> Stability | None:
    """How firm the classes of the year are."""
    if reading.jahr is None:
        return None
    if region.indices.indizes.get(reading.index.id) == reading.index:
        return region.stability(reading.index.id, selection.stand, reading.jahr)
    return region.compose_stability(reading.index, selection.stand, reading.jahr)


def _compute(region: Region, index: Index, stand: str, jahr: int | None) -> IndexResult:
    """From memory where the package defines it like this."""
    if region.indices.indizes.get(index.id) == index:
        return region.index(index.id, stand)
    return region.compose_index(index, stand, jahr)


def _read(region: Region, index: Index, selection: IndexSelection, areas: pd.Index) -> Reading:
    result = _compute(region, index, selection.stand, selection.jahr)
    figures = result.figures
    figures = figures[figures.index.get_level_values("jahr") == selection.jahr].droplevel(["ebene", "jahr"])
    parts = result.components
    parts = parts[parts.index.get_level_values("jahr") == selection.jahr].droplevel(["ebene", "jahr"])
    return Reading(index, selection.jahr, result, figures.reindex(areas), parts)


def _combine(readings: tuple[Reading, ...], jahr: int | None) -> pd.DataFrame | None:
    """Groups of the year by area; None for a single index."""
    if len(readings) == 1:
        return None
    one_year = [_only(reading.result, jahr) for reading in readings]
    groups = combine_indices(one_year[0], one_year[1]).droplevel(["ebene", "jahr"])
    return groups.reindex(readings[0].figures.index)


def _only(result: IndexResult, jahr: int | None) -> IndexResult:
    figures = result.figures
    return replace(result, figures=figures[figures.index.get_level_values("jahr") == jahr])
