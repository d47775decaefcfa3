"""The selection: what a view shows. The URL owns it; `parse_selection(format_selection(s))` gives `s` back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from indicators.catalogue import Art
from indicators.classes import ClassError, Methode, parse_limits
from layouts.palettes import CLASS_COUNTS, PALETTES
from layouts.parameters import Notice, quote_values, read_key, read_member
from layouts.region import Region, indicator_of, level_of, stand_of
from layouts.texts import METHODS

DEFAULT_CLASSES = 5


class Ansicht(StrEnum):
    """What the drawer below the map shows."""

    RANG = "rang"
    ZEIT = "zeit"
    ZUSAMMENHANG = "zusammenhang"
    TABELLE = "tabelle"


class Lesart(StrEnum):
    """How a time series over boundary revisions is read."""

    UMGERECHNET = "umgerechnet"
    ORIGINAL = "original"
    GEMEINSAM = "gemeinsam"


class Grenzaenderung(StrEnum):
    """What a change over a boundary revision does with areas whose borders changed."""

    UMRECHNEN = "umrechnen"
    AUSLASSEN = "auslassen"


class Grenzbezug(StrEnum):
    """Over which years class limits are drawn up."""

    ALLE = "alle"
    JAHR = "jahr"


@dataclass(frozen=True)
class Selection:
    """Every state that matters, as keys; field names are the parameter names of the URL."""

    indikator: str
    jahr: int
    ebene: str
    stand: str
    innerhalb: str | None = None  # key of an area of the group level: only its parts are shown
    feld: str | None = None  # Handlungsfeld: only the areas in which it is found are shown
    raum: str | None = None  # the selected area
    vergleich: str | None = None  # second indicator
    karten: int = 1  # 2 = second synchronised map
    ansicht: Ansicht = Ansicht.RANG
    methode: Methode = Methode.RUND
    klassen: int = DEFAULT_CLASSES
    grenzen: tuple[float, ...] = ()  # own inner limits
    bezug: Grenzbezug = Grenzbezug.ALLE
    palette: str | None = None
    lesart: Lesart = Lesart.UMGERECHNET
    basis: int | None = None  # the map shows the change since this year
    grenzaenderung: Grenzaenderung = Grenzaenderung.UMRECHNEN


def start_selection(region: Region) -> Selection:
    """The telling first view: the package's choice, newest year, else the first indicator that has data."""
    identity = region.config.region
    stands = [identity.startgebietsstand, *(stand.id for stand in reversed(region.config.gebietsstaende))]
    levels = [identity.startebene, *(level.id for level in region.config.ebenen)]
    indicators = [identity.startindikator, *region.catalogue.indikatoren]
    for indikator in indicators:
        for stand in stands:
            for ebene in levels:
                if indikator and stand and ebene and (years := region.years(indikator, stand, ebene)):
                    return Selection(indikator, years[-1], ebene, stand)
    raise ValueError("Die Region hat keinen einzigen Indikator mit Daten")


def selection_dict(selection: Selection) -> dict[str, Any]:
    """Plain values for the browser's store; `None` and defaults included."""
    return {
        "indikator": selection.indikator,
        "jahr": selection.jahr,
        "ebene": selection.ebene,
        "stand": selection.stand,
        "innerhalb": selection.innerhalb,
        "feld": selection.feld,
        "raum": selection.raum,
        "vergleich": selection.vergleich,
        "karten": selection.karten,
        "ansicht": selection.ansicht.value,
        "methode": selection.methode.value,
        "klassen": selection.klassen,
        "grenzen": list(selection.grenzen),
        "bezug": selection.bezug.value,
        "palette": selection.palette,
        "lesart": selection.lesart.value,
        "basis": selection.basis,
        "grenzaenderung": selection.grenzaenderung.value,
    }


