"""From a selection to its sheet: the same protected numbers, limits, words and marks as on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

import numpy as np
import pandas as pd

from indicators.catalogue import Art
from indicators.revisions.quality import Guete
from indicators.status import Status
from layouts.classification import rounded, wide
from layouts.extent import shown_areas
from layouts.quality import counted_qualities
from layouts.region import Region, indicator_of, level_of, region_names, stand_of, top_level
from layouts.selection import Grenzbezug, Selection, format_selection
from layouts.sentences import (
    LONG_CODE,
    explain_signs,
    extreme_titles,
    format_figure,
    format_shown,
    headline,
    placed,
    source_line,
    synthetic_notice,
)
from layouts.sheets.changes import read_changes
from layouts.sheets.legend import Scale, build_legend, draw_scale
from layouts.sheets.logo import Logo
from layouts.sheets.pairs import join_sheets, second_selection
from layouts.sheets.sheet import (
    NOT_CLASSIFIED_FILL,
    Chosen,
    Extremes,
    Head,
    Mark,
    MarkKind,
    Refusal,
    Sheet,
    SheetArea,
)
from layouts.sheets.themes import Theme
from layouts.sheets.wording import Wording
from layouts.texts import BROWSER

EXTREMES = 5


@dataclass(frozen=True)
class Imprint:
    """What a sheet says of its own making: the public address of the atlas and the day."""

    address: str  # without a slash at its end
    created: date
    logo: Logo | None = None


def build_sheet(region: Region, selection: Selection, imprint: Imprint, wording: Wording | None = None) -> Sheet:
    """The sheet of a view, in somebody's own words if need be; raises ValueError where no area lies in the filter."""
    sheet = _suggested_sheet(region, selection, imprint)
    return worded(sheet, wording) if wording else sheet


def worded(sheet: Sheet, wording: Wording) -> Sheet:
    """The sheet under another title and subtitle; what it shows stands in the line above where the title is silent."""
    if wording.subtitle is not None:
        sheet = replace(sheet, headline=wording.subtitle)
    if wording.title is None or wording.title == sheet.title:
        return sheet
    kicker = sheet.kicker if sheet.title in wording.title else f"{sheet.kicker} · {sheet.title}"
    return replace(sheet, title=wording.title, subject=sheet.title, kicker=kicker)


def _suggested_sheet(region: Region, selection: Selection, imprint: Imprint) -> Sheet:
    """One map, or both where the view has a second one."""
    first = _build_map(region, selection, imprint)
    if selection.karten == 1 or selection.vergleich is None:
        return first
    second = _build_map(region, second_selection(region, selection, selection.vergleich), imprint)
    return join_sheets(region, selection, first, second)


def _build_map(region: Region, selection: Selection, imprint: Imprint) -> Sheet:
    return theme_sheet(region, selection, imprint, read_theme(region, selection))


def theme_sheet(region: Region, selection: Selection, imprint: Imprint, theme: Theme) -> Sheet:
    """The sheet of a theme that is read already; raises ValueError where no area lies in the filter."""
    entry, scale = theme.entry, theme.scale
    areas = _areas(region, selection, theme)
    if not areas:
        raise ValueError("In diesem Ausschnitt liegt kein Raum.")
    mehrzahl = level_of(region, selection.ebene).mehrzahl
    config = region.config
    marks = _marks(region, selection, theme, areas)
    # a change is always classed over all years
    scoped = selection if selection.basis is None else replace(selection, bezug=Grenzbezug.ALLE)
    return Sheet(
        form=scale.form,
        region=config.region.name,
        publisher=config.region.traeger,
        marking=region.marking,
        synthetic=theme.synthetic,
        kicker=_kicker(region, selection, mehrzahl),
        title=theme.title,
        headline=theme.headline,
        definition=theme.definition,
        source=theme.source,
        signs=explain_signs(area.status for area in areas),
        created=imprint.created,
        version=config.region.datenversion,
        address=f"{imprint.address}/?{format_selection(selection)}",
        accent=config.gestaltung.akzent,
        logo=imprint.logo,
        level=mehrzahl,
        group_level=region.group_level.name,
        stand=stand_of(region, selection.stand).name,
        stand_id=selection.stand,
        ebene_id=selection.ebene,
        year=selection.jahr,
        unit=entry.einheit,
        decimals=entry.stellen,
        counted=entry.zaehler_text,
        base=(entry.nenner_text or "Bezugsgröße") if entry.art is Art.ANTEIL else "",
        within=selection.innerhalb,
        chosen=_chosen(areas, selection.raum),
        extremes=() if selection.raum else _extremes(theme, areas),
        areas=areas,
        largest=scale.highest,
        circle_colour=scale.colours[0],
        legend=build_legend(theme.name, entry, scoped, scale, areas, marks, mehrzahl, theme.years),
        groups=tuple(region.groups(selection.stand).items()),
        value_name=theme.value_name,
        heads=theme.heads,
        quality=theme.quality,
    )


