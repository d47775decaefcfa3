"""axe-core finds nothing to complain of in a talk, wide and narrow, dark and light."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.explorer import Explorer, Watch, wait_for
from tests.browser.hall import Hall, keep, talk
from tests.browser.test_axe import violations
from tests.browser.test_scenes import arrange


@pytest.fixture(scope="module", params=[(1440, 900), (360, 740)], ids=["wide", "narrow"])
def audited(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Explorer]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", bypass_csp=True)
    watch = Watch(address)
    watch.attach(context)
    explorer = Explorer(context.new_page(), watch)
    keep(explorer, talk())
    yield explorer
    context.close()


@pytest.mark.parametrize("theme", ["dunkel", "hell"])
def test_hall_is_accessible(audited: Explorer, theme: str) -> None:
    hall = Hall(audited.page, audited.watch.address).open(f"?thema={theme}", 1)
    hall.page.mouse.move(50, 50)
    assert violations(audited) == []
    hall.press("q", "?")
    expect(hall.find("#saal-hilfe")).to_be_visible()
    hall.page.mouse.move(60, 60)
    assert violations(audited) == []


@pytest.mark.parametrize("theme", ["dunkel", "hell"])
@pytest.mark.parametrize("view", ["?raum=A1a", "?ansicht=zeit&raum=A1a", "/handlungsfelder?", "/indizes?"])
def test_scene_is_accessible(audited: Explorer, view: str, theme: str) -> None:
    audited.page.goto(f"{audited.watch.address}/vortrag/ansicht{view}&bedienung=jahre&thema={theme}")
    wait_for(audited.page, lambda: audited.js("() => Boolean(window.atlasFirstPaint && atlas.current)"))
    expect(audited.find("#quelle")).not_to_be_empty()
    wait_for(audited.page, lambda: audited.js("() => Boolean(document.querySelector('path[aria-label]'))"))
    assert violations(audited) == []


def test_notes_are_accessible(audited: Explorer) -> None:
    audited.page.goto(f"{audited.watch.address}/vortrag/notizen")
    wait_for(
        audited.page,
        lambda: audited.js("() => document.querySelectorAll('iframe[data-bereit]').length"),
        lambda n: n == 2,
    )
    assert violations(audited) == []


def test_list_of_scenes_is_accessible(audited: Explorer) -> None:
    audited.open()
    arrange(audited)
    audited.find('[aria-label="Szene 2 löschen"]').click()
    assert violations(audited) == []


def test_hall_without_scenes_is_accessible(audited: Explorer) -> None:
    audited.page.goto(f"{audited.watch.address}/vortrag/#szenen=AAAA")
    expect(audited.find("#saal-leer")).to_be_visible()
    assert violations(audited) == []
