"""How an index is made, in words: parts, weights, scope, valid areas, classes, sources."""

from typing import Any

import pandas as pd
from dash import html

from indicators.indices.definitions import Bezug, Index
from indicators.indices.reproduction import Reproduction, compare_classes
from indicators.validity import Gueltig
from layouts.formatting import format_number, format_signed, format_value, plural_unit
from layouts.indizes.parts import DIRECTION_SIGNS, DIRECTION_WORDS, format_weight
from layouts.indizes.reading import IndexView, Reading
from layouts.indizes.sentences import format_limits, rule_of, scope_phrase
from layouts.region import Region, indicator_of, level_of
from layouts.tables import Column, Row, build_table

VERDICTS = {
    Gueltig.ZU_KLEIN: "zu wenige Einwohnerinnen und Einwohner",
    Gueltig.UNBEKANNT: "Einwohnerzahl geheim zu halten oder nicht geliefert",
    Gueltig.AUSGENOMMEN: "ausgenommen",
    Gueltig.OHNE_KLASSE: "keine Klasse veröffentlicht",
    Gueltig.KOMMUNE_ZU_KLEIN: "zu wenige Räume zum Vergleichen",
}


def method(region: Region, view: IndexView) -> list[Any]:
    """Everything one needs to compute the index again."""
    parts = [part for reading in view.readings for part in _method_of(region, view, reading)]
    pair = view.definition.kombination
    if pair is None:
        return [html.Div(parts, className="methode")]
    intro = html.P(pair.definition or "Jede Klasse des einen Index mit jeder Klasse des anderen.")
    return [html.Div([html.H2(pair.name), intro, *parts], className="methode")]


def _method_of(region: Region, view: IndexView, reading: Reading) -> list[Any]:
    index = reading.index
    rows = [
        ("Rechnung", _formula(index)),
        ("Bezug", f"μ und σ über {scope_phrase(region, index.bezug)}, ungewichtet; σ geteilt durch n."),
        ("Gültige Räume", _valid_areas(region, view, reading)),
        ("Klassen", "; ".join(f"{one.name}: {format_limits(index, k)}" for k, one in enumerate(index.klassen)) + "."),
        ("Fehlende Bestandteile", _missing(index)),
        (
            "Basisjahr",
            f"{reading.result.basisjahr}: seine μ und σ messen den Trend." if reading.result.basisjahr else "–",
        ),
        *_published(region, view, reading),
        *([("Hinweis", index.hinweis)] if index.hinweis else []),
    ]
    return [
        html.H2(index.name),
        html.P(index.definition),
        _parts_table(region, view, reading),
        html.Dl([part for term, text in rows for part in (html.Dt(term), html.Dd(text))], className="methode-liste"),
    ]


def _formula(index: Index) -> str:
    what = (
        "Wert"
        if index.zeitabstand is None
        else f"Veränderung des Werts in {index.zeitabstand} Jahren (Prozentpunkte oder Einheit des Indikators)"
    )
    return (
        f"Je Indikator z = Richtung × ({what} − μ) / σ; die z-Werte mal Gewicht werden addiert, die Summe wird noch "
        f"einmal standardisiert: Index = (Summe − Mittel) / Streuung. Ein hoher Index weist auf hohen Bedarf hin."
    )


def _valid_areas(region: Region, view: IndexView, reading: Reading) -> str:
    verdicts = reading.figures["gueltig"].astype(object)
    valid = int((verdicts == Gueltig.GUELTIG.value).sum())
    said = f"{level_of(region, view.ebene).mehrzahl}: {format_number(valid)} von {format_number(len(verdicts))}"
    out = [f"{n} {words}" for verdict, words in VERDICTS.items() if (n := int((verdicts == verdict.value).sum()))]
    rule = rule_of(region, reading.index)
    least = f" Gültig ab {rule.mindestens} Einwohnerinnen und Einwohnern." if rule.einwohner is not None else ""
    return f"{said}{'; nicht gültig: ' + ', '.join(out) if out else ''}.{least}"


def _missing(index: Index) -> str:
    share = format_number(100 * index.mindestanteil)
    return (
        f"Einen Index gibt es, wenn mindestens {share}\u202f% der Gewichte vorliegen; dann werden die vorhandenen "
        f"hochgerechnet und der Index als unvollständig gekennzeichnet. Geheim zu haltende Werte gehen nie ein."
    )


def _parts_table(region: Region, view: IndexView, reading: Reading) -> html.Table:
    group, place = _group(region, view, reading)
    standards = reading.result.standards
    standards = standards[(standards["jahr"] == reading.jahr) & (standards["gruppe"] == group)]
    known = {str(row["indikator"]): row for row in standards.to_dict("records")}
    columns = [
        Column("Indikator"), Column("Richtung"), Column("Gewicht", number=True), Column("μ", number=True),
        Column("σ", number=True), Column("Räume", number=True), Column("Quelle"),
    ]  # fmt: skip
    rows = []
    for name in reading.names:
        entry = indicator_of(region, name)
        told = known.get(name)
        change = reading.index.zeitabstand is not None
        numbers = [
            "–"
            if told is None or pd.isna(told[key])
            else _figure(float(told[key]), entry.stellen, entry.einheit, change and key == "mittel")
            for key in ("mittel", "streuung")
        ]
        flat = " (keine Streuung)" if told is not None and bool(told["ohne_streuung"]) else ""
        rows.append(
            Row(
                (
                    entry.name,
                    f"{DIRECTION_SIGNS[entry.richtung]} {DIRECTION_WORDS[entry.richtung]}",
                    format_weight(reading.weights[name]),
                    numbers[0],
                    f"{numbers[1]}{flat}",
                    "–" if told is None else format_number(int(told["n"])),
                    entry.quelle,
                )
            )
        )
    return build_table(f"Bestandteile {reading.jahr or ''}{place}", columns, rows)


def _group(region: Region, view: IndexView, reading: Reading) -> tuple[str, str]:
    """Whose μ and σ are told: the whole region's, or those of the chosen Kommune; and that in words."""
    if reading.index.bezug is Bezug.REGION:
        return "", ""
    selection = view.selection
    group = selection.innerhalb
    if group is None and selection.raum is not None:
        group = str(region.group_of(selection.stand, view.ebene)[selection.raum])
    name = region.groups(selection.stand).get(group or "")
    if name is None:
        return "", f"; μ und σ je {region.group_level.name}: zum Anzeigen eines davon oder einen Raum wählen"
    return str(group), f"; μ und σ von {name}"


def _figure(value: float, decimals: int, unit: str, signed: bool) -> str:
    return format_signed(value, decimals + 1, plural_unit(unit)) if signed else format_value(value, decimals + 1, unit)


def _published(region: Region, view: IndexView, reading: Reading) -> list[tuple[str, str]]:
    """How many published classes are computed alike, where somebody published some."""
    index = reading.index
    if index.veroeffentlicht is None or index != region.indices.indizes.get(index.id):
        return []
    stand = view.selection.stand
    found = compare_classes(
        reading.result, region.published(index.veroeffentlicht, stand), region.hierarchy(stand), view.ebene
    )
    return [("Nachrechnung", " ".join(_told(region, one) for one in found))] if found else []


def _told(region: Region, one: Reproduction) -> str:
    report = region.indices.report_of(one.jahr) or str(one.jahr)
    return f"{report}: {format_number(one.gleich)} von {format_number(one.insgesamt)} veröffentlichten Klassen gleich."
