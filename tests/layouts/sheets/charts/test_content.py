"""What a chart shows is what is published. Numbers by hand from `tests/regionbuilder.py` (two counts suppressed)."""

import math
from typing import Any

import pytest

from dashboard.atlas import Atlas
from layouts.formatting import round_half_up
from layouts.sheets.charts.ranking import BarChart
from layouts.sheets.charts.scatter import Scatter
from layouts.sheets.charts.series import TimeChart
from tests.layouts.sheets.charts.pages import chart_of

RATE = {"indikator": "arbeitslosenanteil", "jahr": 2018, "ebene": "sozialraum", "stand": "2018"}
SPACE = "\u202f"
SECRET = "• geheim zu halten"


def bars(region: Atlas, **asked: Any) -> BarChart:
    chart = chart_of(region, **asked).chart
    assert isinstance(chart, BarChart)
    return chart


def curves(region: Atlas, **asked: Any) -> TimeChart:
    chart = chart_of(region, ansicht="zeit", **asked).chart
    assert isinstance(chart, TimeChart)
    return chart


def test_ranking_goes_down_from_the_highest_and_ends_with_what_is_secret(small: Atlas) -> None:
    assert [(bar.short, bar.value, bar.shown) for bar in bars(small, **RATE).bars] == [
        ("A2", 8.0, f"8,0{SPACE}%"), ("B1", 7.5, f"7,5{SPACE}%"), ("B2", 5.0, f"5,0{SPACE}%"),
        ("B3", 0.0, f"0,0{SPACE}%"), ("A1", None, SECRET), ("A10", None, SECRET),
    ]  # fmt: skip


def test_ranking_is_compared_with_the_region_and_inside_a_kommune_with_it(small: Atlas) -> None:
    # 2018: 50 + 160 + 2 replaced by 8 and 6: 8+160+6+90+25+0 of 5,800 = 5.0; Bdorf 115 of 2,000
    assert [(ref.name, ref.shown) for ref in bars(small, **RATE).references] == [("Musterkreis", f"5,0{SPACE}%")]
    inside = bars(small, **RATE, innerhalb="05002")
    assert [(ref.name, ref.shown) for ref in inside.references] == [
        ("Musterkreis", f"5,0{SPACE}%"), ("Bdorf", f"5,8{SPACE}%"),
    ]  # fmt: skip
    assert [bar.label for bar in inside.bars] == ["B1", "B2 Bahnhof", "B3 Bruch"]


def test_counts_have_no_reference_and_no_unit_in_each_row(small: Atlas) -> None:
    chart = bars(small, indikator="bev_insgesamt", jahr=2018)
    assert chart.references == ()
    assert [bar.shown for bar in chart.bars][:2] == ["2.000", "1.200"]


def test_series_of_an_area_stands_before_kommune_and_region(small: Atlas) -> None:
    chart = curves(small, **RATE, raum="0500102")
    assert [curve.name for curve in chart.curves] == ["Musterkreis", "Astadt", "A2 Altstadt"]
    # 160 of 2,000 in 2016 and 2018, of 2,010 in 2019
    assert [(m.year, m.value) for m in chart.curves[-1].moments] == [(2016, 8.0), (2018, 8.0), (2019, 8.0)]
    # Astadt: 174 of 3,800, in 2019 of 3,830; 2016 is no year of this Gebietsstand
    assert [(m.year, m.shown) for m in chart.curves[1].moments] == [(2018, f"4,6{SPACE}%"), (2019, f"4,5{SPACE}%")]


def test_series_of_the_region_and_of_counts_stand_alone(small: Atlas) -> None:
    assert [curve.name for curve in curves(small, **RATE).curves] == ["Musterkreis"]
    alone = curves(small, indikator="bev_insgesamt", jahr=2018, raum="0500102")
    assert [curve.name for curve in alone.curves] == ["A2 Altstadt"]


def test_suppressed_years_are_signs_and_gaps(small: Atlas) -> None:
    chart = chart_of(small, ansicht="zeit", **RATE, raum="0500101")
    assert isinstance(chart.chart, TimeChart)
    assert {(m.value, m.sign) for m in chart.chart.curves[-1].moments} == {(None, "•")}
    assert SECRET in chart.notes
    assert chart.sheet.headline.startswith(f"A1 Aue: {SECRET}.")


def test_series_breaks_where_the_borders_moved(small: Atlas) -> None:
    """B2 of 2011 holds B3 of 2018 too."""
    chart = curves(small, **RATE, raum="0500202", lesart="original")
    assert [(m.year, m.broken) for m in chart.curves[-1].moments] == [(2016, False), (2018, True), (2019, False)]
    assert [(run.words, run.broken) for run in chart.runs] == [("2011", False), ("2018", True)]


def test_estimates_are_dashed_and_hollow(small: Atlas) -> None:
    first, *_ = curves(small, **RATE, raum="0500202").curves[-1].moments
    assert (first.year, first.estimated, first.hollow) == (2016, True, True)


