"""The factory: settings → one server with one region."""

import json
from html import escape
from typing import Any

import dash
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory, file_cache
from dashboard.checks.region import load_region
from dashboard.compression import compress_answers
from dashboard.exports.turns import AT_ONCE, Turns
from dashboard.exports.typeface import typeface_of
from dashboard.internal import HEALTH, InternalAtlas, check_access, guard
from dashboard.routes.bare import bare_page, build_bare_routes, selection_args, whole_query
from dashboard.routes.charts import build_chart_routes
from dashboard.routes.data import build_data_routes
from dashboard.routes.exports import build_export_routes
from dashboard.routes.hall import build_talk_pages, talk_data
from dashboard.routes.profilepage import PLAIN_SCRIPTS, build_profile_page_routes
from dashboard.routes.profiles import build_profile_routes
from dashboard.routes.talks import build_talk_routes
from dashboard.routes.texts import build_page_routes
from dashboard.security import secure
from dashboard.settings import ROOT, Settings
from dashboard.views import EXPLORER_SCRIPTS, PAGE_SCRIPTS, TALK_SCRIPTS, Opening, View, views_of
from geodata.package import RegionPackage
from layouts.bare import build_foot
from layouts.document import PATTERNS, index_string, marked
from layouts.sheets.typesetting import use_typeface
from layouts.texts import BROWSER, PRODUCT

LARGEST_REQUEST = 1_000_000  # bytes; scenes of a talk are the largest thing a page of ours sends


class AtlasApp(dash.Dash):
    """One view of the atlas as a Dash app; its HTML page already knows what the URL asks for.

    All views share one server, and the scripts and styles of the first one: a browser fetches them once.
    """

    def __init__(self, view: View, atlas: Atlas, server: Flask, address: str | None = None) -> None:
        others = {EXPLORER_SCRIPTS, PAGE_SCRIPTS, TALK_SCRIPTS} - {view.scripts}
        super().__init__(
            "dashboard",
            server=server,  # type: ignore[arg-type]
            routes_pathname_prefix=view.path,
            requests_pathname_prefix=view.path,
            assets_folder=str(ROOT / "assets"),
            assets_path_ignore=[f"^{folder}$" for folder in (*others, PLAIN_SCRIPTS)],
            title=PRODUCT,
            update_title="",
            index_string=index_string(atlas),
            compress=False,
            enable_mcp=False,
            serve_locally=True,
        )
        self.atlas = atlas
        self.view = view
        self.address = address  # the public one, if the operator names it
        self.views: tuple[AtlasApp, ...] = (self,)
        self.layout = view.build(atlas)
        view.register(self, atlas)

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        opening = self.view.open(selection_args() if request else {}, self.atlas)
        title = escape(marked(f"{opening.title} – {self.atlas.config.region.name} – {PRODUCT}", self.atlas))
        shared = {
            name: parts[name].replace(f'="{self.view.path}', '="/')
            for name in ("scripts", "css")
            if self.view.path != "/"
        }
        page: str = super().interpolate_index(**(parts | shared | {"title": title}))  # type: ignore[no-untyped-call]
        return _without_frame(
            page.replace("Loading...", BROWSER["laedt"], 1)
            .replace("<!--anfang-->", _start_data(self, opening))
            .replace("<!--vorab-->", _preloads(self.atlas, opening))
            .replace("/*akzent*/", f":root{{--akzent:{self.atlas.config.gestaltung.akzent}}}"),
            self.atlas,
        )


def create_app(settings: Settings, package: RegionPackage | None = None) -> AtlasApp:
    """Dash app of one region; raises `geodata.errors.PackageError` with the whole report for a broken package."""
    check_access(settings)
    package = package or load_region(settings.region)
    server = Flask("dashboard")
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    memory = Memory(server, MEMORY if settings.internal else file_cache(settings.cache))
    atlas = InternalAtlas(package, memory) if settings.internal else Atlas(package, memory)
    guard(server, settings, atlas)
    app = _build_views(atlas, server, settings.public_address)
    typeface = typeface_of(atlas)
    server.before_request(lambda: use_typeface(typeface))
    server.register_blueprint(build_data_routes(atlas))
    turns = Turns(AT_ONCE, settings.threads * 5 // 8)
    server.register_blueprint(build_export_routes(atlas, settings, turns))
    server.register_blueprint(build_chart_routes(atlas, settings, turns))
    server.register_blueprint(build_talk_routes(atlas, settings, turns))
    server.register_blueprint(build_profile_routes(atlas, settings, turns))
    server.register_blueprint(build_profile_page_routes(atlas, settings))
    server.register_blueprint(build_page_routes(atlas))
    server.register_blueprint(build_talk_pages(atlas, settings))
    server.register_blueprint(build_bare_routes(atlas, settings, server, tuple(app.view.path for app in app.views)))
    server.add_url_rule(HEALTH, "healthz", lambda: Response("ok", mimetype="text/plain"))
    for view in app.views:
        # Dash would set itself up at the first request, which is a visitor's
        view._setup_server()  # type: ignore[no-untyped-call]
    secure(server, app.views)
    compress_answers(server, memory)
    return app


def _build_views(atlas: Atlas, server: Flask, address: str | None) -> AtlasApp:
    """The app of the first view, which knows the others."""
    views = tuple(AtlasApp(view, atlas, server, address) for view in views_of(atlas))
    for app in views[1:]:
        app.registered_paths = views[0].registered_paths  # the first serves everybody's scripts
        path = app.view.path
        server.add_url_rule(path.rstrip("/"), f"{path}ohne", lambda path=path: _with_slash(path))
    views[0].views = views
    return views[0]


def _with_slash(path: str) -> AnyResponse:
    query = request.query_string.decode()
    return redirect(f"{path}?{query}" if query else path, 308)


def _start_data(app: AtlasApp, opening: Opening) -> str:
    atlas, view = app.atlas, app.view
    bare = bare_page()
    content = opening.data | {
        "adresse": bare.path if bare else view.path,
        "rahmenlos": bare.data if bare else None,
        "verzeichnis": f"{atlas.root}/verzeichnis.json",
        "wurzel": atlas.root,
    }
    content |= talk_data(atlas, app.address)
    # "<" is the only character that could end the element
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="anfang">{text}</script>{PATTERNS}'


def _without_frame(page: str, atlas: Atlas) -> str:
    """The page as it is, or dressed for a place where only its map counts."""
    bare = bare_page()
    if bare is None:
        return page.replace("<!--fuss-->", "", 1)
    foot = build_foot(atlas, bare, whole_query())
    return page.replace('<html lang="de">', f'<html lang="de" class="{bare.classes}">', 1).replace(
        "<!--fuss-->", foot, 1
    )


def _preloads(atlas: Atlas, opening: Opening) -> str:
    files = (f"{atlas.root}/verzeichnis.json", *opening.preloads)
    return "".join(f'<link rel="preload" as="fetch" crossorigin href="{escape(url)}">' for url in files)
