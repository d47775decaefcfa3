"""T11 for charts: a protected number is in none of them. Poisoned region and control stand in `conftest.py`."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.factory import AtlasApp
from layouts.sheets import typeset
from tests.applications import client_of
from tests.dashboard.secrecy.test_exports import CHOSEN, without_ornaments
from tests.dashboard.secrecy.test_markers import leaks, views

KINDS = ("rang", "zeit", "zusammenhang")


def charts(app: AtlasApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """Every chart of every view: as a drawing, as a table, and what Typst is given for a PDF."""
    client = client_of(app)
    documents: list[str] = []

    def keep(document: dict[str, Any], **_options: object) -> bytes:
        documents.append(json.dumps(document, ensure_ascii=False))
        return b""

    monkeypatch.setattr(typeset, "_compile", keep)
    for view in views(app.atlas):
        for jahr in app.atlas.years(view["indikator"], view["stand"], view["ebene"]):
            asked = view | {"jahr": jahr}
            if (asked["ebene"] == "region" and "innerhalb" in asked) or asked.get("raum") not in CHOSEN:
                continue
            for kind in KINDS:
                query = asked | {"ansicht": kind}
                for ending in ("svg", "csv"):
                    text = client.get(f"/export/diagramm.{ending}", query_string=query).text
                    yield f"{kind}.{ending} {query}", without_ornaments(text)
                client.get("/export/diagramm.pdf", query_string=query)
                yield f"{kind}.pdf {query}", without_ornaments("".join(documents))
                documents.clear()


def test_protected_numbers_are_in_no_chart(protected: AtlasApp, monkeypatch: pytest.MonkeyPatch) -> None:
    assert leaks(charts(protected, monkeypatch)) == []


def test_search_finds_unprotected_numbers_in_every_chart(
    unprotected: AtlasApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = "\n".join(leaks(charts(unprotected, monkeypatch)))
    # the points of a scatter have no numbers; its table has
    names = {f"{kind}.{ending}" for kind in KINDS for ending in ("svg", "csv", "pdf")} - {"zusammenhang.svg"}
    for name in sorted(names):
        assert f"{name} " in found, name
