"""The two maps of a boundary revision: by kind of change, or by the values of an indicator."""

from typing import Any

import numpy as np
import pandas as pd
from dash import html

from geodata.revisions import Change
from indicators.status import Status
from layouts import texts
from layouts.classification import limits_by_method, limits_for, palette_of
from layouts.formatting import format_class, format_number
from layouts.gebietsstaende.revision import GAINED, LOST, MOVED, Revision
from layouts.gebietsstaende.selection import NEW, OLD, Faerbung, RevisionSelection, finest_level
from layouts.gebietsstaende.sentences import area_sentence, count_kinds, measure_sentence, short_names
from layouts.gebietsstaende.values import is_estimated, qualified_value, values_on
from layouts.legend import OUTLINE, LegendRow, build_legend
from layouts.palettes import CHANGES, PALETTES, PIECES
from layouts.region import Region, indicator_of

KINDS = tuple(CHANGES)
PIECE_OPACITY = 0.72
PAPER = "#ffffff"
PIECE_NAMES = {
    MOVED: "wechselt in einen anderen Raum",
    GAINED: "kommt zum gewählten Raum hinzu",
    LOST: "wird vom gewählten Raum abgegeben",
}


def build_maps(region: Region, revision: Revision) -> dict[str, Any]:
    """Both maps as the browser paints them: a class or sign for every area of the level."""
    selection = revision.selection
    chosen = revision.chosen()
    fill = _fill_by_change if selection.faerbung is Faerbung.AENDERUNG else _fill_by_value
    maps = {}
    for key, side, stand in (("a", OLD, selection.von), ("b", NEW, selection.nach)):
        maps[key] = {
            "stand": stand,
            "ebene": finest_level(region),
            "innerhalb": selection.innerhalb,
            "raum": chosen[1] if chosen is not None and chosen[0] == side else None,
            "seite": side,
            **fill(region, revision, side, stand),
        }
    return maps


def _fill_by_change(region: Region, revision: Revision, side: str, stand: str) -> dict[str, Any]:
    areas = region.areas(stand, finest_level(region)).index
    kinds = revision.kind_of_new if side == NEW else revision.kind_of_old
    return {
        "klassen": [KINDS.index(kinds.get(str(key), Change.UNCHANGED)) for key in areas],
        "farben": list(CHANGES.values()),
        "zeichen": None,
        "worte": [
            [texts.CHANGES[kinds[key]], area_sentence(revision, side, key)] if key in kinds else []
            for key in map(str, areas)
        ],
    }


def _fill_by_value(region: Region, revision: Revision, side: str, stand: str) -> dict[str, Any]:
    entry = indicator_of(region, revision.selection.indikator)
    values = values_on(region, revision.selection, side)
    limits = shared_limits(region, revision.selection)
    letters = {status.value: status.letter for status in Status}
    classes = np.where(values["wert"].isna(), -1, np.searchsorted(np.array(limits), values["wert"], side="right"))
    worte = []
    for _, row in values.iterrows():
        words: list[Any] = [f"{entry.kurz or entry.name} {revision.selection.jahr}: {qualified_value(entry, row)}"]
        if row["status"] == Status.OBSERVED and not pd.isna(row["fallzahl"]):
            words.append([entry.zaehler_text, format_number(row["fallzahl"])])
        if row["status"] == Status.OBSERVED:
            words.append(["Güte", str(row["guete"])])
        worte.append(words)
    return {
        "klassen": classes.tolist(),
        "farben": value_colours(region, revision.selection),
        "zeichen": "".join(letters[str(status)] for status in values["status"]),
        "worte": worte,
    }


def shared_limits(region: Region, selection: RevisionSelection) -> tuple[float, ...]:
    """One set of class limits for both maps: fixed, rounded, over both Gebietsstände."""
    values = [values_on(region, selection, side)["wert"].dropna() for side in (OLD, NEW)]
    pooled = pd.concat(values).to_numpy(dtype=np.float64)
    if not len(pooled):
        return ()
    return limits_for(limits_by_method(pooled, indicator_of(region, selection.indikator)), "rund", 5)


def value_colours(region: Region, selection: RevisionSelection) -> list[str]:
    """Colours of the classes, light to dark."""
    k = len(shared_limits(region, selection)) + 1
    return list(PALETTES[palette_of(indicator_of(region, selection.indikator))].steps[max(3, min(7, k))])


