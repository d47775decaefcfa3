"""How long another limit takes: the rules, the answer of the server, and until the map of 93 areas is painted."""

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser

from callbacks.handlungsfelder import update_fields
from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import load_package
from indicators.handlungsfelder.whatif import with_limit
from layouts.handlungsfelder.selection import Feldansicht
from layouts.navigation import HANDLUNGSFELDER
from tests.bench.pages import MeasurementError, Visit, visit
from tests.bench.protecting import Protecting
from tests.bench.samples import collect, timed
from tests.bench.servers import run_explorer

SECONDS = 4.0
GOAL = 100.0
STAND, JAHR, FIELD, CONDITION = "2018", 2017, "aeltere", "aeltere.1.1"
WARM_UP = 6


def measure_fields() -> list[Protecting]:
    """One row for the rules alone, and one for each answer of the page."""
    atlas = Atlas(load_package(find_region(DEFAULT_REGION)), Memory(Flask("bench"), MEMORY))
    if atlas.fields is None:
        raise MeasurementError("the demonstration region has no Handlungsfelder")
    fields, limits = atlas.fields, cycle((-3.0, 3.0))

    def ask(ansicht: Feldansicht) -> Callable[[], object]:
        question = {"stand": STAND, "jahr": JAHR, "ansicht": ansicht.value}
        return lambda: update_fields(question | {"grenzen": [f"{CONDITION}:{next(limits)}"]}, atlas)

    work: dict[str, Callable[[], object]] = {
        "Regeln mit anderem Grenzwert": lambda: atlas.evaluation(
            STAND, JAHR, with_limit(fields, CONDITION, next(limits))
        )
    }
    work |= {f"Antwort mit Ansicht „{ansicht.value}“": ask(ansicht) for ansicht in Feldansicht}
    for run in work.values():
        run()
    return [Protecting(label, collect(timed(run), SECONDS), GOAL) for label, run in work.items()]


def measure_limits(browser: Browser, workspace: Path) -> list[Protecting]:
    """From the key on the slider to the painted map, server and network included."""
    path = f"{HANDLUNGSFELDER}?stand={STAND}&jahr={JAHR}&feld={FIELD}&ansicht={Feldansicht.WASWENN}"
    with run_explorer(find_region(DEFAULT_REGION), workspace / "cache") as (address, _):
        with visit(browser, f"{address}{path}"):
            pass
        with visit(browser, f"{address}{path}") as opened:
            steps = _steps(opened)
            for _ in range(WARM_UP):
                next(steps)
            return [Protecting("anderer Grenzwert bis gemalt", collect(steps, 30.0), GOAL)]


def _steps(opened: Visit) -> Iterator[float]:
    """Set the limit to one end and the other, without end."""
    slider = opened.page.locator(f'[data-grenze="{CONDITION}"] input[type=range]')
    slider.focus()
    for key in cycle(("End", "Home")):
        opened.page.evaluate("stopwatch.armPaint('keydown')")
        slider.press(key)
        milliseconds = opened.page.evaluate("stopwatch.elapsed()")
        if milliseconds is None:
            raise MeasurementError(f"another limit did not change the map: {opened.page.url}")
        opened.settle()
        yield float(milliseconds)
