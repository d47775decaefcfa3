"""The page Gebietsstände: swipe by pointer and keyboard, tables with the same areas, links, pieces, downloads, axe.

Baesweiler has six Sozialräume in the draft of 2016 and seven in 2017; all borders moved.
"""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from layouts.palettes import PIECES
from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, Watch, wait_for
from tests.browser.test_axe import SIZES, violations

EXAMPLE = {"von": "2016-entwurf", "nach": "2017", "innerhalb": "05334008"}
OLD_CODES = ["B1", "B2", "B3", "B4", "B5", "B6"]
NEW_CODES = ["B1", "B2", "B3a", "B3b", "B4a", "B4b", "B5"]
STANDS = """() => {
  const atlas = window.atlas;
  if (!atlas || !atlas.current || !document.querySelector("#beziehung table, #wirkung table")) return "no view yet";
  if (JSON.stringify(atlas.current.selection) !== JSON.stringify(atlas.selection)) return "another view";
  for (const key of ["a", "b"]) {
    const state = atlas.map.states.get(`flaechen-${key}`);
    if (!state || !state.ready || !state.pieces) return `map ${key}`;
    const shapes = [...state.layers.values()].map((layer) => layer.getElement()).filter((shape) => !shape.ariaHidden);
    if (shapes.some((shape) => !shape.getAttribute("aria-label"))) return `names ${key}`;
  }
  return "";
}"""


def settle(page: Explorer) -> Explorer:
    """Wait until maps, pieces and tables show what the URL names."""
    wait_for(page.page, lambda: page.js(STANDS), lambda found: found == "")
    return page


def visit(page: Explorer, **query: Any) -> Explorer:
    """The example, or the same with something else."""
    asked = {key: value for key, value in (EXAMPLE | query).items() if value is not None}
    page.page.goto(f"{page.watch.address}/gebietsstaende/?{urlencode(asked)}")
    return settle(page)


@pytest.fixture
def revision(open_page: OpenPage) -> Explorer:
    """The example on a page of its own."""
    return visit(open_page())


def handle(page: Explorer) -> tuple[int, str]:
    """Value of the handle, and where the upper map is cut."""
    grip = page.find("#wisch-griff")
    cut = page.js("() => document.getElementById('karte-b-rahmen').style.clipPath")
    return int(grip.get_attribute("aria-valuenow") or -1), str(cut)


def first_cells(page: Explorer, table: str) -> list[str]:
    return [text.strip() for text in page.find(f"#{table} tbody th").all_inner_texts()]


def drawn(page: Explorer, karte: str) -> list[str]:
    """Keys of the areas on a map that lie in the extent."""
    return list(
        page.js(
            """(key) => { const view = atlas.current[key];
            return view.file.raeume.filter((_, i) => view.shown[i]); }""",
            karte,
        )
    )


def test_example_opens_by_itself(open_page: OpenPage) -> None:
    page = open_page()
    page.page.goto(f"{page.watch.address}/gebietsstaende/")
    settle(page)
    expect(page.find("h1")).to_have_text("Baesweiler: aus 6 werden 7 Sozialräume")
    assert page.page.title().startswith("Baesweiler: aus 6 werden 7 Sozialräume")


def test_handle_is_dragged_by_the_pointer(revision: Explorer) -> None:
    grip, stage = revision.find("#wisch-griff").bounding_box(), revision.find("#buehne").bounding_box()
    assert grip is not None and stage is not None
    height = grip["y"] + grip["height"] / 2
    mouse = revision.page.mouse
    mouse.move(grip["x"] + grip["width"] / 2, height)
    mouse.down()
    mouse.move(stage["x"] + stage["width"] * 0.25, height, steps=4)
    mouse.up()
    value, cut = handle(revision)
    assert value == 25
    share = re.search(r"([\d.]+)%\)$", cut)
    assert share is not None
    assert float(share[1]) == pytest.approx(25, abs=0.5)
    # let go means let go
    mouse.move(stage["x"] + stage["width"] * 0.8, height)
    assert handle(revision)[0] == 25


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ArrowLeft", 45),
        ("ArrowRight", 55),
        ("ArrowUp", 55),
        ("PageDown", 30),
        ("PageUp", 70),
        ("Home", 0),
        ("End", 100),
    ],
)
def test_handle_moves_by_keyboard(revision: Explorer, key: str, value: int) -> None:
    grip = revision.find("#wisch-griff")
    expect(grip).to_have_attribute("role", "slider")
    grip.press(key)
    assert handle(revision)[0] == value
    expect(grip).to_have_attribute("aria-valuetext", f"{value} % früherer, {100 - value} % späterer Gebietsstand")


