"""Evaluation of rules on published figures, all expected results worked out by hand.

Four areas: A2b and A10 in Kommune A, B1 and B2 in Kommune B. Of 100 people each, 10, 20, 30 and 40 are poor: mean 25,
population standard deviation √125 = 11.18, z = −1.342, −0.447, 0.447, 1.342; Kommune A 15 %, B 35 %, region 25 %.
"""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest

from indicators.catalogue import Catalogue, Indikator
from indicators.handlungsfelder.evaluation import Evaluation, evaluate_fields
from indicators.handlungsfelder.explanation import explain_field
from indicators.handlungsfelder.fields import Handlungsfelder
from indicators.handlungsfelder.kleene import Erfuellung
from indicators.handlungsfelder.measures import GRUENDE, Grund, Measures, measure
from indicators.handlungsfelder.overrides import Zuordnung
from indicators.handlungsfelder.priorities import meet, priority_matrix
from indicators.handlungsfelder.themes import Prioritaeten
from indicators.handlungsfelder.whatif import compare_evaluations, with_limit
from indicators.hierarchy import Hierarchy
from indicators.publication import publish_indicator
from tests.indicators.conftest import CountsOf, IndikatorOf

AREAS = ("A2b", "A10", "B1", "B2")
POOR = (10.0, 20.0, 30.0, 40.0)
LEAF = {"indikator": "armut", "groesse": "z", "vergleich": ">=", "grenze": 1.0}


def fields_of(*rules: Mapping[str, Any]) -> Handlungsfelder:
    looks = (("#aa0000", "kreis"), ("#00aa00", "stern"), ("#0000aa", "raute"))
    entries = {
        f"f{number}": {"name": f"F{number}", "kurz": f"F{number}", "farbe": colour, "symbol": symbol,
                       "definition": "d", "quelle": "q", "regel": rule}
        for number, (rule, (colour, symbol)) in enumerate(zip(rules, looks, strict=False), 1)
    }  # fmt: skip
    return Handlungsfelder.model_validate({"gueltig": {"einwohner": "ew"}, "handlungsfelder": entries})


@pytest.fixture
def catalogue(indikator_of: IndikatorOf) -> Catalogue:
    armut = {"zaehler": "arm", "nenner": "n", "richtung": "belastend"}
    entries: dict[str, Indikator] = {
        "armut": indikator_of(id="armut", **armut, geheimhaltung={"min_zaehler": 5}),
        "unsicher": indikator_of(id="unsicher", **armut, geheimhaltung={"min_nenner": 200}),
        "schule": indikator_of(id="schule", zaehler="gym", nenner="n", richtung="entlastend"),
        "neutral": indikator_of(id="neutral", zaehler="arm", nenner="n"),
        "leer": indikator_of(id="leer", zaehler="nie", nenner="n"),
        "gleich": indikator_of(id="gleich", zaehler="n", nenner="n"),
        "ew": indikator_of(id="ew", zaehler="n", nenner=(), art="anzahl", faktor=1),
    }
    return Catalogue(themenfelder=("Thema",), indikatoren=entries)


@pytest.fixture
def measures(catalogue: Catalogue, hierarchy: Hierarchy, counts_of: CountsOf) -> Measures:
    return measures_of(catalogue, hierarchy, counts_of, POOR)


def measures_of(
    catalogue: Catalogue, hierarchy: Hierarchy, counts_of: CountsOf, poor: tuple[float, ...], valid: str = "1111"
) -> Measures:
    rows = [("sozialraum", area, 2020, "arm", number) for area, number in zip(AREAS, poor, strict=True)]
    rows += [("sozialraum", area, 2020, "gym", number) for area, number in zip(AREAS, POOR, strict=True)]
    rows += [("sozialraum", area, 2020, "n", 100.0) for area in AREAS]
    published = {name: publish_indicator(entry, counts_of(*rows), hierarchy)
                 for name, entry in catalogue.indikatoren.items()}  # fmt: skip
    takes_part = pd.Series([digit == "1" for digit in valid], index=list(AREAS))
    return measure(published, catalogue, hierarchy, takes_part, ("sozialraum", "kommune"), 2020, "ew")


