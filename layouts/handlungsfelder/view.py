"""What the page Handlungsfelder shows: the evaluation of one selection, and what other limits change."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from indicators.handlungsfelder.evaluation import Evaluation
from indicators.handlungsfelder.fields import Handlungsfeld, Handlungsfelder
from indicators.handlungsfelder.kleene import MET, UNKNOWN
from indicators.handlungsfelder.themes import Prioritaeten, Thema
from indicators.handlungsfelder.whatif import Comparison, compare_evaluations
from layouts.handlungsfelder.selection import FieldSelection, apply_limits, fields_level, rules_of
from layouts.region import Region


@dataclass(frozen=True)
class Extent:
    """Areas counted together: how many have the field or any, in how many Kommunen, and how many people live there.

    `people` is NaN where the residents of one of them are not published.
    """

    shown: int
    areas: int
    groups: int
    unknown: int
    by_hand: int
    people: float


@dataclass(frozen=True, eq=False)
class FieldView:
    """One selection, evaluated; `base` is what the limits of the package say."""

    region: Region
    selection: FieldSelection
    base: Evaluation
    evaluation: Evaluation

    @property
    def rules(self) -> Handlungsfelder:
        """The rules as shown, with the changed limits."""
        return self.evaluation.fields

    @property
    def fields(self) -> Mapping[str, Handlungsfeld]:
        """All fields by id."""
        return self.rules.handlungsfelder

    @property
    def field(self) -> Handlungsfeld | None:
        """The chosen field; None: the number of fields."""
        return None if self.selection.feld is None else self.fields[self.selection.feld]

    @property
    def theme(self) -> Thema | None:
        """The chosen priority."""
        priorities = self.priorities
        return None if priorities is None or self.selection.thema is None else priorities.themen[self.selection.thema]

    @property
    def priorities(self) -> Prioritaeten | None:
        """What the Kommunen named."""
        return self.rules.prioritaeten

    @property
    def ebene(self) -> str:
        """The level of the areas."""
        return fields_level(self.region)

    @property
    def changed(self) -> bool:
        """Whether something else than the result of the package is shown."""
        return bool(self.selection.grenzen)

    @cached_property
    def comparison(self) -> Comparison:
        """Base against shown."""
        return compare_evaluations(self.base, self.evaluation)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """States of the shown areas: areas × fields."""
        return self.evaluation.frame[self.shown]

    @cached_property
    def shown(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """By area: inside the chosen Kommune, and in a Kommune that named the chosen priority."""
        groups = self.evaluation.groups
        inside = np.ones(len(groups), dtype=bool)
        if self.selection.innerhalb is not None:
            inside &= (groups == self.selection.innerhalb).to_numpy()
        if self.theme is not None:
            inside &= groups.isin(self.theme.raeume).to_numpy()
        return inside

    def states(self, field: str | None) -> "pd.Series[int]":
        """State of a field, or of "at least one field", in the shown areas."""
        return self.frame.max(axis=1) if field is None else self.frame[field]

    def extent(self, field: str | None) -> Extent:
        """Count the shown areas."""
        states = self.states(field)
        met = (states == MET).to_numpy()
        measures = self.evaluation.measures
        people = measures.einwohner[self.shown][met]
        groups = {str(group) for group in measures.gruppe[self.shown][met] if group}
        by_hand = {
            area
            for area, name in self.evaluation.overrides
            if area in states.index and (field is None or name == field)
        }
        unknown = int((states == UNKNOWN).sum())
        return Extent(len(states), int(met.sum()), len(groups), unknown, len(by_hand), float(people.sum()))

    @cached_property
    def by_area(self) -> dict[str, dict[str, int]]:
        """State of every field in every area."""
        names, rows = list(self.fields), self.evaluation.frame.to_numpy().tolist()
        return {
            str(area): dict(zip(names, row, strict=True)) for area, row in zip(self.evaluation.areas, rows, strict=True)
        }

    def found_in(self, area: str) -> list[Handlungsfeld]:
        """Fields of one area."""
        return [field for name, field in self.fields.items() if self.by_area[area][name] == MET]

    def by_hand(self, area: str, field: str) -> bool:
        """Whether a planner set this state."""
        return (area, field) in self.evaluation.overrides


def read_view(region: Region, selection: FieldSelection) -> FieldView:
    """Evaluate one selection."""
    base = region.evaluation(selection.stand, selection.jahr)
    limits = apply_limits(rules_of(region), selection.grenzen) if selection.grenzen else None
    shown = base if limits is None else region.evaluation(selection.stand, selection.jahr, limits)
    if base is None or shown is None:
        raise ValueError("the region has no Handlungsfelder")
    return FieldView(region, selection, base, shown)
