"""Maps of the offline file: whole-numbered paths, names and scale bar, from the same drawing as paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from geodata.drawing import DrawnLevel
from layouts.sheets.drafts import largest_radius
from layouts.sheets.furniture import HEIGHT, build_furniture, place_furniture
from layouts.sheets.items import QUIET, SEMIBOLD, Anchor, Box, Line, Ring, Text
from layouts.sheets.labels import place_texts
from layouts.sheets.mapdrawing import map_size, neighbours
from layouts.sheets.names import list_names, list_neighbours
from layouts.sheets.papers import Paper
from layouts.sheets.projection import Projection, project
from layouts.sheets.sheet import Sheet, SheetArea

LONGEST = 4000  # units of the longer side: a pixel of the largest screens
INSET = 30
# size of the running text in units, for maps on large and on small screens
TEXT_SIZES = {"gross": 76.0, "klein": 112.0}


def build_map(sheet: Sheet, drawn: DrawnLevel, keys: Sequence[str]) -> dict[str, Any]:
    """Everything of a map but its colours; `keys` are all areas of the level, in the order of the values."""
    wide, high = map_size(sheet, drawn)
    scale = (LONGEST - 2 * INSET) / max(wide, high)
    frame = Box(INSET, INSET, wide * scale, high * scale)
    outlines = [drawn.outlines[area.key] for area in sheet.areas]
    projection = project(outlines, frame)
    page = Box(0, 0, frame.width + 2 * INSET, frame.height + 2 * INSET)
    context, places = neighbours(sheet, drawn, projection, page)
    shown: Mapping[str, SheetArea] = {area.key: area for area in sheet.areas}
    groups = list(drawn.groups) if sheet.within is None else [sheet.within]
    borders = [ring for key in groups if key in drawn.groups for ring in projection.rings(drawn.groups[key])]
    lettering = {name: _letter(sheet, drawn, projection, page, places, u) for name, u in TEXT_SIZES.items()}
    return {
        "breite": round(page.width),
        "hoehe": round(max(page.height, *(one.pop("hoehe") for one in lettering.values()))),
        "radius": round(largest_radius(len(sheet.areas), Paper("", "", LONGEST, LONGEST, 0, 0))),
        "pfade": [path_text(projection.rings(drawn.outlines[key])) if key in shown else "" for key in keys],
        "punkte": [_whole(projection.point(drawn.points[key])) if key in shown else None for key in keys],
        "grenzen": path_text(borders),
        "umgebung": path_text(context),
        "schrift": lettering,
    }


def _letter(
    sheet: Sheet, drawn: DrawnLevel, projection: Projection, page: Box, places: Any, u: float
) -> dict[str, Any]:
    """Names with a halo where they cover no other name, scale bar and north arrow; below the map where it is full."""
    outlines = [drawn.outlines[area.key] for area in sheet.areas]
    block = build_furniture(projection, page, u)
    placed = place_furniture(block, outlines, projection, page, u)
    if placed is None:
        below = page.height + 0.2 * u
        furniture, taken, height = (
            block.moved(page.width - block.width - 0.3 * u, below),
            [],
            below + (HEIGHT + 0.2) * u,
        )
    else:
        furniture, taken, height = placed[0], [placed[1]], page.height
    names = [*list_names(sheet, drawn, projection, u), *list_neighbours(sheet, places, u)]
    texts = [*place_texts(names, page, taken), *(item for item in furniture.items if isinstance(item, Text))]
    lines = [item for item in furniture.items if isinstance(item, Line)]
    return {
        "hoehe": height,
        "grad": u,
        "texte": [_text(text) for text in texts],
        "linien": "".join(f"M{round(line.x1)} {round(line.y1)}L{round(line.x2)} {round(line.y2)}" for line in lines),
    }


def _text(text: Text) -> list[Any]:
    """x, y, words, size, and its classes: `f` bold, `l` quiet, `a` beginning at x."""
    kinds = {"f": text.weight >= SEMIBOLD, "l": text.colour == QUIET, "a": text.anchor is Anchor.START}
    named = " ".join(kind for kind, holds in kinds.items() if holds)
    return [round(text.x), round(text.y), " ".join(text.lines), round(text.size), named]


def path_text(rings: Sequence[Ring]) -> str:
    """SVG path of whole numbers, each point told from the one before; points that fall on one another once.

    Examples
    --------
    >>> path_text([((0.0, 0.2), (10.4, 0.0), (10.0, 10.0), (9.8, 10.1))])
    'M0 0l10 0 0 10z'
    """
    parts = []
    for ring in rings:
        points = [_whole(point) for point in ring]
        kept = [point for before, point in zip([None, *points], points, strict=False) if point != before]
        if len(kept) < 3:
            continue
        (x, y), steps = kept[0], []
        for u, v in kept[1:]:
            steps.append(f"{u - x}{'' if v < y else ' '}{v - y}")
            x, y = u, v
        line = steps[0] + "".join(step if step.startswith("-") else f" {step}" for step in steps[1:])
        parts.append(f"M{kept[0][0]}{'' if kept[0][1] < 0 else ' '}{kept[0][1]}l{line}z")
    return "".join(parts)


def _whole(point: Any) -> tuple[int, int]:
    return round(point[0]), round(point[1])
