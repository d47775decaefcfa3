"""Sentences by rule. Numbers of the small region are worked out by hand from `tests/regionbuilder.py`.

2019 under 18: A1 150/1,010, A2 400/2,010, A10 100/810, B1 300/1,210, B2 60/510, B3 45/310; Musterkreis 1,055/5,860.
2018 unemployed: A1 8/1,000 and A10 6/800 (suppressed), A2 160/2,000, B1 90/1,200, B2 25/500, B3 0/300; all 289/5,800.
"""

from pathlib import Path
from typing import Any, cast

import pandas as pd
import pytest

from dashboard.atlas import Atlas
from indicators.catalogue import Indikator
from indicators.status import Status
from layouts.region import indicator_of
from layouts.sentences import (
    WHY_NOT_SHOWN,
    area_label,
    correlation_sentence,
    explain_signs,
    extremes_part,
    headline,
    profile_rows,
    profile_sentence,
    source_line,
    synthetic_notice,
)
from tests.applications import start_app
from tests.regionbuilder import write_region

NAN = float("nan")
SPACE = "\u202f"


def entry(**changes: object) -> Indikator:
    plain = {"id": "quote", "name": "Quote", "themenfeld": "T", "zaehler": "z", "nenner": "n", "einheit": "%",
             "faktor": 100, "quelle": "Amt", "definition": "d", "zaehler_text": "Fälle",
             "nenner_text": "Bevölkerung"}  # fmt: skip
    return Indikator.model_validate(plain | changes)


def row(**changes: object) -> "pd.Series[Any]":
    plain = {"wert": 12.0, "fallzahl": 120.0, "nenner": 1000.0, "status": "beobachtet", "parent_wert": 9.0,
             "region_wert": 10.0, "rank_best": 3, "rank_worst": 11, "ranked": 93, "ci_low": 10.13, "ci_high": 14.16,
             "change": -0.44, "change_from": 2017, "against_region": "ueber", "against_parent": "ueber"}  # fmt: skip
    return pd.Series(plain | changes, dtype=object)


NAMES = ("Musterkreis", "Astadt")
ONLY_REGION = ("Musterkreis", None)
PLACES = {"Musterkreis": "im Musterkreis", "Astadt": "in Astadt"}


def headline_of(region: Atlas, indikator: str, jahr: int, ebene: str = "sozialraum", group: str | None = None) -> str:
    groups = region.group_of("2018", ebene)
    shown = groups.index if group is None else groups.index[groups == group]
    level = region.published(indikator, "2018").xs((ebene, jahr), level=("ebene", "jahr"))
    frame = cast(pd.DataFrame, level.reindex(shown))
    return headline(region, indicator_of(region, indikator), "2018", ebene, jahr, group, frame)


@pytest.mark.parametrize(
    ("ebene", "key", "label"),
    [
        ("sozialraum", "0500101", "A1 Aue (Astadt)"),
        ("sozialraum", "0500201", "B1 (Bdorf)"),  # no name of its own
        ("kommune", "05001", "Astadt"),
        ("region", "musterkreis", "Musterkreis"),
    ],
)
def test_area_label(small: Atlas, ebene: str, key: str, label: str) -> None:
    assert area_label(small, "2018", ebene, key) == label


def test_headline_names_extremes_and_region(small: Atlas) -> None:
    assert headline_of(small, "anteil_u18", 2019) == (
        f"Am höchsten in B1 (Bdorf) mit 24,8{SPACE}%, am niedrigsten in B2 Bahnhof (Bdorf) mit 11,8{SPACE}%; "
        f"Musterkreis: 18,0{SPACE}%."
    )


def test_headline_within_a_group_names_the_group_too(small: Atlas) -> None:
    # Astadt 650/3,830
    assert headline_of(small, "anteil_u18", 2019, group="05001") == (
        f"Am höchsten in A2 Altstadt (Astadt) mit 19,9{SPACE}%, am niedrigsten in A10 Anhöhe (Astadt) mit "
        f"12,3{SPACE}%; Astadt: 17,0{SPACE}%, Musterkreis: 18,0{SPACE}%."
    )


def test_headline_of_counts_has_no_reference(small: Atlas) -> None:
    assert headline_of(small, "bev_insgesamt", 2019) == (
        "Am meisten in A2 Altstadt (Astadt) mit 2.010\u00a0Personen, am wenigsten in B3 Bruch (Bdorf) mit "
        "310\u00a0Personen."
    )


