"""Rules as data: what can be written, what is refused and why, addresses and limits."""

from typing import Any

import pytest
from pydantic import ValidationError

from indicators.handlungsfelder.fields import Handlungsfelder, Symbol, format_path, parse_path
from indicators.handlungsfelder.rules import Alle, Bedingung, Eine, Groesse, Mindestens, Vergleich, walk
from indicators.handlungsfelder.whatif import with_limit

LEAF = {"indikator": "armut", "grenze": 1.0}


def field(**changes: Any) -> dict[str, Any]:
    entry = {"name": "Armut", "kurz": "Armut", "farbe": "#aa0000", "symbol": "kreis", "definition": "d", "quelle": "q"}
    return {**entry, "regel": LEAF, **changes}


def file(**fields: dict[str, Any]) -> Handlungsfelder:
    return Handlungsfelder.model_validate({"gueltig": {"einwohner": "ew"}, "handlungsfelder": fields})


def test_a_condition_asks_for_z_at_least_unless_told_otherwise() -> None:
    leaf = Bedingung.model_validate(LEAF)
    assert (leaf.groesse, leaf.vergleich) == (Groesse.Z, Vergleich.MINDESTENS)


def test_nodes_are_told_apart_by_their_joining_word() -> None:
    rule = Alle.model_validate({"alle": [{"eine": [LEAF]}, {"mindestens": 1, "von": [LEAF]}, LEAF]})
    assert [type(node) for _, node in walk(rule)] == [Alle, Eine, Bedingung, Mindestens, Bedingung, Bedingung]
    assert [path for path, _ in walk(rule)] == [(), (0,), (0, 0), (1,), (1, 0), (2,)]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"mindestens": 3, "von": [LEAF, LEAF]}, "„mindestens“ = 3, aber „von“ hat nur 2 Einträge"),
        ({**LEAF, "groesse": "quantil", "grenze": 50}, "„grenze“ = 50 ist kein Quantil"),
        ({**LEAF, "groesse": "anzahl", "grenze": -1}, "„grenze“ = -1 ist keine Anzahl"),
        ({**LEAF, "vergleich": "=>"}, "Input should be '>=', '<=', '>' or '<'"),
        ({"alle": []}, "at least 1 item"),
        ({"mindestens": 0, "von": [LEAF]}, "greater than or equal to 1"),
        ({"mindestens": 1}, "von\n  Field required"),
        ({"alle": [LEAF], "eine": [LEAF]}, "Extra inputs"),
        ({"grenze": 1}, "indikator\n  Field required"),
    ],
)
def test_rules_that_cannot_work_are_refused(rule: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        file(armut=field(regel=rule))
    assert message in str(caught.value)


def test_fields_must_be_told_apart_by_name_colour_and_symbol() -> None:
    with pytest.raises(ValidationError, match="„symbol“ = „kreis“ haben mehrere Handlungsfelder"):
        file(a=field(), b=field(name="B", kurz="B", farbe="#00aa00"))
    with pytest.raises(ValidationError, match="„farbe“ = „#aa0000“ haben mehrere Handlungsfelder"):
        file(a=field(), b=field(name="B", kurz="B", symbol="stern", farbe="#AA0000"))
    assert len(Symbol) == 8


def test_a_theme_can_only_concern_fields_that_exist() -> None:
    theme = {"name": "T", "kurz": "T", "handlungsfelder": ["reichtum"], "raeume": []}
    data = {"gueltig": {"einwohner": "ew"}, "handlungsfelder": {"armut": field()}}
    with pytest.raises(ValidationError, match="Handlungsfeld „reichtum“ ist nicht erklärt"):
        Handlungsfelder.model_validate(data | {"prioritaeten": {"stand": "s", "quelle": "q", "themen": {"t": theme}}})


def test_indicators_are_named_once_in_the_order_of_the_file() -> None:
    rule = {"eine": [{"indikator": "b", "grenze": 0}, {"indikator": "a", "grenze": 0}, {"indikator": "b", "grenze": 1}]}
    assert file(armut=field(regel=rule)).indikatoren == ("b", "a")
    assert file(armut=field(regel=rule)).indikatoren_mit_gueltigkeit == ("b", "a", "ew")


@pytest.mark.parametrize(("field_id", "path", "address"), [("a", (), "a"), ("a", (0, 11), "a.1.12")])
def test_addresses_can_be_read_again(field_id: str, path: tuple[int, ...], address: str) -> None:
    assert format_path(field_id, path) == address
    assert parse_path(address) == (field_id, path)


@pytest.mark.parametrize("address", ["a.", "a.0", "a.x", "a.-1", "a.²"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(KeyError):
        parse_path(address)


def test_another_limit_leaves_the_given_rules_as_they_are() -> None:
    fields = file(armut=field(regel={"mindestens": 1, "von": [LEAF, {"eine": [LEAF]}]}))
    changed = with_limit(fields, "armut.2.1", 0.5)
    assert [leaf.grenze for leaf in fields.handlungsfelder["armut"].conditions.values()] == [1.0, 1.0]
    assert [leaf.grenze for leaf in changed.handlungsfelder["armut"].conditions.values()] == [1.0, 0.5]


@pytest.mark.parametrize("address", ["reichtum.1", "armut", "armut.3", "armut.1.1"])
def test_a_limit_needs_a_condition_at_its_address(address: str) -> None:
    fields = file(armut=field(regel={"eine": [LEAF, LEAF]}))
    with pytest.raises(KeyError):
        with_limit(fields, address, 0.5)


def test_another_limit_must_fit_its_condition() -> None:
    fields = file(armut=field(regel={**LEAF, "groesse": "quantil", "grenze": 0.5}))
    with pytest.raises(ValidationError, match="ist kein Quantil"):
        with_limit(fields, "armut", 1.5)
