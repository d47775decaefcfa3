"""Every callback over HTTP, and every id it names in the layout."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient

from dashboard.factory import AtlasApp
from dashboard.settings import ROOT
from layouts import ids

QUESTIONS = [
    (ids.FRAGE_KONTEXT, ids.KONTEXT),
    (ids.FRAGE_PROFIL, ids.PROFIL),
    (ids.FRAGE_ZUSAMMENHANG, ids.ZUSAMMENHANG),
]
# graphs that a callback puts into the page
CREATED_BY_CALLBACKS = {ids.DIAGRAMM_RANG, ids.DIAGRAMM_ZEIT, ids.DIAGRAMM_ZUSAMMENHANG}


def post(
    client: FlaskClient, outputs: Any, inputs: list[tuple[str, str, Any]], state: list[tuple[str, str, Any]]
) -> Any:
    """Status and changed properties by component id."""
    listed = outputs if isinstance(outputs, list) else [outputs]
    names = "...".join(f"{o['id']}.{o['property']}" for o in listed)
    body = {
        "output": f"..{names}.." if isinstance(outputs, list) else names,
        "outputs": outputs,
        "inputs": [{"id": i, "property": p, "value": v} for i, p, v in inputs],
        "state": [{"id": i, "property": p, "value": v} for i, p, v in state],
        "changedPropIds": [f"{i}.{p}" for i, p, _ in inputs],
    }
    response = client.post("/_dash-update-component", json=body)
    assert response.status_code in (200, 204), response.text
    return response.get_json()["response"] if response.status_code == 200 else {}


def ask(client: FlaskClient, question: str, target: str, value: Any) -> Any:
    return post(client, {"id": target, "property": "data"}, [(question, "data", value)], [])[target]["data"]


def type_limits(client: FlaskClient, text: Any) -> Any:
    outputs = [{"id": ids.GRENZEN_ANTWORT, "property": "data"}, {"id": ids.GRENZEN_MELDUNG, "property": "children"}]
    return post(client, outputs, [(ids.GRENZEN_ANWENDEN, "n_clicks", 1)], [(ids.GRENZEN, "value", text)])


VIEW = {"indikator": "arbeitslosenanteil", "stand": "2018", "ebene": "sozialraum", "vergleich": "anteil_u18"}


def test_series_answers_three_readings(small_client: FlaskClient) -> None:
    answer = ask(small_client, ids.FRAGE_ZEIT, ids.ZEIT, VIEW)
    assert answer["frage"] == VIEW
    assert list(answer["lesarten"]) == ["original", "gemeinsam", "umgerechnet"]


@pytest.mark.parametrize(("question", "target"), QUESTIONS)
def test_question_is_answered_for_all_years(small_client: FlaskClient, question: str, target: str) -> None:
    answer = ask(small_client, question, target, VIEW)
    assert answer["frage"] == VIEW
    assert list(answer["jahre"]) == ["2018", "2019"]


@pytest.mark.parametrize(("question", "target"), QUESTIONS)
def test_no_question_has_no_answer(small_client: FlaskClient, question: str, target: str) -> None:
    assert ask(small_client, question, target, None) is None


@pytest.mark.parametrize("nonsense", [[], "x", 0, [1, {"a": None}], True])
def test_nonsense_is_answered_with_a_notice(small_client: FlaskClient, nonsense: Any) -> None:
    answer = ask(small_client, ids.FRAGE_KONTEXT, ids.KONTEXT, nonsense)
    assert answer["hinweise"] == ["Die Ansicht war nicht lesbar; gezeigt wird die Startansicht."]


@pytest.mark.parametrize(
    "change",
    [
        {"gibtesnicht": 1},
        {"indikator": ["a"]},
        {"indikator": {"a": 1}, "stand": 2018.5, "ebene": None},
        {"stand": "\0", "ebene": "x" * 10_000},
        {"raum": "9" * 5_000, "innerhalb": 5, "vergleich": [1]},
        {"raum": {"a": []}, "innerhalb": [], "vergleich": "anteil_u18", "jahr": "2018' OR 1=1"},
        {"klassen": -1, "grenzen": [None, {}, "x"], "methode": "eigene"},
        {"klassen": 1e308, "grenzen": "9" * 400, "methode": 7, "karten": "viele"},
    ],
)
@pytest.mark.parametrize(("question", "target"), QUESTIONS)
def test_nonsense_is_answered_with_a_valid_view(
    small_client: FlaskClient, question: str, target: str, change: dict[str, Any]
) -> None:
    answer = ask(small_client, question, target, VIEW | change)
    assert (
        answer is None
        if target == ids.ZUSAMMENHANG and "vergleich" in change and change["vergleich"] == [1]
        else answer
    )
    if answer is not None:
        assert answer["frage"] == VIEW | change
        assert answer["jahre"]


def test_typed_limits(small_client: FlaskClient) -> None:
    assert type_limits(small_client, "5; 10,5") == {
        ids.GRENZEN_ANTWORT: {"data": {"grenzen": [5.0, 10.5]}},
        ids.GRENZEN_MELDUNG: {"children": ""},
    }


@pytest.mark.parametrize("text", [None, "", "x", 5, [], {"a": 1}, "9" * 5_000, "\0", True])
def test_unusable_limits_are_explained(small_client: FlaskClient, text: Any) -> None:
    answer = type_limits(small_client, text)
    assert ids.GRENZEN_ANTWORT not in answer
    assert answer[ids.GRENZEN_MELDUNG]["children"].endswith((".", "“"))


@pytest.mark.parametrize("ready", [1, None, "x", {}])
def test_charts_come_with_their_ids(small_client: FlaskClient, ready: Any) -> None:
    places = ["platz-rang", "platz-zeit", "platz-zusammenhang"]
    outputs = [{"id": place, "property": "children"} for place in places]
    answer = post(small_client, outputs, [(ids.BEREIT, "data", ready)], [])
    assert {answer[place]["children"]["props"]["id"] for place in places} == CREATED_BY_CALLBACKS


def walk(component: Any) -> Iterator[Component]:
    """A component and everything below it."""
    if isinstance(component, list | tuple):
        for child in component:
            yield from walk(child)
    elif isinstance(component, Component):
        yield component
        yield from walk(getattr(component, "children", None))


def layout_ids(app: AtlasApp) -> list[str]:
    found = [getattr(component, "id", None) for component in walk(app.layout)]
    return [name for name in found if name is not None]


def callback_ids(app: AtlasApp) -> set[str]:
    app.server.test_client().get(app.view.path)  # Dash collects its callbacks at the first request
    used = set()
    for target, callback in app.callback_map.items():
        used |= {part.rsplit(".", 1)[0] for part in target.strip(".").split("...")}
        used |= {entry["id"] for entry in (*callback["inputs"], *callback["state"])}
    return used


def test_every_id_of_a_callback_is_in_the_layout(demo_app: AtlasApp) -> None:
    for view in demo_app.views:
        used = callback_ids(view)
        assert ids.AUSWAHL in used
        assert used - set(layout_ids(view)) - CREATED_BY_CALLBACKS == set(), view.view.path


def test_no_id_occurs_twice(demo_app: AtlasApp) -> None:
    for view in demo_app.views:
        found = layout_ids(view)
        assert sorted(name for name in set(found) if found.count(name) > 1) == [], view.view.path


def test_dash_checks_the_ids_itself(demo_app: AtlasApp) -> None:
    assert [view.config.suppress_callback_exceptions for view in demo_app.views] == [False] * len(demo_app.views)


def test_every_named_id_is_in_a_layout(demo_app: AtlasApp) -> None:
    named = {value for name, value in vars(ids).items() if name.isupper()}
    assert named - {name for view in demo_app.views for name in layout_ids(view)} == CREATED_BY_CALLBACKS


def test_references_between_elements_exist(demo_app: AtlasApp) -> None:
    """Labels, tabs and skip links lead somewhere."""
    for view in demo_app.views:
        known = set(layout_ids(view))
        for component in walk(view.layout):
            for name in ("htmlFor", "aria-controls", "aria-labelledby", "data-sprung"):
                target = component.to_plotly_json()["props"].get(name)
                assert target is None or target in known, f"{view.view.path} {name} {target}"


def test_every_browser_callback_is_a_function_of_the_scripts(demo_app: AtlasApp) -> None:
    for view in demo_app.views:
        view.server.test_client().get(view.view.path)
        names = [c["clientside_function"] for c in view._callback_list if c.get("clientside_function")]
        assert len(names) >= 3
        folders = (ROOT / "assets", ROOT / "assets" / view.view.scripts)
        body = "\n".join(file.read_text("utf-8") for folder in folders for file in sorted(folder.glob("*.js")))
        for function in names:
            assert re.search(rf"\bdash\.{function['namespace']} = \{{", body), function
            assert re.search(rf"\b{function['function_name']}\b\s*[:(,=]", body), function


def is_served(client: FlaskClient, address: str) -> bool:
    with client.get(address) as response:  # files stay open until the answer is closed
        return response.status_code == 200


def test_pages_share_their_scripts_and_no_page_has_those_of_another(demo_app: AtlasApp) -> None:
    client = demo_app.server.test_client()
    for view in demo_app.views:
        addresses = re.findall(r'(?:src|href)="(/[^"?]*\.(?:js|css))["?]', client.get(view.view.path).text)
        assert len(addresses) > 10
        assert [address for address in addresses if not is_served(client, address)] == []
        own = {address.split("/")[2] for address in addresses if re.match(r"/assets/[a-z]+/", address)}
        assert own == {view.view.scripts}


def test_every_link_of_the_layout_leads_somewhere(demo_app: AtlasApp) -> None:
    client = demo_app.server.test_client()
    for view in demo_app.views:
        links = {str(link) for component in walk(view.layout) if (link := getattr(component, "href", None))}
        pages = {link for link in links if link.startswith("/")}
        assert "/impressum" in pages
        assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