def test_headline_says_how_many_areas_show_nothing(small: Atlas) -> None:
    assert headline_of(small, "arbeitslosenanteil", 2018) == (
        f"Am höchsten in A2 Altstadt (Astadt) mit 8,0{SPACE}%, am niedrigsten in B3 Bruch (Bdorf) mit 0,0{SPACE}%; "
        f"Musterkreis: 5,0{SPACE}%. Sozialräume ohne Wert: 2 von 6."
    )


def test_headline_of_a_change_says_by_how_much(small: Atlas) -> None:
    change = entry(art="veraenderung", nenner=[], einheit="Prozentpunkte", faktor=1, abstand_jahre=5)
    frame = pd.DataFrame({"wert": {"0500101": 1.44, "0500102": -4.3, "0500110": -0.2}})
    assert extremes_part(small, change, "2018", "sozialraum", frame["wert"]) == (
        "Am stärksten gestiegen in A1 Aue (Astadt) um 1,4\u00a0Prozentpunkte, am stärksten gesunken in A2 Altstadt "
        "(Astadt) um 4,3\u00a0Prozentpunkte"
    )


def test_headline_of_a_change_that_rounds_to_nothing_says_so(small: Atlas) -> None:
    change = entry(art="veraenderung", nenner=[], einheit="Prozentpunkte", faktor=1, abstand_jahre=5)
    assert extremes_part(small, change, "2018", "sozialraum", pd.Series({"0500101": -0.04, "0500102": -4.3})) == (
        "Am wenigsten gesunken in A1 Aue (Astadt) mit ±0,0\u00a0Prozentpunkten, am stärksten gesunken in A2 Altstadt "
        "(Astadt) um 4,3\u00a0Prozentpunkte"
    )


def test_headline_of_finished_values_has_their_unit_in_the_dative(small: Atlas) -> None:
    age = entry(art="wert", nenner=[], einheit="Jahre", faktor=1)
    assert extremes_part(small, age, "2018", "sozialraum", pd.Series({"0500101": 45.2, "0500102": 38.1})) == (
        "Am höchsten in A1 Aue (Astadt) mit 45,2\u00a0Jahren, am niedrigsten in A2 Altstadt (Astadt) mit "
        "38,1\u00a0Jahren"
    )


def test_headline_of_the_whole_region_is_its_value(small: Atlas) -> None:
    assert headline_of(small, "arbeitslosenanteil", 2018, "region") == f"Musterkreis: 5,0{SPACE}%."


def frame_of(**values: float) -> pd.DataFrame:
    return pd.DataFrame({"wert": pd.Series(values).rename(lambda name: f"05001{name[1:]}")})


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"a01": NAN, "a02": NAN}, "Für 2019 lässt sich auf dieser Ebene kein Wert zeigen."),
        ({"a01": 5.0, "a02": 5.0}, f"Alle 2 Sozialräume mit Wert: 5,0{SPACE}%; Musterkreis: 18,0{SPACE}%."),
        (
            {"a01": 5.0, "a02": NAN},
            f"A1 Aue (Astadt): 5,0{SPACE}%; Musterkreis: 18,0{SPACE}%. Sozialräume ohne Wert: 1 von 2.",
        ),
        (
            {"a01": 5.0, "a02": 5.0, "a10": 3.0},
            f"Am höchsten in A1 Aue (Astadt) und 1 weiteren mit 5,0{SPACE}%, am niedrigsten in A10 Anhöhe (Astadt) mit "
            f"3,0{SPACE}%; Musterkreis: 18,0{SPACE}%.",
        ),
    ],
)
def test_headline_of_ties_and_gaps(small: Atlas, values: dict[str, float], sentence: str) -> None:
    indikator = indicator_of(small, "anteil_u18")
    assert headline(small, indikator, "2018", "sozialraum", 2019, None, frame_of(**values)) == sentence


@pytest.mark.parametrize(
    ("changes", "names", "sentence"),
    [
        (
            {},
            NAMES,
            "Der Wert liegt 2,0\u00a0Prozentpunkte höher als im Musterkreis und 3,0\u00a0Prozentpunkte höher als in "
            "Astadt.",
        ),
        ({}, ONLY_REGION, "Der Wert liegt 2,0\u00a0Prozentpunkte höher als im Musterkreis."),
        (
            {"wert": 8.0, "against_region": "unter", "against_parent": "nicht_eindeutig"},
            NAMES,
            "Der Wert liegt 2,0\u00a0Prozentpunkte niedriger als im Musterkreis und weicht von dem in Astadt nicht "
            "eindeutig ab.",
        ),
        ({"wert": 10.04}, ONLY_REGION, "Der Wert liegt gleichauf mit dem im Musterkreis."),
        ({"region_wert": NAN}, NAMES, "Der Wert liegt 3,0\u00a0Prozentpunkte höher als in Astadt."),
        ({"against_region": None, "against_parent": None}, NAMES, ""),
    ],
)
def test_profile_sentence(
    small: Atlas, changes: dict[str, object], names: tuple[str, str | None], sentence: str
) -> None:
    places = tuple(name and PLACES[name] for name in names)
    assert profile_sentence(entry(), row(**changes), (places[0], places[1])) == sentence


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OBSERVED])
def test_profile_says_why_nothing_is_shown(small: Atlas, status: Status) -> None:
    sentence = profile_sentence(entry(), row(status=status.value, wert=NAN), NAMES)
    assert sentence == WHY_NOT_SHOWN[status]
    assert sentence.endswith(".")