def states(evaluation: Evaluation, field: str = "f1") -> str:
    return "".join({1: "T", 0: "U", -1: "F"}[state] for state in evaluation.frame[field].tolist())


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"groesse": "z", "grenze": 1.0}, "FFFT"),
        ({"groesse": "z", "vergleich": "<", "grenze": 0}, "TTFF"),
        ({"groesse": "wert", "vergleich": ">=", "grenze": 30}, "FFTT"),  # exactly at the limit
        ({"groesse": "wert", "vergleich": ">", "grenze": 30}, "FFFT"),
        ({"groesse": "wert", "vergleich": "<=", "grenze": 10}, "TFFF"),
        ({"groesse": "wert", "vergleich": "<", "grenze": 10}, "FFFF"),
        ({"groesse": "quantil", "vergleich": "<", "grenze": 0.5}, "TTFF"),  # median 25
        ({"groesse": "quantil", "vergleich": ">=", "grenze": 0.9}, "FFFT"),  # 37
        ({"groesse": "anzahl", "vergleich": ">", "grenze": 20}, "FFTT"),
        ({"groesse": "gegen_kommune", "vergleich": ">=", "grenze": 5}, "FTFT"),  # ±5 points, at the limit
        ({"groesse": "gegen_region", "vergleich": ">", "grenze": 0}, "FFTT"),
        ({"indikator": "schule", "grenze": 1.0}, "TFFF"),  # relieving: few means burdened
        ({"indikator": "neutral", "grenze": 1.0}, "FFFT"),  # neutral keeps its sign
        ({"indikator": "leer", "grenze": 1.0}, "UUUU"),
        ({"indikator": "gleich", "grenze": 0.0}, "TTTT"),  # no spread: z is 0 and known
        ({"indikator": "unsicher", "groesse": "wert", "grenze": 0}, "UUUU"),  # rate not reliable …
        ({"indikator": "unsicher", "groesse": "anzahl", "grenze": 20}, "FTTT"),  # … the count is published
    ],
)
def test_each_quantity_is_compared_with_its_limit(measures: Measures, condition: dict[str, Any], expected: str) -> None:
    assert states(evaluate_fields(fields_of(LEAF | condition), measures)) == expected


def test_distances_are_positive_where_the_condition_is_met(measures: Measures) -> None:
    below = {"groesse": "quantil", "vergleich": "<", "grenze": 0.5}
    evaluation = evaluate_fields(fields_of(LEAF | {"groesse": "wert", "grenze": 30}, LEAF | below), measures)
    assert evaluation.results["f1"].conditions[()].distance.tolist() == [-20.0, -10.0, 0.0, 10.0]
    assert evaluation.results["f2"].conditions[()].limit == 25.0
    assert evaluation.results["f2"].conditions[()].distance.tolist() == [15.0, 5.0, -5.0, -15.0]


def test_a_limit_that_floating_point_misses_is_still_hit(
    catalogue: Catalogue, hierarchy: Hierarchy, counts_of: CountsOf
) -> None:
    made = measures_of(catalogue, hierarchy, counts_of, (7.0, 14.0, 29.0, 57.0))  # 100 · 0.29 is 28.999999999999996
    limit = {"groesse": "gegen_region", "grenze": 29 - 26.75}
    assert states(evaluate_fields(fields_of(LEAF | limit), made)) == "FFTT"
    assert states(evaluate_fields(fields_of(LEAF | limit | {"vergleich": ">"}), made)) == "FFFT"


