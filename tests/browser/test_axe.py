"""axe-core finds nothing to complain of, wide and narrow."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.explorer import Explorer, Watch

STATES: dict[str, dict[str, Any]] = {
    "start": {},
    "area": {"raum": "A1a"},
    "time": {"ansicht": "zeit", "raum": "A1a"},
    "reading": {"ansicht": "zeit", "raum": "B3a", "lesart": "original"},
    "change": {"stand": "2016-entwurf", "jahr": 2022, "basis": 2014, "grenzaenderung": "auslassen", "raum": "B3"},
    "scatter": {"ansicht": "zusammenhang", "vergleich": "leerstandsquote"},
    "table": {"ansicht": "tabelle", "indikator": "ohne_abschluss"},
    "two maps": {"vergleich": "leerstandsquote", "karten": 2},
    "filter": {"innerhalb": "05334004"},
    "symbols": {"indikator": "bev_insgesamt"},
    "own limits": {"methode": "eigene", "grenzen": [5, 12.5, 20], "klassen": 4},
    "files": {},
    "chart files": {"ansicht": "zeit"},
    "kommunen": {"ebene": "kommune", "raum": "05334004"},
}
SIZES = {"wide": (1440, 900), "narrow": (360, 740)}


@pytest.fixture(scope="module", params=SIZES)
def audited(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Explorer]:
    """A page that lets axe in; the CSP keeps scripts out otherwise."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", bypass_csp=True)
    watch = Watch(address)
    page = context.new_page()
    watch.attach(page)
    yield Explorer(page, watch)
    context.close()


def violations(page: Explorer) -> list[str]:
    """What axe finds, one line per element.

    Names on the map have a white halo, which axe takes for the colour of the text where it finds no area below them.
    """
    found = Axe().run(page.page).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]} {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
        if not (rule["id"] == "color-contrast" and "leaflet-namen-pane" in str(node["target"]))
    ]


@pytest.mark.parametrize("state", STATES)
def test_view_is_accessible(audited: Explorer, state: str) -> None:
    audited.show(**STATES[state])
    if state == "own limits":
        audited.find("details#klassen-und-farben").evaluate("(details) => { details.open = true; }")
    if state == "files":
        audited.find("#dateien summary").click()
    if state == "chart files":
        audited.find("#diagramm-dateien summary").click()
    for sheet in audited.find(".blatt-griff:visible").all()[:1] if state in ("own limits", "area") else []:
        sheet.click()
    found = violations(audited)
    for sheet in audited.find('.blatt-griff[aria-expanded="true"]').all():
        sheet.click()
    assert found == []


@pytest.mark.parametrize("path", ["/impressum", "/datenschutz", "/barrierefreiheit", "/ueber", "/gibt-es-nicht"])
def test_text_page_is_accessible(audited: Explorer, path: str) -> None:
    audited.page.goto(f"{audited.watch.address}{path}")
    assert violations(audited) == []


def test_axe_would_find_something(audited: Explorer) -> None:
    audited.page.goto(f"{audited.watch.address}/impressum")
    audited.js("() => document.querySelector('main').append(document.createElement('button'))")
    assert any(line.startswith("button-name") for line in violations(audited))
