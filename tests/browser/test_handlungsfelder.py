"""The page Handlungsfelder in a browser: by mouse, by keyboard, what-if, history, axe."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.explorer import Explorer, Watch, wait_for
from tests.browser.test_axe import SIZES, violations

PATH = "/handlungsfelder/"
PANELS = {"matrix": "matrix", "indikatoren": "hitze", "waswenn": "waswenn-regler", "schwerpunkte": "schwerpunkte",
          "zwillinge": "zwillinge"}  # fmt: skip
# the map, its symbols, the open table and the controls show the selection of the URL
SETTLED = """(panels) => {
  const atlas = window.atlas;
  if (!atlas || !atlas.current || !atlas.directory) return "no view yet";
  if (atlas.format(atlas.current.selection) !== atlas.format(atlas.selection)) return "another view";
  const state = atlas.map.states.get("flaechen-a");
  if (!state || !state.ready || state.view !== atlas.current.a) return "map";
  const areas = [...state.layers.values()].map((layer) => layer.getElement()).filter((area) => !area.ariaHidden);
  if (areas.some((area) => !area.getAttribute("aria-label"))) return "names";
  if (!document.querySelector("[data-zeichen]")) return "symbols";
  if (!document.getElementById(panels[atlas.selection.ansicht]).childElementCount) return "panel";
  return document.getElementById("titel").textContent.length > 14 ? "" : "title";
}"""


class FieldPage(Explorer):
    """The page Handlungsfelder as a test sees it."""

    def settle(self) -> "FieldPage":
        wait_for(self.page, lambda: self.js(SETTLED, PANELS), lambda found: found == "")
        return self

    def at(self, **query: Any) -> "FieldPage":
        self.open(PATH, **query)
        return self

    def found(self) -> int:
        """Areas painted with at least one Handlungsfeld."""
        return int(self.js("() => atlas.current.a.classes.filter((k, i) => k >= 1 && atlas.current.a.shown[i]).length"))


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[FieldPage]:
    """One page for the module; the CSP is off for axe only."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="de-DE", bypass_csp=True)
    watch = Watch(address)
    watch.attach(context)
    yield FieldPage(context.new_page(), watch)
    context.close()
    assert watch.problems == []


def test_first_view_says_the_published_result_and_draws_a_symbol_per_assignment(page: FieldPage) -> None:
    page.at()
    assert page.find("#schlagzeile").inner_text().startswith("59 von 93 Sozialräumen")
    assert page.found() == 59
    # 107 assignments and those nobody can decide
    drawn = page.find("[data-zeichen] > g").count()
    unknown = page.find("[data-zeichen] > g > text").count()
    assert drawn - unknown == 107
    shapes = page.js("() => new Set([...document.querySelectorAll('[data-zeichen] > g > path:last-of-type')]"
                     ".map((path) => path.getAttribute('d'))).size")  # fmt: skip
    assert shapes == 4


def test_areas_name_their_fields_to_screen_readers(page: FieldPage) -> None:
    page.at()
    named = page.area("A1a").get_attribute("aria-label") or ""
    assert re.search(r"A1a .*: \d Handlungsfelder?, ", named)


def test_only_areas_of_the_ausschnitt_are_reached_and_read_out(page: FieldPage) -> None:
    page.at(innerhalb="05334008")
    expect(page.find('#karte-a path[role="button"]')).to_have_count(7)
    expect(page.find("#karte-a path[tabindex]")).to_have_count(7)
    expect(page.find('#karte-a path[tabindex="0"]')).to_have_attribute("aria-label", re.compile("Baesweiler: "))


def test_choosing_a_field_by_click_is_a_step_in_the_history(page: FieldPage) -> None:
    page.at()
    page.find(".feld-zeile").nth(3).click()
    page.settle()
    assert "feld=integration" in page.query()
    assert page.found() == 12
    page.page.go_back()
    wait_for(page.page, lambda: page.selection["feld"], lambda field: field is None)
    page.settle()
    assert page.found() == 59


def test_clicked_area_explains_its_conditions_and_a_reload_keeps_it(page: FieldPage) -> None:
    page.at(feld="benachteiligung")
    x, y = page.point("A4")
    page.page.mouse.click(x, y)
    wait_for(page.page, lambda: page.selection["raum"], bool)
    page.settle()
    expect(page.find("#profil-ansicht .bedingung").first).to_be_visible()
    before = page.find("#profil-ansicht").inner_text()
    page.page.reload()
    page.settle()
    assert page.find("#profil-ansicht").inner_text() == before


