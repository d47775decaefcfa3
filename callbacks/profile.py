"""The profile: the selected area, or the filter's group, or the whole region; for all years."""

from typing import Any, cast

import pandas as pd

from callbacks.changes import change_profile
from callbacks.questions import echo, read_question
from indicators.catalogue import Art, Indikator
from indicators.findings import area_findings, compare_values
from indicators.status import Status
from layouts.extent import shown_areas
from layouts.handlungsfelder.of_area import area_fields
from layouts.places import Place, place_words, profile_ways, profiled_place
from layouts.profiles.subject import report_link
from layouts.quality import quality_words
from layouts.region import Region, indicator_of, place_phrases
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


def update_profile(question: Any, region: Region) -> dict[str, Any] | None:
    """Value, sentence and lines of one place, by year, and where to go from here."""
    asked = read_question(question, region)
    if asked is None:
        return None
    selection = asked[0]
    if selection.basis is not None:
        return change_profile(question, region, selection, selection.basis)
    entry = indicator_of(region, selection.indikator)
    place = profiled_place(region, selection)
    findings = _findings(region, selection, entry, place)
    known = [jahr for jahr in region.years(entry.id, selection.stand, selection.ebene) if jahr in findings.index]
    return {
        "frage": echo(question),
        "raum": selection.raum,
        "ort": place_words(region, place),
        "name": own_name(region, selection.stand, place.ebene, place.area),
        "jahre": {
            jahr: _year(region, selection, entry, place, cast("pd.Series[Any]", findings.loc[jahr])) for jahr in known
        },
        "handlungsfelder": area_fields(region, selection),
        "wege": profile_ways(region, selection),
        "bericht": report_link(region, selection.stand, place),
    }


def _findings(region: Region, selection: Selection, entry: Indikator, place: Place) -> pd.DataFrame:
    """Findings of the place, compared with the group level also where another level lies between."""
    published = region.published(entry.id, selection.stand)
    findings = area_findings(published, region.hierarchy(selection.stand), entry, place.ebene, place.area)
    days = published["stichtag"].xs((place.ebene, place.area), level=("ebene", "area"))
    findings = findings.assign(stichtag=days.reindex(findings.index))
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
        "satz": profile_sentence(entry, row, place_phrases(region, place.names)),
        "zeilen": profile_rows(entry, row, place.names),
        "hinweis": entry.hinweis,
        "guete": quality_words(region, selection.stand, row),
        "listen": [] if selection.raum else extreme_lists(region, selection, int(cast("int", row.name))),
    }


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