def format_selection(selection: Selection) -> str:
    """The query of the URL: the four places always, everything else only where it is not the default."""
    plain = selection_dict(selection)
    plain["grenzen"] = ";".join(_limit_text(limit) for limit in selection.grenzen)
    default = selection_dict(Selection("", 0, "", ""))
    always = ("indikator", "jahr", "ebene", "stand")
    return urlencode(
        {
            key: value
            for key, value in plain.items()
            if key in always or (value != default[key] and value not in (None, ""))
        }
    )


def _limit_text(limit: Any) -> str:
    """With a decimal comma, because "1.234" is one thousand and more for `parse_limits`."""
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not isfinite(limit):
        return str(limit)
    return f"{Decimal(repr(limit)):f}".removesuffix(".0").replace(".", ",")


def parse_selection(raw: Mapping[str, Any], region: Region) -> tuple[Selection, tuple[Notice, ...]]:
    """The nearest valid view for whatever a URL or a callback brings, with a notice for each thing changed.

    Never raises for bad input: unknown keys are ignored with a notice, unknown values replaced.
    """
    notices: list[Notice] = []
    given = {str(key): value for key, value in raw.items() if value not in (None, "", [])}
    known = set(selection_dict(Selection("", 0, "", "")))
    if unknown := sorted(set(given) - known):
        notices.append(Notice(f"Unbekannte Angabe im Link ausgelassen: {quote_values(unknown)}."))
    selection = _parse_place(given, region, notices)
    selection = _parse_areas(selection, given, region, notices)
    selection = _parse_comparison(selection, given, region, notices)
    return _parse_classes(selection, given, notices), tuple(notices)


def _parse_place(given: Mapping[str, Any], region: Region, notices: list[Notice]) -> Selection:
    """Indicator first, then Gebietsstand and level, then the year nearest to the one asked for."""
    start = start_selection(region)

    def choose(key: str, known: Callable[[str], bool], default: str, what: str, instead: str = "") -> str:
        value = str(given.get(key, default))
        if known(value):
            return value
        notices.append(Notice(f"{what} {quote_values([value])} gibt es hier nicht.", instead))
        return default

    indikator = choose(
        "indikator",
        lambda key: key in region.catalogue.indikatoren,
        start.indikator,
        "Den Indikator",
        f"Gezeigt wird „{indicator_of(region, start.indikator).name}“.",
    )
    stand = choose(
        "stand", lambda key: any(s.id == key for s in region.config.gebietsstaende), start.stand, "Den Gebietsstand"
    )
    ebene = choose("ebene", lambda key: any(e.id == key for e in region.config.ebenen), start.ebene, "Die Raumebene")
    place = nearest_place(region, indikator, stand, ebene)
    if place is None:
        notices.append(Notice(f"Für „{indicator_of(region, indikator).name}“ liegen keine Daten vor."))
        return start
    if place != (stand, ebene):
        shown_stand, shown_level = stand_of(region, place[0]), level_of(region, place[1])
        notices.append(
            Notice(
                f"„{indicator_of(region, indikator).name}“ liegt dort nicht vor; gezeigt wird "
                f"Ebene {shown_level.name}, Gebietsstand {shown_stand.name}."
            )
        )
    basis = _parse_basis(given.get("basis"), region, (indikator, place[1]), notices)
    years = region.years(indikator, *place) if basis is None else change_years(region, indikator, place[1], basis)
    jahr = _nearest_year(given.get("jahr"), years, notices)
    return Selection(indikator, jahr, place[1], place[0], basis=basis)


def change_years(region: Region, indikator: str, ebene: str, basis: int) -> tuple[int, ...]:
    """Years after a base year in which the indicator has values on any Gebietsstand."""
    return tuple(year for year in all_years(region, indikator, ebene) if year > basis)


def base_years(region: Region, indikator: str, ebene: str) -> tuple[int, ...]:
    """Years a change can be measured from; none for what is a change already."""
    years = all_years(region, indikator, ebene)
    return () if indicator_of(region, indikator).art is Art.VERAENDERUNG else years[:-1]


