"""What a visitor of the explorer waits for while ten others have sheets drawn."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from dashboard.settings import DEFAULT_REGION, find_region
from tests.bench.browsing import SECONDS, measure_changes
from tests.bench.pages import MeasurementError
from tests.bench.protecting import Protecting
from tests.bench.regions import build_regions
from tests.bench.servers import run_explorer

PRINTERS = 10
YEARS = range(2015, 2023)
PATIENCE_SECONDS = 120.0


def measure_crowding(browser: Browser, workspace: Path) -> tuple[list[Protecting], str]:
    """Two rows, alone and in the crowd, of the same server; and a sentence on what the others got."""
    goals = next(iter(build_regions(workspace))).goals
    with run_explorer(find_region(DEFAULT_REGION), workspace / "cache-crowd") as (address, _):
        alone = measure_changes(browser, address)
        with _crowd(address) as answers:
            crowded = measure_changes(browser, address)
    if not answers[200]:
        raise MeasurementError(f"not one sheet was drawn: {dict(answers)}")
    rows = [
        Protecting("Indikatorwechsel bis gemalt, allein", alone, goals.indicator),
        Protecting(f"  während {PRINTERS} andere drucken", crowded, goals.indicator),
    ]
    return rows, f"  dabei gezeichnet: {answers[200]} Blätter (A4, 300 ppi), vertröstet: {answers[503]}"


@contextmanager
def _crowd(address: str) -> Iterator[Counter[int]]:
    """Ten clients that ask for one sheet after the other, each another one; how often which status came."""
    enough, answers, turn = threading.Event(), Counter[int](), count()
    lock = threading.Lock()

    def ask() -> None:
        while not enough.is_set():
            with lock:
                number = next(turn)
            status = _fetch(address, f"/export/karte.png?jahr={YEARS[number % len(YEARS)]}&ppi={300 - number % 40}")
            with lock:
                answers[status] += 1
            # a browser that was put off asks again after a while
            enough.wait(0.5 if status == 503 else 0)

    printers = [threading.Thread(target=ask) for _ in range(PRINTERS)]
    for printer in printers:
        printer.start()
    try:
        yield answers
    finally:
        enough.set()
        for printer in printers:
            printer.join(SECONDS)


def _fetch(address: str, path: str) -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
