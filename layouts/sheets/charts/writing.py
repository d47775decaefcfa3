"""The page of a chart as SVG, PDF/UA, PNG, and its numbers as CSV."""

import csv
import io
from typing import Any

from layouts.formatting import format_number
from layouts.sheets.charts.chartsheet import Cell, ChartSheet, Column
from layouts.sheets.charts.page import ChartPage
from layouts.sheets.svg import block_elements, write_layers, write_part
from layouts.sheets.table import LEFT, RIGHT
from layouts.sheets.typeset import block_parts, compile_pdf, compile_png, page_document, picture_part, table_document

BOM = b"\xef\xbb\xbf"


def write_chart_svg(chart: ChartSheet, page: ChartPage) -> bytes:
    """Real text in named layers."""
    layers = (
        ("diagramm", "Diagramm", block_elements(page.chart)),
        ("titelei", "Titel", block_elements(page.header)),
        ("legende", "Legende", block_elements(page.legend)),
        ("fuss", "Quellen", block_elements(page.footer)),
    )
    return write_layers(chart.sheet, chart.description, (page.width, page.height), layers)


def write_chart_pdf(chart: ChartSheet, page: ChartPage) -> bytes:
    """PDF/UA-1: the chart with its alternative text, and on further pages its numbers as a table."""
    table = chart.table
    head, widths = zip(*((column.head, column.width) for column in table.columns), strict=True)
    sides = [LEFT] * table.texts + [RIGHT] * (len(head) - table.texts)
    document = table_document(chart.sheet, table.title, head, table.shown, widths, sides)
    return compile_pdf(_document(chart, page) | {"tabelle": [document]}, chart.sheet)


def write_chart_png(chart: ChartSheet, page: ChartPage, ppi: int) -> bytes:
    """The page as pixels that know how large they are."""
    return compile_png(_document(chart, page), ppi)


def write_chart_csv(chart: ChartSheet) -> bytes:
    """For German spreadsheets: `;`, decimal comma, UTF-8 with BOM; title, source and signs above the numbers."""
    sheet, table = chart.sheet, chart.table
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    above = (sheet.marking, table.title, sheet.kicker, sheet.source, sheet.synthetic, sheet.signs, *chart.notes)
    out.writerows([line] for line in above if line)
    out.writerow([])
    out.writerow([column.head for column in table.columns])
    out.writerows([_plain(c, column) for c, column in zip(row, table.columns, strict=True)] for row in table.rows)
    return BOM + text.getvalue().encode()


def _plain(cell: Cell, column: Column) -> str:
    """Spreadsheets want a hyphen-minus and no thousands separator."""
    if isinstance(cell, str):
        return cell
    return format_number(cell, column.decimals).replace(".", "").replace("\u2212", "-")


def _document(chart: ChartSheet, page: ChartPage) -> dict[str, Any]:
    parts = [
        *block_parts(page.header),
        picture_part(page.frame, write_part(page.frame, block_elements(page.chart)), chart.description),
        *block_parts(page.legend),
        *block_parts(page.footer),
    ]
    return page_document(chart.sheet, chart.description, (page.width, page.height), page.text, parts)
