"""Talks as files over HTTP and on the command line: slides read back, refusals in German."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.commands.main import main
from dashboard.exports.talks import BUILDERS, TalkFormat
from dashboard.exports.turns import BusyError
from dashboard.factory import create_app
from dashboard.settings import Settings
from geodata.package import load_package
from layouts.scenes import read_talk
from tests.applications import client_of, with_two_small_counts
from tests.conftest import REPOSITORY
from tests.regionbuilder import write_region

RATE = "/?indikator=arbeitslosenanteil&jahr=2018&ebene=sozialraum&stand=2018"
SCENES: list[dict[str, Any]] = [
    {"titel": "Wo Arbeit fehlt", "notiz": "Zuerst Astadt.\nDann fragen.", "ansicht": RATE},
    {"ansicht": f"{RATE}&innerhalb=05002"},
    {"titel": "Neue Grenzen", "ansicht": "/gebietsstaende/?von=2011&nach=2018"},
    {"titel": "Noch einmal", "ansicht": f"{RATE}&raum=0500102"},
]


def scenes(*entries: dict[str, Any], titel: str = "Ausschuss") -> str:
    frame = {"format": "sozialraum-szenen", "version": 1, "region": "musterkreis", "titel": titel}
    return json.dumps(frame | {"szenen": list(entries)})


def post(client: FlaskClient, text: str, ending: str = "pptx", **headers: str) -> Any:
    return client.post(f"/export/vortrag.{ending}", data={"szenen": text}, headers=headers)


@pytest.fixture(scope="module")
def deck(small_client: FlaskClient) -> Any:
    from pptx import Presentation

    answer = post(small_client, scenes(*SCENES))
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"] == 'attachment; filename="vortrag_musterkreis.pptx"'
    return Presentation(io.BytesIO(answer.data))


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text.replace("\v", " ") for slide in deck.slides]


def words(slide: Any) -> str:
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def test_title_slide_then_one_slide_per_scene_then_each_chart_once(deck: Any) -> None:
    assert titles(deck) == [
        "Ausschuss", "Wo Arbeit fehlt", "Arbeitslosenanteil 2018", "Neue Grenzen", "Noch einmal",
        "Arbeitslosenanteil 2018", "Arbeitslosenanteil 2018",
    ]  # fmt: skip
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    assert [any(s.has_chart for s in slide.shapes) for slide in deck.slides] == [False] * 5 + [True, True]
    assert deck.core_properties.title == "Ausschuss"


def test_presenters_words_stand_before_source_and_alternative_text(deck: Any) -> None:
    text = notes(deck.slides[1])
    assert text.startswith("Wo Arbeit fehlt\nZuerst Astadt.\nDann fragen.\n\n")
    assert "Datenquelle: Einwohnermelderegister, Stichtag 31.12.2018" in text
    assert "Alternativtext: Karte Wo Arbeit fehlt." in text
    assert ". Arbeitslosenanteil 2018. Sozialräume je Klasse" in text
    assert "Musterkreis · Sozialräume · Arbeitslosenanteil 2018" in words(deck.slides[1])
    assert notes(deck.slides[0]).startswith("Ausschuss\n\n1. Wo Arbeit fehlt\n2. Arbeitslosenanteil 2018\n3. Neue")


def test_map_is_made_of_one_shape_per_area(deck: Any) -> None:
    (group,) = [shape for shape in deck.slides[2].shapes if shape.name == "Karte"]
    names = [shape.name for shape in group.shapes]
    assert [name for name in names if name.startswith(("B1", "B2", "B3"))] == [
        "B1 (Bdorf)", "B2 Bahnhof (Bdorf)", "B3 Bruch (Bdorf)",
    ]  # fmt: skip


def test_chart_holds_the_published_values(deck: Any) -> None:
    chart = next(shape.chart for shape in deck.slides[5].shapes if shape.has_chart)
    assert list(chart.plots[0].series[0].values) == [8.0, 7.5, 5.0, 0.0]


def test_page_beside_the_explorer_is_a_slide_of_shapes(deck: Any) -> None:
    slide = deck.slides[3]
    assert "Gebietsstand 2011" in words(slide)
    assert "http://localhost/gebietsstaende/?von=2011&nach=2018" in words(slide)
    assert [shape for shape in slide.shapes if shape.name.startswith("Karte")]


def test_same_scenes_are_the_same_file(small_client: FlaskClient) -> None:
    assert post(small_client, scenes(*SCENES)).data == post(small_client, scenes(*SCENES)).data


HOSTILE = [
    "<script>alert(1)</script> & \"q\" 'p'",
    "W" * 200,
    '#include "/etc/passwd" *fett*',
    "</a:t><a:t>",
    "a\u2028b",
    "=1+1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_presenters_type_stays_text(small_client: FlaskClient, text: str) -> None:
    from pptx import Presentation

    answer = post(small_client, scenes({"titel": text, "notiz": text * 3, "ansicht": RATE}, titel=text))
    assert answer.status_code == 200, answer.text
    deck = Presentation(io.BytesIO(answer.data))
    shown = " ".join(text.split())
    for title in titles(deck)[:2]:
        assert title.replace(" ", "") == shown.replace(" ", "")
    assert text * 3 in notes(deck.slides[1]).replace("\v", "\u2028")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Es sind keine Szenen angekommen."),
        ("{", "Die Datei ist kein gültiges JSON"),
        (scenes({"ansicht": "/?indikator=<script>"}), "Szene 1: Den Indikator „&lt;script&gt;“ gibt es hier nicht."),
        (scenes({"ansicht": "/", "notiz": "x" * 5000}), "Die Notiz hat 5000 Zeichen"),
        (scenes({"ansicht": "/"}, titel="ü" * 1_000_000), "Die Szenen sind größer als 200 kB."),
        (scenes({"ansicht": "/"}, titel="u" * 250_000), "Die Datei ist größer als 200 kB."),
    ],
)  # fmt: skip
def test_broken_scenes_are_refused_in_german(small_client: FlaskClient, text: str, reason: str) -> None:
    answer = post(small_client, text)
    assert answer.status_code == 400
    assert reason in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "https://boese.example"}, 400),
        ({"Origin": "null"}, 400),
        ({}, 200),
    ],
)  # fmt: skip
def test_only_pages_of_the_atlas_may_send_scenes(
    small_client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    answer = post(small_client, scenes({"ansicht": "/gebietsstaende/"}), **headers)
    assert answer.status_code == status
    assert status == 200 or "fremden Seite" in answer.text


def test_talks_take_turns(small_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def turn_away(*_arguments: object) -> bytes:
        raise BusyError

    monkeypatch.setitem(BUILDERS, TalkFormat.PPTX, turn_away)
    answer = post(small_client, scenes(*SCENES))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "4")
    assert "Refresh" not in answer.headers  # it would fetch the address without the scenes


def test_talk_and_view_are_html_files_that_ask_for_nothing(small_client: FlaskClient) -> None:
    answer = post(small_client, scenes(*SCENES), "html")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="vortrag_musterkreis.html"'
    assert answer.content_type == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.text
    assert "Wo Arbeit fehlt" in answer.text
    single = small_client.get(f"/export/karte.html{RATE[1:]}")
    name = 'attachment; filename="arbeitslosenanteil_2018_sozialraum_2018.html"'
    assert (single.status_code, single.headers["Content-Disposition"]) == (200, name)
    assert small_client.get("/export/karte.html?jahr=1990").status_code == 400


def test_talk_cannot_be_fetched_without_scenes(small_client: FlaskClient) -> None:
    assert small_client.get("/export/vortrag.pptx").status_code in (404, 405)


def test_internal_talk_is_marked(tmp_path: Path) -> None:
    from pptx import Presentation

    package = load_package(write_region(tmp_path / "region"))
    client = client_of(create_app(Settings(internal=True, cache=tmp_path), package))
    answer = client.post("/export/vortrag.pptx", data={"szenen": scenes(*SCENES)}, base_url="http://127.0.0.1")
    assert 'filename="INTERN_vortrag_musterkreis.pptx"' in answer.headers["Content-Disposition"]
    deck = Presentation(io.BytesIO(answer.data))
    assert all("INTERN – nicht zur Veröffentlichung" in words(slide) for slide in deck.slides)


def write_scenes(folder: Path, text: str) -> tuple[Path, Path]:
    region = write_region(folder / "region", werte=with_two_small_counts)
    file = folder / "szenen.json"
    file.write_text(text, "utf-8")
    return region, file


def test_command_writes_the_same_slides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pptx import Presentation

    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "cache"))
    region, file = write_scenes(tmp_path, scenes(*SCENES))
    out = tmp_path / "vortrag.pptx"
    arguments = ["talk", str(file), "--region", str(region), "--out", str(out), "--address", "https://atlas.example"]
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith(f"{out}: 4 Szenen, ")
    assert "https://atlas.example/gebietsstaende/" in words(Presentation(str(out)).slides[3])


def test_file_for_others_has_no_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "cache"))
    region, file = write_scenes(tmp_path, scenes(*SCENES))
    own, given = tmp_path / "own.html", tmp_path / "given.html"
    assert main(["talk", str(file), "--region", str(region), "--out", str(own)]) == 0
    assert main(["talk", str(file), "--region", str(region), "--out", str(given), "--no-notes"]) == 0
    assert "Zuerst Astadt." in own.read_text("utf-8")
    assert "Zuerst Astadt." not in given.read_text("utf-8")
    assert "Wo Arbeit fehlt" in given.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "out", "message"),
    [
        (scenes({"ansicht": "/?jahr=1990"}), "v.pptx", "Szene 1: Für 1990 liegen keine Daten vor"),
        (scenes(*SCENES), "v.docx", "Am Namen „v.docx“ ist kein Format eines Vortrags zu erkennen"),
        (scenes(*SCENES), "gibtsnicht/v.pptx", "kann nicht geschrieben werden"),
    ],
)  # fmt: skip
def test_command_says_what_is_wrong(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    text: str,
    out: str,
    message: str,
) -> None:
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "cache"))
    region, file = write_scenes(tmp_path, text)
    assert main(["talk", str(file), "--region", str(region), "--out", str(tmp_path / out)]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / out).exists()


def test_command_names_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["talk", str(tmp_path / "x.json"), "--out", str(tmp_path / "v.pptx")]) == 1
    assert "x.json: kann nicht gelesen werden" in capsys.readouterr().err


def test_file_shown_in_the_readme_is_a_talk(demo: Atlas) -> None:
    example = re.search(r"```json\n(.*?)```", (REPOSITORY / "README.md").read_text("utf-8"), re.DOTALL)
    assert example is not None
    talk = read_talk(example[1], demo)
    assert [scene.titel for scene in talk.szenen] == ["Wo Menschen SGB II beziehen", ""]
