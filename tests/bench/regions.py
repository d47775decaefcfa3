"""The three regions that are measured: 93, 542 and 10,990 areas."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.settings import DEFAULT_REGION, REGIONS, ROOT
from geodata.berlin.package import build_berlin
from tests.bench.gemeinden import build_gemeinden


@dataclass(frozen=True)
class Goals:
    """Upper limits of one size: milliseconds, kilobytes."""

    indicator: float
    year: float
    kilobytes: float
    first_visit: float
    hover: float = 35
    start: float = 3000


@dataclass(frozen=True)
class BenchRegion:
    """One size: heading of its column, folder of its package, goals."""

    heading: str
    folder: Path
    goals: Goals


DEMO = Goals(indicator=60, year=50, kilobytes=6, first_visit=1200)
BERLIN = Goals(indicator=80, year=60, kilobytes=30, first_visit=1500)
GEMEINDEN = Goals(indicator=180, year=160, kilobytes=400, first_visit=3000)


def realdata_folder() -> Path:
    """Folder of real data beside the checkout, or where ATLAS_REALDATA says."""
    return Path(os.environ.get("ATLAS_REALDATA", ROOT.parent / "shared" / "realdata"))


def build_regions(workspace: Path) -> Iterator[BenchRegion]:
    """The shipped region, and the two larger ones where their raw files are present."""
    yield BenchRegion("93 Räume", REGIONS / DEFAULT_REGION, DEMO)
    source = realdata_folder()
    if not source.is_dir():
        return
    yield BenchRegion("542 Räume (Berlin)", build_berlin(source / "berlin", workspace / "berlin"), BERLIN)
    archive = source / "gemeinden" / "VG250_GEM_simplified.zip"
    yield BenchRegion("10.990 Räume", build_gemeinden(archive, workspace / "gemeinden"), GEMEINDEN)
