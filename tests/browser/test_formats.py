"""Numbers and queries read the same, whether Python or the browser writes them."""

import random
from dataclasses import replace

import pytest

from dashboard.atlas import Atlas
from indicators.classes import Methode
from layouts.formatting import format_class, format_number, format_value
from layouts.palettes import PALETTES
from layouts.selection import Ansicht, Grenzbezug, Selection, format_selection, parse_selection, selection_dict
from tests.browser.explorer import Explorer

HALVES = [0.05, 0.25, 0.5, 1.005, 1.5, 2.5, 2.675, 10.35, 1234.5, 999.95, 0.045, -0.5, -0.05, -2.675, -1234.567]


def number_table() -> list[tuple[float, int]]:
    """Two hundred values with decimals: halves, signs, thousands, tiny and large ones."""
    dice = random.Random(20221231)
    table = [(value, decimals) for value in HALVES for decimals in range(3)]
    table += [(0.0, 0), (-0.0, 1), (-0.004, 2), (1000.0, 0), (999999.5, 0), (1e9, 0)]
    while len(table) < 200:
        table.append((round(dice.uniform(-1, 1) * 10 ** dice.randint(0, 7), dice.randint(0, 5)), dice.randint(0, 3)))
    return table


def test_browser_writes_numbers_as_python_does(explorer: Explorer) -> None:
    table = number_table()
    written = explorer.show().js("(table) => table.map(([value, decimals]) => atlas.number(value, decimals))", table)
    assert written == [format_number(value, decimals) for value, decimals in table]


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (1234.5, 1, "", "1.234,5"),
        (12.3, 1, "%", "12,3\u202f%"),
        (-0.4, 1, "%", "\u22120,4\u202f%"),
        (-0.04, 1, "", "0,0"),
        (None, 1, "%", "–"),
        (1234567, 0, "Personen", "1.234.567\u00a0Personen"),
        (12.3, 1, "je 1.000", "12,3\u00a0je 1.000"),
        (7.5, 1, "€/m²", "7,5\u202f€/m²"),
        (7.5, 1, "km²", "7,5\u202fkm²"),
        (450, 0, "m", "450\u202fm"),
    ],
)
def test_browser_writes_german(explorer: Explorer, value: float | None, decimals: int, unit: str, text: str) -> None:
    assert explorer.show().js("([v, d, u]) => atlas.value(v, d, u)", [value, decimals, unit]) == text
    assert format_value(value, decimals, unit) == text


@pytest.mark.parametrize(("lower", "upper"), [(None, 5), (5, 12.5), (12.5, None), (None, None), (-2.5, 1000)])
def test_browser_names_classes_as_python_does(explorer: Explorer, lower: float | None, upper: float | None) -> None:
    assert explorer.show().js("([a, b]) => atlas.className(a, b, 1)", [lower, upper]) == format_class(lower, upper, 1)


def random_selections(demo: Atlas) -> list[Selection]:
    """Fifty valid views."""
    dice = random.Random(2018)
    found: list[Selection] = []
    while len(found) < 50:
        stand, ebene = dice.choice(["2018", "2017", "2016-entwurf"]), dice.choice(["sozialraum", "kommune"])
        keys = [key for key in demo.catalogue.indikatoren if demo.years(key, stand, ebene)]
        indikator, other = dice.sample(keys, 2)
        groups = demo.group_of(stand, ebene)
        raum = dice.choice([None, *groups.index])
        selection = Selection(
            indikator,
            dice.choice(demo.years(indikator, stand, ebene)),
            ebene,
            stand,
            raum=raum,
            innerhalb=dice.choice([None, str(groups[raum])]) if raum else dice.choice([None, *groups.unique()]),
            ansicht=dice.choice(list(Ansicht)),
            bezug=dice.choice(list(Grenzbezug)),
            methode=dice.choice([method for method in Methode if method is not Methode.EIGENE]),
            klassen=dice.randint(3, 7),
            palette=dice.choice([None, *PALETTES]),
        )
        if dice.random() < 0.5:
            selection = replace(selection, vergleich=other, karten=dice.choice([1, 2]))
        if dice.random() < 0.4:
            limits = sorted(dice.sample([0.5, 1, 2.25, 1234.5, 5, 12.125, 1e-7, 20, 1000000], dice.randint(2, 6)))
            selection = replace(
                selection, methode=Methode.EIGENE, grenzen=tuple(map(float, limits)), klassen=len(limits) + 1
            )
        found.append(selection)
    return found


def test_browser_writes_queries_as_python_does(explorer: Explorer, demo: Atlas) -> None:
    selections = random_selections(demo)
    assert all(parse_selection(selection_dict(selection), demo) == (selection, ()) for selection in selections)
    written = explorer.show().js(
        "(all) => all.map((selection) => atlas.format(selection))", [selection_dict(s) for s in selections]
    )
    assert written == [format_selection(selection) for selection in selections]
