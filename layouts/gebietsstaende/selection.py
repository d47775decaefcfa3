"""The selection of the page Gebietsstände: which two, where, and how they are shown. The URL owns it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from indicators.catalogue import Art
from layouts.parameters import Notice, quote_values, read_key, read_member
from layouts.region import Region, indicator_of, level_of
from layouts.selection import start_selection

OLD, NEW = "alt", "neu"  # sides of a selected area: "neu:B5"


class Darstellung(StrEnum):
    """How the two maps stand to each other."""

    WISCHEN = "wischen"
    NEBENEINANDER = "nebeneinander"


class Faerbung(StrEnum):
    """What the maps show."""

    AENDERUNG = "aenderung"
    WERTE = "werte"


class Revisionsansicht(StrEnum):
    """What the drawer shows."""

    BEZIEHUNG = "beziehung"
    WIRKUNG = "wirkung"


@dataclass(frozen=True)
class RevisionSelection:
    """Every state that matters; field names are the parameter names of the URL."""

    von: str
    nach: str
    innerhalb: str | None  # key of an area of the group level
    indikator: str
    jahr: int | None  # None: no year has values to compare
    darstellung: Darstellung = Darstellung.WISCHEN
    faerbung: Faerbung = Faerbung.AENDERUNG
    ansicht: Revisionsansicht = Revisionsansicht.BEZIEHUNG
    raum: str | None = None  # side and key


def finest_level(region: Region) -> str:
    """The level whose borders are compared."""
    return region.config.ebenen[0].id


def start_revision(region: Region) -> RevisionSelection:
    """The example of the package, else the last two Gebietsstände of the whole region.

    Indicator and year are those of the start view: what shows the revision is looked for when a page is asked for.
    """
    stands = [stand.id for stand in region.config.gebietsstaende]
    example = region.config.region.startrevision
    indikator = start_selection(region).indikator
    if example is None:
        von, nach, innerhalb = stands[-2], stands[-1], None
    else:
        von, nach, innerhalb = example.von, example.nach, example.innerhalb
    return RevisionSelection(von, nach, innerhalb, indikator, None)


def telling_indicator(region: Region, indikator: str, von: str, nach: str, innerhalb: str | None) -> str | None:
    """The first indicator that has before, after and conversion for the changed areas; None where none has.

    The wanted one comes first, then rates before counts (a count also grows because its area does), those of the same
    theme before others, in the order of the catalogue.
    """
    wanted = indicator_of(region, indikator)

    def rank(key: str) -> tuple[bool, bool, bool]:
        entry = indicator_of(region, key)
        return (key != indikator, entry.art is not Art.ANTEIL, entry.themenfeld != wanted.themenfeld)

    ordered = sorted(revision_indicators(region), key=rank)
    return next((key for key in ordered if region.revision_years(key, von, nach, innerhalb)), None)


def shared_years(region: Region, indikator: str, von: str, nach: str) -> tuple[int, ...]:
    """Years in which the indicator has values in at least one of the two Gebietsstände."""
    ebene = finest_level(region)
    return tuple(sorted({*region.years(indikator, von, ebene), *region.years(indikator, nach, ebene)}))


def default_year(region: Region, selection: RevisionSelection) -> int | None:
    """The newest year that shows the revision, else the newest with values before it, else the newest of all."""
    indikator, von, nach = selection.indikator, selection.von, selection.nach
    years = (
        region.revision_years(indikator, von, nach, selection.innerhalb)
        or region.years(indikator, von, finest_level(region))
        or shared_years(region, indikator, von, nach)
    )
    return years[-1] if years else None


def revision_dict(selection: RevisionSelection) -> dict[str, Any]:
    """Plain values for the browser."""
    return {key: value.value if isinstance(value, StrEnum) else value for key, value in asdict(selection).items()}


def revision_indicators(region: Region) -> list[str]:
    """Indicators with values on the finest level of any Gebietsstand."""
    ebene = finest_level(region)
    stands = [stand.id for stand in region.config.gebietsstaende]
    return [key for key in region.catalogue.indikatoren if any(region.years(key, stand, ebene) for stand in stands)]


def parse_revision(raw: Mapping[str, Any], region: Region) -> tuple[RevisionSelection, tuple[Notice, ...]]:
    """The nearest valid view for whatever a URL or a callback brings, with a notice for each thing changed."""
    notices: list[Notice] = []
    given = {str(key): value for key, value in raw.items() if value not in (None, "", [])}
    start = start_revision(region)
    if unknown := sorted(set(given) - set(revision_dict(start))):
        notices.append(Notice(f"Unbekannte Angabe im Link ausgelassen: {quote_values(unknown)}."))
    von, nach = _parse_stands(given, start, region, notices)
    groups = {**region.groups(von), **region.groups(nach)}
    # the example's Kommune belongs to the example, not to other Gebietsstände
    standard = start.innerhalb if not given else None
    innerhalb = read_key(given.get("innerhalb", standard), groups, region.group_level.name, notices, "hier")
    selection = replace(start, von=von, nach=nach, innerhalb=innerhalb)
    selection = replace(selection, indikator=_parse_indicator(given.get("indikator"), selection, region, notices))
    return (
        replace(
            selection,
            jahr=_parse_year(given.get("jahr"), selection, region, notices),
            darstellung=read_member(
                Darstellung, given.get("darstellung"), start.darstellung, "Die Darstellung", notices
            ),
            faerbung=read_member(Faerbung, given.get("faerbung"), start.faerbung, "Die Färbung", notices),
            ansicht=read_member(Revisionsansicht, given.get("ansicht"), start.ansicht, "Die Ansicht", notices),
            raum=_parse_area(given.get("raum"), selection, region, notices),
        ),
        tuple(notices),
    )


def _parse_stands(
    given: Mapping[str, Any], start: RevisionSelection, region: Region, notices: list[Notice]
) -> tuple[str, str]:
    known = [stand.id for stand in region.config.gebietsstaende]
    von, nach = (
        read_key(given.get(key, standard), known, "Den Gebietsstand", notices, "hier") or standard
        for key, standard in (("von", start.von), ("nach", start.nach))
    )
    if von == nach:
        position = known.index(von)
        nach = known[position + 1] if position + 1 < len(known) else known[position - 1]
        if "von" in given and "nach" in given:
            notices.append(Notice("Verglichen werden zwei verschiedene Gebietsstände; der zweite ist ersetzt."))
    return von, nach


def _parse_indicator(asked: Any, selection: RevisionSelection, region: Region, notices: list[Notice]) -> str:
    known = revision_indicators(region)
    place = (selection.von, selection.nach, selection.innerhalb)
    value = read_key(asked, known, "Den Indikator", notices, "hier")
    standard = selection.indikator if selection.indikator in known else known[0]
    return value or telling_indicator(region, standard, *place) or standard


def _parse_year(asked: Any, selection: RevisionSelection, region: Region, notices: list[Notice]) -> int | None:
    years = shared_years(region, selection.indikator, selection.von, selection.nach)
    default = default_year(region, selection)
    if asked is None or not years:
        return default
    if str(asked) in {str(year) for year in years}:
        return int(str(asked))
    notices.append(Notice(f"Für {str(asked)[:12]} liegen hier keine Daten vor; gezeigt wird {default}."))
    return default


def _parse_area(asked: Any, selection: RevisionSelection, region: Region, notices: list[Notice]) -> str | None:
    if asked is None:
        return None
    side, _, key = str(asked).partition(":")
    ebene = finest_level(region)
    stand = {OLD: selection.von, NEW: selection.nach}.get(side)
    if stand is None or key not in region.areas(stand, ebene).index:
        notices.append(Notice(f"{level_of(region, ebene).name} {quote_values([str(asked)])} gibt es hier nicht."))
        return None
    within = region.group_of(stand, ebene)[key]
    if selection.innerhalb is not None and within != selection.innerhalb:
        notices.append(Notice("Der gewählte Raum liegt außerhalb des Ausschnitts; die Auswahl ist aufgehoben."))
        return None
    return f"{side}:{key}"
