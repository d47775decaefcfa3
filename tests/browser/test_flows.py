"""The main flows through the whole application with dash[testing]."""

import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from dash.testing.composite import DashComposite
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from dashboard.factory import AtlasApp
from tests.browser.conftest import free_port


class Visitor:
    """What somebody in front of the browser does and sees."""

    def __init__(self, duo: DashComposite, origin: str) -> None:
        self.duo = duo
        self.driver = duo.driver
        self.origin = origin

    def visit(self, query: str = "") -> None:
        self.driver.get(f"{self.origin}/{query}")

    def until(self, good: Callable[[], bool]) -> None:
        """Wait until it is so."""
        end = time.monotonic() + 20
        while not self._holds(good):
            assert time.monotonic() < end, "the page never got there"
            time.sleep(0.05)

    @staticmethod
    def _holds(good: Callable[[], bool]) -> bool:
        try:
            return good()
        except (StaleElementReferenceException, NoSuchElementException):
            return False  # replaced while we were looking

    def sees(self, heading: str) -> None:
        """Wait until the heading and the headline of this view stand."""
        self.duo.wait_for_text_to_equal("#titel", heading, timeout=20)
        self.until(lambda: bool(self.text("#schlagzeile")) and bool(self.query()))

    def text(self, selector: str) -> str:
        return str(self.driver.execute_script("return document.querySelector(arguments[0])?.innerText ?? ''", selector))

    def click(self, selector: str) -> None:
        self.driver.execute_script("arguments[0].click()", self.driver.find_element(By.CSS_SELECTOR, selector))

    def query(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(urlsplit(self.driver.current_url).query).items()}

    def view(self) -> tuple[object, ...]:
        """Everything that must be the same when the same link is opened again."""
        fills = self.driver.execute_script(
            "return [...document.querySelectorAll('#karte-a path[data-raum]')]"
            ".map((p) => p.getAttribute('fill')).join()"
        )
        return (
            self.driver.current_url,
            self.driver.title,
            *(self.text(part) for part in ("#titel", "#schlagzeile", "#legende", "#profil-ansicht", "#quelle")),
            fills,
        )

    def stands(self) -> tuple[object, ...]:
        """The view once nothing changes any more."""
        seen: list[tuple[object, ...]] = []

        def calm() -> bool:
            seen.append(self.view())
            return (
                len(seen) > 1
                and seen[-1] == seen[-2]
                and bool(seen[-1][-1])
                and "wartet" not in str(self.driver.find_element(By.ID, "profil-ansicht").get_attribute("class"))
            )

        self.until(calm)
        return seen[-1]


@pytest.fixture
def visitor(dash_duo: DashComposite, demo_app: AtlasApp) -> Iterator[Visitor]:
    """Somebody with a fresh browser; nothing may be on the console in the end."""
    port = free_port()
    dash_duo.start_server(demo_app, port=port)
    yield Visitor(dash_duo, f"http://localhost:{port}")
    assert [entry for entry in dash_duo.get_logs() or [] if entry["level"] == "SEVERE"] == []


def test_way_through_the_atlas_can_be_gone_back_and_shared(visitor: Visitor) -> None:
    visitor.visit()
    visitor.sees("SGB-II-Quote 2022")
    assert "Am höchsten in " in visitor.text("#schlagzeile")
    assert visitor.query() == {"indikator": "sgb2_quote", "jahr": "2022", "ebene": "sozialraum", "stand": "2018"}

    visitor.click('[data-indikator="leerstandsquote"]')
    visitor.sees("Leerstandsquote 2022")
    assert visitor.query()["indikator"] == "leerstandsquote"

    visitor.click('#jahre [data-jahr="2018"]')
    visitor.sees("Leerstandsquote 2018")
    assert visitor.query()["jahr"] == "2018"

    Select(visitor.driver.find_element(By.ID, "wahl-innerhalb")).select_by_visible_text("Alsdorf")
    visitor.until(lambda: visitor.query().get("innerhalb") == "05334004")
    visitor.until(lambda: "Nur Alsdorf" in visitor.text("#filter"))

    visitor.click("#reiter-tabelle")
    visitor.until(lambda: bool(visitor.driver.find_elements(By.CSS_SELECTOR, '#tabelle tr[data-raum="A1a"]')))
    visitor.click('#tabelle tr[data-raum="A1a"] button')
    visitor.until(lambda: visitor.query().get("raum") == "A1a")
    visitor.until(lambda: visitor.text("#profil-ansicht h3").startswith("A1a"))
    shared = visitor.stands()

    visitor.driver.refresh()
    visitor.sees("Leerstandsquote 2018")
    visitor.until(lambda: visitor.text("#profil-ansicht h3").startswith("A1a"))
    assert visitor.stands() == shared

    for heading, innerhalb in (
        ("Leerstandsquote 2018", "05334004"),
        ("Leerstandsquote 2018", None),
        ("Leerstandsquote 2022", None),
        ("SGB-II-Quote 2022", None),
    ):
        visitor.driver.back()
        visitor.sees(heading)
        visitor.until(lambda innerhalb=innerhalb: visitor.query().get("innerhalb") == innerhalb)  # type: ignore[misc]
    visitor.driver.forward()
    visitor.sees("Leerstandsquote 2022")

    visitor.driver.delete_all_cookies()
    visitor.driver.switch_to.new_window("window")
    visitor.driver.get(str(shared[0]))
    visitor.sees("Leerstandsquote 2018")
    visitor.until(lambda: visitor.text("#profil-ansicht h3").startswith("A1a"))
    assert visitor.stands() == shared


@pytest.mark.parametrize(
    ("query", "heading", "notice"),
    [
        (
            "?indikator=gibtesnicht",
            "SGB-II-Quote 2022",
            "Den Indikator „gibtesnicht“ gibt es hier nicht. Gezeigt wird „SGB-II-Quote“.",
        ),
        ("?jahr=1999", "SGB-II-Quote 2014", "Für 1999 liegen keine Daten vor; gezeigt wird 2014."),
        ("?raum=XY99&quatsch=1", "SGB-II-Quote 2022", "Unbekannte Angabe im Link ausgelassen: „quatsch“."),
        ("?jahr=%3Cscript%3Ealert(1)%3C/script%3E", "SGB-II-Quote 2022", "ist kein Jahr; gezeigt wird 2022."),
        ("?methode=eigene&grenzen=5;x", "SGB-II-Quote 2022", "gezeigt werden die festen Grenzen."),
    ],
)
def test_bad_link_gives_a_notice_and_the_nearest_view(visitor: Visitor, query: str, heading: str, notice: str) -> None:
    visitor.visit(query)
    visitor.sees(heading)
    visitor.until(lambda: notice in visitor.text("#hinweise"))
    assert re.search(r"jahr=\d{4}&ebene=sozialraum&stand=2018$", visitor.driver.current_url)