def test_only_the_areas_of_the_ausschnitt_are_buttons_and_have_values(revision: Explorer) -> None:
    for karte, codes in (("a", OLD_CODES), ("b", NEW_CODES)):
        buttons = revision.find(f'#karte-{karte} path[role="button"]')
        expect(buttons).to_have_count(len(codes))
        names = buttons.evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
        assert sorted(name.split(",")[0] for name in names) == codes
        assert [name for name in names if ", Baesweiler: " not in name or name.rstrip().endswith(":")] == []
        expect(revision.find(f'#karte-{karte} path[tabindex="0"]')).to_have_count(1)


def test_swiped_maps_share_one_set_of_zoom_buttons(revision: Explorer) -> None:
    buttons = revision.find(".karten-knoepfe button")
    expect(buttons.filter(visible=True)).to_have_count(3)
    grip = revision.find("#wisch-griff")
    zooms = "() => [...atlas.map.states.values()].map((state) => state.map.getZoom())"
    for key in ("Home", "End"):  # wherever the upper map is cut
        grip.press(key)
        before = revision.js(zooms)
        revision.page.get_by_role("button", name="Hineinzoomen").click()
        wait_for(revision.page, lambda: revision.js(zooms), lambda after: min(after) > max(before))  # noqa: B023
    revision.find("#wahl-darstellung input[value=nebeneinander]").check()
    expect(buttons.filter(visible=True)).to_have_count(6)


def test_closed_notice_hands_the_focus_to_the_title(revision: Explorer) -> None:
    revision.js("() => atlas.notices(['Baesweiler gibt es hier nicht.'])")
    revision.find("#hinweise button").press("Enter")
    expect(revision.find("h1")).to_be_focused()


def test_lines_and_names_of_the_swipe_stand_out_in_forced_colours(open_page: OpenPage) -> None:
    page = visit(open_page(forced_colors="active", color_scheme="dark"))
    line = page.js("() => getComputedStyle(document.getElementById('wisch-griff'), '::before').backgroundColor")
    assert line == "rgb(255, 255, 255)"  # CanvasText of a dark scheme
    for name in ("alt", "neu"):
        expect(page.find(f"#wisch-{name}")).to_have_css("border-top-width", "1px")
        expect(page.find(f"#wisch-{name}")).to_have_css("background-color", "rgb(0, 0, 0)")


def test_area_without_words_has_a_name_without_a_colon(open_page: OpenPage) -> None:
    page = visit(open_page(), innerhalb=None)
    names = page.find("#karte-a path[role=button]").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert len(names) == 76
    assert [name for name in names if name.rstrip().endswith(":")] == []


def test_handle_stays_within_the_stage(revision: Explorer) -> None:
    grip = revision.find("#wisch-griff")
    for key in ("Home", "ArrowLeft", "PageDown"):
        grip.press(key)
    assert handle(revision)[0] == 0


def test_side_by_side_shows_both_maps_uncut(revision: Explorer) -> None:
    revision.find("#wahl-darstellung input").nth(1).check()
    expect(revision.find("#wisch")).to_be_hidden()
    settle(revision)
    assert handle(revision)[1] == ""
    left, right = (revision.find(f"#karte-{key}-rahmen").bounding_box() for key in ("a", "b"))
    assert left is not None and right is not None
    assert left["x"] + left["width"] <= right["x"] + 1
    assert (left["y"], left["height"]) == (right["y"], right["height"])
    expect(revision.find("#karte-a-titel")).to_contain_text("Entwurf 2016")
    expect(revision.find("#karte-b-titel")).to_contain_text("2017")
    assert "darstellung=nebeneinander" in revision.query()


def test_tables_have_the_areas_of_the_maps(revision: Explorer) -> None:
    assert (drawn(revision, "a"), drawn(revision, "b")) == (OLD_CODES, NEW_CODES)
    assert sorted(set(first_cells(revision, "beziehung"))) == OLD_CODES
    now = revision.find("#beziehung tbody tr td:nth-child(2)").all_inner_texts()
    assert sorted(set(now)) == NEW_CODES
    revision.find("#reiter-wirkung").click()
    expect(revision.find("#wirkung table")).to_be_visible()
    assert first_cells(revision, "wirkung") == NEW_CODES


def test_shares_of_every_former_area_add_up(revision: Explorer) -> None:
    rows = [row.split("\t") for row in revision.find("#beziehung tbody tr").all_inner_texts()]
    shares: dict[str, float] = {}
    for old, _, _, share, *_ in rows:
        percent = 0.5 if share.startswith("unter") else float(share.split("\u202f")[0])
        shares[old.strip()] = shares.get(old.strip(), 0) + percent
    assert {key: pytest.approx(100, abs=2) for key in OLD_CODES} == shares


