"""Line breaks and widths."""

from hypothesis import given
from hypothesis import strategies as st

from layouts.sheets.items import REGULAR, SEMIBOLD
from layouts.sheets.typesetting import break_lines, shorten, text_width

WORDS = st.text(st.characters(codec="latin-1", exclude_categories=["C"]), max_size=200)


@given(WORDS, st.floats(30, 400), st.sampled_from([REGULAR, SEMIBOLD]))
def test_no_line_is_wider_than_its_column(text: str, width: float, weight: int) -> None:
    for line in break_lines(text, width, 10, weight):
        assert text_width(line, 10, weight) <= width + 1e-6 or len(line) == 1


@given(WORDS, st.floats(30, 400))
def test_nothing_is_lost_between_lines(text: str, width: float) -> None:
    kept = "".join("".join(break_lines(text, width, 10)).split(" "))
    assert kept == "".join(text.split(" "))


def test_address_breaks_behind_a_joint() -> None:
    address = "https://atlas.example/?indikator=anteil_u18&jahr=2019&ebene=sozialraum&stand=2018"
    lines = break_lines(address, 200, 9)
    assert "".join(lines) == address
    assert all(line[-1] in "&?/-" for line in lines[:-1])


def test_space_that_must_not_break_stays() -> None:
    assert break_lines("Wert 12,3\u202f%", 40, 10) == ("Wert", "12,3\u202f%")


def test_shortened_text_fits() -> None:
    short = shorten("Eine sehr lange Bezeichnung", 60, 10)
    assert short.endswith("…")
    assert text_width(short, 10) <= 60
