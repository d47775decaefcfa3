"""The map: a dash-leaflet map without basemap whose areas are coloured in the browser (`assets/50_map.js`)."""

import dash_leaflet as dl
from dash import html

from layouts import ids
from layouts.components import hyphenated
from layouts.region import Region

# Leaflet draws SVG up to here, because keyboard focus needs an element for each area; canvas above, because it is fast.
SVG_LIMIT = 1500


def build_map(region: Region, map_id: str, areas_id: str) -> html.Div:
    """An empty map; `areas_id` receives the areas of the chosen level and Gebietsstand."""
    return html.Div(
        [
            html.H2("", id=f"{map_id}-titel", className="karten-titel"),
            dl.Map(
                [
                    dl.Pane(
                        name=f"{areas_id}-rand",
                        style={"zIndex": 410, "pointerEvents": "none"},
                        children=dl.LayerGroup(id=f"{areas_id}-grenzen", children=[]),
                    ),
                    dl.LayerGroup(id=areas_id, children=[]),
                    dl.ScaleControl(position="bottomright", imperial=False, metric=True),
                ],
                id=map_id,
                center=[51.0, 10.0],
                zoom=6,
                zoomSnap=0,
                zoomDelta=0.5,
                wheelPxPerZoomLevel=120,
                minZoom=0,
                maxZoom=17,
                trackViewport=False,
                preferCanvas=needs_canvas(region),
                attributionControl=False,
                zoomControl=False,
                keyboard=False,
                className="karte-flaeche",
            ),
            html.Div(className="karten-knoepfe", **hyphenated(data_karte=map_id)),
        ],
        id=f"{map_id}-rahmen",
        className="karte",
        hidden=map_id != ids.KARTE_A,
        role="group",
        **hyphenated(aria_label="Karte"),
    )


def needs_canvas(region: Region) -> bool:
    """Whether any level has more areas than SVG draws quickly."""
    return any(
        len(region.areas(stand.id, level.id)) > SVG_LIMIT
        for stand in region.config.gebietsstaende
        for level in region.config.ebenen
    )
