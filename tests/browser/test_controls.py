"""Search, years that play, and the drawer's grip."""

import re

from playwright.sync_api import expect

from tests.browser.explorer import Explorer, wait_for

HITS = "#indikatoren li:not([hidden]) [data-indikator]"


def test_search_keeps_only_what_fits(explorer: Explorer) -> None:
    page = explorer.show()
    everything = page.find(HITS).count()
    page.find("#suche").fill("pflegebedürftige")
    wait_for(page.page, lambda: page.find(HITS).count() < everything)
    keys = [button.get_attribute("data-indikator") for button in page.find(HITS).all()]
    assert "pflegebeduerftige" in keys
    assert "sgb2_quote" not in keys
    expect(page.find("#ansage")).to_have_text(f"{len(keys)} Indikatoren gefunden")
    page.find("#suche").fill("")
    wait_for(page.page, lambda: page.find(HITS).count() == everything)


def test_search_forgives_umlauts_and_capitals(explorer: Explorer) -> None:
    page = explorer.show()
    page.find("#suche").fill("AUSLANDER sgb")
    expect(page.find('[data-indikator="sgb2_auslaender"]')).to_be_visible()
    expect(page.find('[data-indikator="leerstandsquote"]')).to_be_hidden()
    page.find("#suche").fill("")
    expect(page.find("#indikatoren li[hidden]")).to_have_count(0)


def test_search_says_when_nothing_is_found(explorer: Explorer) -> None:
    page = explorer.show()
    page.find("#suche").fill("Zugvögel")
    expect(page.find("#suche-leer")).to_have_text(re.compile("^Kein Indikator passt zu „Zugvögel“"))
    expect(page.find(HITS)).to_have_count(0)
    page.find("#suche").fill("")
    expect(page.find("#suche-leer")).to_be_hidden()


def test_every_indicator_of_the_picker_has_data(explorer: Explorer) -> None:
    page = explorer.show()
    without = page.js("""() => [...document.querySelectorAll("[data-indikator]")].map((b) => b.dataset.indikator)
        .filter((key) => !Object.values(atlas.directory.indikatoren[key].jahre)
        .some((levels) => Object.keys(levels).length))""")
    assert without == []


def test_play_ends_at_the_last_year(explorer: Explorer) -> None:
    page = explorer.show(jahr=2021)
    play = page.find("#abspielen")
    expect(play).to_have_attribute("aria-label", "Jahre abspielen")
    play.click()
    expect(page.find("h1")).to_have_text("SGB-II-Quote 2022")
    expect(play).to_have_attribute("aria-label", "Jahre abspielen")


def test_play_starts_over_and_can_be_paused(explorer: Explorer) -> None:
    page = explorer.show()
    play = page.find("#abspielen")
    play.click()
    expect(play).to_have_attribute("aria-label", "Anhalten")
    wait_for(page.page, lambda: page.selection["jahr"] in (2015, 2016))
    play.click()
    expect(play).to_have_attribute("aria-label", "Jahre abspielen")
    stopped = page.selection["jahr"]
    page.page.wait_for_timeout(1250)  # one beat and a little: a running play would have moved on
    assert page.selection["jahr"] == stopped


LISTEN = """() => { const region = document.getElementById("ansage"); window.said = [];
  new MutationObserver(() => window.said.push(region.textContent)).observe(region, { childList: true }); }"""


def test_years_run_by_in_silence_and_the_last_is_said(explorer: Explorer) -> None:
    page = explorer.show(jahr=2020)
    page.js(LISTEN)
    page.find("#abspielen").click()
    expect(page.find("h1")).to_have_text("SGB-II-Quote 2022")
    expect(page.find("#abspielen")).to_have_attribute("aria-label", "Jahre abspielen")
    expect(page.find("#ansage")).to_have_text(re.compile("^Karte aktualisiert: SGB-II-Quote 2022,"))
    assert len(page.js("() => window.said")) == 1


def test_playing_leaves_no_trail_in_the_history(explorer: Explorer) -> None:
    page = explorer.show(jahr=2021)
    length = page.js("() => history.length")
    page.find("#abspielen").click()
    expect(page.find("h1")).to_have_text("SGB-II-Quote 2022")
    assert page.js("() => history.length") == length


def test_grip_folds_and_unfolds_the_drawer(explorer: Explorer) -> None:
    page = explorer.show()
    grip = page.find(".lade-griff")
    before = page.find("#karte-a").bounding_box()
    grip.click()
    expect(grip).to_have_attribute("aria-expanded", "false")
    expect(page.find("#feld-rang")).to_be_hidden()
    after = page.find("#karte-a").bounding_box()
    assert before is not None and after is not None and after["height"] > before["height"] + 100
    grip.click()
    expect(grip).to_have_attribute("aria-expanded", "true")
    expect(page.find("#feld-rang")).to_be_visible()


def test_no_tab_of_the_drawer_moves_map_years_or_grip(explorer: Explorer) -> None:
    page = explorer.show(vergleich="leerstandsquote")
    places = """() => ["#karte-a", "#abspielen", ".lade", ".lade-griff"].map((selector) => {
      const box = document.querySelector(selector).getBoundingClientRect(); return [box.x, box.y, box.height]; })"""
    before = page.js(places)
    for ansicht in ("zeit", "zusammenhang", "tabelle"):
        page.tab(ansicht)
        expect(page.find(f"#feld-{ansicht}")).to_be_visible()
        assert page.js(places) == before, ansicht
    page.find(".lade-griff").click()
    expect(page.find(".lade-griff")).to_have_attribute("aria-expanded", "false")
    box = page.find(".lade-griff").bounding_box()
    drawer = page.find(".lade").bounding_box()
    assert box is not None and drawer is not None
    assert drawer["x"] + drawer["width"] - box["x"] - box["width"] < 40
    page.find(".lade-griff").click()
    expect(page.find("#feld-tabelle")).to_be_visible()


def test_fold_that_opens_is_seen_whole_and_leaves_the_list_room(explorer: Explorer) -> None:
    explorer.page.goto("about:blank")  # a fold that an earlier test left open would not be opened here
    page = explorer.show().unfold("#vergleichen").unfold("#klassen-und-farben")
    inside = """() => { const rail = document.querySelector("#wahl-inhalt").getBoundingClientRect();
      const last = document.querySelector("#wahl-palette").getBoundingClientRect();
      return last.bottom <= rail.bottom && last.top >= rail.top; }"""
    wait_for(page.page, lambda: page.js(inside))
    assert page.js("() => document.querySelector('.themen').clientHeight") >= 300
    page.find("#wahl-stand").hover()
    expect(page.find("#wahl-stand")).to_have_attribute("title", "2018 (93 Sozialräume in zehn Kommunen)")
    for fold in ("#vergleichen", "#klassen-und-farben"):
        page.find(f"{fold} summary").click()


def test_changes_are_announced(explorer: Explorer) -> None:
    page = explorer.show()
    page.find('#jahre [data-jahr="2018"]').click()
    expect(page.find("#ansage")).to_have_text(
        "Karte aktualisiert: SGB-II-Quote 2018, 93 Sozialräume, 8 ohne darstellbaren Wert."
    )
    expect(page.find("#ansage")).to_have_attribute("aria-live", "polite")
