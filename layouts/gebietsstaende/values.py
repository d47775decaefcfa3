"""Values of an indicator on both sides of a boundary revision, each with its quality."""

from typing import Any

import pandas as pd

from indicators.catalogue import Indikator
from indicators.revisions.carriedvalues import carry_published
from indicators.revisions.quality import Guete
from indicators.status import Status
from layouts.gebietsstaende.selection import OLD, RevisionSelection, finest_level
from layouts.region import Region, indicator_of
from layouts.sentences import shown_value


def values_on(region: Region, selection: RevisionSelection, side: str) -> pd.DataFrame:
    """Published values of the year on one Gebietsstand, counted there or else carried over from the other one.

    One row per area in the order of the level: `wert`, `fallzahl`, `nenner`, `status`, `guete`, `von`, `bis`.
    """
    here, there = (selection.von, selection.nach) if side == OLD else (selection.nach, selection.von)
    carried = region.carried(selection.indikator, there, here)
    return _one_year(region, carried, here, selection.jahr)


def counted_on(region: Region, selection: RevisionSelection, stand: str) -> pd.DataFrame:
    """Published values of the year that were counted on the Gebietsstand itself."""
    published = region.published(selection.indikator, stand)
    return _one_year(region, published.assign(guete=Guete.EXAKT.value), stand, selection.jahr)


def estimated_on(region: Region, selection: RevisionSelection) -> pd.DataFrame:
    """Values of the year carried from the earlier to the later Gebietsstand, whether or not they were counted there."""
    frame = carry_indicator(region, selection.indikator, selection.von, selection.nach)
    return _one_year(region, frame, selection.nach, selection.jahr)


def carry_indicator(region: Region, indikator: str, von: str, nach: str) -> pd.DataFrame:
    """All years of the earlier Gebietsstand on the later one, from published values alone."""
    return carry_published(
        indicator_of(region, indikator),
        region.published(indikator, von),
        region.crosswalk(von, nach).frame,
        region.hierarchy(nach),
    )


def is_estimated(row: "pd.Series[Any]") -> bool:
    """Whether a shown value is an estimate."""
    return row["status"] == Status.OBSERVED and not pd.isna(row["guete"]) and Guete(row["guete"]).estimated


def qualified_value(indikator: Indikator, row: "pd.Series[Any]") -> str:
    """The value as it is shown everywhere, estimates with the sign for "about"."""
    return f"≈\u202f{shown_value(indikator, row)}" if is_estimated(row) else shown_value(indikator, row)


def by_area(frame: pd.DataFrame) -> "dict[str, pd.Series[Any]]":
    """Rows of a frame by area key."""
    return {str(key): row for key, row in frame.iterrows()}


def _one_year(region: Region, frame: pd.DataFrame, stand: str, jahr: int | None) -> pd.DataFrame:
    ebene = finest_level(region)
    areas = region.areas(stand, ebene).index
    index = frame.index
    wanted = (index.get_level_values("ebene") == ebene) & (index.get_level_values("jahr") == jahr)
    rows = frame[wanted].droplevel(["ebene", "jahr"]).reindex(areas)
    return rows.assign(status=rows["status"].astype(object).fillna(Status.MISSING.value))
