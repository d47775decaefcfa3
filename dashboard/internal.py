"""Internal mode: the numbers without suppression, for the statistics office alone. Off unless asked for.

Who may see them is decided by the network, not by the atlas: it listens on this machine only, or behind a proxy that
signs its users in. Every view and file is marked, and nothing is written to disk.
"""

import re
from ipaddress import ip_address

import pandas as pd
from flask import Flask, Response, request

from dashboard.atlas import Atlas
from dashboard.cache import Memory
from dashboard.settings import VARIABLES, Settings, SettingsError
from geodata.package import RegionPackage
from indicators.publication import publish_internally
from layouts.textpage import build_text_page
from layouts.texts import INTERNAL

HEALTH = "/healthz"
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
# Sent by every browser, or by every proxy whether or not it asked who is there: they prove nothing.
PROVES_NOTHING = re.compile(
    r"host|user-agent|accept.*|connection|cookie|referer|origin|cache-control|pragma|priority|dnt|upgrade.*|te|range|"
    r"if-.*|content-.*|sec-.*|x-forwarded-(?!user$|email$).*|x-real-ip|x-request-id|forwarded|via",
    re.IGNORECASE,
)


class InternalAtlas(Atlas):
    """One region without statistical confidentiality; its version is another one, so that no browser mixes the two."""

    marking = INTERNAL
    edition = "intern"

    def __init__(self, package: RegionPackage, memory: Memory) -> None:
        if memory.writes_files:
            raise ValueError("internal numbers must not be written to files")
        super().__init__(package, memory)

    def _publish(self, indikator: str, stand: str) -> pd.DataFrame:
        entry = self.catalogue.indikatoren[indikator]
        return publish_internally(entry, self._counts[stand], self.hierarchy(stand))


def check_access(settings: Settings) -> None:
    """Raise `SettingsError` if the internal mode could be reached by just anybody, or the proxy's header is no name."""
    name = VARIABLES["proxy_header"]
    header = settings.proxy_header
    if header is not None and not HEADER_NAME.fullmatch(header):
        raise SettingsError(
            f"{name}: „{header[:40]}“ ist kein Name eines HTTP-Kopfs (Buchstaben, Ziffern, „-“), z. B. X-Remote-User."
        )
    if header is not None and PROVES_NOTHING.fullmatch(header):
        raise SettingsError(
            f"{name}: „{header}“ sendet jeder Browser oder Proxy, auch ohne Anmeldung; üblich ist X-Remote-User."
        )
    if settings.internal and header is None and not is_loopback(settings.host):
        raise SettingsError(
            f"Die interne Fassung zeigt Zahlen ohne Geheimhaltung und startet darum nicht an der Adresse "
            f"„{settings.host}“, die andere Rechner erreichen.\n"
            f"Abhilfe: --host 127.0.0.1, oder einen Proxy mit Anmeldung davorschalten und in {name} den HTTP-Kopf "
            f"nennen, mit dem er die angemeldete Person weitergibt (z. B. X-Remote-User)."
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def guard(server: Flask, settings: Settings, atlas: Atlas) -> None:
    """Turn away whoever may not read, and mark every answer of the internal mode. To be called before all other hooks.

    Flask runs what is registered first first before a request and last after it.
    """

    @server.before_request
    def _admit() -> Response | None:
        if request.path == HEALTH or _is_admitted(settings):
            return None
        text = (
            "# Kein Zugang\n\nDiese Fassung des Atlas ist nur nach Anmeldung zugänglich. "
            "Bitte rufen Sie sie über die Adresse auf, die Ihnen die Statistikstelle genannt hat."
        )
        return Response(build_text_page("Kein Zugang", text, atlas), status=403, mimetype="text/html")

    if settings.internal:

        @server.after_request
        def _mark(response: Response) -> Response:
            response.headers["X-Atlas-Intern"] = "1"
            response.headers["Cache-Control"] = "no-store"
            return response


def _is_admitted(settings: Settings) -> bool:
    if settings.proxy_header is not None:
        return bool(request.headers.get(settings.proxy_header, "").strip())
    # A foreign page can point a name of its own at this machine; the browser would then let it read the answers.
    return not settings.internal or _host_name(request.host) in LOCAL_NAMES


def _host_name(host: str) -> str:
    return re.sub(r":\d*$", "", host).lower()
