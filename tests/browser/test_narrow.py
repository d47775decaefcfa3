"""Small screens, large text, reduced motion."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, wait_for

OVERFLOW = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
# Text that is cut: neither visible nor reachable by scrolling.
CUT = """() => [...document.querySelectorAll("h1, h3, p, li, dt, dd, label, summary, button, a, th, td, caption")]
.filter((e) => {
  if (!e.offsetParent || e.closest(".leaflet-container, .nur-vorlesen, .sprung, .marken, .extrem")) return false;
  for (let box = e; box && box !== document.body; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (box.closest(".nur-vorlesen") || style.clipPath !== "none") return false;
    if (["hidden", "clip"].includes(style.overflowY) && box.scrollHeight > box.clientHeight + 2) return true;
    if (["hidden", "clip"].includes(style.overflowX) && box.scrollWidth > box.clientWidth + 2) return true;
    if (["auto", "scroll"].includes(style.overflowY)) return false;
  }
  return false;
}).map((e) => `${e.tagName} ${e.id || e.className}: ${e.textContent.slice(0, 40)}`)"""


@pytest.mark.parametrize("width", [360, 320])
def test_nothing_scrolls_sideways_on_a_phone(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True).open()
    views: list[dict[str, object]] = [
        {},
        {"ansicht": "zeit"},
        {"ansicht": "tabelle"},
        {"raum": "A1a"},
        {"innerhalb": "05334004"},
        {"vergleich": "leerstandsquote", "karten": 2, "ansicht": "zusammenhang"},
        {"vergleich": None, "karten": 1, "indikator": "sgb2_alleinerziehende", "raum": None},
    ]
    for view in views:
        page.navigate(**view)
        assert page.js(OVERFLOW) <= 0, view


def test_sheets_open_one_at_a_time_and_close(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).open()
    choices, profile = page.find('[data-blatt="wahl"]'), page.find('[data-blatt="profil"]')
    expect(page.find("#wahl-inhalt")).to_be_hidden()
    choices.tap()
    expect(choices).to_have_attribute("aria-expanded", "true")
    expect(page.find("#wahl-ebene")).to_be_visible()
    profile.tap()
    expect(page.find("#legende")).to_be_visible()
    expect(page.find("#wahl-inhalt")).to_be_hidden()
    expect(choices).to_have_attribute("aria-expanded", "false")
    assert page.js(OVERFLOW) <= 0
    profile.tap()
    expect(page.find("#profil-inhalt")).to_be_hidden()
    expect(profile).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("name", ["wahl", "profil"])
def test_sheet_leaves_room_and_closes_in_every_way(open_page: OpenPage, name: str) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).open()
    grip, content = page.find(f'[data-blatt="{name}"]'), page.find(f"#{name}-inhalt")
    close = content.get_by_role("button", name="Schließen")
    ways: dict[str, Callable[[], object]] = {
        "button": lambda: close.tap(),
        "Escape": lambda: page.page.keyboard.press("Escape"),
        "map": lambda: page.page.touchscreen.tap(30, 250 if name == "wahl" else 60),
        "menu": lambda: page.find("#teilen summary").tap(),
        "dialog": lambda: page.js("() => atlas.openDialog('pressepaket')"),
    }
    for way, act in ways.items():
        page.js("() => window.scrollTo(0, 100)")
        grip.tap()
        expect(close).to_be_visible()
        box = content.bounding_box()
        assert box is not None and box["height"] <= 0.6 * 740
        close.focus()
        act()
        expect(content, way).to_be_hidden()
        expect(grip, way).to_have_attribute("aria-expanded", "false")
        if way in ("button", "Escape"):
            expect(grip).to_be_focused()
        # the menu's button must be scrolled into sight to be tapped
        if way in ("button", "Escape", "map"):
            assert page.js("() => window.scrollY") == 100, way


def test_legend_opens_beside_the_map_it_explains(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).open()
    page.find('[data-blatt="profil"]').tap()
    expect(page.find("#legende")).to_be_visible()
    stage, sheet = page.find("#buehne").bounding_box(), page.find("#profil-inhalt").bounding_box()
    assert stage is not None and sheet is not None
    assert sheet["y"] - max(stage["y"], 0) > 220


def test_indicator_is_chosen_in_the_sheet(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).open()
    page.find('[data-blatt="wahl"]').tap()
    page.find("#suche").fill("leerstand")
    page.find('[data-indikator="leerstandsquote"]').tap()
    expect(page.find("h1")).to_have_text("Leerstandsquote 2022")
    page.settle()


def test_touch_targets_are_large_enough(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).open()
    small = page.js("""() => [...document.querySelectorAll("button, select, input:not([type=range]), a")]
      .filter((e) => {
      const box = e.getBoundingClientRect();
      return e.offsetParent && !e.closest(".sprung") && box.width && (box.height < 23.9
        || (box.width < 23.9 && !e.matches(".jahr")));
    }).map((e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 30)}`)""")
    assert small == []


def test_text_at_200_percent_loses_nothing(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    # as the browser's own setting does it, which also moves media queries in rem
    page.page.context.new_cdp_session(page.page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.open(raum="A1a")
    assert page.js("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 32
    for ansicht in ("rang", "zeit", "tabelle"):
        page.navigate(ansicht=ansicht)
        assert page.js(OVERFLOW) <= 0
        assert page.js(CUT) == []
    for selector in ("#schlagzeile", "#karte-a", "#jahre", "#tabelle"):
        element = page.find(selector)
        element.scroll_into_view_if_needed()
        box = element.bounding_box()
        assert box is not None and box["width"] > 400
    for sheet, content in (("wahl", "#suche"), ("profil", "#profil-ansicht h3")):
        page.find(f'[data-blatt="{sheet}"]').click()
        expect(page.find(content)).to_be_visible()
        assert page.js(OVERFLOW) <= 0
        assert page.js(CUT) == []


def test_reduced_motion_moves_nothing(open_page: OpenPage) -> None:
    calm = open_page(reduced_motion="reduce").open()
    durations = calm.js(
        "() => [...new Set([...document.querySelectorAll('*')].map((e) => getComputedStyle(e).transitionDuration))]"
    )
    assert durations == ["0s"]
    calm.navigate(innerhalb="05334004")
    assert calm.js("() => Boolean(document.querySelector('.leaflet-zoom-anim'))") is False


def test_map_refits_when_the_window_changes(open_page: OpenPage) -> None:
    page: Explorer = open_page(viewport={"width": 1440, "height": 900}).open()
    page.page.set_viewport_size({"width": 1000, "height": 700})
    inside = """() => { const box = document.querySelector("#karte-a").getBoundingClientRect();
      return [...document.querySelectorAll("#karte-a path[data-raum]")].every((p) => {
        const b = p.getBoundingClientRect();
        return b.left >= box.left - 1 && b.right <= box.right + 1
          && b.top >= box.top - 1 && b.bottom <= box.bottom + 1; }); }"""
    wait_for(page.page, lambda: page.js(inside))
