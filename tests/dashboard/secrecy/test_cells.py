"""T11 on the demonstration region, cell by cell: whatever protection hides is hidden in every kind of answer.

Its protected counts are 1 to 9, numbers that stand everywhere for other reasons; so every place where a count, rate,
rank or class could stand is looked up for every hidden cell, instead of searching texts for numbers. What must be
hidden is read off the internal protection (`protect_package`), never off what was published.
"""

import csv
import io
import json
import logging
import pickle
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import brotli
import numpy as np
import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.factory import AtlasApp, create_app
from dashboard.settings import Settings
from dashboard.vintages import protect_package
from geodata.encoding import Compressed
from indicators.catalogue import AREA_KM2, Indikator
from indicators.classes import ClassError, Methode, class_limits
from indicators.handlungsfelder.measures import Measures
from indicators.protection import Pattern
from indicators.protection.quantities import quantity_of
from indicators.status import Status
from layouts import ids
from layouts.sentences import WHY_NOT_SHOWN, area_label
from tests.applications import client_of

SECRET_SENTENCE = WHY_NOT_SHOWN[Status.SUPPRESSED]
FEWEST_CELLS = 4000  # 776 + 1,017 + 2,295 in the three Gebietsstände


@dataclass(frozen=True)
class Place:
    """One indicator on one level of one Gebietsstand, with its hidden cells as year → keys of areas."""

    indikator: str
    stand: str
    ebene: str
    hidden: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def view(self) -> dict[str, str]:
        return {"indikator": self.indikator, "stand": self.stand, "ebene": self.ebene}

    @property
    def areas(self) -> dict[str, list[int]]:
        """Hidden years of every area with one."""
        found: dict[str, list[int]] = defaultdict(list)
        for jahr, keys in self.hidden.items():
            for key in keys:
                found[key].append(jahr)
        return found


@dataclass(frozen=True)
class Crawl:
    """The demonstration region with a cache of its own, and every hidden cell of it."""

    app: AtlasApp
    client: FlaskClient
    cache: Path
    places: tuple[Place, ...]

    def file(self, kind: str, place: Place) -> Any:
        path = f"{self.app.atlas.root}/{kind}/{place.stand}/{place.ebene}/{place.indikator}.json"
        return json.loads(brotli.decompress(self.client.get(path, headers={"Accept-Encoding": "br"}).data))

    def ask(self, question: str, target: str, view: dict[str, Any]) -> dict[str, Any]:
        """Answer of one callback, by year (as text)."""
        body = {
            "output": f"{target}.data",
            "outputs": {"id": target, "property": "data"},
            "inputs": [{"id": question, "property": "data", "value": view}],
            "changedPropIds": [f"{question}.data"],
        }
        answer = json.loads(self.client.post("/_dash-update-component", json=body).data)
        years: dict[str, Any] = answer["response"][target]["data"]["jahre"]
        return years


def hidden_places(app: AtlasApp) -> Iterator[Place]:
    """Every place with a hidden cell, from the internal protection."""
    atlas = app.atlas
    protections = protect_package(atlas._package, atlas.catalogue).protections
    for stand in atlas.config.gebietsstaende:
        hierarchy = atlas.hierarchy(stand.id)
        protection = protections[stand.id]
        hidden = {name: part.hidden & ~np.isnan(part.counts) for name, part in protection.quantities.items()}
        for entry in atlas.catalogue.indikatoren.values():
            if quantity_of(entry.zaehler) not in hidden:
                continue
            cells = hidden_cells(entry, hidden, protection.years)
            for ebene in hierarchy.ebenen:
                place = Place(entry.id, stand.id, ebene)
                known = atlas.years(entry.id, stand.id, ebene)
                for row, column in np.argwhere(cells[hierarchy.slices[ebene]]).tolist():
                    if (jahr := int(protection.years[column])) in known:
                        place.hidden[jahr].add(str(hierarchy.areas(ebene)[row]))
                if place.hidden:
                    yield place


