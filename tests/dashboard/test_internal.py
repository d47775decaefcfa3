"""The internal mode: off by default, closed to others, marked everywhere, never on disk."""

import csv
import io
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.cache import Memory, file_cache
from dashboard.factory import AtlasApp, create_app
from dashboard.internal import InternalAtlas, check_access, is_loopback
from dashboard.server import AtlasServer, main
from dashboard.settings import Settings, SettingsError, read_settings
from layouts import ids
from tests.applications import client_of, with_two_small_counts
from tests.dashboard.routes.test_data import data_paths
from tests.regionbuilder import write_region

MARK = "INTERN – nicht zur Veröffentlichung"
TABLE = "/daten/tabelle.csv?indikator=arbeitslosenanteil&jahr=2018&ebene=sozialraum&stand=2018"
PAGES = ["/", "/impressum", "/gibtesnicht"]
PATHS = [*PAGES, TABLE, "/healthz", "/_dash-layout", "/_dash-dependencies", "/assets/01_atlas.css",
         "/assets/10_atlas.js?m=1", "/daten/x/verzeichnis.json", "/region/logo"]  # fmt: skip


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("intern") / "cache"


@pytest.fixture(scope="module")
def internal_app(cache: Path) -> AtlasApp:
    folder = write_region(cache.parent / "region", werte=with_two_small_counts)
    return create_app(Settings(region=folder, cache=cache, internal=True))


@pytest.fixture(scope="module")
def internal(internal_app: AtlasApp) -> FlaskClient:
    return client_of(internal_app)


@pytest.fixture(scope="module")
def proxied(cache: Path, internal_app: AtlasApp) -> FlaskClient:
    folder = internal_app.atlas.folder
    settings = Settings(region=folder, cache=cache, host="0.0.0.0", internal=True, proxy_header="X-Remote-User")
    return client_of(create_app(settings))


def rows(client: FlaskClient) -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(TABLE).data.decode("utf-8-sig")), delimiter=";"))


def ask_profile(client: FlaskClient) -> str:
    view = {"indikator": "arbeitslosenanteil", "stand": "2018", "ebene": "sozialraum", "raum": "0500101"}
    body = {
        "output": f"{ids.PROFIL}.data",
        "outputs": {"id": ids.PROFIL, "property": "data"},
        "inputs": [{"id": ids.FRAGE_PROFIL, "property": "data", "value": view}],
        "changedPropIds": [f"{ids.FRAGE_PROFIL}.data"],
    }
    response = client.post("/_dash-update-component", json=body)
    assert response.headers["X-Atlas-Intern"] == "1"
    assert response.headers["Cache-Control"] == "no-store"
    return json.dumps(response.json, ensure_ascii=False)


def test_mode_is_off_by_default(small: Atlas, small_client: FlaskClient) -> None:
    assert not read_settings({}).internal
    assert small.marking is None
    for path in PATHS:
        with small_client.get(path) as response:
            assert "X-Atlas-Intern" not in response.headers
            assert b"INTERN" not in response.data or path.startswith("/assets/")


def test_mode_is_asked_for_by_variable_or_option() -> None:
    assert read_settings({"SOZIALRAUM_INTERNAL": "1"}).internal
    assert not read_settings({"SOZIALRAUM_INTERNAL": "0"}).internal
    assert read_settings({}, internal="1").internal


