"""The explorer page as a test sees it, and the watch that no test may displease."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

PATIENCE = 30.0

# Maps, panels, server sentences and charts all show the selection that the URL names.
SETTLED = """() => {
  const atlas = window.atlas;
  if (!atlas || !atlas.current || !atlas.directory) return "no view yet";
  const last = (name) => { const marks = performance.getEntriesByName(name);
    return marks.length ? marks.at(-1).startTime : -1; };
  const asked = atlas.format(atlas.selection);
  if (atlas.format(atlas.current.selection) !== asked) return "another view";
  if (last("atlas:fertig") < last("atlas:wahl")) return "panels";
  if (document.documentElement.classList.contains("laedt")) return "loading";
  const keys = atlas.selection.karten === 2 ? ["a", "b"] : ["a"];
  for (const key of keys) {
    const state = atlas.map.states.get(`flaechen-${key}`);
    if (!state || !state.ready || state.view !== atlas.current[key]) return `map ${key}`;
    const areas = [...state.layers.values()].map((layer) => layer.getElement()).filter((area) => !area.ariaHidden);
    if (!areas.length) return `no areas ${key}`;
    if (areas.some((area) => area.getAttribute("role") !== "button")) return `keyboard ${key}`;
    if (areas.some((area) => !area.getAttribute("aria-label"))) return `names ${key}`;
  }
  for (const [kind, parts] of [["kontext", []], ["profil", ["raum"]]]) {
    const answer = atlas.answers[kind];
    if (!answer) return kind;
    for (const part of ["indikator", "stand", "ebene", "innerhalb", ...parts])
      if ((answer.frage[part] || null) !== (atlas.selection[part] || null)) return kind;
    if (!atlas.sameChange(answer.frage, atlas.selection)) return kind;
  }
  const series = atlas.answers.zeit;
  if (atlas.selection.ansicht === "zeit" && (!series || ["indikator", "stand", "ebene", "innerhalb", "raum"]
    .some((part) => (series.frage[part] || null) !== (atlas.selection[part] || null)))) return "zeit";
  if (document.querySelector("#profil-ansicht.wartet")) return "profile";
  const chart = document.querySelector("#diagramm-rang .js-plotly-plot");
  if (!chart || !chart.layout) return "charts";
  return "";
}"""


START: dict[str, Any] = {
    "indikator": "sgb2_quote",
    "jahr": 2022,
    "ebene": "sozialraum",
    "stand": "2018",
    "innerhalb": None,
    "feld": None,
    "raum": None,
    "vergleich": None,
    "karten": 1,
    "ansicht": "rang",
    "methode": "rund",
    "klassen": 5,
    "grenzen": [],
    "bezug": "alle",
    "palette": None,
    "lesart": "umgerechnet",
    "basis": None,
    "grenzaenderung": "umrechnen",
}


@dataclass
class Watch:
    """Collects what must not happen on any page of the atlas."""

    address: str
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    tolerated: set[str] = field(default_factory=set)  # paths a test expects to be missing

    def attach(self, target: Page | BrowserContext) -> None:
        """Listen to a page, or to all pages of a context."""
        target.on("console", self._console)
        target.on("request", self._request)
        target.on("requestfailed", self._failed)
        target.on("response", self._response)
        if isinstance(target, Page):
            target.on("pageerror", lambda error: self.problems.append(f"page error: {error.message}"))
        else:
            target.on("weberror", lambda error: self.problems.append(f"page error: {error.error.message}"))

    def _console(self, message: ConsoleMessage) -> None:
        expected = any(path in (message.location or {}).get("url", "") for path in self.tolerated)
        if message.type == "error" and not expected:
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:")):
            return
        self.requests.append(request.url)
        if not request.url.startswith(f"{self.address}/"):
            self.problems.append(f"request to another origin: {request.url}")

    def _failed(self, request: Request) -> None:
        # Chromium itself breaks off a navigation that is a download, and what a page awaited that is left
        given_up = request.url.startswith(f"{self.address}/") and request.failure == "net::ERR_ABORTED"
        if not given_up:
            self.problems.append(f"failed request: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and urlsplit(response.url).path not in self.tolerated:
            self.problems.append(f"status {response.status}: {response.url}")

    def paths(self) -> list[str]:
        """Paths requested so far, in order."""
        return [urlsplit(url).path for url in self.requests]

    def forget(self) -> None:
        """Start counting requests anew."""
        self.requests.clear()


class Explorer:
    """One page of the atlas."""

    def __init__(self, page: Page, watch: Watch) -> None:
        self.page = page
        self.watch = watch

    def open(self, path: str = "/", **query: Any) -> "Explorer":
        """Go to a view and wait until it stands."""
        self.page.goto(f"{self.watch.address}{path}" + (f"?{urlencode(query)}" if query else ""))
        return self.settle()

    def show(self, **selection: Any) -> "Explorer":
        """The first view but for `selection`, without loading the page again where it stands already."""
        if not self.page.url.startswith(f"{self.watch.address}/?") or not self.js("() => Boolean(window.atlas)"):
            self.open()
        self.page.mouse.move(5, 5)
        self.js(
            "() => { const pressed = document.querySelector('#legende .klasse[aria-pressed=true]');"
            " const notice = document.querySelector('#hinweise button');"
            " if (pressed) pressed.click(); if (notice) notice.click(); document.activeElement.blur(); }"
        )
        return self.navigate(**(START | selection))

    def settle(self) -> "Explorer":
        """Wait until everything shows the current selection."""
        wait_for(self.page, lambda: self.js(SETTLED), lambda found: found == "")
        return self

    def js(self, expression: str, argument: Any = None) -> Any:
        """Evaluate in the page."""
        return self.page.evaluate(expression, argument)

    def find(self, selector: str) -> Locator:
        """Element of the page."""
        return self.page.locator(selector)

    def navigate(self, **patch: Any) -> "Explorer":
        """Change the selection as the interface's own controls do, where the control itself is not the subject."""
        self.js("(patch) => atlas.navigate(patch)", patch)
        return self.settle()

    @property
    def selection(self) -> dict[str, Any]:
        """The selection in the browser."""
        return dict(self.js("() => atlas.selection"))

    def query(self) -> str:
        """The query of the address line."""
        return urlsplit(self.page.url).query

    def area(self, key: str, karte: str = "a") -> Locator:
        """The shape of an area on a map."""
        return self.find(f'#karte-{karte} path[data-raum="{key}"]')

    def fill(self, key: str, karte: str = "a") -> str:
        """Its fill."""
        return str(self.area(key, karte).get_attribute("fill"))

    def point(self, key: str) -> tuple[float, float]:
        """Where on the screen an area's label point is."""
        spot = self.js("(key) => atlas.map.pointOf(key)", key)
        return spot["x"], spot["y"]

    def point_at(self, key: str) -> None:
        """Move the mouse onto an area."""
        self.page.mouse.move(*self.point(key))

    def unfold(self, selector: str) -> "Explorer":
        """Open a fold of the rail, unless an earlier test left it open."""
        if self.find(selector).get_attribute("open") is None:
            self.find(f"{selector} summary").click()
        return self

    def tab(self, ansicht: str) -> "Explorer":
        """Open a tab of the drawer."""
        self.find(f"#reiter-{ansicht}").click()
        return self.settle()

    def view(self) -> list[dict[str, Any]]:
        """Key, class, status, value and whether shown, of every area of the first map."""
        return list(
            self.js("""() => { const v = atlas.current.a; return v.file.raeume.map((id, i) => ({ id,
            klasse: v.classes[i], status: v.status(i), wert: Number.isNaN(v.values[i]) ? null : v.values[i],
            gezeigt: Boolean(v.shown[i]), gruppe: v.file.gruppe[i] })); }""")
        )

    def observed(self) -> list[dict[str, Any]]:
        """Of these the ones with a value."""
        return [area for area in self.view() if area["wert"] is not None]

    def rows(self) -> list[dict[str, str]]:
        """The table: one dict of column key → text per row, and the area's key."""
        return list(
            self.js("""() => { const keys = [...document.querySelectorAll("#tabelle thead [data-spalte]")]
            .map((b) => b.dataset.spalte);
          return [...document.querySelectorAll("#tabelle tbody tr")].map((tr) => Object.fromEntries(
            [["id", tr.dataset.raum], ...[...tr.children].map((td, i) => [keys[i], td.textContent])])); }""")
        )

    def legend(self) -> list[dict[str, Any]]:
        """Class rows of the first legend from the lowest class up: colour, text, n."""
        return list(
            self.js("""() => [...document.querySelectorAll("#legende button.klasse")].map((b) => ({
            klasse: Number(b.dataset.klasse), text: b.querySelector(".klasse-text").textContent,
            farbe: getComputedStyle(b.querySelector(".feld-farbe")).backgroundColor,
            n: Number(b.querySelector(".klasse-n").textContent) })).sort((p, q) => p.klasse - q.klasse)""")
        )

    def legend_without_value(self) -> dict[str, int]:
        """Text → n of the legend rows for areas without a value."""
        return dict(
            self.js("""() => Object.fromEntries([...document.querySelectorAll("#legende li.ohne")].map((li) => [
            li.querySelector(".klasse-text").textContent, Number(li.querySelector(".klasse-n").textContent)]))""")
        )


def wait_for(page: Page, look: Callable[[], Any], good: Callable[[Any], bool] = bool) -> Any:
    """Poll until what is looked at is good; the page's CSP forbids `wait_for_function`, which needs eval."""
    end = time.monotonic() + PATIENCE
    while not good(found := look()):
        if time.monotonic() > end:
            raise AssertionError(f"still waiting after {PATIENCE:.0f} s: {found!r}")
        page.wait_for_timeout(25)
    return found
