"""The composer of the page Indizes: what may be chosen, by theme (`assets/seiten/74_composer.js` draws it)."""

from typing import Any

from layouts.indizes.parts import DIRECTION_SIGNS, DIRECTION_WORDS, format_weight
from layouts.indizes.selection import HEAVIEST, OWN, IndexSelection, composable, split_part, why_not_composable
from layouts.region import Region

LIGHTEST = 0.1  # what the field takes; a link may go below


def composer(region: Region, selection: IndexSelection) -> dict[str, Any] | None:
    """Themes with their indicators; None unless the own index is shown."""
    if selection.index != OWN:
        return None
    weights = dict(split_part(part) for part in selection.teile)
    possible = composable(region)
    ebene = region.config.ebenen[0].id
    themes = []
    for theme, entries in region.catalogue.by_theme().items():
        parts = []
        for entry in entries:
            reason = why_not_composable(region, entry)
            if reason is None and entry.id not in possible:
                continue  # has no values on this level at all
            years = region.years(entry.id, selection.stand, ebene)
            words = DIRECTION_WORDS[entry.richtung]
            absent = reason is None and selection.jahr not in years
            parts.append(
                {
                    "id": entry.id,
                    "name": entry.kurz or entry.name,
                    "richtung": DIRECTION_SIGNS[entry.richtung],
                    "worte": words if words != reason else "",
                    "gewicht": weights.get(entry.id),
                    "grund": reason or (f"{selection.jahr} ohne Werte" if absent else None),
                    "waehlbar": reason is None,
                }
            )
        if any(part["waehlbar"] for part in parts):
            themes.append({"name": theme, "teile": parts})
    return {
        "ueberschrift": "Bestandteile und Gewichte",
        "hinweis": "+ hohe, − niedrige Werte weisen auf höheren Bedarf hin. Indikatoren ohne Richtung gehören in "
        "keinen Index.",
        "leer": "Ein Index braucht mindestens einen Indikator.",
        "gewicht": "Gewicht von",
        "gewaehlt": "{n} von {m} gewählt",
        "gewicht_falsch": f"Gewicht von {format_weight(LIGHTEST)} bis {format_weight(HEAVIEST)} "
        "(höchstens eine Nachkommastelle); weiter gilt {gewicht}.",
        "mindestens": LIGHTEST,
        "hoechstens": HEAVIEST,
        "themen": themes,
    }
