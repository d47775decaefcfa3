"""A page without its frame: title, map, legend and sources alone, for other sites and for the screen of a talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Any, TypeVar
from urllib.parse import urlencode

from layouts.parameters import Notice, quote_values
from layouts.region import Region
from layouts.texts import PRODUCT

OPEN_ATLAS = "Im Atlas öffnen"

Choice = TypeVar("Choice", bound=StrEnum)


class Bedienung(StrEnum):
    """What can be done with a page without its frame; each includes the one before."""

    BILD = "bild"
    ANSEHEN = "ansehen"
    JAHRE = "jahre"


class Thema(StrEnum):
    """Paper or a dark hall; the colours of the maps are the same in both."""

    HELL = "hell"
    DUNKEL = "dunkel"


BEDIENUNG = {
    Bedienung.BILD: ("Bild", "Karte zum Lesen; Werte beim Zeigen"),
    Bedienung.ANSEHEN: ("Ansehen", "dazu Räume wählen und Klassen hervorheben"),
    Bedienung.JAHRE: ("Jahre", "dazu Jahre wählen und abspielen"),
}
# parts of the selection a reader may change
CHANGEABLE: Mapping[Bedienung, tuple[str, ...]] = {
    Bedienung.BILD: (),
    Bedienung.ANSEHEN: ("raum",),
    Bedienung.JAHRE: ("raum", "jahr"),
}


class Place(StrEnum):
    """Where a page without its frame stands; the value is its class on <html>."""

    EMBEDDED = "eingebettet"
    PRESENTED = "im-vortrag"


PATHS = {Place.EMBEDDED: "/embed", Place.PRESENTED: "/vortrag/ansicht"}


@dataclass(frozen=True)
class Bare:
    """One page without its frame: `way` is the address of the whole page."""

    place: Place
    way: str
    bedienung: Bedienung
    thema: Thema = Thema.HELL

    @property
    def path(self) -> str:
        """Its own address."""
        return f"{PATHS[self.place]}{self.way.rstrip('/')}"

    @property
    def suffix(self) -> str:
        """What its own address says beside the selection."""
        options = {"bedienung": self.bedienung.value}
        return urlencode(options | ({"thema": self.thema.value} if self.place is Place.PRESENTED else {}))

    @property
    def classes(self) -> str:
        """Classes of <html>."""
        return f"ohne-rahmen {self.place} stufe-{self.bedienung} {self.thema}"

    @property
    def changeable(self) -> list[str] | None:
        """Parts of the selection that may change; None for all: whoever presents may do what the whole page can."""
        if self.place is Place.PRESENTED and self.bedienung is Bedienung.JAHRE:
            return None
        return list(CHANGEABLE[self.bedienung])

    @property
    def data(self) -> dict[str, Any]:
        """For the browser: `atlas.bare`."""
        return {
            "ort": self.place.value,
            "stufe": self.bedienung.value,
            "aenderbar": self.changeable,
            "anhang": self.suffix,
            "seite": self.way,
        }


def options_of(place: Place) -> tuple[str, ...]:
    """Parameters of the address that are no part of the selection."""
    return ("bedienung", "thema") if place is Place.PRESENTED else ("bedienung",)


def read_bare(place: Place, way: str, asked: Mapping[str, list[str]]) -> Bare | tuple[Notice, ...]:
    """The page asked for, or why there is none: what an author has built in must not silently become something else."""
    notices: list[Notice] = []
    bedienung = _read(Bedienung, asked.get("bedienung", []), Bedienung.ANSEHEN, "Die Bedienung", notices)
    thema = _read(Thema, asked.get("thema", []) if place is Place.PRESENTED else [], Thema.HELL, "Das Thema", notices)
    return tuple(notices) if notices else Bare(place, way, bedienung, thema)


def _read(kind: type[Choice], given: list[str], default: Choice, what: str, notices: list[Notice]) -> Choice:
    known = [member.value for member in kind]
    if not given:
        return default
    if len(given) > 1 or given[0] not in known:
        notices.append(Notice(f"{what} {quote_values(given)} gibt es nicht; möglich sind {', '.join(known)}."))
        return default
    return kind(given[0])


def build_foot(region: Region, bare: Bare, query: str) -> str:
    """The line below an embedded page: whose map it is, how old, and the way to all of it."""
    if bare.place is Place.PRESENTED:
        return ""
    about = region.config.region
    address = f"{bare.way}?{query}" if query else bare.way
    return (
        '<footer class="einbettung-fuss">'
        f"<span>{PRODUCT} {escape(about.name)}, Datenstand {escape(about.datenversion)}</span>"
        f'<a id="im-atlas" href="{escape(address)}" target="_blank" rel="noopener">{OPEN_ATLAS}</a></footer>'
    )
