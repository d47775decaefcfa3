"""The publisher's logo on every kind of sheet; a file that is no picture is left out."""

import base64
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image
from pptx import Presentation

from dashboard.atlas import Atlas
from dashboard.exports.explorer import today
from layouts.sheets.items import Picture
from layouts.sheets.logo import Logo, read_logo
from layouts.sheets.slides import write_slides
from layouts.sheets.svg import write_svg
from layouts.sheets.typeset import write_pdf
from tests.sheets import arrange_sheet, sheet_of

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><rect width="200" height="50" fill="#123456"/></svg>'
)


def picture(kind: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (60, 30), "#aa3300").save(content, kind)
    return content.getvalue()


CASES = {".svg": (SVG, 4.0), ".png": (picture("PNG"), 2.0), ".JPG": (picture("JPEG"), 2.0)}


@pytest.mark.parametrize("suffix", CASES)
def test_logo_keeps_its_proportions_on_every_sheet(small: Atlas, suffix: str) -> None:
    content, ratio = CASES[suffix]
    logo = read_logo(content, suffix, "Kreis Muster")
    assert isinstance(logo, Logo)
    assert logo.ratio == pytest.approx(ratio, rel=0.02)
    sheet = replace(sheet_of(small, indikator="anteil_u18", jahr=2019), logo=logo)
    arrangement = arrange_sheet(small, sheet, "16-9")
    (placed,) = [item for item in arrangement.header.items if isinstance(item, Picture)]
    assert placed.width / placed.height == pytest.approx(ratio, rel=0.02)
    root = ElementTree.fromstring(write_svg(sheet, arrangement))
    image = next(element for element in root.iter() if element.tag.endswith("}image"))
    assert base64.b64decode(image.attrib["href"].partition(",")[2]) == content
    assert image[0].text == "Kreis Muster"
    assert write_pdf(sheet, arrange_sheet(small, sheet)).startswith(b"%PDF-")
    slide = Presentation(io.BytesIO(write_slides(sheet, arrangement))).slides[0]
    shape = next(shape for shape in slide.shapes if shape.name == "Logo")
    assert shape.width / shape.height == pytest.approx(ratio, rel=0.02)
    assert shape._element.nvPicPr.cNvPr.get("descr") == "Kreis Muster"


@pytest.mark.parametrize(
    ("content", "suffix"), [(b"<svg", ".svg"), (b"no picture", ".png"), (b"", ".jpg"), (SVG, ".webp")]
)
def test_file_that_is_no_picture_is_left_out(content: bytes, suffix: str) -> None:
    assert read_logo(content, suffix, "x") is None


def test_logo_of_the_package_is_used(demo: Atlas, small: Atlas) -> None:
    logo = today(demo, "https://atlas.example/").logo
    assert logo is not None
    assert logo.text == "Sozialraumatlas, Demonstration"
    assert today(small, "https://atlas.example/").logo is None