def hidden_cells(entry: Indikator, hidden: dict[tuple[str, ...], Any], years: Any) -> Any:
    """Cells of an indicator whose numerator, denominator or earlier count is hidden."""
    cells = hidden[quantity_of(entry.zaehler)].copy()
    if entry.nenner and AREA_KM2 not in entry.nenner:
        cells |= hidden[quantity_of(entry.nenner)]
    if entry.abstand_jahre is not None:
        counted = hidden[quantity_of(entry.zaehler)]
        for column, year in enumerate(years):
            earlier = np.flatnonzero(years == year - entry.abstand_jahre)
            cells[:, column] |= counted[:, earlier].any(axis=1)
    return cells


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    cache = tmp_path_factory.mktemp("demonstration") / "cache"
    app = create_app(Settings(cache=cache))
    return Crawl(app, client_of(app), cache, tuple(hidden_places(app)))


def absolute(rows: list[list[int | None]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Undo the steps of a values file: years × areas, NaN for null."""
    columns = []
    for column in zip(*rows, strict=True):
        totals = iter(accumulate(value for value in column if value is not None))
        columns.append([np.nan if value is None else next(totals) for value in column])
    return np.array(columns, dtype=np.float64).T


def test_demonstration_has_cells_to_hide(crawl: Crawl) -> None:
    assert sum(len(keys) for place in crawl.places for keys in place.hidden.values()) >= FEWEST_CELLS
    assert {place.stand for place in crawl.places} == {"2016-entwurf", "2017", "2018"}


def test_values_files_have_neither_value_nor_count_nor_rank(crawl: Crawl) -> None:
    for place in crawl.places:
        document = crawl.file("werte", place)
        keys = list(crawl.app.atlas.areas(place.stand, place.ebene).index)
        assert document["jahre"] == list(crawl.app.atlas.years(place.indikator, place.stand, place.ebene))
        rank_best, rank_worst = document["r"]
        for jahr, hidden in place.hidden.items():
            row = document["jahre"].index(jahr)
            for key in hidden:
                cell = keys.index(key)
                counts = document["z"]
                where = (place.view, jahr, key)
                assert document["s"][row][cell] == "s", where
                assert document["w"][row][cell] is None, where
                assert counts is None or counts[row][cell] is None, where
                assert rank_best[row][cell] is None, where
                assert rank_worst[row][cell] is None, where


def test_ranks_and_limits_come_from_published_values_only(crawl: Crawl) -> None:
    for place in crawl.places:
        document = crawl.file("werte", place)
        values = absolute(document["w"]) / 10 ** document["stellen"]
        assert document["n"] == (~np.isnan(values)).sum(axis=1).tolist(), place.view
        assert (document["tiefster"], document["hoechster"]) == (np.nanmin(values), np.nanmax(values)), place.view
        own = crawl.file("jahresgrenzen", place)
        pooled = [(document["grenzen"], values)]
        for limits, part in pooled + [(own[str(j)], row) for j, row in zip(document["jahre"], values, strict=True)]:
            assert_equal_steps(limits["gleich"], part[~np.isnan(part)], document["stellen"])


def assert_equal_steps(limits: dict[str, list[float]], values: Any, decimals: int) -> None:
    """Limits of equal intervals depend on nothing but the lowest and the highest value."""
    for k, shown in limits.items():
        try:
            expected = class_limits(values, Methode.GLEICH, int(k))
        except ClassError:
            continue
        np.testing.assert_allclose(shown, expected, atol=0.51 * 10**-decimals)


def test_tables_have_the_sign_and_nothing_else(crawl: Crawl) -> None:
    for place in crawl.places:
        for jahr, hidden in place.hidden.items():
            answer = crawl.client.get("/daten/tabelle.csv", query_string=place.view | {"jahr": jahr})
            rows = {row[0]: row for row in csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
                    if len(row) == 11 and row[7] == str(jahr)}  # fmt: skip
            assert {tuple(rows[key][4:7]) for key in hidden} == {("•", "", "")}, (place.view, jahr)


def test_profiles_say_secret_and_nothing_else(crawl: Crawl) -> None:
    for place in crawl.places:
        for key, years in place.areas.items():
            answer = crawl.ask(ids.FRAGE_PROFIL, ids.PROFIL, place.view | {"raum": key})
            for jahr in years:
                shown = answer[str(jahr)]
                where = (place.view, jahr, key)
                assert (shown["darstellbar"], shown["wert"]) == (False, "• geheim zu halten"), where
                assert shown["satz"] == SECRET_SENTENCE, where
                own = [line for line, _ in shown["zeilen"] if line not in reference_names(crawl, place, key)]
                assert own == [], where


def reference_names(crawl: Crawl, place: Place, key: str) -> set[str]:
    """Names of the region and the group, whose own values may stand in a profile."""
    atlas = crawl.app.atlas
    region = str(atlas.areas(place.stand, atlas.config.ebenen[-1].id)["name"].iloc[0])
    return {region, atlas.groups(place.stand)[atlas.group_of(place.stand, place.ebene)[key]]}


def test_extremes_and_headlines_name_no_hidden_area(crawl: Crawl) -> None:
    atlas = crawl.app.atlas
    for place in crawl.places:
        groups = atlas.group_of(place.stand, place.ebene)
        fullest = groups[list(place.areas)].value_counts().index[0]
        for view in (place.view, place.view | {"innerhalb": fullest}):
            profile = crawl.ask(ids.FRAGE_PROFIL, ids.PROFIL, view)
            context = crawl.ask(ids.FRAGE_KONTEXT, ids.KONTEXT, view)
            for jahr, hidden in place.hidden.items():
                listed = {key for part in profile[str(jahr)]["listen"] for key, _, _ in part["raeume"]}
                assert not listed & hidden, (view, jahr)
                labels = [area_label(atlas, place.stand, place.ebene, key) for key in hidden]
                assert not [label for label in labels if label in context[str(jahr)]["satz"]], (view, jahr)


def test_correlations_count_no_hidden_area(crawl: Crawl) -> None:
    atlas = crawl.app.atlas
    other = "bev_dichte"
    for place in crawl.places:
        answer = crawl.ask(ids.FRAGE_ZUSAMMENHANG, ids.ZUSAMMENHANG, place.view | {"vergleich": other})
        published = atlas.published(place.indikator, place.stand)["wert"].xs(place.ebene, level="ebene")
        known = published.groupby("jahr").count()
        areas = len(atlas.areas(place.stand, place.ebene))
        for jahr, hidden in place.hidden.items():
            assert known[jahr] <= areas - len(hidden), (place.view, jahr)
            assert "zu wenige" in answer[str(jahr)] or f", {known[jahr]} Sozialräume)" in answer[str(jahr)]


def test_cache_files_hold_nothing_of_a_hidden_cell(crawl: Crawl) -> None:
    atlas = crawl.app.atlas
    for place in crawl.places:
        atlas.values_file(place.indikator, place.stand, place.ebene)
    kinds = set()
    for file in (path for path in crawl.cache.rglob("*") if path.is_file()):
        with file.open("rb") as stream:
            stream.read(4)  # the time after which the file is void
            content = pickle.load(stream)
        kinds.add(type(content))
        if isinstance(content, Pattern):
            assert all(mask.dtype == np.bool_ for mask in content.masks.values())
    # published frames, checked below; the answers crawled above; cachelib counts its files; measures of the rules are
    # made from published frames, and test_routes.py compares whole caches of two deliveries
    assert {pd.DataFrame, dict, Compressed} <= kinds <= {pd.DataFrame, dict, Compressed, Measures, bytes, int}
    for place in crawl.places:
        with crawl.app.server.app_context():
            frame = atlas._memory._shared.get(f"{atlas.version}/werte/{place.stand}/{place.indikator}")
        assert list(frame.columns) == ["fallzahl", "nenner", "wert", "status", "stichtag", "quelle"]
        cells = [(place.ebene, area, jahr) for jahr, areas in place.hidden.items() for area in areas]
        rows = frame.loc[cells]
        assert rows[["fallzahl", "nenner", "wert"]].isna().all(axis=None), place.view
        assert set(rows["status"]) == {"gesperrt"}, place.view


def test_log_of_requests_holds_no_numbers(
    crawl: Crawl, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    place = crawl.places[0]
    key, years = next(iter(place.areas.items()))
    caplog.set_level(logging.INFO)
    crawl.file("werte", place)
    crawl.client.get("/daten/tabelle.csv", query_string=place.view | {"jahr": years[0]})
    crawl.ask(ids.FRAGE_PROFIL, ids.PROFIL, place.view | {"raum": key})
    crawl.client.get("/gibtesnicht")
    crawl.client.post("/_dash-update-component", json={"output": "x"})
    assert [record.getMessage() for record in caplog.records] == []
    assert capfd.readouterr() == ("", "")
