"""The frame around every page of the atlas: header and footer."""

from typing import Any

from dash import html

from layouts import texts
from layouts.components import hyphenated, icon
from layouts.navigation import ways_of
from layouts.region import Region, text_pages
from layouts.vortrag.scenelist import talk_menu


def build_header(region: Region, path: str, actions: list[Any]) -> html.Header:
    """Region, product, the ways to the other pages, and what can be done with the view shown."""
    design = region.config.gestaltung
    logo = [html.Img(src="/region/logo", alt=design.logo_text or region.config.region.traeger, className="logo")]
    return html.Header(
        [
            html.A(
                [
                    *(logo if design.logo else []),
                    html.Span(region.config.region.name, className="kopf-region"),
                    html.Span(texts.PRODUCT, className="kopf-produkt"),
                ],
                href="/",
                className="kopf-marke",
                **hyphenated(aria_label=f"{texts.PRODUCT} {region.config.region.name}, Startseite"),
            ),
            _build_ways(region, path),
            html.Div(
                [talk_menu(), *actions], className="kopf-wege", role="group", **hyphenated(aria_label="Diese Ansicht")
            ),
        ],
        className="kopf",
    )


def _build_ways(region: Region, path: str) -> html.Nav:
    """Links to the pages, the one shown marked; nothing where there is only one."""
    ways = ways_of(region)
    links = [
        html.A(
            [icon(way.symbol), html.Span(way.name)],
            href=way.path,
            className="weg",
            **hyphenated(data_weg=way.path, **({"aria_current": "page"} if way.path == path else {})),
        )
        for way in ways
    ]
    return html.Nav(links if len(ways) > 1 else [], className="wege", **hyphenated(aria_label="Seiten des Atlas"))


def build_footer(region: Region) -> html.Footer:
    """Legal pages and the data version."""
    links = [html.A(name, href=path) for path, name in text_pages(region).items()]
    return html.Footer(
        [
            html.Nav(links, **hyphenated(aria_label="Rechtliches")),
            html.Span(f"Datenstand {region.config.region.datenversion}"),
        ],
        className="fuss",
    )
