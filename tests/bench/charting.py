"""How long charts take as files: the demonstration region's start indicator, another year and area each time."""

from collections.abc import Callable
from datetime import date
from itertools import cycle

from flask import Flask

from dashboard.atlas import Atlas
from dashboard.cache import MEMORY, Memory
from dashboard.exports.charts import build_chart
from dashboard.exports.explorer import Format, read_order
from dashboard.settings import DEFAULT_REGION, find_region
from geodata.package import load_package
from layouts.selection import Ansicht, parse_selection, start_selection
from layouts.sheets.charts.chartsheet import CHARTS
from layouts.sheets.content import Imprint
from tests.bench.protecting import Protecting
from tests.bench.samples import collect, timed

SECONDS = 4.0
COMPARED = "anteil_65plus"
# format, paper, pixels per inch, most it may take: as for maps
GOALS: tuple[tuple[Format, str, str | None, float], ...] = (
    (Format.SVG, "a4-hoch", None, 80),
    (Format.PNG, "16-9", "144", 900),
    (Format.PDF, "a4-hoch", None, 250),
)


def measure_charts() -> list[Protecting]:
    """One row per chart and format, warm."""
    atlas = Atlas(load_package(find_region(DEFAULT_REGION)), Memory(Flask("bench"), MEMORY))
    return [
        Protecting(
            " ".join(part for part in (CHARTS[ansicht], format.value.upper(), paper, ppi and f"{ppi} ppi") if part),
            collect(timed(_work(atlas, ansicht, format, paper, ppi)), SECONDS),
            goal,
        )
        for ansicht in CHARTS
        for format, paper, ppi, goal in GOALS
    ]


def _work(atlas: Atlas, ansicht: Ansicht, format: Format, paper: str, ppi: str | None) -> Callable[[], object]:
    order = read_order(format, paper, ppi)
    imprint = Imprint("https://atlas.example", date(2024, 5, 31))
    start = start_selection(atlas)
    views = (
        parse_selection({"jahr": year, "raum": area, "vergleich": COMPARED, "ansicht": ansicht.value}, atlas)[0]
        for area in cycle(atlas.areas(start.stand, start.ebene).index)
        for year in atlas.years(start.indikator, start.stand, start.ebene)
    )

    def work() -> object:
        return build_chart(atlas, next(views), order, imprint)

    for _ in range(2):
        work()
    return work