def revision_legend(region: Region, revision: Revision) -> list[Any]:
    """Legend of both maps, and of the pieces over them."""
    if revision.selection.faerbung is Faerbung.WERTE:
        areas = _value_legend(region, revision)
    else:
        areas = build_legend("Art der Änderung", kind_rows(revision))
    marks = list(revision.piece_kinds().values())
    drawn = OUTLINE if piece_opacity(revision.selection) == 0 else ""
    pieces = [
        LegendRow(_piece_colour(revision, kind), name, marks.count(kind), drawn)
        for kind, name in PIECE_NAMES.items()
        if kind in marks
    ]
    foot = measure_sentence(revision)
    return [*areas, *(build_legend("Teile", pieces, foot=foot) if pieces else [html.P(foot, className="legende-fuss")])]


def piece_opacity(selection: RevisionSelection) -> float:
    """How much pieces cover; over values they are only lines unless an area is selected, so that these stay legible."""
    return PIECE_OPACITY if selection.faerbung is Faerbung.AENDERUNG or selection.raum is not None else 0


def _piece_colour(revision: Revision, kind: str) -> str:
    """A piece as the map shows it: over the ground that most areas have, or as a line in its own colour."""
    selection = revision.selection
    opacity = piece_opacity(selection)
    counts = count_kinds(revision)
    common = max(counts, key=lambda change: (not change.same_territory, counts[change])) if counts else Change.MOVED
    ground = CHANGES[common] if selection.faerbung is Faerbung.AENDERUNG else PAPER
    return PIECES[kind] if opacity == 0 else _over(PIECES[kind], ground, opacity)


def _over(colour: str, ground: str, opacity: float) -> str:
    """The colour that a ground has through a cover of another one."""
    mixed = (opacity * int(colour[i : i + 2], 16) + (1 - opacity) * int(ground[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part):02x}" for part in mixed)


def kind_rows(revision: Revision) -> list[LegendRow]:
    """Kinds of change with their numbers, the same on screen and on paper."""
    counts = count_kinds(revision)
    return [LegendRow(CHANGES[kind], texts.CHANGES[kind], counts[kind]) for kind in Change if kind in counts]


def value_rows(region: Region, revision: Revision) -> list[LegendRow]:
    """Classes of the values on the later Gebietsstand, the highest first; the same on screen and on paper."""
    selection = revision.selection
    entry = indicator_of(region, selection.indikator)
    limits, colours = shared_limits(region, selection), value_colours(region, selection)
    values = values_on(region, selection, NEW).loc[list(revision.new_areas)]
    classes = np.searchsorted(np.array(limits), values["wert"].dropna(), side="right")
    edges = [None, *limits, None]
    return [
        LegendRow(colours[k], format_class(edges[k], edges[k + 1], entry.stellen), int((classes == k).sum()))
        for k in reversed(range(len(limits) + 1))
    ]


def value_title(region: Region, revision: Revision) -> str:
    """Indicator, year and unit."""
    entry = indicator_of(region, revision.selection.indikator)
    unit = f" ({entry.einheit})" if entry.einheit else ""
    return f"{entry.name} {revision.selection.jahr}{unit}"


def value_foot(region: Region, revision: Revision) -> str:
    """What is counted, and how much of it is estimated."""
    _, name = short_names(region, revision.selection.von, revision.selection.nach)
    return f"Anzahl der Räume auf dem Gebietsstand {name}. {_estimates(region, revision)}"


def _value_legend(region: Region, revision: Revision) -> list[Any]:
    values = values_on(region, revision.selection, NEW).loc[list(revision.new_areas)]
    rows, foot = value_rows(region, revision), value_foot(region, revision)
    return build_legend(value_title(region, revision), rows, list(values["status"]), foot)


def _estimates(region: Region, revision: Revision) -> str:
    """How many values on each side are estimates."""
    selection = revision.selection
    parts = []
    names = short_names(region, selection.von, selection.nach)
    for side, name, areas in ((OLD, names[0], revision.old_areas), (NEW, names[1], revision.new_areas)):
        values = values_on(region, selection, side).loc[list(areas)]
        n = int(values.apply(is_estimated, axis=1).sum()) if len(values) else 0
        if n:
            parts.append(f"{name}: {n} von {len(values)} Werten geschätzt (≈).")
    return " ".join(parts)
