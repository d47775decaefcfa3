"""The screen of a talk as a test sees it."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Frame, Locator, Page

from tests.browser.explorer import Explorer, wait_for

KEY = "sozialraum-szenen:staedteregion-aachen"
PLACE = "indikator={}&jahr=2022&ebene=sozialraum&stand=2018"
FIRST = "/?" + PLACE.format("sgb2_quote")
SCENES = [
    {"titel": "Wo viele SGB II beziehen", "notiz": "Erst wirken lassen.\nDann A1a.", "ansicht": FIRST},
    {"titel": "Arbeitslose", "notiz": "", "ansicht": "/?" + PLACE.format("alo_anteil")},
    {"titel": "Handlungsfelder", "notiz": "Lang verweilen.", "ansicht": "/handlungsfelder/?stand=2018&jahr=2017"},
]  # fmt: skip
READY = "() => [...document.querySelectorAll('.szenen-rahmen')].filter((f) => 'bereit' in f.dataset).length"


def talk(*scenes: dict[str, str], **changed: Any) -> dict[str, Any]:
    """A file of scenes."""
    frame = {"format": "sozialraum-szenen", "version": 1, "region": "staedteregion-aachen", "titel": "Fachforum"}
    return frame | {"szenen": list(scenes or SCENES)} | changed


def keep(explorer: Explorer, content: dict[str, Any]) -> None:
    """Scenes this browser has recorded before."""
    entry = json.dumps([KEY, json.dumps(content)])
    fresh = "location.protocol === 'http:' && !localStorage.getItem(k)"
    explorer.page.context.add_init_script(f"{{ const [k, v] = {entry}; if ({fresh}) localStorage.setItem(k, v); }}")


@dataclass
class Hall:
    """`/vortrag/` in one window."""

    page: Page
    address: str

    def open(self, query: str = "", scenes: int = 3) -> "Hall":
        """Go there and wait until the first scene and its neighbours stand."""
        self.page.goto(f"{self.address}/vortrag/{query}")
        wait_for(self.page, lambda: self.page.evaluate("() => Boolean(window.vortragBereit)"))
        if scenes:
            wait_for(self.page, lambda: self.page.evaluate(READY), lambda n: n >= scenes)
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def shown(self) -> Frame:
        """The scene on the screen; never more than one."""
        handles = wait_for(self.page, lambda: self.page.query_selector_all(".szenen-rahmen.gezeigt"))
        assert len(handles) == 1
        frame = handles[0].content_frame()
        assert isinstance(frame, Frame)
        return frame

    def position(self) -> str:
        return str(self.page.evaluate("() => document.getElementById('saal-stelle').textContent"))
