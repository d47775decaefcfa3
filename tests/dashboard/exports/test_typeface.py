"""A region's own font: checked with the package, measured and set in every format; here Liberation Sans."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pikepdf
import pytest
from pptx import Presentation

from dashboard.checks.region import check_region
from dashboard.factory import create_app
from dashboard.settings import Settings
from layouts.sheets.glyphs import missing
from layouts.sheets.items import SEMIBOLD
from layouts.sheets.typesetting import FILES, SOURCE_SANS, text_width, typeface_in_use, use_typeface
from tests.applications import client_of
from tests.regionbuilder import write_region

LIBERATION = Path("/usr/share/fonts/truetype/liberation")
SECTION = '[gestaltung.schrift]\nfamilie = "{family}"\nnormal = "schrift/normal.ttf"\nhalbfett = "schrift/fett.ttf"\n'
there = pytest.mark.skipif(not LIBERATION.exists(), reason="Liberation Sans is not installed")


@pytest.fixture(autouse=True)
def source_sans_afterwards() -> Iterator[None]:
    yield
    use_typeface(SOURCE_SANS)


def region_with(folder: Path, family: str, normal: Path, bold: Path) -> Path:
    region = write_region(folder)
    config = region / "region.toml"
    config.write_text(config.read_text("utf-8") + "\n" + SECTION.format(family=family), "utf-8")
    (region / "schrift").mkdir()
    copyfile(normal, region / "schrift" / "normal.ttf")
    copyfile(bold, region / "schrift" / "fett.ttf")
    return region


@there
def test_own_font_is_set_in_svg_pdf_and_slides(tmp_path: Path) -> None:
    files = (LIBERATION / "LiberationSans-Regular.ttf", LIBERATION / "LiberationSans-Bold.ttf")
    region = region_with(tmp_path / "region", "Liberation Sans", *files)
    assert check_region(region).problems == ()
    client = client_of(create_app(Settings(region=region, cache=tmp_path / "cache")))
    svg = client.get("/export/karte.svg").text
    assert "font-family=\"'Liberation Sans', 'Source Sans 3'" in svg
    assert typeface_in_use().family == "Liberation Sans"
    with pikepdf.open(io.BytesIO(client.get("/export/karte.pdf").data)) as pdf:
        names = {str(font.DescendantFonts[0].BaseFont) for page in pdf.pages for font in page.resources.Font.values()}
    assert any("LiberationSans" in name for name in names)
    assert not any("SourceSans" in name for name in names)
    deck: Any = Presentation(io.BytesIO(client.get("/export/folien.pptx").data))
    assert deck.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.name == "Liberation Sans"


@there
def test_lines_are_broken_for_the_own_font(tmp_path: Path) -> None:
    narrow = text_width("Wohnungslosigkeit", 10, SEMIBOLD)
    files = (LIBERATION / "LiberationSans-Regular.ttf", LIBERATION / "LiberationSans-Bold.ttf")
    region = region_with(tmp_path / "region", "Liberation Sans", *files)
    client = client_of(create_app(Settings(region=region, cache=tmp_path / "cache")))
    client.get("/healthz")
    assert text_width("Wohnungslosigkeit", 10, SEMIBOLD) > 1.05 * narrow


def test_family_that_the_files_do_not_have_is_named(tmp_path: Path) -> None:
    region = region_with(tmp_path / "region", "Hausschrift", *FILES.values())
    texts = [problem.text for problem in check_region(region).problems]
    assert texts == ["enthält die Schrift „Source Sans 3“, [gestaltung.schrift] nennt „Hausschrift“"] * 2


def test_file_that_is_no_font_and_file_that_is_missing_are_named(tmp_path: Path) -> None:
    region = region_with(tmp_path / "region", "Source Sans 3", *FILES.values())
    (region / "schrift" / "normal.ttf").write_bytes(b"no font")
    (region / "schrift" / "fett.ttf").unlink()
    problems = check_region(region).problems
    assert [problem.datei for problem in problems] == ["schrift/normal.ttf", "schrift/fett.ttf"]
    assert problems[0].text == "ist keine lesbare Schriftdatei"


def test_without_a_font_everything_stays_as_it_was(tmp_path: Path) -> None:
    client = client_of(create_app(Settings(region=write_region(tmp_path / "region"), cache=tmp_path / "cache")))
    assert "font-family=\"'Source Sans 3', " in client.get("/export/karte.svg").text


@there
def test_titles_may_use_letters_of_the_own_font_which_the_press_kit_does_not_hand_on(tmp_path: Path) -> None:
    """Liberation Sans has signs for frames, Source Sans 3 has none."""
    files = (LIBERATION / "LiberationSans-Regular.ttf", LIBERATION / "LiberationSans-Bold.ttf")
    region = region_with(tmp_path / "region", "Liberation Sans", *files)
    client = client_of(create_app(Settings(region=region, cache=tmp_path / "cache")))
    asked = {"titel": "╬ im Kreis"}
    assert client.get("/export/karte.pdf", query_string=asked).status_code == 200
    with zipfile.ZipFile(io.BytesIO(client.get("/export/pressepaket.zip", query_string=asked).data)) as kit:
        assert "eigentliche Schrift der Vektorgrafiken, „Liberation Sans“, liegt nicht bei" in kit.read(
            "presse.txt"
        ).decode("utf-8")
        assert not [name for name in kit.namelist() if name.endswith(".ttf")]
    use_typeface(SOURCE_SANS)
    assert missing("╬") == ("╬",)
