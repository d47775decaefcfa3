"""The ways between the pages of the atlas."""

from dataclasses import dataclass

from layouts.handlungsfelder.selection import has_fields
from layouts.indizes.selection import has_indices
from layouts.region import Region

EXPLORER = "/"
GEBIETSSTAENDE = "/gebietsstaende/"
HANDLUNGSFELDER = "/handlungsfelder/"
INDIZES = "/indizes/"
PROFILE = "/profile/"


@dataclass(frozen=True)
class Way:
    """One entry of the navigation."""

    path: str
    name: str
    symbol: str


def ways_of(region: Region) -> tuple[Way, ...]:
    """The pages this region has, in the order of the navigation."""
    ways = [Way(EXPLORER, "Karte", "map")]
    if has_fields(region):
        ways.append(Way(HANDLUNGSFELDER, "Handlungsfelder", "list-checks"))
    if has_indices(region):
        ways.append(Way(INDIZES, "Indizes", "gauge"))
    if len(region.config.gebietsstaende) > 1:
        ways.append(Way(GEBIETSSTAENDE, "Gebietsstände", "square-split-horizontal"))
    ways.append(Way(PROFILE, "Profile", "file-text"))
    return tuple(ways)