def all_years(region: Region, indikator: str, ebene: str) -> tuple[int, ...]:
    """Years with values on any Gebietsstand, ascending."""
    stands = region.config.gebietsstaende
    return tuple(sorted({year for stand in stands for year in region.years(indikator, stand.id, ebene)}))


def _parse_basis(asked: Any, region: Region, place: tuple[str, str], notices: list[Notice]) -> int | None:
    if asked is None:
        return None
    if str(asked) in {str(year) for year in base_years(region, *place)}:
        return int(str(asked))
    notices.append(Notice(f"Eine Veränderung gegenüber {quote_values([str(asked)])} gibt es hier nicht."))
    return None


def nearest_place(region: Region, indikator: str, stand: str, ebene: str) -> tuple[str, str] | None:
    """(Gebietsstand, level) with data for the indicator: the one asked for, another level, then another stand."""
    stands = [stand, *(s.id for s in reversed(region.config.gebietsstaende) if s.id != stand)]
    levels = [ebene, *(e.id for e in region.config.ebenen if e.id != ebene)]
    return next(((s, e) for s in stands for e in levels if region.years(indikator, s, e)), None)


def _nearest_year(asked: Any, years: tuple[int, ...], notices: list[Notice]) -> int:
    if asked is None:
        return years[-1]
    try:
        year = int(str(asked))
    except ValueError:
        notices.append(Notice(f"{quote_values([str(asked)])} ist kein Jahr; gezeigt wird {years[-1]}."))
        return years[-1]
    nearest = min(years, key=lambda candidate: (abs(candidate - year), -candidate))
    if nearest != year:
        notices.append(Notice(f"Für {str(year)[:6]} liegen keine Daten vor; gezeigt wird {nearest}."))
    return nearest


def _parse_areas(selection: Selection, given: Mapping[str, Any], region: Region, notices: list[Notice]) -> Selection:
    """Filter and selected area must exist in the chosen Gebietsstand and level, and fit each other."""
    level = region.group_level
    innerhalb = read_key(given.get("innerhalb"), region.groups(selection.stand), f"{level.name}", notices)
    groups = region.group_of(selection.stand, selection.ebene)
    raum = read_key(given.get("raum"), groups.index, level_of(region, selection.ebene).name, notices)
    if innerhalb and selection.ebene == region.config.ebenen[-1].id:
        notices.append(Notice("Auf der Ebene der ganzen Region gibt es keinen Filter; er ist aufgehoben."))
        innerhalb = None
    if innerhalb and raum and groups[raum] != innerhalb:
        notices.append(Notice("Der gewählte Raum liegt außerhalb des Filters; der Filter ist aufgehoben."))
        innerhalb = None
    return replace(selection, innerhalb=innerhalb, raum=raum, feld=_parse_field(selection, given, region, notices))


def _parse_field(selection: Selection, given: Mapping[str, Any], region: Region, notices: list[Notice]) -> str | None:
    """A Handlungsfeld is about the areas of one level, and known only where all its indicators have data."""
    known = {} if region.fields is None else region.fields.handlungsfelder
    feld = read_key(given.get("feld"), known, "Das Handlungsfeld", notices, "hier")
    if feld is None or region.fields is None:
        return None
    ebene = region.fields.ebene or region.config.ebenen[0].id
    if selection.ebene != ebene or not region.field_years(selection.stand):
        name = level_of(region, ebene).mehrzahl
        notices.append(Notice(f"Handlungsfelder gibt es hier nur für {name}; der Filter ist aufgehoben."))
        return None
    return feld


