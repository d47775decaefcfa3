"""`presse.txt`: word for word for the start view of the demonstration, and its numbers counted anew from the table.

`startansicht.txt` was read and checked by hand; the classes of other methods with numpy and mapclassify.
"""

import csv
import io
import math
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from dashboard.exports.explorer import Format, build_export, read_order
from layouts.presse.sources import list_sources
from layouts.selection import parse_selection, start_selection
from layouts.sheets.content import Imprint

EXPECTED = Path(__file__).parent / "startansicht.txt"
NORMAL_95 = 1.959963984540054
LIMITS = (4.0, 8.0, 12.0, 18.0)  # of the legend


@pytest.fixture(scope="module")
def kit(demo: Atlas) -> zipfile.ZipFile:
    order = read_order(Format.PRESS_KIT, None, None)
    imprint = Imprint("https://atlas.example", date(2024, 5, 31))
    return zipfile.ZipFile(io.BytesIO(build_export(demo, start_selection(demo), order, imprint)))


def test_text_of_the_start_view_is_as_read_by_hand(kit: zipfile.ZipFile) -> None:
    content = kit.read("presse.txt")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n") == EXPECTED.read_text("utf-8").split("\n")


def test_numbers_of_the_text_follow_from_the_table_beside_it(kit: zipfile.ZipFile) -> None:
    text = kit.read("presse.txt").decode("utf-8-sig")
    table = kit.read("sgb2_quote_2022_sozialraum_2018.csv").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(table), delimiter=";"))
    areas = lines[next(i for i, line in enumerate(lines) if line[:1] == ["Schlüssel"]) + 1 :]
    known = [(a[3], float(a[4].replace(",", ".")), int(a[5]), int(a[6])) for a in areas if a[4] != "•"]
    region = 48_234 / 459_620  # the whole region in the profile on the screen
    verdicts = Counter(verdict(count, base, region) for _, _, count, base in known)
    classes = Counter(sum(limit <= value for limit in LIMITS) for _, value, _, _ in known)
    top = Counter(group for group, value, _, _ in known if value >= LIMITS[-1])
    assert f"Sozialräume ohne Wert: {len(areas) - len(known)} von {len(areas)}." in text
    assert (
        f"Sozialräume eindeutig darüber: {verdicts[1]}, eindeutig darunter: {verdicts[-1]}, "
        f"nicht eindeutig: {verdicts[0]}." in text
    )
    assert f"SGB-II-Quote 2022: {classes[4]} Sozialräume mit 18,0\u202f% und mehr" in text
    assert f"Am meisten davon – Aachen: {top['Aachen']}, Stolberg (Rhld.): {top['Stolberg (Rhld.)']}." in text
    assert sorted(top.values())[-3:] == [2, 3, 3]
    assert (max(value for _, value, _, _ in known), min(value for _, value, _, _ in known)) == (35.0, 1.8)


def verdict(count: int, base: int, reference: float) -> int:
    """1 above, −1 below, 0 where the Wilson interval holds the reference."""
    share, q = count / base, NORMAL_95
    centre = (share + q * q / (2 * base)) / (1 + q * q / base)
    half = q / (1 + q * q / base) * math.sqrt(share * (1 - share) / base + q * q / (4 * base * base))
    return (centre - half > reference) - (centre + half < reference)


def test_sources_carry_licence_and_address_of_the_package(demo: Atlas) -> None:
    selection, _ = parse_selection({"indikator": "bev_insgesamt", "ebene": "kommune", "stand": "2018"}, demo)
    lines = [entry.line for entry in list_sources(demo, selection)]
    assert lines[-1].startswith("Schematische Abgrenzung für die Demonstration: ")
    assert lines[-1].endswith(" Lizenz: GeoNutzV")
    assert len(lines) == len(set(lines)) >= 2


def test_source_without_licence_says_so(small: Atlas) -> None:
    lines = [entry.line for entry in list_sources(small, start_selection(small))]
    assert lines == ["Einwohnermelderegister. Lizenz: im Regionspaket nicht angegeben; bitte beim Herausgeber erfragen"]
