"""German words live in the text catalogue; the scripts only name them."""

import re

import pytest

from dashboard.settings import ROOT
from indicators.classes import Methode
from indicators.status import Status
from layouts import texts
from layouts.selection import Grenzbezug

SCRIPTS = {
    file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in sorted((ROOT / "assets").rglob("*.js"))
}
TOKENS = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)""",
    re.DOTALL,
)
# words a reader would see; keys, class names and CSS are lower-case ASCII without blanks
GERMAN = re.compile(
    r"[äöüßÄÖÜ„“]|(?i:\b(?:der|die|das|und|nicht|keine?|mit|von|bis|werte?|rang|jahre?|karte|daten|raum|anzahl|klasse)\s)"
    r"|[A-Z][a-z]+\s+[a-z]+\s+[a-z]+"
)


def strip_holes(template: str) -> str:
    """A template string without what is computed in it."""
    return re.sub(r"\$\{[^}]*\}", "", template)


def literals(script: str) -> list[str]:
    return [found["text"][1:-1] for found in TOKENS.finditer(script) if found["text"]]


def used_keys(script: str) -> set[str]:
    """Keys in the first argument of `atlas.text(…)`, both branches of a choice included."""
    keys = set()
    for start in (found.end() for found in re.finditer(r"atlas\.text\(", script)):
        depth, end = 0, start
        while depth >= 0 and not (depth == 0 and script[end] in ",)"):
            depth += {"(": 1, ")": -1, "[": 1, "]": -1}.get(script[end], 0)
            end += 1
        argument = re.sub(r"===?\s*\"\w+\"", "", script[start:end])
        keys |= set(re.findall(r'"(\w+)"', argument))
    return keys


def test_scripts_are_found() -> None:
    assert len(SCRIPTS) >= 8


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_german_is_written_in_a_script(name: str) -> None:
    assert [text for text in literals(SCRIPTS[name]) if GERMAN.search(strip_holes(text))] == []


@pytest.mark.parametrize("text", ["Keine Daten", "Rang 3", "Räume", "Karte wird geladen", "nicht da"])
def test_search_knows_german(text: str) -> None:
    assert GERMAN.search(text)


def test_every_named_text_exists() -> None:
    used = set().union(*(used_keys(script) for script in SCRIPTS.values()))
    assert {"unter", "von_bis", "anzahl"} <= used
    assert used - set(texts.BROWSER) == set()


def test_every_text_is_used() -> None:
    written = {word for script in SCRIPTS.values() for word in re.findall(r"""["'](\w+)["']""", script)}
    incomparable = {"grenzen_veraendert", "neues_gebiet"}  # signs of maps of change, beside the statuses
    statuses = {status.value for status in Status} | incomparable
    computed = statuses | {f"legende_{status}" for status in statuses}  # atlas.text(status), atlas.text(`legende_${…}`)
    in_python = set(re.findall(r'BROWSER\["(\w+)"\]', "".join(
        file.read_text("utf-8") for package in ("layouts", "dashboard") for file in (ROOT / package).glob("*.py")
    )))  # fmt: skip
    assert set(texts.BROWSER) - written - computed - in_python == set()


def test_choices_have_a_text_each() -> None:
    assert set(texts.METHODS) == {methode.value for methode in Methode}
    assert set(texts.LIMIT_SCOPE) == {bezug.value for bezug in Grenzbezug}
    assert {status.value for status in Status if status is not Status.OBSERVED} <= set(texts.BROWSER)
