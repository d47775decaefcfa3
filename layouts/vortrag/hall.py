"""The pages of a talk outside of Dash: the screen in the hall and the presenter's window."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from layouts.components import mask
from layouts.document import ICON, build_marking, marked
from layouts.region import Region
from layouts.texts import PRODUCT

KEYS = (
    ("→ Bild↓ Leertaste", "nächste Szene"),
    ("← Bild↑", "vorige Szene"),
    ("Pos1, Ende", "erste, letzte Szene"),
    ("Zahl und Eingabe", "zu dieser Szene"),
    ("B oder .", "Bildschirm schwarz"),
    ("Q", "QR-Code für das Publikum"),
    ("D", "dunkel oder hell"),
    ("F", "bildschirmfüllend"),
    ("N", "Fenster mit Notizen"),
    ("Esc", "zurück zum Atlas"),
)


def build_hall(region: Region, start: Mapping[str, Any], scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Scenes one after the other, each a page without its frame, side by side and only one of them visible."""
    keys = "".join(f"<dt>{escape(key)}</dt><dd>{escape(does)}</dd>" for key, does in KEYS)
    body = f"""<header class="saal-kopf"><h1 id="saal-titel">Vortrag</h1></header>
<main id="saal" class="saal-buehne" tabindex="-1">
<div id="saal-szenen" class="saal-szenen"></div>
<p id="saal-laedt" class="saal-laedt" hidden></p>
<p id="saal-hinweis" class="saal-hinweis" role="status" hidden></p>
<section id="saal-leer" class="saal-leer" hidden><h2 id="saal-leer-titel"></h2><p id="saal-leer-wie"></p>
<p><a class="knopf" href="/">Zum Atlas</a> {_button("szenen-laden", "folder-open", "Datei laden")}</p></section>
<figure id="saal-code" class="saal-code" hidden><img id="saal-code-bild" alt=""><figcaption></figcaption></figure>
<section id="saal-hilfe" class="saal-hilfe" hidden aria-label="Tasten"><dl>{keys}</dl></section>
</main>
<footer class="saal-fuss" id="saal-fuss">
<p id="saal-stelle" class="saal-stelle"></p><p id="saal-sprung" class="saal-sprung" hidden></p>
<label class="saal-wahl"><span class="nur-vorlesen">Zur Szene</span><select id="saal-wahl"></select></label>
<div class="saal-knoepfe" role="group" aria-label="Vortrag steuern">
{_button("zurueck", "chevron-left", "Vorige Szene", "nur-vorlesen")}
{_button("weiter", "chevron-right", "Nächste Szene", "nur-vorlesen")}
{_button("code", "qr-code", "QR-Code")}
{_button("thema", "moon", "Dunkel")}
{_button("schwarz", "square", "Schwarz")}
{_button("notizen", "notebook-text", "Notizen")}
{_button("voll", "maximize", "Vollbild")}
{_button("hilfe", "info", "Tasten")}
{_button("uebernehmen", "save", "Szenen übernehmen", attributes="hidden")}
<a class="knopf" id="saal-ende" href="/">{_icon("x")}<span>Beenden</span></a>
</div></footer>
<div id="saal-schwarz" class="saal-schwarz" hidden></div>"""
    return _page(region, "Vortrag", "saal", body, start, scripts, styles)


def build_notes(region: Region, start: Mapping[str, Any], scripts: Sequence[str], styles: Sequence[str]) -> str:
    """What only the presenter sees: this scene and the next, notes, time."""
    body = f"""<header class="notiz-kopf"><h1 id="saal-titel">Notizen</h1>
<p id="saal-stelle" class="saal-stelle"></p><p class="notiz-uhr"><span class="nur-vorlesen">Uhrzeit </span>
<span id="notiz-uhr"></span></p><p class="notiz-zeit"><span class="nur-vorlesen">Vergangen </span>
<span id="notiz-zeit">0:00</span></p>{_button("zeit-neu", "rotate-ccw", "Zeit auf null")}</header>
<main class="notiz-teile">
<section class="notiz-jetzt" aria-label="Diese Szene"><div id="notiz-jetzt" class="notiz-bild"></div></section>
<section class="notiz-text" aria-label="Notiz"><h2>Notiz</h2><p id="notiz-text" tabindex="0"></p></section>
<section class="notiz-folgt" aria-label="Nächste Szene"><h2>Danach: <span id="notiz-folgt-titel"></span></h2>
<div id="notiz-folgt" class="notiz-bild"></div></section>
<div id="notiz-bilder" class="notiz-bilder"></div>
</main>
<footer class="saal-fuss"><div class="saal-knoepfe" role="group" aria-label="Vortrag steuern">
{_button("zurueck", "chevron-left", "Zurück")}{_button("weiter", "chevron-right", "Weiter")}
{_button("schwarz", "square", "Schwarz")}</div><p id="notiz-stand" class="notiz-stand" role="status"></p></footer>"""
    return _page(region, "Notizen zum Vortrag", "notizen", body, start, scripts, styles)


def _button(name: str, symbol: str, label: str, looks: str = "wort", attributes: str = "") -> str:
    """A button that `data-tut` names; `looks` is the class of its words."""
    words = f'{_icon(symbol)}<span class="{looks}">{label}</span>'
    return f'<button type="button" class="knopf" data-tut="{name}" title="{label}" {attributes}>{words}</button>'


def _icon(name: str) -> str:
    image = mask(name)
    return f'<span class="zeichen" aria-hidden="true" style="mask-image:{image};-webkit-mask-image:{image}"></span>'


def _page(
    region: Region,
    title: str,
    kind: str,
    body: str,
    start: Mapping[str, Any],
    scripts: Sequence[str],
    styles: Sequence[str],
) -> str:
    name = escape(region.config.region.name)
    sheets = "".join(f'<link rel="stylesheet" href="{escape(style)}">' for style in styles)
    code = "".join(f'<script src="{escape(script)}"></script>' for script in scripts)
    # "<" is the only character that could end the element
    data = json.dumps(start, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"""<!DOCTYPE html>
<html lang="de" class="vortrag {kind} dunkel">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(marked(title, region))} – {name} – {PRODUCT}</title>
<link rel="icon" href="{ICON}">
{sheets}
<style>:root{{--akzent:{region.config.gestaltung.akzent}}}</style>
</head>
<body>
{build_marking(region)}
<noscript><p>Der Vortrag braucht JavaScript. <a href="/">Zum Atlas</a></p></noscript>
{body}
<div id="ansage" class="nur-vorlesen" role="status" aria-live="polite"></div>
<script type="application/json" id="anfang">{data}</script>
{code}
</body>
</html>"""
