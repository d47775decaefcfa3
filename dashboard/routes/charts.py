"""The chart of the current view below `/export`: `ansicht` says which one, everything else as for the map."""

from flask import Blueprint, Response, abort

from dashboard.atlas import Atlas
from dashboard.exports.charts import CHART_FORMATS, build_chart, chart_file_name
from dashboard.exports.turns import Turns
from dashboard.routes.answers import answer_view
from dashboard.settings import Settings
from layouts.selection import parse_selection

FORMATS = {ending: format for format, ending in CHART_FORMATS.items()}


def build_chart_routes(atlas: Atlas, settings: Settings, turns: Turns) -> Blueprint:
    """`/export/diagramm.<ending>`."""
    routes = Blueprint("diagramm", __name__, url_prefix="/export")

    @routes.get("/diagramm.<ending>")
    def chart(ending: str) -> Response:
        if ending not in FORMATS:
            abort(404)
        return answer_view(
            atlas,
            settings,
            turns,
            FORMATS[ending],
            parse_selection,
            lambda selection, order, imprint: build_chart(atlas, selection, order, imprint),
            lambda selection, order: chart_file_name(atlas, selection, order.format),
        )

    return routes
