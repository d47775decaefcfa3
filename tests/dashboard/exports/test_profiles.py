"""Profiles over HTTP and on the command line: exactly what was asked for, or a German sentence."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.__main__ import main
from dashboard.checks.region import check_region
from dashboard.commands import profiles
from dashboard.exports.turns import BusyError, Turns
from geodata.problems import format_problem
from tests.regionbuilder import write_region


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_region(tmp_path_factory.mktemp("profile") / "region")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("name", "query", "file"),
    [
        ("kommunalprofil.pdf", "kommune=05001", "Profil_Astadt_05001_2018.pdf"),
        ("kommunalprofil.pptx", "kommune=05002&stand=2011", "Profil_Bdorf_05002_2011.pptx"),
        ("sozialraumprofil.pdf", "raum=0500101", "Profil_A1-Aue_0500101_2018.pdf"),
    ],
)
def test_file_has_its_name_and_type(small_client: FlaskClient, name: str, query: str, file: str) -> None:
    answer = small_client.get(f"/export/{name}?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert answer.data.startswith(b"%PDF-" if name.endswith("pdf") else b"PK")


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("kommunalprofil.pdf", "", "Die Angabe „kommune“ fehlt"),
        ("kommunalprofil.pdf", "kommune=05009", "Kommune „05009“ gibt es im Gebietsstand 2018 nicht; meinten Sie"),
        ("kommunalprofil.pdf", "kommune=Astadt", "„Astadt“ ist ein Name; gemeint ist der Schlüssel „05001“."),
        (
            "kommunalprofil.pdf",
            "kommune=05001&stand=1999",
            "Den Gebietsstand „1999“ gibt es nicht; möglich: 2011, 2018",
        ),
        ("sozialraumprofil.pptx", "raum=0500101&jahr=2018", "Die Angabe „jahr“ ist unbekannt"),
        ("sozialraumprofil.pdf", "raum=<script>", "&lt;script&gt;"),
    ],
)
def test_mistake_is_explained(small_client: FlaskClient, name: str, query: str, words: str) -> None:
    answer = small_client.get(f"/export/{name}?{query}")
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_waits_where_all_threads_are_busy(small_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def turn_away(*_arguments: object) -> object:
        raise BusyError

    monkeypatch.setattr(Turns, "take", turn_away)
    assert small_client.get("/export/kommunalprofil.pdf?kommune=05001").status_code == 503


def test_all_kommunen_are_written_with_progress(
    region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "neu" / "profile"
    assert main(["profiles", "--region", str(region), "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "Profil_Astadt_05001_2018.pdf", "Profil_Bdorf_05002_2018.pdf",
    ]  # fmt: skip
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("[1/2] Astadt: ")
    assert lines[1].startswith("[2/2] Bdorf: ")


def test_areas_of_one_kommune_as_slides(region: Path, tmp_path: Path) -> None:
    asked = ("--areas", "--kommune", "05002", "--format", "pptx", "--out", str(tmp_path / "p"))
    assert main(["profiles", "--region", str(region), *asked]) == 0
    assert [path.name for path in sorted((tmp_path / "p").iterdir())] == [
        "Profil_B1_0500201_2018.pptx", "Profil_B2-Bahnhof_0500202_2018.pptx", "Profil_B3-Bruch_0500203_2018.pptx",
    ]  # fmt: skip


def test_unknown_kommune_is_named(region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profiles", "--region", str(region), "--kommune", "05003", "--out", str(tmp_path / "p")]) == 1
    assert "Kommune „05003“ gibt es im Gebietsstand 2018 nicht" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_ctrl_c_leaves_no_half_file(
    region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(path: Path, content: bytes) -> None:
        path.with_name(f".{path.name}.teil").write_bytes(content[:10])
        path.with_name(f".{path.name}.teil").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr(profiles, "write_whole", interrupt)
    assert main(["profiles", "--region", str(region), "--out", str(tmp_path / "p")]) == 130
    assert list((tmp_path / "p").iterdir()) == []
    assert "Abgebrochen" in capsys.readouterr().err


def test_file_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        profiles.write_whole(tmp_path / "a.pdf", b"halb")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ('einwohner = "bev"', "Angabe „einwohner“: „bev“ steht nicht in indikatoren.toml"),
        ('altersgruppen = ["bev_insgesamt"]', '„bev_insgesamt“ ist kein Indikator mit art = "anteil"'),
        ('[[kapitel]]\ntitel = "Arbeit"\nindikatoren = ["arbeitslosenanteil", "x"]', "„x“ steht nicht in"),
        (
            '[[kapitel]]\ntitel = "Arbeit"\nindikatoren = ["arbeitslosenanteil"]\nkarten = ["anteil_u18"]',
            "„anteil_u18“ steht unter „karten“, aber nicht unter „indikatoren“",
        ),
        ("seiten = 3", "„seiten“"),
    ],
)
def test_mistake_in_the_plan_is_found_by_the_check(tmp_path: Path, plan: str, words: str) -> None:
    folder = write_region(tmp_path / "region", files={"profil.toml": plan + "\n"})
    found = [format_problem(problem) for problem in check_region(folder).errors]
    assert any("profil.toml" in text and words in text for text in found), found


def test_plan_decides_what_is_shown(tmp_path: Path) -> None:
    plan = '[titel]\ngruppe = "Stadtprofil"\n\n[[kapitel]]\ntitel = "Nur dies"\nindikatoren = ["anteil_u18"]\n'
    folder = write_region(tmp_path / "region", files={"profil.toml": plan})
    assert check_region(folder).errors == ()
    assert main(["profiles", "--region", str(folder), "--kommune", "05001", "--out", str(tmp_path / "p")]) == 0
    assert [path.name for path in (tmp_path / "p").iterdir()] == ["Stadtprofil_Astadt_05001_2018.pdf"]
