"""The components of an index for one area: value, Kommune, region, count, and the weighted z as a bar."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import html

from indicators.catalogue import Art, Indikator, Richtung
from indicators.status import Status
from layouts.components import hyphenated
from layouts.formatting import NO_VALUE, format_number, format_signed, format_value, plural_unit
from layouts.indizes.reading import IndexView, Reading
from layouts.region import Region, indicator_of, region_names, top_level
from layouts.texts import BROWSER

DIRECTION_SIGNS = {Richtung.BELASTEND: "+", Richtung.ENTLASTEND: "\u2212", Richtung.NEUTRAL: ""}
DIRECTION_WORDS = {
    Richtung.BELASTEND: "hohe Werte: höherer Bedarf",
    Richtung.ENTLASTEND: "niedrige Werte: höherer Bedarf",
    Richtung.NEUTRAL: "ohne Richtung",
}


@dataclass(frozen=True)
class Part:
    """One component of one area as it is shown; numbers are NaN where nothing may or can be shown."""

    entry: Indikator
    gewicht: float
    status: Status
    wert: float
    kommune: float
    region: float
    fallzahl: float
    z: float
    beitrag: float
    veraenderung: int | None  # years of which it is the change


def read_parts(region: Region, view: IndexView, reading: Reading, area: str) -> list[Part]:
    """Components of an area, or of the whole region for its key, in the order of the index."""
    group = region.group_of(view.selection.stand, view.ebene)[area]
    top = top_level(region).id
    whole = str(region.areas(view.selection.stand, top).index[0])
    found = []
    for name in reading.names:
        row = reading.part_table.get((area, name), {})
        level = region.group_level.id
        found.append(
            Part(
                entry=indicator_of(region, name),
                gewicht=reading.weights[name],
                status=Status(str(row.get("status", Status.MISSING.value))),
                wert=float(row.get("wert", float("nan"))),
                kommune=float("nan")
                if pd.isna(group)
                else published_at(region, view, reading, name, level, str(group)),
                region=published_at(region, view, reading, name, top, whole),
                fallzahl=_count(region, view, reading, name, area),
                z=float(row.get("z", float("nan"))),
                beitrag=float(row.get("beitrag", float("nan"))),
                veraenderung=reading.index.zeitabstand,
            )
        )
    return found


def published_at(region: Region, view: IndexView, reading: Reading, name: str, ebene: str, key: str) -> float:
    """Published value of an area of any level in the year, or its change; NaN where one of both is not published."""
    values = region.published(name, view.selection.stand)["wert"]
    now = _number(values.get((ebene, key, reading.jahr)))
    if reading.index.zeitabstand is None or reading.jahr is None:
        return now
    return now - _number(values.get((ebene, key, reading.jahr - reading.index.zeitabstand)))


def _count(region: Region, view: IndexView, reading: Reading, name: str, area: str) -> float:
    published = region.published(name, view.selection.stand)
    return _number(published["fallzahl"].get((view.ebene, area, reading.jahr)))


def _number(value: Any) -> float:
    return float("nan") if value is None or pd.isna(value) else float(value)


def show_part(entry: Indikator, value: float, change: int | None) -> str:
    """A value, or a change in the unit of differences."""
    if change is not None:
        return format_signed(value, entry.stellen, plural_unit(entry.einheit))
    if entry.art is Art.VERAENDERUNG:
        return format_signed(value, entry.stellen, entry.einheit)
    return format_value(value, entry.stellen, entry.einheit)


def build_parts(region: Region, view: IndexView, reading: Reading, area: str) -> html.Ul:
    """All components of an area, each with its bar."""
    names = region_names(region, view.selection.stand)
    group = region.group_of(view.selection.stand, view.ebene)[area]
    kommune = None if pd.isna(group) or group == area else region.groups(view.selection.stand)[group]
    items = [
        _build_part(part, view, area, reading.reach, kommune, names["kurz"])
        for part in read_parts(region, view, reading, area)
    ]
    return html.Ul(items, className="bausteine")


def _build_part(part: Part, view: IndexView, area: str, reach: float, kommune: str | None, region: str) -> html.Li:
    known = part.status is Status.OBSERVED
    value = (
        show_part(part.entry, part.wert, part.veraenderung) if known else f"{part.status.sign} {BROWSER[part.status]}"
    )
    compared = [(kommune, part.kommune), (region, part.region)]
    words = [
        f"{name} {show_part(part.entry, number, part.veraenderung)}"
        for name, number in compared
        if name and not pd.isna(number)
    ]
    if not pd.isna(part.fallzahl):
        words.append(f"{part.entry.zaehler_text}: {format_number(part.fallzahl)}")
    return html.Li(
        [
            html.Div(
                [
                    html.A(part.entry.kurz or part.entry.name, href=_explorer_link(part, view, area)),
                    html.B(value, className="baustein-wert" if known else "baustein-wert kein-wert"),
                ],
                className="baustein-kopf",
            ),
            html.Div(
                [_bar(part.beitrag, reach), html.Span(_contribution(part), className="baustein-z")],
                className="baustein-balken",
            ),
            html.P(" · ".join(words), className="baustein-fuss"),
        ],
        className="baustein",
    )


def _contribution(part: Part) -> str:
    weight = "" if part.gewicht == 1 else f" × {format_weight(part.gewicht)}"
    return f"z {format_signed(part.z, 1)}{weight}" if not pd.isna(part.z) else f"z {NO_VALUE}"


def format_weight(weight: float) -> str:
    """A weight without needless decimals."""
    return f"{weight:g}".replace(".", ",")


def _bar(contribution: float, reach: float) -> html.Div:
    """Diverging from the middle: to the right burdens, to the left relieves."""
    if pd.isna(contribution):
        return html.Div(className="balken leer", **hyphenated(aria_hidden="true"))
    width = min(abs(contribution) / reach, 1.0) * 50
    left = 50 if contribution >= 0 else 50 - width
    kind = "mehr" if contribution >= 0 else "weniger"
    fill = html.Span(className=f"balken-teil {kind}", style={"left": f"{left:.1f}%", "width": f"{width:.1f}%"})
    return html.Div(fill, className="balken", **hyphenated(aria_hidden="true"))


def _explorer_link(part: Part, view: IndexView, area: str) -> str:
    selection = view.selection
    query = {"indikator": part.entry.id, "jahr": selection.jahr, "stand": selection.stand, "ebene": view.ebene}
    return f"/?{urlencode(query | {'raum': area})}"


def list_parts(region: Region, view: IndexView, reading: Reading) -> html.Ul:
    """Components without an area: direction, weight and the value of the whole region."""
    top = top_level(region).id
    whole = str(region.areas(view.selection.stand, top).index[0])
    name = region_names(region, view.selection.stand)["kurz"]
    items = []
    for key in reading.names:
        entry, weight = indicator_of(region, key), reading.weights[key]
        value = show_part(entry, published_at(region, view, reading, key, top, whole), reading.index.zeitabstand)
        words = [DIRECTION_WORDS[entry.richtung], *([] if value == NO_VALUE else [f"{name} {value}"])]
        items.append(
            html.Li(
                [
                    html.Div(
                        [html.Span(entry.kurz or entry.name), html.B(f"Gewicht {format_weight(weight)}")],
                        className="baustein-kopf",
                    ),
                    html.P(" · ".join(words), className="baustein-fuss"),
                ],
                className="baustein",
            )
        )
    return html.Ul(items, className="bausteine")
