"""How long profiles take, and what a visitor of the explorer waits for while all of them are made in the background."""

from collections.abc import Callable
from datetime import date
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.exports.profiles import Press, ProfileFormat, all_subjects
from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import load_package
from layouts.profiles.profile import Kind
from layouts.profiles.subject import default_stand
from layouts.sheets.content import Imprint
from tests.bench.browsing import measure_changes
from tests.bench.protecting import Protecting
from tests.bench.regions import build_regions
from tests.bench.samples import collect, timed
from tests.bench.servers import run_explorer

SECONDS = 6.0
IMPRINT = Imprint("https://atlas.example", date(2024, 5, 31))
SINGLE_GOAL, ALL_GOAL = 3_000.0, 20_000.0


def measure_profiles() -> list[Protecting]:
    """One profile of each kind and format, and the ten of all Kommunen; warm, with fresh figures each time."""
    atlas = Atlas(load_package(find_region(DEFAULT_REGION)), Memory(Flask("bench"), MEMORY))
    rows = [
        Protecting(f"{name}, {made.value.upper()}", collect(timed(_one(atlas, kind, made)), SECONDS), SINGLE_GOAL)
        for kind, name in ((Kind.GRUPPE, "Kommunalprofil"), (Kind.RAUM, "Sozialraumprofil"))
        for made in ProfileFormat
    ]
    groups = len(all_subjects(atlas, default_stand(atlas), Kind.GRUPPE))
    every = collect(timed(_all(atlas)), SECONDS)
    return [*rows, Protecting(f"alle {groups} Kommunalprofile, PDF", every, ALL_GOAL)]


def _one(atlas: Atlas, kind: Kind, made: ProfileFormat) -> Callable[[], object]:
    """Another place each time, as for a visitor: nothing is left over from the one before."""
    stand = default_stand(atlas)
    subjects = cycle(all_subjects(atlas, stand, kind))
    Press(atlas, stand, IMPRINT).make(next(subjects), made)
    return lambda: Press(atlas, stand, IMPRINT).make(next(subjects), made)


def _all(atlas: Atlas) -> Callable[[], object]:
    stand = default_stand(atlas)

    def work() -> object:
        press = Press(atlas, stand, IMPRINT)
        return [len(press.make(subject, ProfileFormat.PDF)[1]) for subject in all_subjects(atlas, stand, Kind.GRUPPE)]

    return work


def measure_background(browser: Browser, workspace: Path) -> list[Protecting]:
    """The explorer alone, and while the background job runs on the same machine."""
    goals = next(iter(build_regions(workspace))).goals
    with run_explorer(find_region(DEFAULT_REGION), workspace / "cache-profile") as (address, _):
        alone = measure_changes(browser, address)
        way = _post(address, "/profile/auftrag")
        busy = measure_changes(browser, address)
        _post(address, f"/profile/auftrag/{way.rpartition('=')[2]}/abbruch")
    return [
        Protecting("Indikatorwechsel bis gemalt, allein", alone, goals.indicator),
        Protecting("  während alle Profile entstehen", busy, goals.indicator),
    ]


def _post(address: str, path: str) -> str:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request("POST", path)
        answer = connection.getresponse()
        answer.read()
        return answer.headers.get("Location", "")
    finally:
        connection.close()
