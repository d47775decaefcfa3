"""From delivered counts to the publishable figures of one indicator on all levels."""

from typing import NamedTuple, assert_never

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.aggregation import Cube, arrange_counts, sum_upwards
from indicators.catalogue import AREA_KM2, Art, Catalogue, Indikator
from indicators.hierarchy import Hierarchy
from indicators.protection import Pattern, compute_pattern, protect, release_internally
from indicators.rates import compute_values

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class _Parts(NamedTuple):
    """Raw figures of all levels, each of shape (A, Y), before protection."""

    numerator: Floats
    denominator: Floats
    sources: Ints
    dates: Ints
    shown: npt.NDArray[np.bool_]


class _Raw(NamedTuple):
    """Raw figures as rows, and where each row lies among areas × years. Must pass `protect` or `release_internally`."""

    frame: pd.DataFrame
    cells: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
    years: Ints
    shape: tuple[int, ...]


def publish_indicator(
    indikator: Indikator, counts: pd.DataFrame, hierarchy: Hierarchy, pattern: Pattern | None = None
) -> pd.DataFrame:
    """Compute, sum up and protect one indicator on all levels of one Gebietsstand.

    Parameters
    ----------
    indikator : Indikator
        Catalogue entry.
    counts : DataFrame
        Columns ebene, area, jahr, stichtag, variable, wert (NaN = missing), quelle of ONE Gebietsstand; other
        variables may be present, text columns may be categorical.
    hierarchy : Hierarchy
        Levels and areas of the same Gebietsstand; gives the order of the rows.
    pattern : Pattern, optional
        Suppressed cells of the whole Gebietsstand (`compute_pattern`). Without it the indicator is protected as if it
        were the only one published: whoever publishes several must hand over their common pattern.

    Returns
    -------
    DataFrame
        MultiIndex (ebene, area, jahr), finest level first, areas in the hierarchy's order, years ascending. Columns
        `fallzahl` (Z; NaN unless published), `nenner` (N, in `veraenderung` Z(t−n); NaN if suppressed), `wert` (unit
        of the indicator; NaN unless beobachtet), `status` (categorical, all but nicht_klassiert occur), `stichtag`
        (of the numerator, the latest of its parts), `quelle` (source key; several sorted and joined with "+"). Every
        area has a row for every year known on its level; a level that knows no year itself has the years of the
        others, all fehlt.

    Raises
    ------
    UnknownAreaError
        If counts name an area or level the hierarchy does not know.
    PatternError
        If the pattern was made without this indicator.

    Notes
    -----
    Value of an upper level = faktor · ΣZ / ΣN, never the mean of rates; delivered counts win over sums; a missing
    part makes the sum missing. Finished values (`wert`) are never summed: a level has what was delivered for it.

    Examples
    --------
    >>> parents = {"raum": pd.Series({"a": "r", "b": "r"}), "region": pd.Series({"r": None})}
    >>> sizes = {"raum": pd.Series({"a": 1.0, "b": 1.0}), "region": pd.Series({"r": 2.0})}
    >>> tree = Hierarchy(("raum", "region"), parents, sizes)
    >>> counts = pd.DataFrame({"ebene": "raum", "area": ["a", "b", "a", "b"], "jahr": 2020, "quelle": "amt",
    ...                        "stichtag": pd.Timestamp("2020-12-31"), "variable": ["z", "z", "n", "n"],
    ...                        "wert": [10.0, 60.0, 100.0, 300.0]})
    >>> rate = Indikator(id="q", name="q", themenfeld="t", zaehler="z", nenner="n", einheit="%", faktor=100,
    ...                  quelle="q", definition="d", zaehler_text="z")
    >>> publish_indicator(rate, counts, tree)["wert"].tolist()
    [10.0, 20.0, 17.5]
    """
    raw = _compute_raw(indikator, counts, hierarchy)
    if pattern is None:
        alone = Catalogue(themenfelder=(indikator.themenfeld,), indikatoren={indikator.id: indikator})
        pattern = compute_pattern(alone, counts, hierarchy)
    return protect(raw.frame, indikator, _suppressed(indikator, pattern, raw.years, raw.shape)[raw.cells])


def publish_internally(indikator: Indikator, counts: pd.DataFrame, hierarchy: Hierarchy) -> pd.DataFrame:
    """Compute and sum up one indicator like `publish_indicator`, but without statistical confidentiality.

    Parameters
    ----------
    indikator, counts, hierarchy
        As for `publish_indicator`.

    Returns
    -------
    DataFrame
        INTERNAL, for the statistics office alone: form of `publish_indicator`, with every count and rate; the status
        gesperrt does not occur. Must not be cached in files, and every view of it must be marked.

    Raises
    ------
    UnknownAreaError
        If counts name an area or level the hierarchy does not know.

    Notes
    -----
    Switches off P1, P2, S1 and S2. P3 stays. A path of its own, so that no argument of the public one can lead here.

    Examples
    --------
    >>> parents = {"raum": pd.Series({"a": "r", "b": "r"}), "region": pd.Series({"r": None})}
    >>> sizes = {"raum": pd.Series({"a": 1.0, "b": 1.0}), "region": pd.Series({"r": 2.0})}
    >>> tree = Hierarchy(("raum", "region"), parents, sizes)
    >>> counts = pd.DataFrame({"ebene": "raum", "area": ["a", "b"], "jahr": 2020, "quelle": "amt", "variable": "z",
    ...                        "stichtag": pd.Timestamp("2020-12-31"), "wert": [7.0, 60.0]})
    >>> count = Indikator(id="a", name="a", themenfeld="t", art="anzahl", zaehler="z", einheit="Personen", quelle="q",
    ...                   definition="d", zaehler_text="z", geheimhaltung={"min_zaehler": 10})
    >>> publish_internally(count, counts, tree)["wert"].tolist()
    [7.0, 60.0, 67.0]
    """
    return release_internally(_compute_raw(indikator, counts, hierarchy).frame, indikator)


