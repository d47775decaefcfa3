"""The profile: the selected area, or the filter's group, or the whole region; for all years."""

from typing import Any, NamedTuple, cast

import pandas as pd

from callbacks.questions import echo, read_question
from indicators.catalogue import Art, Indikator
from indicators.findings import area_findings, compare_values
from indicators.status import Status
from layouts.area_fields import area_fields
from layouts.extent import shown_areas
from layouts.region import Region, indicator_of, level_of, top_level
from layouts.selection import Selection
from layouts.sentences import (
    area_label,
    extreme_titles,
    format_figure,
    own_name,
    profile_rows,
    profile_sentence,
    shown_value,
)

EXTREMES_SHOWN = 3


class Place(NamedTuple):
    """Whom a profile is about and whom it is compared with."""

    ebene: str
    area: str
    group: str | None  # key of the area of the group level above; None on that level and above
    names: tuple[str | None, str | None]  # region, group: None where there is nothing to compare with


def update_profile(question: Any, region: Region) -> dict[str, Any] | None:
    """Value, sentence and lines of one place, by year, and where to go from here."""
    asked = read_question(question, region)
    if asked is None:
        return None
    selection = asked[0]
    entry = indicator_of(region, selection.indikator)
    place = profiled_place(region, selection)
    findings = _findings(region, selection, entry, place)
    known = [jahr for jahr in region.years(entry.id, selection.stand, selection.ebene) if jahr in findings.index]
    return {
        "frage": echo(question),
        "raum": selection.raum,
        "ort": _place_words(region, place),
        "name": own_name(region, selection.stand, place.ebene, place.area),
        "jahre": {
            jahr: _year(region, selection, entry, place, cast("pd.Series[Any]", findings.loc[jahr])) for jahr in known
        },
        "handlungsfelder": area_fields(region, selection),
        "wege": profile_ways(region, selection),
    }


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


def _findings(region: Region, selection: Selection, entry: Indikator, place: Place) -> pd.DataFrame:
    """Findings of the place, compared with the group level also where another level lies between."""
    published = region.published(entry.id, selection.stand)
    findings = area_findings(published, region.hierarchy(selection.stand), entry, place.ebene, place.area)
    if place.group is None:
        return findings.assign(against_parent=None)
    values = published["wert"].xs((region.group_level.id, place.group), level=("ebene", "area")).reindex(findings.index)
    if entry.art is Art.ANZAHL:
        return findings.assign(parent_wert=values)
    wert, low, high = (findings[column].to_numpy(dtype=float) for column in ("wert", "ci_low", "ci_high"))
    verdict = compare_values(wert, low, high, values.to_numpy(dtype=float))
    return findings.assign(parent_wert=values, against_parent=pd.Series(verdict, findings.index, dtype=object))


def _year(
    region: Region, selection: Selection, entry: Indikator, place: Place, row: "pd.Series[Any]"
) -> dict[str, Any]:
    return {
        "darstellbar": Status(str(row["status"])) is Status.OBSERVED,
        "wert": shown_value(entry, row),
        "satz": profile_sentence(entry, row, place.names),
        "zeilen": profile_rows(entry, row, place.names),
        "hinweis": entry.hinweis,
        "listen": [] if selection.raum else extreme_lists(region, selection, int(cast("int", row.name))),
    }


def _place_words(region: Region, place: Place) -> str:
    level = level_of(region, place.ebene).name
    return f"{level} in {place.names[1]}" if place.names[1] else level


def extreme_lists(region: Region, selection: Selection, jahr: int) -> list[dict[str, Any]]:
    """The highest and the lowest areas of the shown part; only where there are enough to tell them apart."""
    entry = indicator_of(region, selection.indikator)
    level = region.published(selection.indikator, selection.stand).xs((selection.ebene, jahr), level=("ebene", "jahr"))
    values = level["wert"].reindex(shown_areas(region, selection)).dropna()
    if len(values) < 2:
        return []
    n = min(EXTREMES_SHOWN, len(values) // 2)
    ordered = values.sort_values(ascending=False, kind="stable")

    def rows(part: "pd.Series[float]") -> list[list[str]]:
        return [
            [
                str(key),
                area_label(region, selection.stand, selection.ebene, str(key)),
                format_figure(entry, value),
            ]
            for key, value in part.items()
        ]

    most, least = extreme_titles(entry)
    return [
        {"titel": most, "raeume": rows(ordered.head(n))},
        {"titel": least, "raeume": rows(ordered.tail(n).iloc[::-1])},
    ]


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
