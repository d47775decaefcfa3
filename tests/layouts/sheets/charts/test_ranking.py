"""Bars of a ranking: lengths, columns, areas without a value, reference lines."""

from itertools import combinations

import pytest

from layouts.sheets.charts.ranking import Bar, BarChart, Reference, choose_columns, draw_ranking
from layouts.sheets.items import Block, Box, Line, Text
from layouts.sheets.sheet import SUPPRESSED_FILL, Fill
from tests.layouts.sheets.test_arrangement import extent, overlap

PINK = Fill("#e58390")


def bar(label: str, value: float | None, **more: object) -> Bar:
    shown = "• geheim zu halten" if value is None else f"{value:.1f}".replace(".", ",")
    return Bar(label, value, shown, SUPPRESSED_FILL if value is None else PINK, **more)  # type: ignore[arg-type]


def boxes(block: Block, fill: Fill = PINK) -> list[Box]:
    return [item for item in block.items if isinstance(item, Box) and item.fill == fill]


def texts(block: Block) -> list[Text]:
    return [item for item in block.items if isinstance(item, Text)]


def words(block: Block) -> list[str]:
    return [text.lines[0] for text in texts(block)]


def test_lengths_are_proportional_to_values() -> None:
    block = draw_ranking(BarChart((bar("A", 40.0), bar("B", 20.0), bar("C", 10.0), bar("D", 0.0))), 300, 200, 10)
    widths = [box.width for box in boxes(block)]
    assert widths == pytest.approx([widths[0], widths[0] / 2, widths[0] / 4, 0])
    assert len({box.x for box in boxes(block)}) == 1


def test_negative_values_go_to_the_left_of_zero() -> None:
    first, second = boxes(draw_ranking(BarChart((bar("A", 2.0), bar("B", -1.0))), 300, 200, 10))
    assert first.x == pytest.approx(second.x + second.width)
    assert first.width == pytest.approx(2 * second.width)


def test_areas_without_a_value_stand_last_hatched_and_in_words() -> None:
    block = draw_ranking(BarChart((bar("A", 4.0), bar("B", None), bar("C", None))), 300, 200, 10)
    assert words(block) == ["A", "4,0", "Ohne Wert", "B", "• geheim zu halten", "C", "• geheim zu halten"]
    hatched = boxes(block, SUPPRESSED_FILL)
    assert len(hatched) == 2
    assert hatched[0].width == hatched[1].width  # no length that could be read
    assert max(box.y for box in boxes(block)) < min(box.y for box in hatched)


def test_reference_line_stands_at_its_value() -> None:
    block = draw_ranking(BarChart((bar("A", 40.0), bar("B", 10.0)), (Reference("Region", 20.0, "20,0"),)), 300, 200, 10)
    long = boxes(block)[0]
    dashed = [item for item in block.items if isinstance(item, Line) and item.dashes]
    assert [line.x1 for line in dashed] == pytest.approx([long.x + long.width / 2])
    assert "Region 20,0" in words(block)


def test_chosen_area_is_bold_and_outlined() -> None:
    block = draw_ranking(BarChart((bar("A", 40.0), bar("B", 10.0, chosen=True)), accent="#802838"), 300, 200, 10)
    assert [text.weight for text in texts(block)] == [400, 400, 600, 600]
    assert [bool(box.stroke) for box in boxes(block)] == [False, True]


def test_few_bars_stand_in_one_column_and_take_no_more_than_they_need() -> None:
    block = draw_ranking(BarChart(tuple(bar(str(n), float(n)) for n in range(10))), 400, 600, 10)
    assert len({box.x for box in boxes(block)}) == 1
    assert block.height < 220


def test_many_bars_stand_in_columns_of_the_same_scale() -> None:
    chart = BarChart(tuple(bar(f"A{n}", 93.0 - n) for n in range(93)))
    columns = choose_columns(chart, 532, 520, 9.5)
    assert columns is not None
    assert columns.count == 2
    block = draw_ranking(chart, 532, 520, 9.5)
    lengths = [box.width / (93.0 - n) for n, box in enumerate(boxes(block))]
    assert lengths == pytest.approx([lengths[0]] * 93)


def test_too_many_bars_are_refused() -> None:
    chart = BarChart(tuple(bar(f"A{n}", float(n)) for n in range(542)))
    assert choose_columns(chart, 532, 520, 9.5) is None
    with pytest.raises(ValueError, match="542 Balken"):
        draw_ranking(chart, 532, 520, 9.5)


@pytest.mark.parametrize(("width", "height", "u"), [(532, 540, 9.5), (890, 270, 13), (475, 300, 9.8)])
def test_nothing_collides_or_leaves_the_chart(width: float, height: float, u: float) -> None:
    bars = [bar(f"A{n} Ein recht langer Name (Kommune)", 40 - n / 3, short=f"A{n}") for n in range(86)]
    bars += [bar(f"B{n} Ein anderer Name (Kommune)", None, short=f"B{n}") for n in range(7)]
    references = (Reference("StädteRegion", 20.0, "20,0\u202f%"), Reference("Herzogenrath", 21.0, "21,0\u202f%"))
    found = texts(draw_ranking(BarChart(tuple(bars), references), width, height, u))
    for text in found:
        left, top, right, bottom = extent(text)
        assert left >= 0 and right <= width + 0.5 and top >= -0.5 and bottom <= height + 0.5, text
    assert [(p.lines, q.lines) for p, q in combinations(found, 2) if overlap(extent(p), extent(q))] == []


@pytest.mark.parametrize(("width", "height", "u"), [(532, 540, 9.5), (890, 340, 13)])
def test_name_without_room_becomes_its_code_with_the_kommune_and_is_not_cut(
    width: float, height: float, u: float
) -> None:
    bars = [bar(f"E{n} (Eschweiler)", 40 - n / 3, own=f"E{n}", short=f"E{n}") for n in range(60)]
    long = "A1a Soziale Stadt Alsdorf Mitte und noch viel mehr"
    bars.insert(0, bar(f"{long} (Alsdorf)", 41.0, own=long, short="A1a"))
    found = words(draw_ranking(BarChart(tuple(bars)), width, height, u))
    assert "A1a (Alsdorf)" in found
    assert "E7 (Eschweiler)" in found
    assert [word for word in found if "…" in word] == []


def test_zero_is_the_strongest_line_between_bars_to_both_sides() -> None:
    lines = list(draw_ranking(BarChart((bar("A", 2.0), bar("B", -1.0))), 300, 200, 10).items)
    one_side = list(draw_ranking(BarChart((bar("A", 2.0), bar("B", 1.0))), 300, 200, 10).items)
    both, one = ([item.width for item in items if isinstance(item, Line)] for items in (lines, one_side))
    assert max(both) > max(one)
