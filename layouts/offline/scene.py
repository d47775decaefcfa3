"""One view of the offline file: for every year the words, classes, legend and lists that a sheet of it would have."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from indicators.status import Status
from layouts.offline.figures import map_years
from layouts.offline.geometry import path_text
from layouts.offline.signs import LETTERS
from layouts.region import Region
from layouts.selection import Grenzbezug, Selection
from layouts.sheets.changes import read_changes
from layouts.sheets.code import build_code
from layouts.sheets.content import Imprint, build_scale, read_values, theme_sheet
from layouts.sheets.legend import Scale
from layouts.sheets.sheet import Form, Legend, Sheet

NOT_SHOWN = " "


def build_scales(region: Region, selection: Selection) -> dict[int, Scale]:
    """Limits and colours of every year; drawn up once where they are the same for all."""
    years = map_years(region, selection)
    if selection.basis is None and selection.bezug is Grenzbezug.JAHR:
        return {jahr: build_scale(region, replace(selection, jahr=jahr)) for jahr in years}
    return dict.fromkeys(years, build_scale(region, selection))


def build_sheets(
    region: Region, selection: Selection, imprint: Imprint, scales: Mapping[int, Scale]
) -> dict[int, Sheet]:
    """A sheet of every year with data, without the selected area; raises ValueError where no area is shown."""
    sheets = {}
    for jahr, scale in scales.items():
        asked = replace(selection, jahr=jahr, raum=None)
        theme = read_values(region, asked, scale) if asked.basis is None else read_changes(region, asked, asked.basis)
        sheets[jahr] = theme_sheet(region, asked, imprint, theme)
    return sheets


def describe_view(
    region: Region, selection: Selection, sheets: Mapping[int, Sheet], scales: Mapping[int, Scale], keys: Sequence[str]
) -> dict[str, Any]:
    """What the viewer looks up; `keys` are all areas of the level, in the order of the values."""
    sheet = sheets[selection.jahr]
    position = {key: i for i, key in enumerate(keys)}
    return {
        "thema": sheet.legend.title,
        "gruppe": None
        if selection.innerhalb is None
        else list(region.groups(selection.stand)).index(selection.innerhalb),
        "definition": sheet.definition,
        "kreise": sheet.form is Form.SYMBOLS,
        "kreisfarbe": sheet.circle_colour,
        "groesster": sheet.largest,
        "herausgeber": sheet.created_text,
        "kicker": sheet.kicker,
        "jahre": [_describe_year(year, position, scales[jahr]) for jahr, year in sheets.items()],
    }


def _describe_year(sheet: Sheet, position: dict[str, int], scale: Scale) -> dict[str, Any]:
    return {
        "titel": sheet.title,
        "satz": sheet.headline,
        "quelle": " ".join(part for part in (sheet.source, sheet.quality) if part),
        "hinweis": sheet.synthetic,
        "alt": sheet.description,
        "klassen": _classes(sheet, position),
        "grenzen": list(scale.limits),
        "farben": list(scale.colours),
        "legende": _legend(sheet.legend),
        "listen": [[extremes.title, [list(row) for row in extremes.rows]] for extremes in sheet.extremes],
    }


def _classes(sheet: Sheet, position: dict[str, int]) -> str:
    """One character for every area of the level: its class, the letter of its sign, a blank outside of the filter."""
    found = [NOT_SHOWN] * len(position)
    for area in sheet.areas:
        observed = area.status is Status.OBSERVED
        found[position[area.key]] = str(area.klass) if observed else LETTERS[area.refusal or area.status]
    return "".join(found)


def _legend(legend: Legend) -> dict[str, Any]:
    """Rows of the sheet's legend, lowest class first."""
    return {
        "titel": legend.title,
        "gezaehlt": legend.counted,
        "klassen": [[row.text, row.n] for row in reversed(legend.rows)],
        "zeichen": [[LETTERS[row.status], row.text, row.n] for row in legend.signs],
        "marken": [[mark.kind.value, mark.name, mark.value, round(mark.spot, 4)] for mark in legend.marks],
        "kreise": [list(circle) for circle in legend.circles],
        "noten": list(legend.notes),
    }


def code_path(address: str) -> dict[str, Any]:
    """QR code as one path, neighbouring squares of a row together."""
    rows = build_code(address, 1).rows
    boxes = []
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                boxes.append(((start, y), (x, y), (x, y + 1), (start, y + 1)))
                start = None
    return {"module": len(rows), "pfad": path_text([tuple((float(x), float(y)) for x, y in box) for box in boxes])}
