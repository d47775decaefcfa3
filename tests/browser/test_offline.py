"""A talk as one file: opened from a disk without any network, it points, chooses, steps through years and scenes."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from dashboard.atlas import Atlas
from dashboard.exports.talks import build_html
from indicators.status import Status
from layouts.scenes import read_talk
from layouts.sheets.content import Imprint
from tests.sheets import sheet_of

RATE = {"indikator": "sgb2_quote", "jahr": 2022, "ebene": "sozialraum", "stand": "2018"}
QUERY = "indikator=sgb2_quote&jahr=2022&ebene=sozialraum&stand=2018"
SCENES = [
    {"titel": "Wo viele Hilfe brauchen", "notiz": "Erst zeigen,\ndann fragen.", "ansicht": f"/?{QUERY}"},
    {"titel": "", "notiz": "", "ansicht": "/?indikator=bev_insgesamt&jahr=2022&ebene=sozialraum&stand=2018"},
    {"titel": "Alsdorf", "notiz": "", "ansicht": f"/?{QUERY}&innerhalb=05334004&raum=A1a"},
    {"titel": "Felder", "notiz": "", "ansicht": "/handlungsfelder/"},
    {"titel": "<b>Wandel</b>", "notiz": "</script>", "ansicht": f"/?{QUERY}&basis=2018"},
]
SCENES += [
    {"titel": "Zwei Lasten", "notiz": "", "ansicht": f"/?{QUERY}&vergleich=leerstandsquote&karten=2"},
]
SIZES: dict[str, ViewportSize] = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 360, "height": 740}}


@pytest.fixture(scope="module")
def file(demo: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    frame = {"format": "sozialraum-szenen", "version": 1, "region": "staedteregion-aachen", "titel": "Sozialausschuss"}
    talk = read_talk(json.dumps(frame | {"szenen": SCENES}), demo)
    target = tmp_path_factory.mktemp("vortrag") / "vortrag.html"
    target.write_bytes(build_html(demo, talk, Imprint("https://atlas.example", date(2024, 5, 31)), lambda *_: None))
    return target


def open_file(browser: Browser, file: Path, problems: list[str], **options: Any) -> Page:
    """The file in a browser that is cut off, its complaints and requests collected."""
    context = browser.new_context(**{"viewport": SIZES["wide"], "locale": "de-DE", "offline": True, **options})
    page = context.new_page()
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request", lambda asked: problems.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None
    )
    page.goto(file.as_uri())
    page.locator("#titel").wait_for()
    return page


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    problems: list[str] = []
    opened = open_file(browser, file, problems)
    yield opened
    opened.context.close()
    assert problems == []


def area(page: Page, name: str) -> Any:
    return page.locator(f'#karte [role="button"][aria-label^="{name}"]')


def text(page: Page, key: str) -> str:
    return re.sub(r"[ \n]+", " ", page.locator(f"#{key}").inner_text())


def hover(page: Page, name: str) -> None:
    """Point at a place that really lies in the area."""
    i = area(page, name).get_attribute("data-i")
    spot = page.evaluate(
        """(i) => {
            const path = document.querySelector(`#karte [data-i="${i}"]`);
            const box = path.getBoundingClientRect();
            for (let a = 1; a < 20; a += 1) for (let b = 1; b < 20; b += 1) {
                const x = box.left + box.width * a / 20, y = box.top + box.height * b / 20;
                if (document.elementFromPoint(x, y) === path) return [x, y];
            }
            return null;
        }""",
        i,
    )
    page.mouse.move(*spot)


def test_first_scene_says_what_its_sheet_says(page: Page, demo: Atlas) -> None:
    sheet = sheet_of(demo, **RATE)
    assert page.title() == "Wo viele Hilfe brauchen – Sozialausschuss – StädteRegion Aachen"
    assert (text(page, "titel"), text(page, "untertitel")) == ("Wo viele Hilfe brauchen", sheet.title)
    assert (text(page, "satz"), text(page, "quelle")) == (sheet.headline, sheet.source)
    assert text(page, "hinweis") == sheet.synthetic
    assert page.locator("#karte svg").get_attribute("aria-label") == sheet.description
    assert page.locator("#karte [role=button]").count() == len(sheet.areas) == 93
    shown = [label.inner_text() for label in page.locator("#legende .klassen:not(.zeichen) li").all()]
    assert [line.replace("\n", " ") for line in shown] == [f"{row.text} {row.n}" for row in sheet.legend.rows]
    fills = {
        path.get_attribute("aria-label"): path.get_attribute("fill")
        for path in page.locator("#karte [role=button]").all()
    }
    expected = {
        f"{a.label.replace(' (', ', ').removesuffix(')')}: ": a.fill.colour for a in sheet.areas if a.klass is not None
    }
    for label, fill in fills.items():
        assert label is not None
        if "geheim" in label:
            assert fill == "url(#muster-gesperrt)"
    colours = sorted(fill for fill in fills.values() if fill and fill.startswith("#"))
    assert colours == sorted(expected.values())


def test_pointing_shows_the_published_value(page: Page, demo: Atlas) -> None:
    shown = {a.key: a for a in sheet_of(demo, **RATE).areas}
    hover(page, "AC14")
    bubble = text(page, "blase")
    assert shown["AC14"].shown in bubble
    assert "Aachen" in bubble
    assert page.locator(".zeiger path").count() == 3
    assert page.locator("#nadel").is_visible()
    secret = next(a for a in shown.values() if a.status is Status.SUPPRESSED)
    hover(page, f"{secret.short} " if secret.name != secret.short else secret.short)
    bubble = text(page, "blase")
    assert "geheim zu halten" in bubble
    assert "Regelleistungsberechtigte" not in bubble
    page.keyboard.press("Escape")
    assert page.locator("#blase").is_hidden()


def test_choosing_marks_the_area_and_compares_it(page: Page, demo: Atlas) -> None:
    hover(page, "AC14")
    page.mouse.down()
    page.mouse.up()
    assert area(page, "AC14").get_attribute("aria-pressed") == "true"
    assert page.locator(".wahl path").count() == 3
    profile = text(page, "profil")
    value = next(a.shown for a in sheet_of(demo, **RATE).areas if a.key == "AC14")
    assert value in profile
    assert "der Wert liegt darunter" in profile
    assert page.locator(".verlauf .linie").count() == 3
    assert text(page, "ansage").startswith("AC14, Aachen: ")
    # the pointer leaves the keys to the presenter
    page.keyboard.press("ArrowRight")
    assert text(page, "zaehler") == "2 / 6"


def test_years_change_words_colours_and_counts(page: Page, demo: Atlas) -> None:
    for year in (2021, 2020):
        page.keyboard.press("ArrowUp")
        sheet = sheet_of(demo, **RATE | {"jahr": year})
        assert (text(page, "untertitel"), text(page, "satz")) == (sheet.title, sheet.headline)
        counts = [n.inner_text() for n in page.locator("#legende .klassen .anzahl").all()]
        assert counts == [row.n for row in (*sheet.legend.rows, *sheet.legend.signs)]
    assert page.locator("#jahr").get_attribute("aria-valuetext") == "Jahr 2020, 7 von 9"
    page.locator("#jahr").fill("0")
    assert text(page, "untertitel") == "SGB-II-Quote 2014"
    page.locator("#jahre button", has_text="2018").click()
    assert text(page, "untertitel") == "SGB-II-Quote 2018"


def test_name_taken_from_the_view_is_said_once(browser: Browser, demo: Atlas, tmp_path: Path) -> None:
    frame = {"format": "sozialraum-szenen", "version": 1, "region": "staedteregion-aachen", "titel": ""}
    name = "SGB-II-Quote 2022 – A1a Soziale Stadt Alsdorf Mitte"
    scene = {"titel": name, "notiz": "", "ansicht": f"/?{QUERY}&raum=A1a"}
    talk = read_talk(json.dumps(frame | {"szenen": [scene]}), demo)
    target = tmp_path / "vortrag.html"
    target.write_bytes(build_html(demo, talk, Imprint("https://atlas.example", date(2024, 5, 31)), lambda *_: None))
    page = open_file(browser, target, [])
    assert text(page, "titel") == name
    assert page.locator("#untertitel").is_hidden()
    page.keyboard.press("ArrowUp")
    assert text(page, "titel") == name.replace("2022", "2021")
    page.context.close()


def test_years_play_and_stop_at_the_last(page: Page) -> None:
    page.keyboard.press("ArrowUp")
    page.keyboard.press("p")
    assert page.locator("#abspielen").get_attribute("aria-label") == "Anhalten"
    page.locator("#untertitel", has_text="2022").wait_for()
    page.locator('#abspielen[aria-label="Jahre abspielen"]').wait_for()


def test_keys_and_clickers_turn_the_scenes(page: Page) -> None:
    for key, number in (("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("End", 6), ("ArrowRight", 6), ("PageUp", 5),
                        ("ArrowLeft", 4), ("Home", 1)):  # fmt: skip
        page.keyboard.press(key)
        assert text(page, "zaehler") == f"{number} / 6"
    assert page.evaluate("location.hash") == "#1"


def test_every_kind_of_view_is_a_scene(page: Page, demo: Atlas) -> None:
    page.keyboard.press("ArrowRight")
    sheet = sheet_of(demo, indikator="bev_insgesamt", jahr=2022, ebene="sozialraum", stand="2018")
    assert text(page, "titel") == sheet.title
    assert page.locator("#karte circle").count() == sum(a.value > 0 for a in sheet.areas)
    page.keyboard.press("ArrowRight")
    assert page.locator("#karte [role=button]").count() == 14
    assert text(page, "profil").startswith("Sozialraum · Alsdorf A1a")
    page.keyboard.press("ArrowRight")
    assert page.locator("#bild svg").is_visible()
    assert page.locator("#bild [data-raum]").count() == 93
    assert text(page, "bild").find("Felder") >= 0
    page.keyboard.press("t")
    assert page.locator("#tabelle tbody tr").count() == 93
    page.keyboard.press("t")
    assert page.locator("#link").get_attribute("href") == "https://atlas.example/handlungsfelder/"
    page.keyboard.press("ArrowRight")
    assert text(page, "titel") == "<b>Wandel</b>"
    assert text(page, "untertitel") == "SGB-II-Quote: Veränderung 2018 bis 2022"


def test_two_maps_take_turns_and_the_bubble_tells_both(page: Page) -> None:
    page.keyboard.press("End")
    assert text(page, "untertitel") == "SGB-II-Quote 2022"
    hover(page, "AC14")
    assert "Leerstandsquote 2022: " in text(page, "blase")
    assert text(page, "zusammenhang").startswith("Zwischen „SGB-II-Quote“ und „Leerstandsquote“")
    page.keyboard.press("v")
    assert text(page, "untertitel") == "Leerstandsquote 2022"
    assert page.locator('#karten-wahl [aria-pressed="true"]').inner_text() == "Leerstandsquote (%)"
    page.locator("#karten-wahl button").first.click()
    assert text(page, "untertitel") == "SGB-II-Quote 2022"


def test_table_says_what_the_map_says(page: Page, demo: Atlas) -> None:
    page.locator("#tabelle-knopf").click()
    assert page.locator("#karte").is_hidden()
    sheet = sheet_of(demo, **RATE)
    cells = "(rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent))"
    rows = {row[0]: row[2] for row in page.locator("#tabelle tbody tr").evaluate_all(cells)}
    own = {a.label.removesuffix(f" ({a.group})").removesuffix(f", {a.group}"): a for a in sheet.areas}
    signs = {"• geheim zu halten": "geheim zu halten"}
    assert rows == {name: signs.get(a.shown, a.shown) for name, a in own.items()}
    last = list(rows.values())[-6:]
    assert last == ["geheim zu halten"] * 6
    page.locator("#tabelle tbody button").nth(3).click()
    assert page.locator("#tabelle tr.gewaehlt").count() == 1
    page.keyboard.press("t")
    assert page.locator("#karte").is_visible()


def test_map_is_walked_by_keys(page: Page) -> None:
    page.locator("#hilfe-knopf").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "button":
            break
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first != second
    assert page.locator("#blase").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert page.locator("#karte [tabindex='0']").count() == 1
    page.keyboard.press("PageDown")
    assert text(page, "zaehler") == "2 / 6"


def test_notes_overview_code_and_help(page: Page) -> None:
    page.keyboard.press("n")
    assert text(page, "notiz") == "Erst zeigen, dann fragen."
    assert text(page, "danach") == "Danach: Einwohnerinnen und Einwohner 2022"
    page.keyboard.press("End")
    page.keyboard.press("PageUp")
    assert text(page, "notiz") == "</script>"
    page.keyboard.press("o")
    cards = page.locator("#uebersicht li")
    assert cards.count() == 6
    cards.nth(2).locator("button").click()
    assert text(page, "zaehler") == "3 / 6"
    page.keyboard.press("q")
    assert text(page, "code-link").startswith("https://atlas.example/?indikator=sgb2_quote")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#buchstaben").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert page.evaluate("document.documentElement.dataset.thema") == "hell"
    page.locator("#thema-knopf").click()
    assert page.evaluate("document.documentElement.dataset.thema") == "dunkel"


def test_black_screen_ends_with_the_next_step(page: Page) -> None:
    page.keyboard.press("b")
    assert page.locator("#schwarz").is_visible()
    page.keyboard.press("PageDown")
    assert page.locator("#schwarz").is_hidden()
    assert text(page, "zaehler") == "2 / 6"


@pytest.mark.parametrize("width", [320, 360, 768, 3840])
def test_nothing_scrolls_sideways(browser: Browser, file: Path, width: int) -> None:
    problems: list[str] = []
    page = open_file(browser, file, problems, viewport={"width": width, "height": 740})
    for _ in SCENES:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.keyboard.press("ArrowRight")
    page.context.close()
    assert problems == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["hell", "dunkel"])
def test_file_is_accessible(browser: Browser, file: Path, size: str, theme: str) -> None:
    page = open_file(browser, file, [], viewport=SIZES[size], bypass_csp=True)
    page.evaluate("(theme) => { document.documentElement.dataset.thema = theme; }", theme)
    found = []
    for keys in ("", "n", "t", "ArrowRight", "t", "ArrowRight", "ArrowRight", "o"):
        if keys:
            page.keyboard.press(keys)
        for rule in Axe().run(page).response["violations"]:
            found += [
                f"{keys} {rule['id']}: {node['target']} {node['failureSummary'][:200]}"
                for node in rule["nodes"]
                # axe takes the halo of names for the colour of their letters
                if not (
                    rule["id"] == "color-contrast" and "text" in str(node["target"]) and "karte" in str(node["target"])
                )
            ]
    page.context.close()
    assert found == []
