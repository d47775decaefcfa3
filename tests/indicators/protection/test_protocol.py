"""The internal protocol tells why each cell is hidden and what is left of it."""

import pandas as pd

from indicators.protection import protect_region
from indicators.protection.audit import attack_published
from indicators.protection.lots import CHEAPEST_FIRST
from indicators.protection.protocol import build_protocol
from tests.indicators.protection.builders import build_catalogue, build_counts, build_hierarchy, publish_all

TEN = {"geheimhaltung": {"min_zaehler": 10}}
NAN = float("nan")


def test_whole_protocol_of_t1_and_a_rate_whose_denominator_is_hidden() -> None:
    hierarchy = build_hierarchy({"A": ["a0", "a1", "a2", "a3"]})
    catalogue = build_catalogue({"z": TEN, "quote": {"zaehler": "y", "nenner": "z"}})
    counts = build_counts(hierarchy, {"z": (412, 7, 300, 281), "y": (40, 0, 30, 20)})
    protection = protect_region(catalogue, counts, hierarchy, CHEAPEST_FIRST)
    attack = attack_published(catalogue, publish_all(catalogue, counts, hierarchy, protection.pattern), protection)
    cell = {"ebene": "sozialraum", "jahr": 2020}
    expected = pd.DataFrame(
        [
            {"variable": "z", "indikatoren": "z quote", **cell, "area": "a1", "art": "primaer", "regel": "P1",
             "gleichung": "", "schuetzt": "", "unten": 1, "oben": 287, "verlangt_unten": 1, "verlangt_oben": 10},
            {"variable": "z", "indikatoren": "z quote", **cell, "area": "a3", "art": "sekundaer", "regel": "S1/S2",
             "gleichung": "kommune A = Summe sozialraum", "schuetzt": "z sozialraum a1", "unten": 1, "oben": 287,
             "verlangt_unten": NAN, "verlangt_oben": NAN},
            {"variable": "y", "indikatoren": "quote", **cell, "area": "a1", "art": "verknuepft", "regel": "D2",
             "gleichung": "Rate mit gesperrtem Nenner", "schuetzt": "", "unten": 0, "oben": 20,
             "verlangt_unten": NAN, "verlangt_oben": NAN},
            {"variable": "y", "indikatoren": "quote", **cell, "area": "a3", "art": "verknuepft", "regel": "D2",
             "gleichung": "Rate mit gesperrtem Nenner", "schuetzt": "", "unten": 0, "oben": 20,
             "verlangt_unten": NAN, "verlangt_oben": NAN},
        ]
    ).assign(genuegt=True)  # fmt: skip
    protocol = build_protocol(protection, attack)
    pd.testing.assert_frame_equal(protocol, expected[protocol.columns], check_dtype=False)


def test_cell_hidden_for_another_variable_names_it() -> None:
    hierarchy = build_hierarchy({"A": ["a0", "a1", "a2", "a3"]})
    catalogue = build_catalogue({"zu": TEN, "fort": TEN, "volumen": {"zaehler": ["zu", "fort"]}})
    counts = build_counts(hierarchy, {"zu": (412, 7, 300, 281), "fort": (500, 90, 200, 100)})
    protection = protect_region(catalogue, counts, hierarchy, CHEAPEST_FIRST)
    attack = attack_published(catalogue, publish_all(catalogue, counts, hierarchy, protection.pattern), protection)
    protocol = build_protocol(protection, attack)
    of_fort = protocol[protocol["variable"] == "fort"]
    assert of_fort["gleichung"].tolist() == ["Summe von Variablen"] * 2
    assert of_fort["schuetzt"].tolist() == ["zu sozialraum a1"] * 2
