"""Tables as the pages show them: caption, headers with scope, numbers to the right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import html

from layouts.components import hyphenated


@dataclass(frozen=True)
class Column:
    """One column; numbers stand at the right."""

    name: str
    number: bool = False


@dataclass(frozen=True)
class Row:
    """Cells in the order of the columns, the first one names the row; `raum`: the area it is about on the map."""

    cells: tuple[Any, ...]
    raum: str | None = None
    chosen: bool = field(default=False)


def build_table(caption: Any, columns: Sequence[Column], rows: Sequence[Row]) -> html.Table:
    """A real table."""
    head = html.Tr([html.Th(html.Span(c.name), scope="col", className=_kind(c)) for c in columns])
    return html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody([_build_row(row, columns) for row in rows])],
        className="tafel",
    )


def _build_row(row: Row, columns: Sequence[Column]) -> html.Tr:
    first, *rest = row.cells
    cells = [
        html.Th(first, scope="row"),
        *(_build_cell(cell, c) for cell, c in zip(rest, columns[1:], strict=True)),
    ]
    about = {} if row.raum is None else hyphenated(data_raum=row.raum)
    return html.Tr(cells, className="gewaehlt" if row.chosen else "", **about)


def _build_cell(cell: Any, column: Column) -> html.Td:
    """A cell that brings its own colour stays as it is."""
    return cell if isinstance(cell, html.Td) else html.Td(cell, className=_kind(column))


def _kind(column: Column) -> str:
    return "zahl" if column.number else ""
