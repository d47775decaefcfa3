"""Everything by keyboard: skip links, map, tabs, years; and the focus can be seen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, wait_for

FOCUSED = "() => document.activeElement.dataset.raum || null"
HAS_VISIBLE_FOCUS = """() => {
  let element = document.activeElement;
  if (element === document.body) return "body";
  const name = element.id || element.className.baseVal || element.className || element.tagName;
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height) return `${name}: no size`;
  if (element.tagName === "path")
    return getComputedStyle(element).stroke === "rgb(26, 95, 180)" ? "" : `${name}: stroke`;
  for (let steps = 0; element && steps < 2; steps += 1, element = element.parentElement) {
    const style = getComputedStyle(element);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return "";
    if (style.boxShadow !== "none" && element.matches(":focus-within")) return "";
  }
  return `${name}: no outline`;
}"""


def test_skip_links_come_first_and_are_seen(open_page_at_start: Explorer) -> None:
    page = open_page_at_start
    seen = []
    for _ in range(3):
        page.page.keyboard.press("Tab")
        link = page.find(":focus")
        box = link.bounding_box()
        assert box is not None and box["y"] >= 0
        seen.append(link.text_content())
    assert seen == ["Zur Auswahl des Indikators springen", "Zur Karte springen", "Zur Tabelle springen"]


@pytest.mark.parametrize(
    ("link", "focused"),
    [
        ("Zur Auswahl des Indikators springen", "#suche"),
        ("Zur Karte springen", '#karte-a path[tabindex="0"]'),
        ("Zur Tabelle springen", "#reiter-tabelle"),
    ],
)
def test_skip_link_leads_where_it_says(explorer: Explorer, link: str, focused: str) -> None:
    page = explorer.show()
    page.page.get_by_role("link", name=link).press("Enter")
    expect(page.find(focused)).to_be_focused()


def test_skip_to_the_table_opens_it(explorer: Explorer) -> None:
    page = explorer.show()
    page.page.get_by_role("link", name="Zur Tabelle springen").press("Enter")
    expect(page.find("#tabelle table")).to_be_visible()


def test_map_is_one_tab_stop(explorer: Explorer) -> None:
    page = explorer.show()
    expect(page.find('#karte-a path[tabindex="0"]')).to_have_count(1)
    expect(page.find('#karte-a path[tabindex="-1"]')).to_have_count(92)
    page.find('#karte-a path[tabindex="0"]').focus()
    page.page.keyboard.press("Tab")
    assert page.js("() => Boolean(document.activeElement.closest('#karte-a path'))") is False
    assert page.js("() => document.activeElement !== document.body") is True


@pytest.mark.parametrize(
    ("key", "axis", "sign"), [("ArrowRight", 0, 1), ("ArrowLeft", 0, -1), ("ArrowUp", 1, -1), ("ArrowDown", 1, 1)]
)
def test_arrow_leads_to_an_area_in_its_direction(explorer: Explorer, key: str, axis: int, sign: int) -> None:
    page = explorer.show()
    page.area("A1a").focus()
    moved = 0
    for _ in range(4):
        before = page.js(FOCUSED)
        page.page.keyboard.press(key)
        after = page.js(FOCUSED)
        if after != before:
            assert (page.point(after)[axis] - page.point(before)[axis]) * sign > 0
            moved += 1
    assert moved
    expect(page.find('#karte-a path[tabindex="0"]')).to_have_count(1)
    expect(page.find('#karte-a path[tabindex="0"]')).to_be_focused()


def test_every_area_can_be_reached_by_arrows(explorer: Explorer) -> None:
    page = explorer.show()
    keys = [entry["id"] for entry in page.view()]
    reached, waiting = {keys[0]}, [keys[0]]
    steps = page.js(
        """(keys) => Object.fromEntries(keys.map((key) => { const path = document.querySelector(
        `#karte-a path[data-raum="${key}"]`);
        return [key, ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].map((arrow) => {
          path.focus(); path.dispatchEvent(new KeyboardEvent("keydown", { key: arrow, bubbles: true }));
          return document.activeElement.dataset.raum; })]; }))""",
        keys,
    )
    while waiting:
        for neighbour in steps[waiting.pop()]:
            if neighbour not in reached:
                reached.add(neighbour)
                waiting.append(neighbour)
    assert set(keys) - reached == set()


BAESWEILER = "05334008"


def test_map_of_an_ausschnitt_is_entered_and_walked_inside_it(open_page: OpenPage) -> None:
    page = open_page().open(innerhalb=BAESWEILER)
    inside = [area["id"] for area in page.view() if area["gruppe"] == BAESWEILER]
    assert len(inside) == 7
    expect(page.find('#karte-a path[role="button"]')).to_have_count(7)
    expect(page.find('#karte-a path[data-raum][aria-hidden="true"]:not([tabindex])')).to_have_count(93 - 7)
    page.page.get_by_role("link", name="Zur Karte springen").press("Enter")
    expect(page.find("#karte-a path:focus")).to_have_count(1)
    walked = {page.js(FOCUSED)}
    for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"] * 6:
        page.page.keyboard.press(key)
        walked.add(page.js(FOCUSED))
    assert walked <= set(inside)
    assert len(walked) > 2
    last = page.js(FOCUSED)
    page.page.keyboard.press("Enter")
    wait_for(page.page, lambda: page.selection["raum"] == last)
    assert page.selection["innerhalb"] == BAESWEILER


def test_tab_stop_follows_the_ausschnitt(explorer: Explorer) -> None:
    page = explorer.show()
    expect(page.find('#karte-a path[tabindex="0"]')).to_have_count(1)
    page.navigate(innerhalb=BAESWEILER)
    expect(page.find('#karte-a path[role="button"]')).to_have_count(7)
    stop = page.find('#karte-a path[tabindex="0"]')
    expect(stop).to_have_attribute("aria-label", re.compile(", Baesweiler: "))
    page.navigate(innerhalb=None)
    expect(page.find('#karte-a path[role="button"]')).to_have_count(93)
    expect(page.find("#karte-a path[data-raum][aria-hidden]")).to_have_count(0)


def test_enter_selects_and_enter_again_deselects(explorer: Explorer) -> None:
    page = explorer.show()
    page.area("A2").focus() if page.area("A2").count() else page.area("A1b").focus()
    key = page.js(FOCUSED)
    page.page.keyboard.press("Enter")
    wait_for(page.page, lambda: page.selection["raum"] == key)
    page.settle()
    expect(page.area(key)).to_have_attribute("aria-pressed", "true")
    expect(page.area(key)).to_be_focused()
    expect(page.find("#profil-ansicht h3")).to_contain_text(key)
    page.page.keyboard.press("Enter")
    wait_for(page.page, lambda: page.selection["raum"] is None)


def test_focused_area_is_named_by_the_bubble(explorer: Explorer) -> None:
    page = explorer.show()
    page.page.keyboard.press("Tab")
    page.area("A1a").focus()
    expect(page.find("#sprechblase .blase-name")).to_contain_text("A1a")
    page.page.keyboard.press("Escape")
    expect(page.find("#sprechblase")).to_be_hidden()


def test_focus_is_visible_at_every_tab_stop(open_page_at_start: Explorer) -> None:
    page = open_page_at_start
    invisible, stops = [], 0
    for _ in range(90):
        page.page.keyboard.press("Tab")
        found = page.js(HAS_VISIBLE_FOCUS)
        if found == "body":
            break
        stops += 1
        if found:
            invisible.append(found)
    assert invisible == []
    assert stops > 30


def test_tabs_follow_the_arrow_keys(explorer: Explorer) -> None:
    page = explorer.show()
    page.find("#reiter-rang").focus()
    for key, ansicht in (
        ("ArrowRight", "zeit"),
        ("End", "tabelle"),
        ("ArrowRight", "rang"),
        ("ArrowLeft", "tabelle"),
        ("Home", "rang"),
    ):
        page.page.keyboard.press(key)
        page.settle()
        tab = page.find(f"#reiter-{ansicht}")
        expect(tab).to_be_focused()
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(page.find(f"#feld-{ansicht}")).to_be_visible()
        expect(page.find('[role="tab"][tabindex="0"]')).to_have_count(1)
        expect(page.find('[role="tabpanel"]:not([hidden])')).to_have_count(1)
        assert page.selection["ansicht"] == ansicht


def test_years_follow_the_keys_of_the_slider(explorer: Explorer) -> None:
    page = explorer.show()
    slider = page.find("#wahl-jahr")
    slider.focus()
    for key, jahr, words in (
        ("ArrowLeft", 2021, "Jahr 2021, 8 von 9"),
        ("Home", 2014, "Jahr 2014, 1 von 9"),
        ("ArrowRight", 2015, "Jahr 2015, 2 von 9"),
        ("End", 2022, "Jahr 2022, 9 von 9"),
    ):
        page.page.keyboard.press(key)
        expect(slider).to_have_attribute("aria-valuetext", words)
        page.settle()
        expect(page.find("h1")).to_have_text(f"SGB-II-Quote {jahr}")
        assert f"jahr={jahr}" in page.query()
        expect(slider).to_be_focused()


def test_areas_get_their_names_in_a_browser_that_is_never_idle(open_page: OpenPage) -> None:
    page = open_page()
    page.page.add_init_script(
        "window.requestIdleCallback = (work, options) => options && setTimeout(work, options.timeout)"
    )
    page.open()
    key = page.view()[0]["id"]
    before = page.area(key).get_attribute("aria-label") or ""
    page.navigate(jahr=2014)
    wait_for(page.page, lambda: page.area(key).get_attribute("aria-label"), lambda name: name != before)


def test_pressed_button_that_goes_away_hands_the_focus_on(explorer: Explorer) -> None:
    page = explorer.show(raum="A1a")
    heading = page.find("#profil-ansicht .profil-kopf h3")
    page.find("#profil-ansicht .profil-wege button").first.press("Enter")
    wait_for(page.page, lambda: page.selection["innerhalb"])
    expect(heading).to_be_focused()
    page.find("#profil-ansicht .profil-kopf button").press("Enter")
    wait_for(page.page, lambda: page.selection["raum"] is None)
    expect(heading).to_be_focused()


def test_chip_that_goes_away_hands_the_focus_to_the_next_and_to_the_title(explorer: Explorer) -> None:
    page = explorer.show(innerhalb=BAESWEILER)
    page.find("#legende button.klasse").first.click()
    chips = page.find("#filter button")
    expect(chips).to_have_count(2)
    chips.first.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    chips.first.press("Enter")
    expect(chips).to_have_count(0)
    expect(page.find("h1")).to_be_focused()


def test_header_of_the_table_is_not_covered_when_it_has_the_focus(explorer: Explorer) -> None:
    page = explorer.show(ansicht="tabelle")
    page.page.set_viewport_size({"width": 620, "height": 900})
    buttons = page.find("#tabelle thead button")
    last = buttons.count() - 1
    buttons.nth(0).focus()
    for key, ends in (("Tab", range(1, last + 1)), ("Shift+Tab", range(last - 1, 0, -1))):
        for i in ends:
            page.page.keyboard.press(key)
            expect(buttons.nth(i)).to_be_focused()
            covered = page.js("""() => { const box = document.activeElement.getBoundingClientRect();
                return [box.left + 3, box.right - 3].filter((x) => !document.activeElement.contains(
                document.elementFromPoint(x, box.top + box.height / 2))).length; }""")
            assert (i, covered) == (i, 0)


@pytest.mark.parametrize("width", [360, 1010, 1280, 1440])
@pytest.mark.parametrize("path", ["/", "/handlungsfelder/"])
def test_every_tab_of_the_drawer_is_in_sight(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    page.page.goto(f"{page.watch.address}{path}")
    tabs = page.find('[role="tab"]')
    expect(tabs).not_to_have_count(0)
    wait_for(page.page, lambda: page.js("() => Boolean(window.atlasFirstPaint)"))
    cut = page.js("""() => [...document.querySelectorAll('[role="tab"]')].filter((tab) => { let box = tab;
        const { left, right } = tab.getBoundingClientRect();
        while ((box = box.parentElement)) { const around = box.getBoundingClientRect();
          if (left < around.left - 1 || right > around.right + 1) return true; }
        return false; }).map((tab) => tab.textContent)""")
    assert cut == []
    if path == "/":
        expect(page.page.locator("#diagramm-dateien summary")).to_have_accessible_name("Diagramm herunterladen")


def test_only_what_is_chosen_has_a_line_in_forced_colours(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active", color_scheme="dark").open()
    paper = "rgb(0, 0, 0)"  # Canvas of a dark scheme
    for kind, side, chosen in ((".reiter", "bottom", "selected"), (".indikator", "left", "pressed")):
        other = page.find(f'{kind}[aria-{chosen}="false"]').first
        expect(other).to_have_css(f"border-{side}-color", paper)
        expect(other).to_have_css("outline-style", "none")
        one = page.find(f'{kind}[aria-{chosen}="true"]')
        expect(one).to_have_css("outline-style", "solid")
        expect(one).not_to_have_css("outline-color", paper)
