"""Whom a profile is about: a Kommune or an area on a Gebietsstand, read from an address or a command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from geodata.findings import suggest
from layouts.places import Place
from layouts.profiles.profile import Kind
from layouts.region import Region, region_names
from layouts.selection import start_selection
from layouts.sentences import own_name


class SubjectError(ValueError):
    """There is no such place; the message is German and says what there is."""


@dataclass(frozen=True)
class Subject:
    """A Kommune or one area of the finest level."""

    kind: Kind
    stand: str
    key: str


def has_parts(region: Region) -> bool:
    """Whether there are areas below the group level."""
    return len(region.config.ebenen) > 2


def default_stand(region: Region) -> str:
    """The Gebietsstand the atlas opens with."""
    return start_selection(region).stand


def level_of_kind(region: Region, kind: Kind) -> str:
    """Level of the places of one kind."""
    return region.group_level.id if kind is Kind.GRUPPE else region.config.ebenen[0].id


def read_subject(region: Region, kind: Kind, asked: Mapping[str, Any]) -> Subject:
    """Exactly what is asked for.

    Raises
    ------
    SubjectError
        If a parameter, the Gebietsstand or the place is unknown.
    """
    unknown = sorted(set(asked) - {kind.value, "stand"})
    if unknown:
        raise SubjectError(f"Die Angabe „{unknown[0][:40]}“ ist unbekannt; möglich sind „{kind.value}“ und „stand“.")
    if kind is Kind.RAUM and not has_parts(region):
        raise SubjectError("Diese Region hat keine Räume unterhalb dieser Ebene.")
    stand = read_stand(region, asked.get("stand"))
    areas = region.areas(stand, level_of_kind(region, kind))
    key = str(asked.get(kind.value) or "")
    if not key:
        raise SubjectError(f"Die Angabe „{kind.value}“ fehlt: der Schlüssel des Raums, z. B. {areas.index[0]}.")
    if key not in areas.index:
        raise SubjectError(_unknown_place(region, stand, kind, key))
    return Subject(kind, stand, key)


def read_stand(region: Region, asked: Any) -> str:
    """The Gebietsstand asked for, or the one the atlas opens with; raises `SubjectError` for an unknown one."""
    stands = [stand.id for stand in region.config.gebietsstaende]
    stand = str(asked) if asked not in (None, "") else default_stand(region)
    if stand not in stands:
        raise SubjectError(f"Den Gebietsstand „{stand[:40]}“ gibt es nicht; {_hint(stand, stands)}")
    return stand


def _unknown_place(region: Region, stand: str, kind: Kind, key: str) -> str:
    areas = region.areas(stand, level_of_kind(region, kind))
    named = {str(name): str(own) for own, name in areas["name"].items()}
    if key in named:
        return f"„{key[:60]}“ ist ein Name; gemeint ist der Schlüssel „{named[key]}“."
    level = next(level.name for level in region.config.ebenen if level.id == level_of_kind(region, kind))
    hint = _hint(key, [str(own) for own in areas.index])
    return f"{level} „{key[:40]}“ gibt es im Gebietsstand {stand} nicht; {hint}"


def _hint(text: str, known: list[str]) -> str:
    meant = suggest(text, known)
    if meant is not None:
        return f"meinten Sie „{meant}“?"
    return f"möglich: {', '.join(known[:12])}{' …' if len(known) > 12 else ''}"


def place_of(region: Region, subject: Subject) -> Place:
    """The place with those it is compared with."""
    ebene = level_of_kind(region, subject.kind)
    whole = region_names(region, subject.stand)["kurz"]
    if subject.kind is Kind.GRUPPE:
        return Place(ebene, subject.key, None, (whole, None))
    group = str(region.group_of(subject.stand, ebene)[subject.key])
    return Place(ebene, subject.key, group, (whole, region.groups(subject.stand)[group]))


def name_of(region: Region, subject: Subject) -> str:
    """`Monschau`, `A1a Soziale Stadt Alsdorf Mitte`."""
    return own_name(region, subject.stand, level_of_kind(region, subject.kind), subject.key)


def report_link(region: Region, stand: str, place: Place) -> dict[str, str] | None:
    """Words and address of the PDF about a place; None where there is none, as for the whole region."""
    titles = region.profile_plan.titel
    if place.ebene == region.group_level.id:
        kind, name, file = Kind.GRUPPE, titles.gruppe, "kommunalprofil"
    elif place.ebene == region.config.ebenen[0].id and place.group is not None:
        kind, name, file = Kind.RAUM, titles.raum, "sozialraumprofil"
    else:
        return None
    query = urlencode({kind.value: place.area, "stand": stand})
    return {"text": f"{name} als PDF", "adresse": f"/export/{file}.pdf?{query}"}