def test_suppressed_and_missing_are_told_apart() -> None:
    assert len(set(WHY_NOT_SHOWN.values())) == len(WHY_NOT_SHOWN) == len(Status) - 1


def test_profile_rows_of_a_share() -> None:
    assert profile_rows(entry(), row(), NAMES) == [
        ("Fälle", "120"),
        ("von: Bevölkerung", "1.000"),
        ("Astadt", f"9,0{SPACE}%"),
        ("Musterkreis", f"10,0{SPACE}%"),
        ("Rang unter allen (1 = höchster Wert)", "3 bis 11 von 93"),
        ("Unsicherheit (95 %)", f"10,1 bis 14,2{SPACE}%"),
        ("Veränderung seit 2017", "\u22120,4\u00a0Prozentpunkte"),
    ]


EMPTY = {"wert": NAN, "rank_best": pd.NA, "rank_worst": pd.NA, "ci_low": NAN, "ci_high": NAN, "change": NAN,
         "change_from": pd.NA}  # fmt: skip


def test_profile_rows_of_a_suppressed_area_hold_only_the_references() -> None:
    suppressed = row(**EMPTY, status="gesperrt", fallzahl=NAN, nenner=NAN)
    assert profile_rows(entry(), suppressed, NAMES) == [("Astadt", f"9,0{SPACE}%"), ("Musterkreis", f"10,0{SPACE}%")]


def test_profile_rows_of_an_unreliable_rate_keep_the_count() -> None:
    unreliable = row(**EMPTY, status="unsicher", fallzahl=12.0, nenner=60.0)
    assert profile_rows(entry(), unreliable, ONLY_REGION)[:2] == [("Fälle", "12"), ("von: Bevölkerung", "60")]


def test_profile_rows_of_a_count_hold_neither_references_nor_parts() -> None:
    count = entry(art="anzahl", nenner=[], einheit="Personen", faktor=1, stellen=0)
    shown = row(wert=1200.0, fallzahl=1200.0, nenner=NAN, ci_low=NAN, ci_high=NAN, change=30.0)
    assert profile_rows(count, shown, NAMES) == [
        ("Rang unter allen (1 = höchster Wert)", "3 bis 11 von 93"),
        ("Veränderung seit 2017", "+30\u00a0Personen"),
    ]


def test_profile_rows_of_a_finished_value_hold_references_only() -> None:
    finished = entry(art="wert", nenner=[], einheit="Jahre", faktor=1)
    shown = row(fallzahl=NAN, nenner=NAN, ci_low=NAN, ci_high=NAN, change=NAN, ranked=1)
    assert profile_rows(finished, shown, ONLY_REGION) == [("Musterkreis", "10,0\u00a0Jahre")]


def test_profile_rows_of_a_density_show_the_area_with_two_decimals() -> None:
    density = entry(nenner="flaeche_km2", einheit="EW/km²", faktor=1, nenner_text="Fläche in km²")
    assert ("von: Fläche in km²", "1,24") in profile_rows(density, row(nenner=1.2368), ONLY_REGION)


