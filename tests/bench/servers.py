"""Servers as processes of their own on free ports: the explorer and the naive reference."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from dashboard.settings import ROOT

POLL_SECONDS = 0.005
PATIENCE_SECONDS = 90.0
STOP_SECONDS = 10.0


class ServerError(RuntimeError):
    """A server to be measured ended, or did not answer."""


@contextmanager
def run_explorer(region: Path, cache: Path) -> Iterator[tuple[str, float]]:
    """Address of the explorer and the milliseconds from its start to the first answered request."""
    with _run(("app.py", "--region", str(region)), {"SOZIALRAUM_CACHE": str(cache)}) as server:
        yield server


@contextmanager
def run_naive(region: Path) -> Iterator[str]:
    """Address of the naive reference of the same region."""
    with _run(("-m", "tests.bench.naive_server", "--region", str(region)), {}) as (address, _):
        yield address


@contextmanager
def _run(command: Sequence[str], environment: dict[str, str]) -> Iterator[tuple[str, float]]:
    port = _free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command, "--port", str(port)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for_answer(process, port)
        yield f"http://127.0.0.1:{port}", (time.perf_counter() - started) * 1000
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_answer(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerError(f"server ended with status {process.returncode}: {process.args!r}")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except ConnectionError:
            time.sleep(POLL_SECONDS)
    raise ServerError(f"no answer within {PATIENCE_SECONDS:.0f} s: {process.args!r}")
