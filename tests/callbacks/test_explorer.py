"""Answers of the explorer as plain values. Numbers by hand from `tests/regionbuilder.py`, `tests/applications.py`."""

import json
from pathlib import Path
from typing import Any

import pytest
from dash import no_update

from callbacks.context import update_context, update_relation
from callbacks.explorer import update_limits
from callbacks.profile import update_profile
from dashboard.atlas import Atlas
from layouts.extent import shown_areas
from layouts.relation import nearest_year
from layouts.selection import parse_selection
from tests.applications import start_app
from tests.regionbuilder import NEW_AREAS, OLD_AREAS, collection, write_region

SPACE = "\u202f"
UNEMPLOYED = {"indikator": "arbeitslosenanteil", "stand": "2018", "ebene": "sozialraum"}
CHILDREN = UNEMPLOYED | {"indikator": "anteil_u18"}


def profile(region: Atlas, question: dict[str, Any], jahr: int = 2018) -> dict[str, Any]:
    """One year of a profile."""
    answer = update_profile(question, region)
    assert answer is not None
    year: dict[str, Any] = answer["jahre"][jahr]
    return year


def test_nothing_asked_is_nothing_answered(small: Atlas) -> None:
    assert update_context(None, small) is None
    assert update_profile(None, small) is None
    assert update_relation(None, small) is None


NONSENSE: list[Any] = [[], "x", 5, True, [{"indikator": "anteil_u18"}]]


@pytest.mark.parametrize("question", NONSENSE)
def test_nonsense_gets_the_first_view_and_a_notice(small: Atlas, question: Any) -> None:
    context, profile = update_context(question, small), update_profile(question, small)
    assert context is not None and profile is not None
    assert context["hinweise"] == ["Die Ansicht war nicht lesbar; gezeigt wird die Startansicht."]
    assert profile["name"] == "Musterkreis"
    assert update_relation(question, small) is None


def test_unknown_words_in_a_question_get_a_notice(small: Atlas) -> None:
    answer = update_context({"indikator": "quatsch"}, small)
    assert answer is not None
    assert answer["hinweise"] == [
        "Den Indikator „quatsch“ gibt es hier nicht. Gezeigt wird „Anteil unter 18-Jähriger“."
    ]


def test_context_answers_all_years_at_once(small: Atlas) -> None:
    answer = update_context(UNEMPLOYED, small)
    assert answer is not None
    assert answer["frage"] == UNEMPLOYED
    assert answer["definition"] == "Anteil der Arbeitslosen an der Bevölkerung."
    assert list(answer["jahre"]) == [2018, 2019]
    assert answer["jahre"][2018]["satz"].startswith(f"Am höchsten in A2 Altstadt (Astadt) mit 8,0{SPACE}%")
    assert "Stichtag 31.12.2019" in answer["jahre"][2019]["quelle"]
    assert answer["jahre"][2018]["synthetisch"] is None


def test_context_respects_the_filter(small: Atlas) -> None:
    answer = update_context(UNEMPLOYED | {"innerhalb": "05001"}, small)
    assert answer is not None
    # A1 and A10 are suppressed; Astadt 174/3,800, Musterkreis 289/5,800
    assert answer["jahre"][2018]["satz"] == (
        f"A2 Altstadt (Astadt): 8,0{SPACE}%; Astadt: 4,6{SPACE}%, Musterkreis: 5,0{SPACE}%. "
        "Sozialräume ohne Wert: 2 von 3."
    )


