"""Answers that all routes of files share: the file itself, or a German page that says why there is none."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from flask import Response, request

from dashboard.atlas import Atlas
from dashboard.exports.explorer import MIME, ExportError, Format, Order, read_order, today
from dashboard.exports.turns import BusyError, Turns
from dashboard.settings import Settings
from layouts.parameters import Notice
from layouts.sheets.content import Imprint
from layouts.textpage import build_text_page, plain

T = TypeVar("T")

OPTIONS = ("blatt", "ppi", "titel", "untertitel")
SECONDS = 4  # after which a browser asks again by itself


def answer_view(
    atlas: Atlas,
    settings: Settings,
    turns: Turns,
    format: Format,
    parse: Callable[[Mapping[str, str], Atlas], tuple[T, Sequence[Notice]]],
    build: Callable[[T, Order, Imprint], bytes],
    name: Callable[[T, Order], str],
) -> Response:
    """The view that the address asks for, as a file: exactly this one or none."""
    asked = {key: value for key, value in request.args.items() if key not in OPTIONS}
    selection, notices = parse(asked, atlas)
    if notices:
        return refuse(atlas, [notice.text for notice in notices])
    try:
        order = read_order(format, *(request.args.get(option) for option in OPTIONS))
        with turns.take():
            content = build(selection, order, imprint_of(atlas, settings))
    except ExportError as error:
        return refuse(atlas, [str(error)])
    except BusyError:
        return put_off(atlas)
    return answer_file(content, MIME[format], name(selection, order))


def imprint_of(atlas: Atlas, settings: Settings) -> Imprint:
    """An imprint of today with the public address, or the one the visitor used."""
    return today(atlas, settings.public_address or request.host_url)


def answer_file(content: bytes, mime: str, name: str) -> Response:
    """A file to keep."""
    answer = Response(content, content_type=mime)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def answer_words(atlas: Atlas, title: str, text: str, status: int) -> Response:
    """A German page instead of a file; nobody keeps it."""
    answer = Response(build_text_page(title, f"# {title}\n\n{text}", atlas), status=status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def refuse(atlas: Atlas, reasons: list[str]) -> Response:
    """400 with every reason; a file that shows something else than was asked for would be printed unseen."""
    if request.accept_mimetypes.best == "text/plain":  # a dialog that shows the reasons itself
        return Response("\n".join(reasons), status=400, mimetype="text/plain", headers={"Cache-Control": "no-store"})
    named = "\n".join(f"- {plain(reason)}" for reason in reasons)
    text = (
        f"{named}\n\nEs wurde keine Datei erzeugt, damit nichts anderes gedruckt wird als gewünscht. Bitte stellen Sie "
        "die Ansicht im Atlas ein und laden Sie sie dort herunter. [Zum Atlas](/)"
    )
    return answer_words(atlas, "Diese Datei gibt es nicht", text, 400)


def put_off(atlas: Atlas) -> Response:
    """503 that tries again by itself."""
    text = (
        "Gerade werden viele Dateien erstellt. Ihre ist in wenigen Sekunden an der Reihe; diese Seite fragt von selbst "
        "wieder an."
    )
    answer = answer_words(atlas, "Einen Augenblick", text, 503)
    answer.headers["Retry-After"] = answer.headers["Refresh"] = str(SECONDS)
    return answer
