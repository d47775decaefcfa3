"""Data files over HTTP: immutable, compressed, 404 for whatever is not exactly there."""

import gzip
import json
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.atlas import Atlas

IMMUTABLE = "public, max-age=31536000, immutable"
VALUES = "werte/2018/sozialraum/arbeitslosenanteil.json"


def answer(client: FlaskClient, path: str, encoding: str = "br") -> TestResponse:
    return client.get(path, headers={"Accept-Encoding": encoding})


def content(response: TestResponse) -> Any:
    assert response.status_code == 200
    return json.loads(brotli.decompress(response.data))


def data_paths(atlas: Atlas) -> list[str]:
    """Every data file of a region."""
    places = [
        (key, stand.id, ebene.id)
        for key in atlas.catalogue.indikatoren
        for stand in atlas.config.gebietsstaende
        for ebene in atlas.config.ebenen
    ]
    shown = [place for place in places if atlas.years(*place)]
    values = [f"{kind}/{s}/{e}/{i}.json" for kind in ("werte", "jahresgrenzen") for i, s, e in shown]
    geometry = [url for _, s, e in shown for url in atlas.geometry_urls(s, e).values()]
    return [f"{atlas.root}/{path}" for path in ("verzeichnis.json", *values)] + list(dict.fromkeys(geometry))


def test_every_data_file_may_be_kept_for_ever(small: Atlas, small_client: FlaskClient) -> None:
    paths = data_paths(small)
    assert len(paths) == 1 + 2 * 3 * 6 + 3 * 6  # directory; 3 indicators × 2 vintages × 3 levels; 3 files a level
    for path in paths:
        response = answer(small_client, path)
        assert content(response) is not None
        assert response.headers["Cache-Control"] == IMMUTABLE
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.content_type == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("br, gzip", "br"), ("gzip, br", "br"), ("gzip, deflate", "gzip"), ("identity", None), ("", None),
     ("br;q=0, gzip", "gzip"), ("zstd", None)],
)  # fmt: skip
def test_encoding_is_negotiated(small: Atlas, small_client: FlaskClient, accepted: str, encoding: str | None) -> None:
    response = answer(small_client, f"{small.root}/{VALUES}", accepted)
    assert response.headers.get("Content-Encoding") == encoding
    plain = {"br": brotli.decompress, "gzip": gzip.decompress}.get(encoding or "", bytes)(response.data)
    assert json.loads(plain)["indikator"] == "arbeitslosenanteil"


@pytest.mark.parametrize("kind", ["werte", "jahresgrenzen"])
@pytest.mark.parametrize(
    "place",
    ["2018/sozialraum/nichts", "2018/bezirk/anteil_u18", "1900/sozialraum/anteil_u18", "2018/sozialraum/..%2f..",
     "2018/sozialraum/\0"],
)  # fmt: skip
def test_unknown_place_is_not_found(small: Atlas, small_client: FlaskClient, kind: str, place: str) -> None:
    assert small_client.get(f"{small.root}/{kind}/{place}.json").status_code == 404


@pytest.mark.parametrize("path", ["verzeichnis.json", VALUES, VALUES.replace("werte", "jahresgrenzen")])
def test_other_version_is_not_found(small: Atlas, small_client: FlaskClient, path: str) -> None:
    wrong = small.version[:-1] + ("0" if small.version[-1] != "0" else "1")
    assert small_client.get(f"/daten/{small.version}/{path}").status_code == 200
    assert small_client.get(f"/daten/{wrong}/{path}").status_code == 404


def test_geometry_needs_its_own_hash(small: Atlas, small_client: FlaskClient) -> None:
    url = small.geometry_urls("2018", "sozialraum")["geometrie"]
    assert small_client.get(url).status_code == 200
    assert small_client.get(url.replace("/2018/", "/2011/")).status_code == 404
    assert small_client.get(url.replace("/sozialraum/", "/kommune/")).status_code == 404
    assert small_client.get(url.replace("/geometrie-", "/umrisse-")).status_code == 404
    assert small_client.get(url.replace(".json", "0.json")).status_code == 404


@pytest.mark.parametrize("ebene", ["sozialraum", "kommune", "region"])
@pytest.mark.parametrize(("stand", "indikator"), [("2011", "anteil_u18"), ("2018", "arbeitslosenanteil")])
def test_geometry_names_and_values_have_one_order(
    small: Atlas, small_client: FlaskClient, stand: str, ebene: str, indikator: str
) -> None:
    urls = small.geometry_urls(stand, ebene)
    names = content(answer(small_client, urls["namen"]))
    geometry = content(answer(small_client, urls["geometrie"]))
    values = content(answer(small_client, f"{small.root}/werte/{stand}/{ebene}/{indikator}.json"))
    assert [feature["id"] for feature in geometry["features"]] == names["ids"]
    assert [feature["properties"]["p"] for feature in geometry["features"]] == names["gruppe"]
    for row in (*values["w"], *values["z"], *(ranks for pair in values["r"] for ranks in pair)):
        assert len(row) == len(names["ids"])


def test_directory_leads_to_every_geometry(small: Atlas, small_client: FlaskClient) -> None:
    directory = content(answer(small_client, f"{small.root}/verzeichnis.json"))
    for levels in directory["raeume"].values():
        for urls in levels.values():
            assert sorted(urls) == ["geometrie", "grenzen", "namen"]
            assert all(small_client.get(url).status_code == 200 for url in urls.values())


def test_page_preloads_what_it_will_fetch(small: Atlas, small_client: FlaskClient) -> None:
    page = small_client.get("/?indikator=arbeitslosenanteil&jahr=2018&ebene=sozialraum&stand=2018").text
    assert f'<link rel="preload" as="fetch" crossorigin href="{small.root}/{VALUES}">' in page
