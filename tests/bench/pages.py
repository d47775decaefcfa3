"""Pages driven by real clicks: the explorer and the naive reference, and the traffic they cause."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page

STOPWATCH = Path(__file__).with_name("stopwatch.js")
VIEWPORT = {"width": 1440, "height": 900}
QUIET_MILLISECONDS = 100
PATIENCE_MILLISECONDS = 20_000
CLICKS_PER_VISIT = 12


class MeasurementError(RuntimeError):
    """The page did not do what was to be measured."""


@dataclass
class Traffic:
    """Requests and received bytes (headers and compressed bodies) since the last `restart`."""

    requests: list[str] = field(default_factory=list)
    received: int = 0
    open: int = 0

    def watch(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.loadingFailed", self._failed)
        session.send("Network.enable")

    def restart(self) -> None:
        self.requests.clear()
        self.received = 0

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.requests.append(event["request"]["url"])
            self.open += 1

    def _finished(self, event: dict[str, Any]) -> None:
        self.open -= 1
        self.received += int(event["encodedDataLength"])

    def _failed(self, _event: dict[str, Any]) -> None:
        self.open -= 1


@dataclass(frozen=True)
class Reaction:
    """What one click caused: milliseconds until painted, requests and bytes until all was quiet."""

    milliseconds: float
    requests: int
    received: int


@dataclass(frozen=True)
class Visit:
    """One opened page in a browser context of its own, so with an empty cache."""

    page: Page
    traffic: Traffic
    first_map: float

    def click(self, button: Locator) -> Reaction:
        """Click and wait until the map shows other colours; the colours must then stay."""
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        if box is None:
            raise MeasurementError(f"{button} is not on screen: {self.page.url}")
        # straight from elsewhere: who points and clicks at once gains nothing by what is fetched while pointing
        self.page.mouse.move(5, 5)
        self.traffic.restart()
        self.page.evaluate("stopwatch.armPaint()")
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        milliseconds = self.page.evaluate("stopwatch.elapsed()")
        if milliseconds is None:
            raise MeasurementError(f"a click on {button} did not change the map: {self.page.url}")
        painted = self.page.evaluate("stopwatch.fills()")
        self.settle()
        if self.page.evaluate("stopwatch.fills()") != painted:
            raise MeasurementError(f"the map changed again after it was painted: {self.page.url}")
        return Reaction(float(milliseconds), len(self.traffic.requests), self.traffic.received)

    def settle(self) -> None:
        """Wait until no request has been open for a moment."""
        waited = 0
        while True:
            count = len(self.traffic.requests)
            self.page.wait_for_timeout(QUIET_MILLISECONDS)
            waited += QUIET_MILLISECONDS
            if self.traffic.open <= 0 and len(self.traffic.requests) == count:
                return
            if waited > PATIENCE_MILLISECONDS:
                raise MeasurementError(f"requests never end: {self.traffic.requests[-3:]}")


@contextmanager
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A first visit: new context, empty cache."""
    context = browser.new_context(viewport=VIEWPORT, locale="de-DE")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    try:
        page = context.new_page()
        traffic = Traffic()
        traffic.watch(page)
        page.add_init_script(path=STOPWATCH)
        page.goto(address, wait_until="commit")
        opened = Visit(page, traffic, float(page.evaluate("stopwatch.firstMap()")))
        opened.settle()
        yield opened
    finally:
        context.close()


def indicator_buttons(opened: Visit) -> list[Locator]:
    """Buttons of indicators that exist where the map is, without the one that is shown."""
    opened.page.evaluate("document.querySelectorAll('details.thema').forEach((theme) => { theme.open = true; })")
    ids = opened.page.evaluate(
        """() => { const { stand, ebene, jahr } = atlas.selection;
            const buttons = [...document.querySelectorAll('[data-indikator][aria-pressed="false"]')];
            return buttons.map((button) => button.dataset.indikator)
                .filter((id) => atlas.years(id, stand, ebene).includes(jahr)); }"""
    )
    return [opened.page.locator(f'button[data-indikator="{indikator}"]') for indikator in ids[:CLICKS_PER_VISIT]]


def year_buttons(opened: Visit) -> list[Locator]:
    """The buttons of the last two years, the earlier one first."""
    return opened.page.locator("#jahre button").all()[-2:]


def warm_up(opened: Visit) -> None:
    """Let the browser compile what a change runs."""
    for _ in range(2):
        for button in year_buttons(opened):
            opened.click(button)


def alternate(opened: Visit, buttons: list[Locator]) -> Iterator[Reaction]:
    """Click the buttons in turn, without end."""
    while True:
        for button in buttons:
            yield opened.click(button)


def hovers(opened: Visit) -> Iterator[Reaction]:
    """Move the mouse from area to area, each time until the linked views show it."""
    areas = opened.page.evaluate(
        """() => { const view = atlas.current.a;
            return (view.rankList || []).filter((_, p) => p % 4 === 0).slice(0, 25).map((i) => ({
                name: atlas.areaName(view, i), code: view.file.kuerzel[i], ...atlas.map.pointOf(view.file.raeume[i]),
            })); }"""
    )
    for area in areas:
        hit = opened.page.evaluate(
            "({x, y}) => Boolean(document.elementFromPoint(x, y)?.closest('.leaflet-container'))", area
        )
        if not hit:
            continue
        opened.page.mouse.move(5, 5)
        opened.page.wait_for_timeout(60)
        opened.traffic.restart()
        opened.page.evaluate("area => stopwatch.armHover(area)", area)
        opened.page.mouse.move(area["x"], area["y"])
        milliseconds = opened.page.evaluate("stopwatch.elapsed(1500)")
        # at 10,990 areas a label point can lie below a neighbour's line; such a move shows another area
        if milliseconds is not None:
            yield Reaction(float(milliseconds), len(opened.traffic.requests), opened.traffic.received)
