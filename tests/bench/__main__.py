"""`python -m tests.bench`: measure explorer and naive reference side by side; prints tables, asserts nothing."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.bench.browsing import measure_explorer, measure_naive
from tests.bench.computing import measure_computing
from tests.bench.exporting import measure_exports
from tests.bench.fields import measure_fields, measure_limits
from tests.bench.indexing import measure_indices
from tests.bench.protecting import Protecting, measure_protection
from tests.bench.regions import BenchRegion, build_regions
from tests.bench.relating import measure_relations
from tests.bench.report import Result, format_goals, format_report
from tests.bench.ruling import measure_rules
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
    parser.add_argument("--groesse", type=int, choices=(1, 2, 3), action="append", help="nur diese Spalte")
    parser.add_argument("--geheimhaltung", action="store_true", help="nur die Sperrmuster, ohne Browser")
    parser.add_argument("--indizes", action="store_true", help="nur die Indizes, ohne Browser")
    parser.add_argument("--gebietsstaende", action="store_true", help="nur die Umrechnung, ohne Browser")
    parser.add_argument("--regeln", action="store_true", help="nur die Regeln der Handlungsfelder, ohne Browser")
    parser.add_argument("--blaetter", action="store_true", help="nur die Dateien, ohne Browser")
    parser.add_argument("--handlungsfelder", action="store_true", help="nur Regeln und geänderte Grenzwerte")
    given = parser.parse_args()
    single = any(
        (given.geheimhaltung, given.indizes, given.gebietsstaende, given.regeln, given.blaetter, given.handlungsfelder)
    )
    if given.geheimhaltung or not single:
        print(format_goals("Geheimhaltung (Sperrmuster)", measure_protection()), flush=True)
    if given.indizes or not single:
        print(format_goals("Indizes aus fünf Indikatoren", measure_indices()), flush=True)
    if given.gebietsstaende or not single:
        relations, memory = measure_relations()
        print(format_goals("Zwei Gebietsstände", relations), memory, sep="\n", flush=True)
    if given.regeln or not single:
        print(format_goals("Handlungsfelder", measure_rules()), flush=True)
    if given.blaetter or not single:
        print(format_goals("Dateien einer Ansicht, 93 Räume", measure_exports()), flush=True)
    if given.handlungsfelder or not single:
        rows = [*measure_fields(), *_browsed_limits()]
        print(format_goals("Handlungsfelder, 93 Räume", rows), flush=True)
    if single:
        return
    chosen = given.groesse
    started = time.monotonic()
    with TemporaryDirectory(prefix="atlas-bench-") as folder, sync_playwright() as playwright:
        workspace = Path(folder)
        regions = list(build_regions(workspace))
        if len(regions) == 1:
            print("Ohne ../shared/realdata: gemessen wird nur die mitgelieferte Region.", flush=True)
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=list(CHROMIUM_ARGUMENTS)
        )
        results = [
            _measure(browser, region, workspace)
            for number, region in enumerate(regions, start=1)
            if not chosen or number in chosen
        ]
        browser.close()
    load = os.getloadavg()[0]
    print(f"\n{EXPLANATION}\n{os.cpu_count()} Kerne, Last {load:.1f}, {time.monotonic() - started:.0f} s\n")
    print(format_report(results))


def _browsed_limits() -> list[Protecting]:
    with TemporaryDirectory(prefix="atlas-bench-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=list(CHROMIUM_ARGUMENTS)
        )
        rows = measure_limits(browser, Path(folder))
        browser.close()
    return rows


def _measure(browser: Browser, region: BenchRegion, workspace: Path) -> Result:
    print(f"{region.heading} …", file=sys.stderr, flush=True)
    ours = measure_explorer(browser, region.folder, workspace)
    naive = measure_naive(browser, region.folder)
    return Result(region, ours, naive, measure_computing(region.folder))


if __name__ == "__main__":
    main()