def test_unclear_switch_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"^SOZIALRAUM_INTERNAL: „ja“ ist weder 1 \(ein\) noch 0 \(aus\)\.$"):
        read_settings({"SOZIALRAUM_INTERNAL": "ja"})


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "atlas.example.org", "", "127.1"])
def test_mode_is_refused_at_an_address_others_reach(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(SettingsError, match="ohne Geheimhaltung und startet darum nicht"):
        create_app(Settings(host=host, internal=True))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_mode_starts_on_this_machine(host: str) -> None:
    check_access(Settings(host=host, internal=True))


@pytest.mark.parametrize("header", ["X-Remote-User", "Remote-User", "X-Forwarded-User", "X-Auth-Request-Email"])
def test_mode_starts_behind_a_proxy_that_signs_in(header: str) -> None:
    check_access(Settings(host="0.0.0.0", internal=True, proxy_header=header))


@pytest.mark.parametrize("header", ["X_Remote_User", "X Remote", "Nutzer:", "ä"])
def test_header_must_be_a_name_that_reaches_us(header: str) -> None:
    with pytest.raises(SettingsError, match=r"^SOZIALRAUM_PROXY_HEADER: .*kein Name eines HTTP-Kopfs"):
        check_access(Settings(proxy_header=header))


@pytest.mark.parametrize(
    "header", ["Host", "user-agent", "X-Forwarded-For", "Accept-Language", "Sec-Fetch-Site", "Via"]
)
def test_header_that_everybody_sends_proves_nothing(header: str) -> None:
    with pytest.raises(SettingsError, match=r"^SOZIALRAUM_PROXY_HEADER: .*sendet jeder Browser oder Proxy"):
        check_access(Settings(host="0.0.0.0", internal=True, proxy_header=header))


def test_refusal_ends_the_start_with_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SOZIALRAUM_PROXY_HEADER", raising=False)
    monkeypatch.setattr(AtlasServer, "run", lambda _server: pytest.fail("served"))
    assert main(["--internal", "--host", "0.0.0.0"]) == 1
    assert "Abhilfe: --host 127.0.0.1" in capsys.readouterr().err


def test_start_says_what_it_shows(internal_app: AtlasApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = AtlasServer(Settings(region=internal_app.atlas.folder, cache=tmp_path / "cache", internal=True))
    server.cfg.when_ready(None)
    assert capsys.readouterr().out.splitlines()[1].startswith(MARK)


def test_numbers_are_not_suppressed(internal_app: AtlasApp, internal: FlaskClient, small_client: FlaskClient) -> None:
    table = {row[0]: row[4:7] for row in rows(internal) if len(row) == 11}
    assert table["0500101"][1] == "8"
    assert table["0500110"][1] == "6"
    assert {row[0]: row[4:7] for row in rows(small_client) if len(row) == 11}["0500101"] == ["•", "", ""]
    assert "geheim" not in ask_profile(internal)
    path = f"{internal_app.atlas.root}/werte/2018/sozialraum/arbeitslosenanteil.json"
    assert not any("s" in letters for letters in json.loads(internal.get(path).data)["s"])


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_marked_and_kept_nowhere(internal: FlaskClient, path: str) -> None:
    with internal.get(path) as response:
        assert response.headers["X-Atlas-Intern"] == "1"
        assert response.headers["Cache-Control"] == "no-store"


def test_every_data_file_is_marked_and_kept_nowhere(internal_app: AtlasApp, internal: FlaskClient) -> None:
    for path in data_paths(internal_app.atlas):
        response = internal.get(path, headers={"Accept-Encoding": "br"})
        assert response.status_code == 200
        assert (response.headers["X-Atlas-Intern"], response.headers["Cache-Control"]) == ("1", "no-store")
    directory = internal.get(f"{internal_app.atlas.root}/verzeichnis.json").json
    assert directory is not None
    assert directory["vermerk"] == MARK


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_so_in_title_and_banner(internal: FlaskClient, path: str) -> None:
    page = internal.get(path).text
    assert f"<title>{MARK} | " in page
    assert f'<p role="note">{MARK}</p>' in page


def test_table_says_so_in_first_line_and_name(internal: FlaskClient) -> None:
    assert rows(internal)[0] == [MARK]
    name = internal.get(TABLE).headers["Content-Disposition"]
    assert name == 'attachment; filename="INTERN_arbeitslosenanteil_2018_sozialraum_2018.csv"'


def test_error_is_marked_too(internal: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("dashboard.routes.data.build_csv", fail)
    response = internal.get(TABLE)
    assert response.status_code == 500
    assert (response.headers["X-Atlas-Intern"], response.headers["Cache-Control"]) == ("1", "no-store")


def test_nothing_internal_is_written_to_disk(internal_app: AtlasApp, internal: FlaskClient, cache: Path) -> None:
    for path in (*PATHS, *data_paths(internal_app.atlas)):
        internal.get(path, headers={"Accept-Encoding": "br"}).close()
    internal_app.atlas.warm_up()
    assert not cache.exists()


def test_internal_atlas_takes_no_cache_of_files(internal_app: AtlasApp, tmp_path: Path) -> None:
    memory = Memory(internal_app.server, file_cache(tmp_path))
    with pytest.raises(ValueError, match="must not be written to files"):
        InternalAtlas(internal_app.atlas._package, memory)


def test_version_differs_from_the_public_one(internal_app: AtlasApp, internal: FlaskClient, tmp_path: Path) -> None:
    public = create_app(Settings(region=internal_app.atlas.folder, cache=tmp_path / "cache")).atlas
    assert public.version != internal_app.atlas.version
    assert internal.get(f"{public.root}/verzeichnis.json").status_code == 404


@pytest.mark.parametrize("path", [*PATHS[:4], *PATHS[5:]])
@pytest.mark.parametrize("sent", [{}, {"X-Remote-User": ""}, {"X-Remote-User": "  "}, {"X-User": "a"}])
def test_request_without_the_proxys_header_is_refused(proxied: FlaskClient, path: str, sent: dict[str, str]) -> None:
    with proxied.get(path, headers=sent) as response:
        assert response.status_code == 403
        assert "nur nach Anmeldung" in response.get_data(as_text=True)
        assert response.headers["Cache-Control"] == "no-store"


def test_callback_without_the_proxys_header_is_refused(proxied: FlaskClient) -> None:
    assert proxied.post("/_dash-update-component", json={}).status_code == 403


def test_request_with_the_proxys_header_is_answered(proxied: FlaskClient) -> None:
    assert (
        proxied.get("/", headers={"X-Remote-User": "statistik"}, base_url="https://atlas.example.org").status_code
        == 200
    )
    assert proxied.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "host", ["attacker.example", "attacker.example:8050", "localhost.attacker.example", "10.0.0.1"]
)
def test_foreign_name_for_this_machine_is_refused(internal: FlaskClient, small_client: FlaskClient, host: str) -> None:
    assert internal.get("/", headers={"Host": host}).status_code == 403
    assert small_client.get("/impressum", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["localhost", "localhost:8050", "127.0.0.1:9000", "[::1]:8050", "LOCALHOST:1"])
def test_this_machines_own_names_are_answered(internal: FlaskClient, host: str) -> None:
    assert internal.get("/impressum", headers={"Host": host}).status_code == 200
