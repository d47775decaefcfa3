"""One HTML file with everything in it: viewer, type, maps, numbers and words; it never asks for anything."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from geodata.drawing import DrawnLevel
from geodata.findings import Finding
from indicators.status import Status
from layouts.document import ICON, PATTERNS
from layouts.navigation import ways_of
from layouts.offline.figures import build_figures, build_names, map_years
from layouts.offline.geometry import build_map
from layouts.offline.page import build_body
from layouts.offline.picture import Picture
from layouts.offline.scene import build_scales, build_sheets, code_path, describe_view
from layouts.offline.words import VIEWER
from layouts.palettes import NO_DATA, SUPPRESSED, SYMBOL_GROUND, UNRELIABLE
from layouts.region import Region
from layouts.relation import describe_relation
from layouts.scenes import RECORD_AGAIN, Scene, Talk, TalkError
from layouts.selection import Ansicht, Lesart, Selection, format_selection
from layouts.sentences import explain_signs
from layouts.sheets.content import Imprint
from layouts.sheets.pairs import second_selection
from layouts.sheets.wording import plain_line
from layouts.texts import PRODUCT

FOLDER = Path(__file__).resolve().parent / "viewer"
ASSETS = Path(__file__).resolve().parents[2] / "assets"
SCRIPTS = (FOLDER / "10_data.js", ASSETS / "20_format.js", *sorted(FOLDER.glob("[3-9]*.js")))
# characters beyond the first font file are few; only texts that need them carry the second
FONTS = {
    "latin": (
        "source-sans-3-latin-wght-normal.woff2",
        "U+0000-00FF,U+0131,U+0152-0153,U+2000-206F,U+20AC,U+2122,U+2212",
    ),
    "latin-ext": ("source-sans-3-latin-ext-wght-normal.woff2", "U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1E9F"),
}
EXTENDED = (0x0100, 0x1E9F)
# the policy allows no style in attributes
DRAWN_PATTERNS = PATTERNS.replace('style="position:absolute"', 'class="nur-vorlesen"')


@dataclass(frozen=True)
class Pencils:
    """Who draws: areas of a level as fine as a part of it needs, and a scene of another page as a whole sheet."""

    level: Callable[[str, str, str | None], DrawnLevel]
    picture: Callable[[Scene], Picture]


Progress = Callable[[int, int], None]


def write_document(region: Region, talk: Talk, imprint: Imprint, pencils: Pencils, progress: Progress) -> bytes:
    """The file; raises `TalkError` for a scene in which no area is shown."""
    content = build_content(region, talk, imprint, pencils, progress)
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    title = escape(" – ".join(part for part in (content["titel"], region.config.region.name, PRODUCT) if part))
    style, script = _style(region, data), "\n".join(file.read_text("utf-8") for file in SCRIPTS)
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = f"""<!DOCTYPE html>
<html lang="de" data-thema="hell">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<link rel="icon" href="{ICON}">
<style>{style}</style>
</head>
<body>
{DRAWN_PATTERNS}
{build_body(region, content["titel"])}
<script type="application/json" id="daten">{_harmless(data)}</script>
<script>{script}</script>
</body>
</html>
"""
    return page.encode()


def build_content(region: Region, talk: Talk, imprint: Imprint, pencils: Pencils, progress: Progress) -> dict[str, Any]:
    """Everything the viewer looks up: maps, numbers and names once each, words for every scene and year."""
    config = region.config.region
    content: dict[str, Any] = {
        "titel": plain_line(talk.titel),
        "region": config.name,
        "zeichen": explain_signs(Status),
        "zeichenfarben": {"m": NO_DATA, "s": SUPPRESSED, "u": UNRELIABLE, "x": UNRELIABLE, "grund": SYMBOL_GROUND},
        "texte": VIEWER,
        "raeume": {},
        "zahlen": {},
        "karten": {},
        "ansichten": {},
        "szenen": [],
    }
    for number, scene in enumerate(talk.szenen, start=1):
        try:
            content["szenen"].append(_add_scene(region, scene, imprint, pencils, content))
        except ValueError as error:
            raise TalkError([Finding(("szenen", number - 1), f"Szene {number}: {error}", RECORD_AGAIN)]) from error
        progress(number, len(talk.szenen))
    return content


def _add_scene(
    region: Region, scene: Scene, imprint: Imprint, pencils: Pencils, content: dict[str, Any]
) -> dict[str, Any]:
    address = f"{imprint.address}{scene.ansicht}"
    frame = {
        "titel": plain_line(scene.titel),
        "notiz": scene.notiz,
        "seite": next(way.name for way in ways_of(region) if way.path == scene.path),
        "link": address,
        "code": code_path(address),
    }
    selection = scene.selection
    if not isinstance(selection, Selection):
        return frame | pencils.picture(scene)
    shown = frame | _add_map(region, replace(selection, karten=1, vergleich=None), imprint, pencils, content)
    if selection.vergleich is None:
        return shown
    second = second_selection(region, selection, selection.vergleich)
    related = {} if selection.basis is not None else describe_relation(region, selection, selection.vergleich)
    words = [related[jahr].sentence for jahr in map_years(region, selection) if jahr in related]
    return shown | {"zweite": _add_map(region, second, imprint, pencils, content), "zusammenhang": words}


def _add_map(
    region: Region, selection: Selection, imprint: Imprint, pencils: Pencils, content: dict[str, Any]
) -> dict[str, Any]:
    """A map of a scene; words, names, numbers and lines go where other scenes find them, too."""
    years = map_years(region, selection)
    keys = [str(key) for key in region.areas(selection.stand, selection.ebene).index]
    # scenes that differ in year or selected area alone are one view
    view = replace(selection, jahr=years[-1], raum=None, ansicht=Ansicht.RANG, lesart=Lesart.UMGERECHNET)
    name = format_selection(view)
    if name not in content["ansichten"]:
        content["ansichten"][name] = _build_view(region, view, imprint, pencils, content, keys)
    raum = None if selection.raum is None else keys.index(selection.raum)
    return {"ansicht": name, "jahr": years.index(selection.jahr), "raum": raum}


def _build_view(
    region: Region, view: Selection, imprint: Imprint, pencils: Pencils, content: dict[str, Any], keys: list[str]
) -> dict[str, Any]:
    level = f"{view.stand}/{view.ebene}"
    change = () if view.basis is None else (str(view.basis), view.grenzaenderung.value)
    scales = build_scales(region, view)
    sheets = build_sheets(region, view, imprint, scales)
    sheet = sheets[view.jahr]
    figures = "/".join((view.indikator, level, *change))
    drawing = "/".join((level, view.innerhalb or "", view.feld or "", sheet.form.value))
    if level not in content["raeume"]:
        content["raeume"][level] = build_names(region, view.stand, view.ebene)
    if figures not in content["zahlen"]:
        content["zahlen"][figures] = build_figures(region, view)
    if drawing not in content["karten"]:
        content["karten"][drawing] = build_map(sheet, pencils.level(view.stand, view.ebene, view.innerhalb), keys)
    described = describe_view(region, view, sheets, scales, keys)
    return {"raeume": level, "zahlen": figures, "karte": drawing} | described


def _style(region: Region, data: str) -> str:
    faces = [_font_face(*FONTS["latin"])]
    if any(EXTENDED[0] <= ord(char) <= EXTENDED[1] for char in set(data)):
        faces.append(_font_face(*FONTS["latin-ext"]))
    accent = f":root{{--akzent:{region.config.gestaltung.akzent}}}"
    return "".join((*faces, (FOLDER / "viewer.css").read_text("utf-8"), accent))


def _font_face(file: str, characters: str) -> str:
    packed = base64.b64encode((ASSETS / "fonts" / file).read_bytes()).decode()
    return (
        '@font-face{font-family:"Atlas Sans";font-style:normal;font-weight:200 900;font-display:block;'
        f'src:url(data:font/woff2;base64,{packed}) format("woff2");unicode-range:{characters}}}\n'
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _harmless(data: str) -> str:
    """Data that can neither end its element nor open a comment, whoever typed the titles."""
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
