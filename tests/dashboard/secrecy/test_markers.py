"""T11 of the confidentiality rules: a protected number is in no answer, no page and no cache file.

Two counts of children, 7,919 in A10 and 8,117 in A1, lie below the minimum of 10,000; both are protected as count,
rate, density and change. Control: without the minimum, the same search finds them in every kind of answer.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest

from dashboard.atlas import Atlas
from dashboard.factory import AtlasApp
from layouts import ids
from tests.applications import start_app
from tests.dashboard.routes.test_data import data_paths
from tests.regionbuilder import write_region

# residents of 2018 (2019: ten more) and children
COUNTS = {
    "0500101": (131_071, 8_117),
    "0500102": (200_003, 40_009),
    "0500110": (123_457, 7_919),
    "0500201": (150_001, 30_011),
    "0500202": (100_003, 20_021),
    "0500203": (90_001, 10_007),
}
MARKERS = (7_919.0, 8_117.0)
# counts, also as density per km²; then 100 · 7,919/123,457 and /123,467, 100 · 8,117/131,071 and /131,081
NUMBERS = ("7919", "8117", "6.4144", "6.4139", "6.1928", "6.1924")
FORMS = {form for n in NUMBERS for form in (n, n.replace(".", ","), n.replace(".", ""))} | {"7.919", "8.117"}
FORMS |= {"79190000", "81170000"}  # as the browser's files write a density with four decimals
SEARCH = re.compile(rf"(?<![\w.])(?:{'|'.join(re.escape(form) for form in sorted(FORMS))})(?!\d)")

MINIMUM = "geheimhaltung = { min_zaehler = 10000 }\n"


def catalogue(rule: str) -> str:
    head = 'themenfelder = ["Alter"]\n'
    percent = 'einheit = "%"\nfaktor = 100.0\nstellen = 4\n'
    plain = 'themenfeld = "Alter"\nzaehler = "unter_18"\nquelle = "q"\ndefinition = "d"\nzaehler_text = "Kinder"\n'
    kinds = {
        "anteil_u18": f'name = "Anteil"\nnenner = "einwohner"\nnenner_text = "Alle"\n{percent}',
        "kinder": 'name = "Kinder"\nart = "anzahl"\neinheit = "Kinder"\nstellen = 0\n',
        "dichte": 'name = "Dichte"\nnenner = "flaeche_km2"\nnenner_text = "Fläche"\neinheit = "je km²"\nstellen = 4\n',
        "wandel": f'name = "Wandel"\nart = "veraenderung"\nabstand_jahre = 1\n{percent}',
    }
    return head + "".join(f"\n[indikatoren.{key}]\n{kind}{plain}{rule}" for key, kind in kinds.items())


def table(_: str) -> str:
    lines = ["raum;gebietsstand;datum;variable;wert"]
    merged = tuple(a + b for a, b in zip(COUNTS["0500202"], COUNTS["0500203"], strict=True))
    old = {key: counts for key, counts in COUNTS.items() if key != "0500203"} | {"0500202": merged}
    for stand, day, more, counts in (
        ("2011", "2016-12-31", 0, old), ("2018", "2018-12-31", 0, COUNTS), ("2018", "2019-12-31", 10, COUNTS),
    ):  # fmt: skip
        for key, (residents, children) in counts.items():
            lines += [f"{key};{stand};{day};einwohner;{residents + more}", f"{key};{stand};{day};unter_18;{children}"]
    return "\n".join(lines) + "\n"


def poisoned_app(folder: Path, rule: str) -> AtlasApp:
    region = write_region(folder / "region", indikatoren=lambda _: catalogue(rule), werte=table)
    return start_app(region, folder / "cache")


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> tuple[AtlasApp, Path]:
    folder = tmp_path_factory.mktemp("geschuetzt")
    return poisoned_app(folder, MINIMUM), folder / "cache"


@pytest.fixture(scope="module")
def unprotected(tmp_path_factory: pytest.TempPathFactory) -> tuple[AtlasApp, Path]:
    folder = tmp_path_factory.mktemp("offen")
    return poisoned_app(folder, ""), folder / "cache"


def views(atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Every indicator, level, Gebietsstand, and in each every selected area and every filter."""
    for key in atlas.catalogue.indikatoren:
        for stand in atlas.config.gebietsstaende:
            for ebene in atlas.config.ebenen:
                if atlas.years(key, stand.id, ebene.id):
                    place = {"indikator": key, "stand": stand.id, "ebene": ebene.id, "vergleich": "anteil_u18"}
                    yield place
                    yield from (place | {"raum": raum} for raum in atlas.areas(stand.id, ebene.id).index)
                    yield from (place | {"innerhalb": group} for group in atlas.groups(stand.id))


