"""Chart skeletons in the house style; the browser puts values in (`assets/explorer/70_charts.js`)."""

from typing import Any

import plotly.graph_objects as go
from dash import dcc

from layouts import ids

INK = "#22201d"
MUTED = "#6b645a"
LINE = "#e4dfd6"

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "locale": "de",
    "locales": {"de": {"format": {"decimal": ",", "thousands": "."}}},
}


def build_figure(left: int, right: int, bottom: int, top: int = 12) -> go.Figure:
    """Quiet axes, German separators, no legend: lines and points are labelled where they are."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "linecolor": INK,
        "tickcolor": MUTED,
        "fixedrange": True,
        "automargin": True,
    }
    return go.Figure(
        layout={
            "font": {"family": "Atlas Sans, system-ui, sans-serif", "color": INK, "size": 13},
            "margin": {"l": left, "r": right, "t": top, "b": bottom},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": ",.",
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "xaxis": axis,
            "yaxis": axis | {"showgrid": True, "gridcolor": LINE, "showline": False},
        }
    )


def build_graph(graph_id: str, figure: go.Figure) -> Any:
    """A graph without plotly's own bar; the table tab has the same values for everyone."""
    return dcc.Graph(
        id=graph_id,
        figure=figure,
        config=CONFIG,  # type: ignore[arg-type]
        className="diagramm",
        responsive=True,
    )


def build_charts() -> tuple[Any, Any, Any]:
    """Ranking, time, scatter."""
    return (
        build_graph(ids.DIAGRAMM_RANG, build_figure(46, 8, 36)),
        build_graph(ids.DIAGRAMM_ZEIT, build_figure(46, 190, 30, 26)),
        build_graph(ids.DIAGRAMM_ZUSAMMENHANG, build_figure(46, 24, 30, 26)),
    )
