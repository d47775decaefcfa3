"""The pages of a talk: everything in them is text, and every key is explained."""

import re

from dashboard.atlas import Atlas
from layouts.texts import BROWSER
from layouts.vortrag.hall import KEYS, build_hall, build_notes
from layouts.vortrag.words import WORDS

START = {"region": "</script><script>alert(1)</script>"}


def test_data_cannot_end_their_element(small: Atlas) -> None:
    for build in (build_hall, build_notes):
        page = build(small, START, ("/assets/a.js",), ("/assets/a.css",))
        assert "<script>alert" not in page
        assert page.count('<script src="/assets/a.js"></script>') == 1


def test_hall_explains_its_keys(small: Atlas) -> None:
    page = build_hall(small, START, (), ())
    found = re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page)
    assert found == list(KEYS)
    assert ("B oder .", "Bildschirm schwarz") in found


def test_buttons_have_names_and_steps(small: Atlas) -> None:
    page = build_hall(small, START, (), ())
    buttons = re.findall(r'<button[^>]* data-tut="([a-z-]+)" title="([^"]+)"', page)
    assert dict(buttons)["weiter"] == "Nächste Szene"
    assert {name for name, _ in buttons} == {
        "szenen-laden", "zurueck", "weiter", "code", "thema", "schwarz", "notizen", "voll", "hilfe", "uebernehmen",
    }  # fmt: skip


def test_words_reach_the_browser() -> None:
    assert BROWSER.items() >= WORDS.items()
