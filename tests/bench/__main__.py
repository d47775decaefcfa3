"""`python -m tests.bench`: measure explorer and naive reference side by side; prints tables, asserts nothing."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.bench.browsing import measure_explorer, measure_naive
from tests.bench.charting import measure_charts
from tests.bench.computing import measure_computing
from tests.bench.crowding import measure_crowding
from tests.bench.exporting import measure_exports
from tests.bench.fields import measure_fields, measure_limits
from tests.bench.indexing import measure_indices
from tests.bench.presenting import measure_talk
from tests.bench.profiling import measure_background, measure_profiles
from tests.bench.protecting import measure_protection
from tests.bench.regions import BenchRegion, build_regions
from tests.bench.relating import measure_relations
from tests.bench.report import Result, format_goals, format_report
from tests.bench.ruling import measure_rules
from tests.bench.talking import measure_talks
from tests.conftest import CHROMIUM_ARGUMENTS, chromium_path

EXPLANATION = """\
Gemessen in Chromium auf diesem Rechner, Server warm, n Wiederholungen (20, bei langsamen weniger). „Bis gemalt“ beginnt
mit dem Zeitstempel des echten Mausklicks und endet, wenn das Bild mit anderen Flächenfarben gezeichnet ist. Naiv:
GeoJSON mit Werten bei jedem Wechsel über einen Server-Callback, dieselbe vereinfachte Geometrie, derselbe Webserver.
kB: alle Antworten eines Wechsels mit Kopfzeilen, so wie übertragen."""


def main() -> None:
    """Measure, and print the tables."""
    # an ended run takes its servers with it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser = argparse.ArgumentParser(description="Messungen der Antwortzeiten")
    parser.add_argument(
        "--groesse", type=int, choices=(1, 2, 3), action="append", help="nur diese Spalte des Explorers"
    )
    for name, (help_text, _) in PARTS.items():
        parser.add_argument(f"--{name}", action="store_true", help=f"nur: {help_text}")
    given = vars(parser.parse_args())
    asked = [name for name in PARTS if given[name]]
    for name in asked or PARTS:
        print(PARTS[name][1](), flush=True)
    if not asked:
        _measure_sizes(given["groesse"])


def _measure_relations() -> str:
    relations, memory = measure_relations()
    return f"{format_goals('Zwei Gebietsstände', relations)}\n{memory}"


def _measure_fields() -> str:
    with _browser() as (browser, workspace):
        return format_goals("Handlungsfelder, 93 Räume", [*measure_fields(), *measure_limits(browser, workspace)])


def _measure_crowding() -> str:
    with _browser() as (browser, workspace):
        rows, others = measure_crowding(browser, workspace)
    return f"{format_goals('Explorer, während andere drucken', rows)}\n{others}"


def _measure_talk() -> str:
    with _browser() as (browser, workspace):
        return format_goals("Vortrag", measure_talk(browser, workspace))


def _measure_profiles() -> str:
    rows = measure_profiles()
    with _browser() as (browser, workspace):
        return format_goals("Profile, 10 Kommunen, 93 Räume", [*rows, *measure_background(browser, workspace)])


# option → what it measures, and how
PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "geheimhaltung": (
        "die Sperrmuster",
        lambda: format_goals("Geheimhaltung (Sperrmuster)", measure_protection()),
    ),
    "indizes": ("die Indizes", lambda: format_goals("Indizes aus fünf Indikatoren", measure_indices())),
    "gebietsstaende": ("die Umrechnung", _measure_relations),
    "regeln": ("die Regeln der Handlungsfelder", lambda: format_goals("Handlungsfelder", measure_rules())),
    "blaetter": (
        "die Dateien einer Ansicht",
        lambda: format_goals("Dateien einer Ansicht, 93 Räume", measure_exports()),
    ),
    "vortrag": ("ein Vortrag als Datei", lambda: format_goals("Vortrag mit zehn Szenen, 93 Räume", measure_talks())),
    "diagramme": (
        "die Diagramme einer Ansicht",
        lambda: format_goals("Diagramme einer Ansicht als Datei, 93 Räume", measure_charts()),
    ),
    "profile": ("die Profile, und der Explorer währenddessen", _measure_profiles),
    "handlungsfelder": ("Regeln und geänderte Grenzwerte im Browser", _measure_fields),
    "szenen": ("der Wechsel der Szenen eines Vortrags", _measure_talk),
    "gedraenge": ("der Explorer, während andere drucken", _measure_crowding),
}


@contextmanager
def _browser() -> Iterator[tuple[Browser, Path]]:
    """A browser, and a folder that goes away with it."""
    with TemporaryDirectory(prefix="atlas-bench-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=list(CHROMIUM_ARGUMENTS)
        )
        yield browser, Path(folder)
        browser.close()


def _measure_sizes(chosen: Sequence[int] | None) -> None:
    """The explorer beside the naive reference, for regions of three sizes."""
    started = time.monotonic()
    with _browser() as (browser, workspace):
        regions = list(build_regions(workspace))
        if len(regions) == 1:
            print("Ohne ../shared/realdata: gemessen wird nur die mitgelieferte Region.", flush=True)
        results = [
            _measure(browser, region, workspace)
            for number, region in enumerate(regions, start=1)
            if not chosen or number in chosen
        ]
    load = os.getloadavg()[0]
    print(f"\n{EXPLANATION}\n{os.cpu_count()} Kerne, Last {load:.1f}, {time.monotonic() - started:.0f} s\n")
    print(format_report(results))


def _measure(browser: Browser, region: BenchRegion, workspace: Path) -> Result:
    print(f"{region.heading} …", file=sys.stderr, flush=True)
    ours = measure_explorer(browser, region.folder, workspace)
    naive = measure_naive(browser, region.folder)
    return Result(region, ours, naive, measure_computing(region.folder))


if __name__ == "__main__":
    main()
