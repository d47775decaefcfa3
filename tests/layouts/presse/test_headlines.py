"""Headlines by rule: true of the published numbers, silent where a rule of honesty forbids them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboard.atlas import Atlas
from layouts.presse.headlines import Kind, Suggestion, suggest_headlines
from layouts.presse.views import read_views
from layouts.selection import parse_selection
from layouts.sheets.wording import SUBTITLE_LENGTH, TITLE_LENGTH
from tests.applications import start_app
from tests.regionbuilder import value_lines, write_region
from tests.sheets import sheet_of

NNBSP = "\u202f"
YOUNG = {"indikator": "anteil_u18", "jahr": 2019, "ebene": "sozialraum", "stand": "2018"}
# 2019, under 18 of residents: A1 150 of 1,010; A2 400 of 2,010; A10 100 of 810; B1 300 of 1,210; B2 60 of 510;
# B3 45 of 310; all 1,055 of 5,860 = 18.0 %. Wilson intervals: A2 18.2–21.7, B1 22.4–27.3, A1 12.8–17.2,
# A10 10.3–14.8, B2 9.2–14.9, B3 11.0–18.9


def suggestions(region: Atlas, **asked: Any) -> dict[Kind, Suggestion]:
    selection, notices = parse_selection(asked, region)
    assert notices == ()
    sheet = sheet_of(region, **asked)
    found = suggest_headlines(sheet, read_views(region, selection, sheet))
    assert len({entry.kind for entry in found}) == len(found)
    return {entry.kind: entry for entry in found}


def region_with(tmp_path: Path, change: Callable[[str], str], **more: Any) -> Atlas:
    return start_app(write_region(tmp_path / "region", werte=change, **more), tmp_path / "cache").atlas


def test_first_suggestion_is_what_the_sheet_says(small: Atlas) -> None:
    sheet = sheet_of(small, **YOUNG)
    assert suggestions(small, **YOUNG)[Kind.VIEW] == Suggestion(Kind.VIEW, sheet.title, sheet.headline)


def test_highest_area_is_named_where_its_rank_is_its_own(small: Atlas) -> None:
    found = suggestions(small, **YOUNG)[Kind.EXTREMES]
    assert found.title == "Anteil unter 18-Jähriger 2019: am höchsten in B1 (Bdorf)"
    assert found.subtitle == f"Dort 24,8{NNBSP}%; der niedrigste Wert ist 11,8{NNBSP}%. Musterkreis: 18,0{NNBSP}%."


def test_highest_area_is_not_named_where_the_difference_is_not_real(tmp_path: Path) -> None:
    """240 of 1,210 are 19.8 % in B1, 400 of 2,010 are 19.9 % in A2."""
    region = region_with(tmp_path, lambda text: text.replace(";unter_18;300\n", ";unter_18;240\n"))
    found = suggestions(region, **YOUNG)[Kind.EXTREMES]
    assert found.title == f"Anteil unter 18-Jähriger 2019: von 11,8 bis 19,9{NNBSP}%"
    # 995 of 5,860
    assert found.subtitle == (
        f"Welcher Raum den höchsten Wert hat, ist statistisch nicht eindeutig. Musterkreis: 17,0{NNBSP}%."
    )


def test_shared_highest_value_is_said_to_be_shared(tmp_path: Path) -> None:
    """2,010 residents in A1 as in A2."""
    region = region_with(tmp_path, lambda text: text.replace(";einwohner;1010\n", ";einwohner;2010\n"))
    found = suggestions(region, indikator="bev_insgesamt", jahr=2019, ebene="sozialraum", stand="2018")[Kind.EXTREMES]
    assert found.title == "Einwohnerinnen und Einwohner 2019: von 310 bis 2.010"
    assert found.subtitle == "Den höchsten Wert haben mehrere Räume."


def test_areas_above_the_region_are_counted_only_where_that_is_certain(small: Atlas) -> None:
    found = suggestions(small, **YOUNG)[Kind.REGION]
    assert found.title == ("Anteil unter 18-Jähriger 2019: 2 Sozialräume eindeutig über dem Wert der ganzen Region")
    assert found.subtitle == (
        f"Musterkreis: 18,0{NNBSP}%. Sozialräume eindeutig darüber: 2, eindeutig darunter: 3, nicht eindeutig: 1."
    )


def test_few_areas_of_the_highest_class_are_named(small: Atlas) -> None:
    found = suggestions(small, **YOUNG)[Kind.LIMIT]
    assert found.title == f"Anteil unter 18-Jähriger 2019: 1 Sozialraum mit 20,0{NNBSP}% und mehr"
    assert found.subtitle == "B1 (Bdorf). Höchste von 5 Klassen der Karte."


def test_change_is_that_of_the_rounded_figures(small: Atlas) -> None:
    """2018: 1,055 of 5,800 = 18.19 %; 2019: 1,055 of 5,860 = 18.00 %."""
    found = suggestions(small, **YOUNG)[Kind.CHANGE]
    assert found.title == f"Musterkreis: Anteil unter 18-Jähriger von 18,2 auf 18,0{NNBSP}% gesunken"
    assert found.subtitle == (
        f"2018: 18,2{NNBSP}%, 2019: 18,0{NNBSP}% (−0,2\u00a0Prozentpunkte). "
        "Die Karte zeigt das Jahr 2019 nach Raum (Sozialräume)."
    )


def test_change_of_the_part_that_is_cut_out(small: Atlas) -> None:
    """Bdorf: 405 of 2,000 = 20.25 % in 2018, 405 of 2,030 = 19.95 % in 2019."""
    found = suggestions(small, **YOUNG, innerhalb="05002")[Kind.CHANGE]
    assert found.title == f"Bdorf: Anteil unter 18-Jähriger von 20,3 auf 20,0{NNBSP}% gesunken"


def test_first_year_has_no_change(small: Atlas) -> None:
    assert Kind.CHANGE not in suggestions(small, **YOUNG | {"jahr": 2018})


def test_years_from_different_sources_are_not_compared(tmp_path: Path) -> None:
    head, *lines = value_lines()
    old = "\n".join([head, *(line for line in lines if ";2019-" not in line)]) + "\n"
    new = "\n".join([head, *(line for line in lines if ";2019-" in line)]) + "\n"
    more = '\n[quellen.zensus]\ntext = "Zensus"\n'
    table = '\n[[tabellen]]\ndatei = "tabellen/neu.csv"\nebene = "sozialraum"\nquelle = "zensus"\n'
    region = region_with(
        tmp_path,
        lambda _: old,
        region=lambda text: text.replace("\n[texte]", f"{more}{table}\n[texte]"),
        files={"tabellen/neu.csv": new},
    )
    found = suggestions(region, **YOUNG)
    assert Kind.CHANGE not in found
    assert Kind.REGION in found


def test_selected_area_stands_beside_the_region(small: Atlas) -> None:
    found = suggestions(small, **YOUNG, raum="0500201")[Kind.AREA]
    assert found.title == f"B1 (Bdorf): Anteil unter 18-Jähriger 2019 bei 24,8{NNBSP}%"
    assert found.subtitle == f"Musterkreis: 18,0{NNBSP}%; der Raum liegt eindeutig darüber."


def test_difference_that_is_not_real_is_called_so(small: Atlas) -> None:
    found = suggestions(small, **YOUNG, raum="0500203")[Kind.AREA]
    assert found.subtitle == f"Musterkreis: 18,0{NNBSP}%; beide Werte sind nicht eindeutig verschieden."


def test_suppressed_area_is_no_headline(small: Atlas) -> None:
    """A1 and A10 are suppressed; four values are too few to count or rank."""
    asked = {"indikator": "arbeitslosenanteil", "jahr": 2018, "ebene": "sozialraum", "stand": "2018"}
    assert set(suggestions(small, **asked, raum="0500101")) == {Kind.VIEW}


def test_counts_are_ranked_but_not_compared_with_their_total(small: Atlas) -> None:
    found = suggestions(small, indikator="bev_insgesamt", jahr=2019, ebene="sozialraum", stand="2018")
    assert set(found) == {Kind.VIEW, Kind.EXTREMES, Kind.CHANGE}
    assert found[Kind.EXTREMES].title == "Einwohnerinnen und Einwohner 2019: am meisten in A2 Altstadt (Astadt)"
    assert found[Kind.CHANGE].title == (
        "Musterkreis: Einwohnerinnen und Einwohner von 5.800 auf 5.860\u00a0Personen gestiegen"
    )


def test_one_area_alone_is_not_compared_with_itself(small: Atlas) -> None:
    assert set(suggestions(small, **YOUNG | {"ebene": "region"})) == {Kind.VIEW, Kind.CHANGE}


def test_no_headline_of_the_demonstration_gives_a_reason(demo: Atlas) -> None:
    reason = re.compile(r"\b(weil|wegen|durch|führt|deshalb|daher|darum|dank)\b", re.IGNORECASE)
    for entry in every_suggestion(demo):
        assert not reason.search(f"{entry.title} {entry.subtitle}"), entry


def test_every_headline_can_stand_on_a_sheet(demo: Atlas) -> None:
    for entry in every_suggestion(demo):
        assert entry.kind is Kind.VIEW or len(entry.title) <= TITLE_LENGTH
        assert len(entry.subtitle) <= SUBTITLE_LENGTH
        assert not re.search(r"\bnan\b", f"{entry.title} {entry.subtitle}")


def test_two_maps_are_spoken_of_one_by_one(demo: Atlas) -> None:
    asked = {"indikator": "sgb2_quote", "jahr": 2022, "ebene": "sozialraum", "stand": "2018"}
    pair = asked | {"vergleich": "leerstandsquote", "karten": 2}
    selection, _ = parse_selection(pair, demo)
    sheet = sheet_of(demo, **pair)
    own, *rest = suggest_headlines(sheet, read_views(demo, selection, sheet))
    assert own.title == "SGB-II-Quote und Leerstandsquote 2022"
    about = [entry.title.split(" 2022: ")[0] for entry in rest if entry.kind is Kind.REGION]
    assert about == ["SGB-II-Quote", "Leerstandsquote"]
    assert [s for s in suggestions(demo, **asked).values() if s.kind is not Kind.VIEW] == rest[: len(rest) // 2]


def every_suggestion(region: Atlas) -> list[Suggestion]:
    """Of every indicator in its newest year, with and without a selected area, on two levels."""
    found: list[Suggestion] = []
    for indikator in region.catalogue.indikatoren:
        for ebene, raum in (("sozialraum", "A1a"), ("kommune", None)):
            years = region.years(indikator, "2018", ebene)
            if years:
                asked = {"indikator": indikator, "jahr": years[-1], "ebene": ebene, "stand": "2018", "raum": raum}
                found += suggestions(region, **asked).values()
    assert len(found) > 100
    return found
