"""Which place a profile or a series is about, and where to go from there."""

from typing import Any, NamedTuple

import pandas as pd

from layouts.region import Region, level_of, top_level
from layouts.selection import Selection
from layouts.sentences import own_name


class Place(NamedTuple):
    """Whom a profile is about and whom it is compared with."""

    ebene: str
    area: str
    group: str | None  # key of the area of the group level above; None on that level and above
    names: tuple[str | None, str | None]  # region, group: None where there is nothing to compare with


def profiled_place(region: Region, selection: Selection) -> Place:
    """The selected area, else the filter's group, else the region."""
    top = top_level(region).id
    whole = str(region.areas(selection.stand, top).index[0])
    name = own_name(region, selection.stand, top, whole)
    if selection.ebene == top or (selection.raum is None and selection.innerhalb is None):
        return Place(top, whole, None, (None, None))
    if selection.raum is None:
        return Place(region.group_level.id, str(selection.innerhalb), None, (name, None))
    group = region.group_of(selection.stand, selection.ebene)[selection.raum]
    if pd.isna(group) or group == selection.raum:
        return Place(selection.ebene, selection.raum, None, (name, None))
    return Place(selection.ebene, selection.raum, str(group), (name, region.groups(selection.stand)[group]))


def place_words(region: Region, place: Place) -> str:
    level = level_of(region, place.ebene).name
    return f"{level} in {place.names[1]}" if place.names[1] else level


def profile_ways(region: Region, selection: Selection) -> list[dict[str, Any]]:
    """Where to go from here: into the parts of a group, or to the whole group of a part."""
    group_level = region.group_level
    ways: list[dict[str, Any]] = []
    finest = next(
        (level for level in region.config.ebenen if region.years(selection.indikator, selection.stand, level.id)), None
    )
    if selection.raum and selection.ebene == group_level.id and finest is not None and finest.id != group_level.id:
        name = region.groups(selection.stand)[selection.raum]
        ways.append(
            {
                "text": f"{finest.mehrzahl} von {name} zeigen",
                "ziel": {"ebene": finest.id, "innerhalb": selection.raum, "raum": None},
            }
        )
    elif selection.raum and not selection.innerhalb and selection.ebene != top_level(region).id:
        group = region.group_of(selection.stand, selection.ebene)[selection.raum]
        if not pd.isna(group):
            ways.append(
                {"text": f"Nur {region.groups(selection.stand)[group]} zeigen", "ziel": {"innerhalb": str(group)}}
            )
    if selection.innerhalb:
        ways.append({"text": f"Ganze Region zeigen ({region.config.region.name})", "ziel": {"innerhalb": None}})
    return ways
