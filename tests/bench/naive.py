"""The naive map to compare with: each change of indicator or year sends a whole GeoJSON through a server callback.

It is written the way tutorials do it, with features prepared once, so that the comparison is fair. The browser sets
`window.naivePainted` (`performance.now()`) in the animation frame after Leaflet has asked for the styles.
"""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dash_leaflet as dl
import geopandas as gpd
import numpy as np
from dash import Dash, Input, Output, State, ctx, dcc, html

ASSETS = Path(__file__).with_name("naive_assets")
COLOURS = ("#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c")
MISSING = "#efece6"

Values = Mapping[tuple[str, int], Sequence[float]]


def create_naive_app(areas: gpd.GeoDataFrame, values: Values) -> Dash:
    """Build the app for areas in WGS84 (simplified for the screen) and one list of numbers per (indicator, year).

    Buttons have the ids `indicator-0`, `indicator-1`, … and `year-0`, `year-1`, … in the order of `values`; the map
    opens with the first of both.
    """
    if areas.crs is None or areas.crs.to_epsg() != 4326:
        raise ValueError(f"areas must be in EPSG:4326, not {areas.crs}")
    indicators = list(dict.fromkeys(indicator for indicator, _ in values))
    years = list(dict.fromkeys(year for _, year in values))
    features = _build_features(areas)
    app = Dash(__name__, assets_folder=str(ASSETS), title="Naive Referenz", update_title="")
    buttons = [f"indicator-{n}" for n in range(len(indicators))] + [f"year-{n}" for n in range(len(years))]
    start = {"indicator": 0, "year": 0}
    app.layout = _build_layout(areas, buttons, build_collection(features, values, indicators[0], years[0]), values)
    app.layout.children.append(dcc.Store(id="selection", data=start))

    @app.callback(
        Output("areas", "data"),
        Output("selection", "data"),
        [Input(button, "n_clicks") for button in buttons],
        State("selection", "data"),
        prevent_initial_call=True,
    )
    def send_collection(*arguments: Any) -> tuple[dict[str, Any], dict[str, int]]:
        kind, number = str(ctx.triggered_id).split("-")
        selection = {**arguments[-1], kind: int(number)}
        chosen = indicators[selection["indicator"]], years[selection["year"]]
        return build_collection(features, values, *chosen), selection

    return app


def build_collection(
    features: Sequence[Mapping[str, Any]], values: Values, indicator: str, year: int
) -> dict[str, Any]:
    """Whole GeoJSON with the value of each area in its properties; a missing value is null."""
    numbers = values[indicator, year]
    return {
        "type": "FeatureCollection",
        "features": [
            {**feature, "properties": {"value": None if math.isnan(number) else number, "indicator": indicator}}
            for feature, number in zip(features, numbers, strict=True)
        ],
    }


def _build_features(areas: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    collection = json.loads(gpd.GeoDataFrame(geometry=areas.geometry).to_json())
    return [
        {"type": "Feature", "id": str(key), "geometry": feature["geometry"]}
        for key, feature in zip(areas.index, collection["features"], strict=True)
    ]


def _build_layout(
    areas: gpd.GeoDataFrame, buttons: Sequence[str], collection: dict[str, Any], values: Values
) -> html.Div:
    west, south, east, north = (float(edge) for edge in areas.total_bounds)
    layer = dl.GeoJSON(
        id="areas",
        data=collection,
        style={"variable": "naive.style"},
        hideout={"limits": _limits(values), "colours": COLOURS, "missing": MISSING},
    )
    bounds = [[south, west], [north, east]]
    return html.Div(
        [
            html.Div([html.Button(button, id=button) for button in buttons]),
            dl.Map([layer], bounds=bounds, trackViewport=False, style={"height": "90vh"}),
        ]
    )


def _limits(values: Values) -> dict[str, list[float]]:
    pooled: dict[str, list[float]] = {}
    for (indicator, _), numbers in values.items():
        pooled.setdefault(indicator, []).extend(number for number in numbers if not math.isnan(number))
    steps = np.arange(1, len(COLOURS)) / len(COLOURS)
    return {indicator: np.quantile(numbers, steps).tolist() for indicator, numbers in pooled.items()}
