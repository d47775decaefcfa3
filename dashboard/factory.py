"""The factory: settings → one server with one region."""

import json
from html import escape
from typing import Any

import dash
from flask import Flask, Response, request

from callbacks import explorer as explorer_callbacks
from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory, file_cache
from dashboard.check import load_region
from dashboard.compression import compress_answers
from dashboard.data_routes import build_data_routes
from dashboard.internal import HEALTH, InternalAtlas, check_access, guard
from dashboard.pages import build_page_routes
from dashboard.security import secure
from dashboard.settings import ROOT, Settings
from geodata.package import RegionPackage
from layouts.document import PATTERNS, index_string, marked
from layouts.explorer import build_explorer
from layouts.region import indicator_of
from layouts.selection import Selection, parse_selection, selection_dict
from layouts.texts import BROWSER, PRODUCT


class AtlasApp(dash.Dash):
    """Dash whose HTML page already knows the view that the URL asks for."""

    atlas: Atlas

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        selection, notices = parse_selection(request.args if request else {}, self.atlas)
        entry = indicator_of(self.atlas, selection.indikator)
        region = self.atlas.config.region.name
        title = escape(marked(f"{entry.name} {selection.jahr} – {region} – {PRODUCT}", self.atlas))
        page: str = super().interpolate_index(**(parts | {"title": title}))  # type: ignore[no-untyped-call]
        return (
            page.replace("Loading...", BROWSER["laedt"], 1)
            .replace("<!--anfang-->", _start_data(self.atlas, selection, [n.text for n in notices]))
            .replace("<!--vorab-->", _preloads(self.atlas, selection))
            .replace("/*akzent*/", f":root{{--akzent:{self.atlas.config.gestaltung.akzent}}}")
        )


def create_app(settings: Settings, package: RegionPackage | None = None) -> AtlasApp:
    """Dash app of one region; raises `geodata.errors.PackageError` with the whole report for a broken package."""
    check_access(settings)
    package = package or load_region(settings.region)
    server = Flask("dashboard")
    memory = Memory(server, MEMORY if settings.internal else file_cache(settings.cache))
    atlas = InternalAtlas(package, memory) if settings.internal else Atlas(package, memory)
    guard(server, settings, atlas)
    app = AtlasApp(
        "dashboard",
        server=server,  # type: ignore[arg-type]
        assets_folder=str(ROOT / "assets"),
        title=PRODUCT,
        update_title="",
        index_string=index_string(atlas),
        compress=False,
        enable_mcp=False,
        serve_locally=True,
    )
    app.atlas = atlas
    app.layout = build_explorer(atlas)
    explorer_callbacks.register(app, atlas)
    server.register_blueprint(build_data_routes(atlas))
    server.register_blueprint(build_page_routes(atlas))
    server.add_url_rule(HEALTH, "healthz", lambda: Response("ok", mimetype="text/plain"))
    # Dash would set itself up at the first request, which is a visitor's
    app._setup_server()  # type: ignore[no-untyped-call]
    secure(app)
    compress_answers(server, memory)
    return app


def _start_data(atlas: Atlas, selection: Selection, notices: list[str]) -> str:
    content = {
        "auswahl": selection_dict(selection),
        "hinweise": notices,
        "verzeichnis": f"{atlas.root}/verzeichnis.json",
        "wurzel": atlas.root,
        "geometrie": atlas.geometry_urls(selection.stand, selection.ebene),
    }
    # "<" is the only character that could end the element
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="anfang">{text}</script>{PATTERNS}'


def _preloads(atlas: Atlas, selection: Selection) -> str:
    geometry = atlas.geometry_urls(selection.stand, selection.ebene)
    files = [
        f"{atlas.root}/verzeichnis.json",
        f"{atlas.root}/werte/{selection.stand}/{selection.ebene}/{selection.indikator}.json",
        *geometry.values(),
    ]
    return "".join(f'<link rel="preload" as="fetch" crossorigin href="{escape(url)}">' for url in files)
