"""The chapter on borders: what earlier revisions did with the areas of a Kommune."""

from itertools import pairwise

from geodata.revisions import Change
from layouts.gebietsstaende.revision import Revision as Borders
from layouts.gebietsstaende.revision import read_revision
from layouts.gebietsstaende.selection import NEW, RevisionSelection
from layouts.gebietsstaende.sentences import area_sentence, measure_sentence, revision_headline, revision_title
from layouts.profiles.desk import Desk
from layouts.profiles.profile import Revision
from layouts.region import stand_of
from layouts.selection import start_selection
from layouts.series import stand_name


def build_revisions(desk: Desk, group: str, area: str | None) -> tuple[Revision, ...]:
    """Changes of borders up to the shown Gebietsstand, the newest first; of one area only where it was concerned."""
    stands = [stand.id for stand in desk.region.config.gebietsstaende]
    before = stands[: stands.index(desk.stand) + 1]
    found = []
    for old, new in reversed(list(pairwise(before))):
        if group not in desk.region.groups(new):
            continue
        borders = read_revision(desk.region, _selection(desk, old, new, group))
        if not borders.old_areas or not len(borders.changed):
            continue
        rows = _rows(borders, area if new == desk.stand else None)
        if rows:
            found.append(_revision(desk, borders, rows))
    return tuple(found)


def _selection(desk: Desk, old: str, new: str, group: str) -> RevisionSelection:
    return RevisionSelection(old, new, group, start_selection(desk.region).indikator, None)


def _rows(borders: Borders, area: str | None) -> tuple[tuple[str, str], ...]:
    changed = [
        key for key in borders.new_areas if borders.kind_of_new.get(key, Change.UNCHANGED) is not Change.UNCHANGED
    ]
    return tuple(
        (borders.new_names[key], area_sentence(borders, NEW, key)) for key in changed if area is None or key == area
    )


def _revision(desk: Desk, borders: Borders, rows: tuple[tuple[str, str], ...]) -> Revision:
    region, selection = desk.region, borders.selection
    names = [stand_name(region, stand) for stand in (selection.von, selection.nach)]
    begins = stand_of(region, selection.nach).gueltig_ab
    return Revision(
        revision_title(region, borders),
        f"Vom Gebietsstand {names[0]} zum Gebietsstand {names[1]} (gültig ab {begins:%d.%m.%Y}). "
        f"{revision_headline(region, borders)}",
        rows,
        measure_sentence(borders),
    )
