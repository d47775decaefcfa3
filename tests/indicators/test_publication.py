from typing import Any

import numpy as np
import pandas as pd
import pytest

from indicators.catalogue import Art
from indicators.hierarchy import Hierarchy
from indicators.publication import publish_indicator, publish_internally
from tests.indicators.conftest import CountsOf, IndikatorOf, Row

NAN = float("nan")
SOZIALRAUM = ("A2b", "A10", "B1", "B2")


def _rows(variable: str, jahr: int, *values: float) -> list[Row]:
    return [("sozialraum", area, jahr, variable, wert) for area, wert in zip(SOZIALRAUM, values, strict=True)]


def _cell(published: pd.DataFrame, ebene: str, area: str, jahr: int) -> dict[str, Any]:
    return {str(column): value for column, value in published.to_dict("index")[ebene, area, jahr].items()}


def test_whole_frame_of_a_protected_rate(hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10, "min_nenner": 100})
    counts = pd.concat(
        [counts_of(*_rows("z", 2020, 7, 12, 0, 30)), counts_of(*_rows("n", 2020, 206, 60, 500, 300), quelle="register")]
    )
    expected = pd.DataFrame(
        {
            "fallzahl": [NAN, NAN, 0, 30, 19, 30, 49],  # 19 minus the 12 of A10 would be the 7 of A2b
            "nenner": [NAN, NAN, 500, 300, 266, 800, 1066],
            # 100·30/300, 100·19/266, 100·30/800, 100·49/1066, by hand
            "wert": [NAN, NAN, 0, 10, 7.142857142857143, 3.75, 4.596622889305816],
            "status": pd.Categorical(
                ["gesperrt", "gesperrt", "beobachtet", "beobachtet", "beobachtet", "beobachtet", "beobachtet"],
                categories=["beobachtet", "gesperrt", "fehlt", "unsicher", "undefiniert", "nicht_klassiert"],
            ),
            "stichtag": pd.Timestamp("2020-12-31"),
            "quelle": "amt+register",
        },
        index=pd.MultiIndex.from_tuples(
            [("sozialraum", a, 2020) for a in SOZIALRAUM]
            + [("kommune", "A", 2020), ("kommune", "B", 2020), ("region", "R", 2020)],
            names=["ebene", "area", "jahr"],
        ),
    )
    pd.testing.assert_frame_equal(publish_indicator(rate, counts, hierarchy), expected, check_index_type=False)


