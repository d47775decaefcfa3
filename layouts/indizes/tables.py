"""The tables of an index: areas × components as a heat table, and how firm the classes are."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from indicators.catalogue import Indikator
from indicators.indices.stability import LEFT_OUT, LESS, MORE, Stability
from indicators.status import Status
from layouts.components import set_selection
from layouts.formatting import NO_VALUE, format_number
from layouts.indizes.maps import class_colours, colours_of
from layouts.indizes.parts import show_part
from layouts.indizes.reading import IndexView, Reading, firmness
from layouts.indizes.sentences import format_index, format_sign
from layouts.palettes import DIVERGING_REVERSED, PALETTES, ink_on
from layouts.region import Region, indicator_of, level_of
from layouts.sentences import own_names
from layouts.tables import Column, Row, build_table

SHOWN_ROWS = 600  # a browser lays out no more at once without a pause
HEAT = PALETTES[DIVERGING_REVERSED].steps[7]
HEAT_LIMITS = (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)  # z


def heat_table(region: Region, view: IndexView) -> list[Any]:
    """Areas of the extent by rank, those without index last; a colour for each component's z."""
    group = region.group_level.name
    columns = [Column(level_of(region, view.ebene).name), Column(group)]
    if view.groups is not None:
        columns.append(Column("Gruppe"))
    for reading in view.readings:
        name = reading.index.kurz or reading.index.name
        prefix = f"{name}: " if view.groups is not None else ""
        value = Column(name if view.groups is not None else "Index", number=True)
        columns += [value, Column(f"{prefix}Klasse"), Column(f"{prefix}Rang", number=True)]
        columns += [Column(_column(region, reading, part), number=True) for part in reading.names]
    keys = _ranked(view)
    parts = {name for reading in view.readings for name in reading.names}
    bare = {name: indicator_of(region, name).model_copy(update={"einheit": ""}) for name in parts}
    places = _places(region, view)
    names = own_names(region, view.selection.stand, view.ebene)
    rows = [_heat_row(view, key, names[key], places[key], bare) for key in keys[:SHOWN_ROWS]]
    more = (
        "" if len(keys) <= SHOWN_ROWS else f" Gezeigt sind {SHOWN_ROWS} von {len(keys)}; alle stehen in der CSV-Datei."
    )
    caption = (
        f"{view.definition.name} {view.selection.jahr or ''}: Werte der Bestandteile, gefärbt nach z (braun = "
        f"ungünstiger, petrol = günstiger als der Durchschnitt). Rang 1 = höchster Index. * unvollständig.{more}"
    )
    return [build_table(caption, columns, rows)]


def _column(region: Region, reading: Reading, name: str) -> str:
    entry = indicator_of(region, name)
    change = reading.index.zeitabstand
    unit = f" ({entry.einheit})" if entry.einheit and change is None else ""
    return f"{'Δ ' if change is not None else ''}{entry.kurz or entry.name}{unit}"


def _ranked(view: IndexView) -> list[str]:
    values = view.main.figures.loc[list(view.inside), "index"]
    known = values.dropna().sort_values(ascending=False, kind="stable").index
    return [*map(str, known), *(str(key) for key in view.inside if pd.isna(values[key]))]


def _places(region: Region, view: IndexView) -> dict[str, str]:
    """Name of the Kommune of every area."""
    groups, names = region.group_of(view.selection.stand, view.ebene), region.groups(view.selection.stand)
    return {str(key): NO_VALUE if pd.isna(group) else names[group] for key, group in groups.items()}


def _heat_row(view: IndexView, area: str, name: str, place: str, bare: Mapping[str, Indikator]) -> Row:
    """`bare`: the indicators without their units, which the columns name."""
    button = html.Button(name, type="button", className="zeile-raum", **set_selection({"raum": area}))
    cells: list[Any] = [button, place]
    if view.groups is not None:
        cells.append(_group_cell(view, area))
    for reading in view.readings:
        row = reading.rows[area]
        star = " *" if row["unvollstaendig"] is True else ""
        cells += [
            _index_cell(row, star),
            _class_cell(reading, area),
            _rank_text(row),
            *(_part_cell(bare[part], reading, area) for part in reading.names),
        ]
    return Row(tuple(cells), area, view.selection.raum == area)


def _index_cell(row: Mapping[str, Any], star: str) -> str:
    if not pd.isna(row["index"]):
        return f"{format_index(row['index'])}{star}"
    status = str(row["status"])
    return Status(status).sign if status in {one.value for one in Status} else Status.MISSING.sign


def _group_cell(view: IndexView, area: str) -> html.Td:
    position = int(view.classes[area])
    if position < 0:
        return html.Td(NO_VALUE)
    colour = colours_of(view)[position]
    sign = format_sign(view.signs.get(area, ""))
    return html.Td(sign, style={"background": colour, "color": ink_on(colour)}, className="marke-zelle")


