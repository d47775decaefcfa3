"""How long files take: every format of the demonstration region's start view, another year each time."""

from collections.abc import Callable
from datetime import date
from itertools import cycle

from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.exports.explorer import Format, build_export, read_order
from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import load_package
from layouts.selection import parse_selection, start_selection
from layouts.sheets.content import Imprint
from tests.bench.protecting import Protecting
from tests.bench.samples import collect, timed

SECONDS = 4.0
# format, paper, pixels per inch, most it may take
GOALS: tuple[tuple[Format, str | None, str | None, float], ...] = (
    (Format.SVG, "a4-hoch", None, 80),
    (Format.PDF, "a4-hoch", None, 250),
    (Format.PNG, "a4-hoch", "300", 900),
    (Format.PNG, "16-9", "144", 900),
    (Format.XLSX, None, None, 250),
    (Format.PPTX, None, None, 1000),
    (Format.CSV, None, None, 250),
    (Format.GEOJSON, None, None, 250),
    (Format.GEOPACKAGE, None, None, 250),
    (Format.PRESS_KIT, None, None, 3000),
)


def measure_exports() -> list[Protecting]:
    """One row per format, warm; Typst remembers what it drew, so no two runs draw the same."""
    atlas = Atlas(load_package(find_region(DEFAULT_REGION)), Memory(Flask("bench"), MEMORY))
    return [
        Protecting(
            " ".join(part for part in (format.value.upper(), paper, ppi and f"{ppi} ppi") if part),
            collect(timed(_work(atlas, format, paper, ppi)), SECONDS),
            goal,
        )
        for format, paper, ppi, goal in GOALS
    ]


def _work(atlas: Atlas, format: Format, paper: str | None, ppi: str | None) -> Callable[[], object]:
    order = read_order(format, paper, ppi)
    start = start_selection(atlas)
    views = (
        (parse_selection({"jahr": year, "raum": area}, atlas)[0], Imprint("https://atlas.example", date(2024, 5, 31)))
        for area in cycle(atlas.areas(start.stand, start.ebene).index)
        for year in atlas.years(start.indikator, start.stand, start.ebene)
    )

    def work() -> object:
        selection, imprint = next(views)
        return build_export(atlas, selection, order, imprint)

    for _ in range(2):
        work()
    return work
