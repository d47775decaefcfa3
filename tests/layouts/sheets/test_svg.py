"""The SVG of a sheet: well-formed, complete, and text where there is text."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from dashboard.atlas import Atlas
from layouts.sheets.sheet import Sheet
from layouts.sheets.svg import write_map, write_svg
from tests.sheets import arrange_sheet, sheet_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(region: Atlas, sheet: Sheet) -> ElementTree.Element:
    return ElementTree.fromstring(write_svg(sheet, arrange_sheet(region, sheet)))


def test_every_area_is_drawn_once_and_named(small: Atlas) -> None:
    root = drawn(small, sheet_of(small, indikator="arbeitslosenanteil", jahr=2018))
    areas = {e.get("data-raum"): e[0].text for e in root.iter(f"{SVG}path") if e.get("data-raum")}
    assert list(areas) == list(small.areas("2018", "sozialraum").index)
    assert areas["0500101"] == "A1 Aue (Astadt): • geheim zu halten"
    assert areas["0500102"] == "A2 Altstadt (Astadt): 8,0\u202f%"
    assert len([e for e in root.iter(f"{SVG}path") if e.get("data-raum")]) == 6
    assert len({e.get("id") for e in root.iter() if e.get("id")}) == len([e for e in root.iter() if e.get("id")])


def test_suppressed_areas_are_hatched(small: Atlas) -> None:
    root = drawn(small, sheet_of(small, indikator="arbeitslosenanteil", jahr=2018))
    fills = {e.get("data-raum"): e.get("fill") for e in root.iter(f"{SVG}path") if e.get("data-raum")}
    assert [key for key, fill in fills.items() if fill == "url(#schraffiert)"] == ["0500101", "0500110"]
    assert root.find(f".//{SVG}pattern[@id='schraffiert']") is not None


def test_layers_have_names_and_the_sheet_a_description(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="anteil_u18", jahr=2019, raum="0500201")
    root = drawn(small, sheet)
    names = [e.get("{http://www.inkscape.org/namespaces/inkscape}label") for e in root.iter(f"{SVG}g") if e.get("id")]
    assert names == ["Karte", "Räume", "Grenzen", "Auswahl", "Namen", "Maßstab", "Titel", "Legende", "Quellen"]
    assert [e.tag.removeprefix(SVG) for e in root][:2] == ["title", "desc"]
    assert root[0].text == "Anteil unter 18-Jähriger 2019"
    assert root[1].text == sheet.description
    assert root.get("lang") == "de"


@pytest.mark.parametrize("text", ['<script>alert("x")</script>', "a & b < c > d 'e' \"f\"", "Null\x00 und \x0b", "]]>"])
def test_texts_stay_texts(small: Atlas, text: str) -> None:
    sheet = replace(sheet_of(small, indikator="anteil_u18", jahr=2019), title=text, headline=text, definition=text)
    root = drawn(small, sheet)
    expected = text.replace("\x00", "").replace("\x0b", "")
    shown = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
    assert shown.count(expected) == 3
    assert root[0].text == expected
    assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_map_alone_is_well_formed(small: Atlas) -> None:
    sheet = sheet_of(small, indikator="bev_insgesamt", jahr=2019)
    root = ElementTree.fromstring(write_map(arrange_sheet(small, sheet)))
    assert len(list(root.iter(f"{SVG}circle"))) == 6 + 1  # one belongs to the dotted pattern


def test_marking_of_the_internal_mode_is_part_of_the_title(small: Atlas) -> None:
    root = drawn(small, replace(sheet_of(small, indikator="anteil_u18", jahr=2019), marking="INTERN"))
    assert root[0].text == "INTERN: Anteil unter 18-Jähriger 2019"
    assert "INTERN" in ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
