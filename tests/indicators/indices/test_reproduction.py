from indicators.indices.reproduction import Mismatch, compare_classes
from indicators.indices.values import compute_index
from tests.indicators.indexcases import index_of, published, source_of

CLASSES = [
    {"name": "hoch", "bis": -1, "wert": 1},
    {"name": "mittel", "bis": 1, "wert": 2},
    {"name": "niedrig", "wert": 3},
]


def compare(*classes: float | str) -> tuple[int, int, tuple[Mismatch, ...]]:
    source = source_of("abcd", {"x": {2020: [1.0, 1.0, 3.0, 3.0]}}, residents=[500, 500, 500, 500])
    index = index_of("x", art="status", klassen=CLASSES, veroeffentlicht="k")
    (found,) = compare_classes(
        compute_index(index, source), published("abcd", {2020: list(classes)}), source.hierarchy, "raum"
    )
    return found.gleich, found.insgesamt, found.abweichungen


def test_all_alike() -> None:
    assert compare(1, 1, 2, 2) == (4, 4, ())


def test_a_differing_area_is_named_with_both_classes() -> None:
    assert compare(1, 2, 2, 2) == (3, 4, (Mismatch("b", 2.0, "mittel", "hoch"),))


def test_an_index_without_published_class_is_a_mismatch() -> None:
    assert compare(1, 1, 2, "fehlt") == (3, 3, (Mismatch("d", None, None, "mittel"),))


def test_a_number_that_is_no_class_is_a_mismatch() -> None:
    assert compare(1, 1, 2, 7) == (3, 4, (Mismatch("d", 7.0, None, "mittel"),))


def test_years_without_published_classes_are_not_compared() -> None:
    source = source_of("abcd", {"x": {2020: [1.0, 1.0, 3.0, 3.0]}})
    index = index_of("x", art="status", klassen=CLASSES, veroeffentlicht="k")
    frame = published("abcd", {2019: ["fehlt"] * 4})
    assert compare_classes(compute_index(index, source), frame, source.hierarchy, "raum") == []


def test_a_published_class_of_a_year_without_index_is_a_mismatch() -> None:
    source = source_of("abcd", {"x": {2020: [1.0, 1.0, 3.0, 3.0]}})
    index = index_of("x", art="status", klassen=CLASSES, veroeffentlicht="k")
    (found,) = compare_classes(
        compute_index(index, source), published("abcd", {2012: [1, 1, 1, 1]}), source.hierarchy, "raum"
    )
    assert (found.jahr, found.gleich, found.insgesamt) == (2012, 0, 4)
