"""An index over the years: in the comparison of each year, and against mean and spread of the base year."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import html

from indicators.indices.definitions import Index
from indicators.indices.values import IndexResult
from layouts.components import hyphenated
from layouts.figures import INK, MUTED, build_figure, build_graph
from layouts.formatting import NO_VALUE, format_number, format_signed
from layouts.indizes.reading import IndexView, all_years
from layouts.indizes.sentences import format_index
from layouts.region import Region
from layouts.sentences import own_name
from layouts.sheets.charts.axis import Axis, axis_from_zero
from layouts.tables import Column, Row, build_table

CHART = "diagramm-index"  # ids of the charts, with the position of the index behind
MOST_TICKS, MOST_DECIMALS = 4, 2  # of the value axis: the drawer is low, and tables show no finer numbers
RELATIVE, FIXED, MEAN = "im Jahr", "gegen {}", "Mittel, gegen {}"


@dataclass(frozen=True)
class Line:
    """One line of the chart."""

    name: str
    years: tuple[int, ...]
    values: tuple[float, ...]
    colour: str
    dash: str
    symbol: str
    width: float


def series(region: Region, view: IndexView) -> list[Any]:
    """For each index a chart and its table."""
    return [
        html.Div(_series_of(region, view, index, position), className="zeit-feld")
        for position, index in enumerate(view.definition.indices)
    ]


def _series_of(region: Region, view: IndexView, index: Index, position: int) -> list[Any]:
    result = all_years(region, index, view.selection)
    lines = read_lines(region, view, result)
    if not lines:
        return [html.P(f"{index.name}: In diesem Gebietsstand gibt es keine Zeitreihe.", className="satz")]
    chart = build_graph(f"{CHART}-{position}", _figure(lines, region))
    return [
        html.P(series_sentence(region, view, result), className="satz"),
        html.Div(
            [
                html.Div(chart, className="platz", role="group", **hyphenated(aria_label=f"Zeitverlauf {index.name}")),
                html.Div(_table(region, view, result), className="tabelle-rahmen", tabIndex=0, role="region",
                         **hyphenated(aria_label=f"Tabelle zum Zeitverlauf {index.name}")),
            ],
            className="zeit-paar",
        ),
    ]  # fmt: skip


def read_lines(region: Region, view: IndexView, result: IndexResult) -> list[Line]:
    """Lines of the selected area and of all areas together; empty where no year has an index."""
    if result.figures.empty:
        return []
    figures = result.figures.droplevel("ebene")
    mean = figures["index_fest"].groupby(level="jahr").mean()
    accent = region.config.gestaltung.akzent
    lines = [_line(MEAN.format(result.basisjahr), mean, MUTED, "4px,3px", "square", 2)]
    if view.selection.raum is not None:
        own = figures.xs(view.selection.raum, level="area")
        lines.append(_line(FIXED.format(result.basisjahr), own["index_fest"], INK, "solid", "diamond", 2))
        lines.append(_line(RELATIVE, own["index"], accent, "solid", "circle", 3.2))
    return lines


def _line(name: str, values: "pd.Series[float]", colour: str, dash: str, symbol: str, width: float) -> Line:
    numbers = tuple(float(value) for value in values)
    return Line(name, tuple(int(year) for year in values.index), numbers, colour, dash, symbol, width)


def _figure(lines: list[Line], region: Region) -> go.Figure:
    figure = build_figure(46, 24, 30, 26)
    for line in lines:
        figure.add_scatter(
            x=list(line.years),
            y=[None if pd.isna(value) else round(value, 4) for value in line.values],
            name=line.name,
            mode="lines+markers",
            connectgaps=False,
            hovertemplate="%{x}: %{y:+.2f}<extra>" + line.name + "</extra>",
            line={"color": line.colour, "width": line.width, "dash": line.dash},
            marker={"color": line.colour, "symbol": line.symbol, "size": 8},
        )
    years = lines[0].years
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    figure.update_xaxes(
        tickvals=list(years),
        ticktext=[str(year) for year in years],
        range=[years[0] - 0.2, years[-1] + 0.2],
        ticks="outside",
        ticklen=4,
    )
    axis = value_axis(lines)
    figure.update_yaxes(
        zeroline=True,
        zerolinecolor="#8a8378",
        tickvals=list(axis.ticks),
        ticktext=[tick_text(axis, tick) for tick in axis.ticks],
        range=[axis.low, axis.high],
    )
    return figure


def value_axis(lines: list[Line]) -> Axis:
    """Round ticks that hold zero and all values of the lines, fewer where they would be finer than the table."""
    known = [value for line in lines for value in line.values if not pd.isna(value)]
    low, high = min(known, default=0.0), max(known, default=0.0)
    axes = [axis_from_zero(low, high, most) for most in range(MOST_TICKS, 0, -1)]
    return next((axis for axis in axes if axis.decimals <= MOST_DECIMALS), axes[0])


def tick_text(axis: Axis, tick: float) -> str:
    """Signed, with as many decimals as keep the ticks apart; zero bare."""
    return "0" if tick == 0 else format_signed(tick, axis.decimals)


def series_sentence(region: Region, view: IndexView, result: IndexResult) -> str:
    """What the two readings mean, and whose."""
    area = view.selection.raum
    base = result.basisjahr
    name = result.index.name if area is None else own_name(region, view.selection.stand, view.ebene, area)
    if area is None:
        return (
            f"{name}: Der Index eines Jahres hat immer das Mittel 0; gegen Mittel und Streuung von {base} gemessen "
            f"zeigt er, ob sich alle Räume zusammen verändern. Einen einzelnen Raum in Karte oder Tabelle wählen."
        )
    return (
        f"{name}, {result.index.name}: „{RELATIVE}“ ist die Stellung unter allen Räumen des Jahres; "
        f"„{FIXED.format(base)}“ ist mit μ und σ von {base} gemessen und ändert sich nur, wenn der Raum sich ändert."
    )


def _table(region: Region, view: IndexView, result: IndexResult) -> html.Table:
    figures = result.figures.droplevel("ebene")
    mean = figures["index_fest"].groupby(level="jahr").mean()
    columns = [Column("Jahr")]
    own = None
    if view.selection.raum is not None:
        chosen = pd.DataFrame(figures.xs(view.selection.raum, level="area"))
        own = {int(year): row for year, row in zip(chosen.index, chosen.to_dict("records"), strict=True)}
        columns += [
            Column("Index", number=True),
            Column("Klasse"),
            Column("Rang", number=True),
            Column(f"gegen {result.basisjahr}", number=True),
            Column(f"Klasse gegen {result.basisjahr}"),
        ]
    columns.append(Column(f"Mittel gegen {result.basisjahr}", number=True))
    rows = []
    for year, average in zip(map(int, mean.index), mean, strict=True):
        cells: list[Any] = [str(year)]
        if own is not None:
            row = own[year]
            star = " *" if bool(row["unvollstaendig"]) else ""
            cells += [
                f"{format_index(row['index'])}{star}",
                _word(row["klasse"]),
                NO_VALUE if pd.isna(row["rank_best"]) else format_number(row["rank_best"]),
                format_index(row["index_fest"]),
                _word(row["klasse_fest"]),
            ]
        cells.append(format_index(float(average)))
        rows.append(Row(tuple(cells), chosen=year == view.selection.jahr))
    return build_table(f"{result.index.name} nach Jahren; * unvollständig", columns, rows)


def _word(name: Any) -> str:
    return NO_VALUE if pd.isna(name) else str(name)
