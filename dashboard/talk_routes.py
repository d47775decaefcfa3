"""Files of a talk below `/export`: a page of ours posts the scenes, the answer is the file or a German page."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.atlas import Atlas
from dashboard.export import MIME, ExportError, Format, today
from dashboard.export_routes import SECONDS, refuse
from dashboard.settings import Settings
from dashboard.talk import Progress, TalkFormat, build_slides, file_name
from dashboard.turns import BusyError, Turns
from layouts.scenes import LARGEST_FILE, Talk, TalkError, read_talk
from layouts.sheets.content import Imprint
from layouts.textpage import build_text_page

FIELD = "szenen"
# every byte of a form may travel as three ("%C3")
LARGEST_FORM = 3 * LARGEST_FILE + 1000
TALK_MIME = {TalkFormat.PPTX: MIME[Format.PPTX]}
BUILDERS: Mapping[TalkFormat, Callable[[Atlas, Talk, Imprint, Progress], bytes]] = {TalkFormat.PPTX: build_slides}
FOREIGN = "Die Szenen kommen von einer fremden Seite. Bitte laden Sie den Vortrag im Atlas selbst herunter."
TOO_LARGE = f"Die Szenen sind größer als {LARGEST_FILE // 1000} kB. Verteilen Sie den Vortrag auf mehrere Dateien."
NOTHING = "Es sind keine Szenen angekommen. Bitte laden Sie den Vortrag im Atlas herunter."


def build_talk_routes(atlas: Atlas, settings: Settings, turns: Turns) -> Blueprint:
    """Routes of talks as files."""
    routes = Blueprint("vortrag_dateien", __name__, url_prefix="/export")

    @routes.post("/vortrag.<any(pptx):ending>")
    def talk(ending: str) -> Response:
        if not comes_from_here(settings):
            return refuse(atlas, [FOREIGN])
        request.max_content_length = request.max_form_memory_size = LARGEST_FORM
        try:
            text = request.form.get(FIELD, "")
            if not text:
                return refuse(atlas, [NOTHING])
            talk = read_talk(text, atlas)
            imprint = today(atlas, settings.public_address or request.host_url)
            with turns.take():
                content = BUILDERS[TalkFormat(ending)](atlas, talk, imprint, lambda done, all_scenes: None)
        except RequestEntityTooLarge:
            return refuse(atlas, [TOO_LARGE])
        except TalkError as error:
            return refuse(atlas, str(error).splitlines())
        except ExportError as error:
            return refuse(atlas, [str(error)])
        except BusyError:
            return put_off(atlas)
        return answer_file(content, TALK_MIME[TalkFormat(ending)], file_name(atlas, TalkFormat(ending)))

    return routes


def put_off(atlas: Atlas) -> Response:
    """503; a form is not sent again by itself."""
    text = (
        "# Einen Augenblick\n\nGerade werden viele Dateien erstellt. Bitte gehen Sie zurück und laden Sie den Vortrag "
        "in wenigen Sekunden noch einmal herunter; Ihre Szenen sind noch da."
    )
    answer = Response(build_text_page("Einen Augenblick", text, atlas), status=503, mimetype="text/html")
    answer.headers["Retry-After"] = str(SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def answer_file(content: bytes, mime: str, name: str) -> Response:
    """A file to keep."""
    answer = Response(content, content_type=mime)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def comes_from_here(settings: Settings) -> bool:
    """Whether a form was sent by a page of this atlas, or by no page at all; browsers say so in headers."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    own = {request.host, urlsplit(settings.public_address or "").netloc}
    return origin is None or urlsplit(origin).netloc in own - {""}
