"""Palettes: complete, valid, and ordered in grey print."""

import re
from itertools import combinations, pairwise

import numpy as np
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


PAPER = "#faf9f5"  # the ground of maps, in assets/01_atlas.css


def test_grey_in_the_middle_is_seen_on_the_ground_of_the_map() -> None:
    assert contrast(PAPER, palettes.NEUTRAL_GREY) >= 1.4
    assert [PALETTES["geteilt"].steps[k][k // 2] for k in (3, 5, 7)] == [palettes.NEUTRAL_GREY] * 3


@pytest.mark.parametrize("kind", ["none", "protan", "deutan", "tritan"])
def test_classes_of_a_change_are_told_apart_by_colour_blind_readers(kind: str) -> None:
    for colours in PALETTES["geteilt"].steps.values():
        distances = [float(np.linalg.norm(lab(a, kind) - lab(b, kind))) for a, b in combinations(colours, 2)]
        assert min(distances) >= 10  # about four times what is just noticeable (2.3)


@pytest.mark.parametrize("kind", ["none", "protan", "deutan", "tritan"])
def test_little_change_does_not_look_like_no_data(kind: str) -> None:
    grey = lab(palettes.NEUTRAL_GREY, kind)
    assert np.linalg.norm(grey - lab(palettes.NO_DATA, kind)) >= 10
    # at least twice what is just noticeable; areas of this sort also carry their sign
    assert np.linalg.norm(grey - lab(palettes.UNRELIABLE, kind)) >= 5


def test_palettes_have_german_names_and_their_own_key() -> None:
    assert {key: palette.id for key, palette in PALETTES.items()} == {key: key for key in PALETTES}
    assert len({palette.name for palette in PALETTES.values()}) == len(PALETTES)


def test_directions_have_a_palette() -> None:
    assert {palettes.BELASTEND, palettes.ENTLASTEND, palettes.NEUTRAL} <= set(PALETTES)


def test_fills_without_value_are_no_class_colour() -> None:
    used = {colour for palette in PALETTES.values() for colours in palette.steps.values() for colour in colours}
    assert not used & set(SIGNS)
    assert len(set(SIGNS)) == len(SIGNS)


# Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB
COLOUR_BLINDNESS = {
    "none": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def lab(colour: str, kind: str) -> np.ndarray:
    """CIELAB (D65) of a colour as a reader with this colour vision sees it."""
    shares = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(COLOUR_BLINDNESS[kind]) @ linear, 0, 1)
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    scaled = np.array(to_xyz) @ seen / np.array([0.95047, 1.0, 1.08883])
    f = np.where(scaled > 216 / 24389, np.cbrt(scaled), (24389 / 27 * scaled + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_lab_of_white_and_black() -> None:
    np.testing.assert_allclose(lab("#ffffff", "none"), [100, 0, 0], atol=0.02)
    np.testing.assert_allclose(lab("#000000", "none"), [0, 0, 0], atol=0.02)


@pytest.mark.parametrize("kind", COLOUR_BLINDNESS)
def test_twelve_groups_are_told_apart_by_colour_blind_readers(kind: str) -> None:
    colours = [colour for ramp in palettes.BIVARIATE for colour in ramp]
    distances = [float(np.linalg.norm(lab(a, kind) - lab(b, kind))) for a, b in combinations(colours, 2)]
    assert min(distances) >= 10  # about four times what is just noticeable (2.3)


def test_every_ramp_of_the_groups_gets_darker() -> None:
    for ramp in palettes.BIVARIATE:
        assert min(contrast(a, b) for a, b in pairwise(ramp)) >= 1.4


@pytest.mark.parametrize("colour", [colour for ramp in palettes.BIVARIATE for colour in ramp])
def test_signs_can_be_read_on_their_group(colour: str) -> None:
    ink = palettes.ink_on(colour)
    assert contrast(*sorted((ink, colour), key=luminance, reverse=True)) >= 4.5
