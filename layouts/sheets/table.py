"""The numbers of a sheet as rows: the table of the PDF, the spreadsheet and the CSV all have these."""

import math
from dataclasses import replace

from layouts.formatting import format_number
from layouts.sheets.sheet import Cell, Head, Sheet, SheetArea

# shares of the page; 0 takes what it needs
PLACE_WIDTHS = (0.0, 2.0, 1.2)
COUNT_WIDTH, WORD_WIDTH = 1.3, 1.9
NARROW_HEAD = 14  # characters that fit on one line above numbers
LEFT, RIGHT = "left", "right"


def tables_of(sheet: Sheet) -> tuple[Sheet, ...]:
    """What stands in tables of its own: one sheet, with the columns of both maps where they show the same areas."""
    if len(sheet.parts) == 1:
        return (sheet,)
    first, second = sheet.parts
    same = [area.key for area in first.areas] == [area.key for area in second.areas]
    if same and first.stand_id == second.stand_id:
        return (_merged(sheet, first, second),)
    return tuple(part for part in sheet.parts if part.areas)


def _merged(sheet: Sheet, first: Sheet, second: Sheet) -> Sheet:
    """The first map's table with the columns of the second behind."""
    counts = (Head(second.counted, "fallzahl_2", 0), Head(second.base, "nenner_2", 0)) if second.has_counts else ()
    value = Head(_named_value(second), "wert_2", second.decimals)
    further = tuple(replace(head, key=f"{head.key}_2") for head in second.heads)
    areas = tuple(
        replace(one, cells=(*one.cells, other.sign or other.value, *_numbers(second, other), *other.cells))
        for one, other in zip(first.areas, second.areas, strict=True)
    )
    return replace(sheet, areas=areas, heads=(*first.heads, value, *counts, *further), value_name=first.title, maps=())


def _named_value(sheet: Sheet) -> str:
    return f"{sheet.title} ({sheet.unit})" if sheet.unit else sheet.title


def _numbers(sheet: Sheet, area: SheetArea) -> tuple[float, ...]:
    return (area.count, area.base) if sheet.has_counts else ()


def table_title(sheet: Sheet) -> str:
    """`SGB-II-Quote 2022: Werte der Sozialräume`."""
    return f"{sheet.topic}: Werte nach Raum ({sheet.level})"


def table_head(sheet: Sheet) -> tuple[str, ...]:
    """Headers of what people read."""
    counts = (sheet.counted, sheet.base) if sheet.has_counts else ()
    value = (sheet.value_head,) if sheet.value_name else ()
    return ("Kürzel", "Name", sheet.group_level, *value, *counts, *(head.name for head in _heads(sheet)))


def table_widths(sheet: Sheet) -> tuple[float, ...]:
    """Width of each column."""
    counts = (COUNT_WIDTH,) * 2 if sheet.has_counts else ()
    further = (WORD_WIDTH if head.decimals is None else _number_width(head.name) for head in _heads(sheet))
    value = (_number_width(sheet.value_head),) if sheet.value_name else ()
    return (*PLACE_WIDTHS, *value, *counts, *further)


def table_sides(sheet: Sheet) -> tuple[str, ...]:
    """Side on which each column stands: words on the left, numbers on the right."""
    value = (RIGHT,) if sheet.value_name else ()
    figures = (LEFT, LEFT, LEFT, *value, *((RIGHT, RIGHT) if sheet.has_counts else ()))
    return (*figures, *(LEFT if head.decimals is None else RIGHT for head in _heads(sheet)))


def table_rows(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """Rows in natural order, in words."""
    shown = _heads(sheet)
    return tuple(_row(sheet, area, shown) for area in sheet.areas)


def _number_width(head: str) -> float:
    return 0.0 if len(head) <= NARROW_HEAD else COUNT_WIDTH


def _heads(sheet: Sheet) -> tuple[Head, ...]:
    """Further columns that say something of at least one area."""
    return tuple(head for i, head in enumerate(sheet.heads) if any(_cell(head, area.cells[i]) for area in sheet.areas))


def _row(sheet: Sheet, area: SheetArea, shown: tuple[Head, ...]) -> tuple[str, ...]:
    figure = area.sign if math.isnan(area.value) else format_number(area.value, sheet.decimals)
    value = (figure,) if sheet.value_name else ()
    counts = (_count(area.count), _count(area.base)) if sheet.has_counts else ()
    part = area.group_key not in (None, area.key)
    name = "" if part and area.name == area.code else area.name  # the same twice says nothing
    further = (_cell(head, cell) for head, cell in zip(sheet.heads, area.cells, strict=True) if head in shown)
    return (area.code, name, area.group, *value, *counts, *further)


def _cell(head: Head, cell: Cell) -> str:
    return cell if isinstance(cell, str) else "" if math.isnan(cell) else format_number(cell, head.decimals or 0)


def _count(value: float) -> str:
    return "" if value != value else format_number(value)
