"""The HTML around every page: language, icons, and the patterns that areas without a value are filled with."""

from layouts.palettes import NO_DATA, SUPPRESSED
from layouts.region import Region, text_pages

PATTERNS = (
    '<svg width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="muster-gesperrt" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="{SUPPRESSED}"/><rect width="1.6" height="6" fill="#ffffff"/></pattern>'
    '<pattern id="muster-punkte" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="{NO_DATA}"/><circle cx="3" cy="3" r="1.1" fill="#7d766b"/></pattern>'
    "</defs></svg>"
)


def index_string(region: Region) -> str:
    """Dash's page; the marks are filled in per request."""
    links = ", ".join(f'<a href="{path}">{name}</a>' for path, name in text_pages(region).items())
    return _PAGE.replace("<!--seiten-->", links)


_PAGE = """<!DOCTYPE html>
<html lang="de">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="preload" as="font" type="font/woff2" crossorigin href="/assets/fonts/source-sans-3-latin-wght-normal.woff2">
<!--vorab-->
{%css%}
<style>/*akzent*/</style>
</head>
<body>
<noscript><p>Die Karten des Sozialraumatlas brauchen JavaScript. <!--seiten--> und die
<a href="/daten/tabelle.csv">Zahlen der Startansicht als Tabelle</a> sind ohne erreichbar.</p></noscript>
{%app_entry%}
<!--anfang-->
{%config%}{%scripts%}{%renderer%}
</body>
</html>"""
