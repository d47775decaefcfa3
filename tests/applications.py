"""The running application without a browser: fixtures that `conftest.py` of the upper three packages hand on."""

from pathlib import Path
from typing import cast

import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.factory import AtlasApp, create_app
from dashboard.settings import Settings
from tests.regionbuilder import write_region


def start_app(folder: Path, cache: Path) -> AtlasApp:
    """App of one region package; its cache is a folder of its own."""
    return create_app(Settings(region=folder, cache=cache))


def client_of(app: AtlasApp) -> FlaskClient:
    """HTTP client of an app."""
    return cast(FlaskClient, app.server.test_client())


def with_two_small_counts(text: str) -> str:
    """Two counts of unemployed below the minimum of 10, in A1 and A10; together they leave each other [0, 14]."""
    return text.replace(";arbeitslose;50\n", ";arbeitslose;8\n").replace(";arbeitslose;2\n", ";arbeitslose;6\n")


@pytest.fixture(scope="session")
def small_app(tmp_path_factory: pytest.TempPathFactory) -> AtlasApp:
    """App of the region of `tests/regionbuilder.py` with two suppressed counts."""
    folder = tmp_path_factory.mktemp("klein")
    return start_app(write_region(folder / "region", werte=with_two_small_counts), folder / "cache")


@pytest.fixture(scope="session")
def small(small_app: AtlasApp) -> Atlas:
    """The region of `tests/regionbuilder.py` with two suppressed counts."""
    return small_app.atlas


@pytest.fixture(scope="session")
def small_client(small_app: AtlasApp) -> FlaskClient:
    """HTTP client of the small region."""
    return client_of(small_app)


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> AtlasApp:
    """App of the shipped demonstration region."""
    # one cache for all packages' copies of this fixture
    return create_app(Settings(cache=tmp_path_factory.getbasetemp() / "demo-cache"))


@pytest.fixture(scope="session")
def demo(demo_app: AtlasApp) -> Atlas:
    """The shipped demonstration region."""
    return demo_app.atlas