def test_scatter_has_a_point_for_each_area_with_both_values(small: Atlas) -> None:
    chart = chart_of(small, ansicht="zusammenhang", vergleich="anteil_u18", **RATE)
    assert isinstance(chart.chart, Scatter)
    # children: 400 of 2,000, 300 of 1,200, 60 of 500, 45 of 300
    assert [(p.name, p.x, p.y) for p in chart.chart.points] == [
        ("A2", 8.0, 20.0), ("B1", 7.5, 25.0), ("B2", 5.0, 12.0), ("B3", 0.0, 15.0),
    ]  # fmt: skip
    assert chart.notes == (
        "Ohne Punkt, weil mindestens einer der beiden Werte nicht gezeigt werden kann: 2 von 6 (Sozialräume).",
    )
    assert "r = " in chart.sheet.headline
    assert "4 Sozialräume" in chart.sheet.headline
    assert chart.sheet.title == "Arbeitslosenanteil und Anteil unter 18-Jähriger 2018"


def test_scatter_without_a_second_indicator_is_refused(small: Atlas) -> None:
    with pytest.raises(ValueError, match="zweite Indikator"):
        chart_of(small, ansicht="zusammenhang", **RATE)


def test_tables_have_the_numbers_of_the_charts(small: Atlas) -> None:
    ranking = chart_of(small, **RATE).table
    assert [row[3] for row in ranking.shown] == ["8,0", "7,5", "5,0", "0,0", "•", "•"]
    assert [row[4:6] for row in ranking.shown] == [
        ("160", "2.000"), ("90", "1.200"), ("25", "500"), ("0", "300"), ("", ""), ("", ""),
    ]  # fmt: skip
    series = chart_of(small, ansicht="zeit", **RATE, raum="0500101").table
    assert [row[0] for row in series.shown] == ["2016", "2018", "2019"]
    assert {row[4] for row in series.shown} == {"•"}
    scatter = chart_of(small, ansicht="zusammenhang", vergleich="anteil_u18", **RATE).table
    assert [row[3:] for row in scatter.shown][:2] == [("•", "15,0"), ("8,0", "20,0")]


def test_alternative_texts_say_what_can_be_seen(small: Atlas) -> None:
    ranking = chart_of(small, **RATE).description
    assert ranking.startswith("Balkendiagramm Arbeitslosenanteil 2018. Am höchsten in A2 Altstadt (Astadt) mit ")
    assert f"A2 Altstadt (Astadt) 8,0{SPACE}%; B1 (Bdorf) 7,5{SPACE}%" in ranking
    assert "Zum Vergleich: Musterkreis" in ranking
    assert "Ohne Wert: 2." in ranking
    series = chart_of(small, ansicht="zeit", **RATE, raum="0500102").description
    assert f"2018: 8,0{SPACE}%; 2019: 8,0{SPACE}%" in series
    assert series.startswith("Liniendiagramm Arbeitslosenanteil 2016–2019: A2 Altstadt.")


def test_demo_charts_have_exactly_the_published_numbers(demo: Atlas) -> None:
    """93 areas: ranking, scatter and lines against the atlas itself."""
    place = {"indikator": "sgb2_quote", "jahr": 2022, "stand": "2018", "ebene": "sozialraum"}
    published = demo.published("sgb2_quote", "2018")["wert"]
    level = published.xs(("sozialraum", 2022), level=("ebene", "jahr")).dropna()
    wanted = sorted((round_half_up(value, 1) for value in level), reverse=True)
    assert [bar.value for bar in bars(demo, **place).known] == wanted
    other = demo.published("anteil_65plus", "2018")["wert"].xs(("sozialraum", 2022), level=("ebene", "jahr"))
    chart = chart_of(demo, ansicht="zusammenhang", vergleich="anteil_65plus", **place).chart
    assert isinstance(chart, Scatter)
    pairs = {(round_half_up(level[key], 1), round_half_up(other[key], 1)) for key in level.index}
    assert {(p.x, p.y) for p in chart.points} == pairs
    whole = str(demo.areas("2018", "region").index[0])
    places = (("region", whole), ("kommune", "05334004"), ("sozialraum", "A1a"))
    for curve, (ebene, key) in zip(curves(demo, **place, raum="A1a").curves, places, strict=True):
        series = published.xs((ebene, key), level=("ebene", "area"))
        assert [m.value for m in curve.moments] == [round_half_up(series[m.year], 1) for m in curve.moments]


def test_every_suppressed_area_of_the_demo_is_without_a_number(demo: Atlas) -> None:
    frame = demo.published("sgb2_quote", "2018").xs(("sozialraum", 2022), level=("ebene", "jahr"))
    hidden = set(frame.index[frame["status"].astype(str) == "gesperrt"])
    assert hidden
    chart = chart_of(demo, indikator="sgb2_quote", jahr=2022)
    places = {area.label: area.key for area in chart.sheet.areas}
    assert isinstance(chart.chart, BarChart)
    assert {places[bar.label] for bar in chart.chart.missing} == hidden
    for row in chart.table.rows:
        assert not any(isinstance(cell, float) and math.isnan(cell) for cell in row)


def test_change_has_a_ranking_with_signs(demo: Atlas) -> None:
    chart = bars(demo, indikator="sgb2_quote", jahr=2022, basis=2018)
    assert chart.known[0].shown.startswith("+")
    assert chart.known[-1].shown.startswith("\u2212")
    assert chart.extent[0] < 0 < chart.extent[1]
