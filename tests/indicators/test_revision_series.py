"""Common areas, comparable changes and three readings of a series over revisions, by hand."""

from typing import Any

import pandas as pd
import pytest

from indicators.revisions.carriedvalues import carry_published
from indicators.revisions.commonareas import common_members, sum_common
from indicators.revisions.comparing import Vergleich, comparable_change
from indicators.revisions.readings import Readings, Relations, Vintage, find_common, follow_area, read_series
from tests.indicators.revisionbuilder import HIDDEN, NAN, build_hierarchy, build_indicator, build_pieces, publish

# 2016: a, b, u; 2018: a1, a2 (a split), c (b and a little of nothing), u unchanged, n new territory
PIECES = build_pieces(
    [
        ("raum", "a", "a1", 0, "geteilt", 1.0, 600.0, 0.6, "einwohner"),
        ("raum", "a", "a2", 0, "geteilt", 3.0, 400.0, 0.4, "einwohner"),
        ("raum", "b", "b", 1, "verschoben", 2.0, 100.0, 1.0, "exakt"),
        ("raum", None, "b", 1, "verschoben", 1.0, 50.0, NAN, "exakt"),
        ("raum", "u", "u", 2, "unveraendert", 1.0, 300.0, 1.0, "exakt"),
        ("raum", None, "n", 3, "neu", 1.0, 300.0, NAN, "exakt"),
        ("region", "r", "r", 4, "verschoben", 7.0, 1000.0, 1.0, "exakt"),
    ]
)
NEW = build_hierarchy(dict.fromkeys(["a1", "a2", "b", "u", "n"], "r"))
CHANGES = pd.DataFrame(
    {
        "predecessor": ["a", "a", "b", "u", None],
        "change_share": [0.4, 0.6, 0.01, 0.0, 1.0],
        "zeitreihenbruch": [True, True, False, False, True],
    },
    index=pd.MultiIndex.from_tuples([("raum", key) for key in ("a1", "a2", "b", "u", "n")], names=["ebene", "new"]),
)
BACK = pd.DataFrame(
    {"predecessor": ["a1", "b", "u"], "change_share": [0.4, 0.01, 0.0], "zeitreihenbruch": [True, False, False]},
    index=pd.MultiIndex.from_tuples([("raum", key) for key in ("a", "b", "u")], names=["ebene", "new"]),
)
OLD = publish(
    {
        ("raum", "a", 2016): (50.0, 1000.0),
        ("raum", "b", 2016): (20.0, 100.0),
        ("raum", "u", 2016): (30.0, 300.0),
        ("raum", "a", 2017): (60.0, 1000.0),
        ("raum", "b", 2017): (20.0, 100.0),
        ("raum", "u", 2017): (33.0, 300.0),
    }
)
OWN = publish(
    {
        ("raum", "a1", 2017): (45.0, 610.0),
        ("raum", "a2", 2017): (15.0, 390.0),
        ("raum", "a1", 2018): (48.0, 600.0),
        ("raum", "a2", 2018): (12.0, 400.0),
        ("raum", "b", 2018): (30.0, 150.0),
        ("raum", "u", 2018): (36.0, 300.0),
        ("raum", "n", 2018): (1.0, 300.0),
    }
)


def test_common_areas_are_closed_sets() -> None:
    assert common_members(PIECES, "raum").to_numpy().tolist() == [[("a",), ("a1", "a2"), 4.0], [("u",), ("u",), 1.0]]


def test_common_areas_are_summed_from_both_sides() -> None:
    rows: Any = sum_common(build_indicator(), {"2016": OLD, "2018": OWN}, PIECES, "raum")
    assert rows.loc[(0, "2016", 2017), ["fallzahl", "nenner", "wert"]].tolist() == [60.0, 1000.0, 6.0]
    assert rows.loc[(0, "2018", 2017), ["fallzahl", "nenner", "wert"]].tolist() == [60.0, 1000.0, 6.0]
    assert rows.loc[(2, "2018", 2018), "wert"] == 12.0
    assert rows.loc[(2, "2018", 2017), "status"] == "fehlt"


