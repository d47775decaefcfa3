"""Levels, Gebietsstände, filter, drill-down and profile."""

import re

from playwright.sync_api import expect

from dashboard.atlas import Atlas
from layouts.formatting import format_value
from tests.browser.explorer import Explorer, wait_for

ALSDORF = "05334004"


def test_level_changes_and_keeps_indicator_and_year(explorer: Explorer) -> None:
    page = explorer.show(jahr=2018)
    page.find("#wahl-ebene").select_option("kommune")
    expect(page.find("#karte-a path[data-raum]")).to_have_count(10)
    page.settle()
    assert "indikator=sgb2_quote&jahr=2018&ebene=kommune" in page.query()
    expect(page.find("#hinweise")).to_be_empty()
    page.find("#wahl-ebene").select_option("sozialraum")
    expect(page.find("#karte-a path[data-raum]")).to_have_count(93)


def test_older_gebietsstand_shows_its_areas_and_the_nearest_year(explorer: Explorer) -> None:
    page = explorer.show()
    page.find("#wahl-stand").select_option("2017")
    expect(page.find("#karte-a path[data-raum]")).to_have_count(77)
    page.settle()
    last = max(page.js("() => atlas.years('sgb2_quote', '2017', 'sozialraum')"))
    assert last < 2022
    assert page.selection["jahr"] == last and page.selection["indikator"] == "sgb2_quote"
    expect(page.find("#hinweise")).to_contain_text(f"2022 nicht vor; gezeigt wird {last}")
    page.find("#wahl-stand").select_option("2018")
    expect(page.find("#karte-a path[data-raum]")).to_have_count(93)


def test_indicator_of_another_level_moves_there_and_says_so(explorer: Explorer) -> None:
    page = explorer.show()
    page.navigate(indikator="zensus_miete")
    assert page.selection["ebene"] == "kommune"
    expect(page.find("#hinweise")).to_contain_text("liegt für diese Auswahl nicht vor; gezeigt wird: Kommunen")


def test_filter_shows_one_kommune_and_its_chip_ends_it(explorer: Explorer) -> None:
    page = explorer.show()
    page.find("#wahl-innerhalb").select_option(ALSDORF)
    expect(page.find("#filter button")).to_contain_text("Nur Alsdorf")
    page.settle()
    shown = page.js(
        "() => [...document.querySelectorAll('#karte-a path[data-raum]')]"
        ".filter((p) => p.getAttribute('fill-opacity') === '1').map((p) => p.dataset.raum)"
    )
    assert set(shown) == {area["id"] for area in page.view() if area["gruppe"] == ALSDORF}
    page.find("#filter button").click()
    wait_for(page.page, lambda: page.selection["innerhalb"] is None)
    page.settle()
    expect(page.find("#wahl-innerhalb")).to_have_value("alle")


def test_double_click_on_a_kommune_opens_its_parts(explorer: Explorer) -> None:
    page = explorer.show(ebene="kommune")
    page.page.mouse.dblclick(*page.point(ALSDORF))
    wait_for(page.page, lambda: (page.selection["ebene"], page.selection["innerhalb"]) == ("sozialraum", ALSDORF))
    page.settle()
    expect(page.find("#karte-a path[data-raum]")).to_have_count(93)


def test_button_of_the_profile_opens_the_parts(explorer: Explorer) -> None:
    page = explorer.show(ebene="kommune", raum=ALSDORF)
    page.page.get_by_role("button", name="Sozialräume von Alsdorf zeigen").click()
    wait_for(page.page, lambda: (page.selection["ebene"], page.selection["innerhalb"]) == ("sozialraum", ALSDORF))
    page.settle()
    page.page.get_by_role("button", name=re.compile("^Ganze Region zeigen")).click()
    wait_for(page.page, lambda: page.selection["innerhalb"] is None)
    page.settle()


def test_profile_of_a_kommune(explorer: Explorer, demo: Atlas) -> None:
    page = explorer.show(innerhalb=ALSDORF)
    value = demo.published("sgb2_quote", "2018")["wert"].to_dict()["kommune", ALSDORF, 2022]
    expect(page.find("#profil-ansicht h3")).to_have_text("Alsdorf")
    expect(page.find("#profil-ansicht .grosse-zahl")).to_have_text(format_value(value, 1, "%"))
    expect(page.find("#profil-ansicht .extreme h4")).to_have_text(["Am höchsten", "Am niedrigsten"])
    parts = demo.published("sgb2_quote", "2018")["wert"].xs(("sozialraum", 2022), level=("ebene", "jahr"))
    inside = demo.group_of("2018", "sozialraum") == ALSDORF
    expect(page.find("#profil-ansicht .extrem").first).to_have_attribute("data-raum", str(parts[inside].idxmax()))


def test_click_selects_and_second_click_deselects(explorer: Explorer) -> None:
    page = explorer.show()
    page.page.mouse.click(*page.point("A1a"))
    wait_for(page.page, lambda: page.selection["raum"] == "A1a")
    page.settle()
    expect(page.find("#profil-ansicht h3")).to_contain_text("A1a")
    page.page.get_by_role("button", name=re.compile("^A1a .* aufheben$")).click()
    wait_for(page.page, lambda: page.selection["raum"] is None)
    page.settle()
