import numpy as np
import pandas as pd
import pytest

from indicators.catalogue import Art, Indikator
from indicators.findings import Extremes, area_findings, correlation, extremes
from indicators.hierarchy import Hierarchy
from indicators.publication import publish_indicator
from tests.indicators.conftest import CountsOf, IndikatorOf, Row

NAN = float("nan")
SOZIALRAUM = ("A2b", "A10", "B1", "B2")


def _rows(variable: str, jahr: int, *values: float) -> list[Row]:
    return [("sozialraum", area, jahr, variable, wert) for area, wert in zip(SOZIALRAUM, values, strict=True)]


@pytest.fixture
def rate(indikator_of: IndikatorOf) -> Indikator:
    return indikator_of(geheimhaltung={"min_zaehler": 5})


@pytest.fixture
def published(rate: Indikator, hierarchy: Hierarchy, counts_of: CountsOf) -> pd.DataFrame:
    counts = counts_of(
        *_rows("z", 2019, 6, 20, 60, 40),
        *_rows("n", 2019, 60, 400, 500, 500),
        *_rows("z", 2020, 3, 20, 60, 40),
        *_rows("n", 2020, 60, 400, 500, 500),
        *_rows("z", 2021, 7, 25, 100, 20),
        *_rows("n", 2021, 60, 500, 500, 500),
    )
    return publish_indicator(rate, counts, hierarchy)


def test_whole_frame_of_one_area(published: pd.DataFrame, hierarchy: Hierarchy, rate: Indikator) -> None:
    found = area_findings(published, hierarchy, rate, "sozialraum", "A2b")
    expected = pd.DataFrame(
        {
            "wert": [10, NAN, 11.666666666666666],
            "fallzahl": [6, NAN, 7],
            "nenner": [60, NAN, 60],
            "status": ["beobachtet", "gesperrt", "beobachtet"],
            "parent_wert": [5.6521739130434785, 5, 5.714285714285714],  # 26/460, 23/460, 32/560
            "region_wert": [8.63013698630137, 8.424657534246576, 9.743589743589743],  # 126/1460, 123/1460, 152/1560
            # by hand: Wilson 2019 4.7–20.1, 3.3–7.6, 9.4–15.1, 5.9–10.7; 2021 5.8–22.2, 3.4–7.3, 16.7–23.7, 2.6–6.1
            "rank_best": pd.array([1, None, 1], dtype="Int64"),
            "rank_worst": pd.array([4, None, 4], dtype="Int64"),
            "ranked": [4, 2, 4],  # in 2020 A10 is hidden too: 23 of A minus 20 would be the 3 of A2b
            "ci_low": [4.66, NAN, 5.77],
            "ci_high": [20.15, NAN, 22.18],
            "change": [NAN, NAN, 1.6666666666666667],
            "change_from": pd.array([None, None, 2019], dtype="Int64"),
            "against_region": ["nicht_eindeutig", None, "nicht_eindeutig"],
            "against_parent": ["nicht_eindeutig", None, "ueber"],
        },
        index=pd.Index([2019, 2020, 2021], name="jahr"),
    )
    for column in ("against_region", "against_parent"):
        expected[column] = pd.Series(expected[column], dtype=object).where(expected[column].notna(), None)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, atol=0.01, rtol=0)
    assert found.loc[2020, "against_region"] is None


def test_level_of_the_parent_is_the_next_coarser(
    published: pd.DataFrame, hierarchy: Hierarchy, rate: Indikator
) -> None:
    found = area_findings(published, hierarchy, rate, "kommune", "A")
    assert found["parent_wert"].tolist() == found["region_wert"].tolist()
    assert found["against_parent"].tolist() == ["unter", "unter", "unter"]


def test_region_is_not_compared_with_itself(published: pd.DataFrame, hierarchy: Hierarchy, rate: Indikator) -> None:
    found = area_findings(published, hierarchy, rate, "region", "R")
    assert found["against_region"].tolist() == [None] * 3
    assert found["against_parent"].tolist() == [None] * 3
    assert found["parent_wert"].isna().all()
    assert found["rank_worst"].tolist() == [1, 1, 1]


def test_area_clearly_above_and_below(published: pd.DataFrame, hierarchy: Hierarchy, rate: Indikator) -> None:
    assert area_findings(published, hierarchy, rate, "sozialraum", "B1")["against_region"].tolist() == ["ueber"] * 3
    against = area_findings(published, hierarchy, rate, "sozialraum", "A10")["against_region"].tolist()
    assert against == ["unter", None, "unter"]


def test_suppressed_year_is_skipped_in_the_change(
    published: pd.DataFrame, hierarchy: Hierarchy, rate: Indikator
) -> None:
    found = area_findings(published, hierarchy, rate, "sozialraum", "A2b")
    assert found["change_from"].isna().tolist() == [True, True, False]
    assert area_findings(published, hierarchy, rate, "sozialraum", "B1")["change_from"].tolist()[1:] == [2019, 2020]


