"""Words of one's own on a sheet: plain, of one line, refused where they cannot be set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.atlas import Atlas
from layouts.sheets.content import worded
from layouts.sheets.glyphs import drawable, missing
from layouts.sheets.wording import SUBTITLE_LENGTH, TITLE_LENGTH, Wording, WordingError, plain_line, read_wording
from tests.sheets import sheet_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Wo   Kinder\tarm\r\nsind ", "Wo Kinder arm sind"),
        ("A\u202eB\u2066C\u2069D\u200fE", "ABCDE"),  # right-to-left marks and isolates
        ("A\u200bB\u200dC\ufeffD\u00adE", "ABCDE"),  # zero widths and soft hyphen
        ("A\x00B\x1bC\x7fD", "ABCD"),
        ("A\u2028B\u2029C", "A B C"),
        ("u\u0308ber", "über"),
        ("Z\u0301\u0302\u0303\u0304\u0305algo", "Ź\u0302algo"),
        ("34,2\u202f% und 5\u00a0m", "34,2\u202f% und 5\u00a0m"),
        ("\ud800A", "A"),
        ("<script>x('y')</script> #a \"b\" *c* _d_ $e$", "<script>x('y')</script> #a \"b\" *c* _d_ $e$"),
        ("\u200b\u202e \n", ""),
    ],
)  # fmt: skip
def test_only_what_is_seen_stays(typed: str, kept: str) -> None:
    assert plain_line(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert plain_line(plain_line(text)) == plain_line(text)


def test_absent_words_are_the_suggested_ones() -> None:
    assert not read_wording(None, None)
    assert read_wording("", None) == Wording(None, None)
    assert read_wording(None, "") == Wording(None, "")
    assert read_wording("A", "b") == Wording("A", "b")


def test_words_may_be_as_long_as_promised() -> None:
    assert read_wording("x" * TITLE_LENGTH, "y" * SUBTITLE_LENGTH)


@pytest.mark.parametrize(
    ("title", "subtitle", "words"),
    [
        ("x" * 161, None, "Der Titel hat 161 Zeichen; möglich sind höchstens 160. Bitte kürzen."),
        (None, "x" * 1_000, "Der Untertitel hat 1.000 Zeichen; möglich sind höchstens 400."),
        ("Arm 😀 漢字", None, "Der Titel enthält Zeichen, die die Schrift der Blätter nicht hat: „😀“, „漢“, „字“."),
        (None, "שלום עולם", "Der Untertitel enthält Zeichen, die die Schrift der Blätter nicht hat: "),
    ],
)
def test_what_cannot_be_set_is_refused(title: str | None, subtitle: str | None, words: str) -> None:
    with pytest.raises(WordingError) as raised:
        read_wording(title, subtitle)
    assert words in str(raised.value)


def test_font_has_what_german_needs() -> None:
    assert missing("ÄÖÜäöüß „Zitat“ – …\u202f%\u00a0€ • − é č ł") == ()
    assert missing("a漢a字") == ("漢", "字")
    assert 1_000 < len(drawable()) < 10_000


def test_edited_title_says_what_is_shown_in_the_line_above(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019)
    edited = worded(sheet, Wording("Wo viele Kinder leben", "Zwei Kommunen"))
    assert (edited.title, edited.headline) == ("Wo viele Kinder leben", "Zwei Kommunen")
    assert edited.kicker == "Musterkreis · Sozialräume · Anteil unter 18-Jähriger 2019"
    assert edited.topic == "Anteil unter 18-Jähriger 2019"
    assert "Karte Wo viele Kinder leben. Zwei Kommunen. Anteil unter 18-Jähriger 2019." in edited.description


def test_title_that_names_the_subject_is_not_repeated(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019)
    edited = worded(sheet, Wording("Anteil unter 18-Jähriger 2019: am höchsten in Aue"))
    assert edited.kicker == sheet.kicker
    assert edited.headline == sheet.headline
    assert edited.description.count("Anteil unter 18-Jähriger 2019") == 1


def test_suggested_words_leave_the_sheet_as_it_is(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019)
    assert worded(sheet, Wording()) == sheet
    assert worded(sheet, Wording(sheet.title, sheet.headline)) == sheet
