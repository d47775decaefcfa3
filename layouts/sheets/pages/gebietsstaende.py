"""The page Gebietsstände on paper: both borders side by side, with the pieces that changed hands."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode

import pandas as pd

from indicators.status import Status
from layouts import texts
from layouts.formatting import format_number
from layouts.gebietsstaende.maps import PIECE_NAMES, build_maps, kind_rows, value_foot, value_rows, value_title
from layouts.gebietsstaende.revision import Revision, read_revision
from layouts.gebietsstaende.selection import NEW, OLD, Faerbung, RevisionSelection, finest_level, revision_dict
from layouts.gebietsstaende.sentences import (
    area_sentence,
    borders_line,
    measure_sentence,
    revision_headline,
    revision_title,
)
from layouts.gebietsstaende.values import values_on
from layouts.handlungsfelder.maps import lighten
from layouts.legend import LegendRow as ScreenRow
from layouts.navigation import GEBIETSSTAENDE
from layouts.palettes import PIECES
from layouts.region import Region, indicator_of, stand_of
from layouts.sheets.content import Imprint
from layouts.sheets.legend import SIGN_ORDER
from layouts.sheets.pages.places import NAN, Look, Numbers, Place, Words, build_areas, build_page_sheet, row
from layouts.sheets.sheet import (
    STATUS_FILLS,
    Fill,
    Glyph,
    Head,
    Legend,
    LegendEntry,
    LegendRow,
    Piece,
    Sheet,
    SheetArea,
)

SQUARE = "M1 1h8v8h-8z"
SEEN_THROUGH = 0.28  # as much white as lies over the pieces of the screen
ALWAYS = ("von", "nach", "innerhalb", "indikator", "jahr")
EMPTY = Legend(title="", counted="", rows=(), signs=(), marks=(), notes=())


def build_revision_sheet(region: Region, selection: RevisionSelection, imprint: Imprint) -> Sheet:
    """Both maps with one legend; the areas of the earlier Gebietsstand on the first."""
    revision = read_revision(region, selection)
    answers = build_maps(region, revision)
    sides = ((OLD, selection.von, revision.old_areas, "a"), (NEW, selection.nach, revision.new_areas, "b"))
    pieces = _pieces(revision)
    words = Words(
        title=revision_title(region, revision),
        headline=revision_headline(region, revision),
        definition=_definition(region, selection),
        source=borders_line(region, selection.von, selection.nach),
        synthetic=region.config.region.hinweis,
        address=f"{GEBIETSSTAENDE}?{urlencode(_query(selection))}",
    )
    maps = []
    for side, stand, keys, answer in sides:
        sheet = _side(region, revision, imprint, (side, stand), keys, answers[answer], words)
        named = replace(sheet, title=stand_of(region, stand).name, pieces=pieces)
        maps.append(replace(named, revision=(selection.von, selection.nach)))
    # the legend counts the areas of the later Gebietsstand and stands with the first map, which is read first
    first = replace(maps[0], legend=_legend(region, revision, maps[0].areas, maps[1].areas))
    return replace(first, title=words.title, maps=(first, maps[1]))


def _query(selection: RevisionSelection) -> dict[str, Any]:
    plain = revision_dict(selection)
    standards = revision_dict(RevisionSelection("", "", None, "", None))
    return {
        key: value for key, value in plain.items() if value is not None and (key in ALWAYS or value != standards[key])
    }


def _definition(region: Region, selection: RevisionSelection) -> str:
    if selection.faerbung is Faerbung.AENDERUNG:
        return "Farben: was aus den Räumen geworden ist; kräftig die Teile, die in einen anderen Raum wechseln."
    return indicator_of(region, selection.indikator).definition


def _side(
    region: Region,
    revision: Revision,
    imprint: Imprint,
    at: tuple[str, str],
    keys: tuple[str, ...],
    answer: Mapping[str, Any],
    words: Words,
) -> Sheet:
    side, stand = at
    selection = revision.selection
    ebene = finest_level(region)
    places = {str(key): i for i, key in enumerate(region.areas(stand, ebene).index)}
    values = None if selection.faerbung is Faerbung.AENDERUNG else values_on(region, selection, side)

    def look_of(key: str) -> Look:
        i = places[key]
        klass = answer["klassen"][i]
        said = (": ".join(line) if isinstance(line, list) else str(line) for line in answer["worte"][i])
        kinds = revision.kind_of_new if side == NEW else revision.kind_of_old
        what = (texts.CHANGES[kinds[key]] if key in kinds else "", area_sentence(revision, side, key))
        if values is None:
            return Look(Fill(answer["farben"][klass]), ", ".join(said), klass, cells=what)
        line = cast("pd.Series[Any]", values.loc[key])
        status = Status(str(line["status"]))
        quality = "" if status is not Status.OBSERVED or pd.isna(line["guete"]) else str(line["guete"])
        fill = STATUS_FILLS[status] if klass < 0 else Fill(answer["farben"][klass])
        value = float(line["wert"]) if status is Status.OBSERVED else NAN
        return Look(fill, ", ".join(said), None if klass < 0 else klass, status, value, (quality, *what))

    entry = indicator_of(region, selection.indikator)
    kind = (
        Head("Änderung", "aenderung"),
        Head("Woher" if side == NEW else "Wohin", "woher" if side == NEW else "wohin"),
    )
    heads = kind if values is None else (Head("Güte", "guete"), *kind)
    numbers = Numbers() if values is None else Numbers(f"{entry.name} {selection.jahr}", entry.einheit, entry.stellen)
    chosen = revision.chosen()
    raum = chosen[1] if chosen is not None and chosen[0] == side else None
    place = Place(stand, ebene, selection.jahr, selection.innerhalb, raum)
    areas = build_areas(region, place, keys, look_of)
    return build_page_sheet(region, imprint, place, words, areas, EMPTY, heads, numbers)


def _pieces(revision: Revision) -> tuple[Piece, ...]:
    outlined = revision.selection.faerbung is Faerbung.WERTE and revision.selection.raum is None
    kinds = revision.piece_kinds()
    found = []
    for line in revision.rows.fillna({"old": "", "new": ""}).to_dict("records"):
        key = (str(line["old"]), str(line["new"]))
        if key not in kinds:
            continue
        people = "" if pd.isna(line["residents"]) else f", rund {format_number(line['residents'])} Menschen"
        name = " → ".join(
            names[area] for names, area in ((revision.old_names, key[0]), (revision.new_names, key[1])) if area
        )
        said = f"{name}: {PIECE_NAMES[kinds[key]]}{people}, {format_number(line['area_km2'], 2)}\u202fkm²"
        colour = PIECES[kinds[key]]
        shown = colour if outlined else lighten(colour, SEEN_THROUGH)
        found.append(Piece("|".join(key), said, shown, outlined))
    return tuple(found)


def _legend(region: Region, revision: Revision, old: tuple[SheetArea, ...], new: tuple[SheetArea, ...]) -> Legend:
    values = revision.selection.faerbung is Faerbung.WERTE
    rows = value_rows(region, revision) if values else kind_rows(revision)
    foot = [value_foot(region, revision).strip()] if values else []
    return Legend(
        title=value_title(region, revision) if values else "Art der Änderung",
        counted="Räume",
        rows=tuple(_row(one) for one in rows),
        signs=_signs(old, new) if values else (),
        marks=(),
        notes=(*foot, measure_sentence(revision)),
        entries=_piece_entries(revision),
    )


def _row(one: ScreenRow) -> LegendRow:
    return row(Fill(one.colour), one.text, one.n or 0)


def _piece_entries(revision: Revision) -> tuple[LegendEntry, ...]:
    """What the marked pieces are, how many there are, and how many people live there."""
    outlined = revision.selection.faerbung is Faerbung.WERTE and revision.selection.raum is None
    kinds = revision.piece_kinds()
    rows = revision.rows.fillna({"old": "", "new": ""})
    entries = []
    for kind, name in PIECE_NAMES.items():
        own = [
            (old, new) in kinds and kinds[old, new] == kind for old, new in zip(rows["old"], rows["new"], strict=True)
        ]
        people = rows.loc[own, "residents"]
        if not len(people):
            continue
        told = "" if people.isna().any() else f" · rund {format_number(float(people.sum()))} Menschen"
        colour = PIECES[kind] if outlined else lighten(PIECES[kind], SEEN_THROUGH)
        part = "Teil" if len(people) == 1 else "Teile"
        entries.append(LegendEntry(Glyph(SQUARE, colour), name, f"{format_number(len(people))} {part}{told}"))
    return tuple(entries)


def _signs(old: tuple[SheetArea, ...], new: tuple[SheetArea, ...]) -> tuple[LegendRow, ...]:
    """Signs of either map; counted, as the classes are, on the later one."""
    found = [area.status for area in new if area.klass is None]
    seen = {*found, *(area.status for area in old if area.klass is None)}
    return tuple(
        LegendRow(STATUS_FILLS[sign], texts.BROWSER[f"legende_{sign.value}"], format_number(found.count(sign)), sign)
        for sign in SIGN_ORDER
        if isinstance(sign, Status) and sign in seen
    )
