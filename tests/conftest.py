"""Fixtures every package's tests may use: real data beside the checkout and a headless Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from selenium.webdriver.chrome.options import Options

collect_ignore = ["bench.py"]

# no test asserts times: the machine may be busy
settings.register_profile("atlas", parent=settings(), deadline=None)
settings.load_profile("atlas")

REPOSITORY = Path(__file__).resolve().parents[1]

# times as slow as this machine a browser is to calculate; see `slow_down`
SLOWNESS = float(os.environ.get("ATLAS_BREMSE", "0"))

# Without these switches Chromium looks up hosts of its maker at every start; the sandbox does not work for root.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str:
    """Return the browser named by ATLAS_CHROMIUM, else the one on PATH, else Debian's place."""
    return os.environ.get("ATLAS_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def pytest_setup_options() -> Options:
    """Give dash[testing] the same browser as Playwright."""
    options = Options()
    options.binary_location = chromium_path()
    for argument in ("--headless=new", "--window-size=1280,900", *CHROMIUM_ARGUMENTS):
        options.add_argument(argument)
    return options


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Folder of real data, from ATLAS_REALDATA or beside the checkout; the test is skipped where there is none."""
    folder = Path(os.environ.get("ATLAS_REALDATA", REPOSITORY.parent / "shared" / "realdata"))
    if not folder.is_dir():
        pytest.skip("needs real data: set ATLAS_REALDATA to its folder")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium driven by Playwright; each test opens its own context or page."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=list(CHROMIUM_ARGUMENTS)
        )
        if SLOWNESS:
            slow_down(chromium, SLOWNESS)
        yield chromium
        chromium.close()


def slow_down(browser: Browser, rate: float) -> None:
    """Let every page calculate `rate` times as slowly: finds tests that do not wait for what they look at."""
    new_context = browser.new_context

    def slow(page: Page) -> None:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def new_slow_context(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("page", slow)
        return context

    browser.new_context = new_slow_context  # type: ignore[method-assign]
