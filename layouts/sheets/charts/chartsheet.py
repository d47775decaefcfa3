"""What a page with a chart says: the words of a sheet, the chart, and its numbers as a table."""

from dataclasses import dataclass
from typing import TypeAlias

from layouts.formatting import format_number
from layouts.selection import Ansicht
from layouts.sheets.charts.ranking import BarChart
from layouts.sheets.charts.scatter import Scatter
from layouts.sheets.charts.series import TimeChart
from layouts.sheets.sheet import Sheet

Chart: TypeAlias = BarChart | TimeChart | Scatter
Cell: TypeAlias = str | float  # a number, or words: a name, an official sign

CHARTS = {Ansicht.RANG: "Rangfolge", Ansicht.ZEIT: "Zeitverlauf", Ansicht.ZUSAMMENHANG: "Zusammenhang"}


@dataclass(frozen=True)
class Column:
    """A column of the table; `decimals` of its numbers, `width` its share of the page (0: what it needs)."""

    head: str
    decimals: int = 0
    width: float = 0.0


@dataclass(frozen=True)
class ChartTable:
    """The numbers of a chart, first `texts` columns of words, then numbers."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    texts: int

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Rows as people read them."""
        return tuple(
            tuple(
                cell if isinstance(cell, str) else format_number(cell, column.decimals)
                for cell, column in zip(row, self.columns, strict=True)
            )
            for row in self.rows
        )


@dataclass(frozen=True)
class ChartSheet:
    """A chart with all that must stand around it. `sheet` has title, sources and the legend of the classes."""

    sheet: Sheet
    kind: Ansicht
    chart: Chart
    heading: str  # above the chart: what is measured, and its unit
    notes: tuple[str, ...]  # below the chart
    table: ChartTable
    description: str  # alternative text

    @property
    def coloured(self) -> bool:
        """Whether colours mean the classes of the map."""
        return self.kind is not Ansicht.ZEIT and bool(self.sheet.legend.rows)
