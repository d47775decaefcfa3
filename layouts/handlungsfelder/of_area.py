"""The Handlungsfelder of one area in a few words, for the profile of the explorer."""

from typing import Any
from urllib.parse import urlencode

from indicators.handlungsfelder.explanation import NodeReading, explain_field
from indicators.handlungsfelder.kleene import Erfuellung
from layouts.extent import field_level, field_year
from layouts.handlungsfelder.symbols import drawing_of
from layouts.navigation import HANDLUNGSFELDER
from layouts.region import Region, indicator_of
from layouts.selection import Selection

NAMED = 3  # conditions named as reasons; the page of the Handlungsfelder has all of them


def area_fields(region: Region, selection: Selection) -> dict[str, Any] | None:
    """Fields found in the selected area, each with its reasons, and those that cannot be decided; None without any."""
    if selection.raum is None or selection.ebene != field_level(region):
        return None
    jahr = field_year(region, selection.stand)
    evaluation = None if jahr is None else region.evaluation(selection.stand, jahr)
    if evaluation is None or selection.raum not in evaluation.areas:
        return None
    entries = []
    for key, field in evaluation.fields.handlungsfelder.items():
        reading = explain_field(evaluation, key, selection.raum)
        if reading.state is Erfuellung.NICHT_ERFUELLT:
            continue
        if reading.state is Erfuellung.UNBEKANNT:
            reason = "nicht feststellbar, weil Angaben fehlen oder geheim zu halten sind"
        elif reading.override is not None:
            reason = f"von Hand zugeordnet: {reading.override.begruendung}"
        else:
            reason = _reasons(region, reading.rule)
        entries.append({**drawing_of(field), "grund": reason, "sicher": reading.state is Erfuellung.ERFUELLT})
    query = urlencode({"raum": selection.raum, "stand": selection.stand, "jahr": jahr})
    return {"titel": f"Handlungsfelder {jahr}", "felder": entries, "seite": f"{HANDLUNGSFELDER}?{query}"}


def _reasons(region: Region, rule: NodeReading) -> str:
    """Indicators whose conditions are met."""
    met = dict.fromkeys(_met(rule))
    names = [entry.kurz or entry.name for entry in (indicator_of(region, key) for key in met)]
    rest = len(names) - NAMED
    return f"{', '.join(names[:NAMED])}{f' und {rest} weitere' if rest > 0 else ''}"


def _met(node: NodeReading) -> list[str]:
    if node.condition is not None:
        return [node.condition.bedingung.indikator] if node.state is Erfuellung.ERFUELLT else []
    return [key for member in node.members for key in _met(member)]
