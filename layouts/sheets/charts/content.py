"""From a selection to the page of its chart: the protected numbers, sentences and titles of the screen."""

import math
from collections.abc import Sequence
from dataclasses import replace

from layouts.formatting import format_number
from layouts.region import Region, indicator_of, region_names
from layouts.selection import Ansicht, Selection
from layouts.sentences import source_line, synthetic_notice
from layouts.sheets.charts.chartsheet import CHARTS, Cell, ChartSheet, ChartTable, Column
from layouts.sheets.charts.rankcontent import rank_chart, ranked_areas
from layouts.sheets.charts.ranking import BarChart
from layouts.sheets.charts.scattercontent import ScatterContent, axis_title, scatter_chart, scatter_content
from layouts.sheets.charts.timecontent import TimeContent, change_sentence, time_chart, time_content
from layouts.sheets.charts.timetable import time_notice, time_source, time_table
from layouts.sheets.content import Imprint, read_theme, theme_sheet
from layouts.sheets.sheet import Sheet, SheetArea
from layouts.sheets.themes import Theme
from layouts.texts import READINGS

MAP_SOURCE = " Kartengrundlage:"
NAMES = 3  # columns of the table that say which area a row is about
NAMED = 5  # areas at each end that the alternative text names


def build_chart_sheet(region: Region, selection: Selection, imprint: Imprint) -> ChartSheet:
    """The page of the chart the drawer shows (`ansicht`); raises ValueError where there is nothing to draw."""
    if selection.ansicht is Ansicht.ZUSAMMENHANG and selection.vergleich is None:
        raise ValueError("Für den Zusammenhang fehlt der zweite Indikator (vergleich).")
    theme = read_theme(region, selection)
    sheet = theme_sheet(region, selection, imprint, theme)
    match selection.ansicht:
        case Ansicht.RANG:
            return _ranking(region, selection, sheet, theme)
        case Ansicht.ZEIT:
            return _series(region, selection, sheet)
        case Ansicht.ZUSAMMENHANG:
            return _scatter(region, selection, sheet, str(selection.vergleich))
        case Ansicht.TABELLE:
            raise ValueError("Die Tabelle ist kein Diagramm; es gibt sie als XLSX und CSV.")


def _ranking(region: Region, selection: Selection, sheet: Sheet, theme: Theme) -> ChartSheet:
    chart = rank_chart(region, selection, sheet, theme)
    page = replace(sheet, kicker=f"{sheet.kicker} · {CHARTS[Ansicht.RANG]}")
    areas = ranked_areas(sheet)
    rows = tuple((*_names(area), _figure(area), *_counts(sheet, area)) for area in areas)
    counts = (Column(sheet.counted, 0, 1.3), Column(sheet.base, 0, 1.3)) if sheet.has_counts else ()
    columns = (*_name_columns(sheet), Column(sheet.value_head, sheet.decimals), *counts)
    return ChartSheet(
        page,
        Ansicht.RANG,
        chart,
        sheet.legend.title,
        (),
        ChartTable(f"{sheet.title}: {CHARTS[Ansicht.RANG]} ({sheet.level})", columns, rows, NAMES),
        _rank_description(page, chart),
    )


def _rank_description(sheet: Sheet, chart: BarChart) -> str:
    known = [f"{bar.label} {bar.shown}" for bar in chart.known]
    ends = "; ".join(known) if len(known) <= 2 * NAMED else f"{'; '.join(known[:NAMED])} … {'; '.join(known[-NAMED:])}"
    compared = "; ".join(f"{reference.name} {reference.shown}" for reference in chart.references)
    hidden = f" Ohne Wert: {format_number(len(chart.missing))}." if chart.missing else ""
    marked = f" Zum Vergleich: {compared}." if compared else ""
    ordered = f" Vom höchsten zum niedrigsten Wert: {ends}." if known else ""
    return f"{_opening(sheet, 'Balkendiagramm')}{ordered}{marked}{hidden}"


def _series(region: Region, selection: Selection, sheet: Sheet) -> ChartSheet:
    content = time_content(region, selection)
    if not content.rows:
        raise ValueError(f"Einen Zeitverlauf gibt es hier nicht. {content.sentence}")
    entry = indicator_of(region, selection.indikator)
    years = [row["jahr"] for row in content.rows]
    when = str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
    reading = f", {READINGS[selection.lesart.value]}" if len(region.config.gebietsstaende) > 1 else ""
    name = region_names(region, selection.stand)["name"]
    group = content.place.names[1]
    where = f"{group}, {name}" if group else name
    words = change_sentence(content.rows, entry) or _without_values(content)
    page = replace(
        sheet,
        kicker=f"{where} · {CHARTS[Ansicht.ZEIT]}{reading}",
        title=f"{entry.name} {when}" + ("" if content.name == name else f": {content.name}"),
        headline=" ".join(part for part in (words, content.sentence) if part),
        source=time_source(region, selection, content),
        synthetic=time_notice(region, selection, content),
        quality="",
    )
    table = time_table(f"{page.title}", sheet.unit, sheet.decimals, content)
    return ChartSheet(
        page,
        Ansicht.ZEIT,
        time_chart(region, selection, content),
        sheet.legend.title,
        _time_notes(content),
        table,
        _time_description(page, content),
    )


