from collections.abc import Mapping

import pandas as pd
import pytest
from pydantic import ValidationError

from indicators.hierarchy import Hierarchy
from indicators.publication import publish_indicator
from indicators.status import Status
from indicators.validity import Gueltig, Gueltigkeit, judge_areas, leave_unclassified, valid_areas
from tests.indicators.conftest import CountsOf, IndikatorOf

NAN = float("nan")
AREAS = pd.Index(["A2b", "A10", "B1", "B2"])


def published(column: str, *values: float, jahr: int = 2020) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([["sozialraum"], AREAS, [jahr]], names=["ebene", "area", "jahr"])
    empty = {"fallzahl": [NAN] * 4, "wert": [NAN] * 4}
    return pd.DataFrame(empty | {column: list(values)}, index)


def judged(rule: Mapping[str, object], **frames: pd.DataFrame) -> list[str]:
    verdict = judge_areas(Gueltigkeit.model_validate(rule), frames, AREAS, "sozialraum", 2020)
    assert verdict.index.equals(AREAS)
    return [str(entry) for entry in verdict]


def test_the_minimum_itself_is_enough() -> None:
    residents = published("fallzahl", 300.0, 299.0, 0.0, 8500.0)
    assert judged({"einwohner": "ew"}, ew=residents) == ["gueltig", "zu_klein", "zu_klein", "gueltig"]
    assert judged({"einwohner": "ew", "mindestens": 299}, ew=residents)[1] == "gueltig"


def test_hidden_or_absent_residents_are_unknown_not_few() -> None:
    residents = published("fallzahl", 500.0, NAN, 20.0, 900.0)
    assert judged({"einwohner": "ew"}, ew=residents) == ["gueltig", "einwohner_unbekannt", "zu_klein", "gueltig"]


def test_residents_of_another_year_say_nothing() -> None:
    assert judged({"einwohner": "ew"}, ew=published("fallzahl", *[500.0] * 4, jahr=2019)) == ["einwohner_unbekannt"] * 4


def test_a_published_class_decides() -> None:
    assert judged({"klasse": "k"}, k=published("wert", 3.0, NAN, 0.0, -1.0)) == [
        "gueltig", "ohne_klasse", "gueltig", "gueltig",
    ]  # fmt: skip


def test_exceptions_hold_in_their_years() -> None:
    rule = {
        "einwohner": "ew",
        "ausnahmen": [
            {"raum": "A10", "jahre": [2020], "grund": "Kaserne"},
            {"raum": "B1", "jahre": [2019], "grund": "Erstaufnahme"},
            {"raum": "B2", "grund": "Klinikgelände"},
        ],
    }
    found = judged(rule, ew=published("fallzahl", *[500.0] * 4))
    assert found == ["gueltig", "ausgenommen", "gueltig", "ausgenommen"]


def test_both_conditions_must_hold() -> None:
    frames = {"ew": published("fallzahl", 500.0, 500.0, 20.0, NAN), "k": published("wert", 1.0, NAN, 1.0, 1.0)}
    assert judged({"einwohner": "ew", "klasse": "k"}, **frames) == [
        "gueltig", "ohne_klasse", "zu_klein", "einwohner_unbekannt",
    ]  # fmt: skip


def test_suppressed_residents_make_an_area_invalid(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    counts = counts_of(*[("sozialraum", area, 2020, "z", 400.0 if area != "B1" else 7.0) for area in AREAS])
    count = indikator_of(id="ew", art="anzahl", nenner=(), faktor=1, geheimhaltung={"min_zaehler": 10})
    frame = publish_indicator(count, counts, hierarchy)
    valid = valid_areas(Gueltigkeit(einwohner="ew"), {"ew": frame}, AREAS, "sozialraum", 2020)
    # B2 has 400 residents, but is hidden so that nobody subtracts it from the total of B
    assert valid.to_dict() == {"A2b": True, "A10": True, "B1": False, "B2": False}


def test_every_answer_is_one_of_the_closed_set() -> None:
    assert [str(answer) for answer in Gueltig] == [
        "gueltig", "zu_klein", "einwohner_unbekannt", "ausgenommen", "ohne_klasse", "kommune_zu_klein",
    ]  # fmt: skip


def test_a_rule_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="„einwohner“ oder „klasse“ fehlt"):
        Gueltigkeit()


def test_a_secret_number_of_residents_does_not_make_an_area_small() -> None:
    observed = pd.Categorical(["beobachtet"] * 4, categories=[str(s) for s in Status])
    rate = published("wert", 1.0, 2.0, 3.0, 4.0).assign(status=observed)
    residents = published("fallzahl", 300.0, 299.0, NAN, 8500.0)
    left = leave_unclassified(rate, residents, 300)
    assert left["status"].tolist() == ["beobachtet", "nicht_klassiert", "beobachtet", "beobachtet"]
    assert left["wert"].fillna(-1.0).tolist() == [1.0, -1.0, 3.0, 4.0]
