"""The page Indizes as a test sees it."""

from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page

from tests.browser.explorer import Watch, wait_for

# The map shows the answer to the selection that the URL names.
SETTLED = """() => {
  const atlas = window.atlas;
  if (!atlas || !atlas.current || !atlas.directory) return "no view yet";
  if (atlas.format(atlas.current.selection) !== atlas.format(atlas.selection)) return "another view";
  const state = atlas.map.states.get("flaechen-a");
  if (!state || !state.ready || state.view !== atlas.current.a) return "map";
  const areas = [...state.layers.values()].map((layer) => layer.getElement()).filter((area) => !area.ariaHidden);
  if (areas.some((area) => area.getAttribute("role") !== "button" || !area.getAttribute("aria-label"))) return "names";
  if (!document.querySelector(`#feld-${atlas.selection.ansicht} table`)) return "drawer";
  const kit = document.querySelectorAll("#baukasten [data-teil]").length;
  if ((atlas.selection.index === "eigener-index") !== Boolean(kit && !document.querySelector("#baukasten").hidden))
    return "composer";
  const chart = document.querySelector("#index-zeit .dash-graph");
  if (chart && !chart.querySelector(".js-plotly-plot .main-svg")) return "chart";
  return "";
}"""


class IndexPage:
    """One page /indizes/."""

    def __init__(self, page: Page, watch: Watch) -> None:
        self.page = page
        self.watch = watch

    def open(self, **query: Any) -> "IndexPage":
        """Go to a view and wait until it stands."""
        self.page.goto(f"{self.watch.address}/indizes/" + (f"?{urlencode(query)}" if query else ""))
        return self.settle()

    def settle(self) -> "IndexPage":
        """Wait until everything shows the current selection."""
        wait_for(self.page, lambda: self.page.evaluate(SETTLED), lambda found: found == "")
        return self

    def find(self, selector: str) -> Locator:
        """Element of the page."""
        return self.page.locator(selector)

    @property
    def selection(self) -> dict[str, Any]:
        """The selection in the browser."""
        return dict(self.page.evaluate("() => atlas.selection"))

    def fills(self) -> dict[str, str]:
        """Fill of every area."""
        return dict(
            self.page.evaluate("""() => Object.fromEntries([...document.querySelectorAll("#karte-a path[data-raum]")]
              .map((path) => [path.dataset.raum, path.getAttribute("fill")]))""")
        )
