"""Files of scenes: read exactly, or refused with every reason."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.atlas import Atlas
from layouts.scenes import LARGEST_FILE, Scene, Talk, TalkError, format_talk, read_talk
from layouts.selection import Selection

VIEW = "/?indikator=arbeitslosenanteil&jahr=2018&ebene=sozialraum&stand=2018&raum=0500102"


def scene(**changes: Any) -> dict[str, Any]:
    return {"titel": "Arbeit", "notiz": "Zuerst fragen.", "ansicht": VIEW} | changes


def talk(*scenes: Any, **changes: Any) -> str:
    frame = {"format": "sozialraum-szenen", "version": 1, "region": "musterkreis", "titel": "Ausschuss"}
    return json.dumps(frame | {"szenen": list(scenes)} | changes)


def findings(text: str, region: Atlas) -> list[str]:
    with pytest.raises(TalkError) as caught:
        read_talk(text, region)
    return str(caught.value).splitlines()


def test_scenes_are_read_in_their_order(small: Atlas) -> None:
    read = read_talk(talk(scene(), scene(titel="Grenzen", ansicht="/gebietsstaende/?von=2011&nach=2018")), small)
    assert (read.region, read.titel, [s.titel for s in read.szenen]) == (
        "musterkreis",
        "Ausschuss",
        ["Arbeit", "Grenzen"],
    )
    first = read.szenen[0]
    assert first.selection == Selection("arbeitslosenanteil", 2018, "sozialraum", "2018", raum="0500102")
    assert (first.notiz, first.ansicht, first.path) == ("Zuerst fragen.", VIEW, "/")
    assert read.szenen[1].path == "/gebietsstaende/"


def test_title_and_note_may_be_left_out(small: Atlas) -> None:
    assert read_talk(talk({"ansicht": "/"}), small).szenen[0].titel == ""


HOSTILE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60)


@given(HOSTILE, HOSTILE)
def test_what_is_written_is_read_again(small: Atlas, titel: str, notiz: str) -> None:
    selection = Selection("arbeitslosenanteil", 2018, "sozialraum", "2018", raum="0500102")
    written = Talk("musterkreis", titel, (Scene(titel, notiz, VIEW, selection),))
    assert read_talk(format_talk(written), small) == written
    assert replace(written, titel="x") != written


def test_a_view_that_does_not_exist_is_refused_with_its_scene(small: Atlas) -> None:
    gone = scene(ansicht="/?indikator=gibtsnicht")
    assert findings(talk(scene(), gone), small) == [
        "Szene 2 „Arbeit“: Den Indikator „gibtsnicht“ gibt es hier nicht. "
        "Die Ansicht im Atlas einstellen und die Szene neu aufnehmen."
    ]


def test_every_reason_is_named_at_once(small: Atlas) -> None:
    lines = findings(
        talk(scene(ansicht="/?jahr=1990"), scene(titel="W" * 201), scene(ansicht="/indizes/"), region="x"), small
    )
    assert len(lines) == 4
    assert lines[0].startswith("Die Szenen gehören zur Region „x“, dieser Atlas zeigt „musterkreis“.")
    assert lines[1].startswith("Szene 1 „Arbeit“: Für 1990 liegen keine Daten vor")
    assert lines[2] == "Szene 2: Der Titel hat 201 Zeichen; möglich sind 200. Den Text kürzen."
    assert lines[3].startswith("Szene 3 „Arbeit“: Die Seite „/indizes/“ gibt es hier nicht. Möglich sind „/“ (Karte)")


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("https://boese.example/?jahr=2018", "ist keine Ansicht dieses Atlas"),
        ("//boese.example/", "ist keine Ansicht dieses Atlas"),
        ("/\\boese.example/", "gibt es hier nicht"),
        ("javascript:alert(1)", "ist keine Ansicht dieses Atlas"),
        ("/?jahr=2018\n", "ist keine Ansicht dieses Atlas"),
        ("", "ist keine Ansicht dieses Atlas"),
        ("/export/karte.svg", "gibt es hier nicht"),
        ("/?jahr=2018&jahr=2019", "steht eine Angabe doppelt"),
        ("/?jahr=2018#x", "hinter „#“"),
        ("/?jahr", "keine lesbare Adresse"),
        ("/?raum=%ff", "keine lesbare Adresse"),
        ("/?jahr=2018&gibtsnicht=1", "Unbekannte Angabe im Link ausgelassen"),
    ],
)  # fmt: skip
def test_only_views_of_this_atlas_are_scenes(small: Atlas, view: str, words: str) -> None:
    (line,) = findings(talk(scene(ansicht=view)), small)
    assert words in line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "kein gültiges JSON (Zeile 1, Spalte 1)"),
        ("[]", "enthält keine Szenen"),
        ("[" * 100_000, "zu tief verschachtelt"),
        ('{"titel": "a", "titel": "b"}', "„titel“ steht doppelt"),
        (talk(), "hat keine Szenen"),
        (talk(szenen={}), "hat keine Szenen"),
        (talk(*[scene()] * 61), "hat 61 Szenen; möglich sind 60"),
        (talk("x"), "Szene 1 ist nicht lesbar"),
        (talk(scene(titel=3)), "Szene 1: Der Titel ist kein Text"),
        (talk(scene(notiz="x" * 4001)), "Die Notiz hat 4001 Zeichen"),
        (talk(scene(titel="a\x00b")), "enthält Steuerzeichen"),
        (talk(scene(titel="\ud800")), "enthält Steuerzeichen"),
        (talk(scene(notitz="")), "Die Angabe „notitz“ ist unbekannt; meinten Sie „notiz“?"),
        (talk(scene(), farbe="rot"), "Die Angabe „farbe“ ist unbekannt"),
        (talk(scene(), version=2), "lesbar ist „version“ 1"),
        (talk(scene(), version=True), "lesbar ist „version“ 1"),
        (talk(scene(), format="etwas"), "keine Datei mit Szenen"),
        (" " * LARGEST_FILE + "{}", "größer als 200 kB"),
    ],
)  # fmt: skip
def test_broken_file_is_refused(small: Atlas, text: str, words: str) -> None:
    (line,) = findings(text, small)
    assert words in line


def test_note_keeps_its_lines(small: Atlas) -> None:
    assert read_talk(talk(scene(notiz="eins\n\tzwei\u2028drei")), small).szenen[0].notiz == "eins\n\tzwei\u2028drei"
