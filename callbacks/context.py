"""What stands around a map: headline, definition, source, notices, and how two indicators go together; by year."""

from typing import Any, cast

import pandas as pd

from callbacks.changes import change_context
from callbacks.questions import echo, read_question
from indicators.findings import correlation
from layouts.extent import shown_areas
from layouts.region import Region, indicator_of, level_of
from layouts.selection import Selection
from layouts.sentences import correlation_sentence, headline, source_line, synthetic_notice


def update_context(question: Any, region: Region) -> dict[str, Any] | None:
    """Headline, definition, source line and notices of a view, by year."""
    asked = read_question(question, region)
    if asked is None:
        return None
    selection, notices = asked
    if selection.basis is not None:
        return change_context(question, region, selection, selection.basis)
    entry = indicator_of(region, selection.indikator)
    place = (selection.indikator, selection.stand, selection.ebene)
    shown = shown_areas(region, selection)
    level = cast(pd.DataFrame, region.published(entry.id, selection.stand).xs(selection.ebene, level="ebene"))
    years = {}
    for jahr in region.years(*place):
        frame = level.loc[level.index.get_level_values("jahr") == jahr].droplevel("jahr").reindex(shown)
        years[jahr] = {
            "satz": headline(region, entry, selection.stand, selection.ebene, jahr, selection.innerhalb, frame),
            "quelle": source_line(region, *place, jahr),
            "synthetisch": synthetic_notice(region, *place, jahr),
        }
    return {
        "frage": echo(question),
        "jahre": years,
        "definition": entry.definition,
        "hinweise": [notice.text for notice in notices],
    }


def _by_year(region: Region, indikator: str, selection: Selection) -> pd.DataFrame:
    """Published values, areas × years."""
    published = region.published(indikator, selection.stand)["wert"]
    return published.xs(selection.ebene, level="ebene").unstack("jahr")


def update_relation(question: Any, region: Region) -> dict[str, Any] | None:
    """Correlation sentence of two indicators, by year of the first; the second takes its nearest year."""
    asked = read_question(question, region)
    if asked is None or asked[0].vergleich is None:
        return None
    selection = asked[0]
    x, y = indicator_of(region, selection.indikator), indicator_of(region, str(selection.vergleich))
    shown = shown_areas(region, selection)
    first, second = (_by_year(region, entry.id, selection).reindex(shown) for entry in (x, y))
    mehrzahl = level_of(region, selection.ebene).mehrzahl
    second_years = region.years(y.id, selection.stand, selection.ebene)
    years = {}
    for jahr in region.years(x.id, selection.stand, selection.ebene):
        other = nearest_year(second_years, jahr)
        sentence = correlation_sentence(x, y, correlation(first[jahr], second[other]), mehrzahl)
        years[jahr] = sentence if other == jahr else f"{sentence} „{y.name}“ steht für {other}."
    return {"frage": echo(question), "jahre": years}


def nearest_year(years: tuple[int, ...], jahr: int) -> int:
    """The year with data nearest to the one shown, the later of two equally near."""
    return min(years, key=lambda year: (abs(year - jahr), -year))
