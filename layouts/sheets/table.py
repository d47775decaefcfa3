"""The numbers of a sheet as rows: the table of the PDF, the spreadsheet and the CSV all have these."""

from layouts.formatting import format_number
from layouts.sheets.sheet import Sheet, SheetArea

TEXT_COLUMNS = 3  # code, name, group stand on the left, numbers on the right
# shares of the page; 0 takes what it needs
WIDTHS = (0.0, 2.0, 1.2, 0.0)
COUNT_WIDTH = 1.3


def table_title(sheet: Sheet) -> str:
    """`SGB-II-Quote 2022: Werte der Sozialräume`."""
    return f"{sheet.topic}: Werte nach Raum ({sheet.level})"


def value_head(sheet: Sheet) -> str:
    """`Wert (%)`."""
    return f"Wert ({sheet.unit})" if sheet.unit else "Wert"


def table_head(sheet: Sheet) -> tuple[str, ...]:
    """Headers of what people read."""
    counts = (sheet.counted, sheet.base) if sheet.has_counts else ()
    return ("Kürzel", "Name", sheet.group_level, value_head(sheet), *counts)


def table_widths(sheet: Sheet) -> tuple[float, ...]:
    """Width of each column."""
    return (*WIDTHS, *((COUNT_WIDTH,) * 2 if sheet.has_counts else ()))


def table_rows(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """Rows in natural order, in words."""
    return tuple(_row(sheet, area) for area in sheet.areas)


def _row(sheet: Sheet, area: SheetArea) -> tuple[str, ...]:
    value = area.status.sign or format_number(area.value, sheet.decimals)
    counts = (_count(area.count), _count(area.base)) if sheet.has_counts else ()
    part = area.group_key not in (None, area.key)
    name = "" if part and area.name == area.code else area.name  # the same twice says nothing
    return (area.code, name, area.group, value, *counts)


def _count(value: float) -> str:
    return "" if value != value else format_number(value)
