"""Plain pages: imprint, privacy, accessibility, about. Markdown from the region package, readable without scripts."""

from pathlib import Path

from dash.exceptions import DependencyException
from flask import Blueprint, Response, abort, request, send_file

from dashboard.atlas import Atlas
from layouts.textpage import build_text_page

PAGES = {
    "impressum": "Impressum",
    "datenschutz": "Datenschutz",
    "barrierefreiheit": "Erklärung zur Barrierefreiheit",
    "ueber": "Über die Daten",
}


def build_page_routes(atlas: Atlas) -> Blueprint:
    """Routes of the text pages and the region's logo."""
    routes = Blueprint("seiten", __name__)

    @routes.get("/<any(impressum,datenschutz,barrierefreiheit,ueber):page>")
    def text_page(page: str) -> Response:
        file = getattr(atlas.config.texte, page)
        if file is None:
            abort(404)
        markdown = (atlas.folder / file).read_text("utf-8")
        return Response(build_text_page(PAGES[page], markdown, atlas), mimetype="text/html")

    @routes.get("/region/logo")
    def logo() -> Response:
        design = atlas.config.gestaltung
        if design.logo is None:
            abort(404)
        return send_file(Path(atlas.folder / design.logo), max_age=3600)

    @routes.before_app_request
    def only_known_pages() -> None:
        # Dash answers every unknown address with the page above it
        if (request.endpoint or "").endswith("/<path:path>"):
            abort(404)

    @routes.app_errorhandler(DependencyException)  # a script Dash does not know
    @routes.app_errorhandler(404)
    def not_found(_error: Exception) -> tuple[Response, int]:
        text = "# Diese Seite gibt es nicht\n\nDer Link ist veraltet oder unvollständig. [Zur Startseite](/)"
        return Response(build_text_page("Nicht gefunden", text, atlas), mimetype="text/html"), 404

    @routes.app_errorhandler(413)
    def too_large(_error: Exception) -> tuple[Response, int]:
        text = "# Das ist zu viel auf einmal\n\nSo große Eingaben nimmt der Atlas nicht an. [Zur Startseite](/)"
        return Response(build_text_page("Zu groß", text, atlas), mimetype="text/html"), 413

    @routes.app_errorhandler(500)
    def broken(_error: Exception) -> tuple[Response, int]:
        text = (
            "# Das hat nicht geklappt\n\nDer Atlas konnte diese Seite nicht zusammenstellen. Bitte laden Sie sie neu; "
            "bleibt der Fehler, sagen Sie bitte der Stelle im [Impressum](/impressum) Bescheid. [Zur Startseite](/)"
        )
        return Response(build_text_page("Fehler", text, atlas), mimetype="text/html"), 500

    return routes