def test_moved_pieces_are_drawn_on_both_maps(revision: Explorer) -> None:
    for key in ("a", "b"):
        pieces = revision.js("(key) => Object.keys(atlas.map.states.get(`flaechen-${key}`).pieces._layers).length", key)
        shapes = revision.find(f"#karte-{key} .leaflet-teile-pane path").count()
        assert pieces == shapes > 0


def test_selected_area_marks_gained_and_lost(revision: Explorer) -> None:
    revision.find('#profil-ansicht [data-setze*="neu:B2"]').click()
    expect(revision.find("#profil-ansicht .profil-kopf h3")).to_have_text("B2")
    settle(revision)
    # in words, and in two colours of which the legend says what they mean
    for term in ("Hinzugekommen", "Abgegeben"):
        expect(revision.find(f"#profil-ansicht dt:text-is('{term}')")).to_be_visible()
    fills = revision.js("""() => [...new Set([...document.querySelectorAll("#karte-b .leaflet-teile-pane path")]
        .map((path) => path.getAttribute("fill")))].sort()""")
    assert fills == sorted([PIECES["gewonnen"], PIECES["abgegeben"]])
    assert "raum=neu%3AB2" in revision.query()


def test_link_reproduces_the_view(open_page: OpenPage) -> None:
    page = visit(
        open_page(), raum="neu:B3a", darstellung="nebeneinander", faerbung="werte", ansicht="wirkung", jahr=2015
    )
    before = page.selection
    address = page.page.url
    page.page.reload()
    settle(page)
    assert (page.selection, page.page.url) == (before, address)
    expect(page.find("#profil-ansicht h3")).to_have_text("B3a")
    expect(page.find("#reiter-wirkung")).to_have_attribute("aria-selected", "true")
    assert page.find("#wahl-darstellung input").nth(1).is_checked()
    assert page.find("#wahl-jahrgang").input_value() == "2015"


def test_back_and_forward_follow_the_steps(revision: Explorer) -> None:
    revision.find("#wahl-innerhalb").select_option("05334004")
    expect(revision.find("h1")).to_contain_text("Alsdorf")
    settle(revision)
    revision.page.go_back()
    expect(revision.find("h1")).to_contain_text("Baesweiler")
    settle(revision)
    assert revision.find("#wahl-innerhalb").input_value() == "05334008"
    revision.page.go_forward()
    expect(revision.find("h1")).to_contain_text("Alsdorf")
    settle(revision)
    assert revision.find("#wahl-innerhalb").input_value() == "05334004"


def test_explorer_hands_indicator_and_kommune_over(open_page: OpenPage) -> None:
    page = open_page().open("/", indikator="anteil_65plus", innerhalb="05334008")
    page.find('[data-weg="/gebietsstaende/"]').click()
    page.page.wait_for_url("**/gebietsstaende/**")
    settle(page)
    assert (page.selection["indikator"], page.selection["innerhalb"]) == ("anteil_65plus", "05334008")


def test_crosswalk_downloads_as_csv(revision: Explorer) -> None:
    with revision.page.expect_download() as started:
        revision.find("#dateien summary").click()
        revision.find("#umrechnung-csv").click()
    assert started.value.suggested_filename == "umrechnung_2016-entwurf_2017.csv"
    text = started.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert "B3a" in text.decode("utf-8-sig")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", [{}, {"darstellung": "nebeneinander", "faerbung": "werte"}, {"raum": "neu:B4a"}])
def test_page_is_accessible(browser: Browser, address: str, size: str, state: dict[str, Any]) -> None:
    width, height = SIZES[size]
    # the CSP keeps axe out otherwise
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", bypass_csp=True)
    watch = Watch(address)
    watch.attach(context)
    page = visit(Explorer(context.new_page(), watch), **state)
    found = violations(page)
    context.close()
    assert found == []
    assert watch.problems == []


def test_nothing_reaches_beyond_a_narrow_screen(open_page: OpenPage) -> None:
    page = visit(open_page(viewport={"width": 320, "height": 700}))
    assert page.js("() => document.documentElement.scrollWidth") <= 320


def test_the_way_to_this_page_is_in_sight_on_a_phone(open_page: OpenPage) -> None:
    page = visit(open_page(viewport={"width": 360, "height": 740}))
    way = page.find('.weg[aria-current="page"]')
    wait_for(page.page, way.bounding_box, lambda box: box is not None and 0 <= box["x"] <= 360 - box["width"])
