"""The frame around every page of the atlas: header and footer."""

from dash import html

from layouts import texts
from layouts.components import action, hyphenated, icon
from layouts.region import Region, text_pages


def build_header(region: Region) -> html.Header:
    """Region, product, navigation and the two actions that are always at hand."""
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
            html.Nav(
                [
                    action("link", "Link kopieren", **hyphenated(data_aktion="link")),
                    html.A(
                        [icon("download"), html.Span("Daten (CSV)")], id="csv", href="#", className="knopf", download=""
                    ),
                ],
                className="kopf-wege",
                **hyphenated(aria_label="Diese Ansicht"),
            ),
        ],
        className="kopf",
    )


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