def test_source_line(small: Atlas) -> None:
    assert source_line(small, "anteil_u18", "2018", "sozialraum", 2019) == (
        "Datenquelle: Einwohnermelderegister, Stichtag 31.12.2019; eigene Berechnung. Kartengrundlage: © Kreis Muster "
        "2018, Gebietsstand Gebietsstand 2018. Datenstand 2024-05."
    )


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """2018 from a synthetic source, 2019 from a real one; finished values over a period; a notice of the region."""

    def region(text: str) -> str:
        table = '\n\n[[tabellen]]\ndatei = "tabellen/neu.csv"\nebene = "sozialraum"\nquelle = "presse"\n'
        source = '\n[quellen.presse]\ntext = "Pressestelle"\nsynthetisch = true\n'
        text = text.replace('datenversion = "2024-05"', 'datenversion = "2024-05"\nhinweis = "Erfundene Zahlen"')
        return text.replace("\n[texte]", f"{source}{table}\n[texte]")

    def finished(text: str) -> str:
        text = text.replace('quelle = "Statistik der BA"', 'quelle = "Statistik der BA"\nstand = "zeitraum"')
        return text.replace(
            'nenner = "einwohner"\neinheit = "%"\nfaktor = 100.0\nrichtung', 'art = "wert"\neinheit = "%"\nrichtung'
        )

    lines = (write_region(tmp_path_factory.mktemp("plain")) / "tabellen/werte.csv").read_text("utf-8").splitlines()
    older = [line for line in lines if "2018-12-31" in line and ";unter_18;" in line]
    rest = [line for line in lines if line not in older]
    folder: Path = write_region(
        tmp_path_factory.mktemp("gemischt"), region=region, indikatoren=finished,
        files={"tabellen/werte.csv": "\n".join(rest), "tabellen/neu.csv": "\n".join([lines[0], *older])},
    )  # fmt: skip
    return start_app(folder, folder / "cache").atlas


def test_source_line_names_every_source_used(mixed: Atlas) -> None:
    # cases from the press, residents from the register
    assert source_line(mixed, "anteil_u18", "2018", "sozialraum", 2018).startswith(
        "Datenquelle: Einwohnermelderegister; Pressestelle, Stichtag 31.12.2018; eigene Berechnung."
    )


def test_source_line_of_a_finished_value_over_a_period(mixed: Atlas) -> None:
    assert source_line(mixed, "arbeitslosenanteil", "2018", "sozialraum", 2019).startswith(
        "Datenquelle: Einwohnermelderegister, Zeitraum bis 31.12.2019. Kartengrundlage:"
    )


@pytest.mark.parametrize(("jahr", "notice"), [(2018, "Erfundene Zahlen"), (2019, None)])
def test_synthetic_notice_follows_the_source_of_the_year(mixed: Atlas, jahr: int, notice: str | None) -> None:
    assert synthetic_notice(mixed, "anteil_u18", "2018", "sozialraum", jahr) == notice


def test_synthetic_notice_is_carried_to_sums(mixed: Atlas) -> None:
    assert synthetic_notice(mixed, "anteil_u18", "2018", "region", 2018) == "Erfundene Zahlen"


def test_demonstration_is_labelled_everywhere_its_borders_are_drawn(demo: Atlas) -> None:
    stand = demo.config.gebietsstaende[-1].id
    for key in demo.catalogue.indikatoren:
        for jahr in demo.years(key, stand, "sozialraum")[-1:]:
            assert synthetic_notice(demo, key, stand, "sozialraum", jahr) == "Synthetische Demonstrationsdaten"


@pytest.mark.parametrize(
    ("r", "words"),
    [
        (0.0, "kaum ein Zusammenhang (r = 0,00"),
        (-0.19, "kaum ein Zusammenhang (r = \u22120,19"),
        (0.2, "ein schwacher gleichgerichteter Zusammenhang (r = 0,20"),
        (-0.39, "ein schwacher gegenläufiger Zusammenhang (r = \u22120,39"),
        (0.4, "ein mittlerer gleichgerichteter Zusammenhang (r = 0,40"),
        (-0.6, "ein starker gegenläufiger Zusammenhang (r = \u22120,60"),
        (0.8, "ein sehr starker gleichgerichteter Zusammenhang (r = 0,80"),
        (-1.0, "ein sehr starker gegenläufiger Zusammenhang (r = \u22121,00"),
    ],
)
def test_correlation_in_words(r: float, words: str) -> None:
    sentence = correlation_sentence(entry(name="X"), entry(name="Y"), (r, 93), "Sozialräume")
    assert sentence == (
        f"Zwischen „X“ und „Y“ besteht {words}, 93 Sozialräume). Ein Zusammenhang ist noch keine Ursache."
    )


def test_correlation_that_cannot_be_computed() -> None:
    assert correlation_sentence(entry(), entry(), None, "Sozialräume") == (
        "Ein Zusammenhang lässt sich hier nicht berechnen: zu wenige gemeinsame Werte oder keine Unterschiede."
    )


def test_signs_are_explained_where_they_can_be_seen() -> None:
    always = "Zeichen: • geheim zu halten, / nicht verlässlich, … liegt nicht vor, x nicht sinnvoll"
    assert explain_signs([Status.SUPPRESSED, Status.OBSERVED]) == always
    assert explain_signs(Status) == f"{always}, () nicht klassiert: zu wenige Menschen"
