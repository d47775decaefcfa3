"""Charts over HTTP and on the command line: what was asked for, or a German sentence; numbers read back equal."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from PIL import Image

from dashboard.__main__ import main
from dashboard.exports.turns import BusyError
from dashboard.factory import create_app
from dashboard.routes import charts
from dashboard.settings import Settings
from geodata.package import load_package
from tests.applications import client_of
from tests.regionbuilder import write_region

RATE = "indikator=arbeitslosenanteil&jahr=2018&ebene=sozialraum&stand=2018"
NAME = "arbeitslosenanteil_2018_sozialraum_2018"
SVG = "{http://www.w3.org/2000/svg}"


def get(client: FlaskClient, name: str, query: str = RATE) -> bytes:
    answer = client.get(f"/export/{name}?{query}")
    assert answer.status_code == 200, answer.text[:2000]
    return bytes(answer.data)


def table(content: bytes) -> list[list[str]]:
    """Header and rows of a CSV, without what stands above."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return rows[rows.index([]) + 1 :]


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "csv"])
@pytest.mark.parametrize(
    ("query", "name"),
    [
        (RATE, f"rangfolge_{NAME}"),
        (f"{RATE}&ansicht=zeit&raum=0500102", f"zeit_{NAME}_0500102"),
        (f"{RATE}&ansicht=zusammenhang&vergleich=anteil_u18", f"zusammenhang_{NAME}_anteil_u18"),
    ],
)
def test_file_has_its_type_and_a_name_that_says_what_it_is(
    small_client: FlaskClient, query: str, name: str, ending: str
) -> None:
    answer = small_client.get(f"/export/diagramm.{ending}?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.{ending}"'
    assert answer.headers["Cache-Control"] == "private, no-cache"
    types = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}
    assert answer.content_type.startswith(types[ending].partition(";")[0])


def test_chart_is_the_one_the_drawer_shows(small_client: FlaskClient) -> None:
    titles = [
        ElementTree.fromstring(get(small_client, "diagramm.svg", f"{RATE}&{more}"))[1].text or ""
        for more in ("ansicht=rang", "ansicht=zeit", "ansicht=zusammenhang&vergleich=anteil_u18")
    ]
    assert [title.partition(" ")[0] for title in titles] == ["Balkendiagramm", "Liniendiagramm", "Punktdiagramm"]


def test_numbers_read_back(small_client: FlaskClient) -> None:
    rows = table(get(small_client, "diagramm.csv"))
    assert [(row[0], row[3]) for row in rows[1:]] == [
        ("A2", "8,0"), ("B1", "7,5"), ("B2", "5,0"), ("B3", "0,0"), ("A1", "•"), ("A10", "•"),
    ]  # fmt: skip
    series = table(get(small_client, "diagramm.csv", f"{RATE}&ansicht=zeit&raum=0500102"))
    assert [(row[0], row[4]) for row in series[1:]] == [("2016", "8,0"), ("2018", "8,0"), ("2019", "8,0")]


def test_papers_and_resolution_are_those_of_the_maps(small_client: FlaskClient) -> None:
    root = ElementTree.fromstring(get(small_client, "diagramm.svg", f"{RATE}&blatt=16-9"))
    assert root.get("viewBox") == "0 0 960 540"
    picture = Image.open(io.BytesIO(get(small_client, "diagramm.png", f"{RATE}&blatt=1-1&ppi=96")))
    assert picture.size == (720, 720)
    assert picture.info["dpi"] == pytest.approx((96, 96), abs=0.1)


