"""The pages without their frame: below `/embed` for other sites, below `/vortrag/ansicht` for a talk on this one.

They are the very pages of the atlas, served with another class on <html>: nothing of a map is written twice.
"""

from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, abort, g, has_request_context, request

from dashboard.atlas import Atlas
from dashboard.settings import Settings
from layouts.bare import PATHS, Bare, Place, options_of, read_bare
from layouts.parameters import Notice
from layouts.textpage import build_text_page, plain

OWN_ORIGIN = "'self'"
EVERYWHERE = "*"


def bare_page() -> Bare | None:
    """How the current request wants its page without a frame; None for a whole page."""
    return g.get("bare") if has_request_context() else None


def selection_args() -> dict[str, str]:
    """Parameters of the current request that are about the selection."""
    bare = bare_page()
    options = options_of(bare.place) if bare else ()
    return {key: value for key, value in request.args.items() if key not in options}


def frame_ancestors() -> str:
    """Who may show the current answer inside a page: nobody, unless a route says so."""
    return str(g.get("frame_ancestors", "'none'"))


def ancestors_of(place: Place, settings: Settings) -> str:
    """Sources of `frame-ancestors`: the operator's list for embedding, this server alone for a talk."""
    if place is Place.PRESENTED:
        return OWN_ORIGIN
    return " ".join((OWN_ORIGIN, *settings.embedders)) if settings.embedders else EVERYWHERE


def build_bare_routes(atlas: Atlas, settings: Settings, server: Flask, ways: tuple[str, ...]) -> Blueprint:
    """Routes of the pages at `ways`. Numbers without confidentiality are never embedded in another page."""
    routes = Blueprint("rahmenlos", __name__)
    places = [place for place in Place if place is Place.PRESENTED or atlas.marking is None]

    def answer(place: Place, page: str = "") -> Response:
        way = f"/{page}/" if page else "/"
        if way not in ways:
            abort(404)
        g.frame_ancestors = ancestors_of(place, settings)
        read = read_bare(place, way, request.args.to_dict(flat=False))
        if not isinstance(read, Bare):
            return _refuse(atlas, read)
        g.bare = read
        return Response(str(server.view_functions[way]()), mimetype="text/html")

    for place in places:
        for ending in ("", "/<page>"):
            name = f"{place}{'-seite' if ending else ''}"
            routes.add_url_rule(f"{PATHS[place]}{ending}", name, answer, defaults={"place": place})
    return routes


def whole_query() -> str:
    """The query of the whole page that shows the same."""
    return urlencode(selection_args())


def _refuse(atlas: Atlas, notices: tuple[Notice, ...]) -> Response:
    named = "\n".join(f"- {plain(notice.text)}" for notice in notices)
    text = f"# Diese Ansicht gibt es nicht\n\n{named}\n\n[Zum Atlas](/)"
    return Response(build_text_page("Diese Ansicht gibt es nicht", text, atlas), status=400, mimetype="text/html")
