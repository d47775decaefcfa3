"""The settings of one server. The only place that reads the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REGIONS = ROOT / "geodata" / "regions"
DEFAULT_REGION = "staedteregion-aachen"
DEFAULT_PORT = 8050
LAST_PORT, LAST_NUMBER = 65535, 999
# a source of the Content-Security-Policy: scheme, host and port, the host perhaps with a leading "*."
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s/?#\"'<>]{1,200}(/[^\s?#\"'<>]{0,100})?")


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names the setting and what is allowed."""


@dataclass(frozen=True)
class Settings:
    """What an operator can set; `README.md` lists the same names."""

    region: Path = REGIONS / DEFAULT_REGION
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    workers: int = 1
    threads: int = 16
    cache: Path = ROOT / ".cache"
    internal: bool = False
    proxy_header: str | None = None
    public_address: str | None = None
    embedders: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the server."""
        return f"http://{self.bind}"

    @property
    def bind(self) -> str:
        """Host and port as sockets want them; IPv6 addresses in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


VARIABLES = {
    "region": "SOZIALRAUM_REGION",
    "host": "SOZIALRAUM_HOST",
    "port": "SOZIALRAUM_PORT",
    "workers": "SOZIALRAUM_WORKERS",
    "threads": "SOZIALRAUM_THREADS",
    "cache": "SOZIALRAUM_CACHE",
    "internal": "SOZIALRAUM_INTERNAL",
    "proxy_header": "SOZIALRAUM_PROXY_HEADER",
    "public_address": "SOZIALRAUM_ADRESSE",
    "embedders": "SOZIALRAUM_EINBETTEN",
}


def read_settings(environment: Mapping[str, str] = os.environ, **overrides: str | int | None) -> Settings:
    """Settings from the environment; `overrides` (command line) that are not None win."""
    raw = {field: environment[name] for field, name in VARIABLES.items() if environment.get(name)}
    given = {field: str(value) for field, value in overrides.items() if value is not None}
    raw |= given
    default = Settings()

    def whole_number(field: str, otherwise: int) -> int:
        origin = f"--{field}" if field in given else VARIABLES[field]
        return _whole_number(origin, raw.get(field, str(otherwise)), LAST_PORT if field == "port" else LAST_NUMBER)

    return Settings(
        region=find_region(raw["region"]) if "region" in raw else default.region,
        host=raw.get("host", default.host),
        port=whole_number("port", default.port),
        workers=whole_number("workers", default.workers),
        threads=whole_number("threads", default.threads),
        cache=Path(raw["cache"]) if "cache" in raw else default.cache,
        internal=_switch(VARIABLES["internal"], raw.get("internal", "0")),
        proxy_header=raw.get("proxy_header"),
        public_address=_address(
            raw.get("public_address"), "--address" if "public_address" in given else VARIABLES["public_address"]
        ),
        embedders=_origins(VARIABLES["embedders"], raw.get("embedders", "")),
    )


def find_region(text: str) -> Path:
    """Folder of a region package: a path, or the id of a shipped region."""
    shipped = REGIONS / text
    folder = shipped if "/" not in text and (shipped / "region.toml").is_file() else Path(text)
    return folder.resolve()


def _address(text: str | None, origin: str) -> str | None:
    """Public address without a slash at its end."""
    if text is not None and not ADDRESS.fullmatch(text):
        raise SettingsError(f"{origin}: „{text[:80]}“ ist keine Adresse wie https://atlas.example.de.")
    return None if text is None else text.rstrip("/")


def _origins(origin: str, text: str) -> tuple[str, ...]:
    """Origins between blanks."""
    for one in text.split():
        if not ORIGIN.fullmatch(one):
            raise SettingsError(
                f"{origin}: „{one[:80]}“ ist keine Herkunft wie https://www.example.de (mehrere mit Leerzeichen)."
            )
    return tuple(text.split())


def _switch(origin: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise SettingsError(f"{origin}: „{text[:40]}“ ist weder 1 (ein) noch 0 (aus).")
    return text == "1"


def _whole_number(origin: str, text: str, last: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(last)) and 1 <= int(text) <= last):
        raise SettingsError(f"{origin}: „{text[:40]}“ ist keine ganze Zahl von 1 bis {last}.")
    return int(text)
