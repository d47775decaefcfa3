"""Presenting: scenes by keys, clicker and fingers, what works inside a scene, the presenter's window."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import wait_for
from tests.browser.hall import SCENES, Hall, keep, talk


@pytest.fixture
def hall(open_page: OpenPage, address: str) -> Hall:
    explorer = open_page()
    keep(explorer, talk())
    return Hall(explorer.page, address).open()


def test_keys_go_through_the_scenes(hall: Hall) -> None:
    expect(hall.find("#saal-titel")).to_have_text("Wo viele SGB II beziehen")
    expect(hall.shown().locator("#titel")).to_have_text("SGB-II-Quote 2022")
    for key, position in (
        ("ArrowRight", "2 / 3"), ("PageDown", "3 / 3"), ("PageDown", "3 / 3"), ("ArrowLeft", "2 / 3"),
        ("PageUp", "1 / 3"), ("PageUp", "1 / 3"), ("Space", "2 / 3"), ("End", "3 / 3"), ("Home", "1 / 3"),
        ("Enter", "2 / 3"),
    ):  # fmt: skip
        hall.press(key)
        assert hall.position() == position, key
    expect(hall.shown().locator("#titel")).to_have_text("Arbeitslosenanteil 2022")
    wait_for(hall.page, lambda: hall.page.url, lambda url: "szene=2" in url)


def test_title_of_a_view_is_shown_once(open_page: OpenPage, address: str) -> None:
    explorer = open_page()
    first = SCENES[0]["ansicht"]
    names = ["SGB-II-Quote 2022", "SGB-II-Quote 2022 – A1a Soziale Stadt Alsdorf Mitte", "", "SGB-II"]
    views = [first, f"{first}&raum=A1a", first, first]
    keep(explorer, talk(*({"titel": n, "notiz": "", "ansicht": v} for n, v in zip(names, views, strict=True))))
    hall = Hall(explorer.page, address).open()
    height = "(title) => title.getBoundingClientRect().height"
    for shown in (names[0], names[1], "SGB-II-Quote 2022"):
        expect(hall.find("#saal-titel")).to_have_text(shown)
        title = hall.shown().locator("#titel")
        expect(title).to_have_text("SGB-II-Quote 2022")
        assert title.evaluate(height) <= 1
        hall.press("PageDown")
        wait_for(hall.page, lambda: hall.find(".szenen-rahmen.gezeigt").count())
    # another name stands above, the title of the view as a smaller line below it
    expect(hall.find("#saal-titel")).to_have_text("SGB-II")
    size = "(title) => parseFloat(getComputedStyle(title).fontSize)"
    title = hall.shown().locator("#titel")
    assert title.evaluate(height) > 10
    assert title.evaluate(size) < hall.find("#saal-titel").evaluate(size)
    hall.press("Home")
    hall.shown().locator('.jahr[data-jahr="2020"]').click()
    expect(hall.find("#saal-titel")).to_have_text("SGB-II-Quote 2020")


def test_number_and_enter_jump(hall: Hall) -> None:
    hall.press("3")
    expect(hall.find("#saal-sprung")).to_have_text("3")
    hall.press("Enter")
    assert hall.position() == "3 / 3"
    expect(hall.find("#saal-sprung")).to_be_hidden()
    hall.press("9", "Enter")
    assert hall.position() == "3 / 3"


def test_black_screen(hall: Hall) -> None:
    hall.press("b")
    expect(hall.find("#saal-schwarz")).to_be_visible()
    assert hall.find("#saal-schwarz").evaluate("(box) => getComputedStyle(box).backgroundColor") == "rgb(0, 0, 0)"
    hall.press("PageDown")
    expect(hall.find("#saal-schwarz")).to_be_hidden()
    # the step that lights the screen again shows what stood there before
    assert hall.position() == "1 / 3"
    hall.press(".")
    expect(hall.find("#saal-schwarz")).to_be_visible()
    hall.press("Escape")
    expect(hall.find("#saal-schwarz")).to_be_hidden()


def test_neighbours_stand_before_they_are_asked_for(hall: Hall) -> None:
    frame = hall.find(".szenen-rahmen").nth(1)
    expect(frame).to_have_attribute("data-bereit", "")
    assert (
        hall.page.evaluate("() => [...document.querySelectorAll('.szenen-rahmen')].filter((f) => f.inert).length") == 2
    )
    requests: list[str] = []
    hall.page.on("request", lambda request: requests.append(request.url))
    marks = hall.page.evaluate(
        """async () => { performance.clearMarks();
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }));
        return performance.getEntriesByType("mark").map((mark) => mark.name); }"""
    )
    # shown in the same turn as the key: nothing was waited for
    assert marks == ["vortrag:wahl", "vortrag:gezeigt"]
    assert not [url for url in requests if "/vortrag/ansicht" in url]


def test_scene_can_be_asked_and_comes_back_as_prepared(hall: Hall) -> None:
    scene = hall.shown()
    scene.locator('path[data-raum="A1a"]').hover()
    expect(scene.locator("#sprechblase")).to_contain_text("A1a")
    scene.locator('path[data-raum="A1a"]').click()
    expect(scene.locator("#profil-ansicht h3")).to_contain_text("A1a")
    scene.locator('.jahr[data-jahr="2020"]').click()
    expect(scene.locator("#titel")).to_have_text("SGB-II-Quote 2020")
    scene.locator('path[data-raum="A1a"]').dblclick()
    expect(scene.locator("#filter button")).to_have_text(re.compile("^Nur Alsdorf"))
    # a click with the mouse leaves the clicker its keys
    hall.press("ArrowRight")
    assert hall.position() == "2 / 3"
    hall.press("ArrowLeft")
    expect(hall.shown().locator("#titel")).to_have_text("SGB-II-Quote 2022")
    assert hall.shown().evaluate("() => [atlas.selection.raum, atlas.selection.innerhalb]") == [None, None]


def test_areas_of_a_scene_by_keyboard(hall: Hall) -> None:
    scene = hall.shown()
    inside = "() => document.activeElement.matches('path:focus-visible') ? document.activeElement.dataset.raum : null"
    hall.find("#saal").focus()
    for _ in range(6):
        hall.press("Tab")
        if scene.evaluate(inside):
            break
    first = scene.evaluate(inside)
    assert first
    hall.press("ArrowDown")
    assert hall.position() == "1 / 3"
    assert scene.evaluate(inside) not in (None, first)
    hall.press("PageDown")
    assert hall.position() == "2 / 3"


def test_code_leads_to_the_scene(hall: Hall) -> None:
    hall.press("q")
    expect(hall.find("#ansage")).to_have_text("QR-Code der Szene. Escape schließt.")
    image = hall.find("#saal-code-bild")
    expect(image).to_be_visible()
    wait_for(hall.page, lambda: image.evaluate("(image) => image.complete && image.naturalWidth > 0"))
    first = image.get_attribute("src")
    hall.press("PageDown")
    assert image.get_attribute("src") != first
    hall.press("Escape")
    expect(hall.find("#saal-code")).to_be_hidden()
    hall.press("q", "q")
    expect(hall.find("#saal-code")).to_be_hidden()


def test_theme_reaches_the_scenes_and_the_palette_stays(hall: Hall) -> None:
    scene = hall.shown()
    dark = scene.evaluate("() => getComputedStyle(document.body).backgroundColor")
    fill = scene.locator('path[data-raum="A1a"]').get_attribute("fill")
    hall.press("d")
    expect(scene.locator("html")).to_have_class(re.compile(r"\bhell\b"))
    assert scene.evaluate("() => getComputedStyle(document.body).backgroundColor") != dark
    assert scene.locator('path[data-raum="A1a"]').get_attribute("fill") == fill
    wait_for(hall.page, lambda: hall.page.url, lambda url: "thema=hell" in url)
    hall.open("?szene=1&thema=hell", 1)
    expect(hall.shown().locator("html")).to_have_class(re.compile(r"\bhell\b"))


def test_dark_hall_keeps_maps_and_legends_on_paper(hall: Hall) -> None:
    """Light is low only on a light ground: what the palette was made for stays under it in the dark."""
    grounds = """() => ["#buehne", ".legende"].map((name) =>
      getComputedStyle(document.querySelector(name)).backgroundColor)"""
    assert hall.shown().evaluate(grounds) == ["rgb(251, 249, 246)"] * 2
    around = hall.shown().evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert around == "rgb(20, 23, 27)"


def test_escape_leads_back_to_the_scene_in_the_atlas(hall: Hall) -> None:
    hall.press("PageDown", "Escape")
    wait_for(hall.page, lambda: hall.page.url, lambda url: url.endswith(SCENES[1]["ansicht"]))
    wait_for(hall.page, lambda: hall.page.evaluate("() => Boolean(window.atlasFirstPaint)"))


def test_nothing_jumps_between_scenes(hall: Hall) -> None:
    boxes = """() => ["saal", "saal-kopf", "saal-fuss", "saal-szenen"].map((name) => {
      const box = document.querySelector(`#${name}, .${name}`).getBoundingClientRect();
      return [box.top, box.height]; })"""
    before = hall.page.evaluate(boxes)
    hall.press("PageDown")
    assert hall.page.evaluate(boxes) == before


def test_fingers_swipe(open_page: OpenPage, address: str) -> None:
    explorer = open_page(has_touch=True, viewport={"width": 800, "height": 600})
    keep(explorer, talk())
    hall = Hall(explorer.page, address).open(scenes=2)
    swipe = """(frame, [from, to]) => {
      const at = (x) => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 200 });
      const send = (kind, x, touches) =>
        window.dispatchEvent(new TouchEvent(kind, { touches, changedTouches: [at(x)] }));
      send("touchstart", from, [at(from)]);
      send("touchend", to, []); }"""
    hall.shown().evaluate(f"(steps) => ({swipe})(null, steps)", [500, 300])
    assert hall.position() == "2 / 3"
    hall.page.evaluate(f"(steps) => ({swipe})(null, steps)", [300, 500])
    assert hall.position() == "1 / 3"
    hall.page.evaluate(f"(steps) => ({swipe})(null, steps)", [300, 330])
    assert hall.position() == "1 / 3"


def await_pictures(notes: Page, n: int) -> None:
    """Return once so many small pictures stand; who leaves earlier breaks off their requests."""
    ready = "() => document.querySelectorAll('iframe[data-bereit]').length"
    wait_for(notes, lambda: notes.evaluate(ready), lambda found: found == n)


def test_notes_and_hall_follow_each_other(hall: Hall) -> None:
    with hall.page.context.expect_page() as opened:
        hall.press("n")
    notes = opened.value
    expect(notes.locator("#notiz-stand")).to_have_text("Mit dem Vortragsfenster verbunden.")
    expect(notes.locator("#saal-titel")).to_have_text("Wo viele SGB II beziehen")
    expect(notes.locator("#notiz-text")).to_have_text("Erst wirken lassen.\nDann A1a.", use_inner_text=True)
    expect(notes.locator("#notiz-folgt-titel")).to_have_text("Arbeitslose")
    expect(notes.locator("#notiz-uhr")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(notes.locator("#notiz-zeit")).to_have_text(re.compile(r"^\d+:\d\d$"))
    wait_for(
        notes, lambda: notes.evaluate("() => document.querySelectorAll('iframe[data-bereit]').length"), lambda n: n == 2
    )
    notes.keyboard.press("PageDown")
    wait_for(hall.page, hall.position, lambda text: text == "2 / 3")
    hall.press("PageDown")
    expect(notes.locator("#saal-stelle")).to_have_text("3 / 3")
    await_pictures(notes, 3)
    expect(notes.locator("#notiz-text")).to_have_text("Lang verweilen.")
    expect(notes.locator("#notiz-folgt-titel")).to_have_text("Das ist die letzte Szene.")
    notes.locator('[data-tut="schwarz"]').click()
    expect(hall.find("#saal-schwarz")).to_be_visible()
    notes.close()


def test_notes_work_alone(open_page: OpenPage, address: str) -> None:
    explorer = open_page()
    keep(explorer, talk())
    explorer.page.goto(f"{address}/vortrag/notizen")
    expect(explorer.find("#notiz-stand")).to_have_text(re.compile("^Noch kein Vortragsfenster"))
    explorer.page.keyboard.press("ArrowRight")
    expect(explorer.find("#saal-titel")).to_have_text("Arbeitslose")
    expect(explorer.find("#notiz-text")).to_have_text("Keine Notiz zu dieser Szene.")
    wait_for(
        explorer.page,
        lambda: explorer.js("() => document.querySelectorAll('iframe[data-bereit]').length"),
        lambda n: n == 2,
    )


def test_hall_without_scenes_says_how_to_get_some(open_page: OpenPage, address: str) -> None:
    hall = Hall(open_page().page, address).open(scenes=0)
    expect(hall.find("#saal-leer")).to_contain_text("noch keine Szenen")
    expect(hall.find("#saal-leer a")).to_have_attribute("href", "/")
