"""Pages without their frame inside a page of another origin, and the dialog that writes the code for it."""

import re
import threading
from collections.abc import Callable, Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, Watch, wait_for
from tests.browser.test_axe import violations

PAGES = ["", "/handlungsfelder", "/indizes", "/gebietsstaende"]
PAINTED = "() => Boolean(window.atlasFirstPaint && window.atlas.current)"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

NAMED = """() => { const areas = [...document.querySelectorAll("path[data-raum]:not([aria-hidden])")];
  return areas.length > 0 && areas.every((area) => area.getAttribute("aria-label")); }"""


class Host(HTTPServer):
    """A foreign site with one page."""

    body = ""

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Host)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "/":
            self.wfile.write(f"<!DOCTYPE html><html lang=de><title>Zeitung</title>{self.server.body}".encode())

    def log_message(self, format: str, *args: Any) -> None:
        """The console of a test is no access log."""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    server = Host(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


Embed = Callable[[str], tuple[Page, list[str]]]


@pytest.fixture
def embed(browser: Browser, host: Host) -> Iterator[Embed]:
    """Show HTML on the foreign site; the list collects what its console complains of."""
    contexts = []

    def show(body: str) -> tuple[Page, list[str]]:
        host.body = body
        contexts.append(browser.new_context(viewport={"width": 1200, "height": 900}, locale="de-DE"))
        page, said = contexts[-1].new_page(), []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(error.message))
        page.goto(host.address)
        return page, said

    yield show
    for context in contexts:
        context.close()


def the_frame(page: Page) -> Frame:
    """The embedded atlas, painted."""
    wait_for(page, lambda: len(page.frames), lambda n: n == 2)
    frame = page.frames[1]
    wait_for(page, lambda: frame.evaluate(PAINTED))
    expect(frame.locator("#quelle")).not_to_be_empty()
    return frame


def iframe(address: str) -> str:
    return f'<iframe src="{address}" title="Karte" width="900" height="640"></iframe>'


@pytest.mark.parametrize("page", PAGES)
def test_view_stands_in_a_foreign_page(embed: Embed, address: str, page: str) -> None:
    outside, said = embed(iframe(f"{address}/embed{page}"))
    frame = the_frame(outside)
    for part in ("#titel", "#schlagzeile", "#legende", "#quelle", "#synthetisch", "#im-atlas"):
        expect(frame.locator(part)).to_be_visible()
    expect(frame.locator("#quelle")).to_contain_text("Kartengrundlage")
    for part in (".kopf", ".wahl", ".lade", ".fuss", ".blatt-griff", "#profil-ansicht"):
        expect(frame.locator(part).first).to_be_hidden()
    assert said == []


@pytest.mark.parametrize("path", ["/", "/indizes/", "/impressum", "/vortrag/ansicht"])
def test_other_pages_refuse_to_be_framed(embed: Embed, address: str, path: str) -> None:
    outside, said = embed(iframe(f"{address}{path}"))
    wait_for(outside, lambda: said)
    assert "frame-ancestors" in said[0]
    wait_for(outside, lambda: outside.frames[1].url, lambda url: url.startswith("chrome-error"))


def test_picture_tells_values_and_nothing_can_be_pressed(embed: Embed, address: str) -> None:
    outside, _ = embed(iframe(f"{address}/embed?bedienung=bild"))
    frame = the_frame(outside)
    area = frame.locator('path[data-raum="A1a"]')
    expect(area).to_have_attribute("role", "img")
    expect(area).to_have_attribute("aria-label", re.compile("^A1a Soziale Stadt Alsdorf Mitte, Alsdorf: 35,0"))
    assert area.get_attribute("aria-pressed") is None
    area.hover()
    expect(frame.locator("#sprechblase")).to_contain_text("A1a")
    area.click()
    assert frame.evaluate("() => atlas.selection.raum") is None
    assert frame.locator("button:visible:enabled").count() == 0
    expect(frame.locator(".zeit")).to_be_hidden()


def test_looking_selects_areas_and_singles_out_classes(embed: Embed, address: str) -> None:
    outside, said = embed(iframe(f"{address}/embed?bedienung=ansehen"))
    frame = the_frame(outside)
    frame.locator('path[data-raum="A1a"]').click()
    assert frame.evaluate("() => atlas.selection.raum") == "A1a"
    frame.locator("#legende button.klasse").first.click()
    expect(frame.locator("#legende button.klasse").first).to_have_attribute("aria-pressed", "true")
    expect(frame.locator("#filter button")).to_have_count(1)
    expect(frame.locator(".zeit")).to_be_hidden()
    frame.evaluate("() => atlas.navigate({ jahr: 2020 })")
    assert frame.evaluate("() => atlas.selection.jahr") == 2022
    assert said == []


