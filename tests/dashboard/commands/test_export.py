"""`python -m dashboard export`: exactly what was asked for, or a German sentence."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from dashboard.__main__ import main
from dashboard.exports.explorer import Format
from tests.regionbuilder import write_region


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_region(tmp_path_factory.mktemp("export") / "region")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "cache"))


def export(region: Path, *arguments: str) -> int:
    return main(["export", "--region", str(region), *arguments])


@pytest.mark.parametrize("format", [entry.value for entry in Format])
def test_every_format_is_written(region: Path, tmp_path: Path, format: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "datei"
    assert export(region, "--format", format, "--out", str(out)) == 0
    assert out.stat().st_size > 300
    assert capsys.readouterr().out.startswith(f"{out}: ")


def test_view_is_the_one_asked_for(region: Path, tmp_path: Path) -> None:
    out = tmp_path / "karte.svg"
    asked = ("--indicator", "arbeitslosenanteil", "--year", "2018", "--level", "kommune", "--gebietsstand", "2018")
    assert export(region, *asked, "--address", "https://atlas.example/", "--paper", "4-5", "--out", str(out)) == 0
    root = ElementTree.parse(out).getroot()
    assert root[0].text == "Arbeitslosenanteil 2018"
    assert root.get("viewBox") == "0 0 540 675"
    assert "https://atlas.example/?indikator=arbeitslosenanteil&jahr=2018&ebene=kommune&stand=2018" in [
        "".join(e.itertext()).replace(" ", "") for e in root.iter()
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--indicator", "anteil_u81"], "--indicator: „anteil_u81“ gibt es nicht; meinten Sie „anteil_u18“?"),
        (["--year", "2016"], "--year: „2016“ gibt es im Gebietsstand 2018 nicht, aber mit --gebietsstand 2011."),
        (["--year", "1990"], "--year: „1990“ gibt es nicht; im Gebietsstand 2018 möglich: 2018, 2019"),
        (["--level", "block"], "--level: „block“ gibt es nicht; möglich: sozialraum, kommune, region"),
        (["--paper", "a9"], "Das Blatt „a9“ gibt es bei svg nicht"),
        (["--region", "gibt/es/nicht"], "gibt/es/nicht"),
        (["--address", "atlas"], "--address: „atlas“ ist keine Adresse wie https://atlas.example.de."),
    ],
)
def test_mistake_is_named(
    region: Path, tmp_path: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "karte.svg"
    assert export(region, "--out", str(out), *arguments) == 1
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_format_must_be_known(region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(region, "--out", str(tmp_path / "karte.doc")) == 1
    assert "Am Namen „karte.doc“ ist kein Format zu erkennen" in capsys.readouterr().err


def test_folder_that_does_not_exist_is_named(region: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(region, "--out", str(tmp_path / "fehlt" / "karte.svg")) == 1
    assert "kann nicht geschrieben werden" in capsys.readouterr().err
