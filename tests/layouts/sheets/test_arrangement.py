"""Nothing on a sheet covers anything else, leaves the page or is lost, whatever the texts are."""

from dataclasses import replace
from itertools import combinations

import pytest

from dashboard.atlas import Atlas
from layouts.sheets.items import Anchor, Arrangement, Block, Box, Text
from layouts.sheets.papers import PAPERS
from layouts.sheets.sheet import Form, Sheet
from layouts.sheets.typesetting import text_width
from tests.sheets import arrange_sheet, sheet_of, texts_of, words_of

LONG = "Anteil der Regelleistungsberechtigten nach dem Zweiten Buch Sozialgesetzbuch an der Bevölkerung " * 4
HOSTILE = [
    '"quoted" „Titel“ <script>alert(1)</script>',
    "#set page(fill: red) $x^2$ *fett* _k_ `c` [Link] @a <b>",
    LONG,
    "W" * 200,
]


def extent(text: Text) -> tuple[float, float, float, float]:
    wide = max(text_width(line, text.size, text.weight) for line in text.lines)
    left = text.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[text.anchor]
    bottom = text.y + text.size * text.leading * (len(text.lines) - 1)
    return left, text.y - 0.7 * text.size, left + wide, bottom + 0.2 * text.size


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] + 0.1 < b[2] and b[0] + 0.1 < a[2] and a[1] + 0.1 < b[3] and b[1] + 0.1 < a[3]


def collisions(texts: list[Text]) -> list[tuple[str, str]]:
    return [(p.lines[0], q.lines[0]) for p, q in combinations(texts, 2) if overlap(extent(p), extent(q))]


def block_bounds(block: Block) -> list[tuple[float, float, float, float]]:
    return [extent(item) for item in block.items if isinstance(item, Text)]


def check(arrangement: Arrangement) -> None:
    texts = list(texts_of(arrangement))
    labels = set(map(id, arrangement.map.labels))
    assert collisions([text for text in texts if id(text) not in labels]) == []
    for text in texts:
        left, top, right, bottom = extent(text)
        assert left >= 0, text
        assert top >= 0, text
        assert right <= arrangement.width, text
        assert bottom <= arrangement.height, text
    frame = arrangement.map.frame
    for block in (arrangement.header, arrangement.legend, arrangement.footer):
        for bounds in block_bounds(block):
            assert not overlap(bounds, (frame.x, frame.y, frame.x + frame.width, frame.y + frame.height))


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("title", [None, *HOSTILE], ids=["plain", "quotes", "markup", "long", "one-word"])
def test_nothing_collides_on_any_paper(demo: Atlas, paper: str, title: str | None) -> None:
    sheet = sheet_of(demo, raum="A1a")
    if title is not None:
        sheet = replace(sheet, title=title, headline=title, legend=replace(sheet.legend, title=title))
    arrangement = arrange_sheet(demo, sheet, paper)
    check(arrangement)
    shown = words_of(arrangement).replace(" ", "")
    assert sheet.title.replace(" ", "") in shown
    assert sheet.source.replace(" ", "") in shown


@pytest.mark.parametrize("asked", [
    {"innerhalb": "05334032"}, {"ebene": "kommune"}, {"ebene": "region"}, {"indikator": "bev_insgesamt"},
    {"stand": "2016-entwurf", "jahr": 2016},
])  # fmt: skip
@pytest.mark.parametrize("paper", ["a4-hoch", "16-9", "1-1"])
def test_nothing_collides_in_any_view(demo: Atlas, asked: dict[str, str], paper: str) -> None:
    check(arrange_sheet(demo, sheet_of(demo, **asked), paper))


def test_names_on_the_map_never_collide(demo: Atlas) -> None:
    for asked in ({}, {"innerhalb": "05334032"}, {"ebene": "kommune"}, {"raum": "A1a"}):
        for paper in PAPERS:
            assert collisions(list(arrange_sheet(demo, sheet_of(demo, **asked), paper).map.labels)) == []


def test_every_group_is_named_on_a_whole_page(demo: Atlas) -> None:
    arrangement = arrange_sheet(demo, sheet_of(demo))
    named = {label.lines[0] for label in arrangement.map.labels}
    assert set(demo.groups("2018").values()) <= named


def test_circles_have_areas_proportional_to_counts_on_map_and_in_legend(demo: Atlas) -> None:
    sheet = sheet_of(demo, indikator="bev_insgesamt")
    assert sheet.form is Form.SYMBOLS
    arrangement = arrange_sheet(demo, sheet)
    values = {area.key: area.value for area in sheet.areas}
    shares = [circle.radius**2 / values[key] for key, circle in arrangement.map.symbols]
    legend = [item for item in arrangement.legend.items if hasattr(item, "radius") and not isinstance(item, Box)]
    shares += [item.radius**2 / value for item, (value, _) in zip(legend, sheet.legend.circles, strict=True)]
    assert shares == pytest.approx([shares[0]] * len(shares))


def test_signs_of_the_view_stand_on_every_paper(demo: Atlas) -> None:
    sheet: Sheet = sheet_of(demo)
    for paper in PAPERS:
        words = words_of(arrange_sheet(demo, sheet, paper))
        for text in ("Synthetische Demonstrationsdaten", "• geheim zu halten", "StädteRegion", "km", "N"):
            assert text in words, (paper, text)
        assert sheet.address in words.replace(" ", "")
