"""Language, titles, headings, landmarks; and the text pages, which need no script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer

PAGES = {
    "/impressum": "Impressum",
    "/datenschutz": "Datenschutz",
    "/barrierefreiheit": "Barrierefreiheit",
    "/ueber": "Über",
}


def test_first_view_tells_something(explorer: Explorer) -> None:
    page = explorer.open()
    expect(page.find("h1")).to_have_text("SGB-II-Quote 2022")
    expect(page.find("#schlagzeile")).to_have_text(
        re.compile(r"Am höchsten in .+ mit \d+,\d\u202f%, am niedrigsten in .+; StädteRegion Aachen: \d+,\d\u202f%\.")
    )
    expect(page.find("#synthetisch")).to_have_text("Synthetische Demonstrationsdaten")
    expect(page.find("#quelle")).to_contain_text("© GeoBasis-DE / BKG 2016")
    expect(page.find("#definition")).not_to_be_empty()
    assert len(page.legend()) == 5
    assert len({page.fill(area["id"]) for area in page.view()[::6]}) > 2


def test_page_speaks_german_and_has_one_heading(explorer: Explorer) -> None:
    page = explorer.show(vergleich="leerstandsquote", karten=2)
    expect(page.find("html")).to_have_attribute("lang", "de")
    expect(page.find("h1")).to_have_count(1)
    levels = page.js(
        "() => [...document.querySelectorAll('h1, h2, h3, h4')].filter((h) => h.offsetParent)"
        ".map((h) => Number(h.tagName[1]))"
    )
    assert min(levels) == 1 and set(levels) <= {1, 2, 3, 4}


@pytest.mark.parametrize("view", [{"jahr": 2016}, {"indikator": "anteil_u6"}])
def test_title_names_the_view(explorer: Explorer, view: dict[str, object]) -> None:
    page = explorer.show(**view)
    heading = page.find("h1").text_content()
    expect(page.page).to_have_title(f"{heading} – StädteRegion Aachen – Sozialraumatlas")


def test_title_of_the_server_is_the_title_of_the_view(explorer: Explorer) -> None:
    page = explorer.show(jahr=2019)
    html = page.page.request.get(page.page.url).text()
    found = re.search("<title>(.*?)</title>", html)
    assert found and found[1] == page.page.title()


def test_landmarks_are_complete_and_named(explorer: Explorer) -> None:
    page = explorer.show()
    for role, names in {
        "banner": None,
        "main": None,
        "contentinfo": None,
        "complementary": ["Auswahl", "Legende und Profil"],
        "navigation": ["Seiten des Atlas", "Rechtliches"],
    }.items():
        found = page.find(
            {
                "banner": "header",
                "main": "main",
                "contentinfo": "footer",
                "complementary": "aside",
                "navigation": "nav",
            }[role]
        )
        expect(found).to_have_count(len(names) if names else 1)
        if names:
            assert [element.get_attribute("aria-label") for element in found.all()] == names


def test_every_control_has_a_name(explorer: Explorer) -> None:
    page = explorer.show(raum="A1a", innerhalb="05334004")
    nameless = page.js("""() => [...document.querySelectorAll("button, select, input, textarea, a[href]")].filter((e) =>
      !(e.textContent.trim() || e.getAttribute("aria-label") || (e.labels && e.labels.length)))
      .map((e) => e.outerHTML.slice(0, 80))""")
    assert nameless == []


@pytest.mark.parametrize(("path", "word"), PAGES.items())
def test_text_page_needs_no_script(open_page: OpenPage, path: str, word: str) -> None:
    page = open_page(java_script_enabled=False)
    page.page.goto(f"{page.watch.address}{path}")
    expect(page.find("h1")).to_have_count(1)
    expect(page.find("h1")).to_contain_text(word)
    expect(page.page).to_have_title(re.compile(f"{word}.* – StädteRegion Aachen – Sozialraumatlas"))
    assert len(page.find("main").text_content() or "") > 200
    page.page.get_by_role("link", name="Zum Inhalt springen").focus()
    page.page.keyboard.press("Enter")
    expect(page.find("main")).to_be_focused()
    expect(page.find('footer a[href="/"]')).to_have_count(1)


def test_unknown_address_is_explained(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.watch.tolerated.add("/gibt-es-nicht")
    answer = page.page.goto(f"{page.watch.address}/gibt-es-nicht")
    assert answer is not None and answer.status == 404
    expect(page.find("h1")).to_have_text("Diese Seite gibt es nicht")
    expect(page.find('main a[href="/"]')).to_have_text("Zur Startseite")


def test_footer_leads_to_the_text_pages_and_back(explorer: Explorer) -> None:
    page = explorer.open()
    for link in page.find("footer nav a").all():
        path = str(link.get_attribute("href"))
        assert page.page.request.get(f"{page.watch.address}{path}").ok
    page.find('footer a[href="/impressum"]').click()
    expect(page.find("h1")).to_have_text("Impressum")
    page.page.go_back()
    page.settle()
    expect(page.find("h1")).to_have_text("SGB-II-Quote 2022")
