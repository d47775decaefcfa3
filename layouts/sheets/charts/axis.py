"""Number axes of printed charts: round ticks, German numbers, and where a value lies."""

import math
from dataclasses import dataclass

from layouts.formatting import NARROW_SPACE, PERCENT, format_number

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """A linear scale from `low` to `high`, drawn from `start` to `end` (points; the end may lie before the start)."""

    ticks: tuple[float, ...]
    low: float
    high: float
    start: float = 0.0
    end: float = 1.0

    def spot(self, value: float) -> float:
        """Place of a value in points."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def decimals(self) -> int:
        """Decimals that keep the ticks apart."""
        if len(self.ticks) < 2:
            return 0
        step = self.ticks[1] - self.ticks[0]
        return next((d for d in range(6) if abs(round(step, d) - step) < 1e-9 * step), 6)

    def tick_text(self, tick: float, unit: str = "") -> str:
        """`12,5` or, for percent alone, `12,5 %`: other units are named once, by the heading."""
        text = format_number(tick, self.decimals)
        return f"{text}{NARROW_SPACE}{unit}" if unit == PERCENT else text


def axis_from_zero(low: float, high: float, most: int) -> Axis:
    """An axis that holds zero and all values, and ends at a tick.

    Examples
    --------
    >>> axis_from_zero(3.2, 39.4, 5).ticks
    (0.0, 10.0, 20.0, 30.0, 40.0)
    >>> axis_from_zero(-1.4, 2.2, 5).ticks
    (-2.0, -1.0, 0.0, 1.0, 2.0, 3.0)
    """
    ticks = round_ticks(min(0.0, low), max(0.0, high), most)
    return Axis(ticks, ticks[0], ticks[-1])


def axis_around(low: float, high: float, most: int, margin: float = 0.04) -> Axis:
    """An axis a little longer than the values, with the ticks that lie on it.

    Examples
    --------
    >>> axis_around(13.2, 27.7, 5).ticks
    (15.0, 20.0, 25.0)
    """
    air = (high - low) * margin or max(abs(high), 1.0) * margin
    first, last = low - air, high + air
    ticks = tuple(tick for tick in round_ticks(first, last, most) if first <= tick <= last)
    return Axis(ticks, first, last)


def round_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """About `most` multiples of 1, 2, 2.5 or 5 times a power of ten that enclose the values.

    Examples
    --------
    >>> round_ticks(0, 8.3, 5), round_ticks(0, 0, 5)
    ((0.0, 2.0, 4.0, 6.0, 8.0, 10.0), (0.0, 1.0))
    """
    span = high - low
    if span <= 0:
        low, high = min(low, 0.0), max(high, 0.0)
        span = high - low
        if span == 0:
            return (0.0, 1.0)
    raw = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(size * power for size in STEPS if size * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(n * step, 10) + 0.0 for n in range(first, last + 1))
