"""Two indicators: scatter, sentence, and two maps that move together."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.atlas import Atlas
from indicators.findings import correlation
from layouts.sentences import correlation_sentence
from tests.browser.explorer import Explorer, wait_for

PAIR = {"vergleich": "leerstandsquote", "ansicht": "zusammenhang"}
CAMERA = """(key) => { const map = atlas.map.states.get(`flaechen-${key}`).map; const centre = map.getCenter();
  return [centre.lat, centre.lng, map.getZoom()]; }"""


def test_second_indicator_opens_the_scatter(explorer: Explorer, demo: Atlas) -> None:
    page = explorer.show()
    page.unfold("#vergleichen")
    expect(page.find("#wahl-karten")).to_be_hidden()
    page.find("#wahl-vergleich").select_option("leerstandsquote")
    expect(page.find("#feld-zusammenhang")).to_be_visible()
    page.settle()
    assert (page.selection["vergleich"], page.selection["ansicht"]) == ("leerstandsquote", "zusammenhang")
    x, y = demo.catalogue.indikatoren["sgb2_quote"], demo.catalogue.indikatoren["leerstandsquote"]
    first, second = (
        demo.published(i.id, "2018")["wert"].xs(("sozialraum", 2022), level=("ebene", "jahr")) for i in (x, y)
    )
    expect(page.find("#satz-zusammenhang")).to_have_text(
        correlation_sentence(x, y, correlation(first, second), "Sozialräume")
    )
    expect(page.find("#diagramm-zusammenhang .point")).to_have_count(len(page.observed()))


def test_choosing_a_second_indicator_reads_out_how_both_go_together(explorer: Explorer) -> None:
    page = explorer.show()
    page.unfold("#vergleichen")
    page.find("#wahl-vergleich").select_option("leerstandsquote")
    page.settle()
    sentence = page.find("#satz-zusammenhang").inner_text()
    assert "(r = " in sentence
    expect(page.find("#ansage")).to_have_text(sentence)
    page.navigate(jahr=2020)
    expect(page.find("#ansage")).to_have_text(re.compile("^Karte aktualisiert: SGB-II-Quote 2020"))


def test_scatter_stands_at_the_values_of_both(explorer: Explorer) -> None:
    page = explorer.show(**PAIR)
    expect(page.find("#diagramm-zusammenhang .point")).to_have_count(len(page.observed()))
    wrong = page.js("""() => { const { data } = document.querySelector("#diagramm-zusammenhang .js-plotly-plot");
      const { a, b } = atlas.current;
      return data[0].customdata.filter((id, p) => data[0].x[p] !== a.values[a.indexOf(id)]
        || data[0].y[p] !== b.values[b.indexOf(id)]); }""")
    assert wrong == []


def test_without_a_second_indicator_the_scatter_says_what_to_do(explorer: Explorer) -> None:
    page = explorer.show(ansicht="zusammenhang")
    expect(page.find("#satz-zusammenhang")).to_contain_text("Wählen Sie")
    expect(page.find("#platz-zusammenhang")).to_be_hidden()


def test_second_map_is_a_tick_away(explorer: Explorer) -> None:
    page = explorer.show(**PAIR)
    expect(page.find("#karte-b-rahmen")).to_be_hidden()
    page.find("#wahl-karten input").check()
    expect(page.find("#karte-b-rahmen")).to_be_visible()
    page.settle()
    expect(page.find("#karte-b-titel")).to_have_text("Leerstandsquote 2022")
    expect(page.find("#karte-a-titel")).to_have_text("SGB-II-Quote 2022")
    page.find("#wahl-karten input").uncheck()
    expect(page.find("#karte-b-rahmen")).to_be_hidden()
    assert page.settle().selection["karten"] == 1


def test_two_maps_never_share_a_palette(explorer: Explorer) -> None:
    page = explorer.show()
    for vergleich, palette in (
        ("leerstandsquote", None),
        ("anteil_u6", None),
        ("leerstandsquote", "blau"),
        ("anteil_u6", "purp"),
    ):
        page.navigate(vergleich=vergleich, karten=2, palette=palette)
        a, b = (set(page.js("(k) => atlas.current[k].colours", key)) for key in "ab")
        assert a.isdisjoint(b)
        painted = page.js(
            "() => [...document.querySelectorAll('#karte-b path[data-raum]')].map((p) => p.getAttribute('fill'))"
        )
        assert set(painted) <= b


def test_second_map_shows_the_second_indicator(explorer: Explorer) -> None:
    page = explorer.show(**PAIR, karten=2)
    fills = page.js("""() => Object.fromEntries([...document.querySelectorAll('#karte-b path[data-raum]')].map((p) =>
        [p.dataset.raum, p.getAttribute('fill')]))""")
    expected = page.js("""() => { const { b } = atlas.current; return Object.fromEntries(b.file.raeume.map((id, i) =>
        [id, b.colours[b.limits.filter((limit) => limit <= b.values[i]).length]])); }""")
    assert fills == expected
    assert len(set(fills.values())) > 2


@pytest.mark.parametrize(("moved", "other"), [("a", "b"), ("b", "a")])
def test_maps_move_together(explorer: Explorer, moved: str, other: str) -> None:
    page = explorer.show(**PAIR, karten=2)
    box = page.find(f"#karte-{moved}").bounding_box()
    assert box is not None
    before = page.js(CAMERA, moved)
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.wheel(0, -240)
    wait_for(page.page, lambda: page.js(CAMERA, moved)[2] > before[2])
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] / 2 + 60, box["y"] + box["height"] / 2 + 30, steps=4)
    page.page.mouse.up()
    wait_for(page.page, lambda: page.js(CAMERA, moved) == pytest.approx(page.js(CAMERA, other), abs=1e-6))
    assert page.js(CAMERA, moved) != pytest.approx(before, abs=1e-4)
    page.find(f'[data-karte="karte-{moved}"] button').last.click()
    wait_for(page.page, lambda: page.js(CAMERA, other)[2] == pytest.approx(before[2], abs=0.15))


def test_hover_shows_both_values_and_outlines_on_both_maps(explorer: Explorer) -> None:
    page = explorer.show(**PAIR, karten=2)
    page.point_at("A1a")
    value = page.js("() => atlas.areaValue(atlas.current.b, atlas.current.b.indexOf('A1a'))")
    expect(page.find("#sprechblase .blase-zweit")).to_contain_text(value)
    for karte in "ab":
        expect(page.find(f"#karte-{karte} .leaflet-umriss-pane path")).not_to_have_count(0)


def test_table_has_a_column_for_the_second_indicator(explorer: Explorer) -> None:
    page = explorer.show(vergleich="leerstandsquote", ansicht="tabelle")
    column = {row["id"]: row["vergleich"] for row in page.rows()}
    expected = page.js("""() => { const { b } = atlas.current; return Object.fromEntries(b.file.raeume.map((id, i) =>
        [id, atlas.number(b.values[i], b.file.stellen)])); }""")
    assert column == expected


def test_comparison_ends_where_the_second_indicator_does_not_exist(explorer: Explorer) -> None:
    page = explorer.show(**PAIR, karten=2)
    page.find("#wahl-vergleich").select_option("keiner")
    wait_for(page.page, lambda: page.selection["vergleich"] is None)
    assert page.settle().selection["karten"] == 1
    expect(page.find("#karte-b-rahmen")).to_be_hidden()
