"""Pages without their frame: who may frame them, and what they say beside the map."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.factory import AtlasApp, create_app
from dashboard.settings import Settings
from tests.applications import client_of
from tests.regionbuilder import write_region


def ancestors(client: FlaskClient, path: str) -> str:
    """Value of `frame-ancestors`."""
    with client.get(path) as response:
        parts = response.headers["Content-Security-Policy"].split("; ")
    return next(part for part in parts if part.startswith("frame-ancestors")).removeprefix("frame-ancestors ")


def start_of(page: str) -> dict[str, Any]:
    """What the page's scripts start from."""
    found = re.search(r'<script type="application/json" id="anfang">(.*?)</script>', page)
    assert found is not None
    return dict(json.loads(found.group(1)))


@pytest.fixture(scope="module")
def pages(demo_app: AtlasApp) -> FlaskClient:
    return client_of(demo_app)


EMBEDDED = ["/embed", "/embed/handlungsfelder", "/embed/indizes", "/embed/gebietsstaende", "/embed?bedienung=quatsch"]
PRESENTED = ["/vortrag/ansicht", "/vortrag/ansicht/indizes", "/vortrag/ansicht?thema=bunt"]
WHOLE = ["/", "/handlungsfelder/", "/indizes/", "/gebietsstaende/", "/impressum", "/embed/gibtesnicht", "/embed/"]


@pytest.mark.parametrize("path", EMBEDDED)
def test_embedded_page_may_be_framed_everywhere(pages: FlaskClient, path: str) -> None:
    assert ancestors(pages, path) == "*"


@pytest.mark.parametrize("path", PRESENTED)
def test_scene_may_be_framed_by_this_server_alone(pages: FlaskClient, path: str) -> None:
    assert ancestors(pages, path) == "'self'"


@pytest.mark.parametrize("path", WHOLE)
def test_every_other_page_refuses_to_be_framed(pages: FlaskClient, path: str) -> None:
    assert ancestors(pages, path) == "'none'"


@pytest.mark.parametrize("path", ["/embed", "/vortrag/ansicht"])
def test_all_else_is_as_strict_as_elsewhere(pages: FlaskClient, path: str) -> None:
    with pages.get(path) as bare, pages.get("/") as whole:
        policies = [answer.headers["Content-Security-Policy"].rpartition("; ")[0] for answer in (bare, whole)]
    assert policies[0] == policies[1]
    assert "Set-Cookie" not in bare.headers


def test_operator_says_who_may_embed(tmp_path: Path) -> None:
    folder = write_region(tmp_path / "region")
    hosts = ("https://www.example.de", "https://*.example.org")
    client = client_of(create_app(Settings(region=folder, cache=tmp_path / "cache", embedders=hosts)))
    assert ancestors(client, "/embed") == "'self' https://www.example.de https://*.example.org"
    assert ancestors(client, "/") == "'none'"


def test_internal_numbers_are_never_embedded(tmp_path: Path) -> None:
    folder = write_region(tmp_path / "region")
    client = client_of(create_app(Settings(region=folder, cache=tmp_path / "cache", internal=True)))
    for path in ("/embed", "/embed?bedienung=bild", "/embed/indizes"):
        with client.get(path, headers={"Host": "localhost"}) as response:
            assert response.status_code == 404
            assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_internal_pages_offer_no_code_to_embed(pages: FlaskClient, tmp_path: Path) -> None:
    folder = write_region(tmp_path / "region")
    internal = client_of(create_app(Settings(region=folder, cache=tmp_path / "cache", internal=True)))
    with internal.get("/_dash-layout", headers={"Host": "localhost"}) as inside, pages.get("/_dash-layout") as outside:
        assert "einbetten" not in inside.get_data(as_text=True)
        assert "einbetten" in outside.get_data(as_text=True)


def test_page_has_the_class_of_its_level_and_the_way_to_the_atlas(pages: FlaskClient) -> None:
    page = pages.get("/embed?indikator=alo_anteil&jahr=2020&bedienung=jahre").text
    assert '<html lang="de" class="ohne-rahmen eingebettet stufe-jahre hell">' in page
    way = '<a id="im-atlas" href="/?indikator=alo_anteil&amp;jahr=2020" target="_blank" rel="noopener">Im Atlas öffnen'
    assert way in page
    assert start_of(page)["auswahl"]["indikator"] == "alo_anteil"
    assert start_of(page)["hinweise"] == []
    assert start_of(page)["rahmenlos"]["aenderbar"] == ["raum", "jahr"]


def test_other_page_keeps_its_own_address(pages: FlaskClient) -> None:
    start = start_of(pages.get("/embed/gebietsstaende?bedienung=bild").text)
    assert (start["adresse"], start["rahmenlos"]["seite"]) == ("/embed/gebietsstaende", "/gebietsstaende/")


def test_whole_page_knows_no_frame(pages: FlaskClient) -> None:
    page = pages.get("/?bedienung=bild").text
    assert '<html lang="de">' in page
    assert start_of(page)["rahmenlos"] is None
    assert "Im Atlas öffnen" not in page
    assert start_of(page)["hinweise"] == ["Unbekannte Angabe im Link ausgelassen: „bedienung“."]


def test_unknown_level_is_refused_in_german(pages: FlaskClient) -> None:
    with pages.get("/embed?bedienung=*alles*<script>") as response:
        assert response.status_code == 400
        assert "<script" not in response.get_data(as_text=True)
        assert (
            "Die Bedienung „*alles*&lt;script&gt;“ gibt es nicht; möglich sind bild, ansehen, jahre."
            in response.get_data(as_text=True)
        )


def test_hostile_selection_stays_text(pages: FlaskClient) -> None:
    page = pages.get("/embed?indikator=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page
    assert start_of(page)["auswahl"]["indikator"] == "sgb2_quote"
