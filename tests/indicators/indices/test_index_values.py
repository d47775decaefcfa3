"""Indices by hand.

x = 2, 4, 6, 8: mean 5, σ = √5, z = ∓1.3416408, ∓0.4472136. ent_y = 40, 40, 20, 20 relieves: mean 30, σ 10,
z = −1, −1, 1, 1. Equal weights: sums ∓2.3416408, ∓1.4472136, mean 0, variance
(5.4832816 + 2.0944272)/2 = 3.7888544, SD 1.9464980.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.catalogue import Indikator, Richtung
from indicators.hierarchy import Hierarchy
from indicators.indices.components import IndexSource
from indicators.indices.values import compute_index
from indicators.indices.years import SUM, NeutralPartError
from indicators.publication import publish_indicator
from indicators.validity import Gueltigkeit
from tests.indicators.conftest import CountsOf, IndikatorOf
from tests.indicators.indexcases import NAN, RESIDENTS, Cell, Figures, YearsOf, index_of, source_of

CELLS = st.one_of(st.integers(-50, 50).map(float), st.sampled_from(["gesperrt", "fehlt"]))
X, Y = {2020: [2.0, 4.0, 6.0, 8.0]}, {2020: [40.0, 40.0, 20.0, 20.0]}


def column(figures: pd.DataFrame, name: str) -> list[object]:
    return [None if pd.isna(value) else value for value in figures[name]]


def test_index_is_the_standardised_sum_of_z() -> None:
    made = compute_index(index_of("x", "ent_y"), source_of("abcd", {"x": X, "ent_y": Y}))
    figures = made.figures
    assert figures["summe"].tolist() == pytest.approx([-2.3416408, -1.4472136, 1.4472136, 2.3416408])
    assert figures["index"].tolist() == pytest.approx([-1.2030019, -0.7434961, 0.7434961, 1.2030019])
    assert figures["klasse"].tolist() == ["gering", "mittel", "mittel", "erhöht"]
    assert figures["rank_best"].tolist() == figures["rank_worst"].tolist() == [4, 3, 2, 1]
    assert set(figures["status"]) == {"beobachtet"}
    assert not figures["unvollstaendig"].any()
    assert column(figures, "luecke") == [None] * 4


def test_weights_count() -> None:
    # sums ∓(2·1.3416408 + 1) = ∓3.6832816 and ∓1.8944272, SD = √((13.5665634 + 3.5888544)/2) = 2.9287726
    parts = ({"indikator": "x", "gewicht": 2}, "ent_y")
    figures = compute_index(index_of(*parts), source_of("abcd", {"x": X, "ent_y": Y})).figures
    assert figures["index"].tolist() == pytest.approx([-1.2576195, -0.6468332, 0.6468332, 1.2576195])


def test_components_show_value_z_weight_and_contribution() -> None:
    made = compute_index(index_of({"indikator": "x", "gewicht": 2}, "ent_y"), source_of("abcd", {"x": X, "ent_y": Y}))
    rows = made.components.xs("a", level="area")
    assert rows["wert"].tolist() == [2.0, 40.0]
    assert rows["z"].tolist() == pytest.approx([-1.3416408, -1.0])
    assert rows["gewicht"].tolist() == [2.0, 1.0]
    assert rows["beitrag"].tolist() == pytest.approx([-2.6832816, -1.0])
    assert rows["beitrag"].sum() == pytest.approx(made.figures["summe"].iloc[0])


def test_standards_say_what_was_standardised_with() -> None:
    made = compute_index(index_of("x", "ent_y"), source_of("abcd", {"x": X, "ent_y": Y}))
    expected = pd.DataFrame(
        {
            "jahr": 2020,
            "gruppe": "",
            "indikator": ["x", "ent_y", SUM],
            "mittel": [5.0, 30.0, 0.0],
            "streuung": [5**0.5, 10.0, 1.9464980],
            "n": 4,
            "ohne_streuung": False,
        }
    )
    pd.testing.assert_frame_equal(made.standards, expected, rtol=1e-7, atol=1e-12, check_dtype=False)


def test_small_areas_are_listed_without_index_and_move_nothing() -> None:
    figures: Figures = {"x": {2020: [2.0, 4.0, 6.0, 8.0, 99.0]}, "ent_y": {2020: [40.0, 40.0, 20.0, 20.0, 0.0]}}
    made = compute_index(index_of("x", "ent_y"), source_of("abcde", figures, residents=[300, 300, 300, 300, 299]))
    assert made.figures["index"].tolist() == pytest.approx(
        [-1.2030019, -0.7434961, 0.7434961, 1.2030019, NAN], nan_ok=True
    )
    last = made.figures.iloc[-1]
    assert (last["status"], last["gueltig"]) == ("nicht_klassiert", "zu_klein")
    assert pd.isna(last["klasse"]) and pd.isna(last["rank_best"])
    assert made.components.xs("e", level="area")["wert"].tolist() == [99.0, 0.0]
    assert made.components.xs("e", level="area")[["z", "beitrag"]].isna().to_numpy().all()


@pytest.mark.parametrize(
    ("cells", "status", "gap", "incomplete"),
    [
        ((5.0, 5.0, 5.0), "beobachtet", None, False),
        (("gesperrt", 5.0, 5.0), "beobachtet", "gesperrt", True),
        (("fehlt", 5.0, 5.0), "beobachtet", "fehlt", True),
        (("unsicher", 5.0, 5.0), "beobachtet", "unsicher", True),
        (("undefiniert", 5.0, 5.0), "beobachtet", "undefiniert", True),
        (("gesperrt", "fehlt", 5.0), "gesperrt", "gesperrt", False),
        (("fehlt", "unsicher", 5.0), "fehlt", "fehlt", False),
        (("unsicher", "undefiniert", 5.0), "unsicher", "unsicher", False),
        (("gesperrt", "gesperrt", "gesperrt"), "gesperrt", "gesperrt", False),
    ],
)
def test_truth_table_of_the_status(
    cells: tuple[float | str, ...], status: str, gap: str | None, incomplete: bool
) -> None:
    figures: Figures = {name: {2020: [1.0, 2.0, 3.0, cell]} for name, cell in zip("xyw", cells, strict=True)}
    last = compute_index(index_of("x", "y", "w"), source_of("abcd", figures)).figures.iloc[-1]
    assert (last["status"], last["unvollstaendig"]) == (status, incomplete)
    assert last["luecke"] == gap or (gap is None and pd.isna(last["luecke"]))
    assert pd.isna(last["index"]) == (status != "beobachtet") == pd.isna(last["klasse"])


def test_the_weight_of_a_gap_is_shared_out() -> None:
    figures: Figures = {
        "x": {2020: [1.0, 1.0, 3.0, 3.0]},
        "y": {2020: [1.0, 1.0, 3.0, 3.0]},
        "w": {2020: [1.0, 3.0, 3.0, "gesperrt"]},
    }
    made = compute_index(index_of("x", "y", "w"), source_of("abcd", figures))
    rows = made.components.xs("d", level="area")
    assert rows["beitrag"].tolist() == pytest.approx([1.5, 1.5, NAN], nan_ok=True)  # z = 1 each, times 3/2
    assert made.figures["summe"].iloc[-1] == pytest.approx(3.0)
    assert made.figures["anteil"].iloc[-1] == pytest.approx(2 / 3)
    assert rows["status"].tolist() == ["beobachtet", "beobachtet", "gesperrt"]


def test_no_spread_gives_index_zero_with_a_flag() -> None:
    made = compute_index(index_of("x"), source_of("abc", {"x": {2020: [7.0, 7.0, 7.0]}}))
    assert made.figures["index"].tolist() == [0.0, 0.0, 0.0]
    assert made.figures["klasse"].tolist() == ["mittel"] * 3
    assert made.standards["ohne_streuung"].tolist() == [True, True]


def test_ties_share_their_ranks() -> None:
    figures = compute_index(index_of("x"), source_of("abcd", {"x": {2020: [1.0, 3.0, 1.0, 3.0]}})).figures
    assert list(zip(figures["rank_best"], figures["rank_worst"], strict=True)) == [(3, 4), (1, 2), (3, 4), (1, 2)]


def test_index_of_exactly_minus_one_and_one() -> None:
    # 1, 1, 3, 3: mean 2, σ 1, so the index is −1, −1, 1, 1: "hoch" and "mittel" include their upper limit
    figures = compute_index(index_of("x", art="status"), source_of("abcd", {"x": {2020: [1.0, 1.0, 3.0, 3.0]}})).figures
    assert figures["index"].tolist() == [-1.0, -1.0, 1.0, 1.0]
    assert figures["klasse"].tolist() == ["hoch", "hoch", "mittel", "mittel"]


def test_dynamics_are_changes_in_points_over_the_distance() -> None:
    # changes 2, 1, 0, −3: mean 0, σ = √3.5 = 1.8708287
    x = {2018: [10.0, 20.0, 30.0, 40.0], 2019: [0.0, 0.0, 0.0, 0.0], 2020: [12.0, 21.0, 30.0, 37.0]}
    made = compute_index(index_of("x", art="dynamik", zeitabstand=2), source_of("abcd", {"x": x}))
    assert made.figures.index.get_level_values("jahr").unique().tolist() == [2020]
    assert made.components["wert"].tolist() == [2.0, 1.0, 0.0, -3.0]
    assert made.figures["index"].tolist() == pytest.approx([1.0690450, 0.5345225, 0.0, -1.6035675])
    assert made.figures["klasse"].tolist() == ["negativ", "stabil", "stabil", "positiv"]


@pytest.mark.parametrize(
    ("before", "now", "status"),
    [
        ("gesperrt", 5.0, "gesperrt"),
        (5.0, "gesperrt", "gesperrt"),
        ("fehlt", "gesperrt", "gesperrt"),
        ("fehlt", 5.0, "fehlt"),
    ],
)
def test_a_change_is_as_little_known_as_the_worse_of_its_two_values(before: Cell, now: Cell, status: str) -> None:
    x: YearsOf = {2018: [1.0, 2.0, before], 2020: [2.0, 4.0, now]}
    made = compute_index(index_of("x", art="dynamik", zeitabstand=2), source_of("abc", {"x": x}))
    assert made.components["status"].tolist() == ["beobachtet", "beobachtet", status]
    assert made.figures["status"].tolist() == ["beobachtet", "beobachtet", status]


def test_trend_measures_in_the_spread_of_the_base_year() -> None:
    # 2018: mean 2, σ 1. 2020 everybody is two higher: the relative index stays, the fixed one rises by 2
    x = {2018: [1.0, 1.0, 3.0, 3.0], 2020: [3.0, 3.0, 5.0, 5.0]}
    made = compute_index(index_of("x", art="status"), source_of("abcd", {"x": x}))
    assert made.basisjahr == 2018
    later = made.figures.xs(2020, level="jahr")
    assert later["index"].tolist() == [-1.0, -1.0, 1.0, 1.0]
    assert later["index_fest"].tolist() == [1.0, 1.0, 3.0, 3.0]
    assert later["klasse_fest"].tolist() == ["mittel", "mittel", "sehr niedrig", "sehr niedrig"]
    first = made.figures.xs(2018, level="jahr")
    assert first["index_fest"].tolist() == first["index"].tolist()


def test_the_base_year_is_computed_even_if_only_another_is_asked_for() -> None:
    x = {2018: [1.0, 1.0, 3.0, 3.0], 2019: [0.0, 9.0, 0.0, 9.0], 2020: [3.0, 3.0, 5.0, 5.0]}
    made = compute_index(index_of("x", basisjahr=2018), source_of("abcd", {"x": x}), years={2020})
    assert made.figures.index.get_level_values("jahr").unique().tolist() == [2020]
    assert made.figures["index_fest"].tolist() == [1.0, 1.0, 3.0, 3.0]


def test_the_base_year_is_made_of_the_parts_of_the_other_year() -> None:
    # 2020 has x alone: 3, 3, 5, 5 against mean 2 and σ 1 of x in 2018, whatever y was
    x, y = {2018: [1.0, 1.0, 3.0, 3.0], 2020: [3.0, 3.0, 5.0, 5.0]}, {2018: [1.0, 7.0, 1.0, 9.0], 2020: [0.0] * 4}
    parts = ("x", {"indikator": "y", "bis_jahr": 2018})
    made = compute_index(index_of(*parts), source_of("abcd", {"x": x, "y": y}))
    assert made.figures.xs(2020, level="jahr")["index_fest"].tolist() == [1.0, 1.0, 3.0, 3.0]
    assert not made.figures["unvollstaendig"].any()  # what does not belong to a year is not missing in it
    assert made.components.xs(2020, level="jahr").index.get_level_values("indikator").unique().tolist() == ["x"]


def test_a_part_that_the_base_year_did_not_have_leaves_no_trend_if_it_weighs_too_much() -> None:
    x, y = {2018: [1.0, 1.0, 3.0, 3.0], 2020: [3.0, 3.0, 5.0, 5.0]}, {2020: [1.0, 7.0, 1.0, 9.0]}
    made = compute_index(index_of("x", {"indikator": "y", "ab_jahr": 2019}), source_of("abcd", {"x": x, "y": y}))
    assert made.figures["index"].notna().all()
    assert made.figures["index_fest"].notna().tolist() == [True, False] * 4


def test_index_by_kommune_compares_only_inside_and_needs_eight_areas() -> None:
    areas = "abcdefghABCDEFGHz"
    groups = {area: "klein" if area.islower() else "gross" for area in areas} | {"z": "dorf"}
    x = {2020: [1.0] * 4 + [3.0] * 4 + [101.0] * 4 + [103.0] * 4 + [50.0]}
    figures = compute_index(index_of("x", bezug="kommune"), source_of(areas, {"x": x}, groups=groups)).figures
    assert figures["index"].tolist() == pytest.approx(
        [-1.0] * 4 + [1.0] * 4 + [-1.0] * 4 + [1.0] * 4 + [NAN], nan_ok=True
    )
    assert figures["rank_best"].iloc[:16].tolist() == [5] * 4 + [1] * 4 + [5] * 4 + [1] * 4
    assert (figures["status"].iloc[-1], figures["gueltig"].iloc[-1]) == ("nicht_klassiert", "kommune_zu_klein")


def test_years_without_any_index_are_left_out() -> None:
    x: YearsOf = {2019: ["gesperrt", "fehlt", "fehlt"], 2020: [1.0, 2.0, 3.0]}
    made = compute_index(index_of("x"), source_of("abc", {"x": x}))
    assert made.figures.index.get_level_values("jahr").unique().tolist() == [2020]


def test_without_any_year_the_frames_are_empty_but_typed() -> None:
    source = source_of("abc", {"x": {2020: ["fehlt", "fehlt", "fehlt"]}})
    made, full = compute_index(index_of("x"), source), compute_index(index_of("x"), source_of("abcd", {"x": X}))
    assert (made.basisjahr, len(made.figures), len(made.components), len(made.standards)) == (None, 0, 0, 0)
    assert made.figures.dtypes.to_dict() == full.figures.dtypes.to_dict()
    assert made.components.columns.equals(full.components.columns)


def test_a_part_nobody_published_is_named() -> None:
    with pytest.raises(KeyError, match="other"):
        compute_index(index_of("other"), source_of("abcd", {"x": X}))


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=2, max_size=20))
def test_index_has_mean_zero_and_spread_one_and_contributions_add_up(rows: list[tuple[Cell, Cell, Cell]]) -> None:
    areas = "abcdefghijklmnopqrst"[: len(rows)]
    figures: Figures = {name: {2020: [row[place] for row in rows]} for place, name in enumerate("xyw")}
    made = compute_index(index_of("x", {"indikator": "y", "gewicht": 2}, "w"), source_of(areas, figures))
    index = made.figures["index"]
    spread = made.standards.set_index("indikator")["streuung"]
    if len(index):
        assert index.mean() == pytest.approx(0.0, abs=1e-9)
        assert index.std(ddof=0) == pytest.approx(0.0 if spread[SUM] == 0 else 1.0)
        added = made.components["beitrag"].groupby(level=["ebene", "area", "jahr"]).sum(min_count=1)
        assert added.to_numpy() == pytest.approx(made.figures["summe"].to_numpy(), nan_ok=True, abs=1e-9)
        assert (made.figures["status"] == "beobachtet").tolist() == index.notna().tolist()


def test_a_neutral_part_is_refused() -> None:
    source = replace(source_of("abcd", {"x": X}), directions={"x": Richtung.NEUTRAL})
    with pytest.raises(NeutralPartError, match="„x“: ohne Richtung"):
        compute_index(index_of("x"), source)


def _published_source(
    hierarchy: Hierarchy, indikator: Indikator, residents: Indikator, counts: pd.DataFrame
) -> IndexSource:
    frames = {entry.id: publish_indicator(entry, counts, hierarchy) for entry in (indikator, residents)}
    return IndexSource(
        frames, hierarchy, "sozialraum", {indikator.id: indikator.richtung}, Gueltigkeit(einwohner=RESIDENTS)
    )


def test_an_index_says_the_same_whatever_the_suppressed_number_is(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    rate = indikator_of(richtung="belastend", geheimhaltung={"min_zaehler": 10})
    people = indikator_of(id=RESIDENTS, zaehler="n", nenner=(), art="anzahl", faktor=1)
    told = []
    for hidden in (1.0, 9.0):
        numbers = {"A2b": 50.0, "A10": 20.0, "B1": hidden, "B2": 30.0}
        rows = [("sozialraum", a, 2020, "z", z) for a, z in numbers.items()]
        rows += [("sozialraum", a, 2020, "n", 500.0) for a in numbers]
        rows += [("kommune", "B", 2020, "z", 39.0), ("region", "R", 2020, "z", 109.0)]
        made = compute_index(index_of("quote"), _published_source(hierarchy, rate, people, counts_of(*rows)))
        told.append(made)
    # B2 is hidden too, or 39 − 30 would tell B1
    assert told[0].figures["status"].tolist() == ["beobachtet", "beobachtet", "gesperrt", "gesperrt"]
    assert told[0].figures["index"].tolist() == pytest.approx([1.0, -1.0, NAN, NAN], nan_ok=True)
    for name in ("figures", "components", "standards"):
        pd.testing.assert_frame_equal(getattr(told[0], name), getattr(told[1], name))
    assert np.isnan(told[0].components["z"].iloc[2:]).all()
