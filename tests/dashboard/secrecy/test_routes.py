"""T11 for the whole server: no route, callback, cache file or log line says anything about a protected number.

Two searches. Markers: protected counts that occur nowhere else are looked for in every answer. Indifference: two
deliveries that differ in protected counts only, and in no published sum, must be answered with the same bytes; this
also finds what no search for a number could, such as a rank or a colour.
"""

import logging
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dashboard.factory import AtlasApp, create_app
from dashboard.settings import DEFAULT_REGION, Settings, find_region
from dashboard.vintages import protect_package
from geodata.config import Confidentiality
from geodata.encoding import Compressed
from geodata.package import RegionPackage, load_package
from indicators.catalogue import Catalogue
from indicators.protection.holdings import QuantityProtection, RegionProtection
from indicators.protection.quantities import Quantity
from tests.applications import start_app
from tests.dashboard.secrecy import routecrawl
from tests.dashboard.secrecy.contents import packed_text
from tests.dashboard.secrecy.questions import View
from tests.dashboard.secrecy.test_exports import without_ornaments
from tests.dashboard.secrecy.test_markers import COUNTS, MINIMUM, SEARCH, catalogue, holds_marker, table
from tests.regionbuilder import write_region

TEACH = "routecrawl.py does not know it: say there how it is visited, so that it is searched for protected numbers"
KEY = "nur für diese Prüfung"
FEWEST_CHANGES = 20
# a token Dash draws at random in every process; the moment a file was written
# drawn anew for every answer, or the time
TOKENS = re.compile(r'"end_id":"[^"]*"|\d{4}-\d\d-\d\dT[\d:.]+Z')


# conditions of every kind on the protected counts, and hidden ones among the residents that are summed up
FIELDS = """
[gueltig]
einwohner = "kinder"
mindestens = 1

[handlungsfelder.jugend]
name = "Junge Räume"
kurz = "Jugend"
farbe = "#2a6f4e"
symbol = "dreieck"
definition = "Viele Kinder"
quelle = "Test"

[handlungsfelder.jugend.regel]
mindestens = 2
von = [
  { indikator = "anteil_u18", groesse = "z", grenze = 0.0 },
  { indikator = "anteil_u18", groesse = "gegen_kommune", vergleich = ">", grenze = 0.0 },
  { indikator = "kinder", groesse = "anzahl", grenze = 1000 },
  { indikator = "dichte", groesse = "quantil", vergleich = ">", grenze = 0.5 },
]

[prioritaeten]
stand = "2019"
quelle = "Test"

[prioritaeten.themen.jugend]
name = "Jugend"
kurz = "Jugend"
handlungsfelder = ["jugend"]
raeume = ["05001"]
"""


def swapped(text: str) -> str:
    """Another delivery with the same published numbers: one child more in A10, one less in A1."""
    lines = table(text)
    assert (COUNTS["0500101"][1], COUNTS["0500110"][1]) == (8_117, 7_919)
    return lines.replace("unter_18;8117", "unter_18;8116").replace("unter_18;7919", "unter_18;7920")


def poisoned(folder: Path, values: Any, rule: str = MINIMUM) -> AtlasApp:
    files = {"handlungsfelder.toml": FIELDS}
    region = write_region(folder / "region", indikatoren=lambda _: catalogue(rule), werte=values, files=files)
    return start_app(region, folder / "cache")


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> tuple[AtlasApp, Path]:
    folder = tmp_path_factory.mktemp("geschuetzt")
    return poisoned(folder, table), folder / "cache"


@pytest.fixture(scope="module")
def demonstration() -> RegionPackage:
    package = load_package(find_region(DEFAULT_REGION))
    drawn = package.config.model_copy(update={"geheimhaltung": Confidentiality(schluessel=KEY)})
    return replace(package, config=drawn)


def test_every_route_is_crawled(protected: tuple[AtlasApp, Path]) -> None:
    assert routecrawl.unknown_routes(protected[0]) == set(), TEACH


