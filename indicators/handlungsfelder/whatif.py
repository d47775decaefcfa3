"""What if: another limit, and what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.handlungsfelder.evaluation import Evaluation, FieldCount
from indicators.handlungsfelder.fields import Handlungsfelder, parse_path
from indicators.handlungsfelder.kleene import MET, UNKNOWN
from indicators.handlungsfelder.rules import replace_limit


@dataclass(frozen=True)
class FieldChange:
    """One field before and after: areas that came in, went out, or can no longer (or only now) be decided."""

    entered: tuple[str, ...]
    left: tuple[str, ...]
    now_unknown: tuple[str, ...]
    now_known: tuple[str, ...]
    before: FieldCount
    after: FieldCount


@dataclass(frozen=True)
class Comparison:
    """All fields before and after; `anyone` compares the areas with at least one field."""

    fields: Mapping[str, FieldChange]
    anyone: FieldChange


def with_limit(fields: Handlungsfelder, address: str, grenze: float) -> Handlungsfelder:
    """The same rules with another limit at one condition; the given ones stay as they are.

    Parameters
    ----------
    fields : Handlungsfelder
        The rules.
    address : str
        Short address of the condition (`format_path`), for example "aeltere.1.2".
    grenze : float
        The other limit.

    Raises
    ------
    KeyError
        If no condition has that address.
    ValidationError
        If the limit does not fit the condition, for example a quantile of 1.5.
    """
    name, path = parse_path(address)
    field = fields.handlungsfelder.get(name)
    if field is None:
        raise KeyError(address)
    changed = field.model_copy(update={"regel": replace_limit(field.regel, path, grenze)})
    return fields.model_copy(update={"handlungsfelder": {**fields.handlungsfelder, name: changed}})


def compare_evaluations(before: Evaluation, after: Evaluation) -> Comparison:
    """What changed between two evaluations of the same areas.

    Parameters
    ----------
    before, after : Evaluation
        Of the same level, Gebietsstand and fields; the year may differ.

    Raises
    ------
    ValueError
        If they are about different areas or fields.
    """
    if not before.areas.equals(after.areas) or list(before.results) != list(after.results):
        raise ValueError("evaluations of different areas or fields cannot be compared")
    fields = {
        name: _change(before.frame[name], after.frame[name], before.count(name), after.count(name))
        for name in before.results
    }
    anyone = _change(before.frame.max(axis=1), after.frame.max(axis=1), before.count_any(), after.count_any())
    return Comparison(fields, anyone)


def _change(
    before: "pd.Series[int]", after: "pd.Series[int]", count_before: FieldCount, count_after: FieldCount
) -> FieldChange:
    old, new = before.to_numpy(), after.to_numpy()

    def keys(chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[str, ...]:
        return tuple(str(key) for key in before.index[chosen])

    return FieldChange(
        entered=keys((old != MET) & (new == MET)),
        left=keys((old == MET) & (new != MET)),
        now_unknown=keys((old != UNKNOWN) & (new == UNKNOWN)),
        now_known=keys((old == UNKNOWN) & (new != UNKNOWN)),
        before=count_before,
        after=count_after,
    )
