"""From a sheet to its ranking: the areas in the colours of their classes, and the reference lines of the screen."""

import math

from indicators.catalogue import Art
from layouts.formatting import PERCENT, format_signed, format_value, round_half_up
from layouts.region import Region, region_names, top_level
from layouts.selection import Selection
from layouts.sentences import shown_number
from layouts.sheets.charts.ranking import Bar, BarChart, Reference
from layouts.sheets.sheet import Fill, Form, Sheet, SheetArea
from layouts.sheets.themes import Theme


def rank_chart(region: Region, selection: Selection, sheet: Sheet, theme: Theme) -> BarChart:
    """Areas with a value from the highest down, equal ones in the order of the table; the others last, by name."""
    bars = tuple(_bar(sheet, area, theme.entry.art) for area in ranked_areas(sheet))
    return BarChart(bars, _references(region, selection, sheet, theme), sheet.accent)


def ranked_areas(sheet: Sheet) -> tuple[SheetArea, ...]:
    """All areas of a sheet as a ranking lists them."""
    known = [area for area in sheet.areas if not math.isnan(area.value)]
    hidden = [area for area in sheet.areas if math.isnan(area.value)]
    return (*sorted(known, key=lambda area: -area.value), *sorted(hidden, key=lambda area: area.label))


def _bar(sheet: Sheet, area: SheetArea, signed: Art) -> Bar:
    chosen = sheet.chosen is not None and sheet.chosen.key == area.key
    own = area.label.removesuffix(f" ({area.group})").removesuffix(f", {area.group}")
    label = area.label if sheet.within is None else own
    if math.isnan(area.value):
        return Bar(label, None, area.shown, area.fill, own, area.short, chosen)
    plain = sheet.form is Form.SYMBOLS or area.klass is None
    fill = Fill(sheet.circle_colour) if plain else area.fill
    # other units are named once, by the heading
    unit = sheet.unit if sheet.unit == PERCENT else ""
    form = format_signed if signed is Art.VERAENDERUNG else format_value
    return Bar(label, area.value, form(area.value, sheet.decimals, unit), fill, own, area.short, chosen)


def _references(region: Region, selection: Selection, sheet: Sheet, theme: Theme) -> tuple[Reference, ...]:
    """Region, and the group one looks at; counts of parts are not compared with their sum."""
    top = top_level(region).id
    if sheet.form is Form.SYMBOLS or selection.ebene == top:
        return ()
    whole = str(region.areas(selection.stand, top).index[0])
    places = [(region_names(region, selection.stand)["kurz"], top, whole)]
    if selection.innerhalb is not None:
        level = region.group_level.id
        places.append((region.groups(selection.stand)[selection.innerhalb], level, selection.innerhalb))
    entry = theme.entry
    values = ((name, theme.upper(ebene, key)) for name, ebene, key in places)
    return tuple(
        Reference(name, shown, shown_number(entry, shown))
        for name, value in values
        if not math.isnan(value)
        for shown in [round_half_up(value, entry.stellen)]
    )