def _compute_raw(indikator: Indikator, counts: pd.DataFrame, hierarchy: Hierarchy) -> _Raw:
    cube = arrange_counts(counts, indikator.zaehler, indikator.nenner, hierarchy)
    parts = _compute_parts(indikator, cube, hierarchy)
    areas, years = np.nonzero(parts.shown)
    cells = (areas, years)
    numerator, denominator = parts.numerator[cells], parts.denominator[cells]
    values, status = compute_values(indikator.art, numerator, denominator, indikator.faktor)
    counted = indikator.art is not Art.WERT
    frame = pd.DataFrame(
        {
            "zaehler": numerator if counted else np.nan,
            "nenner": denominator,
            "wert": values,
            "status": status,
            "stichtag": parts.dates[cells].view("datetime64[us]"),
            "quelle": _source_labels(parts.sources[cells], cube.source_names),
        },
        index=_row_index(areas, cube.years[years], hierarchy),
    )
    return _Raw(frame, cells, cube.years, parts.shown.shape)


def _suppressed(indikator: Indikator, pattern: Pattern, years: Ints, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Cells hidden for the sake of the numerator, the denominator or the earlier count of a change; shape (A, Y)."""
    hidden = np.zeros(shape, dtype=bool)
    if indikator.art is Art.WERT and not pattern.knows(indikator.zaehler):
        return hidden
    hidden |= pattern.suppressed(indikator.zaehler, years)
    if indikator.abstand_jahre is not None:
        hidden |= pattern.suppressed(indikator.zaehler, years - indikator.abstand_jahre)
    if indikator.nenner and AREA_KM2 not in indikator.nenner:
        hidden |= pattern.suppressed(indikator.nenner, years)
    return hidden


def _compute_parts(indikator: Indikator, cube: Cube, hierarchy: Hierarchy) -> _Parts:
    names = (*indikator.zaehler, *indikator.nenner)
    match indikator.art:
        case Art.WERT:
            summed = cube
        case Art.ANZAHL | Art.ANTEIL | Art.VERAENDERUNG:
            summed = sum_upwards(cube, hierarchy)
        case _:
            assert_never(indikator.art)
    numerator, sources = summed.total(indikator.zaehler), summed.sources_of(names)
    denominator = summed.total(indikator.nenner) if indikator.nenner else np.full_like(numerator, np.nan)
    known = _known_years(cube, indikator, hierarchy)
    if indikator.abstand_jahre is not None:
        denominator, earlier_sources = _years_before(numerator, sources, cube.years, indikator.abstand_jahre)
        sources = sources | earlier_sources
        known &= _any_by_level(~np.isnan(denominator), hierarchy)
    known = np.where(known.any(axis=1, keepdims=True), known, known.any(axis=0))
    shown = np.repeat(known, [len(hierarchy.areas(e)) for e in hierarchy.ebenen], axis=0)
    return _Parts(numerator, denominator, sources, summed.dates_of(indikator.zaehler), shown)


def _known_years(cube: Cube, indikator: Indikator, hierarchy: Hierarchy) -> npt.NDArray[np.bool_]:
    """Years known per level, shape (levels, Y): delivered there or, for what can be summed, below."""
    positions = [cube.variables.index(name) for name in indikator.zaehler]
    delivered: npt.NDArray[np.bool_] = np.logical_or.reduce(~np.isnan(cube.values[:, positions]), axis=1)
    known = _any_by_level(delivered, hierarchy)
    return known if indikator.art is Art.WERT else np.logical_or.accumulate(known, axis=0)


def _any_by_level(cells: npt.NDArray[np.bool_], hierarchy: Hierarchy) -> npt.NDArray[np.bool_]:
    return np.array([cells[hierarchy.slices[ebene]].any(axis=0) for ebene in hierarchy.ebenen])


def _years_before(numerator: Floats, sources: Ints, years: Ints, distance: int) -> tuple[Floats, Ints]:
    """Numerator and sources `distance` years earlier, NaN and 0 where that year was not delivered."""
    earlier = pd.Index(years).get_indexer(pd.Index(years - distance))
    absent = earlier < 0
    before = np.where(absent, np.nan, numerator[:, earlier])
    return before, np.where(absent, 0, sources[:, earlier])


def _source_labels(sources: Ints, names: tuple[str, ...]) -> pd.api.extensions.ExtensionArray:
    sets, rows = np.unique(sources, return_inverse=True)
    labels = ["+".join(n for i, n in enumerate(names) if int(s) >> i & 1) or None for s in sets]
    return pd.array(labels, dtype="str").take(rows)


def _row_index(areas: npt.NDArray[np.intp], years: Ints, hierarchy: Hierarchy) -> pd.MultiIndex:
    sizes = [len(hierarchy.areas(ebene)) for ebene in hierarchy.ebenen]
    level_codes = np.repeat(np.arange(len(sizes)), sizes)
    area_codes, keys = pd.factorize(hierarchy.all_areas)
    year_codes, year_names = pd.factorize(years, sort=True)
    # Built from codes: `from_arrays` would sort the keys and take ten times as long.
    return pd.MultiIndex(
        levels=[pd.Index(hierarchy.ebenen), pd.Index(keys, dtype="str"), pd.Index(year_names)],  # type: ignore[list-item]
        codes=[level_codes[areas], area_codes[areas], year_codes],  # type: ignore[list-item]
        names=["ebene", "area", "jahr"],
        verify_integrity=False,
    )
