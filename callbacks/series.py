"""The time series of one place over boundary revisions, read in three ways, all years at once."""

from typing import Any

from callbacks.questions import echo, read_question
from layouts.places import profiled_place
from layouts.region import Region
from layouts.sentences import own_name
from layouts.series import describe_readings


def update_series(question: Any, region: Region) -> dict[str, Any] | None:
    """Rows and a sentence for each reading of the series of the selected area, the filter's group or the region."""
    asked = read_question(question, region)
    if asked is None:
        return None
    selection = asked[0]
    place = profiled_place(region, selection)
    readings = region.readings(selection.indikator, selection.stand, place.ebene, place.area)
    return {
        "frage": echo(question),
        "ebene": place.ebene,
        "raum": place.area,
        "name": own_name(region, selection.stand, place.ebene, place.area),
        "lesarten": describe_readings(region, selection, place.ebene, readings),
    }
