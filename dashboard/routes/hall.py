"""Pages of a talk below `/vortrag/`: the screen in the hall, the presenter's window, QR codes, and the check of a file.

The scenes themselves live with whoever presents: in the browser, in a file or behind the `#` of a link.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from dashboard.atlas import Atlas
from dashboard.exports.talks import BUILDERS
from dashboard.routes.talks import TOO_LARGE
from dashboard.settings import ROOT, Settings
from layouts.navigation import ways_of
from layouts.scenes import LARGEST_FILE, LONGEST_VIEW, Scene, Talk, TalkError, read_talk, read_view
from layouts.sheets.code import build_code
from layouts.sheets.svg import write_code
from layouts.vortrag.hall import build_hall, build_notes

ASSETS = ROOT / "assets"
STYLES = ("00_fonts.css", "01_atlas.css", "03_vortrag.css")
SHARED = ("10_atlas.js", "12_bare.js", "45_elements.js", "60_scenes.js")
HALL = (*SHARED, "vortrag/10_talk.js", "vortrag/20_frames.js", "vortrag/40_hall.js")
NOTES = (*SHARED, "vortrag/10_talk.js", "vortrag/20_frames.js", "vortrag/50_notes.js")
CODE_SIZE = 100.0  # SVG units


def talk_data(atlas: Atlas, public_address: str | None) -> dict[str, Any]:
    """What the browser's scripts need to know about scenes, on every page."""
    return {
        "region": atlas.config.region.id,
        "oeffentlich": public_address,
        "seiten": [way.path for way in ways_of(atlas)],
        "vortragsdateien": [ending.value for ending in BUILDERS],
    }


def build_talk_pages(atlas: Atlas, settings: Settings) -> Blueprint:
    """Routes of the pages of a talk."""
    routes = Blueprint("vortrag", __name__, url_prefix="/vortrag")
    start = talk_data(atlas, settings.public_address) | {
        "auswahl": {},
        "hinweise": [],
        "verzeichnis": f"{atlas.root}/verzeichnis.json",
        "wurzel": atlas.root,
    }
    sheets, hall_scripts, notes_scripts = (_named(names) for names in (STYLES, HALL, NOTES))

    @routes.get("")
    def without_slash() -> AnyResponse:
        return redirect("/vortrag/", 308)

    @routes.get("/")
    def hall() -> Response:
        return Response(build_hall(atlas, start, hall_scripts, sheets), mimetype="text/html")

    @routes.get("/notizen")
    def notes() -> Response:
        return Response(build_notes(atlas, start, notes_scripts, sheets), mimetype="text/html")

    @routes.get("/code.svg")
    def code() -> Response:
        view = request.args.get("ansicht", "")
        read = read_view(view, atlas) if len(view) <= LONGEST_VIEW else []
        if not isinstance(read, Scene):
            abort(404)
        address = (settings.public_address or request.host_url).rstrip("/")
        drawn = write_code(build_code(f"{address}{read.ansicht}", CODE_SIZE))
        return Response(drawn, mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})

    @routes.post("/pruefen")
    def check() -> Response:
        request.max_content_length = LARGEST_FILE
        try:
            answer = _checked(request.get_data(as_text=True), atlas)
        except RequestEntityTooLarge:
            answer = {"fehler": [TOO_LARGE]}
        response = jsonify(answer)
        response.headers["Cache-Control"] = "no-store"
        return response

    return routes


def _checked(text: str, atlas: Atlas) -> Mapping[str, Any]:
    try:
        return {"vortrag": _talk_dict(read_talk(text, atlas))}
    except TalkError as error:
        return {"fehler": str(error).splitlines()}


def _talk_dict(talk: Talk) -> dict[str, Any]:
    scenes = [{"titel": scene.titel, "notiz": scene.notiz, "ansicht": scene.ansicht} for scene in talk.szenen]
    return {"titel": talk.titel, "szenen": scenes}


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses of files of the program, with the version Dash gives them too: they are fetched once."""
    return tuple(f"/assets/{name}?m={_changed(ASSETS / name)}" for name in names)


def _changed(file: Path) -> float:
    return file.stat().st_mtime
