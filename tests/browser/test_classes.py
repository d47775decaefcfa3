"""Classes: legend, methods, own limits, and the class that is held up."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.explorer import Explorer, wait_for

METHODS = ("rund", "quantile", "jenks", "gleich", "stdabw")


def rgb(colour: str) -> str:
    """`#0080ff` as the browser computes it."""
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"


def open_class_fields(page: Explorer) -> None:
    """Unfold „Klassen und Farben“."""
    page.find("details#klassen-und-farben").evaluate("(details) => { details.open = true; }")


@pytest.mark.parametrize(
    "indikator", ["sgb2_quote", "ohne_abschluss", "sgb2_alleinerziehende", "seu_zahn", "hze_dichte"]
)
@pytest.mark.parametrize("jahr", [2014, 2022])
def test_every_area_is_counted_once_in_the_legend(explorer: Explorer, indikator: str, jahr: int) -> None:
    page = explorer.show(indikator=indikator, jahr=jahr)
    assert sum(row["n"] for row in page.legend()) + sum(page.legend_without_value().values()) == 93


def test_counts_of_classes_and_signs_stand_in_one_column(explorer: Explorer) -> None:
    page = explorer.show()
    expect(page.find("#legende .ohne .klasse-n").first).to_be_visible()
    ends = page.js(
        "() => [...document.querySelectorAll('#legende .klasse-n')].map((n) => n.getBoundingClientRect().right)"
    )
    assert len(ends) >= 6
    assert max(ends) - min(ends) < 1


def test_legend_counts_only_the_areas_inside_the_filter(explorer: Explorer) -> None:
    page = explorer.show(innerhalb="05334004", indikator="ohne_abschluss")
    inside = sum(entry["gruppe"] == "05334004" for entry in page.view())
    assert 1 < inside < 93
    assert sum(row["n"] for row in page.legend()) + sum(page.legend_without_value().values()) == inside


@pytest.mark.parametrize("methode", METHODS)
def test_method_and_count_paint_as_many_rows(explorer: Explorer, methode: str) -> None:
    page = explorer.show(methode=methode)
    for klassen in range(3, 8):
        page.navigate(klassen=klassen)
        legend = page.legend()
        if methode == "stdabw" and len(legend) < klassen:  # limits beyond all values would make empty classes
            expect(page.find("#legende")).to_contain_text(f"nur {len(legend)} Klassen möglich")
        else:
            assert len(legend) == klassen
        assert len(legend) >= 3
        assert len({row["farbe"] for row in legend}) == len(legend)
        areas = page.observed()
        assert sum(row["n"] for row in legend) == len(areas) > 80
        assert {
            page_class: rgb(page.fill(key)) for page_class, key in {a["klasse"]: a["id"] for a in areas}.items()
        } == {row["klasse"]: row["farbe"] for row in legend if row["n"]}


def test_methods_draw_different_limits(explorer: Explorer) -> None:
    page = explorer.show()
    texts = {methode: tuple(row["text"] for row in page.navigate(methode=methode).legend()) for methode in METHODS}
    assert len(set(texts.values())) == len(METHODS)


def test_quantiles_hold_about_equally_many_values(explorer: Explorer) -> None:
    page = explorer.show(methode="quantile", klassen=3, bezug="jahr")
    assert [row["n"] for row in page.legend()] == pytest.approx([31, 31, 31], abs=3)


def test_limits_do_not_move_with_the_year_unless_asked_to(explorer: Explorer) -> None:
    page = explorer.show(methode="jenks")
    before = [row["text"] for row in page.legend()]
    assert [row["text"] for row in page.navigate(jahr=2014).legend()] == before
    assert [row["text"] for row in page.navigate(bezug="jahr").legend()] != before


def test_choices_of_method_and_count_are_selects(explorer: Explorer) -> None:
    page = explorer.show()
    open_class_fields(page)
    page.find("#wahl-methode").select_option("quantile")
    wait_for(page.page, lambda: "methode=quantile" in page.query())
    page.find("#wahl-klassen").select_option("7")
    wait_for(page.page, lambda: "klassen=7" in page.query())
    assert len(page.settle().legend()) == 7
    page.find("#wahl-palette").select_option("viridis")
    wait_for(page.page, lambda: "palette=viridis" in page.query())
    assert page.settle().legend()[-1]["farbe"] == rgb(page.js("() => atlas.directory.paletten.viridis[7][6]"))


def test_class_of_the_legend_dims_all_others(explorer: Explorer) -> None:
    page = explorer.show(ansicht="tabelle")
    areas = page.view()
    page.find('#legende [data-klasse="1"]').click()
    expect(page.find('#legende [data-klasse="1"]')).to_have_attribute("aria-pressed", "true")
    opacity = page.js("""() => Object.fromEntries([...document.querySelectorAll("#karte-a path[data-raum]")]
        .map((path) => [path.dataset.raum, Number(path.getAttribute("fill-opacity"))]))""")
    assert {key for key, value in opacity.items() if value == 1} == {a["id"] for a in areas if a["klasse"] == 1}
    pale = page.js("() => [...document.querySelectorAll('#tabelle tr.blass')].map((row) => row.dataset.raum)")
    assert set(pale) == {a["id"] for a in areas if a["klasse"] != 1}


def test_held_up_class_is_shown_as_a_chip_that_lifts_it(explorer: Explorer) -> None:
    page = explorer.show()
    text = page.legend()[1]["text"]
    page.find('#legende [data-klasse="1"]').click()
    chip = page.find("#filter button")
    expect(chip).to_contain_text(f"Klasse „{text}“ hervorgehoben")
    chip.click()
    expect(chip).to_have_count(0)
    expect(page.find("#karte-a path[data-raum]").first).to_have_attribute("fill-opacity", "1")
    assert page.js(
        "() => [...document.querySelectorAll('#karte-a path[data-raum]')]"
        ".every((path) => path.getAttribute('fill-opacity') === '1')"
    )


def test_held_up_class_ends_with_its_indicator(explorer: Explorer) -> None:
    page = explorer.show()
    page.find('#legende [data-klasse="2"]').click()
    page.navigate(indikator="anteil_u6")
    expect(page.find("#filter button")).to_have_count(0)
    expect(page.find('#legende [aria-pressed="true"]')).to_have_count(0)


def type_limits(page: Explorer, text: str) -> None:
    """Choose „Eigene Grenzen“, type and apply."""
    open_class_fields(page)
    page.find("#wahl-methode").select_option("eigene")
    expect(page.find("#wahl-grenzen")).to_be_visible()
    page.find("#wahl-grenzen").fill(text)
    page.find("#grenzen-anwenden").click()


def test_own_limits_are_typed_in_german(explorer: Explorer) -> None:
    page = explorer.show()
    type_limits(page, "5; 12,5; 20")
    wait_for(page.page, lambda: page.selection["grenzen"] == [5, 12.5, 20])
    page.settle()
    assert [row["text"] for row in page.legend()] == [
        "unter 5,0",
        "5,0 bis unter 12,5",
        "12,5 bis unter 20,0",
        "20,0 und mehr",
    ]
    by_hand = {area["id"]: sum(area["wert"] >= limit for limit in (5, 12.5, 20)) for area in page.observed()}
    assert {area["id"]: area["klasse"] for area in page.observed()} == by_hand
    expect(page.find("#grenzen-meldung")).to_have_text("")
    assert "grenzen=5%3B12%2C5%3B20" in page.query()


def test_own_limits_survive_a_reload(explorer: Explorer) -> None:
    page = explorer.show()
    page.navigate(methode="eigene", grenzen=[5, 12.5, 20], klassen=4)
    before = page.legend()
    page.page.reload()
    assert page.settle().legend() == before
    expect(page.find("#hinweise")).to_be_empty()


@pytest.mark.parametrize("text", ["5; zehn", "", "10; 10; 20", "5", "1;2;3;4;5;6;7;8"])
def test_bad_limits_are_explained_and_change_nothing(explorer: Explorer, text: str) -> None:
    page = explorer.show()
    before, legend = page.selection, page.legend()
    type_limits(page, text)
    expect(page.find("#grenzen-meldung")).to_have_text(re.compile(r"\w{4,}.*\.$"))
    assert page.selection == before
    assert page.legend() == legend


def test_value_on_a_limit_belongs_to_the_class_above(explorer: Explorer) -> None:
    page = explorer.show()
    values = sorted({area["wert"] for area in page.observed()})
    limits = [values[20], values[60]]
    page.navigate(methode="eigene", grenzen=limits, klassen=3)
    assert {area["klasse"] for area in page.view() if area["wert"] == limits[0]} == {1}
    assert {area["klasse"] for area in page.view() if area["wert"] == limits[1]} == {2}


def test_too_few_different_values_are_explained(explorer: Explorer) -> None:
    page = explorer.show(indikator="zensus_haushaltsgroesse", ebene="kommune", methode="jenks", klassen=7)
    rows = len(page.legend())
    if rows < 7:
        expect(page.find("#legende")).to_contain_text(f"nur {rows} Klassen möglich")
    assert rows >= 2