def read_theme(region: Region, selection: Selection) -> Theme:
    """What the map of a view is about: values, or changes where it has a base year."""
    basis = selection.basis
    return read_values(region, selection) if basis is None else read_changes(region, selection, basis)


def read_values(region: Region, selection: Selection, scale: Scale | None = None) -> Theme:
    """Published values of the shown areas and the year, on a scale that is drawn up already if need be."""
    entry = indicator_of(region, selection.indikator)
    place = (selection.indikator, selection.stand, selection.ebene)
    published = region.published(*place[:2])
    level = cast(pd.DataFrame, published.xs((selection.ebene, selection.jahr), level=("ebene", "jahr")))
    rows = level.reindex(shown_areas(region, selection))
    rows["status"] = rows["status"].astype(object).fillna(Status.MISSING.value)
    qualities = counted_qualities(region, selection.stand, rows)
    judged = any(quality not in ("", Guete.EXAKT) for quality in qualities)

    def value_of(ebene: str, key: str) -> float:
        found: Any = published["wert"].get((ebene, key, selection.jahr), np.nan)
        return float(found)

    return Theme(
        entry=entry,
        name=entry.name,
        title=f"{entry.name} {selection.jahr}",
        headline=headline(region, entry, selection.stand, selection.ebene, selection.jahr, selection.innerhalb, rows),
        definition=entry.definition,
        source=source_line(region, *place, selection.jahr),
        synthetic=synthetic_notice(region, *place, selection.jahr),
        rows=rows.assign(refusal=None),
        scale=scale or build_scale(region, selection),
        years=len(region.years(*place)),
        upper=value_of,
        extremes=extreme_titles(entry),
        heads=(Head("Güte", "guete"),) if judged else (),
        cells={str(key): (quality,) for key, quality in zip(rows.index, qualities, strict=True)} if judged else None,
    )


def build_scale(region: Region, selection: Selection) -> Scale:
    """Limits and colours of a view, from the published values as they are shown (`makeView` in the browser)."""
    if selection.basis is not None:
        return read_changes(region, selection, selection.basis).scale
    entry = indicator_of(region, selection.indikator)
    stand, ebene = selection.stand, selection.ebene
    years = region.years(entry.id, stand, ebene)
    level = wide(region.published(entry.id, stand), ebene, region.areas(stand, ebene).index, years)
    shown = rounded(level["wert"], 10**entry.stellen) / 10**entry.stellen
    observed = shown[~np.isnan(shown)]
    year = shown[years.index(selection.jahr)]
    return draw_scale(
        entry, selection, observed, year[~np.isnan(year)] if selection.bezug is Grenzbezug.JAHR else observed
    )


def _kicker(region: Region, selection: Selection, mehrzahl: str) -> str:
    name = region_names(region, selection.stand)["name"]
    where = name if selection.innerhalb is None else f"{region.groups(selection.stand)[selection.innerhalb]}, {name}"
    if selection.feld is not None and region.fields is not None:
        where = f"{where} · Handlungsfeld {region.fields.handlungsfelder[selection.feld].kurz}"
    return f"{where} · {mehrzahl}"