def _class_cell(reading: Reading, area: str) -> html.Td:
    position = int(reading.classes[area])
    if position < 0:
        return html.Td(NO_VALUE)
    colour = class_colours(reading.index)[position]
    return html.Td(
        [html.Span(className="klassen-punkt", style={"background": colour}), reading.index.klassen[position].name]
    )


def _rank_text(row: Mapping[str, Any]) -> str:
    best, worst = row["rank_best"], row["rank_worst"]
    if pd.isna(best):
        return NO_VALUE
    return format_number(best) if best == worst else f"{format_number(best)}–{format_number(worst)}"


def _part_cell(entry: Indikator, reading: Reading, area: str) -> html.Td:
    part = reading.part_table.get((area, entry.id))
    if part is None or part["status"] != Status.OBSERVED:
        sign = Status.MISSING.sign if part is None else Status(str(part["status"])).sign
        return html.Td(sign, className="zahl")
    text = show_part(entry, float(part["wert"]), reading.index.zeitabstand)
    if pd.isna(part["z"]):
        return html.Td(text, className="zahl")
    colour = heat_colour(float(part["z"]))
    return html.Td(text, className="zahl", style={"background": colour, "color": ink_on(colour)})


def heat_colour(z: float) -> str:
    """Colour of a z-value: seven steps around 0."""
    return HEAT[sum(z > limit for limit in HEAT_LIMITS)]


def robustness(region: Region, view: IndexView) -> list[Any]:
    """For each index: the sentence, the table of variants, the areas that would change their class."""
    return [part for reading in view.readings for part in _robustness_of(region, view, reading)]


def _robustness_of(region: Region, view: IndexView, reading: Reading) -> list[Any]:
    firm = firmness(region, reading, view.selection)
    title = f"{reading.index.name} {reading.jahr or ''}"
    if firm is None or firm.variants.empty:
        return [html.P(f"{title}: Für die Robustheit braucht es einen Index aus mindestens zwei Indikatoren.",
                       className="satz")]  # fmt: skip
    return [html.P(firmness_sentence(firm, title), className="satz"), _variants(region, firm, title),
            _changing(region, view, firm, title)]  # fmt: skip


def firmness_sentence(firm: Stability, title: str) -> str:
    """How many areas keep their class whatever is left out, or weighs more or less."""
    return (
        f"{title}: {_share(firm.anteil_ohne)} der eingestuften Räume behalten ihre Klasse, gleich welcher Indikator "
        f"fehlt; {_share(firm.anteil_gewicht)}, wenn ein Gewicht um 20\u202f% steigt oder sinkt."
    )


def _share(share: float) -> str:
    return NO_VALUE if pd.isna(share) else f"{format_number(100 * share)}\u202f%"


def _variants(region: Region, firm: Stability, title: str) -> html.Table:
    columns = [
        Column("Indikator"),
        *(Column(f"{name}: gleiche Klasse", number=True) for name in ("ohne ihn", "Gewicht −20 %", "Gewicht +20 %")),
        Column("Räume, die ohne ihn wechseln", number=True),
    ]
    rows = []
    for name in dict.fromkeys(firm.variants["indikator"]):
        own = firm.variants[firm.variants["indikator"] == name].set_index("variante")
        without = own.loc[LEFT_OUT]
        shares = [_share(float(own.loc[kind, "anteil_gleich"])) for kind in (LEFT_OUT, LESS, MORE)]
        lost = f"{format_number(int(without['n'] - without['gleich']))} von {format_number(int(without['n']))}"
        rows.append(Row((indicator_of(region, str(name)).name, *shares, lost)))
    return build_table(f"{title}: Anteil der Räume, die ihre Klasse behalten", columns, rows)


def _changing(region: Region, view: IndexView, firm: Stability, title: str) -> html.Table:
    inside = firm.areas[firm.areas.index.isin(view.inside)]
    names = own_names(region, view.selection.stand, view.ebene)
    moving = inside[inside["anteil_gleich"] < 1].sort_values("anteil_gleich", kind="stable")
    columns = [
        Column(level_of(region, view.ebene).name),
        Column("Klasse"),
        Column("Spanne der Klassen"),
        Column("Spanne der Ränge", number=True),
        Column("Varianten mit gleicher Klasse", number=True),
    ]
    rows = [
        Row(
            (
                html.Button(
                    names[str(key)],
                    type="button",
                    className="zeile-raum",
                    **set_selection({"raum": str(key)}),
                ),
                row["klasse"],
                row["klasse_von"]
                if row["klasse_von"] == row["klasse_bis"]
                else f"{row['klasse_von']} bis {row['klasse_bis']}",
                f"{format_number(row['rank_best'])} bis {format_number(row['rank_worst'])}",
                _share(float(row["anteil_gleich"])),
            ),
            str(key),
            view.selection.raum == key,
        )
        for key, row in moving.head(SHOWN_ROWS).iterrows()
    ]
    return build_table(
        f"{title}: {len(moving)} von {len(inside)} Räumen, die in mindestens einer Variante wechseln", columns, rows
    )
