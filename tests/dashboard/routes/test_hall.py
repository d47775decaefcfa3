"""Pages of a talk on the server: the hall, codes, and the check of files that anybody may have written."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from dashboard.factory import AtlasApp, create_app
from dashboard.settings import Settings
from tests.applications import client_of
from tests.regionbuilder import write_region

VIEW = "/?indikator=sgb2_quote&jahr=2022&ebene=sozialraum&stand=2018"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '#include "/etc/passwd"',
    "*fett* _kursiv_",
    "x" * 200,
]


@pytest.fixture(scope="module")
def talks(demo_app: AtlasApp) -> FlaskClient:
    return client_of(demo_app)


def talk(*scenes: dict[str, Any], **changed: Any) -> dict[str, Any]:
    frame = {"format": "sozialraum-szenen", "version": 1, "region": "staedteregion-aachen", "titel": "Fachforum"}
    return frame | {"szenen": list(scenes) or [{"titel": "Karte", "notiz": "", "ansicht": VIEW}]} | changed


def check(client: FlaskClient, content: str) -> dict[str, Any]:
    with client.post("/vortrag/pruefen", data=content.encode(), content_type="text/plain") as response:
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        return dict(json.loads(response.data))


def test_good_file_comes_back_as_it_was(talks: FlaskClient) -> None:
    scene = {"titel": "Alsdorf", "notiz": "Erst warten,\ndann zeigen.", "ansicht": f"{VIEW}&raum=A1a"}
    assert check(talks, json.dumps(talk(scene))) == {"vortrag": {"titel": "Fachforum", "szenen": [scene]}}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(talks: FlaskClient, words: str) -> None:
    found = check(talks, json.dumps(talk({"titel": words, "notiz": words, "ansicht": VIEW}, titel=words)))
    assert found["vortrag"]["szenen"][0]["titel"] == found["vortrag"]["titel"] == words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "kein gültiges JSON"),
        ("{", "kein gültiges JSON"),
        ("[" * 100_000, "nicht lesbar"),
        (json.dumps([1]), "keine Szenen"),
        (json.dumps(talk(region="berlin")), "gehören zur Region „berlin“"),
        (json.dumps(talk(version=2)), "Fassung der Datei ist unbekannt"),
        (json.dumps(talk({"titel": "x", "notiz": "", "ansicht": "https://example.de/"})), "keine Ansicht dieses Atlas"),
        (json.dumps(talk({"titel": "x", "notiz": "", "ansicht": "//example.de/"})), "keine Ansicht dieses Atlas"),
        (json.dumps(talk({"titel": "x", "notiz": "", "ansicht": "javascript:alert(1)"})), "keine Ansicht dieses Atlas"),
        (json.dumps(talk({"titel": "x", "notiz": "", "ansicht": "/export/karte.pdf"})), "gibt es hier nicht"),
        (json.dumps(talk({"titel": 7, "notiz": "", "ansicht": VIEW})), "ist kein Text"),
        (json.dumps(talk({"titel": "x" * 201, "notiz": "", "ansicht": VIEW})), "möglich sind 200"),
        (json.dumps(talk(*[{"titel": "", "notiz": "", "ansicht": "/"}] * 61)), "möglich sind 60"),
        ("x" * 200_001, "größer als 200 kB"),
    ],
)
def test_bad_file_is_refused_with_the_reason(talks: FlaskClient, content: str, said: str) -> None:
    found = check(talks, content)
    assert "vortrag" not in found
    assert any(said in line for line in found["fehler"]), found


def test_code_leads_to_the_view_at_the_public_address(tmp_path: Path) -> None:
    settings = Settings(
        region=write_region(tmp_path / "region"), cache=tmp_path / "cache", public_address="https://atlas.example.de"
    )
    client = client_of(create_app(settings))
    with client.get("/vortrag/code.svg?ansicht=/") as response:
        assert response.mimetype == "image/svg+xml"
        assert re.search("<title>([^<]+)</title>", response.get_data(as_text=True))[1] == "https://atlas.example.de/"  # type: ignore[index]


@pytest.mark.parametrize("view", ["", "https://example.de/", "//example.de", "/impressum", "/?jahr=x", "/" * 3000])
def test_code_leads_nowhere_else(talks: FlaskClient, view: str) -> None:
    with talks.get(f"/vortrag/code.svg?ansicht={quote(view)}") as response:
        assert response.status_code == 404


@pytest.mark.parametrize("path", ["/vortrag/", "/vortrag/notizen"])
def test_page_of_a_talk_is_as_strict_as_the_others(talks: FlaskClient, path: str) -> None:
    with talks.get(path) as page, talks.get("/") as explorer:
        assert page.headers["Content-Security-Policy"] == explorer.headers["Content-Security-Policy"]
        text = page.get_data(as_text=True)
    loaded = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert [one for one in loaded if not one.startswith(("/", "data:image/svg+xml"))] == []
    for one in loaded:
        if one.startswith("/assets/"):
            with talks.get(one) as asset:
                assert asset.status_code == 200
                assert "immutable" in asset.headers["Cache-Control"]


def test_shared_scripts_have_the_same_address_everywhere(talks: FlaskClient) -> None:
    address = r'src="(/assets/60_scenes\.js\?m=[^"]+)"'
    found = {
        re.findall(address, talks.get(path).text)[0] for path in ("/", "/indizes/", "/vortrag/", "/vortrag/notizen")
    }
    assert len(found) == 1


def test_address_without_slash_leads_on(talks: FlaskClient) -> None:
    with talks.get("/vortrag") as response:
        assert (response.status_code, response.headers["Location"]) == (308, "/vortrag/")


def test_internal_talk_is_marked(tmp_path: Path) -> None:
    folder = write_region(tmp_path / "region")
    client = client_of(create_app(Settings(region=folder, cache=tmp_path / "cache", internal=True)))
    for path in ("/vortrag/", "/vortrag/notizen", "/vortrag/ansicht"):
        with client.get(path, headers={"Host": "localhost"}) as response:
            assert "INTERN – nicht zur Veröffentlichung</p>" in response.get_data(as_text=True)
            assert response.headers["X-Atlas-Intern"] == "1"
