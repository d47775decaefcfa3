"""The numbers of a sheet as plain CSV for programs: comma, decimal point, one row that explains itself per area."""

import csv
import io
import math

from indicators.status import Status
from layouts.sheets.sheet import Cell, Head, Sheet, SheetArea

HEAD = (
    "schluessel",
    "kuerzel",
    "name",
    "gruppe",
    "wert",
    "status",
    "fallzahl",
    "nenner",
    "indikator",
    "einheit",
    "jahr",
    "stichtag",
    "gebietsstand",
    "ebene",
    "quelle",
    "hinweis",
    "datenstand",
)


def write_plain_csv(sheet: Sheet) -> bytes:
    """UTF-8 without BOM, RFC 4180; an empty cell is no number, `status` says why."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    keys = tuple(dict.fromkeys(head.key for part in sheet.parts for head in part.heads))
    out.writerow([*HEAD, *keys])
    out.writerows(_row(part, area, keys) for part in sheet.parts for area in part.areas)
    return text.getvalue().encode("utf-8")


def plain_number(value: float, decimals: int) -> str:
    """Shortest form with a decimal point; empty for NaN.

    Examples
    --------
    >>> plain_number(1234.50, 1), plain_number(12.0, 0), plain_number(float("nan"), 1)
    ('1234.5', '12', '')
    """
    return "" if math.isnan(value) else f"{value + 0.0:.{decimals}f}"


def _row(sheet: Sheet, area: SheetArea, keys: tuple[str, ...]) -> list[str]:
    further = {head.key: _cell(head, cell) for head, cell in zip(sheet.heads, area.cells, strict=True)}
    value = plain_number(area.value, sheet.decimals) if area.status is Status.OBSERVED else ""
    return [
        area.key,
        area.code,
        area.name,
        area.group,
        value,
        (area.refusal or area.status).value,
        plain_number(area.count, 0),
        plain_number(area.base, 0 if area.base == round(area.base) else 2) if not math.isnan(area.base) else "",
        sheet.topic,
        sheet.unit,
        str(sheet.year),
        "" if area.day is None else area.day.isoformat(),
        sheet.stand,
        sheet.level,
        sheet.source,
        " · ".join(part for part in (sheet.marking, sheet.synthetic) if part),
        sheet.version,
        *(further.get(key, "") for key in keys),
    ]


def _cell(head: Head, cell: Cell) -> str:
    return cell if isinstance(cell, str) else plain_number(cell, head.decimals or 0)
