"""The numbers of one region, read once, frozen, shared by all requests. Implements `layouts.region.Region`."""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from dashboard.availability import available_years
from dashboard.cache import Memory
from dashboard.indices import carried_index_source, index_source
from dashboard.version import program_version
from dashboard.vintages import build_hierarchy, compute_package_patterns
from geodata.config import Level, RegionConfig
from geodata.crosswalks import Crosswalk
from geodata.ordering import name_key
from geodata.package import RegionPackage
from geodata.relations import cut_level, relate_stands
from indicators.catalogue import Art, Catalogue
from indicators.handlungsfelder.evaluation import Evaluation, evaluate_fields
from indicators.handlungsfelder.fields import Handlungsfelder
from indicators.handlungsfelder.measures import Measures, measure
from indicators.handlungsfelder.overrides import overrides_of
from indicators.hierarchy import Hierarchy
from indicators.indices.combinations import combine_indices
from indicators.indices.definitions import Index, Indizes
from indicators.indices.stability import Stability, compute_stability
from indicators.indices.values import IndexResult, compute_index
from indicators.protection import Pattern
from indicators.publication import publish_indicator
from indicators.revisions.carriedvalues import carry_published, merge_carried
from indicators.revisions.readings import Readings, Relations, Vintage, read_series
from indicators.validity import leave_unclassified, valid_areas
from layouts.gebietsstaende.coverage import covered_years
from layouts.profiles.plan import Profilplan
from layouts.region import stand_of

COMPARED = (Art.ANTEIL, Art.VERAENDERUNG)  # counts are not, and finished values are judged by who published them


