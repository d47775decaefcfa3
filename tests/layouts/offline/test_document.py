"""The offline file: published values only, each once, words of the sheets, nothing that could ask or break out."""

import base64
import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from dashboard.atlas import Atlas
from layouts.offline.document import FOLDER, Pencils, build_content, write_document
from layouts.offline.words import VIEWER
from layouts.scenes import Scene, Talk, TalkError
from layouts.selection import parse_selection
from layouts.sheets.content import Imprint
from tests.sheets import sheet_of

IMPRINT = Imprint("https://atlas.example", date(2024, 5, 31))
RATE = {"indikator": "arbeitslosenanteil", "jahr": 2018, "ebene": "sozialraum", "stand": "2018"}
# areas A1, A2, A10, B1, B2, B3 in 2018: two suppressed, A2 160 of 2,000, B1 90 of 1,200, B2 25 of 500, B3 0 of 300
SHARES = [None, 80, None, 75, 50, 0]


def talk_of(region: Atlas, *views: dict[str, Any], titel: str = "Ausschuss", szene: str = "", notiz: str = "") -> Talk:
    scenes = []
    for asked in views:
        selection, notices = parse_selection(asked, region)
        assert notices == ()
        scenes.append(Scene(szene, notiz, "/?x=1", selection))
    return Talk(region.config.region.id, titel, tuple(scenes))


def no_picture(scene: Scene) -> dict[str, Any]:
    raise AssertionError("no scene of these tests is a sheet")


def content_of(region: Atlas, *views: dict[str, Any], **words: str) -> dict[str, Any]:
    content = build_content(
        region, talk_of(region, *views, **words), IMPRINT, Pencils(region.drawn_level, no_picture), lambda *_: None
    )
    # as the viewer puts scenes together
    known = content["ansichten"]
    for scene in content["szenen"]:
        for part in (scene, scene.get("zweite", {})):
            part.update({**known.get(part.get("ansicht"), {}), **part})
    return content


def page_of(region: Atlas, *views: dict[str, Any], **words: str) -> str:
    talk = talk_of(region, *views, **words)
    return write_document(region, talk, IMPRINT, Pencils(region.drawn_level, no_picture), lambda *_: None).decode()


