"""A page of text in the atlas's dress, from Markdown."""

from html import escape

from markdown_it import MarkdownIt

from layouts.document import ICON, build_marking, marked
from layouts.region import Region, text_pages
from layouts.texts import PRODUCT

# html=False: a package's text is text, never markup of its own
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
MARKDOWN_SIGNS = "\\`*_{}[]()#+-.!|<>&~"


def plain(text: str) -> str:
    """What somebody typed into an address is text, never Markdown."""
    return "".join(f"\\{c}" if c in MARKDOWN_SIGNS else c for c in " ".join(text.split()))


def build_text_page(title: str, markdown: str, region: Region) -> str:
    """Complete HTML page."""
    name = escape(region.config.region.name)
    heading = escape(marked(title, region))
    links = " ".join(f'<a href="{path}">{label}</a>' for path, label in text_pages(region).items())
    return f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading} – {name} – {PRODUCT}</title>
<link rel="icon" href="{ICON}">
<link rel="stylesheet" href="/assets/00_fonts.css">
<link rel="stylesheet" href="/assets/01_atlas.css">
<style>:root{{--akzent:{region.config.gestaltung.akzent}}}</style>
</head>
<body class="textseite">
{build_marking(region)}
<a class="sprung" href="#inhalt">Zum Inhalt springen</a>
<header class="kopf"><a class="kopf-marke" href="/"><span class="kopf-region">{name}</span>
<span class="kopf-produkt">{PRODUCT}</span></a></header>
<main id="inhalt" tabindex="-1">{_MARKDOWN.render(markdown)}</main>
<footer class="fuss"><nav aria-label="Rechtliches"><a href="/">Zum Atlas</a> {links}</nav></footer>
</body>
</html>"""
