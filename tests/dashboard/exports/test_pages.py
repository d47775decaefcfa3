"""Maps of the pages beside the explorer over HTTP and on the command line."""

import io
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.__main__ import main
from dashboard.exports.pages import PAGE_FILES
from dashboard.factory import AtlasApp
from tests.applications import client_of
from tests.regionbuilder import write_region

REVISION = "von=2011&nach=2018"


@pytest.fixture(scope="module")
def demo_client(demo_app: AtlasApp) -> FlaskClient:
    return client_of(demo_app)


@pytest.mark.parametrize("ending", sorted(PAGE_FILES))
def test_page_comes_in_every_format_under_a_name_that_says_what_it_is(small_client: FlaskClient, ending: str) -> None:
    answer = small_client.get(f"/export/gebietsstaende.{ending}?{REVISION}")
    assert answer.status_code == 200, answer.text[:2000]
    name = f"gebietsstaende_2011_2018.{ending}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("page", ["handlungsfelder", "indizes", "gebietsstaende"])
def test_every_page_of_the_demonstration_has_its_map(demo_client: FlaskClient, page: str) -> None:
    answer = demo_client.get(f"/export/{page}.svg?blatt=16-9&titel=Eigener+Titel")
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.data)
    assert root[0].text == "Eigener Titel"
    assert root.get("viewBox") == "0 0 960 540"


def test_page_that_the_region_does_not_have_is_not_found(small_client: FlaskClient) -> None:
    assert small_client.get("/export/handlungsfelder.pdf").status_code == 404
    assert small_client.get("/export/gebietsstaende.docx").status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [("von=1900", "Den Gebietsstand „1900“ gibt es hier nicht."), ("blatt=a5", "Das Blatt „a5“ gibt es bei png nicht")],
)
def test_impossible_request_is_explained(small_client: FlaskClient, query: str, words: str) -> None:
    answer = small_client.get(f"/export/gebietsstaende.png?{query}")
    assert answer.status_code == 400
    assert words in answer.text


def test_kommune_that_one_gebietsstand_lacks_is_shown_beside_an_empty_map(demo_client: FlaskClient) -> None:
    # the Stadt Aachen joined with the Gebietsstand of 2018
    address = "/export/gebietsstaende.{}?von=2017&nach=2018&innerhalb=05334002"
    assert demo_client.get(address.format("pdf")).status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(demo_client.get(address.format("xlsx")).data))
    assert book.sheetnames == ["Daten", "Angaben"]


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "cache"))
    return write_region(tmp_path / "region")


def test_command_line_writes_changes_pairs_and_pages(own_cache: Path, tmp_path: Path) -> None:
    def titled(*asked: str) -> str | None:
        out = tmp_path / "karte.svg"
        assert main(["export", "--region", str(own_cache), *asked, "--out", str(out)]) == 0
        return ElementTree.parse(out).getroot()[0].text

    change = ("--indicator", "anteil_u18", "--gebietsstand", "2018", "--basis", "2016", "--year", "2018")
    assert titled(*change) == "Anteil unter 18-Jähriger: Veränderung 2016 bis 2018"
    pair = ("--indicator", "arbeitslosenanteil", "--year", "2018", "--compare", "anteil_u18")
    assert titled(*pair) == "Arbeitslosenanteil und Anteil unter 18-Jähriger 2018"
    page = ("--page", "gebietsstaende", "--select", "von=2011", "--select", "nach=2018")
    assert titled(*page) == "Musterkreis: aus 5 werden 6 Sozialräume"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--page", "handlungsfelder"], "--page: „handlungsfelder“ gibt es nicht"),
        (["--page", "gebietsstaende", "--select", "von"], "„von“ hat nicht die Form ANGABE=WERT."),
        (["--page", "gebietsstaende", "--select", "von=1900"], "Den Gebietsstand „1900“ gibt es hier nicht."),
        (["--page", "gebietsstaende", "--format", "gpkg"], "--page gibt es als pdf, png, svg, pptx, xlsx"),
        (["--select", "von=2011"], "--select gilt nur zusammen mit --page."),
        (["--basis", "1900"], "--basis: „1900“ gibt es nicht"),
        (["--compare", "gibtsnicht"], "--compare: „gibtsnicht“ gibt es nicht"),
    ],
)
def test_mistake_is_named(
    own_cache: Path, tmp_path: Path, asked: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "karte.svg"
    assert main(["export", "--region", str(own_cache), "--out", str(out), *asked]) == 1
    assert words in capsys.readouterr().err
    assert not out.exists()
