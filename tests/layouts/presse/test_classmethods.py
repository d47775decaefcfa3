"""The warning about classes, against cases computed by hand."""

from typing import Any

import pytest

from dashboard.atlas import Atlas
from indicators.classes import Methode
from indicators.classshifts import ClassShift
from layouts.presse.classmethods import ClassCheck, check_classes, class_sentences
from layouts.presse.views import read_views
from layouts.selection import parse_selection
from tests.sheets import sheet_of

YOUNG = {"indikator": "anteil_u18", "jahr": 2019, "ebene": "sozialraum", "stand": "2018"}


def check(region: Atlas, **asked: Any) -> ClassCheck:
    selection, notices = parse_selection(asked, region)
    assert notices == ()
    return check_classes(read_views(region, selection, sheet_of(region, **asked))[0])


def test_other_method_is_counted_area_by_area(small: Atlas) -> None:
    """2019: 14.9, 19.9, 12.3, 24.8, 11.8, 14.5; own limits 12, 13, 14, 15 → classes 3 4 1 4 0 3.

    Equal steps over both years, from 11.8 to 25.0: 14.4, 17.1, 19.7, 22.4 → classes 1 3 0 4 0 1.
    """
    found = dict(check(small, **YOUNG, methode="eigene", grenzen="12;13;14;15").shifts)
    assert found[Methode.GLEICH] == ClassShift(
        observed=6, moved=4, highest_before=2, highest_after=1, lowest_before=1, lowest_after=2
    )


def test_warning_says_what_hangs_on_it(small: Atlas) -> None:
    sentences = class_sentences([check(small, **YOUNG, methode="eigene", grenzen="12;13;14;15")])
    assert (
        "Mit gleichen Abständen statt eigenen Grenzen lägen 4 von 6 Räumen mit Wert in einer anderen Klasse; "
        "in der höchsten 1 statt 2, in der niedrigsten 2 statt 1." in sentences
    )
    assert sentences[-1].endswith(
        "In Überschrift und Text besser Zahlen nennen als Farben. "
        "Gewarnt wird ab einem Viertel der Räume mit Wert, mindestens drei."
    )


def test_strongest_method_comes_first(small: Atlas) -> None:
    moved = [shift.moved for _, shift in check(small, **YOUNG, methode="eigene", grenzen="12;13;14;15").shifts]
    assert moved == sorted(moved, reverse=True)
    assert min(moved) >= 3


def test_method_is_not_compared_with_itself(small: Atlas) -> None:
    assert Methode.GLEICH not in dict(check(small, **YOUNG, methode="gleich").shifts)


def test_few_moved_areas_are_no_warning(small: Atlas) -> None:
    """Equal steps (14.4, 17.1, 19.7, 22.4) as own limits: that method moves nothing."""
    found = check(small, **YOUNG, methode="eigene", grenzen="14,4;17,1;19,7;22,4")
    assert Methode.GLEICH not in dict(found.shifts)


def test_suppressed_areas_are_not_counted(small: Atlas) -> None:
    asked = {"indikator": "arbeitslosenanteil", "jahr": 2018, "ebene": "sozialraum", "stand": "2018"}
    found = check(small, **asked, methode="eigene", grenzen="1;2;3;4")
    assert all(shift.observed == 4 for _, shift in found.shifts)


def test_circles_have_no_classes(small: Atlas) -> None:
    found = check(small, indikator="bev_insgesamt", jahr=2019, ebene="sozialraum", stand="2018")
    assert not found.warns
    assert class_sentences([found]) == ()


def test_steady_picture_is_said_to_be_one() -> None:
    assert class_sentences([ClassCheck("", Methode.RUND, 3, ())]) == (
        "Keine andere Klassenbildung verändert das Bild stark. "
        "Gewarnt wird ab einem Viertel der Räume mit Wert, mindestens drei.",
    )


@pytest.mark.parametrize(
    ("methode", "moved", "highest", "lowest"),
    # counted with numpy quantiles, equal steps and mapclassify.FisherJenks over all 771 published values
    [(Methode.GLEICH, 75, 3, 49), (Methode.JENKS, 74, 4, 49), (Methode.QUANTILE, 27, 15, 19)],
)
def test_start_view_of_the_demonstration(demo: Atlas, methode: Methode, moved: int, highest: int, lowest: int) -> None:
    found = dict(check(demo, indikator="sgb2_quote", jahr=2022, ebene="sozialraum", stand="2018").shifts)
    assert found[methode] == ClassShift(87, moved, 10, highest, 9, lowest)
