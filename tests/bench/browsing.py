"""What a visitor of one region waits for: the explorer and the naive reference, one after the other."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.pages import (
    Reaction,
    Visit,
    alternate,
    hovers,
    indicator_buttons,
    visit,
    warm_up,
    year_buttons,
)
from tests.bench.samples import LEAST, REPETITIONS, Samples, collect
from tests.bench.servers import run_explorer, run_naive

SECONDS = 30.0
STARTS = 3


def measure_explorer(browser: Browser, region: Path, workspace: Path) -> dict[str, Samples]:
    """Milliseconds, bytes and numbers of requests of the explorer, by quantity."""
    cache = workspace / f"cache-{region.name}"
    found = {"start": measure_starts(region, workspace)}
    with run_explorer(region, cache) as (address, _):
        _warm_server(browser, address)
        found["first_visit"], found["first_bytes"] = _first_visits(browser, address)
        unseen = _unseen_changes(browser, address)
        with visit(browser, address) as opened:
            warm_up(opened)
            years = _reactions(alternate(opened, year_buttons(opened)))
            buttons = indicator_buttons(opened)[:2]
            for button in buttons:
                opened.click(button)
            seen = _reactions(alternate(opened, buttons))
        with visit(browser, address) as opened:
            hovered = _reactions(hovers(opened))
    for name, reactions in (("indicator", unseen), ("seen", seen), ("year", years), ("hover", hovered)):
        found |= _columns(name, reactions)
    return found


def measure_changes(browser: Browser, address: str) -> Samples:
    """Milliseconds until another indicator is painted that this browser has not fetched; the server knows it."""
    _warm_server(browser, address)
    return Samples(tuple(reaction.milliseconds for reaction in _unseen_changes(browser, address)))


def measure_naive(browser: Browser, region: Path) -> dict[str, Samples]:
    """The same quantities of the naive reference; it has no cache in the browser and no linked views."""
    with run_naive(region) as address:
        first, received = _first_visits(browser, address)
        with visit(browser, address) as opened:
            indicators = _naive_clicks(opened, "indicator")
            years = _naive_clicks(opened, "year")
    found = {"first_visit": first, "first_bytes": received}
    return found | _columns("indicator", indicators) | _columns("year", years)


def measure_starts(region: Path, workspace: Path) -> Samples:
    """Milliseconds from `python app.py` to the first answered request, each time with an empty cache folder."""

    def starts() -> Iterator[float]:
        for number in range(STARTS):
            with run_explorer(region, workspace / f"start-{region.name}-{number}") as (_, milliseconds):
                answered = milliseconds
            yield answered

    return collect(starts(), SECONDS)


def _warm_server(browser: Browser, address: str) -> None:
    """Another visitor has seen every indicator that will be asked for."""
    with visit(browser, address) as opened:
        for button in indicator_buttons(opened):
            opened.click(button)


def _first_visits(browser: Browser, address: str) -> tuple[Samples, Samples]:
    received: list[float] = []

    def visits() -> Iterator[float]:
        while True:
            with visit(browser, address) as opened:
                received.append(opened.traffic.received)
            yield opened.first_map

    return collect(visits(), SECONDS), Samples(tuple(received))


def _unseen_changes(browser: Browser, address: str) -> list[Reaction]:
    """Changes to indicators this browser has not fetched; a new visit when all have been seen."""
    deadline = time.monotonic() + SECONDS
    taken: list[Reaction] = []
    while len(taken) < REPETITIONS and (len(taken) < LEAST or time.monotonic() < deadline):
        with visit(browser, address) as opened:
            warm_up(opened)
            taken += [opened.click(button) for button in indicator_buttons(opened)[: REPETITIONS - len(taken)]]
    return taken


def _naive_clicks(opened: Visit, kind: str) -> list[Reaction]:
    buttons = opened.page.locator(f'button[id^="{kind}-"]').all()
    clicks = alternate(opened, buttons[1:] + buttons[:1])
    next(clicks)
    return _reactions(clicks)


def _reactions(reactions: Iterator[Reaction]) -> list[Reaction]:
    taken: list[Reaction] = []

    def milliseconds() -> Iterator[float]:
        for reaction in reactions:
            taken.append(reaction)
            yield reaction.milliseconds

    collect(milliseconds(), SECONDS)
    return taken


def _columns(name: str, reactions: list[Reaction]) -> dict[str, Samples]:
    def samples(read: Callable[[Reaction], float]) -> Samples:
        return Samples(tuple(read(reaction) for reaction in reactions))

    return {
        name: samples(lambda reaction: reaction.milliseconds),
        f"{name}_bytes": samples(lambda reaction: float(reaction.received)),
        f"{name}_requests": samples(lambda reaction: float(reaction.requests)),
    }
