"""Files of a talk below `/export`: a page of ours posts the scenes, the answer is the file or a German page."""

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.atlas import Atlas
from dashboard.exports.explorer import MIME, ExportError, Format, file_stem
from dashboard.exports.talks import BUILDERS, TalkFormat, build_html, file_name
from dashboard.exports.turns import BusyError, Turns
from dashboard.routes.answers import SECONDS, answer_file, answer_words, imprint_of, refuse
from dashboard.routes.answers import put_off as put_off_view
from dashboard.security import comes_from_here
from dashboard.settings import Settings
from layouts.scenes import LARGEST_FILE, Scene, Talk, TalkError, read_talk
from layouts.selection import format_selection, parse_selection

FIELD = "szenen"
TALKS_AT_ONCE = 2  # made or waiting; the next one is put off
# every byte of a form may travel as three ("%C3")
LARGEST_FORM = 3 * LARGEST_FILE + 1000
TALK_MIME = {TalkFormat.PPTX: MIME[Format.PPTX], TalkFormat.HTML: "text/html; charset=utf-8"}
MAP = "karte.html"
FOREIGN = "Die Szenen kommen von einer fremden Seite. Bitte laden Sie den Vortrag im Atlas selbst herunter."
TOO_LARGE = f"Die Szenen sind größer als {LARGEST_FILE // 1000} kB. Verteilen Sie den Vortrag auf mehrere Dateien."
NOTHING = "Es sind keine Szenen angekommen. Bitte laden Sie den Vortrag im Atlas herunter."


def build_talk_routes(atlas: Atlas, settings: Settings, turns: Turns) -> Blueprint:
    """Routes of talks as files."""
    routes = Blueprint("vortrag_dateien", __name__, url_prefix="/export")
    hall = Turns(1, TALKS_AT_ONCE)

    @routes.post("/vortrag.<any(pptx,html):ending>")
    def talk(ending: str) -> Response:
        if not comes_from_here(settings):
            return refuse(atlas, [FOREIGN])
        request.max_content_length = request.max_form_memory_size = LARGEST_FORM
        try:
            text = request.form.get(FIELD, "")
            if not text:
                return refuse(atlas, [NOTHING])
            talk = read_talk(text, atlas)
            imprint = imprint_of(atlas, settings)
            # a talk is as much work as all its scenes: few at a time, and single files go in between
            with hall.take(), turns.take():
                content = BUILDERS[TalkFormat(ending)](atlas, talk, imprint, lambda *_: turns.give_way())
        except RequestEntityTooLarge:
            return refuse(atlas, [TOO_LARGE])
        except TalkError as error:
            return refuse(atlas, str(error).splitlines())
        except ExportError as error:
            return refuse(atlas, [str(error)])
        except BusyError:
            return put_off(atlas)
        return answer_file(content, TALK_MIME[TalkFormat(ending)], file_name(atlas, TalkFormat(ending)))

    @routes.get(f"/{MAP}")
    def single() -> Response:
        """The view of the explorer alone, as one file."""
        selection, notices = parse_selection(request.args, atlas)
        if notices:
            return refuse(atlas, [notice.text for notice in notices])
        scene = Scene("", "", f"/?{format_selection(selection)}", selection)
        imprint = imprint_of(atlas, settings)
        try:
            with turns.take():
                content = build_html(atlas, Talk(atlas.config.region.id, "", (scene,)), imprint, ignore_progress)
        except TalkError as error:
            return refuse(atlas, str(error).splitlines())
        except BusyError:
            return put_off_view(atlas)
        return answer_file(content, TALK_MIME[TalkFormat.HTML], f"{file_stem(atlas, selection)}.html")

    return routes


def ignore_progress(done: int, scenes: int) -> None:
    """Nobody watches."""


def put_off(atlas: Atlas) -> Response:
    """503; a form is not sent again by itself."""
    text = (
        "Gerade werden viele Dateien erstellt. Bitte gehen Sie zurück und laden Sie den Vortrag in wenigen Sekunden "
        "noch einmal herunter; Ihre Szenen sind noch da."
    )
    answer = answer_words(atlas, "Einen Augenblick", text, 503)
    answer.headers["Retry-After"] = str(SECONDS)
    return answer
