"""Lines and figures of charts in every writer: SVG, Typst and slides."""

import io
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu

from layouts.sheets import typeset
from layouts.sheets.items import Block, Line, Polygon, Polyline
from layouts.sheets.sheet import SUPPRESSED_FILL, Fill
from layouts.sheets.slideshapes import EMU, item_shape
from layouts.sheets.svg import block_elements

RED = "#ff0000"
ZIGZAG = Polyline(((10, 90), (50, 10), (90, 90)), RED, 4.0)
DASHED = Polyline(((0, 50), (100, 50)), "#0000ff", 2.0, (10.0, 5.0))
SQUARE = Polygon(((20, 20), (80, 20), (80, 80), (20, 80)), Fill("#00ff00"), "#000000", 1.0)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def elements(*items: Line | Polyline | Polygon) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(f"<svg>{block_elements(Block(items, 100, 100))}</svg>"))


def pixels(*items: Line | Polyline | Polygon) -> npt.NDArray[np.uint8]:
    document = {
        "titel": "t", "herausgeber": "h", "beschreibung": "b", "stichworte": [], "datum": [2024, 5, 31],
        "adresse": "https://atlas.example", "schrift": 10, "familien": ["Source Sans 3"], "breite": 100, "hoehe": 100,
        "farben": {"gesperrt": "#b9b4aa", "fehlt": "#efece6"},
        "teile": typeset.block_parts(Block(items, 100, 100)), "tabelle": None,
    }  # fmt: skip
    return np.asarray(Image.open(io.BytesIO(typeset.compile_png(document, 72))).convert("RGB"))


def test_svg_has_points_and_dashes() -> None:
    line, dashed, figure = elements(ZIGZAG, DASHED, SQUARE)
    assert (line.tag, line.get("points"), line.get("stroke-dasharray")) == ("polyline", "10,90 50,10 90,90", None)
    assert dashed.get("stroke-dasharray") == "10 5"
    assert (figure.tag, figure.get("fill"), figure.get("stroke")) == ("polygon", "#00ff00", "#000000")


def test_typst_draws_the_line_through_its_points_and_nowhere_else() -> None:
    picture = pixels(ZIGZAG)
    assert tuple(picture[50, 30]) == (255, 0, 0)
    assert tuple(picture[50, 70]) == (255, 0, 0)
    assert tuple(picture[80, 50]) == (255, 255, 255)  # not closed


def test_typst_leaves_gaps_between_dashes() -> None:
    row = (pixels(DASHED)[50] == (0, 0, 255)).all(axis=1)
    assert row[5]
    assert not row[12]
    assert 0.5 < row.mean() < 0.8
    assert not (pixels(Line(0, 50, 100, 50, "#0000ff", 2.0, (10.0, 5.0)))[50, 12] == (0, 0, 255)).all()


def test_typst_fills_figures_also_with_hatching() -> None:
    assert tuple(pixels(SQUARE)[50, 50]) == (0, 255, 0)
    hatched = pixels(Polygon(SQUARE.points, SUPPRESSED_FILL))[25:75, 25:75]
    assert len({tuple(colour) for row in hatched for colour in row}) > 1


@pytest.mark.parametrize("item", [ZIGZAG, DASHED, SQUARE])
def test_slide_has_an_editable_shape_in_the_same_place(item: Polyline | Polygon) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes._spTree.append(parse_xml(item_shape(50, item)))
    content = io.BytesIO()
    deck.save(content)
    (shape,) = Presentation(io.BytesIO(content.getvalue())).slides[0].shapes
    xs = [x for x, _ in item.points]
    assert (shape.left, shape.width) == (Emu(round(min(xs) * EMU)), Emu(round((max(xs) - min(xs)) * EMU)))
    root = shape._element
    assert len(root.findall(f".//{A}close")) == (1 if isinstance(item, Polygon) else 0)
    dashes = [(d.get("d"), d.get("sp")) for d in root.findall(f".//{A}ds")]
    # ten and five points of a line of two: 500 % and 250 % of its width
    assert dashes == ([("500000", "250000")] if item is DASHED else [])


def test_moved_items_keep_their_form() -> None:
    moved = ZIGZAG.moved(5, -10)
    assert moved.points == ((15, 80), (55, 0), (95, 80))
    assert SQUARE.moved(1, 2).points[0] == (21, 22)
