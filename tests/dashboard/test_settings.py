"""Settings: command line over environment over defaults; bad ones are named."""

from pathlib import Path

import pytest

from dashboard.settings import (
    DEFAULT_REGION,
    REGIONS,
    ROOT,
    VARIABLES,
    Settings,
    SettingsError,
    find_region,
    read_settings,
)

README = ROOT / "README.md"


def test_defaults_serve_the_demonstration_on_this_machine_only() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert settings.region == REGIONS / DEFAULT_REGION
    assert settings.address == "http://127.0.0.1:8050"


def test_environment_is_read() -> None:
    environment = {
        "SOZIALRAUM_REGION": "ordner/region",
        "SOZIALRAUM_HOST": "0.0.0.0",
        "SOZIALRAUM_PORT": "9000",
        "SOZIALRAUM_WORKERS": "4",
        "SOZIALRAUM_THREADS": "2",
        "SOZIALRAUM_CACHE": "ablage",
    }
    assert read_settings(environment) == Settings(
        region=Path("ordner/region").resolve(), host="0.0.0.0", port=9000, workers=4, threads=2, cache=Path("ablage")
    )


def test_every_setting_has_a_variable() -> None:
    assert set(VARIABLES) == set(Settings.__dataclass_fields__)


def test_command_line_wins_over_the_environment() -> None:
    assert read_settings({"SOZIALRAUM_PORT": "9000"}, port="9001").port == 9001
    assert read_settings({"SOZIALRAUM_PORT": "9000"}, port=None).port == 9000


def test_empty_variable_is_the_default() -> None:
    assert read_settings({"SOZIALRAUM_PORT": "", "SOZIALRAUM_REGION": ""}) == Settings()


@pytest.mark.parametrize("field", ["port", "workers", "threads"])
@pytest.mark.parametrize("text", ["0", "-1", "acht", "8.5", "80 50", "²", "9" * 5000])
def test_bad_number_names_its_variable(field: str, text: str) -> None:
    with pytest.raises(SettingsError, match=f"^{VARIABLES[field]}: .*ist keine ganze Zahl"):
        read_settings({VARIABLES[field]: text})


def test_port_beyond_the_last_one_is_refused() -> None:
    assert read_settings({"SOZIALRAUM_PORT": "65535"}).port == 65535
    with pytest.raises(SettingsError, match=r"^SOZIALRAUM_PORT: .*65535"):
        read_settings({"SOZIALRAUM_PORT": "65536"})


def test_bad_option_is_named_as_the_user_wrote_it() -> None:
    with pytest.raises(SettingsError, match=r"^--port: „70000“ ist keine ganze Zahl von 1 bis 65535\.$"):
        read_settings({"SOZIALRAUM_PORT": "9000"}, port="70000")


def test_region_is_a_shipped_id_or_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_region("staedteregion-aachen") == REGIONS / "staedteregion-aachen"
    monkeypatch.chdir(tmp_path)
    assert find_region("meine-region") == tmp_path / "meine-region"
    assert find_region("./staedteregion-aachen") == tmp_path / "staedteregion-aachen"


@pytest.mark.parametrize("name", VARIABLES.values())
def test_every_variable_is_documented(name: str) -> None:
    assert f"`{name}`" in README.read_text("utf-8")


def test_ipv6_host_stands_in_brackets() -> None:
    assert read_settings({}, host="::1").bind == "[::1]:8050"
    assert read_settings({}, host="127.0.0.1").address == "http://127.0.0.1:8050"


def test_hosts_that_may_embed_are_read_one_by_one() -> None:
    text = "https://www.example.de  https://*.example.org:8443"
    found = read_settings({"SOZIALRAUM_EINBETTEN": text}).embedders
    assert found == ("https://www.example.de", "https://*.example.org:8443")


@pytest.mark.parametrize("text", ["www.example.de", "*", "https://a.de;https://b.de", "https://a.de/seite", "'none'"])
def test_host_that_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match=r"^SOZIALRAUM_EINBETTEN: .*ist keine Herkunft wie"):
        read_settings({"SOZIALRAUM_EINBETTEN": text})
