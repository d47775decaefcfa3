"""The matrix of the Handlungsfelder as CSV for German spreadsheets: `;`, decimal comma, UTF-8 with BOM."""

import csv
import io

import numpy as np

from indicators.handlungsfelder.fields import parse_path
from indicators.handlungsfelder.kleene import MET
from layouts.handlungsfelder.selection import addresses, rules_of
from layouts.handlungsfelder.sentences import (
    ADVICE,
    STATES,
    WHAT_IF,
    field_headline,
    field_sources,
    field_title,
    format_limit,
    override_words,
)
from layouts.handlungsfelder.view import FieldView
from layouts.region import indicator_of, stand_of


def build_field_csv(view: FieldView) -> bytes:
    """Exactly what the matrix shows, with the states in words; a view of changed limits names every one of them."""
    region = view.region
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    out.writerows([[line] for line in _heading(view)])
    out.writerow([])
    fields = [view.field] if view.field else list(view.fields.values())
    named = [field.name for field in fields]
    head = ["Schlüssel", "Kürzel", "Name", region.group_level.name, *named, *(f"{name}: von Hand" for name in named)]
    out.writerow([*head, "Anzahl der Felder", "Menschen", "Jahr", "Gebietsstand"])
    names, stand = region.groups(view.selection.stand), stand_of(region, view.selection.stand).name
    areas = region.areas(view.selection.stand, view.ebene)
    people = view.evaluation.measures.einwohner[view.shown]
    for key, residents in zip(map(str, view.frame.index), people, strict=True):
        states = [int(view.frame[field.id][key]) for field in fields]
        place = [
            key,
            areas.loc[key, "kuerzel"],
            areas.loc[key, "name"],
            names.get(str(view.evaluation.groups[key]), ""),
        ]
        by_hand = [override_words(view, key, field.id) or "" for field in fields]
        end = [states.count(MET), "" if np.isnan(residents) else int(residents), view.selection.jahr, stand]
        out.writerow([*place, *(STATES[state] for state in states), *by_hand, *end])
    return text.getvalue().encode("utf-8-sig")


def _heading(view: FieldView) -> list[str]:
    region = view.region
    lines = [region.marking] if region.marking is not None else []
    lines.append(field_title(view))
    lines += _changes(view)
    lines += [field_headline(view), field_sources(view)]
    if region.config.region.hinweis is not None:
        lines.append(region.config.region.hinweis)
    return [*lines, ADVICE]


def _changes(view: FieldView) -> list[str]:
    """Which limits differ from those of the package."""
    base = addresses(rules_of(region := view.region))
    lines = []
    for address, limit in view.selection.grenzen:
        name = parse_path(address)[0]
        leaf = view.fields[name].conditions[parse_path(address)[1]]
        entry = indicator_of(region, leaf.indikator)
        before = leaf.model_copy(update={"grenze": base[address]})
        after = leaf.model_copy(update={"grenze": limit})
        lines.append(
            f"{WHAT_IF}: {view.fields[name].name}, {entry.name}: {format_limit(after, entry)} "
            f"statt {format_limit(before, entry)}"
        )
    return lines
