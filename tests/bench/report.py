"""The measurements as text: one table per question, targets beside the numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.protecting import Protecting
from tests.bench.regions import BenchRegion, Goals
from tests.bench.samples import Samples

LABEL_WIDTH = 46
CELL_WIDTH = 44
NOTHING = "–"

Goal = Callable[[Goals], float | None]


@dataclass(frozen=True)
class Result:
    """Everything measured of one region."""

    region: BenchRegion
    ours: Mapping[str, Samples]
    naive: Mapping[str, Samples]
    computing: Mapping[str, Samples]


def format_report(results: Sequence[Result]) -> str:
    """German text of all tables."""
    headings = [result.region.heading for result in results]
    lines = [_row("Zeiten in ms: Median (p90; n), naiv | Ziel", headings)]
    for label, name, goal, unit in _rows():
        lines.append(_row(label, [_cell(result, name, goal(result.region.goals), unit) for result in results]))
    lines += ["", _row("Rechenzeit auf dem Server in ms", headings)]
    for name in results[0].computing:
        lines.append(_row(name, [_spread(result.computing[name], 1) for result in results]))
    return "\n".join(lines)


def format_goals(heading: str, measured: Sequence[Protecting]) -> str:
    """German text of a table with one goal per row."""
    lines = [_row(f"{heading} in ms", ["Median (p90; n) | Ziel"])]
    for row in measured:
        verdict = f"{_number(row.goal)} {'ok' if row.samples.median <= row.goal else 'zu langsam'}"
        lines.append(_row(row.name, [f"{_spread(row.samples, 1)} | {verdict}"]))
    return "\n".join(lines)


def _rows() -> list[tuple[str, str, Goal, float]]:
    return [
        ("Indikatorwechsel bis gemalt (noch nie geholt)", "indicator", lambda goals: goals.indicator, 1),
        ("Indikatorwechsel bis gemalt (schon geholt)", "seen", lambda _: None, 1),
        ("Jahresschritt bis gemalt", "year", lambda goals: goals.year, 1),
        ("  Anfragen dabei", "year_requests", lambda _: 0.0, 1),
        ("kB je Indikatorwechsel, alle Antworten", "indicator_bytes", lambda goals: goals.kilobytes, 1000),
        ("  Anfragen dabei", "indicator_requests", lambda _: None, 1),
        ("erster Besuch bis gemalt", "first_visit", lambda goals: goals.first_visit, 1),
        ("  kB dabei, bis zur Ruhe", "first_bytes", lambda _: None, 1000),
        ("Zeigen bis verbundene Hervorhebung", "hover", lambda goals: goals.hover, 1),
        ("  Anfragen dabei", "hover_requests", lambda _: 0.0, 1),
        ("python app.py bis zur ersten Antwort", "start", lambda goals: goals.start, 1),
    ]


def _cell(result: Result, name: str, goal: float | None, unit: float) -> str:
    ours = result.ours.get(name, Samples())
    if not ours.numbers:
        return NOTHING
    text = _spread(ours, unit)
    if name in result.naive:
        text += f", {_number(result.naive[name].median / unit)}"
    if goal is None:
        return text
    return f"{text} | {_number(goal)} {'ok' if ours.median / unit <= goal else 'zu langsam'}"


def _spread(samples: Samples, unit: float) -> str:
    return f"{_number(samples.median / unit)} ({_number(samples.p90 / unit)}; {len(samples.numbers)})"


def _number(number: float) -> str:
    text = f"{number:,.1f}" if 0 < abs(number) < 100 else f"{number:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def _row(label: str, cells: Sequence[str]) -> str:
    return label.ljust(LABEL_WIDTH) + "".join(cell.ljust(CELL_WIDTH) for cell in cells).rstrip()
