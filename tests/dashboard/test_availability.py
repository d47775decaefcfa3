"""Which years an indicator has, from the keys of the counts alone."""

import pandas as pd

from dashboard.availability import available_years
from indicators.catalogue import Catalogue

LEVELS = ("sozialraum", "kommune", "region")
PLAIN = {"name": "n", "themenfeld": "T", "einheit": "%", "quelle": "q", "definition": "d", "zaehler_text": "z"}


def years_of(rows: list[tuple[str, str, str, int]], **entry: object) -> dict[tuple[str, str], tuple[int, ...]]:
    """(Gebietsstand, level) → years of one indicator, whose rows are (Gebietsstand, level, variable, year)."""
    counts = pd.DataFrame(rows, columns=["gebietsstand", "ebene", "variable", "jahr"])
    catalogue = Catalogue.model_validate(
        {"themenfelder": ["T"], "indikatoren": {"i": PLAIN | {"zaehler": "z"} | entry}}
    )
    return {(stand, ebene): years for (_, stand, ebene), years in available_years(counts, catalogue, LEVELS).items()}


def test_counts_are_summed_upwards_but_never_downwards() -> None:
    rows = [("2018", "kommune", "z", 2019), ("2018", "kommune", "z", 2018)]
    assert years_of(rows, art="anzahl") == {("2018", "kommune"): (2018, 2019), ("2018", "region"): (2018, 2019)}


def test_share_needs_numerator_and_denominator_of_the_same_year() -> None:
    rows = [("2018", "sozialraum", "z", 2018), ("2018", "sozialraum", "z", 2019), ("2018", "sozialraum", "n", 2019)]
    assert years_of(rows, nenner="n") == {("2018", ebene): (2019,) for ebene in LEVELS}


def test_share_may_take_its_parts_from_different_levels() -> None:
    rows = [("2018", "sozialraum", "z", 2018), ("2018", "kommune", "n", 2018)]
    assert years_of(rows, nenner="n") == {("2018", "kommune"): (2018,), ("2018", "region"): (2018,)}


def test_finished_values_stay_on_their_level() -> None:
    assert years_of([("2018", "sozialraum", "z", 2018)], art="wert") == {("2018", "sozialraum"): (2018,)}


def test_change_begins_when_the_earlier_year_is_known() -> None:
    rows = [("2018", "region", "z", jahr) for jahr in (2014, 2018, 2019, 2023)]
    assert years_of(rows, art="veraenderung", abstand_jahre=4) == {("2018", "region"): (2018, 2023)}


def test_gebietsstaende_are_kept_apart() -> None:
    rows = [("2011", "region", "z", 2016), ("2018", "region", "n", 2016)]
    assert years_of(rows, nenner="n") == {}
    assert years_of(rows, art="anzahl") == {("2011", "region"): (2016,)}


def test_area_of_the_geometry_needs_no_delivery() -> None:
    assert years_of([("2018", "region", "z", 2018)], nenner="flaeche_km2") == {("2018", "region"): (2018,)}
