"""The HTML around every page: language, icons, and the patterns that areas without a value are filled with."""

from layouts.palettes import NO_DATA, SUPPRESSED
from layouts.region import Region, text_pages

# Inside the page, because Chromium fetches a linked icon again at every step of the history.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Cpath fill='%237a2e3a' d='M4 5 13 3l3 7-5 6-7-2z'/%3E%3Cpath fill='%23c98a86' d='m15 3 13 3-1 9-9 1-1-6z'/%3E"
    "%3Cpath fill='%23e6c5bd' d='m4 16 7 2 2 9-9 1z'/%3E"
    "%3Cpath fill='%23a65a5e' d='m13 17 5 1 9-1 1 11-13 1z'/%3E%3C/svg%3E"
)

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
    page = _PAGE.replace("<!--seiten-->", links).replace("<!--zeichen-->", ICON)
    return page.replace("<!--vermerk-->", build_marking(region))


def build_marking(region: Region) -> str:
    """The banner of the internal mode, outside of what scripts draw; nothing in the public atlas."""
    if region.marking is None:
        return ""
    return f'<aside class="vermerk" aria-label="Vermerk"><p role="note">{region.marking}</p></aside>'


def marked(title: str, region: Region) -> str:
    """Title of a page, after the marking where there is one."""
    return title if region.marking is None else f"{region.marking} | {title}"


_PAGE = """<!DOCTYPE html>
<html lang="de">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="<!--zeichen-->">
<link rel="preload" as="font" type="font/woff2" crossorigin href="/assets/fonts/source-sans-3-latin-wght-normal.woff2">
<!--vorab-->
{%css%}
<style>/*akzent*/</style>
</head>
<body>
<!--vermerk-->
<noscript><p>Die Karten des Sozialraumatlas brauchen JavaScript. <!--seiten--> und die
<a href="/daten/tabelle.csv">Zahlen der Startansicht als Tabelle</a> sind ohne erreichbar.</p></noscript>
{%app_entry%}
<!--fuss-->
<!--anfang-->
{%config%}{%scripts%}{%renderer%}
</body>
</html>"""
