"""The production server: gunicorn around the factory, started by `python app.py`."""

import errno
import gc
import os
import socket
import sys
from collections.abc import Sequence
from threading import Thread
from typing import Any

from gunicorn.app.base import BaseApplication

from dashboard.commands.parser import GermanParser
from dashboard.factory import create_app
from dashboard.settings import DEFAULT_PORT, Settings, SettingsError, read_settings
from geodata.errors import PackageError
from layouts.texts import INTERNAL


class AtlasServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings; the region is loaded once, before the workers fork."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._app = create_app(settings)
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": self._settings.bind,
            "workers": self._settings.workers,
            "worker_class": "gthread",
            "threads": self._settings.threads,
            "preload_app": True,
            "keepalive": 30,
            "timeout": 120,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self._announce,
            "post_worker_init": self._warm_up,
        }
        for key, value in options.items():
            self.cfg.set(key, value)

    def _announce(self, _arbiter: object) -> None:
        """Say that it runs, now that the port is ours."""
        print(f"Der Sozialraumatlas läuft: {self._settings.address}  (beenden mit Strg+C)", flush=True)
        if self._settings.internal:
            print(f"{INTERNAL}: Diese Fassung zeigt Zahlen ohne Geheimhaltung.", flush=True)

    def _warm_up(self, _worker: object) -> None:
        """Prepare the start view while the first visitor is still typing the address."""
        # not a daemon: stopped in the midst of a library it would crash the worker at its end
        Thread(target=self._app.atlas.warm_up).start()

    def load(self) -> Any:
        return self._app.server


def check_cache(settings: Settings) -> None:
    """Raise `SettingsError` if the folder for computed things cannot be written."""
    try:
        settings.cache.mkdir(parents=True, exist_ok=True)
        writable = os.access(settings.cache, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise SettingsError(
            f"In den Ordner „{settings.cache}“ kann nicht geschrieben werden; einen anderen nennen: SOZIALRAUM_CACHE=…"
        )


def check_address(settings: Settings) -> None:
    """Raise `SettingsError` if the server could not listen; gunicorn would say so late and in English."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingsError(_explain_address(error, settings)) from error


def _explain_address(error: OSError, settings: Settings) -> str:
    port = settings.port
    if error.errno == errno.EADDRINUSE:
        other = DEFAULT_PORT + 1 if port != DEFAULT_PORT + 1 else DEFAULT_PORT + 2
        return f"Port {port} ist belegt; einen anderen wählen: --port {other}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} darf nur der Systemverwalter öffnen; einen ab 1024 wählen: --port {DEFAULT_PORT}"
    return f"Adresse „{settings.host}“ gibt es auf diesem Rechner nicht; üblich ist --host 127.0.0.1 (oder 0.0.0.0)"


def create_parser() -> GermanParser:
    """Parser of the options of `python app.py`."""
    parser = GermanParser(prog="app.py", description="Startet den Sozialraumatlas.")
    region = "Ordner eines Regionspakets oder Kennung einer mitgelieferten Region"
    parser.add_argument("--region", metavar="ORDNER", help=region)
    parser.add_argument("--host", metavar="ADRESSE", help="Adresse, an der gelauscht wird (Vorgabe 127.0.0.1)")
    parser.add_argument("--port", metavar="PORT", help=f"Port (Vorgabe {DEFAULT_PORT})")
    parser.add_argument("--workers", metavar="ANZAHL", help="Anzahl der Prozesse (Vorgabe 1)")
    internal = "interne Fassung ohne Geheimhaltung, nur für die Statistikstelle und nur auf diesem Rechner"
    parser.add_argument("--internal", action="store_const", const="1", help=internal)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, start, and serve until stopped; 1 and a German message when it cannot start."""
    given = create_parser().parse_args(arguments)
    try:
        settings = read_settings(
            region=given.region, host=given.host, port=given.port, workers=given.workers, internal=given.internal
        )
        if not settings.internal:
            check_cache(settings)
        server = AtlasServer(settings)
        check_address(settings)
        # what is loaded by now stays: the collector need not look at it again, and forked workers share it
        gc.freeze()
        gc.enable()
    except (SettingsError, PackageError) as error:
        print(error, file=sys.stderr)
        return 1
    server.run()
    return 0
