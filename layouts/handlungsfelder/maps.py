"""The map of one Handlungsfeld or of their number: fills, symbols and legend. Never colour alone."""

from typing import Any

from dash import html

from indicators.handlungsfelder.fields import Handlungsfeld
from indicators.handlungsfelder.kleene import MET, UNKNOWN
from layouts.components import set_selection
from layouts.formatting import format_number
from layouts.handlungsfelder.sentences import ADVICE, NEED, NO_NEED, UNDECIDED, area_words, extent_words
from layouts.handlungsfelder.symbols import build_symbol, drawing_of
from layouts.handlungsfelder.view import FieldView
from layouts.legend import LegendRow, build_legend
from layouts.palettes import FIELD_COUNTS, NO_NEED_GROUND

FOUND, UNDECIDABLE, BY_HAND, NOT_BY_HAND, ENTERED, LEFT = "da", "offen", "hand", "hand-nicht", "hinzu", "weg"
MARKS = {
    UNDECIDABLE: "nicht feststellbar",
    BY_HAND: "von Hand zugeordnet",
    NOT_BY_HAND: "von Hand nicht zugeordnet",
    ENTERED: "kommt durch die Änderung hinzu",
    LEFT: "fällt durch die Änderung weg",
}
UNKNOWN_LETTER, KNOWN_LETTER = "q", "o"


def build_map_answer(view: FieldView) -> dict[str, Any]:
    """The map as the browser paints it: a class for every area of the level, and its symbols."""
    frame = view.evaluation.frame
    areas = [str(key) for key in view.region.areas(view.selection.stand, view.ebene).index]
    states = frame if view.field is None else frame[[view.field.id]]
    met = (states == MET).sum(axis=1).reindex(areas)
    unknown = (states == UNKNOWN).any(axis=1).reindex(areas)
    undecided = [bool(open_) and not n for n, open_ in zip(met, unknown, strict=True)]
    return {
        "stand": view.selection.stand,
        "ebene": view.ebene,
        "innerhalb": view.selection.innerhalb,
        "raum": view.selection.raum,
        "klassen": [
            -1 if open_ else min(int(n), len(_colours(view)) - 1) for n, open_ in zip(met, undecided, strict=True)
        ],
        "farben": _colours(view),
        "zeichen": "".join(UNKNOWN_LETTER if open_ else KNOWN_LETTER for open_ in undecided),
        "gezeigt": view.evaluation.groups.index.isin(view.frame.index).astype(int).tolist(),
        "worte": [area_words(view, area) for area in areas],
    }


def build_drawing(view: FieldView) -> dict[str, Any]:
    """Symbols of every area: position of the field among those shown, and how it is marked."""
    fields = [view.field] if view.field else list(view.fields.values())
    marks = _marks(view, fields)
    areas = [str(key) for key in view.region.areas(view.selection.stand, view.ebene).index]
    return {"felder": [drawing_of(field) for field in fields], "raeume": [marks.get(area, []) for area in areas]}


def _marks(view: FieldView, fields: list[Handlungsfeld]) -> dict[str, list[tuple[int, str]]]:
    changes = view.comparison.fields if view.changed else {}
    marks: dict[str, list[tuple[int, str]]] = {}
    for position, field in enumerate(fields):
        entered = set(changes[field.id].entered) if field.id in changes else set()
        left = set(changes[field.id].left) if field.id in changes else set()
        for area, states in view.by_area.items():
            kind = _mark(states[field.id], view.by_hand(area, field.id), area in entered, area in left)
            if kind is not None:
                marks.setdefault(area, []).append((position, kind))
    return marks


def _mark(state: int, by_hand: bool, entered: bool, left: bool) -> str | None:
    if by_hand:
        return BY_HAND if state == MET else NOT_BY_HAND
    if left:
        return LEFT
    if state == UNKNOWN:
        return UNDECIDABLE
    return None if state != MET else ENTERED if entered else FOUND


def _colours(view: FieldView) -> list[str]:
    if view.field is None:
        return list(FIELD_COUNTS[: len(view.fields) + 1])
    return [NO_NEED_GROUND, lighten(view.field.farbe, 0.62)]


def lighten(colour: str, share: float) -> str:
    """Mix with white, for a ground on which the symbol stands out.

    Examples
    --------
    >>> lighten("#000000", 0.5)
    '#808080'
    """
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in parts)


def field_legend(view: FieldView) -> list[Any]:
    """Legend of the map with the number of areas, then the meaning of symbols and marks."""
    parts = _number_legend(view) if view.field is None else _single_legend(view)
    drawn = {kind for area in _marks(view, [view.field] if view.field else list(view.fields.values())).values()
             for _, kind in area}  # fmt: skip
    marks = [
        html.Li([html.Span(className=f"marke-muster {kind}"), html.Span(words)], className="marke-zeile")
        for kind, words in MARKS.items()
        if kind in drawn
    ]
    return [
        *parts,
        *([html.Ul(marks, className="marken-liste")] if marks else []),
        html.P(ADVICE, className="legende-fuss"),
    ]


def legend_rows(view: FieldView) -> list[LegendRow]:
    """Classes of the map with their numbers, the same on screen and on paper."""
    return _number_rows(view) if view.field is None else _single_rows(view)


def _number_rows(view: FieldView) -> list[LegendRow]:
    colours = _colours(view)
    found, open_ = (view.frame == MET).sum(axis=1), (view.frame == UNKNOWN).any(axis=1)
    rows = []
    for n in range(len(colours)):
        last = n == len(colours) - 1 and n < len(view.fields)
        text = "kein Handlungsfeld" if n == 0 else f"{n} {'Handlungsfeld' if n == 1 else 'Handlungsfelder'}"
        matching = found >= n if last else (found == n) & ~(open_ & (n == 0))
        rows.append(LegendRow(colours[n], f"{text} und mehr" if last else text, int(matching.sum())))
    undecided = int(((found == 0) & open_).sum())
    if undecided:
        rows.append(LegendRow("", UNDECIDED, undecided, "gesperrt"))
    return rows


def _number_legend(view: FieldView) -> list[Any]:
    buttons = [_field_row(view, field) for field in view.fields.values()]
    return [*build_legend("Anzahl der Handlungsfelder", _number_rows(view)), html.Ul(buttons, className="feld-liste")]


def _field_row(view: FieldView, field: Handlungsfeld) -> html.Li:
    extent = view.extent(field.id)
    return html.Li(
        html.Button(
            [
                build_symbol(field),
                html.Span([html.B(field.name), html.Span(extent_words(extent, view))], className="feld-name"),
            ],
            type="button",
            className="feld-zeile",
            **set_selection({"feld": field.id}),
        )
    )


def _single_rows(view: FieldView) -> list[LegendRow]:
    assert view.field is not None
    extent = view.extent(view.field.id)
    colours = _colours(view)
    rows = [
        LegendRow(colours[1], NEED, extent.areas),
        LegendRow(colours[0], NO_NEED, extent.shown - extent.areas - extent.unknown),
    ]
    if extent.unknown:
        rows.append(LegendRow("", UNDECIDED, extent.unknown, "gesperrt"))
    return rows


def _single_legend(view: FieldView) -> list[Any]:
    assert view.field is not None
    extent = view.extent(view.field.id)
    heading = html.P([build_symbol(view.field), html.B(view.field.name)], className="feld-titel")
    counted = f"{format_number(extent.by_hand)} von Hand entschieden." if extent.by_hand else ""
    return [heading, *build_legend(view.field.definition, _single_rows(view), foot=counted)]
