"""Palettes: complete, valid, and ordered in grey print."""

import re
from itertools import pairwise

import pytest

from layouts import palettes
from layouts.palettes import CLASS_COUNTS, PALETTES, Palette

SEQUENTIAL = [palette for palette in PALETTES.values() if not palette.id.startswith("geteilt")]
SIGNS = (palettes.NO_DATA, palettes.SUPPRESSED, palettes.UNRELIABLE, palettes.SYMBOL_GROUND)
# No norm: the published ramps keep 1.17 (ColorBrewer Blues) with seven classes, and a step below that is lost in print.
LEAST_STEP = 1.15


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(lighter: str, darker: str) -> float:
    return (luminance(lighter) + 0.05) / (luminance(darker) + 0.05)


def test_luminance_follows_wcag() -> None:
    assert luminance("#ffffff") == pytest.approx(1)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)  # the grey WCAG articles quote


def test_three_to_seven_classes() -> None:
    assert list(CLASS_COUNTS) == [3, 4, 5, 6, 7]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))
def test_palette_has_k_different_colours_for_k_classes(palette: Palette) -> None:
    assert sorted(palette.steps) == [3, 4, 5, 6, 7]
    for k, colours in palette.steps.items():
        assert len(set(colours)) == len(colours) == k
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


@pytest.mark.parametrize("palette", SEQUENTIAL, ids=[palette.id for palette in SEQUENTIAL])
def test_sequential_palette_gets_darker_with_every_class(palette: Palette) -> None:
    for colours in palette.steps.values():
        steps = [contrast(a, b) for a, b in pairwise(colours)]
        assert min(steps) >= LEAST_STEP


def test_diverging_palette_is_lightest_in_the_middle() -> None:
    for k in (3, 5, 7):
        brightness = [luminance(colour) for colour in PALETTES["geteilt"].steps[k]]
        middle = k // 2
        assert brightness[: middle + 1] == sorted(brightness[: middle + 1])
        assert brightness[middle:] == sorted(brightness[middle:], reverse=True)


def test_palettes_have_german_names_and_their_own_key() -> None:
    assert {key: palette.id for key, palette in PALETTES.items()} == {key: key for key in PALETTES}
    assert len({palette.name for palette in PALETTES.values()}) == len(PALETTES)


def test_directions_have_a_palette() -> None:
    assert {palettes.BELASTEND, palettes.ENTLASTEND, palettes.NEUTRAL} <= set(PALETTES)


def test_fills_without_value_are_no_class_colour() -> None:
    used = {colour for palette in PALETTES.values() for colours in palette.steps.values() for colour in colours}
    assert not used & set(SIGNS)
    assert len(set(SIGNS)) == len(SIGNS)
