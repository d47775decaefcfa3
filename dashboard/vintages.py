"""Protection of a whole region package: how its Gebietsstände belong together, and what is suppressed in each."""

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from geodata.config import RegionConfig
from geodata.package import RegionPackage
from geodata.revisions import Change, Component, relate_areas
from indicators.catalogue import Catalogue
from indicators.hierarchy import Hierarchy
from indicators.protection import Pattern
from indicators.protection.holdings import RegionProtection
from indicators.protection.lots import Lots
from indicators.protection.pairs import Link
from indicators.protection.pieces import ChangedAreas
from indicators.protection.vintages import delivered_days, protect_vintages


@dataclass(frozen=True, eq=False)
class PackageProtection:
    """Protection of all Gebietsstände, newest first; internal: holds raw counts."""

    counts: dict[str, pd.DataFrame]
    links: tuple[Link, ...]
    protections: dict[str, RegionProtection]


def compute_package_patterns(package: RegionPackage, catalogue: Catalogue) -> dict[str, Pattern]:
    """Suppressed cells of every Gebietsstand."""
    protections = protect_package(package, catalogue).protections
    return {stand: protection.pattern for stand, protection in protections.items()}


def protect_package(package: RegionPackage, catalogue: Catalogue) -> PackageProtection:
    """Protect all Gebietsstände together; Gebietsstände without counts come along empty."""
    stands = newest_first(package.config)
    counts = {
        stand: package.counts[package.counts["gebietsstand"] == stand].drop(columns="gebietsstand") for stand in stands
    }
    hierarchies = {stand: build_hierarchy(package, stand) for stand in stands}
    links = link_vintages(package, counts)
    lots = {stand: Lots.of(counts[stand], package.config.geheimhaltung.schluessel) for stand in stands}
    return PackageProtection(counts, links, protect_vintages(catalogue, counts, hierarchies, links, lots))


def build_hierarchy(package: RegionPackage, stand: str) -> Hierarchy:
    """Levels and areas of one Gebietsstand."""
    levels = tuple(level.id for level in package.config.ebenen)
    return Hierarchy(
        ebenen=levels,
        parents={level: package.areas[stand, level]["parent"] for level in levels},
        area_km2={level: package.areas[stand, level]["area_km2"] for level in levels},
    )


def newest_first(config: RegionConfig) -> tuple[str, ...]:
    """Ids of the Gebietsstände; of two that begin on the same day the later listed one counts as newer."""
    order = sorted(enumerate(config.gebietsstaende), key=lambda entry: (entry[1].gueltig_ab, entry[0]), reverse=True)
    return tuple(stand.id for _, stand in order)


def link_vintages(package: RegionPackage, counts: dict[str, pd.DataFrame]) -> tuple[Link, ...]:
    """Overlay all pairs of Gebietsstände that have a count of the same day; others have nothing in common to read."""
    days = {stand: delivered_days(of_stand) for stand, of_stand in counts.items()}
    return tuple(
        link_level(package, newer, older, level.id)
        for newer, older in combinations(counts, 2)
        if days[newer] & days[older]
        for level in package.config.ebenen
    )


def link_level(package: RegionPackage, newer: str, older: str, ebene: str) -> Link:
    """Overlay two Gebietsstände on one level."""
    components = relate_areas(package.areas[older, ebene], package.areas[newer, ebene])
    return Link(
        newer=newer,
        older=older,
        ebene=ebene,
        same=tuple((c.new[0], c.old[0]) for c in components if c.change.same_territory),
        changed=tuple(_changed(c) for c in components if c.change in (Change.SPLIT, Change.MERGED, Change.MOVED)),
    )


def _changed(component: Component) -> ChangedAreas:
    return ChangedAreas(component.new, component.old, tuple((piece.new, piece.old) for piece in component.pieces))
