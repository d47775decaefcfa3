"""The ways between the pages of the atlas."""

from dataclasses import dataclass

from layouts.region import Region

EXPLORER = "/"


@dataclass(frozen=True)
class Way:
    """One entry of the navigation."""

    path: str
    name: str
    symbol: str


def ways_of(_region: Region) -> tuple[Way, ...]:
    """The pages this region has, in the order of the navigation."""
    return (Way(EXPLORER, "Karte", "map"),)
