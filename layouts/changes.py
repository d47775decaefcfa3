"""Change of an indicator between two years on the borders of one Gebietsstand: values, quality, and what is refused."""

from typing import Any, cast

import numpy as np
import pandas as pd

from indicators.catalogue import Art, Indikator
from indicators.revisions.comparing import Vergleich
from indicators.revisions.quality import Guete
from indicators.status import Status
from layouts.formatting import plural_unit
from layouts.quality import counted_quality
from layouts.region import Region, indicator_of, stand_of
from layouts.selection import Grenzaenderung, change_years

COLUMNS = ("wert", "status", "guete")


def change_entry(entry: Indikator, basis: int) -> Indikator:
    """What the change means: percentage points of shares, percent of counts."""
    counted = entry.art is Art.ANZAHL
    return entry.model_copy(
        update={
            "name": f"{entry.name}: Veränderung {basis} bis",
            "kurz": f"{entry.kurz or entry.name} {basis} bis",
            "art": Art.VERAENDERUNG,
            "einheit": "%" if counted else plural_unit(entry.einheit),
            "stellen": 1 if counted else entry.stellen,
            "klassengrenzen": None,
            "palette": None,
        }
    )


def change_rows(
    region: Region,
    indikator: str,
    place: tuple[str, str],
    basis: int,
    rule: Grenzaenderung,
    jahre: tuple[int, ...] | None = None,
) -> pd.DataFrame:
    """One row per area and year after `basis`, or of `jahre`, of a Gebietsstand and level (`place`).

    Index (area, jahr); columns `wert` (the change), `vorher`, `nachher`, `status` (a `Status`; missing where refused),
    `guete` (the worse of both; None without a value), `vergleich` (`Vergleich.GRENZEN` or `NEUES_GEBIET`, else None).
    """
    entry = indicator_of(region, indikator)
    wanted = change_years(region, indikator, place[1], basis) if jahre is None else jahre
    frame = _on_stand(region, indikator, place, rule, (basis, *wanted))
    before = cast(pd.DataFrame, frame.xs(basis, level="jahr"))
    parts = {jahr: _compare(entry, before, cast(pd.DataFrame, frame.xs(jahr, level="jahr"))) for jahr in wanted}
    rows = pd.concat(parts, names=["jahr", "area"])
    return rows.reorder_levels(["area", "jahr"])


