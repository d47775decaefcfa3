"""Where the priorities of the Kommunen meet an area with need."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from indicators.handlungsfelder.evaluation import Evaluation
from indicators.handlungsfelder.themes import Prioritaeten


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


def meet(priorities: Prioritaeten, evaluation: Evaluation, groups: Sequence[str]) -> tuple[Meeting, ...]:
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


def _areas(fields: Sequence[str], evaluation: Evaluation, group: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not fields:
        return (), ()
    states = evaluation.frame[list(fields)].max(axis=1)[evaluation.groups == group]
    return _keys(states, 1), _keys(states, 0)


def _keys(states: "pd.Series[int]", state: int) -> tuple[str, ...]:
    return tuple(str(key) for key in states.index[states == state])
