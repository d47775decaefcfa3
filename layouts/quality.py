"""How good a shown value is: counted on its Gebietsstand, or on borders that did not hold yet on that day."""

from typing import Any

import pandas as pd

from indicators.revisions.quality import Guete
from indicators.status import Status
from layouts.formatting import format_date
from layouts.region import Region, stand_of

ABSENT = (Status.MISSING, Status.SUPPRESSED)


def counted_quality(region: Region, stand: str, row: "pd.Series[Any]") -> Guete | None:
    """Quality of a published row of a Gebietsstand; None where there is no value to judge."""
    if Status(str(row["status"])) in ABSENT or pd.isna(row["stichtag"]):
        return None
    recounted = pd.Timestamp(row["stichtag"]) < pd.Timestamp(stand_of(region, stand).gueltig_ab)
    return Guete.AUSGEZAEHLT if recounted else Guete.EXAKT


def counted_qualities(region: Region, stand: str, rows: pd.DataFrame) -> list[str]:
    """Quality of each published row of a Gebietsstand, "" where there is no value to judge."""
    recounted = rows["stichtag"] < pd.Timestamp(stand_of(region, stand).gueltig_ab)
    absent = rows["status"].astype(str).isin(ABSENT) | rows["stichtag"].isna()
    return [
        "" if nothing else (Guete.AUSGEZAEHLT if anew else Guete.EXAKT).value
        for nothing, anew in zip(absent, recounted, strict=True)
    ]


def quality_letters(region: Region, stand: str, level: dict[str, pd.DataFrame]) -> list[str]:
    """For each year "" (all exact), one letter (all alike), or a letter for each area; `level`: areas × years."""
    begins = pd.Timestamp(stand_of(region, stand).gueltig_ab)
    rows = []
    for jahr in level["stichtag"].columns:
        recounted = (level["stichtag"][jahr] < begins).to_numpy()
        absent = level["status"][jahr].astype(str).isin(ABSENT).to_numpy() | level["stichtag"][jahr].isna().to_numpy()
        if (recounted | absent).all() and recounted.any():
            rows.append(Guete.AUSGEZAEHLT.letter)
        elif recounted.any():
            rows.append("".join((Guete.AUSGEZAEHLT if one else Guete.EXAKT).letter for one in recounted))
        else:
            rows.append("")
    return rows


def quality_words(region: Region, stand: str, row: "pd.Series[Any]") -> dict[str, str] | None:
    """Badge and explanation of a value that is not simply exact."""
    if counted_quality(region, stand, row) is not Guete.AUSGEZAEHLT:
        return None
    vintage = stand_of(region, stand)
    return {
        "name": Guete.AUSGEZAEHLT.value,
        "text": f"Am {format_date(row['stichtag'])} galt dieser Gebietsstand noch nicht (gültig ab "
        f"{format_date(vintage.gueltig_ab)}); die Zahlen sind für seine Grenzen nachträglich gezählt.",
    }