def _compare(entry: Indikator, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    before = before.reindex(after.index)
    statuses = np.column_stack([before["status"].astype(str), after["status"].astype(str)])
    # what hides more comes first
    order = (Status.SUPPRESSED, Status.UNRELIABLE, Status.UNDEFINED, Status.NOT_CLASSIFIED)
    conditions = [(statuses == status).any(axis=1) for status in order]
    seen = (statuses == Status.OBSERVED).all(axis=1)
    status = np.select([*conditions, seen], [np.str_(s) for s in (*order, Status.OBSERVED)], np.str_(Status.MISSING))
    refused = before["vergleich"].fillna(after["vergleich"])
    old, new = before["wert"].to_numpy(dtype=float), after["wert"].to_numpy(dtype=float)
    if entry.art is Art.ANZAHL:
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(old > 0, 100 * (new / old - 1), np.nan)
        status = np.where((status == Status.OBSERVED) & (old == 0), np.str_(Status.UNDEFINED), status)
    else:
        value = new - old
    shown = (status == Status.OBSERVED) & refused.isna().to_numpy()
    status = np.where(refused.notna(), np.str_(Status.MISSING), status)
    pairs = zip(before["guete"], after["guete"], strict=True)
    return pd.DataFrame(
        {
            "wert": np.where(shown, value, np.nan),
            "vorher": old,
            "nachher": new,
            "status": status,
            "guete": [_worse(*pair) if ok else None for pair, ok in zip(pairs, shown, strict=True)],
            "vergleich": refused,
        },
        index=after.index,
    )


def _worse(one: Any, other: Any) -> str | None:
    known = [Guete(str(guete)) for guete in (one, other) if not pd.isna(guete)]
    return max(known, key=list(Guete).index).value if known else None


def _on_stand(
    region: Region, indikator: str, place: tuple[str, str], rule: Grenzaenderung, jahre: tuple[int, ...]
) -> pd.DataFrame:
    """Values of these years on one Gebietsstand: counted there, carried, or those of the area that it continues."""
    stand, ebene = place
    areas = region.areas(stand, ebene).index
    own = set(region.years(indikator, stand, ebene))
    blocks = {}
    for jahr in jahre:
        if rule is Grenzaenderung.UMRECHNEN and len(region.config.gebietsstaende) > 1:
            # estimates also stand in for counts that an earlier Gebietsstand keeps secret (rule D5), as in the series
            rows = _year_of(region.estimated(indikator, stand), ebene, jahr).reindex(areas)
            rows["vergleich"] = None if jahr in own else _new_ground(region, indikator, place, jahr).reindex(areas)
        elif jahr in own:
            rows = _year_of(region.published(indikator, stand), ebene, jahr).reindex(areas)
            rows["guete"] = [_counted(region, stand, row) for _, row in rows.iterrows()]
            rows["vergleich"] = None
        else:
            rows = _foreign(region, indikator, place, jahr).reindex(areas)
        rows["status"] = rows["status"].astype(object).fillna(str(Status.MISSING))
        blocks[jahr] = rows[[*COLUMNS, "vergleich"]].astype({"vergleich": object, "guete": object})
    return pd.concat(blocks, names=["jahr", "area"]).reorder_levels(["area", "jahr"])


def _counted(region: Region, stand: str, row: "pd.Series[Any]") -> str | None:
    quality = None if pd.isna(row["status"]) else counted_quality(region, stand, row)
    return None if quality is None else quality.value


def _foreign(region: Region, indikator: str, place: tuple[str, str], jahr: int) -> pd.DataFrame:
    """Values of the areas that each area continues, of a year counted on another Gebietsstand only."""
    stand, ebene = place
    source = source_stand(region, indikator, ebene, jahr, stand)
    changes = cast(pd.DataFrame, region.crosswalk(source, stand).changes.xs(ebene, level=0))
    counted = _year_of(region.published(indikator, source), ebene, jahr)
    rows = counted.reindex(changes["predecessor"].astype(object)).set_axis(changes.index)
    rows["guete"] = [_counted(region, source, row) for _, row in rows.iterrows()]
    verdict = _new_ground(region, indikator, place, jahr)
    broken = changes["zeitreihenbruch"].astype(bool) & verdict.isna()
    verdict[broken] = Vergleich.GRENZEN.value
    return rows.assign(vergleich=verdict)


def _new_ground(region: Region, indikator: str, place: tuple[str, str], jahr: int) -> "pd.Series[Any]":
    """Verdict for areas whose territory the Gebietsstand that counted the year did not have."""
    stand, ebene = place
    source = source_stand(region, indikator, ebene, jahr, stand)
    changes = cast(pd.DataFrame, region.crosswalk(source, stand).changes.xs(ebene, level=0))
    verdict = pd.Series(None, index=changes.index, dtype=object)
    verdict[changes["predecessor"].isna()] = Vergleich.NEUES_GEBIET.value
    return verdict


def source_stand(region: Region, indikator: str, ebene: str, jahr: int, stand: str) -> str:
    """The Gebietsstand with values of the year that is nearest in time to it."""
    day = pd.Timestamp(year=jahr, month=12, day=31)
    known = [
        s.id for s in region.config.gebietsstaende if s.id != stand and jahr in region.years(indikator, s.id, ebene)
    ]
    return min(known, key=lambda one: abs((pd.Timestamp(stand_of(region, one).gueltig_ab) - day).days))


def _year_of(frame: pd.DataFrame, ebene: str, jahr: int) -> pd.DataFrame:
    index = frame.index
    wanted = (index.get_level_values("ebene") == ebene) & (index.get_level_values("jahr") == jahr)
    return frame[wanted].droplevel(["ebene", "jahr"])
