from indicators.indices.combinations import combine_indices, group_names
from indicators.indices.values import compute_index
from tests.indicators.indexcases import YearsOf, index_of, source_of

# levels 1, 1, 3, 3 in 2020: index −1, −1, 1, 1. Changes 2, 1, 0, −3 since 2018: index 1.07, 0.53, 0, −1.60
X = {2018: [0.0, 0.0, 0.0, 0.0], 2020: [1.0, 1.0, 3.0, 3.0]}
Y = {2018: [10.0, 20.0, 30.0, 40.0], 2020: [12.0, 21.0, 30.0, 37.0]}


def test_twelve_groups_in_order() -> None:
    names = group_names(index_of("x", art="status"), index_of("y", art="dynamik", zeitabstand=2))
    assert len(set(names)) == 12
    assert names[:4] == (
        "Status hoch, Dynamik positiv", "Status hoch, Dynamik stabil", "Status hoch, Dynamik negativ",
        "Status mittel, Dynamik positiv",
    )  # fmt: skip


def test_each_area_stands_in_the_group_of_its_two_classes() -> None:
    source = source_of("abcd", {"x": X, "y": Y})
    status = compute_index(index_of("x", art="status"), source)
    dynamik = compute_index(index_of("y", art="dynamik", zeitabstand=2), source)
    made = combine_indices(status, dynamik)
    assert made.index.get_level_values("jahr").unique().tolist() == [2020]  # 2018 has no change
    assert made["gruppe"].tolist() == [
        "Status hoch, Dynamik negativ", "Status hoch, Dynamik stabil", "Status mittel, Dynamik stabil",
        "Status mittel, Dynamik positiv",
    ]  # fmt: skip
    assert made["kurz"].tolist() == ["1-", "1+/-", "2+/-", "2+"]
    assert len(made["gruppe"].cat.categories) == 12


def test_a_suppressed_half_makes_the_group_suppressed() -> None:
    hidden: YearsOf = {2018: [10.0, 20.0, 30.0, 40.0], 2020: [12.0, 21.0, 30.0, "gesperrt"]}
    source = source_of("abcd", {"x": X, "y": hidden})
    made = combine_indices(
        compute_index(index_of("x", art="status"), source),
        compute_index(index_of("y", art="dynamik", zeitabstand=2), source),
    )
    assert made["status"].tolist() == ["beobachtet"] * 3 + ["gesperrt"]
    assert made[["gruppe", "kurz"]].isna().all(axis=1).tolist() == [False, False, False, True]
