"""What the sheets of all pages have in common: areas with their names, and the words around every map."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators.status import Status
from layouts.region import Region, level_of, region_names, stand_of
from layouts.sentences import LONG_CODE, explain_signs, placed
from layouts.sheets.content import Imprint
from layouts.sheets.sheet import (
    Cell,
    Chosen,
    Fill,
    Form,
    Glyph,
    Head,
    Legend,
    LegendRow,
    Sheet,
    SheetArea,
)

NAN = float("nan")


@dataclass(frozen=True)
class Look:
    """How one area looks on a page's map, and what its table says of it."""

    fill: Fill
    words: str
    klass: int | None = None
    status: Status = Status.OBSERVED
    value: float = NAN
    cells: tuple[Cell, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Words:
    """What stands around a map."""

    title: str
    headline: str
    definition: str
    source: str
    synthetic: str | None
    address: str  # of the view, without the atlas's own


@dataclass(frozen=True)
class Place:
    """Which areas a map shows."""

    stand: str
    ebene: str
    jahr: int | None
    innerhalb: str | None
    raum: str | None


@dataclass(frozen=True)
class Numbers:
    """The column with values, if there is one."""

    name: str = ""
    unit: str = ""
    decimals: int = 0


def build_areas(
    region: Region, place: Place, keys: Sequence[str], look_of: Callable[[str], Look]
) -> tuple[SheetArea, ...]:
    """Areas in order, named as on every other sheet."""
    frame, groups = region.areas(place.stand, place.ebene), region.group_of(place.stand, place.ebene)
    names = region.groups(place.stand)
    return tuple(
        _area(key, str(frame.loc[key, "kuerzel"]), str(frame.loc[key, "name"]), groups[key], names, look_of(key))
        for key in keys
    )


def _area(key: str, code: str, name: str, group: Any, names: Any, look: Look) -> SheetArea:
    group_key = None if pd.isna(group) else str(group)
    part = group_key is not None and group_key != key
    coded = part and len(code) <= LONG_CODE and code != name
    own = f"{code} {name}" if coded else name
    group_name = names.get(group_key, "") if group_key is not None else ""
    return SheetArea(
        key=key,
        code=code,
        name=name,
        short=code if coded or name == code else name,
        label=placed(own, group_name) if part and group_name else own,
        group=group_name,
        group_key=group_key,
        status=look.status,
        value=look.value,
        shown=look.words,
        count=NAN,
        base=NAN,
        day=None,
        klass=look.klass,
        fill=look.fill,
        cells=look.cells,
        glyphs=look.glyphs,
        mark=look.mark,
    )


def build_page_sheet(
    region: Region,
    imprint: Imprint,
    place: Place,
    words: Words,
    areas: tuple[SheetArea, ...],
    legend: Legend,
    heads: tuple[Head, ...],
    numbers: Numbers,
) -> Sheet:
    """The sheet of a page's map."""
    config = region.config
    level = level_of(region, place.ebene)
    region_name = region_names(region, place.stand)["name"]
    groups = region.groups(place.stand)
    part = groups.get(place.innerhalb or "")
    where = region_name if part is None else f"{part}, {region_name}"
    chosen = next((area for area in areas if area.key == place.raum), None)
    return Sheet(
        form=Form.CHOROPLETH,
        region=config.region.name,
        publisher=config.region.traeger,
        marking=region.marking,
        synthetic=words.synthetic,
        kicker=f"{where} · {level.mehrzahl}",
        title=words.title,
        headline=words.headline,
        definition=words.definition,
        source=words.source,
        signs=explain_signs(area.status for area in areas),
        created=imprint.created,
        version=config.region.datenversion,
        address=f"{imprint.address}{words.address}",
        accent=config.gestaltung.akzent,
        logo=imprint.logo,
        level=level.mehrzahl,
        group_level=region.group_level.name,
        stand=stand_of(region, place.stand).name,
        stand_id=place.stand,
        ebene_id=place.ebene,
        year=place.jahr or 0,
        unit=numbers.unit,
        decimals=numbers.decimals,
        counted="",
        base="",
        within=place.innerhalb,
        chosen=None if chosen is None else Chosen(chosen.key, chosen.label, chosen.shown),
        extremes=(),
        areas=areas,
        largest=1.0,
        circle_colour="#5f594f",
        legend=legend,
        groups=tuple(groups.items()),
        value_name=numbers.name,
        heads=heads,
    )


def row(fill: Fill, text: str, n: int) -> LegendRow:
    """One line of a legend with its number of areas."""
    return LegendRow(fill, text, f"{n:,}".replace(",", "."))
