"""Words about the change between two years: headline, profile, why an area is not compared."""

from typing import Any

import pandas as pd

from indicators.catalogue import Indikator
from indicators.revisions.comparing import Vergleich
from indicators.revisions.quality import Guete
from indicators.status import Status
from layouts.changes import source_stand
from layouts.formatting import format_number, format_signed
from layouts.region import Region, level_of
from layouts.sentences import WHY_NOT_SHOWN, extremes_part, shown_number, source_line, synthetic_notice, without_value
from layouts.texts import BROWSER

GROUND = " Kartengrundlage: "

REFUSED = {
    Vergleich.GRENZEN.value: (
        BROWSER["grenzen_veraendert"],
        "Die Grenzen dieses Raums haben sich zwischen beiden Jahren verändert. Unter „Bei geänderten Grenzen“ lassen "
        "sich die Werte umrechnen.",
    ),
    Vergleich.NEUES_GEBIET.value: (
        BROWSER["neues_gebiet"],
        "Das Gebiet gehörte in einem der beiden Jahre nicht dazu.",
    ),
}


def change_headline(
    region: Region, entry: Indikator, place: tuple[str, str], frame: pd.DataFrame, reference: "dict[str, float]"
) -> str:
    """Strongest changes and that of the region; `frame`: rows of the shown areas, `reference`: name → change."""
    stand, ebene = place
    values = frame["wert"].dropna()
    if values.empty:
        return "Für diese beiden Jahre lässt sich auf dieser Ebene keine Veränderung zeigen."
    hidden = without_value(level_of(region, ebene).mehrzahl, len(values), len(frame))
    refused = int(frame["vergleich"].notna().sum())
    counted = f" Davon nicht vergleichbar: {format_number(refused)}." if refused else ""
    others = "".join(f"; {name}: {_signed(entry, value)}" for name, value in reference.items() if not pd.isna(value))
    sentence = extremes_part(region, entry, stand, ebene, values)
    return f"{sentence}{others}.{hidden}{counted}"


def change_words(
    entry: Indikator, plain: Indikator, row: "pd.Series[Any]", years: tuple[int, int], compared: "dict[str, float]"
) -> dict[str, Any]:
    """One year of a profile: the change, both values, those of group and region."""
    shown = not pd.isna(row["wert"])
    values = zip(years, (row["vorher"], row["nachher"]), strict=True)
    refused = None if pd.isna(row["vergleich"]) else REFUSED[str(row["vergleich"])]
    status = Status(str(row["status"]))
    if shown:
        title, sentence = _signed(entry, float(row["wert"])), f"Veränderung von {years[0]} bis {years[1]}."
    elif refused is not None:
        title, sentence = refused
    else:
        title, sentence = f"{status.sign} {BROWSER[status.value]}", WHY_NOT_SHOWN[status]
    lines = [(str(year), shown_number(plain, float(value))) for year, value in values if not pd.isna(value)]
    lines += [(name, _signed(entry, value)) for name, value in compared.items() if not pd.isna(value)]
    return {
        "darstellbar": shown,
        "wert": title,
        "satz": sentence,
        "zeilen": lines,
        "hinweis": plain.hinweis,
        "guete": quality_of_change(row["guete"]),
        "listen": [],
    }


def change_source(region: Region, indikator: str, place: tuple[str, str], years: tuple[int, int]) -> str:
    """Where the numbers of the later year and the borders come from."""
    stand, ebene = place
    line = source_line(region, indikator, stand, ebene, years[1])
    if years[1] not in region.years(indikator, stand, ebene):
        # the numbers are those of another Gebietsstand, the borders are not
        source = source_stand(region, indikator, ebene, years[1], stand)
        numbers = source_line(region, indikator, source, ebene, years[1]).partition(GROUND)[0]
        line = f"{numbers}{GROUND}{line.partition(GROUND)[2]}"
    return f"Veränderung gegenüber {years[0]}. {line}"


def change_definition(plain: Indikator, entry: Indikator) -> str:
    """What the indicator is, and in what its change is told."""
    unit = "Prozent" if entry.einheit == "%" else entry.einheit or "Einheiten des Indikators"
    return f"{plain.definition} Gezeigt wird die Veränderung in {unit}."


def change_titles(values: "pd.Series[float]") -> tuple[str, str]:
    """Headings of the lists of the strongest changes upwards and downwards."""
    return (
        "Am stärksten gestiegen" if (values > 0).any() else "Am wenigsten gesunken",
        "Am stärksten gesunken" if (values < 0).any() else "Am wenigsten gestiegen",
    )


def change_notice(region: Region, indikator: str, place: tuple[str, str], jahr: int) -> str | None:
    """The region's notice where numbers or borders are synthetic."""
    stand, ebene = place
    notice = synthetic_notice(region, indikator, stand, ebene, jahr)
    if notice is None and jahr not in region.years(indikator, stand, ebene):
        source = source_stand(region, indikator, ebene, jahr, stand)
        notice = synthetic_notice(region, indikator, source, ebene, jahr)
    return notice


def quality_of_change(name: Any) -> dict[str, str] | None:
    """Badge of a change of which at least one value is not simply exact."""
    if pd.isna(name) or Guete(str(name)) is Guete.EXAKT:
        return None
    how = "umgerechnet" if Guete(str(name)).estimated else "nachträglich gezählt"
    return {
        "name": str(name),
        "text": f"Mindestens eines der beiden Jahre ist für die Grenzen dieses Gebietsstands {how}.",
    }


def _signed(entry: Indikator, value: float) -> str:
    return format_signed(value, entry.stellen, entry.einheit)
