"""The menu of the drawer: files of the chart that is shown, by pointer and by keyboard."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.explorer import Explorer

MENU = "#diagramm-dateien"


def addresses(page: Explorer) -> list[str]:
    links: list[str] = page.js(f"() => [...document.querySelectorAll('{MENU} a')].map((a) => a.getAttribute('href'))")
    return links


def test_links_follow_the_selection_and_the_tab(explorer: Explorer) -> None:
    page = explorer.show(indikator="ohne_abschluss", raum="A1b", ansicht="zeit", lesart="original")
    assert len(addresses(page)) == 8
    for address in addresses(page):
        asked = parse_qs(urlsplit(address).query)
        assert (asked["indikator"], asked["raum"]) == (["ohne_abschluss"], ["A1b"])
        assert (asked["ansicht"], asked["lesart"]) == (["zeit"], ["original"])
    page.find("#reiter-rang").click()
    page.settle()
    assert all("ansicht" not in parse_qs(urlsplit(address).query) for address in addresses(page))


def test_every_link_gives_a_file(explorer: Explorer) -> None:
    page = explorer.show(vergleich="anteil_65plus", ansicht="zusammenhang")
    for address in addresses(page):
        answer = page.page.request.get(f"{page.watch.address}{address}")
        assert answer.status == 200, address
        assert answer.headers["content-disposition"].startswith('attachment; filename="zusammenhang_sgb2_quote_2022_')


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"ansicht": "rang"}, True),
        ({"ansicht": "zeit"}, True),
        ({"ansicht": "tabelle"}, False),
        ({"ansicht": "zusammenhang"}, False),
        ({"ansicht": "zusammenhang", "vergleich": "anteil_65plus"}, True),
        ({"ansicht": "rang", "basis": 2018}, True),
        ({"ansicht": "zeit", "basis": 2018}, False),
    ],
)
def test_menu_is_there_where_a_chart_is(explorer: Explorer, asked: dict[str, object], shown: bool) -> None:
    page = explorer.show(**asked)
    expect(page.find(MENU)).to_be_visible() if shown else expect(page.find(MENU)).to_be_hidden()


def test_click_downloads_and_closes_the_menu(explorer: Explorer) -> None:
    page = explorer.show(ansicht="zeit", raum="A1a")
    page.find(f"{MENU} summary").click()
    with page.page.expect_download() as waiting:
        page.page.get_by_role("link", name="Diagramm als PNG, Quadrat 1:1").click()
    assert waiting.value.suggested_filename == "zeit_sgb2_quote_2022_sozialraum_2018_A1a.png"
    expect(page.find(f"{MENU} .menue")).to_be_hidden()


def test_keyboard_opens_walks_and_leaves_the_menu(explorer: Explorer) -> None:
    page = explorer.show()
    summary = page.find(f"{MENU} summary")
    summary.focus()
    page.page.keyboard.press("Enter")
    expect(page.find(f"{MENU} .menue")).to_be_visible()
    page.page.keyboard.press("Tab")
    expect(page.page.get_by_role("link", name="Diagramm als PDF, A4 Hochformat")).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(page.find(f"{MENU} .menue")).to_be_hidden()
    expect(summary).to_be_focused()


def test_menu_lies_inside_the_window(explorer: Explorer) -> None:
    for width, height in ((1440, 900), (360, 740)):
        explorer.page.set_viewport_size({"width": width, "height": height})
        page = explorer.show(ansicht="zeit")
        page.find(f"{MENU} summary").scroll_into_view_if_needed()
        page.find(f"{MENU} summary").click()
        box = page.find(f"{MENU} .menue").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