def test_link_leads_back_to_the_chart(small_client: FlaskClient) -> None:
    query = f"{RATE}&ansicht=zeit&lesart=original&raum=0500202"
    answer = small_client.get(f"/export/diagramm.svg?{query}", base_url="https://karten.example")
    root = ElementTree.fromstring(answer.data)
    links = [link.get("href") or "" for link in root.iter(f"{SVG}a")]
    assert links == [
        "https://karten.example/?indikator=arbeitslosenanteil&jahr=2018&ebene=sozialraum&stand=2018&raum=0500202"
        "&ansicht=zeit&lesart=original"
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ansicht=kuchen", "kuchen"),
        ("ansicht=tabelle", "Die Tabelle ist kein Diagramm"),
        ("ansicht=zusammenhang", "der zweite Indikator"),
        ("ansicht=zeit&jahr=2019&basis=2018", "nur die Rangfolge"),
        ("jahr=1990", "Für 1990 liegen keine Daten vor"),
        ("blatt=a5", "Das Blatt „a5“ gibt es bei png nicht"),
        ("raum=<script>", "&lt;script&gt;"),
    ],
)
def test_impossible_request_is_explained_and_not_kept(small_client: FlaskClient, query: str, words: str) -> None:
    answer = small_client.get(f"/export/diagramm.png?{query}")
    assert answer.status_code == 400
    assert words in answer.text
    assert "<script>" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_unknown_file_is_not_found(small_client: FlaskClient) -> None:
    assert small_client.get("/export/diagramm.exe").status_code == 404
    assert small_client.get("/export/diagramm.xlsx").status_code == 404


def test_own_words_stand_above_the_chart(small_client: FlaskClient) -> None:
    root = ElementTree.fromstring(get(small_client, "diagramm.svg", f"{RATE}&titel=Wo%20Arbeit%20fehlt&untertitel="))
    assert root[0].text == "Wo Arbeit fehlt"
    assert (root[1].text or "").startswith("Wo Arbeit fehlt. Balkendiagramm Arbeitslosenanteil 2018.")


def test_nobody_is_kept_waiting_where_all_threads_are_busy(
    small_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn_away(*_arguments: object) -> bytes:
        raise BusyError

    monkeypatch.setattr(charts, "build_chart", turn_away)
    answer = small_client.get(f"/export/diagramm.svg?{RATE}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "4"


def test_internal_charts_are_marked(tmp_path: Path) -> None:
    package = load_package(write_region(tmp_path / "region"))
    client = client_of(create_app(Settings(internal=True, cache=tmp_path), package))
    answer = client.get(f"/export/diagramm.svg?{RATE}", base_url="http://127.0.0.1")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="INTERN_rangfolge_')
    assert ElementTree.fromstring(answer.data)[0].text == "INTERN – nicht zur Veröffentlichung: Arbeitslosenanteil 2018"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_region(tmp_path_factory.mktemp("diagramm") / "region")


def export(region: Path, monkeypatch: pytest.MonkeyPatch, out: Path, *arguments: str) -> int:
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(out.parent / "cache"))
    return main(["export", "--region", str(region), "--out", str(out), *arguments])


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (("--chart", "rangfolge"), "Balkendiagramm"),
        (("--chart", "zeit", "--area", "0500202", "--reading", "original"), "Liniendiagramm"),
        (("--chart", "zusammenhang", "--compare", "arbeitslosenanteil"), "Punktdiagramm"),
    ],
)
def test_command_line_writes_the_chart(
    region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], begins: str
) -> None:
    out = tmp_path / "diagramm.svg"
    assert export(region, monkeypatch, out, *arguments) == 0
    assert (ElementTree.parse(out).getroot()[1].text or "").startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--chart", "zusammenhang"), "mit --compare INDIKATOR nennen"),
        (("--chart", "zusammenhang", "--compare", "anteil_u81"), "meinten Sie „anteil_u18“?"),
        (("--chart", "zeit", "--reading", "orginal"), "meinten Sie „original“?"),
        (("--chart", "zeit", "--format", "pptx"), "möglich sind svg, png, pdf und csv"),
    ],
)
def test_mistake_on_the_command_line_is_named(
    region: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    out = tmp_path / "diagramm.svg"
    assert export(region, monkeypatch, out, *arguments) == 1
    assert words in capsys.readouterr().err
    assert not out.exists()
