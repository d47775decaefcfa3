"""The numbers of a sheet as XLSX: numbers as numbers, signs as signs, and a second sheet that says what they are."""

import io
import math
from datetime import date, datetime
from typing import Any

from indicators.status import Status
from layouts.sheets.sheet import Sheet, SheetArea
from layouts.sheets.table import tables_of

DATA, FACTS = "Daten", "Angaben"
SIGN_WORDS = {
    Status.SUPPRESSED: "geheim zu halten: Die Zahl beruht auf wenigen Personen oder verriete eine andere solche Zahl",
    Status.UNRELIABLE: "nicht verlässlich: Die Bezugsgröße ist für eine Quote zu klein",
    Status.MISSING: "liegt nicht vor",
    Status.UNDEFINED: "nicht sinnvoll: Die Bezugsgröße ist 0",
    Status.NOT_CLASSIFIED: "nicht klassiert: zu wenige Einwohnerinnen und Einwohner",
}
PLACE_WIDTHS = (14, 10, 34, 20)
VALUE_WIDTH, COUNT_WIDTH, DAY_WIDTH, WORD_WIDTH = 12, 16, 12, 26
FACT_WIDTHS = (24, 110)


def write_workbook(sheet: Sheet) -> bytes:
    """A workbook with the sheets „Daten“ and „Angaben“."""
    import xlsxwriter

    content = io.BytesIO()
    # a text that begins with "=" stays a text
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties(
        {
            "title": sheet.title,
            "author": sheet.publisher,
            "comments": " ".join(part for part in (sheet.marking, sheet.synthetic, sheet.source) if part),
            "created": datetime(sheet.created.year, sheet.created.month, sheet.created.day),
        }
    )
    tables = tables_of(sheet)
    for number, table in enumerate(tables, 1):
        _write_data(book, table, DATA if len(tables) == 1 else f"{DATA} {number}")
    _write_facts(book, sheet)
    book.close()
    return content.getvalue()


def data_head(sheet: Sheet) -> tuple[str, ...]:
    """Headers of the data sheet."""
    counts = (sheet.counted, sheet.base) if sheet.has_counts else ()
    further = (head.name for head in sheet.heads)
    days = ("Stichtag",) if _has_days(sheet) else ()
    value = (sheet.value_head,) if sheet.value_name else ()
    return ("Schlüssel", "Kürzel", "Name", sheet.group_level, *value, *counts, *further, *days)


def _data_widths(sheet: Sheet) -> tuple[int, ...]:
    counts = (COUNT_WIDTH,) * 2 if sheet.has_counts else ()
    further = (WORD_WIDTH if head.decimals is None else VALUE_WIDTH for head in sheet.heads)
    value = (VALUE_WIDTH,) if sheet.value_name else ()
    return (*PLACE_WIDTHS, *value, *counts, *further, *((DAY_WIDTH,) if _has_days(sheet) else ()))


def _has_days(sheet: Sheet) -> bool:
    return any(area.day is not None for area in sheet.areas)


def _write_data(book: Any, sheet: Sheet, name: str) -> None:
    page = book.add_worksheet(name)
    bold, head = book.add_format({"bold": True, "font_size": 14}), _head_format(book)
    note = book.add_format({"bold": True, "font_color": "#8c1d18"})
    page.write_string(0, 0, sheet.title, bold)
    row = 1
    for text in (sheet.marking, sheet.synthetic):
        if text is not None:
            page.write_string(row, 0, text, note)
            row += 1
    row += 1
    titles = data_head(sheet)
    for column, (title, width) in enumerate(zip(titles, _data_widths(sheet), strict=True)):
        page.write_string(row, column, title, head)
        page.set_column(column, column, width)
    formats = _number_formats(book, sheet)
    for offset, area in enumerate(sheet.areas, 1):
        _write_area(page, row + offset, sheet, area, formats)
    page.freeze_panes(row + 1, 3)
    page.autofilter(row, 0, row + len(sheet.areas), len(titles) - 1)
    page.repeat_rows(row)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L&8Datenstand {sheet.version.replace('&', '&&')}&R&8Seite &P von &N")


def _head_format(book: Any) -> Any:
    return book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})


def _number_formats(book: Any, sheet: Sheet) -> dict[str, Any]:
    return {
        "value": book.add_format({"num_format": _digits(sheet.decimals)}),
        **{head.key: book.add_format({"num_format": _digits(head.decimals or 0)}) for head in sheet.heads},
        "count": book.add_format({"num_format": "#,##0"}),
        "base": book.add_format({"num_format": "#,##0.##"}),
        "day": book.add_format({"num_format": "dd.mm.yyyy"}),
        "sign": book.add_format({"align": "right"}),
    }


def _digits(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _write_area(page: Any, row: int, sheet: Sheet, area: SheetArea, formats: dict[str, Any]) -> None:
    for column, text in enumerate((area.key, area.code, area.name, area.group)):
        page.write_string(row, column, text)
    column = 4
    if sheet.value_name:
        if area.status is Status.OBSERVED:
            page.write_number(row, 4, area.value, formats["value"])
        elif area.sign:
            page.write_string(row, 4, area.sign, formats["sign"])
        column = 5
    if sheet.has_counts:
        for number, form in ((area.count, "count"), (area.base, _base_format(area.base))):
            if not math.isnan(number):
                page.write_number(row, column, number, formats[form])
            column += 1
    for head, cell in zip(sheet.heads, area.cells, strict=True):
        if isinstance(cell, str):
            if cell:
                page.write_string(row, column, cell, *([] if head.decimals is None else [formats["sign"]]))
        elif not math.isnan(cell):
            page.write_number(row, column, cell, formats[head.key])
        column += 1
    if area.day is not None:
        page.write_datetime(row, column, _noon(area.day), formats["day"])


def _base_format(value: float) -> str:
    return "count" if math.isnan(value) or value == int(value) else "base"


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _write_facts(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(FACTS)
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    for column, width in enumerate(FACT_WIDTHS):
        page.set_column(column, column, width)
    for row, (name, text) in enumerate(facts(sheet)):
        page.write_string(row, 0, name, bold)
        page.write_string(row, 1, text, wrap)


def facts(sheet: Sheet) -> list[tuple[str, str]]:
    """Everything that stands around the map, as pairs."""
    rows = [
        ("Titel", sheet.title),
        ("Gezeigt", sheet.subject),
        ("Vermerk", sheet.marking or ""),
        ("Hinweis", sheet.synthetic or ""),
        ("Region", sheet.region),
        ("Raumebene", sheet.level),
        ("Gebietsstand", sheet.stand),
        ("Befund", sheet.headline),
        ("Definition", sheet.definition),
        ("Einheit", sheet.unit),
        ("Quelle", sheet.source),
        ("Güte", sheet.quality),
        ("Datenstand", sheet.version),
        ("Herausgeber", sheet.publisher),
        ("Erstellt am", f"{sheet.created:%d.%m.%Y}"),
        ("Link", sheet.address),
    ]
    signs = [(f"Zeichen {status.sign}", words) for status, words in SIGN_WORDS.items()]
    return [(name, text) for name, text in rows if text] + signs
