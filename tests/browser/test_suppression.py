"""Suppressed areas: hatched, counted, and without a number anywhere. And symbols, whose area is the count."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from dashboard.atlas import Atlas
from tests.browser.explorer import Explorer, wait_for

SUPPRESSING = ("alo_jugend_anteil", "ohne_abschluss", "sgb2_kinder_anzahl")


def suppressed_areas(demo: Atlas, indikator: str, jahr: int) -> set[str]:
    """Areas whose value the server keeps secret."""
    status = demo.published(indikator, "2018")["status"].xs(("sozialraum", jahr), level=("ebene", "jahr"))
    return set(status.index[status.astype(str) == "gesperrt"])


@pytest.mark.parametrize("indikator", SUPPRESSING)
def test_suppressed_areas_are_hatched_and_counted(explorer: Explorer, demo: Atlas, indikator: str) -> None:
    page = explorer.show(indikator=indikator)
    hidden = suppressed_areas(demo, indikator, 2022)
    assert hidden
    hatched = page.js("""() => [...document.querySelectorAll("#karte-a path[data-raum]")]
        .filter((p) => p.getAttribute("fill") === "url(#muster-gesperrt)").map((p) => p.dataset.raum)""")
    assert set(hatched) == hidden
    expect(page.find("pattern#muster-gesperrt")).to_have_count(1)
    assert page.legend_without_value()["• geheim zu halten"] == len(hidden)


@pytest.mark.parametrize("indikator", SUPPRESSING)
def test_table_and_file_hold_no_number_for_suppressed_areas(explorer: Explorer, demo: Atlas, indikator: str) -> None:
    page = explorer.show(indikator=indikator, ansicht="tabelle")
    hidden = suppressed_areas(demo, indikator, 2022)
    rows = {row["id"]: row for row in page.rows()}
    for key in hidden:
        shown = {rows[key][column] for column in ("wert", "anzahl", "rang", "klasse") if column in rows[key]}
        assert shown <= {"•", "–"}
        assert rows[key]["wert"] == "•"
    answer = page.page.request.get(page.js("() => document.querySelector('[data-datei=\"werte.csv\"]').href"))
    for line in csv.DictReader(io.StringIO(answer.text().split("\r\n\r\n", 1)[1]), delimiter=";"):
        if line["Schlüssel"] in hidden:
            assert (line["Wert"], line["Anzahl"], line["Bezugsgröße"]) == ("•", "", "")


@pytest.mark.parametrize("indikator", SUPPRESSING)
def test_the_browser_never_receives_a_suppressed_number(explorer: Explorer, demo: Atlas, indikator: str) -> None:
    page = explorer.show(indikator=indikator)
    file = page.page.request.get(
        page.watch.address + page.js("(key) => atlas.valuesUrl(key, '2018', 'sozialraum')", indikator)
    ).json()
    order = list(demo.areas("2018", "sozialraum").index)
    for y, jahr in enumerate(file["jahre"]):
        for key in suppressed_areas(demo, indikator, jahr):
            i = order.index(key)
            assert file["s"][y][i] == "s"
            assert file["w"][y][i] is None
            assert file["z"] is None or file["z"][y][i] is None
            assert file["r"][0][y][i] is None and file["r"][1][y][i] is None


def test_bubble_label_and_profile_name_the_reason_instead_of_a_number(explorer: Explorer, demo: Atlas) -> None:
    page = explorer.show(indikator="ohne_abschluss")
    key = sorted(suppressed_areas(demo, "ohne_abschluss", 2022))[0]
    page.point_at(key)
    expect(page.find("#sprechblase .blase-name")).to_contain_text(key)
    expect(page.find("#sprechblase .blase-grund")).to_have_text("geheim zu halten")
    expect(
        page.find(
            "#sprechblase dt",
        ).filter(has_text="Anzahl")
    ).to_have_count(0)
    expect(page.find("#sprechblase .blase-rang")).to_have_count(0)
    expect(page.find("#zeiger")).to_be_hidden()
    expect(page.area(key)).to_have_attribute("aria-label", re.compile(": geheim zu halten$"))
    page.navigate(raum=key)
    expect(page.find("#profil-ansicht .grosse-zahl")).to_have_text("• geheim zu halten")
    assert re.search(r"\d", page.find("#profil-ansicht .profil-satz").text_content() or "") is None


def test_ranking_leaves_suppressed_areas_out(explorer: Explorer, demo: Atlas) -> None:
    page = explorer.show(indikator="ohne_abschluss")
    hidden = suppressed_areas(demo, "ohne_abschluss", 2022)
    listed = page.js("() => document.querySelector('#diagramm-rang .js-plotly-plot').data[0].customdata")
    assert set(listed).isdisjoint(hidden)
    assert len(listed) == 93 - sum(page.legend_without_value().values())


@pytest.mark.parametrize("indikator", ["bev_insgesamt", "sgb2_kinder_anzahl"])
def test_area_of_a_symbol_is_proportional_to_the_count(explorer: Explorer, indikator: str) -> None:
    page = explorer.show(indikator=indikator)
    drawn = page.js("""() => { const state = atlas.map.states.get("flaechen-a"); const v = state.view;
      return [...state.symbols].map(([id, symbol]) => ({ wert: v.values[v.indexOf(id)],
        beobachtet: v.status(v.indexOf(id)) === "beobachtet",
        breite: symbol.getElement().getBBox().width })); }""")
    seen = [entry for entry in drawn if entry["beobachtet"]]
    largest = max(seen, key=lambda entry: entry["wert"])
    for entry in seen:
        ratio = (entry["breite"] / largest["breite"]) ** 2
        assert ratio == pytest.approx(entry["wert"] / largest["wert"], rel=0.06, abs=0.003)
    assert all(entry["breite"] == 0 for entry in drawn if not entry["beobachtet"])


def test_symbols_go_with_the_count(explorer: Explorer) -> None:
    page = explorer.show(indikator="bev_insgesamt")
    expect(page.find("#karte-a .leaflet-symbole-pane path")).to_have_count(93)
    expect(page.find("#legende .kreis-legende circle")).not_to_have_count(0)
    page.navigate(indikator="sgb2_quote")
    wait_for(page.page, lambda: page.find("#karte-a .leaflet-symbole-pane path").count() == 0)
    expect(page.find("#legende .kreis-legende")).to_have_count(0)
