"""The internal mode as served: marked on every screen and on paper, silent in its log."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from tests.browser.conftest import DESK, await_server, free_port
from tests.browser.explorer import Explorer, Watch
from tests.conftest import REPOSITORY

MARK = "INTERN – nicht zur Veröffentlichung"
IN_VIEW = """() => {
  const box = document.querySelector(".vermerk p").getBoundingClientRect();
  return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}"""
PHONE: ViewportSize = {"width": 360, "height": 740}


@dataclass(frozen=True)
class Served:
    """A server of the internal mode: where it answers, what it wrote, where its cache would be."""

    address: str
    log: Path
    cache: Path


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    port, folder = free_port(), tmp_path_factory.mktemp("intern")
    served = Served(f"http://127.0.0.1:{port}", folder / "log", folder / "cache")
    command = [sys.executable, "app.py", "--internal", "--region", "staedteregion-aachen", "--port", str(port)]
    environment = os.environ | {"SOZIALRAUM_CACHE": str(served.cache)}
    with (
        served.log.open("w") as log,
        subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT) as server,
    ):
        try:
            await_server(served.address, server)
            yield served
        finally:
            server.terminate()


OpenInternal = Callable[[ViewportSize], Explorer]


@pytest.fixture
def open_internal(browser: Browser, internal: Served) -> Iterator[OpenInternal]:
    """Open the internal mode in a session of its own."""
    contexts: list[BrowserContext] = []
    watch = Watch(internal.address)

    def make(size: ViewportSize) -> Explorer:
        context = browser.new_context(viewport=size, locale="de-DE", accept_downloads=True)
        contexts.append(context)
        watch.attach(context)
        return Explorer(context.new_page(), watch).open()

    yield make
    for context in contexts:
        context.close()
    assert watch.problems == []


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_banner_stays_in_view(open_internal: OpenInternal, size: ViewportSize) -> None:
    page = open_internal(size)
    expect(page.find(".vermerk [role=note]")).to_have_text(MARK)
    page.js("() => scrollTo(0, document.body.scrollHeight)")
    assert page.js(IN_VIEW)
    assert page.js("() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_desktop_page_still_fits_the_screen(open_internal: OpenInternal) -> None:
    page = open_internal(DESK)
    assert page.js("() => document.documentElement.scrollHeight - innerHeight") <= 1


def test_banner_is_printed(open_internal: OpenInternal) -> None:
    page = open_internal(DESK)
    page.page.emulate_media(media="print")
    expect(page.find(".vermerk [role=note]")).to_be_visible()


def test_title_and_download_stay_marked_as_the_view_changes(open_internal: OpenInternal) -> None:
    page = open_internal(DESK)
    assert page.page.title().startswith(f"{MARK} | ")
    page.navigate(indikator="bev_dichte")
    assert page.page.title().startswith(f"{MARK} | Bevölkerungsdichte ")
    with page.page.expect_download() as download:
        page.find("#dateien summary").click()
        page.page.get_by_role("link", name="Zahlen, CSV für Tabellenkalkulationen").click()
    assert download.value.suggested_filename.startswith("INTERN_bev_dichte_")
    assert download.value.path().read_text("utf-8-sig").startswith(MARK)


def test_server_logs_no_numbers_and_writes_no_files(open_internal: OpenInternal, internal: Served) -> None:
    open_internal(DESK).navigate(raum="A1a")
    lines = internal.log.read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Der Sozialraumatlas läuft: ")
    assert lines[1] == f"{MARK}: Diese Fassung zeigt Zahlen ohne Geheimhaltung."
    assert not internal.cache.exists()
