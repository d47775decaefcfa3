"""The page of the offline file, empty: the viewer fills in what a scene says."""

from html import escape

from layouts.document import build_marking
from layouts.offline.words import BUTTONS, KEYS
from layouts.region import Region


def build_body(region: Region, title: str) -> str:
    """Bar, words, map, profile, years, notes and dialogs."""
    name = escape(region.config.region.name)
    return f"""{build_marking(region)}
<noscript><p>Dieser Vortrag braucht JavaScript, aber kein Netz.</p></noscript>
<div class="vortrag" id="vortrag" hidden>
<header class="leiste">
<p class="marke"><b>{name}</b><span id="vortrag-titel">{escape(title)}</span></p>
<nav class="szenen-wahl" aria-label="Szenen">
<button type="button" class="taste" id="zurueck" aria-label="Vorige Szene">‹</button>
<span id="zaehler"></span>
<button type="button" class="taste" id="weiter" aria-label="Nächste Szene">›</button>
</nav>
<div class="tasten">{"".join(_button(*button) for button in BUTTONS)}</div>
</header>
<main class="szene" id="szene">
<section class="worte" aria-labelledby="titel">
<p class="kicker" id="kicker"></p>
<h1 id="titel" tabindex="-1"></h1>
<p class="untertitel" id="untertitel"></p>
<div class="karten-wahl" id="karten-wahl" hidden></div>
<p class="hinweis" id="hinweis" hidden></p>
<p class="satz" id="satz"></p>
<p class="satz zusammenhang" id="zusammenhang" hidden></p>
<div class="legende" id="legende"></div>
</section>
<section class="buehne" aria-label="Karte">
<div class="karte" id="karte"></div>
<div class="tabelle" id="tabelle" tabindex="0" role="region" aria-label="Tabelle" hidden></div>
<div class="bild" id="bild" hidden></div>
</section>
<section class="profil" id="profil" aria-label="Profil"></section>
<section class="zeit" id="zeit" aria-label="Jahre">
<button type="button" class="taste rund" id="abspielen"></button>
<input type="range" id="jahr" min="0" step="1" aria-label="Jahr">
<div class="jahre" id="jahre"></div>
</section>
<footer class="fuss" id="fuss">
<p id="definition"></p><p id="quelle"></p><p id="zeichen"></p>
<p><span id="herausgeber"></span> <a id="link" rel="noreferrer"></a></p>
</footer>
</main>
<aside class="notizen" id="notizen" aria-label="Notizen" hidden><p class="notiz-text" id="notiz"></p>
<p class="notiz-danach" id="danach"></p></aside>
</div>
<div class="blase" id="blase" hidden></div>
<p class="nur-vorlesen" id="ansage" aria-live="polite"></p>
<dialog id="uebersicht" aria-labelledby="uebersicht-titel">
<div class="dialog-kopf"><h2 id="uebersicht-titel">Übersicht</h2>{_close()}</div>
<ol class="uebersicht" id="uebersicht-liste"></ol>
</dialog>
<dialog id="code-dialog" aria-labelledby="code-titel">
<div class="dialog-kopf"><h2 id="code-titel">Diese Ansicht im Atlas</h2>{_close()}</div>
<div id="code"></div><p id="code-link"></p>
</dialog>
<dialog id="hilfe" aria-labelledby="hilfe-titel">
<div class="dialog-kopf"><h2 id="hilfe-titel">Tasten</h2>{_close()}</div>
<dl class="hilfe">{"".join(f"<dt>{escape(keys)}</dt><dd>{escape(what)}</dd>" for keys, what in KEYS)}</dl>
<p><label class="haken"><input type="checkbox" id="buchstaben" checked> Buchstabentasten benutzen</label></p>
</dialog>
<div class="schwarz" id="schwarz" hidden></div>"""


def _button(key: str, drawing: str, words: str, shortcut: str) -> str:
    symbol = f'<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{drawing}"/></svg>'
    return (
        f'<button type="button" class="taste" id="{key}" aria-label="{words}" title="{words} ({shortcut})">'
        f"{symbol}<span>{words}</span></button>"
    )


def _close() -> str:
    return '<button type="button" class="taste schliessen" aria-label="Schließen">×</button>'