def test_counts_are_ranked_but_not_compared_with_their_total(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    count = indikator_of(art=Art.ANZAHL, nenner=(), faktor=1)
    published = publish_indicator(count, counts_of(*_rows("z", 2020, 9, 3, 3, 1)), hierarchy)
    found = area_findings(published, hierarchy, count, "sozialraum", "A10")
    assert found[["rank_best", "rank_worst"]].to_numpy().tolist() == [[2, 3]]
    assert found[["against_region", "against_parent"]].to_numpy().tolist() == [[None, None]]
    assert found[["ci_low", "ci_high"]].isna().to_numpy().all()


@pytest.mark.parametrize(("own", "position"), [(40.0, "unter"), (43.0, "nicht_eindeutig"), (46.0, "ueber")])
def test_finished_values_are_compared_as_they_are(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf, own: float, position: str
) -> None:
    finished = indikator_of(art=Art.WERT, nenner=(), faktor=1)
    counts = counts_of(*_rows("z", 2020, own, 1, 2, 3), ("region", "R", 2020, "z", 43.0))
    found = area_findings(publish_indicator(finished, counts, hierarchy), hierarchy, finished, "sozialraum", "A2b")
    assert found["against_region"].tolist() == [position]
    assert found["against_parent"].tolist() == [None]  # nothing was delivered for the Kommune


def test_density_has_no_interval(hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf) -> None:
    density = indikator_of(nenner="flaeche_km2", faktor=1)
    published = publish_indicator(density, counts_of(*_rows("z", 2020, 1, 2, 3, 4)), hierarchy)
    found = area_findings(published, hierarchy, density, "sozialraum", "A2b")
    assert found[["ci_low", "ci_high"]].isna().to_numpy().all()


def test_coarser_level_without_that_year_leaves_the_reference_empty(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    finished = indikator_of(art=Art.WERT, nenner=(), faktor=1)
    counts = counts_of(*_rows("z", 2020, 1, 1, 2, 3), *_rows("z", 2021, 1, 1, 2, 3), ("region", "R", 2021, "z", 43.0))
    found = area_findings(publish_indicator(finished, counts, hierarchy), hierarchy, finished, "sozialraum", "A2b")
    np.testing.assert_array_equal(found["region_wert"], [NAN, 43])


def test_indicator_without_rows_gives_an_empty_frame(
    hierarchy: Hierarchy, counts_of: CountsOf, rate: Indikator
) -> None:
    published = publish_indicator(rate, counts_of(*_rows("anderes", 2020, 1, 1, 1, 1)), hierarchy)
    assert area_findings(published, hierarchy, rate, "sozialraum", "A2b").empty


def test_unknown_area_is_an_error(published: pd.DataFrame, hierarchy: Hierarchy, rate: Indikator) -> None:
    with pytest.raises(KeyError, match="C9"):
        area_findings(published, hierarchy, rate, "sozialraum", "C9")


def test_extremes_leave_suppressed_areas_out(published: pd.DataFrame) -> None:
    assert extremes(published, "sozialraum", 2020) == Extremes(("B1",), 12.0, ("B2",), 8.0)


def test_extremes_name_all_areas_that_tie(hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf) -> None:
    count = indikator_of(art=Art.ANZAHL, nenner=(), faktor=1)
    published = publish_indicator(count, counts_of(*_rows("z", 2020, 9, 3, 9, 3)), hierarchy)
    assert extremes(published, "sozialraum", 2020) == Extremes(("A2b", "B1"), 9.0, ("A10", "B2"), 3.0)


def test_extremes_within_one_kommune(published: pd.DataFrame, hierarchy: Hierarchy) -> None:
    assert extremes(published, "sozialraum", 2021, "B", hierarchy) == Extremes(("B1",), 20.0, ("B2",), 4.0)
    with pytest.raises(ValueError, match="hierarchy"):
        extremes(published, "sozialraum", 2021, "B")


def test_no_extremes_without_values(published: pd.DataFrame) -> None:
    assert extremes(published, "sozialraum", 1999) is None


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        ([1, 2, 3, 4], [2, 4, 6, 8], (1.0, 4)),
        ([1, 2, 3, NAN], [3, 2, 1, 9], (-1.0, 3)),
        ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], (0.8, 5)),  # ranks without ties: 1 − 6·4/(5·24)
        ([1, 2, NAN], [1, NAN, 3], None),
        ([1, 2], [1, 2], None),
        ([1, 1, 1, 1], [1, 2, 3, 4], None),
    ],
)
def test_correlation_needs_three_pairs_that_vary(
    x: list[float], y: list[float], expected: tuple[float, int] | None
) -> None:
    found = correlation(x, y)
    assert (found and (round(found[0], 12), found[1])) == expected


def test_correlation_matches_areas_by_key() -> None:
    x = pd.Series({"a": 1.0, "b": 2.0, "c": 3.0, "d": 9.0})
    y = pd.Series({"c": 30.0, "b": 20.0, "a": 10.0})
    found = correlation(x, y)
    assert found is not None
    assert (round(found[0], 12), found[1]) == (1.0, 3)