def test_years_move_and_the_address_keeps_the_level(embed: Embed, address: str) -> None:
    outside, _ = embed(iframe(f"{address}/embed?bedienung=jahre"))
    frame = the_frame(outside)
    before = outside.evaluate("() => history.length")
    frame.locator('.jahr[data-jahr="2020"]').click()
    expect(frame.locator("#titel")).to_have_text("SGB-II-Quote 2020")
    query = parse_qs(urlsplit(frame.evaluate("() => location.href")).query)
    assert (query["jahr"], query["bedienung"]) == (["2020"], ["jahre"])
    assert (
        frame.locator("#im-atlas").get_attribute("href")
        == "/?indikator=sgb2_quote&jahr=2020&ebene=sozialraum&stand=2018"
    )
    # the Back button belongs to the site around the map
    assert outside.evaluate("() => history.length") == before


@pytest.mark.parametrize(("page", "year"), [("/indizes", "2021"), ("/handlungsfelder", "2016")])
def test_other_pages_have_years_where_asked(embed: Embed, address: str, page: str, year: str) -> None:
    outside, _ = embed(iframe(f"{address}/embed{page}?bedienung=jahre"))
    frame = the_frame(outside)
    frame.locator(f'#jahre-hier [data-jahr="{year}"]').click()
    expect(frame.locator("#titel")).to_contain_text(year)
    expect(frame.locator(f'#jahre-hier [data-jahr="{year}"]')).to_have_attribute("aria-pressed", "true")


def test_unknown_level_is_refused_in_the_frame(embed: Embed, address: str) -> None:
    outside, _ = embed(iframe(f"{address}/embed?bedienung=alles"))
    frame = outside.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("Diese Ansicht gibt es nicht")
    expect(frame.locator("main")).to_contain_text("möglich sind bild, ansehen, jahre")


@pytest.mark.parametrize("page", PAGES)
def test_narrow_page_scrolls_only_downwards(open_page: OpenPage, page: str) -> None:
    narrow = open_page(viewport={"width": 280, "height": 600})
    narrow.page.goto(f"{narrow.watch.address}/embed{page}?bedienung=jahre")
    wait_for(narrow.page, lambda: narrow.js(PAINTED))
    expect(narrow.find("#quelle")).not_to_be_empty()
    assert narrow.js(SIDEWAYS) <= 0


def open_dialog(explorer: Explorer) -> None:
    explorer.find("#teilen summary").click()
    explorer.find('[data-dialog="einbetten"]').click()
    expect(explorer.find("#einbetten")).to_be_visible()


def await_preview(explorer: Explorer, level: str) -> None:
    """Return once the preview stands: who leaves earlier breaks off its requests."""
    preview = explorer.page.frame_locator("#einbetten-vorschau")
    expect(preview.locator("html")).to_have_class(re.compile(level), timeout=20_000)
    expect(preview.locator("#titel")).to_have_text(re.compile(r" \d{4}$"), timeout=20_000)
    expect(preview.locator("#quelle")).not_to_be_empty(timeout=20_000)


def code_of(explorer: Explorer) -> str:
    return str(explorer.find("#einbetten-code").input_value())


def test_code_of_the_dialog_shows_the_view_elsewhere(open_page: OpenPage, embed: Embed) -> None:
    explorer = open_page().open(indikator="alo_anteil", jahr="2020")
    open_dialog(explorer)
    await_preview(explorer, "stufe-ansehen")
    explorer.find("#einbetten-bedienung").get_by_text("Jahre", exact=True).click()
    explorer.find("#einbetten-art").get_by_text("feste Breite").click()
    explorer.find("#einbetten-breite").fill("500")
    code = code_of(explorer)
    await_preview(explorer, "stufe-jahre")
    assert 'loading="lazy" referrerpolicy="no-referrer"' in code
    assert re.search(r'width="500" height="\d{3,4}"', code)
    assert "<script" not in code
    assert unescape(code).count(str(explorer.js("() => document.title"))) == 1
    outside, said = embed(code)
    frame = the_frame(outside)
    expect(frame.locator("#titel")).to_have_text("Arbeitslosenanteil 2020")
    expect(frame.locator(".zeit")).to_be_visible()
    assert said == []


