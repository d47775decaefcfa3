"""From a sheet to its ranking: the areas in the colours of their classes, and the reference lines of the screen."""

from typing import Any

import numpy as np

from indicators.status import Status
from layouts.formatting import round_half_up
from layouts.region import Region, indicator_of, region_names, top_level
from layouts.selection import Selection
from layouts.sentences import format_figure, shown_number
from layouts.sheets.charts.ranking import Bar, BarChart, Reference
from layouts.sheets.sheet import Fill, Form, Sheet, SheetArea


def rank_chart(region: Region, selection: Selection, sheet: Sheet) -> BarChart:
    """Areas with a value from the highest down, equal ones in the order of the table; the others last, by name."""
    bars = tuple(_bar(region, selection, sheet, area) for area in ranked_areas(sheet))
    return BarChart(bars, _references(region, selection, sheet), sheet.accent)


def ranked_areas(sheet: Sheet) -> tuple[SheetArea, ...]:
    """All areas of a sheet as a ranking lists them."""
    known = [area for area in sheet.areas if area.status is Status.OBSERVED]
    hidden = [area for area in sheet.areas if area.status is not Status.OBSERVED]
    return (*sorted(known, key=lambda area: -area.value), *sorted(hidden, key=lambda area: area.label))


def _bar(region: Region, selection: Selection, sheet: Sheet, area: SheetArea) -> Bar:
    chosen = sheet.chosen is not None and sheet.chosen.key == area.key
    label = area.label if sheet.within is None else area.label.removesuffix(f" ({area.group})")
    if area.status is not Status.OBSERVED:
        return Bar(label, None, area.shown, area.fill, area.short, chosen)
    plain = sheet.form is Form.SYMBOLS or area.klass is None
    fill = Fill(sheet.circle_colour) if plain else area.fill
    shown = format_figure(indicator_of(region, selection.indikator), area.value)
    return Bar(label, area.value, shown, fill, area.short, chosen)


def _references(region: Region, selection: Selection, sheet: Sheet) -> tuple[Reference, ...]:
    """Region, and the group one looks at; counts of parts are not compared with their sum."""
    if sheet.form is Form.SYMBOLS or selection.ebene == top_level(region).id:
        return ()
    top = top_level(region).id
    whole = str(region.areas(selection.stand, top).index[0])
    places = [(region_names(region, selection.stand)["kurz"], top, whole)]
    if selection.innerhalb is not None:
        level = region.group_level.id
        places.append((region.groups(selection.stand)[selection.innerhalb], level, selection.innerhalb))
    entry = indicator_of(region, selection.indikator)
    values = region.published(entry.id, selection.stand)["wert"]
    found = []
    for name, ebene, key in places:
        value: Any = values.get((ebene, key, selection.jahr), np.nan)
        if not np.isnan(value):
            shown = round_half_up(float(value), entry.stellen)
            found.append(Reference(name, shown, shown_number(entry, shown)))
    return tuple(found)
