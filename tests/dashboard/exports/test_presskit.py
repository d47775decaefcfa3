"""The press kit: what is inside, that it is what the single files are, and that words of one's own stay words."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import openpyxl
import pikepdf
import pytest
from flask.testing import FlaskClient
from PIL import Image
from pptx import Presentation

from dashboard.__main__ import main
from dashboard.atlas import Atlas
from dashboard.exports.explorer import Format, build_export, read_order
from dashboard.factory import AtlasApp, create_app
from dashboard.settings import Settings
from geodata.package import load_package
from layouts.selection import parse_selection
from layouts.sheets.content import Imprint
from tests.applications import client_of
from tests.regionbuilder import write_region

RATE = {"indikator": "arbeitslosenanteil", "jahr": "2018", "ebene": "sozialraum", "stand": "2018"}
STEM = "arbeitslosenanteil_2018_sozialraum_2018"
SINGLE = {
    "_16-9.png": ("karte.png", {"blatt": "16-9"}),
    "_16-9.svg": ("karte.svg", {"blatt": "16-9"}),
    "_1-1.png": ("karte.png", {"blatt": "1-1"}),
    "_1-1.svg": ("karte.svg", {"blatt": "1-1"}),
    "_4-5.png": ("karte.png", {"blatt": "4-5"}),
    "_4-5.svg": ("karte.svg", {"blatt": "4-5"}),
    ".pdf": ("karte.pdf", {}),
    ".csv": ("werte.csv", {}),
}
FONTS = ("schrift/OFL.md", "schrift/SourceSans3-Regular.otf", "schrift/SourceSans3-Semibold.otf")
HOSTILE = {
    "script": "<script>alert(\"x\")</script> & 'y' ]]> &amp;",
    "typst": '#include "a.typ" #panic() *fett* _kursiv_ $x$ [a](b) <c> @d `e` \\ // = f',
    "formula": '=HYPERLINK("https://example.org";"x")',
    "quotes": "„Armut“ ‚hier‘ \"dort\" 'da'; a;b,c",
    "very long": "Sozialraumentwicklungsberichterstattung " * 4,
    "one word": "x" * 160,
    "accents": "Ωmega Привет ČŁŐ",
}


def kit(client: FlaskClient, **asked: str) -> zipfile.ZipFile:
    answer = client.get(f"/export/pressepaket.zip?{urlencode(RATE | asked)}")
    assert answer.status_code == 200, answer.text[:2000]
    return zipfile.ZipFile(io.BytesIO(answer.data))


def words(archive: zipfile.ZipFile) -> str:
    return archive.read("presse.txt").decode("utf-8-sig")


def test_kit_holds_every_file_once_the_words_first(small_client: FlaskClient) -> None:
    archive = kit(small_client)
    assert archive.namelist() == ["presse.txt", *(f"{STEM}{ending}" for ending in SINGLE), *FONTS]
    assert archive.testzip() is None
    listed = words(archive).split("\r\nDATEIEN\r\n")[1].split("\r\n")
    assert [line.split("  ")[0] for line in listed if line] == archive.namelist()
    assert all(len(line.split("  ", 1)[1].strip()) > 10 for line in listed if line)


@pytest.mark.parametrize("own", [{}, {"titel": "Arbeit & Arme", "untertitel": "<b>Zwei</b> Kommunen"}])
def test_files_are_the_single_ones(small_client: FlaskClient, own: dict[str, str]) -> None:
    archive = kit(small_client, **own)
    for ending, (name, options) in SINGLE.items():
        single = small_client.get(f"/export/{name}?{urlencode(RATE | options | own)}")
        assert archive.read(f"{STEM}{ending}") == single.data, ending


def test_files_are_valid(small_client: FlaskClient) -> None:
    archive = kit(small_client)
    for paper, size in (("16-9", (1920, 1080)), ("1-1", (1080, 1080)), ("4-5", (1080, 1350))):
        picture = Image.open(io.BytesIO(archive.read(f"{STEM}_{paper}.png")))
        picture.load()
        assert picture.size == size
        root = ElementTree.fromstring(archive.read(f"{STEM}_{paper}.svg"))
        assert len([e for e in root.iter() if e.get("data-raum")]) == 6
    with pikepdf.open(io.BytesIO(archive.read(f"{STEM}.pdf"))) as pdf:
        assert len(pdf.pages) == 2
    assert "A2;Altstadt;Astadt;8,0;160;2000" in archive.read(f"{STEM}.csv").decode("utf-8-sig")


def test_kit_of_the_same_day_is_the_same_file(small: Atlas) -> None:
    selection, _ = parse_selection(RATE, small)
    order = read_order(Format.PRESS_KIT, None, None, "Eigener Titel")
    first, second = (
        build_export(small, selection, order, Imprint("https://a.example", date(2024, 5, 31))) for _ in range(2)
    )
    assert first == second
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {entry.date_time[:3] for entry in entries} == {(2024, 5, 31)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}


@pytest.mark.parametrize("name", HOSTILE)
def test_own_words_stay_plain_text_in_every_file(small_client: FlaskClient, name: str) -> None:
    title = " ".join(HOSTILE[name].split())
    archive = kit(small_client, titel=title, untertitel=title)
    text = words(archive)
    assert f"ÜBERSCHRIFT\r\n{title}\r\n{title}\r\n" in text
    root = ElementTree.fromstring(archive.read(f"{STEM}_16-9.svg"))
    assert root[0].text == title
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    with pikepdf.open(io.BytesIO(archive.read(f"{STEM}.pdf"))) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == title
    rows = list(csv.reader(io.StringIO(archive.read(f"{STEM}.csv").decode("utf-8-sig")), delimiter=";"))
    assert rows[:2] == [[f"Titel: {title}"], [f"Untertitel: {title}"]]
    assert rows[2] == ["Arbeitslosenanteil 2018 (%)"]


def test_invisible_characters_are_left_out(small_client: FlaskClient) -> None:
    archive = kit(small_client, titel="Ar\u202ebeit\u200b und\x07 Leben\r\nhier")
    root = ElementTree.fromstring(archive.read(f"{STEM}_1-1.svg"))
    assert root[0].text == "Arbeit und Leben hier"
    assert "\u202e" not in archive.read(f"{STEM}_1-1.svg").decode()


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ({"titel": "x" * 161}, "Der Titel hat 161 Zeichen; möglich sind höchstens 160. Bitte kürzen."),
        ({"untertitel": "x" * 401}, "Der Untertitel hat 401 Zeichen; möglich sind höchstens 400. Bitte kürzen."),
        ({"titel": "Arm 😀"}, "Der Titel enthält Zeichen, die die Schrift der Blätter nicht hat: „😀“."),
    ],
)
@pytest.mark.parametrize("name", ["pressepaket.zip", "karte.pdf", "karte.svg", "werte.csv"])
def test_words_that_cannot_be_set_are_refused(
    small_client: FlaskClient, name: str, own: dict[str, str], reason: str
) -> None:
    address = f"/export/{name}?{urlencode(RATE | own)}"
    answer = small_client.get(address, headers={"Accept": "text/plain"})
    assert answer.status_code == 400
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == reason
    page = small_client.get(address)
    assert page.status_code == 400
    assert page.content_type == "text/html; charset=utf-8"


@pytest.mark.parametrize("name", ["karte.png?blatt=1-1&", "pressepaket.zip?"])
def test_words_that_leave_no_room_for_the_map_are_refused(tmp_path: Path, name: str) -> None:
    long = 'definition = "' + "Sehr lange Erläuterung. " * 4000 + '"'
    folder = write_region(
        tmp_path / "region",
        indikatoren=lambda text: text.replace('definition = "Anteil der unter 18-Jährigen an der Bevölkerung."', long),
    )
    client = client_of(create_app(Settings(region=folder, cache=tmp_path / "cache")))
    answer = client.get(f"/export/{name}indikator=anteil_u18", headers={"Accept": "text/plain"})
    assert answer.status_code == 400
    assert answer.text == (
        "Für diese Texte ist kein Blatt groß genug. Bitte Titel oder Untertitel kürzen oder ein größeres Blatt wählen."
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_own_words_stay_plain_text_in_office_and_geodata(small_client: FlaskClient, name: str) -> None:
    title = " ".join(HOSTILE[name].split())
    asked = urlencode(RATE | {"titel": title, "untertitel": title})
    deck = Presentation(io.BytesIO(small_client.get(f"/export/folien.pptx?{asked}").data))
    assert deck.slides[0].shapes.title.text.replace("\v", " ").replace(" ", "") == title.replace(" ", "")
    assert title in deck.slides[0].notes_slide.notes_text_frame.text
    cell = openpyxl.load_workbook(io.BytesIO(small_client.get(f"/export/werte.xlsx?{asked}").data))["Daten"]["A1"]
    assert (cell.value, cell.data_type) == (title, "s")
    about = json.loads(small_client.get(f"/export/raeume.geojson?{asked}").data)["angaben"]
    assert (about["Titel"], about["Gezeigt"], about["Befund"]) == (title, "Arbeitslosenanteil 2018", title)
    assert small_client.get(f"/export/raeume.gpkg?{asked}").data.startswith(b"SQLite format 3")


def test_own_words_stand_in_every_other_format(small_client: FlaskClient) -> None:
    own = urlencode(RATE | {"titel": "Arbeit im Kreis"})
    assert "Arbeit im Kreis" in small_client.get(f"/export/raeume.geojson?{own}").text
    plain = small_client.get(f"/export/werte.plain.csv?{own}").text
    assert "Arbeit im Kreis" not in plain  # a table for programs names the indicator
    assert "Arbeitslosenanteil 2018" in plain


def test_kit_of_two_maps_and_of_a_change(demo_app: AtlasApp) -> None:
    client = client_of(demo_app)
    view = {"indikator": "sgb2_quote", "jahr": "2022", "ebene": "sozialraum", "stand": "2018"}
    pair = client.get(f"/export/pressepaket.zip?{urlencode(view | {'vergleich': 'leerstandsquote', 'karten': '2'})}")
    archive = zipfile.ZipFile(io.BytesIO(pair.data))
    root = ElementTree.fromstring(archive.read("sgb2_quote_und_leerstandsquote_2022_sozialraum_2018_16-9.svg"))
    assert len([e for e in root.iter() if e.get("data-raum")]) == 2 * 93
    text = words(archive)
    assert "\r\nSGB-II-Quote: Mit Quantilen statt festen, runden Grenzen lägen 27 von 87 Räumen" in text
    assert "SGB-II-Quote 6 von 93, Leerstandsquote 0 von 93." in text
    assert "Gebäude- und Wohnungsstatistik). Lizenz: " in text
    change = client.get(f"/export/pressepaket.zip?{urlencode(view | {'basis': '2014'})}")
    archive = zipfile.ZipFile(io.BytesIO(change.data))
    table = archive.read("sgb2_quote_seit_2014_2022_sozialraum_2018.csv").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(table), delimiter=";"))
    head = next(i for i, line in enumerate(lines) if line[:1] == ["Schlüssel"])
    column = next(i for i, name in enumerate(lines[head]) if name.startswith("Veränderung"))
    cells = [line[column] for line in lines[head + 1 :]]
    numbers = [float(cell.replace(",", ".")) for cell in cells if cell.strip("-+").replace(",", "").isdigit()]
    up, down = sum(number > 0 for number in numbers), sum(number < 0 for number in numbers)
    assert f"SGB-II-Quote: Veränderung 2014 bis 2022: {up} Sozialräume mit Zunahme, {down} mit Abnahme" in words(
        archive
    )
    assert (up, down) == (13, 66)


def test_internal_kit_is_marked_everywhere(tmp_path: Path) -> None:
    package = load_package(write_region(tmp_path / "region"))
    client = client_of(create_app(Settings(internal=True, cache=tmp_path), package))
    answer = client.get(f"/export/pressepaket.zip?{urlencode(RATE)}", base_url="http://127.0.0.1")
    assert 'filename="INTERN_pressepaket_arbeitslosenanteil' in answer.headers["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert all(name.startswith("INTERN_") for name in archive.namelist() if name not in FONTS)
    text = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    assert text.startswith("INTERN – nicht zur Veröffentlichung\r\n")
    assert "Kein Teil dieses Pakets darf weitergegeben werden." in text


def test_command_line_writes_the_same_kit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "cache"))
    region = write_region(tmp_path / "region")
    out = tmp_path / "kit.zip"
    own = ("--title", "Kinder im Kreis", "--subtitle", "")
    assert main(["export", "--region", str(region), "--format", "pressepaket", *own, "--out", str(out)]) == 0
    archive = zipfile.ZipFile(out)
    assert "ÜBERSCHRIFT\r\nKinder im Kreis\r\n\r\nWEITERE" in words(archive)
    assert main(["export", "--region", str(region), "--format", "svg", "--title", "x" * 200, "--out", str(out)]) == 1
    assert "Der Titel hat 200 Zeichen" in capsys.readouterr().err