def test_suppressed_is_unknown_and_only_what_does_not_need_it_is_known(
    catalogue: Catalogue, hierarchy: Hierarchy, counts_of: CountsOf
) -> None:
    made = measures_of(catalogue, hierarchy, counts_of, (3.0, 20.0, 30.0, 40.0))  # A2b under 5, A10 hides it
    assert [str(GRUENDE[code]) for code in made.by_indicator["armut"].status] == ["gesperrt", "gesperrt", "", ""]
    poor, school = LEAF | {"groesse": "wert", "grenze": 35}, {**LEAF, "indikator": "schule", "grenze": 0.0}
    both, one = {"alle": [poor, school]}, {"eine": [poor, school]}
    evaluation = evaluate_fields(fields_of(poor, both, one), made)
    assert states(evaluation) == "UUFT"
    assert states(evaluation, "f2") == "UUFF"  # school: z ≥ 0 in A2b and A10
    assert states(evaluation, "f3") == "TTFT"
    reading = explain_field(evaluation, "f1", "A2b").rule.condition
    assert reading is not None
    assert reading.grund is Grund.GESPERRT
    hidden = (reading.figure, reading.distance, reading.wert, reading.fallzahl)
    assert all(math.isnan(number) for number in hidden)


def test_the_evaluation_is_the_same_whatever_the_hidden_count_is(
    catalogue: Catalogue, hierarchy: Hierarchy, counts_of: CountsOf
) -> None:
    rules = fields_of(LEAF, LEAF | {"groesse": "quantil", "grenze": 0.5}, LEAF | {"groesse": "gegen_region"})
    made = [
        evaluate_fields(rules, measures_of(catalogue, hierarchy, counts_of, (hidden, 23.0 - hidden, 30.0, 40.0)))
        for hidden in (1.0, 4.0)  # the total of Kommune A stays 23
    ]
    pd.testing.assert_frame_equal(made[0].frame, made[1].frame)
    for field in ("f1", "f2", "f3"):
        first, second = (one.results[field].conditions[()] for one in made)
        assert first.limit == second.limit
        assert first.figure.tolist()[2:] == second.figure.tolist()[2:]


def test_areas_outside_the_standardisation_have_no_z_but_a_value(
    catalogue: Catalogue, hierarchy: Hierarchy, counts_of: CountsOf
) -> None:
    made = measures_of(catalogue, hierarchy, counts_of, POOR, valid="1110")  # mean 20, σ = 8.165
    rules = fields_of(LEAF | {"grenze": 1.2}, LEAF | {"groesse": "quantil", "grenze": 0.9}, LEAF | {"groesse": "wert"})
    evaluation = evaluate_fields(rules, made)
    assert [states(evaluation, name) for name in ("f1", "f2", "f3")] == ["FFTU", "FFTU", "TTTT"]  # 90 % quantile 28
    reading = explain_field(evaluation, "f1", "B2").rule.condition
    assert reading is not None
    assert (reading.grund, reading.wert) == (Grund.UNGUELTIG, 40.0)


def test_nested_rules_count_what_is_met_and_what_is_unknown(measures: Measures) -> None:
    empty = {**LEAF, "indikator": "leer"}
    rule = {"mindestens": 2, "von": [LEAF | {"grenze": 0.0}, {"eine": [empty, LEAF]}, empty], "text": "zwei von drei"}
    evaluation = evaluate_fields(fields_of(rule), measures)
    assert states(evaluation) == "UUUT"
    root = explain_field(evaluation, "f1", "B1").rule
    assert (root.state, root.needed, root.met, root.unknown, root.text) == (
        Erfuellung.UNBEKANNT, 2, 1, 2, "zwei von drei",
    )  # fmt: skip
    assert [member.address for member in root.members] == ["f1.1", "f1.2", "f1.3"]
    assert [member.address for member in root.members[1].members] == ["f1.2.1", "f1.2.2"]
    first = root.members[0].condition
    assert first is not None
    assert (first.wert, first.fallzahl, first.kommune, first.region) == (30.0, 30.0, 35.0, 25.0)
    assert first.figure == pytest.approx(0.4472, abs=1e-4)