def _areas(region: Region, selection: Selection, theme: Theme) -> tuple[SheetArea, ...]:
    frame = region.areas(selection.stand, selection.ebene)
    groups = region.group_of(selection.stand, selection.ebene)
    figures, scale = theme.rows, 10**theme.entry.stellen
    inside = figures.index
    rows = zip(
        inside,
        frame["kuerzel"].reindex(inside),
        frame["name"].reindex(inside),
        groups.reindex(inside),
        figures["status"].astype(str),
        (rounded(figures[["wert"]], scale)[0] / scale).tolist(),
        figures["fallzahl"].tolist(),
        figures["nenner"].tolist(),
        figures["stichtag"],
        figures["refusal"],
        strict=True,
    )
    names = region.groups(selection.stand)
    return tuple(_area(theme, names, *row) for row in rows)


def _area(
    theme: Theme,
    names: Mapping[str, str],
    key: str,
    code: str,
    name: str,
    group: Any,
    status_text: str,
    value: float,
    count: float,
    base: float,
    day: Any,
    refusal: Refusal | None,
) -> SheetArea:
    status = Status(status_text)
    group_key = None if pd.isna(group) else str(group)
    part = group_key is not None and group_key != key
    coded = part and len(str(code)) <= LONG_CODE and code != name
    own = f"{code} {name}" if coded else str(name)
    observed = status is Status.OBSERVED
    return SheetArea(
        key=str(key),
        code=str(code),
        name=str(name),
        short=str(code) if coded else str(name),
        label=placed(own, names[group_key]) if part and group_key is not None else own,
        group=names[group_key] if group_key is not None else "",
        group_key=group_key,
        status=status,
        value=value if observed else np.nan,
        shown=format_shown(theme.entry, status, value) if refusal is None else BROWSER[refusal.value],
        count=count,
        base=base,
        day=None if pd.isna(day) else day.date(),
        klass=theme.scale.class_of(value) if observed else None,
        fill=theme.scale.fill_of(status, value) if refusal is None else NOT_CLASSIFIED_FILL,
        refusal=refusal,
        cells=() if theme.cells is None else theme.cells[str(key)],
    )


def _marks(region: Region, selection: Selection, theme: Theme, areas: tuple[SheetArea, ...]) -> tuple[Mark | None, ...]:
    """The region, the group one looks at, and the selected area."""
    top, scale = top_level(region).id, theme.scale
    whole = str(region.areas(selection.stand, top).index[0])
    chosen = next((area for area in areas if area.key == selection.raum), None)
    group = selection.innerhalb or (chosen.group_key if chosen and chosen.group_key != chosen.key else None)
    marks = [scale.mark(MarkKind.REGION, region_names(region, selection.stand)["kurz"], theme.upper(top, whole))]
    if group is not None:
        value = theme.upper(region.group_level.id, group)
        marks.append(scale.mark(MarkKind.GROUP, region.groups(selection.stand)[group], value))
    if chosen is not None:
        marks.append(scale.mark(MarkKind.AREA, chosen.short, chosen.value))
    return tuple(marks)


def _extremes(theme: Theme, areas: tuple[SheetArea, ...]) -> tuple[Extremes, ...]:
    """By the same rule as the profile on the screen, with a few more rows."""
    values = theme.rows["wert"].dropna().sort_values(ascending=False, kind="stable")
    n = min(EXTREMES, len(values) // 2)
    labels = {area.key: area.label for area in areas}

    def rows(part: "pd.Series[float]") -> tuple[tuple[str, str], ...]:
        return tuple((labels[str(key)], format_figure(theme.entry, value)) for key, value in part.items())

    most, least = theme.extremes
    return (Extremes(most, rows(values.head(n))), Extremes(least, rows(values.tail(n).iloc[::-1]))) if n else ()


def _chosen(areas: tuple[SheetArea, ...], raum: str | None) -> Chosen | None:
    area = next((area for area in areas if area.key == raum), None)
    return None if area is None else Chosen(area.key, area.label, area.shown)