def test_limit_moved_by_keyboard_changes_map_title_and_address_and_can_be_taken_back(page: FieldPage) -> None:
    page.at(feld="integration", ansicht="waswenn")
    assert page.found() == 12
    slider = page.find('[data-grenze="integration.1"] input[type=range]')
    slider.focus()
    for _ in range(3):
        slider.press("ArrowLeft")
    wait_for(page.page, lambda: page.query(), lambda query: "integration.1%3A0.85" in query)
    page.settle()
    assert slider.evaluate("(slider) => slider === document.activeElement")
    expect(page.find("#titel")).to_have_text(re.compile("^Was wäre, wenn: "))
    expect(page.find("#erprobung")).to_contain_text("1 Grenzwert ist geändert")
    assert page.page.title().startswith("Was wäre, wenn: ")
    assert page.find('[data-grenze="integration.1"] input[type=number]').input_value() == "0.85"
    page.find("#erprobung button").click()
    page.settle()
    expect(page.find("#erprobung")).to_be_empty()
    assert page.found() == 12
    assert slider.input_value() == "1"


def test_typed_limit_lets_areas_in_and_lists_them(page: FieldPage) -> None:
    page.at(feld="integration", ansicht="waswenn")
    field = page.find('[data-grenze="integration.1"] input[type=number]')
    field.fill("-3")
    field.press("Enter")
    wait_for(page.page, lambda: page.found(), lambda found: found > 12)
    listed = page.find("#waswenn .aenderung-liste").first.locator("button").count()
    assert listed == page.found() - 12
    expect(page.find("#waswenn .aenderung-zahlen b")).to_have_text(f"12 → {page.found()}")


def test_link_with_a_limit_opens_as_what_if(page: FieldPage) -> None:
    page.at(grenzen="integration.1:-3", feld="integration", ansicht="waswenn")
    assert page.found() > 12
    assert page.find('[data-grenze="integration.1"] input[type=number]').input_value() == "-3"


def test_priorities_lead_to_the_areas_of_the_kommune(page: FieldPage) -> None:
    page.at(ansicht="schwerpunkte")
    foot = page.find("#schwerpunkte tfoot td").all_inner_texts()
    assert foot == ["8", "6", "5", "6", "4"]
    page.find("#schwerpunkte tbody tr").first.locator("td button").first.click()
    wait_for(page.page, lambda: page.selection["thema"], lambda theme: theme == "altersarmut")
    page.settle()
    assert page.selection["innerhalb"] is not None
    assert page.found() == int(page.js("() => atlas.current.a.shown.reduce((n, one, i) => n + (one && "
                                       "atlas.current.a.classes[i] >= 1 ? 1 : 0), 0)"))  # fmt: skip


def test_indicators_of_the_twins_can_be_chosen_by_keyboard(page: FieldPage) -> None:
    page.at(ansicht="zwillinge", raum="A1a")
    first = page.find(".merkmal").first
    first.focus()
    page.page.keyboard.press("Enter")
    wait_for(page.page, lambda: page.selection["merkmale"], lambda chosen: len(chosen) == 1)
    page.settle()
    expect(page.find("#zwillinge thead th")).to_have_count(3)


def test_tabs_follow_the_arrow_keys(page: FieldPage) -> None:
    page.at()
    page.find("#reiter-matrix").focus()
    page.page.keyboard.press("ArrowRight")
    wait_for(page.page, lambda: page.selection["ansicht"], lambda view: view == "indikatoren")
    page.settle()
    expect(page.find("#hitze table")).to_be_visible()
    # a suppressed value is a sign and words, never a number
    assert page.find("#hitze .ohne-wert-zelle").first.inner_text().strip()[0] in "•/…x("


def test_closed_profile_and_limits_taken_back_keep_the_focus(page: FieldPage) -> None:
    page.at(raum="A1a", grenzen="integration.1:-3", feld="integration", ansicht="waswenn")
    page.find("#profil-ansicht button").first.press("Enter")
    expect(page.find("#profil-ansicht .profil-ort")).to_be_focused(timeout=20_000)
    row = page.find('[data-grenze="integration.1"]')
    row.locator(".grenze-zurueck").press("Enter")
    expect(row.locator("input[type=number]")).to_be_focused()
    expect(row.locator("input[type=number]")).to_have_value("1")
    page.at(grenzen="integration.1:-3", feld="integration", ansicht="waswenn")
    page.find("#erprobung button").press("Enter")
    expect(page.find("#waswenn-regler .grenze-zahl").first).to_be_focused(timeout=20_000)
    expect(row.locator("input[type=number]")).to_have_value("1")


AXE = {
    "start": {},
    "field and area": {"feld": "kinder", "raum": "A4", "ansicht": "indikatoren"},
    "what if": {"feld": "aeltere", "grenzen": "aeltere.1.1:1", "ansicht": "waswenn"},
    "priorities": {"ansicht": "schwerpunkte", "thema": "kinderarmut"},
    "twins": {"ansicht": "zwillinge", "raum": "A1a"},
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", AXE)
def test_view_is_accessible(page: FieldPage, state: str, size: str) -> None:
    width, height = SIZES[size]
    page.page.set_viewport_size({"width": width, "height": height})
    try:
        page.at(**AXE[state])
        assert violations(page) == []
        assert page.js("() => document.documentElement.scrollWidth") <= width
    finally:
        page.page.set_viewport_size({"width": 1440, "height": 900})