def test_common_area_with_a_hidden_part_is_hidden() -> None:
    hidden = publish(
        {("raum", "a1", 2018): HIDDEN, ("raum", "a2", 2018): (12.0, 400.0), ("raum", "u", 2018): (3.0, 9.0)}
    )
    rows: Any = sum_common(build_indicator(), {"2016": OLD, "2018": hidden}, PIECES, "raum")
    assert rows.loc[(0, "2018", 2018), "status"] == "gesperrt"
    assert pd.isna(rows.loc[(0, "2018", 2018), "fallzahl"])


def test_change_is_refused_where_borders_moved() -> None:
    change = comparable_change(OLD, OWN, (2017, 2018), "raum", CHANGES)
    assert change["vergleich"].to_dict() == {
        "a1": Vergleich.GRENZEN,
        "a2": Vergleich.GRENZEN,
        "b": Vergleich.GERINGFUEGIG,
        "u": Vergleich.VERGLEICHBAR,
        "n": Vergleich.NEUES_GEBIET,
    }
    assert change["differenz"].dropna().to_dict() == {"b": 0.0, "u": pytest.approx(1.0)}
    assert change["vorgaenger"].dropna().to_dict() == {"a1": "a", "a2": "a", "b": "b", "u": "u"}


def test_change_within_one_gebietsstand_needs_no_relation() -> None:
    change = comparable_change(OLD, OLD, (2016, 2017), "raum")
    assert change["differenz"].round(6).to_dict() == {"a": 1.0, "b": 0.0, "u": 1.0}


def test_change_of_a_hidden_or_missing_value_is_none() -> None:
    hidden = publish({("raum", "a", 2016): HIDDEN, ("raum", "b", 2016): (NAN, NAN), ("raum", "u", 2016): (3.0, 30.0)})
    change = comparable_change(hidden, OLD, (2016, 2017), "raum")
    assert change["vergleich"].to_dict() == {
        "a": Vergleich.GESPERRT, "b": Vergleich.FEHLT, "u": Vergleich.VERGLEICHBAR
    }  # fmt: skip
    assert change["differenz"].isna().to_dict() == {"a": True, "b": True, "u": False}


def test_change_on_common_borders_has_the_worse_quality_of_its_values() -> None:
    carried = carry_published(build_indicator(), OLD, PIECES, NEW, OWN, pd.Timestamp("2018-01-01"))
    change = comparable_change(carried, carried, (2016, 2018), "raum")
    assert change["guete"].dropna().to_dict() == {
        "a1": "geschätzt nach Einwohnern", "a2": "geschätzt nach Einwohnern", "u": "exakt"
    }  # fmt: skip
    assert change["differenz"].round(6).dropna().to_dict() == {"a1": 3.0, "a2": -2.0, "u": 2.0}
    assert change["vergleich"].to_dict()["n"] == Vergleich.FEHLT


VINTAGES = (
    Vintage("2016", pd.Timestamp("2016-01-01"), pd.Timestamp("2017-12-31"), OLD),
    Vintage("2018", pd.Timestamp("2018-01-01"), None, OWN),
)


def _read(area: str, stand: str = "2018") -> Readings:
    rate = build_indicator()
    carried = {"2016": carry_published(rate, OLD, PIECES, NEW, OWN, pd.Timestamp("2018-01-01"))}
    relations = Relations({("2016", "2018"): CHANGES, ("2018", "2016"): BACK}, {"2016": PIECES}, carried)
    return read_series(rate, "raum", area, stand, VINTAGES, relations)


def _rows(frame: pd.DataFrame, *columns: str) -> list[list[Any]]:
    return frame[list(columns)].astype(object).to_numpy().tolist()


def test_original_is_what_was_published_at_the_time_with_its_break() -> None:
    assert _rows(_read("a1").original, "jahr", "wert", "gebietsstand", "areas", "guete", "bruch") == [
        [2016, 5.0, "2016", "a", "exakt", False],
        [2017, 6.0, "2016", "a", "exakt", False],
        [2018, 8.0, "2018", "a1", "exakt", True],
    ]
    assert not _read("u").original["bruch"].any()


