"""Text pages and the first page as the server writes it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.factory import AtlasApp
from tests.applications import client_of, start_app
from tests.regionbuilder import write_region

PAGES = ["impressum", "datenschutz", "barrierefreiheit"]


def start_data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="anfang">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize("page", PAGES)
def test_text_page_is_german_and_readable_without_scripts(small_client: FlaskClient, page: str) -> None:
    response = small_client.get(f"/{page}")
    assert response.status_code == 200
    assert response.content_type == "text/html; charset=utf-8"
    assert '<html lang="de">' in response.text
    assert f"<h1>{page.capitalize()}</h1>" in response.text
    assert "<script" not in response.text


@pytest.mark.parametrize("page", [*PAGES, "ueber"])
def test_demonstration_has_every_text(demo_app: AtlasApp, page: str) -> None:
    response = demo_app.server.test_client().get(f"/{page}")
    assert response.status_code == 200
    assert len(re.findall("<h1", response.text)) == 1
    assert "StädteRegion Aachen" in response.text


def test_logo_of_the_demonstration(demo_app: AtlasApp) -> None:
    response = demo_app.server.test_client().get("/region/logo")
    assert (response.status_code, response.mimetype) == (200, "image/svg+xml")
    response.close()


@pytest.mark.parametrize("path", ["/ueber", "/region/logo", "/gibtesnicht", "/impressum/x", "/daten/x", "/assets/x.js"])
def test_unknown_address_is_a_german_404(small_client: FlaskClient, path: str) -> None:
    response = small_client.get(path)
    assert response.status_code == 404
    assert '<html lang="de">' in response.text
    assert "<h1>Diese Seite gibt es nicht</h1>" in response.text
    assert '<a href="/">Zur Startseite</a>' in response.text


def test_text_of_a_package_is_never_markup(tmp_path: Path) -> None:
    text = "# Impressum\n\n<script>alert(1)</script> [x](javascript:alert(1)) **fett**\n"
    app = start_app(write_region(tmp_path / "region", files={"texte/impressum.md": text}), tmp_path / "cache")
    page = app.server.test_client().get("/impressum").text
    assert "<strong>fett</strong>" in page
    assert "<script" not in page
    assert 'href="javascript:' not in page


def test_name_of_a_region_is_never_markup(tmp_path: Path) -> None:
    def rename(text: str) -> str:
        return text.replace('name = "Musterkreis"', 'name = "Muster</title><b>&"')

    client = start_app(write_region(tmp_path / "region", region=rename), tmp_path / "cache").server.test_client()
    for path in ("/", "/impressum"):
        assert "Muster&lt;/title&gt;&lt;b&gt;&amp;" in client.get(path).text
        assert "</title><b>" not in client.get(path).text


def test_first_page_is_german_and_knows_its_view(small_client: FlaskClient) -> None:
    page = small_client.get("/?indikator=arbeitslosenanteil&jahr=2018").text
    assert '<html lang="de">' in page
    assert "<title>Arbeitslosenanteil 2018 – Musterkreis – Sozialraumatlas</title>" in page
    assert "Loading..." not in page
    assert "Daten werden geladen …" in page
    data = start_data(page)
    assert (data["auswahl"]["indikator"], data["auswahl"]["jahr"], data["hinweise"]) == ("arbeitslosenanteil", 2018, [])


def test_first_page_hands_on_what_it_could_not_show(small_client: FlaskClient) -> None:
    data = start_data(small_client.get("/?jahr=1990").text)
    assert data["auswahl"]["jahr"] == 2018
    assert data["hinweise"] == ["Für 1990 liegen keine Daten vor; gezeigt wird 2018."]


@pytest.mark.parametrize(
    "query", ["indikator=</script><script>alert(1)</script>", "x</script>=1", "raum=%00%ff", "jahr=" + "9" * 5000]
)
def test_nonsense_in_the_address_never_breaks_the_page(small_client: FlaskClient, query: str) -> None:
    response = small_client.get(f"/?{query}")
    assert response.status_code == 200
    assert "alert(1)</script>" not in response.text
    assert start_data(response.text)["auswahl"]["indikator"] == "anteil_u18"


@pytest.mark.parametrize("path", ["/", "/impressum", "/gibtesnicht"])
def test_every_link_of_a_page_leads_somewhere(small_client: FlaskClient, demo_app: AtlasApp, path: str) -> None:
    for client in (small_client, client_of(demo_app)):
        links = set(re.findall(r'<a [^>]*href="(/[^"]*)"', client.get(path).text))
        assert {"/impressum", "/datenschutz", "/barrierefreiheit"} <= links
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_health_check_answers_plainly(small_client: FlaskClient) -> None:
    assert small_client.get("/healthz").text == "ok"


def test_an_unforeseen_error_is_a_german_page(small_app: AtlasApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.routes.texts.PAGES", {})  # the title of every text page is missing
    monkeypatch.setitem(small_app.server.config, "PROPAGATE_EXCEPTIONS", False)
    response = small_app.server.test_client().get("/impressum")
    assert response.status_code == 500
    assert "<h1>Das hat nicht geklappt</h1>" in response.text
    assert "KeyError" not in response.text
