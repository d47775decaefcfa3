"""A time series over boundary revisions in words and numbers: rows for chart and table, and what one sees."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from indicators.catalogue import Indikator
from indicators.revisions.quality import Guete
from indicators.revisions.readings import Readings
from indicators.status import Status
from layouts.formatting import format_range, round_half_up
from layouts.region import Region, indicator_of, stand_of
from layouts.selection import Lesart, Selection
from layouts.sentences import own_name, shown_value

JOINT = " + "  # between the keys of areas that are summed up
NAMED = 3  # areas named in a sentence; more are counted

Row = dict[str, Any]


def stand_name(region: Region, stand: str) -> str:
    """Name of a Gebietsstand behind the word itself, without what it explains in brackets."""
    return stand_of(region, stand).name.partition(" (")[0].removeprefix("Gebietsstand ")


def describe_readings(region: Region, selection: Selection, ebene: str, readings: Readings) -> dict[str, Any]:
    """Rows by year and a sentence for each reading."""
    entry = indicator_of(region, selection.indikator)
    frames = {
        Lesart.ORIGINAL: readings.original,
        Lesart.GEMEINSAM: readings.gemeinsam,
        Lesart.UMGERECHNET: readings.geschaetzt,
    }
    described = {}
    for lesart, frame in frames.items():
        # carried values stand on the areas of the chosen Gebietsstand, wherever they were counted
        own = selection.stand if lesart is Lesart.UMGERECHNET else None
        rows = [_row(region, entry, (ebene, own), row) for _, row in frame.iterrows()]
        described[lesart.value] = {"zeilen": rows, "satz": _sentence(region, selection, lesart, rows)}
    return described


def _row(region: Region, entry: Indikator, place: tuple[str, str | None], row: "pd.Series[Any]") -> Row:
    """What chart and table say of one year; numbers as shown. `place`: level, Gebietsstand of the areas if not its."""
    counted_on = str(row["gebietsstand"])
    shown = Status(str(row["status"])) is Status.OBSERVED
    guete = None if pd.isna(row["guete"]) else Guete(str(row["guete"]))
    low, high = float(row["wert_von"]), float(row["wert_bis"])
    ranged = shown and not pd.isna(low) and not pd.isna(high)
    return {
        "jahr": int(row["jahr"]),
        "wert": round_half_up(float(row["wert"]), entry.stellen) if shown else None,
        "text": shown_value(entry, row),
        "guete": "" if guete is None else guete.value,
        "geschaetzt": guete is not None and guete.estimated,
        "spanne": [round_half_up(value, entry.stellen) for value in (low, high)] if ranged else None,
        "spannentext": format_range(low, high, entry.stellen, entry.einheit) if ranged else "",
        "stand": stand_name(region, counted_on),
        "raeume": _name_areas(region, place[1] or counted_on, place[0], str(row["areas"]).split(JOINT)),
        "bruch": bool(row["bruch"]),
    }


def _name_areas(region: Region, stand: str, ebene: str, keys: list[str]) -> str:
    """The name of one area, the codes of several."""
    if len(keys) == 1:
        return own_name(region, stand, ebene, keys[0])
    return JOINT.join(str(code) for code in region.areas(stand, ebene).loc[keys, "kuerzel"])


def _sentence(region: Region, selection: Selection, lesart: Lesart, rows: list[Row]) -> str:
    match lesart:
        case Lesart.ORIGINAL:
            return _published_sentence(rows)
        case Lesart.GEMEINSAM:
            return _common_sentence(rows)
        case Lesart.UMGERECHNET:
            return _carried_sentence(stand_name(region, selection.stand), rows)


def _published_sentence(rows: list[Row]) -> str:
    """Where the series breaks, and that it does not."""
    breaks = [
        f"{row['jahr']} bricht die Reihe: aus {_with_stand(before)} wird {_with_stand(row)}."
        for before, row in pairwise(rows)
        if row["bruch"]
    ]
    if breaks:
        return " ".join([*breaks, "Werte vor und nach einem Bruch sind nicht vergleichbar."])
    stands = dict.fromkeys(row["stand"] for row in rows)
    if len(stands) > 1:
        return "Die Grenzen haben sich hier kaum oder gar nicht geändert: Die Reihe hat keinen Bruch."
    return "Alle Jahre sind auf demselben Gebietsstand gezählt."


def _with_stand(row: Row) -> str:
    return f"{row['raeume']} (Gebietsstand {row['stand']})"


def _common_sentence(rows: list[Row]) -> str:
    if not rows:
        return "Kein anderer Gebietsstand umfasst dieses Gebiet ganz; gemeinsame Räume gibt es nicht."
    members = dict.fromkeys(row["raeume"] for row in rows)
    counts = sorted({len(names.split(JOINT)) for names in members})
    if counts == [1]:
        return "Der Raum ist in allen gezeigten Gebietsständen derselbe; alle Werte sind gezählt."
    parts = ", ".join(
        f"{'1 Raum' if (n := len(row['raeume'].split(JOINT))) == 1 else f'{n} Räume'} ({row['stand']})"
        for row in {row["stand"]: row for row in rows}.values()
    )
    return f"Gezeigt wird die kleinste Fläche, die alle Gebietsstände genau ergeben: {parts}. Alle Werte sind gezählt."


def _carried_sentence(stand: str, rows: list[Row]) -> str:
    """From when to when which quality holds; nothing but one sentence where everything was counted there."""
    spans = list(_spans(rows))
    if {guete for guete, _ in spans} <= {Guete.EXAKT.value}:
        return f"Alle Werte gelten genau in den Grenzen des Gebietsstands {stand}."
    words = ", ".join(f"{years} {guete}" for guete, years in spans)
    dashed = " Gestrichelt ist geschätzt." if any(row["geschaetzt"] for row in rows) else ""
    return f"Alle Jahre auf dem Gebietsstand {stand}: {words}.{dashed}"


def _spans(rows: list[Row]) -> Iterator[tuple[str, str]]:
    known = [row for row in rows if row["guete"]]
    for guete, run in groupby(known, key=lambda row: row["guete"]):
        years = [row["jahr"] for row in run]
        yield guete, str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