def test_profile_of_an_observed_area(small: Atlas) -> None:
    answer = update_profile(CHILDREN | {"raum": "0500201"}, small)
    assert answer is not None
    assert (answer["raum"], answer["name"], answer["ort"]) == ("0500201", "B1", "Sozialraum in Bdorf")
    # 300/1,200 against Bdorf 405/2,000 and Musterkreis 1,055/5,800; Wilson 22.6–27.5
    assert answer["jahre"][2018]["darstellbar"] is True
    assert answer["jahre"][2018]["wert"] == f"25,0{SPACE}%"
    assert answer["jahre"][2018]["satz"] == (
        "Der Wert liegt 6,8\u00a0Prozentpunkte höher als in der Region und 4,8\u00a0Prozentpunkte höher als in Bdorf."
    )
    assert answer["jahre"][2018]["zeilen"][:4] == [
        ("Bevölkerung unter 18 Jahren", "300"),
        ("von: Bevölkerung insgesamt", "1.200"),
        ("Bdorf", f"20,3{SPACE}%"),
        ("Musterkreis", f"18,2{SPACE}%"),
    ]
    assert answer["jahre"][2019]["zeilen"][-1] == ("Veränderung seit 2018", "\u22120,2\u00a0Prozentpunkte")
    assert answer["jahre"][2018]["listen"] == []
    assert answer["wege"] == [{"text": "Nur Bdorf zeigen", "ziel": {"innerhalb": "05002"}}]


def test_profile_of_a_suppressed_area_holds_references_only(small: Atlas) -> None:
    year = profile(small, UNEMPLOYED | {"raum": "0500110"})
    assert year["darstellbar"] is False
    assert "•" in year["wert"]
    assert year["satz"].startswith("Der Wert ist geheim zu halten")
    assert year["zeilen"] == [("Astadt", f"4,6{SPACE}%"), ("Musterkreis", f"5,0{SPACE}%")]


def test_profile_of_the_whole_region_lists_extremes(small: Atlas) -> None:
    answer = update_profile(CHILDREN, small)
    assert answer is not None
    assert (answer["raum"], answer["name"], answer["ort"]) == (None, "Musterkreis", "Kreis")
    year = answer["jahre"][2018]
    assert (year["wert"], year["satz"]) == (f"18,2{SPACE}%", "")
    assert "Musterkreis" not in dict(year["zeilen"])
    assert not any(name.startswith("Rang") for name, _ in year["zeilen"])
    highest, lowest = year["listen"]
    assert [row[0] for row in highest["raeume"]] == ["0500201", "0500102", "0500101"]
    assert lowest["raeume"][0] == ["0500202", "B2 Bahnhof (Bdorf)", f"12,0{SPACE}%"]
    assert answer["wege"] == []


def test_profile_of_the_filter_is_about_its_group(small: Atlas) -> None:
    answer = update_profile(UNEMPLOYED | {"innerhalb": "05002"}, small)
    assert answer is not None
    assert (answer["name"], answer["raum"]) == ("Bdorf", None)
    highest, lowest = answer["jahre"][2018]["listen"]
    assert [row[0] for row in highest["raeume"]] == ["0500201"]
    assert [row[0] for row in lowest["raeume"]] == ["0500203"]
    assert answer["wege"] == [{"text": "Ganze Region zeigen (Musterkreis)", "ziel": {"innerhalb": None}}]


def test_one_observed_area_makes_no_list(small: Atlas) -> None:
    assert profile(small, UNEMPLOYED | {"innerhalb": "05001"})["listen"] == []


def test_group_leads_to_its_parts(small: Atlas) -> None:
    answer = update_profile(UNEMPLOYED | {"ebene": "kommune", "raum": "05001"}, small)
    assert answer is not None
    assert (answer["name"], answer["ort"]) == ("Astadt", "Kommune")
    assert answer["wege"] == [
        {"text": "Sozialräume von Astadt zeigen", "ziel": {"ebene": "sozialraum", "innerhalb": "05001", "raum": None}}
    ]
    # Astadt 4.6 % (4.0–5.3) against Musterkreis 5.0 %
    assert answer["jahre"][2018]["satz"] == "Der Wert weicht von dem in der Region nicht eindeutig ab."


def test_counts_are_compared_with_nothing(small: Atlas) -> None:
    year = profile(small, UNEMPLOYED | {"indikator": "bev_insgesamt", "raum": "0500102"})
    assert (year["wert"], year["satz"]) == ("2.000\u00a0Personen", "")
    assert year["zeilen"] == [("Rang unter allen (1 = höchster Wert)", "1 von 6")]


