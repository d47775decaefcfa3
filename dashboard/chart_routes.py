"""The chart of the current view below `/export`: `ansicht` says which one, everything else as for the map."""

from flask import Blueprint, Response, abort, request

from dashboard.atlas import Atlas
from dashboard.charts import CHART_FORMATS, build_chart, chart_file_name
from dashboard.export import MIME, ExportError, read_order, today
from dashboard.export_routes import OPTIONS, put_off, refuse
from dashboard.settings import Settings
from dashboard.turns import BusyError, Turns
from layouts.selection import parse_selection

FORMATS = {ending: format for format, ending in CHART_FORMATS.items()}


def build_chart_routes(atlas: Atlas, settings: Settings, turns: Turns) -> Blueprint:
    """`/export/diagramm.<ending>`."""
    routes = Blueprint("diagramm", __name__, url_prefix="/export")

    @routes.get("/diagramm.<ending>")
    def chart(ending: str) -> Response:
        if ending not in FORMATS:
            abort(404)
        asked = {key: value for key, value in request.args.items() if key not in OPTIONS}
        selection, notices = parse_selection(asked, atlas)
        if notices:
            return refuse(atlas, [notice.text for notice in notices])
        try:
            order = read_order(FORMATS[ending], *(request.args.get(option) for option in OPTIONS))
            with turns.take():
                imprint = today(atlas, settings.public_address or request.host_url)
                content = build_chart(atlas, selection, order, imprint)
        except ExportError as error:
            return refuse(atlas, [str(error)])
        except BusyError:
            return put_off(atlas)
        answer = Response(content, content_type=MIME[order.format])
        name = chart_file_name(atlas, selection, order.format)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer

    return routes
