"""How long a talk needs from the key to the next scene, its neighbours made ahead as on a presenter's evening."""

import json
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from dashboard.settings import DEFAULT_REGION, find_region
from tests.bench.pages import MeasurementError
from tests.bench.protecting import Protecting
from tests.bench.samples import collect
from tests.bench.servers import run_explorer

SECONDS = 120.0
GOAL = 60.0
PATIENCE = 400  # looks, 50 ms apart
PROJECTOR = {"width": 1920, "height": 1080}
PLACE = "ebene=sozialraum&stand=2018"
VIEWS = (
    f"/?indikator=sgb2_quote&jahr=2022&{PLACE}",
    f"/?indikator=alo_anteil&jahr=2022&{PLACE}&raum=A1a",
    "/handlungsfelder/?stand=2018&jahr=2017",
    f"/?indikator=bev_insgesamt&jahr=2022&{PLACE}",
    "/indizes/?index=status_dynamik&jahr=2022&stand=2018&bezug=region",
    f"/?indikator=leerstandsquote&jahr=2022&{PLACE}&innerhalb=05334004",
)
# Time from the key until the frame that shows the scene has been drawn.
ARM = """() => { const channel = new MessageChannel(); const before = document.querySelector(".gezeigt");
  window.change = new Promise((resolve) => window.addEventListener("keydown", (event) => {
    const look = () => { const now = document.querySelector(".gezeigt");
      if (!now || now === before) { requestAnimationFrame(look); return; }
      channel.port1.onmessage = () => resolve(performance.now() - event.timeStamp);
      channel.port2.postMessage(null); };
    requestAnimationFrame(look); }, { capture: true, once: true })); }"""
# The scene on the screen and those beside it stand, and everything has come to rest.
REST = """() => { const all = [...document.querySelectorAll(".szenen-rahmen")];
  return Boolean(document.querySelector(".gezeigt")) && all.length >= 3
    && all.every((one) => "bereit" in one.dataset); }"""


def measure_talk(browser: Browser, workspace: Path) -> list[Protecting]:
    """One row: forward and back through six scenes of three pages."""
    region = find_region(DEFAULT_REGION)
    with run_explorer(region, workspace / "cache-talk") as (address, _):
        page = browser.new_page(viewport=PROJECTOR)  # type: ignore[arg-type]
        page.add_init_script(f"localStorage.setItem({json.dumps(f'sozialraum-szenen:{DEFAULT_REGION}')}, {_talk()})")
        page.goto(f"{address}/vortrag/")
        changes = collect(_changes(page), SECONDS)
        page.close()
    return [Protecting("Szenenwechsel bis gemalt (Nachbarn bereit)", changes, GOAL)]


def _talk() -> str:
    scenes = [{"titel": f"Szene {n}", "notiz": "", "ansicht": view} for n, view in enumerate(VIEWS, start=1)]
    return json.dumps(json.dumps({"titel": "", "szenen": scenes}))


def _changes(page: Page) -> Iterator[float]:
    there, back = ["PageDown"] * (len(VIEWS) - 1), ["PageUp"] * (len(VIEWS) - 1)
    while True:
        for key in there + back:
            _rest(page)
            page.evaluate(ARM)
            page.keyboard.press(key)
            yield float(page.evaluate("() => window.change"))


def _rest(page: Page) -> None:
    for _ in range(PATIENCE):
        if page.evaluate(REST):
            page.wait_for_timeout(1000)  # a presenter says at least a word
            return
        page.wait_for_timeout(50)
    raise MeasurementError("the scenes beside the one shown never stood")
