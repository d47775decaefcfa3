"""A visitor who asks for everything: every route of the server and every callback, found on the server itself.

A route or callback that is not in these tables makes `unknown_routes` or `unknown_callbacks` speak up: whoever adds one
says here how it is visited, so that no answer escapes the search for protected numbers.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, permutations
from typing import Any
from urllib.parse import urlencode

from dashboard.atlas import Atlas
from dashboard.exports.pages import PAGES as PAGE_EXPORTS
from dashboard.exports.talks import BUILDERS
from dashboard.factory import AtlasApp
from dashboard.routes.charts import FORMATS as CHART_ENDINGS
from dashboard.routes.exports import FILES
from layouts.bare import PATHS, Place
from layouts.indizes.selection import OWN, index_choices
from layouts.navigation import GEBIETSSTAENDE, HANDLUNGSFELDER, INDIZES, ways_of
from layouts.scenes import FORMAT, MOST_SCENES, VERSION
from layouts.selection import Grenzaenderung, base_years, change_years
from tests.dashboard.routes.test_data import data_paths
from tests.dashboard.secrecy.contents import layers
from tests.dashboard.secrecy.questions import CALLBACKS, View

LIGHT = (".csv", ".xlsx", ".geojson", ".svg")

Views = Iterable[View]

# Files of the program: the same for every region, so no number of a region can be in them.
PROGRAM = frozenset({
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>", "/_favicon.ico", "/_reload-hash",
    "_dash_assets.static", "static",
})  # fmt: skip


def views(atlas: Atlas) -> Iterator[View]:
    """Every indicator, level, Gebietsstand and year, and in each every selected area and every filter."""
    for key in atlas.catalogue.indikatoren:
        for stand in atlas.config.gebietsstaende:
            for ebene in atlas.config.ebenen:
                for jahr in atlas.years(key, stand.id, ebene.id):
                    other = next(iter(atlas.catalogue.indikatoren))
                    place = {"indikator": key, "jahr": jahr, "stand": stand.id, "ebene": ebene.id, "vergleich": other}
                    yield place
                    yield from (place | {"raum": raum} for raum in atlas.areas(stand.id, ebene.id).index)
                    yield from (place | {"innerhalb": group} for group in atlas.groups(stand.id))


def _at(path: str) -> Callable[[Atlas, Views], Iterator[str]]:
    """Visit one address as it is, and with the parameters of every view."""

    def addresses(atlas: Atlas, wanted: Views) -> Iterator[str]:
        yield path
        yield from (f"{path}?{urlencode(view)}" for view in wanted)

    return addresses


def _once(*paths: str) -> Callable[[Atlas, Views], Iterator[str]]:
    return lambda atlas, wanted: iter(paths)


def _files(kind: str) -> Callable[[Atlas, Views], Iterator[str]]:
    """Data files below /daten whose address holds a word, as far as views ask for them."""

    def addresses(atlas: Atlas, wanted: Views) -> Iterator[str]:
        asked = {f"/{view['indikator']}.json" for view in wanted}
        for path in data_paths(atlas):
            about_one = path.startswith((f"{atlas.root}/werte/", f"{atlas.root}/jahresgrenzen/"))
            if kind in path and (not about_one or path[path.rindex("/") :] in asked):
                yield path

    return addresses


PAGES = (GEBIETSSTAENDE, HANDLUNGSFELDER, INDIZES)  # beside the explorer


def _page_program(path: str) -> Iterator[str]:
    """Endpoints of one page that only serve files of the program."""
    yield f"{path.replace('/', '_')}dash_assets.static"
    yield from (f"{path}{name}" for name in ("_favicon.ico", "_reload-hash"))
    yield f"{path}_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"


def _page_routes(path: str) -> dict[str, Callable[[Atlas, Views], Iterator[str]]]:
    """Endpoints of one page: the document for every view, what Dash adds, and the address without its slash."""
    return {
        path: _at(path),
        f"{path}<path:path>": _once(f"{path}gibtesnicht"),
        f"{path}_dash-dependencies": _once(f"{path}_dash-dependencies"),
        f"{path}_dash-layout": _once(f"{path}_dash-layout"),
        f"{path}_dash-update-component": _once(),  # see CALLBACKS
        f"{path}ohne": _once(path.rstrip("/")),
    }


def _pieces(atlas: Atlas, wanted: Views) -> Iterator[str]:
    """Files of the pieces between any two Gebietsstände."""
    stands = [stand.id for stand in atlas.config.gebietsstaende]
    yield from (f"{atlas.root}/teile/{von}/{nach}.json" for von, nach in permutations(stands, 2))


def _bare(prefix: str) -> dict[str, Callable[[Atlas, Views], Iterator[str]]]:
    """Endpoints of the pages without their frame: the explorer for every view, the others once for every year."""

    def pages(atlas: Atlas, wanted: Views) -> Iterator[str]:
        for path in PAGES:
            yield from {f"{prefix}{path.rstrip('/')}?{urlencode({'jahr': view['jahr']})}" for view in wanted}
            yield f"{prefix}{path.rstrip('/')}?bedienung=alles"

    return {"": _at(prefix), "-seite": pages}


def _crosswalks(atlas: Atlas, wanted: Views) -> Iterator[str]:
    stands = [stand.id for stand in atlas.config.gebietsstaende]
    yield from (f"/daten/umrechnung.csv?{urlencode({'von': v, 'nach': n})}" for v, n in permutations(stands, 2))


def _exports(atlas: Atlas, wanted: Views) -> Iterator[str]:
    """Every kind of file of every view without a selected area; the heavy ones once per indicator and Gebietsstand."""
    seen = set()
    yield "/export/gibtesnicht.csv"
    yield from dict.fromkeys(address for view in wanted for address in _page_exports(atlas, view))
    for view in wanted:
        if "raum" not in view and not (view["ebene"] == atlas.config.ebenen[-1].id and "innerhalb" in view):
            first = (view["indikator"], view["stand"]) not in seen
            seen.add((view["indikator"], view["stand"]))
            asked = urlencode({key: value for key, value in view.items() if key != "vergleich"})
            yield from (f"/export/{name}?{asked}" for name in FILES if first or name.endswith(LIGHT))
            if first:
                yield from _change_exports(atlas, view)


def _page_exports(atlas: Atlas, view: View) -> Iterator[str]:
    """Maps of the pages about the Gebietsstand, the year and the indicator of a view, as text and as a table."""
    stands = [stand.id for stand in atlas.config.gebietsstaende]
    other = next((stand for stand in stands if stand != view["stand"]), None)
    what = {"teile": view["indikator"]}
    asked: list[tuple[str, dict[str, Any]]] = [
        ("handlungsfelder", {"stand": view["stand"], "jahr": view["jahr"]}),
        *(
            ("indizes", {"index": key, "stand": view["stand"], "jahr": view["jahr"]} | (what if key == OWN else {}))
            for key in index_choices(atlas)
        ),
        (
            "gebietsstaende",
            {"von": other, "nach": view["stand"], "indikator": view["indikator"], "jahr": view["jahr"]}
            | {"faerbung": "werte"},
        ),
    ]
    for page, query in asked:
        if PAGE_EXPORTS[page].exists(atlas):
            yield from (f"/export/{page}.{ending}?{urlencode(query)}" for ending in ("svg", "xlsx"))


def _change_exports(atlas: Atlas, view: View) -> Iterator[str]:
    """Light files of the change since the oldest year, with both ways to treat changed borders; the others of these
    views are searched by `test_exports.py`.
    """
    for basis in base_years(atlas, view["indikator"], view["ebene"])[:1]:
        for rule in Grenzaenderung:
            jahr = change_years(atlas, view["indikator"], view["ebene"], basis)[-1]
            place = {key: view[key] for key in ("indikator", "stand", "ebene")}
            asked = urlencode(place | {"jahr": jahr, "basis": basis, "grenzaenderung": rule.value})
            yield from (f"/export/{name}?{asked}" for name in FILES if name.endswith(LIGHT))


def _profiles(atlas: Atlas, wanted: Views) -> Iterator[str]:
    """Profiles of the Kommunen that views select, as PDF and slides in turn; `test_profiles.py` reads them all."""
    yield "/export/kommunalprofil.pdf?kommune=gibtesnicht"
    yield "/export/sozialraumprofil.pptx"
    places = {(view["stand"], view["innerhalb"]) for view in wanted if "innerhalb" in view}
    for number, (stand, group) in enumerate(sorted(places)):
        query = urlencode({"kommune": group, "stand": stand})
        yield f"/export/kommunalprofil.{'pptx' if number % 2 else 'pdf'}?{query}"


# what a chart does not show, so that it need not be asked for more than once
CHARTS = {"rang": ("raum", "vergleich"), "zeit": ("jahr", "vergleich"), "zusammenhang": ("raum",)}


def _charts(atlas: Atlas, wanted: Views) -> Iterator[str]:
    """Every chart of every view as a table or as a drawing in turn; the first in every format."""
    asked: set[str] = set()
    yield "/export/diagramm.exe"
    for view in wanted:
        if view["ebene"] == atlas.config.ebenen[-1].id and "innerhalb" in view:
            continue
        for ansicht, without in CHARTS.items():
            query = urlencode({key: value for key, value in view.items() if key not in without} | {"ansicht": ansicht})
            endings = CHART_ENDINGS if len(asked) < len(CHARTS) else (("svg",), ("csv",))[len(asked) % 2]
            if query not in asked:
                asked.add(query)
                yield from (f"/export/diagramm.{ending}?{query}" for ending in endings)


def _fields(atlas: Atlas, wanted: Views) -> Iterator[str]:
    """Matrix of the Handlungsfelder of every Gebietsstand and year."""
    asked = {(view["stand"], view["jahr"]) for view in wanted}
    yield from (f"/daten/handlungsfelder.csv?{urlencode({'stand': s, 'jahr': j})}" for s, j in sorted(asked))


def _index_tables(atlas: Atlas, wanted: Views) -> Iterator[str]:
    """Every index of every Gebietsstand and year, and the own index made of each indicator."""
    yield "/daten/index.csv"
    asked = set()
    for view in wanted:
        for index in index_choices(atlas):
            part = {"teile": view["indikator"]} if index == OWN else {}
            query = urlencode({"index": index, "stand": view["stand"], "jahr": view["jahr"]} | part)
            if query not in asked:
                asked.add(query)
                yield f"/daten/index.csv?{query}"


def _changes(atlas: Atlas, wanted: Views) -> Iterator[str]:
    """Files of changes since the oldest year, with both ways to treat changed borders."""
    places = {(view["indikator"], view["stand"], view["ebene"]) for view in wanted}
    for indikator, stand, ebene in sorted(places):
        for basis in base_years(atlas, indikator, ebene)[:1]:
            for rule in Grenzaenderung:
                yield f"{atlas.root}/veraenderung/{stand}/{ebene}/{basis}/{rule}/{indikator}.json"


# Endpoint of the server -> addresses to visit; only the method GET is answered with content.
ROUTES: Mapping[str, Callable[[Atlas, Views], Iterator[str]]] = {
    "/": _at("/"),
    "/<path:path>": _once("/gibtesnicht", "/daten/gibtesnicht.json"),
    "/_dash-dependencies": _once("/_dash-dependencies"),
    "/_dash-layout": _at("/_dash-layout"),
    "/_dash-update-component": _once(),  # see CALLBACKS
    "healthz": _once("/healthz"),
    "seiten.text_page": _once("/impressum", "/datenschutz", "/barrierefreiheit", "/ueber"),
    "seiten.logo": _once("/region/logo"),
    "daten.directory": _files("/verzeichnis.json"),
    "daten.values": _files("/werte/"),
    "daten.year_limits": _files("/jahresgrenzen/"),
    "daten.changes": _changes,
    "daten.areas": _files("/raeume/"),
    "daten.table": _at("/daten/tabelle.csv"),
    "daten.pieces": _pieces,
    "daten.fields": lambda atlas, wanted: (f"{atlas.root}/felder/{s.id}.json" for s in atlas.config.gebietsstaende),
    "daten.crosswalk": _crosswalks,
    "daten.field_matrix": _fields,
    "daten.index": _index_tables,
    **{endpoint: visit for path in PAGES for endpoint, visit in _page_routes(path).items()},
    "export.export": _exports,
    # its content is that of a talk with one scene, see POSTS
    "vortrag_dateien.single": lambda atlas, wanted: (
        f"/export/karte.html?{urlencode(view)}" for view in list(wanted)[:1]
    ),
    "profil.profile": _profiles,
    "diagramm.chart": _charts,
    "vortrag.hall": _once("/vortrag/"),
    "vortrag.notes": _once("/vortrag/notizen"),
    "vortrag.without_slash": _once("/vortrag"),
    "vortrag.code": lambda atlas, wanted: (
        f"/vortrag/code.svg?{urlencode({'ansicht': f'/?{urlencode(view)}'})}" for view in islice(wanted, 50)
    ),
    "profile.page": lambda atlas, wanted: (f"/profile/?stand={stand.id}" for stand in atlas.config.gebietsstaende),
    # the archive holds the very files of "profil.profile"; its process is a matter of test_profile_jobs
    "profile.start": _once(),
    "profile.look": _once("/profile/auftrag/gibtesnicht.json"),
    "profile.cancel": _once(),
    "profile.fetch": _once("/profile/auftrag/gibtesnicht.zip"),
    **{f"rahmenlos.{place}{end}": visit for place in Place for end, visit in _bare(PATHS[place]).items()},
}


Form = dict[str, str] | str


def _talks(atlas: Atlas, wanted: Views) -> Iterator[tuple[str, Form]]:
    """Talks as files: every indicator of every level and Gebietsstand once as a scene, and the filters of its year."""
    seen = set()
    addresses = [
        path for path in (HANDLUNGSFELDER, INDIZES, GEBIETSSTAENDE) if path in {way.path for way in ways_of(atlas)}
    ]
    for view in wanted:
        place = (view["indikator"], view["stand"], view["ebene"], view.get("innerhalb"))
        top = view["ebene"] == atlas.config.ebenen[-1].id and "innerhalb" in view
        if "raum" not in view and not top and place not in seen:
            seen.add(place)
            addresses.append(f"/?{urlencode({key: value for key, value in view.items() if key != 'vergleich'})}")
    for start in range(0, len(addresses), MOST_SCENES):
        scenes = [{"ansicht": address} for address in addresses[start : start + MOST_SCENES]]
        talk = {"format": FORMAT, "version": VERSION, "region": atlas.config.region.id, "szenen": scenes}
        yield from ((f"/export/vortrag.{format}", {"szenen": json.dumps(talk)}) for format in BUILDERS)


def _talks_to_check(atlas: Atlas, wanted: Views) -> Iterator[tuple[str, Form]]:
    """The same talks as files to look through."""
    yield from {
        ("/vortrag/pruefen", form["szenen"]) for _, form in _talks(atlas, wanted) if isinstance(form, dict)
    }  # fmt: skip


# Endpoint that answers forms -> addresses and forms to send there
POSTS: Mapping[str, Callable[[Atlas, Views], Iterator[tuple[str, Form]]]] = {
    "vortrag_dateien.talk": _talks,
    "vortrag.check": _talks_to_check,
}


def unknown_routes(app: AtlasApp) -> set[str]:
    """Endpoints of the server that the crawl does not know."""
    program = PROGRAM.union(*(_page_program(path) for path in PAGES))
    return {rule.endpoint for rule in app.server.url_map.iter_rules()} - set(ROUTES) - set(POSTS) - program


def server_callbacks(app: AtlasApp) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Callbacks that ask the server, of every page."""
    return {
        (page.view.path, key): entry for page in app.views for key, entry in page.callback_map.items()
        if "callback" in entry
    }  # fmt: skip


