"""The sheet of two indicators side by side, as the second map on the screen draws them up."""

from dataclasses import replace

from indicators.classes import Methode
from layouts.change_sentences import GROUND
from layouts.classification import palette_of
from layouts.region import Region, indicator_of
from layouts.relation import describe_relation, nearest_year
from layouts.selection import Grenzbezug, Selection
from layouts.sheets.sheet import Sheet

OTHER_COLOURS = ("blau", "purp")  # for a second map that would have those of the first


def second_selection(region: Region, selection: Selection, vergleich: str) -> Selection:
    """What the second map shows (`makeView` in the browser): never a change, own limits, or the first one's colours."""
    years = region.years(vergleich, selection.stand, selection.ebene)
    own = selection.methode is Methode.EIGENE
    first = selection.palette or palette_of(indicator_of(region, selection.indikator))
    colours = palette_of(indicator_of(region, vergleich))
    return replace(
        selection,
        indikator=vergleich,
        jahr=nearest_year(years, selection.jahr),
        basis=None,
        vergleich=None,
        karten=1,
        methode=Methode.RUND if own else selection.methode,
        grenzen=(),
        bezug=Grenzbezug.ALLE if own else selection.bezug,
        palette=None if colours != first else next(name for name in OTHER_COLOURS if name != colours),
    )


def join_sheets(region: Region, selection: Selection, first: Sheet, second: Sheet) -> Sheet:
    """Both maps under one title, with the words of both around them."""
    names = [
        indicator_of(region, key).name for key in (selection.indikator, selection.vergleich or selection.indikator)
    ]
    return replace(
        first,
        title=_title(first, second, names),
        headline=_headline(region, selection) or first.headline,
        definition=" ".join(f"{name}: {part.definition}" for name, part in zip(names, (first, second), strict=True)),
        source=_source(first, second, names),
        synthetic=first.synthetic or second.synthetic,
        quality=" ".join(part.quality for part in (first, second) if part.quality),
        extremes=(),
        maps=(first, second),
    )


def _title(first: Sheet, second: Sheet, names: list[str]) -> str:
    same_year = first.title == f"{names[0]} {first.year}" and first.year == second.year
    return f"{names[0]} und {second.title}" if same_year else f"{first.title} und {second.title}"


def _headline(region: Region, selection: Selection) -> str | None:
    """How the two go together; a change has no such sentence."""
    if selection.basis is not None or selection.vergleich is None:
        return None
    return describe_relation(region, selection, selection.vergleich)[selection.jahr].sentence


def _source(first: Sheet, second: Sheet, names: list[str]) -> str:
    """Data of both, borders once."""
    before, ground, after = first.source.partition(GROUND)
    other = second.source.partition(GROUND)[0]
    return first.source if other == before else f"{names[0]}: {before} {names[1]}: {other}{ground}{after}"
