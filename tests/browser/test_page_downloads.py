"""The menu „Herunterladen“ of the pages beside the explorer: files of what the screen shows."""

from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.explorer import wait_for

VIEWS = {
    "handlungsfelder": {"feld": "aeltere"},
    "indizes": {"index": "status_dynamik", "innerhalb": "05334032"},
    "gebietsstaende": {"von": "2016-entwurf", "nach": "2017", "innerhalb": "05334008", "faerbung": "werte"},
}
LINKS = "() => [...document.querySelectorAll('#dateien a[data-datei]')].map((link) => link.getAttribute('href'))"


@pytest.mark.parametrize("page", sorted(VIEWS))
def test_menu_delivers_what_the_screen_shows(open_page: OpenPage, page: str) -> None:
    explorer = open_page()
    query = "&".join(f"{key}={value}" for key, value in VIEWS[page].items())
    explorer.page.goto(f"{explorer.watch.address}/{page}/?{query}")
    wait_for(explorer.page, lambda: explorer.js(LINKS), lambda links: bool(links) and "?" in links[0])
    links: list[str] = explorer.js(LINKS)
    assert {urlsplit(link).path.rpartition(".")[2] for link in links} == {"pdf", "png", "svg", "pptx", "xlsx"}
    shown = dict(parse_qsl(urlsplit(explorer.page.url).query))
    for link in links:
        asked = dict(parse_qsl(urlsplit(link).query))
        asked.pop("blatt", None)
        assert asked == shown
    answer = explorer.page.request.get(f"{explorer.watch.address}{next(link for link in links if '.svg' in link)}")
    assert answer.status == 200
    root = ElementTree.fromstring(answer.body())
    assert root[0].text == explorer.find("#titel").inner_text()
    words = " ".join("".join(element.itertext()) for element in root.iter())
    assert str(explorer.find("#schlagzeile").inner_text()).split()[0] in words
