"""How long a talk of ten scenes takes as a file, and how large it is; scenes differ in their indicators."""

from datetime import date
from functools import partial

from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.exports.talks import BUILDERS, TalkFormat
from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import load_package
from layouts.scenes import Scene, Talk
from layouts.selection import format_selection, parse_selection, start_selection
from layouts.sheets.content import Imprint
from tests.bench.protecting import Protecting
from tests.bench.samples import collect, timed

SECONDS = 8.0
SCENES = 10
LARGEST = 1_500_000  # bytes
GOALS = {TalkFormat.HTML: 2000, TalkFormat.PPTX: 5000}


def measure_talks() -> list[Protecting]:
    """One row per format, warm; raises AssertionError where the offline file is too large."""
    atlas = Atlas(load_package(find_region(DEFAULT_REGION)), Memory(Flask("bench"), MEMORY))
    talk, imprint = _ten_scenes(atlas), Imprint("https://atlas.example", date(2024, 5, 31))
    rows = []
    for format, goal in GOALS.items():
        build = partial(BUILDERS[format], atlas, talk, imprint, lambda *_: None)
        size = len(build())
        assert format is not TalkFormat.HTML or size <= LARGEST, size
        name = f"{format.value.upper()} ({size // 1000} kB)"
        rows.append(Protecting(name, collect(timed(build), SECONDS), goal))
    return rows


def _ten_scenes(atlas: Atlas) -> Talk:
    start = start_selection(atlas)
    known = [key for key in atlas.catalogue.indikatoren if atlas.years(key, start.stand, start.ebene)][:SCENES]
    views = [parse_selection({"indikator": key, "stand": start.stand, "ebene": start.ebene}, atlas)[0] for key in known]
    scenes = [
        Scene(f"Szene {i}", "Notiz", f"/?{format_selection(view)}", view) for i, view in enumerate(views, start=1)
    ]
    return Talk(atlas.config.region.id, "Zehn Szenen", tuple(scenes))
