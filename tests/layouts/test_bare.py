"""Pages without their frame: what may be asked of them."""

import pytest

from layouts.bare import Bare, Bedienung, Place, Thema, options_of, read_bare

EXPLORER = "/"


def test_readers_may_look_where_nothing_else_is_asked() -> None:
    assert read_bare(Place.EMBEDDED, EXPLORER, {}) == Bare(Place.EMBEDDED, EXPLORER, Bedienung.ANSEHEN, Thema.HELL)


@pytest.mark.parametrize(
    ("asked", "allowed"), [("bild", []), ("ansehen", ["raum"]), ("jahre", ["raum", "jahr"])]
)  # fmt: skip
def test_each_level_lets_readers_change_more(asked: str, allowed: list[str]) -> None:
    bare = read_bare(Place.EMBEDDED, EXPLORER, {"bedienung": [asked]})
    assert isinstance(bare, Bare)
    assert bare.data["aenderbar"] == allowed
    assert f"stufe-{asked}" in bare.classes.split()


@pytest.mark.parametrize("asked", [["alles"], [""], ["bild", "jahre"], ['"><script>']])
def test_unknown_level_is_refused_and_the_known_ones_named(asked: list[str]) -> None:
    refused = read_bare(Place.EMBEDDED, EXPLORER, {"bedienung": asked})
    assert not isinstance(refused, Bare)
    assert [notice.text.endswith("möglich sind bild, ansehen, jahre.") for notice in refused] == [True]


def test_whoever_presents_may_change_everything_and_pictures_nothing() -> None:
    found = {}
    for asked in ("bild", "jahre"):
        bare = read_bare(Place.PRESENTED, EXPLORER, {"bedienung": [asked]})
        assert isinstance(bare, Bare)
        found[asked] = bare.changeable
    assert found == {"bild": [], "jahre": None}


def test_only_a_talk_has_a_dark_theme() -> None:
    dark = read_bare(Place.PRESENTED, EXPLORER, {"thema": ["dunkel"]})
    assert isinstance(dark, Bare)
    assert dark.thema is Thema.DUNKEL
    assert dark.suffix == "bedienung=ansehen&thema=dunkel"
    assert options_of(Place.EMBEDDED) == ("bedienung",)
    assert not isinstance(read_bare(Place.PRESENTED, EXPLORER, {"thema": ["bunt"]}), Bare)


@pytest.mark.parametrize(
    ("place", "way", "path"),
    [
        (Place.EMBEDDED, "/", "/embed"),
        (Place.EMBEDDED, "/indizes/", "/embed/indizes"),
        (Place.PRESENTED, "/", "/vortrag/ansicht"),
        (Place.PRESENTED, "/indizes/", "/vortrag/ansicht/indizes"),
    ],
)
def test_address_tells_place_and_page(place: Place, way: str, path: str) -> None:
    assert Bare(place, way, Bedienung.BILD).path == path
