"""What the pages and callbacks need to know of a region. `dashboard.atlas.Atlas` is the one implementation."""

from collections.abc import Mapping
from typing import Protocol

import geopandas as gpd
import pandas as pd

from geodata.config import Gebietsstand, Level, RegionConfig
from geodata.crosswalks import Crosswalk
from indicators.catalogue import Catalogue, Indikator
from indicators.handlungsfelder.evaluation import Evaluation
from indicators.handlungsfelder.fields import Handlungsfelder
from indicators.hierarchy import Hierarchy
from indicators.indices.definitions import Index, Indizes
from indicators.indices.stability import Stability
from indicators.indices.values import IndexResult
from indicators.revisions.readings import Readings
from layouts.profiles.plan import Profilplan
from layouts.texts import PAGES

MARK_LENGTH = 22  # characters that fit beside a scale


class Region(Protocol):
    """One region, immutable, shared by all requests; hands out only what its readers may see."""

    @property
    def config(self) -> RegionConfig: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def version(self) -> str:
        """Content hash of package and program: changes whenever an answer could."""

    @property
    def marking(self) -> str | None:
        """What every view and file must say of itself; None in the public atlas."""

    @property
    def group_level(self) -> Level:
        """The level one filters and compares by (Kommune, Bezirk): the one below the whole region."""

    def areas(self, stand: str, ebene: str) -> gpd.GeoDataFrame: ...

    def groups(self, stand: str) -> Mapping[str, str]:
        """Key → name of the areas of the group level, by name as German dictionaries have it."""

    def group_of(self, stand: str, ebene: str) -> pd.Series:
        """Area key → key of its area of the group level (NA on the levels above)."""

    def years(self, indikator: str, stand: str, ebene: str) -> tuple[int, ...]:
        """Years with data, ascending; empty where the indicator does not exist there."""

    def hierarchy(self, stand: str) -> Hierarchy: ...

    def published(self, indikator: str, stand: str) -> pd.DataFrame:
        """Values of all levels that the readers of this atlas may see, see `indicators.publication`."""

    def crosswalk(self, old: str, new: str) -> Crosswalk:
        """Relation of two Gebietsstände on all levels: pieces, weights, kinds of change, broken time series."""

    def carried(self, indikator: str, old: str, new: str) -> pd.DataFrame:
        """Published values of one Gebietsstand on another, each with its quality (`carry_published`)."""

    def revision_years(self, indikator: str, old: str, new: str, within: str | None) -> tuple[int, ...]:
        """Years that show a boundary revision on an indicator, see `layouts.gebietsstaende.coverage`."""

    def estimated(self, indikator: str, stand: str) -> pd.DataFrame:
        """All years of all Gebietsstände on one of them, each value with quality and origin."""

    def readings(self, indikator: str, stand: str, ebene: str, area: str) -> Readings:
        """Three readings of the series of one area over all Gebietsstände, see `indicators.revisions.readings`."""

    def pieces(self, old: str, new: str, ebene: str) -> gpd.GeoDataFrame:
        """Shapes of the pieces between two Gebietsstände of one level (columns old, new, area_km2), metric CRS."""

    @property
    def fields(self) -> Handlungsfelder | None:
        """Rules of the Handlungsfelder; None where the package has none."""

    def field_years(self, stand: str) -> tuple[int, ...]:
        """Years in which every indicator of the rules has data, ascending; empty without rules."""

    def evaluation(self, stand: str, jahr: int, fields: Handlungsfelder | None = None) -> Evaluation | None:
        """Fields found by the rules of the package, or by the same rules with other limits; None without rules."""

    @property
    def profile_plan(self) -> Profilplan:
        """What profiles show; empty where the package leaves it to the catalogue."""

    @property
    def indices(self) -> Indizes:
        """Definitions of the standardised indices; empty where the package has none."""

    def index(self, index: str, stand: str) -> IndexResult:
        """A configured index with its components, all years."""

    def carried_index(self, index: str, old: str, new: str) -> IndexResult:
        """A configured index computed anew from the figures of one Gebietsstand carried to another."""

    def compose_index(self, index: Index, stand: str, jahr: int | None = None) -> IndexResult:
        """An index somebody puts together on the spot, one year or all."""

    def compose_stability(self, index: Index, stand: str, jahr: int) -> Stability | None:
        """How firm the classes of such an index are; None where the year has no index."""

    def combination(self, combination: str, stand: str) -> pd.DataFrame:
        """Groups of Status × Dynamik, see `indicators.indices.combinations`."""

    def stability(self, index: str, stand: str, jahr: int) -> Stability | None:
        """How firm the classes of a configured index are; None where the year has no index."""


def level_of(region: Region, ebene: str) -> Level:
    """The level with this id."""
    return next(level for level in region.config.ebenen if level.id == ebene)


def stand_of(region: Region, stand: str) -> Gebietsstand:
    """The Gebietsstand with this id."""
    return next(candidate for candidate in region.config.gebietsstaende if candidate.id == stand)


def top_level(region: Region) -> Level:
    """The level of the whole region."""
    return region.config.ebenen[-1]


def indicator_of(region: Region, indikator: str) -> Indikator:
    """The indicator with this id."""
    return region.catalogue.indikatoren[indikator]


def text_pages(region: Region) -> dict[str, str]:
    """Address → name of the text pages that the package brings."""
    return {f"/{key}": name for key, name in PAGES.items() if getattr(region.config.texte, key) is not None}


def place_phrases(region: Region, names: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """Whole region and group of a profile with „in“; a region whose article nobody told is only „in der Region“."""
    whole, group = names
    return (
        None if whole is None else in_region(region),
        None if group is None else f"in {group}",
    )


def in_region(region: Region) -> str:
    """`in der StädteRegion Aachen`, as the package says it."""
    return region.config.region.ortsangabe or "in der Region"


def region_names(region: Region, stand: str) -> dict[str, str]:
    """Name of the whole region in one Gebietsstand, and a short one for marks on scales and lines."""
    top = top_level(region)
    area = region.areas(stand, top.id).iloc[0]
    name = str(area["name"])
    short = top.kurz if top.kurz is not None and name == region.config.region.name else name
    return {"name": name, "kurz": short if len(short) <= MARK_LENGTH else str(area["kuerzel"])}
