"""The dialog „Pressepaket“: what is seen is what comes out, by pointer, by keyboard and by link."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, Watch, wait_for
from tests.browser.test_axe import SIZES, violations

VIEW = {"indikator": "sgb2_quote", "jahr": 2022, "ebene": "sozialraum", "stand": "2018"}
# checksum of the pixels shown
SHOWN = """async () => {
  const picture = document.getElementById("presse-vorschau");
  if (picture.hidden || document.getElementById("presse-buehne").hasAttribute("aria-busy")) return null;
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [picture.naturalWidth, picture.naturalHeight];
  const pen = sheet.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const pixels = pen.getImageData(0, 0, sheet.width, sheet.height).data;
  const digest = await crypto.subtle.digest("SHA-256", pixels);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join(""); }"""


def open_kit(page: Explorer) -> Explorer:
    """By pointer, from the menu of files."""
    page.find("#dateien summary").click()
    page.page.get_by_role("button", name="Pressepaket").click()
    return drawn(page)


def drawn(page: Explorer) -> Explorer:
    """Wait until the picture stands."""
    wait_for(page.page, lambda: page.js("() => document.querySelector('#presse-laden[href]') !== null"))
    return page


def shown(page: Explorer) -> str:
    return str(wait_for(page.page, lambda: page.js(SHOWN)))


def link(page: Explorer) -> Locator:
    return page.find("#presse-laden")


@pytest.fixture
def kit(explorer: Explorer) -> Iterator[Explorer]:
    yield open_kit(explorer.show())
    explorer.page.keyboard.press("Escape")
    expect(explorer.find("#pressepaket")).to_be_hidden()


@pytest.mark.parametrize("words", ["Quer 16:9", "Quadrat 1:1", "Hochkant 4:5"])
def test_picture_is_the_one_in_the_archive(kit: Explorer, words: str) -> None:
    kit.page.get_by_role("button", name=words).click()
    kit.find("#presse-titel").fill('Wo „Armut“ <b>wohnt</b> & "lebt"')
    wait_for(kit.page, lambda: "titel=Wo" in (link(kit).get_attribute("href") or ""))
    answer = kit.page.request.get(f"{kit.watch.address}{link(kit).get_attribute('href')}")
    archive = zipfile.ZipFile(io.BytesIO(answer.body()))
    ending = words.split()[1].replace(":", "-")
    content = archive.read(f"sgb2_quote_2022_sozialraum_2018_{ending}.png")
    pixels = Image.open(io.BytesIO(content)).convert("RGBA").tobytes()
    assert shown(kit) == hashlib.sha256(pixels).hexdigest()
    text = archive.read("presse.txt").decode("utf-8-sig")
    assert text.split("\r\nÜBERSCHRIFT\r\n")[1].startswith('Wo „Armut“ <b>wohnt</b> & "lebt"\r\n')
    for name in ("bildunterschrift", "alternativtext"):
        assert (kit.find(f"#presse-{name}").text_content() or "?") in text
    assert kit.find("#presse-vorschau").get_attribute("alt") == kit.find("#presse-alternativtext").text_content()


def test_suggestion_fills_both_lines_and_the_way_back_empties_the_link(kit: Explorer) -> None:
    first = kit.find("#presse-titel").input_value()
    assert first == "SGB-II-Quote 2022"
    expect(kit.find(".vorschlag").nth(0)).to_have_attribute("aria-pressed", "true")
    chosen = kit.find(".vorschlag").nth(2)
    chosen.click()
    drawn(kit)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    title = "SGB-II-Quote 2022: 31 Sozialräume eindeutig über dem Wert der ganzen Region"
    expect(kit.find("#presse-titel")).to_have_value(title)
    expect(kit.find("#presse-titel-zahl")).to_have_text(f"{len(title)} von höchstens 160 Zeichen")
    assert parse_qs(urlsplit(link(kit).get_attribute("href") or "").query)["titel"] == [title]
    for words in ("Titel: Vorschlag", "Untertitel: Vorschlag"):
        kit.page.get_by_role("button", name=words, exact=True).click()
    drawn(kit)
    expect(kit.find("#presse-titel")).to_have_value(first)
    assert "titel" not in (link(kit).get_attribute("href") or "")


def test_too_long_a_title_cannot_be_downloaded(kit: Explorer) -> None:
    kit.find("#presse-titel").fill("x" * 161)
    expect(kit.find("#presse-meldung")).to_contain_text("zu lang")
    expect(kit.find("#presse-titel")).to_have_attribute("aria-invalid", "true")
    expect(link(kit)).to_have_attribute("aria-disabled", "true")
    kit.find("#presse-titel").fill("x" * 160)
    drawn(kit)
    expect(kit.find("#presse-meldung")).to_be_empty()


def test_letter_the_font_lacks_is_named(kit: Explorer) -> None:
    kit.watch.tolerated.add("/export/karte.png")
    kit.find("#presse-untertitel").fill("Arm 漢")
    expect(kit.find("#presse-meldung")).to_have_text(
        "Der Untertitel enthält Zeichen, die die Schrift der Blätter nicht hat: „漢“."
    )
    expect(link(kit)).to_have_attribute("aria-disabled", "true")
    kit.find("#presse-untertitel").fill("")
    drawn(kit)
    assert "untertitel=" in (link(kit).get_attribute("href") or "")  # none at all is a choice
    kit.watch.tolerated.clear()


def test_warning_opens_to_all_its_sentences(kit: Explorer) -> None:
    note = kit.find("#presse-klassen")
    expect(note.locator("summary")).to_contain_text(
        "Mit gleichen Abständen statt festen, runden Grenzen lägen 75 von 87"
    )
    expect(note.locator("p").first).to_be_hidden()
    note.locator("summary").click()
    expect(note.locator("p").last).to_contain_text("Gewarnt wird ab einem Viertel der Räume mit Wert, mindestens drei.")


def test_archive_is_downloaded_under_its_name(kit: Explorer) -> None:
    with kit.page.expect_download() as waiting:
        link(kit).click()
    assert waiting.value.suggested_filename == "pressepaket_sgb2_quote_2022_sozialraum_2018.zip"


def test_focus_stays_inside_and_goes_back(explorer: Explorer) -> None:
    page = explorer.show()
    summary = page.find("#dateien summary")
    summary.focus()
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    drawn(page)
    inside = "() => document.activeElement.closest('#pressepaket') !== null || document.activeElement === document.body"
    for _ in range(25):
        page.page.keyboard.press("Tab")
        assert page.js(inside)
    page.page.keyboard.press("Escape")
    expect(page.find("#pressepaket")).to_be_hidden()
    expect(summary).to_be_focused()
    wait_for(page.page, lambda: page.page.url, lambda url: "#" not in url)


def test_enter_breaks_no_line(kit: Explorer) -> None:
    kit.find("#presse-titel").fill("Eine")
    kit.page.keyboard.press("Enter")
    kit.page.keyboard.type("Zeile")
    expect(kit.find("#presse-titel")).to_have_value("EineZeile")


def test_link_opens_the_prepared_kit(open_page: OpenPage) -> None:
    page = open_page()
    own = urlencode({"format": "4-5", "titel": "Wo <i>Armut</i> wohnt", "untertitel": ""})
    page.page.goto(f"{page.watch.address}/?{urlencode(VIEW)}#pressepaket?{own}")
    drawn(page)
    expect(page.find("#presse-titel")).to_have_value("Wo <i>Armut</i> wohnt")
    expect(page.find("#presse-untertitel")).to_have_value("")
    expect(page.find('[data-presse-format="4-5"]')).to_have_attribute("aria-pressed", "true")
    assert page.js("() => { const p = document.getElementById('presse-vorschau');"
                   " return [p.naturalWidth, p.naturalHeight]; }") == [1080, 1350]  # fmt: skip
    wait_for(
        page.page,
        lambda: urlsplit(page.page.url).fragment,
        lambda own: own.startswith("pressepaket?format=4-5&titel=Wo"),
    )
    page.page.keyboard.press("Escape")
    wait_for(page.page, lambda: page.page.url, lambda url: "#" not in url)


def test_kit_follows_the_view(explorer: Explorer) -> None:
    page = open_kit(explorer.show(indikator="bev_insgesamt"))
    expect(page.find("#presse-titel")).to_have_value("Einwohnerinnen und Einwohner 2022")
    expect(page.find("#presse-klassen")).to_be_hidden()
    page.page.keyboard.press("Escape")
    open_kit(page.show(raum="A1a"))
    expect(page.find("#presse-titel")).to_have_value("SGB-II-Quote 2022")
    expect(page.find("#presse-bildunterschrift")).to_contain_text("Hervorgehoben: A1a")
    page.page.keyboard.press("Escape")


@pytest.mark.parametrize("size", SIZES)
def test_dialog_is_accessible(browser: Browser, address: str, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", bypass_csp=True)
    watch = Watch(address)
    tab = context.new_page()
    watch.attach(tab)
    page = Explorer(tab, watch)
    tab.goto(f"{address}/?{urlencode(VIEW)}#pressepaket")
    drawn(page)
    page.find("#presse-klassen summary").click()
    assert violations(page) == []
    assert page.js("() => document.querySelector('#pressepaket').scrollWidth <= innerWidth")
    context.close()
    assert watch.problems == []
