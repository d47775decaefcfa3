"""Colour palettes of the maps: light is low, safe for colour-blind readers, ordered in grey print.

Sequential ramps are CARTOColors (CC BY 4.0, carto.com/carto-colors) and ColorBrewer 2 (Apache-2.0, colorbrewer2.org),
taken from plotly. A ramp of k classes is picked from the published steps, never interpolated.
"""

from dataclasses import dataclass

from plotly.colors import carto, sequential

NO_DATA = "#efece6"
SUPPRESSED = "#b9b4aa"
UNRELIABLE = "#dcd8cf"
SYMBOL_GROUND = "#f3f0ea"

CLASS_COUNTS = range(3, 8)


@dataclass(frozen=True)
class Palette:
    """`steps[k]` are k colours as `#rrggbb`, light to dark (or end to end for diverging ones)."""

    id: str
    name: str
    steps: dict[int, tuple[str, ...]]


def _hex(colour: str) -> str:
    if colour.startswith("#"):
        return colour.lower()
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _pick(colours: list[str], k: int) -> tuple[str, ...]:
    last = len(colours) - 1
    return tuple(_hex(colours[round(i * last / (k - 1))]) for i in range(k))


def _palette(key: str, name: str, colours: list[str]) -> Palette:
    return Palette(key, name, {k: _pick(colours, k) for k in CLASS_COUNTS})


# Published steps of ColorBrewer's BrBG around a grey that is seen on paper-white ground, where its #f5f5f5 looks like a
# hole; the steps beside the grey are those of the scheme with three classes, which colour-blind readers tell from it.
NEUTRAL_GREY = "#cbcdd3"
BROWN_PETROL = ["#8c510a", "#bf812d", "#d8b365", NEUTRAL_GREY, "#5ab4ac", "#35978f", "#01665e"]

PALETTES: dict[str, Palette] = {
    palette.id: palette
    for palette in (
        _palette("burg", "Burgunder", carto.Burg),
        _palette("teal", "Petrol", carto.Teal),
        _palette("purp", "Violett", carto.Purp),
        _palette("braun", "Braun", carto.Brwnyl),
        _palette("emrld", "Smaragd", carto.Emrld),
        _palette("blau", "Blau", sequential.Blues[1:]),
        _palette("viridis", "Gelb–Blau", sequential.YlGnBu[1:]),
        _palette("grau", "Grau", sequential.Greys[2:]),
        _palette("geteilt", "Braun–Petrol (geteilt)", BROWN_PETROL),
        _palette("geteilt-um", "Petrol–Braun (geteilt)", BROWN_PETROL[::-1]),
    )
}

BELASTEND = "burg"
ENTLASTEND = "teal"
NEUTRAL = "blau"
DIVERGING = "geteilt"
DIVERGING_REVERSED = "geteilt-um"

# Boundary revisions: what became of an area, and marked pieces; told apart by colour-blind readers, and by words
CHANGES = {
    "unveraendert": "#ece8e0",
    "umbenannt": "#c8d3de",
    "geteilt": "#f0cf7a",
    "zusammengelegt": "#9ccfc0",
    "verschoben": "#d3c2e0",
    "neu": "#b5d68f",
    "entfallen": "#c9a893",
}
PIECES = {"wechsel": "#6a3d9a", "gewonnen": "#1f5fa8", "abgegeben": "#c8570c"}

# Number of Handlungsfelder in an area: a quiet ground, because their symbols stand on it
FIELD_COUNTS = ("#f6f3ee", "#e9e1d3", "#d9ccb6", "#c4b294", "#a9946f", "#8e7850", "#735e38")
NO_NEED_GROUND = FIELD_COUNTS[0]

# Status × Dynamik: one ramp for each class of the dynamic, improving, steady, worsening; darker is a lower status.
# Blue and orange stay apart for every kind of colour blindness, and each cell of the legend carries a sign besides.
BIVARIATE = (
    ("#c3def2", "#86b9de", "#4b91ca", "#0f4c86"),
    ("#e8e4dc", "#b9b3a9", "#79726a", "#47423b"),
    ("#fcd9b0", "#f2a65a", "#cf6d1d", "#8a3d05"),
)

DARK_INK, LIGHT_INK = "#22201d", "#ffffff"


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_brightness(one), _brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """Ink that can be read on a colour: the one with more contrast."""
    return LIGHT_INK if contrast(LIGHT_INK, colour) > contrast(DARK_INK, colour) else DARK_INK


def _brightness(colour: str) -> float:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