def test_overrides_change_what_holds_and_not_what_the_rule_says(measures: Measures) -> None:
    by_hand = (
        Zuordnung("A10", "f1", True, "Ortskenntnis", "Jugendamt", date(2024, 5, 1)),
        Zuordnung("B2", "f1", False, "Studierendenwohnheim", "Jugendamt", date(2024, 5, 1)),
        Zuordnung("weg", "f1", True, "Raum eines anderen Gebietsstands", "Jugendamt", date(2024, 5, 1)),
    )
    evaluation = evaluate_fields(fields_of(LEAF), measures, by_hand)
    assert states(evaluation) == "FTFF"
    assert evaluation.rule_frame["f1"].tolist() == [-1, -1, -1, 1]
    reading = explain_field(evaluation, "f1", "B2")
    assert (reading.state, reading.rule.state) == (Erfuellung.NICHT_ERFUELLT, Erfuellung.ERFUELLT)
    assert reading.override == by_hand[1]
    count = evaluation.count("f1")
    assert (count.areas, count.groups, count.unknown, count.by_hand, count.people) == (1, 1, 0, 2, 100.0)


def test_counts_over_all_fields(measures: Measures) -> None:
    evaluation = evaluate_fields(fields_of(LEAF, LEAF | {"grenze": 0.0}, {**LEAF, "indikator": "leer"}), measures)
    assert evaluation.number_of_fields().to_dict("list") == {"erfuellt": [0, 0, 1, 2], "unbekannt": [1, 1, 1, 1]}
    anyone = evaluation.count_any()
    assert (anyone.areas, anyone.groups, anyone.unknown, anyone.people) == (2, 1, 2, 200.0)


def test_moving_a_limit_names_who_enters_and_who_leaves(measures: Measures) -> None:
    fields = fields_of(LEAF | {"groesse": "wert", "grenze": 30}, LEAF)
    before = evaluate_fields(fields, measures)
    looser = compare_evaluations(before, evaluate_fields(with_limit(fields, "f1", 20), measures))
    assert (looser.fields["f1"].entered, looser.fields["f1"].left) == (("A10",), ())
    assert (looser.fields["f1"].before.areas, looser.fields["f1"].after.areas) == (2, 3)
    assert (looser.anyone.entered, looser.anyone.after.groups) == (("A10",), 2)
    stricter = compare_evaluations(before, evaluate_fields(with_limit(fields, "f1", 45), measures))
    assert stricter.fields["f1"].left == ("B1", "B2")
    assert stricter.anyone.left == ("B1",)  # B2 keeps its other field
    assert stricter.fields["f2"].left == ()


def test_evaluations_of_other_fields_are_not_compared(measures: Measures) -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        compare_evaluations(
            evaluate_fields(fields_of(LEAF), measures), evaluate_fields(fields_of(LEAF, LEAF), measures)
        )


def test_a_priority_meets_an_area_with_need_in_its_own_kommune(measures: Measures) -> None:
    themes = {
        "armut": {"name": "Armut", "kurz": "Armut", "handlungsfelder": ["f1"], "raeume": ["A", "B"]},
        "bildung": {"name": "Bildung", "kurz": "Bildung", "handlungsfelder": ["f2"], "raeume": ["B"]},
        "verkehr": {"name": "Verkehr", "kurz": "Verkehr", "raeume": ["A"]},
    }
    priorities = Prioritaeten.model_validate({"stand": "2018", "quelle": "q", "themen": themes})
    evaluation = evaluate_fields(fields_of(LEAF, {**LEAF, "indikator": "leer"}), measures)
    met = {(one.thema, one.gruppe): (one.named, one.areas, one.unknown, one.meets)
           for one in meet(priorities, evaluation, ("A", "B"))}  # fmt: skip
    assert met == {
        ("armut", "A"): (True, (), (), False),
        ("armut", "B"): (True, ("B2",), (), True),
        ("bildung", "A"): (False, (), ("A2b", "A10"), False),
        ("bildung", "B"): (True, (), ("B1", "B2"), False),
        ("verkehr", "A"): (True, (), (), False),
        ("verkehr", "B"): (False, (), (), False),
    }
    assert priority_matrix(priorities, ("A", "B")).sum().to_dict() == {"armut": 2, "bildung": 1, "verkehr": 1}


def test_an_unknown_area_has_no_explanation(measures: Measures) -> None:
    with pytest.raises(KeyError, match="unknown"):
        explain_field(evaluate_fields(fields_of(LEAF), measures), "f1", "X")
