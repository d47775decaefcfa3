"""The time chart over boundary revisions: readings, breaks, dashes, and the table of the same values."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, wait_for

CHART = "#diagramm-zeit .js-plotly-plot"
OLD = {"stand": "2016-entwurf", "jahr": 2016, "raum": "B3", "ansicht": "zeit"}


def words(page: Explorer) -> list[str]:
    """Texts written into the chart."""
    return [
        str(text) for text in page.js(f"() => document.querySelector('{CHART}').layout.annotations.map((a) => a.text)")
    ]


def dashes(page: Explorer) -> dict[str, list[int]]:
    """Years at the ends of drawn stretches of the series, by style."""
    return dict(
        page.js(f"""() => Object.fromEntries(document.querySelector('{CHART}').data
        .filter((trace) => trace.mode === 'lines')
        .map((trace) => [trace.line.dash, trace.x.filter((x) => x !== null)]))""")
    )


def readings(page: Explorer) -> dict[str, str]:
    """Label → value of the choice of readings."""
    return dict(
        page.js("""() => Object.fromEntries([...document.querySelectorAll("#wahl-lesart input")]
        .map((i) => [i.labels[0].textContent, i.value]))""")
    )


def test_published_reading_marks_the_break(explorer: Explorer) -> None:
    page = explorer.show(raum="B3a", ansicht="zeit", lesart="original")
    assert "<b>Bruch</b>" in words(page)
    expect(page.find("#satz-zeit")).to_contain_text("2017 bricht die Reihe")
    # nothing is drawn across the break between 2016 and 2017
    assert min(dashes(page)["solid"]) == 2017


def test_estimated_years_are_dashed(explorer: Explorer) -> None:
    page = explorer.show(**OLD)
    styles = dashes(page)
    # counts of the draft are secret beside those of 2017 (rule D5): estimates stand in for them
    assert (styles["solid"], sorted(set(styles["5px,4px"]))) == ([], list(range(2014, 2023)))
    expect(page.find("#satz-zeit")).to_contain_text("2014–2022 geschätzt nach Einwohnern")


def test_reading_is_chosen_by_hand_and_kept_in_the_link(explorer: Explorer) -> None:
    page = explorer.show(raum="B3a", ansicht="zeit")
    assert list(readings(page)) == ["umgerechnet", "wie veröffentlicht", "gemeinsame Räume"]
    page.watch.forget()
    page.find("#wahl-lesart input").nth(2).check()
    page.settle()
    expect(page.find("#satz-zeit")).to_contain_text("die kleinste Fläche, die alle Gebietsstände genau ergeben")
    assert "lesart=gemeinsam" in page.query()
    # all three readings came with one answer
    assert page.watch.paths() == []


def test_link_opens_the_reading(open_page: OpenPage) -> None:
    page = open_page().open("/", raum="B3a", ansicht="zeit", lesart="original")
    assert page.find("#wahl-lesart input").nth(1).is_checked()
    assert "<b>Bruch</b>" in words(page)
    page.navigate(lesart="gemeinsam")
    expect(page.find("#wahl-lesart input").nth(2)).to_be_checked()
    page.page.go_back()
    expect(page.find("#wahl-lesart input").nth(1)).to_be_checked()


def test_year_step_asks_nothing_of_the_server(explorer: Explorer) -> None:
    page = explorer.show(raum="B3a", ansicht="zeit")
    page.watch.forget()
    page.navigate(jahr=2019)
    assert page.watch.paths() == []


def test_table_has_the_values_of_the_chart(explorer: Explorer) -> None:
    page = explorer.show(**OLD)
    button = page.find('[data-aktion="reihe"]')
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.find("#reihe caption")).to_have_text("SGB-II-Quote: B3, umgerechnet")
    rows = page.find("#reihe tbody tr").all_inner_texts()
    button.click()
    expect(page.find("#reihe")).to_be_hidden()
    drawn = page.js(f"() => document.querySelector('{CHART}').data.find((t) => t.mode === 'markers').y")
    assert len(rows) == 9
    assert [row for row in rows if "geschätzt nach Einwohnern" not in row] == []
    shown = [float(row.split("\t")[1].split("\u202f")[0].replace(",", ".")) for row in rows]
    assert shown == drawn


def test_secret_years_have_their_sign_in_chart_and_table(explorer: Explorer) -> None:
    page = explorer.show(raum="B3a", ansicht="zeit", lesart="original")
    assert words(page).count("•") == 3
    button = page.find('[data-aktion="reihe"]')
    button.click()
    rows = page.find("#reihe tbody tr").all_inner_texts()
    button.click()
    assert [row.split("\t")[1] for row in rows[:3]] == ["• geheim zu halten"] * 3


def test_gebietsstand_keeps_indicator_year_and_kommune(explorer: Explorer) -> None:
    page = explorer.show(indikator="anteil_65plus", jahr=2016, innerhalb="05334008")
    page.find("#wahl-stand").select_option("2016-entwurf")
    page.settle()
    kept = {key: page.selection[key] for key in ("indikator", "jahr", "innerhalb", "stand")}
    assert kept == {"indikator": "anteil_65plus", "jahr": 2016, "innerhalb": "05334008", "stand": "2016-entwurf"}


def test_gebietsstand_without_the_kommune_shows_the_whole_region(explorer: Explorer) -> None:
    page = explorer.show(innerhalb="05334002", jahr=2017)
    page.find("#wahl-stand").select_option("2017")
    page.settle()
    assert (page.selection["innerhalb"], page.selection["jahr"]) == (None, 2017)


def test_year_comes_back_with_the_gebietsstand_that_has_it(explorer: Explorer) -> None:
    page = explorer.show(jahr=2022)
    page.find("#wahl-stand").select_option("2017")
    page.settle()
    assert page.selection["jahr"] == 2017
    page.find("#wahl-stand").select_option("2018")
    page.settle()
    assert page.selection["jahr"] == 2022


def test_start_page_leads_to_the_example_of_a_revision(explorer: Explorer) -> None:
    page = explorer.show()
    link = page.find("#beispiel")
    expect(link).to_have_text("Baesweiler: aus 6 werden 7 Sozialräume ›")
    assert link.get_attribute("href") == "/gebietsstaende/?von=2016-entwurf&nach=2017&innerhalb=05334008"


def test_navigation_takes_indicator_and_kommune_along(explorer: Explorer) -> None:
    page = explorer.show(indikator="anteil_65plus", innerhalb="05334008")
    way = page.find('[data-weg="/gebietsstaende/"]')
    assert way.get_attribute("href") == "/gebietsstaende/?indikator=anteil_65plus&innerhalb=05334008"
    # Aachen is not in the first Gebietsstand
    page.navigate(innerhalb="05334002")
    assert way.get_attribute("href") == "/gebietsstaende/?indikator=anteil_65plus&von=2017&nach=2018&innerhalb=05334002"


# Names and values at the ends of the lines, as they stand, and how far the widest one lies beyond the chart.
END_LABELS = f"""() => {{
  const chart = document.querySelector('{CHART}');
  const edge = chart.getBoundingClientRect().right;
  const texts = [...chart.querySelectorAll('.annotation-text')].filter((e) => e.querySelector('tspan[style*="bold"]'));
  return {{
    words: texts.map((text) => text.textContent.replace(/\\u202f/g, ' ')),
    beyond: Math.max(-1e9, ...texts.map((text) => text.getBoundingClientRect().right - edge)),
  }};
}}"""


@pytest.mark.parametrize(
    ("width", "own"), [(1440, "A1a Soziale StadtAlsdorf Mitte 35,0 %"), (360, "A1a 35,0 %")], ids=["wide", "narrow"]
)
def test_values_at_the_ends_of_lines_are_never_cut(open_page: OpenPage, width: int, own: str) -> None:
    page = open_page(viewport={"width": width, "height": 900}).open("/", raum="A1a", ansicht="zeit")
    found = wait_for(page.page, lambda: page.js(END_LABELS), lambda labels: len(labels["words"]) == 3)
    assert sorted(found["words"]) == sorted([own, "Alsdorf 14,1 %", "StädteRegion 10,5 %"])
    assert found["beyond"] <= 0