def test_value_of_the_kommune_is_never_the_mean_of_rates(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    counts = counts_of(*_rows("z", 2020, 50, 10, 1, 1), *_rows("n", 2020, 100, 900, 10, 10))
    wert = publish_indicator(indikator_of(), counts, hierarchy)["wert"]
    assert wert["kommune", "A", 2020] == 6  # 100·60/1000; the mean of 50 % and 1.1 % would be 25.6


def test_rows_follow_levels_then_areas_then_years(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    rows = [*_rows("z", 2021, 1, 1, 1, 1), *_rows("z", 2019, 1, 1, 1, 1)]
    published = publish_indicator(indikator_of(art=Art.ANZAHL, nenner=()), counts_of(*rows), hierarchy)
    assert list(published.index[:4]) == [
        ("sozialraum", "A2b", 2019),
        ("sozialraum", "A2b", 2021),
        ("sozialraum", "A10", 2019),
        ("sozialraum", "A10", 2021),
    ]
    assert list(published.index.unique("ebene")) == ["sozialraum", "kommune", "region"]


def test_order_of_rows_and_categories_of_the_input_do_not_matter(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    counts = counts_of(
        *_rows("z", 2020, 1, 2, 3, 4), *_rows("n", 2020, 10, 20, 30, 40), *_rows("anderes", 2005, 9, 9, 9, 9)
    )
    shuffled = counts.sample(frac=1, random_state=1)
    for column in ("ebene", "area", "variable", "quelle"):
        shuffled[column] = shuffled[column].astype("category")
    pd.testing.assert_frame_equal(
        publish_indicator(indikator_of(), shuffled, hierarchy), publish_indicator(indikator_of(), counts, hierarchy)
    )


def test_missing_area_is_missing_and_so_are_its_kommune_and_the_region(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    counts = counts_of(*_rows("z", 2020, NAN, 20, 30, 40), *_rows("n", 2020, 100, 100, 100, 100))
    published = publish_indicator(indikator_of(), counts, hierarchy)
    assert published["status"].tolist() == [
        "fehlt", "beobachtet", "beobachtet", "beobachtet", "fehlt", "beobachtet", "fehlt",
    ]  # fmt: skip
    missing = published.loc[published["status"] == "fehlt"].drop(columns="status")
    assert missing.isna().to_numpy().all()


def test_delivered_kommune_stands_beside_missing_parts(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    counts = counts_of(
        *_rows("z", 2020, NAN, 20, 30, 40), *_rows("n", 2020, 100, 100, 100, 100), ("kommune", "A", 2020, "z", 50)
    )
    wert = publish_indicator(indikator_of(), counts, hierarchy)["wert"]
    assert wert["kommune", "A", 2020] == 25  # 100·50/200
    assert wert["region", "R", 2020] == 30  # 100·120/400


def test_several_numerators_are_summed_and_one_missing_makes_the_sum_missing(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    both = indikator_of(art=Art.ANZAHL, zaehler=("m", "w"), nenner=(), faktor=1)
    counts = counts_of(*_rows("m", 2020, 1, 2, 3, 4), *_rows("w", 2020, 10, 20, NAN, 40))
    published = publish_indicator(both, counts, hierarchy)
    np.testing.assert_array_equal(published["fallzahl"], [11, 22, NAN, 44, 33, NAN, NAN])


def test_zero_denominator_is_undefined(hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf) -> None:
    counts = counts_of(*_rows("z", 2020, 0, 1, 1, 1), *_rows("n", 2020, 0, 10, 10, 10))
    cell = _cell(publish_indicator(indikator_of(), counts, hierarchy), "sozialraum", "A2b", 2020)
    assert (cell["status"], cell["fallzahl"], cell["nenner"]) == ("undefiniert", 0, 0)
    assert np.isnan(cell["wert"])


def test_density_uses_the_size_of_each_level(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    density = indikator_of(nenner="flaeche_km2", faktor=1, einheit="EW/km²")
    published = publish_indicator(density, counts_of(*_rows("z", 2020, 100, 100, 100, 100)), hierarchy)
    np.testing.assert_allclose(published["wert"], [50, 25, 20, 10, 200 / 6, 200 / 15, 400 / 21])
    assert published["quelle"].unique().tolist() == ["amt"]


def test_sum_names_the_sources_of_its_parts(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    rows = _rows("z", 2020, 1, 2, 3, 4)
    counts = pd.concat([counts_of(*rows[:1], quelle="stadt"), counts_of(*rows[1:], quelle="kreis")])
    quelle = publish_indicator(indikator_of(art=Art.ANZAHL, nenner=()), counts, hierarchy)["quelle"]
    assert quelle.tolist() == ["stadt", "kreis", "kreis", "kreis", "kreis+stadt", "kreis", "kreis+stadt"]


def test_sum_has_the_latest_stichtag_of_its_parts(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    counts = counts_of(*_rows("z", 2020, 1, 2, 3, 4))
    counts["stichtag"] = pd.to_datetime(["2020-06-30", "2020-12-31", "2020-06-30", "2020-06-30"])
    stichtag = publish_indicator(indikator_of(art=Art.ANZAHL, nenner=()), counts, hierarchy)["stichtag"]
    assert stichtag["kommune", "A", 2020] == pd.Timestamp("2020-12-31")
    assert stichtag["kommune", "B", 2020] == pd.Timestamp("2020-06-30")


def test_years_differ_between_levels(hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf) -> None:
    rows = [*_rows("z", 2020, 1, 2, 3, 4), ("kommune", "A", 2011, "z", 9), ("kommune", "B", 2011, "z", 9)]
    published = publish_indicator(indikator_of(art=Art.ANZAHL, nenner=()), counts_of(*rows), hierarchy)
    years = {e: sorted(published.loc[e].index.unique("jahr")) for e in hierarchy.ebenen}
    assert years == {"sozialraum": [2020], "kommune": [2011, 2020], "region": [2011, 2020]}


def test_level_without_any_value_says_so_for_the_years_of_the_others(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    rows = [("kommune", "A", 2011, "z", 9.0), ("kommune", "B", 2011, "z", 9.0)]
    published = publish_indicator(indikator_of(art=Art.ANZAHL, nenner=()), counts_of(*rows), hierarchy)
    assert published["status"].iloc[:4].tolist() == ["fehlt"] * 4
    assert _cell(published, "region", "R", 2011)["fallzahl"] == 18


def test_indicator_without_any_count_has_no_rows(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    published = publish_indicator(indikator_of(), counts_of(*_rows("anderes", 2020, 1, 1, 1, 1)), hierarchy)
    assert published.empty
    assert list(published.columns) == ["fallzahl", "nenner", "wert", "status", "stichtag", "quelle"]


def test_finished_values_are_never_aggregated(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    finished = indikator_of(art=Art.WERT, nenner=(), faktor=1, einheit="Jahre")
    rows = [*_rows("z", 2020, 40, 42, 44, 46), ("kommune", "A", 2020, "z", 41.5)]
    published = publish_indicator(finished, counts_of(*rows), hierarchy)
    np.testing.assert_array_equal(published["wert"], [40, 42, 44, 46, 41.5, NAN, NAN])
    assert published["status"].tolist()[-2:] == ["fehlt", "fehlt"]
    assert published[["fallzahl", "nenner"]].isna().to_numpy().all()


def test_change_compares_with_the_year_n_earlier(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    change = indikator_of(art=Art.VERAENDERUNG, nenner=(), abstand_jahre=5)
    rows = [*_rows("z", 2015, 100, 200, 300, NAN), *_rows("z", 2020, 110, 150, 300, 400), *_rows("z", 2021, 1, 1, 1, 1)]
    published = publish_indicator(change, counts_of(*rows), hierarchy)
    assert published.index.unique("jahr").tolist() == [2020]  # 2015 and 2021 have nothing to compare with anywhere
    # 100·(260 − 300)/300, by hand
    assert _cell(published, "kommune", "A", 2020)["wert"] == pytest.approx(-13.333333333333334)
    np.testing.assert_array_equal(published["wert"].iloc[:4], [10, -25, 0, NAN])
    first = _cell(published, "sozialraum", "A2b", 2020)
    assert (first["fallzahl"], first["nenner"]) == (110, 100)
    assert _cell(published, "sozialraum", "B2", 2020)["status"] == "fehlt"
    assert _cell(published, "region", "R", 2020)["status"] == "fehlt"


def test_change_without_the_year_before_in_a_level_leaves_that_year_out_there(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    change = indikator_of(art=Art.VERAENDERUNG, nenner=(), abstand_jahre=1)
    rows = [*_rows("z", 2020, 1, 1, 1, 1), *_rows("z", 2021, 2, 2, 2, 2), *_rows("z", 2019, NAN, NAN, NAN, NAN)]
    rows += [("kommune", "A", 2019, "z", 4.0), ("kommune", "B", 2019, "z", 4.0)]
    published = publish_indicator(change, counts_of(*rows), hierarchy)
    years = {e: sorted(published.loc[e].index.unique("jahr")) for e in hierarchy.ebenen}
    assert years == {"sozialraum": [2021], "kommune": [2020, 2021], "region": [2020, 2021]}


@pytest.mark.parametrize("secret", [7.0, 206.0])
def test_suppressed_numbers_are_nowhere_in_the_row(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf, secret: float
) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10})
    counts = counts_of(*_rows("z", 2020, 7, 12, 50, 30), *_rows("n", 2020, 206, 60, 500, 300))
    published = publish_indicator(rate, counts, hierarchy)
    assert secret not in published.loc["sozialraum"][["fallzahl", "nenner", "wert"]].to_numpy()


def test_internal_frame_hides_nothing(hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10, "min_nenner": 100, "komplement": True})
    counts = counts_of(*_rows("z", 2020, 7, 12, 0, 298), *_rows("n", 2020, 206, 60, 500, 300))
    published = publish_internally(rate, counts, hierarchy)
    assert published["fallzahl"].tolist() == [7, 12, 0, 298, 19, 298, 317]
    assert published["nenner"].tolist() == [206, 60, 500, 300, 266, 800, 1066]
    assert published["wert"].round(2).tolist()[:1] == [3.4]  # T6: 100·7/206


def test_internal_rate_may_still_be_unreliable(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    rate = indikator_of(geheimhaltung={"min_zaehler": 10, "min_nenner": 100})
    counts = counts_of(*_rows("z", 2020, 7, 12, 0, 30), *_rows("n", 2020, 206, 60, 500, 300))
    cell = _cell(publish_internally(rate, counts, hierarchy), "sozialraum", "A10", 2020)
    assert (cell["status"], cell["fallzahl"]) == ("unsicher", 12)  # T9
    assert np.isnan(cell["wert"])


def test_internal_path_is_the_public_one_where_nothing_is_protected(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    counts = counts_of(*_rows("z", 2020, 7, 12, 0, 30), *_rows("n", 2020, 206, 60, 500, 300))
    pd.testing.assert_frame_equal(
        publish_internally(indikator_of(), counts, hierarchy), publish_indicator(indikator_of(), counts, hierarchy)
    )
