"""The map: a dash-leaflet map without basemap whose areas are coloured in the browser (`assets/50_map.js`)."""

from typing import Any

import dash_leaflet as dl
from dash import html

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
                    dl.Pane(name=f"{areas_id}-rand", style={"zIndex": 410, "pointerEvents": "none"},
                            children=dl.LayerGroup(id=f"{areas_id}-grenzen", children=[])),
                    dl.LayerGroup(id=areas_id, children=[]),
                    dl.ScaleControl(position="bottomright", imperial=False, metric=True),
                ],
                id=map_id,
                center=[51.0, 10.0],
                zoom=6,
                zoomSnap=0.25,
                zoomDelta=0.5,
                wheelPxPerZoomLevel=120,
                minZoom=4,
                maxZoom=17,
                trackViewport=False,
                preferCanvas=needs_canvas(region),
                attributionControl=False,
                zoomControl=False,
                keyboard=False,
                className="karte-flaeche",
            ),
            html.Div(className="karten-knoepfe", **{"data-karte": map_id}),
        ],
        id=f"{map_id}-rahmen",
        className="karte",
        role="group",
        **{"aria-label": "Karte"},
    )


def needs_canvas(region: Region) -> bool:
    """Whether any level has more areas than SVG draws quickly."""
    return any(
        len(region.areas(stand.id, level.id)) > SVG_LIMIT
        for stand in region.config.gebietsstaende
        for level in region.config.ebenen
    )


def area_layers(areas_id: str, geometry_url: str, borders_url: str) -> tuple[list[Any], list[Any]]:
    """The areas of one level and Gebietsstand, and the outlines of the group level above them.

    One component per geometry: changing `url` of a living one leaves stale context behind.
    """
    script = {"variable": "atlas.map.style"}
    areas = dl.GeoJSON(
        url=geometry_url,
        id=f"{areas_id}-{geometry_url.rsplit('/', 1)[-1].replace('.', '-')}",
        style=script,
        onEachFeature={"variable": "atlas.map.register"},
        disableDefaultEventHandlers=True,
        zoomToBounds=False,
        hideout={"karte": areas_id},
    )
    borders = dl.GeoJSON(
        url=borders_url,
        id=f"{areas_id}-grenzen-{borders_url.rsplit('/', 1)[-1].replace('.', '-')}",
        style={"variable": "atlas.map.borderStyle"},
        disableDefaultEventHandlers=True,
        interactive=False,
    )
    return [areas], [borders]
