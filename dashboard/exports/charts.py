"""The chart of a view as a file: what can be asked of it, and who writes it."""

from dataclasses import replace

from dashboard.atlas import Atlas
from dashboard.exports.explorer import ExportError, Format, Order, file_stem
from layouts.selection import Ansicht, Selection
from layouts.sheets.charts.chartsheet import ChartSheet
from layouts.sheets.charts.content import build_chart_sheet
from layouts.sheets.charts.page import arrange_chart
from layouts.sheets.charts.writing import write_chart_csv, write_chart_pdf, write_chart_png, write_chart_svg
from layouts.sheets.content import Imprint, worded

# format → what follows the name; every other format is one of the map alone
CHART_FORMATS = {Format.SVG: "svg", Format.PNG: "png", Format.PDF: "pdf", Format.CSV: "csv"}
# names of the charts on the screen, in words that need no explanation on the command line
CHART_NAMES = {"rangfolge": Ansicht.RANG, "zeit": Ansicht.ZEIT, "zusammenhang": Ansicht.ZUSAMMENHANG}


def build_chart(atlas: Atlas, selection: Selection, order: Order, imprint: Imprint) -> bytes:
    """The file; raises `ExportError` where there is nothing to draw."""
    if order.format not in CHART_FORMATS:
        raise ExportError(f"Ein Diagramm gibt es nicht als {order.format.value}; möglich sind svg, png, pdf und csv.")
    if selection.basis is not None and selection.ansicht is not Ansicht.RANG:
        raise ExportError("Von einer Veränderung gegenüber einem Jahr gibt es als Diagramm nur die Rangfolge.")
    try:
        chart = _worded(build_chart_sheet(atlas, selection, imprint), order)
        if order.format is Format.CSV:
            return write_chart_csv(chart)
        page = arrange_chart(chart, order.paper)
    except ValueError as error:
        raise ExportError(str(error)) from error
    if order.format is Format.SVG:
        return write_chart_svg(chart, page)
    if order.format is Format.PDF:
        return write_chart_pdf(chart, page)
    return write_chart_png(chart, page, order.ppi)


def _worded(chart: ChartSheet, order: Order) -> ChartSheet:
    """The chart in somebody's own words; what it shows stays part of the alternative text."""
    if not order.wording:
        return chart
    own = f"{order.wording.title}. " if order.wording.title is not None else ""
    return replace(chart, sheet=worded(chart.sheet, order.wording), description=f"{own}{chart.description}")


def chart_file_name(atlas: Atlas, selection: Selection, format: Format) -> str:
    """`zeit_sgb2_quote_2022_sozialraum_2018_A1a.png`: chart, view, and what else it depends on."""
    kind = next(name for name, ansicht in CHART_NAMES.items() if ansicht is selection.ansicht)
    more = {
        Ansicht.RANG: None,
        Ansicht.ZEIT: selection.raum,
        Ansicht.ZUSAMMENHANG: selection.vergleich,
    }.get(selection.ansicht)
    stem = file_stem(atlas, selection, f"{kind}_")
    own = "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in more or "")
    return f"{stem}_{own}.{CHART_FORMATS[format]}" if own else f"{stem}.{CHART_FORMATS[format]}"
