from indicators.status import Status


def test_every_status_has_the_letter_of_the_wire_format() -> None:
    assert {s.value: s.letter for s in Status} == {
        "beobachtet": "o",
        "gesperrt": "s",
        "fehlt": "m",
        "unsicher": "u",
        "undefiniert": "x",
        "nicht_klassiert": "n",
    }


def test_signs_are_those_of_german_official_statistics() -> None:
    assert (Status.SUPPRESSED.sign, Status.UNRELIABLE.sign, Status.UNDEFINED.sign) == ("•", "/", "x")


def test_signs_tell_all_states_apart() -> None:
    assert len({s.sign for s in Status}) == 6
