"""From a sheet to the scatter of the screen: the areas with both values, and the sentence about them."""

from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from indicators.status import Status
from layouts.formatting import format_number, round_half_up
from layouts.region import Region, indicator_of, level_of
from layouts.relation import Relation, describe_relation
from layouts.selection import Selection
from layouts.sentences import format_shown
from layouts.sheets.charts.scatter import Point, Scatter
from layouts.sheets.sheet import Form, Sheet, SheetArea


@dataclass(frozen=True)
class SecondValue:
    """What the second indicator says of an area."""

    status: Status
    value: float  # as shown; NaN without one
    shown: str


@dataclass(frozen=True)
class ScatterContent:
    """Both indicators of a view."""

    vergleich: str
    relation: Relation
    second: tuple[SecondValue, ...]  # in the order of the sheet's areas
    note: str  # how many areas have no point, "" where all have


def scatter_content(region: Region, selection: Selection, sheet: Sheet, vergleich: str) -> ScatterContent:
    """The second indicator in its nearest year, from protected values only."""
    relation = describe_relation(region, selection, vergleich)[selection.jahr]
    entry = indicator_of(region, vergleich)
    published = region.published(vergleich, selection.stand)
    level = cast(pd.DataFrame, published.xs((selection.ebene, relation.year), level=("ebene", "jahr")))
    frame = level.reindex([area.key for area in sheet.areas])
    second = tuple(_second(entry, row) for _, row in frame.iterrows())
    hidden = sum(not _drawn(area, other) for area, other in zip(sheet.areas, second, strict=True))
    mehrzahl = level_of(region, selection.ebene).mehrzahl
    note = (
        f"Ohne Punkt, weil mindestens einer der beiden Werte nicht gezeigt werden kann: {format_number(hidden)} von "
        f"{format_number(len(sheet.areas))} ({mehrzahl})."
    )
    return ScatterContent(vergleich, relation, second, note if hidden else "")


def scatter_chart(region: Region, selection: Selection, sheet: Sheet, content: ScatterContent) -> Scatter:
    """Points of the areas that have both values."""
    points = tuple(
        Point(
            area.short,
            area.value,
            other.value,
            _colour(sheet, area),
            sheet.chosen is not None and sheet.chosen.key == area.key,
        )
        for area, other in zip(sheet.areas, content.second, strict=True)
        if _drawn(area, other)
    )
    titles = [
        axis_title(region, key, year)
        for key, year in ((selection.indikator, selection.jahr), (content.vergleich, content.relation.year))
    ]
    return Scatter(points, f"{titles[0]} →", f"↑ {titles[1]}", sheet.accent)


def axis_title(region: Region, indikator: str, year: int) -> str:
    """`SGB-II-Quote 2022 (%)`."""
    entry = indicator_of(region, indikator)
    return f"{entry.name} {year}" + (f" ({entry.einheit})" if entry.einheit else "")


def _second(entry: Any, row: "pd.Series[Any]") -> SecondValue:
    status = Status.MISSING if pd.isna(row["status"]) else Status(str(row["status"]))
    value = round_half_up(float(row["wert"]), entry.stellen) if status is Status.OBSERVED else float("nan")
    return SecondValue(status, value, format_shown(entry, status, value))


def _drawn(area: SheetArea, other: SecondValue) -> bool:
    return area.status is Status.OBSERVED and other.status is Status.OBSERVED


def _colour(sheet: Sheet, area: SheetArea) -> str:
    return sheet.circle_colour if sheet.form is Form.SYMBOLS or area.klass is None else area.fill.colour
