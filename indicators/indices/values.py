"""Standardised indices by area and year, with everything they are made of."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.indices.components import OBSERVED, PRECEDENCE, Components, IndexSource, read_components
from indicators.indices.definitions import Index
from indicators.indices.weighting import DIGITS, index_classes
from indicators.indices.years import IndexYear, compute_year, measure_by_base
from indicators.status import Status
from indicators.validity import Gueltig

Floats = npt.NDArray[np.float64]
Ranks = pd.api.extensions.ExtensionArray

NOT_CLASSIFIED = PRECEDENCE.index(Status.NOT_CLASSIFIED)
STATES = pd.Index([str(state) for state in PRECEDENCE])


@dataclass(frozen=True, eq=False)
class IndexResult:
    """An index by area and year; made of published figures alone, so all of it may be shown.

    Attributes
    ----------
    index
        The definition.
    basisjahr
        Year whose μ and σ measure the trend; None where no year has an index.
    figures
        MultiIndex (ebene, area, jahr), areas in the hierarchy's order, years ascending. Columns `index` (NaN unless
        beobachtet), `summe` (weighted z-sum), `klasse` (ordered categorical of the class names), `rank_best` and
        `rank_worst` (1 = most burdened; inside the Kommune where the index is made by Kommune), `index_fest` and
        `klasse_fest` (against the base year), `anteil` (share of the weights that are there), `unvollstaendig`,
        `luecke` (worst state of a part that is not there), `status` (beobachtet; nicht_klassiert where the area is not
        valid; else what keeps the index from being made), `gueltig` (categorical of `Gueltig`).
    components
        MultiIndex (ebene, area, jahr, indikator). Columns `wert` (value or change, in the unit of the indicator), `z`,
        `gewicht`, `beitrag` (the contributions add up to `summe`), `status`.
    standards
        What was standardised with; columns `jahr`, `gruppe` ("" for the whole region), `indikator` (`SUM` for the
        weighted sum), `mittel`, `streuung`, `n`, `ohne_streuung`.
    """

    index: Index
    basisjahr: int | None
    figures: pd.DataFrame
    components: pd.DataFrame
    standards: pd.DataFrame


def compute_index(index: Index, source: IndexSource, years: Collection[int] | None = None) -> IndexResult:
    """Compute a standardised index from published figures.

    Parameters
    ----------
    index : Index
        Definition: parts, weights, scope, classes.
    source : IndexSource
        Published figures of one level and Gebietsstand.
    years : collection of int, optional
        Only these; the base year that the index names is computed besides.

    Returns
    -------
    IndexResult
        Years in which at least one area has an index.

    Raises
    ------
    KeyError
        If published figures or the direction of a part are not there.
    NeutralPartError
        If a part has no direction.

    Notes
    -----
    z_ij = s_j · (x_ij − μ_j)/σ_j over the valid areas, Sum_i = Σ_j w_j z_ij, Index_i = (Sum_i − mean)/SD: the method of
    Berlin's Monitoring Soziale Stadtentwicklung. The weight of a part that is not there is shared out among the others,
    and the index is flagged; below `mindestanteil` there is none. As nothing but published figures enters, an index
    tells nothing about a suppressed one.

    `index_fest` uses μ_j, σ_j, mean and SD of the base year (the first computed unless the index names one), so that
    it moves only if the area does. Where a year has other parts, the base year is made of those too.

    Examples
    --------
    >>> from indicators.catalogue import Richtung
    >>> from indicators.hierarchy import Hierarchy
    >>> from indicators.validity import Gueltigkeit
    >>> parents = {"raum": pd.Series(dict.fromkeys("abc", "r")), "region": pd.Series({"r": None})}
    >>> sizes = {"raum": pd.Series(dict.fromkeys("abc", 1.0)), "region": pd.Series({"r": 3.0})}
    >>> tree = Hierarchy(("raum", "region"), parents, sizes)
    >>> rows = pd.MultiIndex.from_product([["raum"], ["a", "b", "c"], [2020]], names=["ebene", "area", "jahr"])
    >>> def frame(values):
    ...     return pd.DataFrame({"fallzahl": values, "wert": values, "status": "beobachtet"}, rows)
    >>> published = {"ew": frame([500.0, 500.0, 500.0]), "x": frame([2.0, 4.0, 6.0])}
    >>> index = Index(id="i", name="i", definition="d", indikatoren=["x"])
    >>> source = IndexSource(published, tree, "raum", {"x": Richtung.BELASTEND}, Gueltigkeit(einwohner="ew"))
    >>> compute_index(index, source).figures[["index", "klasse"]].round(3).to_numpy().tolist()
    [[-1.225, 'gering'], [0.0, 'mittel'], [1.225, 'erhöht']]
    """
    wanted = {*years, index.basisjahr} if years is not None and index.basisjahr is not None else years
    components = read_components(index, source, wanted)
    computed = [compute_year(index, source, components, position) for position in range(len(components.years))]
    computed = [year for year in computed if not np.isnan(year.values).all()]
    base = next((year for year in computed if index.basisjahr in (None, year.jahr)), None)
    shown = [year for year in computed if years is None or year.jahr in years]
    return IndexResult(
        index,
        None if base is None else base.jahr,
        _tell_figures(index, source, components, shown, base),
        _tell_components(index, source, components, shown),
        _tell_standards(shown),
    )


def _tell_figures(
    index: Index, source: IndexSource, components: Components, years: Sequence[IndexYear], base: IndexYear | None
) -> pd.DataFrame:
    """Figures of all years, areas first."""
    areas = source.areas
    rows = pd.MultiIndex.from_product(
        [[source.ebene], areas, [year.jahr for year in years]], names=["ebene", "area", "jahr"]
    )

    def by_area(of_year: Callable[[IndexYear], npt.ArrayLike], kind: type) -> npt.NDArray[Any]:
        columns: list[npt.NDArray[Any]] = [np.asarray(of_year(year), dtype=kind) for year in years]
        return np.column_stack(columns).ravel() if years else np.array([], dtype=kind)

    values = by_area(lambda year: year.values, float)
    fixed = by_area(lambda year: _fixed(index, source, components, year, base), float)
    valid = by_area(lambda year: year.valid, bool)
    lacking = by_area(lambda year: components.status[year.position][:, year.columns].max(axis=1), int)
    there = ~np.isnan(values)
    gap = valid & (lacking != OBSERVED)
    best, worst = _ranks(values, len(areas), years)
    status = np.where(there, OBSERVED, np.where(valid, lacking, NOT_CLASSIFIED))
    return pd.DataFrame(
        {
            "index": values,
            "summe": np.where(there, by_area(lambda year: year.sums, float), np.nan),
            "klasse": _name_classes(values, index),
            "rank_best": best,
            "rank_worst": worst,
            "index_fest": fixed,
            "klasse_fest": _name_classes(fixed, index),
            "anteil": np.where(valid, by_area(lambda year: year.shares, float), np.nan),
            "unvollstaendig": there & gap,
            "luecke": pd.Categorical.from_codes(np.where(gap, lacking, -1), STATES),
            "status": pd.Categorical.from_codes(status, STATES),
            "gueltig": pd.Categorical(by_area(lambda year: year.verdict, object), categories=list(Gueltig)),
        },
        index=rows,
    )


def _fixed(
    index: Index, source: IndexSource, components: Components, year: IndexYear, base: IndexYear | None
) -> Floats:
    if base is None:
        return np.full(len(source.areas), np.nan)
    if base is year:
        return year.values
    return measure_by_base(index, source, components, year, base)


def _name_classes(values: Floats, index: Index) -> "pd.Categorical[str]":
    names = pd.Index([one.name for one in index.klassen])
    return pd.Categorical.from_codes(index_classes(values, index.limits), names, ordered=True)


def _ranks(values: Floats, areas: int, years: Sequence[IndexYear]) -> tuple[Ranks, Ranks]:
    """Best and worst rank of ties in each year, 1 = highest; inside each group where there are groups."""
    codes = np.zeros((areas, len(years)), dtype=int)
    for column, year in enumerate(years):
        if year.groups is not None:
            codes[:, column] = pd.factorize(year.groups)[0] + 1
    codes = codes * (len(years) + 1) + np.arange(len(years))
    grouped = pd.Series(np.round(values, DIGITS)).groupby(codes.ravel())
    best, worst = (grouped.rank(method=method, ascending=False).astype("Int64").array for method in ("min", "max"))
    return best, worst


def _tell_components(
    index: Index, source: IndexSource, components: Components, years: Sequence[IndexYear]
) -> pd.DataFrame:
    """Value, z, weight, contribution and state of every part by area and year."""
    names, areas = [part.indikator for part in index.indikatoren], source.areas
    shape = (len(areas), len(years), len(names))
    wert, z, weight, contribution = (np.full(shape, np.nan) for _ in range(4))
    status = np.zeros(shape, dtype=np.int8)
    belongs = np.zeros(shape, dtype=bool)
    for row, year in enumerate(years):
        at = (slice(None), row, year.columns)
        z_year = year.standard.z.to_numpy()
        there = ~np.isnan(year.values)
        with np.errstate(divide="ignore", invalid="ignore"):
            scaled = z_year * year.weights / year.shares[:, np.newaxis]
        wert[at] = components.values[year.position][:, year.columns]
        z[at], weight[at], belongs[at] = z_year, year.weights, True
        contribution[at] = np.where(there[:, np.newaxis], scaled, np.nan)
        status[at] = components.status[year.position][:, year.columns]
    rows = pd.MultiIndex.from_product(
        [[source.ebene], areas, [year.jahr for year in years], names], names=["ebene", "area", "jahr", "indikator"]
    )
    told = pd.DataFrame(
        {
            "wert": wert.ravel(),
            "z": z.ravel(),
            "gewicht": weight.ravel(),
            "beitrag": contribution.ravel(),
            "status": pd.Categorical.from_codes(status.ravel(), STATES),
        },
        index=rows,
    )
    return told if belongs.all() else told[belongs.ravel()]


def _tell_standards(years: Sequence[IndexYear]) -> pd.DataFrame:
    """Mean, spread and number of areas behind every z and behind the index."""
    made = [(year.jahr, part) for year in years for part in (year.standard, year.total)]
    labels = [
        label if isinstance(label, tuple) else ("", label) for _, part in made for label in part.mean.index.tolist()
    ]
    told = pd.DataFrame(labels, columns=["gruppe", "indikator"], dtype=object)
    told.insert(0, "jahr", [jahr for jahr, part in made for _ in range(len(part.mean))])
    for name, attribute in (("mittel", "mean"), ("streuung", "sd"), ("n", "n"), ("ohne_streuung", "constant")):
        told[name] = np.concatenate([getattr(part, attribute).to_numpy() for _, part in made]) if made else []
    return told
