"""The map of change since a base year: chosen by hand, kept in the link, refused where borders changed."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer

REFUSED = {"stand": "2016-entwurf", "jahr": 2022, "basis": 2014, "grenzaenderung": "auslassen"}
ROW = "nicht vergleichbar: Grenzen verändert"


def test_base_year_is_chosen_by_hand(explorer: Explorer) -> None:
    page = explorer.show()
    page.unfold("#vergleichen")
    page.find("#wahl-basis").select_option("2014")
    page.settle()
    expect(page.find("h1")).to_have_text("SGB-II-Quote: Veränderung 2014 bis 2022")
    expect(page.find("#legende .legende-titel").first).to_contain_text("Veränderung seit 2014 (Prozentpunkte)")
    assert "basis=2014" in page.query()
    # around zero: as many classes below as above
    texts = [row["text"] for row in page.legend()]
    assert texts[0].startswith("unter −") and texts[2].startswith("−")
    page.find("#wahl-basis").select_option("keiner")
    page.settle()
    expect(page.find("h1")).to_have_text("SGB-II-Quote 2022")


def test_year_step_costs_no_request(explorer: Explorer) -> None:
    page = explorer.show(basis=2014)
    page.watch.forget()
    page.navigate(jahr=2018)
    expect(page.find("h1")).to_have_text("SGB-II-Quote: Veränderung 2014 bis 2018")
    assert page.watch.paths() == []


def test_changed_borders_are_dotted_and_counted_in_the_legend(explorer: Explorer) -> None:
    page = explorer.show(**REFUSED)
    refused = [area["id"] for area in page.view() if area["status"] == "grenzen_veraendert"]
    assert page.legend_without_value()[ROW] == len(refused) > 0
    assert {page.fill(key) for key in refused} == {"url(#muster-punkte)"}
    page.navigate(grenzaenderung="umrechnen")
    assert ROW not in page.legend_without_value()


def test_profile_and_table_say_why(explorer: Explorer) -> None:
    page = explorer.show(**REFUSED, raum="B3", ansicht="tabelle")
    expect(page.find("#profil-ansicht .grosse-zahl")).to_have_text(ROW)
    assert {row["wert"] for row in page.rows() if row["id"] == "B3"} == {ROW}


def test_change_reads_the_same_on_map_table_and_profile(explorer: Explorer) -> None:
    page = explorer.show(basis=2014, raum="A1a", ansicht="tabelle")
    # 35.0 % in 2022 and 35.2 % in 2014, see the profile
    expect(page.find("#profil-ansicht .grosse-zahl")).to_contain_text("−0,2")
    assert [row["wert"] for row in page.rows() if row["id"] == "A1a"] == ["−0,2"]
    expect(page.find("#profil-ansicht .profil-zeilen")).to_contain_text(re.compile("2014.*35,2.*2022.*35,0", re.S))


def test_quality_is_said_where_it_is_not_exact(explorer: Explorer) -> None:
    page = explorer.show(jahr=2016, raum="A1a", ansicht="tabelle")
    expect(page.find("#profil-ansicht .guete b")).to_have_text("neu ausgezählt")
    assert {row["guete"] for row in page.rows() if row["wert"] != "•"} == {"neu ausgezählt"}
    page.point_at("A1a")
    expect(page.find("#sprechblase")).to_contain_text("Güte: neu ausgezählt")
    page.navigate(jahr=2022)
    expect(page.find("#profil-ansicht .guete")).to_have_count(0)
    assert "guete" not in page.rows()[0]


def test_link_opens_the_change(open_page: OpenPage) -> None:
    page = open_page().open("/", indikator="sgb2_quote", ebene="sozialraum", **REFUSED)
    expect(page.find("h1")).to_have_text("SGB-II-Quote: Veränderung 2014 bis 2022")
    expect(page.find("#wahl-basis")).to_be_visible()
    expect(page.find("#wahl-basis")).to_have_value("2014")
    expect(page.find("#wahl-grenzaenderung")).to_have_value("auslassen")
    page.page.reload()
    page.settle()
    assert page.selection["basis"] == 2014
    page.navigate(basis=None)
    # 2022 is not there without a change
    assert (page.selection["stand"], page.selection["jahr"]) == ("2016-entwurf", 2016)
    page.page.go_back()
    expect(page.find("h1")).to_have_text("SGB-II-Quote: Veränderung 2014 bis 2022")