def test_common_area_is_exact_throughout() -> None:
    assert _rows(_read("a1").gemeinsam, "jahr", "fallzahl", "wert", "gebietsstand", "areas", "bruch") == [
        [2016, 50.0, 5.0, "2016", "a", False],
        [2017, 60.0, 6.0, "2016", "a", False],
        [2018, 60.0, 6.0, "2018", "a1 + a2", False],
    ]


def test_estimated_reading_prefers_what_was_counted_anew() -> None:
    assert _rows(_read("a1").geschaetzt, "jahr", "fallzahl", "gebietsstand", "guete") == [
        [2016, 30.0, "2016", "geschätzt nach Einwohnern"],
        [2017, 45.0, "2018", "neu ausgezählt"],
        [2018, 48.0, "2018", "exakt"],
    ]


def test_estimate_stands_where_the_own_count_is_secret() -> None:
    own = publish({("raum", "a1", 2017): HIDDEN, ("raum", "u", 2017): HIDDEN, ("raum", "a1", 2018): (48.0, 600.0)})
    rate = build_indicator()
    carried = carry_published(rate, OLD, PIECES, NEW, own, pd.Timestamp("2018-01-01"))
    vintages = (VINTAGES[0], Vintage("2018", pd.Timestamp("2018-01-01"), None, own))
    relations = Relations({("2016", "2018"): CHANGES, ("2018", "2016"): BACK}, {"2016": PIECES}, {"2016": carried})
    split = read_series(rate, "raum", "a1", "2018", vintages, relations).geschaetzt
    assert _rows(split, "jahr", "fallzahl", "gebietsstand", "guete")[1] == [
        2017, 36.0, "2016", "geschätzt nach Einwohnern"
    ]  # fmt: skip
    # the same territory cannot be estimated without telling the count itself
    unchanged = read_series(rate, "raum", "u", "2018", vintages, relations).geschaetzt
    assert _rows(unchanged, "jahr", "status")[1] == [2017, "gesperrt"]


def test_territory_of_one_side_only_has_no_common_area() -> None:
    assert find_common("raum", "b", "2018", {"2016": PIECES}) is None
    assert _read("b").gemeinsam.empty
    assert _read("n").original["jahr"].tolist() == [2018]


def test_common_area_closes_over_several_gebietsstaende() -> None:
    other = build_pieces(
        [
            ("raum", "x", "a2", 0, "verschoben", 3.0, NAN, 0.75, "flaeche"),
            ("raum", "x", "u", 0, "verschoben", 1.0, NAN, 0.25, "flaeche"),
            ("raum", "y", "a1", 1, "umbenannt", 1.0, NAN, 1.0, "exakt"),
        ]
    )
    found = find_common("raum", "a1", "2018", {"2016": PIECES, "2017": other})
    assert found is not None
    keys, km2 = found
    assert {stand: sorted(areas) for stand, areas in keys.items()} == {
        "2016": ["a", "u"], "2017": ["x", "y"], "2018": ["a1", "a2", "u"]
    }  # fmt: skip
    assert km2 == 5.0


def test_area_is_followed_until_nothing_continues_it() -> None:
    changes = {("2016", "2018"): CHANGES, ("2018", "2016"): BACK}
    assert follow_area("raum", "a2", "2018", ["2016", "2018"], changes) == {"2018": ("a2", False), "2016": ("a", True)}
    assert follow_area("raum", "n", "2018", ["2016", "2018"], changes) == {"2018": ("n", False)}
    assert follow_area("raum", "a", "2016", ["2016", "2018"], changes) == {"2016": ("a", False), "2018": ("a1", True)}


def test_readings_have_the_same_columns() -> None:
    readings = _read("a1")
    assert list(readings.original) == list(readings.gemeinsam) == list(readings.geschaetzt)
