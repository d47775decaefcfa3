"""Status × Dynamik: the groups that two indices make together."""

from itertools import product

import numpy as np
import pandas as pd

from indicators.indices.components import PRECEDENCE
from indicators.indices.definitions import Index
from indicators.indices.values import STATES, IndexResult
from indicators.status import Status


def group_names(status: Index, dynamik: Index) -> tuple[str, ...]:
    """Names of all groups, the classes of the status first; 12 with the default classes.

    Examples
    --------
    >>> status = Index(id="s", name="s", definition="d", art="status", indikatoren=["x"])
    >>> dynamik = Index(id="d", name="d", definition="d", art="dynamik", indikatoren=["x"], zeitabstand=2)
    >>> names = group_names(status, dynamik)
    >>> len(names), names[0], names[-1]
    (12, 'Status hoch, Dynamik positiv', 'Status sehr niedrig, Dynamik negativ')
    """
    return tuple(f"Status {one.name}, Dynamik {other.name}" for one, other in product(status.klassen, dynamik.klassen))


def combine_indices(status: IndexResult, dynamik: IndexResult) -> pd.DataFrame:
    """Group of every area and year for which both indices were computed.

    Parameters
    ----------
    status, dynamik : IndexResult
        Two indices of the same level and Gebietsstand.

    Returns
    -------
    DataFrame
        MultiIndex (ebene, area, jahr) of the years that both have. Columns `gruppe` (ordered categorical of
        `group_names`), `kurz` (signs of both classes, "2+/-"; NA without), `status_klasse`, `dynamik_klasse`,
        `unvollstaendig` (one of the two is), `status` (beobachtet where both have a class, else the worse state).

    Examples
    --------
    >>> status = Index(id="s", name="s", definition="d", art="status", indikatoren=["x"])
    >>> dynamik = Index(id="d", name="d", definition="d", art="dynamik", indikatoren=["x"], zeitabstand=2)
    >>> [one.kurz for one in status.klassen], [one.kurz for one in dynamik.klassen]
    (['1', '2', '3', '4'], ['+', '+/-', '-'])
    """
    rows = status.figures.index.intersection(dynamik.figures.index, sort=False)
    one, other = status.figures.loc[rows], dynamik.figures.loc[rows]
    first, second = one["klasse"].cat.codes.to_numpy(int), other["klasse"].cat.codes.to_numpy(int)
    both = (first >= 0) & (second >= 0)
    codes = np.where(both, first * len(dynamik.index.klassen) + second, -1)
    names = pd.Index(group_names(status.index, dynamik.index))
    pairs = product(status.index.klassen, dynamik.index.klassen)
    signs = np.array([*((a.kurz or a.name) + (b.kurz or b.name) for a, b in pairs), None], dtype=object)
    worse = np.maximum(_severity(one["status"]), _severity(other["status"]))
    return pd.DataFrame(
        {
            "gruppe": pd.Categorical.from_codes(codes, names, ordered=True),
            "kurz": signs[codes],
            "status_klasse": one["klasse"],
            "dynamik_klasse": other["klasse"],
            "unvollstaendig": both & (one["unvollstaendig"] | other["unvollstaendig"]).to_numpy(),
            "status": pd.Categorical.from_codes(worse, STATES),
        },
        index=rows,
    )


def _severity(status: pd.Series) -> "np.ndarray[tuple[int], np.dtype[np.int8]]":
    known = pd.Categorical(status, categories=[str(state) for state in PRECEDENCE])
    return np.where(known.codes < 0, PRECEDENCE.index(Status.MISSING), known.codes).astype(np.int8)