@pytest.fixture(scope="module")
def special(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Nobody in A1, too few in A2, a finished value, and a second indicator that has 2019 only."""

    def counts(text: str) -> str:
        for old, new in (
            ("einwohner;1000", "einwohner;0"),
            ("unter_18;150", "unter_18;0"),
            ("einwohner;2000", "einwohner;40"),
        ):
            text = text.replace(f"2018-12-31;{old}\n", f"2018-12-31;{new}\n")
        text = text.replace("2018-12-31;unter_18;400\n", "2018-12-31;unter_18;20\n")
        late = "".join(f"{key};2018;2019-12-31;spaet;{i}\n" for i, key in enumerate(KEYS, 1))
        finished = "".join(f"{key};2018;2018-12-31;alter;{40 + i}.5\n" for i, key in enumerate(KEYS))
        return text + late + finished

    plain = 'themenfeld = "Arbeit"\nquelle = "q"\ndefinition = "d"\nzaehler_text = "z"\n'

    def entries(text: str) -> str:
        return (
            text
            + '\n[indikatoren.spaet]\nname = "Spät"\nart = "anzahl"\nzaehler = "spaet"\neinheit = "Fälle"\n'
            + f"stellen = 0\n{plain}"
            + f'\n[indikatoren.alter]\nname = "Alter"\nart = "wert"\nzaehler = "alter"\neinheit = "Jahre"\n{plain}'
        )

    folder: Path = tmp_path_factory.mktemp("sonderfaelle")
    return start_app(write_region(folder / "region", werte=counts, indikatoren=entries), folder / "cache").atlas


KEYS = ["0500101", "0500102", "0500110", "0500201", "0500202", "0500203"]


def test_profile_of_an_undefined_rate(special: Atlas) -> None:
    year = profile(special, CHILDREN | {"raum": "0500101"})
    assert year["darstellbar"] is False
    assert "x" in year["wert"]
    assert year["satz"] == "Es gibt hier niemanden in der Bezugsgruppe; eine Quote ist nicht sinnvoll."


def test_profile_of_an_unreliable_rate_shows_the_count(special: Atlas) -> None:
    # 40 residents are below the 50 the catalogue asks for
    year = profile(special, CHILDREN | {"raum": "0500102"})
    assert "/" in year["wert"]
    assert year["zeilen"][:2] == [("Bevölkerung unter 18 Jahren", "20"), ("von: Bevölkerung insgesamt", "40")]


def test_finished_value_has_no_parts_and_nothing_above(special: Atlas) -> None:
    year = profile(special, CHILDREN | {"indikator": "alter", "raum": "0500110"})
    assert year["wert"] == "42,5\u00a0Jahre"
    assert year["satz"] == ""
    assert dict(year["zeilen"])["Rang unter allen (1 = höchster Wert)"] == "4 von 6"
    assert dict(year["zeilen"])["Musterkreis"] == "–"


def test_finished_value_without_whole_region_still_lists_extremes(special: Atlas) -> None:
    year = profile(special, CHILDREN | {"indikator": "alter"})
    assert year["darstellbar"] is False
    assert [row[0] for row in year["listen"][0]["raeume"]] == ["0500203", "0500202", "0500201"]


def test_relation_uses_the_nearest_year_and_says_so(special: Atlas) -> None:
    answer = update_relation(UNEMPLOYED | {"indikator": "bev_insgesamt", "vergleich": "spaet"}, special)
    assert answer is not None
    assert answer["jahre"][2018].endswith("„Spät“ steht für 2019.")
    assert "steht für" not in answer["jahre"][2019]


@pytest.mark.parametrize(
    ("years", "jahr", "nearest"), [((2018, 2020), 2019, 2020), ((2018, 2020), 2010, 2018), ((2018,), 2018, 2018)]
)
def test_nearest_year_is_the_later_of_two(years: tuple[int, ...], jahr: int, nearest: int) -> None:
    assert nearest_year(years, jahr) == nearest


def test_relation_leaves_suppressed_areas_out(small: Atlas) -> None:
    answer = update_relation(UNEMPLOYED | {"vergleich": "anteil_u18"}, small)
    assert answer is not None
    # A2 (8.0, 20.0), B1 (7.5, 25.0), B2 (5.0, 12.0), B3 (0.0, 15.0): r = 19.125/sqrt(39.6875 · 98) = 0.613
    assert answer["jahre"][2018] == (
        "Zwischen „Arbeitslosenanteil“ und „Anteil unter 18-Jähriger“ besteht ein starker gleichgerichteter "
        "Zusammenhang (r = 0,61, 4 Sozialräume). Ein Zusammenhang ist noch keine Ursache."
    )


def test_relation_of_too_few_areas_is_not_computed(small: Atlas) -> None:
    answer = update_relation(UNEMPLOYED | {"vergleich": "anteil_u18", "innerhalb": "05001"}, small)
    assert answer is not None
    assert answer["jahre"][2018].startswith("Ein Zusammenhang lässt sich hier nicht berechnen")


def test_relation_needs_a_second_indicator(small: Atlas) -> None:
    assert update_relation(UNEMPLOYED, small) is None
    assert update_relation(UNEMPLOYED | {"vergleich": "gibtesnicht"}, small) is None


@pytest.fixture(scope="module")
def four_levels(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """A level Stadtteil between Sozialraum and Kommune: A1+A2, A10, B1, B2+B3."""
    district = {"A1": "05001N", "A2": "05001N", "A10": "05001S", "B1": "05002N", "B2": "05002S", "B3": "05002S"}

    def moved(features: tuple[dict[str, Any], ...]) -> str:
        changed = [
            f | {"properties": f["properties"] | {"kommune": district[f["properties"]["code"]]}} for f in features
        ]
        return collection(tuple(changed))

    named = "".join(
        f'\n[[gebietsstaende.raeume.stadtteil]]\nschluessel = "{key}"\nname = "{name}"\neltern = "{key[:5]}"\n'
        for key, name in (("05001N", "Anord"), ("05001S", "Asüd"), ("05002N", "Bnord"), ("05002S", "Bsüd"))
    )

    def region(text: str) -> str:
        level = (
            '[[ebenen]]\nid = "stadtteil"\nname = "Stadtteil"\nmehrzahl = "Stadtteile"\n\n[[ebenen]]\nid = "kommune"'
        )
        text = text.replace('[[ebenen]]\nid = "kommune"', level)
        return text.replace('eltern = "kommune"\n', f'eltern = "kommune"\n{named}')

    folder: Path = tmp_path_factory.mktemp("vier")
    files = {"geometrie/neu.geojson": moved(NEW_AREAS), "geometrie/alt.geojson": moved(OLD_AREAS)}
    return start_app(write_region(folder / "region", region=region, files=files), folder / "cache").atlas


def test_group_is_the_level_below_the_region(four_levels: Atlas) -> None:
    assert four_levels.group_level.id == "kommune"
    assert four_levels.group_of("2018", "sozialraum").to_dict()["0500203"] == "05002"


def test_profile_compares_with_the_group_not_with_the_level_between(four_levels: Atlas) -> None:
    # B2 60/500 = 12.0 % (9.4–15.2); Bsüd 105/800 = 13.1 % lies inside, Bdorf 405/2,000 = 20.25 % outside
    year = profile(four_levels, CHILDREN | {"raum": "0500202"})
    assert year["satz"] == (
        "Der Wert liegt 6,2\u00a0Prozentpunkte niedriger als in der Region und 8,3\u00a0Prozentpunkte niedriger als in "
        "Bdorf."
    )
    assert dict(year["zeilen"])["Bdorf"] == f"20,3{SPACE}%"


def test_profile_of_the_level_between(four_levels: Atlas) -> None:
    answer = update_profile(CHILDREN | {"ebene": "stadtteil", "raum": "05002S"}, four_levels)
    assert answer is not None
    assert answer["ort"] == "Stadtteil in Bdorf"
    # 105/800 = 13.125 %
    assert answer["jahre"][2018]["wert"] == f"13,1{SPACE}%"
    assert "niedriger als in Bdorf" in answer["jahre"][2018]["satz"]


def test_counts_of_four_levels_are_compared_with_nothing(four_levels: Atlas) -> None:
    assert profile(four_levels, CHILDREN | {"indikator": "bev_insgesamt", "raum": "0500202"})["satz"] == ""


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("5; 10; 20", [5.0, 10.0, 20.0]),
        ("5 10,5", [5.0, 10.5]),
        ("5\n10.5\n20", [5.0, 10.5, 20.0]),
        ("500\t1.000\t2.500", [500.0, 1000.0, 2500.0]),
    ],
)
def test_typed_limits_become_numbers(text: str, limits: list[float]) -> None:
    assert update_limits(text) == ({"grenzen": limits}, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "Bitte mindestens eine Klassengrenze eingeben"),
        ("", "Bitte mindestens eine Klassengrenze eingeben"),
        ("5", "Bitte mindestens zwei Grenzen eingeben"),
        ("5; x", "„x“ ist keine Zahl"),
        ("10; 5", "müssen aufsteigen"),
        ("1 2 3 4 5 6 7", "zu viele"),
        (["5", "10"], "ist keine Zahl"),
        ({"a": 1}, "ist keine Zahl"),
        ("5\0;10", "ist keine Zahl"),
    ],
)
def test_unusable_limits_are_explained_and_change_nothing(text: Any, words: str) -> None:
    change, sentence = update_limits(text)
    assert change is no_update
    assert words in sentence


def test_every_indicator_of_the_demonstration_can_be_asked_for(demo: Atlas) -> None:
    stand = demo.config.gebietsstaende[-1].id
    for key in demo.catalogue.indikatoren:
        ebene = next((e.id for e in demo.config.ebenen if demo.years(key, stand, e.id)), None)
        if ebene is None:
            continue
        question = {"indikator": key, "stand": stand, "ebene": ebene, "vergleich": key}
        for update in (update_context, update_profile, update_relation):
            answer = update(question, demo)
            assert answer is not None
            assert list(answer["jahre"]) == list(demo.years(key, stand, ebene))
            json.dumps(answer, allow_nan=False)


def test_only_areas_of_a_handlungsfeld_are_shown(demo: Atlas) -> None:
    """Twelve areas in the published report; the demonstration region is calibrated to it."""
    selection, notices = parse_selection({"feld": "integration", "stand": "2018"}, demo)
    assert (selection.feld, notices) == ("integration", ())
    assert len(shown_areas(demo, selection)) == 12
    within, _ = parse_selection({"feld": "integration", "stand": "2018", "innerhalb": "05334002"}, demo)
    assert set(shown_areas(demo, within)) < set(shown_areas(demo, selection))


@pytest.mark.parametrize(
    ("raw", "notice"),
    [
        ({"feld": "gibtesnicht"}, "Das Handlungsfeld „gibtesnicht“ gibt es hier nicht."),
        (
            {"feld": "integration", "ebene": "kommune"},
            "Handlungsfelder gibt es hier nur für Sozialräume; der Filter ist aufgehoben.",
        ),
    ],
)
def test_handlungsfeld_that_does_not_fit_is_given_up(demo: Atlas, raw: dict[str, Any], notice: str) -> None:
    selection, notices = parse_selection(raw, demo)
    assert selection.feld is None
    assert [n.text for n in notices] == [notice]


def test_profile_of_an_area_names_its_handlungsfelder_and_why(demo: Atlas) -> None:
    answer = update_profile({"indikator": "sgb2_quote", "stand": "2018", "ebene": "sozialraum", "raum": "A1a"}, demo)
    assert answer is not None
    entry = answer["handlungsfelder"]
    assert entry["titel"] == "Handlungsfelder 2017"
    assert [field["id"] for field in entry["felder"]] == ["benachteiligung", "kinder", "integration"]
    assert entry["felder"][0]["grund"].startswith("SGB-II-Quote, ")
    assert entry["seite"] == "/handlungsfelder/?raum=A1a&stand=2018&jahr=2017"


def test_profile_without_a_selected_area_has_no_handlungsfelder(demo: Atlas) -> None:
    answer = update_profile({"indikator": "sgb2_quote", "stand": "2018", "ebene": "sozialraum"}, demo)
    assert answer is not None
    assert answer["handlungsfelder"] is None
