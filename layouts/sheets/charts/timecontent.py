"""From a selection to its time chart: the rows, the reading and the comparison lines of the screen."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from indicators.catalogue import Art, Indikator
from indicators.revisions.quality import Guete
from layouts.formatting import round_half_up
from layouts.places import Place, profiled_place
from layouts.region import Region, indicator_of, region_names, top_level
from layouts.selection import Lesart, Selection
from layouts.sentences import own_name, shown_number
from layouts.series import Row, describe_readings
from layouts.sheets.charts.series import Curve, Marker, Moment, Run, TimeChart
from layouts.texts import BROWSER

REGION_COLOUR, GROUP_COLOUR = "#746d62", "#4d473f"
MAIN_WIDTH = 0.27  # in u


@dataclass(frozen=True)
class TimeContent:
    """The series of one place with what is said of it."""

    place: Place
    name: str
    rows: tuple[Row, ...]
    references: tuple[Curve, ...]  # region and group behind it
    sentence: str
    stands: tuple[str, ...]  # id of the Gebietsstand each row was counted on
    days: tuple[date | None, ...]  # of each row


def time_content(region: Region, selection: Selection) -> TimeContent:
    """Rows of the chosen reading and the curves behind them, from protected values only."""
    place = profiled_place(region, selection)
    readings = region.readings(selection.indikator, selection.stand, place.ebene, place.area)
    described = describe_readings(region, selection, place.ebene, readings)[selection.lesart.value]
    frame = {
        Lesart.ORIGINAL: readings.original,
        Lesart.GEMEINSAM: readings.gemeinsam,
        Lesart.UMGERECHNET: readings.geschaetzt,
    }[selection.lesart]
    return TimeContent(
        place,
        own_name(region, selection.stand, place.ebene, place.area),
        tuple(described["zeilen"]),
        reference_curves(region, selection, place),
        described["satz"],
        tuple(str(stand) for stand in frame["gebietsstand"]),
        tuple(None if pd.isna(day) else pd.Timestamp(day).date() for day in frame["stichtag"]),
    )


def time_chart(region: Region, selection: Selection, content: TimeContent) -> TimeChart:
    """The chart of the content in the accent of the region."""
    entry = indicator_of(region, selection.indikator)
    main = Curve(
        content.name, region.config.gestaltung.akzent, tuple(_moment(row) for row in content.rows), width=MAIN_WIDTH
    )
    return TimeChart(
        (*content.references, main),
        entry.einheit,
        entry.stellen,
        series_runs(content.rows, selection.lesart),
        selection.jahr,
        BROWSER["bruch"],
    )


def reference_curves(region: Region, selection: Selection, place: Place) -> tuple[Curve, ...]:
    """Region and group behind a part of them, on the chosen Gebietsstand; counts are not compared with their sum."""
    entry = indicator_of(region, selection.indikator)
    top = top_level(region).id
    if entry.art is Art.ANZAHL or place.ebene == top:
        return ()
    whole = str(region.areas(selection.stand, top).index[0])
    names = region_names(region, selection.stand)
    found = [Curve(names["kurz"], REGION_COLOUR, _moments(region, selection, entry, top, whole), Marker.SQUARE)]
    if place.group is not None:
        level = region.group_level.id
        moments = _moments(region, selection, entry, level, place.group)
        found.append(Curve(region.groups(selection.stand)[place.group], GROUP_COLOUR, moments, Marker.DIAMOND))
    return tuple(curve for curve in found if any(moment.value is not None for moment in curve.moments))


def _moments(region: Region, selection: Selection, entry: Indikator, ebene: str, key: str) -> tuple[Moment, ...]:
    values = region.published(entry.id, selection.stand)["wert"]
    found: list[Moment] = []
    for year in region.years(entry.id, selection.stand, selection.ebene):
        value: Any = values.get((ebene, key, year), np.nan)
        shown = None if np.isnan(value) else round_half_up(float(value), entry.stellen)
        found.append(Moment(year, shown, "" if shown is None else shown_number(entry, shown)))
    return tuple(found)


def _moment(row: Row) -> Moment:
    return Moment(
        row["jahr"],
        row["wert"],
        row["text"],
        "" if row["wert"] is not None else row["text"].partition(" ")[0],
        estimated=row["geschaetzt"],
        hollow=row["guete"] not in ("", Guete.EXAKT.value),
        broken=row["bruch"],
        span=None if row["spanne"] is None else (row["spanne"][0], row["spanne"][1]),
    )


def series_runs(rows: tuple[Row, ...], lesart: Lesart) -> tuple[Run, ...]:
    """Years in a row that were counted and judged alike; none where nothing needs to be told apart."""
    carried = lesart is Lesart.UMGERECHNET
    runs: list[Run] = []
    for row in rows:
        words = row["guete"] if carried else row["stand"]
        if runs and runs[-1].words == words and not row["bruch"]:
            runs[-1] = Run(words, runs[-1].first, row["jahr"], runs[-1].broken)
        else:
            runs.append(Run(words, row["jahr"], row["jahr"], row["bruch"]))
    runs = [run for run in runs if run.words or run.broken]
    told = len(runs) > 1 or any(carried and run.words not in ("", Guete.EXAKT.value) for run in runs)
    return tuple(runs) if told else ()


def change_sentence(rows: tuple[Row, ...], entry: Indikator) -> str:
    """`Von 14,1 % (2016) auf 12,3 % (2022).` Empty where the series breaks between, or there is one value alone."""
    known = [row for row in rows if row["wert"] is not None]
    if len(known) < 2 or any(after["bruch"] for _, after in pairwise(rows)):
        return ""
    first, last = known[0], known[-1]
    if first["wert"] == last["wert"]:
        return f"{last['jahr']} wie {first['jahr']}: {shown_number(entry, last['wert'])}."
    before, after = (f"{shown_number(entry, row['wert'])} ({row['jahr']})" for row in (first, last))
    return f"Von {before} auf {after}."
