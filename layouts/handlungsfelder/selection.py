"""The selection of the page Handlungsfelder: which field, where, when, and with which limits. The URL owns it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from math import isfinite
from typing import Any

from pydantic import ValidationError

from indicators.handlungsfelder.fields import Handlungsfelder, format_path
from indicators.handlungsfelder.whatif import with_limit
from layouts.parameters import Notice, quote_values, read_key, read_member
from layouts.region import Region, level_of, stand_of

Limits = tuple[tuple[str, float], ...]  # address of a condition and its limit


class Feldansicht(StrEnum):
    """What the drawer shows."""

    MATRIX = "matrix"
    INDIKATOREN = "indikatoren"
    WASWENN = "waswenn"
    SCHWERPUNKTE = "schwerpunkte"
    ZWILLINGE = "zwillinge"


@dataclass(frozen=True)
class FieldSelection:
    """Every state that matters; field names are the parameter names of the URL."""

    stand: str
    jahr: int
    feld: str | None = None  # None: the number of fields
    innerhalb: str | None = None  # key of an area of the group level
    thema: str | None = None  # only Kommunen that named this priority
    raum: str | None = None
    grenzen: Limits = ()  # what if: other limits than those of the package
    merkmale: tuple[str, ...] = ()  # indicators that twins are sought by; empty: all of the rules
    ansicht: Feldansicht = Feldansicht.MATRIX


def rules_of(region: Region) -> Handlungsfelder:
    """The rules of a region that has some."""
    if region.fields is None:
        raise ValueError("the region has no Handlungsfelder")
    return region.fields


def fields_level(region: Region) -> str:
    """The level whose areas are assigned to fields."""
    return rules_of(region).ebene or region.config.ebenen[0].id


def field_stands(region: Region) -> tuple[str, ...]:
    """Gebietsstände in which all indicators of the rules have data."""
    return tuple(stand.id for stand in region.config.gebietsstaende if region.field_years(stand.id))


def has_fields(region: Region) -> bool:
    """Whether there is anything to show."""
    return region.fields is not None and bool(field_stands(region))


def start_fields(region: Region) -> FieldSelection:
    """All fields in the year they were made for, on the newest Gebietsstand that has it."""
    wanted = rules_of(region).jahr
    stands = field_stands(region)
    fitting = [stand for stand in stands if wanted in region.field_years(stand)]
    stand = (fitting or list(stands))[-1]
    return FieldSelection(stand, _default_year(region, stand))


def _default_year(region: Region, stand: str) -> int:
    years, wanted = region.field_years(stand), rules_of(region).jahr
    return wanted if wanted is not None and wanted in years else years[-1]


def field_dict(selection: FieldSelection) -> dict[str, Any]:
    """Plain values for the browser."""
    plain = {key: value.value if isinstance(value, StrEnum) else value for key, value in asdict(selection).items()}
    limits = [f"{address}:{limit:.10g}" for address, limit in selection.grenzen]
    return plain | {"grenzen": limits, "merkmale": list(selection.merkmale)}


def addresses(fields: Handlungsfelder) -> dict[str, float]:
    """Address of every condition and the limit the package gives it."""
    return {
        format_path(name, path): leaf.grenze
        for name, field in fields.handlungsfelder.items()
        for path, leaf in field.conditions.items()
    }


def apply_limits(fields: Handlungsfelder, limits: Limits) -> Handlungsfelder:
    """The rules with these limits instead of those of the package."""
    for address, limit in limits:
        fields = with_limit(fields, address, limit)
    return fields


def parse_fields(raw: Mapping[str, Any], region: Region) -> tuple[FieldSelection, tuple[Notice, ...]]:
    """The nearest valid view for whatever a URL or a callback brings, with a notice for each thing changed."""
    notices: list[Notice] = []
    given = {str(key): value for key, value in raw.items() if value not in (None, "", [])}
    start = start_fields(region)
    rules = rules_of(region)
    if unknown := sorted(set(given) - set(field_dict(start))):
        notices.append(Notice(f"Unbekannte Angabe im Link ausgelassen: {quote_values(unknown)}."))
    stand = read_key(given.get("stand"), field_stands(region), "Für den Gebietsstand", notices, "hier") or start.stand
    groups = region.groups(stand)
    themes = rules.prioritaeten.themen if rules.prioritaeten is not None else {}
    selection = FieldSelection(
        stand=stand,
        jahr=_parse_year(given.get("jahr"), stand, region, notices),
        feld=read_key(given.get("feld"), rules.handlungsfelder, "Das Handlungsfeld", notices, "hier"),
        innerhalb=read_key(given.get("innerhalb"), groups, region.group_level.name, notices),
        thema=read_key(given.get("thema"), themes, "Den Schwerpunkt", notices, "hier"),
        grenzen=_parse_limits(given.get("grenzen"), rules, notices),
        merkmale=_parse_indicators(given.get("merkmale"), rules, notices),
        ansicht=read_member(Feldansicht, given.get("ansicht"), start.ansicht, "Die Ansicht", notices),
    )
    return replace(selection, raum=_parse_area(given.get("raum"), selection, region, notices)), tuple(notices)


def _parse_year(asked: Any, stand: str, region: Region, notices: list[Notice]) -> int:
    default = _default_year(region, stand)
    if asked is None or str(asked) in {str(year) for year in region.field_years(stand)}:
        return default if asked is None else int(str(asked))
    where = stand_of(region, stand).name
    notices.append(Notice(f"Für {str(asked)[:12]} liegen auf „{where}“ nicht alle Daten vor; gezeigt wird {default}."))
    return default


def _parts(asked: Any) -> list[str]:
    """A list from the browser, or a text with commas from a URL."""
    if isinstance(asked, str):
        return [part for part in asked.split(",") if part]
    return [str(part) for part in asked] if isinstance(asked, Sequence) else []


def _parse_limits(asked: Any, rules: Handlungsfelder, notices: list[Notice]) -> Limits:
    base = addresses(rules)
    limits: dict[str, float] = {}
    for part in _parts(asked):
        address, _, text = part.rpartition(":")
        try:
            limit = float(text)
            if address not in base or not isfinite(limit) or abs(limit) > 1e9:
                raise ValueError(part)
            with_limit(rules, address, limit)
        except (ValueError, ValidationError):
            notices.append(
                Notice(f"Der Grenzwert {quote_values([part])} passt zu keiner Bedingung; er ist ausgelassen.")
            )
            continue
        limits[address] = limit
    return tuple((address, limits[address]) for address in base if limits.get(address, base[address]) != base[address])


def _parse_indicators(asked: Any, rules: Handlungsfelder, notices: list[Notice]) -> tuple[str, ...]:
    named = _parts(asked)
    if unknown := [name for name in named if name not in rules.indikatoren]:
        notices.append(Notice(f"Merkmal {quote_values(unknown)} gehört zu keinem Handlungsfeld; es ist ausgelassen."))
    chosen = tuple(name for name in rules.indikatoren if name in named)
    return () if chosen == rules.indikatoren else chosen


def _parse_area(asked: Any, selection: FieldSelection, region: Region, notices: list[Notice]) -> str | None:
    ebene = fields_level(region)
    key = read_key(asked, region.areas(selection.stand, ebene).index, level_of(region, ebene).name, notices)
    if (
        key is None
        or selection.innerhalb is None
        or region.group_of(selection.stand, ebene)[key] == selection.innerhalb
    ):
        return key
    notices.append(Notice("Der gewählte Raum liegt außerhalb des Ausschnitts; die Auswahl ist aufgehoben."))
    return None
