import pandas as pd
import pytest

from indicators.catalogue import Art
from indicators.findings import area_findings
from indicators.hierarchy import Hierarchy
from indicators.publication import publish_indicator
from indicators.rankings import rank_table
from tests.indicators.conftest import CountsOf, IndikatorOf, Row

NAN = float("nan")
SOZIALRAUM = ("A2b", "A10", "B1", "B2")


def rows(variable: str, jahr: int, *values: float) -> list[Row]:
    return [("sozialraum", area, jahr, variable, wert) for area, wert in zip(SOZIALRAUM, values, strict=True)]


def ranking(best: list[float], worst: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"rank_best": best, "rank_worst": worst}, index=pd.Index(SOZIALRAUM), dtype=float)


def test_ranks_of_shares_are_the_ranges_their_intervals_leave(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 5})
    counts = counts_of(
        *rows("z", 2019, 6, 20, 60, 40), *rows("n", 2019, 60, 400, 500, 500),
        *rows("z", 2021, 7, 25, 100, 20), *rows("n", 2021, 60, 500, 500, 500),
    )  # fmt: skip
    tables = rank_table(publish_indicator(rate, counts, hierarchy), hierarchy, rate, "sozialraum")
    assert list(tables) == [2019, 2021]
    # Wilson 2019 4.7–20.1, 3.3–7.6, 9.4–15.1, 5.9–10.7; 2021 5.8–22.2, 3.4–7.3, 16.7–23.7, 2.6–6.1
    pd.testing.assert_frame_equal(
        tables[2019], ranking([1, 2, 1, 1], [4, 4, 3, 4]), check_dtype=False, check_names=False
    )
    pd.testing.assert_frame_equal(
        tables[2021], ranking([1, 2, 1, 2], [4, 4, 2, 4]), check_dtype=False, check_names=False
    )


def test_suppressed_and_missing_areas_have_no_rank_and_take_none(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    count = indikator_of(art=Art.ANZAHL, nenner=(), faktor=1, geheimhaltung={"min_zaehler": 10})
    # two small counts in one Kommune protect each other; B1 was not delivered
    published = publish_indicator(count, counts_of(*rows("z", 2020, 6, 8, NAN, 40)), hierarchy)
    table = rank_table(published, hierarchy, count, "sozialraum")[2020]
    pd.testing.assert_frame_equal(
        table, ranking([NAN, NAN, NAN, 1], [NAN, NAN, NAN, 1]), check_dtype=False, check_names=False
    )


def test_equal_counts_share_their_ranks(hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf) -> None:
    count = indikator_of(art=Art.ANZAHL, nenner=(), faktor=1)
    published = publish_indicator(count, counts_of(*rows("z", 2020, 9, 3, 3, 1)), hierarchy)
    table = rank_table(published, hierarchy, count, "sozialraum")[2020]
    pd.testing.assert_frame_equal(table, ranking([1, 2, 2, 4], [1, 3, 3, 4]), check_dtype=False, check_names=False)


def test_level_without_any_value_ranks_nobody(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    finished = indikator_of(art=Art.WERT, nenner=(), faktor=1)
    published = publish_indicator(finished, counts_of(("kommune", "A", 2020, "z", 40.5)), hierarchy)
    assert rank_table(published, hierarchy, finished, "sozialraum")[2020].isna().to_numpy().all()
    assert rank_table(published, hierarchy, finished, "kommune")[2020].loc[["A"]].to_numpy().tolist() == [[1, 1]]


@pytest.mark.parametrize("area", SOZIALRAUM)
def test_table_agrees_with_the_profile_of_each_area(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf, area: str
) -> None:
    rate = indikator_of()
    counts = counts_of(*rows("z", 2019, 6, 20, 60, 40), *rows("n", 2019, 60, 400, 500, 500))
    published = publish_indicator(rate, counts, hierarchy)
    found = area_findings(published, hierarchy, rate, "sozialraum", area).loc[2019]
    row = rank_table(published, hierarchy, rate, "sozialraum")[2019].loc[area]
    assert (row["rank_best"], row["rank_worst"]) == (found["rank_best"], found["rank_worst"])
