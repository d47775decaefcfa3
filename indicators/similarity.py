"""Twin areas: which areas of other Kommunen are most alike on chosen indicators, and what makes the difference."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.standardisation import standardise

LEAST_SHARE = 2 / 3  # of the chosen indicators must be published in both areas, as for an index


@dataclass(frozen=True)
class Difference:
    """One indicator of a pair: values in its unit, z of both, and its share (0–1) of the squared distance."""

    indikator: str
    wert: float
    wert_other: float
    z: float
    z_other: float
    share: float


@dataclass(frozen=True)
class Twin:
    """One similar area; `differences` has the compared indicators, the largest difference first.

    `distance` is the root mean square of the differences in standard deviations, so that pairs compared on more
    indicators are not farther apart. `missing` names the indicators that one of the two has not published.
    """

    area: str
    group: str
    distance: float
    differences: tuple[Difference, ...]
    missing: tuple[str, ...]


def find_twins(
    values: pd.DataFrame, directions: pd.Series, valid: pd.Series, groups: pd.Series, area: str, most: int = 5
) -> tuple[Twin, ...]:
    """Areas of other groups that are most similar to one area.

    Parameters
    ----------
    values : DataFrame
        Areas × chosen indicators, published values; NaN = not published.
    directions : Series of int
        By indicator, see `indicators.standardisation.DIRECTIONS`; decides the sign of z only.
    valid : Series of bool
        By area: takes part in standardisation.
    groups : Series of str
        Area → Kommune; areas of the same one are left out, those without one too.
    area : str
        The area to compare with.
    most : int
        How many to return.

    Returns
    -------
    tuple of Twin
        Nearest first, ties in the order of the areas. Empty if the area is not valid, or too little of it is published.

    Raises
    ------
    KeyError
        If the area is not among the values.

    Notes
    -----
    d = √(Σ (z_i − z_j)² / m) over the m indicators published in both areas, m ≥ 2/3 of the chosen. Each indicator
    counts the same. A suppressed value is left out, never estimated: the distance says nothing about it.

    Examples
    --------
    >>> values = pd.DataFrame({"q": [1.0, 2.0, 1.1, 9.0]}, index=list("abcd"))
    >>> groups = pd.Series(["k", "k", "l", "l"], index=list("abcd"))
    >>> valid = pd.Series(True, index=list("abcd"))
    >>> [twin.area for twin in find_twins(values, pd.Series({"q": 1}), valid, groups, "a")]
    ['c', 'd']
    """
    if area not in values.index:
        raise KeyError(f"area {area!r} unknown")
    z = standardise(values, directions, valid).z
    own = z.loc[area].to_numpy(dtype=float)
    squares = (z.to_numpy(dtype=float) - own) ** 2
    shared = np.count_nonzero(~np.isnan(squares), axis=1)
    group = groups.reindex(values.index)
    other = (group.notna() & (group != group[area])).to_numpy(dtype=bool, na_value=False)
    fitting = other & (shared > 0) & (shared >= LEAST_SHARE * len(values.columns) - 1e-9)
    distances = np.where(fitting, np.sqrt(np.nansum(squares, axis=1) / np.maximum(shared, 1)), np.inf)
    nearest = [position for position in np.argsort(distances, kind="stable")[:most] if fitting[position]]
    return tuple(
        Twin(
            area=str(values.index[position]),
            group=str(group.iloc[position]),
            distance=float(distances[position]),
            differences=_differences(values, z, area, int(position)),
            missing=tuple(str(name) for name in values.columns[np.isnan(squares[position])]),
        )
        for position in nearest
    )


def _differences(values: pd.DataFrame, z: pd.DataFrame, area: str, position: int) -> tuple[Difference, ...]:
    pairs = pd.DataFrame(
        {"wert": values.loc[area], "wert_other": values.iloc[position], "z": z.loc[area], "z_other": z.iloc[position]}
    ).dropna(subset=["z", "z_other"])
    squares = (pairs["z"] - pairs["z_other"]) ** 2
    share = squares / squares.sum() if squares.sum() > 0 else squares
    table = pairs.assign(share=share).sort_values("share", ascending=False, kind="stable")
    return tuple(
        Difference(str(name), *(float(cell) for cell in row))
        for name, row in zip(table.index, table.to_numpy(dtype=float), strict=True)
    )
