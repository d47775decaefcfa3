"""What a map is about before it is a sheet: values of a year, or changes since an earlier one, in the same form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from indicators.catalogue import Indikator
from layouts.sheets.legend import Scale
from layouts.sheets.sheet import Cell, Head


@dataclass(frozen=True, eq=False)
class Theme:
    """Figures and words of one map.

    `rows`: by area shown, in order; columns `wert`, `status`, `fallzahl`, `nenner`, `stichtag`, and `refusal` (a
    `Refusal` or None).
    """

    entry: Indikator
    name: str  # in the title of the legend
    title: str
    headline: str
    definition: str
    source: str
    synthetic: str | None
    rows: pd.DataFrame
    scale: Scale
    years: int  # over how many years class limits are the same
    upper: Callable[[str, str], float]  # value of an area of an upper level, by level and key
    extremes: tuple[str, str]  # headings of the lists of the highest and lowest areas
    value_name: str = "Wert"
    heads: tuple[Head, ...] = ()
    cells: Mapping[str, tuple[Cell, ...]] | None = None  # by area
    quality: str = ""
