"""The page Indizes on paper: the classes of one index, or the grid of Status × Dynamik with a sign in every cell."""

from typing import Any
from urllib.parse import urlencode

import pandas as pd

from indicators.status import Status
from layouts.formatting import format_number
from layouts.indizes.maps import build_index_map, class_rows, colours_of, legend_title
from layouts.indizes.reading import IndexView, Reading, read_view
from layouts.indizes.selection import IndexSelection, index_dict, parse_index
from layouts.indizes.sentences import (
    CAUTION,
    area_flags,
    class_phrase,
    format_sign,
    index_headline,
    index_notice,
    index_source_line,
    index_title,
    scope_phrase,
)
from layouts.navigation import INDIZES
from layouts.region import Region, level_of
from layouts.sheets.content import Imprint
from layouts.sheets.legend import SIGN_ORDER
from layouts.sheets.pages.places import NAN, Look, Numbers, Place, Words, build_areas, build_page_sheet, row
from layouts.sheets.sheet import STATUS_FILLS, Cell, Fill, Grid, GridCell, Head, Legend, LegendRow, Sheet, SheetArea
from layouts.texts import BROWSER

DECIMALS = 2
ALWAYS = ("index", "jahr", "stand", "bezug")


def build_index_sheet(region: Region, selection: IndexSelection, imprint: Imprint) -> Sheet:
    """The map of an index or of the groups of two."""
    view = read_view(region, selection)
    answer = build_index_map(region, view)
    places = {str(key): i for i, key in enumerate(view.areas)}
    single = view.groups is None

    def look_of(key: str) -> Look:
        i = places[key]
        klass = answer["klassen"][i]
        status = Status(str(view.status[key])) if klass < 0 else Status.OBSERVED
        value = float(view.main.rows[key]["index"]) if single and klass >= 0 else NAN
        said = (f"{line[0]}: {line[1]}" if isinstance(line, list) else str(line) for line in answer["worte"][i])
        return Look(
            fill=STATUS_FILLS[status] if klass < 0 else Fill(answer["farben"][klass]),
            words=", ".join(said),
            klass=None if klass < 0 else klass,
            status=status,
            value=round(value, DECIMALS),
            cells=_cells(region, view, key),
            mark="" if single else answer["marken"][i],
        )

    place = Place(selection.stand, view.ebene, selection.jahr, selection.innerhalb, selection.raum)
    pair = view.definition.kombination
    definition = view.definition.index.definition if pair is None else (pair.definition or pair.name)
    words = Words(
        title=index_title(region, view),
        headline=index_headline(region, view),
        definition=f"{definition} {CAUTION}".strip(),
        source=index_source_line(region, view),
        synthetic=index_notice(region, view),
        address=_address(region, selection),
    )
    areas = build_areas(region, place, list(view.inside), look_of)
    numbers = Numbers("Index", "", DECIMALS) if single else Numbers()
    return build_page_sheet(region, imprint, place, words, areas, _legend(region, view, areas), _heads(view), numbers)


def _address(region: Region, selection: IndexSelection) -> str:
    plain, standards = index_dict(selection), index_dict(parse_index({}, region)[0])
    told = {key: ",".join(value) if isinstance(value, list) else value for key, value in plain.items()}
    query = {
        key: value
        for key, value in told.items()
        if value not in (None, "") and (key in ALWAYS or plain[key] != standards[key])
    }
    return f"{INDIZES}?{urlencode(query)}"


def _heads(view: IndexView) -> tuple[Head, ...]:
    group = () if view.groups is None else (Head("Gruppe", "gruppe_index"),)
    return (*group, *(head for n, reading in enumerate(view.readings, 1) for head in _reading_heads(view, reading, n)))


def _reading_heads(view: IndexView, reading: Reading, number: int) -> tuple[Head, ...]:
    single = view.groups is None
    name = "" if single else f"{reading.index.kurz or reading.index.name}: "
    end = "" if single else f"_{number}"
    value = () if single else (Head(f"{name}Index", f"index{end}", DECIMALS),)
    return (
        *value,
        Head(f"{name}Klasse", f"klasse_name{end}"),
        Head(f"{name}Rang von", f"rang_von{end}", 0),
        Head(f"{name}bis", f"rang_bis{end}", 0),
        Head(f"{name}Hinweis", f"hinweis{end}"),
    )


def _cells(region: Region, view: IndexView, key: str) -> tuple[Cell, ...]:
    group = () if view.groups is None else (class_phrase(view, key),)
    return (*group, *(cell for reading in view.readings for cell in _reading_cells(region, view, reading, key)))


def _reading_cells(region: Region, view: IndexView, reading: Reading, key: str) -> tuple[Cell, ...]:
    line = reading.rows[key]
    known = int(reading.classes[key]) >= 0
    value = () if view.groups is None else (round(_number(line["index"]), DECIMALS) if known else NAN,)
    name = str(line["klasse"]) if known else ""
    flags = " ".join(area_flags(region, view, reading, key))
    return (*value, name, _number(line["rank_best"]), _number(line["rank_worst"]), flags)


def _number(value: Any) -> float:
    return NAN if pd.isna(value) else float(value)


def _legend(region: Region, view: IndexView, areas: tuple[SheetArea, ...]) -> Legend:
    rows = (
        ()
        if view.groups is not None
        else tuple(row(Fill(one.colour), one.text, one.n or 0) for one in class_rows(view))
    )
    return Legend(
        title=view.definition.name if view.groups is not None else legend_title(view.main),
        counted=level_of(region, view.ebene).mehrzahl,
        rows=rows,
        signs=_signs(areas),
        marks=(),
        notes=(f"Bezug: {scope_phrase(region, view.selection.bezug)}.",),
        grid=None if view.groups is None else _grid(view),
    )


def _signs(areas: tuple[SheetArea, ...]) -> tuple[LegendRow, ...]:
    found = [area.status for area in areas if area.klass is None]
    return tuple(
        LegendRow(STATUS_FILLS[sign], BROWSER[f"legende_{sign.value}"], format_number(found.count(sign)), sign)
        for sign in SIGN_ORDER
        if isinstance(sign, Status) and sign in found
    )


def _grid(view: IndexView) -> Grid:
    """As on the page: classes of the status down, of the dynamic across."""
    status, dynamik = view.definition.indices
    colours, across = colours_of(view), len(dynamik.klassen)
    classes = view.classes.loc[list(view.inside)]

    def cell(i: int, j: int) -> GridCell:
        k = i * across + j
        sign = format_sign((status.klassen[i].kurz or "") + (dynamik.klassen[j].kurz or ""))
        return GridCell(Fill(colours[k]), sign, format_number(int((classes == k).sum())), view.class_names[k])

    return Grid(
        down=status.kurz or status.name,
        across=dynamik.kurz or dynamik.name,
        rows=tuple(one.name for one in status.klassen),
        columns=tuple(one.name for one in dynamik.klassen),
        cells=tuple(tuple(cell(i, j) for j in range(across)) for i in range(len(status.klassen))),
    )
