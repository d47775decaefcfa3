"""The production server: gunicorn around the factory, started by `python app.py`."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from gunicorn.app.base import BaseApplication

from dashboard.factory import create_server
from dashboard.settings import Settings, SettingsError, read_settings
from geodata.errors import PackageError


class AtlasServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings; the region is loaded once, before the workers fork."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server = create_server(settings)
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": self._settings.workers,
            "worker_class": "gthread",
            "threads": self._settings.threads,
            "preload_app": True,
            "keepalive": 30,
            "timeout": 120,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for key, value in options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return self._server


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, start, and serve until stopped; 1 and a German message when it cannot start."""
    parser = argparse.ArgumentParser(prog="app.py", description="Startet den Sozialraumatlas.")
    parser.add_argument("--region", help="Ordner eines Regionspakets oder Kennung einer mitgelieferten Region")
    parser.add_argument("--host", help="Adresse, an der gelauscht wird (Vorgabe 127.0.0.1)")
    parser.add_argument("--port", help="Port (Vorgabe 8050)")
    parser.add_argument("--workers", help="Anzahl der Prozesse (Vorgabe 1)")
    given = parser.parse_args(arguments)
    try:
        settings = read_settings(region=given.region, host=given.host, port=given.port, workers=given.workers)
        server = AtlasServer(settings)
    except (SettingsError, PackageError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Der Sozialraumatlas läuft: {settings.address}  (beenden mit Strg+C)", flush=True)
    server.run()
    return 0
