"""The change since a base year: what stands around the map and in the profile, for all years."""

from typing import Any, cast

import pandas as pd

from callbacks.questions import echo
from layouts.change_sentences import change_definition, change_headline, change_notice, change_source, change_words
from layouts.changes import change_entry, change_rows
from layouts.extent import shown_areas
from layouts.handlungsfelder.of_area import area_fields
from layouts.places import Place, place_words, profile_ways, profiled_place
from layouts.region import Region, indicator_of, top_level
from layouts.selection import Grenzaenderung, Selection, all_years, change_years
from layouts.sentences import own_name


def change_context(question: Any, region: Region, selection: Selection, basis: int) -> dict[str, Any]:
    """Headline, definition and source line of a map of change, by year."""
    plain = indicator_of(region, selection.indikator)
    entry = change_entry(plain, basis)
    place = (selection.stand, selection.ebene)
    rows = change_rows(region, plain.id, place, basis, selection.grenzaenderung).reindex(
        shown_areas(region, selection), level="area"
    )
    whole = _series_of(region, selection, basis, top_level(region).id, _whole(region, selection.stand))
    years = {}
    for jahr in change_years(region, plain.id, selection.ebene, basis):
        frame = cast(pd.DataFrame, rows.xs(jahr, level="jahr"))
        reference = {_name(region, selection.stand): float(whole.get(jahr, float("nan")))}
        years[jahr] = {
            "satz": change_headline(region, entry, place, frame, reference),
            "quelle": change_source(region, plain.id, place, (basis, jahr)),
            "synthetisch": change_notice(region, plain.id, place, jahr),
        }
    return {
        "frage": echo(question),
        "jahre": years,
        "definition": change_definition(plain, entry),
        "hinweise": [],
    }


def change_profile(question: Any, region: Region, selection: Selection, basis: int) -> dict[str, Any]:
    """Change, both values, and the changes of group and region, by year."""
    plain = indicator_of(region, selection.indikator)
    entry = change_entry(plain, basis)
    place = profiled_place(region, selection)
    rows = _rows_of(region, selection, basis, place)
    compared = {}
    if place.group is not None:
        compared[str(place.names[1])] = _series_of(region, selection, basis, region.group_level.id, place.group)
    if place.names[0] is not None:
        whole = _whole(region, selection.stand)
        compared[place.names[0]] = _series_of(region, selection, basis, top_level(region).id, whole)
    years = {}
    for jahr, row in rows.iterrows():
        others = {name: float(values.get(jahr, float("nan"))) for name, values in compared.items()}
        years[jahr] = change_words(entry, plain, row, (basis, int(cast(int, jahr))), others)
    return {
        "frage": echo(question),
        "raum": selection.raum,
        "ort": place_words(region, place),
        "name": own_name(region, selection.stand, place.ebene, place.area),
        "jahre": years,
        "handlungsfelder": area_fields(region, selection),
        "wege": profile_ways(region, selection),
    }


def _rows_of(region: Region, selection: Selection, basis: int, place: Place) -> pd.DataFrame:
    if basis not in all_years(region, selection.indikator, place.ebene):
        return pd.DataFrame()
    rows = change_rows(region, selection.indikator, (selection.stand, place.ebene), basis, selection.grenzaenderung)
    return cast(pd.DataFrame, rows.xs(place.area, level="area"))


def _series_of(region: Region, selection: Selection, basis: int, ebene: str, area: str) -> "pd.Series[float]":
    """Changes of an area of an upper level by year; empty where it has none."""
    if basis not in all_years(region, selection.indikator, ebene):
        return pd.Series(dtype=float)
    place = (selection.stand, ebene)
    return change_rows(region, selection.indikator, place, basis, Grenzaenderung.UMRECHNEN)["wert"].xs(
        area, level="area"
    )


def _whole(region: Region, stand: str) -> str:
    return str(region.areas(stand, top_level(region).id).index[0])


def _name(region: Region, stand: str) -> str:
    return str(region.areas(stand, top_level(region).id)["name"].iloc[0])
