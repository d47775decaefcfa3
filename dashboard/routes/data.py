"""HTTP routes of everything that is a file: immutable, content-hashed, compressed once."""

from collections.abc import Callable
from gzip import decompress as gunzip

from flask import Blueprint, Response, abort, request

from dashboard.atlas import Atlas
from dashboard.security import IMMUTABLE
from dashboard.tables.crosswalks import build_crosswalk_csv
from dashboard.tables.explorer import build_csv
from dashboard.tables.fields import build_field_csv
from dashboard.tables.indices import build_index_csv
from geodata.encoding import Compressed
from layouts.gebietsstaende.selection import parse_revision
from layouts.handlungsfelder.selection import has_fields, parse_fields
from layouts.handlungsfelder.view import read_view
from layouts.indizes.selection import has_indices, parse_index
from layouts.selection import Grenzaenderung, base_years, parse_selection
from layouts.texts import FILE_PREFIX

JSON = "application/json; charset=utf-8"


def build_data_routes(atlas: Atlas) -> Blueprint:
    """Routes below `/daten`; a wrong hash or key is 404, never an old or half answer."""
    routes = Blueprint("daten", __name__, url_prefix="/daten")

    @routes.get("/<version>/verzeichnis.json")
    def directory(version: str) -> Response:
        return _answer(version == atlas.version, atlas.directory_file)

    @routes.get("/<version>/werte/<stand>/<ebene>/<indikator>.json")
    def values(version: str, stand: str, ebene: str, indikator: str) -> Response:
        known = version == atlas.version and bool(atlas.years(indikator, stand, ebene))
        return _answer(known, lambda: atlas.values_file(indikator, stand, ebene))

    @routes.get("/<version>/jahresgrenzen/<stand>/<ebene>/<indikator>.json")
    def year_limits(version: str, stand: str, ebene: str, indikator: str) -> Response:
        known = version == atlas.version and bool(atlas.years(indikator, stand, ebene))
        return _answer(known, lambda: atlas.year_limits_file(indikator, stand, ebene))

    @routes.get("/<version>/veraenderung/<stand>/<ebene>/<int:basis>/<regel>/<indikator>.json")
    def changes(version: str, stand: str, ebene: str, basis: int, regel: str, indikator: str) -> Response:
        known = (
            version == atlas.version
            and bool(atlas.years(indikator, stand, ebene))
            and basis in base_years(atlas, indikator, ebene)
            and regel in list(Grenzaenderung)
        )
        return _answer(known, lambda: atlas.change_file(indikator, (stand, ebene), basis, Grenzaenderung(regel)))

    @routes.get("/raeume/<stand>/<ebene>/<name>-<digest>.json")
    def areas(stand: str, ebene: str, name: str, digest: str) -> Response:
        files = {"geometrie": atlas.geometry_file, "grenzen": atlas.borders_file, "namen": atlas.names_file}
        known = name in files and atlas.has_areas(stand, ebene) and digest == atlas.geometry_hash(stand, ebene)
        return _answer(known, lambda: files[name](stand, ebene))

    @routes.get("/<version>/felder/<stand>.json")
    def fields(version: str, stand: str) -> Response:
        return _answer(version == atlas.version and bool(atlas.field_years(stand)), lambda: atlas.fields_file(stand))

    @routes.get("/<version>/teile/<von>/<nach>.json")
    def pieces(version: str, von: str, nach: str) -> Response:
        known = {stand.id for stand in atlas.config.gebietsstaende}
        return _answer(
            version == atlas.version and von != nach and {von, nach} <= known, lambda: atlas.pieces_file(von, nach)
        )

    @routes.get("/tabelle.csv")
    def table() -> Response:
        selection, _ = parse_selection(request.args, atlas)
        prefix = FILE_PREFIX if atlas.marking is not None else ""
        name = f"{prefix}{selection.indikator}_{selection.jahr}_{selection.ebene}_{selection.stand}.csv"
        return _download(build_csv(atlas, selection), name)

    @routes.get("/umrechnung.csv")
    def crosswalk() -> Response:
        selection, _ = parse_revision(request.args, atlas)
        prefix = FILE_PREFIX if atlas.marking is not None else ""
        name = f"{prefix}umrechnung_{selection.von}_{selection.nach}.csv"
        notes = [note for note in (atlas.marking, atlas.config.region.hinweis) if note]
        names = {
            (stand, level.id): atlas.areas(stand, level.id)["name"]
            for stand in (selection.von, selection.nach)
            for level in atlas.config.ebenen
        }
        content = build_crosswalk_csv(atlas.config, names, atlas.crosswalk(selection.von, selection.nach), notes)
        return _download(content, name)

    @routes.get("/handlungsfelder.csv")
    def field_matrix() -> Response:
        if not has_fields(atlas):
            abort(404)
        selection, _ = parse_fields(request.args, atlas)
        marks = (FILE_PREFIX if atlas.marking is not None else "") + ("was-waere-wenn_" if selection.grenzen else "")
        name = f"{marks}handlungsfelder_{selection.jahr}_{selection.stand}.csv"
        return _download(build_field_csv(read_view(atlas, selection)), name)

    @routes.get("/index.csv")
    def index() -> Response:
        if not has_indices(atlas):
            abort(404)
        selection, _ = parse_index(request.args, atlas)
        prefix = FILE_PREFIX if atlas.marking is not None else ""
        name = f"{prefix}{selection.index}_{selection.jahr}_{selection.stand}.csv"
        return _download(build_index_csv(atlas, selection), name)

    return routes


def _download(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="text/csv", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _answer(known: bool, build: Callable[[], Compressed]) -> Response:
    if not known:
        abort(404)
    content = build()
    accepted = request.accept_encodings
    if accepted.quality("br"):
        answer = Response(content.br, content_type=JSON, headers={"Content-Encoding": "br"})
    elif accepted.quality("gzip"):
        answer = Response(content.gzip, content_type=JSON, headers={"Content-Encoding": "gzip"})
    else:
        answer = Response(gunzip(content.gzip), content_type=JSON)
    answer.headers["Cache-Control"] = IMMUTABLE
    answer.headers["Vary"] = "Accept-Encoding"
    return answer
