"""What stands around a map: headline, definition, source, notices, and how two indicators go together; by year."""

from typing import Any, cast

import pandas as pd

from callbacks.changes import change_context
from callbacks.questions import echo, read_question
from layouts.extent import shown_areas
from layouts.region import Region, indicator_of
from layouts.relation import describe_relation
from layouts.sentences import headline, source_line, synthetic_notice


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
        "hinweise": [notice.shown for notice in notices],
    }


def update_relation(question: Any, region: Region) -> dict[str, Any] | None:
    """Correlation sentence of two indicators, by year of the first; the second takes its nearest year."""
    asked = read_question(question, region)
    if asked is None or asked[0].vergleich is None:
        return None
    selection = asked[0]
    years = describe_relation(region, selection, str(selection.vergleich))
    return {"frage": echo(question), "jahre": {jahr: relation.sentence for jahr, relation in years.items()}}
