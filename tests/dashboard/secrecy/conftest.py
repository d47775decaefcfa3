"""The poisoned region as every file of these tests may have it: protected, and as control without protection."""

import pytest

from dashboard.factory import AtlasApp
from tests.dashboard.secrecy.test_markers import MINIMUM, poisoned_app


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> AtlasApp:
    return poisoned_app(tmp_path_factory.mktemp("geschuetzt"), MINIMUM)


@pytest.fixture(scope="module")
def unprotected(tmp_path_factory: pytest.TempPathFactory) -> AtlasApp:
    return poisoned_app(tmp_path_factory.mktemp("offen"), "")
