"""Scenes: recorded on every page, named, ordered by keys and by dragging, saved, loaded, carried by a link."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.explorer import Explorer, wait_for
from tests.browser.hall import KEY, READY, SCENES, Hall, keep, talk


def kept(explorer: Explorer) -> dict[str, Any]:
    """What the browser has kept."""
    return dict(json.loads(explorer.js("(key) => localStorage.getItem(key)", KEY)))


def titles(explorer: Explorer) -> list[str]:
    return [scene["titel"] for scene in kept(explorer)["szenen"]]


def record(explorer: Explorer) -> None:
    explorer.find("#vortrag summary").click()
    explorer.find('[data-aktion="szene-aufnehmen"]').click()


def arrange(explorer: Explorer) -> None:
    explorer.find("#vortrag summary").click()
    explorer.find('[data-dialog="szenen"]').click()
    expect(explorer.find("#szenen")).to_be_visible()


def load(explorer: Explorer, content: str) -> None:
    with explorer.page.expect_file_chooser() as chooser:
        explorer.find('[data-aktion="szenen-laden"]').click()
    chooser.value.set_files({"name": "szenen.json", "mimeType": "application/json", "buffer": content.encode()})


@pytest.fixture
def prepared(open_page: OpenPage) -> Explorer:
    """The explorer in a browser that has three scenes, their list open."""
    explorer = open_page(permissions=["clipboard-read", "clipboard-write"])
    keep(explorer, talk())
    explorer.open()
    arrange(explorer)
    return explorer


def test_every_page_records_what_it_shows(open_page: OpenPage) -> None:
    explorer = open_page().open(indikator="alo_anteil", jahr="2020", innerhalb="05334004", raum="A1a")
    record(explorer)
    expect(explorer.find("#hinweise")).to_contain_text(
        "Szene 1 aufgenommen: „Arbeitslosenanteil 2020 – Nur Alsdorf – A1a"
    )
    for page in ("/handlungsfelder/", "/indizes/", "/gebietsstaende/"):
        explorer.page.goto(f"{explorer.watch.address}{page}")
        wait_for(explorer.page, lambda: explorer.js("() => Boolean(window.atlas && atlas.current)"))
        expect(explorer.find("#quelle")).not_to_be_empty()
        record(explorer)
    scenes = kept(explorer)["szenen"]
    assert [re.split(r"[?]", scene["ansicht"])[0] for scene in scenes] == [
        "/", "/handlungsfelder/", "/indizes/", "/gebietsstaende/",
    ]  # fmt: skip
    assert "indikator=alo_anteil&jahr=2020" in scenes[0]["ansicht"]
    assert all(scene["titel"] for scene in scenes)
    checked = explorer.js(
        "async (text) => (await fetch('/vortrag/pruefen', { method: 'POST', body: text })).json()",
        json.dumps(kept(explorer)),
    )
    assert "fehler" not in checked


def test_names_and_notes_are_kept(prepared: Explorer) -> None:
    prepared.find(".szene-name").nth(1).fill("Arbeit <b>fett</b>")
    prepared.find(".szene-notiz").nth(1).fill("Zeile 1\nZeile 2")
    prepared.find("#vortrag-titel").fill("Forum „Alter“")
    prepared.page.reload()
    prepared.settle()
    arrange(prepared)
    expect(prepared.find(".szene-name").nth(1)).to_have_value("Arbeit <b>fett</b>")
    expect(prepared.find(".szene-notiz").nth(1)).to_have_value("Zeile 1\nZeile 2")
    expect(prepared.find("#vortrag-titel")).to_have_value("Forum „Alter“")
    assert prepared.find("#szenen b").count() == prepared.find("#szenen .form-check-label b").count()


def test_order_by_keys(prepared: Explorer) -> None:
    prepared.find(".szene-griff").nth(0).focus()
    prepared.page.keyboard.press("ArrowDown")
    assert titles(prepared) == ["Arbeitslose", "Wo viele SGB II beziehen", "Handlungsfelder"]
    expect(prepared.find("#szenen-meldung")).to_have_text("„Wo viele SGB II beziehen“ steht jetzt an Stelle 2 von 3.")
    prepared.page.keyboard.press("ArrowDown")
    prepared.page.keyboard.press("ArrowDown")
    assert titles(prepared) == ["Arbeitslose", "Handlungsfelder", "Wo viele SGB II beziehen"]
    expect(prepared.find(".szene-griff").nth(2)).to_be_focused()
    prepared.find(".hinauf").nth(2).press("Enter")
    assert titles(prepared) == ["Arbeitslose", "Wo viele SGB II beziehen", "Handlungsfelder"]
    expect(prepared.find(".hinauf").nth(1)).to_be_focused()


def test_order_by_dragging(prepared: Explorer) -> None:
    grip, last = prepared.find(".szene-griff").nth(0).bounding_box(), prepared.find(".szene").nth(2).bounding_box()
    assert grip is not None
    assert last is not None
    prepared.page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    prepared.page.mouse.down()
    prepared.page.mouse.move(grip["x"] + 5, last["y"] + last["height"] - 2, steps=8)
    prepared.page.mouse.up()
    assert titles(prepared) == ["Arbeitslose", "Handlungsfelder", "Wo viele SGB II beziehen"]


def test_copy_and_delete_with_a_way_back(prepared: Explorer) -> None:
    prepared.find('[aria-label="Szene 1 verdoppeln"]').click()
    assert titles(prepared) == [SCENES[0]["titel"], *(scene["titel"] for scene in SCENES)]
    prepared.find('[aria-label="Szene 3 löschen"]').click()
    expect(prepared.find("#szenen-meldung")).to_contain_text("„Arbeitslose“ gelöscht.")
    assert len(titles(prepared)) == 3
    prepared.find("#szenen-meldung button").click()
    assert titles(prepared)[2] == "Arbeitslose"


def test_scene_opens_in_the_atlas(prepared: Explorer) -> None:
    prepared.find('[aria-label="Szene 2 im Atlas öffnen"]').click()
    wait_for(prepared.page, lambda: prepared.page.url, lambda url: url.endswith(SCENES[1]["ansicht"]))
    prepared.settle()


def test_saved_file_is_loaded_again(prepared: Explorer, tmp_path: Path) -> None:
    with prepared.page.expect_download() as download:
        prepared.find('[data-aktion="szenen-sichern"]').click()
    assert download.value.suggested_filename == "szenen_staedteregion-aachen.json"
    file = tmp_path / "szenen.json"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8")) == talk()
    load(prepared, file.read_text("utf-8"))
    expect(prepared.find("#szenen-meldung")).to_contain_text("Die Datei hat 3 Szenen.")
    prepared.find("#szenen-meldung").get_by_text("Dahinter einfügen").click()
    assert len(titles(prepared)) == 6
    load(prepared, file.read_text("utf-8"))
    prepared.find("#szenen-meldung").get_by_text("Ersetzen").click()
    assert titles(prepared) == [scene["titel"] for scene in SCENES]


HOSTILE = {
    "no json": ("<script>alert(1)</script>", "kein gültiges JSON"),
    "foreign region": (json.dumps(talk(region="berlin")), "gehören zur Region „berlin“"),
    "other site": (json.dumps(talk({"titel": "", "ansicht": "https://example.de/"})), "keine Ansicht dieses Atlas"),
    "script": (json.dumps(talk({"titel": "", "ansicht": "javascript:alert(1)"})), "keine Ansicht dieses Atlas"),
    "too many": (json.dumps(talk(*[SCENES[0]] * 61)), "möglich sind 60"),
    "too large": (json.dumps(talk(titel="x" * 250_000)), "zu groß"),
    "unknown words": (json.dumps(talk(farbe="rot")), "„farbe“ ist unbekannt"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_bad_file_loses_nothing(prepared: Explorer, case: str) -> None:
    content, said = HOSTILE[case]
    before = kept(prepared)
    load(prepared, content)
    expect(prepared.find("#szenen-meldung")).to_contain_text(said)
    assert kept(prepared) == before
    expect(prepared.find(".szene")).to_have_count(3)


def test_hostile_words_stay_words(prepared: Explorer, address: str) -> None:
    words = "<img src=x onerror=alert(1)> *fett* #include"
    load(prepared, json.dumps(talk({"titel": words, "notiz": words, "ansicht": SCENES[0]["ansicht"]})))
    prepared.find("#szenen-meldung").get_by_text("Ersetzen").click()
    expect(prepared.find(".szene-name")).to_have_value(words)
    hall = Hall(prepared.page, address).open(scenes=1)
    expect(hall.find("#saal-titel")).to_have_text(words)
    assert hall.find("#saal-titel img").count() == 0


def test_link_carries_the_talk_to_another_browser(prepared: Explorer, open_page: OpenPage, address: str) -> None:
    prepared.find('[data-aktion="szenen-link"]').click()
    expect(prepared.find("#szenen-meldung")).to_contain_text("Link kopiert.")
    link = str(prepared.js("() => navigator.clipboard.readText()"))
    assert link.startswith(f"{address}/vortrag/#szenen=")
    other = open_page()
    hall = Hall(other.page, address).open(link.removeprefix(f"{address}/vortrag/"))
    assert hall.position() == "1 / 3"
    expect(hall.find("#saal-titel")).to_have_text(SCENES[0]["titel"])
    assert "#szenen=" in hall.page.url
    # nothing is kept before somebody asks for it
    assert other.js("(key) => localStorage.getItem(key)", KEY) is None
    hall.find('[data-tut="uebernehmen"]').click()
    assert titles(other) == [scene["titel"] for scene in SCENES]
    wait_for(hall.page, lambda: hall.page.url, lambda url: "#" not in url)


def test_adopted_scenes_stand_behind_those_that_were_there(
    prepared: Explorer, open_page: OpenPage, address: str
) -> None:
    prepared.find('[data-aktion="szenen-link"]').click()
    expect(prepared.find("#szenen-meldung")).to_contain_text("Link kopiert.")
    link = str(prepared.js("() => navigator.clipboard.readText()"))
    other = open_page()
    keep(other, talk(SCENES[2]))
    hall = Hall(other.page, address).open(link.removeprefix(f"{address}/vortrag/"))
    assert titles(other) == ["Handlungsfelder"]
    hall.find('[data-tut="uebernehmen"]').click()
    expect(hall.find("#saal-hinweis")).to_contain_text("hinter denen, die schon da waren")
    assert titles(other) == ["Handlungsfelder", *(scene["titel"] for scene in SCENES)]
    assert hall.position() == "2 / 4"
    expect(hall.find("#saal-titel")).to_have_text(SCENES[0]["titel"])
    wait_for(hall.page, lambda: hall.page.evaluate(READY), lambda n: n == 4)


def test_broken_link_says_so(open_page: OpenPage, address: str) -> None:
    hall = Hall(open_page().page, address).open("#szenen=AAAA", scenes=0)
    expect(hall.find("#saal-leer")).to_contain_text("unvollständig oder beschädigt")


def test_too_long_link_says_so(prepared: Explorer) -> None:
    # signs that cannot be compressed much
    noise = "".join(chr(0x4E00 + 7919 * i % 20011) for i in range(3900))
    prepared.find(".szene-notiz").nth(0).fill(noise)
    prepared.find('[data-aktion="szenen-link"]').click()
    expect(prepared.find("#szenen-meldung")).to_contain_text("Der Link wäre")


def test_slides_are_downloaded(prepared: Explorer) -> None:
    with prepared.page.expect_download(timeout=60_000) as download:
        prepared.find('[data-aktion="szenen-datei"][data-endung="pptx"]').click()
    assert download.value.suggested_filename == "vortrag_staedteregion-aachen.pptx"
    expect(prepared.find("#szenen-meldung")).to_have_text("Die Datei ist heruntergeladen.")


def test_sixty_scenes_are_enough(open_page: OpenPage) -> None:
    explorer = open_page()
    keep(explorer, talk(*[SCENES[0]] * 60))
    explorer.open()
    record(explorer)
    expect(explorer.find("#hinweise")).to_contain_text("höchstens 60 Szenen")
    assert len(titles(explorer)) == 60


def test_what_others_left_in_the_browser_is_sorted_out(open_page: OpenPage) -> None:
    explorer = open_page()
    keep(explorer, {"szenen": [{"titel": 7, "ansicht": "javascript:alert(1)"}, SCENES[0], None, {"ansicht": "//x"}]})
    explorer.open()
    arrange(explorer)
    expect(explorer.find(".szene-name")).to_have_value(SCENES[0]["titel"])


def test_notes_stay_here_where_they_are_not_to_be_passed_on(prepared: Explorer, open_page: OpenPage) -> None:
    prepared.find("#szenen-notizen").uncheck()
    prepared.find('[data-aktion="szenen-link"]').click()
    expect(prepared.find("#szenen-meldung")).to_contain_text("alle Szenen ohne Notizen")
    link = str(prepared.js("() => navigator.clipboard.readText()"))
    other = open_page()
    address = prepared.watch.address
    hall = Hall(other.page, address).open(link.removeprefix(f"{address}/vortrag/"))
    hall.find('[data-tut="uebernehmen"]').click()
    wait_for(other.page, lambda: other.js("(key) => localStorage.getItem(key)", KEY))
    assert [scene["notiz"] for scene in kept(other)["szenen"]] == ["", "", ""]
    assert [scene["titel"] for scene in kept(other)["szenen"]] == [scene["titel"] for scene in SCENES]
    # what the presenter keeps and saves is whole
    assert [scene["notiz"] for scene in kept(prepared)["szenen"]] == [scene["notiz"] for scene in SCENES]
