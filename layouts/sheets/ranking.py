"""The ranking of a sheet's areas as a chart shows it: all of them, or the ends of a long list."""

from dataclasses import dataclass
from typing import TypeAlias

from indicators.status import Status
from layouts.formatting import format_number
from layouts.sheets.sheet import Sheet, SheetArea

MOST = 24  # bars that can be read on a slide
END = 12
LEFT_OUT = "…"

Bar: TypeAlias = tuple[str, float | None, str]


@dataclass(frozen=True)
class Ranking:
    """Bars from the highest down, and a sentence that says which ones are shown."""

    labels: tuple[str, ...]
    values: tuple[float | None, ...]  # None: areas between the ends are left out
    colours: tuple[str, ...]
    sentence: str


def rank_areas(sheet: Sheet) -> Ranking:
    """Areas with a published value only; equal ones in the order of the table."""
    known = [area for area in sheet.areas if area.status is Status.OBSERVED and area.value == area.value]
    ordered = sorted(known, key=lambda area: -area.value)
    bars: list[Bar] = [(area.label, area.value, _colour(sheet, area)) for area in ordered]
    shown = bars if len(bars) <= MOST else [*bars[:END], (LEFT_OUT, None, ""), *bars[-END:]]
    return Ranking(
        labels=tuple(label for label, _, _ in shown),
        values=tuple(value for _, value, _ in shown),
        colours=tuple(colour for _, _, colour in shown),
        sentence=_sentence(sheet, min(len(bars), len(shown)), len(ordered)),
    )


def _colour(sheet: Sheet, area: SheetArea) -> str:
    return area.fill.colour if area.klass is not None and sheet.legend.rows else sheet.circle_colour


def _sentence(sheet: Sheet, shown: int, ranked: int) -> str:
    hidden = len(sheet.areas) - ranked
    without = f" Ohne Wert: {format_number(hidden)} von {format_number(len(sheet.areas))}." if hidden else ""
    marks = "".join(f" {mark.name}: {mark.value}." for mark in sheet.legend.marks)
    if shown < ranked:
        return (
            f"Die {END} höchsten und die {END} niedrigsten Werte von {format_number(ranked)} ({sheet.level})."
            f"{without}{marks}"
        )
    return f"Alle Werte, vom höchsten zum niedrigsten ({sheet.level}: {format_number(ranked)}).{without}{marks}"
