"""Talks of the poisoned region: no protected number in slides or in the file, all years and scenes included."""

from pathlib import Path

from dashboard.factory import AtlasApp
from tests.dashboard.secrecy.routecrawl import POSTS, form_answers, views
from tests.dashboard.secrecy.test_exports import without_ornaments
from tests.dashboard.secrecy.test_markers import SEARCH, table
from tests.dashboard.secrecy.test_routes import poisoned, swapped


def answers(app: AtlasApp) -> list[tuple[str, str]]:
    found = list(form_answers(app, list(views(app.atlas))))
    assert len(found) > len(POSTS)
    return found


def test_no_talk_holds_a_marker_or_differs_where_only_protected_numbers_do(tmp_path: Path) -> None:
    app, other = poisoned(tmp_path / "a", table), poisoned(tmp_path / "b", swapped)
    mine, theirs = answers(app), answers(other)
    assert [place[:80] for place, text in mine if SEARCH.search(without_ornaments(text))] == []
    pairs = zip(mine, theirs, strict=True)
    assert [place[:80] for (place, text), (_, same) in pairs if text != same] == []


def test_the_same_search_finds_markers_where_nothing_is_protected(tmp_path: Path) -> None:
    found = {place.split(" ")[0] for place, text in answers(poisoned(tmp_path, table, "")) if SEARCH.search(text)}
    assert found == {"/export/vortrag.pptx", "/export/vortrag.html"}
