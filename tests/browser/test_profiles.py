"""The page „Profile“ in a browser: keyboard, axe, widths, the job with its progress, the filter."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

PATIENCE = 240_000  # milliseconds: the job yields to everything else on this machine


def open_profiles(open_page: OpenPage, address: str, query: str = "", **options: Any) -> Page:
    # axe comes from outside, which the page's policy would not let in
    page = open_page(bypass_csp=True, **options).page
    page.goto(f"{address}/profile/{query}")
    return page


def violations(page: Page) -> list[str]:
    """What axe finds."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_page_is_accessible_and_fits(open_page: OpenPage, address: str, width: int) -> None:
    page = open_profiles(open_page, address, viewport={"width": width, "height": 800})
    page.locator(".profil-mehr summary").first.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_open_card_fills_its_row_and_the_footer_ends_the_window(open_page: OpenPage, address: str) -> None:
    page = open_profiles(open_page, address, viewport={"width": 1440, "height": 2400})
    whole = page.locator(".profil-orte").bounding_box()
    page.locator(".profil-mehr summary").nth(1).click()
    card = page.locator(".profil-ort-karte:has([open])")
    expect(card).to_have_count(1)
    box, foot = card.bounding_box(), page.locator(".fuss").bounding_box()
    assert whole is not None and box is not None and foot is not None
    assert box["width"] == pytest.approx(whole["width"])
    assert foot["y"] + foot["height"] == pytest.approx(2400, abs=1)


def test_search_leaves_only_what_fits(open_page: OpenPage, address: str) -> None:
    page = open_profiles(open_page, address)
    page.get_by_role("searchbox").fill("B4a")
    expect(page.locator(".profil-ort-karte:visible h3")).to_have_text(["Baesweiler"])
    expect(page.locator(".profil-raeume > li:visible")).to_have_count(1)
    expect(page.locator("#profil-treffer")).to_have_text("1 Treffer")
    page.get_by_role("searchbox").fill("gibtesnicht")
    expect(page.locator("#profil-treffer")).to_have_text("Nichts passt zu „gibtesnicht“.")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".profil-ort-karte:visible")).to_have_count(10)


def test_profile_is_downloaded_by_keyboard(open_page: OpenPage, address: str, tmp_path: Path) -> None:
    page = open_profiles(open_page, address)
    link = page.get_by_role("link", name="Kommunalprofil Roetgen, PDF")
    link.focus()
    with page.expect_download(timeout=PATIENCE) as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "Kommunalprofil_Roetgen_05334024_2018.pdf"


def test_all_profiles_with_progress_reload_and_cancel(open_page: OpenPage, address: str) -> None:
    page = open_profiles(open_page, address, "?stand=2017")
    page.get_by_role("radio", name="PPTX").check()
    page.get_by_role("button", name="zusammenstellen").press("Enter")
    bar = page.get_by_role("progressbar")
    expect(bar).to_be_visible()
    assert "auftrag=" in page.url
    expect(bar).to_have_attribute("aria-valuemax", "9", timeout=PATIENCE)
    assert violations(page) == []
    page.reload()
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuemax", "9", timeout=PATIENCE)
    page.get_by_role("button", name="Abbrechen").click()
    expect(page.get_by_role("button", name="zusammenstellen")).to_be_visible()


def test_finished_archive_is_offered_without_reload(open_page: OpenPage, address: str) -> None:
    page = open_profiles(open_page, address)
    page.get_by_role("button", name="zusammenstellen").click()
    file = page.get_by_role("link", name="ZIP-Datei herunterladen")
    expect(file).to_be_visible(timeout=2 * PATIENCE)
    assert page.get_by_role("progressbar").get_attribute("aria-valuenow") == "10"
    with page.expect_download() as download:
        file.click()
    assert download.value.suggested_filename == "staedteregion-aachen_profile_2018_pdf.zip"
    assert download.value.path().stat().st_size > 1_000_000


def test_page_works_without_scripts(open_page: OpenPage, address: str) -> None:
    page = open_profiles(open_page, address, java_script_enabled=False)
    expect(page.get_by_role("button", name="zusammenstellen")).to_be_visible()
    expect(page.locator("#profil-suchfeld")).to_be_hidden()
    expect(page.locator(".profil-ort-karte")).to_have_count(10)