def callback_answers(app: AtlasApp) -> Iterator[tuple[str, str]]:
    client = app.server.test_client()
    pairs = (
        (ids.FRAGE_KONTEXT, ids.KONTEXT),
        (ids.FRAGE_PROFIL, ids.PROFIL),
        (ids.FRAGE_ZUSAMMENHANG, ids.ZUSAMMENHANG),
    )
    for view in views(app.atlas):
        for question, target in pairs:
            body = {
                "output": f"{target}.data",
                "outputs": {"id": target, "property": "data"},
                "inputs": [{"id": question, "property": "data", "value": view}],
                "changedPropIds": [f"{question}.data"],
            }
            response = client.post("/_dash-update-component", json=body)
            assert response.status_code == 200
            yield f"{target} {view}", response.get_data(as_text=True).encode().decode("unicode_escape")


def file_answers(app: AtlasApp) -> Iterator[tuple[str, str]]:
    client = app.server.test_client()
    for path in data_paths(app.atlas):
        packed = client.get(path, headers={"Accept-Encoding": "br"})
        plain = client.get(path)
        assert brotli.decompress(packed.data) == plain.data
        yield path, plain.text
    for view in views(app.atlas):
        for jahr in app.atlas.years(view["indikator"], view["stand"], view["ebene"]):
            yield f"csv {view}", client.get("/daten/tabelle.csv", query_string=view | {"jahr": jahr}).text
    for path in ("/", "/_dash-layout", "/_dash-dependencies", "/impressum"):
        yield path, client.get(path).text


def leaks(answers: Iterator[tuple[str, str]]) -> list[str]:
    return [f"{place}: {found[0]}" for place, text in answers if (found := SEARCH.search(text))]


def cached(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]


def holds_marker(content: bytes) -> bool:
    return any(struct.pack("<d", marker) in content for marker in MARKERS)


def test_protected_numbers_are_in_no_file_and_no_page(protected: tuple[AtlasApp, Path]) -> None:
    assert leaks(file_answers(protected[0])) == []


def test_protected_numbers_are_in_no_callback_answer(protected: tuple[AtlasApp, Path]) -> None:
    assert leaks(callback_answers(protected[0])) == []


def test_protected_numbers_are_in_no_cache_file(protected: tuple[AtlasApp, Path]) -> None:
    app, folder = protected
    for path in data_paths(app.atlas):
        app.server.test_client().get(path)
    assert cached(folder)
    assert not any(holds_marker(content) for content in cached(folder))


def test_protected_areas_are_shown_as_protected(protected: tuple[AtlasApp, Path]) -> None:
    published = protected[0].atlas.published("kinder", "2018")
    assert published.loc[("sozialraum", ["0500101", "0500110"], 2019), "status"].tolist() == ["gesperrt", "gesperrt"]


def test_search_finds_unprotected_numbers_in_every_kind_of_answer(unprotected: tuple[AtlasApp, Path]) -> None:
    app, folder = unprotected
    found = "\n".join([*leaks(file_answers(app)), *leaks(callback_answers(app))])
    for kind in ("/werte/2018/sozialraum/kinder.json: 8117", "dichte.json: 81170000", "anteil_u18.json: 61928", "csv ",
                 "kontext ", "profil "):  # fmt: skip
        assert kind in found
    assert any(holds_marker(content) for content in cached(folder))


@pytest.mark.parametrize(
    "text",
    [
        "[1,7919,2]",
        "7.919\u202fKinder",
        "7919.0",
        ";7919;",
        "6,4144\u202f%",
        "[64144,",
        "6.4139",
        "79190000",
        '"8117"',
        " 8.117 ",
    ],
)
def test_search_knows_every_form(text: str) -> None:
    assert SEARCH.search(text)


@pytest.mark.parametrize("text", ["17919", "79190", "a7919.json", "6.17919", "56.045"])
def test_search_takes_no_part_of_another_number(text: str) -> None:
    assert not SEARCH.search(text)
