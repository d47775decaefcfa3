"""Indices of a region, computed from what its atlas publishes."""

from dataclasses import replace

from indicators.indices.components import IndexSource
from indicators.indices.definitions import Index
from indicators.indices.reproduction import Reproduction, compare_classes
from layouts.region import Region


def level_of_index(region: Region, index: Index) -> str:
    """Level an index is made for: the finest unless it names one."""
    return index.ebene or region.config.ebenen[0].id


def index_source(region: Region, index: Index, stand: str) -> IndexSource:
    """Published figures of everything an index reads."""
    ebene = level_of_index(region, index)
    rule = region.indices.validity(index)
    read = dict.fromkeys([*(part.indikator for part in index.indikatoren), *rule.indikatoren])
    return IndexSource(
        published={name: region.published(name, stand) for name in read},
        hierarchy=region.hierarchy(stand),
        ebene=ebene,
        directions={name: entry.richtung for name, entry in region.catalogue.indikatoren.items()},
        gueltig=rule,
        groups=region.group_of(stand, ebene),
    )


def carried_index_source(region: Region, index: Index, old: str, new: str) -> IndexSource:
    """The same on another Gebietsstand: an index is computed anew from carried figures, never carried itself."""
    source = index_source(region, index, new)
    return replace(source, published={name: region.carried(name, old, new) for name in source.published})


def reproduce_index(region: Region, index: Index, stand: str) -> list[Reproduction]:
    """Computed against published classes; nothing where none were published in this Gebietsstand."""
    if index.veroeffentlicht is None:
        return []
    published = region.published(index.veroeffentlicht, stand)
    ebene = level_of_index(region, index)
    return compare_classes(region.index(index.id, stand), published, region.hierarchy(stand), ebene)