def test_every_callback_is_crawled(protected: tuple[AtlasApp, Path]) -> None:
    assert routecrawl.unknown_callbacks(protected[0]) == set(), TEACH


def test_every_route_and_callback_of_the_demonstration_is_crawled(demonstration: RegionPackage, tmp_path: Path) -> None:
    app = create_app(Settings(cache=tmp_path), demonstration)
    assert routecrawl.unknown_routes(app) == set(), TEACH
    assert routecrawl.unknown_callbacks(app) == set(), TEACH


def test_an_unknown_route_is_noticed(tmp_path: Path) -> None:
    app = poisoned(tmp_path, table)
    app.server.view_functions["neu"] = lambda: "7919"
    app.server.url_map.add(app.server.url_rule_class("/neu", endpoint="neu"))
    assert routecrawl.unknown_routes(app) == {"neu"}


def test_no_answer_cache_file_or_log_line_holds_a_marker(
    protected: tuple[AtlasApp, Path], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    app, cache = protected
    caplog.set_level(logging.DEBUG)
    searched = ((place, without_ornaments(TOKENS.sub("", text))) for place, text in routecrawl.answers(app))
    assert [f"{place}: {hit[0]}" for place, text in searched if (hit := SEARCH.search(text))] == []
    assert [name for name, text in cached_texts(cache) if SEARCH.search(text)] == []
    assert not any(holds_marker(file.read_bytes()) for file in cache.rglob("*") if file.is_file())
    lines = [record.getMessage() for record in caplog.records] + list(capfd.readouterr())
    assert not [line for line in lines if SEARCH.search(line)]


def test_the_same_search_finds_markers_where_nothing_is_protected(tmp_path: Path) -> None:
    app = poisoned(tmp_path, table, "")
    found = {place.split("?")[0].split(" [[")[0] for place, text in routecrawl.answers(app) if SEARCH.search(text)}
    assert {"/daten/tabelle.csv", "/ kontext.data", "/ profil.data"} <= found
    assert [name for name, text in cached_texts(tmp_path / "cache") if SEARCH.search(text)]


def test_two_deliveries_with_the_same_published_numbers_get_the_same_answers(
    protected: tuple[AtlasApp, Path], tmp_path: Path
) -> None:
    assert differing(protected[0], poisoned(tmp_path, swapped)) == []


def test_two_demonstration_regions_with_the_same_published_numbers_get_the_same_answers(
    demonstration: RegionPackage, tmp_path: Path
) -> None:
    found = list(exchanges(demonstration))
    assert len(found) >= FEWEST_CHANGES
    changes = found[:: len(found) // FEWEST_CHANGES]
    other = replace(demonstration, counts=exchange(demonstration.counts, changes))
    apps = [create_app(Settings(cache=tmp_path / name), p) for name, p in (("a", demonstration), ("b", other))]
    assert differing(apps[0], apps[1], places(apps[0], changes)) == []
    texts = [dict(cached_texts(tmp_path / name)) for name in "ab"]
    assert texts[0] == texts[1]


def differing(one: AtlasApp, other: AtlasApp, wanted: Any = None) -> list[str]:
    """Answers that differ otherwise than by the version in the addresses of files."""
    wanted = None if wanted is None else list(wanted)
    pairs = zip(routecrawl.answers(one, wanted), routecrawl.answers(other, wanted), strict=True)
    return [place for (place, text), (_, same) in pairs if _without_tokens(text, one) != _without_tokens(same, other)]


def _without_tokens(text: str, app: AtlasApp) -> str:
    return TOKENS.sub("", text.replace(app.atlas.version, ""))


def cached_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Content of every cache file as text."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        with file.open("rb") as stream:
            stream.read(4)  # the time after which the file is void
            yield file.name, "\n".join(_texts(pickle.load(stream)))


def _texts(content: Any) -> Iterator[str]:
    match content:
        case Compressed():
            yield packed_text(content.br)
        case pd.DataFrame():
            yield content.to_csv()
        case bytes():
            try:
                yield packed_text(content)
            except Exception:
                yield content.decode(errors="replace")
        case dict():
            for value in content.values():
                yield from _texts(value)
        case _ if hasattr(content, "masks"):
            yield from (f"{name} {mask.sum()} {np.flatnonzero(mask).tolist()}" for name, mask in content.masks.items())
        case _:
            yield str(content)


@dataclass(frozen=True)
class Exchange:
    """One person counted in another area: both counts are primary and stay so, and no published sum changes."""

    stand: str
    variable: str
    jahr: int
    gains: str
    loses: str


def exchanges(package: RegionPackage) -> Iterator[Exchange]:
    """Pairs of hidden counts of one Kommune, of quantities that stand alone, in years of one Gebietsstand only."""
    together = protect_package(package, Catalogue.model_validate(package.catalogue_data))
    years = {stand: set(counts["jahr"]) for stand, counts in together.counts.items()}
    for stand, protection in together.protections.items():
        alone = years[stand] - set().union(*(others for other, others in years.items() if other != stand))
        for name, part in protection.quantities.items():
            if _stands_alone(name, protection):
                for column in np.flatnonzero(np.isin(protection.years, list(alone))).tolist():
                    yield from _pairs(stand, name[0], protection, part, column)


def _stands_alone(name: Quantity, protection: RegionProtection) -> bool:
    tables = protection.tables
    group = next(group for group in tables.groups if name in group)
    divided = any(name in quantity.denominators for quantity in tables.quantities.values())
    rules = {rule.least for rule in tables.quantities[name].rules}
    return len(group) == len(name) == len(rules) == 1 and not divided and tables.quantities[name].additive


def _pairs(
    stand: str, variable: str, protection: RegionProtection, part: QuantityProtection, column: int
) -> Iterator[Exchange]:
    """At most one pair in every Kommune: the one with the smallest and the one with the largest protected count."""
    counts, small = part.counts[:, column], part.demand.small[:, column] & ~part.demand.complement[:, column]
    (rule, *_) = protection.tables.quantities[part_name(protection, part)].rules
    areas = protection.hierarchy.all_areas
    for cells in protection.tree.parts:
        mine = [cell for cell in cells if small[cell]]
        gains = next((cell for cell in mine if counts[cell] + 1 < rule.least), None)
        loses = next((cell for cell in mine if counts[cell] > 1 and cell != gains), None)
        if gains is not None and loses is not None and gains < protection.tree.levels[0].stop:
            yield Exchange(stand, variable, int(protection.years[column]), str(areas[gains]), str(areas[loses]))


def part_name(protection: RegionProtection, part: QuantityProtection) -> Quantity:
    return next(name for name, other in protection.quantities.items() if other is part)


def exchange(counts: pd.DataFrame, changes: list[Exchange]) -> pd.DataFrame:
    """Counts with every exchange made."""
    keys = counts[["gebietsstand", "ebene", "variable", "jahr", "area"]].astype(str).agg("|".join, axis=1)
    values = pd.Series(counts["wert"].to_numpy(dtype=float), index=keys)
    for change in changes:
        for area, step in ((change.gains, 1), (change.loses, -1)):
            values[f"{change.stand}|sozialraum|{change.variable}|{change.jahr}|{area}"] += step
    return counts.assign(wert=values.to_numpy())


def places(app: AtlasApp, changes: list[Exchange]) -> Iterator[View]:
    """Views of what was changed: every year of it, both areas selected."""
    atlas = app.atlas
    shown = {variable: i.id for i in atlas.catalogue.indikatoren.values() for variable in i.zaehler}
    for change in changes:
        view = {"indikator": shown[change.variable], "jahr": change.jahr, "stand": change.stand, "ebene": "sozialraum",
                "vergleich": "bev_dichte"}  # fmt: skip
        yield view
        yield from (view | {"raum": raum} for raum in (change.gains, change.loses))
