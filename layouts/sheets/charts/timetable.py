"""The numbers of a time series as a table, and where they come from."""

from indicators.catalogue import Art, Stand
from layouts.formatting import format_date
from layouts.region import Region, indicator_of, stand_of
from layouts.selection import Selection
from layouts.sentences import source_texts, synthetic_notice
from layouts.sheets.charts.chartsheet import Cell, ChartTable, Column
from layouts.sheets.charts.series import Curve
from layouts.sheets.charts.timecontent import TimeContent
from layouts.texts import BROWSER

TEXTS = 4  # columns of words


def time_table(title: str, unit: str, decimals: int, content: TimeContent) -> ChartTable:
    """The table of the screen: one row per year."""
    spans = any(row["spannentext"] for row in content.rows)
    value = BROWSER["reihe_wert"] + (f" ({unit})" if unit else "")
    columns = (
        Column(BROWSER["reihe_jahr"]),
        Column(BROWSER["reihe_guete"], 0, 1.0),
        Column(BROWSER["reihe_stand"], 0, 1.0),
        Column(BROWSER["reihe_raeume"], 0, 1.6),
        Column(value, decimals),
        *([Column(BROWSER["reihe_spanne"])] if spans else []),
        *(Column(curve.name, decimals) for curve in content.references),
    )
    rows = tuple(
        (
            str(row["jahr"]),
            f"{row['guete'] or '–'} ({BROWSER['bruch']})" if row["bruch"] else row["guete"] or "–",
            row["stand"],
            row["raeume"],
            row["text"].partition(" ")[0] if row["wert"] is None else row["wert"],
            *([row["spannentext"] or "–"] if spans else []),
            *(_of_year(curve, row["jahr"]) for curve in content.references),
        )
        for row in content.rows
    )
    return ChartTable(f"{title}, Werte nach Jahr", columns, rows, TEXTS)


def _of_year(curve: Curve, year: int) -> Cell:
    value = next((moment.value for moment in curve.moments if moment.year == year), None)
    return "–" if value is None else value


def time_source(region: Region, selection: Selection, content: TimeContent) -> str:
    """The source line of all years: `Datenquelle: …, Stichtage 31.12.2014 bis 31.12.2022; eigene Berechnung. …`"""
    entry = indicator_of(region, selection.indikator)
    places = _places(region, selection, content)
    texts = dict.fromkeys(text for place in places for text in source_texts(region, *place))
    word = "Stichtage" if entry.stand is Stand.STICHTAG else "Zeiträume"
    days = [day for day in content.days if day is not None]
    when = f", {word} {format_date(min(days))} bis {format_date(max(days))}" if days else ""
    computed = "" if entry.art is Art.WERT else "; eigene Berechnung"
    counted = ", ".join(dict.fromkeys(row["stand"] for row in content.rows))
    return (
        f"Datenquelle: {'; '.join(texts)}{when}{computed}. Gebietsstand {stand_of(region, selection.stand).name}, "
        f"gezählt auf {counted}. Datenstand {region.config.region.datenversion}."
    )


def time_notice(region: Region, selection: Selection, content: TimeContent) -> str | None:
    """The label of synthetic data where a number of the chart, or the borders it was counted in, are synthetic."""
    notices = (synthetic_notice(region, *place) for place in _places(region, selection, content))
    return next((notice for notice in notices if notice), None)


def _places(region: Region, selection: Selection, content: TimeContent) -> list[tuple[str, str, str, int]]:
    """Indicator, Gebietsstand, level and year of every row."""
    rows = zip(content.rows, content.stands, strict=True)
    found = [(selection.indikator, stand, content.place.ebene, int(row["jahr"])) for row, stand in rows]
    return [place for place in found if place[3] in region.years(*place[:3])]
