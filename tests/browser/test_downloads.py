"""The menu of files: by pointer and by keyboard, always of the view that is shown."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.explorer import Explorer


def addresses(page: Explorer) -> list[str]:
    links: list[str] = page.js("() => [...document.querySelectorAll('#dateien a')].map((a) => a.getAttribute('href'))")
    return links


def test_links_follow_the_selection(explorer: Explorer) -> None:
    page = explorer.show(indikator="ohne_abschluss", innerhalb="05334004", raum="A1b")
    for address in addresses(page):
        asked = parse_qs(urlsplit(address).query)
        assert asked["indikator"] == ["ohne_abschluss"]
        assert asked["innerhalb"] == ["05334004"]
        assert asked["raum"] == ["A1b"]
    assert len(addresses(page)) == 17


def test_every_link_gives_a_file(explorer: Explorer) -> None:
    page = explorer.show(methode="quantile", klassen=4, vergleich="anteil_65plus", ansicht="zusammenhang")
    for address in addresses(page):
        answer = page.page.request.get(f"{page.watch.address}{address}")
        assert answer.status == 200, address
        assert answer.headers["content-disposition"].startswith('attachment; filename="sgb2_quote_2022_')


def test_map_of_change_has_all_its_files(explorer: Explorer) -> None:
    page = explorer.show(basis=2014)
    page.find("#dateien summary").click()
    with page.page.expect_download() as waiting:
        page.page.get_by_role("link", name="PDF, A4 Querformat").click()
    assert waiting.value.suggested_filename == "sgb2_quote_seit_2014_2022_sozialraum_2018.pdf"
    assert {parse_qs(urlsplit(address).query)["basis"][0] for address in addresses(page)} == {"2014"}


@pytest.mark.parametrize(("words", "ending"), [("PDF, A4 Hochformat", "pdf"), ("PNG, Quadrat 1:1", "png")])
def test_click_downloads_and_closes_the_menu(explorer: Explorer, words: str, ending: str) -> None:
    page = explorer.show()
    page.find("#dateien summary").click()
    with page.page.expect_download() as waiting:
        page.page.get_by_role("link", name=words).click()
    assert waiting.value.suggested_filename == f"sgb2_quote_2022_sozialraum_2018.{ending}"
    expect(page.find("#dateien .menue")).to_be_hidden()


def test_keyboard_opens_walks_and_leaves_the_menu(explorer: Explorer) -> None:
    page = explorer.show()
    summary = page.find("#dateien summary")
    summary.focus()
    page.page.keyboard.press("Enter")
    expect(page.find("#dateien .menue")).to_be_visible()
    page.page.keyboard.press("Tab")
    expect(page.page.get_by_role("button", name="Pressepaket")).to_be_focused()
    page.page.keyboard.press("Tab")
    expect(page.page.get_by_role("link", name="PDF, A4 Hochformat")).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(page.find("#dateien .menue")).to_be_hidden()
    expect(summary).to_be_focused()
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Shift+Tab")
    expect(page.find("#dateien .menue")).to_be_hidden()


def test_click_elsewhere_closes_the_menu(explorer: Explorer) -> None:
    page = explorer.show()
    page.find("#dateien summary").click()
    page.find("#titel").click()
    expect(page.find("#dateien .menue")).to_be_hidden()


def test_copied_link_is_said_where_the_menu_was(explorer: Explorer) -> None:
    page = explorer.show()
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.find("#teilen summary").click()
    page.page.get_by_role("button", name="Link kopieren").click()
    expect(page.find("#teilen summary")).to_have_text("Link kopiert")
    assert page.js("() => navigator.clipboard.readText()") == page.page.url
    expect(page.find("#teilen summary")).to_have_text("Teilen")
