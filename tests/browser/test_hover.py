"""Pointing at an area: the bubble explains it, legend, ranking and table mark it, and the other way round."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.atlas import Atlas
from layouts.formatting import format_number, format_value
from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, wait_for

OUTLINE = "#karte-a .leaflet-umriss-pane path"


def test_bubble_names_value_count_kommune_region_and_rank(explorer: Explorer, demo: Atlas) -> None:
    page = explorer.show()
    published = demo.published("sgb2_quote", "2018")
    wert, anzahl = published["wert"].to_dict(), published["fallzahl"].to_dict()
    place = ("sozialraum", "A1a", 2022)
    kommune = wert["kommune", "05334004", 2022]
    region = wert["region", "staedteregion-aachen", 2022]
    name = demo.areas("2018", "sozialraum").loc["A1a", "name"]
    page.point_at("A1a")
    bubble = page.find("#sprechblase")
    expect(bubble.locator(".blase-name")).to_have_text(f"A1a {name}, Alsdorf")
    expect(bubble.locator(".blase-wert")).to_have_text(format_value(wert[place], 1, "%"))
    expect(bubble.locator("dt")).to_have_text(
        ["Regelleistungsberechtigte nach SGB II", "Alsdorf", "StädteRegion Aachen"]
    )
    expect(bubble.locator("dd")).to_have_text(
        [format_number(anzahl[place]), format_value(kommune, 1, "%"), format_value(region, 1, "%")]
    )
    expect(bubble.locator(".blase-rang")).to_have_text(re.compile(rf"^Rang \d+( bis \d+)? von {len(page.observed())}$"))


@pytest.mark.parametrize("extreme", ["highest", "lowest"])
def test_pointer_on_the_legend_stands_in_the_class_of_the_area(explorer: Explorer, extreme: str) -> None:
    page = explorer.show()
    area = (max if extreme == "highest" else min)(page.observed(), key=lambda entry: entry["wert"])
    expect(page.find("#zeiger")).to_be_hidden()
    page.point_at(area["id"])
    expect(page.find("#zeiger")).to_be_visible()
    pin = page.find("#zeiger").bounding_box()
    row = page.find(f'#legende [data-klasse="{area["klasse"]}"]').bounding_box()
    assert pin is not None and row is not None
    assert row["y"] - 1 <= pin["y"] + pin["height"] / 2 <= row["y"] + row["height"] + 1


def test_ranking_marks_the_hovered_area(explorer: Explorer) -> None:
    page = explorer.show()
    page.point_at("A1a")
    expect(page.find("#diagramm-rang .atlas-nadel")).to_have_text(re.compile(r"^A1a \d+,\d\u202f%$"))
    page.page.mouse.move(5, 5)
    expect(page.find("#diagramm-rang .atlas-nadel")).to_have_count(0)


def test_table_marks_the_hovered_area(explorer: Explorer) -> None:
    page = explorer.show(ansicht="tabelle")
    page.point_at("A1a")
    expect(page.find("#tabelle tr.gezeigt")).to_have_attribute("data-raum", "A1a")
    page.page.mouse.move(5, 5)
    expect(page.find("#tabelle tr.gezeigt")).to_have_count(0)


def test_row_of_the_table_outlines_its_area(explorer: Explorer) -> None:
    page = explorer.show(ansicht="tabelle")
    expect(page.find(OUTLINE)).to_have_count(0)
    row = page.find("#tabelle tbody tr").nth(1)
    key = str(row.get_attribute("data-raum"))
    row.hover()
    expect(page.find(OUTLINE)).not_to_have_count(0)
    drawn = page.js("(s) => document.querySelector(s).getBBox().width", OUTLINE)
    shape = page.area(key).evaluate("(path) => path.getBBox().width")
    assert drawn == pytest.approx(shape, abs=1.5)
    expect(page.find("#sprechblase")).to_be_hidden()
    page.page.mouse.move(5, 5)
    expect(page.find(OUTLINE)).to_have_count(0)


def test_escape_hides_the_bubble_until_the_next_area(explorer: Explorer) -> None:
    page = explorer.show()
    page.point_at("A1a")
    expect(page.find("#sprechblase")).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(page.find("#sprechblase")).to_be_hidden()
    page.point_at("AC1")
    expect(page.find("#sprechblase .blase-name")).to_contain_text("AC1")
    expect(page.find("#sprechblase")).to_be_visible()


def test_bubble_stays_inside_the_window(explorer: Explorer) -> None:
    page = explorer.show()
    for entry in page.view()[::8]:
        page.point_at(entry["id"])
        name = page.js(
            "(i) => atlas.areaName(atlas.current.a, i)", page.js("(id) => atlas.current.a.indexOf(id)", entry["id"])
        )
        wait_for(page.page, lambda name=name: page.find("#sprechblase .blase-name").text_content() == name)  # type: ignore[misc]
        box = page.find("#sprechblase").bounding_box()
        assert box is not None
        assert box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= 1440 and box["y"] + box["height"] <= 900


def test_leaving_the_map_ends_the_hover(explorer: Explorer) -> None:
    page = explorer.show()
    page.point_at("A1a")
    expect(page.find(OUTLINE)).not_to_have_count(0)
    page.page.mouse.move(5, 5)
    expect(page.find("#sprechblase")).to_be_hidden()
    expect(page.find(OUTLINE)).to_have_count(0)
    expect(page.find("#zeiger")).to_be_hidden()


def test_selected_area_is_named_before_all_others(explorer: Explorer) -> None:
    """A1a is a few pixels: its code stands beside it, and no other name lies on its outline."""
    page = explorer.show(raum="A1a")
    own = page.find("#karte-a .name.gewaehlt")
    expect(own).to_have_text("A1a")
    boxes = """() => {
      const box = (node) => { const { left, top, right, bottom } = node.getBoundingClientRect(); return [left, top, right, bottom]; };
      return [box(document.querySelector('#karte-a path[data-raum="A1a"]')),
        [...document.querySelectorAll("#karte-a .name")].map(box)]; }"""  # noqa: E501
    area, names = page.js(boxes)
    assert len(names) > 5
    for left, top, right, bottom in names:
        assert right < area[0] or left > area[2] or bottom < area[1] or top > area[3]
    page.show()
    expect(own).to_have_count(0)


def test_scale_bar_grows_with_the_type(open_page: OpenPage) -> None:
    rems = """() => document.querySelector("#karte-a .leaflet-control-scale-line").offsetWidth
      / parseFloat(getComputedStyle(document.documentElement).fontSize)"""
    for width, height in ((1440, 900), (3840, 2160)):
        page = open_page(viewport={"width": width, "height": height}).show()
        # of Leaflet's round numbers the longest below ten
        assert 5 <= page.js(rems) <= 10