def _parse_comparison(
    selection: Selection, given: Mapping[str, Any], region: Region, notices: list[Notice]
) -> Selection:
    vergleich = given.get("vergleich")
    if vergleich is not None and str(vergleich) not in region.catalogue.indikatoren:
        notices.append(Notice(f"Den Vergleichsindikator {quote_values([str(vergleich)])} gibt es hier nicht."))
        vergleich = None
    if vergleich is not None and not region.years(str(vergleich), selection.stand, selection.ebene):
        name = indicator_of(region, str(vergleich)).name
        notices.append(Notice(f"„{name}“ liegt auf dieser Ebene nicht vor; der Vergleich ist aufgehoben."))
        vergleich = None
    ansicht = read_member(Ansicht, given.get("ansicht"), Ansicht.RANG, "Ansicht", notices)
    lesart = read_member(Lesart, given.get("lesart"), Lesart.UMGERECHNET, "Lesart", notices)
    karten = str(given.get("karten", 1))
    if karten not in ("1", "2") or (karten == "2" and given.get("vergleich") is None):
        notices.append(Notice("Eine zweite Karte gibt es nur mit einem Vergleichsindikator; gezeigt wird eine Karte."))
    return replace(
        selection,
        vergleich=None if vergleich is None else str(vergleich),
        ansicht=ansicht,
        lesart=lesart,
        grenzaenderung=read_member(
            Grenzaenderung, given.get("grenzaenderung"), Grenzaenderung.UMRECHNEN, "Umgang mit Grenzänderungen", notices
        ),
        karten=2 if vergleich is not None and karten == "2" else 1,
    )


def _parse_classes(selection: Selection, given: Mapping[str, Any], notices: list[Notice]) -> Selection:
    methode = read_member(Methode, given.get("methode"), Methode.RUND, "Klassenbildung", notices)
    bezug = read_member(Grenzbezug, given.get("bezug"), Grenzbezug.ALLE, "Bezug der Klassengrenzen", notices)
    palette = given.get("palette")
    if palette is not None and str(palette) not in PALETTES:
        notices.append(Notice(f"Die Farbreihe {quote_values([str(palette)])} gibt es nicht."))
        palette = None
    grenzen = _parse_own_limits(given.get("grenzen"), notices) if methode is Methode.EIGENE else ()
    if given.get("grenzen") is not None and methode is not Methode.EIGENE:
        notices.append(Notice(f"Eigene Grenzen gelten nur bei der Klassenbildung „{METHODS[Methode.EIGENE]}“."))
    if grenzen and len(grenzen) + 1 not in CLASS_COUNTS:
        notices.append(
            Notice(f"{len(grenzen)} Grenzen ergeben {len(grenzen) + 1} Klassen; möglich sind 2 bis 6 Grenzen.")
        )
        grenzen, methode = (), Methode.RUND
    elif methode is Methode.EIGENE and not grenzen:
        notices.append(Notice("Eigene Klassengrenzen fehlen; gezeigt werden die festen Grenzen."))
        methode = Methode.RUND
    klassen = len(grenzen) + 1 if grenzen else _class_count(given.get("klassen"), notices)
    return replace(
        selection,
        methode=methode,
        klassen=klassen,
        grenzen=grenzen,
        bezug=bezug,
        palette=None if palette is None else str(palette),
    )


def _class_count(value: Any, notices: list[Notice]) -> int:
    if value is None:
        return DEFAULT_CLASSES
    if str(value) in {str(k) for k in CLASS_COUNTS}:
        return int(str(value))
    notices.append(
        Notice(
            f"{quote_values([str(value)])} Klassen sind nicht möglich; erlaubt sind "
            f"{CLASS_COUNTS.start} bis {CLASS_COUNTS.stop - 1}."
        )
    )
    return DEFAULT_CLASSES


def _parse_own_limits(value: Any, notices: list[Notice]) -> tuple[float, ...]:
    if value is None:
        return ()
    text = ";".join(_limit_text(v) for v in value) if isinstance(value, list | tuple) else str(value)
    try:
        return parse_limits(text)
    except ClassError as error:
        notices.append(Notice(str(error)))
        return ()
