"""T11 for profiles: a protected number is in none of them. Poisoned region and control stand in `conftest.py`."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from dashboard.exports.profiles import all_subjects
from dashboard.factory import AtlasApp
from layouts.profiles import typeset
from layouts.profiles.profile import Kind
from tests.applications import client_of
from tests.dashboard.secrecy.test_exports import unzipped, without_ornaments
from tests.dashboard.secrecy.test_markers import leaks


def profiles(app: AtlasApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    client = client_of(app)
    documents: list[str] = []

    def keep(document: dict[str, Any], made: datetime) -> bytes:
        documents.append(json.dumps(document, ensure_ascii=False))
        return b""

    # a PDF holds its text as numbers of glyphs; what Typst is given can be searched
    monkeypatch.setattr(typeset, "compile_profile", keep)
    for stand in app.atlas.config.gebietsstaende:
        for kind, name in ((Kind.GRUPPE, "kommunalprofil"), (Kind.RAUM, "sozialraumprofil")):
            for subject in all_subjects(app.atlas, stand.id, kind):
                asked = {kind.value: subject.key, "stand": stand.id}
                assert client.get(f"/export/{name}.pdf", query_string=asked).status_code == 200
                yield f"{name}.pdf {asked}", without_ornaments(documents.pop())
                yield f"{name}.pptx {asked}", without_ornaments(unzipped(client, f"{name}.pptx", asked))


def test_protected_numbers_are_in_no_profile(protected: AtlasApp, monkeypatch: pytest.MonkeyPatch) -> None:
    assert leaks(profiles(protected, monkeypatch)) == []


def test_search_finds_unprotected_numbers_in_every_kind(unprotected: AtlasApp, monkeypatch: pytest.MonkeyPatch) -> None:
    found = "\n".join(leaks(profiles(unprotected, monkeypatch)))
    for name in ("kommunalprofil.pdf", "kommunalprofil.pptx", "sozialraumprofil.pdf", "sozialraumprofil.pptx"):
        assert f"{name} " in found, name
