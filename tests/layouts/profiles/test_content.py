"""What a profile says: numbers typed by hand from the small region, signs, comparisons, order."""

from dashboard.atlas import Atlas
from layouts.profiles.profile import Chapter, Kind, Row, Verdict
from tests.profiles import profile_of

# The small region, 2019: Astadt has 3,830 residents (1,010 + 2,010 + 810), Bdorf 2,030, the Musterkreis 5,860.
# Unemployed: A1 8 and A10 6 are suppressed, A2 160, B1 90, B2 25, B3 0; Astadt 174, Bdorf 115, together 289.


def chapter(chapters: tuple[Chapter, ...], title: str) -> Chapter:
    return next(chapter for chapter in chapters if chapter.title == title)


def row(chapters: tuple[Chapter, ...], key: str) -> Row:
    return next(row for chapter in chapters for row in chapter.rows if row.key == key)


def test_kommune_is_introduced_with_people_share_and_size(small: Atlas) -> None:
    profile = profile_of(small, Kind.GRUPPE, "05001")
    assert profile.title == "Profil Astadt"
    assert profile.lead == (
        "In Astadt leben 3.830 Menschen (31.12.2019). Das sind 65,4\u202f% der Menschen in der Region. "
        "Das Gebiet ist 3,0\u202fkm² groß und hat 3 Sozialräume."
    )
    assert [(fact.name, fact.text) for fact in profile.facts] == [
        ("Einwohnerinnen und Einwohner", "3.830"), ("Fläche", "3,0\u202fkm²"), ("Sozialräume", "3"),
    ]  # fmt: skip


def test_chapters_are_the_themes_of_the_catalogue(small: Atlas) -> None:
    profile = profile_of(small, Kind.GRUPPE, "05001")
    assert [c.title for c in profile.chapters] == ["Bevölkerung", "Arbeit"]
    assert [r.key for c in profile.chapters for r in c.rows] == ["bev_insgesamt", "anteil_u18", "arbeitslosenanteil"]


def test_rate_stands_with_its_number_and_against_the_region(small: Atlas) -> None:
    found = row(profile_of(small, Kind.GRUPPE, "05002").chapters, "arbeitslosenanteil")
    # 115 of 2,030 = 5.67 %; region 289 of 5,860 = 4.93 %; the interval 4.7 to 6.8 % holds it
    assert (found.value, found.count, found.base, found.year) == ("5,7", "115", "2.030", 2019)
    assert [(c.text, c.count, c.verdict) for c in found.compared] == [("4,9", "289", Verdict.GLEICH)]


def test_area_is_compared_with_kommune_and_region(small: Atlas) -> None:
    found = row(profile_of(small, Kind.RAUM, "0500201").chapters, "arbeitslosenanteil")
    # B1: 90 of 1,210 = 7.44 %, interval 6.1 to 9.1 %
    assert (found.value, found.count, found.base) == ("7,4", "90", "1.210")
    assert [(c.text, c.verdict) for c in found.compared] == [("5,7", Verdict.UEBER), ("4,9", Verdict.UEBER)]
    assert found.rank == "1–3 von 4"  # A2 and B2 (3.3 to 7.1 %) cannot be told apart from it


def test_suppressed_area_is_a_sign_everywhere(small: Atlas) -> None:
    profile = profile_of(small, Kind.RAUM, "0500101")
    found = row(profile.chapters, "arbeitslosenanteil")
    assert (found.value, found.count, found.base, found.rank, found.change) == ("•", "•", "", "", "")
    assert found.strip is None or found.strip.own is None
    assert all(c.verdict is Verdict.KEINER for c in found.compared)
    group = chapter(profile_of(small, Kind.GRUPPE, "05001").chapters, "Arbeit")
    cells = {row.name: row.cells[0] for row in group.tables[0].rows}
    assert [(cells[name].value, cells[name].count) for name in ("Aue", "Altstadt", "Anhöhe", "Astadt")] == [
        ("•", "•"), ("8,0", "160"), ("•", "•"), ("4,5", "174"),
    ]  # fmt: skip


def test_what_differs_most_is_said_in_words(small: Atlas) -> None:
    message = chapter(profile_of(small, Kind.RAUM, "0500201").chapters, "Arbeit").message
    assert message.startswith(
        "Arbeitslosenanteil: 7,4\u202f%, 2,5\u00a0Prozentpunkte höher als in der Region (4,9\u202f%)."
    )


def test_revision_says_where_an_area_comes_from(small: Atlas) -> None:
    profile = profile_of(small, Kind.GRUPPE, "05002")
    (revision,) = profile.revisions
    assert revision.title == "Bdorf: aus 2 werden 3 Sozialräume"
    assert [name for name, _ in revision.rows] == ["B2 Bahnhof", "B3 Bruch"]
    assert profile_of(small, Kind.GRUPPE, "05001").revisions == ()


def test_every_indicator_is_explained(demo: Atlas) -> None:
    profile = profile_of(demo, Kind.GRUPPE, "05334020")
    shown = {row.name for chapter in profile.chapters for row in chapter.rows}
    assert shown == {term.name for term in profile.terms}
    assert all(term.definition and term.source for term in profile.terms)


def test_baesweiler_tells_of_six_areas_that_became_seven(demo: Atlas) -> None:
    profile = profile_of(demo, Kind.GRUPPE, "05334008")
    assert profile.revisions[-1].title == "Baesweiler: aus 6 werden 7 Sozialräume"
    assert profile.synthetic == "Synthetische Demonstrationsdaten"


def test_handlungsfelder_name_their_reasons(demo: Atlas) -> None:
    fields = profile_of(demo, Kind.GRUPPE, "05334008").fields
    assert fields is not None
    found = {area.label: [finding.met for finding in area.findings] for area in fields.areas}
    assert sum(any(states) for states in found.values()) == 3
    reasons = [finding.reasons for area in fields.areas for finding in area.findings if finding.met]
    assert all(reasons)
    single = profile_of(demo, Kind.RAUM, "B4a").fields
    assert single is not None
    assert all(finding.conditions for finding in single.areas[0].findings)
