"""Sums over areas picked by hand (rule D3); T12 is in `tests/indicators/protection/test_cases.py`."""

import numpy as np
import pytest

from indicators.catalogue import Art
from indicators.hierarchy import Hierarchy
from indicators.publication import publish_indicator
from indicators.selection import SelectionFigures, sum_selection
from indicators.status import Status
from tests.indicators.conftest import CountsOf, IndikatorOf, Row

NAN = float("nan")


def _rows(variable: str, *values: float) -> list[Row]:
    return [("sozialraum", a, 2020, variable, w) for a, w in zip(("A2b", "A10", "B1", "B2"), values, strict=True)]


def _sum(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf, areas: list[str], **changes: object
) -> SelectionFigures:
    rate = indikator_of(**changes)
    counts = counts_of(*_rows("z", 30, 12, NAN, 18), *_rows("n", 100, 60, 500, 0))
    return sum_selection(publish_indicator(rate, counts, hierarchy), rate, "sozialraum", areas, 2020)


def test_rate_of_a_selection_follows_from_the_sums(
    hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf
) -> None:
    total = _sum(hierarchy, counts_of, indikator_of, ["A2b", "A10"])
    assert total == SelectionFigures(42, 160, 26.25, Status.OBSERVED)  # 100·42/160, not the mean of 30 % and 20 %


@pytest.mark.parametrize(
    ("areas", "changes", "status"),
    [
        (["A2b", "B1"], {}, Status.MISSING),
        (["B2"], {}, Status.UNDEFINED),
        ([], {}, Status.MISSING),
        (["A2b", "A10"], {"geheimhaltung": {"min_nenner": 161}}, Status.UNRELIABLE),
        (["A2b", "A10"], {"geheimhaltung": {"min_zaehler": 13}}, Status.SUPPRESSED),
        (["A10", "B1"], {"geheimhaltung": {"min_zaehler": 13}}, Status.SUPPRESSED),  # secrecy before gaps
        (["A2b", "A10"], {"art": Art.WERT, "nenner": (), "faktor": 1}, Status.MISSING),  # never summed
    ],
)
def test_selection_without_a_rate(
    hierarchy: Hierarchy,
    counts_of: CountsOf,
    indikator_of: IndikatorOf,
    areas: list[str],
    changes: dict[str, object],
    status: Status,
) -> None:
    total = _sum(hierarchy, counts_of, indikator_of, areas, **changes)
    assert total.status is status
    assert np.isnan(total.wert)


def test_unknown_area_is_an_error(hierarchy: Hierarchy, counts_of: CountsOf, indikator_of: IndikatorOf) -> None:
    with pytest.raises(KeyError, match="C9"):
        _sum(hierarchy, counts_of, indikator_of, ["A2b", "C9"])
