"""What the Kommunen named as their priorities, and where it meets an area with need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from pydantic import Field, model_validator

from indicators.catalogue import Key, Model

if TYPE_CHECKING:
    from indicators.handlungsfelder.evaluation import Evaluation


class Thema(Model):
    """One `[prioritaeten.themen.<id>]` table: a theme, the fields it concerns and the areas that named it."""

    name: str = Field(min_length=1)
    kurz: str = Field(min_length=1)
    handlungsfelder: tuple[Key, ...] = ()  # empty: no field of the region measures it
    raeume: tuple[str, ...]  # keys of the group level (Kommunen)

    @model_validator(mode="after")
    def _names_once(self) -> "Thema":
        for key in ("handlungsfelder", "raeume"):
            named: tuple[str, ...] = getattr(self, key)
            twice = sorted({name for name in named if named.count(name) > 1})
            if twice:
                raise ValueError(f"„{twice[0]}“ steht mehrmals in „{key}“")
        return self


class Prioritaeten(Model):
    """The `[prioritaeten]` table; `hinweis` says what is assumed and has to be shown with every view."""

    stand: str = Field(min_length=1)  # when they were named, in words
    quelle: str = Field(min_length=1)
    hinweis: str | None = None
    themen: dict[Key, Thema] = Field(min_length=1)


@dataclass(frozen=True)
class Meeting:
    """One theme in one Kommune: whether it was named, and in which areas a linked field is found there.

    `areas` and `unknown` hold the areas where at least one linked field is met, or none is but one is unknown. Both
    are empty for a theme without field.
    """

    thema: str
    gruppe: str
    named: bool
    areas: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def meets(self) -> bool:
        """Whether a named priority meets an area with need."""
        return self.named and bool(self.areas)


def priority_matrix(priorities: Prioritaeten, groups: Sequence[str]) -> pd.DataFrame:
    """Who named what.

    Parameters
    ----------
    priorities : Prioritaeten
        The table.
    groups : sequence of str
        Keys of the group level in display order.

    Returns
    -------
    DataFrame of bool
        Rows: groups, columns: ids of the themes; `matrix.sum()` is the number of Kommunen by theme.

    Examples
    --------
    >>> theme = {"name": "Bildung", "kurz": "Bildung", "raeume": ["A", "C"]}
    >>> named = Prioritaeten.model_validate({"stand": "2018", "quelle": "q", "themen": {"bildung": theme}})
    >>> priority_matrix(named, ["A", "B", "C"])["bildung"].tolist()
    [True, False, True]
    """
    named = {theme_id: [group in theme.raeume for group in groups] for theme_id, theme in priorities.themen.items()}
    return pd.DataFrame(named, index=pd.Index(groups), dtype=bool)


def meet(priorities: Prioritaeten, evaluation: "Evaluation", groups: Sequence[str]) -> tuple[Meeting, ...]:
    """Confront every theme with every group; by theme, then by group.

    Parameters
    ----------
    priorities : Prioritaeten
        The table.
    evaluation : Evaluation
        Fields of the same file.
    groups : sequence of str
        Keys of the group level in display order.
    """
    matrix = priority_matrix(priorities, groups)
    return tuple(
        Meeting(theme_id, group, bool(matrix.at[group, theme_id]), *_areas(theme.handlungsfelder, evaluation, group))
        for theme_id, theme in priorities.themen.items()
        for group in groups
    )


def _areas(fields: Sequence[str], evaluation: "Evaluation", group: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not fields:
        return (), ()
    states = evaluation.frame[list(fields)].max(axis=1)[evaluation.groups == group]
    return _keys(states, 1), _keys(states, 0)


def _keys(states: "pd.Series[int]", state: int) -> tuple[str, ...]:
    return tuple(str(key) for key in states.index[states == state])
