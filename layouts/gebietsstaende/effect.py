"""What a boundary revision does to an indicator: before, converted to the new borders, counted there."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from dash import html

from indicators.catalogue import Art
from indicators.revisions.comparing import Vergleich, comparable_change
from indicators.status import Status
from layouts.components import set_selection
from layouts.formatting import format_number, format_signed
from layouts.gebietsstaende.coverage import changed_areas
from layouts.gebietsstaende.panels import NOTHING, SHOWN_ROWS
from layouts.gebietsstaende.revision import Revision
from layouts.gebietsstaende.selection import NEW, OLD, finest_level, telling_indicator
from layouts.gebietsstaende.sentences import short_names
from layouts.gebietsstaende.values import by_area, counted_on, estimated_on, is_estimated, qualified_value, values_on
from layouts.region import Region, indicator_of
from layouts.sentences import shown_value
from layouts.tables import Column, Row, build_table

SILENT = (Status.MISSING, Status.SUPPRESSED)  # a column of nothing else says nothing
REFUSED = (Vergleich.GESPERRT, Vergleich.FEHLT)  # the sentence above the table has said so already

COLUMNS = (
    Column("Raum, neue Grenzen"),
    Column("Vorgänger"),
    Column("Wert des Vorgängers", number=True),
    Column("umgerechnet", number=True),
    Column("Spanne", number=True),
    Column("Güte"),
    Column("hier gezählt", number=True),
    Column("Vergleich"),
)


def effect_table(region: Region, revision: Revision) -> list[Any]:
    """Table of the values of one year, without the columns that would say nothing, and above it why they are empty."""
    selection = revision.selection
    entry = indicator_of(region, selection.indikator)
    if selection.jahr is None:
        return [html.P(f"„{entry.name}“ liegt auf dieser Ebene nicht vor.", className="satz")]
    unit = f" ({entry.einheit})" if entry.einheit else ""
    title = f"{entry.name} {selection.jahr}{unit}: was die neuen Grenzen bewirken"
    before = by_area(values_on(region, selection, OLD))
    estimated = by_area(estimated_on(region, selection))
    counted = by_area(counted_on(region, selection, selection.nach))
    verdicts = _verdicts(region, revision, selection.jahr)
    shown = _telling_columns(revision, estimated, counted, verdicts)
    rows = []
    for key in revision.new_areas[:SHOWN_ROWS]:
        predecessor = revision.predecessor(key)
        estimate = estimated[key]
        target = set_selection({"raum": f"{NEW}:{key}"})
        cells = (
            html.Button(revision.new_names[key], type="button", className="zeile-raum", **target),
            NOTHING if predecessor is None else revision.old_names[predecessor],
            NOTHING if predecessor is None else qualified_value(entry, before[predecessor]),
            qualified_value(entry, estimate),
            _span(entry.stellen, estimate),
            NOTHING if pd.isna(estimate["guete"]) else str(estimate["guete"]),
            shown_value(entry, counted[key]),
            _verdict(entry.stellen, verdicts[key]),
        )
        rows.append(Row(tuple(cells[i] for i in shown), key, revision.chosen() == (NEW, key)))
    table = build_table(title, [COLUMNS[i] for i in shown], rows)
    return [*_blocked(region, revision, estimated, before), table]


def _verdicts(region: Region, revision: Revision, jahr: int) -> "dict[str, pd.Series[Any]]":
    selection = revision.selection
    published = [region.published(selection.indikator, stand) for stand in (selection.von, selection.nach)]
    changes = revision.crosswalk.changes
    return by_area(comparable_change(published[0], published[1], (jahr, jahr), finest_level(region), changes))


def _telling_columns(
    revision: Revision,
    estimated: "dict[str, pd.Series[Any]]",
    counted: "dict[str, pd.Series[Any]]",
    verdicts: "dict[str, pd.Series[Any]]",
) -> list[int]:
    """Positions of the columns in which any of the areas has something to say."""
    keys = revision.new_areas
    estimates = [estimated[key] for key in keys]
    converts = _any_value(estimates)
    telling = {
        3: converts,
        4: converts and any(not pd.isna(row["wert_von"]) for row in estimates),
        5: converts and any(not pd.isna(row["guete"]) for row in estimates),
        6: _any_value(counted[key] for key in keys),
        7: any(Vergleich(verdicts[key]["vergleich"]) not in REFUSED for key in keys),
    }
    return [i for i in range(len(COLUMNS)) if telling.get(i, True)]


def _any_value(rows: "Iterable[pd.Series[Any]]") -> bool:
    return any(row["status"] not in SILENT for row in rows)


def _blocked(
    region: Region, revision: Revision, estimated: "dict[str, pd.Series[Any]]", before: "dict[str, pd.Series[Any]]"
) -> list[Any]:
    """Why no changed area has a converted value, and the way to a view that has; nothing where one has."""
    selection = revision.selection
    keys = changed_areas(region, selection.von, selection.nach, selection.innerhalb)
    rows = [estimated[str(key)] for key in keys]
    if not rows or _any_value(rows):
        return []
    sentence = _reason(region, revision, [Status(row["status"]) for row in rows])
    if any(is_estimated(before[key]) for key in revision.old_areas):
        sentence += " Die Werte der Vorgänger (≈) sind aus den neuen Räumen zurückgerechnet."
    return [html.Div([html.P(sentence), *_way_out(region, revision)], className="sperrsatz")]


def _reason(region: Region, revision: Revision, statuses: list[Status]) -> str:
    """Written from what everybody sees; which rule hides a single value is never told."""
    selection = revision.selection
    entry = indicator_of(region, selection.indikator)
    name, _ = short_names(region, selection.von, selection.nach)
    if entry.art is Art.WERT:
        return f"„{entry.name}“ wird fertig berechnet geliefert und lässt sich nicht auf andere Grenzen umrechnen."
    if selection.jahr not in region.years(entry.id, selection.von, finest_level(region)):
        return f"Umrechnen lässt sich hier nichts, denn für {selection.jahr} gibt es keine Werte auf „{name}“."
    if Status.SUPPRESSED in statuses:
        return (
            f"Umrechnen lässt sich hier nichts, denn für {selection.jahr} sind Werte der früheren Räume geheim zu "
            "halten – auch solche, die neben den Werten der neuen Räume verrieten, was für wenige Menschen zwischen "
            "alter und neuer Grenze gilt."
        )
    return f"Umrechnen lässt sich hier nichts, denn für {selection.jahr} fehlen Werte der früheren Räume."


def _way_out(region: Region, revision: Revision) -> list[Any]:
    """A button to the newest year that has conversions, of this indicator or else of another."""
    selection = revision.selection
    place = (selection.von, selection.nach, selection.innerhalb)
    indikator = telling_indicator(region, selection.indikator, *place)
    if indikator is None:
        return []
    jahr = region.revision_years(indikator, *place)[-1]
    words = str(jahr) if indikator == selection.indikator else f"{indicator_of(region, indikator).name} {jahr}"
    target = set_selection({"indikator": indikator, "jahr": jahr})
    return [html.Button(f"Mit Umrechnung: {words}", type="button", className="knopf", **target)]


def _verdict(decimals: int, row: "pd.Series[Any]") -> str:
    """Whether the value can be compared with that of the predecessor, and the difference where it can."""
    verdict = Vergleich(row["vergleich"])
    if not verdict.comparable:
        return verdict.value
    return f"{verdict.value}: {format_signed(float(row['differenz']), decimals)}"


def _span(decimals: int, row: "pd.Series[Any]") -> str:
    """Range between weights by residents and by territory."""
    if row["status"] != Status.OBSERVED or pd.isna(row["wert_von"]) or pd.isna(row["wert_bis"]):
        return NOTHING
    low, high = format_number(row["wert_von"], decimals), format_number(row["wert_bis"], decimals)
    return low if low == high else f"{low} bis {high}"
