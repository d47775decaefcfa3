"""T11 for files: a protected number is in no export. Poisoned region and control stand in `conftest.py`."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.exports import presskit
from dashboard.factory import AtlasApp
from layouts.gebietsstaende.selection import revision_indicators, shared_years
from layouts.indizes.selection import OWN, composable, index_choices
from layouts.selection import Grenzaenderung, base_years, change_years
from layouts.sheets import typeset
from tests.applications import client_of
from tests.dashboard.secrecy.test_markers import leaks, views

CHOSEN = (None, "0500110", "05001")  # a suppressed area, and its Kommune
TEXTS = ("karte.svg", "werte.csv", "werte.plain.csv", "raeume.geojson")


def without_ornaments(svg: str) -> str:
    """Coordinates are not numbers of people; what they are drawn from is checked by their colours and texts."""
    return re.sub(r' (?:d|x|y|x1|x2|y1|y2|cx|cy|width|height|viewBox|points|cx|cy|w|h)="[^"]*"', "", svg)


def unzipped(client: FlaskClient, name: str, asked: dict[str, Any]) -> str:
    """Text of all parts, those of an embedded workbook too."""
    return " ".join(parts(client.get(f"/export/{name}", query_string=asked).data))


def press_words(client: FlaskClient, asked: dict[str, Any]) -> str:
    """The text file of the kit."""
    answer = client.get("/export/pressepaket.zip", query_string=asked)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return archive.read("presse.txt").decode()


def parts(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                yield from parts(archive.read(name))
            elif name.endswith((".xml", ".rels")):
                yield archive.read(name).decode()


def changed_views(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Maps of change since every year, with both ways to treat changed borders."""
    for key in atlas.catalogue.indikatoren:
        for stand in atlas.config.gebietsstaende:
            for ebene in (level.id for level in atlas.config.ebenen):
                for basis in base_years(atlas, key, ebene) if atlas.years(key, stand.id, ebene) else ():
                    jahr = change_years(atlas, key, ebene, basis)[-1]
                    place = {"indikator": key, "stand": stand.id, "ebene": ebene, "jahr": jahr, "basis": basis}
                    yield from (place | {"grenzaenderung": rule.value} for rule in Grenzaenderung)


def paired_views(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Every indicator beside the one before, in the newest year and the finest areas."""
    stand, ebene = atlas.config.gebietsstaende[-1].id, atlas.config.ebenen[0].id
    known = [key for key in atlas.catalogue.indikatoren if atlas.years(key, stand, ebene)]
    for position, key in enumerate(known):
        place = {"indikator": key, "stand": stand, "ebene": ebene, "jahr": atlas.years(key, stand, ebene)[-1]}
        yield place | {"vergleich": known[position - 1], "karten": 2}


def page_views(atlas: Atlas) -> Iterator[tuple[str, dict[str, Any]]]:
    """Maps of the pages: every Handlungsfeld, index and own index, and both borders with the values of indicators."""
    stands = [stand.id for stand in atlas.config.gebietsstaende]
    for stand in stands:
        for jahr in atlas.field_years(stand):
            fields = [] if atlas.fields is None else list(atlas.fields.handlungsfelder)
            yield "handlungsfelder", {"stand": stand, "jahr": jahr}
            yield from (("handlungsfelder", {"stand": stand, "jahr": jahr, "feld": feld}) for feld in fields)
    for key in index_choices(atlas):
        own = [{"teile": name} for name in composable(atlas)] if key == OWN else [{}]
        yield from (("indizes", {"index": key, "stand": stands[-1]} | part) for part in own)
    for key in revision_indicators(atlas):
        for jahr in shared_years(atlas, key, stands[0], stands[-1]):
            place = {"von": stands[0], "nach": stands[-1], "indikator": key, "jahr": jahr}
            yield "gebietsstaende", place | {"faerbung": "werte"}


def exports(app: AtlasApp, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    client = client_of(app)
    documents: list[str] = []

    def keep(document: dict[str, Any], **_options: object) -> bytes:
        documents.append(json.dumps(document, ensure_ascii=False))
        return b""

    # a PDF holds its text as numbers of glyphs; what Typst is given can be searched
    monkeypatch.setattr(typeset, "_compile", keep)
    monkeypatch.setattr(presskit, "_files", lambda *_: ())  # the single files are asked for one by one
    for page, asked in page_views(app.atlas):
        for ending in ("xlsx", "pptx"):
            yield f"{page}.{ending} {asked}", without_ornaments(unzipped(client, f"{page}.{ending}", asked))
        yield f"{page}.svg {asked}", without_ornaments(client.get(f"/export/{page}.svg", query_string=asked).text)
        client.get(f"/export/{page}.pdf", query_string=asked)
        yield f"{page}.pdf {asked}", without_ornaments(documents.pop())
    for view in (*changed_views(app.atlas), *paired_views(app.atlas)):
        yield f"werte.xlsx {view}", unzipped(client, "werte.xlsx", view)
        yield f"folien.pptx {view}", without_ornaments(unzipped(client, "folien.pptx", view))
        for name in TEXTS:
            yield f"{name} {view}", without_ornaments(client.get(f"/export/{name}", query_string=view).text)
        client.get("/export/karte.pdf", query_string=view)
        yield f"karte.pdf {view}", without_ornaments(documents.pop())
    for view in views(app.atlas):
        for jahr in app.atlas.years(view["indikator"], view["stand"], view["ebene"]):
            asked = {key: value for key, value in view.items() if key != "vergleich"} | {"jahr": jahr}
            if (asked["ebene"] == "region" and "innerhalb" in asked) or asked.get("raum") not in CHOSEN:
                continue
            for name in TEXTS:
                yield f"{name} {asked}", without_ornaments(client.get(f"/export/{name}", query_string=asked).text)
            client.get("/export/karte.pdf", query_string=asked)
            yield f"karte.pdf {asked}", without_ornaments(documents.pop())
            yield f"werte.xlsx {asked}", unzipped(client, "werte.xlsx", asked)
            yield f"pressepaket.zip {asked}", press_words(client, asked)
            if "raum" not in asked:
                yield f"folien.pptx {asked}", without_ornaments(unzipped(client, "folien.pptx", asked))
                file = folder / "raeume.gpkg"
                file.write_bytes(client.get("/export/raeume.gpkg", query_string=asked).data)
                yield f"raeume.gpkg {asked}", gpd.read_file(file, ignore_geometry=True).to_csv()


def test_protected_numbers_are_in_no_file(protected: AtlasApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert leaks(exports(protected, tmp_path, monkeypatch)) == []


def test_search_finds_unprotected_numbers_in_every_format(
    unprotected: AtlasApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = "\n".join(leaks(exports(unprotected, tmp_path, monkeypatch)))
    for name in (*TEXTS, "karte.pdf", "werte.xlsx", "raeume.gpkg", "folien.pptx", "pressepaket.zip"):
        assert f"{name} " in found, name
