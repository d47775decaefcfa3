"""Files of the current view below `/export`: exactly the selection asked for, or a German page that says why not."""

from typing import Any

from flask import Blueprint, Response, abort, request

from dashboard.atlas import Atlas
from dashboard.export import MIME, ExportError, Format, Order, build_export, file_name, read_order, today
from dashboard.page_export import PAGE_FILES, PAGES, PageExport, build_page_export, page_file_name
from dashboard.settings import Settings
from dashboard.turns import BusyError, Turns
from layouts.selection import parse_selection
from layouts.textpage import build_text_page, plain

# address below /export → format; the names say what is inside
FILES = {
    "karte.svg": Format.SVG,
    "karte.png": Format.PNG,
    "karte.pdf": Format.PDF,
    "folien.pptx": Format.PPTX,
    "werte.xlsx": Format.XLSX,
    "werte.csv": Format.CSV,
    "werte.plain.csv": Format.PLAIN_CSV,
    "raeume.geojson": Format.GEOJSON,
    "raeume.gpkg": Format.GEOPACKAGE,
    "pressepaket.zip": Format.PRESS_KIT,
}
OPTIONS = ("blatt", "ppi", "titel", "untertitel")
SECONDS = 4  # after which a browser asks again by itself


def build_export_routes(atlas: Atlas, settings: Settings, turns: Turns) -> Blueprint:
    """Routes below `/export`."""
    routes = Blueprint("export", __name__, url_prefix="/export")

    @routes.get("/<name>")
    def export(name: str) -> Response:
        page, _, ending = name.partition(".")
        if page in PAGES and ending in PAGE_FILES and PAGES[page].exists(atlas):
            return _page(PAGES[page], PAGE_FILES[ending])
        if name not in FILES:
            abort(404)
        asked = {key: value for key, value in request.args.items() if key not in OPTIONS}
        selection, notices = parse_selection(asked, atlas)
        if notices:
            return refuse(atlas, [notice.text for notice in notices])
        try:
            order = read_order(FILES[name], *(request.args.get(option) for option in OPTIONS))
            with turns.take():
                imprint = today(atlas, settings.public_address or request.host_url)
                content = build_export(atlas, selection, order, imprint)
        except ExportError as error:
            return refuse(atlas, [str(error)])
        except BusyError:
            return put_off(atlas)
        return _deliver(content, order, file_name(atlas, selection, order))

    def _page(page: PageExport[Any], format: Format) -> Response:
        """The map of a page beside the explorer."""
        asked = {key: value for key, value in request.args.items() if key not in OPTIONS}
        selection, notices = page.parse(asked, atlas)
        if notices:
            return refuse(atlas, [notice.text for notice in notices])
        try:
            order = read_order(format, *(request.args.get(option) for option in OPTIONS))
            with turns.take():
                imprint = today(atlas, settings.public_address or request.host_url)
                content = build_page_export(atlas, page, selection, order, imprint)
        except ExportError as error:
            return refuse(atlas, [str(error)])
        except BusyError:
            return put_off(atlas)
        return _deliver(content, order, page_file_name(atlas, page, selection, order))

    return routes


def _deliver(content: bytes, order: Order, name: str) -> Response:
    answer = Response(content, content_type=MIME[order.format])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def refuse(atlas: Atlas, reasons: list[str]) -> Response:
    """400 with every reason; a file that shows something else than was asked for would be printed unseen."""
    if request.accept_mimetypes.best == "text/plain":  # a dialog that shows the reasons itself
        return Response("\n".join(reasons), status=400, mimetype="text/plain", headers={"Cache-Control": "no-store"})
    named = "\n".join(f"- {plain(reason)}" for reason in reasons)
    text = (
        f"# Diese Datei gibt es nicht\n\n{named}\n\nEs wurde keine Datei erzeugt, damit nichts anderes gedruckt wird "
        "als gewünscht. Bitte stellen Sie die Ansicht im Atlas ein und laden Sie sie dort herunter. [Zum Atlas](/)"
    )
    answer = Response(build_text_page("Diese Datei gibt es nicht", text, atlas), status=400, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def put_off(atlas: Atlas) -> Response:
    """503 that tries again by itself."""
    text = (
        "# Einen Augenblick\n\nGerade werden viele Dateien erstellt. Ihre ist in wenigen Sekunden an der Reihe; diese "
        "Seite fragt von selbst wieder an."
    )
    answer = Response(build_text_page("Einen Augenblick", text, atlas), status=503, mimetype="text/html")
    answer.headers["Retry-After"] = answer.headers["Refresh"] = str(SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer
