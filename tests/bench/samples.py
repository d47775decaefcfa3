"""Repeated measurements and what is reported of them."""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

REPETITIONS = 20
LEAST = 3


@dataclass(frozen=True)
class Samples:
    """Measured numbers of one quantity; empty where it could not be measured."""

    numbers: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return statistics.median(self.numbers)

    @property
    def p90(self) -> float:
        """Nearest-rank 90th percentile."""
        return sorted(self.numbers)[max(0, -(-9 * len(self.numbers) // 10) - 1)]


def collect(numbers: Iterable[float], seconds: float) -> Samples:
    """Up to 20 numbers; after `seconds` no more than the three that a median needs."""
    deadline = time.monotonic() + seconds
    taken: list[float] = []
    for number in islice(numbers, REPETITIONS):
        taken.append(number)
        if len(taken) >= LEAST and time.monotonic() > deadline:
            break
    return Samples(tuple(taken))


def timed(work: Callable[[], object]) -> Iterator[float]:
    """Milliseconds of one run after another, without end."""
    while True:
        started = time.perf_counter()
        work()
        yield (time.perf_counter() - started) * 1000
