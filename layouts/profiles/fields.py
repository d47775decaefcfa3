"""The chapter on Handlungsfelder: which are found where, why, and what the Kommune named as its priorities."""

from math import isnan
from urllib.parse import urlencode

from indicators.handlungsfelder.explanation import ConditionReading, FieldReading, NodeReading, explain_field
from indicators.handlungsfelder.kleene import Erfuellung
from indicators.handlungsfelder.rules import Groesse
from layouts.extent import field_level, field_year
from layouts.formatting import NO_VALUE, PERCENT, format_number, format_value, with_unit
from layouts.handlungsfelder.selection import FieldSelection
from layouts.handlungsfelder.sentences import (
    ADVICE,
    FULFILMENT,
    NEED,
    NO_NEED,
    SIGNS,
    UNDECIDED,
    extent_words,
    field_headline,
    field_sources,
    format_compared,
    format_limit,
    format_people,
    override_words,
)
from layouts.handlungsfelder.symbols import PATHS
from layouts.handlungsfelder.view import FieldView, read_view
from layouts.places import Place
from layouts.profiles.areas import areas_of
from layouts.profiles.desk import Desk
from layouts.profiles.profile import AreaFindings, Condition, FieldMark, Fields, Finding, Kind
from layouts.region import indicator_of
from layouts.sentences import format_figure, own_name

STATES = {Erfuellung.ERFUELLT: NEED, Erfuellung.NICHT_ERFUELLT: NO_NEED, Erfuellung.UNBEKANNT: UNDECIDED}


def build_fields(desk: Desk, kind: Kind, place: Place) -> Fields | None:
    """The Handlungsfelder of the areas of a Kommune, or of one area with every condition; None without rules."""
    year = field_year(desk.region, desk.stand)
    if year is None or field_level(desk.region) != desk.finest:
        return None
    group = place.area if kind is Kind.GRUPPE else place.group
    if group is None:
        return None
    view = read_view(desk.region, FieldSelection(desk.stand, year, innerhalb=group))
    areas = areas_of(desk, group) if kind is Kind.GRUPPE else (place.area,)
    found = tuple(_area(view, area, kind) for area in areas)
    return Fields(
        title=f"Handlungsfelder {year}",
        message=field_headline(view) if kind is Kind.GRUPPE else _message(view, found[0]),
        marks=tuple(_mark(view, key) for key in view.fields),
        areas=found,
        priorities=_priorities(view, group),
        priorities_note=_priorities_note(view),
        notes=(ADVICE, field_sources(view)),
    )


def fields_address(desk: Desk, place: Place) -> str:
    """Query of the page Handlungsfelder for this place."""
    return urlencode({"stand": desk.stand, "raum" if place.group else "innerhalb": place.area})


def _mark(view: FieldView, key: str) -> FieldMark:
    field = view.fields[key]
    return FieldMark(
        key,
        field.name,
        field.kurz,
        field.farbe,
        PATHS[field.symbol],
        field.definition,
        extent_words(view.extent(key), view),
    )


def _area(view: FieldView, area: str, kind: Kind) -> AreaFindings:
    label = own_name(view.region, view.selection.stand, view.ebene, area)
    readings = [explain_field(view.evaluation, key, area) for key in view.fields]
    findings = tuple(_finding(view, reading, kind) for reading in readings)
    return AreaFindings(label, format_people(readings[0].einwohner), findings)


def _finding(view: FieldView, reading: FieldReading, kind: Kind) -> Finding:
    conditions = tuple(_conditions(view, reading.rule, reading.area)) if kind is Kind.RAUM else ()
    met = reading.state is Erfuellung.ERFUELLT
    return Finding(
        reading.field,
        met,
        reading.state is Erfuellung.UNBEKANNT,
        STATES[reading.state],
        ", ".join(dict.fromkeys(_reasons(view, reading.rule))) if met and reading.override is None else "",
        override_words(view, reading.area, reading.field) or "",
        conditions,
    )


def _reasons(view: FieldView, node: NodeReading) -> list[str]:
    """Indicators whose conditions are met, with their values."""
    if node.condition is not None:
        if node.state is not Erfuellung.ERFUELLT:
            return []
        entry = indicator_of(view.region, node.condition.bedingung.indikator)
        return [f"{entry.kurz or entry.name} {format_figure(entry, node.condition.wert)}"]
    return [reason for member in node.members for reason in _reasons(view, member)]


def _conditions(view: FieldView, node: NodeReading, area: str) -> list[Condition]:
    if node.condition is None:
        return [line for member in node.members for line in _conditions(view, member, area)]
    return [_condition(view, node, node.condition)]


def _condition(view: FieldView, node: NodeReading, reading: ConditionReading) -> Condition:
    leaf = reading.bedingung
    entry = indicator_of(view.region, leaf.indikator)
    limit = format_limit(leaf, entry)
    if leaf.groesse is Groesse.QUANTIL and not isnan(reading.limit):
        limit += f" ({format_value(reading.limit, entry.stellen, entry.einheit)})"
    # a unit of several words stands once, behind the name
    short = entry.model_copy(update={"einheit": entry.einheit if entry.einheit == PERCENT else ""})
    limit = limit if short.einheit or entry.einheit not in limit else limit.replace(with_unit("", entry.einheit), "")
    name = leaf.text or entry.name
    return Condition(
        text=name if short.einheit or leaf.groesse is Groesse.ANZAHL else f"{name} ({entry.einheit})",
        state=FULFILMENT[node.state],
        value=SIGNS[reading.grund] if isnan(reading.wert) else format_figure(short, reading.wert),
        limit=limit,
        distance=SIGNS[reading.grund] if isnan(reading.distance) else format_compared(leaf, short, reading.distance),
        count="" if isnan(reading.fallzahl) else format_number(reading.fallzahl),
        group=NO_VALUE if isnan(reading.kommune) else format_figure(short, reading.kommune),
        region=NO_VALUE if isnan(reading.region) else format_figure(short, reading.region),
    )


def _message(view: FieldView, area: AreaFindings) -> str:
    names = [view.fields[finding.field].name for finding in area.findings if finding.met]
    unknown = [view.fields[finding.field].name for finding in area.findings if finding.unknown]
    quoted = " und ".join(f"„{name}“" for name in names)
    first = f"{NEED} in {len(names)} von {len(area.findings)} Handlungsfeldern" + (f": {quoted}." if names else ".")
    return first + (f" Nicht feststellbar: {', '.join(f'„{name}“' for name in unknown)}." if unknown else "")


def _priorities(view: FieldView, group: str) -> tuple[str, ...]:
    if view.priorities is None:
        return ()
    return tuple(theme.name for theme in view.priorities.themen.values() if group in theme.raeume)


def _priorities_note(view: FieldView) -> str:
    if view.priorities is None:
        return ""
    note = f" {view.priorities.hinweis}." if view.priorities.hinweis else ""
    return f"Stand {view.priorities.stand}. Quelle: {view.priorities.quelle}.{note}"
