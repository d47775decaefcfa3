"""The demonstration region served as in production, and pages of it that are watched."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from tests.applications import demo, demo_app
from tests.browser.explorer import Explorer, Watch
from tests.conftest import REPOSITORY, SLOWNESS

__all__ = ["demo", "demo_app"]

RERUNS = 0 if SLOWNESS else 2  # a machine that also does other things now and then starves a browser for seconds
DESK: ViewportSize = {"width": 1440, "height": 900}
OpenPage = Callable[..., Explorer]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of this folder fails when it fails three times in a row; what was run again is counted in the summary."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=RERUNS))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Origin of the production server with the demonstration region and a cache of its own."""
    port = free_port()
    folder = tmp_path_factory.mktemp("server")
    program = "import sys; from dashboard.server import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "--region", "staedteregion-aachen", "--port", str(port)]
    environment = os.environ | {"SOZIALRAUM_CACHE": str(folder / "cache")}
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT) as server,
    ):
        try:
            await_server(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def await_server(origin: str, server: "subprocess.Popen[bytes]") -> None:
    """Return once the server answers."""
    end = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < end:
        try:
            with urlopen(f"{origin}/healthz"):
                return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="session")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A desktop browser whose HTTP cache outlives a test."""
    context = browser.new_context(viewport=DESK, locale="de-DE", accept_downloads=True)
    yield context
    context.close()


@pytest.fixture(scope="session")
def shared(desk: BrowserContext, address: str) -> Explorer:
    """One page for all tests that need no fresh one; `Explorer.show` brings it back to the first view."""
    watch = Watch(address)
    page = desk.new_page()
    watch.attach(page)
    return Explorer(page, watch)


@pytest.fixture
def explorer(shared: Explorer, request: pytest.FixtureRequest) -> Iterator[Explorer]:
    """The shared page, watched; loaded anew where a test is run again."""
    if getattr(request.node, "execution_count", 1) > 1:
        shared.page.goto("about:blank")
    if shared.page.viewport_size != DESK:
        shared.page.set_viewport_size(DESK)
    shared.watch.problems.clear()
    shared.watch.forget()
    yield shared
    assert shared.watch.problems == []


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Make watched pages in sessions of their own (empty cache), with Playwright's context options."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def make(**options: Any) -> Explorer:
        context = browser.new_context(**{"viewport": DESK, "locale": "de-DE", **options})
        contexts.append(context)
        watches.append(Watch(address))
        watches[-1].attach(context)
        return Explorer(context.new_page(), watches[-1])

    yield make
    for context in contexts:
        context.close()
    assert [problem for watch in watches for problem in watch.problems] == []


@pytest.fixture
def open_page_at_start(open_page: OpenPage) -> Explorer:
    """A page fresh from the server, nothing focused yet."""
    return open_page().open()
