"""The map of an index: by class, or by the groups of Status × Dynamik, and its legend."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from indicators.indices.definitions import Index, IndexArt
from indicators.status import Status
from layouts.components import hyphenated
from layouts.formatting import NO_VALUE, format_number
from layouts.indizes.reading import IndexView, Reading
from layouts.indizes.sentences import CAUTION, area_flags, format_index, format_limits, format_sign, scope_phrase
from layouts.legend import LegendRow, build_legend, singles_out
from layouts.palettes import BELASTEND, BIVARIATE, PALETTES, ink_on
from layouts.region import Region


def class_colours(index: Index) -> list[str]:
    """Colours of the classes of one index, the least burdened first."""
    k = len(index.klassen)
    if index.art is IndexArt.DYNAMIK:
        return [_pick(BIVARIATE, j, k)[1] for j in range(k)]
    steps = PALETTES[BELASTEND].steps[max(3, min(7, k))]
    return [steps[min(position, len(steps) - 1)] for position in range(k)] if k > 2 else [steps[0], steps[-1]]


def group_colours(status: Index, dynamik: Index) -> list[str]:
    """Colours of all groups, the classes of the status first: hue tells the dynamic, darkness the status."""
    rows, columns = len(status.klassen), len(dynamik.klassen)
    return [_pick(_pick(BIVARIATE, j, columns), i, rows) for i in range(rows) for j in range(columns)]


def _pick(steps: Any, position: int, k: int) -> Any:
    return steps[round(position * (len(steps) - 1) / max(k - 1, 1))]


def colours_of(view: IndexView) -> list[str]:
    """Colours of the map's classes."""
    if view.definition.dynamik is None:
        return class_colours(view.main.index)
    return group_colours(view.definition.index, view.definition.dynamik)


def build_index_map(region: Region, view: IndexView) -> dict[str, Any]:
    """The map as the browser paints it: a class or sign for every area of the level, and what is said of it."""
    letters = {status.value: status.letter for status in Status}
    selection = view.selection
    return {
        "stand": selection.stand,
        "ebene": view.ebene,
        "innerhalb": selection.innerhalb,
        "raum": selection.raum,
        "klassen": view.classes.tolist(),
        "farben": colours_of(view),
        "zeichen": "".join(letters[str(status)] for status in view.status),
        "marken": None if view.groups is None else [format_sign(sign) for sign in view.signs.values()],
        "worte": [_words(region, view, str(area)) for area in view.areas],
    }


def _words(region: Region, view: IndexView, area: str) -> list[Any]:
    """For the bubble and the accessible name."""
    words: list[Any] = []
    for reading in view.readings:
        name = reading.index.kurz or reading.index.name
        row = reading.rows[area]
        if int(reading.classes[area]) >= 0:
            words.append([name, f"{row['klasse']} ({format_index(row['index'])})"])
            words.append(["Rang", _rank(row)])
        words += area_flags(region, view, reading, area)
    return words


def _rank(row: Mapping[str, Any]) -> str:
    best, worst = row["rank_best"], row["rank_worst"]
    if pd.isna(best):
        return NO_VALUE
    return format_number(best) if best == worst else f"{format_number(best)} bis {format_number(worst)}"


def index_legend(region: Region, view: IndexView) -> list[Any]:
    """Classes with their numbers, or the grid of Status × Dynamik; signs; scope; the caution that always stands."""
    inside = list(view.inside)
    classes = view.classes.loc[inside]
    without = [str(state) for state in view.status.loc[inside][classes < 0]]
    foot = f"Bezug: {scope_phrase(region, view.selection.bezug)}."
    caution = html.P(CAUTION, className="index-vorsicht")
    if view.definition.dynamik is not None:
        signs = build_legend("", [], without, foot)[1:]
        return [_grid(view, classes), *signs, caution]
    return [*build_legend(legend_title(view.main), class_rows(view), without, foot), caution]


def class_rows(view: IndexView) -> list[LegendRow]:
    """Classes of one index with their limits and numbers, the most burdened first; the same on screen and on paper."""
    colours, index = colours_of(view), view.main.index
    classes = view.classes.loc[list(view.inside)]
    return [
        LegendRow(colours[k], f"{name} · {format_limits(index, k)}", int((classes == k).sum()), klasse=k)
        for k, name in reversed(list(enumerate(view.class_names)))
    ]


def legend_title(reading: Reading) -> str:
    """What the classes of one index are about."""
    word = "Veränderung" if reading.index.art is IndexArt.DYNAMIK else "Bedarf"
    return f"{reading.index.kurz or reading.index.name}: {word}, höher = ungünstiger"


def _grid(view: IndexView, classes: "pd.Series[int]") -> html.Table:
    """A real table: classes of the status down, of the dynamic across; colour, sign and number in each cell."""
    status, dynamik = view.definition.indices
    colours, columns = colours_of(view), len(dynamik.klassen)

    def cell(i: int, j: int) -> html.Td:
        k = i * columns + j
        short = format_sign((status.klassen[i].kurz or "") + (dynamik.klassen[j].kurz or ""))
        return html.Td(
            html.Button(
                [
                    html.Span(f"{view.class_names[k]}: ", className="nur-vorlesen"),
                    html.Span(short, className="gruppe-zeichen"),
                    html.B(format_number(int((classes == k).sum()))),
                ],
                type="button",
                style={"background": colours[k], "color": ink_on(colours[k])},
                **singles_out(k),
            )
        )

    head = [
        html.Tr([html.Td(), html.Th(f"{dynamik.kurz or dynamik.name} →", scope="colgroup", colSpan=columns)]),
        html.Tr(
            [
                html.Th(f"{status.kurz or status.name} ↓", scope="col"),
                *(html.Th(one.name, scope="col") for one in dynamik.klassen),
            ]
        ),
    ]
    rows = [
        html.Tr([html.Th(one.name, scope="row"), *(cell(i, j) for j in range(columns))])
        for i, one in enumerate(status.klassen)
    ]
    return html.Table(
        [
            html.Caption(html.B(view.definition.name)),
            html.Thead(head),
            html.Tbody(rows),
        ],
        className="gruppen-legende",
        **hyphenated(aria_describedby="titel"),
    )
