"""The page Indizes in the browser: composer, URL, keyboard, axe."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.explorer import Watch, wait_for
from tests.browser.indexpage import IndexPage

STATES = {
    "start": {},
    "area": {"raum": "A1a"},
    "suppressed area": {"index": "bildung", "raum": "SI3", "ansicht": "robustheit"},
    "composer": {"index": "eigener-index", "teile": "sgb2_quote:2,svb_anteil"},
    "time": {"index": "status", "raum": "A1a", "ansicht": "zeit"},
    "robustness": {"ansicht": "robustheit"},
    "method": {"ansicht": "methode", "bezug": "kommune", "innerhalb": "05334004"},
}


@pytest.fixture
def seite(desk: BrowserContext, address: str) -> Iterator[IndexPage]:
    """A watched page."""
    watch = Watch(address)
    page = desk.new_page()
    watch.attach(page)
    yield IndexPage(page, watch)
    page.close()
    assert watch.problems == []


def query(seite: IndexPage) -> dict[str, list[str]]:
    return parse_qs(urlsplit(seite.page.url).query)


def test_first_view_has_twelve_groups_each_with_sign_and_number(seite: IndexPage) -> None:
    seite.open()
    cells = seite.find(".gruppen-legende tbody td")
    assert cells.count() == 12
    told = [cell.inner_text().split()[-2:] for cell in cells.all()]
    assert [sign for sign, _ in told] == [f"{status}{sign}" for status in "1234" for sign in "+±−"]
    colours = {
        cell.evaluate("(cell) => getComputedStyle(cell.firstElementChild).backgroundColor") for cell in cells.all()
    }
    assert len(colours) == 12
    on_map = [node.inner_text() for node in seite.find("#karte-a .name.code").all()]
    assert any(text.endswith(("±", "−", "+")) for text in on_map)


def test_the_way_to_the_page_is_marked(seite: IndexPage) -> None:
    seite.open()
    assert seite.find('.weg[aria-current="page"]').inner_text() == "Indizes"


def test_composing_by_mouse_changes_map_and_url(seite: IndexPage) -> None:
    seite.open()
    seite.find("#wahl-index").select_option("eigener-index")
    seite.settle()
    before = seite.fills()
    assert not seite.find("#teil-anzahl_80plus").is_enabled()  # neutral
    seite.find("#teil-medianalter").check()
    seite.settle()
    assert query(seite)["teile"][0].split(",")[-1] == "medianalter"
    assert seite.fills() != before
    weight = seite.find('[data-teil="medianalter"] .teil-gewicht')
    weight.fill("5")
    weight.press("Enter")
    wait_for(seite.page, lambda: query(seite)["teile"][0].endswith("medianalter:5"))
    seite.settle()
    link = seite.page.url
    shown = seite.fills()
    seite.page.goto("about:blank")
    seite.page.goto(link)
    seite.settle()
    assert seite.fills() == shown
    assert seite.find('[data-teil="medianalter"] .teil-gewicht').input_value() == "5"


def test_impossible_weight_is_refused_and_nothing_changes(seite: IndexPage) -> None:
    seite.open(index="eigener-index", teile="sgb2_quote,alo_anteil")
    link = seite.page.url
    weight = seite.find('[data-teil="sgb2_quote"] .teil-gewicht')
    weight.fill("-3")
    weight.press("Tab")
    assert seite.page.url == link


def test_weight_that_cannot_be_taken_is_said_and_the_valid_one_comes_back(seite: IndexPage) -> None:
    seite.open(index="eigener-index", teile="sgb2_quote:2,alo_anteil")
    link = seite.page.url
    weight = seite.find('[data-teil="sgb2_quote"] .teil-gewicht')
    words = "Gewicht von 0,1 bis 100 (höchstens eine Nachkommastelle); weiter gilt 2."
    weight.fill("0")
    weight.press("Enter")
    expect(weight).to_have_attribute("aria-invalid", "true")
    expect(weight).to_have_accessible_description(words)
    expect(seite.find("#ansage")).to_have_text(words)
    weight.press("Tab")
    expect(weight).to_have_value("2")
    expect(seite.find("#teil-sgb2_quote-meldung")).to_have_text(words)
    assert seite.page.url == link
    weight.fill("3")
    weight.press("Enter")
    wait_for(seite.page, lambda: seite.selection["teile"][0] == "sgb2_quote:3")
    expect(seite.find("#teil-sgb2_quote-meldung")).to_be_empty()


def test_composer_says_numbers_and_reasons_once(seite: IndexPage) -> None:
    seite.open(index="eigener-index", teile="sgb2_quote,alo_anteil")
    row = seite.find('[data-teil="anzahl_80plus"]')
    expect(row).to_have_text("80 und älter (Anzahl) (ohne Richtung)")
    summary = seite.find('[data-thema="Erwerbslosigkeit/SGB II"] summary')
    expect(summary.locator(".nur-vorlesen")).to_have_text("2 von 9 gewählt")
    expect(summary.locator(".anzahl[aria-hidden=true]")).to_have_text("2/9")


def test_the_last_component_stays(seite: IndexPage) -> None:
    seite.open(index="eigener-index", teile="sgb2_quote")
    box = seite.find("#teil-sgb2_quote")
    box.click()
    assert box.is_checked()
    assert seite.find("#hinweise p").inner_text() == "Ein Index braucht mindestens einen Indikator."


def test_index_of_the_package_is_taken_into_the_composer(seite: IndexPage) -> None:
    seite.open(index="bildung")
    seite.find("#profil-ansicht .profil-wege button").click()
    seite.settle()
    assert seite.selection["teile"] == ["kita_u3_quote", "uebergang_gymnasium", "ohne_abschluss"]
    assert seite.find("#baukasten input:checked").count() == 3


def test_back_returns_to_the_index_before(seite: IndexPage) -> None:
    seite.open(index="bildung")
    before = seite.fills()
    seite.find("#wahl-index").select_option("status")
    seite.settle()
    assert seite.fills() != before
    seite.page.go_back()
    wait_for(seite.page, lambda: seite.selection["index"] == "bildung")
    seite.settle()
    assert seite.fills() == before


def test_area_is_chosen_on_the_map_by_mouse_and_its_components_shown(seite: IndexPage) -> None:
    seite.open(index="status")
    spot = seite.page.evaluate("() => atlas.map.pointOf('M2')")
    seite.page.mouse.click(spot["x"], spot["y"])
    wait_for(seite.page, lambda: seite.selection["raum"] == "M2")
    seite.settle()
    assert seite.find("#profil-ansicht .baustein .balken").count() == 4


def test_everything_works_by_keyboard(seite: IndexPage) -> None:
    seite.open()
    for _ in range(2):
        seite.page.keyboard.press("Tab")
    assert seite.page.evaluate("() => document.activeElement.textContent") == "Zur Karte springen"
    seite.page.keyboard.press("Enter")
    first = seite.page.evaluate("() => document.activeElement.dataset.raum")
    assert first
    seite.page.keyboard.press("Enter")
    wait_for(seite.page, lambda: seite.selection["raum"] == first)
    seite.settle()
    seite.find("#reiter-tabelle").focus()
    for view in ("zeit", "robustheit", "methode"):
        seite.page.keyboard.press("ArrowRight")
        seite.settle()
        assert seite.selection["ansicht"] == view
        assert seite.page.evaluate("() => document.activeElement.id") == f"reiter-{view}"
    seite.find("#wahl-index").select_option("eigener-index")
    seite.settle()
    seite.find("#teil-medianalter").focus()
    seite.page.keyboard.press("Space")
    wait_for(seite.page, lambda: "medianalter" in seite.selection["teile"])
    seite.settle()
    assert seite.page.evaluate("() => document.activeElement.id") == "teil-medianalter"  # focus stays
    seite.page.keyboard.press("Tab")
    seite.page.keyboard.type("2")
    seite.page.keyboard.press("Enter")
    wait_for(seite.page, lambda: any(part.startswith("medianalter:") for part in seite.selection["teile"]))


def test_map_names_say_index_and_class(seite: IndexPage) -> None:
    seite.open(index="status")
    name = seite.find('#karte-a path[data-raum="A1a"]').get_attribute("aria-label") or ""
    assert "Status: sehr niedrig (+3,39)" in name
    assert "Rang: 1" in name


def test_time_chart_has_its_table_beside_it(seite: IndexPage) -> None:
    seite.open(index="status", raum="A1a", ansicht="zeit")
    assert seite.find("#index-zeit .scatterlayer .trace").count() == 3
    assert seite.find("#index-zeit tbody tr").count() == 9
    assert "\n".join(seite.find("#index-zeit thead th").all_inner_texts()).count("gegen 2014") == 3


def test_years_of_the_first_chart_stand_within_the_drawer(seite: IndexPage) -> None:
    seite.open(ansicht="zeit")
    drawer = seite.find("#index-zeit")
    years = seite.find("#index-zeit .dash-graph").first.locator(".xtick text")
    expect(years.first).to_be_visible()
    floor = drawer.evaluate("(node) => node.getBoundingClientRect().bottom")
    wait_for(
        seite.page,
        lambda: max(years.evaluate_all("(texts) => texts.map((text) => text.getBoundingClientRect().bottom)")),
        lambda lowest: lowest <= floor,
    )


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["wide", "narrow"])
def test_page_is_accessible(browser: Browser, address: str, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="de-DE", bypass_csp=True)
    watch = Watch(address)
    page = context.new_page()
    watch.attach(page)
    seite = IndexPage(page, watch)
    found = []
    for state, asked in STATES.items():
        seite.open(**asked)
        for sheet in seite.find(".blatt-griff:visible").all()[:1]:
            sheet.click()
        for rule in Axe().run(page).response["violations"]:
            found += [f"{state}: {rule['id']} {node['target']} {node['html'][:100]}" for node in rule["nodes"]]
    context.close()
    assert found == []
    assert watch.problems == []


def test_class_of_the_legend_is_singled_out_on_map_and_in_table(seite: IndexPage) -> None:
    seite.open(index="status")
    top = seite.find("#legende button[data-klasse='3']")
    top.click()
    assert top.get_attribute("aria-pressed") == "true"
    faded = seite.find("#karte-a path[data-raum][fill-opacity='0.2']").count()
    assert faded == 93 - int(top.locator(".klasse-n").inner_text())
    assert seite.find("#index-tafel tr.blass").count() == faded
    top.click()
    assert seite.find("#karte-a path[data-raum][fill-opacity='0.2']").count() == 0
    assert seite.find("#index-tafel tr.blass").count() == 0


@pytest.mark.parametrize("width", [1440, 360])
def test_caption_stays_within_the_panel_and_the_edge_fades_while_more_follows(seite: IndexPage, width: int) -> None:
    seite.page.set_viewport_size({"width": width, "height": 900})
    seite.open()
    frame = seite.find(".tabelle-rahmen:visible").first
    caption, box = frame.locator("caption").bounding_box(), frame.bounding_box()
    assert caption is not None and box is not None
    assert caption["x"] >= box["x"] and caption["x"] + caption["width"] <= box["x"] + box["width"] + 1
    fade = "(frame) => parseFloat(getComputedStyle(frame).getPropertyValue('--rand'))"
    assert frame.evaluate("(frame) => frame.scrollWidth > frame.clientWidth + 100")
    wait_for(seite.page, lambda: frame.evaluate(fade), lambda found: found > 0)
    frame.evaluate("(frame) => { frame.scrollLeft = frame.scrollWidth; }")
    wait_for(seite.page, lambda: frame.evaluate(fade), lambda found: found == 0)
    moved = frame.locator("caption").bounding_box()
    assert moved is not None and moved["x"] == pytest.approx(caption["x"], abs=1)
