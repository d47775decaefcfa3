"""Native tables and charts of a profile's slides: whoever opens them can change numbers, colours and type."""

import re
from collections.abc import Sequence
from math import isnan
from typing import Any

from layouts.profiles.profile import TimeChart
from layouts.sheets.charts.timecontent import GROUP_COLOUR, REGION_COLOUR
from layouts.sheets.items import HAIRLINE, INK, QUIET, SEMIBOLD, WHITE
from layouts.sheets.slideshapes import emu, rgb_of, slide_font
from layouts.sheets.svg import printable
from layouts.sheets.typesetting import text_width

PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # „keine Formatvorlage, kein Raster“
SMALLEST = 6.0  # points
SIDE = 3.0  # points left and right in a cell
RESERVE = 1.12  # of a word's width
WORD = re.compile(r"[ \n-]")  # where a line may break; no-break spaces hold together
Place = tuple[float, float, float, float]  # left, top, width, height in points


def add_table(
    slide: Any,
    name: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    place: Place,
    shares: Sequence[float],
    bold: Sequence[int] = (),
) -> None:
    """A table with a header row; numbers stand on the right. Type gets smaller until rows and the longest words fit."""
    from pptx.util import Pt

    left, top, width, height = place
    high = min(30.0, height / (len(rows) + 1))
    size = max(SMALLEST, min(13.0, 0.47 * high))
    widths = column_widths([head, *rows], width, shares, size)
    while widths is None and size > SMALLEST:
        size = max(SMALLEST, size - 0.5)
        widths = column_widths([head, *rows], width, shares, size)
    shape = slide.shapes.add_table(
        len(rows) + 1, len(head), emu(left), emu(top), emu(width), emu(high * (len(rows) + 1))
    )
    shape.name = name
    shape._element.nvGraphicFramePr.cNvPr.set("descr", printable(name))
    table = shape.table
    table._tbl.tblPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId").text = PLAIN_TABLE
    table.first_row, table.horz_banding = True, False
    for column, wide in enumerate(widths or [width * share / sum(shares) for share in shares]):
        table.columns[column].width = emu(wide)
    for number, row in enumerate([head, *rows]):
        table.rows[number].height = emu(high)
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            _fill_cell(cell, text, column > 0, number == 0 or column in bold, Pt(size))


def column_widths(
    rows: Sequence[Sequence[str]], width: float, shares: Sequence[float], size: float
) -> list[float] | None:
    """Columns by their shares, but none too narrow for its longest word; None where these do not fit beside each other.

    Other programs draw with other fonts: a word has a reserve. One longer than any language's may break.
    """
    longest = width / 3
    least = [
        min(
            longest,
            2 * SIDE + RESERVE * max(text_width(word, size, SEMIBOLD) for text in texts for word in WORD.split(text)),
        )
        for texts in zip(*rows, strict=True)
    ]
    left = width - sum(least)
    if left < 0:
        return None
    wanted = [max(0.0, width * share / sum(shares) - need) for share, need in zip(shares, least, strict=True)]
    return [need + left * more / (sum(wanted) or 1.0) for need, more in zip(least, wanted, strict=True)]


def _fill_cell(cell: Any, text: str, number: bool, bold: bool, size: Any) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    cell.margin_left = cell.margin_right = emu(SIDE)
    cell.margin_top = cell.margin_bottom = emu(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.word_wrap = True
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if number else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.size, run.font.bold, run.font.name = size, bold, slide_font()
    run.font.color.rgb = rgb_of(INK)
    _underline(cell)


def _underline(cell: Any) -> None:
    """A hairline below the cell."""
    from pptx.oxml import parse_xml

    properties = cell._tc.get_or_add_tcPr()
    properties.append(
        parse_xml(
            '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350">'
            f'<a:solidFill><a:srgbClr val="{HAIRLINE.removeprefix("#").upper()}"/></a:solidFill></a:lnB>'
        )
    )
    fill = cell.fill
    fill.solid()
    fill.fore_color.rgb = rgb_of(WHITE)


def add_lines(slide: Any, chart: TimeChart, place: Place, accent: str) -> None:
    """A line chart: the place in the accent, group and region in grey; a year without a value is a gap."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    digits = number_format(chart.decimals)
    years = sorted({point.year for line in chart.lines for point in line.points})
    data = CategoryChartData(number_format=digits)
    data.categories = [str(year) for year in years]
    for line in chart.lines:
        values = {point.year: point.value for point in line.points if not isnan(point.value)}
        data.add_series(printable(line.name), [values.get(year) for year in years])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *(emu(v) for v in place), data)
    describe_frame(frame, "Zeitverlauf", chart.description)
    drawn = frame.chart
    drawn.has_title, drawn.has_legend = False, True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.font.size, drawn.font.name = Pt(10), slide_font()
    drawn.font.color.rgb = rgb_of(INK)
    _quiet_axes(drawn, digits)
    if all(point.value >= 0 for line in chart.lines for point in line.points if not isnan(point.value)):
        drawn.value_axis.minimum_scale = 0
    colours = (accent, *(GROUP_COLOUR, REGION_COLOUR)[-(len(chart.lines) - 1) :])
    for series, colour in zip(drawn.plots[0].series, colours, strict=False):
        series.smooth = False
        series.format.line.width = Pt(3 if colour == accent else 1.75)
        series.format.line.color.rgb = rgb_of(colour)


def add_bars(
    slide: Any,
    name: str,
    categories: Sequence[str],
    series: Sequence[tuple[str, Sequence[float]]],
    place: Place,
    accent: str,
) -> None:
    """Bars side by side, the first series in the accent."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    data = CategoryChartData(number_format="#,##0.0")
    data.categories = [printable(category) for category in categories]
    for label, values in series:
        data.add_series(printable(label), [None if isnan(value) else value for value in values])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *(emu(v) for v in place), data)
    describe_frame(frame, name, name)
    chart = frame.chart
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.size, chart.font.name = Pt(11), slide_font()
    chart.font.color.rgb = rgb_of(INK)
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb_of(QUIET)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 45, -5, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "#,##0.0", False
    for part, colour in zip(plot.series, (accent, *("#8a8378", "#cfc8bc")[: len(series) - 1]), strict=False):
        part.format.fill.solid()
        part.format.fill.fore_color.rgb = rgb_of(colour)


def describe_frame(frame: Any, name: str, words: str) -> None:
    """Name and alternative text of a chart."""
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(words))


def number_format(decimals: int) -> str:
    """Of a spreadsheet: `#,##0.0`."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _quiet_axes(chart: Any, digits: str) -> None:
    chart.value_axis.has_major_gridlines = True
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb_of(HAIRLINE)
    chart.value_axis.format.line.fill.background()
    chart.value_axis.tick_labels.number_format = digits
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.category_axis.format.line.color.rgb = rgb_of(QUIET)
