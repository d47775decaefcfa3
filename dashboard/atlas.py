"""The Atlas: the numbers of one region and the files that browsers fetch, made once and cached by content."""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote

import geopandas as gpd
import pandas as pd

from dashboard.change_documents import change_document
from dashboard.documents import (
    directory_document,
    fields_document,
    names_document,
    values_document,
    year_limits_document,
)
from dashboard.regiondata import RegionData
from dashboard.version import program_version
from geodata.drawing import DrawnLevel, draw_level, surface
from geodata.encoding import Compressed, EncodedGeometry, compress, encode_borders, encode_level, encode_pieces
from layouts.extent import field_year
from layouts.gebietsstaende.selection import parse_revision
from layouts.selection import Grenzaenderung, start_selection


class Atlas(RegionData):
    """One region with its files; every address holds a content hash, so that a file never changes."""

    def pieces_file(self, old: str, new: str) -> Compressed:
        """GeoJSON of the pieces between two Gebietsstände on the finest level."""
        ebene = self.config.ebenen[0].id
        return self._memory.remember(
            f"{self.version}/teile/{old}/{new}", lambda: compress(encode_pieces(self.pieces(old, new, ebene)))
        )

    def values_file(self, indikator: str, stand: str, ebene: str) -> Compressed:
        """What the browser fetches once per indicator, level and Gebietsstand."""
        return self._memory.remember(
            f"{self.version}/datei/{stand}/{ebene}/{indikator}",
            lambda: compress(values_document(self, indikator, stand, ebene)),
        )

    def change_file(self, indikator: str, place: tuple[str, str], basis: int, rule: Grenzaenderung) -> Compressed:
        """Changes since a base year at one Gebietsstand and level (`place`)."""
        return self._memory.remember(
            f"{self.version}/veraenderung/{'/'.join(place)}/{basis}/{rule}/{indikator}",
            lambda: compress(change_document(self, indikator, place, basis, rule)),
        )

    def year_limits_file(self, indikator: str, stand: str, ebene: str) -> Compressed:
        """Class limits drawn up for each year alone; fetched only when asked for."""
        return self._memory.remember(
            f"{self.version}/jahresgrenzen/{stand}/{ebene}/{indikator}",
            lambda: compress(year_limits_document(self, indikator, stand, ebene)),
        )

    def fields_file(self, stand: str) -> Compressed:
        """Areas of each Handlungsfeld; fetched only when somebody filters by one."""
        return self._memory.remember(f"{self.version}/felder/{stand}", lambda: compress(fields_document(self, stand)))

    def names_file(self, stand: str, ebene: str) -> Compressed:
        """Keys, codes and names of the areas of one level."""
        return self._memory.remember(
            f"{self.geometry_hash(stand, ebene)}/namen", lambda: compress(names_document(self, stand, ebene))
        )

    def directory_file(self) -> Compressed:
        """What there is to choose in this region."""
        return self._memory.remember(
            f"{self.version}/verzeichnis",
            lambda: compress(
                directory_document(
                    self,
                    {
                        stand.id: {level.id: self.geometry_urls(stand.id, level.id) for level in self.config.ebenen}
                        for stand in self.config.gebietsstaende
                    },
                )
            ),
        )

    def warm_up(self) -> None:
        """Compute what the first visitors will ask for: the start view with its files, and how Gebietsstände relate."""
        start = start_selection(self)
        self.directory_file()
        self.values_file(start.indikator, start.stand, start.ebene)
        for build in (self.names_file, self.geometry_file, self.borders_file):
            build(start.stand, start.ebene)
        if len(self.config.gebietsstaende) > 1:
            # laying all Gebietsstände over each other takes seconds; nobody shall wait for it at the first series
            self.readings(start.indikator, start.stand, start.ebene, str(self.areas(start.stand, start.ebene).index[0]))
            parse_revision({}, self)  # looks for the indicator that shows the example of the package
        if (jahr := field_year(self, start.stand)) is not None:
            self.evaluation(start.stand, jahr)  # the first profile names the Handlungsfelder of its area

    @property
    def root(self) -> str:
        """Where this version's data files are found."""
        return f"/daten/{self.version}"

    def geometry_urls(self, stand: str, ebene: str) -> dict[str, str]:
        """Immutable addresses of the geometry files of one level."""
        digest = self.geometry_hash(stand, ebene)
        return {
            name: f"/daten/raeume/{quote(stand)}/{quote(ebene)}/{name}-{digest}.json"
            for name in ("geometrie", "grenzen", "namen")
        }

    def has_areas(self, stand: str, ebene: str) -> bool:
        """Whether this level exists in this Gebietsstand."""
        return (stand, ebene) in self._package.areas

    def geometry_hash(self, stand: str, ebene: str) -> str:
        """Content hash of one level's areas: names, keys and full-resolution geometry."""
        return self._geometry_hashes[stand, ebene]

    @cached_property
    def _geometry_hashes(self) -> dict[tuple[str, str], str]:
        return {place: _hash_areas(areas, self.group_of(*place)) for place, areas in self._package.areas.items()}

    def geometry_file(self, stand: str, ebene: str) -> Compressed:
        """GeoJSON of one level for the screen; `p` of a feature is its area of the group level."""
        return self._memory.remember(
            f"{self.geometry_hash(stand, ebene)}/geometrie", lambda: compress(self._encode(stand, ebene).geojson)
        )

    def borders_file(self, stand: str, ebene: str) -> Compressed:
        """GeoJSON of the group level's outlines, on the very lines of this level's areas."""
        return self._memory.remember(
            f"{self.geometry_hash(stand, ebene)}/grenzen",
            lambda: compress(encode_borders(self._grouped(stand, ebene), self.areas(stand, self.group_level.id))),
        )

    def drawn_level(self, stand: str, ebene: str, within: str | None = None) -> DrawnLevel:
        """One level for paper, as fine as the part `within` needs."""
        return self._memory.remember(
            f"{self.geometry_hash(stand, ebene)}/blatt/{within or ''}",
            lambda: draw_level(
                self.areas(stand, ebene), self.group_of(stand, ebene), self._finer(stand, ebene), within
            ),
        )

    def drawn_pieces(self, old: str, new: str, ebene: str) -> Mapping[str, Any]:
        """Territory between two Gebietsstände for paper, by "old|new"."""
        pieces = self.pieces(old, new, ebene)
        keys = zip(pieces["old"].fillna("").astype(str), pieces["new"].fillna("").astype(str), strict=True)
        return {"|".join(key): surface(shape) for key, shape in zip(keys, pieces.geometry, strict=True)}

    def bounds(self, stand: str, ebene: str) -> tuple[float, float, float, float]:
        """South, west, north, east in degrees."""
        west, south, east, north = self.areas(stand, ebene).to_crs("EPSG:4326").total_bounds
        return float(south), float(west), float(north), float(east)

    def _encode(self, stand: str, ebene: str) -> EncodedGeometry:
        return encode_level(self._grouped(stand, ebene), self._finer(stand, ebene))

    def _finer(self, stand: str, ebene: str) -> list[gpd.GeoDataFrame]:
        """Areas of the finer levels for a level without geometry of its own, which is their union."""
        levels = [level.id for level in self.config.ebenen]
        vintage = next(candidate for candidate in self.config.gebietsstaende if candidate.id == stand)
        return [] if ebene in vintage.geometrie else [self.areas(stand, e) for e in levels[: levels.index(ebene)]]

    def _grouped(self, stand: str, ebene: str) -> gpd.GeoDataFrame:
        return self.areas(stand, ebene).assign(parent=self.group_of(stand, ebene))


def _hash_areas(areas: gpd.GeoDataFrame, groups: pd.Series) -> str:
    digest = hashlib.sha256(program_version().encode())
    for part in (areas.index, areas["kuerzel"], areas["name"], groups.fillna("")):
        digest.update("\x1f".join(str(text) for text in part).encode())
    for shape in areas.geometry.to_wkb():
        digest.update(shape)
    return digest.hexdigest()[:16]