class RegionData:
    """One region. Hands out protected numbers only; raw counts stay inside."""

    marking: str | None = None
    edition = "oeffentlich"

    def __init__(self, package: RegionPackage, memory: Memory) -> None:
        self._package = package
        self._memory = memory
        self._counts = {
            stand: part.drop(columns="gebietsstand")
            for stand, part in package.counts.groupby("gebietsstand", observed=True)
        }
        self.catalogue: Catalogue = Catalogue.model_validate(package.catalogue_data)
        self.indices: Indizes = Indizes.model_validate(package.rules_data.get("indizes", {}))
        self.fields: Handlungsfelder | None = (
            Handlungsfelder.model_validate(package.rules_data["handlungsfelder"])
            if "handlungsfelder" in package.rules_data
            else None
        )
        self.profile_plan: Profilplan = Profilplan.model_validate(package.rules_data.get("profil", {}))
        self.version = hashlib.sha256(f"{program_version()}{package.content_hash}{self.edition}".encode()).hexdigest()[
            :16
        ]
        self._years = available_years(package.counts, self.catalogue, tuple(e.id for e in package.config.ebenen))

    @property
    def config(self) -> RegionConfig:
        return self._package.config

    @property
    def folder(self) -> Path:
        """The package's folder, for its texts and its logo."""
        return self._package.folder

    @cached_property
    def group_level(self) -> Level:
        return self.config.ebenen[-2]

    def areas(self, stand: str, ebene: str) -> gpd.GeoDataFrame:
        return self._package.areas[stand, ebene]

    def groups(self, stand: str) -> Mapping[str, str]:
        named = self.areas(stand, self.group_level.id)["name"].to_dict()
        return MappingProxyType(dict(sorted(named.items(), key=lambda group: (name_key(group[1]), group[0]))))

    def group_of(self, stand: str, ebene: str) -> pd.Series:
        return self._group_keys[stand, ebene]

    @cached_property
    def _group_keys(self) -> dict[tuple[str, str], pd.Series]:
        return {place: self._find_groups(*place) for place in self._package.areas}

    def _find_groups(self, stand: str, ebene: str) -> pd.Series:
        levels = [level.id for level in self.config.ebenen]
        position, target = levels.index(ebene), levels.index(self.group_level.id)
        areas = self.areas(stand, ebene)
        group = pd.Series(areas.index, index=areas.index, dtype="string")
        if position > target:
            return group.mask(group.notna())
        for level in levels[position:target]:
            group = group.map(self.areas(stand, level)["parent"])
        return group

    def years(self, indikator: str, stand: str, ebene: str) -> tuple[int, ...]:
        return self._years.get((indikator, stand, ebene), ())

    def hierarchy(self, stand: str) -> Hierarchy:
        return build_hierarchy(self._package, stand)

    def published(self, indikator: str, stand: str) -> pd.DataFrame:
        figures = self._figures(indikator, stand)
        if not self._judges_residents(indikator):
            return figures
        residents = self._figures(str(self.config.geheimhaltung.einwohner), stand)
        return self._memory.remember(
            f"{self.version}/eingestuft/{stand}/{indikator}", lambda: self._unclassify(figures, residents)
        )

    def _figures(self, indikator: str, stand: str) -> pd.DataFrame:
        """Published figures, whether or not enough people live in an area to compare it."""
        return self._memory.remember(
            f"{self.version}/werte/{stand}/{indikator}", lambda: self._publish(indikator, stand)
        )

    def _judges_residents(self, indikator: str) -> bool:
        """Whether a rate of very few residents is left out of classes and ranks (P4)."""
        named = self.config.geheimhaltung.einwohner
        return named is not None and self.catalogue.indikatoren[indikator].art in COMPARED

    def _unclassify(self, figures: pd.DataFrame, residents: pd.DataFrame) -> pd.DataFrame:
        return leave_unclassified(figures, residents, self.config.geheimhaltung.mindest_einwohner)

    def _publish(self, indikator: str, stand: str) -> pd.DataFrame:
        return publish_indicator(
            self.catalogue.indikatoren[indikator], self._counts[stand], self.hierarchy(stand), self._pattern(stand)
        )

    def _pattern(self, stand: str) -> Pattern:
        """Suppressed cells of all indicators and Gebietsstände together: what one hides, no other may give away."""
        patterns = self._memory.remember(
            f"{self.version}/sperrmuster", lambda: compute_package_patterns(self._package, self.catalogue)
        )
        return patterns[stand]

    def crosswalk(self, old: str, new: str) -> Crosswalk:
        return self._memory.remember(
            f"{self.version}/umrechnung/{old}/{new}", lambda: relate_stands(self._package, old, new)
        )

    def carried(self, indikator: str, old: str, new: str) -> pd.DataFrame:
        return self._memory.remember(
            f"{self.version}/uebertragen/{old}/{new}/{indikator}", lambda: self._carry(indikator, old, new)
        )

    def revision_years(self, indikator: str, old: str, new: str, within: str | None) -> tuple[int, ...]:
        return self._memory.remember(
            f"{self.version}/umrechenbar/{old}/{new}/{within or ''}/{indikator}",
            lambda: covered_years(self, indikator, old, new, within),
        )

    def estimated(self, indikator: str, stand: str) -> pd.DataFrame:
        ids = [vintage.id for vintage in self.config.gebietsstaende]
        nearest_first = sorted(ids, key=lambda other: abs(ids.index(other) - ids.index(stand)))[1:] or ids
        return self._memory.remember(
            f"{self.version}/geschaetzt/{stand}/{indikator}",
            lambda: merge_carried({other: self.carried(indikator, other, stand) for other in nearest_first}, stand),
        )

    def _carry(self, indikator: str, old: str, new: str) -> pd.DataFrame:
        """Protected frames in, so that an estimate is post-processing of what is public.

        Whether enough people live in an area is asked on the new Gebietsstand, of what is carried there.
        """
        carried = carry_published(
            self.catalogue.indikatoren[indikator],
            self._figures(indikator, old),
            self.crosswalk(old, new).frame,
            self.hierarchy(new),
            self._figures(indikator, new),
            pd.Timestamp(stand_of(self, new).gueltig_ab),
        )
        if not self._judges_residents(indikator):
            return carried
        return self._unclassify(carried, self.carried(str(self.config.geheimhaltung.einwohner), old, new))

    def readings(self, indikator: str, stand: str, ebene: str, area: str) -> Readings:
        ids = [vintage.id for vintage in self.config.gebietsstaende]
        others = [other for other in ids if other != stand]
        pairs = [pair for one, other in pairwise(ids) for pair in ((one, other), (other, one))]
        relations = Relations(
            changes={pair: self.crosswalk(*pair).changes for pair in pairs},
            frames={other: self.crosswalk(other, stand).frame for other in others},
            carried={other: self.carried(indikator, other, stand) for other in others},
        )
        vintages = [
            Vintage(
                vintage.id,
                pd.Timestamp(vintage.gueltig_ab),
                None if vintage.gueltig_bis is None else pd.Timestamp(vintage.gueltig_bis),
                self.published(indikator, vintage.id),
            )
            for vintage in self.config.gebietsstaende
        ]
        return read_series(self.catalogue.indikatoren[indikator], ebene, area, stand, vintages, relations)

    def pieces(self, old: str, new: str, ebene: str) -> gpd.GeoDataFrame:
        return self._memory.remember(
            f"{self.version}/stuecke/{old}/{new}/{ebene}", lambda: cut_level(self._package, old, new, ebene)
        )

    def index(self, index: str, stand: str) -> IndexResult:
        """A configured index with its components, all years; see `indicators.indices.values`."""
        entry = self.indices.indizes[index]
        return self._memory.remember(
            f"{self.version}/index/{stand}/{index}", lambda: compute_index(entry, index_source(self, entry, stand))
        )

    def carried_index(self, index: str, old: str, new: str) -> IndexResult:
        """A configured index computed anew from the figures of one Gebietsstand carried to another."""
        entry = self.indices.indizes[index]
        return self._memory.remember(
            f"{self.version}/index/{old}/{new}/{index}",
            lambda: compute_index(entry, carried_index_source(self, entry, old, new)),
        )

    def compose_index(self, index: Index, stand: str, jahr: int | None = None) -> IndexResult:
        """An index somebody puts together on the spot, one year or all; not kept."""
        return compute_index(index, index_source(self, index, stand), None if jahr is None else {jahr})

    def compose_stability(self, index: Index, stand: str, jahr: int) -> Stability | None:
        """How firm the classes of such an index are; not kept."""
        return compute_stability(index, index_source(self, index, stand), jahr)

    def combination(self, combination: str, stand: str) -> pd.DataFrame:
        """Groups of Status × Dynamik; see `indicators.indices.combinations`."""
        entry = next(entry for entry in self.indices.kombinationen if entry.id == combination)
        return combine_indices(self.index(entry.status, stand), self.index(entry.dynamik, stand))

    def stability(self, index: str, stand: str, jahr: int) -> Stability | None:
        """How firm the classes of a configured index are; see `indicators.indices.stability`."""
        entry = self.indices.indizes[index]
        return self._memory.remember(
            f"{self.version}/stabilitaet/{stand}/{jahr}/{index}",
            lambda: compute_stability(entry, index_source(self, entry, stand), jahr),
        )

    def field_years(self, stand: str) -> tuple[int, ...]:
        if self.fields is None:
            return ()
        ebene = self._fields_level(self.fields)
        of_each = [set(self.years(name, stand, ebene)) for name in self.fields.indikatoren]
        return tuple(sorted(set.intersection(*of_each)))

    def evaluation(self, stand: str, jahr: int, fields: Handlungsfelder | None = None) -> Evaluation | None:
        if self.fields is None:
            return None
        overrides = overrides_of(self._package.assignments, stand, jahr)
        return evaluate_fields(fields or self.fields, self._measures(self.fields, stand, jahr), overrides)

    def _measures(self, fields: Handlungsfelder, stand: str, jahr: int) -> Measures:
        return self._memory.remember(
            f"{self.version}/handlungsfelder/{stand}/{jahr}", lambda: self._measure(fields, stand, jahr)
        )

    def _measure(self, fields: Handlungsfelder, stand: str, jahr: int) -> Measures:
        """Protected frames in, so that nothing hidden can decide a rule."""
        ebene, hierarchy = self._fields_level(fields), self.hierarchy(stand)
        published = {name: self.published(name, stand) for name in fields.indikatoren_mit_gueltigkeit}
        valid = valid_areas(fields.gueltig, published, hierarchy.areas(ebene), ebene, jahr)
        levels = (ebene, self.group_level.id)
        return measure(published, self.catalogue, hierarchy, valid, levels, jahr, fields.gueltig.einwohner)

    def _fields_level(self, fields: Handlungsfelder) -> str:
        return fields.ebene or self.config.ebenen[0].id