def _without_values(content: TimeContent) -> str:
    if any(row["wert"] is not None for row in content.rows):
        return ""
    signs = dict.fromkeys(row["text"] for row in content.rows if row["text"])
    return f"{content.name}: {', '.join(signs)}."


def _time_notes(content: TimeContent) -> tuple[str, ...]:
    """What signs, hollow points and bars mean, where there are any."""
    notes = list(dict.fromkeys(row["text"] for row in content.rows if row["wert"] is None and row["text"]))
    if any(row["guete"] not in ("", "exakt") for row in content.rows):
        notes.append("Leere Punkte: nicht einfach gezählt, sondern wie darüber angegeben")
    if any(row["spanne"] for row in content.rows):
        notes.append("Senkrechte Striche: Spanne, in der ein geschätzter Wert liegen kann")
    return tuple(notes)


def _time_description(sheet: Sheet, content: TimeContent) -> str:
    words = {True: " (nach einem Bruch)", False: ""}
    values = "; ".join(f"{row['jahr']}{words[row['bruch']]}: {row['text']}" for row in content.rows)
    behind = " ".join(
        f"{curve.name}: {'; '.join(f'{m.year}: {m.shown}' for m in curve.moments if m.value is not None)}."
        for curve in content.references
    )
    return f"{_opening(sheet, 'Liniendiagramm')} {content.name}: {values}.{' ' if behind else ''}{behind}"


def _scatter(region: Region, selection: Selection, sheet: Sheet, vergleich: str) -> ChartSheet:
    content = scatter_content(region, selection, sheet, vergleich)
    first, second = indicator_of(region, selection.indikator), indicator_of(region, vergleich)
    year, other = selection.jahr, content.relation.year
    title = (
        f"{first.name} und {second.name} {year}"
        if year == other
        else (f"{first.name} {year} und {second.name} {other}")
    )
    place = (vergleich, selection.stand, selection.ebene, other)
    page = replace(
        sheet,
        kicker=f"{sheet.kicker} · {CHARTS[Ansicht.ZUSAMMENHANG]}",
        title=title,
        headline=content.relation.sentence,
        definition=f"{first.name}: {first.definition} {second.name}: {second.definition}",
        source=_both(sheet.source, source_line(region, *place), first.name, second.name),
        synthetic=sheet.synthetic or synthetic_notice(region, *place),
    )
    chart = scatter_chart(region, selection, sheet, content)
    if not chart.points:
        raise ValueError("Kein Raum hat hier zu beiden Indikatoren einen Wert, der gezeigt werden kann.")
    columns = (
        *_name_columns(sheet),
        Column(axis_title(region, selection.indikator, year), sheet.decimals, 1.2),
        Column(axis_title(region, vergleich, other), second.stellen, 1.2),
    )
    rows = tuple(
        (*_names(area), _figure(area), value.status.sign or value.value)
        for area, value in zip(sheet.areas, content.second, strict=True)
    )
    return ChartSheet(
        page,
        Ansicht.ZUSAMMENHANG,
        chart,
        "",
        (content.note,) if content.note else (),
        ChartTable(f"{title}: Werte nach Raum ({sheet.level})", columns, rows, NAMES),
        _scatter_description(page, content, len(chart.points)),
    )


def _scatter_description(sheet: Sheet, content: ScatterContent, points: int) -> str:
    chosen = ""
    if sheet.chosen is not None:
        at = next(i for i, area in enumerate(sheet.areas) if area.key == sheet.chosen.key)
        chosen = f" Gewählt: {sheet.chosen.label}, {sheet.chosen.value} und {content.second[at].shown}."
    return f"{_opening(sheet, 'Punktdiagramm')} {format_number(points)} Punkte ({sheet.level}).{chosen}"


def _both(first: str, second: str, *names: str) -> str:
    """Two source lines in one; what they have in common at the end is said once."""
    if first == second:
        return first
    heads, tails = zip(*(line.partition(MAP_SOURCE)[::2] for line in (first, second)), strict=True)
    if tails[0] != tails[1]:
        return f"{names[0]} – {first} {names[1]} – {second}"
    return f"{names[0]} – {heads[0]} {names[1]} – {heads[1]}{MAP_SOURCE}{tails[0]}"


def _opening(sheet: Sheet, what: str) -> str:
    parts = [sheet.marking, sheet.synthetic, f"{what} {sheet.title}", sheet.headline.rstrip(".")]
    return f"{'. '.join(part for part in parts if part)}."


def _name_columns(sheet: Sheet) -> tuple[Column, ...]:
    return (Column("Kürzel"), Column("Name", 0, 2.0), Column(sheet.group_level, 0, 1.2))


def _names(area: SheetArea) -> tuple[str, ...]:
    part = area.group_key not in (None, area.key)
    return (area.code, "" if part and area.name == area.code else area.name, area.group)


def _figure(area: SheetArea) -> Cell:
    """The value, or what stands in its place."""
    return (area.sign or area.shown) if math.isnan(area.value) else area.value


def _counts(sheet: Sheet, area: SheetArea) -> Sequence[str | float]:
    if not sheet.has_counts:
        return ()
    return tuple("" if value != value else value for value in (area.count, area.base))
