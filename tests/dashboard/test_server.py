"""Starting: a broken region or setting ends with status 1 and German words."""

import socket
from pathlib import Path

import pytest

from dashboard.server import AtlasServer, main
from dashboard.settings import Settings
from tests.regionbuilder import write_region


@pytest.fixture(autouse=True)
def nothing_is_served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(AtlasServer, "run", lambda _server: pytest.fail("a broken region was served"))


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What stderr says when the server cannot start."""
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return captured.err


def test_broken_region_ends_with_the_whole_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_region(
        tmp_path / "region",
        region=lambda text: text.replace('crs = "EPSG:25832"', 'crs = "EPSG:4326"'),
        werte=lambda text: text.replace("0500101;2018", "0500199;2018"),
    )
    report = failure(capsys, "--region", str(folder))
    assert "FEHLER: region.toml" in report
    assert "FEHLER: tabellen/werte.csv" in report
    assert "Abhilfe:" in report


def test_broken_catalogue_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_region(tmp_path / "region", indikatoren=lambda text: text.replace('"belastend"', '"schlimm"'))
    report = failure(capsys, "--region", str(folder))
    assert "FEHLER: indikatoren.toml, Zeile 35" in report


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('zaehler = "arbeitslose"', 'zaehler = "erwerbslose"'),
        lambda text: 'themenfelder = ["A"]\n',
    ],
)
def test_catalogue_that_fits_no_table_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: object
) -> None:
    folder = write_region(tmp_path / "region", indikatoren=change)  # type: ignore[arg-type]
    assert "FEHLER: indikatoren.toml" in failure(capsys, "--region", str(folder))


def test_folder_without_region_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "leer: Ordner fehlt" in failure(capsys, "--region", str(tmp_path / "leer"))
    (tmp_path / "leer").mkdir()
    assert "FEHLER: region.toml: Datei fehlt" in failure(capsys, "--region", str(tmp_path / "leer"))


def test_bad_setting_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert failure(capsys, "--port", "viele") == "--port: „viele“ ist keine ganze Zahl von 1 bis 65535.\n"


def test_bad_variable_is_reported_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOZIALRAUM_PORT", "70000")
    assert failure(capsys) == "SOZIALRAUM_PORT: „70000“ ist keine ganze Zahl von 1 bis 65535.\n"


def test_busy_port_ends_with_a_german_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_region(tmp_path / "region")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        shown = failure(capsys, "--region", str(folder), "--port", str(port))
    assert shown == f"Port {port} ist belegt; einen anderen wählen: --port 8051\n"


def test_unknown_address_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_region(tmp_path / "region")
    # TEST-NET-1, never an address of this machine (RFC 5737)
    shown = failure(capsys, "--region", str(folder), "--host", "192.0.2.1")
    assert "Adresse „192.0.2.1“ gibt es auf diesem Rechner nicht" in shown


def test_running_is_announced_by_the_server_that_listens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = AtlasServer(Settings(region=write_region(tmp_path / "region"), port=8917, cache=tmp_path / "cache"))
    assert capsys.readouterr().out == ""
    server.cfg.when_ready(None)
    assert capsys.readouterr().out.startswith("Der Sozialraumatlas läuft: http://127.0.0.1:8917")


def test_unknown_option_is_reported_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--prt", "8051"])
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("Fehler: unbekannte Angabe „--prt 8051“\n")


def test_cache_that_cannot_be_written_is_named_with_its_variable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "datei").write_text("kein Ordner", "utf-8")
    monkeypatch.setenv("SOZIALRAUM_CACHE", str(tmp_path / "datei" / "cache"))
    assert main([]) == 1
    message = capsys.readouterr().err
    assert "SOZIALRAUM_CACHE" in message and "kann nicht geschrieben werden" in message
