"""One year of a standardised index: z-values, weighted sums, and the sums standardised again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.catalogue import Richtung
from indicators.indices.components import Components, IndexSource
from indicators.indices.definitions import Bestandteil, Bezug, Index
from indicators.indices.weighting import weighted_sums
from indicators.standardisation import DIRECTIONS, Standardised, in_small_groups, standardise, standardise_against
from indicators.validity import Gueltig, judge_areas

Floats = npt.NDArray[np.float64]

SUM = "_summe"  # stands for the weighted sum among the indicators; no id begins like this
UPWARDS = pd.Series({SUM: 1})


class NeutralPartError(ValueError):
    """An index names an indicator of which nobody can say whether much of it is good or bad."""

    def __init__(self, indikatoren: Sequence[str]) -> None:
        named = ", ".join(f"„{name}“" for name in indikatoren)
        super().__init__(f"{named}: ohne Richtung in keinem Index möglich; nur belastende oder entlastende wählen.")


@dataclass(frozen=True, eq=False)
class IndexYear:
    """One year of an index; arrays and series by area, in the hierarchy's order.

    `position` is the year's place in the components, `columns` the places of its parts among all parts of the index.
    `standard` holds z, μ and σ of the parts, `total` those of the sums: its z is the index.
    """

    jahr: int
    position: int
    columns: npt.NDArray[np.intp]
    parts: tuple[Bestandteil, ...]
    verdict: pd.Series
    groups: pd.Series | None
    standard: Standardised
    sums: Floats
    shares: Floats
    total: Standardised

    @property
    def valid(self) -> pd.Series:
        """Areas that take part."""
        return self.verdict == Gueltig.GUELTIG

    @property
    def weights(self) -> Floats:
        """Weights of the parts."""
        return np.array([part.gewicht for part in self.parts])

    @property
    def values(self) -> Floats:
        """The index; NaN where there is none."""
        return self.total.z[SUM].to_numpy(dtype=float)


def compute_year(
    index: Index,
    source: IndexSource,
    components: Components,
    position: int,
    parts: tuple[Bestandteil, ...] | None = None,
) -> IndexYear:
    """Standardise, weigh, add up and standardise again; see `index_values.compute_index`.

    `parts` replaces those that belong to the year, to compare it with a year made of others.
    """
    jahr = components.years[position]
    parts = index.parts_of(jahr) if parts is None else parts
    columns = np.flatnonzero([part in parts for part in index.indikatoren])
    groups = source.groups if index.bezug is Bezug.KOMMUNE else None
    verdict = _judge(source, jahr, groups)
    valid = verdict == Gueltig.GUELTIG
    values = part_values(components, position, columns, parts, source.areas)
    standard = standardise(values, part_directions(parts, source), valid, groups)
    weights = np.array([[part.gewicht for part in parts]])
    sums, shares = weighted_sums(standard.z.to_numpy(), weights, index.mindestanteil)
    total = standardise(pd.DataFrame({SUM: sums[:, 0]}, index=source.areas), UPWARDS, valid, groups)
    return IndexYear(jahr, position, columns, parts, verdict, groups, standard, sums[:, 0], shares[:, 0], total)


def measure_by_base(
    index: Index, source: IndexSource, components: Components, year: IndexYear, base: IndexYear
) -> Floats:
    """Index of a year with μ and σ of the base year, made of the parts of the year."""
    if year.parts != base.parts:
        base = compute_year(index, source, components, base.position, year.parts)
    values = part_values(components, year.position, year.columns, year.parts, source.areas)
    signs = part_directions(year.parts, source)
    z = standardise_against(values, signs, year.valid, base.standard, year.groups)
    sums, _ = weighted_sums(z.to_numpy(), year.weights[np.newaxis], index.mindestanteil)
    frame = pd.DataFrame({SUM: sums[:, 0]}, index=source.areas)
    return standardise_against(frame, UPWARDS, year.valid, base.total, year.groups)[SUM].to_numpy(dtype=float)


def part_values(
    components: Components,
    position: int,
    columns: npt.NDArray[np.intp],
    parts: tuple[Bestandteil, ...],
    areas: pd.Index,
) -> pd.DataFrame:
    """Values of one year, areas × parts."""
    names = pd.Index([part.indikator for part in parts])
    return pd.DataFrame(components.values[position][:, columns], index=areas, columns=names)


def part_directions(parts: tuple[Bestandteil, ...], source: IndexSource) -> pd.Series:
    """+1 or −1 by part."""
    neutral = [part.indikator for part in parts if source.directions[part.indikator] is Richtung.NEUTRAL]
    if neutral:
        raise NeutralPartError(neutral)
    return pd.Series({part.indikator: DIRECTIONS[source.directions[part.indikator]] for part in parts}, dtype=int)


def _judge(source: IndexSource, jahr: int, groups: pd.Series | None) -> pd.Series:
    verdict = judge_areas(source.gueltig, source.published, source.areas, source.ebene, jahr)
    if groups is not None:
        valid = verdict == Gueltig.GUELTIG
        verdict = verdict.mask(valid & in_small_groups(valid, groups), Gueltig.KOMMUNE_ZU_KLEIN)
    return verdict
