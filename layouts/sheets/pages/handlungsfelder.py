"""The page Handlungsfelder on paper: symbols and their names, never colour alone."""

from urllib.parse import urlencode

from indicators.handlungsfelder.kleene import MET
from layouts.handlungsfelder.maps import MARKS, build_drawing, build_map_answer, legend_rows
from layouts.handlungsfelder.selection import FieldSelection, field_dict, start_fields
from layouts.handlungsfelder.sentences import (
    ADVICE,
    STATES,
    extent_words,
    field_headline,
    field_sources,
    field_title,
    override_words,
)
from layouts.handlungsfelder.symbols import PATHS
from layouts.handlungsfelder.view import FieldView, read_view
from layouts.navigation import HANDLUNGSFELDER
from layouts.region import Region, level_of
from layouts.sheets.content import Imprint
from layouts.sheets.pages.places import Look, Numbers, Place, Words, build_areas, build_page_sheet, row
from layouts.sheets.sheet import (
    SUPPRESSED_FILL,
    Cell,
    Fill,
    Glyph,
    GlyphKind,
    Head,
    Legend,
    LegendEntry,
    Sheet,
)

NEUTRAL = "#5f594f"  # of symbols that explain a mark


def build_field_sheet(region: Region, selection: FieldSelection, imprint: Imprint) -> Sheet:
    """The map of one Handlungsfeld or of their number."""
    view = read_view(region, selection)
    answer, drawing = build_map_answer(view), build_drawing(view)
    every = [str(key) for key in region.areas(selection.stand, view.ebene).index]
    places = {key: i for i, key in enumerate(every)}
    fields = [view.field] if view.field else list(view.fields.values())

    def look_of(key: str) -> Look:
        i = places[key]
        klass = answer["klassen"][i]
        glyphs = (Glyph(PATHS[fields[n].symbol], fields[n].farbe, GlyphKind(kind)) for n, kind in drawing["raeume"][i])
        return Look(
            fill=SUPPRESSED_FILL if klass < 0 else Fill(answer["farben"][klass]),
            words=", ".join(answer["worte"][i]),
            klass=None if klass < 0 else klass,
            cells=_cells(view, key),
            glyphs=tuple(glyphs),
        )

    shown = [str(key) for key in view.frame.index]
    place = Place(selection.stand, view.ebene, selection.jahr, selection.innerhalb, selection.raum)
    words = Words(
        title=field_title(view),
        headline=field_headline(view),
        definition=f"{view.field.definition}. {ADVICE}" if view.field else ADVICE,
        source=field_sources(view),
        synthetic=region.config.region.hinweis,
        address=_address(region, selection),
    )
    areas = build_areas(region, place, shown, look_of)
    return build_page_sheet(region, imprint, place, words, areas, _legend(view, areas), _heads(view), Numbers())


def _address(region: Region, selection: FieldSelection) -> str:
    """As the page writes its own URL: the Gebietsstand and the year always, the rest where it is not the default."""
    plain, standards = field_dict(selection), field_dict(start_fields(region))
    told = {key: ",".join(value) if isinstance(value, list) else value for key, value in plain.items()}
    query = {
        key: value
        for key, value in told.items()
        if value not in (None, "") and (key in ("stand", "jahr") or plain[key] != standards[key])
    }
    return f"{HANDLUNGSFELDER}?{urlencode(query)}"


def _heads(view: FieldView) -> tuple[Head, ...]:
    fields = [view.field] if view.field else list(view.fields.values())
    number = () if view.field else (Head("Anzahl der Felder", "anzahl_felder", 0),)
    return (
        *number,
        *(Head(field.kurz, f"feld_{field.id}") for field in fields),
        Head("Von Hand", "von_hand"),
        Head("Menschen", "menschen", 0),
    )


def _cells(view: FieldView, key: str) -> tuple[Cell, ...]:
    fields = [view.field] if view.field else list(view.fields.values())
    states = [view.by_area[key][field.id] for field in fields]
    by_hand = (override_words(view, key, field.id) for field in fields)
    people = float(view.evaluation.measures.einwohner[list(view.evaluation.areas).index(key)])
    number: tuple[Cell, ...] = () if view.field else (float(states.count(MET)),)
    return (*number, *(STATES[state] for state in states), "; ".join(words for words in by_hand if words), people)


def _legend(view: FieldView, areas: tuple[object, ...]) -> Legend:
    fields = [view.field] if view.field else list(view.fields.values())
    level = level_of(view.region, view.ebene).mehrzahl
    drawn = {kind for marks in build_drawing(view)["raeume"] for _, kind in marks}
    symbols = tuple(
        LegendEntry(Glyph(PATHS[field.symbol], field.farbe), field.name, extent_words(view.extent(field.id), view))
        for field in fields
    )
    sample = PATHS[fields[0].symbol]
    marks = tuple(
        LegendEntry(Glyph(sample, NEUTRAL, GlyphKind(kind)), words) for kind, words in MARKS.items() if kind in drawn
    )
    title = "Anzahl der Handlungsfelder" if view.field is None else view.field.name
    return Legend(
        title=title,
        counted=level,
        rows=tuple(
            row(Fill(one.colour) if one.colour else SUPPRESSED_FILL, one.text, one.n or 0) for one in legend_rows(view)
        ),
        signs=(),
        marks=(),
        notes=(),
        entries=(*symbols, *marks),
    )
