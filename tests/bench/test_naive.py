from collections.abc import Iterator
from threading import Thread

import geopandas as gpd
import pytest
from playwright.sync_api import Browser, Page
from shapely import box
from werkzeug.serving import make_server

from tests.bench.naive import COLOURS, MISSING, build_collection, create_naive_app

NAN = float("nan")
# quintiles over both years: a 1, 1.6, 2, 2.6; b 10, 50, 50, 90; a value on a limit is in the class above
VALUES = {
    ("a", 2020): [1.0, 2.0, NAN],
    ("a", 2021): [5.0, 2.0, 1.0],
    ("b", 2020): [90.0, 10.0, 50.0],
    ("b", 2021): [10.0, 90.0, 50.0],
}


@pytest.fixture
def address() -> Iterator[str]:
    squares = gpd.GeoDataFrame(index=["01", "02", "03"], geometry=[box(x, 50, x + 1, 51) for x in (6, 7, 8)], crs=4326)
    server = make_server("127.0.0.1", 0, create_naive_app(squares, VALUES).server, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_missing_values_are_null_in_the_collection() -> None:
    features = [{"id": key} for key in ("01", "02", "03")]
    collection = build_collection(features, VALUES, "a", 2020)
    assert [feature["properties"]["value"] for feature in collection["features"]] == [1.0, 2.0, None]


def test_each_click_repaints_the_map_and_says_when(address: str, browser: Browser) -> None:
    page = browser.new_page()
    try:
        page.goto(address)
        page.wait_for_function("window.naivePainted > 0")
        assert _fills(page) == [COLOURS[1], COLOURS[3], MISSING]
        for button, expected in (
            ("indicator-1", [COLOURS[4], COLOURS[1], COLOURS[3]]),
            ("year-1", [COLOURS[1], COLOURS[4], COLOURS[3]]),
        ):
            before = page.evaluate("performance.now()")
            page.click(f"#{button}")
            page.wait_for_function("start => window.naivePainted > start", arg=before)
            assert _fills(page) == expected
    finally:
        page.close()


def _fills(page: Page) -> list[str | None]:
    return [path.get_attribute("fill") for path in page.locator("path.leaflet-interactive").all()]
