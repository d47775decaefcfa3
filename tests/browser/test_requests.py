"""What the page asks of the server: little, once, and nobody else."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, wait_for

IDLE = "() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 30), { timeout: 300 }))"


def data_paths(explorer: Explorer) -> list[str]:
    """Requested data files without hashes."""
    return [
        path.split("/", 3)[3] if "/werte/" in path else path.split("/", 2)[2].rsplit("-", 1)[0]
        for path in explorer.watch.paths()
        if path.startswith("/daten/") and not path.endswith("verzeichnis.json")
    ]


def test_start_fetches_every_file_once(open_page: OpenPage) -> None:
    page = open_page().open()
    assert sorted(data_paths(page)) == [
        "raeume/2018/sozialraum/geometrie",
        "raeume/2018/sozialraum/grenzen",
        "raeume/2018/sozialraum/namen",
        "werte/2018/sozialraum/sgb2_quote.json",
    ]
    assert sum(path.endswith("verzeichnis.json") for path in page.watch.paths()) == 1


def test_geometry_travels_once_per_level_and_gebietsstand(open_page: OpenPage) -> None:
    page = open_page().open()
    for place in (
        {"ebene": "kommune"},
        {"ebene": "sozialraum"},
        {"stand": "2017"},
        {"stand": "2018"},
        {"ebene": "kommune"},
    ):
        page.navigate(**place)
    travelled = page.js("""() => performance.getEntriesByType("resource").filter((e) => e.name.includes("/geometrie-")
        && e.transferSize > 0).map((e) => new URL(e.name).pathname.split("/").slice(3, 5).join("/"))""")
    assert Counter(travelled) == {"2018/sozialraum": 1, "2018/kommune": 1, "2017/sozialraum": 1}


def test_new_indicator_fetches_exactly_its_values(explorer: Explorer) -> None:
    page = explorer.show()
    page.find('[data-indikator="leerstandsquote"]').evaluate("(button) => { button.closest('details').open = true; }")
    page.watch.forget()
    page.find('[data-indikator="leerstandsquote"]').click()
    expect(page.find("h1")).to_contain_text("Leerstandsquote")
    page.settle()
    assert data_paths(page) == ["werte/2018/sozialraum/leerstandsquote.json"]
    assert [path for path in page.watch.paths() if not path.startswith(("/daten/", "/_dash-update", "/assets/"))] == []


def test_known_indicator_fetches_no_values_again(explorer: Explorer) -> None:
    page = explorer.show(indikator="anteil_u6")
    page.show()
    page.watch.forget()
    page.navigate(indikator="anteil_u6")
    assert data_paths(page) == []


def test_year_step_asks_nothing(explorer: Explorer) -> None:
    page = explorer.show(raum="A1a")
    page.watch.forget()
    for jahr in (2019, 2015):
        page.find(f'#jahre [data-jahr="{jahr}"]').click()
        wait_for(page.page, lambda jahr=jahr: page.js("() => atlas.current.a.jahr") == jahr)  # type: ignore[misc]
        page.settle().js(IDLE)
    assert page.watch.requests == []


def test_hover_and_selection_of_classes_ask_nothing(explorer: Explorer) -> None:
    page = explorer.show()
    page.watch.forget()
    page.point_at("A1a")
    expect(page.find("#sprechblase")).to_be_visible()
    page.find('#legende [data-klasse="0"]').click()
    expect(page.find("#filter button")).to_have_count(1)
    page.js(IDLE)
    assert page.watch.requests == []


def test_limits_of_each_year_are_fetched_only_when_asked_for(open_page: OpenPage) -> None:
    page = open_page().open()
    assert not any("/jahresgrenzen/" in path for path in page.watch.paths())
    page.navigate(bezug="jahr")
    page.navigate(jahr=2016)
    assert sum("/jahresgrenzen/" in path for path in page.watch.paths()) == 1


@pytest.mark.parametrize(
    ("action", "problem"),
    [
        (
            "() => { const script = document.createElement('script'); script.textContent = '1';"
            " document.body.append(script); }",
            "Content Security Policy",
        ),
        ("() => { fetch('/gibt-es-nicht'); }", "status 404"),
        ("() => { setTimeout(() => { throw new Error('laut'); }); }", "page error: laut"),
        ("() => { console.error('nanu'); }", "console: nanu"),
    ],
)
def test_watch_sees_what_it_is_there_for(explorer: Explorer, action: str, problem: str) -> None:
    explorer.show().js(action)
    wait_for(explorer.page, lambda: any(problem in found for found in explorer.watch.problems))
    explorer.watch.problems.clear()


def test_policy_stops_requests_to_other_origins(explorer: Explorer) -> None:
    page = explorer.show()
    refused = page.js("""() => new Promise((done) => { document.addEventListener("securitypolicyviolation",
        (event) => done(event.blockedURI), { once: true }); fetch("https://example.invalid/").catch(() => null); })""")
    assert refused.startswith("https://example.invalid")
    wait_for(page.page, lambda: any("Content Security Policy" in found for found in page.watch.problems))
    page.watch.problems.clear()
