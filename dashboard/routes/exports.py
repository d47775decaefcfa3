"""Files of the current view below `/export`: exactly the selection asked for, or a German page that says why not."""

from flask import Blueprint, Response, abort

from dashboard.atlas import Atlas
from dashboard.exports.explorer import Format, build_export, file_name
from dashboard.exports.pages import PAGE_FILES, PAGES, build_page_export, page_file_name
from dashboard.exports.turns import Turns
from dashboard.routes.answers import answer_view
from dashboard.settings import Settings
from layouts.selection import parse_selection

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


def build_export_routes(atlas: Atlas, settings: Settings, turns: Turns) -> Blueprint:
    """Routes below `/export`."""
    routes = Blueprint("export", __name__, url_prefix="/export")

    @routes.get("/<name>")
    def export(name: str) -> Response:
        stem, _, ending = name.partition(".")
        if stem in PAGES and ending in PAGE_FILES and PAGES[stem].exists(atlas):
            page = PAGES[stem]
            return answer_view(
                atlas,
                settings,
                turns,
                PAGE_FILES[ending],
                page.parse,
                lambda selection, order, imprint: build_page_export(atlas, page, selection, order, imprint),
                lambda selection, order: page_file_name(atlas, page, selection, order),
            )
        if name not in FILES:
            abort(404)
        return answer_view(
            atlas,
            settings,
            turns,
            FILES[name],
            parse_selection,
            lambda selection, order, imprint: build_export(atlas, selection, order, imprint),
            lambda selection, order: file_name(atlas, selection, order),
        )

    return routes
