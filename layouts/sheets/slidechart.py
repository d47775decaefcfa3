"""The ranking as a native chart: whoever opens the slide can change numbers, colours and type."""

from typing import Any

from layouts.sheets.items import INK, QUIET
from layouts.sheets.ranking import Ranking
from layouts.sheets.sheet import Sheet
from layouts.sheets.slideshapes import emu, rgb_of, slide_font
from layouts.sheets.svg import printable


def add_ranking(slide: Any, sheet: Sheet, ranking: Ranking, place: tuple[float, float, float, float], u: float) -> None:
    """Bars from the highest at the top, each in the colour of its class."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    digits = "#,##0" + ("." + "0" * sheet.decimals if sheet.decimals else "")
    data = CategoryChartData(number_format=digits)
    data.categories = [printable(label) for label in ranking.labels]
    data.add_series(printable(sheet.legend.title), ranking.values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *(emu(v) for v in place), data)
    frame.name = "Rangfolge"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(f"Balkendiagramm: {sheet.title}. {ranking.sentence}"))
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.name = Pt(min(0.86 * u, place[3] / (1.45 * max(8, len(ranking.labels))))), slide_font()
    chart.font.color.rgb = rgb_of(INK)
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb_of(QUIET)
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if all(value is None or value >= 0 for value in ranking.values):
        chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 28, False
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = digits, False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for point, colour in enumerate(ranking.colours):
        if not colour:
            continue
        fill = plot.series[0].points[point].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb_of(colour)