class Reader(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self.comments: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in self.texts:
            self.texts[self.found[-1][0]][-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def test_numbers_are_the_published_ones(small: Atlas) -> None:
    figures = content_of(small, RATE)["zahlen"]["arbeitslosenanteil/2018/sozialraum"]
    assert figures["jahre"] == [2018, 2019]
    assert figures["w"][0] == SHARES
    assert figures["z"][0] == [None, 160, None, 90, 25, 0]
    assert figures["s"][0] == "sosooo"
    # 2,000 + 1,000 + 800 with 160 + 8 + 6 of Astadt, 2,000 with 115 of Bdorf, 5,800 with 289 of the Kreis
    assert (figures["gruppen"][0], figures["region"][0]) == ([46, 58], 50)


def test_comparison_follows_the_rule_of_the_profile(small: Atlas) -> None:
    against = content_of(small, RATE)["zahlen"]["arbeitslosenanteil/2018/sozialraum"]["gegen"]
    # Wilson: A2 8.0 [6.9, 9.3] above 5.0; B1 7.5 [6.1, 9.1] above; B2 5.0 and 0.0 of 300 [0, 1.3]
    assert against["region"][0] == " + +=-"
    assert against["gruppe"][0] == " + +=-"


def test_suppressed_area_carries_its_sign_alone(small: Atlas) -> None:
    content = content_of(small, RATE)
    scene = content["szenen"][0]
    assert scene["jahre"][0]["klassen"][0] == "s"
    assert scene["jahre"][0]["legende"]["zeichen"] == [["s", "• geheim zu halten", "2"]]
    named = json.dumps(scene["jahre"][0]["listen"], ensure_ascii=False)
    assert "A1 " not in named
    assert "A2 Altstadt (Astadt)" in named


def test_words_classes_and_legend_are_those_of_the_sheet_of_every_year(small: Atlas) -> None:
    years = content_of(small, RATE)["szenen"][0]["jahre"]
    for jahr, found in zip((2018, 2019), years, strict=True):
        sheet = sheet_of(small, **RATE | {"jahr": jahr})
        assert (found["titel"], found["satz"], found["quelle"]) == (sheet.title, sheet.headline, sheet.source)
        assert found["alt"] == sheet.description
        assert found["legende"]["klassen"][::-1] == [[row.text, row.n] for row in sheet.legend.rows]
        assert [c for c in found["klassen"] if c.isdigit()] == [
            str(a.klass) for a in sheet.areas if a.klass is not None
        ]


def test_class_limits_of_each_year_alone(small: Atlas) -> None:
    both = content_of(small, RATE | {"bezug": "jahr", "methode": "quantile"})["szenen"][0]["jahre"]
    for jahr, found in zip((2018, 2019), both, strict=True):
        asked = RATE | {"jahr": jahr, "bezug": "jahr", "methode": "quantile"}
        rows = [[row.text, row.n] for row in sheet_of(small, **asked).legend.rows]
        assert found["legende"]["klassen"][::-1] == rows
        assert len(found["grenzen"]) == len(rows) - 1
        assert len(found["farben"]) == len(rows)


def test_geometry_and_numbers_stand_once_for_all_scenes(small: Atlas) -> None:
    content = content_of(
        small, RATE, RATE | {"jahr": 2019}, RATE | {"indikator": "anteil_u18"}, RATE | {"raum": "0500102"}
    )
    assert len(content["karten"]) == len(content["raeume"]) == 1
    assert list(content["zahlen"]) == ["arbeitslosenanteil/2018/sozialraum", "anteil_u18/2018/sozialraum"]
    assert len(content["ansichten"]) == 2
    assert [scene["jahr"] for scene in content["szenen"]] == [0, 1, 0, 0]
    assert content["szenen"][3]["raum"] == 1


def test_filter_shows_and_draws_its_areas_only(small: Atlas) -> None:
    content = content_of(small, RATE | {"innerhalb": "05002"})
    scene = content["szenen"][0]
    assert scene["jahre"][0]["klassen"][:3] == "   "
    assert scene["gruppe"] == 1
    (drawing,) = content["karten"].values()
    assert [bool(path) for path in drawing["pfade"]] == [False] * 3 + [True] * 3
    assert drawing["umgebung"]


def test_paths_are_squares_of_one_size(small: Atlas) -> None:
    """Six squares of 1 km in a row fill the 4,000 units of the longer side."""
    (drawing,) = content_of(small, RATE)["karten"].values()
    side = (4000 - 60) / 6
    for i, path in enumerate(drawing["pfade"]):
        numbers = [int(number) for number in re.findall(r"-?\d+", path)]
        x, y, corners = numbers[0], numbers[1], []
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        xs = [numbers[0], *(x for x, _ in corners)]
        assert (min(xs), max(xs)) == (round(30 + i * side), round(30 + (i + 1) * side))


def test_change_map_says_what_is_not_compared(demo: Atlas) -> None:
    asked = {
        "indikator": "sgb2_quote",
        "stand": "2016-entwurf",
        "jahr": 2022,
        "basis": 2014,
        "grenzaenderung": "auslassen",
    }
    content = content_of(demo, asked)
    sheet = sheet_of(demo, **asked)
    scene = content["szenen"][0]
    year = scene["jahre"][scene["jahr"]]
    assert year["titel"] == sheet.title
    refused = [area.refusal is not None for area in sheet.areas]
    assert any(refused)
    assert [sign in "bc" for sign in year["klassen"]] == refused
    (figures,) = content["zahlen"].values()
    shown = figures["w"][scene["jahr"]]
    values = [None if area.value != area.value else round(area.value * 10) for area in sheet.areas]
    assert shown == values


def test_second_map_has_numbers_words_and_colours_of_its_own(small: Atlas) -> None:
    content = content_of(small, RATE | {"vergleich": "anteil_u18", "karten": 2})
    scene = content["szenen"][0]
    assert list(content["zahlen"]) == ["arbeitslosenanteil/2018/sozialraum", "anteil_u18/2018/sozialraum"]
    assert scene["jahre"][0]["titel"] == "Arbeitslosenanteil 2018"
    assert scene["zweite"]["jahre"][0]["titel"] == "Anteil unter 18-Jähriger 2018"
    assert scene["zweite"]["jahre"][0]["farben"] != scene["jahre"][0]["farben"]
    assert len(scene["zusammenhang"]) == 2
    assert scene["zusammenhang"][0].startswith("Zwischen „Arbeitslosenanteil“ und „Anteil unter 18-Jähriger“")


def test_filter_without_areas_is_refused_with_its_scene(small: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_arguments: object) -> Any:
        raise ValueError("In diesem Ausschnitt liegt kein Raum.")

    monkeypatch.setattr("layouts.offline.document.build_sheets", nothing)
    with pytest.raises(TalkError, match="Szene 1: In diesem Ausschnitt liegt kein Raum"):
        content_of(small, RATE)


HOSTILE = ["</script><script>alert(1)</script>", "<!-- <script>", "]]> & \"'", "a\u2028b\u2029c", "W" * 200]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_presenters_type_stays_text(small: Atlas, text: str) -> None:
    page = page_of(small, RATE, titel=text, szene=text, notiz=text)
    read = Reader(page)
    assert [tag for tag, _ in read.found].count("script") == 2
    assert read.comments == []
    data = json.loads(read.texts["script"][0])
    assert data["szenen"][0]["notiz"] == text
    assert data["szenen"][0]["titel"] == data["titel"] == " ".join(text.split())
    assert "\u2028" not in page


def test_policy_allows_the_viewer_alone(small: Atlas) -> None:
    read = Reader(page_of(small, RATE))
    policy = next(attrs["content"] for tag, attrs in read.found if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for kind, text in (("script-src", read.texts["script"][1]), ("style-src", read.texts["style"][0])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[kind] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["font-src"] == rules["img-src"] == "data:"


def test_nothing_is_asked_for(small: Atlas) -> None:
    read = Reader(page_of(small, RATE))
    fetched = [attrs[name] for _, attrs in read.found for name in ("src", "srcset", "data", "action") if name in attrs]
    assert fetched == []
    links = [attrs["href"] for tag, attrs in read.found if tag == "link"]
    assert all(link is not None and link.startswith("data:") for link in links)
    addresses = re.findall(r"url\(([^)]{0,8})", read.texts["style"][0])
    assert set(addresses) == {"data:fon"}
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|import|WebSocket|sendBeacon|eval|localStorage)\b", read.texts["script"][1]
    )


def test_letters_beyond_the_first_font_bring_the_second(small: Atlas) -> None:
    assert page_of(small, RATE).count("@font-face") == 1
    assert page_of(small, RATE, titel="Łódź").count("@font-face") == 2


def test_every_word_of_the_viewer_is_known_and_used() -> None:
    scripts = "".join(file.read_text("utf-8") for file in sorted(FOLDER.glob("*.js")))
    asked = set(re.findall(r'atlas\.text\("(\w+)"', scripts)) | set(re.findall(r"data\.texte\.(\w+)", scripts))
    asked |= {word for word in re.findall(r'"(\w+)"', scripts) if word in VIEWER}
    shared = {"unter", "von_bis", "ab", "alle_werte"}  # of assets/20_format.js
    assert asked - set(VIEWER) == set()
    assert set(VIEWER) - asked - shared == set()
