"""What a boundary revision looks like: kinds of change, moved pieces, people concerned. Read from a crosswalk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from geodata.crosswalks import Crosswalk
from geodata.revisions import Change
from layouts.gebietsstaende.selection import NEW, OLD, RevisionSelection, finest_level
from layouts.region import Region
from layouts.sentences import own_names

MOVED, GAINED, LOST = "wechsel", "gewonnen", "abgegeben"


@dataclass(frozen=True)
class Revision:
    """The part of a crosswalk that a page shows.

    `rows` are pieces (columns as in `Crosswalk.frame`) with an area inside the chosen extent, plus `moved`: whether
    the people of the piece get another area than the one that continues theirs.
    """

    selection: RevisionSelection
    crosswalk: Crosswalk
    rows: pd.DataFrame
    old_areas: tuple[str, ...]  # of the extent, in natural order
    new_areas: tuple[str, ...]
    old_names: Mapping[str, str]  # of all areas of the level
    new_names: Mapping[str, str]

    @property
    def changed(self) -> pd.DataFrame:
        """Pieces of areas that are not the same territory under the same key."""
        return self.rows[self.rows["kind"] != Change.UNCHANGED]

    @property
    def moved(self) -> pd.DataFrame:
        """Pieces that change from one area to another."""
        return self.rows[self.rows["moved"]]

    @cached_property
    def kind_of_old(self) -> Mapping[str, Change]:
        """Kind of change of every old area."""
        return _kinds(self.rows, "old")

    @cached_property
    def kind_of_new(self) -> Mapping[str, Change]:
        """Kind of change of every new area."""
        return _kinds(self.rows, "new")

    @cached_property
    def parts_of_old(self) -> "Mapping[str, list[tuple[str, float]]]":
        """Old area → new areas it went into, each with its share of the old one, largest first."""
        return _parts(self.rows, "old", "new", "weight")

    @cached_property
    def parts_of_new(self) -> "Mapping[str, list[tuple[str, float]]]":
        """New area → old areas it is made of, each with its share of the new one, largest first."""
        return _parts(self.rows, "new", "old", "weight_back")

    @property
    def people_known(self) -> bool:
        """Whether residents of all changed pieces are known."""
        return bool(self.changed["residents"].notna().all())

    def chosen(self) -> tuple[str, str] | None:
        """Side and key of the selected area."""
        if self.selection.raum is None:
            return None
        side, _, key = self.selection.raum.partition(":")
        return side, key

    def piece_kinds(self) -> "dict[tuple[str, str], str]":
        """How pieces are marked, by (old, new), "" where there is no area: what the selected area gained and gave away,
        or else what moved.
        """
        chosen = self.chosen()
        marks = pd.Series(dtype=object)
        if chosen is None:
            marks = pd.Series(MOVED, index=self.moved.index, dtype=object)
        elif chosen[0] == NEW:
            own = self.rows[(self.rows["new"] == chosen[1]) & (self.rows["moved"] | self.rows["old"].isna())]
            before = self.predecessor(chosen[1])
            away = self.rows[(self.rows["old"] == before) & (self.rows["new"] != chosen[1])] if before else own[:0]
            marks = pd.concat([pd.Series(GAINED, index=own.index), pd.Series(LOST, index=away.index)])
        else:
            heirs = {key for key in self.new_areas if self.predecessor(key) == chosen[1]}
            away = self.rows[(self.rows["old"] == chosen[1]) & ~self.rows["new"].isin(heirs)]
            marks = pd.Series(LOST, index=away.index)
        keys = self.rows.loc[marks.index, ["old", "new"]].fillna("")
        return {(str(old), str(new)): kind for old, new, kind in zip(keys["old"], keys["new"], marks, strict=True)}

    def predecessor(self, new: str) -> str | None:
        """The old area that a new one shares most with."""
        return self.predecessors.get(new)

    @cached_property
    def predecessors(self) -> Mapping[str, str]:
        """New area → the old one it shares most with; new territory has none."""
        found = self.crosswalk.changes.loc[str(self.rows["ebene"].iloc[0])]["predecessor"].dropna()
        return {str(new): str(old) for new, old in found.items()}


def read_revision(region: Region, selection: RevisionSelection) -> Revision:
    """Pieces between the two Gebietsstände inside the extent."""
    ebene = finest_level(region)
    crosswalk = region.crosswalk(selection.von, selection.nach)
    rows = crosswalk.level(ebene)
    inside = {
        side: _inside(region, stand, ebene, selection.innerhalb)
        for side, stand in ((OLD, selection.von), (NEW, selection.nach))
    }
    shown = rows["old"].isin(inside[OLD]) | rows["new"].isin(inside[NEW])
    rows = rows[shown].copy()
    predecessors = crosswalk.changes.loc[ebene]["predecessor"]
    both = rows["old"].notna() & rows["new"].notna()
    rows["moved"] = both & (rows["new"].map(predecessors) != rows["old"])
    names = [own_names(region, stand, ebene) for stand in (selection.von, selection.nach)]
    return Revision(selection, crosswalk, rows, tuple(inside[OLD]), tuple(inside[NEW]), names[0], names[1])


def _inside(region: Region, stand: str, ebene: str, innerhalb: str | None) -> list[str]:
    groups = region.group_of(stand, ebene)
    return [str(key) for key in (groups.index if innerhalb is None else groups.index[groups == innerhalb])]


def _parts(rows: pd.DataFrame, side: str, other: str, share: str) -> dict[str, list[tuple[str, float]]]:
    known = rows[rows[side].notna() & rows[other].notna()].sort_values(share, ascending=False, kind="stable")
    parts: dict[str, list[tuple[str, float]]] = {}
    for own, part, weight in zip(known[side], known[other], known[share], strict=True):
        parts.setdefault(str(own), []).append((str(part), float(weight)))
    return parts


def _kinds(rows: pd.DataFrame, side: str) -> dict[str, Change]:
    known = rows[rows[side].notna()]
    return {str(key): Change(kind) for key, kind in zip(known[side], known["kind"], strict=True)}