def unknown_callbacks(app: AtlasApp) -> set[tuple[str, str]]:
    """Callbacks that the crawl does not know."""
    return set(server_callbacks(app)) - set(CALLBACKS)


def answers(app: AtlasApp, wanted: Views | None = None) -> Iterator[tuple[str, str]]:
    """Label and text of every answer; every layer of packed content is a text of its own."""
    wanted = list(views(app.atlas) if wanted is None else wanted)
    yield from _route_answers(app, wanted)
    yield from form_answers(app, wanted)
    yield from _callback_answers(app, wanted)


def _route_answers(app: AtlasApp, wanted: Views) -> Iterator[tuple[str, str]]:
    client = app.server.test_client()
    present = {rule.endpoint for rule in app.server.url_map.iter_rules()}
    for endpoint, addresses in ROUTES.items():
        for address in addresses(app.atlas, wanted) if endpoint in present else ():
            response = client.get(address)
            assert response.status_code < 500, address
            for text in layers(response.data):
                yield address, text
            response.close()
            yield f"{address} (Kopf)", "\n".join(f"{name}: {value}" for name, value in response.headers)


def form_answers(app: AtlasApp, wanted: Views) -> Iterator[tuple[str, str]]:
    """Label and text of every answer to a form."""
    client = app.server.test_client()
    for visit in POSTS.values():
        for address, form in visit(app.atlas, wanted):
            response = client.post(address, data=form)
            assert response.status_code == 200, (address, response.text)
            for text in layers(response.data):
                yield f"{address} {form}", text


def _callback_answers(app: AtlasApp, wanted: Views) -> Iterator[tuple[str, str]]:
    client = app.server.test_client()
    for (path, key), entry in server_callbacks(app).items():
        asked = set()
        for view in wanted:
            inputs, states = CALLBACKS[path, key].ask(app.atlas, view)
            if (question := json.dumps([inputs, states])) in asked:
                continue
            asked.add(question)
            response = client.post(f"{path}_dash-update-component", json=_body(key, entry, inputs, states))
            assert response.status_code in (200, 204), (path, key, view)
            for text in layers(response.data):
                yield f"{path} {key} {question}", text


def _body(key: str, entry: Mapping[str, Any], inputs: list[Any], states: list[Any]) -> dict[str, Any]:
    names = key.strip(".").split("...") if key.startswith("..") else [key]
    outputs = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names]
    filled = [{**place, "value": value} for place, value in zip(entry["inputs"], inputs, strict=True)]
    return {
        "output": key,
        "outputs": outputs if key.startswith("..") else outputs[0],
        "inputs": filled,
        "state": [{**place, "value": value} for place, value in zip(entry["state"], states, strict=True)],
        "changedPropIds": [f"{filled[0]['id']}.{filled[0]['property']}"],
    }
