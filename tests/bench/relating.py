"""How long relating two Gebietsstände takes, and how much memory: the demonstration region, and Berlin 448 → 542."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.settings import DEFAULT_REGION, ROOT, find_region
from geodata.berlin.package import build_berlin
from geodata.package import load_package
from geodata.relations import cut_level, relate_stands
from indicators.revisions.carriedvalues import carry_published
from tests.bench.protecting import Protecting
from tests.bench.regions import realdata_folder
from tests.bench.samples import collect, timed

SECONDS = 4.0
RELATE_GOAL, CARRY_GOAL = 5_000.0, 500.0
MEMORY_GOAL_MB = 1_000
RELATED = (find_region(DEFAULT_REGION), "2016-entwurf", "2018", "sgb2_quote")
BERLIN = ("lor-2019", "lor-2021", "anteil_u18")
PEAK = "import resource,sys; from dashboard.__main__ import main; main(sys.argv[1:]); " \
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"  # fmt: skip


def measure_relations() -> tuple[list[Protecting], str]:
    """One row per region and question, and a line about the memory of Berlin."""
    rows = _measure("76 → 93", *RELATED)
    source = realdata_folder()
    if not source.is_dir():
        return rows, "Ohne ../shared/realdata: Berlin nicht gemessen."
    with TemporaryDirectory(prefix="atlas-bench-") as folder:
        berlin = build_berlin(source / "berlin", Path(folder) / "berlin")
        rows += _measure("448 → 542", berlin, *BERLIN)
        peak = measure_peak(berlin)
    verdict = "ok" if peak <= MEMORY_GOAL_MB else "zu viel"
    return (
        rows,
        f"Spitzenspeicher von `relate` für Berlin mit allen Bibliotheken: {peak} MB | {MEMORY_GOAL_MB} {verdict}",
    )


def _measure(name: str, folder: Path, old: str, new: str, indikator: str) -> list[Protecting]:
    package = load_package(folder)
    atlas = Atlas(package, Memory(Flask("bench"), MEMORY))
    finest = package.config.ebenen[0].id
    entry, frame = atlas.catalogue.indikatoren[indikator], atlas.crosswalk(old, new).frame
    published, own, hierarchy = atlas.published(indikator, old), atlas.published(indikator, new), atlas.hierarchy(new)
    work: dict[str, tuple[Callable[[], object], float]] = {
        "Umrechnung aller Ebenen": (lambda: relate_stands(package, old, new), RELATE_GOAL),
        "Stücke zuschneiden": (lambda: cut_level(package, old, new, finest), RELATE_GOAL),
        "ein Indikator umgerechnet": (lambda: carry_published(entry, published, frame, hierarchy, own), CARRY_GOAL),
    }
    return [Protecting(f"{name}, {label}", collect(timed(run), SECONDS), goal) for label, (run, goal) in work.items()]


def measure_peak(folder: Path) -> int:
    """Largest memory in megabytes of a process that loads a region and relates its Gebietsstände."""
    old, new, _ = BERLIN
    command = [sys.executable, "-c", PEAK, "relate", str(folder), "--from", old, "--to", new]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return int(printed.splitlines()[-1]) // 1024