def test_preview_is_what_the_code_shows(open_page: OpenPage) -> None:
    explorer = open_page().open()
    open_dialog(explorer)
    await_preview(explorer, "stufe-ansehen")
    explorer.find("#einbetten-bedienung").get_by_text("Bild", exact=True).click()
    await_preview(explorer, "stufe-bild")
    explorer.find("#einbetten-art").get_by_text("feste Breite").click()
    explorer.find("#einbetten-breite").fill("2000")
    expect(explorer.find("#einbetten-massstab")).to_have_text(re.compile(r"^Vorschau, auf \d\d % verkleinert$"))
    explorer.find("#einbetten-breite").fill("100")
    assert 'width="280"' in code_of(explorer)


def test_height_fits_what_the_frame_shows_until_one_is_typed(open_page: OpenPage) -> None:
    explorer = open_page().open()
    open_dialog(explorer)
    await_preview(explorer, "stufe-ansehen")
    # title, map, legend and sources in one column need more than the first height
    scrolls = "() => { const page = document.querySelector('#einbetten-vorschau').contentDocument.documentElement;"
    scrolls += " return page.scrollHeight > page.clientHeight; }"
    expect(explorer.find("#einbetten-hoehe")).not_to_have_value("640", timeout=20_000)
    wait_for(explorer.page, lambda: explorer.js(scrolls), lambda found: found is False)
    assert f'height="{explorer.find("#einbetten-hoehe").input_value()}"' in code_of(explorer)
    explorer.find("#einbetten-hoehe").fill("400")
    expect(explorer.find("#einbetten-code")).to_have_value(re.compile('height="400"'))
    wait_for(explorer.page, lambda: explorer.js(scrolls))
    foot = explorer.page.frame_locator("#einbetten-vorschau").get_by_role("link", name="Im Atlas öffnen")
    box, frame = foot.bounding_box(), explorer.find("#einbetten-vorschau").bounding_box()
    assert box is not None and frame is not None and box["y"] + box["height"] <= frame["y"] + frame["height"] + 1


def test_dialog_by_keyboard(open_page: OpenPage) -> None:
    explorer = open_page(permissions=["clipboard-read", "clipboard-write"]).open()
    explorer.find("#teilen summary").focus()
    explorer.page.keyboard.press("Enter")
    explorer.find('[data-dialog="einbetten"]').focus()
    explorer.page.keyboard.press("Enter")
    await_preview(explorer, "stufe-ansehen")
    explorer.find("#einbetten-bedienung input:checked").focus()
    explorer.page.keyboard.press("ArrowDown")
    assert "bedienung=jahre" in code_of(explorer)
    await_preview(explorer, "stufe-jahre")
    explorer.find('[data-aktion="einbetten-kopieren"]').press("Enter")
    expect(explorer.find("#ansage")).to_have_text("Code kopiert")
    assert explorer.js("() => navigator.clipboard.readText()") == code_of(explorer)
    # keys pressed in the preview would never reach the dialog: it is a picture
    box = explorer.find("#einbetten-vorschau").bounding_box()
    assert box is not None
    explorer.page.mouse.click(box["x"] + 40, box["y"] + 40)
    assert explorer.js("() => document.activeElement.tagName") != "IFRAME"
    explorer.page.keyboard.press("Escape")
    expect(explorer.find("#einbetten")).to_be_hidden()
    assert explorer.js("() => document.activeElement.closest('#teilen') !== null")
    assert explorer.find("#einbetten-vorschau").get_attribute("src") is None


@pytest.fixture(scope="module", params=[(1440, 900), (360, 740)], ids=["wide", "narrow"])
def audited(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Explorer]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", bypass_csp=True)
    watch = Watch(address)
    watch.attach(context)
    yield Explorer(context.new_page(), watch)
    context.close()


def test_dialog_is_accessible(audited: Explorer) -> None:
    audited.open()
    open_dialog(audited)
    assert violations(audited) == []


@pytest.mark.parametrize("level", ["bild", "jahre"])
@pytest.mark.parametrize("page", PAGES)
def test_embedded_page_is_accessible(audited: Explorer, page: str, level: str) -> None:
    audited.page.goto(f"{audited.watch.address}/embed{page}?bedienung={level}")
    wait_for(audited.page, lambda: audited.js(PAINTED))
    expect(audited.find("#quelle")).not_to_be_empty()
    wait_for(audited.page, lambda: audited.js(NAMED))
    assert violations(audited) == []
