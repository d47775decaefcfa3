"""Files over HTTP: what was asked for, or a German page; numbers read back equal."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import pytest
from flask.testing import FlaskClient
from PIL import Image

from dashboard.exports.turns import BusyError
from dashboard.factory import create_app
from dashboard.routes import exports
from dashboard.routes.exports import FILES
from dashboard.settings import ROOT, Settings
from geodata.package import load_package
from tests.applications import client_of
from tests.regionbuilder import write_region

RATE = "indikator=arbeitslosenanteil&jahr=2018&ebene=sozialraum&stand=2018"
NAME = "arbeitslosenanteil_2018_sozialraum_2018"
# 2018: A1 and A10 suppressed, A2 160 of 2,000, B1 90 of 1,200, B2 25 of 500, B3 0 of 300
VALUES = {"A1": None, "A2": 8.0, "A10": None, "B1": 7.5, "B2": 5.0, "B3": 0.0}


def get(client: FlaskClient, name: str, query: str = RATE) -> bytes:
    answer = client.get(f"/export/{name}?{query}")
    assert answer.status_code == 200, answer.text[:2000]
    return bytes(answer.data)


@pytest.mark.parametrize("name", sorted(FILES))
def test_file_has_its_type_and_a_name_that_says_what_it_is(small_client: FlaskClient, name: str) -> None:
    answer = small_client.get(f"/export/{name}?{RATE}")
    assert answer.status_code == 200
    ending = name.partition(".")[2]
    kind = "pressepaket_" if name == "pressepaket.zip" else ""
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kind}{NAME}.{ending}"'
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.content_type != "text/html; charset=utf-8"


def test_start_view_is_the_default(small_client: FlaskClient) -> None:
    root = ElementTree.fromstring(get(small_client, "karte.svg", ""))
    assert root[0].text == "Anteil unter 18-Jähriger 2019"


def test_svg_is_drawn_on_the_paper_asked_for(small_client: FlaskClient) -> None:
    root = ElementTree.fromstring(get(small_client, "karte.svg", f"{RATE}&blatt=16-9"))
    assert root.get("viewBox") == "0 0 960 540"


def test_png_has_the_resolution_asked_for(small_client: FlaskClient) -> None:
    picture = Image.open(io.BytesIO(get(small_client, "karte.png", f"{RATE}&blatt=1-1&ppi=96")))
    assert picture.size == (720, 720)


def test_pdf_is_a_pdf(small_client: FlaskClient) -> None:
    assert get(small_client, "karte.pdf").startswith(b"%PDF-")


def test_workbook_has_numbers_as_numbers_and_signs_as_signs(small_client: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(get(small_client, "werte.xlsx")))
    assert book.sheetnames == ["Daten", "Angaben"]
    rows = [[cell.value for cell in row] for row in book["Daten"].iter_rows()]
    start = next(i for i, row in enumerate(rows) if row[0] == "Schlüssel")
    assert rows[0][0] == "Arbeitslosenanteil 2018"
    assert rows[start][4] == "Wert (%)"
    found = {str(row[1]): row[4] for row in rows[start + 1 :]}
    assert found == {code: "•" if value is None else value for code, value in VALUES.items()}
    assert [row[5:7] for row in rows[start + 1 : start + 3]] == [[None, None], [160, 2000]]
    facts = {row[0].value: row[1].value for row in book["Angaben"].iter_rows()}
    assert facts["Quelle"].startswith("Datenquelle: Einwohnermelderegister, Stichtag 31.12.2018; eigene Berechnung.")
    assert facts["Zeichen •"].startswith("geheim zu halten")
    assert facts["Gebietsstand"] == "Gebietsstand 2018"


def test_plain_csv_is_for_programs(small_client: FlaskClient) -> None:
    content = get(small_client, "werte.plain.csv")
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert {row["kuerzel"]: float(row["wert"]) if row["wert"] else None for row in rows} == VALUES
    assert [row["status"] for row in rows] == ["gesperrt", "beobachtet", "gesperrt", *["beobachtet"] * 3]
    assert (rows[1]["fallzahl"], rows[1]["nenner"], rows[1]["stichtag"]) == ("160", "2000", "2018-12-31")
    assert rows[0]["quelle"].startswith("Datenquelle: Einwohnermelderegister")


def test_german_csv_is_the_table_of_the_view(small_client: FlaskClient) -> None:
    assert get(small_client, "werte.csv") == small_client.get(f"/daten/tabelle.csv?{RATE}").data


def test_geojson_has_every_area_with_its_protected_value(small_client: FlaskClient) -> None:
    document = json.loads(get(small_client, "raeume.geojson"))
    found = {f["properties"]["kuerzel"]: f["properties"]["wert"] for f in document["features"]}
    assert found == VALUES
    assert document["angaben"]["Titel"] == "Arbeitslosenanteil 2018"
    longitudes = [x for f in document["features"] for x, _ in f["geometry"]["coordinates"][0]]
    assert 5 < min(longitudes) < max(longitudes) < 16


def test_geopackage_keeps_the_metric_system(small_client: FlaskClient, tmp_path: Path) -> None:
    file = tmp_path / "raeume.gpkg"
    file.write_bytes(get(small_client, "raeume.gpkg"))
    table = gpd.read_file(file)
    assert table.crs.to_epsg() == 25832
    values = {
        code: None if value != value else value for code, value in zip(table["kuerzel"], table["wert"], strict=True)
    }
    assert values == VALUES
    assert table.geometry.area.tolist() == pytest.approx([1e6] * 6)


def test_filter_is_respected(small_client: FlaskClient) -> None:
    document = json.loads(get(small_client, "raeume.geojson", f"{RATE}&innerhalb=05002"))
    assert [f["properties"]["kuerzel"] for f in document["features"]] == ["B1", "B2", "B3"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("indikator=gibtsnicht", "Den Indikator „gibtsnicht“ gibt es hier nicht."),
        ("jahr=1990", "Für 1990 liegen keine Daten vor"),
        ("blatt=a5", "Das Blatt „a5“ gibt es bei png nicht"),
        ("ppi=9999", "„9999“ Pixel je Zoll sind nicht möglich; erlaubt sind 96 bis 300."),
        ("ppi=abc", "„abc“ Pixel je Zoll sind nicht möglich"),
        ("raum=<script>", "&lt;script&gt;"),
    ],
)
def test_impossible_request_is_explained_and_not_kept(small_client: FlaskClient, query: str, words: str) -> None:
    answer = small_client.get(f"/export/karte.png?{query}")
    assert answer.status_code == 400
    assert answer.content_type == "text/html; charset=utf-8"
    assert words in answer.text
    assert "<script>" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_pdf_has_no_square_paper(small_client: FlaskClient) -> None:
    assert "möglich sind a4-hoch, a4-quer, a3-hoch, a3-quer." in small_client.get("/export/karte.pdf?blatt=1-1").text


def test_unknown_file_is_not_found(small_client: FlaskClient) -> None:
    assert small_client.get("/export/karte.exe").status_code == 404


def test_link_leads_to_the_host_of_the_request_or_the_public_address(small_client: FlaskClient, tmp_path: Path) -> None:
    answer = small_client.get(f"/export/karte.svg?{RATE}", base_url="https://karten.example")
    assert b"https://karten.example/?indikator=arbeitslosenanteil&amp;jahr=2018" in answer.data
    folder = write_region(tmp_path / "region")
    app = create_app(Settings(region=folder, cache=tmp_path / "cache", public_address="https://atlas.example/sozial"))
    svg = get(client_of(app), "karte.svg", "")
    assert b"https://atlas.example/sozial/?indikator=anteil_u18" in svg
    assert b"localhost" not in svg


def test_internal_files_are_marked(tmp_path: Path) -> None:
    package = load_package(write_region(tmp_path / "region"))
    client = client_of(create_app(Settings(internal=True, cache=tmp_path), package))
    answer = client.get(f"/export/karte.svg?{RATE}", base_url="http://127.0.0.1")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="INTERN_arbeitslosenanteil')
    assert answer.headers["Cache-Control"] == "no-store"
    root = ElementTree.fromstring(answer.data)
    assert root[0].text == "INTERN – nicht zur Veröffentlichung: Arbeitslosenanteil 2018"
    assert "INTERN – nicht zur Veröffentlichung" in ["".join(e.itertext()) for e in root.iter()]
    book = client.get(f"/export/werte.xlsx?{RATE}", base_url="http://127.0.0.1").data
    assert openpyxl.load_workbook(io.BytesIO(book))["Daten"]["A2"].value == "INTERN – nicht zur Veröffentlichung"


def test_nobody_is_kept_waiting_where_all_threads_are_busy(
    small_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn_away(*_arguments: object) -> bytes:
        raise BusyError

    monkeypatch.setattr(exports, "build_export", turn_away)
    answer = small_client.get(f"/export/karte.svg?{RATE}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == answer.headers["Refresh"] == "4"
    assert "Gerade werden viele Dateien erstellt." in answer.text


def test_libraries_for_files_are_loaded_when_first_used() -> None:
    """They would make the start of the server a third slower."""
    program = (
        "import sys, dashboard.server, dashboard.commands.main; "
        "print([name for name in ('typst', 'pptx', 'xlsxwriter', 'segno', 'lxml') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT)
    assert shown.stdout.strip() == "[]"
