"""Which names could stand on a printed map, the most important first, and where."""

from collections.abc import Mapping

from geodata.drawing import DrawnLevel
from layouts.sheets.items import INK, QUIET, REGULAR, SEMIBOLD
from layouts.sheets.labels import Candidate, has_room
from layouts.sheets.projection import Bounds, Point, Projection
from layouts.sheets.sheet import Form, Sheet, SheetArea
from layouts.sheets.typesetting import text_width

CODE_SIZE = 0.8  # of the running text
NEIGHBOUR_SIZE = 0.86
NEAR = 0.3  # of a group's width and height
PLACES_TRIED = 8
AROUND = (0.0, -1.0, 1.0, -1.6, 1.6)  # quarters of an area's height above and below its label point


def list_names(sheet: Sheet, drawn: DrawnLevel, projection: Projection, u: float) -> list[Candidate]:
    """The selected area, the groups, then areas from the largest to the smallest.

    Between circles codes would only disturb: there, a whole region shows the names of its groups alone.
    """
    upper = all(area.group_key in (None, area.key) for area in sheet.areas)
    whole = sheet.within is None and not upper
    own = [a for a in sheet.areas if sheet.chosen is not None and a.key == sheet.chosen.key]
    found = [_named(area, drawn, projection, u) for area in own]
    if whole:
        found += _list_groups(sheet, drawn, projection, u)
    if whole and sheet.form is Form.SYMBOLS:
        return found
    others = sorted((a for a in sheet.areas if a not in own), key=lambda area: -drawn.outlines[area.key].area)
    return found + [(_named if upper else _coded)(area, drawn, projection, u) for area in others]


def list_neighbours(sheet: Sheet, places: Mapping[str, tuple[Point, Bounds]], u: float) -> list[Candidate]:
    """Names around the part that is cut out, where there is room."""
    names = dict(sheet.groups)
    return [
        Candidate(names[key], (spot,), NEIGHBOUR_SIZE * u, REGULAR, QUIET, bounds)
        for key, (spot, bounds) in places.items()
    ]


def _named(area: SheetArea, drawn: DrawnLevel, projection: Projection, u: float) -> Candidate:
    """At its label point, or a little above or below it."""
    x, y = projection.point(drawn.points[area.key])
    _, top, _, bottom = projection.box(drawn.outlines[area.key])
    places = tuple((x, y + step * (bottom - top) / 4) for step in AROUND)
    return Candidate(area.short, places, u, SEMIBOLD, INK, None)


def _coded(area: SheetArea, drawn: DrawnLevel, projection: Projection, u: float) -> Candidate:
    """At its label point, only where its own box has room."""
    places = (projection.point(drawn.points[area.key]),)
    bounds, size = projection.box(drawn.outlines[area.key]), CODE_SIZE * u
    text = f"{area.short} {area.mark}" if area.mark else area.short
    if area.mark and not has_room(bounds, text_width(text, size), size):
        text = area.mark  # where there is little room the sign stands alone
    return Candidate(text, places, size, REGULAR, INK, bounds)


def _list_groups(sheet: Sheet, drawn: DrawnLevel, projection: Projection, u: float) -> list[Candidate]:
    """A group is named in its middle, or else in one of its larger areas, rather than not at all."""
    found = []
    for key, name in sheet.groups:
        if key not in drawn.groups:
            continue
        left, top, right, bottom = projection.box(drawn.groups[key])
        parts = sorted((a for a in sheet.areas if a.group_key == key), key=lambda a: -drawn.outlines[a.key].area)
        middle = ((left + right) / 2, (top + bottom) / 2)
        places = [projection.point(drawn.points[area.key]) for area in parts[:PLACES_TRIED]]
        if any(area.glyphs for area in sheet.areas):  # between symbols a name would end up beside a neighbour
            reach = (NEAR * (right - left), NEAR * (bottom - top))
            places = [p for p in places if all(abs(p[i] - middle[i]) <= reach[i] for i in (0, 1))]
        found.append(Candidate(name, (middle, *places), u, SEMIBOLD, INK, None))
    return found
