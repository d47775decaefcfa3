"""Headers of every answer, and the guard before the callbacks."""

import base64
import hashlib
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.factory import AtlasApp
from dashboard.security import fits_callback

PATHS = ["/", "/impressum", "/gibtesnicht", "/region/logo", "/healthz", "/_dash-layout", "/_dash-dependencies",
         "/assets/01_atlas.css", "/assets/10_atlas.js", "/daten/tabelle.csv", "/daten/x/verzeichnis.json",
         "/_dash-component-suites/nix/nix.js"]  # fmt: skip


DOCUMENTS = ["/", "/impressum", "/gibtesnicht", "/daten/x/verzeichnis.json"]  # the last two are 404 pages


def policy(client: FlaskClient, path: str) -> dict[str, list[str]]:
    with client.get(path) as response:
        parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, *sources in (part.split(" ") for part in parts)}


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_may_be_taken_for_another_type(small_client: FlaskClient, path: str) -> None:
    with small_client.get(path) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", DOCUMENTS)
def test_policy_is_on_every_document(small_client: FlaskClient, path: str) -> None:
    with small_client.get(path) as response:
        headers = response.headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"
    assert policy(small_client, path)["default-src"] == ["'self'"]


def test_policy_names_no_other_origin(small_client: FlaskClient) -> None:
    allowed = re.compile(r"'self'|'none'|'sha256-[A-Za-z0-9+/=]+'|data:|blob:|'unsafe-inline'")
    found = policy(small_client, "/")
    assert all(allowed.fullmatch(source) for sources in found.values() for source in sources)
    assert found["script-src"][0] == "'self'"
    assert "'unsafe-inline'" not in found["script-src"]
    assert found["connect-src"] == ["'self'"]
    assert found["frame-ancestors"] == found["object-src"] == ["'none'"]


def test_page_loads_nothing_from_elsewhere(small_client: FlaskClient) -> None:
    page = small_client.get("/").text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(loaded) > 10
    own = [address for address in loaded if address.startswith(("/", "data:")) and not address.startswith("//")]
    assert own == loaded


def test_every_inline_script_is_covered_by_a_hash(small_client: FlaskClient) -> None:
    page = small_client.get("/").text
    inline = re.findall(r"<script(?![^>]*src=)(?![^>]*application/json)[^>]*>(.*?)</script>", page, re.DOTALL)
    assert inline
    allowed = policy(small_client, "/")["script-src"]
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_fingerprinted_assets_may_be_kept_for_ever(small_client: FlaskClient) -> None:
    with small_client.get("/assets/10_atlas.js?m=1") as named, small_client.get("/assets/10_atlas.js") as plain:
        assert named.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "immutable" not in plain.headers.get("Cache-Control", "")


GOOD: dict[str, Any] = {
    "output": "kontext.data",
    "outputs": {"id": "kontext", "property": "data"},
    "inputs": [{"id": "frage-kontext", "property": "data", "value": None}],
    "changedPropIds": ["frage-kontext.data"],
    "state": [],
}


def test_request_of_our_page_fits(small_app: AtlasApp, small_client: FlaskClient) -> None:
    small_client.get("/")
    assert fits_callback(GOOD, small_app.callback_map)


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "x",
        {},
        {"output": ["kontext.data"]},
        GOOD | {"output": "auswahl.data"},  # runs in the browser
        GOOD | {"output": "nichts.data"},
        GOOD | {"outputs": []},
        GOOD | {"outputs": None},
        GOOD | {"outputs": {"id": "kontext"}},
        GOOD | {"outputs": {"id": "profil", "property": "data"}},
        GOOD | {"inputs": []},
        GOOD | {"inputs": None},
        GOOD | {"inputs": [1]},
        GOOD | {"inputs": [{"id": {"a": 1}, "property": "data"}]},
        GOOD | {"inputs": GOOD["inputs"] * 2},
        GOOD | {"state": "x"},
        GOOD | {"state": [{"id": "a", "property": "b"}]},
        GOOD | {"changedPropIds": [1]},
        GOOD | {"changedPropIds": "x"},
    ],
)
def test_foreign_callback_request_is_refused(small_client: FlaskClient, body: Any) -> None:
    assert small_client.post("/_dash-update-component", json=body).status_code == 400


def test_callback_request_that_is_no_json_is_refused(small_client: FlaskClient) -> None:
    assert small_client.post("/_dash-update-component", data="x").status_code == 400


@pytest.mark.parametrize(
    ("address", "kind"),
    [("/_dash-update-component", "application/json"), ("/profile/auftrag", "application/x-www-form-urlencoded")],
)
def test_no_page_takes_more_than_a_page_sends(small_client: FlaskClient, address: str, kind: str) -> None:
    answer = small_client.post(address, data="x" * 2_000_000, content_type=kind)
    assert answer.status_code == 413
    assert "Das ist zu viel auf einmal" in answer.text
